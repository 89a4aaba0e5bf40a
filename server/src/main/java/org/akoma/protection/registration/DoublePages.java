package org.akoma.protection.registration;

import java.util.List;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.PageRefusal;
import org.akoma.protection.cases.FileShell;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Children who may have two files, for supervisors; and who asked for a child, for the data protection officer. */
@Controller
class DoublePages {

    private final Doubles doubles;

    DoublePages(Doubles doubles) {
        this.doubles = doubles;
    }

    @GetMapping("/doubles")
    String list(Actor actor, Model model) {
        if (!Doubles.reads(actor)) throw PageRefusal.forbidden();
        model.addAttribute("between", Doubles.watches(actor));
        model.addAttribute("pairs", doubles.list(actor));
        return "registration/doubles";
    }

    @PostMapping("/doubles/{id}")
    String judge(Actor actor, @PathVariable UUID id, Submission<CompareDouble.Judge> submission) {
        CompareDouble.Judge said = submission.read();
        if (said == null) throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        return switch (doubles.judge(actor, id, said.verdict())) {
            case DONE -> "redirect:/doubles?done=cases.double-compared";
            case WAITS -> "redirect:/doubles?done=cases.double-said";
            case CHANGED -> throw PageRefusal.overtaken();
            case NOT_FOUND -> throw FileShell.notFound();
            case FORBIDDEN -> throw PageRefusal.forbidden();
        };
    }

    @PostMapping("/doubles/{id}/choice")
    String choose(Actor actor, @PathVariable UUID id, Submission<CompareDouble.Choose> submission) {
        CompareDouble.Choose said = submission.read();
        if (said == null) throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        return switch (doubles.choose(actor, id, said.keeps())) {
            case DONE -> "redirect:/doubles?done=cases.double-chosen";
            case WAITS -> "redirect:/doubles?done=cases.double-said";
            case CHANGED -> throw PageRefusal.overtaken();
            case NOT_FOUND -> throw FileShell.notFound();
            case FORBIDDEN -> throw PageRefusal.forbidden();
        };
    }

    @GetMapping("/doubles/questions")
    String questions(Actor actor, @RequestParam(required = false) @Nullable String code, Model model) {
        if (!Doubles.watches(actor)) throw PageRefusal.forbidden();
        String about = code == null ? "" : code.strip();
        model.addAttribute("code", about);
        model.addAttribute("asked", !about.isEmpty());
        model.addAttribute("questions", about.isEmpty() ? List.of() : doubles.whoAsked(actor, about));
        return "registration/who-asked";
    }
}
