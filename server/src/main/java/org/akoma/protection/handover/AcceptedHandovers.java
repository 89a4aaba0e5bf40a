package org.akoma.protection.handover;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Notification;
import org.akoma.ground.access.People;
import org.akoma.ground.access.Person;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.DangerWritten;
import org.akoma.protection.cases.Outcome;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** What the two sides do for the child around the acceptance: the joint visit, the new worker, and what became of the child after 30 and 90 days. */
@Service
public class AcceptedHandovers {

    private final Handovers handovers;
    private final HandoverStore store;
    private final CaseWork work;
    private final People people;
    private final ApplicationEventPublisher events;

    AcceptedHandovers(
            Handovers handovers, HandoverStore store, CaseWork work, People people, ApplicationEventPublisher events) {
        this.handovers = handovers;
        this.store = store;
        this.work = work;
        this.people = people;
        this.events = events;
    }

    public Outcome<Handover> visitedTogether(Actor actor, String code, UUID id, LocalDate on) {
        return work.onAny(
                actor,
                code,
                Verb.VISIT_WRITE,
                Section.FOLLOW_UP,
                file -> handovers.onOne(file, id, handover -> switch (store.visitedTogether(id, on)) {
                    case DONE -> handovers.noted(file, id, "handover.joint-visit", Map.of("on", on.toString()));
                    case NOT_SENT -> Outcome.Refused.because("on", "handover.joint-day");
                    default -> new Outcome.Forbidden<>();
                }));
    }

    /** What was accepted as the minimum becomes the whole file, once consent is there. */
    Outcome<Handover> widen(Actor actor, String code, UUID id) {
        return work.onAny(
                actor,
                code,
                Verb.CASE_ASSIGN,
                Section.STATUS,
                file -> handovers.onOne(file, id, handover -> switch (store.widen(id)) {
                    case DONE -> handovers.noted(file, id, "handover.widened", Map.of("to", handover.receiver()));
                    case BLOCKED -> Outcome.Refused.because("main", "handover.still-blocked");
                    case OWN_YES -> Outcome.Refused.because("main", "handover.widen-own-yes");
                    case NOT_ACCEPTED -> Outcome.Refused.because("main", "handover.not-minimum");
                    default -> new Outcome.Forbidden<>();
                }));
    }

    /** Codes of those at the reader's authority who may go on with a child. */
    List<String> workers(Actor actor) {
        return work.as(
                actor,
                () -> people.at(actor.organisationId()).stream()
                        .filter(one -> one.roles().contains(Role.CASE_WORKER)
                                || one.roles().contains(Role.MINISTRY_OFFICER))
                        .map(Person::code)
                        .sorted()
                        .toList());
    }

    Outcome<Handover> nameWorker(Actor actor, String code, UUID id, String worker) {
        return work.onAny(
                actor,
                code,
                Verb.CASE_WRITE,
                Section.STATUS,
                file -> handovers.onOne(file, id, handover -> {
                    UUID person = people.find(worker).map(one -> one.id()).orElse(null);
                    if (person == null) return Outcome.Refused.because("worker", "handover.no-worker");
                    return switch (store.nameWorker(id, person)) {
                        case DONE -> {
                            Notification.others(Set.of(person), actor.personId(), Notification.TASK)
                                    .map(ring -> ring.of(id))
                                    .ifPresent(events::publishEvent);
                            yield handovers.noted(file, id, "handover.worker-named", Map.of("worker", worker));
                        }
                        case NO_WORKER -> Outcome.Refused.because("worker", "handover.no-worker");
                        case NOT_ACCEPTED -> Outcome.Refused.because("worker", "handover.not-accepted");
                        default -> new Outcome.Forbidden<>();
                    };
                }));
    }

    /** @param days 30 or 90 */
    Outcome<Handover> checkUp(Actor actor, String code, UUID id, int days, ProposeHandover.CheckUp said) {
        return work.as(actor, () -> {
            CaseFile file =
                    work.peek(actor, code, Section.FOLLOW_UP, one -> one).orElse(null);
            if (file == null) return new Outcome.NotFound<>();
            return handovers.onOne(file, id, handover -> switch (store.checkUp(id, days, said)) {
                case DONE -> {
                    if (!said.inPlace())
                        events.publishEvent(
                                new DangerWritten(file, DangerWritten.Where.HANDED_OVER_GONE, actor.personId()));
                    yield handovers.noted(
                            file,
                            id,
                            "handover.checked",
                            Map.of(
                                    "days", days,
                                    "firstVisit", said.firstVisit(),
                                    "inPlace", said.inPlace(),
                                    "goesOn", said.goesOn()));
                }
                case NOT_DUE -> Outcome.Refused.because("main", "handover.not-due");
                case DONE_ALREADY -> Outcome.Refused.because("main", "handover.checked-already");
                default -> new Outcome.Forbidden<>();
            });
        });
    }
}
