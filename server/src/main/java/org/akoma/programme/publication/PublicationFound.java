package org.akoma.programme.publication;

import java.util.List;
import java.util.stream.Stream;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.search.Finder;
import org.akoma.ground.search.FoundGroup;
import org.akoma.ground.search.SearchText;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Published tables by their code, and stories by their code or title, in the one search box. Who reads tables for partners alone finds those. */
@Component
@Order(270)
class PublicationFound implements Finder {

    private final Releases releases;
    private final Stories stories;
    private final Formats words;

    PublicationFound(Releases releases, Stories stories, Formats words) {
        this.releases = releases;
        this.stories = stories;
        this.words = words;
    }

    @Override
    public List<FoundGroup> find(Actor actor, SearchText text) {
        List<FoundGroup.Hit> tables = actor.may(Verb.RELEASE_READ) ? releases(actor, text) : forPartners(actor, text);
        return Stream.of(FoundGroup.of("releases", tables), FoundGroup.of("stories", stories(actor, text)))
                .flatMap(List::stream)
                .toList();
    }

    private List<FoundGroup.Hit> releases(Actor actor, SearchText text) {
        return releases.list(actor).stream()
                .filter(one -> text.means(one.code()))
                .map(one -> new FoundGroup.Hit(
                        one.code(), "/publication/releases/" + one.code(), words.date(one.asOf()), true))
                .toList();
    }

    private List<FoundGroup.Hit> forPartners(Actor actor, SearchText text) {
        return releases.forPartners(actor).stream()
                .filter(one -> text.means(one.code()))
                .map(one -> new FoundGroup.Hit(one.code(), "/publication/partners", words.date(one.asOf()), true))
                .toList();
    }

    private List<FoundGroup.Hit> stories(Actor actor, SearchText text) {
        return stories.list(actor).stream()
                .filter(one -> text.means(one.code())
                        || text.isWithinTitles(
                                one.french().title(), one.english().title()))
                .map(one -> new FoundGroup.Hit(
                        one.code(), "/publication/stories/" + one.code(), title(one), text.means(one.code())))
                .toList();
    }

    private static String title(Story one) {
        boolean english = LocaleContextHolder.getLocale().getLanguage().equals("en");
        return (english ? one.english() : one.french()).title();
    }
}
