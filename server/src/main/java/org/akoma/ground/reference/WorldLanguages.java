package org.akoma.ground.reference;

import java.text.Collator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    private final List<CSVRecord> rows = Resources.rows("languages.csv");

    public WorldLanguages(CodeLists lists) {
        this.lists = lists;
        rows.forEach(row -> {
            String code = code(row);
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

    /** All names of each language by its code: of this list, and as its users are shown it ({@link #name}). What a form offers comes first. */
    Map<String, List<String>> all() {
        Map<String, List<String>> names = new LinkedHashMap<>();
        Stream.concat(
                        rows.stream().filter(row -> !notOffered.contains(code(row))),
                        rows.stream().filter(row -> notOffered.contains(code(row))))
                .forEach(row -> names.put(code(row), names(row)));
        return names;
    }

    private List<String> names(CSVRecord row) {
        return Stream.concat(
                        Stream.of(Locale.FRENCH, Locale.ENGLISH).map(reader -> name(code(row), reader)),
                        Stream.of(row.get("fr"), row.get("en")).flatMap(names -> Stream.of(names.split(";"))))
                .map(String::strip)
                .toList();
    }

    /** The name of a language for its reader, as in the middle of a sentence; the code where nobody knows a name. */
    public String name(String code, Locale reader) {
        Code listed = byCode.get(code);
        String usual = Locale.of(code).getDisplayLanguage(reader);
        return lists.list("language")
                .find(code)
                .map(known -> known.label(reader))
                .orElseGet(() -> usual.equals(code) && listed != null ? listed.label(reader) : usual);
    }

    private static Set<String> notOffered() {
        return Resources.lines("languages-not-offered.txt").stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split(";")[0])
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String code(CSVRecord row) {
        return row.get("alpha2").isEmpty() ? row.get("code") : row.get("alpha2");
    }

    private static String first(String names) {
        return names.split(";")[0].strip();
    }
}
