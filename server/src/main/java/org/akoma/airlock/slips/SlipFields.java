package org.akoma.airlock.slips;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The content of a slip field by field, as {@link SlipInput} declares it. */
final class SlipFields {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneOffset.UTC);

    private static final Set<String> OF_THE_CHILD =
            Set.of("site", "childNumber", "foundAt", "apparentSex", "apparentAge");

    private SlipFields() {}

    /** As a browser would post it, to fill a form. */
    static Map<String, String[]> posted(SlipContent content) {
        Map<String, String[]> posted = new LinkedHashMap<>();
        all(content).forEach((field, value) -> posted.put(field, new String[] {value}));
        day(posted, "foundAt", content.foundAt());
        day(posted, "handedAt", content.handedAt());
        return posted;
    }

    /**
     * What was noted of a person who was met: their slip says the same, unless it was seen otherwise. The hour at which the child was found is asked for:
     * the hearing comes later, and the limit of the hand-over counts from the finding.
     */
    static Map<String, String[]> of(Scenes.Met met) {
        Map<String, String[]> posted = new LinkedHashMap<>();
        posted.put("person", new String[] {met.code()});
        posted.put("site", new String[] {met.site()});
        posted.put(
                "foundAt",
                new String[] {met.at().atOffset(ZoneOffset.UTC).toLocalDate().toString()});
        posted.put("apparentSex", new String[] {met.sex()});
        posted.put("apparentAge", new String[] {String.valueOf(met.age())});
        return posted;
    }

    private static void day(Map<String, String[]> posted, String field, @Nullable Instant at) {
        if (at == null) return;
        posted.put(
                field, new String[] {at.atOffset(ZoneOffset.UTC).toLocalDate().toString()});
        posted.put(field + "-time", new String[] {TIME.format(at)});
    }

    /** The fields in which two contents differ. */
    static List<String> differing(SlipContent one, SlipContent other) {
        Map<String, String> others = all(other);
        return all(one).entrySet().stream()
                .filter(field -> !field.getValue().equals(others.get(field.getKey())))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Those of them that tell one child from another. */
    static List<String> otherChild(SlipContent one, SlipContent other) {
        return differing(one, other).stream().filter(OF_THE_CHILD::contains).toList();
    }

    private static Map<String, String> all(SlipContent content) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("site", content.site());
        fields.put("foundAt", content.foundAt().toString());
        fields.put(
                "handedAt", content.handedAt() == null ? "" : content.handedAt().toString());
        fields.put("badge", content.badge() == null ? "" : content.badge());
        fields.put("receiver", content.receiver().code());
        fields.put("childNumber", String.valueOf(content.childNumber()));
        fields.put("apparentSex", content.apparentSex());
        fields.put("apparentAge", String.valueOf(content.apparentAge()));
        fields.put("urgentMedical", String.valueOf(content.urgentMedical()));
        fields.put(
                "interpreterLanguage",
                content.interpreterLanguage() == null ? SlipInput.NO_INTERPRETER : content.interpreterLanguage());
        fields.put("condition", content.condition());
        fields.put("belongings", content.belongings());
        return fields;
    }
}
