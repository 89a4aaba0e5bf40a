package org.akoma.protection.schooling;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.pages.ListExport;
import org.akoma.ground.pages.ListExport.Column;
import org.akoma.ground.pages.TableFormat;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.PageRefusal;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Attendance of all one's pupils: by institution, and one form for all children of an institution and a period. */
@Controller
class AttendancePages {

    private static final int MOST = 1_000;

    private static final List<Column<Pupil>> COLUMNS = List.of(
            Column.of("cases.code", Pupil::child),
            Column.of("school.institution", Pupil::institution),
            Column.code("school.pathway", "pathway", Pupil::pathway),
            Column.code("school.trade", "trade", Pupil::trade),
            Column.of("school.starts", Pupil::startsOn),
            Column.of("school.until", one -> one.standing().until()),
            Column.of("school.present", one -> one.standing().present()),
            Column.of("school.expected", one -> one.standing().expected()),
            Column.code("school.band", "attendance-band", one -> one.standing().band()),
            Column.of("school.due", Pupil::due));

    private final Institutions institutions;
    private final Attendances attendances;
    private final Terms terms;
    private final CaseWork work;
    private final ListExport export;
    private final Forms forms;

    AttendancePages(
            Institutions institutions,
            Attendances attendances,
            Terms terms,
            CaseWork work,
            ListExport export,
            Forms forms) {
        this.forms = forms;
        this.institutions = institutions;
        this.attendances = attendances;
        this.terms = terms;
        this.work = work;
        this.export = export;
    }

    /**
     * One line of the list of institutions.
     *
     * @param due the day on which the first of the pupils' records is due
     */
    public record Line(String code, int pupils, Map<Band, Long> bands, LocalDate due) {
        static Line of(String code, List<Pupil> pupils) {
            return new Line(
                    code,
                    pupils.size(),
                    pupils.stream()
                            .collect(Collectors.groupingBy(
                                    one -> one.standing().band(), TreeMap::new, Collectors.counting())),
                    pupils.stream().map(Pupil::due).min(LocalDate::compareTo).orElse(LocalDate.EPOCH));
        }
    }

