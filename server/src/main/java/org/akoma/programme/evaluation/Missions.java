package org.akoma.programme.evaluation;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.akoma.FieldError;
import org.akoma.ground.access.Acted;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.People;
import org.akoma.ground.access.Person;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.SentCommands;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.reference.Policies;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** Missions: evaluators and project managers make them, the people of a team write what belongs to theirs, others read once findings are released. */
@Service
public class Missions {

    private static final int MOST = 200;
    private static final String ANSWER = "management-response.max";

    private final MissionStore store;
    private final ActorTransactions transactions;
    private final SentCommands sent;
    private final ApplicationEventPublisher events;
    private final People people;
    private final Clock clock;
    private final Policies policies;
    private final ChildNames names;

    Missions(
            MissionStore store,
            ActorTransactions transactions,
            SentCommands sent,
            ApplicationEventPublisher events,
            People people,
            Clock clock,
            Policies policies,
            ChildNames names) {
        this.names = names;
        this.policies = policies;
        this.people = people;
        this.store = store;
        this.transactions = transactions;
        this.sent = sent;
        this.events = events;
        this.clock = clock;
    }

    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** The last day on which an action may be due. */
    public LocalDate lastDue() {
        return today().plusDays(policies.days("action-due.max"));
    }

    /** The latest first. */
    public List<Mission> list(Actor actor) {
        return actor.may(Verb.FINDING_READ) ? transactions.as(actor, () -> store.all(MOST)) : List.of();
    }

    public Optional<Mission> find(Actor actor, String code) {
        return actor.may(Verb.FINDING_READ) ? transactions.as(actor, () -> store.find(upper(code))) : Optional.empty();
    }

    /** Accounts whose removal waits for a second person, and since when: for the others of the team. */
    Map<String, Instant> removalsWaiting(Actor actor, Mission mission) {
        return mission.member() ? transactions.as(actor, () -> store.removalsWaiting(mission.id())) : Map.of();
    }

    public Optional<Mission> find(Actor actor, UUID id) {
        return actor.may(Verb.FINDING_READ) ? transactions.as(actor, () -> store.find(id)) : Optional.empty();
    }

    /** Codes of the accounts that hold this role, for who writes missions. */
    public List<String> accounts(Actor actor, Role role) {
        if (!actor.may(Verb.EVALUATION_WRITE)) return List.of();
        return transactions.as(
                actor,
                () -> people.withRole(role).stream().map(Person::code).sorted().toList());
    }

    public List<Mission.Slot> slots(Actor actor, Mission mission) {
        return transactions.as(actor, () -> store.slots(mission.id()));
    }

    public List<Mission.Question> questions(Actor actor, Mission mission) {
        return transactions.as(actor, () -> store.questions(mission.id()));
    }

    /** None before the release for who is not of the team. */
    public List<Mission.Rating> ratings(Actor actor, Mission mission) {
        return transactions.as(actor, () -> store.ratings(mission.id()));
    }

    public Answer<Mission> make(Actor actor, MakeMission input) {
        if (!actor.may(Verb.EVALUATION_WRITE)) return new Answer.Forbidden<>();
        return transactions.as(actor, () -> {
            FieldError other = sent.refusal(input.id(), input);
            if (other != null) return new Answer.Refused<>(List.of(other));
            Mission there = store.find(input.id()).orElse(null);
            if (there != null) return new Answer.Done<>(there);
            MissionPlan plan = due(input.plan());
            if (isLate(plan)) return late();
            Answer<Mission> named =
                    named(actor, "", "code", input.code()); // nobody is told where: the code would say the name
            if (named == null) named = named(actor, upper(input.code()), plan);
            if (named != null) return named;
            if (!store.insert(input.id(), upper(input.code()), plan))
                return Answer.Refused.because("code", "evaluation.code-taken");
            sent.keep(input.id(), input);
            return noted(actor, "evaluation.mission-made", input.id());
        });
    }

