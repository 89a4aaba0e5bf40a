package org.akoma.protection.assessment;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Proposal;
import org.akoma.ground.reference.Policies;
import org.akoma.protection.cases.CaseChanged;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseFiles;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Once;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.Verdicts;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/** Reviews of the plan in force (T8): at least every three months, oftener at higher risk, and at high risk confirmed by a supervisor. */
@Service
public class PlanReviews {

    static final String KIND = "PLAN_REVIEW";

    private final PlanStore plans;
    private final PlanReviewStore store;
    private final CaseFiles files;
    private final CaseWork work;
    private final Policies policies;
    private final Decisions decisions;

    PlanReviews(
            PlanStore plans,
            PlanReviewStore store,
            CaseFiles files,
            CaseWork work,
            Policies policies,
            Decisions decisions) {
        this.plans = plans;
        this.store = store;
        this.files = files;
        this.work = work;
        this.policies = policies;
        this.decisions = decisions;
    }

    /** Newest first; the reading is journalled. */
    public Outcome<List<PlanReview>> of(Actor actor, String code) {
        return work.read(actor, code, Section.ASSISTANCE, "cases.plan-reviews-read", file -> store.of(file.id()));
    }

    /** Those that wait for a supervisor. */
    List<UUID> waiting(Actor actor, List<PlanReview> reviews) {
        return work.as(
                actor,
                () -> reviews.stream()
                        .map(PlanReview::id)
                        .filter(one -> decisions.waiting(KIND, one).isPresent())
                        .toList());
    }

    /** The plan in force stays. At high risk the next review is put on once a supervisor who did not make it has confirmed it. */
    public Outcome<PlanReview> review(Actor actor, String code, ReviewPlan command) {
        return work.once(
                actor,
                code,
                Verb.CASE_WRITE,
                Section.ASSISTANCE,
                new Once<>(
                        command.id(),
                        command,
                        file -> CaseWork.among(store.of(file.id()), PlanReview::id, command.id())),
                file -> {
                    Plan inForce = inForce(file);
                    CaseFile.Risk risk = file.risk();
                    if (inForce == null || risk == null)
                        return Outcome.Refused.because("plan", "cases.no-plan-in-force");
                    List<FieldError> why = command.refusals(inForce);
                    if (!why.isEmpty()) return new Outcome.Refused<>(why);
                    if (store.of(file.id()).stream()
                            .anyMatch(one -> decisions.waiting(KIND, one.id()).isPresent()))
                        return Outcome.Refused.because("plan", "cases.review-waits");
                    PlanReview made = new PlanReview(
                            command.id(),
                            inForce.id(),
                            work.now(),
                            actor.personId(),
                            risk,
                            new PlanReview.SealedText(command.changed()),
                            null,
                            null);
                    store.insert(file.id(), made);
                    if (made.counts()) schedule(file, risk);
                    else propose(actor, file, inForce, made);
                    work.note(
                            file,
                            Section.ASSISTANCE,
                            made.counts() ? "cases.plan-reviewed" : "cases.plan-review-asked",
                            Map.of("number", inForce.number()));
                    return new Outcome.Done<>(made);
                });
    }

    private void propose(Actor actor, CaseFile file, Plan plan, PlanReview made) {
        decisions.propose(
                actor,
                Proposal.onFile(KIND, file.id(), made.id(), 1)
                        .with(Map.of(
                                "changes",
                                made.of(plan.goals()).stream()
                                        .map(goal -> goal.words().aim() + " \u2192 "
                                                + made.words().changed().get(goal.id()))
                                        .toList())));
    }

    /** A supervisor who did not make the review confirms it, or wants another one. */
    public Outcome<PlanReview> decide(
            Actor actor, String code, Decision decision, boolean agreed, @Nullable String reason) {
        return work.deciding(actor, code, Verb.CASE_APPROVE, Section.ASSISTANCE, file -> {
            PlanReview made = CaseWork.among(store.of(file.id()), PlanReview::id, decision.subject())
                    .orElse(null);
            Plan inForce = inForce(file);
            CaseFile.Risk risk = file.risk();
            if (made == null || risk == null || inForce == null || !inForce.id().equals(made.plan()))
                return Outcome.Refused.because("decision", "access.decision-changed");
            Decisions.Verdict verdict = decisions.decide(actor, decision.id(), agreed, reason);
            if (!(verdict instanceof Decisions.Verdict.Done)) return Verdicts.refusal(verdict);
            if (agreed) {
                store.confirm(made.id(), actor.personId(), work.now());
                schedule(file, risk);
            }
            work.note(
                    file,
                    Section.ASSISTANCE,
                    agreed ? "cases.plan-reviewed" : "cases.plan-review-refused",
                    Map.of("number", inForce.number()));
            return new Outcome.Done<>(CaseWork.among(store.of(file.id()), PlanReview::id, made.id())
                    .orElseThrow());
        });
    }

    /** T8, from today on. */
    void schedule(CaseFile file, CaseFile.@Nullable Risk risk) {
        files.turn(file.id(), CaseFiles.Turn.REVIEW, next(risk), work.now());
    }

    private LocalDate next(CaseFile.@Nullable Risk risk) {
        return work.today().plusDays(Plan.reviewedWithin(risk, policies));
    }

    /** A risk that was raised brings the next review nearer. */
    @EventListener
    void changed(CaseChanged changed) {
        CaseFile file = changed.after();
        LocalDate due = file.reviewDue();
        if (due == null || changed.before().risk() == file.risk()) return;
        if (due.isAfter(next(file.risk()))) schedule(file, file.risk());
    }

    private @Nullable Plan inForce(CaseFile file) {
        return plans.of(file.id()).stream()
                .filter(plan -> plan.status() == Plan.Status.APPROVED)
                .findFirst()
                .orElse(null);
    }
}
