package org.akoma.programme.workshops;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
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
import org.akoma.programme.findings.Finding.Area;
import org.akoma.programme.workshops.Workshop.Audience;
import org.akoma.programme.workshops.Workshop.Category;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Workshops, as JSON. */
@RestController
@RequestMapping("/api/v1/workshops")
class WorkshopApi {

    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final Workshops workshops;
    private final InvitationLists invitations;
    private final PeopleLists lists;

    WorkshopApi(Workshops workshops, InvitationLists invitations, PeopleLists lists) {
        this.workshops = workshops;
        this.invitations = invitations;
        this.lists = lists;
    }

    record WorkshopView(
            UUID id,
            String evaluation,
            String code,
            LocalDate heldOn,
            @Nullable String place,
            int version) {
        static WorkshopView of(Workshop one) {
            return new WorkshopView(one.id(), one.mission(), one.code(), one.heldOn(), one.place(), one.version());
        }
    }

    record WorkshopViews(List<WorkshopView> items) {}

    record SittingView(int number, String title, Audience audience, List<UUID> there) {}

    record ParticipantView(
            UUID id,
            Category category,
            @Nullable String name,
            @Nullable Boolean came,
            int version) {}

    record AttendanceView(Category category, int invited, int came) {}

    record PriorityView(Area area, String words, int votes) {}

    /** @param words what stood there before; null = nothing */
    record MinutesBefore(String by, Instant at, @Nullable String words) {}

    record WholeWorkshop(
            WorkshopView workshop,
            @Nullable String minutes,
            List<MinutesBefore> minutesBefore,
            List<SittingView> sessions,
            List<AttendanceView> attendance,
            List<ParticipantView> participants,
            List<PriorityView> priorities) {}

    @Operation(summary = "Workshops, the latest first; evaluation filters")
    @GetMapping
    ResponseEntity<WorkshopViews> all(Actor actor, @RequestParam(required = false) @Nullable String evaluation) {
        if (!actor.may(Verb.WORKSHOP_READ)) return Problem.forbidden();
        return ResponseEntity.ok(new WorkshopViews(
                workshops.list(actor, evaluation).stream().map(WorkshopView::of).toList()));
    }

    @Operation(summary = "One workshop with sessions, attendance by category, participants, priorities and minutes")
    @GetMapping("/{code}")
    ResponseEntity<WholeWorkshop> one(Actor actor, @PathVariable String code) {
        return workshops
                .find(actor, code)
                .map(one -> ResponseEntity.ok().eTag(ETag.of(one.version())).body(whole(actor, one)))
                .orElseGet(Problem::notFound);
    }

    private WholeWorkshop whole(Actor actor, Workshop one) {
        return new WholeWorkshop(
                WorkshopView.of(one),
                one.minutes(),
                workshops.earlier(actor, one).stream()
                        .map(e -> new MinutesBefore(e.by(), e.at(), e.words()))
                        .toList(),
                workshops.sittings(actor, one).stream()
                        .map(s -> new SittingView(s.number(), s.title(), s.audience(), s.there()))
                        .toList(),
                workshops.attendance(actor, one).stream()
                        .map(a -> new AttendanceView(a.category(), a.invited(), a.came()))
                        .toList(),
                workshops.participants(actor, one).stream()
                        .map(p -> new ParticipantView(p.id(), p.category(), p.name(), p.came(), p.version()))
                        .toList(),
                workshops.priorities(actor, one).stream()
                        .map(p -> new PriorityView(p.area(), p.words(), p.votes()))
                        .toList());
    }

    @Operation(summary = "Plan a workshop of a mission, under an id of the caller's")
    @ApiResponse(responseCode = "201", description = "The workshop", useReturnTypeSchema = true)
    @PostMapping
    ResponseEntity<WorkshopView> plan(Actor actor, Submission<PlanWorkshop> submission) {
        return Answer.json(submission, input -> workshops.plan(actor, input), HttpStatus.CREATED, WorkshopView::of);
    }

