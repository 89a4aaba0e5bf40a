package org.akoma.programme.fieldwork;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.decisions.Decision;
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

/** Which child a study code stands for, as JSON, for the data protection officer. */
@RestController
@RequestMapping("/api/v1")
class StudyLinkApi {

    private final StudyLinks links;

    StudyLinkApi(StudyLinks links) {
        this.links = links;
    }

    /**
     * @param harm whether the child told of harm; else it was in distress
     * @param byStaff whether somebody of the staff does it, of which no alert went out
     * @param takenOn accounts of the supervisors who said that they took on the safety of that child
     * @param named accounts of those who were asked to and have not answered, while nobody did
     * @param callable accounts of those whom the officer may call, again too, while nobody did
     * @param declined accounts of those who said no, while nobody said yes
     * @param safe whether who looked after the child and who keeps the interview said that it is safe
     * @param left who took it on and gave it back last, while nobody looks after the child
     */
    record StudyLinkView(
            UUID interview,
            String study,
            LocalDate heldOn,
            boolean harm,
            @Nullable UUID link,
            Decision.@Nullable State state,
            boolean byStaff,
            List<String> takenOn,
            List<String> named,
            List<String> callable,
            List<String> declined,
            boolean safe,
            @Nullable LeftView left) {}

    record LeftView(String person, LeaveSafety.Why why) {}

    record StudyLinkViews(List<StudyLinkView> items) {}

    record OpenedLinkView(String evaluation, String study, String code, Instant until) {}

    @Operation(
            summary = "Interviews of a mission in which a child told of harm or was in distress, with the last request")
    @GetMapping("/evaluations/{code}/study-links")
    ResponseEntity<StudyLinkViews> all(Actor actor, @PathVariable String code) {
        return links.mission(actor, code)
                .map(mission -> ResponseEntity.ok(views(actor, mission)))
                .orElseGet(Problem::notFound);
    }

    private StudyLinkViews views(Actor actor, StudyLink.Of mission) {
        return new StudyLinkViews(links.of(actor, mission).stream()
                .map(one -> new StudyLinkView(
                        one.interview(),
                        one.study(),
                        one.heldOn(),
                        one.harm(),
                        one.link(),
                        one.state(),
                        one.byStaff(),
                        one.takenOn(),
                        one.named(),
                        one.callable(),
                        one.declined(),
                        one.safe(),
                        one.left() == null
                                ? null
                                : new LeftView(one.left().person(), one.left().why())))
                .toList());
    }

    @Operation(summary = "Ask which child it is, under an id of the caller's; a supervisor who holds its file agrees")
    @ApiResponse(responseCode = "201", description = "The list", useReturnTypeSchema = true)
    @PostMapping("/evaluations/{code}/study-links/{interview}")
    ResponseEntity<StudyLinkViews> ask(
            Actor actor, @PathVariable String code, @PathVariable UUID interview, Submission<AskForLink> submission) {
        return Answer.json(
                submission,
                input -> links.ask(actor, code, interview, input),
                HttpStatus.CREATED,
                of -> views(actor, of));
    }

    @Operation(
            summary =
                    "Note which supervisor of another structure is asked to take on the safety of a child that somebody of the staff harms; their own word ends the officer's task")
    @ApiResponse(responseCode = "201", description = "The list", useReturnTypeSchema = true)
    @PostMapping("/evaluations/{code}/study-links/{interview}/safety")
    ResponseEntity<StudyLinkViews> safety(
            Actor actor, @PathVariable String code, @PathVariable UUID interview, Submission<NoteSafety> submission) {
        return Answer.json(
                submission,
                input -> links.noteSafety(actor, code, interview, input),
                HttpStatus.CREATED,
                of -> views(actor, of));
    }

    @Operation(
            summary =
                    "Confirm that a child whom staff harmed is safe, as who looked after it said; then it is nobody's task any more")
    @ApiResponse(responseCode = "200", description = "The list", useReturnTypeSchema = true)
    @PostMapping("/evaluations/{code}/study-links/{interview}/safety/end")
    ResponseEntity<StudyLinkViews> confirm(Actor actor, @PathVariable String code, @PathVariable UUID interview) {
        return Answer.json(links.confirmSafety(actor, code, interview), HttpStatus.OK, of -> views(actor, of));
    }

    @Operation(summary = "The file of a study code, for who asked, once another person agreed and for thirty days")
    @GetMapping("/study-links/{id}")
    ResponseEntity<OpenedLinkView> opened(Actor actor, @PathVariable UUID id) {
        return links.open(actor, id)
                .map(one -> ResponseEntity.ok(new OpenedLinkView(one.mission(), one.study(), one.code(), one.until())))
                .orElseGet(Problem::notFound);
    }
}
