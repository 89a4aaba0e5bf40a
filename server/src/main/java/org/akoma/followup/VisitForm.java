package org.akoma.followup;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.akoma.Form;
import org.akoma.Ids;
import org.akoma.reference.CodeLists;
import org.jspecify.annotations.Nullable;

/** What is typed of a visit, in a page or as JSON ({@code requirements.md 2.3}). */
final class VisitForm {

    /** Codes that only a record taken over, or the calendar, has. */
    private static final List<String> NOT_OFFERED = List.of("NOT_SAID", "PLANNED_ANEW", "FILE_CLOSED");

    private VisitForm() {}

    /** The codes of a list that a person may choose. */
    static List<String> codes(CodeLists lists, String list) {
        return lists.codesOf(list).stream()
                .filter(code -> !NOT_OFFERED.contains(code))
                .toList();
    }

    /** The visit as typed; null when something is wrong, which the form then says. @param id of a planned visit; null = the caller's */
    static @Nullable RecordVisit record(Form form, CodeLists lists, @Nullable UUID id) {
        UUID own = id == null ? form.id("id") : id;
        LocalDate on = form.requiredDate("doneOn");
        String mode = form.requiredChoice("mode", codes(lists, "visit-mode"));
        List<String> seen = form.choices("seen", codes(lists, "visit-seen"));
        Boolean alone = form.requiredAnswer("seenAlone");
        String notAlone = form.choice("notAlone", codes(lists, "visit-not-alone"));
        String school = form.requiredChoice("school", codes(lists, "visit-school"));
        VisitDone.Safety safety = form.requiredChoice("safety", VisitDone.Safety.class);
        Boolean contact = form.requiredAnswer("traffickerContact");
        String partner = partner(form);
        Visit.Words words = words(form);
        LocalDate next = form.date("nextOn");
        if (seen.isEmpty() && form.hasNoError("seen")) form.wrong("seen", "form.required");
        if (!form.isSound() || on == null || mode == null || alone == null || contact == null) return null;
        return new RecordVisit(
                own == null ? Ids.next() : own,
                id == null,
                on,
                null,
                partner,
                mode,
                seen,
                alone,
                alone ? null : notAlone,
                school,
                safety,
                contact,
                words,
                next,
                false);
    }

    private static Visit.Words words(Form form) {
        return new Visit.Words(
                form.text("place", Form.SHORT_TEXT),
                form.text("notAloneWords", Form.LONG_TEXT),
                form.text("schoolWords", Form.LONG_TEXT),
                form.text("safetyWords", Form.LONG_TEXT),
                form.text("opinion", Form.LONG_TEXT),
                form.text("actions", Form.LONG_TEXT),
                null,
                null,
                null);
    }

    /** The code of a partner on the spot who saw the child, such as {@code PARTNER-BF}; never a name. */
    private static @Nullable String partner(Form form) {
        String code = form.text("partner", 30);
        if (code == null) return null;
        String upper = code.toUpperCase(java.util.Locale.ROOT);
        return upper.matches("[A-Z][A-Z0-9-]{1,29}") ? upper : form.wrong("partner", "followup.visit-partner-code");
    }

    static @Nullable String requiredReason(Form form, CodeLists lists, String list) {
        return form.requiredChoice("reason", codes(lists, list));
    }

    /** What the child said of the visit; null when something is wrong. */
    static @Nullable VisitFeedback feedback(Form form) {
        VisitFeedback.Answer safe = answer(form, "safe");
        VisitFeedback.Answer heard = answer(form, "heard");
        VisitFeedback.Answer knows = answer(form, "knowsWhom");
        VisitFeedback.Answer change = answer(form, "change");
        VisitFeedback.Answer back = answer(form, "comeBack");
        String words = form.text("feedback", Form.LONG_TEXT);
        if (safe == null || heard == null || knows == null || change == null || back == null || !form.isSound())
            return null;
        return new VisitFeedback(safe, heard, knows, change, back, new VisitFeedback.Words(words));
    }

    private static VisitFeedback.@Nullable Answer answer(Form form, String field) {
        return form.requiredChoice(field, VisitFeedback.Answer.class);
    }
}
