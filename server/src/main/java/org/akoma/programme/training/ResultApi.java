package org.akoma.programme.training;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.akoma.PastDays;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What is recorded of people in and after a session, their certificates, and counts, as JSON. */
@RestController
@RequestMapping("/api/v1/training")
class ResultApi {

    private final TrainingSessions sessions;
    private final TrainingResults results;
    private final Certificates certificates;
    private final FieldChecklists checklists;
    private final TrainingFigures figures;

    ResultApi(
            TrainingSessions sessions,
            TrainingResults results,
            Certificates certificates,
            FieldChecklists checklists,
            TrainingFigures figures) {
        this.sessions = sessions;
        this.results = results;
        this.certificates = certificates;
        this.checklists = checklists;
        this.figures = figures;
    }

    record CertificateView(
            String number,
            String participant,
            Set<TrainingModule> modules,
            LocalDate issuedOn,
            LocalDate lastDay,
            Certificate.State state,
            Certificate.@Nullable Why revokedWhy) {
        static CertificateView of(Certificate one, LocalDate today) {
            return new CertificateView(
                    one.number(),
                    one.participant(),
                    one.modules(),
                    one.issuedOn(),
                    one.lastDay(),
                    one.on(today),
                    one.revokedWhy());
        }
    }

    record ResultView(
            TrainingApi.ParticipantView participant,
            Map<LocalDate, Boolean> attended,
            Map<Results.Round, Integer> totals,
            Map<Results.Round, Map<TrainingModule, Integer>> modules,
            @Nullable Double gain,
            Participant.@Nullable Practical practical,
            @Nullable CertificateView certificate) {
        static ResultView of(Results one, LocalDate today) {
            Double gain = one.gain().percent();
            Certificate newest = one.certificate();
            return new ResultView(
                    TrainingApi.ParticipantView.of(one.participant()),
                    new TreeMap<>(one.attended()),
                    one.totals(),
                    one.modules(),
                    gain == null ? null : Gain.oneDecimal(gain),
                    one.participant().practical(),
                    newest == null ? null : CertificateView.of(newest, today));
        }
    }

    record ChecklistView(
            FieldChecklist.Occasion occasion,
            LocalDate observedOn,
            @Nullable Map<FieldChecklist.Item, FieldChecklist.Answer> items,
            int points) {
        static ChecklistView of(FieldChecklist one) {
            return new ChecklistView(one.occasion(), one.observedOn(), one.items(), one.points());
        }
    }

    /** @param name null = not recorded, or not for the caller */
    record PersonView(
            ResultView results,
            @Nullable String name,
            Set<PassRule.Missing> missing,
            List<CertificateView> certificates,
            List<ChecklistView> checklists) {}

    private PersonView view(Actor actor, Results one) {
        LocalDate today = sessions.today();
        return new PersonView(
                ResultView.of(one, today),
                one.participant().name(),
                certificates.rule().missing(one),
                certificates.of(actor, one.participant()).stream()
                        .map(each -> CertificateView.of(each, today))
                        .toList(),
                checklists.of(actor, one.participant()).stream()
                        .map(ChecklistView::of)
                        .toList());
    }

    record Mine(List<PersonView> items) {}

    @GetMapping("/mine")
    ResponseEntity<Mine> mine(Actor actor) {
        if (!actor.may(Verb.TRAINING_READ)) return Problem.forbidden();
        return ResponseEntity.ok(new Mine(
                sessions.mine(actor).stream().map(one -> view(actor, one)).toList()));
    }

    @GetMapping("/participants/{participant}")
    ResponseEntity<PersonView> person(Actor actor, @PathVariable String participant) {
        return sessions.result(actor, participant)
                .map(one -> ResponseEntity.ok(view(actor, one)))
                .orElseGet(Problem::notFound);
    }

    private <C> ResponseEntity<TrainingApi.SessionView> record(
            Actor actor, String code, Submission<C> submission, Function<C, Answer<TrainingSession>> act) {
        if (sessions.find(actor, code).isEmpty()) return Problem.notFound();
        if (!actor.may(Verb.TRAINING_WRITE)) return Problem.forbidden();
        return Answer.json(
                submission, act, now -> ResponseEntity.ok(TrainingApi.SessionView.of(now, sessions.today())));
    }

    @Operation(summary = "Record who came on one day of a session; who is not named stays as recorded")
    @PutMapping("/sessions/{code}/attendance/{day}")
    ResponseEntity<TrainingApi.SessionView> attend(
            Actor actor,
            @PathVariable String code,
            @PathVariable LocalDate day,
            Submission<TickAttendance> submission) {
        return record(actor, code, submission.given("day", day), input -> results.attend(actor, code, input));
    }

    @Operation(summary = "Record the test of one round: the total, points by module, or both")
    @PutMapping("/sessions/{code}/scores/{round}")
    ResponseEntity<TrainingApi.SessionView> score(
            Actor actor,
            @PathVariable String code,
            @PathVariable Results.Round round,
            Submission<EnterScores> submission) {
        return record(actor, code, submission.given("round", round), input -> results.score(actor, code, input));
    }

