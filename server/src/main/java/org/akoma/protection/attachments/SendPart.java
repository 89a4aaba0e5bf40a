package org.akoma.protection.attachments;

import java.util.UUID;

/**
 * One part of a content on its way.
 *
 * @param offset where it begins
 */
record SendPart(UUID id, int offset, byte[] bytes) {

    /** What can come of it. */
    sealed interface Result {
        /** The part was kept; or the upload was complete already, and this is its result. */
        record Taken(Progress progress) implements Result {}

        /** It does not begin where the last one ended: another was faster, or the answer to it was lost. */
        record Elsewhere(Progress progress) implements Result {}

        /** More than was announced. */
        record TooMuch() implements Result {}

        record NotFound() implements Result {}
    }
}
