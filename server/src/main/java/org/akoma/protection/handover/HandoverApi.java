package org.akoma.protection.handover;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.forms.Submission;
import org.akoma.protection.cases.ApiResponses;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The hand-over of a file to an authority. */
@RestController
@RequestMapping("/api/v1/cases/{code}/handover")
class HandoverApi {

    private final Handovers handovers;
    private final HandoverStandings standings;
    private final AcceptedHandovers accepted;

    HandoverApi(Handovers handovers, HandoverStandings standings, AcceptedHandovers accepted) {
        this.handovers = handovers;
        this.standings = standings;
        this.accepted = accepted;
    }

    record View(
            UUID id,
            String to,
            Handover.State state,
            Handover.@Nullable Consent consent,
            boolean minimum,
            Instant proposedAt,
            @Nullable Instant sentAt,
            @Nullable Instant answeredAt,
            Handover.@Nullable How answeredHow,
            List<Handover.Part> missing,
            List<Handover.Part> lacks,
            @Nullable LocalDate overlapUntil,
            @Nullable String receipt,
            @Nullable String worker,
            @Nullable LocalDate jointVisitOn) {
        static View of(Handover one) {
            Handover.Answer answer = one.answer();
            return new View(
                    one.id(),
                    one.receiver(),
                    one.state(),
                    one.consent(),
                    one.minimum(),
                    one.proposedAt(),
                    one.sentAt(),
                    answer == null ? null : answer.at(),
                    answer == null ? null : answer.how(),
                    one.missing(),
                    answer == null ? List.of() : answer.lacks(),
                    one.overlapUntil(),
                    answer == null ? null : answer.receipt(),
                    one.worker(),
                    one.jointVisitOn());
        }
    }

    /**
     * @param checklist as the records are now, of the sections that the reader holds; empty for who does not work on the file
     * @param responsible code of the structure that answers for the child today
     * @param handovers newest first
     * @param checks after the acceptance
     * @param custody who has the custody of the child today; empty for who does not read of the family
     * @param request that waits for a second person; null = none
     */
    record StandingView(
            List<Handover.Item> checklist,
            @Nullable String responsible,
            List<Handover.Responsible> since,
            List<View> handovers,
            List<Handover.Checkup> checks,
            List<Handover.Custody> custody,
            @Nullable UUID request) {
        static StandingView of(HandoverStandings.Standing standing) {
            return new StandingView(
                    standing.checklist(),
                    standing.responsible(),
                    standing.history(),
                    standing.all().stream().map(View::of).toList(),
                    standing.checkups(),
                    standing.custody(),
                    standing.waiting() == null ? null : standing.waiting().id());
        }
    }

    /** How it stands. The reading is journalled. */
    @GetMapping
    ResponseEntity<StandingView> standing(Actor actor, @PathVariable String code) {
        return ApiResponses.of(standings.of(actor, code), one -> ResponseEntity.ok(StandingView.of(one)));
    }

    /** Proposes; without consent it is kept as BLOCKED and nothing leaves. */
    @ApiResponse(responseCode = "201", description = "The hand-over", useReturnTypeSchema = true)
    @PostMapping
    ResponseEntity<View> propose(Actor actor, @PathVariable String code, Submission<ProposeHandover> submission) {
        return ApiResponses.created(submission, command -> handovers.propose(actor, code, command), View::of);
    }

    /** Sends what was blocked, once consent is there or two people agreed to the minimum. */
    @PostMapping("/{id}/sending")
    ResponseEntity<View> send(
            Actor actor,
            @PathVariable String code,
            @PathVariable UUID id,
            Submission<ProposeHandover.Send> submission) {
        return ApiResponses.done(submission, command -> handovers.send(actor, code, id, command), View::of);
    }

    /** Takes it back while it is not answered; no body. */
    @PostMapping("/{id}/withdrawal")
    ResponseEntity<View> takeBack(Actor actor, @PathVariable String code, @PathVariable UUID id) {
        return ApiResponses.of(handovers.takeBack(actor, code, id), one -> ResponseEntity.ok(View.of(one)));
    }

    /** Asks the data protection officer that the minimum leaves without consent. */
    @PostMapping("/{id}/minimum")
    ResponseEntity<View> minimum(
            Actor actor,
            @PathVariable String code,
            @PathVariable UUID id,
            Submission<ProposeHandover.Minimum> submission) {
        return ApiResponses.done(submission, command -> handovers.askMinimum(actor, code, id, command), View::of);
    }

    /** The authority's answer by its own people: accepted, or returned with a reason. */
    @PostMapping("/{id}/answer")
    ResponseEntity<View> answer(
            Actor actor,
            @PathVariable String code,
            @PathVariable UUID id,
            Submission<ProposeHandover.Reply> submission) {
        return ApiResponses.done(submission, command -> handovers.reply(actor, code, id, command), View::of);
    }

    /** The authority's answer in writing, where it has nobody here; a supervisor confirms it. */
    @PostMapping("/{id}/letter")
    ResponseEntity<View> letter(
            Actor actor,
            @PathVariable String code,
            @PathVariable UUID id,
            Submission<ProposeHandover.EnterLetter> submission) {
        return ApiResponses.done(submission, command -> handovers.enterLetter(actor, code, id, command), View::of);
    }

    /** The visit at which the child met the new worker together with the former one. */
    @PostMapping("/{id}/joint-visit")
    ResponseEntity<View> jointVisit(
            Actor actor,
            @PathVariable String code,
            @PathVariable UUID id,
            Submission<ProposeHandover.JointVisit> submission) {
        return ApiResponses.done(
                submission, command -> accepted.visitedTogether(actor, code, id, command.on()), View::of);
    }

    /** What was accepted as the minimum becomes the whole file, once consent is there; no body. */
    @PostMapping("/{id}/widening")
    ResponseEntity<View> widen(Actor actor, @PathVariable String code, @PathVariable UUID id) {
        return ApiResponses.of(accepted.widen(actor, code, id), one -> ResponseEntity.ok(View.of(one)));
    }

    /** Who goes on with the child at the authority. */
    @PostMapping("/{id}/worker")
    ResponseEntity<View> worker(
            Actor actor,
            @PathVariable String code,
            @PathVariable UUID id,
            Submission<ProposeHandover.NameWorker> submission) {
        return ApiResponses.done(
                submission, command -> accepted.nameWorker(actor, code, id, command.worker()), View::of);
    }

    /** What became of the child 30 or 90 days after the acceptance. */
    @PostMapping("/{id}/checks/{days:30|90}")
    ResponseEntity<View> check(
            Actor actor,
            @PathVariable String code,
            @PathVariable UUID id,
            @PathVariable int days,
            Submission<ProposeHandover.CheckUp> submission) {
        return ApiResponses.done(submission, said -> accepted.checkUp(actor, code, id, days, said), View::of);
    }
}
