package org.akoma.programme.training;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.akoma.Problem;
import org.akoma.exchange.spreadsheets.CsvFile;
import org.akoma.exchange.spreadsheets.PeopleAnswer;
import org.akoma.exchange.spreadsheets.PeopleList;
import org.akoma.exchange.spreadsheets.PeopleLists;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.ETag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Courses, sessions and who takes part, as JSON. */
@RestController
@RequestMapping("/api/v1/training")
class TrainingApi {

    private static final int PAGE = 100;
    private static final int MOST = 1_000;

    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final TrainingSessions sessions;
    private final EnrolmentLists enrolments;
    private final PeopleLists lists;

    TrainingApi(TrainingSessions sessions, EnrolmentLists enrolments, PeopleLists lists) {
        this.sessions = sessions;
        this.enrolments = enrolments;
        this.lists = lists;
    }

    record CourseView(UUID id, String code, int edition, String title, Set<TrainingModule> modules) {
        static CourseView of(Course one) {
            return new CourseView(one.id(), one.code(), one.edition(), one.title(), one.modules());
        }
    }

    record Courses(List<CourseView> items) {}

    record SessionView(
            String code,
            String course,
            Set<TrainingModule> modules,
            String country,
            @Nullable String town,
            List<LocalDate> days,
            @Nullable Integer capacity,
            @Nullable String trainers,
            TrainingSession.Stage stage,
            int participants,
            int certified,
            int version) {
        static SessionView of(TrainingSession one, LocalDate today) {
            return new SessionView(
                    one.code(),
                    one.course().name(),
                    one.course().modules(),
                    one.country(),
                    one.town(),
                    one.days(),
                    one.capacity(),
                    one.trainers(),
                    one.on(today),
                    one.participants(),
                    one.certified(),
                    one.version());
        }
    }

    record Sessions(List<SessionView> items) {}

    /** @param name only in the answer about one person */
    record ParticipantView(
            String code,
            String session,
            @Nullable String structure,
            Profession profession,
            String sex,
            @Nullable String account,
            boolean withdrawn,
            int version) {
        static ParticipantView of(Participant one) {
            return new ParticipantView(
                    one.code(),
                    one.session(),
                    one.structure(),
                    one.profession(),
                    one.sex(),
                    one.account(),
                    one.withdrawn(),
                    one.version());
        }
    }

    private ResponseEntity<SessionView> answer(TrainingSession one) {
        return ResponseEntity.ok().eTag(ETag.of(one.version())).body(SessionView.of(one, sessions.today()));
    }

    private static ResponseEntity<ParticipantView> answer(Participant one) {
        return ResponseEntity.ok().eTag(ETag.of(one.version())).body(ParticipantView.of(one));
    }

    @GetMapping("/courses")
    ResponseEntity<Courses> courses(Actor actor) {
        if (!actor.may(Verb.TRAINING_READ)) return Problem.forbidden();
        return ResponseEntity.ok(
                new Courses(sessions.courses(actor).stream().map(CourseView::of).toList()));
    }

    @ApiResponse(responseCode = "201", description = "The edition", useReturnTypeSchema = true)
    @PostMapping("/courses")
    ResponseEntity<CourseView> add(Actor actor, Submission<AddCourse> submission) {
        if (!actor.may(Verb.TRAINING_WRITE)) return Problem.forbidden();
        return Answer.json(
                submission,
                input -> sessions.add(actor, input),
                made -> ResponseEntity.status(HttpStatus.CREATED).body(CourseView.of(made)));
    }

    @GetMapping("/sessions")
    ResponseEntity<Sessions> list(Actor actor) {
        if (!actor.may(Verb.TRAINING_READ)) return Problem.forbidden();
        LocalDate today = sessions.today();
        return ResponseEntity.ok(new Sessions(sessions.list(actor).stream()
                .map(one -> SessionView.of(one, today))
                .toList()));
    }

    @ApiResponse(responseCode = "201", description = "The session", useReturnTypeSchema = true)
    @PostMapping("/sessions")
    ResponseEntity<SessionView> plan(Actor actor, Submission<PlanTraining> submission) {
        if (!actor.may(Verb.TRAINING_WRITE)) return Problem.forbidden();
        return Answer.json(
                submission,
                input -> sessions.plan(actor, input),
                made -> ResponseEntity.status(HttpStatus.CREATED)
                        .header(HttpHeaders.LOCATION, "/api/v1/training/sessions/" + made.code())
                        .eTag(ETag.of(made.version()))
                        .body(SessionView.of(made, sessions.today())));
    }

    @GetMapping("/sessions/{code}")
    ResponseEntity<SessionView> one(Actor actor, @PathVariable String code) {
        return sessions.find(actor, code).map(this::answer).orElseGet(Problem::notFound);
    }

