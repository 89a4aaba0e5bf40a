package org.akoma.programme.publication;

import java.time.LocalDate;
import java.util.List;

/**
 * The tables of a release: the exact counts, and what of them the public and the partners read. What cannot be shown safely is left out; where not even the
 * numbers of girls and boys can, there is no table at all.
 */
record Draft(List<CountTable> exact, List<ShownTable> forPublic, List<ShownTable> forPartners, LeftOut leftOut) {

    Draft {
        exact = List.copyOf(exact);
        forPublic = List.copyOf(forPublic);
        forPartners = List.copyOf(forPartners);
    }

    /** Nothing can be published. */
    public boolean isNothing() {
        return exact.isEmpty();
    }

    /** Code of the sentence that says why there is nothing. */
    public String whyNothing() {
        boolean changed = leftOut.tables().stream().anyMatch(one -> one.why() == LeftOut.Why.CHANGED);
        return changed ? "publication.too-few-more" : "publication.too-few";
    }

    /** What was published before; withdrawn ones too, for they were read. */
    record Earlier(LocalDate asOf, List<CountTable> exact, List<ShownTable> forPublic, List<ShownTable> forPartners) {}
}
