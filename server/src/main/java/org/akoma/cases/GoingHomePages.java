package org.akoma.cases;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.akoma.Sent;
import org.akoma.access.Actor;
import org.akoma.access.Verb;
import org.akoma.reference.Policies;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The pages of the search for the family and of the way home. */
@Controller
class GoingHomePages {

    private static final String FAMILY = "/cases/" + FilePages.CODE + "/tracing";
    private static final String HOME = "/cases/" + FilePages.CODE + "/homecoming";

    private static final List<String> TRACED =
            List.of("status", "verifiedBy", "verifiedOn", "returnSafe", "found", "safety");
    private static final List<String> BROUGHT = List.of(
            "state",
            "travelMode",
            "acceptedBy",
            "acceptedOn",
            "departedOn",
            "arrivalConfirmedAt",
            "suspendedReason",
            "suspendedWords",
            "escort",
            "papers");

    private final FileShell shell;
    private final Tracings tracings;
    private final Homecomings homecomings;
    private final Policies policies;
    private final Revealed revealed;

    GoingHomePages(FileShell shell, Tracings tracings, Homecomings homecomings, Policies policies, Revealed revealed) {
        this.shell = shell;
        this.tracings = tracings;
        this.homecomings = homecomings;
        this.policies = policies;
        this.revealed = revealed;
    }

    @GetMapping(FAMILY)
    String family(Actor actor, @PathVariable String code, Model model) {
        Sent.nothing(model);
        return showFamily(actor, code, model);
    }

    private String showFamily(Actor actor, String code, Model model) {
        CaseFile file = shell.around(actor, code, model).file();
        List<Tracing> all = PageAnswers.read(tracings.of(actor, file.code()));
        model.addAttribute("tracings", all);
        model.addAttribute(
                "running",
                all.stream()
                        .filter(t -> t.status() != Tracing.Status.CLOSED)
                        .findFirst()
                        .orElse(null));
        model.addAttribute("statuses", List.of(Tracing.Status.values()));
        model.addAttribute("writes", actor.may(Verb.CASE_WRITE) && file.status().open());
        return "cases/tracing";
    }

    @PostMapping(FAMILY)
    String trace(Actor actor, @PathVariable String code, Sent sent) {
        UUID known = sent.form().id("tracing");
        Integer version = sent.form().integer("version", 1, Integer.MAX_VALUE);
        TraceFamily command = PlacementForm.tracing(sent.form(), known, version);
        if (command == null) return sent.again(m -> showFamily(actor, code, m));
        String file = code.toUpperCase(Locale.ROOT);
        Outcome<Tracing> outcome = tracings.trace(actor, file, command);
        return PageAnswers.answer(
                sent,
                PageAnswers.compared(sent, outcome, Tracing::fields, PageAnswers.typed(sent.form(), TRACED)),
                "/cases/" + file + "/tracing?done=cases.traced",
                m -> showFamily(actor, code, m));
    }

    @GetMapping(HOME)
    String home(Actor actor, @PathVariable String code, Model model) {
        Sent.nothing(model);
        return showHome(actor, code, model);
    }

    private String showHome(Actor actor, String code, Model model) {
        CaseFile file = shell.around(actor, code, model).file();
        List<Homecoming> all = PageAnswers.read(homecomings.of(actor, file.code()));
        Homecoming running = all.stream()
                .filter(h -> h.state() != Homecoming.State.ARRIVED && h.state() != Homecoming.State.CANCELLED)
                .findFirst()
                .orElse(null);
        model.addAttribute("homecomings", all);
        model.addAttribute("running", running);
        model.addAttribute(
                "arrivalDue", running == null ? null : running.arrivalDue(policies.hours("arrival-confirmation.max")));
        model.addAttribute("states", List.of(Homecoming.State.values()));
        model.addAttribute("modes", List.of(Homecoming.TravelMode.values()));
        model.addAttribute("suspensions", List.of(Homecoming.Suspension.values()));
        model.addAttribute("writes", actor.may(Verb.CASE_WRITE) && file.status().open());
        return "cases/homecoming";
    }

    @PostMapping(HOME)
    String bring(Actor actor, @PathVariable String code, Sent sent) {
        UUID known = sent.form().id("homecoming");
        Integer version = sent.form().integer("version", 1, Integer.MAX_VALUE);
        BringHome command = PlacementForm.homecoming(sent.form(), known, version);
        if (command == null) return sent.again(m -> showHome(actor, code, m));
        String file = code.toUpperCase(Locale.ROOT);
        Outcome<Homecoming> outcome = homecomings.bring(actor, file, command);
        return PageAnswers.answer(
                sent,
                PageAnswers.compared(sent, outcome, Homecoming::fields, PageAnswers.typed(sent.form(), BROUGHT)),
                "/cases/" + file + "/homecoming?done=cases.homecoming",
                m -> showHome(actor, code, m));
    }

    @PostMapping(path = HOME + "/{id}/reveal", headers = Revealed.BY_SCRIPT)
    ResponseEntity<String> addressAlone(Actor actor, @PathVariable String code, @PathVariable UUID id) {
        return revealed.alone(address(actor, code, id));
    }

    @PostMapping(HOME + "/{id}/reveal")
    String addressPage(Actor actor, @PathVariable String code, @PathVariable UUID id, Model model) {
        String file = code.toUpperCase(Locale.ROOT);
        return revealed.page(
                model, address(actor, code, id), "cases.homecoming.address.the", "/cases/" + file + "/homecoming");
    }

    private String address(Actor actor, String code, UUID id) {
        return homecomings.address(actor, code.toUpperCase(Locale.ROOT), id).orElseThrow(FilePages::notFound);
    }
}
