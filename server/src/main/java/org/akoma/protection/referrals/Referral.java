package org.akoma.protection.referrals;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.akoma.EnumSets;
import org.akoma.FieldError;
import org.akoma.ground.access.Section;
import org.akoma.ground.agreements.Agreement;
import org.akoma.ground.reference.Policies;
import org.jspecify.annotations.Nullable;

/**
 * What one structure asks of another for a child ({@code requirements.md 2.2, 8.3, T13}). Its state is what its moments say at a
 * moment; nothing is stored as late.
 *
 * @param fileCode code of the child's file; null when the file does not exist for the reader (any more)
 * @param from code of the structure that refers, which need not be the one that looks after the file
 * @param toPerson the focal point of the receiving structure, when what arrives at its desk does not reach them
 * @param service a code of the list {@code assistance}
 * @param overseen whether the reader merely oversees it: then neither what it is for nor what goes along is theirs ({@code requirements.md 9})
 * @param received whether it was sent to the reader
 */
public record Referral(
        UUID id,
        String code,
        UUID fileId,
        @Nullable String fileCode,
        String from,
        UUID toId,
        String to,
        @Nullable UUID toPerson,
        Agreement.Purpose purpose,
        Priority priority,
        @Nullable String service,
        Set<Section> sections,
        @Nullable UUID homecomingId,
        Instant draftedAt,
        Course course,
        boolean overseen,
        boolean received,
        int version) {

    public Referral {
        sections = EnumSets.inOrder(Section.class, sections);
    }

    public enum Priority {
        URGENT,
        NORMAL;

        /** T13, from the sending on. */
        Duration acknowledgedWithin(Policies policies) {
            return policies.hours("referral-acknowledgement." + name().toLowerCase(Locale.ROOT) + ".max");
        }
    }

    public enum Status {
        DRAFT,
        SENT,
        ACKNOWLEDGED,
        ACCEPTED,
        DECLINED,
        COMPLETED,
        EXPIRED
    }

    /** How the answer came: by the structure itself, or in writing to the sender, who entered it. */
    public enum How {
        HERE,
        WRITTEN
    }

    /** What the structure that was asked does, in this order. */
    public enum Step {
        ACKNOWLEDGE(Status.ACKNOWLEDGED),
        ACCEPT(Status.ACCEPTED),
        DECLINE(Status.DECLINED),
        COMPLETE(Status.COMPLETED);

        private final Status status;

        Step(Status status) {
            this.status = status;
        }

        /** Where the step leads. */
        Status status() {
            return status;
        }
    }

    /** To whom a silence has come. */
    public enum Escalation {
        NONE,
        SUPERVISOR,
        PROJECT_MANAGER
    }

    /**
     * What happened to it, and who did it (by code, where the reader may know them).
     *
     * @param dueAt until when it must be acknowledged (T13)
     * @param validUntil when it expires by itself, with the access that it gave
     * @param endedAt when the sender ended it before its time
     */
    public record Course(
            @Nullable Instant sentAt,
            @Nullable String sentBy,
            @Nullable Instant dueAt,
            @Nullable Instant acknowledgedAt,
            @Nullable String acknowledgedBy,
            @Nullable Instant answeredAt,
            @Nullable String answeredBy,
            @Nullable Boolean accepted,
            @Nullable String declineReason,
            @Nullable How how,
            @Nullable Instant completedAt,
            @Nullable Instant validUntil,
            @Nullable Instant endedAt) {

        private static final Course NONE =
                new Course(null, null, null, null, null, null, null, null, null, null, null, null, null);

        Course asOf(Instant moment) {
            if (!by(sentAt, moment)) return NONE;
            boolean seen = by(acknowledgedAt, moment);
            boolean answered = by(answeredAt, moment);
            return new Course(
                    sentAt,
                    sentBy,
                    dueAt,
                    seen ? acknowledgedAt : null,
                    seen ? acknowledgedBy : null,
                    answered ? answeredAt : null,
                    answered ? answeredBy : null,
                    answered ? accepted : null,
                    answered ? declineReason : null,
                    seen ? how : null,
                    by(completedAt, moment) ? completedAt : null,
                    validUntil,
                    by(endedAt, moment) ? endedAt : null);
        }
    }

    /**
     * Sealed.
     *
     * @param reason why the child needs it
     */
    public record SealedText(String reason, String asked) {}

    /** What the journal remembers of it. */
    Map<String, Object> facts() {
        return Map.of(
                "code", code,
                "from", from,
                "to", to,
                "sections", sections.stream().map(Enum::name).sorted().toList());
    }

    /** As it was at this moment; empty when it was not written yet. */
    Optional<Referral> asOf(Instant moment) {
        if (draftedAt.isAfter(moment)) return Optional.empty();
        return Optional.of(new Referral(
                id,
                code,
                fileId,
                fileCode,
                from,
                toId,
                to,
                toPerson,
                purpose,
                priority,
                service,
                sections,
                homecomingId,
                draftedAt,
                course.asOf(moment),
                overseen,
                received,
                version));
    }

    public Status at(Instant moment) {
        if (!by(course.sentAt, moment)) return Status.DRAFT;
        if (by(course.completedAt, moment)) return Status.COMPLETED;
        boolean answered = by(course.answeredAt, moment);
        if (answered && Boolean.FALSE.equals(course.accepted)) return Status.DECLINED;
        if (by(course.endedAt, moment) || by(course.validUntil, moment)) return Status.EXPIRED;
        if (answered) return Status.ACCEPTED;
        return by(course.acknowledgedAt, moment) ? Status.ACKNOWLEDGED : Status.SENT;
    }

    private static boolean by(@Nullable Instant happened, Instant moment) {
        return happened != null && !happened.isAfter(moment);
    }

    /**
     * T13: first to the supervisor, then to the project manager.
     *
     * @param times the limit after which it comes to the manager
     */
    public Escalation escalation(Instant moment, int times) {
        Instant sent = course.sentAt;
        Instant due = course.dueAt;
        if (sent == null || due == null || at(moment) != Status.SENT || moment.isBefore(due)) return Escalation.NONE;
        Instant manager = sent.plus(Duration.between(sent, due).multipliedBy(times));
        return moment.isBefore(manager) ? Escalation.SUPERVISOR : Escalation.PROJECT_MANAGER;
    }

    /** How long the acknowledgement has been late, or was; zero when it came in time or may still. */
    public Duration lateness(Instant moment) {
        Instant due = course.dueAt;
        if (due == null) return Duration.ZERO;
        Instant acknowledged = course.acknowledgedAt;
        Instant end = acknowledged != null && by(acknowledged, moment) ? acknowledged : moment;
        boolean counts = by(acknowledged, moment) || at(moment) == Status.SENT;
        return counts && end.isAfter(due) ? Duration.between(due, end) : Duration.ZERO;
    }

    /** Whether this step was taken already, so that the same command again changes nothing. */
    boolean has(Step step) {
        return switch (step) {
            case ACKNOWLEDGE -> course.acknowledgedAt != null;
            case ACCEPT -> Boolean.TRUE.equals(course.accepted);
            case DECLINE -> Boolean.FALSE.equals(course.accepted);
            case COMPLETE -> course.completedAt != null;
        };
    }

    /** Why this step is refused at this moment; null = it is not. An answer acknowledges the referral too. */
    @Nullable
    FieldError refusal(Step step, Instant moment, @Nullable String reason) {
        Status now = at(moment);
        if (now == Status.EXPIRED) return FieldError.of("step", "referrals.expired");
        boolean inOrder = switch (step) {
            case ACKNOWLEDGE -> now == Status.SENT;
            case ACCEPT, DECLINE -> now == Status.SENT || now == Status.ACKNOWLEDGED;
            case COMPLETE -> now == Status.ACCEPTED;
        };
        if (!inOrder) return FieldError.of("step", "referrals.order", now.name());
        return step == Step.DECLINE && reason == null ? FieldError.of("reason", "form.required") : null;
    }
}
