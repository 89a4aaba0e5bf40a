package org.akoma.protection.referrals;

import jakarta.validation.constraints.Size;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.akoma.EnumSets;
import org.akoma.ground.access.Section;
import org.akoma.ground.agreements.Agreement;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/**
 * Write a referral, under an id of the caller's, or rewrite one that was not sent yet.
 *
 * @param version of the draft as the caller read it; null = a new one
 * @param code null = one is assigned; a scenario brings its own
 * @param from code of the structure that refers; null = the caller's own. Another one when a structure that does not work on the file referred
 * the child by word or letter
 * @param sections code and state of the file are always included
 */
public record DraftReferral(
        UUID id,
        @Nullable Integer version,
        @Nullable String code,
        @Nullable String from,
        String to,
        Agreement.Purpose purpose,
        Referral.Priority priority,
        @Nullable String service,
        Set<Section> sections,
        @Nullable UUID homecomingId,
        Referral.SealedText words) {

    /** The fields that people and programs fill in, in the order of the form. */
    @InputForm(name = "referrals.draft", labels = "referral")
    record Input(
            UUID id,
            @Nullable Integer version,
            @Field(example = "NGO-01") @Size(max = 40) String to,

            @Field(example = "NGO-02") @Size(max = 40) @Nullable
            String from,

            @Field(list = "sharing-purpose") Agreement.Purpose purpose,

            @Field(list = "referral-priority", as = Field.Widget.RADIOS)
            Referral.Priority priority,

            @Field(list = "assistance", hint = "referral.optional") @Nullable
            String service,

            @Nullable UUID homecoming,

            @Field(lines = 4, sealed = true) @Size(max = Form.LONG_TEXT)
            String reason,

            @Field(lines = 3, sealed = true) @Size(max = Form.LONG_TEXT)
            String asked,

            @Field(list = "section", merge = Field.Merge.UNION)
            Set<Section> sections) {

        DraftReferral command() {
            return new DraftReferral(
                    id,
                    version,
                    null,
                    from,
                    to,
                    purpose,
                    priority,
                    service,
                    sections,
                    homecoming,
                    new Referral.SealedText(reason, asked));
        }
    }

    public DraftReferral {
        EnumSet<Section> whole = EnumSet.of(Section.STATUS);
        whole.addAll(sections);
        sections = EnumSets.inOrder(Section.class, whole);
    }
}