    public Answer<Mission> change(Actor actor, String code, ChangeMission input) {
        return onWords(actor, code, before -> {
            Integer version = input.version();
            if (version != null && version != before.version()) return new Answer.Overtaken<>();
            if (before.recall() != null && !input.plan().keepsDaysOf(before.plan()))
                return Answer.Refused.because("main", "evaluation.words-only");
            boolean otherSet = !store.criteriaOn(input.plan().firstDay()).equals(before.criteriaSet());
            if (otherSet && store.usesItsCriteria(before.id()))
                return Answer.Refused.because("firstDay", "evaluation.other-criteria", before.criteriaSet());
            MissionPlan plan = due(input.plan());
            if (isLate(plan)) return late();
            Answer<Mission> named = named(actor, before.code(), plan);
            if (named != null) return named;
            if (!store.update(before.id(), plan, before.version())) return new Answer.Overtaken<>();
            return noted(actor, "evaluation.mission-changed", before.id());
        });
    }

    /** Where nobody says it, so many days after the report (T23). */
    private MissionPlan due(MissionPlan plan) {
        LocalDate report = plan.reportOn();
        LocalDate said = plan.responseDueOn();
        LocalDate due = said != null || report == null ? said : report.plusDays(policies.days(ANSWER));
        return new MissionPlan(plan.kind(), plan.town(), plan.firstDay(), plan.lastDay(), plan.terms(), report, due);
    }

    /** Whether it gives the management more days to answer than the limit. */
    public boolean isLate(Actor actor, MissionPlan plan) {
        return transactions.as(actor, () -> isLate(plan));
    }

    private boolean isLate(MissionPlan plan) {
        LocalDate due = plan.responseDueOn();
        LocalDate report = plan.reportOn();
        return due != null && due.isAfter(store.lastAnswer(report == null ? plan.lastDay() : report));
    }

    private Answer<Mission> late() {
        return Answer.Refused.because("responseDueOn", "evaluation.response-late", policies.days(ANSWER));
    }

    /** Adds an evaluator or a project manager to the team. */
    public Answer<Mission> add(Actor actor, String code, AddMember input) {
        return Answer.unless(
                "evaluation.no-member",
                "account",
                () -> onOpen(actor, code, before -> {
                    String account = upper(input.account());
                    if (before.team().contains(account)) return new Answer.Done<>(before);
                    if (!before.isDraft()) return Answer.Refused.because("main", "evaluation.released");
                    store.addMember(before.id(), account);
                    return noted(actor, "evaluation.member-added", before.id());
                }));
    }

    /** Takes somebody off the team, who reads and writes nothing of it from then on. Not who leads it. */
    Answer<Mission> removeMember(Actor actor, String code, String member) {
        return Answer.unless(
                "evaluation.lead-stays",
                "main",
                () -> Answer.unless(
                        "evaluation.second-stays",
                        "main",
                        () -> onDraft(actor, code, before -> {
                            String account = upper(member);
                            if (!before.team().contains(account)) return new Answer.NotFound<>();
                            store.removeMember(before.id(), account);
                            return noted(actor, "evaluation.member-removed", before.id());
                        })));
    }

    public Answer<Mission> plan(Actor actor, String code, PlanSlot input) {
        return onWords(actor, code, before -> {
            Mission.Slot slot = input.slot();
            if (slot.day().isBefore(before.plan().firstDay())
                    || slot.day().isAfter(before.plan().lastDay()))
                return Answer.Refused.because("day", "evaluation.slot-day");
            FieldError other = sent.refusal(input.id(), input);
            if (other != null) return new Answer.Refused<>(List.of(other));
            Answer<Mission> named = named(actor, before.code(), "note", slot.note());
            if (named != null) return named;
            if (!store.insert(before.id(), slot)) return new Answer.Done<>(before);
            sent.keep(input.id(), input);
            return noted(actor, "evaluation.slot-planned", before.id());
        });
    }

    Answer<Mission> removeSlot(Actor actor, String code, UUID slot) {
        return onWords(
                actor,
                code,
                before -> store.removeSlot(before.id(), slot)
                        ? noted(actor, "evaluation.slot-removed", before.id())
                        : new Answer.NotFound<>());
    }

    public Answer<Mission> ask(Actor actor, String code, AskQuestion input) {
        return onWords(actor, code, before -> {
            if (!before.criteria().contains(input.criterion()))
                return Answer.Refused.because("criterion", "evaluation.no-criterion", before.criteriaSet());
            FieldError other = sent.refusal(input.id(), input);
            if (other != null) return new Answer.Refused<>(List.of(other));
            Answer<Mission> named = named(actor, before.code(), "words", input.words());
            if (named != null) return named;
            if (!store.insert(before.id(), input)) return new Answer.Done<>(before);
            sent.keep(input.id(), input);
            return noted(actor, "evaluation.question-asked", before.id());
        });
    }

