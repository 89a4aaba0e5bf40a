package org.akoma.protection.payments;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.protection.assistance.Service;
import org.jspecify.annotations.Nullable;

/**
 * Money for a child: one person asks, another approves, a third pays ({@code requirements.md 3}). No name in it.
 *
 * @param number given by the system, in the order of requests
 * @param caseCode such as {@code AK-001}
 * @param type a code of {@code payment-type}
 * @param coversUntil exclusive: until then there is no second payment of the type for the child
 * @param override why it has another period than the one that follows from the last payment, a code of {@code payment-override}
 * @param refusedBy null when a rule refused it
 * @param refusal a code of {@code payment-refusal}
 * @param payTo who is to receive it and alone does, a code of {@code payment-receiver}
 * @param payToId the member of staff through whom it goes, if it does: approved with it
 * @param receivedBy who received it, a code of {@code payment-receiver}
 * @param receivedById the member of staff who received it for the family; another than who asked, approved and paid
 * @param witnessId the member of staff who saw it given to somebody who did not sign; another than all of these
 * @param attestedAt when that witness said so; null = not, or it is signed
 * @param deniedAt when that witness said that they did not see it
 * @param arrived what a project manager found after that; null = nothing yet
 */
public record Payment(
        UUID id,
        long number,
        UUID fileId,
        String caseCode,
        String type,
        Money money,
        @Nullable UUID serviceId,
        LocalDate coversFrom,
        LocalDate coversUntil,
        @Nullable String override,
        String payTo,
        @Nullable UUID payToId,
        State state,
        UUID requestedBy,
        Instant requestedAt,
        @Nullable UUID approvedBy,
        @Nullable Instant approvedAt,
        @Nullable UUID refusedBy,
        @Nullable Instant refusedAt,
        @Nullable String refusal,
        @Nullable Instant cancelledAt,
        @Nullable UUID paidBy,
        @Nullable LocalDate paidOn,
        @Nullable String receipt,
        @Nullable String receivedBy,
        @Nullable UUID receivedById,
        @Nullable UUID witnessId,
        @Nullable Boolean signed,
        @Nullable Instant attestedAt,
        @Nullable Instant deniedAt,
        @Nullable Boolean arrived,
        @Nullable Instant reversedAt,
        int version) {

    public enum State {
        REQUESTED,
        APPROVED,
        PAID,
        REFUSED,
        CANCELLED,
        /** Paid by mistake, and undone by two people: it counts no longer. */
        REVERSED;

        public boolean waits() {
            return this == REQUESTED || this == APPROVED;
        }
    }

    /** The rules that refuse a payment by themselves. Each is a code of {@code payment-refusal}. */
    enum Rule {
        SAME_REQUESTER_AND_APPROVER("assistance.same-requester-and-approver"),
        SAME_PERSON_PAYS("assistance.same-person-pays"),
        DUPLICATE("assistance.duplicate-payment"),
        OTHER_PERIOD("assistance.other-period"),
        OVER_CEILING("assistance.over-ceiling"),
        FILE_CLOSED("assistance.money-stops");

        private final String error;

        Rule(String error) {
            this.error = error;
        }

        String error() {
            return error;
        }
    }

    /** As people quote it: {@code P-00012}. */
    public String code() {
        return "P-%05d".formatted(number);
    }

    /** The rule that refuses this person's approval; null = none does. */
    @Nullable
    Rule againstApproval(UUID approver) {
        return requestedBy.equals(approver) ? Rule.SAME_REQUESTER_AND_APPROVER : null;
    }

    /** The rule that refuses this person's paying; null = none does. */
    @Nullable
    Rule againstPaying(UUID payer) {
        return requestedBy.equals(payer) || payer.equals(approvedBy) ? Rule.SAME_PERSON_PAYS : null;
    }

    @Nullable
    FieldError refusalToPay(LocalDate on, LocalDate today) {
        if (state != State.APPROVED) return notNow();
        if (on.isAfter(today)) return FieldError.of("paidOn", "form.future");
        Instant approved = approvedAt;
        boolean early = approved != null && on.isBefore(LocalDate.ofInstant(approved, java.time.ZoneOffset.UTC));
        return early ? FieldError.of("paidOn", "assistance.paid-before-approval") : null;
    }

    /** As it was at the end of that day; empty when it was not requested by then. It counts as paid from the day on which it was paid. */
    Optional<Payment> asOf(LocalDate day) {
        Instant end = day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        boolean paid = paidOn != null && !paidOn.isAfter(day);
        boolean no = by(refusedAt, end);
        boolean gone = by(cancelledAt, end);
        boolean agreed = by(approvedAt, end);
        if (!requestedAt.isBefore(end) && !paid) return Optional.empty();
        boolean undone = by(reversedAt, end);
        State then = paid
                ? (undone ? State.REVERSED : State.PAID)
                : no ? State.REFUSED : gone ? State.CANCELLED : agreed ? State.APPROVED : State.REQUESTED;
        return Optional.of(new Payment(
                id,
                number,
                fileId,
                caseCode,
                type,
                money,
                serviceId,
                coversFrom,
                coversUntil,
                override,
                payTo,
                payToId,
                then,
                requestedBy,
                requestedAt,
                agreed || paid ? approvedBy : null,
                agreed || paid ? approvedAt : null,
                no ? refusedBy : null,
                no ? refusedAt : null,
                no ? refusal : null,
                gone ? cancelledAt : null,
                paid ? paidBy : null,
                paid ? paidOn : null,
                paid ? receipt : null,
                paid ? receivedBy : null,
                paid ? receivedById : null,
                paid ? witnessId : null,
                paid ? signed : null,
                paid && by(attestedAt, end) ? attestedAt : null,
                paid && by(deniedAt, end) ? deniedAt : null,
                arrived,
                undone ? reversedAt : null,
                version));
    }

    private static boolean by(@Nullable Instant happened, Instant end) {
        return happened != null && happened.isBefore(end);
    }

    /** Whether the witness has still to say that it was given, or said that it was not. */
    public boolean isUnattested() {
        return Boolean.FALSE.equals(signed) && attestedAt == null;
    }

    FieldError notNow() {
        return FieldError.of("state", "assistance.payment-decided", state.name());
    }

    /** Whether it takes a period away from another payment of its type. */
    boolean counts() {
        return state.waits() || state == State.PAID;
    }

    /**
     * Finance sent it back, and who approves decides once more.
     *
     * @param reason a code of {@code payment-refusal}
     */
    public record Returned(UUID by, Instant at, String reason) {}

    /** The service that a payment is for: its code and how far it is, nothing of what was written about it. */
    public record Purpose(String code, Service.State state) {}
}
