package org.akoma.protection.handover;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Role;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.journal.Journal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The project's plan of the hand-over: who answers until an authority has accepted, and the days that all files share. Each writing is a version; the newest holds. The structure of the manager who wrote it first leads. */
@Service
public class HandoverPlans {

    private final HandoverPlanStore store;
    private final ActorTransactions transactions;
    private final Journal journal;

    HandoverPlans(HandoverPlanStore store, ActorTransactions transactions, Journal journal) {
        this.store = store;
        this.transactions = transactions;
        this.journal = journal;
    }

    /**
     * @param overlapUntil a common end of the overlap; never less than the limit after each acceptance
     */
    @InputForm(name = "handover.write-plan", labels = "handover.plan")
    public record WritePlan(
            UUID id,
            @Nullable LocalDate ceremonyOn,
            @Nullable LocalDate endsOn,
            @Nullable LocalDate overlapUntil) {}

    /** @param by code of who wrote it */
    record Plan(
            String lead,
            @Nullable LocalDate ceremonyOn,
            @Nullable LocalDate endsOn,
            @Nullable LocalDate overlapUntil,
            String by,
            Instant at) {}

    static boolean reads(Actor actor) {
        return HandoverBoard.reads(actor) || actor.is(Role.DATA_PROTECTION_OFFICER);
    }

    public Answer<UUID> write(Actor actor, WritePlan plan) {
        if (!actor.is(Role.PROJECT_MANAGER)) return new Answer.Forbidden<>();
        return transactions.as(actor, () -> switch (store.write(plan)) {
            case DONE -> {
                journal.noteOwn(actor, "handover.plan-written", Map.of("plan", plan.id()));
                yield new Answer.Done<>(plan.id());
            }
            case NOT_DUE -> Answer.Refused.because("ceremonyOn", "handover.plan-order");
            case TOO_LONG -> Answer.Refused.because("overlapUntil", "handover.overlap-too-long");
            default -> new Answer.Forbidden<>();
        });
    }

    Optional<Plan> current(Actor actor) {
        return reads(actor) ? transactions.as(actor, store::current) : Optional.empty();
    }
}
