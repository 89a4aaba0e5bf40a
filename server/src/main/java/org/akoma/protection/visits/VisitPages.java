package org.akoma.protection.visits;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.akoma.Ids;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.reference.Policies;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.PageRefusal;
import org.akoma.ground.web.PostedForm;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.FileShell;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.PageResponses;
import org.akoma.protection.cases.PersonCodes;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The visits of a file: what is to come, what was, and one visit with its record. */
@Controller
class VisitPages {

    private static final String PAGE = "/cases/" + FileShell.CODE + "/visits";
    private static final String ONE = PAGE + "/{id:[0-9a-f-]{36}}";

    private final FileShell shell;
    private final Visits visits;
    private final VisitFeedbacks feedbacks;
    private final RunningAlerts alerts;
    private final Milestones milestones;
    private final HighProposals highs;
    private final PersonCodes people;
    private final Policies policies;
    private final Forms forms;

    VisitPages(
            FileShell shell,
            Visits visits,
            VisitFeedbacks feedbacks,
            RunningAlerts alerts,
            Milestones milestones,
            HighProposals highs,
            PersonCodes people,
            Policies policies,
            Forms forms) {
        this.shell = shell;
        this.visits = visits;
        this.feedbacks = feedbacks;
        this.alerts = alerts;
        this.milestones = milestones;
        this.highs = highs;
        this.people = people;
        this.policies = policies;
        this.forms = forms;
    }

    /**
     * A visit and its state today.
     *
     * @param days after the planned day; negative before
     */
    public record Line(Visit visit, VisitState state, long days) {}

    /** So many past visits are shown at once: each is several lines on a telephone. */
    private static final int ROWS = 6;

    /** @param from how many of the newest past visits are on the pages before; these pages hold nothing else */
    @GetMapping(PAGE)
    String page(Actor actor, @PathVariable String code, @RequestParam(defaultValue = "0") int from, Model model) {
        PostedForm.nothing(model);
        return show(actor, code, Math.max(0, from), model);
    }

    private String show(Actor actor, String code, Model model) {
        return show(actor, code, 0, model);
    }

    private String show(Actor actor, String code, int from, Model model) {
        FileFrame frame = shell.around(actor, code, model);
        List<Line> all = PageResponses.read(visits.of(actor, frame.code())).stream()
                .map(visit -> line(visit, frame.today()))
                .toList();
        model.addAttribute(
                "open",
                all.reversed().stream()
                        .filter(l -> l.visit().closedAt() == null)
                        .toList());
        List<Line> past = all.stream().filter(l -> l.visit().closedAt() != null).toList();
        model.addAttribute("past", past.stream().skip(from).limit(ROWS).toList());
        model.addAttribute("from", from);
        model.addAttribute("next", past.size() > from + ROWS ? page(code, from + ROWS) : null);
        model.addAttribute("previous", from == 0 ? null : page(code, Math.max(0, from - ROWS)));
        model.addAttribute("milestones", milestones.of(actor, frame.code(), frame.today()));
        model.addAttribute("record", punctuality(all, frame.today()));
        model.addAttribute(
                "proposedHigh", highs.of(actor, frame.code()).stream().anyMatch(HighProposal::waits));
        model.addAttribute("feedback", feedbacks.of(actor, frame.code()));
        model.addAttribute("codes", codes(actor, all));
        boolean writes = actor.may(Verb.VISIT_WRITE) && frame.writes(Section.FOLLOW_UP);
        model.addAttribute("writes", writes);
        model.addAttribute("arranges", writes && !frame.byEmergency());
        model.addAttribute("tolerance", VisitState.Limits.of(policies).tolerance());
        model.addAttribute("reviews", actor.may(Verb.VISIT_REVIEW) && !frame.byEmergency());
        model.addAttribute(
                "ask",
                forms.fresh(PlanVisit.Input.class)
                        .offering("type", List.of(Visit.Type.ROUTINE, Visit.Type.REASSESSMENT, Visit.Type.EMERGENCY)));
        return "visits/visits";
    }

    private static String page(String code, int from) {
        return home(code) + "?from=" + from + "#h-past";
    }

