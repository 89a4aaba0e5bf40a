package org.akoma.protection.visits;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A visit was recorded. Published inside the transaction that records it, as the actor who does it; ids and facts only.
 *
 * @param sent id of what was sent, under which an alert may have gone out before it was complete: that of the visit, or of a correction
 * @param doneOn the day on which it was made
 * @param recordedBy who recorded it
 * @param traffickerContact whether the trafficker was in contact since the last visit; null when the record does not say
 * @param safety what was found of the child's safety; null when the record does not say
 * @param school what was found of its schooling; null when the record does not say
 */
public record VisitDone(
        UUID visit,
        UUID sent,
        UUID file,
        LocalDate doneOn,
        UUID recordedBy,
        @Nullable Boolean traffickerContact,
        @Nullable Safety safety,
        @Nullable String school) {

    /** Code of the list {@code visit-school}: the child works instead. */
    public static final String WORKS = "WORKS";

    /** Codes of the list {@code visit-safety}. */
    public enum Safety {
        SAFE,
        CONCERN,
        DANGER,
        NOT_CHECKED
    }

    /**
     * Id of a correction.
     *
     * @param version of the record that is corrected
     */
    static UUID correction(UUID visit, @Nullable Integer version) {
        return UUID.nameUUIDFromBytes((visit + "/" + version).getBytes(StandardCharsets.UTF_8));
    }
}
