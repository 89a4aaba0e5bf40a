package org.akoma.programme.publication;

import java.util.List;
import java.util.OptionalInt;
import org.akoma.programme.publication.Draft.Earlier;

/**
 * What a reader computes of two figures that count the same things: of the visits that were held and of those that were held in time, how many were not; of
 * the children and of those who returned across a border, how many did not. That count is hidden nowhere, so both are released only where it, and what was
 * added to it between two releases, is none or at least the limit.
 *
 * @param exact the tables of this release until now
 */
record Beside(int least, List<CountTable> exact, List<Earlier> earlier) {

    private static final String IN_TIME = "INDICATOR.I11";
    private static final String ALONE = "INDICATOR.I13";
    private static final String ACROSS = "INDICATOR.I20";

    boolean isSafe(CountTable table) {
        if (!table.id().equals(ALONE) && !table.id().equals(ACROSS)) return true;
        OptionalInt now = rest(table, exact);
        if (now.isEmpty() || !isEnough(now.getAsInt())) return false;
        return earlier.stream()
                .flatMap(release -> release.exact().stream()
                        .filter(one -> one.id().equals(table.id()))
                        .map(one -> rest(one, release.exact())))
                .allMatch(then -> then.isPresent() && isEnough(now.getAsInt() - then.getAsInt()));
    }

    private boolean isEnough(int count) {
        return count == 0 || Math.abs(count) >= least;
    }

    /** Empty where the other figure is not in the same release: then nobody says how many the rest are at a later day. */
    private static OptionalInt rest(CountTable table, List<CountTable> beside) {
        String other = table.id().equals(ALONE) ? IN_TIME : Kind.SEX.name();
        return beside.stream()
                .filter(one -> one.id().equals(other))
                .mapToInt(one -> Math.abs(table.at(table.total())
                        - (other.equals(IN_TIME) ? one.cells().getFirst().getFirst() : one.at(one.total()))))
                .findFirst();
    }
}
