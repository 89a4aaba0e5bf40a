package org.akoma.protection.cases;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Shown;
import org.jspecify.annotations.Nullable;

/** What is proposed of a record on a file beside its present values, as it is kept with the decision and shown to the person who decides. */
public final class Proposed {

    /** The code lists of fields that are codes. */
    private static final Map<String, String> LISTS = Map.ofEntries(
            Map.entry("kind", "placement-kind"),
            Map.entry("guardianKind", "guardian-kind"),
            Map.entry("mandateSince", Shown.DAYS_OF_YEAR),
            Map.entry("mandateUntil", Shown.DAYS_OF_YEAR),
            Map.entry("searchedSince", Shown.DAYS_OF_YEAR),
            Map.entry("sexRule", "shelter-sex-rule"),
            Map.entry("moveReason", "placement-reason"),
            Map.entry("ageMethod", "age-method"),
            Map.entry("since", Shown.DAYS_OF_YEAR),
            Map.entry("orderedOn", Shown.DAYS_OF_YEAR),
            Map.entry("acceptedOn", Shown.DAYS_OF_YEAR),
            Map.entry("verifiedOn", Shown.DAYS_OF_YEAR),
            Map.entry("seenOn", Shown.DAYS_OF_YEAR),
            Map.entry("birthDate", Shown.DAYS_OF_YEAR),
            Map.entry("until", Shown.DAYS_OF_YEAR),
            Map.entry("country", "country"),
            Map.entry("structure", Shown.STRUCTURE),
            Map.entry("homecomingState", "homecoming-state"),
            Map.entry("suspendedReason", "suspension"),
            Map.entry("toCountry", "country"),
            Map.entry("nationality", "country"),
            Map.entry("sex", "sex"),
            Map.entry("sector", "sector"),
            Map.entry("missing", "return-lacks"),
            Map.entry("returnSafe", "return-safe"),
            Map.entry("ageEstimated", "return-safe"),
            Map.entry("professions", "profession"),
            Map.entry("answer", "weighing-answer"),
            Map.entry("proof", "identity-proof"),
            Map.entry("sections", "section"),
            Map.entry("met", "goal-met"),
            Map.entry("consentPurpose", "consent-purpose"),
            Map.entry("consentGiver", "cases.giver"),
            Map.entry("consentLanguage", "language"),
            Map.entry("consentBasis", "cases.basis"),
            Map.entry("document", Shown.ADDRESS),
            Map.entry("relation", "cases.relation"),
            Map.entry("minutesDocument", Shown.ADDRESS),
            Map.entry("closureCode", "closure-reason"));

    private static final String BEFORE = ".before";

    private Proposed() {}

    /** Both by their names; what is not known is left out. */
    public static Map<String, Object> sideBySide(
            Map<String, ? extends @Nullable Object> before, Map<String, ? extends @Nullable Object> after) {
        Map<String, Object> fields = new LinkedHashMap<>();
        before.forEach((name, value) -> put(fields, name + BEFORE, value));
        after.forEach((name, value) -> put(fields, name, value));
        return fields;
    }

    /** Whether the proposal shows these values, and no others, as those of before. */
    public static boolean showsBefore(Decision decision, Map<String, ? extends @Nullable Object> now) {
        return now.entrySet().stream()
                .allMatch(one -> Objects.equals(
                        text(decision, one.getKey() + BEFORE),
                        one.getValue() == null ? null : one.getValue().toString()));
    }

    private static void put(Map<String, Object> fields, String name, @Nullable Object value) {
        if (value instanceof List<?> many)
            fields.put(name, many.stream().map(String::valueOf).toList());
        else if (value != null) fields.put(name, value.toString());
    }

    /** What is proposed for this field; null = nothing. */
    public static @Nullable String text(Decision decision, String name) {
        return decision.fields().get(name) instanceof String text ? text : null;
    }

    /** A field with its value of now and the proposed one; the text of its label is {@code cases.proposed.<name>}. */
    public static Shown.Field field(Decision decision, String name) {
        return new Shown.Field(
                "cases.proposed." + name, LISTS.get(name), lines(decision, name + BEFORE), lines(decision, name));
    }

    private static List<Object> lines(Decision decision, String name) {
        Object value = decision.fields().get(name);
        if (value instanceof List<?> many)
            return many.stream().<Object>map(String::valueOf).toList();
        return value == null ? List.of() : List.of(value.toString());
    }

    public static List<Shown.Field> fields(Decision decision, List<String> names) {
        return names.stream().map(name -> field(decision, name)).toList();
    }
}
