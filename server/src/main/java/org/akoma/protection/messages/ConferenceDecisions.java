package org.akoma.protection.messages;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Grants;
import org.akoma.ground.access.Matter;
import org.akoma.ground.access.Notification;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.protection.cases.CaseChanged;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Differences;
import org.akoma.protection.cases.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/** What conferences decided, until its owner has done it or says why not. */
@Service
class ConferenceDecisions {

    private final DecisionStore store;
    private final ConferenceStore conferences;
    private final ConversationStore conversations;
    private final ConversationActs acts;
    private final CaseWork work;
    private final Grants grants;
    private final ApplicationEventPublisher events;

    ConferenceDecisions(
            DecisionStore store,
            ConferenceStore conferences,
            ConversationStore conversations,
            ConversationActs acts,
            CaseWork work,
            Grants grants,
            ApplicationEventPublisher events) {
        this.store = store;
        this.conferences = conferences;
        this.conversations = conversations;
        this.acts = acts;
        this.work = work;
        this.grants = grants;
        this.events = events;
    }

    /** What the actor has still to do, the most urgent first. */
    public List<Decision> mine(Actor actor, @Nullable Decision after, int limit) {
        return actor.may(Verb.CONFERENCE_READ)
                ? work.as(actor, () -> store.open(actor.personId(), after, limit))
                : List.of();
    }

    /**
     * Its owner, or who writes conferences on the file, says that it was done, or with a note that it was not. Once; the chair hears of it.
     *
     * @param version on which it was decided; null = on whatever there is
     */
    public Outcome<Decision> settle(
            Actor actor, String code, UUID id, Decision.State state, @Nullable String note, @Nullable Integer version) {
        if (!actor.may(Verb.CONFERENCE_READ)) return new Outcome.NotFound<>();
        return work.peek(actor, code, Section.STATUS, file -> settle(actor, file, id, state, note, version))
                .orElseGet(Outcome.NotFound::new);
    }

    private Outcome<Decision> settle(
            Actor actor,
            CaseFile file,
            UUID id,
            Decision.State state,
            @Nullable String note,
            @Nullable Integer version) {
        Decision decision = store.find(file, id).orElse(null);
        if (decision == null) return new Outcome.NotFound<>();
        Section section =
                conferences.section(file.id(), decision.conferenceId()).orElseThrow();
        boolean writes = actor.may(Verb.CONFERENCE_WRITE) && grants.holds(file.id(), section, true);
        if (!decision.owner().equals(actor.personId()) && !writes) return new Outcome.Forbidden<>();
        Optional<Outcome<Decision>> overtaken = Outcome.Stale.since(
                decision,
                decision.version(),
                version,
                Differences.fields("state", decision.state(), "note", decision.note()),
                Differences.fields("state", state, "note", note));
        if (overtaken.isPresent()) return overtaken.get();
        if (!decision.open())
            return decision.state() == state
                    ? new Outcome.Done<>(decision)
                    : Outcome.Refused.because("state", "referrals.decision-settled");
        if (state == Decision.State.OPEN) return Outcome.Refused.because("state", "form.required");
        if (state == Decision.State.NOT_DONE && note == null)
            return Outcome.Refused.because("note", "referrals.decision-why");
        if (!store.settle(decision, state, actor.personId(), note))
            return settle(actor, file, id, state, note, version); // now it is settled
        work.note(
                file,
                section,
                "referrals.decision-settled",
                Map.of("number", decision.number(), "state", state.name()));
        conferences
                .find(file, decision.conferenceId())
                .flatMap(held -> Notification.others(Set.of(held.chair()), actor.personId(), Notification.TASK))
                .map(ring -> ring.onFile(file.id(), Matter.CONFERENCE))
                .ifPresent(events::publishEvent);
        return new Outcome.Done<>(store.find(file, id).orElseThrow());
    }

    /** When a file gets another worker, invitations, decisions and conversations of the last one go to the new one. */
    @EventListener
    void follow(CaseChanged changed) {
        CaseFile before = changed.before();
        CaseFile after = changed.after();
        boolean moved = !before.workerId().equals(after.workerId());
        if (moved || !before.organisationId().equals(after.organisationId())) conferences.follow(before, after);
        if (moved) {
            store.follow(before, after);
            conversations.ofFile(after.id(), null, 500).forEach(in -> handOn(in, before.workerId(), after.workerId()));
        }
        if (after.risk() != CaseFile.Risk.HIGH || !after.status().open()) conferences.noLongerDue(after.id());
    }

    private void handOn(Conversation in, UUID from, UUID to) {
        Set<UUID> there = new HashSet<>();
        conversations.participants(in.id()).stream()
                .filter(Participant::takesPart)
                .forEach(one -> there.add(one.personId()));
        if (there.contains(from) && !there.contains(to)) acts.handOn(in, to);
    }
}
