package org.akoma.protection.referrals;

import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.access.Section;
import org.akoma.ground.agreements.Agreement;
import org.akoma.ground.forms.Checked;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;

/**
 * Ask that the authority which appoints guardians be told of a child for whom nobody may consent: a referral without consent, by two people
 * ({@code requirements.md 2.6}).
 *
 * @param id of the referral that is drafted for it
 * @param to code of the authority
 * @param reason why no guardian can consent; the authority reads it
 * @param told whether the child was told what is asked, of whom, and what the authority will read
 * @param wish what the child said to it, or why it could not be asked; for the supervisor, not for the authority
 */
@InputForm(name = "referrals.ask-guardian", labels = "guardian-request")
public record AskForGuardian(
        UUID id,
        @Field(example = "DSW-GH") @Size(max = 40) String to,

        @Field(list = "referral-priority", as = Field.Widget.RADIOS, label = "referral.priority")
        Referral.Priority priority,

        @Field(lines = 4, sealed = true, letters = Field.REASON) @Size(max = Form.LONG_TEXT)
        String reason,

        @Field(lines = 2, sealed = true) @Size(max = Form.LONG_TEXT)
        String asked,

        boolean told,

        @Field(list = "guardian-request.heard", as = Field.Widget.RADIOS)
        Heard heard,

        @Field(lines = 3, sealed = true, letters = Field.WORD) @Size(max = Form.LONG_TEXT)
        String wish)
        implements Checked {

    /** What leaves: who the child is, and that there is a file. */
    static final Set<Section> SECTIONS = Set.of(Section.IDENTITY);

    static final Agreement.Purpose PURPOSE = Agreement.Purpose.PROTECTION;

    /** A code of the list {@code assistance}. */
    static final String SERVICE = "IMM_GUARDIAN";

    /** What the child says to it. */
    public enum Heard {
        AGREES,
        AGAINST,
        /** Too young to say, or not able to. */
        UNABLE
    }

    /** A child who is against it is not passed by; who agrees was told. */
    @Override
    public List<FieldError> wrong() {
        List<FieldError> wrong = new ArrayList<>();
        if (heard == Heard.AGAINST) wrong.add(FieldError.of("heard", "referrals.guardian-child-no"));
        if (heard == Heard.AGREES && !told) wrong.add(FieldError.of("told", "referrals.guardian-untold"));
        return wrong;
    }

    DraftReferral draft() {
        return new DraftReferral(
                id,
                null,
                null,
                null,
                to,
                PURPOSE,
                priority,
                SERVICE,
                SECTIONS,
                null,
                new Referral.SealedText(reason, asked));
    }
}
