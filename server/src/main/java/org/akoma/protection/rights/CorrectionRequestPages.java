package org.akoma.protection.rights;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.PostedForm;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.FileShell;
import org.akoma.protection.cases.PageResponses;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** What the child says is wrong, and what was answered. */
@Controller
@RequestMapping("/cases/" + FileShell.CODE + CorrectionRequestPages.PAGE)
class CorrectionRequestPages {

    static final String PAGE = "/rights/corrections";

    private final FileShell shell;
    private final CorrectionRequests corrections;
    private final Forms forms;

    CorrectionRequestPages(FileShell shell, CorrectionRequests corrections, Forms forms) {
        this.shell = shell;
        this.corrections = corrections;
        this.forms = forms;
    }

    @GetMapping
    String page(Actor actor, @PathVariable String code, Model model) {
        PostedForm.nothing(model);
        return show(actor, code, model);
    }

    private String show(Actor actor, String code, Model model) {
        FileFrame frame = shell.around(actor, code, model);
        if (!frame.worksOnIt() || frame.least()) throw FileShell.notFound();
        model.addAttribute("corrections", PageResponses.read(corrections.of(actor, frame.code())));
        model.addAttribute("now", corrections.now());
        boolean answers = RightsPages.answers(actor, frame);
        model.addAttribute("answers", answers);
        List<Section> held =
                Arrays.stream(Section.values()).filter(frame::holds).toList();
        model.addAttribute(
                "ask",
                answers && speaks(actor, frame, held)
                        ? forms.fresh(AskCorrection.RecordCorrection.class).offering("section", held)
                        : null);
        model.addAttribute("corrected", forms.view(AskCorrection.Corrected.class));
        model.addAttribute("refuse", forms.view(AskCorrection.RefuseCorrection.class));
        model.addAttribute("tell", forms.view(AskCorrection.TellCorrection.class));
        return "rights/corrections";
    }

    /** Who works on the whole file writes what the child says of it, not who was lent some sections. */
    private static boolean speaks(Actor actor, FileFrame frame, List<Section> held) {
        UUID me = actor.personId();
        return held.size() == Section.ALL.size()
                || me.equals(frame.file().workerId())
                || me.equals(frame.file().supervisorId());
    }

    @PostMapping
    String record(Actor actor, @PathVariable String code, Submission<AskCorrection.RecordCorrection> submission) {
        return PageResponses.answer(
                submission,
                command -> corrections.record(actor, upper(code), command),
                command -> done(code, "correction-recorded"),
                m -> show(actor, code, m));
    }

    @PostMapping("/{id}/corrected")
    String correct(
            Actor actor,
            @PathVariable String code,
            @PathVariable UUID id,
            Submission<AskCorrection.Corrected> submission) {
        return PageResponses.answer(
                submission,
                command -> corrections.correct(actor, upper(code), id, command),
                command -> done(code, "corrected"),
                m -> show(actor, code, m));
    }

    @PostMapping("/{id}/refusal")
    String refuse(
            Actor actor,
            @PathVariable String code,
            @PathVariable UUID id,
            Submission<AskCorrection.RefuseCorrection> submission) {
        return PageResponses.answer(
                submission,
                command -> corrections.refuse(actor, upper(code), id, command),
                command -> done(code, "correction-refusal-asked"),
                m -> show(actor, code, m));
    }

    @PostMapping("/{id}/told")
    String tell(
            Actor actor,
            @PathVariable String code,
            @PathVariable UUID id,
            Submission<AskCorrection.TellCorrection> submission) {
        return PageResponses.answer(
                submission,
                command -> corrections.tell(actor, upper(code), id, command),
                command -> done(code, "correction-told"),
                m -> show(actor, code, m));
    }

    private static String done(String code, String what) {
        return "/cases/" + upper(code) + PAGE + "?done=rights." + what;
    }

    private static String upper(String code) {
        return code.toUpperCase(Locale.ROOT);
    }
}