    @Operation(summary = "Put a session on the agenda: open to the press, to beneficiaries or to neither")
    @ApiResponse(responseCode = "201", description = "The workshop", useReturnTypeSchema = true)
    @PostMapping("/{code}/sessions")
    ResponseEntity<WorkshopView> session(Actor actor, @PathVariable String code, Submission<PlanSitting> submission) {
        return Answer.json(
                submission, input -> workshops.plan(actor, code, input), HttpStatus.CREATED, WorkshopView::of);
    }

    @Operation(summary = "Open a session to somebody else; refused where who was in it may not be there then")
    @PutMapping("/{code}/sessions/{number}/audience")
    ResponseEntity<WorkshopView> open(
            Actor actor, @PathVariable String code, @PathVariable int number, Submission<ChangeAudience> submission) {
        return Answer.json(
                submission, input -> workshops.open(actor, code, number, input), HttpStatus.OK, WorkshopView::of);
    }

    @Operation(summary = "Say who was in a session: these and no others; journalists and beneficiaries never in one")
    @PutMapping("/{code}/sessions/{number}/participants")
    ResponseEntity<WorkshopView> seat(
            Actor actor, @PathVariable String code, @PathVariable int number, Submission<SeatParticipants> submission) {
        return Answer.json(
                submission,
                input -> workshops.seat(actor, code, number, Set.copyOf(input.ids())),
                HttpStatus.OK,
                WorkshopView::of);
    }

    @Operation(
            summary =
                    "Invite people from a CSV or XLSX file as the body, with columns category and name: all or none; dryRun says what would come of it")
    @ApiResponse(responseCode = "200", description = "Checked", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "201", description = "Invited", useReturnTypeSchema = true)
    @PostMapping(
            path = "/{code}/participants/list",
            consumes = {"text/csv", XLSX, MediaType.APPLICATION_OCTET_STREAM_VALUE})
    ResponseEntity<PeopleAnswer> invite(
            Actor actor,
            @PathVariable String code,
            @RequestBody byte[] file,
            @RequestParam(defaultValue = "false") boolean dryRun,
            Locale language) {
        Workshop of = workshops.find(actor, code).orElse(null);
        if (of == null) return Problem.notFound();
        if (!workshops.writes(actor, of)) return Problem.forbidden();
        PeopleList list = PeopleList.read(file, CsvFile.NAME, invitations.columns());
        return PeopleAnswer.of(
                dryRun ? invitations.tried(actor, of, list) : invitations.saved(actor, of, list),
                dryRun,
                lists,
                language);
    }

    @Operation(summary = "Invite somebody, by category and, where it is known, by name")
    @ApiResponse(responseCode = "201", description = "The workshop", useReturnTypeSchema = true)
    @PostMapping("/{code}/participants")
    ResponseEntity<WorkshopView> invite(Actor actor, @PathVariable String code, Submission<Invite> submission) {
        return Answer.json(
                submission, input -> workshops.invite(actor, code, input), HttpStatus.CREATED, WorkshopView::of);
    }

    @Operation(summary = "Correct somebody on the list, and say whether they came; If-Match names the version")
    @PutMapping("/{code}/participants/{participant}")
    ResponseEntity<WorkshopView> change(
            Actor actor,
            @PathVariable String code,
            @PathVariable UUID participant,
            Submission<CorrectInvitation> submission) {
        return Answer.json(
                submission,
                input -> workshops.change(actor, code, participant, input),
                HttpStatus.OK,
                WorkshopView::of);
    }

    @Operation(summary = "Note what a group put first, with its votes")
    @ApiResponse(responseCode = "201", description = "The workshop", useReturnTypeSchema = true)
    @PostMapping("/{code}/priorities")
    ResponseEntity<WorkshopView> note(Actor actor, @PathVariable String code, Submission<NotePriority> submission) {
        return Answer.json(
                submission, input -> workshops.note(actor, code, input), HttpStatus.CREATED, WorkshopView::of);
    }

    @Operation(summary = "Write the minutes; If-Match names the version")
    @PutMapping("/{code}/minutes")
    ResponseEntity<WorkshopView> minutes(Actor actor, @PathVariable String code, Submission<WriteMinutes> submission) {
        return Answer.json(submission, input -> workshops.write(actor, code, input), HttpStatus.OK, WorkshopView::of);
    }
}