    @Operation(
            summary =
                    "Change where and when a session is held; needs If-Match. Its days no longer once somebody attended")
    @PutMapping("/sessions/{code}")
    ResponseEntity<SessionView> change(Actor actor, @PathVariable String code, Submission<ChangeTraining> submission) {
        if (sessions.find(actor, code).isEmpty()) return Problem.notFound();
        if (!actor.may(Verb.TRAINING_WRITE)) return Problem.forbidden();
        return Answer.json(submission, input -> sessions.change(actor, code, input), this::answer);
    }

    @PostMapping("/sessions/{code}/cancellation")
    ResponseEntity<SessionView> cancel(
            Actor actor,
            @PathVariable String code,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String seen) {
        return Answer.json(sessions.cancel(actor, code, ETag.version(seen)), this::answer);
    }

    /** @param next code after which the next page begins; null = this is the last */
    record People(
            List<ResultApi.ResultView> items, @Nullable String next) {}

    @Operation(
            summary =
                    "Who takes part, with what is recorded of each, in the order of codes; limit and cursor page through them")
    @GetMapping("/sessions/{code}/participants")
    ResponseEntity<People> participants(
            Actor actor,
            @PathVariable String code,
            @RequestParam(defaultValue = "" + PAGE) int limit,
            @RequestParam(defaultValue = "") String cursor) {
        TrainingSession session = sessions.find(actor, code).orElse(null);
        if (session == null) return Problem.notFound();
        int size = Math.clamp(limit, 1, MOST);
        List<Results> found = sessions.results(actor, session, cursor, size + 1);
        List<ResultApi.ResultView> items = found.stream()
                .limit(size)
                .map(one -> ResultApi.ResultView.of(one, sessions.today()))
                .toList();
        return ResponseEntity.ok(new People(
                items, found.size() > size ? items.getLast().participant().code() : null));
    }

    @ApiResponse(responseCode = "201", description = "The participant", useReturnTypeSchema = true)
    @PostMapping("/sessions/{code}/participants")
    ResponseEntity<ParticipantView> enrol(
            Actor actor, @PathVariable String code, Submission<EnrolParticipant> submission) {
        if (sessions.find(actor, code).isEmpty()) return Problem.notFound();
        if (!actor.may(Verb.TRAINING_WRITE)) return Problem.forbidden();
        return Answer.json(
                submission,
                input -> sessions.enrol(actor, code, input),
                made -> ResponseEntity.status(HttpStatus.CREATED)
                        .eTag(ETag.of(made.version()))
                        .body(ParticipantView.of(made)));
    }

    @Operation(
            summary =
                    "Enrol people from a CSV or XLSX file as the body, with columns name, structure, profession, sex and account: all or none; dryRun says what would come of it")
    @ApiResponse(responseCode = "200", description = "Checked", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "201", description = "Enrolled", useReturnTypeSchema = true)
    @PostMapping(
            path = "/sessions/{code}/participants/list",
            consumes = {"text/csv", XLSX, MediaType.APPLICATION_OCTET_STREAM_VALUE})
    ResponseEntity<PeopleAnswer> enrol(
            Actor actor,
            @PathVariable String code,
            @RequestBody byte[] file,
            @RequestParam(defaultValue = "false") boolean dryRun,
            Locale language) {
        TrainingSession into = sessions.find(actor, code).orElse(null);
        if (into == null) return Problem.notFound();
        if (!actor.may(Verb.TRAINING_WRITE)) return Problem.forbidden();
        PeopleList list = PeopleList.read(file, CsvFile.NAME, enrolments.columns());
        return PeopleAnswer.of(
                dryRun ? enrolments.tried(actor, into, list) : enrolments.saved(actor, into, list),
                dryRun,
                lists,
                language);
    }

    @Operation(summary = "Correct what is written of a participant; needs If-Match")
    @PutMapping("/participants/{participant}")
    ResponseEntity<ParticipantView> correct(
            Actor actor, @PathVariable String participant, Submission<ChangeParticipant> submission) {
        if (sessions.result(actor, participant).isEmpty()) return Problem.notFound();
        if (!actor.may(Verb.TRAINING_WRITE)) return Problem.forbidden();
        return Answer.json(submission, input -> sessions.change(actor, participant, input), TrainingApi::answer);
    }

    @PostMapping("/participants/{participant}/withdrawal")
    ResponseEntity<ParticipantView> withdraw(
            Actor actor,
            @PathVariable String participant,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String seen) {
        return Answer.json(
                sessions.withdraw(actor, participant.toUpperCase(Locale.ROOT), ETag.version(seen)),
                TrainingApi::answer);
    }
}
