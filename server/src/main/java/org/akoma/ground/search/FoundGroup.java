package org.akoma.ground.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records of one kind that a search found.
 *
 * @param kind its heading is the text {@code found.<kind>}
 * @param hits the nearest first
 * @param table how the room draws them; null = as a list
 */
public record FoundGroup(
        String kind, List<Hit> hits, @Nullable Table table) {

    /** A kind finds no more than this. */
    public static final int MOST = 25;

    /**
     * @param code as people write it
     * @param href null where the actor has no page of it
     * @param label what else is known of it; null = nothing
     * @param exact whether the whole code was typed
     */
    public record Hit(
            String code, @Nullable String href, @Nullable String label, boolean exact) {}

    /**
     * @param template whose fragment {@code found(model)} draws the hits
     * @param model what the fragment takes
     */
    public record Table(String template, Object model) {}

    /** A list, or nothing when there is no hit. */
    public static List<FoundGroup> of(String kind, List<Hit> hits) {
        return hits.isEmpty()
                ? List.of()
                : List.of(new FoundGroup(kind, hits.stream().limit(MOST).toList(), null));
    }
}
