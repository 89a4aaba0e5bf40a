package org.akoma.airlock.slips;

import java.util.UUID;

/**
 * The worker signs for the child, and the slip becomes a file. Call in the same {@code entry.as} in which the file is opened,
 * before or after it; on any answer but {@code Accepted}, open nothing.
 *
 * @param fileId the id of the file that is opened in this transaction; the police side never sees it
 */
public record AcceptSlip(String number, UUID fileId) {

    public sealed interface Result {
        record Accepted(Slip slip) implements Result {}

        record NotFound() implements Result {}

        record Forbidden() implements Result {}

        /** The officer has not signed yet. */
        record NotSigned() implements Result {}

        record AlreadyAccepted() implements Result {}

        record AlreadyRefused() implements Result {}
    }
}
