package org.akoma.programme.publication;

import java.util.List;

/** The tables of a release: the exact counts, and what of them the public and the partners read. What cannot be shown safely is left out. */
record Draft(List<CountTable> exact, List<ShownTable> forPublic, List<ShownTable> forPartners, List<LeftOut> leftOut) {

    Draft {
        exact = List.copyOf(exact);
        forPublic = List.copyOf(forPublic);
        forPartners = List.copyOf(forPartners);
        leftOut = List.copyOf(leftOut);
    }

    enum Why {
        /** Too few children to divide them so. */
        SMALL,
        /** Too few were added since the last release: the difference would show a small count. */
        CHANGED
    }

    record LeftOut(String table, Why why) {}

    /** What was published before; withdrawn ones too, for they were read. */
    record Earlier(List<CountTable> exact, List<ShownTable> forPublic, List<ShownTable> forPartners) {}
}
