package org.akoma.protection.schooling;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.FormView;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.reference.Policies;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.PageRefusal;
import org.akoma.ground.web.PostedForm;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.FileShell;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.PageResponses;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The page of a child's schooling and apprenticeship, and one small page for each thing to record. */
@Controller
class SchoolPages {

    private static final String PAGE = "/cases/" + FileShell.CODE + "/schooling";

    private final FileShell shell;
    private final Enrolments enrolments;
    private final Attendances attendances;
    private final SchoolSteps steps;
    private final Institutions institutions;
    private final CaseWork work;
    private final Policies policies;
    private final Forms forms;

    SchoolPages(
            FileShell shell,
            Enrolments enrolments,
            Attendances attendances,
            SchoolSteps steps,
            Institutions institutions,
            CaseWork work,
            Policies policies,
            Forms forms) {
        this.forms = forms;
        this.shell = shell;
        this.enrolments = enrolments;
        this.attendances = attendances;
        this.steps = steps;
        this.institutions = institutions;
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
            throw PageRefusal.notFound();
        }
    }

    @GetMapping(PAGE + "/enrol")
    String enrolForm(Actor actor, @PathVariable String code, Model model) {
        PostedForm.nothing(model);
        return form(actor, code, null, Act.ENROL, model);
    }

    @PostMapping(PAGE + "/enrol")
    String enrol(Actor actor, @PathVariable String code, Submission<EnrolChild.Input> submission) {
        return PageResponses.answer(
                submission,
                input -> enrolments.enrol(actor, upper(code), input.command()),
                input -> address(code, "enrolled"),
                m -> form(actor, code, null, Act.ENROL, m));
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
        if (!writes(actor, frame)) throw PageRefusal.forbidden();
        Enrolment one = id == null ? null : find(all, id);
        model.addAttribute("act", act.name());
        model.addAttribute("one", one);
        if (act == Act.PROTECTION && one != null) PostedForm.empty(model, Form.ofJson(typed(one)));
        model.addAttribute("ask", ask(act, one));
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

    private FormView ask(Act act, @Nullable Enrolment one) {
        return switch (act) {
            case ENROL -> forms.fresh(EnrolChild.Input.class);
            case DAYS -> forms.view(AttendanceOfMany.Days.class);
            case STEP -> step(isApprenticeship(one));
            case PROTECTION -> protection(isApprenticeship(one), version(one));
            case END -> forms.view(EndEnrolment.Input.class, null, version(one));
        };
    }

    private static boolean isApprenticeship(@Nullable Enrolment one) {
        return one != null && one.isApprenticeship();
    }

    private FormView step(boolean apprenticeship) {
        FormView all = forms.fresh(RecordStep.Input.class);
        return apprenticeship
                ? all
                : all.offering(
                        "kind",
                        Arrays.stream(SchoolStep.Kind.values())
                                .filter(kind -> !kind.isOfApprentices())
                                .toList());
    }

    private FormView protection(boolean apprenticeship, int version) {
        FormView all = forms.view(ProtectApprentice.class, null, version);
        return apprenticeship ? all : all.without("tasksSafe", "contract", "contractNumber", "hoursAWeek", "insured");
    }

    private static int version(@Nullable Enrolment one) {
        return Objects.requireNonNull(one).version();
    }

    private static Enrolment find(List<Enrolment> all, UUID id) {
        return all.stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow(PageRefusal::notFound);
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

    @PostMapping(PAGE + "/{enrolment}/days")
    String days(
            Actor actor,
            @PathVariable String code,
            @PathVariable UUID enrolment,
            Submission<AttendanceOfMany.Days> submission) {
        Enrolment one = find(PageResponses.read(enrolments.of(actor, upper(code))), enrolment);
        return done(
                actor,
                code,
                one,
                Act.DAYS,
                submission.given("child", code),
                input -> attendances.record(actor, one.institution(), input.command()));
    }

    @PostMapping(PAGE + "/{enrolment}/step")
    String step(
            Actor actor,
            @PathVariable String code,
            @PathVariable UUID enrolment,
            Submission<RecordStep.Input> submission) {
        Enrolment one = find(PageResponses.read(enrolments.of(actor, upper(code))), enrolment);
        return done(
                actor,
                code,
                one,
                Act.STEP,
                submission,
                input -> steps.record(actor, upper(code), input.command(one.id())));
    }

    @PostMapping(PAGE + "/{id}/protection")
    String protect(
            Actor actor, @PathVariable String code, @PathVariable UUID id, Submission<ProtectApprentice> submission) {
        Enrolment one = find(PageResponses.read(enrolments.of(actor, upper(code))), id);
        return done(
                actor,
                code,
                one,
                Act.PROTECTION,
                submission.given("id", id),
                input -> enrolments.change(
                        actor, upper(code), input.command(one), Objects.requireNonNull(input.version())));
    }

    @PostMapping(PAGE + "/{id}/end")
    String end(
            Actor actor, @PathVariable String code, @PathVariable UUID id, Submission<EndEnrolment.Input> submission) {
        Enrolment one = find(PageResponses.read(enrolments.of(actor, upper(code))), id);
        return done(
                actor,
                code,
                one,
                Act.END,
                submission.given("id", id),
                input -> enrolments.end(actor, upper(code), id, input.command(), input.version()));
    }

    private <C, T> String done(
            Actor actor, String code, Enrolment one, Act act, Submission<C> submission, Function<C, Outcome<T>> work) {
        return PageResponses.answer(
                submission,
                work,
                input -> address(code, act.name().toLowerCase(Locale.ROOT)),
                m -> form(actor, code, one.id(), act, m));
    }

    private static String address(String code, String done) {
        return "/cases/" + upper(code) + "/schooling?done=assistance.school-" + done;
    }

    private static String upper(String code) {
        return code.toUpperCase(Locale.ROOT);
    }
}
