package org.akoma.protection.alerts;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.akoma.Ids;
import org.akoma.PastDays;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Verb;
import org.akoma.ground.decisions.Deputy;
import org.akoma.ground.forms.FormView;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.pages.ListExport;
import org.akoma.ground.reference.Laws;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.ListPage;
import org.akoma.ground.web.PageRefusal;
import org.akoma.ground.web.PostedForm;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.FileShell;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.PageResponses;
import org.akoma.protection.cases.PersonCodes;
import org.akoma.protection.placement.Stays;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** The pages of alerts: the list of who answers for them, one alert, those of a child, and a device that is gone. */
@Controller
class AlertPages {

    private static final String OF_CHILD = "/cases/" + FileShell.CODE + "/alerts";
    private static final String STEPS = "/alerts/{alert:[0-9a-fA-F-]{36}}";
    private static final String ONE = "/alerts/{id:[0-9a-fA-F-]{36}}";

    private final Alerts alerts;
    private final AlertLists lists;
    private final HouseDangers house;
    private final AlertTexts texts;
    private final AlertEvidence evidence;
    private final FileShell shell;
    private final PersonCodes people;
    private final Laws laws;
    private final Clock clock;
    private final ListExport export;
    private final Forms forms;
    private final Stays stays;
    private final FirstActs first;

    AlertPages(
            Alerts alerts,
            AlertLists lists,
            HouseDangers house,
            AlertTexts texts,
            AlertEvidence evidence,
            FileShell shell,
            PersonCodes people,
            Laws laws,
            Clock clock,
            ListExport export,
            Forms forms,
            Stays stays,
            FirstActs first) {
        this.first = first;
        this.stays = stays;
        this.forms = forms;
        this.export = export;
        this.alerts = alerts;
        this.lists = lists;
        this.house = house;
        this.texts = texts;
        this.evidence = evidence;
        this.shell = shell;
        this.people = people;
        this.laws = laws;
        this.clock = clock;
    }

