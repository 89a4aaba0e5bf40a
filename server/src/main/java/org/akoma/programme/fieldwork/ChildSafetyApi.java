package org.akoma.programme.fieldwork;

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

/** The safety of children that staff harms, for the supervisors whom the data protection officer called. */
@RestController
@RequestMapping("/api/v1/child-safety")
class ChildSafetyApi {

    private final StudyLinks links;

    ChildSafetyApi(StudyLinks links) {
        this.links = links;
    }

    /**
     * @param since when the caller was named
     * @param takenAt when they said that they take it on; null: they have not answered, or said no
     * @param declined whether they said no; a yes is still taken as long as nobody looks after the child
     */
    record AskedSafetyView(
            UUID interview,
            String evaluation,
            String study,
            Instant since,
            @Nullable Instant takenAt,
            boolean declined) {}

    /**
     * @param care where it lives, a code of the list placement-kind
     * @param structure that works on its file, and hears nothing of this
     */
    record SafeguardedChildView(
            String code,
            String sex,
            @Nullable Integer age,
            String country,
            @Nullable String care,
            String structure) {}

    record AskedSafeties(List<AskedSafetyView> items) {}

    @Operation(
            summary =
                    "What I am asked to take on, and what I took on: the safety of children whom somebody of the staff harms")
    @GetMapping
    AskedSafeties asked(Actor actor) {
        return new AskedSafeties(links.safeties(actor).stream()
                .map(one -> new AskedSafetyView(
                        one.interview(), one.mission(), one.study(), one.since(), one.takenAt(), one.declined()))
                .toList());
    }

    @Operation(summary = "Which child I look after, once two people opened its study code")
    @GetMapping("/{interview}/child")
    ResponseEntity<SafeguardedChildView> child(Actor actor, @PathVariable UUID interview) {
        return links.safeties(actor).stream()
                .filter(one -> one.interview().equals(interview))
                .findFirst()
                .flatMap(one -> links.child(actor, one))
                .map(one -> ResponseEntity.ok(new SafeguardedChildView(
                        one.code(), one.sex(), one.age(), one.country(), one.care(), one.structure())))
                .orElseGet(Problem::notFound);
    }

    @Operation(summary = "Whether I take it on; only a yes ends the task of the data protection officer")
    @ApiResponse(responseCode = "201", description = "What I am asked besides", useReturnTypeSchema = true)
    @PostMapping("/{interview}")
    ResponseEntity<AskedSafeties> say(Actor actor, @PathVariable UUID interview, Submission<SaySafety> submission) {
        return Answer.json(
                submission,
                input -> links.saySafety(actor, interview, input),
                HttpStatus.CREATED,
                about -> asked(actor));
    }

    @Operation(summary = "That I no longer look after it, and why; then it is the task of who asked me again")
    @ApiResponse(responseCode = "201", description = "What I am asked besides", useReturnTypeSchema = true)
    @PostMapping("/{interview}/end")
    ResponseEntity<AskedSafeties> leave(Actor actor, @PathVariable UUID interview, Submission<LeaveSafety> submission) {
        return Answer.json(
                submission,
                input -> links.leaveSafety(actor, interview, input),
                HttpStatus.CREATED,
                about -> asked(actor));
    }
}
