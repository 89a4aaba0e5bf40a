package org.akoma.programme.publication;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.akoma.programme.publication.CountTable.Place;

/**
 * What somebody who reads a table can say of a hidden count. A table with totals is a circulation: from the start to each row flows the row's total, from
 * row to column the cell, from column to the end the column's total, and back from the end the whole. What goes into a node comes out of it, and that is
 * all that a reader knows besides the counts that are shown. A hidden count is therefore raised by as much as can flow from its head back to its tail over
 * other hidden counts, and lowered by what can flow the other way. Flows in whole numbers are exact.
 */
final class Ranges {

    private static final int WITHOUT_LIMIT = Integer.MAX_VALUE / 4;

    /** @param count how much flows */
    private record Arc(Place place, int from, int to, int count) {}

    private final int rows;
    private final int nodes;
    private final List<Arc> hidden = new ArrayList<>();
    private final CountTable table;

    Ranges(CountTable table, Set<Place> places) {
        this.table = table;
        this.rows = table.rows().size();
        this.nodes = rows + table.columns().size() + 2;
        table.places().filter(places::contains).forEach(place -> hidden.add(arc(place)));
    }

    private int start() {
        return nodes - 2;
    }

    private int end() {
        return nodes - 1;
    }

    private Arc arc(Place place) {
        boolean ofRows = place.row() == rows;
        boolean ofColumns = place.column() == table.columns().size();
        int from = ofRows ? (ofColumns ? end() : rows + place.column()) : ofColumns ? start() : place.row();
        int to = ofRows ? (ofColumns ? start() : end()) : ofColumns ? place.row() : rows + place.column();
        return new Arc(place, from, to, table.at(place));
    }

    /**
     * How many values besides the true one a hidden count could have; at most twice {@code enough}, after which the search stops.
     *
     * @param enough both ways are searched until there are so many
     */
    int width(Place place, int enough) {
        Arc arc = arc(place);
        int up = flow(arc, arc.to(), arc.from(), enough);
        return up >= enough ? up : up + flow(arc, arc.from(), arc.to(), Math.min(enough, arc.count()));
    }

    /** How much can flow from one node to another over hidden counts other than this one. */
    private int flow(Arc without, int from, int to, int enough) {
        int[] more = new int[hidden.size()];
        int[] less = new int[hidden.size()];
        Arrays.fill(more, WITHOUT_LIMIT);
        for (int i = 0; i < less.length; i++) less[i] = hidden.get(i).count();
        for (int i = 0; i < less.length; i++) if (hidden.get(i).place().equals(without.place())) more[i] = less[i] = 0;
        int flown = 0;
        while (flown < enough) {
            int found = path(from, to, enough - flown, more, less);
            if (found == 0) break;
            flown += found;
        }
        return flown;
    }

    /** Sends as much as goes along one shortest path; 0: there is none. An arc is 2i when its count is raised, 2i + 1 when it is lowered. */
    private int path(int from, int to, int most, int[] more, int[] less) {
        int[] by = new int[nodes];
        Arrays.fill(by, -1);
        Deque<Integer> next = new ArrayDeque<>(List.of(from));
        while (!next.isEmpty() && by[to] < 0) {
            int node = next.remove();
            for (int i = 0; i < hidden.size(); i++) {
                Arc arc = hidden.get(i);
                if (arc.from() == node && more[i] > 0 && by[arc.to()] < 0 && arc.to() != from) {
                    by[arc.to()] = 2 * i;
                    next.add(arc.to());
                }
                if (arc.to() == node && less[i] > 0 && by[arc.from()] < 0 && arc.from() != from) {
                    by[arc.from()] = 2 * i + 1;
                    next.add(arc.from());
                }
            }
        }
        return by[to] < 0 ? 0 : send(from, to, most, by, more, less);
    }

    private int send(int from, int to, int most, int[] by, int[] more, int[] less) {
        int amount = most;
        for (int node = to; node != from; node = before(by[node]))
            amount = Math.min(amount, by[node] % 2 == 0 ? more[by[node] / 2] : less[by[node] / 2]);
        for (int node = to; node != from; node = before(by[node])) {
            int i = by[node] / 2;
            int sign = by[node] % 2 == 0 ? 1 : -1;
            more[i] -= sign * amount;
            less[i] += sign * amount;
        }
        return amount;
    }

    private int before(int step) {
        Arc arc = hidden.get(step / 2);
        return step % 2 == 0 ? arc.from() : arc.to();
    }
}
