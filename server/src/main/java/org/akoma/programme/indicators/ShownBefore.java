package org.akoma.programme.indicators;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that readers without small counts were shown until now, and what an answer adds to it. What was shown of the end of a month is shown again as
 * it was, whatever was recorded since.
 */
final class ShownBefore {

    private record Key(String indicator, String by) {}

    private final int least;
    private final Map<Key, List<ShownFigures>> all = new HashMap<>();
    private final Map<Key, SortedMap<LocalDate, ShownFigures>> screens = new HashMap<>();
    private final List<ShownFigures> added = new ArrayList<>();

    /** @param least the smallest count that is shown */
    ShownBefore(int least, Collection<ShownFigures> before) {
        this.least = least;
        before.forEach(this::put);
    }

    private void put(ShownFigures one) {
        Key key = new Key(one.indicator(), one.by());
        all.computeIfAbsent(key, first -> new ArrayList<>()).add(one);
        if (!one.released())
            screens.computeIfAbsent(key, first -> new TreeMap<>()).put(one.day(), one);
    }

    /** What was on the screen of the end of a month. */
    Optional<ShownFigures> at(String indicator, String by, LocalDate day) {
        return Optional.ofNullable(screens(indicator, by).get(day));
    }

    /** The ends of months of which something was on the screen. */
    Set<LocalDate> days(String indicator, String by) {
        return screens(indicator, by).keySet();
    }

    private SortedMap<LocalDate, ShownFigures> screens(String indicator, String by) {
        return screens.getOrDefault(new Key(indicator, by), new TreeMap<>());
    }

    /** Adds it where it may stand beside all that was shown of the same. */
    boolean add(ShownFigures now) {
        List<ShownFigures> same = all.getOrDefault(new Key(now.indicator(), now.by()), List.of());
        if (!same.stream().allMatch(before -> now.mayStandBeside(before, least))) return false;
        put(now);
        added.add(now);
        return true;
    }

    List<ShownFigures> added() {
        return List.copyOf(added);
    }
}
