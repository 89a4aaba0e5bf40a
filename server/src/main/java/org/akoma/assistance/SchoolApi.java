package org.akoma.assistance;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.akoma.ETag;
import org.akoma.FieldError;
import org.akoma.Form;
import org.akoma.Problem;
import org.akoma.access.Actor;
import org.akoma.access.Verb;
import org.akoma.cases.Answers;
import org.akoma.cases.CaseWork;
import org.akoma.cases.Items;
import org.akoma.cases.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
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

/** Institutions with their pupils' attendance, in bulk, and the school terms, as JSON. */
@RestController
@RequestMapping("/api/v1")
class SchoolApi {

    /** Records of one request. */
    static final int MOST = 1_000;

    private static final int MOST_PUPILS = 1_000;

    private final Institutions institutions;
    private final Attendances attendances;
    private final Terms terms;
    private final CaseWork work;

    SchoolApi(Institutions institutions, Attendances attendances, Terms terms, CaseWork work) {
        this.institutions = institutions;
        this.attendances = attendances;
        this.terms = terms;
        this.work = work;
    }

    record Page<T>(List<T> items, @Nullable String next) {}

    record InstitutionView(
            UUID id,
            String code,
            Institution.Kind kind,
            String country,
            @Nullable LocalDate closedOn,
            @Nullable String name,
            @Nullable String place,
            @Nullable String focalPoint,
            @Nullable String hours,
            int version) {
        static InstitutionView of(Institution one) {
            return new InstitutionView(
                    one.id(),
                    one.code(),
                    one.kind(),
                    one.country(),
                    one.closedOn(),
                    one.words().name(),
                    one.words().place(),
                    one.words().focalPoint(),
                    one.words().hours(),
                    one.version());
        }
    }

    @GetMapping("/institutions")
    ResponseEntity<?> all(
            Actor actor,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String limit) {
        if (!actor.may(Verb.SCHOOL_READ)) return Problem.forbidden();
        Form form = Form.ofJson(limit == null ? Map.of() : Map.of("limit", limit));
        Integer asked = form.integer("limit", 1, Institutions.PAGE);
        if (!form.isSound()) return Problem.of(form.errors());
        int most = asked == null ? 50 : asked;
        List<Institution> found = institutions.page(actor, cursor == null ? "" : cursor, most);
        String next = found.size() > most ? found.get(most - 1).code() : null;
        return ResponseEntity.ok(
                new Page<>(found.stream().limit(most).map(InstitutionView::of).toList(), next));
    }

    @PostMapping("/institutions")
    ResponseEntity<?> add(Actor actor, @RequestBody Map<String, Object> body) {
        Form form = Form.ofJson(body);
        KeepInstitution command = SchoolForm.institution(form, null);
        if (!form.refuseUnknown().isSound() || command == null) return Problem.of(form.errors());
        return Answers.created(institutions.add(actor, command), InstitutionView::of);
    }

