package org.akoma.programme.indicators;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One indicator as the page shows it, in the reader's language.
 *
 * @param meaning what is counted, and of what
 * @param value the figure, or that it is hidden or missing
 * @param of how many it is of; null = nothing to say
 * @param dated of which day it is, where that is an earlier one than the page is of; null = it is not
 * @param width of its bar, such as {@code 67.3%}; null = no bar
 * @param unknown what is shown apart; null = nothing
 * @param there whether there is a value
 * @param sides where the files behind it may stand; empty = none are behind it
 * @param definition heads and texts, in their order
 * @param past the ends of the last months; empty = none
 * @param trend the same in one sentence
 */
record IndicatorLine(
        String id,
        String name,
        String meaning,
        String value,
        @Nullable String of,
        @Nullable String dated,
        @Nullable String width,
        @Nullable String unknown,
        boolean there,
        List<AskBehind.Side> sides,
        Map<String, String> definition,
        List<Part> parts,
        List<Month> past,
        String trend) {

    record Part(
            String label,
            String value,
            @Nullable String of,
            @Nullable String dated,
            @Nullable String width,
            @Nullable String unknown) {}

    /** @param x from the left, y from the top and height, in pixels of a drawing that is 24 high */
    record Month(int x, String y, String height) {}

    IndicatorLine {
        sides = List.copyOf(sides);
        parts = List.copyOf(parts);
        past = List.copyOf(past);
    }
}
