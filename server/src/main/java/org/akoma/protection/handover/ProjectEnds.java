package org.akoma.protection.handover;

import jakarta.validation.constraints.Size;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Notification;
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
 * The end of the project ({@code requirements.md 7}, point 9): a project manager asks, another one or the data protection officer agrees. Both read which
 * open files no authority has accepted; when that has changed meanwhile, it is asked for anew.
 */
@Service
class ProjectEnds {

    static final String KIND = "PROJECT_END";
    /** Field of a request: code of the structure that leads the project. */
    static final String LEAD = "lead";

    private final ProjectEndStore store;
    private final Decisions decisions;
    private final ActorTransactions transactions;
    private final Journal journal;
    private final ApplicationEventPublisher events;

    ProjectEnds(
            ProjectEndStore store,
            Decisions decisions,
            ActorTransactions transactions,
            Journal journal,
            ApplicationEventPublisher events) {
        this.store = store;
        this.decisions = decisions;
        this.transactions = transactions;
        this.journal = journal;
        this.events = events;
    }

    /** @param reason what becomes of the files that nobody has accepted */
    @InputForm(name = "handover.project-end", labels = "handover.end")
    record AskEnd(
            UUID id,

            @Field(lines = 3, sealed = true, letters = Field.WORD) @Size(max = ProposeHandover.LONGEST_WORDS)
            String reason) {}

    Answer<UUID> ask(Actor actor, AskEnd command) {
        if (!actor.is(Role.PROJECT_MANAGER)) return new Answer.Forbidden<>();
        return transactions.as(actor, () -> switch (store.ask(command.id())) {
            case DONE -> {
                Map<String, Object> fields = new LinkedHashMap<>();
                String lead = store.lead();
                if (lead != null) fields.put(LEAD, lead);
                exceptions(command.id()).forEach((state, codes) -> fields.put(state.name(), codes));
                Decision asked = decisions.propose(
                        actor,
                        Proposal.of(KIND, command.id(), 1)
                                .because(command.reason())
                                .with(fields));
                Notification.others(decisions.deciders(asked.id()), actor.personId(), Notification.DECISION)
                        .map(ring -> ring.about(asked.id()))
                        .ifPresent(events::publishEvent);
                journal.noteOwn(actor, "handover.end-asked", Map.of("exceptions", fields));
                yield new Answer.Done<>(command.id());
            }
            case CLOSED -> Answer.Refused.because("reason", "handover.project-over");
            case WAITS -> Answer.Refused.because("reason", "handover.end-waits");
            default -> new Answer.Forbidden<>();
        });
    }

    /** Codes of the files without an authority, by what is said of each to who acts: that a child said no is read by few. Inside an actor's transaction. */
    Map<HandoverBoard.Place, String> exceptions(UUID end) {
        Map<HandoverBoard.Place, String> codes = new EnumMap<>(HandoverBoard.Place.class);
        store.exceptions(end)
                .forEach(one -> codes.merge(
                        HandoverBoard.Place.valueOf(one.state().name()), one.code(), (all, code) -> all + ", " + code));
        return codes;
    }

    /** Inside an actor's transaction. */
    Decisions.Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
        if (agreed && !store.exceptionsStand(decision.subject()))
            return Decisions.Verdict.Refused.because("decision", "handover.exceptions-changed");
        Decisions.Verdict verdict = decisions.decide(actor, decision.id(), agreed, reason);
        if (verdict instanceof Decisions.Verdict.Done)
            journal.noteOwn(
                    actor,
                    agreed ? "handover.project-ended" : "handover.end-refused",
                    Map.of("end", decision.subject()));
        return verdict;
    }

    /** The newest; empty when nobody has asked. */
    Optional<ProjectEnd> newest(Actor actor) {
        return HandoverPlans.reads(actor) ? transactions.as(actor, store::newest) : Optional.empty();
    }

    /** The states of files in which a project ends with an exception. */
    static List<HandoverBoard.Place> states() {
        return List.of(
                HandoverBoard.Place.WAITING,
                HandoverBoard.Place.RETURNED,
                HandoverBoard.Place.BLOCKED,
                HandoverBoard.Place.NOT_PROPOSED);
    }
}
