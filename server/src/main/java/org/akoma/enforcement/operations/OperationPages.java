package org.akoma.enforcement.operations;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.airlock.slips.Slip;
import org.akoma.airlock.slips.Slips;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.PostedForm;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The list of operations and the overview of one, with its sites and published figures. */
@Controller
class OperationPages {

    /** Slips on a page. */
    private static final int SLIPS = 20;

    private final Operations operations;
    private final PublishedFigures figures;
    private final Screenings screenings;
    private final Slips slips;
    private final OperationShell shell;
    private final Forms forms;
    private final Clock clock;

    OperationPages(
            Operations operations,
            PublishedFigures figures,
            Screenings screenings,
            Slips slips,
            OperationShell shell,
            Forms forms,
            Clock clock) {
        this.operations = operations;
        this.figures = figures;
        this.screenings = screenings;
        this.slips = slips;
        this.shell = shell;
        this.forms = forms;
        this.clock = clock;
    }

    @GetMapping("/operations")
    String list(Actor actor, @RequestParam(required = false) @Nullable UUID before, Model model) {
        if (!actor.may(Verb.OPERATION_READ)) {
            if (!actor.may(Verb.OPERATION_FIGURES)) throw OperationShell.notFound();
            model.addAttribute("figures", figures.report(actor, clock.instant()));
            return "operations/figures";
        }
        List<Operation> found = operations.list(actor, before, OperationShell.LINES + 1);
        OperationShell.page(model, "operations", found, before, Operation::id);
        model.addAttribute("records", actor.may(Verb.OPERATION_RECORD));
        return "operations/list";
    }

    @GetMapping("/operations/{code}")
    String show(Actor actor, @PathVariable String code, Model model) {
        Operation operation = shell.reading(actor, code, model);
        PostedForm.nothing(model);
        return overview(actor, operation, model);
    }

    private String overview(Actor actor, Operation operation, Model model) {
        model.addAttribute("sites", operations.sites(actor, operation));
        model.addAttribute(
                "screened",
                screenings.counts(actor, operation).values().stream()
                        .mapToInt(Integer::intValue)
                        .sum());
        model.addAttribute(
                "participants",
                operation.plan().participants().stream().sorted().toList());
        model.addAttribute(
                "reconciled", figures.reconciled(actor, operation.code()).orElseThrow(OperationShell::notFound));
        model.addAttribute("approves", actor.may(Verb.OPERATION_APPROVE));
        model.addAttribute("declined", operations.offered(actor, operation).orElse(null));
        if (operation.status() == OperationStatus.PLANNED)
            model.addAttribute("coordinating", operations.coordinators(actor, operation));
        model.addAttribute("officers", operations.haveOfficers(actor, operation));
        model.addAttribute("corrections", figures.corrected(actor, operation));
        return "operations/operation";
    }

    @PostMapping("/operations/{code}/start")
    String start(Actor actor, @PathVariable String code, PostedForm posted) {
        return move(actor, code, posted, OperationStatus.RUNNING);
    }

    @PostMapping("/operations/{code}/close")
    String close(Actor actor, @PathVariable String code, PostedForm posted) {
        return move(actor, code, posted, OperationStatus.CLOSED);
    }

    /** What is left open, before the end is confirmed: which child has no slip, which slip nobody signed or received, who is undecided. */
    @GetMapping("/operations/{code}/close")
    String end(Actor actor, @PathVariable String code, Model model) {
        Operation operation = shell.working(actor, code, model);
        OperationShell.allow(actor.may(Verb.OPERATION_APPROVE));
        if (operation.status() != OperationStatus.RUNNING) return back(code, "operations.not-now");
        PostedForm.nothing(model);
        model.addAttribute("ending", operations.ending(actor, operation));
        return "operations/end";
    }

