package org.akoma.protection.placement;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.akoma.PastDays;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.RecentFactor;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.ETag;
import org.akoma.ground.web.Form;
import org.akoma.protection.cases.ApiResponses;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.ItemList;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where a child lives, as JSON. The address is not in the list: it is asked for by itself, and the asking is journalled. */
@RestController
@RequestMapping("/api/v1/cases/{code}/placements")
class PlacementApi {

    private final Placements placements;
    private final ShelterMoves moves;
    private final HomeChanges homes;
    private final ReturnExceptions exceptions;
    private final CaseWork work;

    PlacementApi(
            Placements placements, ShelterMoves moves, HomeChanges homes, ReturnExceptions exceptions, CaseWork work) {
        this.work = work;
        this.placements = placements;
        this.moves = moves;
        this.homes = homes;
        this.exceptions = exceptions;
    }

    /**
     * @param agreed two people agreed to this home abroad: PROPOSED until the child's arrival is confirmed
     * @param move the decision about a move into this shelter that began at once: WAITING, AGREED, REFUSED; null = it needed none
     */
    record PlacementView(
            UUID id,
            Placement.Kind kind,
            Placement.State state,
            boolean agreed,
            @Nullable String shelter,
            String country,
            LocalDate since,
            @Nullable LocalDate until,
            Placement.@Nullable Reason reason,
            LeavePlace.@Nullable Reason left,
            @Nullable LocalDate careOrderOn,
            @Nullable LocalDate careOrderDue,
            Decision.@Nullable State move,
            int version) {}

    private PlacementView view(Actor actor, String code, Placement one) {
        return view(actor, code, one, work.now());
    }

    private PlacementView view(Actor actor, String code, Placement one, Instant then) {
        return new PlacementView(
                one.id(),
                one.kind(),
                one.state(),
                one.isAgreed(),
                placements.shelterCode(actor, one),
                one.country(),
                one.since(),
                one.until(),
                one.reason(),
                one.left(),
                one.careOrderOn(),
                one.careOrderDue(),
                one.kind() == Placement.Kind.SHELTER ? moves.state(actor, code, one.id(), then) : null,
                one.version());
    }

    /** Newest first; {@code asOf}: as the file said at the end of that day. */
    @PastDays
    @GetMapping
    ResponseEntity<ItemList<PlacementView>> all(Actor actor, @PathVariable String code, HttpServletRequest request) {
        Form form = Form.of(request.getParameterMap());
        Instant then = form.endOfPastDay(PastDays.PARAMETER, work.today());
        if (!form.refuseUnknown().isSound()) return Problem.of(form.errors());
        return then == null
                ? ApiResponses.items(placements.of(actor, code), one -> view(actor, code, one))
                : ApiResponses.items(placements.of(actor, code, then), one -> view(actor, code, one, then));
    }

    @ApiResponse(responseCode = "201", description = "The placement", useReturnTypeSchema = true)
    @PostMapping
    ResponseEntity<PlacementView> place(
            Actor actor, @PathVariable String code, Submission<PlaceChild.Input> submission) {
        return ApiResponses.created(
                submission, input -> placements.place(actor, code, input.command()), one -> view(actor, code, one));
    }

    /** {@code request}, the decision's id, is needed where an earlier one was taken back or replaced. */
    @PostMapping("/{id}/decision")
    ResponseEntity<PlacementView> decide(
            Actor actor,
            @PathVariable String code,
            @PathVariable UUID id,
            Submission<PlacementInput.Decide> submission) {
        return ApiResponses.done(
                submission,
                input -> placements.decide(actor, code, id, input.request(), input.approved(), input.reason()),
                one -> view(actor, code, one));
    }

    /** The child has left, and lives nowhere that is known. */
    @PostMapping("/current/end")
    ResponseEntity<PlacementView> end(Actor actor, @PathVariable String code, Submission<LeavePlace.Input> submission) {
        return ApiResponses.done(
                submission, input -> placements.end(actor, code, input.command()), one -> view(actor, code, one));
    }

