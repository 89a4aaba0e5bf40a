package org.akoma.enforcement.operations;

import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.FormView;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.PostedForm;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The persons screened in an operation. */
@Controller
@RequestMapping("/operations/{code}/persons")
class ScreeningPages {

    private final Operations operations;
    private final Screenings screenings;
    private final List<PersonPart> parts;
    private final OperationShell shell;
    private final Forms forms;
    private final Formats words;
    private final Clock clock;

    ScreeningPages(
            Operations operations,
            Screenings screenings,
            List<PersonPart> parts,
            OperationShell shell,
            Forms forms,
            Formats words,
            Clock clock) {
        this.clock = clock;
        this.operations = operations;
        this.screenings = screenings;
        this.parts = parts;
        this.shell = shell;
        this.forms = forms;
        this.words = words;
    }

    @GetMapping
    String list(
            Actor actor,
            @PathVariable String code,
            @RequestParam(required = false) @Nullable String after,
            Model model) {
        Operation operation = shell.reading(actor, code, model);
        List<Screened> found = screenings.list(actor, operation, after, OperationShell.LINES + 1);
        OperationShell.page(model, "persons", found, after, Screened::code);
        model.addAttribute("counts", screenings.counts(actor, operation));
        model.addAttribute(
                "makesSlips",
                found.stream()
                        .filter(one -> makesSlip(actor, operation, one))
                        .map(Screened::code)
                        .toList());
        return "operations/persons";
    }

    @GetMapping("/new")
    String begin(Actor actor, @PathVariable String code, Model model) {
        Operation operation = shell.working(actor, code, model);
        List<Site> sites = operations.sites(actor, operation);
        String site = sites.isEmpty()
                ? nextSite(sites)
                : sites.size() == 1 ? sites.getFirst().code() : "";
        PostedForm.empty(model, Form.of(CorrectPerson.beginning(site, clock.instant())));
        return form(actor, operation, model);
    }

    @PostMapping
    String screen(Actor actor, @PathVariable String code, Submission<ScreenPerson.Met> submission) {
        Operation operation = shell.working(actor, code, submission.sent().model());
        ScreenPerson.Met input = submission.read();
        if (input == null) return submission.again(m -> form(actor, operation, m));
        return switch (screenings.screen(actor, input.seen().in(code), input.newSiteSector())) {
            case ScreenPerson.Result.Recorded(Screened person) ->
                submission.form().typed("then").equals("slip") && makesSlip(actor, operation, person)
                        ? "redirect:/slips/new?operation=" + code + "&person=" + person.code()
                        : back(code, person.code(), "operations.person-screened");
            case ScreenPerson.Result.NotFound() -> throw OperationShell.notFound();
            case ScreenPerson.Result.Forbidden() -> throw OperationShell.forbidden();
            case ScreenPerson.Result.NoSuchSite() ->
                submission.again(FieldError.of("site", "operations.no-such-site"), m -> form(actor, operation, m));
            case ScreenPerson.Result.Wrong(FieldError fault) -> submission.again(fault, m -> form(actor, operation, m));
            case ScreenPerson.Result.NotRunning() -> "redirect:/operations/" + code + "?done=operations.not-started";
        };
    }

    @GetMapping("/{person}")
    String show(Actor actor, @PathVariable String code, @PathVariable String person, Model model) {
        Operation operation = shell.reading(actor, code, model);
        PostedForm.nothing(model);
        return person(actor, operation, person, model);
    }

    @GetMapping("/{person}/edit")
    String edit(Actor actor, @PathVariable String code, @PathVariable String person, Model model) {
        Operation operation = shell.working(actor, code, model);
        OperationShell.allow(actor.may(Verb.OPERATION_WRITE));
        Screened found = screenings.find(actor, operation, person).orElseThrow(OperationShell::notFound);
        PostedForm.empty(model, Form.of(CorrectPerson.posted(found)));
        return correction(actor, operation, found, model);
    }

    private String correction(Actor actor, Operation operation, Screened person, Model model) {
        model.addAttribute("person", person);
        FormView ask = forms.view(CorrectPerson.Input.class, null, person.version());
        return form(actor, operation, ask, offered(operations.sites(actor, operation)), model);
    }

