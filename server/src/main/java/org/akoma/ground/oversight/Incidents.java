package org.akoma.ground.oversight;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Notification;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.SentCommands;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Proposal;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.journal.Journal;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * Incidents of data protection ({@code requirements.md 2.4, T21}). Everybody who is signed in reports one; a data protection officer whom it is not about
 * takes it on and records what was done; it ends by two people. Acts are journalled without the words.
 */
@Service
class Incidents {

    static final String END = "INCIDENT_END";
    private static final int MOST = 200;

    private final IncidentStore store;
    private final Decisions decisions;
    private final ActorTransactions transactions;
    private final SentCommands sent;
    private final Journal journal;
    private final ApplicationEventPublisher events;

    Incidents(
            IncidentStore store,
            Decisions decisions,
            ActorTransactions transactions,
            SentCommands sent,
            Journal journal,
            ApplicationEventPublisher events) {
        this.store = store;
        this.decisions = decisions;
        this.transactions = transactions;
        this.sent = sent;
        this.journal = journal;
        this.events = events;
    }

    /** Who reads what happened, unless it is about them. */
    static boolean keeps(Actor actor) {
        return actor.is(Role.DATA_PROTECTION_OFFICER);
    }

    /** Who sees that incidents are kept in time, and nothing of what happened. */
    static boolean manages(Actor actor) {
        return actor.is(Role.PROJECT_MANAGER) || actor.is(Role.SYSTEM_ADMINISTRATOR);
    }

    Answer<Incident.Own> report(Actor actor, ReportIncident said) {
        return transactions.as(actor, () -> {
            if (!sent.isSame(said.id(), said)) return Answer.Refused.because("id", Problem.OTHER_CONTENT);
            Incident.Own before = own(said.id());
            if (before != null) return new Answer.Done<>(before);
            String refusal = store.report(said);
            if (refusal != null) return refused(refusal);
            sent.keep(said.id(), said);
            Incident.Own made = own(said.id());
            if (made == null) return new Answer.NotFound<>();
            // without a name: a data protection officer whom it is about reads the journal of every account
            journal.noteUnnamed("oversight.incident-reported");
            return new Answer.Done<>(made);
        });
    }

    private static <T> Answer<T> refused(String word) {
        return switch (word) {
            case "LATER" -> Answer.Refused.because("discoveredAt", "oversight.incident-later");
            case "EARLY" -> Answer.Refused.because("discoveredAt", "oversight.incident-early");
            case "MANY" -> Answer.Refused.because("kind", "oversight.incident-many");
            case "NOBODY" -> Answer.Refused.because("concerned", "oversight.incident-nobody");
            case "PERSON" -> Answer.Refused.because("concerned", "oversight.incident-person");
            default -> Answer.Refused.because("what", "form.required");
        };
    }

    private Incident.@Nullable Own own(UUID id) {
        return store.own().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    /** What this person reported, newest first. */
    List<Incident.Own> own(Actor actor) {
        return transactions.as(actor, store::own);
    }

    List<Incident> all(Actor actor) {
        return keeps(actor) ? transactions.as(actor, () -> store.all(MOST)) : List.of();
    }

    List<Incident.Managed> managed(Actor actor) {
        return manages(actor) ? transactions.as(actor, store::managed) : List.of();
    }

    /** Opening one is journalled. */
    Optional<Incident> read(Actor actor, UUID id) {
        if (!keeps(actor)) return Optional.empty();
        return transactions.as(actor, () -> {
            Optional<Incident> found = store.find(id);
            found.ifPresent(one -> journal.noteOwn(actor, "oversight.incident-read", Map.of("incident", one.code())));
            return found;
        });
    }

    Answer<UUID> take(Actor actor, UUID id) {
        return on(actor, id, one -> switch (store.take(id)) {
            case DONE -> noted(actor, "oversight.incident-taken", one, Map.of());
            default -> new Answer.Overtaken<>();
        });
    }

    Answer<UUID> step(Actor actor, UUID id, RecordIncidentStep said) {
        return on(actor, id, one -> {
            if (!sent.isSame(said.id(), said)) return Answer.Refused.because("id", Problem.OTHER_CONTENT);
            if (store.hasStep(id, said.id())) return new Answer.Done<>(id);
            return switch (store.step(id, said)) {
                case DONE -> {
                    sent.keep(said.id(), said);
                    yield noted(
                            actor,
                            "oversight.incident-step",
                            one,
                            Map.of("what", said.what().name()));
                }
                case LATER -> Answer.Refused.because("doneAt", "oversight.incident-step-day");
                case WHY -> Answer.Refused.because("words", "form.required");
                case NOT_FOUND -> new Answer.NotFound<>();
                case OTHER -> Answer.Refused.because("id", Problem.OTHER_CONTENT);
                default ->
                    one.takenAt() == null
                            ? Answer.Refused.because("what", "oversight.incident-not-taken")
                            : Answer.Refused.because("what", "oversight.incident-told");
            };
        });
    }

    Answer<UUID> askEnd(Actor actor, UUID id, AskIncidentEnd said) {
        return on(actor, id, one -> {
            if (one.closedAt() != null) return new Answer.Overtaken<>();
            if (!one.mayEnd()) return Answer.Refused.because("reason", "oversight.incident-open");
            if (decisions.waitsOfAnother(END, id))
                return Answer.Refused.because("reason", "oversight.incident-end-waits");
            Decision asked = decisions.propose(
                    actor,
                    Proposal.of(END, id, 1)
                            .because(said.reason())
                            .writtenBy(store.concerned(id))
                            .with(facts(one)));
            Notification.others(decisions.deciders(asked.id()), actor.personId(), Notification.DECISION)
                    .map(ring -> ring.about(asked.id()))
                    .ifPresent(events::publishEvent);
            return noted(actor, "oversight.incident-end-asked", one, Map.of());
        });
    }

    /** What the second person reads: no words, which are for the data protection officers alone. */
    private static Map<String, Object> facts(Incident one) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("code", one.code());
        facts.put("kind", one.kind().name());
        facts.put("country", one.country().name());
        facts.put("discovered", one.discoveredAt().toString());
        facts.put("authority", String.valueOf(one.authority()));
        facts.put("persons", String.valueOf(one.persons()));
        return facts;
    }

    /** Inside an actor's transaction. */
    Decisions.Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
        Decisions.Verdict verdict = decisions.decide(actor, decision.id(), agreed, reason);
        if (!(verdict instanceof Decisions.Verdict.Done)) return verdict;
        if (agreed && store.close(decision.subject()) != Incident.Outcome.DONE)
            throw new IllegalStateException("An incident that was agreed to end does not");
        journal.noteOwn(
                actor,
                agreed ? "oversight.incident-ended" : "oversight.incident-end-refused",
                Map.of("incident", String.valueOf(decision.fields().get("code"))));
        return verdict;
    }

    private Answer<UUID> on(Actor actor, UUID id, Function<Incident, Answer<UUID>> act) {
        if (!keeps(actor)) return new Answer.Forbidden<>();
        return transactions.as(actor, () -> store.find(id).map(act).orElseGet(Answer.NotFound::new));
    }

    private Answer<UUID> noted(Actor actor, String act, Incident one, Map<String, String> more) {
        Map<String, String> facts = new LinkedHashMap<>(more);
        facts.put("incident", one.code());
        journal.noteOwn(actor, act, facts);
        return new Answer.Done<>(one.id());
    }

    /** Open ones that wait for something of a data protection officer, those first whose clock ends first. */
    List<Incident> waiting(Actor actor) {
        return all(actor).stream().filter(one -> one.closedAt() == null).toList();
    }
}
