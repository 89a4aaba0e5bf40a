package org.akoma.protection.overview;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Grant;
import org.akoma.ground.access.Section;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.forms.Submission;
import org.akoma.protection.cases.ApiResponses;
import org.akoma.protection.cases.Emergencies;
import org.akoma.protection.cases.OpenEmergency;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who works on a file: its worker, those with whom it is shared, those who opened it in an emergency. */
@RestController
@RequestMapping("/api/v1/cases/{code}")
class GrantApi {

    private final Assignments assignments;
    private final Supervisors supervisors;
    private final Shares shares;
    private final Emergencies emergencies;

    GrantApi(Assignments assignments, Supervisors supervisors, Shares shares, Emergencies emergencies) {
        this.assignments = assignments;
        this.supervisors = supervisors;
        this.shares = shares;
        this.emergencies = emergencies;
    }

    @PostMapping("/assignment")
    ResponseEntity<AssignCase.Assigned> assign(
            Actor actor, @PathVariable String code, Submission<AssignCase> submission) {
        return ApiResponses.done(submission, command -> assignments.assign(actor, code, command), done -> done);
    }

    /** A request for another supervisor, decided at {@code /decisions}; without a decision the file is theirs already. */
    record Asked(@Nullable UUID decision, Decision.@Nullable State state, String supervisor) {}

    @PostMapping("/supervisor")
    ResponseEntity<Asked> askSupervisor(Actor actor, @PathVariable String code, Submission<AskSupervisor> submission) {
        AskSupervisor command = submission.read();
        if (command == null) return Problem.instead(Problem.of(submission.errors()));
        String supervisor = command.supervisor();
        return Problem.instead(ApiResponses.of(
                supervisors.ask(actor, code, command),
                asked -> asked.map(
                                made -> ResponseEntity.accepted().body(new Asked(made.id(), made.state(), supervisor)))
                        .orElseGet(() -> ResponseEntity.ok(new Asked(null, null, supervisor)))));
    }

    /** @param waiting the decision on letting the colleague write; null = none waits */
    record GrantView(
            UUID id,
            Set<Section> sections,
            boolean mayWrite,
            Instant from,
            @Nullable Instant until,
            Grant.Reason reason,
            @Nullable UUID waiting) {
        static GrantView of(Grant g, @Nullable UUID waiting) {
            return new GrantView(g.id(), g.sections(), g.mayWrite(), g.from(), g.until(), g.reason(), waiting);
        }
    }

    /** A worker's share reads; {@code mayWrite} is put to a supervisor, and {@code waiting} names the decision. */
    @ApiResponse(responseCode = "201", description = "The grant", useReturnTypeSchema = true)
    @PostMapping("/grants")
    ResponseEntity<GrantView> share(Actor actor, @PathVariable String code, Submission<ShareFile.Input> submission) {
        return ApiResponses.created(
                submission,
                input -> shares.share(actor, code, input.command()),
                made -> GrantView.of(made, shares.waiting(actor, made.id())));
    }

    @ApiResponse(responseCode = "204", description = "It is ended", useReturnTypeSchema = true)
    @DeleteMapping("/grants/{id}")
    ResponseEntity<Void> end(Actor actor, @PathVariable String code, @PathVariable UUID id) {
        return ApiResponses.of(
                shares.end(actor, code, id), ended -> ResponseEntity.noContent().build());
    }

    /** Opens a file that is not the caller's, for some hours; who has a second factor sends its six digits. 404 for a code that does not exist. */
    @ApiResponse(responseCode = "201", description = "Until when it is open", useReturnTypeSchema = true)
    @PostMapping("/break-glass")
    ResponseEntity<Emergencies.Opened> breakGlass(
            Actor actor, @PathVariable String code, Submission<OpenEmergency> submission) {
        return ApiResponses.created(
                submission.given("code", code),
                input -> emergencies.open(actor, code, input.reason(), input.secondFactor()),
                opened -> opened);
    }
}
