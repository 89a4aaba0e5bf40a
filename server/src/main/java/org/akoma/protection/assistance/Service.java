package org.akoma.protection.assistance;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.access.Section;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is done for a child ({@code requirements.md 2.2 and 3}); a child has many at once. A value: every change returns a new one.
 *
 * @param code of the list {@code assistance}
 * @param dueAt by when it is to have begun; null = no time-frame was set
 * @param provider code of a provider or a shelter; null = the worker's own structure gives it
 * @param goalId the goal of the child's plan that it serves
 * @param reason why it was interrupted, a code of {@code service-interruption}
 * @param note sealed; null also for who may see the service but no words about the child
 */
public record Service(
        UUID id,
        UUID fileId,
        String code,
        State state,
        @Nullable TimeFrame timeFrame,
        @Nullable Instant dueAt,
        @Nullable String provider,
        @Nullable UUID goalId,
        @Nullable LocalDate fromOn,
        @Nullable LocalDate untilOn,
        UUID plannedBy,
        Instant plannedAt,
        @Nullable UUID approvedBy,
        @Nullable Instant approvedAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String reason,
        @Nullable String note,
        int version) {

    /** Of what is done for body and mind, others see nothing ({@code requirements.md 8.4, C4}). */
    private static final Set<String> HEALTH =
            Set.of("IMM_MEDICAL_SCREENING", "IMM_MEDICAL_TREATMENT", "IMM_PSYCHOSOCIAL");

    public enum State {
        PLANNED,
        APPROVED,
        STARTED,
        COMPLETED,
        INTERRUPTED;

        public boolean open() {
            return this != COMPLETED && this != INTERRUPTED;
        }
    }

    static Section sectionOf(String code) {
        return HEALTH.contains(code) ? Section.HEALTH : Section.ASSISTANCE;
    }

    /** First help does not wait for a signature: it is agreed to afterwards. */
    public static boolean isImmediate(String code) {
        return code.startsWith("IMM_");
    }

    /** As it was at the end of that day; empty when it was not planned by then. Changes made before it began are not told apart: the last one is shown. */
    public Optional<Service> asOf(LocalDate day) {
        Instant end = day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        boolean begun = startedAt != null && startedAt.isBefore(end);
        boolean over = endedAt != null && endedAt.isBefore(end);
        boolean agreed = approvedAt != null && approvedAt.isBefore(end);
        boolean there = plannedAt.isBefore(end) || begun;
        State then = over ? state : begun ? State.STARTED : agreed ? State.APPROVED : State.PLANNED;
        return there
                ? Optional.of(new Service(
                        id,
                        fileId,
                        code,
                        then,
                        timeFrame,
                        dueAt,
                        provider,
                        goalId,
                        fromOn,
                        untilOn,
                        plannedBy,
                        plannedAt,
                        agreed ? approvedBy : null,
                        agreed ? approvedAt : null,
                        begun ? startedAt : null,
                        over ? endedAt : null,
                        over ? reason : null,
                        note,
                        version))
                : Optional.empty();
    }

    public Section section() {
        return sectionOf(code);
    }

    /** Whether somebody who did not plan it has still to agree to it. */
    public boolean waitsForApproval() {
        return approvedBy == null && state.open();
    }

    /** Until it begins it may be put otherwise. */
    public boolean mayChange() {
        return state == State.PLANNED || state == State.APPROVED;
    }

    public boolean mayStart() {
        return state == State.APPROVED || state == State.PLANNED && isImmediate(code);
    }

    /** How much later than its time-frame it began, or has not begun by now; null when in time or ended without. */
    public @Nullable Duration lateness(Instant now) {
        if (dueAt == null || startedAt == null && !state.open()) return null;
        Instant begun = startedAt == null ? now : startedAt;
        return begun.isAfter(dueAt) ? Duration.between(dueAt, begun) : null;
    }

    /** A supervisor approves what another planned; what was given at once, afterwards. */
    @Nullable
    FieldError refusalToApprove(UUID supervisor) {
        if (!waitsForApproval()) return FieldError.of("service", "assistance.service-decided", state.name());
        return plannedBy.equals(supervisor) ? FieldError.of("service", "assistance.own-work") : null;
    }

    @Nullable
    FieldError refusalToStart(Instant at, Instant now) {
        if (!mayStart())
            return state == State.PLANNED
                    ? FieldError.of("service", "assistance.not-approved")
                    : FieldError.of("service", "assistance.service-decided", state.name());
        return at.isAfter(now) ? FieldError.of("at", "form.future") : null;
    }

    @Nullable
    FieldError refusalToEnd(boolean completed, @Nullable String why, Instant at, Instant now) {
        if (!state.open() || completed && state != State.STARTED)
            return FieldError.of("service", "assistance.service-decided", state.name());
        if (at.isAfter(now)) return FieldError.of("at", "form.future");
        if (startedAt != null && at.isBefore(startedAt)) return FieldError.of("at", "assistance.ends-before");
        return !completed && why == null ? FieldError.of("reason", "form.required") : null;
    }

    Service withoutNote() {
        return new Service(
                id,
                fileId,
                code,
                state,
                timeFrame,
                dueAt,
                provider,
                goalId,
                fromOn,
                untilOn,
                plannedBy,
                plannedAt,
                approvedBy,
                approvedAt,
                startedAt,
                endedAt,
                reason,
                null,
                version);
    }
}