    @PostMapping("/{person}")
    String correct(
            Actor actor,
            @PathVariable String code,
            @PathVariable String person,
            Submission<CorrectPerson.Input> submission) {
        Operation operation = shell.working(actor, code, submission.sent().model());
        OperationShell.allow(actor.may(Verb.OPERATION_WRITE));
        Screened found = screenings.find(actor, operation, person).orElseThrow(OperationShell::notFound);
        return Corrected.page(
                submission,
                CorrectPerson.Input::version,
                (input, version) -> screenings.correct(actor, input.of(code, person, version)),
                "/operations/" + code + "/persons/" + person,
                m -> correction(actor, operation, found, m));
    }

    @PostMapping("/{person}/decisions")
    String decide(
            Actor actor,
            @PathVariable String code,
            @PathVariable String person,
            Submission<DecideScreening.Input> submission) {
        Operation operation = shell.working(actor, code, submission.sent().model());
        DecideScreening.Input input = submission.read();
        if (input == null) return submission.again(m -> person(actor, operation, person, m));
        DecideScreening.Result result = screenings.decide(actor, input.of(code, person));
        if (result instanceof DecideScreening.Result.Decided) return back(code, person, "operations.person-decided");
        if (result instanceof DecideScreening.Result.Asked) return back(code, person, "operations.rule-out-asked");
        OperationShell.allow(!(result instanceof DecideScreening.Result.Forbidden));
        FieldError fault = DecideScreening.fault(result);
        if (fault == null) throw OperationShell.notFound();
        return submission.again(fault, m -> person(actor, operation, person, m));
    }

    /** Any site may be chosen, or a new one, with the first sector of the operation unless another is chosen. */
    private String form(Actor actor, Operation operation, Model model) {
        FormView ask = forms.view(ScreenPerson.Met.class)
                .prefilled("newSiteSector", operation.plan().sectors().getFirst());
        List<Site> sites = operations.sites(actor, operation);
        String fresh = nextSite(sites);
        Map<String, String> offered = offered(sites);
        offered.put(fresh, words.text("operations.site.new", fresh));
        model.addAttribute("newSite", fresh);
        return form(actor, operation, ask, offered, model);
    }

    /** A code that no site of the operation has. */
    private static String nextSite(List<Site> sites) {
        Set<String> codes = sites.stream().map(Site::code).collect(Collectors.toSet());
        return IntStream.iterate(1, n -> n + 1)
                .mapToObj("SITE-%02d"::formatted)
                .filter(code -> !codes.contains(code))
                .findFirst()
                .orElseThrow();
    }

    private Map<String, String> offered(List<Site> sites) {
        Map<String, String> offered = new LinkedHashMap<>();
        sites.forEach(one -> offered.put(one.code(), one.code() + " · " + words.code("sector", one.sector())));
        return offered;
    }

    private String form(Actor actor, Operation operation, FormView ask, Map<String, String> sites, Model model) {
        model.addAttribute("sites", sites);
        model.addAttribute("hands", actor.may(Verb.SLIP_WRITE));
        model.addAttribute("ask", ask);
        return "operations/person-form";
    }

    private String person(Actor actor, Operation operation, String code, Model model) {
        Screened person = screenings.find(actor, operation, code).orElseThrow(OperationShell::notFound);
        boolean coordinates = actor.may(Verb.OPERATION_WRITE);
        boolean over = operation.status() == OperationStatus.CLOSED;
        List<ScreeningStatus> possible = Arrays.stream(ScreeningStatus.values())
                .filter(next ->
                        person.status().mayBecome(next) && (coordinates || !person.needsCoordinator(next, over)))
                .toList();
        model.addAttribute("person", person);
        model.addAttribute("hands", makesSlip(actor, operation, person));
        model.addAttribute("unhanded", person.lacksSlip());
        model.addAttribute("corrections", screenings.corrected(actor, operation, person));
        model.addAttribute("waiting", screenings.waiting(actor, person).orElse(null));
        model.addAttribute("possible", possible);
        model.addAttribute("asksReason", possible.stream().anyMatch(next -> person.needsReason(next, over)));
        model.addAttribute(
                "ask",
                forms.view(DecideScreening.Input.class)
                        .offering("status", possible)
                        .prefilled("slip", person.slip()));
        parts.forEach(part -> part.add(actor, operation, person, model));
        return "operations/person";
    }

    /** After the end a slip is made for a child who waits for one, and for nobody else. */
    private static boolean makesSlip(Actor actor, Operation operation, Screened person) {
        return actor.may(Verb.SLIP_WRITE)
                && (person.lacksSlip() || person.mayHaveSlip() && operation.status() == OperationStatus.RUNNING);
    }

    private static String back(String operation, String person, String done) {
        return "redirect:/operations/" + operation + "/persons/" + person + "?done=" + done;
    }
}
