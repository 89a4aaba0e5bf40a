package org.akoma;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A change of a template can be read in a diff: lines of at most 200 characters, broken between attributes, where white space means nothing. */
class TemplateLinesTest {

    private static final Path TEMPLATES = Path.of("src/main/resources/templates");
    private static final int MOST = 200;

    /** Outside of <code>${…}</code> the name of a variable is a text: all rows of a form then have one name. */
    private static final Pattern JOINED_OUTSIDE = Pattern.compile("::\\s*\\w+\\(\\s*'[^']*'\\s*\\+");

    private static final Pattern TAG = Pattern.compile("<[a-z][a-z:-]*\\s(?:[^<>\"]|\"[^\"]*\")*>");

    @Test
    void noLineIsTooLongToRead() throws IOException {
        List<String> tooLong = new ArrayList<>();
        for (Path template : templates()) {
            List<String> lines = Files.readAllLines(template);
            for (int i = 0; i < lines.size(); i++)
                if (lines.get(i).length() > MOST)
                    tooLong.add(
                            template + ":" + (i + 1) + " has " + lines.get(i).length());
        }
        assertThat(tooLong).isEmpty();
    }

    @Test
    void textsAreJoinedInsideAnExpression() throws IOException {
        for (Path template : templates())
            assertThat(JOINED_OUTSIDE.matcher(Files.readString(template)).find())
                    .as(template.toString())
                    .isFalse();
    }

    /** A part takes the place of its tag before a condition of that tag is read: the condition is put around it. */
    @Test
    void noTagHasAConditionAndIsReplaced() throws IOException {
        for (Path template : templates())
            assertThat(TAG.matcher(Files.readString(template))
                            .results()
                            .map(MatchResult::group)
                            .filter(tag -> tag.contains("th:replace=")
                                    && (tag.contains("th:if=")
                                            || tag.contains("th:unless=")
                                            || tag.contains("th:each="))))
                    .as(template.toString())
                    .isEmpty();
    }

    private static List<Path> templates() throws IOException {
        try (Stream<Path> files = Files.walk(TEMPLATES)) {
            List<Path> found =
                    files.filter(file -> file.toString().endsWith(".html")).toList();
            assertThat(found).hasSizeGreaterThan(150);
            return found;
        }
    }
}