    private static ResponseEntity<Map<String, Object>> changed(HomeChanges.HomeChange change) {
        Map<String, Object> body = new LinkedHashMap<>(change.home().value().fields());
        body.put("waiting", change.waiting());
        HttpStatus status = change.waiting() == null ? HttpStatus.OK : HttpStatus.ACCEPTED;
        return ResponseEntity.status(status)
                .eTag(ETag.of(change.home().version()))
                .body(body);
    }

    /** @param address of the page that fills it */
    record PartView(ReturnGate.Part part, String address) {}

    record ExceptionView(
            UUID id,
            Decision.State state,
            @Nullable String reason,
            List<ReturnGate.Part> missing,
            Instant askedAt,
            @Nullable Instant endedAt) {
        static ExceptionView of(Decision one) {
            return new ExceptionView(
                    one.id(), one.state(), one.why(), ReturnExceptions.missing(one), one.proposedAt(), one.endedAt());
        }
    }

    /** @param closedAt since the child came where it lives; null = it runs */
    record GateDangerView(UUID alert, String type, @Nullable Instant closedAt) {}

    /**
     * @param dangers alerts of danger of the child, for who reads them: those that run, and those that were closed since it came where it lives
     * @param exceptions every exception that was asked for on this file, newest first
     */
    record GateView(List<PartView> missing, List<GateDangerView> dangers, List<ExceptionView> exceptions) {}

    /** What a return to a family still lacks, with the page that fills each, and the exceptions that were asked for. */
    @GetMapping("/return-gate")
    ResponseEntity<GateView> gate(Actor actor, @PathVariable String code) {
        return ApiResponses.read(
                exceptions.gate(actor, code),
                gate -> new GateView(
                        gate.missing().stream()
                                .map(part -> new PartView(part, "/cases/" + code + part.page()))
                                .toList(),
                        exceptions.dangers(actor, code).stream()
                                .map(one -> new GateDangerView(one.alert(), one.type(), one.closedAt()))
                                .toList(),
                        exceptions.of(actor, code).stream()
                                .map(ExceptionView::of)
                                .toList()));
    }

    /** Asks a supervisor for one return in spite of what is missing; 202 with the decision that waits. */
    @ApiResponse(responseCode = "202", description = "The exception, which waits", useReturnTypeSchema = true)
    @PostMapping("/return-exceptions")
    ResponseEntity<ExceptionView> except(
            Actor actor, @PathVariable String code, Submission<PlacementInput.Exception> submission) {
        return ApiResponses.of(
                submission,
                input -> exceptions.ask(actor, code, input.country(), input.reason()),
                one -> ResponseEntity.status(HttpStatus.ACCEPTED).body(ExceptionView.of(one)));
    }

    /**
     * Where exactly and with whom. 202 with {@code waiting} where an approved home is changed: the home stays as it was until a supervisor agrees at
     * {@code /api/v1/decisions/{waiting}/verdict}.
     */
    @RecentFactor
    @PutMapping("/{id}/home")
    ResponseEntity<Map<String, Object>> correct(
            Actor actor, @PathVariable String code, @PathVariable UUID id, Submission<PlacementInput.Home> submission) {
        return ApiResponses.of(
                submission.given("id", id),
                input -> homes.correct(actor, code, id, input.wanted(), Objects.requireNonNull(input.version())),
                PlacementApi::changed);
    }

    /** 202: a supervisor confirms the day, with the order on the file. */
    @ApiResponse(responseCode = "202", description = "The placement, whose order waits", useReturnTypeSchema = true)
    @PostMapping("/current/care-order")
    ResponseEntity<PlacementView> order(
            Actor actor, @PathVariable String code, Submission<PlacementInput.CareOrderDay> submission) {
        return ApiResponses.of(
                submission,
                input -> placements.order(actor, code, input.careOrderOn()),
                one -> ResponseEntity.status(HttpStatus.ACCEPTED).body(view(actor, code, one)));
    }

    /** The address and with whom. */
    @RecentFactor
    @PostMapping("/{id}/reveal")
    ResponseEntity<Placement.SealedText> reveal(Actor actor, @PathVariable String code, @PathVariable UUID id) {
        return ApiResponses.read(placements.reveal(actor, code, id), words -> words);
    }
}
