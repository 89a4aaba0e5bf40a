package org.akoma.protection.attachments;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Destroys the content of an attachment; that it was there stays. */
public record WithdrawAttachment(
        UUID attachment,
        Attachment.Withdrawal.Reason reason,
        @Nullable String words) {}
