package org.akoma.protection.record;

import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.UUID;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;
import org.akoma.protection.cases.CaseFile;

/**
 * A supervisor records what was decided on the child's status.
 *
 * @param organisation see {@link VictimDecision}
 */
@InputForm(name = "cases.decide-victim-status", labels = "cases.victim")
public record DecideVictimStatus(
        UUID id,

        @Field(list = "victim-status", as = Field.Widget.RADIOS)
        CaseFile.VictimStatus status,

        @Field(list = "vic_TraffickingStatusDecisionMakingOrg")
        String organisation,

        LocalDate decidedOn,

        @Field(lines = 3, sealed = true, letters = Field.WORD) @Size(max = Form.LONG_TEXT)
        String reason) {

    /** Presume a victim until shown otherwise; a decision may be corrected by another, never taken back to presumption. */
    static boolean mayFollow(CaseFile.VictimStatus now, CaseFile.VictimStatus wanted) {
        return wanted != CaseFile.VictimStatus.PRESUMED_VICTIM && wanted != now;
    }
}
