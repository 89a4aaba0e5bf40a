package org.akoma.programme.publication;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.akoma.programme.indicators.ShownFigures;

/**
 * The tables of a release: the exact counts, and what of them the public and the partners read. What cannot be shown safely is left out; where not even the
 * numbers of girls and boys can, there is no table at all.
 *
 * @param shown what partners read in it of indicators, which the screen has too
 */
record Draft(
        List<CountTable> exact,
        List<ShownTable> forPublic,
        List<ShownTable> forPartners,
        LeftOut leftOut,
        List<ShownFigures> shown) {

    Draft {
        exact = List.copyOf(exact);
        forPublic = List.copyOf(forPublic);
        forPartners = List.copyOf(forPartners);
        shown = List.copyOf(shown);
    }

    /** Nothing can be published. */
    public boolean isNothing() {
        return exact.isEmpty();
    }

    /** Code of the sentence that says why there is nothing. */
    public String whyNothing() {
        Set<LeftOut.Why> why = leftOut.tables().stream().map(LeftOut.Table::why).collect(Collectors.toSet());
        if (why.contains(LeftOut.Why.BESIDE_SCREEN)) return "publication.beside-screen";
        return why.contains(LeftOut.Why.CHANGED) ? "publication.too-few-more" : "publication.too-few";
    }

    /** What was published before; withdrawn ones too, for they were read. */
    record Earlier(LocalDate asOf, List<CountTable> exact, List<ShownTable> forPublic, List<ShownTable> forPartners) {}
}
