package org.akoma.protection.alerts;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One alert with all that was done.
 *
 * @param words null for who only raised it
 * @param report of the offence, as long as it waits
 * @param endings how the reader may end it now; where they may not, how it may end as far as its kind tells
 * @param found whether a missing child was found since it was reported last
 * @param lacks why the reader may not end it yet, as a code of an error; null = nothing lacks, or it was not taken on
 */
public record AlertTold(
        Alert alert,
        Alert.SealedText words,
        List<AlertAction> actions,
        @Nullable OffenceReport report,
        List<Alert.Outcome> endings,
        @Nullable String lacks,
        boolean found) {

    /** Whatever is done about an alert is one more action. */
    public int version() {
        return 1 + actions.size();
    }

    /** The last time that the child's worker was asked whether it is safe, as long as they wrote nothing since; null = they were not. */
    public @Nullable AlertAction asked() {
        AlertAction asked = null;
        for (AlertAction one : actions) {
            if (one.kind() == AlertAction.Kind.WORD_ASKED) asked = one;
            else if (one.kind().answers() && one.takenBy().equals(alert.worker())) asked = null;
        }
        return alert.closedAt() == null ? asked : null;
    }

    /** What was said when the danger was reported last, as long as it was reported again; null = the alert's own words say it. */
    public @Nullable AlertAction newest() {
        return actions.stream()
                .filter(one -> one.kind() == AlertAction.Kind.REPORTED_AGAIN && one.words() != null)
                .reduce((first, last) -> last)
                .orElse(null);
    }

    /** When the danger was reported last, whether or not anybody had taken the alert on by then. */
    static Instant reportedLast(Alert alert, List<AlertAction> actions) {
        return actions.stream()
                .filter(one -> one.kind() == AlertAction.Kind.REPORTED_AGAIN
                        && one.at().isAfter(alert.since()))
                .map(AlertAction::at)
                .reduce(alert.since(), (first, last) -> last);
    }

    /** The words of a report to the police that waits for a supervisor who takes the alert on. */
    static Optional<String> reported(Alert alert, List<AlertAction> actions) {
        Instant since = alert.since();
        return actions.stream()
                .filter(one -> alert.acknowledgedAt() == null && one.kind() == AlertAction.Kind.POLICE_REPORT)
                .filter(one -> one.words() != null && !one.at().isBefore(since))
                .map(one -> Objects.requireNonNull(one.words()).text())
                .reduce((first, last) -> last);
    }

    /** Whether such a report waits. */
    public boolean isReported() {
        return reported(alert, actions).isPresent();
    }

    /** Whether a report to the police was noted on it, which one person's words do not end. */
    public boolean isReportedByOne() {
        return report != null
                && alert.acknowledgedAt() != null
                && actions.stream()
                        .anyMatch(one -> one.kind() == AlertAction.Kind.POLICE_REPORT
                                && !one.at().isBefore(alert.since()));
    }

    /** Whether the search for the child begins with who takes it on. */
    public boolean beginsSearch() {
        return alert.type() == Alert.Type.MISSING
                && alert.acknowledgedAt() == null
                && alert.closedAt() == null
                && !found;
    }

    /** Whether the reader may end it, but not as a false alarm: nobody else wrote that there was no danger. */
    public boolean lacksNoDanger() {
        return lacks == null && alert.acknowledgedAt() != null && endings.equals(List.of(Alert.Outcome.CHILD_SAFE));
    }

    /** Whether the word of the child's worker would let somebody else end it. */
    boolean lacksAWord() {
        return "followup.alert-by-one".equals(lacks) || "followup.alert-found-own".equals(lacks);
    }

    /** What of it is not as it was in that version. */
    List<String> since(int version) {
        return Stream.concat(
                        Stream.of("actions"),
                        actions.stream()
                                .skip(Math.max(0, version - 1))
                                .flatMap(one -> one.kind().changes()))
                .distinct()
                .toList();
    }
}
