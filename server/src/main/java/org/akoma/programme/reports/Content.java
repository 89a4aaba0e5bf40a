package org.akoma.programme.reports;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a report says, before it is typeset: the same for all its files.
 *
 * @param tag of its language, as fr-FR
 * @param cover lines under the title
 * @param blocks in their order
 */
record Content(String code, String tag, String title, String subtitle, List<String> cover, List<Block> blocks) {

    Content {
        cover = List.copyOf(cover);
        blocks = List.copyOf(blocks);
    }

    /** SHA-256 of what it says. */
    String fingerprint() {
        return Fingerprint.of(JsonMapper.shared().writeValueAsBytes(this));
    }

    /** Whether the block is said right before a table or a picture, on whose page it stays. */
    public boolean leads(int at) {
        return at + 1 < blocks.size() && (blocks.get(at + 1) instanceof Grid || blocks.get(at + 1) instanceof Picture);
    }

    /** What a page is made of, one under another. */
    sealed interface Block {
        /** For a template. */
        default String kind() {
            return getClass().getSimpleName();
        }
    }

    /** @param level from 1 to 3 */
    record Heading(int level, String id, String text) implements Block {}

    record Paragraph(String text, boolean small) implements Block {}

    record Points(List<String> lines) implements Block {
        public Points {
            lines = List.copyOf(lines);
        }
    }

    /** A few numbers in a row, each with what it counts. */
    record Numbers(List<Number> numbers) implements Block {
        public Numbers {
            numbers = List.copyOf(numbers);
        }

        /** @param value as it is shown */
        record Number(String value, String label) {}
    }

    /**
     * @param id for the list of tables
     * @param caption with its number
     * @param widths of the columns, in parts of a hundred
     * @param right columns that hold numbers, from 0
     * @param note under it; null = none
     */
    record Grid(
            String id,
            String caption,
            List<String> heads,
            List<Integer> widths,
            List<Integer> right,
            List<List<String>> rows,
            @Nullable String note)
            implements Block {
        public Grid {
            heads = List.copyOf(heads);
            widths = List.copyOf(widths);
            right = List.copyOf(right);
            rows = rows.stream().map(List::copyOf).toList();
        }
    }

    /** @param alternative what it shows, for who does not see it */
    record Picture(String id, String caption, String alternative, byte[] png, int width, int height) implements Block {}

    /** Where the captions of all tables, or of all figures, are listed. */
    record Captions(boolean tables) implements Block {}
}