    @PutMapping("/institutions/{code}")
    ResponseEntity<?> change(
            Actor actor,
            @PathVariable String code,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody Map<String, Object> body) {
        Integer version = ETag.version(ifMatch);
        if (version == null) return Answers.preconditionRequired();
        Map<String, Object> named = new LinkedHashMap<>(body);
        named.put("code", code);
        Form form = Form.ofJson(named);
        KeepInstitution command = SchoolForm.institution(form, version);
        if (!form.refuseUnknown().isSound() || command == null) return Problem.of(form.errors());
        return Answers.of(
                institutions.change(actor, command),
                one -> ResponseEntity.ok().eTag(ETag.of(one.version())).body(InstitutionView.of(one)));
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

    /** The pupils whom the caller may see, and how regularly they come. @param asOf a day that is not in the future; without it today */
    @GetMapping("/institutions/{code}/attendance")
    ResponseEntity<?> pupils(
            Actor actor, @PathVariable String code, @RequestParam(required = false) @Nullable String asOf) {
        if (!actor.may(Verb.SCHOOL_READ)) return Problem.forbidden();
        Form form = Form.ofJson(asOf == null ? Map.of() : Map.of("asOf", asOf));
        LocalDate asked = form.date("asOf");
        if (!form.isSound()) return Problem.of(form.errors());
        LocalDate day = asked == null ? work.today() : asked;
        if (day.isAfter(work.today())) return Problem.of(List.of(FieldError.of("asOf", "form.future")));
        return Answers.read(
                institutions.find(actor, code.toUpperCase(Locale.ROOT)),
                at -> new Items<>(attendances.pupils(actor, at, day, MOST_PUPILS).stream()
                        .map(PupilView::of)
                        .toList()));
    }

    /** What became of one record. @param verdict RECORDED, CORRECTED, UNCHANGED, REFUSED, FORBIDDEN or NOT_FOUND */
    record Verdict(String child, String verdict, List<FieldError> errors) {}

    /**
     * Attendance of many children: {@code {"from","to","records":[{"child","daysPresent","daysExpected"}]}}. Each record is taken or
     * refused alone; one may name a period of its own.
     */
    @PostMapping("/institutions/{code}/attendance")
    ResponseEntity<?> record(Actor actor, @PathVariable String code, @RequestBody Map<String, Object> body) {
        if (!actor.may(Verb.ATTENDANCE_WRITE)) return Problem.forbidden();
        if (institutions.find(actor, code.toUpperCase(Locale.ROOT)).isEmpty()) return Problem.notFound();
        Form form = Form.ofJson(body);
        form.date("from");
        form.date("to");
        form.text("records", Integer.MAX_VALUE);
        Collection<?> records = body.get("records") instanceof Collection<?> many ? many : List.of();
        if (records.isEmpty()) form.wrong("records", "form.required");
        if (records.size() > MOST) return Problem.of(HttpStatus.CONTENT_TOO_LARGE, "assistance.records-many");
        if (!form.refuseUnknown().isSound()) return Problem.of(form.errors());
        List<Verdict> verdicts = new ArrayList<>();
        for (Object one : records) verdicts.add(verdict(actor, code.toUpperCase(Locale.ROOT), body, one));
        return ResponseEntity.ok(new Items<>(verdicts));
    }

    private Verdict verdict(Actor actor, String institution, Map<String, Object> body, Object record) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (String period : List.of("from", "to")) if (body.get(period) != null) fields.put(period, body.get(period));
        if (record instanceof Map<?, ?> map)
            map.forEach((name, value) -> {
                if (value != null) fields.put(String.valueOf(name), value);
            });
        Form form = Form.ofJson(fields);
        String child = form.required("child", 20);
        RecordAttendance command = SchoolForm.attendance(form, child);
        String named = Objects.requireNonNullElse(child, "");
        if (!form.refuseUnknown().isSound() || command == null) return new Verdict(named, "REFUSED", form.errors());
        return switch (attendances.record(actor, institution, command)) {
            case Outcome.Done<RecordAttendance.Recorded>(var done) ->
                new Verdict(named, done.verdict().name(), List.of());
            case Outcome.NotFound<RecordAttendance.Recorded>() -> new Verdict(named, "NOT_FOUND", List.of());
            case Outcome.Forbidden<RecordAttendance.Recorded>() -> new Verdict(named, "FORBIDDEN", List.of());
            case Outcome.Stale<RecordAttendance.Recorded> stale -> new Verdict(named, "REFUSED", List.of());
            case Outcome.Refused<RecordAttendance.Recorded>(var errors) -> new Verdict(named, "REFUSED", errors);
        };
    }

    record TermView(
            UUID id,
            String country,
            String code,
            LocalDate startsOn,
            LocalDate endsOn,
            List<LocalDate> closed,
            int version) {
        static TermView of(Term one) {
            return new TermView(
                    one.id(), one.country(), one.code(), one.startsOn(), one.endsOn(), one.closed(), one.version());
        }
    }

    @GetMapping("/terms")
    ResponseEntity<?> terms(Actor actor) {
        if (!actor.may(Verb.SCHOOL_READ)) return Problem.forbidden();
        return ResponseEntity.ok(
                new Items<>(terms.all(actor).stream().map(TermView::of).toList()));
    }

    @PostMapping("/terms")
    ResponseEntity<?> addTerm(Actor actor, @RequestBody Map<String, Object> body) {
        Form form = Form.ofJson(body);
        Term wanted = SchoolForm.term(form, 1);
        if (!form.refuseUnknown().isSound() || wanted == null) return Problem.of(form.errors());
        return Answers.created(terms.add(actor, wanted), TermView::of);
    }

    @PutMapping("/terms/{country}/{code}")
    ResponseEntity<?> changeTerm(
            Actor actor,
            @PathVariable String country,
            @PathVariable String code,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody Map<String, Object> body) {
        Integer version = ETag.version(ifMatch);
        if (version == null) return Answers.preconditionRequired();
        Map<String, Object> named = new LinkedHashMap<>(body);
        named.put("country", country);
        named.put("code", code);
        Form form = Form.ofJson(named);
        Term wanted = SchoolForm.term(form, version);
        if (!form.refuseUnknown().isSound() || wanted == null) return Problem.of(form.errors());
        return Answers.of(
                terms.change(actor, wanted, version),
                one -> ResponseEntity.ok().eTag(ETag.of(one.version())).body(TermView.of(one)));
    }
}
