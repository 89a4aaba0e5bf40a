package org.akoma.ground.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.akoma.ground.forms.Plain;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever texts of the house may come onto paper has a glyph there, in both weights; what has none prints as {@code #}. */
class PaperLettersTest {

    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final Pattern ESCAPED = Pattern.compile("\\\\u([0-9a-fA-F]{4})");

    @ParameterizedTest
    @ValueSource(ints = {400, 700})
    void everyLetterOfCataloguesReferenceTextsAndTemplatesHasAGlyph(int weight) {
        List<CmapLookup> fonts = fonts(weight);
        Map<String, String> missing = new TreeMap<>();
        for (Path file : texts()) {
            read(file)
                    .codePoints()
                    .filter(letter -> letter >= ' ' && !Character.isISOControl(letter))
                    .filter(letter -> fonts.stream().noneMatch(font -> font.getGlyphId(letter) > 0))
                    .forEach(letter -> missing.putIfAbsent(
                            "U+%04X %s".formatted(letter, Character.toString(letter)), file.toString()));
        }
        assertThat(missing).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 700})
    void everyLetterOfAPlainNameHasAGlyph(int weight) {
        List<CmapLookup> fonts = fonts(weight);
        List<String> missing = IntStream.rangeClosed(' ', 0x2fff)
                .filter(letter -> Character.toString(letter).matches(Plain.TEXT))
                .filter(letter -> fonts.stream().noneMatch(font -> font.getGlyphId(letter) > 0))
                .mapToObj(letter -> "U+%04X %s".formatted(letter, Character.toString(letter)))
                .toList();
        assertThat(missing).isEmpty();
    }

    @Test
    void aPageShowsWhatItsTextSays() throws IOException {
        String text = "Ak\u0254ssiwa \u0189uwa, \u2265 8/10, \u2264 24 h, 3 \u2192 4, \u2191 1";
        byte[] pdf = TaggedPdf.of("""
            <html lang="fr"><head><title>t</title><meta name="description" content="d"/>
            <style>body { font-family: Akoma, AkomaExt }</style></head><body><p>%s</p><p><b>%s</b></p></body></html>\
            """.formatted(text, text));
        try (PDDocument paper = Loader.loadPDF(pdf)) {
            assertThat(new PDFTextStripper().getText(paper).strip().lines()).containsExactly(text, text);
        }
    }

    private static List<CmapLookup> fonts(int weight) {
        List<CmapLookup> fonts = new ArrayList<>();
        for (String part : List.of("atkinson-next-latin", "atkinson-next-latin-ext", "dejavu-more")) {
            String name = "/paper/%s-%d.ttf".formatted(part, weight);
            try (InputStream font = Objects.requireNonNull(TaggedPdf.class.getResourceAsStream(name), name)) {
                fonts.add(new TTFParser()
                        .parse(RandomAccessReadBuffer.createBufferFromStream(font))
                        .getUnicodeCmapLookup());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return fonts;
    }

    private static List<Path> texts() {
        List<Path> texts = new ArrayList<>();
        for (String folder : List.of("messages", "reference", "templates")) {
            try (Stream<Path> files = Files.walk(RESOURCES.resolve(folder))) {
                files.filter(Files::isRegularFile).forEach(texts::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return texts;
    }

    private static String read(Path file) {
        try {
            return ESCAPED.matcher(Files.readString(file, StandardCharsets.UTF_8))
                    .replaceAll(found -> Character.toString(Integer.parseInt(found.group(1), 16)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
