package org.akoma.protection.assessment;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Proposal;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseFiles;
import org.akoma.protection.cases.CaseProgress;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Differences;
import org.akoma.protection.cases.Once;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.Verdicts;
import org.akoma.protection.consent.ConsentGate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The child's case plan: written with the child and the family, approved by a supervisor who wrote no part of it. */
@Service
public class Plans {

    static final String KIND = "PLAN";
    static final String DROP = "GOAL_DROP";

    private final PlanStore store;
    private final CaseFiles files;
    private final CaseProgress progress;
    private final CaseWork work;
    private final PlanReviews reviews;
    private final Decisions decisions;
    private final ConsentGate consent;

    Plans(
            PlanStore store,
            CaseFiles files,
            CaseProgress progress,
            CaseWork work,
            PlanReviews reviews,
            Decisions decisions,
            ConsentGate consent) {
        this.store = store;
        this.files = files;
        this.progress = progress;
        this.work = work;
        this.reviews = reviews;
        this.decisions = decisions;
        this.consent = consent;
    }

    /** Every version, newest first; the reading is journalled. */
    public Outcome<List<Plan>> of(Actor actor, String code) {
        return work.read(actor, code, Section.ASSISTANCE, "cases.plans-read", file -> store.of(file.id()));
    }

    /** Writes a new version, or rewrites one that is still open. Only one is open or waiting at a time. */
    public Outcome<Plan> draft(Actor actor, String code, DraftPlan command) {
        return work.once(
                actor,
                code,
                Verb.CASE_WRITE,
                Section.ASSISTANCE,
                new Once<>(command.id(), command, file -> written(file, command)),
                file -> {
                    if (file.status() == CaseFile.Status.REGISTERED)
                        return Outcome.Refused.because("status", "cases.not-assessed");
                    List<FieldError> wrong = command.refusals(inForce(file));
                    if (!wrong.isEmpty()) return new Outcome.Refused<>(wrong);
                    return command.version() == null
                            ? begin(actor, file, command)
                            : rewrite(file, command, command.version());
                });
    }

    private Optional<Plan> written(CaseFile file, DraftPlan command) {
        return command.version() == null ? store.find(file.id(), command.id()) : Optional.empty();
    }

    private Outcome<Plan> begin(Actor actor, CaseFile file, DraftPlan command) {
        List<Plan> before = store.of(file.id());
        if (before.stream().anyMatch(p -> p.status().isOpen() || p.status() == Plan.Status.SUBMITTED))
            return Outcome.Refused.because("plan", "cases.plan-open-already");
        Plan made = new Plan(
                command.id(),
                before.size() + 1,
                Plan.Status.DRAFT,
                actor.personId(),
                Set.of(actor.personId()),
                work.now(),
                null,
                null,
                null,
                new Plan.SealedText(command.childsPart(), command.familysPart(), null),
                placed(command.goals()),
                1);
        store.insert(file.id(), made);
        return noted(file, made.id(), "cases.plan-drafted");
    }

    private Outcome<Plan> rewrite(CaseFile file, DraftPlan command, int version) {
        Plan before = store.find(file.id(), command.id()).orElse(null);
        if (before == null) return new Outcome.NotFound<>();
        if (before.version() != version) return stale(before, command);
        FieldError why = before.refusalToChange();
        if (why != null) return new Outcome.Refused<>(why);
        Plan.SealedText words = new Plan.SealedText(
                command.childsPart(), command.familysPart(), before.words().returnReason());
        if (!store.update(file.id(), before.id(), words, placed(command.goals()), version))
            return stale(before, command);
        return noted(file, before.id(), "cases.plan-drafted");
    }

    private static Outcome<Plan> stale(Plan now, DraftPlan command) {
        return new Outcome.Stale<>(now, Differences.between(now.fields(), command.fields()));
    }

    private static List<PlanGoal> placed(List<PlanGoal> goals) {
        return IntStream.range(0, goals.size())
                .mapToObj(n -> goals.get(n).at(n + 1))
                .toList();
    }

    /**
     * Hands a plan to the supervisor, with a day and a measure for each goal, and with each goal of the version in force that is worked on: it goes on, or
     * its outcome is said. A first plan takes the file from ASSESSED to PLAN_PENDING.
     */
    public Outcome<Plan> submit(Actor actor, String code, UUID plan) {
        return submit(actor, code, plan, Plan::missing);
    }

    /** The same of a plan from the time before Akoma, whose goals are known by name alone. */
    public Outcome<Plan> submitAsTold(Actor actor, String code, UUID plan) {
        return submit(actor, code, plan, told -> List.of());
    }

