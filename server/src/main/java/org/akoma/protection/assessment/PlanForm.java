package org.akoma.protection.assessment;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.Ids;
import org.akoma.ground.reference.CodeLists;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/** What is typed of a plan: goals come one after the other in a page ({@code aim-1}), as an array of objects in JSON. */
final class PlanForm {

    static final int MOST_GOALS = 12;

    private PlanForm() {}

    /** The words around the goals. */
    record Read(
            UUID id, @Nullable String childsPart, @Nullable String familysPart, List<PlanGoal> goals) {
        DraftPlan command(@Nullable Integer version) {
            return new DraftPlan(id, version, childsPart, familysPart, goals);
        }
    }

    /**
     * Of a page; goals whose aim and service are empty are none.
     *
     * @param worker who sees to a goal that names nobody
     */
    static Read read(Form form, CodeLists lists, UUID worker) {
        List<PlanGoal> goals = new ArrayList<>();
        for (int n = 1; n <= MOST_GOALS; n++) {
            String after = "-" + n;
            if (form.typed("aim" + after).isBlank()
                    && form.typed("service" + after).isBlank()) continue;
            PlanGoal goal = goal(form, after, lists, worker);
            if (goal != null) goals.add(goal);
        }
        return around(form, goals);
    }

    /** Of JSON; errors in a goal are reported under {@code goals[0].aim}. */
    static Read readJson(Map<String, Object> body, Form form, CodeLists lists, UUID worker) {
        form.text("goals", Integer.MAX_VALUE);
        List<PlanGoal> goals = new ArrayList<>();
        int n = 0;
        for (Object one : body.get("goals") instanceof Collection<?> many ? many : List.of()) {
            String place = "goals[" + n++ + "].";
            if (n > MOST_GOALS) {
                form.wrong("goals", "cases.plan-goals-many", MOST_GOALS);
                break;
            }
            Form inner = Form.ofJson(fields(one));
            PlanGoal goal = goal(inner, "", lists, worker);
            for (FieldError error : inner.refuseUnknown().errors())
                form.wrong(place + error.field(), error.code(), error.args().toArray());
            if (goal != null) goals.add(goal);
        }
        return around(form, goals);
    }

    private static Map<String, Object> fields(@Nullable Object goal) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (goal instanceof Map<?, ?> map)
            map.forEach((name, value) -> {
                if (value != null) fields.put(String.valueOf(name), value);
            });
        return fields;
    }

    private static Read around(Form form, List<PlanGoal> goals) {
        UUID id = form.id("id");
        return new Read(
                id == null ? Ids.next() : id,
                form.text("childsPart", Form.LONG_TEXT),
                form.text("familysPart", Form.LONG_TEXT),
                goals);
    }

    private static @Nullable PlanGoal goal(Form form, String after, CodeLists lists, UUID worker) {
        UUID id = form.id("id" + after);
        String aim = form.required("aim" + after, 1_000);
        String measure = form.text("measure" + after, 1_000);
        String service = form.requiredChoice("service" + after, services(lists));
        String provider = form.text("provider" + after, 60);
        LocalDate starts = form.date("startsOn" + after);
        LocalDate ends = form.date("endsOn" + after);
        UUID responsible = form.id("responsible" + after);
        PlanGoal.Met met = form.choice("met" + after, PlanGoal.Met.class);
        if (starts != null && ends != null && ends.isBefore(starts))
            form.wrong("endsOn" + after, "cases.goal-ends-before");
        if (aim == null || service == null) return null;
        return new PlanGoal(
                id == null ? Ids.next() : id,
                1,
                service,
                provider,
                starts,
                ends,
                responsible == null ? worker : responsible,
                met == null ? PlanGoal.Met.OPEN : met,
                new PlanGoal.SealedText(aim, measure));
    }

    static List<String> services(CodeLists lists) {
        return lists.codesOf("assistance");
    }

    /** The goals of a plan as a page shows them for typing: {@code aim-1}, {@code service-1}… */
    static Map<String, String> typed(Plan plan) {
        Map<String, String> typed = new LinkedHashMap<>();
        put(typed, "childsPart", plan.words().childsPart());
        put(typed, "familysPart", plan.words().familysPart());
        int n = 0;
        for (PlanGoal goal : plan.running()) {
            String after = "-" + ++n;
            put(typed, "id" + after, goal.id());
            put(typed, "aim" + after, goal.words().aim());
            put(typed, "measure" + after, goal.words().measure());
            put(typed, "service" + after, goal.service());
            put(typed, "provider" + after, goal.provider());
            put(typed, "startsOn" + after, goal.startsOn());
            put(typed, "endsOn" + after, goal.endsOn());
            put(typed, "responsible" + after, goal.responsible());
        }
        return typed;
    }

    private static void put(Map<String, String> typed, String field, @Nullable Object value) {
        if (value != null) typed.put(field, value.toString());
    }
}