    @Operation(summary = "Record how the practical part ended")
    @PutMapping("/sessions/{code}/practicals")
    ResponseEntity<TrainingApi.SessionView> practical(
            Actor actor, @PathVariable String code, Submission<EnterPracticals> submission) {
        return record(actor, code, submission, input -> results.practicals(actor, code, input));
    }

    @Operation(summary = "Enter one end form, of which nothing says whose it is")
    @PostMapping("/sessions/{code}/end-forms")
    ResponseEntity<TrainingApi.SessionView> react(
            Actor actor, @PathVariable String code, Submission<EnterEndForm> submission) {
        return record(actor, code, submission, input -> results.react(actor, code, input));
    }

    record Asked(UUID decision) {}

    @Operation(summary = "Ask a second person to certify all of one side of a session who passed: 202")
    @ApiResponse(responseCode = "202", description = "The request", useReturnTypeSchema = true)
    @PostMapping("/sessions/{code}/certificates")
    ResponseEntity<Asked> certify(
            Actor actor, @PathVariable String code, Submission<Certificates.ProposeCertificates> submission) {
        if (sessions.find(actor, code).isEmpty()) return Problem.notFound();
        if (!actor.may(Verb.TRAINING_CERTIFY)) return Problem.forbidden();
        return Answer.json(
                submission,
                input -> certificates.propose(actor, code, input.side()),
                asked -> ResponseEntity.accepted().body(new Asked(asked.id())));
    }

    @Operation(summary = "Ask a second person to revoke a certificate, with a reason: 202")
    @ApiResponse(responseCode = "202", description = "The certificate as it is until then", useReturnTypeSchema = true)
    @PostMapping("/certificates/{number}/revocation")
    ResponseEntity<CertificateView> revoke(
            Actor actor, @PathVariable String number, Submission<Certificates.RevokeCertificate> submission) {
        if (certificates.find(actor, number).isEmpty()) return Problem.notFound();
        if (!actor.may(Verb.TRAINING_CERTIFY)) return Problem.forbidden();
        return Answer.json(
                submission,
                input -> certificates.askEnd(actor, number, input),
                one -> ResponseEntity.accepted().body(CertificateView.of(one, sessions.today())));
    }

    record Ending(List<CertificateView> items) {}

    @GetMapping("/refreshers")
    ResponseEntity<Ending> refreshers(Actor actor) {
        if (!actor.may(Verb.TRAINING_WRITE)) return Problem.forbidden();
        LocalDate today = sessions.today();
        return ResponseEntity.ok(new Ending(certificates.refreshers(actor, 1_000).stream()
                .map(one -> CertificateView.of(one, today))
                .toList()));
    }

    record DueView(String session, FieldChecklist.Occasion occasion, LocalDate on, int people) {}

    /** @param missed what nobody observed in the time that there was for it */
    record Observations(List<DueView> items, List<DueView> missed) {}

    @GetMapping("/observations")
    ResponseEntity<Observations> observations(Actor actor) {
        if (!actor.may(Verb.TRAINING_WRITE)) return Problem.forbidden();
        return ResponseEntity.ok(new Observations(views(checklists.due(actor)), views(checklists.missed(actor))));
    }

    private static List<DueView> views(List<FieldChecklists.Due> all) {
        return all.stream()
                .map(one -> new DueView(one.session(), one.occasion(), one.on(), one.people()))
                .toList();
    }

    @Operation(
            summary =
                    "Record the field checklist of a participant; sent again for the same occasion it is a correction")
    @PutMapping("/participants/{participant}/checklists/{occasion}")
    ResponseEntity<ChecklistView> observe(
            Actor actor,
            @PathVariable String participant,
            @PathVariable FieldChecklist.Occasion occasion,
            Submission<EnterChecklist> submission) {
        if (sessions.result(actor, participant).isEmpty()) return Problem.notFound();
        if (!actor.may(Verb.TRAINING_WRITE)) return Problem.forbidden();
        return Answer.json(
                submission.given("occasion", occasion),
                input -> checklists.record(actor, participant, input),
                one -> ResponseEntity.ok(ChecklistView.of(one)));
    }

    record Figures(List<TrainingFigure> items, TrainingFigures.AtWork atWork) {}

    @PastDays
    @Operation(
            summary =
                    "Counts of training on four levels, as of a day; small counts are hidden from who reads no others")
    @GetMapping("/figures")
    ResponseEntity<Figures> figures(Actor actor, @RequestParam(required = false) @Nullable String asOf) {
        if (!actor.may(Verb.TRAINING_FIGURES)) return Problem.forbidden();
        Form form = Form.ofJson(asOf == null ? Map.of() : Map.of("asOf", asOf));
        LocalDate day = form.pastDay("asOf", figures.today());
        if (!form.isSound()) return Problem.of(form.errors());
        Instant then = figures.endOf(actor, day);
        Optional<TrainingFigures.AtWork> work = figures.atWork(actor, then);
        return ResponseEntity.ok(new Figures(figures.report(actor, then), work.orElseThrow()));
    }
}
