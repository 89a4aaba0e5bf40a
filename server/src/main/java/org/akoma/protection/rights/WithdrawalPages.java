package org.akoma.protection.rights;

import java.util.Locale;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.PostedForm;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.FileShell;
import org.akoma.protection.cases.PageResponses;
import org.akoma.protection.consent.Consent;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** What stops and what goes on when a consent is taken back, and the step that confirms it. */
@Controller
@RequestMapping("/cases/" + FileShell.CODE + "/consents/{purpose}/withdrawal")
class WithdrawalPages {

    private final FileShell shell;
    private final Withdrawals withdrawals;
    private final Forms forms;

    WithdrawalPages(FileShell shell, Withdrawals withdrawals, Forms forms) {
        this.shell = shell;
        this.withdrawals = withdrawals;
        this.forms = forms;
    }

    @GetMapping
    String page(Actor actor, @PathVariable String code, @PathVariable Consent.Purpose purpose, Model model) {
        PostedForm.nothing(model);
        return show(actor, code, purpose, model);
    }

    private String show(Actor actor, String code, Consent.Purpose purpose, Model model) {
        FileFrame frame = shell.around(actor, code, model);
        if (!frame.worksOnIt() || !frame.holds(Section.FAMILY)) throw FileShell.notFound();
        model.addAttribute("effects", PageResponses.read(withdrawals.effects(actor, frame.code(), purpose)));
        boolean confirms = actor.may(Verb.CHILD_WRITE) && frame.mayWrite(Section.FAMILY);
        model.addAttribute("withdraw", confirms ? forms.fresh(WithdrawConsent.class) : null);
        return "rights/withdrawal";
    }

    @PostMapping
    String withdraw(
            Actor actor,
            @PathVariable String code,
            @PathVariable Consent.Purpose purpose,
            Submission<WithdrawConsent> submission) {
        String file = code.toUpperCase(Locale.ROOT);
        return PageResponses.answer(
                submission,
                command -> withdrawals.withdraw(actor, file, purpose, command),
                command -> "/cases/" + file + "/consents?done=rights.withdrawn",
                m -> show(actor, code, purpose, m));
    }
}