    private String move(Actor actor, String code, PostedForm posted, OperationStatus to) {
        Integer version = posted.form().integer("version", 1, Integer.MAX_VALUE);
        return switch (operations.move(actor, new MoveOperation(code, version == null ? 0 : version, to))) {
            case MoveOperation.Result.Moved(Operation moved) ->
                back(code, to == OperationStatus.RUNNING ? "operations.started" : "operations.closed");
            case MoveOperation.Result.NotFound() -> throw OperationShell.notFound();
            case MoveOperation.Result.Forbidden() -> throw OperationShell.forbidden();
            case MoveOperation.Result.CareMissing(int expected, int available) -> back(code, "operations.care-missing");
            case MoveOperation.Result.CareUnconfirmed(String structure) -> back(code, "operations.care-unconfirmed");
            case MoveOperation.Result.NoOfficers() -> back(code, "operations.not-without-officers");
            case MoveOperation.Result.ChildrenSentBack(List<String> slips) ->
                back(code, "operations.children-sent-back");
            case MoveOperation.Result.ChildrenWithoutSlip(List<String> persons) ->
                "redirect:/operations/" + code + "/close?done=operations.not-without-slip";
            case MoveOperation.Result.NotNow(OperationStatus current) -> back(code, "operations.not-now");
            case MoveOperation.Result.Changed(Operation current) -> back(code, "operations.changed");
        };
    }

    @GetMapping("/operations/{code}/sites/new")
    String site(Actor actor, @PathVariable String code, Model model) {
        shell.working(actor, code, model);
        PostedForm.nothing(model);
        return siteForm(model);
    }

    private String siteForm(Model model) {
        model.addAttribute("ask", forms.view(AddSite.Input.class));
        return "operations/site";
    }

    @PostMapping("/operations/{code}/sites")
    String addSite(Actor actor, @PathVariable String code, Submission<AddSite.Input> submission) {
        shell.working(actor, code, submission.sent().model());
        AddSite.Input input = submission.read();
        if (input == null) return submission.again(this::siteForm);
        return switch (operations.addSite(actor, input.in(code))) {
            case AddSite.Result.Added(Site site) -> back(code, "operations.site-added");
            case AddSite.Result.NotFound() -> throw OperationShell.notFound();
            case AddSite.Result.Forbidden() -> throw OperationShell.forbidden();
            case AddSite.Result.CodeTaken() ->
                submission.again(FieldError.of("code", "operations.site-taken"), this::siteForm);
        };
    }

    @GetMapping("/operations/{code}/sites/{site}/edit")
    String editSite(Actor actor, @PathVariable String code, @PathVariable String site, Model model) {
        Operation operation = shell.working(actor, code, model);
        OperationShell.allow(actor.may(Verb.OPERATION_WRITE));
        Site found = operations.site(actor, operation, site).orElseThrow(OperationShell::notFound);
        PostedForm.empty(
                model,
                Form.of(Map.of(
                        "version", new String[] {String.valueOf(found.version())},
                        "sector", new String[] {found.sector()},
                        "place", new String[] {Objects.toString(found.place(), "")})));
        return siteForm(found, model);
    }

    private String siteForm(Site site, Model model) {
        model.addAttribute("site", site);
        model.addAttribute("ask", forms.view(CorrectSite.Input.class, null, site.version()));
        return "operations/site";
    }

    @PostMapping("/operations/{code}/sites/{site}")
    String correctSite(
            Actor actor,
            @PathVariable String code,
            @PathVariable String site,
            Submission<CorrectSite.Input> submission) {
        Operation operation = shell.working(actor, code, submission.sent().model());
        OperationShell.allow(actor.may(Verb.OPERATION_WRITE));
        Site found = operations.site(actor, operation, site).orElseThrow(OperationShell::notFound);
        return Corrected.page(
                submission,
                CorrectSite.Input::version,
                (input, version) -> operations.correct(actor, input.of(code, site, version)),
                "/operations/" + code,
                m -> siteForm(found, m));
    }

