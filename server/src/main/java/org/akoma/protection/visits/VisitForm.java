package org.akoma.protection.visits;

import java.util.List;
import org.akoma.ground.reference.CodeLists;
import org.akoma.ground.web.Form;
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
