package org.akoma.protection.assessment;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.akoma.ground.access.Actor;
import org.akoma.ground.forms.Submission;
import org.akoma.protection.cases.ApiResponses;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.Included;
import org.akoma.protection.cases.ItemList;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.PersonCodes;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Case plans as JSON. A change names the version it was made from in If-Match. */
@RestController
@RequestMapping("/api/v1/cases/{code}/plans")
class PlanApi implements Included<PlanApi.PlanView> {

    private final Plans plans;
    private final PlanReviews reviews;
    private final PersonCodes people;

    PlanApi(Plans plans, PlanReviews reviews, PersonCodes people) {
        this.reviews = reviews;
        this.plans = plans;
        this.people = people;
    }

    record GoalView(
            UUID id,
            String aim,
            @Nullable String measure,
            String service,
            @Nullable String provider,
            @Nullable LocalDate startsOn,
            @Nullable LocalDate endsOn,
            @Nullable String responsible,
            PlanGoal.Met met,
            @Nullable String outcomeReason,
            @Nullable UUID continues,
            int version) {}

    record PlanView(
            UUID id,
            int number,
            Plan.Status status,
            @Nullable String author,
            @Nullable Instant submittedAt,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt,
            @Nullable String childsPart,
            @Nullable String familysPart,
            @Nullable String returnReason,
            List<GoalView> goals,
            int version) {
        static PlanView of(Plan plan, Map<UUID, String> codes) {
            return new PlanView(
                    plan.id(),
                    plan.number(),
                    plan.status(),
                    codes.get(plan.author()),
                    plan.submittedAt(),
                    plan.decidedBy() == null ? null : codes.get(plan.decidedBy()),
                    plan.decidedAt(),
                    plan.words().childsPart(),
                    plan.words().familysPart(),
                    plan.words().returnReason(),
                    plan.goals().stream().map(goal -> goal(goal, codes)).toList(),
                    plan.version());
        }

        private static GoalView goal(PlanGoal goal, Map<UUID, String> codes) {
            return new GoalView(
                    goal.id(),
                    goal.words().aim(),
                    goal.words().measure(),
                    goal.service(),
                    goal.provider(),
                    goal.startsOn(),
                    goal.endsOn(),
                    codes.get(goal.responsible()),
                    goal.met(),
                    goal.words().outcomeReason(),
                    goal.continues(),
                    goal.version());
        }
    }

    @GetMapping
    ResponseEntity<ItemList<PlanView>> all(Actor actor, @PathVariable String code) {
        return ApiResponses.of(plans.of(actor, code), all -> ResponseEntity.ok(views(actor, all)));
    }

    private ItemList<PlanView> views(Actor actor, List<Plan> all) {
        Map<UUID, String> codes = codes(actor, all);
        return ItemList.of(all, plan -> PlanView.of(plan, codes));
    }

    @Override
    public String name() {
        return "plans";
    }

    @Override
    public Optional<List<PlanView>> included(Actor actor, String code) {
        return Included.of(plans.of(actor, code), all -> views(actor, all));
    }

    @ApiResponse(responseCode = "201", description = "The plan", useReturnTypeSchema = true)
    @PostMapping
    ResponseEntity<PlanView> draft(Actor actor, @PathVariable String code, Submission<DraftPlan.Input> submission) {
        return draft(actor, code, submission, HttpStatus.CREATED);
    }

    @PutMapping("/{id}")
    ResponseEntity<PlanView> rewrite(
            Actor actor, @PathVariable String code, @PathVariable UUID id, Submission<DraftPlan.Input> submission) {
        return draft(actor, code, submission.given("id", id), HttpStatus.OK);
    }

    private ResponseEntity<PlanView> draft(
            Actor actor, String code, Submission<DraftPlan.Input> submission, HttpStatus done) {
        return ApiResponses.tagged(
                submission,
                input -> plans.draft(actor, code, input.command(actor.personId())),
                done,
                Plan::version,
                plan -> view(actor, plan));
    }

