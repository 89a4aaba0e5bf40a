package org.akoma.protection.attachments;

import java.util.UUID;
import org.akoma.FieldError;
import org.jspecify.annotations.Nullable;

/**
 * How far a content came.
 *
 * @param offset where the next part begins
 * @param kept the attachment that it became
 * @param refused why it was refused
 */
public record Progress(
        UUID id,
        State state,
        int offset,
        int bytes,
        @Nullable Attachment kept,
        @Nullable FieldError refused) {

    public enum State {
        RECEIVING,
        KEPT,
        REFUSED
    }

    static Progress of(Sending sending) {
        FieldError refused = sending.refused();
        State state = refused == null ? State.RECEIVING : State.REFUSED;
        return new Progress(sending.id(), state, sending.received(), sending.bytes(), null, refused);
    }

    /** It all came; what is kept of it has a size of its own. */
    static Progress of(Attachment kept) {
        return new Progress(kept.id(), State.KEPT, kept.bytes(), kept.bytes(), kept, null);
    }

    static Progress refused(Sending sending, FieldError why) {
        return new Progress(sending.id(), State.REFUSED, sending.received(), sending.bytes(), null, why);
    }
}
