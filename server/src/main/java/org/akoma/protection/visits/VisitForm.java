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
}
