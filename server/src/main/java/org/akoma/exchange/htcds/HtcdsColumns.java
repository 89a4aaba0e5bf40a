package org.akoma.exchange.htcds;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.akoma.exchange.spreadsheets.Folded;
import org.akoma.ground.reference.Code;
import org.akoma.ground.reference.CodeLists;
import org.akoma.ground.reference.HtcdsField;
import org.jspecify.annotations.Nullable;

/** Which field of HTCDS a column's header means: by full name, English or French label, or known defect. */
final class HtcdsColumns {
    /** The standard has one industry; the toolkit's macro and form let people choose several. */
    private static final Set<String> SEVERAL_IN_TOOLKIT = Set.of("vic_ForcedLabourIndustry");

    /** Best first. HTCDS has no identifier of a case, so files bring their own. */
    private static final List<String> CASE_IDS = List.of(
            "caseid",
            "casid",
            "idcas",
            "iddossier",
            "identifiantdossier",
            "numerodossier",
            "ndossier",
            "nodossier",
            "codedossier",
            "casenumber",
            "casenumero",
            "caseno",
            "casecode",
            "dossier",
            "identifiant",
            "identifier",
            "id",
            "code",
            "reference",
            "ref",
            "uuid",
            "metainstanceid",
            "instanceid",
            "key");

    private static final Pattern PATH = Pattern.compile("[/:.]|-(?=[a-z]{3}_)");

    private final Map<String, HtcdsField> fields;
    private final Map<String, HtcdsField> names = new HashMap<>();
    private final Map<String, Set<String>> labels = new HashMap<>();

    HtcdsColumns(CodeLists lists) {
        fields = lists.htcdsFields().stream()
                .collect(Collectors.toMap(HtcdsField::fullName, Function.identity(), (a, b) -> a, LinkedHashMap::new));
        fields.values().forEach(this::index);
        KnownDefects.HEADERS.forEach((header, name) -> names.put(header, field(name)));
    }

    /** In the order of the standard. */
    List<HtcdsField> fields() {
        return List.copyOf(fields.values());
    }

    HtcdsField field(String fullName) {
        HtcdsField field = fields.get(fullName);
        if (field == null) throw new IllegalArgumentException("no HTCDS field " + fullName);
        return field;
    }

    static boolean takesSeveral(HtcdsField field) {
        return field.isMultiple() || SEVERAL_IN_TOOLKIT.contains(field.fullName());
    }

    /** By full name (also inside a form's groups: {@code group/prs_Title}) or known misspelling; null when it is none. */
    @Nullable
    HtcdsField byName(String header) {
        HtcdsField field = names.get(Folded.of(header));
        if (field != null) return field;
        String[] path = PATH.split(header);
        return path.length < 2 ? null : names.get(Folded.of(path[path.length - 1]));
    }

    /** Full names of the fields with that English or French label: none, one, or several that are ambiguous. */
    Set<String> byLabel(String header) {
        return labels.getOrDefault(Folded.of(header), Set.of());
    }

    /** A column for one choice of many, as KoboToolbox exports them: {@code vic_TypeOfExploitation/ForcedLabour}. */
    @Nullable
    Choice choice(String header) {
        String[] path = header.split("/", -1);
        HtcdsField field = path.length < 2 ? null : names.get(Folded.of(path[path.length - 2]));
        if (field == null) return null;
        String last = Folded.of(path[path.length - 1]);
        return field.codes().stream()
                .map(Code::code)
                .filter(code -> Folded.of(code).equals(last))
                .findFirst()
                .map(code -> new Choice(field, code))
                .orElse(null);
    }

    record Choice(HtcdsField field, String code) {}

    /** 0 for the best kind of column to know a case by; negative for a column that is none. */
    static int caseIdRank(String header) {
        return CASE_IDS.indexOf(Folded.of(header));
    }

    /** The one field whose name or label is a slip of the pen away; null when there is none or more than one. */
    @Nullable
    HtcdsField guess(String header) {
        String folded = Folded.of(header);
        if (folded.length() < 6 || folded.length() > 60) return null;
        int limit = folded.length() < 10 ? 1 : 2;
        Set<String> close = new TreeSet<>();
        for (int allowed = 1; allowed <= limit && close.isEmpty(); allowed++) {
            int most = allowed;
            names.forEach((name, field) -> {
                if (Folded.distance(folded, name, most) <= most) close.add(field.fullName());
            });
            labels.forEach((label, meant) -> {
                if (Folded.distance(folded, label, most) <= most) close.addAll(meant);
            });
        }
        return close.size() == 1 ? fields.get(close.iterator().next()) : null;
    }

    private void index(HtcdsField field) {
        names.put(Folded.of(field.fullName()), field);
        for (Locale language : List.of(Locale.FRENCH, Locale.ENGLISH)) {
            String label = Folded.of(field.label(language));
            if (!label.isEmpty())
                labels.computeIfAbsent(label, l -> new TreeSet<>()).add(field.fullName());
        }
    }
}
