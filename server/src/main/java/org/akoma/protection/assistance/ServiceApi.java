package org.akoma.protection.assistance;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.akoma.PastDays;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.reference.CodeLists;
import org.akoma.ground.web.ETag;
import org.akoma.ground.web.Form;
import org.akoma.protection.cases.ApiResponses;
import org.akoma.protection.cases.CaseWork;
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
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What is done for a child, as JSON. */
@RestController
@RequestMapping("/api/v1/cases/{code}/services")
class ServiceApi implements Included<ServiceApi.View> {

    private final Services services;
    private final PersonCodes people;
    private final CodeLists lists;
    private final CaseWork work;

    ServiceApi(Services services, PersonCodes people, CodeLists lists, CaseWork work) {
        this.services = services;
        this.people = people;
        this.lists = lists;
        this.work = work;
    }

    /**
     * @param planType HTCDS spl_Type
     * @param late ISO 8601 length by which it missed its time-frame; null when it did not
     */
    record View(
            UUID id,
            String code,
            @Nullable String planType,
            Service.State state,
            @Nullable TimeFrame timeFrame,
            @Nullable Instant dueAt,
            @Nullable Duration late,
            @Nullable String provider,
            @Nullable UUID goal,
            @Nullable LocalDate fromOn,
            @Nullable LocalDate untilOn,
            @Nullable String plannedBy,
            Instant plannedAt,
            @Nullable String approvedBy,
            @Nullable Instant approvedAt,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable String reason,
            @Nullable String note,
            int version) {}

    private View view(Service s, Map<UUID, String> codes) {
        return new View(
                s.id(),
                s.code(),
                lists.find("assistance", s.code()).map(code -> code.htcds()).orElse(null),
                s.state(),
                s.timeFrame(),
                s.dueAt(),
                s.lateness(work.now()),
                s.provider(),
                s.goalId(),
                s.fromOn(),
                s.untilOn(),
                codes.get(s.plannedBy()),
                s.plannedAt(),
                s.approvedBy() == null ? null : codes.get(s.approvedBy()),
                s.approvedAt(),
                s.startedAt(),
                s.endedAt(),
                s.reason(),
                s.note(),
                s.version());
    }

    @Operation(summary = "asOf: as they stood at the end of that day")
    @PastDays
    @GetMapping
    ResponseEntity<ItemList<View>> all(Actor actor, @PathVariable String code, HttpServletRequest request) {
        Form form = Form.of(request.getParameterMap());
        LocalDate day = form.pastDay("asOf", work.today());
        if (!form.refuseUnknown().isSound()) return Problem.of(form.errors());
        return ApiResponses.of(services.of(actor, upper(code)), all -> {
            List<Service> then = day == null
                    ? all
                    : all.stream().flatMap(one -> one.asOf(day).stream()).toList();
            return ResponseEntity.ok(views(actor, then));
        });
    }

    private ItemList<View> views(Actor actor, List<Service> all) {
        Map<UUID, String> codes = codes(actor, all);
        return ItemList.of(all, one -> view(one, codes));
    }

    @Override
    public String name() {
        return "services";
    }

    @Override
    public Optional<List<View>> included(Actor actor, String code) {
        return Included.of(services.of(actor, upper(code)), all -> views(actor, all));
    }

    @ApiResponse(responseCode = "201", description = "The service", useReturnTypeSchema = true)
    @PostMapping
    ResponseEntity<View> plan(Actor actor, @PathVariable String code, Submission<PlanService.Input> submission) {
        return answer(
                actor, submission, input -> services.plan(actor, upper(code), input.command()), HttpStatus.CREATED);
    }

    /** What has not begun, put otherwise, whole. */
    @PutMapping("/{id}")
    ResponseEntity<View> change(
            Actor actor, @PathVariable String code, @PathVariable UUID id, Submission<ChangeService.Input> submission) {
        return answer(
                actor,
                submission.given("id", id),
                input -> services.change(actor, upper(code), input.command(), Objects.requireNonNull(input.version())),
                HttpStatus.OK);
    }

    @PostMapping("/{id}/approval")
    ResponseEntity<View> approve(
            Actor actor,
            @PathVariable String code,
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        return answer(actor, services.approve(actor, upper(code), id, ETag.version(ifMatch)), HttpStatus.OK);
    }

    @PostMapping("/{id}/start")
    ResponseEntity<View> start(
            Actor actor, @PathVariable String code, @PathVariable UUID id, Submission<StartService> submission) {
        return answer(
                actor,
                submission,
                input -> services.start(actor, upper(code), id, orNow(input.at()), input.version()),
                HttpStatus.OK);
    }

    @PostMapping("/{id}/end")
    ResponseEntity<View> end(
            Actor actor, @PathVariable String code, @PathVariable UUID id, Submission<EndService> submission) {
        return answer(
                actor,
                submission,
                input -> input.completed()
                        ? services.complete(actor, upper(code), id, orNow(input.at()), input.version())
                        : services.interrupt(
                                actor, upper(code), id, orNow(input.at()), input.reason(), input.version()),
                HttpStatus.OK);
    }

    private Instant orNow(@Nullable Instant typed) {
        return typed == null ? work.now() : typed;
    }

    private <C> ResponseEntity<View> answer(
            Actor actor, Submission<C> submission, Function<C, Outcome<Service>> act, HttpStatus status) {
        return ApiResponses.tagged(
                submission, act, status, Service::version, one -> view(one, codes(actor, List.of(one))));
    }

    private ResponseEntity<View> answer(Actor actor, Outcome<Service> outcome, HttpStatus status) {
        return ApiResponses.tagged(outcome, status, Service::version, one -> view(one, codes(actor, List.of(one))));
    }

    private Map<UUID, String> codes(Actor actor, List<Service> all) {
        return people.of(
                actor,
                all.stream()
                        .flatMap(one -> Stream.concat(Stream.of(one.plannedBy()), Stream.ofNullable(one.approvedBy())))
                        .toList());
    }

    private static String upper(String code) {
        return code.toUpperCase(Locale.ROOT);
    }
}
