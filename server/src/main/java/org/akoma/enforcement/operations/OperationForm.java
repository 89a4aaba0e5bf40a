package org.akoma.enforcement.operations;

import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.akoma.FieldError;
import org.akoma.ground.reference.CodeLists;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what somebody typed about an operation, and says it back field by field. */
@Component
class OperationForm {

    private static final Pattern CODE = Pattern.compile("[A-Z0-9][A-Z0-9-]{2,39}");
    private static final Pattern SITE = Pattern.compile("[A-Z0-9][A-Z0-9-]{1,29}");
    private static final int LONGEST_CODE = 40;
    private static final int MOST = 100_000;

    private final CodeLists lists;

    OperationForm(CodeLists lists) {
        this.lists = lists;
    }

    List<String> codes(String list) {
        return lists.codesOf(list);
    }

    /**
     * Null when something is wrong, which the form then says.
     *
     * @param police codes of the structures that may take part
     * @param carers codes of the structures that may confirm care
     */
    @Nullable
    OperationPlan plan(Form form, Collection<String> police, Collection<String> carers) {
        String country = form.requiredChoice("country", codes("country"));
        LocalDate starts = form.requiredDate("startsOn");
        LocalDate ends = form.date("endsOn");
        List<String> sectors = form.choices("sectors", codes("sector"));
        String area = form.required("area", Form.SHORT_TEXT);
        Integer officers = form.integer("officers", 0, MOST);
        Integer expected = form.integer("expectedChildren", 0, MOST);
        Integer capacity = form.integer("careCapacity", 0, MOST);
        String confirmedBy = form.choice("careConfirmedBy", carers);
        form.date("careConfirmedOn"); // as it is read back; care says it, nobody else
        List<String> participants = form.choices("participants", police);
        if (sectors.isEmpty() && form.hasNoError("sectors")) form.wrong("sectors", "form.required");
        if (expected == null && form.hasNoError("expectedChildren")) form.wrong("expectedChildren", "form.required");
        if (starts != null && ends != null && ends.isBefore(starts))
            form.wrong("endsOn", "operations.ends-before-start");
        if (!form.isSound() || country == null || starts == null || area == null || expected == null) return null;
        return new OperationPlan(
                country,
                starts,
                ends,
                sectors,
                area,
                officers,
                expected,
                capacity == null ? 0 : capacity,
                confirmedBy,
                null,
                new LinkedHashSet<>(participants));
    }

    @Nullable
    String code(Form form) {
        String typed = form.required("code", LONGEST_CODE);
        return typed == null || CODE.matcher(typed).matches() ? typed : form.wrong("code", "operations.code-form");
    }

    /** Null when something is wrong, which the form then says. */
    @Nullable
    AddSite site(Form form, String operation) {
        String code = form.required("code", LONGEST_CODE);
        String sector = form.requiredChoice("sector", codes("sector"));
        String place = form.text("place", Form.SHORT_TEXT);
        if (code != null && !SITE.matcher(code).matches()) form.wrong("code", "operations.site-form");
        if (!form.isSound() || code == null || sector == null) return null;
        return new AddSite(operation, code, sector, place);
    }

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

    private static void day(Map<String, String[]> posted, String field, @Nullable LocalDate day) {
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
