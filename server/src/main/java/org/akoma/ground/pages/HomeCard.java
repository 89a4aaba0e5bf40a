package org.akoma.ground.pages;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A few figures on the home page, of what one room keeps for this person: counts, codes of structures, and files by their code alone.
 *
 * @param key its title is the text {@code card.<key>}
 * @param files the few that want to be seen first, below the figures
 * @param href where all of it is; null = nowhere
 */
public record HomeCard(
        String key,
        List<Figure> figures,
        List<OneFile> files,
        @Nullable String href) {

    public HomeCard {
        figures = List.copyOf(figures);
        files = List.copyOf(files);
    }

    public HomeCard(String key, List<Figure> figures, @Nullable String href) {
        this(key, figures, List.of(), href);
    }

    /**
     * @param label already in words
     * @param quiet small text behind the value; null = none
     */
    public record Figure(
            String label,
            String value,
            @Nullable String quiet,
            @Nullable String href) {}

    /** @param why already in words, the weightiest first */
    public record OneFile(String code, @Nullable String risk, List<String> why, String href) {

        public OneFile {
            why = List.copyOf(why);
        }
    }
}