    private Outcome<Plan> submit(Actor actor, String code, UUID plan, Function<Plan, List<FieldError>> missing) {
        return work.on(actor, code, Verb.CASE_WRITE, Section.ASSISTANCE, file -> {
            Plan open = store.find(file.id(), plan).orElse(null);
            if (open == null) return new Outcome.NotFound<>();
            FieldError why = open.refusalToSubmit();
            if (why == null && !missing.apply(open).isEmpty()) return new Outcome.Refused<>(missing.apply(open));
            Plan inForce = inForce(file);
            if (why == null && !open.leftOut(inForce).isEmpty())
                return new Outcome.Refused<>(open.refusalsToReplace(inForce));
            if (why == null) why = consent.refusal(file);
            if (why != null) return new Outcome.Refused<>(why);
            store.submit(plan, work.now());
            propose(actor, file, store.find(file.id(), plan).orElseThrow(), inForce);
            if (file.status() == CaseFile.Status.ASSESSED) progress.move(file, CaseFile.Status.PLAN_PENDING);
            return noted(file, plan, "cases.plan-submitted");
        });
    }

    private void propose(Actor actor, CaseFile file, Plan plan, @Nullable Plan inForce) {
        decisions.propose(
                actor,
                Proposal.onFile(KIND, file.id(), plan.id(), plan.version())
                        .writtenBy(plan.authors())
                        .with(PlanDecisions.fields(plan, inForce)));
    }

    /** The decisions on dropping these goals that wait, by goal. */
    Map<UUID, UUID> drops(Actor actor, List<PlanGoal> goals) {
        return work.as(actor, () -> {
            Map<UUID, UUID> waiting = new HashMap<>();
            goals.forEach(
                    goal -> decisions.waiting(DROP, goal.id()).ifPresent(one -> waiting.put(goal.id(), one.id())));
            return waiting;
        });
    }

    /** The decision that waits about it; empty when none does. */
    Optional<UUID> request(Actor actor, UUID plan) {
        return work.as(actor, () -> decisions.waiting(KIND, plan)).map(Decision::id);
    }

    public Outcome<Plan> decide(Actor actor, String code, UUID plan, boolean approved, @Nullable String reason) {
        return decide(actor, code, plan, null, approved, reason);
    }

    /**
     * A supervisor who wrote no part of it approves it, or gives it back with a reason.
     *
     * @param request the decision as it was read; null = not said
     */
    Outcome<Plan> decide(
            Actor actor, String code, UUID plan, @Nullable UUID request, boolean approved, @Nullable String reason) {
        return work.deciding(actor, code, Verb.CASE_APPROVE, Section.ASSISTANCE, file -> {
            Plan submitted = store.find(file.id(), plan).orElse(null);
            if (submitted == null) return new Outcome.NotFound<>();
            FieldError why = submitted.refusalToDecide(actor.personId(), approved, reason);
            if (why == null && approved) why = consent.refusal(file);
            if (why != null) return new Outcome.Refused<>(why);
            List<FieldError> leftOut = approved ? submitted.refusalsToReplace(inForce(file)) : List.of();
            if (!leftOut.isEmpty()) return new Outcome.Refused<>(leftOut);
            Decision waiting = decisions.waiting(KIND, plan).orElse(null);
            if (waiting == null || waiting.version() != submitted.version())
                return Outcome.Refused.because("decision", "access.decision-changed");
            Decisions.Verdict verdict = decisions.decide(actor, waiting.id(), request, approved, reason);
            if (!(verdict instanceof Decisions.Verdict.Done)) return Verdicts.refusal(verdict);
            if (approved) approve(actor, file, submitted);
            else giveBack(actor, file, submitted, reason == null ? "" : reason);
            return noted(file, plan, approved ? "cases.plan-approved" : "cases.plan-returned");
        });
    }

    private void approve(Actor actor, CaseFile file, Plan plan) {
        store.replace(file.id());
        store.approve(plan.id(), actor.personId(), work.now());
        store.endBefore(plan.id());
        if (file.planApprovedOn() == null)
            files.state(file.id(), CaseFiles.Fact.PLAN_APPROVED_ON, work.today(), work.now());
        reviews.schedule(file, file.risk());
        if (file.status() == CaseFile.Status.PLAN_PENDING || file.status() == CaseFile.Status.REOPENED)
            progress.activate(file);
    }

    private void giveBack(Actor actor, CaseFile file, Plan plan, String reason) {
        store.giveBack(file.id(), plan.id(), plan.words().returned(reason), actor.personId(), work.now());
        if (file.status() == CaseFile.Status.PLAN_PENDING) progress.move(file, CaseFile.Status.ASSESSED);
    }

