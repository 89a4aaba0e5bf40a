package org.akoma.protection.assistance;

import java.util.List;
import java.util.UUID;
import org.akoma.Ids;
import org.akoma.ground.reference.CodeLists;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/** What is typed of a service, in a page or as JSON. */
public final class ServiceForm {

    private static final int NOTE = 2_000;

    private ServiceForm() {}

    /** Null when the form is not sound. */
    static @Nullable PlanService read(Form form, CodeLists lists) {
        UUID id = form.id("id");
        String code = form.requiredChoice("code", codes(lists, "assistance"));
        PlanService read = new PlanService(
                id == null ? Ids.next() : id,
                code == null ? "" : code,
                form.choice("timeFrame", TimeFrame.class),
                form.text("provider", 40),
                form.id("goal"),
                form.date("fromOn"),
                form.date("untilOn"),
                form.moment("startedAt"),
                form.moment("endedAt"),
                form.text("note", NOTE));
        return form.isSound() ? read : null;
    }

    /** As it should be from now on, whole. Null when the form is not sound. */
    static @Nullable ChangeService change(Form form, UUID id) {
        ChangeService read = new ChangeService(
                id,
                form.choice("timeFrame", TimeFrame.class),
                form.text("provider", 40),
                form.id("goal"),
                form.date("fromOn"),
                form.date("untilOn"),
                form.text("note", NOTE));
        return form.isSound() ? read : null;
    }

    public static List<String> codes(CodeLists lists, String list) {
        return lists.codesOf(list);
    }
}
