package org.akoma.protection.identity;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.web.PageRefusal;
import org.akoma.ground.web.PostedForm;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.FileShell;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.PageResponses;
import org.akoma.protection.cases.PersonCodes;
import org.akoma.protection.cases.Prefill;
import org.akoma.protection.cases.WithdrawnProposals;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page on which what was registered of a child is put right, and the corrections made before. */
@Controller
class CorrectionPages {

    private static final String PAGE = "/cases/" + FileShell.CODE + "/identity/correction";

    private final FileShell shell;
    private final Corrections corrections;
    private final PersonCodes people;
    private final Formats words;
    private final Forms forms;
    private final WithdrawnProposals takenBack;

    CorrectionPages(
            FileShell shell,
            Corrections corrections,
            PersonCodes people,
            Formats words,
            Forms forms,
            WithdrawnProposals takenBack) {
        this.shell = shell;
        this.corrections = corrections;
        this.people = people;
        this.words = words;
        this.forms = forms;
        this.takenBack = takenBack;
    }

    @GetMapping(PAGE)
    String ask(
            Actor actor, @PathVariable String code, @RequestParam(required = false) @Nullable UUID again, Model model) {
        FileFrame frame = shell.around(actor, code, model);
        Corrections.Registered held = held(actor, frame);
        Map<String, @Nullable Object> known = new LinkedHashMap<>(held.now().fields());
        takenBack.typed(actor, frame.code(), again).forEach(known::put);
        PostedForm.empty(model, Prefill.with(known));
        return page(actor, frame, held, held.version(), model);
    }

    private Corrections.Registered held(Actor actor, FileFrame frame) {
        if (!frame.worksOnIt() || frame.least()) throw FileShell.notFound();
        return corrections.read(actor, frame.code()).orElseThrow(FileShell::notFound);
    }

    private String page(Actor actor, FileFrame frame, Corrections.Registered held, int version, Model model) {
        model.addAttribute("ask", forms.view(CorrectRegistration.Input.class, null, version));
        model.addAttribute("writes", actor.may(Verb.CHILD_WRITE) && frame.mayWrite(Section.IDENTITY));
        model.addAttribute("waiting", held.waiting());
        List<UUID> authors =
                held.corrections().stream().map(Correction::recordedBy).toList();
        Map<UUID, String> codes = people.of(actor, authors);
        model.addAttribute(
                "corrections",
                held.corrections().stream()
                        .map(one -> CorrectionRow.of(one, codes, words))
                        .toList());
        return "identity/correction";
    }

    @PostMapping(PAGE)
    String correct(
            Actor actor, @PathVariable String code, Submission<CorrectRegistration.Input> submission, Model model) {
        FileFrame frame = shell.around(actor, code, model);
        if (!actor.may(Verb.CHILD_WRITE)) throw PageRefusal.forbidden();
        Corrections.Registered before = held(actor, frame);
        Integer read = submission.version();
        return PageResponses.answer(
                submission,
                input -> correct(actor, frame, submission.sent(), input.command(false)),
                (input, now) -> "/cases/" + frame.code() + "/identity?done=cases."
                        + (now.version() == before.version() ? "age-asked" : "corrected"),
                m -> page(
                        actor,
                        frame,
                        before,
                        read == null || m.containsAttribute("theirs") ? before.version() : read,
                        m));
    }

    private Outcome<Corrections.Registered> correct(
            Actor actor, FileFrame frame, PostedForm posted, CorrectRegistration command) {
        return PageResponses.compared(
                posted,
                corrections.correct(actor, frame.code(), command),
                now -> now.now().fields(),
                command.wanted().fields());
    }
}
