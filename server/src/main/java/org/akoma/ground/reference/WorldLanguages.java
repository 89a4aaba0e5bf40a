package org.akoma.ground.reference;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Collator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.springframework.stereotype.Component;

/**
 * Every language of ISO 639-2, beside the few that the list {@code language} puts first: a child may speak any of them. Codes have two letters
 * where the language has such a code, else three.
 */
@Component
public class WorldLanguages {

    private final CodeLists lists;
    private final Map<String, Code> byCode = new LinkedHashMap<>();
    private final Set<String> written = new HashSet<>();
    private final Set<String> notOffered = notOffered();

    public WorldLanguages(CodeLists lists) {
        this.lists = lists;
        rows().forEach(row -> {
            String code = row.get("alpha2").isEmpty() ? row.get("code") : row.get("alpha2");
            byCode.put(code, new Code(code, first(row.get("fr")), first(row.get("en")), null));
            written.addAll(List.of(row.get("code"), row.get("bibliographic"), row.get("alpha2")));
        });
        written.remove("");
    }

    /** Whether a language is written so. */
    public boolean knows(String code) {
        return written.contains(code) || lists.list("language").find(code).isPresent();
    }

    /**
     * Codes with names, in the order of the reader's language, without those of the list {@code language}: living languages, neither constructed ones nor
     * groups. What else was written of a child, from an import, stays and is shown.
     */
    public Map<String, String> others(Locale reader) {
        Collator order = Collator.getInstance(reader);
        Map<String, String> others = new LinkedHashMap<>();
        byCode.values().stream()
                .filter(one -> lists.list("language").find(one.code()).isEmpty() && !notOffered.contains(one.code()))
                .sorted((a, b) -> order.compare(a.label(reader), b.label(reader)))
                .forEach(one -> others.put(one.code(), one.label(reader)));
        return others;
    }

    private static Set<String> notOffered() {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(resource("/reference/languages-not-offered.txt"), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(";")[0])
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException("languages-not-offered.txt", e);
        }
    }

    private static InputStream resource(String name) {
        InputStream in = WorldLanguages.class.getResourceAsStream(name);
        if (in == null) throw new IllegalStateException("not in the jar: " + name);
        return in;
    }

    private static String first(String names) {
        return names.split(";")[0].strip();
    }

    private static List<CSVRecord> rows() {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (InputStream in = resource("/reference/languages.csv")) {
            return format.parse(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .getRecords();
        } catch (IOException e) {
            throw new UncheckedIOException("languages.csv", e);
        }
    }
}
