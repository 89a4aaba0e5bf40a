package org.akoma.ground.reference;

import java.text.Normalizer;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;

/**
 * Codes of countries and languages by their names, as people type them: French or English, with or without accents, and as it is commonly written
 * ({@code reference/spellings.csv}). Names come before codes: {@code Ga} is the language of Accra, though {@code ga} is the code of Irish.
 */
public final class Spellings {

    /** The list of all countries, and of the languages that are common here. */
    public static final String COUNTRY = "country";

    public static final String LANGUAGE = "language";

    /** Every language of the world; no code list has this name. */
    public static final String ANY_LANGUAGE = "any-language";

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern OTHER = Pattern.compile("[^a-z0-9]+");

    /** What separates names that were typed into one box, but not within brackets. */
    private static final Pattern BETWEEN = Pattern.compile("[,;/]\\s*(?![^(]*\\))");

    private final Map<String, Map<String, String>> codes;

    Spellings(CodeLists lists) {
        Map<String, String> common = new HashMap<>();
        Collection<Code> near = lists.list(LANGUAGE).codes();
        near.forEach(one -> add(common, one, names(one)));
        Map<String, String> any = new HashMap<>(common);
        near.forEach(one -> add(common, one, parts(one)));
        new WorldLanguages(lists)
                .all()
                .forEach((code, names) -> names.forEach(name -> any.putIfAbsent(plain(name), code)));
        common.forEach(any::putIfAbsent);
        Map<String, String> countries = new HashMap<>();
        lists.list(COUNTRY).codes().forEach(one -> add(countries, one, names(one)));
        codes = Map.of(COUNTRY, countries, LANGUAGE, common, ANY_LANGUAGE, any);
        for (CSVRecord row : Resources.rows("spellings.csv")) {
            boolean country = row.get("list").equals(COUNTRY);
            add(country ? countries : common, row);
            if (!country) add(any, row);
        }
        codes.values().forEach(list -> List.copyOf(list.values()).forEach(code -> list.putIfAbsent(plain(code), code)));
    }

    private static void add(Map<String, String> list, Code one, Stream<String> names) {
        names.forEach(name -> list.putIfAbsent(plain(name), one.code()));
    }

    private static void add(Map<String, String> list, CSVRecord row) {
        list.putIfAbsent(plain(row.get("name")), row.get("code"));
    }

    private static Stream<String> names(Code one) {
        return Stream.of(one.labelFr(), one.labelEn());
    }

    /** Of {@code Akan (twi, fanti)} also each name alone. */
    private static Stream<String> parts(Code one) {
        return names(one).flatMap(name -> Stream.of(name.split("[(),]"))).filter(name -> !name.isBlank());
    }

    /**
     * The code of what was typed; what was typed, stripped, where no name is written so.
     *
     * @param list one of the three
     */
    public String code(String list, String typed) {
        return codes.getOrDefault(list, Map.of()).getOrDefault(plain(typed), typed.strip());
    }

    /** The codes of what was typed into one box: one name, or several with commas between. */
    public List<String> codes(String list, String typed) {
        String whole = code(list, typed);
        return codes.getOrDefault(list, Map.of()).containsKey(plain(typed))
                ? List.of(whole)
                : BETWEEN.splitAsStream(typed).map(one -> code(list, one)).toList();
    }

    /** Small letters and digits without accents, with single blanks between words. */
    public static String plain(String name) {
        String bare = MARKS.matcher(Normalizer.normalize(name.replace("œ", "oe"), Normalizer.Form.NFD))
                .replaceAll("");
        return OTHER.matcher(bare.toLowerCase(Locale.ROOT).replace('ɔ', 'o').replace('ɛ', 'e'))
                .replaceAll(" ")
                .strip();
    }
}
