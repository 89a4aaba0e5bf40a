package org.akoma.protection.schooling;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.akoma.FieldError;
import org.akoma.PastDays;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Rows;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.Form;
import org.akoma.protection.cases.ApiResponses;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.ItemList;
import org.akoma.protection.cases.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The attendance of an institution's pupils, in bulk, as JSON. */
@RestController
@RequestMapping("/api/v1/institutions/{code}/attendance")
class AttendanceApi {

    private static final int MOST_PUPILS = 1_000;

    private final Institutions institutions;
    private final Attendances attendances;
    private final CaseWork work;

    AttendanceApi(Institutions institutions, Attendances attendances, CaseWork work) {
        this.institutions = institutions;
        this.attendances = attendances;
        this.work = work;
    }

    record PupilView(
            String child,
            Enrolment.Pathway pathway,
            @Nullable String trade,
            LocalDate startsOn,
            Band band,
            @Nullable Long daysPresent,
            @Nullable Long daysExpected,
            @Nullable Double percent,
            @Nullable LocalDate until,
            LocalDate due) {
        static PupilView of(Pupil one) {
            return new PupilView(
                    one.child(),
                    one.pathway(),
                    one.trade(),
                    one.startsOn(),
                    one.standing().band(),
                    one.standing().present(),
                    one.standing().expected(),
                    one.standing().percent(),
                    one.standing().until(),
                    one.due());
        }
    }

    /**
     * The pupils whom the caller may see, and how regularly they come.
     *
     * @param asOf a day that is not in the future; without it today
     */
    @PastDays
    @GetMapping
    ResponseEntity<ItemList<PupilView>> pupils(
            Actor actor, @PathVariable String code, @RequestParam(required = false) @Nullable String asOf) {
        if (!actor.may(Verb.SCHOOL_READ)) return Problem.forbidden();
        Form form = Form.ofJson(asOf == null ? Map.of() : Map.of("asOf", asOf));
        LocalDate asked = form.date("asOf");
        if (!form.isSound()) return Problem.of(form.errors());
        LocalDate day = asked == null ? work.today() : asked;
        if (day.isAfter(work.today())) return Problem.of(List.of(FieldError.of("asOf", "form.future")));
        return ApiResponses.read(
                institutions.find(actor, code.toUpperCase(Locale.ROOT)),
                at -> ItemList.of(attendances.pupils(actor, at, day, MOST_PUPILS), PupilView::of));
    }

    /**
     * The result of one record.
     *
     * @param verdict RECORDED, CORRECTED, UNCHANGED, REFUSED, FORBIDDEN or NOT_FOUND
     */
    record Verdict(String child, String verdict, List<FieldError> errors) {}

    /** Attendance of many children. Each record is taken or refused alone; one may name a period of its own. */
    @PostMapping
    ResponseEntity<ItemList<Verdict>> record(
            Actor actor, @PathVariable String code, Submission<AttendanceOfMany> submission) {
        if (!actor.may(Verb.ATTENDANCE_WRITE)) return Problem.instead(Problem.forbidden());
        if (institutions.find(actor, code.toUpperCase(Locale.ROOT)).isEmpty())
            return Problem.instead(Problem.notFound());
        if (submission.form().rows("records").size() > AttendanceOfMany.MOST)
            return Problem.instead(Problem.of(HttpStatus.CONTENT_TOO_LARGE, "assistance.records-many"));
        AttendanceOfMany command = submission.read();
        if (command == null) return Problem.instead(Problem.of(submission.errors()));
        List<Verdict> verdicts = command.records().stream()
                .map(one -> verdict(actor, code.toUpperCase(Locale.ROOT), one))
                .toList();
        return ResponseEntity.ok(new ItemList<>(verdicts));
    }

    private Verdict verdict(Actor actor, String institution, Rows.Alone<AttendanceOfMany.Days> one) {
        AttendanceOfMany.Days days = one.value();
        String named = one.form().typed("child").strip();
        if (days == null) return new Verdict(named, "REFUSED", one.errors());
        RecordAttendance command = days.command();
        return switch (attendances.record(actor, institution, command)) {
            case Outcome.Done<RecordAttendance.Recorded>(var done) ->
                new Verdict(named, done.verdict().name(), List.of());
            case Outcome.NotFound<RecordAttendance.Recorded>() -> new Verdict(named, "NOT_FOUND", List.of());
            case Outcome.Forbidden<RecordAttendance.Recorded>() -> new Verdict(named, "FORBIDDEN", List.of());
            case Outcome.Stale<RecordAttendance.Recorded> stale -> new Verdict(named, "REFUSED", List.of());
            case Outcome.Refused<RecordAttendance.Recorded>(var errors) -> new Verdict(named, "REFUSED", errors);
        };
    }
}
