package org.akoma.pages;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A few figures on the home page, of what one room keeps for this person. Counts and codes of structures only, never a child.
 *
 * @param key its title is the text {@code card.<key>}
 * @param href where all of it is; null = nowhere
 */
public record HomeCard(
        String key, List<Figure> figures, @Nullable String href) {

    public HomeCard {
        figures = List.copyOf(figures);
    }

    /**
     * @param label already in words
     * @param quiet what stands small behind the value; null = nothing
     */
    public record Figure(
            String label,
            String value,
            @Nullable String quiet,
            @Nullable String href) {}
}
