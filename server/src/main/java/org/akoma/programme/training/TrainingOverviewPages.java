package org.akoma.programme.training;

import java.time.Instant;
import java.time.LocalDate;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.PostedForm;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** What became of the training on four levels: how it was received, learnt, used, and what came of it. */
@Controller
class TrainingOverviewPages {

    private final TrainingFigures figures;

    TrainingOverviewPages(TrainingFigures figures) {
        this.figures = figures;
    }

    @GetMapping("/training/overview")
    ModelAndView show(Actor actor, PostedForm posted, Model model) {
        if (!actor.may(Verb.TRAINING_FIGURES)) throw TrainingPages.nothing();
        Form form = posted.form();
        LocalDate asOf = form.pastDay("asOf", figures.today());
        Instant then = figures.endOf(actor, asOf);
        model.addAttribute("form", form);
        model.addAttribute("errors", form.errors());
        model.addAttribute("asOf", asOf);
        model.addAttribute("figures", figures.report(actor, then));
        model.addAttribute("work", figures.atWork(actor, then).orElseThrow());
        model.addAttribute("modules", TrainingModule.values());
        model.addAttribute("keeps", actor.may(Verb.TRAINING_WRITE));
        return new ModelAndView(
                "training/overview", model.asMap(), form.isSound() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }
}