    private Line line(Visit visit, LocalDate today) {
        return new Line(
                visit,
                visit.state(today, VisitState.Limits.of(policies)),
                today.toEpochDay() - visit.plannedOn().toEpochDay());
    }

    private static VisitState.Punctuality punctuality(List<Line> all, LocalDate today) {
        return VisitState.Punctuality.of(all.stream()
                .filter(l -> !l.visit().unplanned() && !l.visit().plannedOn().isAfter(today))
                .map(Line::state)
                .toList());
    }

    private Map<UUID, String> codes(Actor actor, List<Line> all) {
        return people.of(
                actor,
                all.stream()
                        .flatMap(l -> Stream.concat(
                                Stream.ofNullable(l.visit().reviewedBy()),
                                Stream.ofNullable(l.visit().done()).flatMap(d -> Stream.ofNullable(d.madeBy()))))
                        .toList());
    }

    @PostMapping(PAGE)
    String plan(Actor actor, @PathVariable String code, Submission<PlanVisit.Input> submission) {
        return PageResponses.answer(
                submission,
                input -> input.type() == null
                        ? Outcome.Refused.because("type", "form.required")
                        : visits.plan(actor, upper(code), input.command()),
                input -> home(code) + "?done=followup.visit-planned",
                m -> show(actor, code, m));
    }

    /** Leads to the form of the visit that is planned around today; where none is, to that of a visit that nobody had planned. */
    @GetMapping(PAGE + "/now")
    String now(Actor actor, @PathVariable String code) {
        FileFrame frame = shell.find(actor, code).orElseThrow(FileShell::notFound);
        return "redirect:" + home(code) + "/"
                + PageResponses.read(visits.of(actor, frame.code())).stream()
                        .filter(visit -> visit.closedAt() == null && isAround(frame.today(), visit.plannedOn()))
                        .min(Comparator.comparing(visit -> Math.abs(apart(frame.today(), visit.plannedOn()))))
                        .map(visit -> visit.id().toString())
                        .orElse("new");
    }

    /** Whether a visit made today would be that of the planned day: punctual or late, or as many days too early. */
    private boolean isAround(LocalDate today, LocalDate planned) {
        VisitState.Limits limits = VisitState.Limits.of(policies);
        long days = apart(today, planned);
        return days >= -limits.tolerance() && days <= limits.latest();
    }

    private static long apart(LocalDate today, LocalDate planned) {
        return today.toEpochDay() - planned.toEpochDay();
    }

    /** A visit that nobody had planned. */
    @GetMapping(PAGE + "/new")
    String unplanned(Actor actor, @PathVariable String code, Model model) {
        String view = showOne(actor, code, null, model);
        PostedForm.empty(
                model, Form.ofJson(Map.of("id", Ids.next(), "doneOn", today(model), "seen", List.of(Visit.CHILD))));
        return view;
    }

    @PostMapping(PAGE + "/new")
    String recordUnplanned(Actor actor, @PathVariable String code, Submission<RecordVisit.Input> submission) {
        return record(actor, code, null, submission);
    }

    @GetMapping(ONE)
    String one(Actor actor, @PathVariable String code, @PathVariable UUID id, Model model) {
        String view = showOne(actor, code, id, model);
        PostedForm.empty(model, Form.ofJson(Map.of("doneOn", today(model), "seen", List.of(Visit.CHILD))));
        return view;
    }

    private static LocalDate today(Model model) {
        return model.getAttribute("frame") instanceof FileFrame frame ? frame.today() : LocalDate.EPOCH;
    }

