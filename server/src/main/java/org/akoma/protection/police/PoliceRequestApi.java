package org.akoma.protection.police;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.akoma.airlock.disclosure.DisclosureRequest;
import org.akoma.airlock.disclosure.OffenceReport;
import org.akoma.airlock.disclosure.PoliceWords;
import org.akoma.airlock.disclosure.Telling;
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

/** What the police asked about the child of a file, and what was reported to them. */
@RestController
@RequestMapping("/api/v1/cases/{code}/police")
class PoliceRequestApi {

    private final PoliceRequests requests;
    private final OffencesReported reports;

    PoliceRequestApi(PoliceRequests requests, OffencesReported reports) {
        this.requests = requests;
        this.reports = reports;
    }

    record Request(
            UUID id,
            String number,
            String requester,
            String structure,
            Instant requestedAt,
            DisclosureRequest.Purpose purpose,
            DisclosureRequest.Basis basis,
            List<DisclosureRequest.Fact> fields,
            DisclosureRequest.Urgency urgency,
            boolean again,
            DisclosureRequest.@Nullable Without without,
            DisclosureRequest.@Nullable Consent consent,
            DisclosureRequest.State state,
            @Nullable Instant endedAt,
            DisclosureRequest.@Nullable RefusedBy refusedBy,
            DisclosureRequest.@Nullable Ground ground,
            boolean atOnce,
            DisclosureRequest.@Nullable Review review,
            @Nullable Instant expiresAt,
            @Nullable Instant fetchedAt) {
        static Request of(DisclosureRequest one) {
            return new Request(
                    one.id(),
                    one.number(),
                    one.requester(),
                    one.structure(),
                    one.requestedAt(),
                    one.purpose(),
                    one.basis(),
                    one.fields(),
                    one.urgency(),
                    one.again(),
                    one.without(),
                    one.consent(),
                    one.state(),
                    one.endedAt(),
                    one.refusedBy(),
                    one.ground(),
                    one.atOnce(),
                    one.review(),
                    one.expiresAt(),
                    one.fetchedAt());
        }
    }

    record Told(
            UUID id,
            boolean told,
            @Nullable LocalDate onDay,
            Telling.@Nullable Reason reason,
            @Nullable LocalDate reviewOn,
            String words,
            String by,
            @Nullable String confirmedBy) {
        static Told of(PoliceRequests.Said one) {
            return new Told(
                    one.telling().id(),
                    one.telling().told(),
                    one.telling().onDay(),
                    one.telling().reason(),
                    one.telling().reviewOn(),
                    one.words(),
                    one.telling().by(),
                    one.telling().confirmedBy());
        }
    }

    /**
     * @param police their own words; null to who neither decides nor decided for the file
     * @param withoutWords why it leaves without the child's consent
     * @param reviewReason why the review said that it should not have left at once; null = it did not say so
     * @param facts what would leave, or what was given; empty to who neither decides nor decided for the file
     * @param lacksNumber whether whom to call is asked for, the caller decides, and the directory has no number
     */
    record Opened(
            Request request,
            @Nullable PoliceWords police,
            @Nullable String withoutWords,
            List<DisclosureRequest.Fetch> fetches,
            List<Told> tellings,
            @Nullable String reviewReason,
            List<PoliceRequests.FactShown> facts,
            boolean lacksNumber) {
        static Opened of(PoliceRequests.Asked one) {
            return new Opened(
                    Request.of(one.request()),
                    one.words(),
                    one.withoutWords(),
                    one.fetches(),
                    one.tellings().stream().map(Told::of).toList(),
                    one.judged(),
                    one.facts(),
                    one.lacksNumber());
        }
    }

    /** @param reviewReason why the review said that it should not have left at once; null = it did not say so */
    record Report(
            UUID id,
            String number,
            String to,
            OffenceReport.Offence offence,
            @Nullable LocalDate happenedOn,
            String country,
            DisclosureRequest.Urgency urgency,
            String words,
            OffenceReport.State state,
            @Nullable Instant sentAt,
            boolean atOnce,
            DisclosureRequest.@Nullable Review review,
            OffenceReport.@Nullable Answer answer,
            @Nullable Instant answeredAt,
            @Nullable String answerWords,
            @Nullable String reviewReason) {
        static Report of(OffenceReport one) {
            return of(one, null);
        }

        static Report of(OffenceReport one, @Nullable String judged) {
            return new Report(
                    one.id(),
                    one.number(),
                    one.to(),
                    one.offence(),
                    one.happenedOn(),
                    one.country(),
                    one.urgency(),
                    one.words(),
                    one.state(),
                    one.sentAt(),
                    one.atOnce(),
                    one.review(),
                    one.answer(),
                    one.answeredAt(),
                    one.answerWords(),
                    judged);
        }
    }

    /** @param consented whether the child's yes to sharing with the police stands */
    record Standing(boolean consented, List<Opened> requests, List<Report> reports) {}

    /** The reading is journalled. */
    @GetMapping
    ResponseEntity<Standing> standing(Actor actor, @PathVariable String code) {
        if (!actor.may(org.akoma.ground.access.Verb.DISCLOSURE_READ)) return org.akoma.Problem.notFound();
        return ApiResponses.of(
                requests.of(actor, code),
                one -> ResponseEntity.ok(new Standing(
                        one.consented(),
                        one.requests().stream().map(Opened::of).toList(),
                        reports.of(actor, code).stream()
                                .map(reported -> Report.of(reported.report(), reported.judged()))
                                .toList())));
    }

    @PostMapping("/{id}/without")
    ResponseEntity<Request> without(
            Actor actor, @PathVariable String code, @PathVariable UUID id, Submission<StateWithout> submission) {
        return ApiResponses.done(submission, said -> requests.stateWithout(actor, code, id, said), Request::of);
    }

    @PostMapping("/{id}/decision")
    ResponseEntity<Request> decide(
            Actor actor, @PathVariable String code, @PathVariable UUID id, Submission<DecideDisclosure> submission) {
        return ApiResponses.done(submission, said -> requests.decide(actor, code, id, said), Request::of);
    }

    @PostMapping("/{id}/telling")
    ResponseEntity<Request> tell(
            Actor actor, @PathVariable String code, @PathVariable UUID id, Submission<TellChild> submission) {
        return ApiResponses.done(submission, said -> requests.tell(actor, code, id, said), Request::of);
    }

    @PostMapping("/{id}/telling/{telling}/confirmation")
    ResponseEntity<Request> confirm(
            Actor actor, @PathVariable String code, @PathVariable UUID id, @PathVariable UUID telling) {
        return ApiResponses.of(
                requests.confirmUntold(actor, code, id, telling), one -> ResponseEntity.ok(Request.of(one)));
    }

    @ApiResponse(responseCode = "201", description = "The report", useReturnTypeSchema = true)
    @PostMapping("/reports")
    ResponseEntity<Report> report(Actor actor, @PathVariable String code, Submission<ReportOffence> submission) {
        return ApiResponses.created(submission, said -> reports.report(actor, code, said), Report::of);
    }

    @PostMapping("/reports/{id}/decision")
    ResponseEntity<Report> decideReport(
            Actor actor,
            @PathVariable String code,
            @PathVariable UUID id,
            Submission<ReportOffence.Decide> submission) {
        return ApiResponses.done(submission, said -> reports.decide(actor, code, id, said), Report::of);
    }
}
