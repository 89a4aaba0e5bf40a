package org.akoma.ground.vault;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Names that are one name though no rule of spelling says so, one family a line. */
final class NameFamilies {
    private static final String FILE = "/vault/name-families.txt";

    private NameFamilies() {}

    static List<List<String>> read() {
        InputStream in = NameFamilies.class.getResourceAsStream(FILE);
        if (in == null) throw new IllegalStateException("not in the jar: " + FILE);
        try (var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> List.of(line.strip().split("\\s+")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(FILE, e);
        }
    }
}
