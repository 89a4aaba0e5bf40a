package org.akoma.programme.reports;

import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.PageRefusal;
import org.akoma.ground.web.PostedForm;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The pages of releases that were taken back. */
@Controller
class RecallPages {

    private final Recalls recalls;
    private final Forms forms;

    RecallPages(Recalls recalls, Forms forms) {
        this.recalls = recalls;
        this.forms = forms;
    }

    @GetMapping("/recalls")
    String list(Actor actor, Model model) {
        if (!actor.may(Verb.FINDING_READ)) throw PageRefusal.forbidden();
        model.addAttribute("recalls", recalls.list(actor));
        model.addAttribute("takes", Recalls.takesBack(actor));
        return "reports/recalls";
    }

    @GetMapping("/recalls/new")
    String ask(Actor actor, @RequestParam(required = false) @Nullable String about, Model model) {
        PostedForm.nothing(model);
        return form(actor, about, model);
    }

    private String form(Actor actor, @Nullable String about, Model model) {
        if (!Recalls.takesBack(actor)) throw PageRefusal.forbidden();
        model.addAttribute("ask", forms.fresh(TakeBack.class).prefilled("about", about));
        return "reports/recall-form";
    }

    @PostMapping("/recalls/new")
    String takeBack(Actor actor, Submission<TakeBack> submission) {
        return Answer.page(
                submission,
                input -> recalls.takeBack(actor, input),
                now -> "/recalls/" + now.id() + "?done=reports.recalled",
                m -> form(actor, null, m));
    }

    @GetMapping("/recalls/{id}")
    String one(Actor actor, @PathVariable UUID id, Model model) {
        Recall one = recalls.find(actor, id).orElseThrow(PageRefusal::notFound);
        model.addAttribute("recall", one);
        model.addAttribute("guards", Recalls.guards(actor));
        model.addAttribute("readers", recalls.readers(actor, one));
        model.addAttribute("request", recalls.request(actor, one).orElse(null));
        return "reports/recall";
    }
}
