package org.akoma.protection.assessment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.reference.CodeLists;
import org.akoma.ground.web.ETag;
import org.akoma.ground.web.Form;
import org.akoma.protection.cases.ApiResponses;
import org.akoma.protection.cases.Included;
import org.akoma.protection.cases.ItemList;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.PersonCodes;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Case plans as JSON. A change names the version it was made from in If-Match. */
@RestController
@RequestMapping("/api/v1/cases/{code}/plans")
class PlanApi implements Included<PlanApi.PlanView> {

    private final Plans plans;
    private final PersonCodes people;
    private final CodeLists lists;

    PlanApi(Plans plans, PersonCodes people, CodeLists lists) {
        this.plans = plans;
        this.people = people;
        this.lists = lists;
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

    @PostMapping
    ResponseEntity<?> draft(Actor actor, @PathVariable String code, @RequestBody Map<String, Object> body) {
        Form form = Form.ofJson(body);
        PlanForm.Read read = PlanForm.readJson(body, form, lists, actor.personId());
        if (!form.refuseUnknown().isSound()) return Problem.of(form.errors());
        return answer(actor, plans.draft(actor, code, read.command(null)), HttpStatus.CREATED);
    }

    @PutMapping("/{id}")
    ResponseEntity<?> rewrite(
            Actor actor,
            @PathVariable String code,
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody Map<String, Object> body) {
        Integer version = ETag.version(ifMatch);
        if (version == null) return ApiResponses.preconditionRequired();
        Form form = Form.ofJson(body);
        PlanForm.Read read = PlanForm.readJson(body, form, lists, actor.personId());
        if (!form.refuseUnknown().isSound()) return Problem.of(form.errors());
        DraftPlan command = new DraftPlan(id, version, read.childsPart(), read.familysPart(), read.goals());
        return answer(actor, plans.draft(actor, code, command), HttpStatus.OK);
    }

    @PostMapping("/{id}/submission")
    ResponseEntity<PlanView> submit(Actor actor, @PathVariable String code, @PathVariable UUID id) {
        return answer(actor, plans.submit(actor, code, id), HttpStatus.OK);
    }

    /** {@code {"approved":true}}, or false with a reason; {@code request}, the decision's id, is needed where an earlier one was taken back or replaced. */
    @PostMapping("/{id}/decision")
    ResponseEntity<?> decide(
            Actor actor, @PathVariable String code, @PathVariable UUID id, @RequestBody Map<String, Object> body) {
        Form form = Form.ofJson(body);
        Boolean approved = form.requiredAnswer("approved");
        String reason = form.words("reason", Form.LONG_TEXT);
        UUID request = form.id("request");
        if (!form.refuseUnknown().isSound() || approved == null) return Problem.of(form.errors());
        return answer(actor, plans.decide(actor, code, id, request, approved, reason), HttpStatus.OK);
    }

    /** The plan in force was reviewed and stays. */
    @PostMapping("/review")
    ResponseEntity<PlanView> review(Actor actor, @PathVariable String code) {
        return answer(actor, plans.review(actor, code), HttpStatus.OK);
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
                plan -> PlanView.of(plan, codes(actor, List.of(plan))));
    }

    private ResponseEntity<PlanView> answer(Actor actor, Outcome<Plan> outcome, HttpStatus status) {
        return ApiResponses.tagged(
                outcome, status, Plan::version, plan -> PlanView.of(plan, codes(actor, List.of(plan))));
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