    @PostMapping("/{id}/submission")
    ResponseEntity<PlanView> submit(Actor actor, @PathVariable String code, @PathVariable UUID id) {
        return answer(actor, plans.submit(actor, code, id), HttpStatus.OK);
    }

    /** {@code {"approved":true}}, or false with a reason; {@code request}, the decision's id, is needed where an earlier one was taken back or replaced. */
    @PostMapping("/{id}/decision")
    ResponseEntity<PlanView> decide(
            Actor actor, @PathVariable String code, @PathVariable UUID id, Submission<DraftPlan.Decide> submission) {
        return ApiResponses.tagged(
                submission,
                input -> plans.decide(actor, code, id, input.request(), input.approved(), input.reason()),
                HttpStatus.OK,
                Plan::version,
                plan -> view(actor, plan));
    }

    /** @param confirmedAt at high risk it counts from then on */
    record ReviewView(
            UUID id,
            UUID plan,
            Instant at,
            @Nullable String by,
            CaseFile.Risk risk,
            Map<UUID, String> changed,
            @Nullable Instant confirmedAt,
            @Nullable String confirmedBy) {}

    /** Newest first. */
    @GetMapping("/reviews")
    ResponseEntity<ItemList<ReviewView>> reviews(Actor actor, @PathVariable String code) {
        return ApiResponses.of(
                reviews.of(actor, code), all -> ResponseEntity.ok(ItemList.of(all, one -> view(actor, one))));
    }

    /** The plan in force was reviewed and stays; at high risk it counts once a supervisor confirmed it. */
    @ApiResponse(responseCode = "201", description = "The review", useReturnTypeSchema = true)
    @PostMapping("/review")
    ResponseEntity<ReviewView> review(Actor actor, @PathVariable String code, Submission<ReviewPlan.Input> submission) {
        return ApiResponses.created(
                submission, input -> reviews.review(actor, code, input.command()), made -> view(actor, made));
    }

    private ReviewView view(Actor actor, PlanReview one) {
        Map<UUID, String> codes = people.of(
                actor,
                Stream.concat(Stream.of(one.by()), Stream.ofNullable(one.confirmedBy()))
                        .toList());
        return new ReviewView(
                one.id(),
                one.plan(),
                one.at(),
                codes.get(one.by()),
                one.risk(),
                one.words().changed(),
                one.confirmedAt(),
                one.confirmedBy() == null ? null : codes.get(one.confirmedBy()));
    }

    /** DROPPED needs a {@code reason} and answers 202: the goal goes on until a supervisor agrees. {@code If-Match} names the version of the goal. */
    @PutMapping("/goals/{goal}")
    ResponseEntity<PlanView> mark(
            Actor actor, @PathVariable String code, @PathVariable UUID goal, Submission<MarkGoal> submission) {
        return ApiResponses.tagged(
                submission,
                input -> plans.mark(actor, code, goal, input.met(), input.reason(), input.version()),
                (input, plan) -> input.met() == PlanGoal.Met.DROPPED ? HttpStatus.ACCEPTED : HttpStatus.OK,
                Plan::version,
                plan -> view(actor, plan));
    }

    private ResponseEntity<PlanView> answer(Actor actor, Outcome<Plan> outcome, HttpStatus status) {
        return ApiResponses.tagged(outcome, status, Plan::version, plan -> view(actor, plan));
    }

    private PlanView view(Actor actor, Plan plan) {
        return PlanView.of(plan, codes(actor, List.of(plan)));
    }

    private Map<UUID, String> codes(Actor actor, List<Plan> all) {
        return people.of(
                actor,
                all.stream()
                        .flatMap(plan -> Stream.concat(
                                Stream.concat(Stream.of(plan.author()), Stream.ofNullable(plan.decidedBy())),
                                plan.goals().stream().map(PlanGoal::responsible)))
                        .toList());
    }
}
