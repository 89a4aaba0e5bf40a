package org.akoma.programme.findings;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.ETag;
import org.akoma.ground.web.Form;
import org.akoma.programme.findings.Finding.Area;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The plan of action, as JSON. */
@RestController
@RequestMapping("/api/v1/actions")
class ActionApi {

    private final Actions actions;

    ActionApi(Actions actions) {
        this.actions = actions;
    }

    /**
     * @param late transferred and past its date, which counts as overdue
     * @param waiting the decision about its end that waits for a second person; null = none does, or it is not for the reader
     * @param asked what waits for a second person, whether the reader may open it or not
     */
    record ActionView(
            UUID id,
            String evaluation,
            String code,
            String recommendation,
            Area area,
            String words,
            String owner,
            String structure,
            LocalDate dueOn,
            @Nullable String means,
            Action.State state,
            boolean late,
            @Nullable Instant startedAt,
            @Nullable LocalDate doneOn,
            @Nullable String proof,
            @Nullable String cancelledWhy,
            @Nullable String receiver,
            @Nullable String receiverStructure,
            @Nullable UUID waiting,
            List<AskedView> asked,
            int version) {
        static ActionView of(Action one) {
            return new ActionView(
                    one.id(),
                    one.mission(),
                    one.code(),
                    one.recommendation(),
                    one.area(),
                    one.words(),
                    one.owner(),
                    one.structure(),
                    one.dueOn(),
                    one.means(),
                    one.state(),
                    one.late(),
                    one.startedAt(),
                    one.doneOn(),
                    one.proof(),
                    one.cancelledWhy(),
                    one.receiver(),
                    one.receiverStructure(),
                    one.waiting(),
                    one.asked().stream().map(AskedView::of).toList(),
                    one.version());
        }
    }

    /** A request that waits; {@code decision} is null where the reader may not open it. */
    record AskedView(
            @Nullable UUID decision,
            ActionEndings.Kind kind,
            String askedBy,
            Instant askedAt,
            @Nullable String receiver,
            @Nullable String receiverStructure) {
        static AskedView of(Action.Asked one) {
            return new AskedView(
                    one.decision(), one.kind(), one.by(), one.at(), one.receiver(), one.receiverStructure());
        }
    }

    record ActionViews(List<ActionView> items) {}

    @Operation(
            summary =
                    "Actions of confirmed responses, the soonest due first; evaluation, area, owner (account or structure) and state (OPEN for all that are) filter")
    @GetMapping
    ResponseEntity<ActionViews> all(Actor actor, HttpServletRequest request) {
        if (!actor.may(Verb.FINDING_READ)) return Problem.forbidden();
        Form form = Form.of(request.getParameterMap());
        ActionFilter wanted = ActionFilter.of(form);
        if (!form.refuseUnknown().isSound()) return Problem.of(form.errors());
        return ResponseEntity.ok(new ActionViews(actions.list(actor, wanted, Actions.MOST).stream()
                .map(ActionView::of)
                .toList()));
    }

    @Operation(summary = "One action")
    @GetMapping("/{id}")
    ResponseEntity<ActionView> one(Actor actor, @PathVariable UUID id) {
        return actions.find(actor, id)
                .map(one -> ResponseEntity.ok().eTag(ETag.of(one.version())).body(ActionView.of(one)))
                .orElseGet(Problem::notFound);
    }

    @Operation(summary = "Its owner begins it")
    @PostMapping("/{id}/start")
    ResponseEntity<ActionView> start(
            Actor actor,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String version) {
        return Answer.json(actions.start(actor, id, ETag.version(version)), HttpStatus.OK, ActionView::of);
    }

    @Operation(
            summary = "Its owner says with a proof that it is done; 202 with the decision that a second person takes")
    @ApiResponse(responseCode = "202", description = "The action, which waits", useReturnTypeSchema = true)
    @PostMapping("/{id}/done")
    ResponseEntity<ActionView> finish(Actor actor, @PathVariable UUID id, Submission<FinishAction> submission) {
        return Answer.json(
                actions.barred(actor, id, true),
                submission,
                input -> actions.finish(actor, id, input),
                HttpStatus.ACCEPTED,
                ActionView::of);
    }

    @Operation(
            summary =
                    "A project manager asks with a reason that it is cancelled; 202 with the decision that a second person, who does not own it, takes")
    @ApiResponse(responseCode = "202", description = "The action, which waits", useReturnTypeSchema = true)
    @PostMapping("/{id}/cancellation")
    ResponseEntity<ActionView> cancel(Actor actor, @PathVariable UUID id, Submission<CancelAction> submission) {
        return Answer.json(
                actions.barred(actor, id, false),
                submission,
                input -> actions.cancel(actor, id, input),
                HttpStatus.ACCEPTED,
                ActionView::of);
    }

    @Operation(
            summary =
                    "A project manager asks that it is transferred to a named receiver; 202 with the decision that somebody of the structure that receives it takes")
    @ApiResponse(responseCode = "202", description = "The action, which waits", useReturnTypeSchema = true)
    @PostMapping("/{id}/transfer")
    ResponseEntity<ActionView> transfer(Actor actor, @PathVariable UUID id, Submission<TransferAction> submission) {
        return Answer.json(
                actions.barred(actor, id, false),
                submission,
                input -> actions.transfer(actor, id, input),
                HttpStatus.ACCEPTED,
                ActionView::of);
    }
}
