package org.akoma.programme.reports;

import java.util.ArrayList;
import java.util.List;
import org.akoma.ground.pages.Formats;
import org.akoma.programme.reports.Content.Block;
import org.jspecify.annotations.Nullable;

/** Puts a report together, in its order, and counts its chapters, tables and figures. */
final class Writing {

    private final Formats words;
    private final List<Block> blocks = new ArrayList<>();
    private final int[] chapter = new int[3];
    private int tables;
    private int figures;
    private int ids;

    Writing(Formats words) {
        this.words = words;
    }

    List<Block> blocks() {
        return blocks;
    }

    Writing chapter(String key, Object... args) {
        return heading(1, words.text(key, args));
    }

    Writing section(String key, Object... args) {
        return heading(2, words.text(key, args));
    }

    /** @param said already in words */
    Writing heading(int level, String said) {
        chapter[level - 1]++;
        for (int below = level; below < chapter.length; below++) chapter[below] = 0;
        StringBuilder number = new StringBuilder();
        for (int at = 0; at < level; at++) number.append(at == 0 ? "" : ".").append(chapter[at]);
        blocks.add(new Content.Heading(level, "h" + ++ids, number + " " + said));
        return this;
    }

    /** A heading that belongs to what is above it, such as a finding: without a number of its own. */
    Writing item(String said) {
        blocks.add(new Content.Heading(3, "h" + ++ids, spelled(said)));
        return this;
    }

    /** The font of the papers has no such sign. */
    private String spelled(String said) {
        return said.replace("\u2265", words.text("reports.doc.at-least"));
    }

    Writing text(String key, Object... args) {
        return say(words.text(key, args));
    }

    /** @param said null = nothing is said */
    Writing say(@Nullable String said) {
        if (said != null)
            said.lines()
                    .map(String::strip)
                    .map(this::spelled)
                    .filter(line -> !line.isEmpty())
                    .forEach(line -> blocks.add(new Content.Paragraph(line, false)));
        return this;
    }

    Writing small(String key, Object... args) {
        blocks.add(new Content.Paragraph(spelled(words.text(key, args)), true));
        return this;
    }

    Writing points(List<String> lines) {
        if (!lines.isEmpty()) blocks.add(new Content.Points(lines));
        return this;
    }

    Writing numbers(List<Content.Numbers.Number> numbers) {
        if (!numbers.isEmpty())
            blocks.add(new Content.Numbers(numbers.stream()
                    .map(one -> new Content.Numbers.Number(one.value(), spelled(one.label())))
                    .toList()));
        return this;
    }

    /** What a table looks like: keys of its heads, widths in parts of a hundred, and which columns hold numbers. */
    record Columns(List<String> heads, List<Integer> widths, List<Integer> right) {
        Columns {
            heads = List.copyOf(heads);
            widths = List.copyOf(widths);
            right = List.copyOf(right);
        }
    }

    /** A sentence in its place where it has no rows. */
    Writing table(String caption, Columns columns, List<List<String>> rows, @Nullable String noteKey) {
        if (rows.isEmpty()) return text("reports.doc.none", words.text(caption));
        String number = words.text("reports.doc.table", ++tables, words.text(caption));
        blocks.add(new Content.Grid(
                "t" + tables,
                number,
                columns.heads().stream().map(words::text).toList(),
                columns.widths(),
                columns.right(),
                rows.stream()
                        .map(row -> row.stream().map(this::spelled).toList())
                        .toList(),
                noteKey == null ? null : words.text(noteKey)));
        return this;
    }

    Writing picture(String title, String alternative, byte[] png, int width, int height) {
        blocks.add(new Content.Picture(
                "f" + ++figures, words.text("reports.doc.figure", figures, title), alternative, png, width, height));
        return this;
    }

    /** The lists of tables and of figures, as far as there are some. */
    Writing captions() {
        if (tables > 0) blocks.add(new Content.Captions(true));
        if (figures > 0) blocks.add(new Content.Captions(false));
        return this;
    }
}
