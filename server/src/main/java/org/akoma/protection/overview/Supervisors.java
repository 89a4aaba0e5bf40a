package org.akoma.protection.overview;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Matter;
import org.akoma.ground.access.Notification;
import org.akoma.ground.access.People;
import org.akoma.ground.access.Person;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.decisions.Decidable;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Decisions.Verdict;
import org.akoma.ground.decisions.Proposal;
import org.akoma.ground.decisions.Shown;
import org.akoma.ground.journal.Journal;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * Who supervises a file. A change needs two people: the one who asks and the present supervisor or, where that one has left or does not answer,
 * a person with oversight or a deputy (trust.md 2). A file that nobody supervises is taken over at once. The database says who decides.
 */
@Service
class Supervisors implements Decidable {

    static final String KIND = "SUPERVISOR";

    private final CaseWork work;
    private final SupervisorStore store;
    private final Decisions decisions;
    private final People people;
    private final Journal journal;
    private final ApplicationEventPublisher events;

    Supervisors(
            CaseWork work,
            SupervisorStore store,
            Decisions decisions,
            People people,
            Journal journal,
            ApplicationEventPublisher events) {
        this.work = work;
        this.store = store;
        this.decisions = decisions;
        this.people = people;
        this.journal = journal;
        this.events = events;
    }

    /**
     * What the page of assignment shows.
     *
     * @param present code; null = nobody
     * @param candidates who may supervise it instead
     * @param waiting the request that waits, for who asked or decides it
     */
    record Supervision(
            @Nullable String present,
            List<Person> candidates,
            @Nullable Decision waiting) {}

    Optional<Supervision> of(Actor actor, String code) {
        return work.peek(
                actor,
                code,
                Section.STATUS,
                file -> new Supervision(
                        code(file.supervisorId()),
                        people.find(store.candidates(file.id())).stream()
                                .sorted(java.util.Comparator.comparing(Person::code))
                                .toList(),
                        decisions.waiting(KIND, file.id()).orElse(null)));
    }

    /** Rings who decides, who would supervise, and the worker. No decision: nobody supervised the file, and who asked does from now on. */
    public Outcome<Optional<Decision>> ask(Actor actor, String code, AskSupervisor command) {
        return work.onAny(actor, code, Verb.CASE_ASSIGN, Section.STATUS, file -> {
            if (work.onlyByEmergency(file)) return CaseWork.byEmergency();
            Person wanted = people.find(command.supervisor()).orElse(null);
            if (wanted == null) return Outcome.Refused.because("supervisor", "cases.no-such-supervisor");
            return switch (store.ask(file.id(), wanted.id())) {
                case DONE -> new Outcome.Done<>(Optional.of(asked(actor, file, wanted, command.why())));
                case TAKEN -> {
                    changed(actor, file.id(), file.code(), true, wanted.code());
                    ring(actor, file.id(), file.workerId());
                    yield new Outcome.Done<>(Optional.empty());
                }
                case NO_SUPERVISOR -> Outcome.Refused.because("supervisor", "cases.no-such-supervisor");
                case ALREADY -> Outcome.Refused.because("supervisor", "cases.supervisor-already");
                case WORKS -> Outcome.Refused.because("supervisor", "cases.supervisor-works");
                case WAITS -> Outcome.Refused.because("supervisor", "cases.supervisor-waits");
                case FORBIDDEN -> new Outcome.Forbidden<>();
            };
        });
    }

    private Decision asked(Actor actor, CaseFile file, Person wanted, String why) {
        Decision asked = decisions.propose(
                actor, Proposal.of(KIND, file.id(), file.version()).because(why));
        journal.note(file.id(), Section.STATUS, "cases.supervisor-asked", Map.of("supervisor", wanted.code()));
        boolean handsOver = actor.personId().equals(file.supervisorId());
        ring(actor, file.id(), file.workerId(), handsOver ? null : wanted.id());
        return asked;
    }

    /** In the history of the file, by the person who decided; a person with oversight has no key of the file. */
    private void changed(Actor actor, UUID file, String code, boolean agreed, @Nullable String supervisor) {
        String act = agreed ? "cases.supervisor-changed" : "cases.supervisor-refused";
        String who = String.valueOf(supervisor);
        if (actor.is(Role.CASE_SUPERVISOR)) {
            journal.note(file, Section.STATUS, act, Map.of("supervisor", who));
            return;
        }
        journal.noteOutside(file, Section.STATUS, act);
        journal.noteOwn(actor, act, Map.of("code", code, "supervisor", who));
    }

    /** Notifies the people whom the decision itself does not notify. */
    private void ring(Actor actor, UUID file, @Nullable UUID... persons) {
        Set<UUID> concerned = new HashSet<>();
        for (UUID person : persons) if (person != null) concerned.add(person);
        Notification.others(concerned, actor.personId(), Notification.TASK)
                .map(ring -> ring.onFile(file, Matter.SUPERVISOR))
                .ifPresent(events::publishEvent);
    }

    private @Nullable String code(@Nullable UUID person) {
        return person == null ? null : people.codes(List.of(person)).get(person);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Optional<Shown> show(Actor actor, Decision decision) {
        return store.change(decision.id())
                .map(change -> new Shown(
                        change.file(),
                        work.peek(actor, change.file(), Section.STATUS, file -> "/cases/" + file.code() + "/access")
                                .orElse(null),
                        List.of(Shown.Field.text("cases.supervisor", code(change.before()), code(change.after())))));
    }

    @Override
    public Optional<String> again(Actor actor, Decision decision) {
        return store.change(decision.id()).map(change -> "/cases/" + change.file() + "/assignment");
    }

    /** Agreed, the file is the new one's to supervise; the former one reads on for the overlap of a transfer. */
    @Override
    public Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
        SupervisorStore.Change change = store.change(decision.id()).orElse(null);
        if (change == null) return new Verdict.NotFound();
        boolean works = people.find(change.after())
                .filter(person -> person.roles().contains(Role.CASE_SUPERVISOR))
                .isPresent();
        if (agreed && decision.waits() && !works) return Verdict.Refused.because("agreed", "cases.no-such-supervisor");
        if (agreed && decision.waits() && change.after().equals(change.worker()))
            return Verdict.Refused.because("agreed", "cases.supervisor-works");
        Verdict verdict = decisions.decide(actor, decision.id(), agreed, reason);
        if (!(verdict instanceof Verdict.Done)) return verdict;
        if (agreed && !store.hand(decision.id()))
            throw new IllegalStateException("a supervisor who was agreed to cannot take the file over");
        changed(actor, decision.subject(), change.file(), agreed, code(change.after()));
        UUID before = change.before();
        UUID asker = decision.proposedBy();
        ring(
                actor,
                change.worker(),
                asker.equals(before) ? null : before,
                asker.equals(change.after()) ? null : change.after());
        return verdict;
    }
}