    @GetMapping("/alerts")
    ModelAndView list(Actor actor, PostedForm posted, Model model) {
        Form form = posted.form();
        AlertQuery asked = AlertListForm.read(ListPage.filters(form), clock);
        AlertLists.Page page = form.isSound() ? lists.page(actor, asked) : new AlertLists.Page(List.of(), null);
        List<Alert> found = page.alerts();
        model.addAttribute("alerts", found);
        model.addAttribute("readsAll", readsAll(actor));
        model.addAttribute("openOnly", asked.openOnly());
        model.addAttribute("now", asked.then());
        LocalDate asOf = form.pastDay("asOf", LocalDate.now(clock));
        model.addAttribute("asOf", asOf);
        String scope = scope(asked, asOf);
        model.addAttribute(
                "people", people.of(actor, found.stream().map(Alert::worker).toList()));
        model.addAttribute("what", what(actor));
        model.addAttribute("houses", actor.is(Role.SHELTER_MANAGER));
        model.addAttribute("house", asOf == null ? house.of(actor) : List.of());
        List<Untaken> untaken = asOf == null ? lists.untaken(actor) : List.of();
        model.addAttribute("untaken", untaken);
        model.addAttribute("deputises", Deputy.readBy(actor));
        model.addAttribute("heard", lists.heardOutside(actor));
        model.addAttribute("heardJournal", actor.may(Verb.JOURNAL_READ));
        AlertQuery.Place next = page.next();
        model.addAttribute("next", next == null ? null : "/alerts?cursor=" + next.text() + scope);
        model.addAttribute(
                "files",
                export.offer(
                        actor, Verb.EXPORT_PSEUDONYMOUS, "alerts", format -> "/alerts/file?format=" + format + scope));
        model.addAttribute("form", form);
        model.addAttribute("errors", form.errors());
        return new ModelAndView(
                "alerts/alerts", model.asMap(), form.isSound() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    /** Whether an empty list says that there is no alert; others do not see each one, and are told so. */
    private static boolean readsAll(Actor actor) {
        return actor.is(Role.CASE_WORKER) || actor.is(Role.CASE_SUPERVISOR);
    }

    /** What this list is for, where it is empty for most people of the role. */
    private static String what(Actor actor) {
        if (!Alerts.care(actor)) return "followup.alerts.what.devices";
        if (actor.is(Role.PROJECT_MANAGER)) return "followup.alerts.what.untaken";
        return actor.is(Role.SHELTER_MANAGER) ? "followup.alerts.what.house" : "followup.alerts.what.shared";
    }

    private static String scope(AlertQuery asked, @Nullable LocalDate asOf) {
        return (asked.openOnly() ? "" : "&state=all") + (asOf == null ? "" : "&asOf=" + asOf);
    }

    @GetMapping(ONE)
    String one(Actor actor, @PathVariable UUID id, Model model) {
        PostedForm.nothing(model);
        return show(actor, id, model);
    }

    /** From the duty to report an offence, which a task names, to the alert on which it is done. */
    @GetMapping("/alerts/of/{duty:[0-9a-fA-F-]{36}}")
    String ofDuty(Actor actor, @PathVariable UUID duty) {
        return "redirect:/alerts/" + alerts.ofDuty(actor, duty).orElseThrow(PageRefusal::notFound);
    }

    private String show(Actor actor, UUID id, Model model) {
        AlertTold told = alerts.read(actor, id).map(texts::told).orElseThrow(PageRefusal::notFound);
        Alert alert = told.alert();
        boolean open = alert.closedAt() == null;
        OffenceReport report = told.report();
        boolean ofDevice = alert.file() == null;
        model.addAttribute("told", told);
        model.addAttribute("alert", alert);
        model.addAttribute("now", clock.instant());
        model.addAttribute("handles", open && actor.may(Verb.ALERT_HANDLE));
        model.addAttribute(
                "acts", (open || report != null) && actor.may(ofDevice ? Verb.ALERT_HANDLE : Verb.ALERT_ACT));
        List<AlertAction.Kind> kinds = open ? kinds(told) : List.of(AlertAction.Kind.POLICE_REPORT);
        FormView act = forms.view(ActOnAlert.class, Ids.next(), told.version()).offering("kind", kinds);
        model.addAttribute("act", kinds.contains(AlertAction.Kind.POLICE_REPORT) ? act : act.without("report"));
        model.addAttribute(
                "close",
                forms.view(CloseAlert.class, Ids.next(), told.version()).offering("outcome", told.endings()));
        model.addAttribute("report", report);
        model.addAttribute(
                "law",
                report == null
                        ? null
                        : laws.trafficking(report.country(), LocalDate.now(clock))
                                .orElse(null));
        boolean asks = told.lacksAWord() && !alert.worker().equals(actor.personId());
        boolean isAsked = asks && told.asked() == null && lists.isWordDue(actor, alert);
        model.addAttribute("isAsked", isAsked);
        model.addAttribute("asks", asks && !isAsked);
        model.addAttribute("uninstructed", told.lacks() == null && isUninstructed(actor, alert));
        model.addAttribute("fresh", Ids.next());
        model.addAttribute("todo", first.of(actor, alert));
        List<UUID> named = new ArrayList<>(List.of(alert.worker(), alert.raisedBy()));
        told.actions().forEach(action -> named.add(action.takenBy()));
        AlertEvidence.Told since = evidence.of(actor, alert);
        AlertEvidence.Found found = since.found();
        if (found != null) named.add(found.by());
        since.seen().forEach(visit -> named.add(visit.by()));
        model.addAttribute("since", since);
        model.addAttribute("beside", lists.beside(actor, alert));
        model.addAttribute("people", people.of(actor, named));
        return "alerts/alert";
    }

    /** Whether nothing is written for the shelter where the child sleeps. */
    private boolean isUninstructed(Actor actor, Alert alert) {
        if (alert.code() == null || alert.closedAt() != null || !actor.may(Verb.ALERT_HANDLE)) return false;
        return stays.lackInstructions(actor, alert.code());
    }

    /** While the child is searched for, nobody says that it is safe. */
    private static List<AlertAction.Kind> kinds(AlertTold told) {
        return AlertAction.Kind.toChoose(told.alert().type()).stream()
                .filter(kind -> !kind.makesSafe() || !"followup.alert-search".equals(told.lacks()))
                .toList();
    }

    @PostMapping(STEPS + "/acknowledgement")
    String acknowledge(Actor actor, @PathVariable UUID alert, Submission<StepOnAlert> submission) {
        return step(
                actor,
                alert,
                submission,
                step -> {
                    List<AlertLists.Beside> others = beside(actor, alert, submission.form());
                    Outcome<AlertTold> outcome = alerts.acknowledge(actor, alert, step.id(), step.version());
                    if (outcome instanceof Outcome.Done)
                        others.forEach(
                                one -> alerts.acknowledge(actor, one.alert().id(), Ids.next(), one.version()));
                    return outcome;
                },
                "alert-acknowledged");
    }

    /** Those of the same child that the page named too, as it named them, where all are taken on at once: not one that was raised or reported again since. */
    private List<AlertLists.Beside> beside(Actor actor, UUID alert, Form form) {
        if (form.typed("all").isEmpty()) return List.of();
        return alerts.read(actor, alert).stream()
                .flatMap(told -> lists.beside(actor, told.alert()).stream())
                .filter(one -> form.allTyped("beside").contains(one.seen()))
                .toList();
    }

    @PostMapping(STEPS + "/actions")
    String act(Actor actor, @PathVariable UUID alert, Submission<ActOnAlert> submission) {
        return step(
                actor,
                alert,
                submission.alsoWrong(ActOnAlert::inPart),
                act -> alerts.act(actor, alert, act.id(), act.kind(), act.words(), act.version()),
                told -> "followup.alert-by-one".equals(told.lacks()) ? "alert-action-of-one" : "alert-action");
    }

    @PostMapping(STEPS + "/asking")
    String ask(Actor actor, @PathVariable UUID alert, Submission<StepOnAlert> submission) {
        return step(
                actor, alert, submission, step -> alerts.ask(actor, alert, step.id(), step.version()), "alert-asked");
    }

    @PostMapping(STEPS + "/closing")
    String close(Actor actor, @PathVariable UUID alert, Submission<CloseAlert> submission) {
        return step(
                actor,
                alert,
                submission,
                close -> alerts.close(actor, alert, close.id(), close.outcome(), close.end(), close.version()),
                "alert-closed");
    }

    private <C> String step(
            Actor actor, UUID alert, Submission<C> submission, Function<C, Outcome<AlertTold>> step, String done) {
        return step(actor, alert, submission, step, told -> done);
    }

    private <C> String step(
            Actor actor,
            UUID alert,
            Submission<C> submission,
            Function<C, Outcome<AlertTold>> step,
            Function<AlertTold, String> done) {
        return PageResponses.answer(
                submission,
                step,
                (input, told) -> "/alerts/" + alert + "?done=followup." + done.apply(told),
                m -> show(actor, alert, m));
    }

    @GetMapping(OF_CHILD)
    String ofChild(Actor actor, @PathVariable String code, PostedForm posted, Model model) {
        LocalDate day = posted.form().pastDay(PastDays.PARAMETER, LocalDate.now(clock));
        Instant then = posted.form().endOfPastDay(PastDays.PARAMETER, LocalDate.now(clock));
        if (!posted.form().isSound()) return posted.again(m -> child(actor, code, m));
        PostedForm.empty(model, posted.form());
        return child(actor, code, day, then == null ? clock.instant() : then, model);
    }

    private String child(Actor actor, String code, Model model) {
        return child(actor, code, null, clock.instant(), model);
    }

    /**
     * A shelter raises one, sees what became of it, and does not read what others raised.
     *
     * @param day a past one, on which nothing is raised; null = now
     */
    private String child(Actor actor, String code, @Nullable LocalDate day, Instant then, Model model) {
        FileFrame frame = shell.around(actor, code, model);
        boolean reads = frame.worksOnIt() && !frame.least() && frame.holds("FOLLOW_UP");
        boolean raises = day == null && actor.may(Verb.ALERT_RAISE) && frame.worksOnIt();
        if (!reads && !raises) throw PageRefusal.notFound();
        List<Alert> found =
                reads ? PageResponses.read(alerts.of(actor, frame.code(), then)) : lists.given(actor, frame.code());
        model.addAttribute("alerts", found);
        model.addAttribute("reads", reads);
        model.addAttribute("readsAll", readsAll(actor));
        model.addAttribute("raises", raises);
        if (raises) model.addAttribute("call", shell.whomToCall(actor, frame));
        model.addAttribute("missing", raises && !reads && alerts.isMissing(actor, frame.code()));
        model.addAttribute("worker", frame.file().workerId());
        model.addAttribute("asOf", day);
        model.addAttribute("now", then);
        model.addAttribute("toReport", reads && day == null ? alerts.toReport(actor, frame.code()) : Map.of());
        model.addAttribute(
                "ask",
                forms.fresh(RaiseAlert.OfChild.Input.class)
                        .offering(
                                "type",
                                Alert.Type.ofAChild(frame.file().status().open())));
        model.addAttribute("back", forms.fresh(RaiseAlert.Back.Input.class));
        model.addAttribute(
                "people",
                people.of(
                        actor,
                        Stream.concat(
                                        Stream.of(frame.file().workerId()),
                                        found.stream().flatMap(one -> Stream.of(one.raisedBy(), one.worker())))
                                .distinct()
                                .toList()));
        return "alerts/child-alerts";
    }

    /** The form alone, from the head of every page of the file. */
    @GetMapping(OF_CHILD + "/new")
    String fresh(Actor actor, @PathVariable String code, Model model) {
        PostedForm.nothing(model);
        String view = child(actor, code, model.addAttribute("formAlone", true));
        if (!Boolean.TRUE.equals(model.getAttribute("raises"))) throw PageRefusal.forbidden();
        return view;
    }

    @PostMapping(OF_CHILD)
    String raise(Actor actor, @PathVariable String code, Submission<RaiseAlert.OfChild.Input> submission) {
        String file = code.toUpperCase(Locale.ROOT);
        return PageResponses.answer(
                submission,
                input -> alerts.raise(actor, file, input.command()),
                input -> "/cases/" + file + "/alerts?done=followup.alert-raised",
                m -> child(actor, code, m));
    }

    @PostMapping(OF_CHILD + "/back")
    String back(Actor actor, @PathVariable String code, Submission<RaiseAlert.Back.Input> submission) {
        String file = code.toUpperCase(Locale.ROOT);
        return PageResponses.answer(
                submission,
                input -> alerts.sayBack(actor, file, input.command()),
                input -> "/cases/" + file + "/alerts?done=followup.said-back",
                m -> child(actor, code, m));
    }

    @GetMapping("/device-lost")
    String device(Actor actor, Model model) {
        PostedForm.nothing(model);
        return askDevice(model);
    }

    private String askDevice(Model model) {
        model.addAttribute("ask", forms.fresh(RaiseAlert.OfDevice.Input.class).without("type"));
        return "alerts/device-lost";
    }

    @PostMapping("/device-lost")
    String deviceLost(Actor actor, Submission<RaiseAlert.OfDevice.Input> submission) {
        return PageResponses.answer(
                submission.given("type", Alert.Type.DEVICE_LOST),
                input -> alerts.raise(actor, input.command()),
                input -> "/alerts/" + input.id() + "?done=followup.alert-raised",
                this::askDevice);
    }
}
