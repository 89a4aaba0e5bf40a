package org.akoma.airlock.signals;

import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.PageRefusal;
import org.akoma.ground.web.PostedForm;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** One's own signals, and the form to raise one. */
@Controller
class HelpSignalPages {

    static final String HERE = "/help-signals";

    private final HelpSignals signals;
    private final Forms forms;

    HelpSignalPages(HelpSignals signals, Forms forms) {
        this.signals = signals;
        this.forms = forms;
    }

    @GetMapping(HERE)
    String page(Actor actor, Model model) {
        PostedForm.nothing(model);
        return show(actor, model);
    }

    private String show(Actor actor, Model model) {
        if (!actor.may(Verb.HELP_SIGNAL)) throw PageRefusal.notFound();
        model.addAttribute("signals", signals.own(actor));
        model.addAttribute("police", actor.compartment() == Compartment.ENFORCEMENT);
        model.addAttribute("ask", forms.fresh(GiveSignal.class));
        return "signals/signals";
    }

    @PostMapping(HERE)
    String give(Actor actor, Submission<GiveSignal> submission) {
        if (!actor.may(Verb.HELP_SIGNAL)) throw PageRefusal.notFound();
        GiveSignal command = submission.read();
        if (command == null) return submission.again(m -> show(actor, m));
        return switch (signals.give(actor, command)) {
            case HelpSignals.Result.Given(var one) -> "redirect:" + HERE + "?done=signals.given";
            case HelpSignals.Result.Refused(var why) -> submission.again(why, m -> show(actor, m));
            case HelpSignals.Result.Forbidden() -> throw PageRefusal.forbidden();
        };
    }
}
