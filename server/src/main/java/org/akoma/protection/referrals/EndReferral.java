package org.akoma.protection.referrals;

import jakarta.validation.constraints.Size;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/**
 * The sender ends a referral before its time, and the access that it gave with it.
 *
 * @param endReason after a silence that came to others, who read it
 */
@InputForm(name = "referrals.end", labels = "referral", changes = true)
record EndReferral(
        @Nullable Integer version,

        @Field(lines = 3, sealed = true, letters = Field.WORD, label = "referral.end-reason")
        @Size(max = Form.LONG_TEXT)
        @Nullable
        String endReason) {}