    private String showOne(Actor actor, String code, @Nullable UUID id, Model model) {
        FileFrame frame = shell.around(actor, code, model);
        boolean writes = actor.may(Verb.VISIT_WRITE) && frame.mayWrite(Section.FOLLOW_UP);
        if (id == null && !writes) throw PageRefusal.forbidden();
        List<Line> all = PageResponses.read(visits.of(actor, frame.code())).stream()
                .map(visit -> line(visit, frame.today()))
                .toList();
        Line line = id == null
                ? null
                : all.stream()
                        .filter(l -> l.visit().id().equals(id))
                        .findFirst()
                        .orElseThrow(PageRefusal::notFound);
        model.addAttribute("line", line);
        model.addAttribute(
                "said", id == null ? null : feedbacks.of(actor, frame.code()).get(id));
        model.addAttribute("saidBefore", id == null ? List.of() : feedbacks.before(actor, frame.code(), id));
        List<VisitMove> moves = id == null ? List.of() : visits.moves(actor, frame.code(), id);
        List<VisitVersion> earlier = id == null ? List.of() : visits.versions(actor, frame.code(), id);
        model.addAttribute("moves", moves);
        model.addAttribute("earlier", VisitChange.of(line == null ? null : line.visit(), earlier));
        model.addAttribute("ringing", ringing(actor, frame, line, earlier));
        Map<UUID, String> codes = new HashMap<>(codes(actor, all));
        codes.putAll(people.of(
                actor,
                Stream.concat(
                                moves.stream().map(VisitMove::movedBy),
                                earlier.stream().map(VisitVersion::replacedBy))
                        .toList()));
        model.addAttribute("codes", codes);
        model.addAttribute("writes", writes);
        model.addAttribute("arranges", writes && !frame.byEmergency());
        model.addAttribute("reviews", actor.may(Verb.VISIT_REVIEW) && !frame.byEmergency() && isAnothers(actor, line));
        model.addAttribute("limits", VisitState.Limits.of(policies));
        model.addAttribute("ask", forms.view(RecordVisit.Input.class));
        if (line != null) asks(line.visit().version(), model);
        model.addAttribute("questions", forms.view(VisitFeedback.Input.class));
        return "visits/visit";
    }

    /** The forms of what can be done about a visit that there is. */
    private void asks(int version, Model model) {
        if (model.containsAttribute("correcting"))
            model.addAttribute("ask", forms.view(CorrectVisit.class, null, version));
        model.addAttribute("move", forms.view(MoveVisit.class, null, version));
        model.addAttribute("cancel", forms.view(CancelVisit.class, null, version));
        model.addAttribute("miss", forms.view(MissVisit.class, null, version));
    }

    /** The alerts that run and that this visit may have raised: it names, or named before a correction, a danger. */
    private List<RunningAlerts.Running> ringing(
            Actor actor, FileFrame frame, @Nullable Line line, List<VisitVersion> earlier) {
        Visit.Done done = line == null ? null : line.visit().done();
        boolean tells = done != null
                && Stream.concat(
                                Stream.of(done),
                                earlier.stream().map(one -> one.said().done()))
                        .anyMatch(one -> one.safety() == VisitDone.Safety.DANGER
                                || VisitDone.WORKS.equals(one.school())
                                || Boolean.TRUE.equals(one.traffickerContact()));
        return tells ? alerts.raisedByVisits(actor, frame.code()) : List.of();
    }

    /** The record as it is, to be put right. */
    @GetMapping(ONE + "/correct")
    String correct(Actor actor, @PathVariable String code, @PathVariable UUID id, Model model) {
        String view = showOne(actor, code, id, model.addAttribute("correcting", true));
        Line line = (Line) model.getAttribute("line");
        Visit.Done done = line == null ? null : line.visit().done();
        if (line == null || done == null || !actor.may(Verb.VISIT_WRITE)) throw PageRefusal.notFound();
        Map<String, Object> typed = new HashMap<>();
        VisitVersion.fields(done, line.visit().words()).forEach((name, value) -> {
            if (value instanceof Collection<?> many) typed.put(name, List.copyOf(many));
            else if (value != null) typed.put(name, value instanceof Boolean ? value : value.toString());
        });
        PostedForm.empty(model, Form.ofJson(typed));
        return view;
    }

    @PostMapping(ONE + "/correct")
    String corrected(
            Actor actor, @PathVariable String code, @PathVariable UUID id, Submission<CorrectVisit> submission) {
        return PageResponses.answer(
                submission.given("id", id),
                input -> visits.correct(actor, upper(code), input.visit().command(false), input.why(), input.version()),
                input -> home(code) + "/" + id + "?done=followup.visit-corrected",
                m -> again(
                        actor,
                        code,
                        id,
                        RunningAlerts.Refused.of(submission, id).correcting(submission.version()),
                        m.addAttribute("correcting", true)));
    }

