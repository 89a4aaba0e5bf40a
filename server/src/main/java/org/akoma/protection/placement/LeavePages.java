package org.akoma.protection.placement;

import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.RecentFactor;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.PageRefusal;
import org.akoma.ground.web.PostedForm;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.FileShell;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.PageResponses;
import org.akoma.protection.cases.Prefill;
import org.akoma.protection.cases.Versioned;
import org.akoma.protection.cases.WithdrawnProposals;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The two small pages about a place that is recorded: where it is exactly, and that the child has left it. */
@Controller
class LeavePages {

    private static final String SEAL_CONTEXT = "/cases/" + FileShell.CODE + "/placement";

    private final FileShell shell;
    private final Placements placements;
    private final HomeChanges homes;
    private final WithdrawnProposals takenBack;

    private final Forms forms;

    LeavePages(FileShell shell, Placements placements, HomeChanges homes, WithdrawnProposals takenBack, Forms forms) {
        this.forms = forms;
        this.shell = shell;
        this.placements = placements;
        this.homes = homes;
        this.takenBack = takenBack;
    }

    @GetMapping(SEAL_CONTEXT + "/end")
    String askEnd(Actor actor, @PathVariable String code, Model model) {
        writable(actor, code, model);
        PostedForm.nothing(model);
        return endForm(model);
    }

    private String endForm(Model model) {
        model.addAttribute("ask", forms.view(LeavePlace.Input.class));
        return "placement/placement-end";
    }

    @PostMapping(SEAL_CONTEXT + "/end")
    String end(Actor actor, @PathVariable String code, Submission<LeavePlace.Input> submission, Model model) {
        FileFrame frame = shell.around(actor, code, model);
        model.addAttribute("form", submission.form());
        boolean housed = placements.isHoused(actor, frame.code());
        return PageResponses.answer(
                submission,
                input -> placements.end(actor, frame.code(), input.command()),
                input -> housed ? "/cases?done=cases.left" : "/cases/" + frame.code() + next(input.reason()),
                m -> endForm(m));
    }

    private static String next(LeavePlace.Reason reason) {
        return reason.isMissing() ? "/search?done=cases.left-missing" : "/placement?done=cases.left";
    }

    /** The form shows the address: opening it is a reading. */
    @RecentFactor
    @GetMapping(SEAL_CONTEXT + "/{id}/home")
    String askHome(
            Actor actor,
            @PathVariable String code,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable UUID again,
            HttpServletResponse response,
            Model model) {
        FileFrame frame = writable(actor, code, model);
        Versioned<Placement.Home> held = homes.home(actor, frame.code(), id).orElseThrow(FileShell::notFound);
        response.setHeader("Cache-Control", "no-store");
        Map<String, @Nullable Object> known = new LinkedHashMap<>(held.value().fields());
        takenBack.typed(actor, frame.code(), again).forEach(known::put);
        return homeForm(actor, frame, model, Prefill.with(known), id, held.version());
    }

    private String homeForm(Actor actor, FileFrame frame, Model model, Form form, UUID id, int version) {
        boolean asked = homes.asksRelation(actor, frame.code());
        model.addAttribute("relations", asked ? List.of(Placement.Relation.values()) : List.of());
        model.addAttribute("form", form);
        model.addAttribute("placement", id);
        model.addAttribute("version", version);
        return "placement/placement-home";
    }

    @RecentFactor
    @PostMapping(SEAL_CONTEXT + "/{id}/home")
    String home(Actor actor, @PathVariable String code, @PathVariable UUID id, PostedForm posted, Model model) {
        FileFrame frame = shell.around(actor, code, model);
        Form form = posted.form();
        Integer version = form.integer("version", 0, Integer.MAX_VALUE);
        PlacementInput.Home input = forms.of(PlacementInput.Home.class).read(form, given(id, version));
        Placement.Home wanted = input == null ? new Placement.Home(null, null) : input.wanted();
        if (!form.isSound() || version == null)
            return posted.again(m -> homeForm(actor, frame, m, form, id, version == null ? 0 : version));
        Outcome<HomeChanges.HomeChange> outcome = homes.correct(actor, frame.code(), id, wanted, version);
        boolean waits = outcome instanceof Outcome.Done<HomeChanges.HomeChange>(var change) && change.waiting() != null;
        int next = PageResponses.next(posted, held(outcome), wanted, version, Placement.Home::fields);
        return PageResponses.answer(
                posted,
                outcome,
                "/cases/" + frame.code() + "/placement?done=cases." + (waits ? "home-change-asked" : "placement-home"),
                m -> homeForm(actor, frame, m, form, id, next));
    }

    private static Map<String, @Nullable Object> given(UUID id, @Nullable Integer version) {
        Map<String, @Nullable Object> given = new HashMap<>(Map.of("id", id));
        given.put("version", version);
        return given;
    }

    private static Outcome<Versioned<Placement.Home>> held(Outcome<HomeChanges.HomeChange> outcome) {
        return outcome instanceof Outcome.Stale<HomeChanges.HomeChange>(var theirs, var fields)
                ? new Outcome.Stale<>(theirs.home(), fields)
                : new Outcome.NotFound<>();
    }

    private FileFrame writable(Actor actor, String code, Model model) {
        FileFrame frame = shell.around(actor, code, model);
        if (!frame.worksOnIt() || !frame.holds(Section.PLACEMENT)) throw FileShell.notFound();
        if (!actor.may(Verb.PLACEMENT_WRITE) || frame.byEmergency()) throw PageRefusal.forbidden();
        return frame;
    }
}
