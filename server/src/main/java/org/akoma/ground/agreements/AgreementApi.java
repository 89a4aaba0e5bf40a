package org.akoma.ground.agreements;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.agreements.ProposeAgreement.Result;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Sharing agreements between structures, as JSON. */
@RestController
@RequestMapping("/api/v1/agreements")
class AgreementApi {

    private final Agreements agreements;
    private final AgreementReaders readers;

    AgreementApi(Agreements agreements, AgreementReaders readers) {
        this.agreements = agreements;
        this.readers = readers;
    }

    record View(
            UUID id,
            String from,
            String to,
            boolean bothWays,
            Set<Agreement.Purpose> purposes,
            Set<Section> sections,
            Agreement.Channel channel,
            int retentionDays,
            LocalDate signedOn,
            LocalDate expiresOn,
            Agreement.State state,
            String proposedBy,
            Instant proposedAt,
            @Nullable String confirmedBy,
            @Nullable Instant confirmedAt,
            @Nullable LocalDate endedOn) {
        static View of(Agreement a, LocalDate today) {
            return new View(
                    a.id(),
                    a.from(),
                    a.to(),
                    a.bothWays(),
                    a.purposes(),
                    a.sections(),
                    a.channel(),
                    a.retentionDays(),
                    a.signedOn(),
                    a.expiresOn(),
                    a.on(today),
                    a.proposedBy(),
                    a.proposedAt(),
                    a.confirmedBy(),
                    a.confirmedAt(),
                    a.endedOn());
        }
    }

    record Items(List<View> items, @Nullable String next) {}

    @Operation(summary = "Agreements, newest first; structure filters, limit and cursor page through them")
    @GetMapping
    ResponseEntity<Items> list(Actor actor, HttpServletRequest request) {
        if (!Agreements.reads(actor)) return Problem.forbidden();
        Form form = Form.of(request.getParameterMap());
        String structure = form.text("structure", 40);
        String cursor = form.text("cursor", 60);
        Integer asked = form.integer("limit", 1, 200);
        if (!form.refuseUnknown().isSound()) return Problem.of(form.errors());
        int limit = asked == null ? AgreementPages.PAGE : asked;
        AgreementPages.Cursor from = AgreementPages.Cursor.of(cursor == null ? "" : cursor);
        List<Agreement> found = agreements.list(
                actor, structure == null ? null : structure.toUpperCase(Locale.ROOT), from.day(), from.id(), limit);
        String next = found.size() > limit ? AgreementPages.Cursor.after(found.get(limit - 1)) : null;
        return ResponseEntity.ok(new Items(
                found.stream()
                        .limit(limit)
                        .map(one -> View.of(one, agreements.today()))
                        .toList(),
                next));
    }

    @GetMapping("/{id}")
    ResponseEntity<View> one(Actor actor, @PathVariable UUID id) {
        if (!Agreements.reads(actor)) return Problem.forbidden();
        return agreements
                .find(actor, id)
                .map(found -> ResponseEntity.ok(View.of(found, agreements.today())))
                .orElseGet(Problem::notFound);
    }

    /** @param drawn sent back by who confirms */
    record Sides(List<AgreementReaders.Side> items, String drawn) {
        static Sides of(List<AgreementReaders.Side> sides) {
            return new Sides(sides, AgreementReaders.print(sides));
        }
    }

    @Operation(
            summary = "Who could read what under it, by the people and roles of today",
            description =
                    "The people whom a referral to the receiving structure reaches, each with the sections that the agreement names and"
                            + " their roles allow. Shown to those who propose, confirm or end agreements.")
    @GetMapping("/{id}/readers")
    ResponseEntity<Sides> readers(Actor actor, @PathVariable UUID id) {
        if (!AgreementReaders.shows(actor)) return Problem.forbidden();
        return agreements
                .find(actor, id)
                .map(one -> ResponseEntity.ok(Sides.of(readers.of(actor, one))))
                .orElseGet(Problem::notFound);
    }

    @Operation(
            summary = "Who could read what under an agreement that is not proposed yet",
            description =
                    "from and to are codes of structures, bothWays true or false, sections as often as there are some.")
    @GetMapping("/readers")
    ResponseEntity<Sides> readersOf(Actor actor, HttpServletRequest request) {
        if (!AgreementReaders.shows(actor)) return Problem.forbidden();
        Form form = Form.of(request.getParameterMap());
        List<String> codes =
                agreements.structures(actor).stream().map(Organisation::code).toList();
        String from = form.requiredChoice("from", codes);
        String to = form.requiredChoice("to", codes);
        boolean bothWays = form.ticked("bothWays");
        Set<Section> sections = AgreementReaders.sections(form);
        form.refuseUnknown();
        if (from == null || to == null || !form.isSound()) return Problem.of(form.errors());
        return ResponseEntity.ok(Sides.of(readers.of(actor, from, to, bothWays, sections)));
    }

    @Operation(
            summary =
                    "Propose an agreement, under an id of the caller's; it holds once another person has confirmed it")
    @ApiResponse(responseCode = "201", description = "The agreement, which waits", useReturnTypeSchema = true)
    @PostMapping
    ResponseEntity<View> propose(Actor actor, Submission<ProposeAgreement.Input> submission) {
        if (!actor.may(Verb.AGREEMENT_PROPOSE)) return Problem.forbidden();
        ProposeAgreement.Input input = submission.read();
        if (input == null) return Problem.of(submission.errors());
        return answer(agreements.propose(actor, input.command()), HttpStatus.CREATED);
    }

    @Operation(
            summary = "Confirm, as another person than who proposed it",
            description = "drawn is that of /readers: who confirms has seen who could read what.")
    @PostMapping("/{id}/confirmation")
    ResponseEntity<View> confirm(Actor actor, @PathVariable UUID id, Submission<ConfirmAgreement> submission) {
        if (!actor.may(Verb.AGREEMENT_CONFIRM)) return Problem.forbidden();
        ConfirmAgreement said = submission.read();
        if (said == null) return Problem.of(submission.errors());
        FieldError unseen = readers.unseen(actor, id, said.drawn());
        if (unseen != null) return Problem.of(List.of(unseen));
        return answer(agreements.confirm(actor, id), HttpStatus.OK);
    }

    @Operation(
            summary =
                    "End before its time: endedOn is the first day on which it no longer holds; 202 where a second person decides")
    @PostMapping("/{id}/end")
    ResponseEntity<View> end(Actor actor, @PathVariable UUID id, Submission<EndAgreement> submission) {
        if (!Agreements.ends(actor)) return Problem.forbidden();
        EndAgreement input = submission.read();
        if (input == null) return Problem.of(submission.errors());
        return answer(agreements.end(actor, id, input.endedOn()), HttpStatus.OK);
    }

    private ResponseEntity<View> answer(Result result, HttpStatus status) {
        return switch (result) {
            case Result.Done(Agreement now) -> ResponseEntity.status(status).body(View.of(now, agreements.today()));
            case Result.Waits(Agreement now) -> ResponseEntity.accepted().body(View.of(now, agreements.today()));
            case Result.NotFound() -> Problem.notFound();
            case Result.Forbidden() -> Problem.forbidden();
            case Result.Refused(var why) -> Problem.of(why);
        };
    }
}