    private static boolean isAnothers(Actor actor, @Nullable Line line) {
        Visit.Done done = line == null ? null : line.visit().done();
        return done != null
                && !actor.personId().equals(done.recordedBy())
                && !actor.personId().equals(done.madeBy());
    }

    @PostMapping(ONE + "/done")
    String done(
            Actor actor, @PathVariable String code, @PathVariable UUID id, Submission<RecordVisit.Input> submission) {
        return record(actor, code, id, submission.given("id", id));
    }

    /** @param planned null = nobody had planned it */
    private String record(Actor actor, String code, @Nullable UUID planned, Submission<RecordVisit.Input> submission) {
        return PageResponses.answer(
                submission.alsoWrong(legible -> visits.refusals(actor, upper(code), planned, legible)),
                input -> visits.record(actor, upper(code), input.command(planned == null)),
                input -> home(code) + "/" + input.id() + "?done=" + recorded(actor, code),
                m -> again(actor, code, planned, RunningAlerts.Refused.of(submission, planned), m));
    }

    /** What is confirmed: the calendar of visits begins with the first assessment, so where there is none that is what comes next. */
    private String recorded(Actor actor, String code) {
        boolean assessed = shell.find(actor, upper(code))
                .map(frame -> frame.file().assessedAt() != null)
                .orElse(true);
        return assessed ? Visits.RECORDED : "followup.visit-before-assessment";
    }

    /** The form again; danger that it says does not wait for what is missing. */
    private String again(Actor actor, String code, @Nullable UUID planned, RunningAlerts.Refused said, Model model) {
        boolean first = alerts.raiseFirst(actor, upper(code), said);
        String view = showOne(actor, code, planned, model.addAttribute("first", first));
        if (first) model.addAttribute("ringing", alerts.raisedByVisits(actor, upper(code)));
        return view;
    }

    @PostMapping(ONE + "/move")
    String move(Actor actor, @PathVariable String code, @PathVariable UUID id, Submission<MoveVisit> submission) {
        return PageResponses.answer(
                submission,
                input -> visits.move(actor, upper(code), id, input.plannedOn(), input.reason(), input.version()),
                input -> home(code) + "/" + id + "?done=followup.visit-moved",
                m -> showOne(actor, code, id, m));
    }

    @PostMapping(ONE + "/cancel")
    String cancel(Actor actor, @PathVariable String code, @PathVariable UUID id, Submission<CancelVisit> submission) {
        return PageResponses.answer(
                submission,
                input -> visits.cancel(actor, upper(code), id, input.reason(), input.why(), input.version()),
                input -> home(code) + "?done=followup.visit-cancelled",
                m -> showOne(actor, code, id, m));
    }

    @PostMapping(ONE + "/missed")
    String missed(Actor actor, @PathVariable String code, @PathVariable UUID id, Submission<MissVisit> submission) {
        return PageResponses.answer(
                submission,
                input -> visits.missed(
                        actor, upper(code), id, input.reason(), input.why(), input.nextOn(), input.version()),
                input -> home(code) + "?done=followup.visit-missed",
                m -> showOne(actor, code, id, m));
    }

    @PostMapping(ONE + "/review")
    String review(Actor actor, @PathVariable String code, @PathVariable UUID id, Submission<ReviewVisit> submission) {
        return PageResponses.answer(
                submission,
                input -> visits.review(actor, upper(code), id, input.remark(), input.version()),
                input -> home(code) + "?done=followup.visit-reviewed",
                m -> showOne(actor, code, id, m));
    }

    @PostMapping(ONE + "/feedback")
    String feedback(
            Actor actor, @PathVariable String code, @PathVariable UUID id, Submission<VisitFeedback.Input> submission) {
        return PageResponses.answer(
                submission,
                input -> feedbacks.say(actor, upper(code), id, input.given()),
                input -> home(code) + "/" + id + "?done=followup.visit-feedback",
                m -> showOne(actor, code, id, m));
    }

    private static String home(String code) {
        return "/cases/" + upper(code) + "/visits";
    }

    private static String upper(String code) {
        return code.toUpperCase(Locale.ROOT);
    }
}
