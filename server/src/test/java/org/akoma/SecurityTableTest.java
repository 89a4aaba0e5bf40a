package org.akoma;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every test that {@code docs/security.md} names exists, class and method: a proof that was renamed is no proof. */
class SecurityTableTest {

    /** {@code `SomeIT`}, {@code `SomeIT.method`}, or {@code `.method`} of the class named before it in the line. */
    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w*(?:Test|IT|Journey))?(?:\\.(\\w+))?`");

    private static final Path PROJECT = Path.of("").toAbsolutePath().getParent();

    @Test
    void theTestsThatItNamesAreThere() throws IOException {
        Map<String, Path> tests = tests();
        List<String> missing = new ArrayList<>();
        int named = 0;
        for (String line : Files.readAllLines(PROJECT.resolve("docs/security.md"))) {
            Matcher found = NAMED.matcher(line);
            String last = null;
            while (found.find()) {
                if (found.group(1) != null) last = found.group(1);
                if (last == null) continue;
                named++;
                Path source = tests.get(last);
                if (source == null || !has(source, found.group(2))) missing.add(found.group() + " in " + line);
            }
        }
        assertThat(missing).isEmpty();
        assertThat(named).as("the table is read at all").isGreaterThan(100);
    }

    private static boolean has(Path source, String method) throws IOException {
        return method == null || Files.readString(source).contains("void " + method + "(");
    }

    private static Map<String, Path> tests() throws IOException {
        try (Stream<Path> sources = Files.walk(PROJECT.resolve("server/src/test/java"))) {
            return sources.filter(source -> source.toString().endsWith(".java"))
                    .collect(Collectors.toMap(
                            source -> source.getFileName().toString().replace(".java", ""),
                            source -> source,
                            (one, other) -> one));
        }
    }
}