    @GetMapping("/operations/{code}/figures/{id}/edit")
    String editFigure(Actor actor, @PathVariable String code, @PathVariable UUID id, Model model) {
        Operation operation = shell.working(actor, code, model);
        OperationShell.allow(actor.may(Verb.OPERATION_WRITE));
        PublishedFigure found = figures.find(actor, operation, id).orElseThrow(OperationShell::notFound);
        PostedForm.empty(
                model,
                Form.of(Map.of(
                        "version", new String[] {String.valueOf(found.version())},
                        "source", new String[] {found.source()},
                        "publishedOn", new String[] {Objects.toString(found.publishedOn(), "")},
                        "value", new String[] {found.value().text()},
                        "definition", new String[] {Objects.toString(found.definition(), "")})));
        return figureForm(found, model);
    }

    private String figureForm(PublishedFigure figure, Model model) {
        model.addAttribute("figure", figure);
        model.addAttribute("ask", forms.view(CorrectFigure.Input.class, null, figure.version()));
        return "operations/figure";
    }

    @PostMapping("/operations/{code}/figures/{id}")
    String correctFigure(
            Actor actor, @PathVariable String code, @PathVariable UUID id, Submission<CorrectFigure.Input> submission) {
        Operation operation = shell.working(actor, code, submission.sent().model());
        OperationShell.allow(actor.may(Verb.OPERATION_WRITE));
        PublishedFigure found = figures.find(actor, operation, id).orElseThrow(OperationShell::notFound);
        return Corrected.page(
                submission,
                CorrectFigure.Input::version,
                (input, version) -> figures.correct(actor, input.of(code, id, version)),
                "/operations/" + code,
                m -> figureForm(found, m));
    }

    @GetMapping("/operations/{code}/figures/new")
    String figure(Actor actor, @PathVariable String code, Model model) {
        shell.working(actor, code, model);
        OperationShell.allow(actor.may(Verb.OPERATION_WRITE));
        PostedForm.nothing(model);
        return figureForm(model);
    }

    @PostMapping("/operations/{code}/figures")
    String addFigure(Actor actor, @PathVariable String code, Submission<AddFigure.Input> submission) {
        shell.working(actor, code, submission.sent().model());
        AddFigure.Input input = submission.read();
        if (input == null) return submission.again(this::figureForm);
        return switch (figures.add(actor, input.of(code))) {
            case AddFigure.Result.Added(PublishedFigure figure) -> back(code, "operations.figure-added");
            case AddFigure.Result.NotFound() -> throw OperationShell.notFound();
            case AddFigure.Result.Forbidden() -> throw OperationShell.forbidden();
            case AddFigure.Result.AlreadyThere() ->
                submission.again(FieldError.of("source", "operations.figure-there"), this::figureForm);
        };
    }

    private String figureForm(Model model) {
        model.addAttribute("ask", forms.view(AddFigure.Input.class));
        return "operations/figure";
    }

    /** The slips of the operation: the airlock's own page shows each. */
    @GetMapping("/operations/{code}/slips")
    String slips(
            Actor actor,
            @PathVariable String code,
            @RequestParam(required = false) @Nullable UUID before,
            Model model) {
        Operation operation = shell.reading(actor, code, model);
        List<Slip> found = slips.list(actor, operation.id(), null, before, SLIPS + 1);
        List<Slip> shown = found.subList(0, Math.min(SLIPS, found.size()));
        model.addAttribute(
                "lines",
                shown.stream()
                        .map(slip -> Map.of("slip", slip, "time", slips.timeOf(slip)))
                        .toList());
        model.addAttribute("first", before == null);
        model.addAttribute("next", found.size() > SLIPS ? shown.getLast().id() : null);
        model.addAttribute("writes", actor.may(Verb.SLIP_WRITE) && operation.status() != OperationStatus.PLANNED);
        return "operations/slips";
    }

    private static String back(String code, String done) {
        return "redirect:/operations/" + code + "?done=" + done;
    }
}
