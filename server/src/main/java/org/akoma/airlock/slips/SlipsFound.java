package org.akoma.airlock.slips;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.search.Finder;
import org.akoma.ground.search.FoundGroup;
import org.akoma.ground.search.SearchText;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Hand-over slips in the one search box, by their number: {@code FR-2015-0001}, {@code fr 2015 1}, or {@code fr1} for that of every year. */
@Component
@Order(30)
class SlipsFound implements Finder {

    private static final Pattern NUMBER = Pattern.compile("FR[^A-Z0-9]*([0-9]{4})[^A-Z0-9]*([0-9]{1,9})");

    /** A number without its year is looked for in so many. */
    private static final int YEARS = 20;

    private final SlipStore store;
    private final Clock clock;

    SlipsFound(SlipStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public List<FoundGroup> find(Actor actor, SearchText text) {
        if (!actor.may(Verb.SLIP_READ)) return List.of();
        List<String> numbers = numbers(text);
        if (numbers.isEmpty()) return List.of();
        List<FoundGroup.Hit> hits = store.numbered(numbers).stream()
                .map(slip -> new FoundGroup.Hit(slip.number(), "/slips/" + slip.number(), null, true))
                .toList();
        return FoundGroup.of("slips", hits);
    }

    private List<String> numbers(SearchText text) {
        Matcher whole = NUMBER.matcher(text.capitals());
        if (whole.matches()) return List.of(number(whole.group(1), Long.valueOf(whole.group(2))));
        int year = LocalDate.now(clock).getYear();
        return text.number("FR").stream()
                .flatMap(number ->
                        IntStream.range(0, YEARS).mapToObj(back -> number(String.valueOf(year - back), number)))
                .toList();
    }

    private static String number(String year, Long number) {
        return "FR-%s-%04d".formatted(year, number);
    }
}
