package org.akoma.protection.identity;

import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.RecentFactor;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.PageRefusal;
import org.akoma.ground.web.PostedForm;
import org.akoma.protection.cases.CaseFile;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What is written of the child's family, and of who answers for the child; read on the page of the identity. */
@Controller
@RequestMapping("/cases/" + FileShell.CODE)
class FamilyPages {

    private final FileShell shell;
    private final Families families;
    private final Guardians guardians;
    private final WithdrawnProposals takenBack;

    private final Forms forms;

    FamilyPages(FileShell shell, Families families, Guardians guardians, WithdrawnProposals takenBack, Forms forms) {
        this.forms = forms;
        this.shell = shell;
        this.families = families;
        this.guardians = guardians;
        this.takenBack = takenBack;
    }

    /** Who supervises reads the family and the guardians, and writes none of it ({@code requirements.md 9}). */
    private FileFrame writers(Actor actor, String code, Model model) {
        FileFrame frame = shell.around(actor, code, model);
        if (!actor.may(Verb.CHILD_WRITE)) {
            if (frame.worksOnIt() && frame.holds(Section.FAMILY)) throw PageRefusal.forbidden();
            throw FileShell.notFound();
        }
        return frame;
    }

    @RecentFactor
    @GetMapping("/family/edit")
    String editFamily(Actor actor, @PathVariable String code, Model model) {
        FileFrame frame = writers(actor, code, model);
        Versioned<Family> held = families.read(actor, frame.code()).orElseThrow(FileShell::notFound);
        return familyForm(model, Prefill.withTexts(FamilyForm.fields(held.value())), held.version());
    }

    private static String familyForm(Model model, Form form, int version) {
        model.addAttribute("form", form);
        model.addAttribute("version", version);
        model.addAttribute("roles", Family.Role.values());
        model.addAttribute("contacts", Family.Contact.values());
        return "identity/family-edit";
    }

    @RecentFactor
    @PostMapping("/family/edit")
    String changeFamily(Actor actor, @PathVariable String code, PostedForm posted, Model model) {
        FileFrame frame = writers(actor, code, model);
        Form form = posted.form();
        Integer version = form.integer("version", 0, Integer.MAX_VALUE);
        Family wanted = FamilyForm.read(form, forms);
        if (!form.isSound() || version == null)
            return posted.again(m -> familyForm(m, form, version == null ? 0 : version));
        Outcome<Versioned<Family>> outcome = families.change(actor, frame.code(), wanted, version);
        int next = PageResponses.next(posted, outcome, wanted, version, FamilyForm::fields);
        return PageResponses.answer(
                posted,
                outcome,
                "/cases/" + frame.code() + "/identity?done=cases.family",
                m -> familyForm(m, form, next));
    }

    @GetMapping("/guardians/new")
    String askGuardian(
            Actor actor, @PathVariable String code, @RequestParam(required = false) @Nullable UUID again, Model model) {
        FileFrame frame = writers(actor, code, model);
        if (!frame.worksOnIt() || !frame.holds(Section.FAMILY)) throw FileShell.notFound();
        shell.remember(actor, frame);
        return guardianForm(
                actor,
                frame,
                model,
                again == null ? today("appointedOn", frame) : takenBack.form(actor, frame.code(), again));
    }

    /** Beside a barred family nobody of it is offered. */
    private String guardianForm(Actor actor, FileFrame frame, Model model, Form form) {
        boolean barred = guardians.onlyByAuthority(actor, frame.file());
        model.addAttribute("form", form);
        model.addAttribute("barred", barred);
        model.addAttribute(
                "kinds",
                Stream.of(Guardian.Kind.values())
                        .filter(kind -> !barred || kind.byAuthority())
                        .toList());
        return "identity/guardian";
    }

    @PostMapping("/guardians/new")
    String appoint(Actor actor, @PathVariable String code, Submission<AppointGuardian> submission, Model model) {
        FileFrame frame = writers(actor, code, model);
        return PageResponses.answer(
                submission,
                command -> guardians.appoint(actor, frame.code(), command),
                (command, one) -> appointed(frame, one),
                m -> guardianForm(actor, frame, m, submission.form()));
    }

    @GetMapping("/guardians/{id}/end")
    String askEnd(
            Actor actor,
            @PathVariable String code,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable UUID again,
            Model model) {
        FileFrame frame = writers(actor, code, model);
        if (!frame.worksOnIt() || !frame.holds(Section.FAMILY)) throw FileShell.notFound();
        return endForm(model, again == null ? today("endedOn", frame) : takenBack.form(actor, frame.code(), again), id);
    }

    /** A form whose day is proposed: what is written down is mostly of today. */
    private static Form today(String field, FileFrame frame) {
        return Prefill.with(Map.of(field, frame.today()));
    }

    private static String endForm(Model model, Form form, UUID id) {
        model.addAttribute("form", form);
        model.addAttribute("guardian", id);
        return "identity/guardian-end";
    }

    @PostMapping("/guardians/{id}/end")
    String end(
            Actor actor,
            @PathVariable String code,
            @PathVariable UUID id,
            Submission<AppointGuardian.End> submission,
            Model model) {
        FileFrame frame = writers(actor, code, model);
        return PageResponses.answer(
                submission,
                input -> guardians.end(actor, frame.code(), id, input.endedOn()),
                (input, one) -> done(frame, one.endedOn() == null, "cases.guardian-ended"),
                m -> endForm(m, submission.form(), id));
    }

    /** On a new file the answers of child and guardian come next. */
    private static String appointed(FileFrame frame, Guardian one) {
        return one.waits() || frame.file().status() != CaseFile.Status.REGISTERED
                ? done(frame, one.waits(), "cases.guardian")
                : "/cases/" + frame.code() + "/consents/new?done=cases.guardian";
    }

    private static String done(FileFrame frame, boolean waits, String act) {
        return "/cases/" + frame.code() + "/identity?done=" + act + (waits ? "-waits" : "");
    }
}
