package org.akoma.protection.handover;

import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Notification;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Organisations;
import org.akoma.ground.access.Role;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Proposal;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.journal.Journal;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * The end of an authority that answers for children, and the authority that follows it: asked for by a project manager, agreed to by the data protection
 * officer. An administrator alone ends none ({@code requirements.md 7}, point 1).
 */
@Service
class AuthorityEnds {

    static final String KIND = "AUTHORITY_END";

    private final ReceivingAuthorityStore store;
    private final Organisations organisations;
    private final Decisions decisions;
    private final ActorTransactions transactions;
    private final Journal journal;
    private final ApplicationEventPublisher events;

    AuthorityEnds(
            ReceivingAuthorityStore store,
            Organisations organisations,
            Decisions decisions,
            ActorTransactions transactions,
            Journal journal,
            ApplicationEventPublisher events) {
        this.store = store;
        this.organisations = organisations;
        this.decisions = decisions;
        this.transactions = transactions;
        this.journal = journal;
        this.events = events;
    }

    /**
     * @param ends code of the authority
     * @param until the first day on which it no longer exists
     * @param successor code of the authority that answers from that day
     * @param endsWhy the text that says so, such as a decree; sealed
     */
    @InputForm(name = "handover.authority-end", labels = "handover")
    record AskSuccession(
            UUID id,

            @Field(example = "MSFFE-CI") @Size(max = 40) String ends,

            LocalDate until,

            @Field(example = "MPFFPE-CI") @Size(max = 40) String successor,

            @Field(lines = 2, sealed = true, letters = Field.REASON) @Size(max = ProposeHandover.LONGEST_WORDS)
            String endsWhy) {
        AskSuccession {
            ends = ends.toUpperCase(Locale.ROOT);
            successor = successor.toUpperCase(Locale.ROOT);
        }
    }

    Answer<UUID> ask(Actor actor, AskSuccession command) {
        if (!actor.is(Role.PROJECT_MANAGER)) return new Answer.Forbidden<>();
        return transactions.as(actor, () -> {
            UUID ends = id(command.ends());
            UUID successor = id(command.successor());
            if (ends == null) return Answer.Refused.because("ends", "handover.no-structure");
            if (successor == null) return Answer.Refused.because("successor", "handover.no-structure");
            return switch (store.askSuccession(command.id(), ends, command.until(), successor)) {
                case DONE -> asked(actor, command);
                case NO_RECEIVER -> Answer.Refused.because("successor", "handover.no-follower");
                case NOT_DUE -> Answer.Refused.because("until", "handover.end-day");
                default -> new Answer.Forbidden<>();
            };
        });
    }

    private @Nullable UUID id(String code) {
        return organisations.find(code).map(Organisation::id).orElse(null);
    }

    private Answer<UUID> asked(Actor actor, AskSuccession command) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("ends", command.ends());
        fields.put("until", command.until().toString());
        fields.put("successor", command.successor());
        Decision asked = decisions.propose(
                actor,
                Proposal.of(KIND, command.id(), 1).because(command.endsWhy()).with(fields));
        Notification.others(decisions.deciders(asked.id()), actor.personId(), Notification.DECISION)
                .map(ring -> ring.about(asked.id()))
                .ifPresent(events::publishEvent);
        journal.noteOwn(actor, "handover.authority-end-asked", fields);
        return new Answer.Done<>(command.id());
    }

    /** Inside an actor's transaction: the database ends the authority with the agreement. */
    Decisions.Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
        Decisions.Verdict verdict = decisions.decide(actor, decision.id(), agreed, reason);
        if (verdict instanceof Decisions.Verdict.Done)
            journal.noteOwn(
                    actor,
                    agreed ? "handover.authority-ended" : "handover.authority-end-refused",
                    Map.of("succession", decision.subject()));
        return verdict;
    }
}
