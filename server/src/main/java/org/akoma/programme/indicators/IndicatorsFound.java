package org.akoma.programme.indicators;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.search.Finder;
import org.akoma.ground.search.FoundGroup;
import org.akoma.ground.search.SearchText;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Indicators in the one search box, by number ({@code I11}, {@code i 11}) or by the words of their name. */
@Component
@Order(260)
class IndicatorsFound implements Finder {

    private static final Pattern NUMBER = Pattern.compile("I[^A-Z0-9]*0*([0-9]{1,2})");

    @Override
    public List<FoundGroup> find(Actor actor, SearchText text) {
        if (!actor.may(Verb.INDICATOR_READ)) return List.of();
        Matcher typed = NUMBER.matcher(text.capitals());
        String id = typed.matches() ? "I%02d".formatted(Integer.parseInt(typed.group(1))) : null;
        return FoundGroup.of(
                "indicators",
                Definitions.ALL.stream()
                        .filter(one -> one.id().equals(id)
                                || id == null && text.isWithinTitles(one.name().in(LocaleContextHolder.getLocale())))
                        .map(one -> new FoundGroup.Hit(
                                one.id(),
                                "/indicators#" + one.id(),
                                one.name().in(LocaleContextHolder.getLocale()),
                                one.id().equals(id)))
                        .toList());
    }
}
