package org.akoma.protection.visits;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.akoma.FieldError;
import org.akoma.PastDays;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.reference.Policies;
import org.akoma.ground.web.Form;
import org.akoma.protection.cases.ApiResponses;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The visits of a file as JSON. A command that names an id is safe to send again. A step that names in {@code If-Match} the version it was decided on is refused with
 * 409 and the fields that differ when somebody was faster.
 */
@RestController
@RequestMapping("/api/v1/cases/{code}/visits")
class VisitApi implements Included<VisitView> {

    private final Visits visits;
    private final VisitFeedbacks feedbacks;
    private final RunningAlerts alerts;
    private final Milestones milestones;
    private final PersonCodes people;
    private final Policies policies;
    private final ActorTransactions transactions;
    private final Clock clock;

    VisitApi(
            Visits visits,
            VisitFeedbacks feedbacks,
            RunningAlerts alerts,
            Milestones milestones,
            PersonCodes people,
            Policies policies,
            ActorTransactions transactions,
            Clock clock) {
        this.visits = visits;
        this.feedbacks = feedbacks;
        this.alerts = alerts;
        this.milestones = milestones;
        this.people = people;
        this.policies = policies;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** @param asOf a day that is not in the future: states and what was done as of then; without it today */
    @PastDays
    @GetMapping
    ResponseEntity<ItemList<VisitView>> all(
            Actor actor, @PathVariable String code, @RequestParam(required = false) @Nullable String asOf) {
        Form form = Form.ofJson(asOf == null ? Map.of() : Map.of("asOf", asOf));
        LocalDate asked = form.date("asOf");
        LocalDate today = LocalDate.now(clock);
        if (!form.isSound()) return Problem.of(form.errors());
        if (asked != null && asked.isAfter(today)) return Problem.of(List.of(FieldError.of("asOf", "form.future")));
        return transactions.as(
                actor,
                () -> ApiResponses.of(
                        asked == null ? visits.of(actor, code) : visits.of(actor, code, asked),
                        all -> ResponseEntity.ok(views(actor, all, asked == null ? today : asked))));
    }

    private ItemList<VisitView> views(Actor actor, List<Visit> all, LocalDate day) {
        Map<UUID, String> codes = codes(actor, all);
        VisitState.Limits limits = VisitState.Limits.of(policies);
        return ItemList.of(all, visit -> VisitView.of(visit, day, limits, codes));
    }

    @Override
    public String name() {
        return "visits";
    }

    @Override
    public Optional<List<VisitView>> included(Actor actor, String code) {
        return Included.of(visits.of(actor, code), all -> views(actor, all, LocalDate.now(clock)));
    }

    /**
     * The days after a return to the family (T11).
     *
     * @param asOf as {@link #all}
     */
    @PastDays
    @GetMapping("/milestones")
    ResponseEntity<ItemList<Milestone>> milestones(
            Actor actor, @PathVariable String code, @RequestParam(required = false) @Nullable String asOf) {
        Form form = Form.ofJson(asOf == null ? Map.of() : Map.of("asOf", asOf));
        LocalDate today = LocalDate.now(clock);
        LocalDate asked = form.pastDay("asOf", today);
        if (!form.isSound()) return Problem.of(form.errors());
        return ApiResponses.of(
                visits.of(actor, code),
                read -> ResponseEntity.ok(new ItemList<>(milestones.of(actor, code, asked == null ? today : asked))));
    }

    @ApiResponse(responseCode = "201", description = "The planned visit", useReturnTypeSchema = true)
    @PostMapping
    ResponseEntity<VisitView> plan(Actor actor, @PathVariable String code, Submission<PlanVisit.Input> submission) {
        return ApiResponses.tagged(
                submission,
                input -> visits.plan(actor, code, input.command()),
                HttpStatus.CREATED,
                Visit::version,
                visit -> view(actor, visit));
    }

    /** A visit that nobody had planned. */
    @ApiResponse(responseCode = "201", description = "The record of the visit", useReturnTypeSchema = true)
    @PostMapping("/unplanned")
    ResponseEntity<VisitView> unplanned(
            Actor actor, @PathVariable String code, Submission<RecordVisit.Input> submission) {
        return record(actor, code, submission, null);
    }

    @PostMapping("/{id}/done")
    ResponseEntity<VisitView> done(
            Actor actor, @PathVariable String code, @PathVariable UUID id, Submission<RecordVisit.Input> submission) {
        return record(actor, code, submission.given("id", id), id);
    }

    /** Corrects a record; what it said before stays, see {@code /versions}. */
    @PutMapping("/{id}/done")
    ResponseEntity<VisitView> correct(
            Actor actor, @PathVariable String code, @PathVariable UUID id, Submission<CorrectVisit> submission) {
        return first(
                answer(
                        actor,
                        submission.given("id", id),
                        input -> visits.correct(
                                actor, code, input.visit().command(false), input.why(), input.version())),
                actor,
                code,
                RunningAlerts.Refused.of(submission, id).correcting(submission.version()));
    }

    /**
     * What a visit said before it was corrected.
     *
     * @param fields by the names of the record; dates and codes as they were
     */
    record VersionView(int version, Instant until, @Nullable String replacedBy, String why, Map<String, ?> fields) {}

    @GetMapping("/{id}/versions")
    ResponseEntity<ItemList<VersionView>> versions(Actor actor, @PathVariable String code, @PathVariable UUID id) {
        return transactions.as(
                actor,
                () -> ApiResponses.of(visits.of(actor, code), all -> {
                    if (all.stream().noneMatch(visit -> visit.id().equals(id))) return Problem.notFound();
                    List<VisitVersion> earlier = visits.versions(actor, code, id);
                    Map<UUID, String> who = people.of(
                            actor,
                            earlier.stream().map(VisitVersion::replacedBy).toList());
                    return ResponseEntity.ok(ItemList.of(
                            earlier,
                            one -> new VersionView(
                                    one.version(),
                                    one.until(),
                                    who.get(one.replacedBy()),
                                    one.said().why(),
                                    VisitVersion.fields(
                                            one.said().done(), one.said().words()))));
                }));
    }

    private ResponseEntity<VisitView> record(
            Actor actor, String code, Submission<RecordVisit.Input> submission, @Nullable UUID planned) {
        return first(
                ApiResponses.tagged(
                        submission.alsoWrong(legible -> visits.refusals(actor, code, planned, legible)),
                        input -> visits.record(actor, code, input.command(planned == null)),
                        planned == null ? HttpStatus.CREATED : HttpStatus.OK,
                        Visit::version,
                        visit -> view(actor, visit)),
                actor,
                code,
                RunningAlerts.Refused.of(submission, planned));
    }

    /** Danger in a record that is refused does not wait for what is missing: the alert goes out, and the answer says so. */
    private ResponseEntity<VisitView> first(
            ResponseEntity<VisitView> answer, Actor actor, String code, RunningAlerts.Refused said) {
        return answer.getStatusCode().is4xxClientError() && alerts.raiseFirst(actor, code, said)
                ? Problem.also(answer, FieldError.of("alert", "followup.alert-went-first"))
                : answer;
    }

    @PostMapping("/{id}/reschedule")
    ResponseEntity<VisitView> move(
            Actor actor, @PathVariable String code, @PathVariable UUID id, Submission<MoveVisit> submission) {
        return answer(
                actor,
                submission,
                input -> visits.move(actor, code, id, input.plannedOn(), input.reason(), input.version()));
    }

    @PostMapping("/{id}/cancel")
    ResponseEntity<VisitView> cancel(
            Actor actor, @PathVariable String code, @PathVariable UUID id, Submission<CancelVisit> submission) {
        return answer(
                actor,
                submission,
                input -> visits.cancel(actor, code, id, input.reason(), input.why(), input.version()));
    }

    @PostMapping("/{id}/missed")
    ResponseEntity<VisitView> missed(
            Actor actor, @PathVariable String code, @PathVariable UUID id, Submission<MissVisit> submission) {
        return answer(
                actor,
                submission,
                input -> visits.missed(actor, code, id, input.reason(), input.why(), input.nextOn(), input.version()));
    }

    @PostMapping("/{id}/review")
    ResponseEntity<VisitView> review(
            Actor actor, @PathVariable String code, @PathVariable UUID id, Submission<ReviewVisit> submission) {
        return answer(actor, submission, input -> visits.review(actor, code, id, input.remark(), input.version()));
    }

    @ApiResponse(responseCode = "201", description = "What the child said of the visit", useReturnTypeSchema = true)
    @PostMapping("/{id}/feedback")
    ResponseEntity<VisitFeedback> feedback(
            Actor actor, @PathVariable String code, @PathVariable UUID id, Submission<VisitFeedback.Input> submission) {
        return ApiResponses.created(
                submission, input -> feedbacks.say(actor, code, id, input.given()), Function.identity());
    }

    private <C> ResponseEntity<VisitView> answer(
            Actor actor, Submission<C> submission, Function<C, Outcome<Visit>> act) {
        return ApiResponses.tagged(submission, act, HttpStatus.OK, Visit::version, visit -> view(actor, visit));
    }

    private VisitView view(Actor actor, Visit visit) {
        return VisitView.of(visit, LocalDate.now(clock), VisitState.Limits.of(policies), codes(actor, List.of(visit)));
    }

    private Map<UUID, String> codes(Actor actor, List<Visit> all) {
        return people.of(
                actor,
                all.stream()
                        .flatMap(visit -> Stream.concat(
                                Stream.ofNullable(visit.reviewedBy()),
                                Stream.ofNullable(visit.done()).flatMap(done -> Stream.ofNullable(done.madeBy()))))
                        .toList());
    }
}
