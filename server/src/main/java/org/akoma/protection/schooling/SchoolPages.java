package org.akoma.protection.schooling;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.reference.CodeLists;
import org.akoma.ground.reference.Policies;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.PostedForm;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.FileShell;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.PageResponses;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;

/** The page of a child's schooling and apprenticeship, and one small page for each thing to record. */
@Controller
class SchoolPages {

    private static final String PAGE = "/cases/" + FileShell.CODE + "/schooling";

    private final FileShell shell;
    private final Enrolments enrolments;
    private final Attendances attendances;
    private final SchoolSteps steps;
    private final Institutions institutions;
    private final CodeLists lists;
    private final CaseWork work;
    private final Policies policies;

    SchoolPages(
            FileShell shell,
            Enrolments enrolments,
            Attendances attendances,
            SchoolSteps steps,
            Institutions institutions,
            CodeLists lists,
            CaseWork work,
            Policies policies) {
        this.shell = shell;
        this.enrolments = enrolments;
        this.attendances = attendances;
        this.steps = steps;
        this.institutions = institutions;
        this.lists = lists;
        this.work = work;
        this.policies = policies;
    }

    @GetMapping(PAGE)
    String page(Actor actor, @PathVariable String code, Model model) {
        PostedForm.nothing(model);
        FileFrame frame = shell.around(actor, code, model);
        CaseFile file = frame.file();
        List<Enrolment> all = PageResponses.read(enrolments.of(actor, file.code()));
        Map<UUID, List<Attendance>> days = attendances.of(actor, all);
        model.addAttribute("enrolments", all);
        model.addAttribute("days", days);
        model.addAttribute(
                "standings",
                all.stream()
                        .collect(Collectors.toMap(
                                Enrolment::id,
                                one -> AttendanceBand.of(
                                        days.getOrDefault(one.id(), List.of()), work.today(), policies))));
        model.addAttribute(
                "steps", steps.of(actor, file.code()).stream().collect(Collectors.groupingBy(SchoolStep::enrolmentId)));
        model.addAttribute("missing", file.status().open() ? enrolments.missingPathway(file, all) : null);
        model.addAttribute("writes", writes(actor, frame));
        return "schooling/schooling";
    }

    private static boolean writes(Actor actor, FileFrame frame) {
        return actor.may(Verb.CASE_WRITE) && frame.writes(Section.ASSISTANCE);
    }

    /** What can be recorded; each is one form. */
    private enum Act {
        ENROL,
        DAYS,
        STEP,
        PROTECTION,
        END;

        static Act of(String name) {
            for (Act one : values()) if (one.name().toLowerCase(Locale.ROOT).equals(name)) return one;
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
    }

    @GetMapping(PAGE + "/enrol")
    String enrolForm(Actor actor, @PathVariable String code, Model model) {
        PostedForm.nothing(model);
        return form(actor, code, null, Act.ENROL, model);
    }

    @PostMapping(PAGE + "/enrol")
    String enrol(Actor actor, @PathVariable String code, PostedForm posted) {
        EnrolChild command = SchoolForm.enrolment(posted.form(), lists);
        if (command != null && isUnanswered(command)) posted.form().wrong("tasksSafe", "form.required");
        if (command == null || !posted.form().isSound())
            return posted.again(m -> form(actor, code, null, Act.ENROL, m));
        return PageResponses.answer(
                posted,
                enrolments.enrol(actor, upper(code), command),
                address(code, "enrolled"),
                m -> form(actor, code, null, Act.ENROL, m));
    }

    /** A person at a form is asked whether the tasks are safe; what others knew earlier may come without it. */
    private static boolean isUnanswered(EnrolChild command) {
        return command.pathway() == Enrolment.Pathway.VOCATIONAL_TRAINING && command.tasksSafe() == null;
    }

    @GetMapping(PAGE + "/{id}/{act:days|step|protection|end}")
    String actForm(
            Actor actor, @PathVariable String code, @PathVariable UUID id, @PathVariable String act, Model model) {
        PostedForm.nothing(model);
        return form(actor, code, id, Act.of(act), model);
    }

