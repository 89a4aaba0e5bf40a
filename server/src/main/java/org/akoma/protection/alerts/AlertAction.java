package org.akoma.protection.alerts;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One thing done about an alert; only ever added to.
 *
 * @param words sealed; null when nothing was written
 */
public record AlertAction(
        UUID id,
        Kind kind,
        Instant at,
        UUID takenBy,
        @Nullable SealedText words) {

    public enum Kind {
        ACKNOWLEDGED,
        SAFETY_PLAN,
        CHILD_SAFE,
        /** There was no danger, also before: with the closer's own word it makes a false alarm. */
        NO_DANGER,
        POLICE_REPORT,
        SEARCH,
        REMOTE_WIPE,
        DPO_INFORMED,
        REPORTED_AGAIN,
        /** Who sees that the child is there, a shelter too, says that a child who was missing is back. */
        SAID_BACK,
        /** Who follows the child is asked to write whether it is safe. */
        WORD_ASKED,
        /** The file was opened again, which had been closed with this alert: it runs anew. */
        FILE_REOPENED,
        OTHER,
        CLOSED;

        /** What who follows the child writes when they are asked. */
        boolean answers() {
            return this == SAFETY_PLAN || this == CHILD_SAFE || this == NO_DANGER || this == OTHER;
        }

        /** Tells who raised the alert, or follows the child, how it stands with the danger. */
        boolean says() {
            return makesSafe() || this == NO_DANGER || this == CLOSED;
        }

        /** Makes the child, or the data, safe: stops the second clock of T17. */
        boolean makesSafe() {
            return this == SAFETY_PLAN || this == CHILD_SAFE || this == REMOTE_WIPE;
        }

        /** How the journal names it. */
        String act() {
            return switch (this) {
                case ACKNOWLEDGED -> "followup.alert-acknowledged";
                case CLOSED -> "followup.alert-closed";
                default -> "followup.alert-action";
            };
        }

        /** What of the alert it changes, by the names that JSON knows. */
        Stream<String> changes() {
            return switch (this) {
                case ACKNOWLEDGED -> Stream.of("state", "acknowledgedAt");
                case SAFETY_PLAN, CHILD_SAFE, REMOTE_WIPE -> Stream.of("state", "safeAt");
                case POLICE_REPORT -> Stream.of("state", "policeAt", "reportDue");
                case CLOSED -> Stream.of("state", "closedAt", "outcome");
                case REPORTED_AGAIN -> Stream.of("state", "acknowledgedAt", "safeAt", "policeAt");
                case NO_DANGER, SEARCH, DPO_INFORMED, SAID_BACK, WORD_ASKED, FILE_REOPENED, OTHER -> Stream.empty();
            };
        }

        public static List<Kind> toChoose(Alert.Type type) {
            return switch (type) {
                case DEVICE_LOST -> List.of(REMOTE_WIPE, DPO_INFORMED, OTHER);
                // a false alarm of these is that the child is there, which CHILD_SAFE says
                case MISSING, LOST_TO_FOLLOW_UP, WITHOUT_PLACE ->
                    List.of(SAFETY_PLAN, CHILD_SAFE, POLICE_REPORT, OTHER);
                default -> List.of(SAFETY_PLAN, CHILD_SAFE, NO_DANGER, POLICE_REPORT, OTHER);
            };
        }
    }

    public record SealedText(String text) {}
}
