package org.akoma.airlock.slips;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.akoma.ground.access.Actor;
import org.akoma.ground.search.Finder;
import org.akoma.ground.search.FoundGroup;
import org.akoma.ground.search.SearchText;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Hand-over slips in the one search box, by their number: {@code FR-2015-0001}, {@code fr 2015 1}. */
@Component
@Order(30)
class SlipsFound implements Finder {

    private static final Pattern NUMBER = Pattern.compile("FR[^A-Z0-9]*([0-9]{4})[^A-Z0-9]*([0-9]{1,9})");

    private final Slips slips;

    SlipsFound(Slips slips) {
        this.slips = slips;
    }

    @Override
    public List<FoundGroup> find(Actor actor, SearchText text) {
        Matcher typed = NUMBER.matcher(text.capitals());
        if (!typed.matches()) return List.of();
        String number = "FR-%s-%04d".formatted(typed.group(1), Long.valueOf(typed.group(2)));
        return slips.find(actor, number)
                .map(slip -> new FoundGroup.Hit(slip.number(), "/slips/" + slip.number(), null, true))
                .map(hit -> FoundGroup.of("slips", List.of(hit)))
                .orElse(List.of());
    }
}