    /** The submission was withdrawn by its author: the plan is a draft again. Inside the transaction of the withdrawal. */
    void withdrawn(CaseFile file, UUID plan) {
        store.withdraw(plan);
        if (file.status() == CaseFile.Status.PLAN_PENDING) progress.move(file, CaseFile.Status.ASSESSED);
    }

    /** Records the result of a goal of the plan in force. */
    public Outcome<Plan> mark(Actor actor, String code, UUID goal, PlanGoal.Met met) {
        return mark(actor, code, goal, met, null, null);
    }

    /**
     * The same. That a goal is dropped is only asked for by it: it goes on until a supervisor agrees.
     *
     * @param reason needed to drop a goal
     * @param seen version of the goal that the caller read; null = any
     */
    public Outcome<Plan> mark(
            Actor actor, String code, UUID goal, PlanGoal.Met met, @Nullable String reason, @Nullable Integer seen) {
        return work.on(actor, code, Verb.CASE_WRITE, Section.ASSISTANCE, file -> {
            Plan inForce = inForce(file);
            if (inForce == null) return Outcome.Refused.because("plan", "cases.no-plan-in-force");
            PlanGoal one = inForce.goals().stream()
                    .filter(g -> g.id().equals(goal))
                    .findFirst()
                    .orElse(null);
            if (one == null) return new Outcome.NotFound<>();
            Optional<Outcome<Plan>> stale =
                    Outcome.Stale.since(inForce, one.version(), seen, Map.of("met", one.met()), Map.of("met", met));
            if (stale.isPresent()) return stale.get();
            if (met == PlanGoal.Met.DROPPED) return askToDrop(actor, file, inForce, one, reason);
            if (met == one.met()) return new Outcome.Done<>(inForce);
            if (!store.mark(one, met)) return new Outcome.Stale<>(inForce, List.of("met"));
            work.note(file, Section.ASSISTANCE, "cases.goal-marked", Map.of("met", met.name()));
            return new Outcome.Done<>(store.find(file.id(), inForce.id()).orElseThrow());
        });
    }

    private Outcome<Plan> askToDrop(Actor actor, CaseFile file, Plan plan, PlanGoal goal, @Nullable String reason) {
        if (reason == null) return Outcome.Refused.because("reason", "cases.goal-drop-reason");
        if (decisions.waitsOfAnother(DROP, goal.id()))
            return Outcome.Refused.because("reason", Decisions.WAITS_OF_ANOTHER);
        decisions.propose(
                actor,
                Proposal.onFile(DROP, file.id(), goal.id(), plan.version())
                        .because(reason)
                        .with(Map.of(
                                "aim",
                                goal.words().aim(),
                                "met.before",
                                goal.met().name(),
                                "met",
                                "DROPPED")));
        work.note(file, Section.ASSISTANCE, "cases.goal-drop-asked", Map.of());
        return new Outcome.Done<>(plan);
    }

    /** A supervisor who did not ask for it agrees that a goal is dropped. */
    public Outcome<Plan> decideDrop(
            Actor actor, String code, Decision decision, boolean agreed, @Nullable String reason) {
        return work.deciding(actor, code, Verb.CASE_APPROVE, Section.ASSISTANCE, file -> {
            Plan inForce = inForce(file);
            PlanGoal goal = inForce == null
                    ? null
                    : inForce.goals().stream()
                            .filter(g -> g.id().equals(decision.subject()))
                            .findFirst()
                            .orElse(null);
            if (inForce == null || goal == null) return Outcome.Refused.because("decision", "access.decision-changed");
            Decisions.Verdict verdict = decisions.decide(actor, decision.id(), agreed, reason);
            if (!(verdict instanceof Decisions.Verdict.Done)) return Verdicts.refusal(verdict);
            if (agreed) store.mark(goal, PlanGoal.Met.DROPPED);
            work.note(file, Section.ASSISTANCE, agreed ? "cases.goal-dropped" : "cases.goal-drop-refused", Map.of());
            return new Outcome.Done<>(store.find(file.id(), inForce.id()).orElseThrow());
        });
    }

    private @Nullable Plan inForce(CaseFile file) {
        return store.of(file.id()).stream()
                .filter(plan -> plan.status() == Plan.Status.APPROVED)
                .findFirst()
                .orElse(null);
    }

    private Outcome<Plan> noted(CaseFile file, UUID plan, String act) {
        Plan now = store.find(file.id(), plan).orElseThrow();
        work.note(
                file,
                Section.ASSISTANCE,
                act,
                Map.of("number", now.number(), "goals", now.running().size()));
        return new Outcome.Done<>(now);
    }

    /** Newest first. Call inside an actor's transaction; not journalled. */
    public List<Plan> of(UUID file) {
        return store.of(file);
    }
}
