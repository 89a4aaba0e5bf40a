package org.akoma.programme.publication;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.akoma.programme.publication.CountTable.Place;

/**
 * Which counts of a table are not shown, so that nobody computes a small one from the others (requirements.md 8.6). A count under the limit is hidden, and
 * as many others as it takes so that from all that is shown each small count could still be any of a range at least as wide as the limit. The range is
 * exact: a table is a network, and {@link Ranges} searches it. docs/decisions/safe-tables.md has the proof, also for several releases.
 *
 * @param least the smallest count that is shown
 */
record Suppression(int least) {

    /**
     * Hides as little as it finds. Empty when no choice protects the small counts.
     *
     * @param kept what is known already and so is not worth hiding
     */
    Optional<Set<Place>> choose(CountTable table, Collection<Place> kept) {
        Set<Place> small = small(table);
        if (kept.stream().anyMatch(small::contains)) return Optional.empty();
        Set<Place> hidden = new HashSet<>(small);
        for (Optional<Place> narrow = narrow(table, hidden); narrow.isPresent(); narrow = narrow(table, hidden)) {
            Place next = another(table, hidden, kept, narrow.get()).orElse(null);
            if (next == null) return Optional.empty();
            hidden.add(next);
        }
        showAgain(table, hidden, small);
        return Optional.of(Set.copyOf(hidden));
    }

    /** Whether every small count is hidden, and none can be computed or narrowed down. */
    boolean protects(CountTable table, Set<Place> hidden) {
        return hidden.containsAll(small(table)) && narrow(table, hidden).isEmpty();
    }

    /**
     * Whether these counts may be published after those, with the same places hidden. What was added since is a table of its own, which everybody computes
     * where nothing is hidden: it must not show a small count either.
     */
    boolean mayFollow(CountTable before, CountTable after, Set<Place> hidden) {
        CountTable added = after.since(before);
        boolean plain = added.places()
                .filter(place -> !hidden.contains(place))
                .mapToInt(added::at)
                .allMatch(count -> count == 0 || Math.abs(count) >= least);
        return plain
                && protects(after, hidden)
                && (after.moves() || added.places().mapToInt(added::at).allMatch(count -> count >= 0))
                && (after.moves()
                        || hidden.stream().noneMatch(place -> added.at(place) > 0 && isNarrow(added, hidden, place)));
    }

    private Set<Place> small(CountTable table) {
        Set<Place> small = new HashSet<>();
        table.places().filter(place -> isSmall(table, place)).forEach(small::add);
        return small;
    }

    private boolean isSmall(CountTable table, Place place) {
        return table.at(place) < least;
    }

    private Optional<Place> narrow(CountTable table, Set<Place> hidden) {
        return table.places()
                .filter(hidden::contains)
                .filter(place -> isNarrow(table, hidden, place))
                .findFirst();
    }

    private boolean isNarrow(CountTable table, Set<Place> hidden, Place place) {
        return isSmall(table, place) && new Ranges(table, hidden).width(place, least) < least;
    }

    /** The smallest count that is still shown, rather in the same row or column. */
    private static Optional<Place> another(CountTable table, Set<Place> hidden, Collection<Place> kept, Place beside) {
        return table.places()
                .filter(place -> !hidden.contains(place) && !kept.contains(place) && !place.equals(table.total()))
                .min(Comparator.<Place>comparingInt(
                                place -> place.row() == beside.row() || place.column() == beside.column() ? 0 : 1)
                        .thenComparingInt(table::at));
    }

    /** Those of which it turned out that they need not be hidden, the largest first. */
    private void showAgain(CountTable table, Set<Place> hidden, Set<Place> small) {
        List<Place> more = new ArrayList<>(hidden);
        more.removeAll(small);
        more.sort(Comparator.comparingInt(table::at).reversed());
        for (Place place : more) {
            hidden.remove(place);
            if (narrow(table, hidden).isPresent()) hidden.add(place);
        }
    }
}
