package org.akoma.protection.identity;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.RecentFactor;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.reference.WorldLanguages;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.PageRefusal;
import org.akoma.ground.web.PostedForm;
import org.akoma.protection.cases.Deadlines;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.FileShell;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.PageResponses;
import org.akoma.protection.cases.PersonCodes;
import org.akoma.protection.cases.Prefill;
import org.akoma.protection.cases.Versioned;
import org.akoma.protection.cases.WithdrawnProposals;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who the child is, whose family, who answers for it. Names appear only when asked for. */
@Controller
@RequestMapping("/cases/" + FileShell.CODE)
class IdentityPages {

    private final FileShell shell;
    private final Identities identities;
    private final IdentityChanges changes;
    private final Verifications verifications;
    private final PersonCodes people;
    private final Corrections corrections;
    private final Families families;
    private final Guardians guardians;
    private final Deadlines deadlines;
    private final WorldLanguages world;
    private final Clock clock;
    private final WithdrawnProposals takenBack;

    private final Forms forms;

    IdentityPages(
            FileShell shell,
            Identities identities,
            IdentityChanges changes,
            Verifications verifications,
            PersonCodes people,
            Corrections corrections,
            Families families,
            Guardians guardians,
            Deadlines deadlines,
            WorldLanguages world,
            Clock clock,
            WithdrawnProposals takenBack,
            Forms forms) {
        this.forms = forms;
        this.shell = shell;
        this.identities = identities;
        this.changes = changes;
        this.verifications = verifications;
        this.people = people;
        this.corrections = corrections;
        this.families = families;
        this.guardians = guardians;
        this.deadlines = deadlines;
        this.world = world;
        this.clock = clock;
        this.takenBack = takenBack;
    }

    @GetMapping("/identity")
    String show(Actor actor, @PathVariable String code, Model model) {
        model.addAttribute("shown", false);
        return page(actor, shell.around(actor, code, model), model);
    }

    /** The same page with the names; the reading is journalled. */
    @RecentFactor
    @PostMapping("/identity/reveal")
    String reveal(Actor actor, @PathVariable String code, HttpServletResponse response, Model model) {
        FileFrame frame = shell.around(actor, code, model);
        response.setHeader("Cache-Control", "no-store");
        if (frame.holds(Section.IDENTITY))
            model.addAttribute("identity", held(actor, frame).identity());
        model.addAttribute("shown", true);
        return page(actor, frame, model);
    }

    private Identities.Held held(Actor actor, FileFrame frame) {
        return identities.reveal(actor, frame.file()).orElseThrow(FileShell::notFound);
    }

    private String page(Actor actor, FileFrame frame, Model model) {
        boolean family = frame.worksOnIt() && frame.holds(Section.FAMILY);
        if (!frame.worksOnIt() || (!family && !frame.holds(Section.IDENTITY))) throw FileShell.notFound();
        if (family) {
            model.addAttribute("family", families.read(actor, frame.code()).orElseThrow(FileShell::notFound));
            mandates(actor, frame, model);
            model.addAttribute("guardianClock", deadlines.of(actor, frame.file(), "T4"));
        }
        if (frame.holds(Section.IDENTITY)) {
            mark(actor, frame, model);
            model.addAttribute("correction", corrections.waiting(actor, frame.code()));
        }
        model.addAttribute("writes", actor.may(Verb.CHILD_WRITE) && frame.mayWrite(Section.IDENTITY));
        model.addAttribute("writesFamily", actor.may(Verb.CHILD_WRITE) && frame.mayWrite(Section.FAMILY));
        model.addAttribute("misfits", corrections.misfits(actor, frame.code()));
        model.addAttribute("otherThanSlip", corrections.againstSlip(actor, frame.code()));
        model.addAttribute("now", clock.instant());
        return "identity/identity";
    }

    private void mandates(Actor actor, FileFrame frame, Model model) {
        List<Guardian> all = guardians.read(actor, frame.code()).orElseThrow(FileShell::notFound);
        Map<UUID, Decision> requests = guardians.requests(actor, all);
        boolean kin = all.stream()
                .anyMatch(one -> one.endedOn() == null && !one.kind().byAuthority());
        model.addAttribute("guardians", all);
        model.addAttribute("requests", requests);
        model.addAttribute("barred", kin && guardians.onlyByAuthority(actor, frame.file()));
        model.addAttribute(
                "deciders",
                people.of(
                        actor,
                        requests.values().stream()
                                .map(Decision::decidedBy)
                                .filter(Objects::nonNull)
                                .toList()));
    }

    private void mark(Actor actor, FileFrame frame, Model model) {
        Verifications.State state = verifications.read(actor, frame.code()).orElse(null);
        model.addAttribute("verification", state);
        if (state == null || state.mark() == null) return;
        model.addAttribute(
                "verifiers",
                people.of(actor, List.of(state.mark().proposedBy(), state.mark().agreedBy())));
    }

    @RecentFactor
    @GetMapping("/identity/edit")
    String edit(
            Actor actor, @PathVariable String code, @RequestParam(required = false) @Nullable UUID again, Model model) {
        writer(actor);
        FileFrame frame = shell.around(actor, code, model);
        Identities.Held held = held(actor, frame);
        Map<String, @Nullable Object> known = new LinkedHashMap<>(IdentityForm.fields(held.identity()));
        takenBack.typed(actor, frame.code(), again).forEach(known::put);
        return form(model, Prefill.with(known), held.version());
    }

    private static void writer(Actor actor) {
        if (!actor.may(Verb.CHILD_WRITE)) throw PageRefusal.forbidden();
    }

    private static String form(Model model, Form form, int version) {
        model.addAttribute("form", form);
        model.addAttribute("version", version);
        return "identity/identity-edit";
    }

    @RecentFactor
    @PostMapping("/identity/edit")
    String change(Actor actor, @PathVariable String code, PostedForm posted, Model model) {
        FileFrame frame = shell.around(actor, code, model);
        Form form = posted.form();
        Integer version = form.integer("version", 0, Integer.MAX_VALUE);
        Identity wanted = IdentityForm.read(form, forms, world);
        if (!form.isSound() || version == null) return posted.again(m -> form(m, form, version == null ? 0 : version));
        Outcome<Versioned<Identity>> outcome = changes.change(actor, frame.code(), wanted, version);
        boolean waits = outcome instanceof Outcome.Done<Versioned<Identity>>(var kept) && kept.version() == version;
        int next = PageResponses.next(posted, outcome, wanted, version, IdentityForm::fields);
        return PageResponses.answer(
                posted,
                outcome,
                "/cases/" + frame.code() + "/identity?done=cases." + (waits ? "identity-change-asked" : "identity"),
                m -> form(m, form, next));
    }
}
