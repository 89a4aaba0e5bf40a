package org.akoma.airlock.disclosure;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Submission;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Requests for disclosure, for programs of the police and of the data protection officer. */
@RestController
@RequestMapping("/api/v1/disclosures")
class DisclosureApi {

    private final Disclosures disclosures;
    private final ReceivedReports reports;

    DisclosureApi(Disclosures disclosures, ReceivedReports reports) {
        this.disclosures = disclosures;
        this.reports = reports;
    }

    record View(
            String number,
            @Nullable String operation,
            @Nullable String victim,
            String requester,
            DisclosureRequest.RequesterRole role,
            String structure,
            Instant requestedAt,
            DisclosureRequest.Purpose purpose,
            DisclosureRequest.Basis basis,
            List<DisclosureRequest.Fact> fields,
            DisclosureRequest.Urgency urgency,
            boolean again,
            DisclosureRequest.State state,
            @Nullable Instant endedAt,
            DisclosureRequest.@Nullable RefusedBy refusedBy,
            DisclosureRequest.@Nullable Ground ground,
            boolean atOnce,
            DisclosureRequest.@Nullable Review review,
            @Nullable Instant expiresAt,
            @Nullable Instant fetchedAt) {
        static View of(DisclosureRequest one) {
            return new View(
                    one.number(),
                    one.operation(),
                    one.victim(),
                    one.requester(),
                    one.role(),
                    one.structure(),
                    one.requestedAt(),
                    one.purpose(),
                    one.basis(),
                    one.fields(),
                    one.urgency(),
                    one.again(),
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

    /**
     * @param purposeWords of who asked, like the next three
     * @param reason of the data protection officer, with their word
     * @param childSays GIVEN or REFUSED: the child's answer, for the data protection officer; null = none that holds
     * @param decision that waits for them; null = none
     */
    record Opened(
            View request,
            String purposeWords,
            @Nullable String reference,
            @Nullable String danger,
            @Nullable String news,
            @Nullable String reason,
            @Nullable String childSays,
            java.util.@Nullable UUID decision,
            List<DisclosureRequest.Fetch> fetches) {
        static Opened of(Disclosures.Opened one) {
            return new Opened(
                    View.of(one.request()),
                    one.words().purpose(),
                    one.words().reference(),
                    one.words().danger(),
                    one.words().news(),
                    one.reason(),
                    one.childSays(),
                    one.waiting() == null ? null : one.waiting().id(),
                    one.fetches());
        }
    }

    record Items(List<View> items) {}

    record Victims(List<DisclosureStore.Victim> items) {}

    /** @param reviewReason why the review said that it should not have left at once; null = it did not say so */
    record Report(
            String number,
            String reporter,
            String structure,
            String to,
            OffenceReport.Offence offence,
            @Nullable LocalDate happenedOn,
            String country,
            DisclosureRequest.Urgency urgency,
            String words,
            OffenceReport.State state,
            @Nullable Instant sentAt,
            OffenceReport.@Nullable Answer answer,
            @Nullable Instant answeredAt,
            @Nullable String answerWords,
            DisclosureRequest.@Nullable Review review,
            @Nullable String reviewReason) {
        static Report of(OffenceReport one, @Nullable String judged) {
            return new Report(
                    one.number(),
                    one.reporter(),
                    one.structure(),
                    one.to(),
                    one.offence(),
                    one.happenedOn(),
                    one.country(),
                    one.urgency(),
                    one.words(),
                    one.state(),
                    one.sentAt(),
                    one.answer(),
                    one.answeredAt(),
                    one.answerWords(),
                    one.review(),
                    judged);
        }
    }

    /** A report in the list: its words are read one report at a time, and each reading is kept. */
    record Listed(
            String number,
            String reporter,
            String structure,
            String to,
            OffenceReport.Offence offence,
            @Nullable LocalDate happenedOn,
            String country,
            DisclosureRequest.Urgency urgency,
            OffenceReport.State state,
            @Nullable Instant sentAt,
            OffenceReport.@Nullable Answer answer,
            @Nullable Instant answeredAt) {
        static Listed of(OffenceReport one) {
            return new Listed(
                    one.number(),
                    one.reporter(),
                    one.structure(),
                    one.to(),
                    one.offence(),
                    one.happenedOn(),
                    one.country(),
                    one.urgency(),
                    one.state(),
                    one.sentAt(),
                    one.answer(),
                    one.answeredAt());
        }
    }

    record Reports(List<Listed> items) {}

    @GetMapping
    ResponseEntity<Items> list(Actor actor) {
        if (!DisclosurePages.reads(actor)) return Problem.forbidden();
        return ResponseEntity.ok(
                new Items(disclosures.list(actor).stream().map(View::of).toList()));
    }

    @GetMapping("/victims")
    ResponseEntity<Victims> victims(Actor actor) {
        return actor.may(Verb.DISCLOSURE_ASK)
                ? ResponseEntity.ok(new Victims(disclosures.victims(actor)))
                : Problem.forbidden();
    }

    @ApiResponse(responseCode = "201", description = "The request", useReturnTypeSchema = true)
    @PostMapping
    ResponseEntity<View> ask(Actor actor, Submission<AskDisclosure> submission) {
        if (!actor.may(Verb.DISCLOSURE_ASK)) return Problem.forbidden();
        AskDisclosure asked = submission.read();
        if (asked == null) return Problem.of(submission.errors());
        return disclosures
                .ask(actor, asked)
                .answer(made -> ResponseEntity.status(HttpStatus.CREATED).body(View.of(made)));
    }

    /** The reading is journalled. */
    @GetMapping("/{number}")
    ResponseEntity<Opened> one(Actor actor, @PathVariable String number) {
        return disclosures
                .open(actor, number)
                .map(one -> ResponseEntity.ok(Opened.of(one)))
                .orElseGet(Problem::notFound);
    }

    @PostMapping("/{number}/withdrawal")
    ResponseEntity<View> withdraw(Actor actor, @PathVariable String number) {
        return disclosures.withdraw(actor, number).answer(one -> ResponseEntity.ok(View.of(one)));
    }

    @PostMapping("/{number}/link")
    ResponseEntity<DisclosureStore.Link> link(Actor actor, @PathVariable String number) {
        return disclosures.openLink(actor, number).answer(ResponseEntity::ok);
    }

    @GetMapping("/{number}/{part}")
    ResponseEntity<byte[]> file(Actor actor, @PathVariable String number, @PathVariable String part) {
        return DisclosurePages.file(disclosures, actor, number, part);
    }

    @GetMapping("/reports")
    ResponseEntity<Reports> reports(Actor actor) {
        return DisclosurePages.reads(actor)
                ? ResponseEntity.ok(
                        new Reports(reports.list(actor).stream().map(Listed::of).toList()))
                : Problem.forbidden();
    }

    @GetMapping("/reports/{number}")
    ResponseEntity<Report> report(Actor actor, @PathVariable String number) {
        return reports.open(actor, number)
                .map(one -> ResponseEntity.ok(Report.of(one, reports.judged(actor, one))))
                .orElseGet(Problem::notFound);
    }

    @PostMapping("/reports/{number}/answer")
    ResponseEntity<Report> answer(Actor actor, @PathVariable String number, Submission<AnswerReport> submission) {
        AnswerReport said = submission.read();
        if (said == null) return Problem.of(submission.errors());
        return reports.answer(actor, number, said)
                .answer(one -> ResponseEntity.ok(Report.of(one, reports.judged(actor, one))));
    }
}
