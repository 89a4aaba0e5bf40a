package org.akoma.protection.placement;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.PastDays;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.web.ETag;
import org.akoma.ground.web.Form;
import org.akoma.protection.cases.ApiResponses;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Outcome;
import org.jspecify.annotations.Nullable;
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
    ResponseEntity<?> all(Actor actor, @PathVariable String code, HttpServletRequest request) {
        Form form = Form.of(request.getParameterMap());
        Instant then = form.endOfPastDay(PastDays.PARAMETER, work.today());
        if (!form.refuseUnknown().isSound()) return Problem.of(form.errors());
        return then == null
                ? ApiResponses.items(placements.of(actor, code), one -> view(actor, code, one))
                : ApiResponses.items(placements.of(actor, code, then), one -> view(actor, code, one, then));
    }

    @PostMapping
    ResponseEntity<?> place(Actor actor, @PathVariable String code, @RequestBody Map<String, Object> body) {
        Form form = Form.ofJson(body);
        PlaceChild command = PlacementForm.read(form);
        if (!form.refuseUnknown().isSound() || command == null) return Problem.of(form.errors());
        return ApiResponses.created(placements.place(actor, code, command), one -> view(actor, code, one));
    }

    /** {@code {"approved":true}}, or false with a reason; {@code request}, the decision's id, is needed where an earlier one was taken back or replaced. */
    @PostMapping("/{id}/decision")
    ResponseEntity<?> decide(
            Actor actor, @PathVariable String code, @PathVariable UUID id, @RequestBody Map<String, Object> body) {
        Form form = Form.ofJson(body);
        Boolean approved = form.requiredAnswer("approved");
        String reason = form.text("reason", Form.LONG_TEXT);
        UUID request = form.id("request");
        if (!form.refuseUnknown().isSound() || approved == null) return Problem.of(form.errors());
        return answer(actor, code, placements.decide(actor, code, id, request, approved, reason));
    }

    /** {@code {"until":"2015-11-16","reason":"RAN_AWAY","words":"…"}}: the child has left, and lives nowhere that is known. */
    @PostMapping("/current/end")
    ResponseEntity<?> end(Actor actor, @PathVariable String code, @RequestBody Map<String, Object> body) {
        Form form = Form.ofJson(body);
        LeavePlace command = LeavePlace.read(form);
        if (!form.refuseUnknown().isSound() || command == null) return Problem.of(form.errors());
        return answer(actor, code, placements.end(actor, code, command));
    }

    private static ResponseEntity<?> changed(HomeChanges.HomeChange change) {
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

    /** @param exceptions every exception that was asked for on this file, newest first */
    record GateView(List<PartView> missing, List<ExceptionView> exceptions) {}

    /** What a return to a family still lacks, with the page that fills each, and the exceptions that were asked for. */
    @GetMapping("/return-gate")
    ResponseEntity<?> gate(Actor actor, @PathVariable String code) {
        return ApiResponses.read(
                exceptions.gate(actor, code),
                gate -> new GateView(
                        gate.missing().stream()
                                .map(part -> new PartView(part, "/cases/" + code + part.page()))
                                .toList(),
                        exceptions.of(actor, code).stream()
                                .map(ExceptionView::of)
                                .toList()));
    }

    /** {@code {"reason":"…"}}: asks a supervisor for one return in spite of what is missing; 202 with the decision that waits. */
    @PostMapping("/return-exceptions")
    ResponseEntity<?> except(Actor actor, @PathVariable String code, @RequestBody Map<String, Object> body) {
        Form form = Form.ofJson(body);
        String country = form.text("country", 2);
        String reason = form.reason("reason", Form.LONG_TEXT);
        if (!form.refuseUnknown().isSound() || reason == null) return Problem.of(form.errors());
        return ApiResponses.of(
                exceptions.ask(actor, code, country, reason),
                one -> ResponseEntity.status(HttpStatus.ACCEPTED).body(ExceptionView.of(one)));
    }

    /**
     * Where exactly and with whom; {@code If-Match} names the version of the placement. 202 with {@code waiting} where an approved home is
     * changed: the home stays as it was until a supervisor agrees at {@code /api/v1/decisions/{waiting}/verdict}.
     */
    @PutMapping("/{id}/home")
    ResponseEntity<?> correct(
            Actor actor,
            @PathVariable String code,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody Map<String, Object> body) {
        Integer version = ETag.version(ifMatch);
        if (version == null) return ApiResponses.preconditionRequired();
        Form form = Form.ofJson(body);
        Placement.Home wanted = Placement.Home.read(form);
        if (!form.refuseUnknown().isSound()) return Problem.of(form.errors());
        return ApiResponses.of(homes.correct(actor, code, id, wanted, version), PlacementApi::changed);
    }

    /** 202: a supervisor confirms the day, with the order on the file. */
    @PostMapping("/current/care-order")
    ResponseEntity<?> order(Actor actor, @PathVariable String code, @RequestBody Map<String, Object> body) {
        Form form = Form.ofJson(body);
        LocalDate day = form.requiredDate("careOrderOn");
        if (!form.refuseUnknown().isSound() || day == null) return Problem.of(form.errors());
        return ApiResponses.of(
                placements.order(actor, code, day),
                one -> ResponseEntity.status(HttpStatus.ACCEPTED).body(view(actor, code, one)));
    }

    private ResponseEntity<?> answer(Actor actor, String code, Outcome<Placement> outcome) {
        return ApiResponses.of(outcome, one -> ResponseEntity.ok(view(actor, code, one)));
    }

    /** The address and with whom. */
    @PostMapping("/{id}/reveal")
    ResponseEntity<?> reveal(Actor actor, @PathVariable String code, @PathVariable UUID id) {
        return ApiResponses.read(placements.reveal(actor, code, id), words -> words);
    }
}
