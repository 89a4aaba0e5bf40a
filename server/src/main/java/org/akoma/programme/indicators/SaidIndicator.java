package org.akoma.programme.indicators;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An indicator in words, for a paper.
 *
 * @param group what it is about
 * @param value as it is shown, also that it is hidden or missing
 * @param of how many it is of; null = nothing to say
 * @param numerator null = hidden, missing or a median; also of a plain count
 * @param denominator null as well of a plain count
 * @param percent null = there is none
 * @param unknown what is shown apart; null = nothing
 * @param definition heads and texts, in their order
 * @param day of which it is, where it was released; null = of the day of the paper
 */
public record SaidIndicator(
        String id,
        String group,
        String name,
        String value,
        @Nullable String of,
        @Nullable Long numerator,
        @Nullable Long denominator,
        @Nullable BigDecimal percent,
        @Nullable String unknown,
        Map<String, String> definition,
        @Nullable LocalDate day) {

    /** The same as it was released; counts may be hidden. */
    public SaidIndicator released(
            String shown,
            @Nullable String whole,
            @Nullable Long counted,
            @Nullable Long among,
            @Nullable BigDecimal share,
            LocalDate on) {
        return new SaidIndicator(id, group, name, shown, whole, counted, among, share, null, definition, on);
    }

    /** The same where no release has it. */
    public SaidIndicator unreleased(String shown) {
        return new SaidIndicator(id, group, name, shown, null, null, null, null, null, definition, null);
    }
}
