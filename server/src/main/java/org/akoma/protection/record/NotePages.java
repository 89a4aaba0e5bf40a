package org.akoma.protection.record;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.PageRefusal;
import org.akoma.protection.cases.Deadlines;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.FileShell;
import org.akoma.protection.cases.PageResponses;
import org.akoma.protection.cases.PersonCodes;
import org.akoma.protection.cases.Prefill;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Notes and health: records are only ever added, so the form is above them. */
@Controller
@RequestMapping("/cases/" + FileShell.CODE)
class NotePages {

    private final FileShell shell;
    private final Notes notes;
    private final Medicals medicals;
    private final Deadlines deadlines;
    private final PersonCodes people;
    private final Clock clock;
    private final Forms forms;

    NotePages(
            FileShell shell,
            Notes notes,
            Medicals medicals,
            Deadlines deadlines,
            PersonCodes people,
            Clock clock,
            Forms forms) {
        this.shell = shell;
        this.notes = notes;
        this.medicals = medicals;
        this.deadlines = deadlines;
        this.people = people;
        this.clock = clock;
        this.forms = forms;
    }

    @GetMapping("/notes")
    String notes(Actor actor, @PathVariable String code, Model model) {
        FileFrame frame = own(actor, code, Section.NOTES, model);
        return notePage(actor, frame, Prefill.with(Map.of("at", clock.instant())), model);
    }

    private FileFrame own(Actor actor, String code, Section section, Model model) {
        FileFrame frame = shell.around(actor, code, model);
        if (!frame.worksOnIt() || !frame.holds(section)) throw FileShell.notFound();
        return frame;
    }

    private String notePage(Actor actor, FileFrame frame, Form form, Model model) {
        List<Note> all = notes.read(actor, frame.code()).orElseThrow(FileShell::notFound);
        model.addAttribute("form", form);
        model.addAttribute("notes", all);
        model.addAttribute("ask", forms.fresh(WriteNote.class));
        model.addAttribute(
                "people", people.of(actor, all.stream().map(Note::recordedBy).toList()));
        return "record/notes";
    }

    @PostMapping("/notes")
    String write(Actor actor, @PathVariable String code, Submission<WriteNote> submission, Model model) {
        FileFrame frame = own(actor, code, Section.NOTES, model);
        return PageResponses.answer(
                submission,
                note -> notes.write(actor, frame.code(), note.id(), note.kind(), note.at(), note.text()),
                note -> "/cases/" + frame.code() + "/notes?done=cases.note",
                m -> notePage(actor, frame, submission.form(), m));
    }

    @GetMapping("/health")
    String health(Actor actor, @PathVariable String code, Model model) {
        FileFrame frame = own(actor, code, Section.HEALTH, model);
        return healthPage(actor, frame, Prefill.with(Map.of("at", clock.instant())), model);
    }

    private String healthPage(Actor actor, FileFrame frame, Form form, Model model) {
        List<Medical> all = medicals.read(actor, frame.code()).orElseThrow(FileShell::notFound);
        model.addAttribute("form", form);
        model.addAttribute("records", all);
        model.addAttribute("ask", forms.fresh(WriteMedical.class));
        model.addAttribute("writes", medicals.records(actor, frame.code()));
        model.addAttribute("screeningClock", deadlines.of(actor, frame.file(), "T2"));
        model.addAttribute("now", clock.instant());
        model.addAttribute(
                "people", people.of(actor, all.stream().map(Medical::recordedBy).toList()));
        return "record/health";
    }

    @PostMapping("/health")
    String examine(Actor actor, @PathVariable String code, Submission<WriteMedical> submission, Model model) {
        FileFrame frame = own(actor, code, Section.HEALTH, model);
        if (!medicals.records(actor, frame.code())) throw PageRefusal.forbidden();
        return PageResponses.answer(
                submission,
                made -> medicals.record(actor, frame.code(), made.by(actor.personId())),
                made -> "/cases/" + frame.code() + "/health?done=cases.medical",
                m -> healthPage(actor, frame, submission.form(), m));
    }
}