    @GetMapping("/attendance")
    String page(Actor actor, Model model) {
        allow(actor, Verb.SCHOOL_READ);
        List<Pupil> all = attendances.pupils(actor, work.today(), MOST);
        List<Line> lines = all.stream()
                .collect(Collectors.groupingBy(Pupil::institution, TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(one -> Line.of(one.getKey(), one.getValue()))
                .sorted(java.util.Comparator.comparing(Line::due).thenComparing(Line::code))
                .toList();
        model.addAttribute("lines", lines);
        model.addAttribute("pupils", all.size());
        model.addAttribute("bands", Line.of("", all).bands());
        model.addAttribute("today", work.today());
        model.addAttribute("adds", actor.may(Verb.SCHOOL_WRITE));
        model.addAttribute("asking", institutions.asking(actor));
        model.addAttribute(
                "files",
                export.offer(
                        actor, Verb.EXPORT_PSEUDONYMOUS, "attendance", format -> "/attendance/file?format=" + format));
        return "schooling/attendance";
    }

    @GetMapping({"/attendance/file", "/api/v1/attendance/file"})
    ResponseEntity<byte[]> file(Actor actor, @RequestParam(required = false) @Nullable String format) {
        TableFormat wanted =
                format == null ? TableFormat.CSV : TableFormat.of(format).orElse(TableFormat.CSV);
        return export.send(
                actor,
                Verb.EXPORT_PSEUDONYMOUS,
                "attendance",
                wanted,
                COLUMNS,
                most -> attendances.pupils(actor, work.today(), most));
    }

    @GetMapping("/attendance/{institution}")
    String one(Actor actor, @PathVariable String institution, HttpServletRequest request, Model model) {
        Form form = Form.of(request.getParameterMap());
        LocalDate from = form.date("from");
        LocalDate to = form.date("to");
        LocalDate until = to == null ? work.today() : to;
        LocalDate since = from == null ? until.withDayOfMonth(1) : from;
        Map<String, String> typed = new LinkedHashMap<>();
        typed.put("from", since.toString());
        typed.put("to", until.toString());
        return show(actor, institution, since, until, Form.ofJson(typed), form.errors(), model);
    }

    private String show(
            Actor actor,
            String institution,
            LocalDate from,
            LocalDate to,
            Form form,
            List<FieldError> errors,
            Model model) {
        Institution at = find(actor, institution);
        List<Pupil> pupils = attendances.pupils(actor, at, to.isAfter(work.today()) ? work.today() : to, MOST);
        model.addAttribute("at", at);
        model.addAttribute("pupils", pupils);
        model.addAttribute("told", attendances.told(actor, at, from, to));
        model.addAttribute("from", from);
        model.addAttribute("to", to);
        model.addAttribute("schoolDays", to.isBefore(from) ? 0 : terms.schoolDays(actor, at.country(), from, to));
        model.addAttribute("writes", actor.may(Verb.ATTENDANCE_WRITE));
        model.addAttribute("keeps", Institutions.mayChange(actor, at));
        model.addAttribute("answers", Institutions.mayAnswer(actor, at));
        model.addAttribute("form", form);
        model.addAttribute("errors", errors);
        return "schooling/attendance-institution";
    }

    private Institution find(Actor actor, String code) {
        return institutions.find(actor, code.toUpperCase(Locale.ROOT)).orElseThrow(PageRefusal::notFound);
    }

    /** Every child with a number, or marked as not known, is recorded alone; an error is shown beside its field, the rest is kept. */
    @PostMapping("/attendance/{institution}")
    String record(
            Actor actor,
            @PathVariable String institution,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Institution at = find(actor, institution);
        allow(actor, Verb.ATTENDANCE_WRITE);
        Form form = Form.of(request.getParameterMap());
        LocalDate from = form.requiredDate("from");
        LocalDate to = form.requiredDate("to");
        List<FieldError> wrong = new ArrayList<>(form.errors());
        if (from != null && to != null)
            for (Pupil one : attendances.pupils(actor, at, work.today(), MOST))
                wrong.addAll(recorded(actor, at, one.child(), from, to, form));
        if (wrong.isEmpty())
            return "redirect:/attendance/" + at.code() + "?from=" + from + "&to=" + to + "&done=assistance.attendance";
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        LocalDate until = to == null ? work.today() : to;
        return show(actor, at.code(), from == null ? until.withDayOfMonth(1) : from, until, form, wrong, model);
    }

    private List<FieldError> recorded(
            Actor actor, Institution at, String child, LocalDate from, LocalDate to, Form form) {
        String field = "present-" + child;
        boolean unknown = form.ticked("unknown-" + child);
        if (form.typed(field).isBlank() && !unknown) return List.of();
        Map<String, String> typed = new LinkedHashMap<>();
        typed.put("daysPresent", unknown ? "" : form.typed(field));
        typed.put("daysExpected", form.typed("expected"));
        typed.put("from", from.toString());
        typed.put("to", to.toString());
        Form alone = Form.ofJson(typed);
        AttendanceOfMany.Days days = forms.of(AttendanceOfMany.Days.class).read(alone, Map.of("child", child));
        if (days == null) return named(field, alone.errors());
        return switch (attendances.record(actor, at.code(), days.command())) {
            case Outcome.Done<RecordAttendance.Recorded> done -> List.of();
            case Outcome.NotFound<RecordAttendance.Recorded>() ->
                List.of(FieldError.of(field, "assistance.no-such-pupil"));
            case Outcome.Forbidden<RecordAttendance.Recorded>() ->
                List.of(FieldError.of(field, "assistance.not-yours"));
            case Outcome.Stale<RecordAttendance.Recorded> stale -> List.of(FieldError.of(field, "cases.changed"));
            case Outcome.Refused<RecordAttendance.Recorded>(var errors) -> named(field, errors);
        };
    }

    private static List<FieldError> named(String field, List<FieldError> errors) {
        return errors.stream()
                .map(one -> FieldError.of(field, one.code(), one.args().toArray()))
                .toList();
    }

    static void allow(Actor actor, Verb verb) {
        if (!actor.may(Verb.SCHOOL_READ)) throw PageRefusal.notFound();
        if (!actor.may(verb)) throw PageRefusal.forbidden();
    }
}
