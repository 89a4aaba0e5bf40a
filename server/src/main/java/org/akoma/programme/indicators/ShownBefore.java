package org.akoma.programme.indicators;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Everything that readers without small counts were shown until now, and what an answer adds to it. What was shown of the end of a month is shown again as
 * it was, whatever was recorded since.
 */
final class ShownBefore {

    private record Key(String indicator, String by) {}

    private final int least;
    private final Map<Key, List<ShownFigures>> all = new HashMap<>();
    private final List<ShownFigures> added = new ArrayList<>();

    /** @param least the smallest count that is shown */
    ShownBefore(int least, Collection<ShownFigures> before) {
        this.least = least;
        before.forEach(this::put);
    }

    private void put(ShownFigures one) {
        all.computeIfAbsent(new Key(one.indicator(), one.by()), key -> new ArrayList<>())
                .add(one);
    }

    private List<ShownFigures> of(String indicator, String by) {
        return all.getOrDefault(new Key(indicator, by), List.of());
    }

    /** What was on the screen of the end of a month. */
    Optional<ShownFigures> at(String indicator, String by, LocalDate day) {
        return of(indicator, by).stream()
                .filter(one -> !one.released() && one.day().equals(day))
                .findFirst();
    }

    /** The ends of months of which something was on the screen. */
    SortedSet<LocalDate> days(String indicator, String by) {
        SortedSet<LocalDate> days = new TreeSet<>();
        of(indicator, by).stream().filter(one -> !one.released()).forEach(one -> days.add(one.day()));
        return days;
    }

    /** Adds it where it may stand beside all that was shown of the same. */
    boolean add(ShownFigures now) {
        if (!of(now.indicator(), now.by()).stream().allMatch(before -> now.mayStandBeside(before, least))) return false;
        put(now);
        added.add(now);
        return true;
    }

    List<ShownFigures> added() {
        return List.copyOf(added);
    }
}
