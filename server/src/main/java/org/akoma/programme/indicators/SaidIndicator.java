package org.akoma.programme.indicators;

import java.math.BigDecimal;
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
        Map<String, String> definition) {}
