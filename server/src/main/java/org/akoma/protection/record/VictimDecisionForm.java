package org.akoma.protection.record;

import java.time.LocalDate;
import java.util.UUID;
import org.akoma.Ids;
import org.akoma.ground.reference.CodeLists;
import org.akoma.ground.web.Form;
import org.akoma.protection.cases.CaseFile;
import org.jspecify.annotations.Nullable;

/** What is typed of a decision on the child's status, in a page or as JSON. */
final class VictimDecisionForm {

    static final String ORGANISATIONS = "vic_TraffickingStatusDecisionMakingOrg";

    private VictimDecisionForm() {}

    /** @return null when something is wrong: see the form's errors */
    static @Nullable DecideVictimStatus read(Form form, CodeLists lists) {
        UUID id = form.id("id");
        CaseFile.VictimStatus status = form.requiredChoice("status", CaseFile.VictimStatus.class);
        String organisation = form.requiredChoice("organisation", lists.codesOf(ORGANISATIONS));
        LocalDate on = form.requiredDate("decidedOn");
        String reason = form.requiredWords("reason", Form.LONG_TEXT);
        if (!form.isSound() || status == null || organisation == null || on == null || reason == null) return null;
        return new DecideVictimStatus(id == null ? Ids.next() : id, status, organisation, on, reason);
    }
}
