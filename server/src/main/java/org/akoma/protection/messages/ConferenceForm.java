package org.akoma.protection.messages;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.akoma.FieldError;
import org.akoma.Ids;
import org.akoma.ground.access.Section;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/** What is typed of a conference: decisions come one after the other in a page ({@code text-1}), as an array in JSON. */
final class ConferenceForm {

    /** Rows for decisions that a page offers. */
    static final int ROWS = 6;

    private static final int LONGEST_AGENDA = 4_000;
    private static final int LONGEST_DECISION = 1_000;

    private ConferenceForm() {}

    /**
     * @param circles which sections a new one may be for.
     * @param version of the plan that is changed, null = a new one
     */
    static @Nullable PlanConference plan(
            Form form, Collection<Section> circles, @Nullable UUID given, @Nullable Integer version) {
        UUID typed = form.id("id");
        Section section = version == null ? section(form, circles) : Section.NOTES;
        Instant at = form.requiredMoment("plannedFor");
        String chair = form.required("chair", ConversationForm.LONGEST_CODE);
        Set<String> people = names(form, "people");
        String agenda = form.required("agenda", LONGEST_AGENDA);
        String place = form.text("place", Form.SHORT_TEXT);
        if (!form.isSound() || section == null || at == null || chair == null || agenda == null) return null;
        UUID id = given != null ? given : typed != null ? typed : Ids.next();
        return new PlanConference(
                id,
                version,
                section,
                at,
                ConversationForm.username(chair),
                people,
                new Conference.Agenda(agenda, place));
    }

    private static @Nullable Section section(Form form, Collection<Section> circles) {
        String name = form.requiredChoice(
                "section", circles.stream().map(Section::name).sorted().toList());
        return name == null ? null : Section.valueOf(name);
    }

    private static Set<String> names(Form form, String field) {
        return form.choices(field, form.allTyped(field)).stream()
                .map(ConversationForm::username)
                .collect(Collectors.toUnmodifiableSet());
    }

    static @Nullable HoldConference hold(Form form) {
        List<HoldConference.Decided> decided = new ArrayList<>();
        for (int n = 1; n <= ROWS; n++) {
            String after = "-" + n;
            boolean blank = Stream.of("text", "owner", "dueOn")
                    .allMatch(field -> form.typed(field + after).isBlank());
            if (blank && form.typed("dueOn" + after + "-day").isBlank()) continue;
            HoldConference.Decided one = decided(form, after, after);
            if (one != null) decided.add(one);
        }
        return around(form, decided);
    }

    static @Nullable HoldConference holdJson(Map<String, Object> body, Form form) {
        form.text("decisions", Integer.MAX_VALUE);
        List<HoldConference.Decided> decided = new ArrayList<>();
        int n = 0;
        for (Object one : body.get("decisions") instanceof Collection<?> many ? many : List.of()) {
            String place = "decisions[" + n++ + "].";
            if (n > HoldConference.MOST_DECISIONS) {
                form.wrong("decisions", "referrals.too-many-decisions", HoldConference.MOST_DECISIONS);
                break;
            }
            Form inner = Form.ofJson(fields(one));
            HoldConference.Decided read = decided(inner, "", place);
            for (FieldError error : inner.refuseUnknown().errors())
                form.wrong(place + error.field(), error.code(), error.args().toArray());
            if (read != null) decided.add(read);
        }
        return around(form, decided);
    }

    private static Map<String, Object> fields(@Nullable Object one) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (one instanceof Map<?, ?> map)
            map.forEach((name, value) -> {
                if (value != null) fields.put(String.valueOf(name), value);
            });
        return fields;
    }

    private static HoldConference.@Nullable Decided decided(Form form, String after, String place) {
        UUID id = form.id("id" + after);
        String text = form.required("text" + after, LONGEST_DECISION);
        String owner = form.required("owner" + after, ConversationForm.LONGEST_CODE);
        LocalDate due = form.requiredDate("dueOn" + after);
        if (text == null || owner == null || due == null) return null;
        return new HoldConference.Decided(
                id == null ? Ids.next() : id, place, text, ConversationForm.username(owner), due);
    }

    private static @Nullable HoldConference around(Form form, List<HoldConference.Decided> decided) {
        Instant held = form.requiredMoment("heldAt");
        Set<String> present = names(form, "present");
        String minutes = form.required("minutes", Form.LONG_TEXT);
        String others = form.text("others", 1_000);
        Instant next = form.moment("next");
        if (!form.isSound() || held == null || minutes == null) return null;
        return new HoldConference(held, present, new Conference.Minutes(minutes, others), decided, next);
    }

    /**
     * A plan as a page shows it for changing.
     *
     * @param names user names by id
     */
    static Form typed(Conference plan, Map<UUID, String> names) {
        Map<String, Object> typed = new LinkedHashMap<>();
        String at = plan.plannedFor().toString();
        typed.put("plannedFor", at.substring(0, 10));
        typed.put("plannedFor-time", at.substring(11, 16));
        typed.put("chair", names.getOrDefault(plan.chair(), ""));
        typed.put(
                "people",
                plan.coming().stream().map(id -> names.getOrDefault(id, "")).toList());
        typed.put("agenda", plan.agenda().text());
        String place = plan.agenda().place();
        if (place != null) typed.put("place", place);
        return Form.ofJson(typed);
    }
}
