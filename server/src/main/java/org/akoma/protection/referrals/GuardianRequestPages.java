package org.akoma.protection.referrals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.web.PageRefusal;
import org.akoma.ground.web.PostedForm;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.FileShell;
import org.akoma.protection.cases.PageResponses;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The form by which the authority is asked for a guardian, where nobody may consent for the child. */
@Controller
@RequestMapping("/cases/" + FileShell.CODE + "/guardian-request")
class GuardianRequestPages {

    private final FileShell shell;
    private final GuardianRequests requests;
    private final Forms forms;
    private final Formats words;

    GuardianRequestPages(FileShell shell, GuardianRequests requests, Forms forms, Formats words) {
        this.shell = shell;
        this.requests = requests;
        this.forms = forms;
        this.words = words;
    }

    @GetMapping
    String blank(Actor actor, @PathVariable String code, Model model) {
        PostedForm.nothing(model);
        return form(actor, code, model);
    }

    private String form(Actor actor, String code, Model model) {
        FileFrame frame = shell.opening(actor, code, model);
        if (!actor.may(Verb.REFERRAL_WRITE)
                || !frame.mayWrite(Referrals.SECTION)
                || !frame.file().status().open()) throw PageRefusal.forbidden();
        FieldError refusal = requests.refusal(actor, frame.file()).orElse(null);
        model.addAttribute("refusal", refusal);
        Map<String, String> authorities = refusal == null ? authorities(actor, frame) : Map.of();
        model.addAttribute("authorities", authorities);
        model.addAttribute(
                "proposers", refusal == null && authorities.isEmpty() ? requests.proposers(actor) : List.of());
        model.addAttribute(
                "ask",
                forms.fresh(AskForGuardian.class)
                        .prefilled("priority", Referral.Priority.NORMAL)
                        .prefilled("asked", words.text("guardian-request.asked.usual")));
        return "referrals/guardian";
    }

    private Map<String, String> authorities(Actor actor, FileFrame frame) {
        Map<String, String> names = new LinkedHashMap<>();
        List<Partners.Reachable> all = requests.authorities(actor, frame.file());
        all.forEach(one -> names.put(
                one.structure().code(),
                one.structure().code() + ", " + one.structure().nameIn(LocaleContextHolder.getLocale())));
        return names;
    }

    @PostMapping
    String ask(Actor actor, @PathVariable String code, Submission<AskForGuardian> submission) {
        return PageResponses.answer(
                submission,
                command -> requests.ask(actor, code.toUpperCase(Locale.ROOT), command),
                (command, made) -> "/referrals/" + made.code() + "?done=referrals.guardian-asked",
                m -> form(actor, code, m));
    }
}
