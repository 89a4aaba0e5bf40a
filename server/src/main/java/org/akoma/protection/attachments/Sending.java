package org.akoma.protection.attachments;

import java.time.Instant;
import java.util.UUID;
import org.akoma.FieldError;
import org.jspecify.annotations.Nullable;

/**
 * An upload in parts; its sender asks how much has arrived and continues from there.
 *
 * @param bytes how many it will be
 * @param received how many came, from the beginning without a gap
 * @param sha256 of all of it, in hexadecimal, as the sender computed it
 * @param refused why it was refused; null = it was not
 */
record Sending(
        UUID fileId,
        UUID personId,
        AddAttachment command,
        int bytes,
        int received,
        String sha256,
        Instant until,
        @Nullable FieldError refused) {

    UUID id() {
        return command.id();
    }

    boolean isWhole() {
        return received == bytes;
    }
}