    Answer<Mission> removeQuestion(Actor actor, String code, UUID question) {
        return onWords(
                actor,
                code,
                before -> store.removeQuestion(before.id(), question)
                        ? noted(actor, "evaluation.question-removed", before.id())
                        : new Answer.NotFound<>());
    }

    public Answer<Mission> rate(Actor actor, String code, RateCriterion input) {
        return Answer.unless(
                "evaluation.of-an-evaluator",
                "main",
                () -> onWords(actor, code, before -> {
                    if (!before.criteria().contains(input.criterion()))
                        return Answer.Refused.because("criterion", "evaluation.no-criterion", before.criteriaSet());
                    boolean same = store.ratings(before.id()).stream().anyMatch(input::isSaidBy);
                    if (same) return new Answer.Done<>(before);
                    Answer<Mission> named = named(actor, before.code(), "note", input.note());
                    if (named != null) return named;
                    store.rate(before.id(), input);
                    return noted(actor, "evaluation.rated", before.id());
                }));
    }

    /** In the transaction of who judged that its findings may be released, or that nothing of it is open. */
    public void release(Mission mission) {
        store.release(mission.id(), mission.version(), mission.recall() != null);
    }

    public void close(Mission mission) {
        store.close(mission.id(), mission.version());
    }

    /** What somebody of the team writes of a mission that is not closed; not found for who does not see it. */
    public <T> Answer<T> onOpen(Actor actor, String code, Function<Mission, Answer<T>> act) {
        return transactions.as(actor, () -> {
            Mission found = find(actor, code).orElse(null);
            if (found == null) return new Answer.NotFound<>();
            if (!actor.may(Verb.EVALUATION_WRITE) || !found.member()) return new Answer.Forbidden<>();
            return found.isOpen() ? act.apply(found) : Answer.Refused.because("main", "evaluation.closed");
        });
    }

    /** The same while nothing is released: from then on plan, team, schedule, questions and ratings stay. */
    public <T> Answer<T> onDraft(Actor actor, String code, Function<Mission, Answer<T>> act) {
        return onOpen(
                actor,
                code,
                of -> of.isDraft() ? act.apply(of) : Answer.Refused.because("main", "evaluation.released"));
    }

    /** The same of the words: also after a release was taken back by two, until it is released again. */
    public <T> Answer<T> onWords(Actor actor, String code, Function<Mission, Answer<T>> act) {
        return transactions.as(actor, () -> {
            Mission found = find(actor, code).orElse(null);
            if (found == null) return new Answer.NotFound<>();
            if (!actor.may(Verb.EVALUATION_WRITE) || !found.member()) return new Answer.Forbidden<>();
            return found.isWritten() ? act.apply(found) : Answer.Refused.because("main", unwritten(found));
        });
    }

    private static String unwritten(Mission of) {
        if (of.recall() != null) return "evaluation.recall-waits";
        return of.isOpen() ? "evaluation.released" : "evaluation.closed";
    }

    /** Keeps that the actor, who is not of the team, reads what it released. */
    public void read(Actor actor, Mission mission) {
        if (mission.isReleased() && !mission.member()) transactions.doAs(actor, () -> store.noteReading(mission.id()));
    }

    private @Nullable Answer<Mission> named(Actor actor, String code, MissionPlan plan) {
        Map<String, @Nullable String> texts = ChildNames.texts("terms", plan.terms());
        texts.put("town", plan.town());
        return names.refusal(actor, "mission", code, texts);
    }

    private @Nullable Answer<Mission> named(Actor actor, String code, String field, @Nullable String words) {
        return names.refusal(actor, "mission", code, ChildNames.texts(field, words));
    }

    private Answer<Mission> noted(Actor actor, String act, UUID id) {
        Mission now = store.find(id).orElseThrow();
        events.publishEvent(new Acted(actor, act, Map.of("mission", now.code())));
        return new Answer.Done<>(now);
    }

    private static String upper(String typed) {
        return typed.strip().toUpperCase(Locale.ROOT);
    }
}
