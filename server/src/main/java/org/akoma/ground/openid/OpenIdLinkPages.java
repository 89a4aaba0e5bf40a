package org.akoma.ground.openid;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.signin.ProviderSignIn;
import org.akoma.ground.web.Form;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** A person's own link with the provider: made after password and code are shown once more, and taken away. */
@Controller
@ConditionalOnProperty(OpenIdSettings.ISSUER)
class OpenIdLinkPages {

    private final IdentityLinks links;
    private final ProviderSignIn way;
    private final OpenIdSettings settings;

    OpenIdLinkPages(IdentityLinks links, ProviderSignIn way, OpenIdSettings settings) {
        this.links = links;
        this.way = way;
        this.settings = settings;
    }

    @GetMapping("/account/provider")
    String show(Actor actor, Model model) {
        return page(actor, false, List.of(), model);
    }

    /** Answers with a page whose link leads on: the content policy lets no form lead to another host. */
    @PostMapping("/account/provider")
    String allow(Actor actor, HttpServletRequest request, HttpServletResponse response, Model model) {
        Form form = Form.of(request.getParameterMap());
        String password = form.required("before", Form.SHORT_TEXT);
        String code = form.text("code", 12);
        List<FieldError> errors =
                password == null || !form.isSound() ? form.errors() : links.allow(actor, password, code);
        if (!errors.isEmpty()) response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return page(actor, errors.isEmpty(), errors, model);
    }

    @PostMapping("/account/provider/end")
    String end(Actor actor) {
        links.unlink(actor);
        return "redirect:/account/provider?done=provider-unlinked";
    }

    private String page(Actor actor, boolean allowed, List<FieldError> errors, Model model) {
        model.addAttribute("other", settings.label());
        model.addAttribute("since", links.since(actor).orElse(null));
        model.addAttribute("allowed", allowed);
        model.addAttribute("asksCode", way.asksCode());
        model.addAttribute("errors", errors);
        return "openid/account";
    }
}
