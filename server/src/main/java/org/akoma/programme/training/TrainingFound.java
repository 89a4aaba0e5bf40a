package org.akoma.programme.training;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.search.Finder;
import org.akoma.ground.search.FoundGroup;
import org.akoma.ground.search.SearchText;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Training in the one search box: sessions by code, town or title, courses for who keeps them, people who were trained by their code, certificates by their
 * number. The database decides whose records exist for the actor.
 */
@Component
@Order(250)
class TrainingFound implements Finder {

    private static final Pattern NUMBER = Pattern.compile("AKC[^A-Z0-9]*([0-9]{4})[^A-Z0-9]*([0-9]{1,5})");
    private static final Pattern SIGNS = Pattern.compile("[^A-Z0-9]+");

    private final TrainingSessions sessions;
    private final Certificates certificates;
    private final Formats words;

    TrainingFound(TrainingSessions sessions, Certificates certificates, Formats words) {
        this.sessions = sessions;
        this.certificates = certificates;
        this.words = words;
    }

    @Override
    public List<FoundGroup> find(Actor actor, SearchText text) {
        if (!actor.may(Verb.TRAINING_READ)) return List.of();
        return Stream.of(
                        FoundGroup.of("training-sessions", sessions(actor, text)),
                        FoundGroup.of("courses", courses(actor, text)),
                        FoundGroup.of("trained", people(actor, text)),
                        FoundGroup.of("certificates", certificates(actor, text)))
                .flatMap(List::stream)
                .toList();
    }

    private List<FoundGroup.Hit> sessions(Actor actor, SearchText text) {
        return sessions.list(actor).stream()
                .filter(one -> text.means(one.code())
                        || text.isWithinTitles(
                                one.code(), one.town(), one.course().title()))
                .map(one -> new FoundGroup.Hit(
                        one.code(),
                        "/training/sessions/" + one.code(),
                        one.course().title() + ", "
                                + words.text("training.from-to", words.date(one.firstDay()), words.date(one.lastDay())),
                        text.means(one.code())))
                .toList();
    }

    private List<FoundGroup.Hit> courses(Actor actor, SearchText text) {
        if (!actor.may(Verb.TRAINING_WRITE)) return List.of();
        return sessions.courses(actor).stream()
                .filter(one -> text.means(one.code())
                        || text.means(one.name())
                        || text.isWithinTitles(one.code(), one.title()))
                .map(one -> new FoundGroup.Hit(
                        one.name(), "/training/courses", one.title(), text.means(one.code()) || text.means(one.name())))
                .toList();
    }

    private List<FoundGroup.Hit> people(Actor actor, SearchText text) {
        return sessions.result(actor, SIGNS.matcher(text.capitals()).replaceAll("-")).stream()
                .map(one -> new FoundGroup.Hit(
                        one.participant().code(),
                        "/training/people/" + one.participant().code(),
                        one.participant().session(),
                        true))
                .toList();
    }

    private List<FoundGroup.Hit> certificates(Actor actor, SearchText text) {
        Matcher typed = NUMBER.matcher(text.capitals());
        Optional<Certificate> found = typed.matches()
                ? certificates.find(actor, "AKC-%s-%05d".formatted(typed.group(1), Integer.valueOf(typed.group(2))))
                : Optional.empty();
        return found.stream()
                .map(one -> new FoundGroup.Hit(
                        one.number(), "/training/people/" + one.participant(), one.participant(), true))
                .toList();
    }
}
