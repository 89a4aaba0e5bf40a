package org.akoma.cases;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.akoma.Sent;
import org.akoma.access.Actor;
import org.akoma.access.Section;
import org.akoma.access.Verb;
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
@RequestMapping("/cases/" + FilePages.CODE + "/tracing")
class TracingPages {

    private static final List<String> TYPED =
            List.of("status", "verifiedBy", "verifiedOn", "returnSafe", "found", "safety");

    private final FileShell shell;
    private final Tracings tracings;
    private final TakenBack takenBack;

    TracingPages(FileShell shell, Tracings tracings, TakenBack takenBack) {
        this.shell = shell;
        this.tracings = tracings;
        this.takenBack = takenBack;
    }

    @GetMapping
    String page(
            Actor actor, @PathVariable String code, @RequestParam(required = false) @Nullable UUID again, Model model) {
        Sent.empty(model, takenBack.form(actor, code, again));
        return show(actor, code, model);
    }

    private String show(Actor actor, String code, Model model) {
        FileFrame frame = shell.around(actor, code, model);
        CaseFile file = frame.file();
        List<Tracing> all = PageAnswers.read(tracings.of(actor, file.code()));
        model.addAttribute("tracings", all);
        model.addAttribute(
                "running", all.stream().filter(Tracing::runs).findFirst().orElse(null));
        model.addAttribute(
                "waiting", all.stream().anyMatch(one -> one.runs() && tracings.waiting(actor, one.id()) != null));
        model.addAttribute("statuses", List.of(Tracing.Status.values()));
        model.addAttribute("writes", actor.may(Verb.CHILD_WRITE) && frame.writes(Section.FAMILY));
        return "cases/tracing";
    }

    @PostMapping
    String trace(Actor actor, @PathVariable String code, Sent sent) {
        UUID known = sent.form().id("tracing");
        Integer version = sent.form().integer("version", 1, Integer.MAX_VALUE);
        TraceFamily command = PlacementForm.tracing(sent.form(), known, version);
        if (command == null) return sent.again(m -> show(actor, code, m));
        String file = code.toUpperCase(Locale.ROOT);
        Outcome<Tracing> outcome = tracings.trace(actor, file, command);
        return PageAnswers.answer(
                sent,
                PageAnswers.compared(sent, outcome, Tracing::fields, PageAnswers.typed(sent.form(), TYPED)),
                "/cases/" + file + "/tracing?done=cases."
                        + (command.status() == Tracing.Status.VERIFIED ? "tracing-asked" : "traced"),
                m -> show(actor, code, m));
    }
}
