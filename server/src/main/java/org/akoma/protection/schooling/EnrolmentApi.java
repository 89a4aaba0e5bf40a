package org.akoma.protection.schooling;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.reference.Policies;
import org.akoma.ground.web.Form;
import org.akoma.protection.cases.ApiResponses;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.ItemList;
import org.akoma.protection.cases.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A child's schooling and apprenticeship as JSON. A change names the version it was made from in If-Match. */
@RestController
@RequestMapping("/api/v1/cases/{code}/enrolments")
class EnrolmentApi {

    private final Enrolments enrolments;
    private final Attendances attendances;
    private final SchoolSteps steps;
    private final CaseWork work;
    private final Policies policies;

    EnrolmentApi(Enrolments enrolments, Attendances attendances, SchoolSteps steps, CaseWork work, Policies policies) {
        this.enrolments = enrolments;
        this.attendances = attendances;
        this.steps = steps;
        this.work = work;
        this.policies = policies;
    }

    record DaysView(
            LocalDate from,
            LocalDate to,
            int daysExpected,
            boolean told,
            @Nullable Integer daysPresent) {}

    record StepView(
            UUID id,
            SchoolStep.Kind kind,
            LocalDate on,
            SchoolStep.Outcome outcome,
            @Nullable String said) {}

    record View(
            UUID id,
            String institution,
            Enrolment.Pathway pathway,
            @Nullable String trade,
            LocalDate startsOn,
            @Nullable LocalDate endsOn,
            Enrolment.@Nullable End endReason,
            Enrolment.@Nullable DropOut dropReason,
            @Nullable Boolean contract,
            @Nullable Integer hoursAWeek,
            @Nullable Boolean insured,
            @Nullable Boolean tasksSafe,
            @Nullable String pupil,
            @Nullable String master,
            @Nullable String contractNumber,
            @Nullable String remarks,
            Band band,
            @Nullable Double percent,
            LocalDate attendanceDue,
            @Nullable LocalDate workplaceDue,
            @Nullable LocalDate jobDue,
            List<DaysView> attendance,
            List<StepView> steps,
            int version) {}

    private View view(Enrolment one, List<Attendance> days, List<SchoolStep> all) {
        AttendanceBand standing = AttendanceBand.of(days, work.today(), policies);
        return new View(
                one.id(),
                one.institution(),
                one.pathway(),
                one.trade(),
                one.startsOn(),
                one.endsOn(),
                one.endReason(),
                one.dropReason(),
                one.contract(),
                one.hoursAWeek(),
                one.insured(),
                one.tasksSafe(),
                one.words().pupil(),
                one.words().master(),
                one.words().contractNumber(),
                one.words().remarks(),
                standing.band(),
                standing.percent(),
                one.attendanceDue(),
                one.workplaceDue(),
                one.jobDue(),
                days.stream()
                        .map(d -> new DaysView(d.firstDay(), d.lastDay(), d.expected(), d.given(), d.present()))
                        .toList(),
                all.stream()
                        .filter(step -> step.enrolmentId().equals(one.id()))
                        .map(s -> new StepView(
                                s.id(), s.kind(), s.on(), s.outcome(), s.words().said()))
                        .toList(),
                one.version());
    }

    /** As they are now: they keep no picture of a past day, so that asking for one is refused. */
    @GetMapping
    ResponseEntity<ItemList<View>> all(Actor actor, @PathVariable String code, HttpServletRequest request) {
        Form form = Form.of(request.getParameterMap());
        if (!form.refuseUnknown().isSound()) return Problem.of(form.errors());
        return ApiResponses.of(enrolments.of(actor, code), all -> {
            Map<UUID, List<Attendance>> days = attendances.of(actor, all);
            List<SchoolStep> done = steps.of(actor, code);
            return ResponseEntity.ok(ItemList.of(all, one -> view(one, days.getOrDefault(one.id(), List.of()), done)));
        });
    }

    @ApiResponse(responseCode = "201", description = "The enrolment", useReturnTypeSchema = true)
    @PostMapping
    ResponseEntity<View> enrol(Actor actor, @PathVariable String code, Submission<EnrolChild.Input> submission) {
        return answer(
                actor, code, submission, input -> enrolments.enrol(actor, code, input.command()), HttpStatus.CREATED);
    }

    /** Contract, hours, insurance, safe tasks, and the words. */
    @PutMapping("/{id}")
    ResponseEntity<View> change(
            Actor actor, @PathVariable String code, @PathVariable UUID id, Submission<ProtectApprentice> submission) {
        Enrolment before = find(enrolments.of(actor, code), id);
        if (before == null) return Problem.instead(Problem.notFound());
        return answer(
                actor,
                code,
                submission.given("id", id),
                input -> enrolments.change(actor, code, input.command(before), Objects.requireNonNull(input.version())),
                HttpStatus.OK);
    }

    private static @Nullable Enrolment find(Outcome<List<Enrolment>> read, UUID id) {
        return read instanceof Outcome.Done<List<Enrolment>>(var all)
                ? all.stream().filter(one -> one.id().equals(id)).findFirst().orElse(null)
                : null;
    }

    @PostMapping("/{id}/end")
    ResponseEntity<View> end(
            Actor actor, @PathVariable String code, @PathVariable UUID id, Submission<EndEnrolment.Input> submission) {
        return answer(
                actor,
                code,
                submission.given("id", id),
                input -> enrolments.end(actor, code, id, input.command(), input.version()),
                HttpStatus.OK);
    }

    @ApiResponse(responseCode = "201", description = "The step", useReturnTypeSchema = true)
    @PostMapping("/{enrolment}/steps")
    ResponseEntity<StepView> step(
            Actor actor,
            @PathVariable String code,
            @PathVariable UUID enrolment,
            Submission<RecordStep.Input> submission) {
        return ApiResponses.created(
                submission,
                input -> steps.record(actor, code, input.command(enrolment)),
                s -> new StepView(
                        s.id(), s.kind(), s.on(), s.outcome(), s.words().said()));
    }

    private <C> ResponseEntity<View> answer(
            Actor actor,
            String code,
            Submission<C> submission,
            Function<C, Outcome<Enrolment>> act,
            HttpStatus status) {
        return ApiResponses.tagged(
                submission,
                act,
                status,
                Enrolment::version,
                one -> view(
                        one,
                        attendances.of(actor, List.of(one)).getOrDefault(one.id(), List.of()),
                        steps.of(actor, code)));
    }
}
