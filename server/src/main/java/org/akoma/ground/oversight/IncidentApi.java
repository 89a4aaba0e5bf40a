package org.akoma.ground.oversight;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.forms.Submission;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Incidents of data protection, as JSON. */
@RestController
@RequestMapping("/api/v1/incidents")
class IncidentApi {

    private final Incidents incidents;

    IncidentApi(Incidents incidents) {
        this.incidents = incidents;
    }

    /**
     * One incident in a list. A project manager gets no state of the persons.
     *
     * @param reportedBy null for a colleague of whom it is about
     * @param unkept every data protection officer is concerned: ask who reported it
     */
    record Row(
            UUID id,
            String code,
            Incident.Kind kind,
            Incident.Country country,
            Instant discoveredAt,
            Instant reportedAt,
            @Nullable String reportedBy,
            Instant takenDue,
            Instant authorityDue,
            @Nullable Instant takenAt,
            Incident.@Nullable Told authority,
            @Nullable Instant closedAt,
            boolean unkept) {
        static Row of(Incident one) {
            return new Row(
                    one.id(),
                    one.code(),
                    one.kind(),
                    one.country(),
                    one.discoveredAt(),
                    one.reportedAt(),
                    one.reportedBy(),
                    one.takenDue(),
                    one.authorityDue(),
                    one.takenAt(),
                    one.authority(),
                    one.closedAt(),
                    false);
        }

        static Row of(Incident.Managed one) {
            return new Row(
                    one.id(),
                    one.code(),
                    one.kind(),
                    one.country(),
                    one.discoveredAt(),
                    one.reportedAt(),
                    one.reportedBy(),
                    one.takenDue(),
                    one.authorityDue(),
                    one.takenAt(),
                    one.authority(),
                    one.closedAt(),
                    one.unkept());
        }
    }

    record Items(List<Row> items) {}

    record OwnItems(List<Incident.Own> items) {}

    record Id(UUID id) {}

    @Operation(summary = "Incidents, the most urgent first; a project manager gets their clocks alone")
    @GetMapping
    ResponseEntity<Items> list(Actor actor) {
        if (Incidents.keeps(actor))
            return ResponseEntity.ok(
                    new Items(incidents.all(actor).stream().map(Row::of).toList()));
        if (Incidents.manages(actor))
            return ResponseEntity.ok(
                    new Items(incidents.managed(actor).stream().map(Row::of).toList()));
        return Problem.forbidden();
    }

    @Operation(summary = "What the caller reported, and its state")
    @GetMapping("/own")
    ResponseEntity<OwnItems> own(Actor actor) {
        return ResponseEntity.ok(new OwnItems(incidents.own(actor)));
    }

    @Operation(summary = "Report an incident of data protection; whose conduct it is about learns nothing of it")
    @ApiResponse(responseCode = "201", description = "It is reported", useReturnTypeSchema = true)
    @PostMapping
    ResponseEntity<Incident.Own> report(Actor actor, Submission<ReportIncident> submission) {
        return Answer.json(submission, said -> incidents.report(actor, said), HttpStatus.CREATED, own -> own);
    }

    @GetMapping("/{id}")
    ResponseEntity<Incident> one(Actor actor, @PathVariable UUID id) {
        if (!Incidents.keeps(actor)) return Problem.forbidden();
        return incidents.read(actor, id).map(ResponseEntity::ok).orElseGet(Problem::notFound);
    }

    @Operation(summary = "Take it on, as a data protection officer")
    @PostMapping("/{id}/taking")
    ResponseEntity<Id> take(Actor actor, @PathVariable UUID id) {
        return Answer.json(incidents.take(actor, id), HttpStatus.OK, Id::new);
    }

    @Operation(summary = "Record what was done, or why it was not")
    @ApiResponse(responseCode = "201", description = "It is recorded", useReturnTypeSchema = true)
    @PostMapping("/{incident}/steps")
    ResponseEntity<Id> step(Actor actor, @PathVariable UUID incident, Submission<RecordIncidentStep> submission) {
        return Answer.json(submission, said -> incidents.step(actor, incident, said), HttpStatus.CREATED, Id::new);
    }

    @Operation(summary = "Ask that it ends; a second data protection officer or the project manager agrees")
    @PostMapping("/{id}/end")
    ResponseEntity<Id> end(Actor actor, @PathVariable UUID id, Submission<AskIncidentEnd> submission) {
        return Answer.json(submission, said -> incidents.askEnd(actor, id, said), HttpStatus.OK, Id::new);
    }
}
