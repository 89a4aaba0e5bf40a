package org.akoma;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A change of a template can be read in a diff: lines of at most 200 characters, broken between attributes, where white space means nothing. */
class TemplateLinesTest {

    private static final Path TEMPLATES = Path.of("src/main/resources/templates");
    private static final int MOST = 200;

    @Test
    void noLineIsTooLongToRead() throws IOException {
        List<String> tooLong = new ArrayList<>();
        List<Path> templates;
        try (Stream<Path> files = Files.walk(TEMPLATES)) {
            templates = files.filter(file -> file.toString().endsWith(".html")).toList();
        }
        assertThat(templates).hasSizeGreaterThan(150);
        for (Path template : templates) {
            List<String> lines = Files.readAllLines(template);
            for (int i = 0; i < lines.size(); i++)
                if (lines.get(i).length() > MOST)
                    tooLong.add(
                            template + ":" + (i + 1) + " has " + lines.get(i).length());
        }
        assertThat(tooLong).isEmpty();
    }
}
