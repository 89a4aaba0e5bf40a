package org.akoma.enforcement.operations;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.akoma.FieldError;
import org.jspecify.annotations.Nullable;

/** A plan field by field, by the names that {@link PlanInput} declares. */
final class OperationForm {

    private OperationForm() {}

    /** Field to value, an unanswered one as an empty text; to compare two plans. */
    static Map<String, Object> fields(OperationPlan plan) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("country", plan.country());
        fields.put("startsOn", plan.startsOn().toString());
        fields.put("endsOn", text(plan.endsOn()));
        fields.put("sectors", plan.sectors().stream().sorted().toList());
        fields.put("area", plan.area());
        fields.put("officers", text(plan.officers()));
        fields.put("expectedChildren", plan.expectedChildren());
        fields.put("careCapacity", plan.careCapacity());
        fields.put("careConfirmedBy", text(plan.careConfirmedBy()));
        fields.put("careConfirmedOn", text(plan.careConfirmedOn()));
        fields.put("participants", plan.participants().stream().sorted().toList());
        return fields;
    }

    /** As a browser would post it, to fill a form: a date in its three boxes. */
    static Map<String, String[]> posted(OperationPlan plan) {
        Map<String, String[]> posted = new LinkedHashMap<>();
        fields(plan).forEach((field, value) -> {
            if (value instanceof List<?> many)
                posted.put(field, many.stream().map(String::valueOf).toArray(String[]::new));
            else posted.put(field, new String[] {value.toString()});
        });
        day(posted, "startsOn", plan.startsOn());
        day(posted, "endsOn", plan.endsOn());
        return posted;
    }

    /** A date in its three boxes. */
    static void day(Map<String, String[]> posted, String field, @Nullable LocalDate day) {
        posted.remove(field);
        if (day == null) return;
        posted.put(field + "-day", new String[] {String.valueOf(day.getDayOfMonth())});
        posted.put(field + "-month", new String[] {String.valueOf(day.getMonthValue())});
        posted.put(field + "-year", new String[] {String.valueOf(day.getYear())});
    }

    /** The fields in which two plans differ, as errors that say so. */
    static List<FieldError> differing(OperationPlan now, OperationPlan wanted) {
        Map<String, Object> held = fields(now);
        return fields(wanted).entrySet().stream()
                .filter(field -> !field.getKey().equals("careConfirmedOn"))
                .filter(field -> !field.getValue().equals(held.get(field.getKey())))
                .map(field -> FieldError.of(field.getKey(), "operations.changed"))
                .toList();
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