    private String form(Actor actor, String code, @Nullable UUID id, Act act, Model model) {
        FileFrame frame = shell.around(actor, code, model);
        CaseFile file = frame.file();
        List<Enrolment> all = PageResponses.read(enrolments.of(actor, file.code()));
        if (!writes(actor, frame)) throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        Enrolment one = id == null ? null : find(all, id);
        model.addAttribute("act", act.name());
        model.addAttribute("one", one);
        if (act == Act.PROTECTION && one != null) PostedForm.empty(model, Form.ofJson(typed(one)));
        if (act == Act.ENROL) {
            model.addAttribute("adds", actor.may(Verb.SCHOOL_WRITE));
            model.addAttribute(
                    "institutions",
                    enrolments.open(actor, file, institutions.page(actor, "", Institutions.PAGE)).stream()
                            .collect(Collectors.toMap(
                                    Institution::code, Institution::code, (a, b) -> a, java.util.LinkedHashMap::new)));
        }
        return "schooling/schooling-act";
    }

    private static Enrolment find(List<Enrolment> all, UUID id) {
        return all.stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static Map<String, Object> typed(Enrolment one) {
        Map<String, Object> typed = new java.util.LinkedHashMap<>();
        put(typed, "contract", one.contract());
        put(typed, "hoursAWeek", one.hoursAWeek());
        put(typed, "insured", one.insured());
        put(typed, "tasksSafe", one.tasksSafe());
        put(typed, "pupil", one.words().pupil());
        put(typed, "master", one.words().master());
        put(typed, "contractNumber", one.words().contractNumber());
        put(typed, "remarks", one.words().remarks());
        return typed;
    }

    private static void put(Map<String, Object> typed, String field, @Nullable Object value) {
        if (value != null) typed.put(field, value);
    }

    @PostMapping(PAGE + "/{id}/{act:days|step|protection|end}")
    String act(
            Actor actor,
            @PathVariable String code,
            @PathVariable UUID id,
            @PathVariable String act,
            PostedForm posted) {
        Act wanted = Act.of(act);
        Enrolment one = find(PageResponses.read(enrolments.of(actor, upper(code))), id);
        Integer version = posted.form().integer("version", 1, Integer.MAX_VALUE);
        boolean changes = wanted == Act.END || wanted == Act.PROTECTION;
        if (changes && version == null) return PageResponses.overtaken(posted, m -> form(actor, code, id, wanted, m));
        Outcome<?> outcome = done(actor, upper(code), one, wanted, posted.form(), version);
        if (outcome == null) return posted.again(m -> form(actor, code, id, wanted, m));
        return PageResponses.answer(posted, outcome, address(code, act), m -> form(actor, code, id, wanted, m));
    }

    /** Null when what was typed is not sound. @param version on which the change of an enrolment was decided */
    private @Nullable Outcome<?> done(
            Actor actor, String code, Enrolment one, Act act, Form form, @Nullable Integer version) {
        switch (act) {
            case DAYS -> {
                RecordAttendance days = SchoolForm.attendance(form, code);
                return days == null ? null : attendances.record(actor, one.institution(), days);
            }
            case STEP -> {
                RecordStep step = SchoolForm.step(form, one.id());
                return step == null ? null : steps.record(actor, code, step);
            }
            case END -> {
                EndEnrolment end = SchoolForm.end(form);
                return end == null ? null : enrolments.end(actor, code, one.id(), end, version);
            }
            case PROTECTION -> {
                EnrolChild now = SchoolForm.protection(form, one);
                return !form.isSound() || version == null ? null : enrolments.change(actor, code, now, version);
            }
            case ENROL -> throw new IllegalStateException("has its own address");
        }
        throw new IllegalStateException(act.name());
    }

    private static String address(String code, String done) {
        return "/cases/" + upper(code) + "/schooling?done=assistance.school-" + done;
    }

    private static String upper(String code) {
        return code.toUpperCase(Locale.ROOT);
    }
}
