package org.akoma.protection.homecoming;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.FormView;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.PostedForm;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.FileShell;
import org.akoma.protection.cases.PageResponses;
import org.akoma.protection.cases.WithdrawnProposals;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page of the search for the family. */
@Controller
@RequestMapping("/cases/" + FileShell.CODE + "/tracing")
class TracingPages {

    private final FileShell shell;
    private final Tracings tracings;
    private final WithdrawnProposals takenBack;
    private final Forms forms;

    TracingPages(FileShell shell, Tracings tracings, WithdrawnProposals takenBack, Forms forms) {
        this.shell = shell;
        this.tracings = tracings;
        this.takenBack = takenBack;
        this.forms = forms;
    }

    @GetMapping
    String page(
            Actor actor, @PathVariable String code, @RequestParam(required = false) @Nullable UUID again, Model model) {
        PostedForm.empty(model, takenBack.form(actor, code, again));
        return show(actor, code, model);
    }

    private String show(Actor actor, String code, Model model) {
        FileFrame frame = shell.around(actor, code, model);
        CaseFile file = frame.file();
        List<Tracing> all = PageResponses.read(tracings.of(actor, file.code()));
        Tracing running = all.stream().filter(Tracing::runs).findFirst().orElse(null);
        model.addAttribute("tracings", all);
        model.addAttribute("running", running);
        model.addAttribute("waiting", running != null && tracings.waiting(actor, running.id()) != null);
        model.addAttribute("ask", ask(running));
        model.addAttribute("writes", actor.may(Verb.CHILD_WRITE) && frame.writes(Section.FAMILY));
        return "homecoming/tracing";
    }

    private FormView ask(@Nullable Tracing running) {
        if (running == null) return forms.view(TraceFamily.class).prefilled("status", Tracing.Status.OPEN);
        return forms.view(TraceFamily.class, running.id(), running.version())
                .prefilled("status", running.status())
                .prefilled("found", running.words().found())
                .prefilled("safety", running.words().safety());
    }

    @PostMapping
    String trace(Actor actor, @PathVariable String code, Submission<TraceFamily> submission) {
        String file = code.toUpperCase(Locale.ROOT);
        return PageResponses.answer(
                submission,
                command -> tracings.trace(actor, file, command),
                Tracing::fields,
                command -> "/cases/" + file + "/tracing?done=cases."
                        + (command.status() == Tracing.Status.VERIFIED ? "tracing-asked" : "traced"),
                m -> show(actor, code, m));
    }
}
