package org.akoma.exchange.packages;

import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.PageRefusal;
import org.akoma.ground.web.PostedForm;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** This house's open half and those of its partners. */
@Controller
class PartnerKeyPages {

    static final String HERE = "/exchange/partner-keys";

    private final PartnerKeys keys;
    private final Forms forms;

    PartnerKeyPages(PartnerKeys keys, Forms forms) {
        this.keys = keys;
        this.forms = forms;
    }

    @GetMapping(HERE)
    String page(Actor actor, Model model) {
        PostedForm.nothing(model);
        return show(actor, model);
    }

    private String show(Actor actor, Model model) {
        if (!PartnerKeys.reads(actor)) throw PageRefusal.forbidden();
        model.addAttribute("own", keys.own());
        model.addAttribute("keys", keys.all(actor));
        model.addAttribute("enters", PartnerKeys.enters(actor));
        model.addAttribute("structures", keys.partners(actor));
        model.addAttribute("ends", PartnerKeys.ends(actor));
        model.addAttribute("ask", forms.fresh(EnterKey.class));
        return "packages/keys";
    }

    @PostMapping(HERE)
    String enter(Actor actor, Submission<EnterKey> submission) {
        return Answer.page(
                submission,
                command -> keys.enter(actor, command),
                made -> HERE + "?done=packages.key-entered",
                m -> show(actor, m));
    }

    @PostMapping(HERE + "/{id}/end")
    String end(Actor actor, @PathVariable UUID id, PostedForm posted) {
        return ended(actor, id, false, posted);
    }

    @PostMapping(HERE + "/{id}/loss")
    String lost(Actor actor, @PathVariable UUID id, PostedForm posted) {
        return ended(actor, id, true, posted);
    }

    private String ended(Actor actor, UUID id, boolean lost, PostedForm posted) {
        return switch (keys.end(actor, id, lost)) {
            case Answer.Done<PartnerKey> done -> "redirect:" + HERE + "?done=packages.key-ended";
            case Answer.NotFound<PartnerKey> none -> throw PageRefusal.notFound();
            case Answer.Forbidden<PartnerKey> no -> throw PageRefusal.forbidden();
            case Answer.Overtaken<PartnerKey> later -> "redirect:" + HERE;
            case Answer.Refused<PartnerKey>(var errors) -> posted.again(errors, m -> show(actor, m));
        };
    }
}
