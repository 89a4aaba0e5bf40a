package org.akoma.protection.attachments;

import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.jspecify.annotations.Nullable;

/** Destroys the content of an attachment; that it was there stays. */
public record WithdrawAttachment(
        UUID attachment,
        Attachment.Withdrawal.Reason reason,
        @Nullable String words) {

    /** The fields that people and programs fill in. */
    @InputForm(name = "attachments.withdraw", labels = "attachments")
    record Input(
            @Field(list = "attachment-withdrawal") Attachment.Withdrawal.Reason reason,

            @Field(lines = 2, sealed = true) @Size(max = AddAttachment.LONGEST_REMARK) @Nullable
            String words) {

        WithdrawAttachment command(UUID attachment) {
            return new WithdrawAttachment(attachment, reason, words);
        }
    }
}
