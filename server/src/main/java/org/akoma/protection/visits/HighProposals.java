package org.akoma.protection.visits;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Grants;
import org.akoma.ground.access.Matter;
import org.akoma.ground.access.Notification;
import org.akoma.ground.access.People;
import org.akoma.ground.access.Person;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.reference.Policies;
import org.akoma.protection.cases.CaseChanged;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Outcome;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/**
 * Proposals that a child's risk be HIGH ({@code requirements.md 4.5}; no automatic decision). Raising it is an assessment, by anybody who works on
 * the file; leaving it below is decided here, by a supervisor, with a reason.
 */
@Service
public class HighProposals {

    private final HighProposalStore store;
    private final VisitPlanner planner;
    private final CaseWork work;
    private final Grants grants;
    private final Policies policies;
    private final People people;
    private final ApplicationEventPublisher events;

    HighProposals(
            HighProposalStore store,
            VisitPlanner planner,
            CaseWork work,
            Grants grants,
            Policies policies,
            People people,
            ApplicationEventPublisher events) {
        this.people = people;
        this.store = store;
        this.planner = planner;
        this.work = work;
        this.grants = grants;
        this.policies = policies;
        this.events = events;
    }

    /** In the caller's transaction. The calendar takes the shorter interval at once, where the actor may write it. */
    public void propose(CaseFile file, HighProposal.Source source, UUID sourceId, UUID by) {
        if (!file.status().open() || file.risk() == CaseFile.Risk.HIGH || store.waits(file.id())) return;
        Instant now = work.now();
        Instant due = now.plus(policies.hours("alert-safety-action.max"));
        if (!store.insert(file, source, sourceId, by, now, due)) return;
        work.note(file, Section.FOLLOW_UP, "followup.high-proposed", Map.of("source", source.name()));
        Notification.others(deciders(file), by, Notification.TASK)
                .map(ring -> ring.about(sourceId).onFile(file.id(), Matter.RISK))
                .ifPresent(events::publishEvent);
        renew(file);
    }

    /** The file's supervisor; where it has none, those of its structure. */
    private Set<UUID> deciders(CaseFile file) {
        UUID supervisor = file.supervisorId();
        if (supervisor != null) return Set.of(supervisor);
        return people.withRole(Role.CASE_SUPERVISOR).stream()
                .filter(person -> person.organisationId().equals(file.organisationId()))
                .map(Person::id)
                .collect(Collectors.toSet());
    }

    /** Those of a file, newest first; nothing for whom its follow-up does not exist. Read beside the scores, which are journalled. */
    public List<HighProposal> of(Actor actor, String code) {
        return work.peek(actor, code, Section.FOLLOW_UP, file -> store.of(file.id()))
                .orElse(List.of());
    }

    /** A supervisor who did not propose it says why the risk stays below HIGH. */
    public Outcome<HighProposal> stay(Actor actor, String code, UUID proposal, String reason) {
        return work.on(actor, code, Verb.CASE_APPROVE, Section.FOLLOW_UP, file -> {
            HighProposal waiting = CaseWork.among(store.of(file.id()), HighProposal::id, proposal)
                    .orElse(null);
            if (waiting == null) return new Outcome.NotFound<>();
            if (!waiting.waits()) return Outcome.Refused.because("reason", "cases.nothing-waits");
            if (waiting.proposedBy().equals(actor.personId()))
                return Outcome.Refused.because("reason", "followup.high-own");
            store.decide(file.id(), HighProposal.Verdict.STAYS, reason, work.now());
            work.note(file, Section.FOLLOW_UP, "followup.high-declined", Map.of());
            renew(file);
            Notification.others(Set.of(file.workerId()), actor.personId(), Notification.TASK)
                    .map(ring -> ring.onFile(file.id(), Matter.RISK))
                    .ifPresent(events::publishEvent);
            return new Outcome.Done<>(CaseWork.among(store.of(file.id()), HighProposal::id, proposal)
                    .orElseThrow());
        });
    }

    private void renew(CaseFile file) {
        if (grants.holds(file.id(), Section.FOLLOW_UP, true)) planner.renew(file);
    }

    /** What was proposed is so, or the file ends, or passes into other hands. */
    @EventListener
    void changed(CaseChanged changed) {
        CaseFile was = changed.before();
        CaseFile is = changed.after();
        boolean moved = !was.workerId().equals(is.workerId())
                || !was.organisationId().equals(is.organisationId())
                || !Objects.equals(was.supervisorId(), is.supervisorId());
        if (moved) store.move(is);
        if (was.risk() != is.risk() && is.risk() == CaseFile.Risk.HIGH)
            store.decide(is.id(), HighProposal.Verdict.RAISED, null, work.now());
        if (was.status().open() && !is.status().open())
            store.decide(is.id(), HighProposal.Verdict.FILE_CLOSED, null, work.now());
    }
}
