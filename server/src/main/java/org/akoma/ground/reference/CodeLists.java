package org.akoma.ground.reference;

import static org.akoma.ground.reference.Resources.codes;
import static org.akoma.ground.reference.Resources.text;
import static org.akoma.ground.reference.Resources.textOrNull;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Every code list: those of HTCDS 2.0 under the full name of their field ({@code vic_TypeOfExploitation}), Akoma's own
 * under a short name ({@code sector}, {@code risk}, {@code assistance}), and {@code country} (ISO 3166, from the JDK).
 */
@Component
public class CodeLists {
    private static final String COUNTRY = "country";

    private final List<HtcdsField> fields;
    private final Map<String, CodeList> lists = new LinkedHashMap<>();
    private final Map<String, List<String>> codes = new ConcurrentHashMap<>();
    private final Spellings spellings;

    public CodeLists() {
        Resources.entries("akoma-lists.json", "lists").stream()
                .map(CodeLists::own)
                .forEach(list -> lists.put(list.name(), list));
        lists.put(COUNTRY, countries());
        fields = Resources.entries("htcds-2.0.json", "fields").stream()
                .map(CodeLists::field)
                .toList();
        fields.stream().filter(f -> !f.codes().isEmpty()).forEach(f -> lists.put(f.fullName(), htcds(f)));
        spellings = new Spellings(this);
    }

    /** Countries and languages by the names that people type. */
    public Spellings spellings() {
        return spellings;
    }

    /** Akoma's lists first, then HTCDS in the order of the standard. */
    public List<CodeList> all() {
        return List.copyOf(lists.values());
    }

    /** All 84 fields of HTCDS 2.0, with or without codes, in the order of the standard. */
    public List<HtcdsField> htcdsFields() {
        return fields;
    }

    public Optional<HtcdsField> findHtcdsField(String fullName) {
        return fields.stream().filter(f -> f.fullName().equals(fullName)).findFirst();
    }

    public Optional<CodeList> findList(String name) {
        return Optional.ofNullable(lists.get(name));
    }

    /** For names written in code: an unknown one is a bug and throws. */
    public CodeList list(String name) {
        return findList(name).orElseThrow(() -> new IllegalArgumentException("no code list " + name));
    }

    /** The codes of a list as plain text, in its order: what a form allows. */
    public List<String> codesOf(String list) {
        return codes.computeIfAbsent(
                list, name -> list(name).codes().stream().map(Code::code).toList());
    }

    public Optional<Code> find(String list, String code) {
        return list(list).find(code);
    }

    /** The code itself where the list does not know it, so that an old record still shows something. */
    public String label(String list, String code, Locale locale) {
        return find(list, code).map(c -> c.label(locale)).orElse(code);
    }

    private static CodeList own(JsonNode n) {
        return new CodeList(text(n, "name"), text(n, "fr"), text(n, "en"), text(n, "source"), codes(n));
    }

    private static CodeList htcds(HtcdsField f) {
        return new CodeList(f.fullName(), f.labelFr(), f.labelEn(), "HTCDS 2.0", f.codes());
    }

    private static HtcdsField field(JsonNode n) {
        return new HtcdsField(
                text(n, "fullName"),
                text(n, "section"),
                text(n, "sectionFr"),
                text(n, "fr"),
                text(n, "en"),
                text(n, "type"),
                n.required("core").asBoolean(),
                text(n, "status"),
                textOrNull(n, "external"),
                codes(n));
    }

    private static CodeList countries() {
        List<Code> codes = Arrays.stream(Locale.getISOCountries())
                .map(c -> new Code(c, countryName(c, Locale.FRENCH), countryName(c, Locale.ENGLISH), c))
                .toList();
        return new CodeList(COUNTRY, "Pays", "Country", "ISO 3166-1", codes);
    }

    private static String countryName(String code, Locale language) {
        return Locale.of("", code).getDisplayCountry(language).replace('\'', '’');
    }
}
