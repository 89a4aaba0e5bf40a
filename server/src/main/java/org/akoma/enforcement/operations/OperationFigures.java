package org.akoma.enforcement.operations;

import java.time.LocalDate;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Counts of one operation as of a moment. A count that was suppressed is null and named in {@code suppressed}.
 *
 * @param victims confirmed child victims
 * @param slipsInTime handed over within the limit of T1
 */
record OperationFigures(
        String code,
        String country,
        LocalDate startsOn,
        boolean closed,
        @Nullable Integer officers,
        @Nullable Integer screened,
        @Nullable Integer victims,
        @Nullable Integer notVictims,
        @Nullable Integer adults,
        @Nullable Integer arrested,
        @Nullable Integer referred,
        @Nullable Integer convicted,
        @Nullable Integer slips,
        @Nullable Integer slipsInTime,
        Set<String> suppressed) {

    public OperationFigures {
        suppressed = Set.copyOf(suppressed);
    }

    /**
     * As partners get it ({@code requirements.md 8.6}): no count from 1 to below the least, and no part whose rest could be computed
     * to be such a count.
     */
    OperationFigures suppressedBelow(int least) {
        Cells cells = new Cells(least);
        Integer sureVictims = cells.part("victims", victims, screened);
        Integer sureNot = cells.part("notVictims", notVictims, screened);
        Integer sureAdults = cells.part("adults", adults, screened);
        if ((sureNot == null) != (sureAdults == null)) { // one hidden part of a known whole is no secret
            sureNot = cells.hide("notVictims");
            sureAdults = cells.hide("adults");
        }
        return new OperationFigures(
                code,
                country,
                startsOn,
                closed,
                officers,
                cells.part("screened", screened, null),
                sureVictims,
                sureNot,
                sureAdults,
                cells.part("arrested", arrested, null),
                cells.part("referred", referred, arrested),
                cells.part("convicted", convicted, arrested),
                cells.part("slips", slips, null),
                cells.part("slipsInTime", slipsInTime, slips),
                cells.hidden);
    }

    private static final class Cells {
        private final int least;
        private final Set<String> hidden = new TreeSet<>();

        Cells(int least) {
            this.least = least;
        }

        @Nullable
        Integer part(String name, @Nullable Integer count, @Nullable Integer whole) {
            if (count == null) return null;
            return isSmall(count) || (whole != null && isSmall(whole - count)) ? hide(name) : count;
        }

        @Nullable
        Integer hide(String name) {
            hidden.add(name);
            return null;
        }

        private boolean isSmall(int count) {
            return count > 0 && count < least;
        }
    }
}
