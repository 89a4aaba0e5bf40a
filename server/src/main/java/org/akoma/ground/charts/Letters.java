package org.akoma.ground.charts;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.jspecify.annotations.Nullable;

/** The outlines of the house's font at the size of a chart. */
final class Letters {

    private static final int SIZE = 13;
    private static final Letters PLAIN = new Letters("atkinson-next-latin-400.ttf");
    private static final Letters BOLD = new Letters("atkinson-next-latin-700.ttf");

    private final TrueTypeFont font;
    private final CmapLookup glyphs;

    private Letters(String file) {
        try (InputStream in = Objects.requireNonNull(Letters.class.getResourceAsStream("/paper/" + file))) {
            font = new TTFParser().parse(RandomAccessReadBuffer.createBufferFromStream(in));
            glyphs = font.getUnicodeCmapLookup();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Letters of(boolean bold) {
        return bold ? BOLD : PLAIN;
    }

    double width(String text) {
        return plain(text).mapToDouble(this::advance).sum();
    }

    /** From the point (0, 0) on the line of writing to the right. */
    Shape outline(String text) {
        Path2D all = new Path2D.Double();
        double x = 0;
        for (int letter : plain(text).toArray()) {
            Path2D path = path(letter);
            if (path != null) {
                AffineTransform place = AffineTransform.getTranslateInstance(x, 0);
                place.scale(scale(), -scale());
                all.append(place.createTransformedShape(path), false);
            }
            x += advance(letter);
        }
        return all;
    }

    /** The subset of the font in the product knows one kind of space. */
    private static IntStream plain(String text) {
        return text.replace('\u00a0', ' ').replace('\u202f', ' ').codePoints();
    }

    private synchronized double advance(int letter) {
        try {
            return font.getAdvanceWidth(glyphs.getGlyphId(letter)) * scale();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized @Nullable Path2D path(int letter) {
        try {
            GlyphData glyph = font.getGlyph().getGlyph(glyphs.getGlyphId(letter));
            return glyph == null ? null : glyph.getPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private double scale() {
        try {
            return (double) SIZE / font.getUnitsPerEm();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
