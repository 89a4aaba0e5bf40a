package org.akoma.ground.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** There is room for all that the templates hold. */
class KeptTemplatesTest {

    private static final Pattern EXPRESSION = Pattern.compile("th:[a-z-]+=\"([^\"]+)\"|[$*#@~]\\{[^}]*\\}");
    private static final Pattern FRAGMENT = Pattern.compile("~\\{[^}]*::[^}(]*");

    @Test
    void everyTemplateAndFragmentIsKept() throws IOException {
        List<String> templates = templates();
        assertThat(templates.size() + distinct(FRAGMENT, templates)).isLessThan(KeptTemplates.TEMPLATES);
    }

    @Test
    void everyExpressionIsKeptAsWrittenAndAsEvaluated() throws IOException {
        assertThat(2 * distinct(EXPRESSION, templates())).isLessThan(KeptTemplates.EXPRESSIONS);
    }

    private static long distinct(Pattern pattern, List<String> templates) {
        return templates.stream()
                .flatMap(one -> pattern.matcher(one).results().map(MatchResult::group))
                .distinct()
                .count();
    }

    private static List<String> templates() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/resources/templates"))) {
            return files.filter(file -> file.toString().endsWith(".html"))
                    .map(KeptTemplatesTest::read)
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
