package org.akoma.ground.signin;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.forms.Submission;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** One's own account: password, and where one is signed in. */
@Controller
class OwnKeyPages {

    /** The list is ordered by the newest; the rest is folded. */
    private static final int NEWEST = 5;

    private final OwnKeys keys;
    private final OwnLanguage language;
    private final Optional<ProviderSignIn.Offer> other;
    private final boolean secondFactors;

    OwnKeyPages(
            OwnKeys keys,
            OwnLanguage language,
            Optional<ProviderSignIn.Offer> other,
            @Value("${akoma.demo:false}") boolean demo) {
        this.keys = keys;
        this.language = language;
        this.other = other;
        this.secondFactors = !demo;
    }

    @GetMapping("/account")
    String show(Visitor visitor, Model model) {
        return page(visitor, model, List.of());
    }

    @PostMapping("/account/password")
    String password(Visitor visitor, Submission<ChangePassword> submission, HttpServletResponse response, Model model) {
        List<FieldError> errors = keys.changePassword(visitor.actor(), submission);
        if (errors.isEmpty()) return "redirect:/account?done=own-password";
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return page(visitor, model, errors);
    }

    /** Shown in the answer itself: they are kept nowhere, and a page that is loaded again shows them no more. */
    @PostMapping("/account/recovery-codes")
    String recoveryCodes(
            Visitor visitor, Submission<RenewRecoveryCodes> submission, HttpServletResponse response, Model model) {
        OwnKeys.NewCodes made = keys.renewRecoveryCodes(visitor.actor(), submission);
        if (made.errors().isEmpty()) return recoveryCodes(model, made.codes(), "/account");
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return renewing(visitor, model, made.errors());
    }

    @GetMapping("/account/recovery-codes")
    String recoveryCodes(Visitor visitor, Model model) {
        return visitor.hasSecondFactor() ? renewing(visitor, model, List.of()) : "redirect:/account";
    }

    private String renewing(Visitor visitor, Model model, List<FieldError> errors) {
        model.addAttribute("recovery", keys.recoveryCodes(visitor.actor()));
        model.addAttribute("errors", errors);
        return "signin/recovery-codes";
    }

    static String recoveryCodes(Model model, List<String> codes, String next) {
        model.addAttribute("codes", codes.stream().map(RecoveryCodes::shown).toList());
        model.addAttribute("next", next);
        return "signin/recovery-codes";
    }

    @PostMapping("/account/language")
    String language(Visitor visitor, Submission<ChooseLanguage> submission, HttpServletResponse response, Model model) {
        ChooseLanguage input = submission.read();
        if (input == null) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page(visitor, model, submission.errors());
        }
        language.choose(visitor.actor(), input.language());
        return "redirect:/account?done=own-language&lang=" + input.language();
    }

    @PostMapping("/account/sessions/{id}/end")
    String end(Actor actor, @PathVariable UUID id) {
        keys.end(actor, id);
        return "redirect:/account?done=own-session";
    }

    @PostMapping("/account/sessions/end")
    String endOthers(Actor actor) {
        keys.endOthers(actor);
        return "redirect:/account?done=own-sessions";
    }

    private String page(Visitor visitor, Model model, List<FieldError> errors) {
        model.addAttribute("language", language.of(visitor.actor()));
        model.addAttribute("changes", language.changes(visitor.actor()));
        model.addAttribute("languages", List.of("fr", "en"));
        model.addAttribute("newest", NEWEST);
        model.addAttribute("other", other.map(ProviderSignIn.Offer::label).orElse(null));
        model.addAttribute("sessions", keys.sessions(visitor.actor()));
        boolean asksCode = secondFactors && visitor.hasSecondFactor();
        model.addAttribute("asksCode", asksCode);
        if (asksCode) model.addAttribute("recovery", keys.recoveryCodes(visitor.actor()));
        model.addAttribute("shortest", NewPassword.SHORTEST);
        model.addAttribute("errors", errors);
        return "signin/account";
    }
}
