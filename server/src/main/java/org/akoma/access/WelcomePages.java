package org.akoma.access;

import dev.samstevens.totp.code.HashingAlgorithm;
import dev.samstevens.totp.exceptions.QrGenerationException;
import dev.samstevens.totp.qr.QrData;
import dev.samstevens.totp.qr.ZxingPngQrGenerator;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Base64;
import java.util.List;
import org.akoma.FieldError;
import org.akoma.Form;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** The pages of the first visit; each step leads to the next. */
@Controller
class WelcomePages {

    private final Welcome welcome;
    private final boolean secondFactors;

    WelcomePages(Welcome welcome, @Value("${akoma.demo:false}") boolean demo) {
        this.welcome = welcome;
        this.secondFactors = !demo;
    }

    @GetMapping("/welcome")
    String next(Visitor visitor, Model model) {
        if (visitor.mustChangePassword()) return step(model, "password", List.of());
        if (!visitor.acceptedConduct()) return step(model, "conduct", List.of());
        if (!visitor.mayGoIn(secondFactors)) return secondFactor(visitor, model, Welcome.newSecret(), List.of());
        return "redirect:/";
    }

    @PostMapping("/welcome/password")
    String password(Visitor visitor, HttpServletRequest request, Model model) {
        List<FieldError> errors = welcome.changePassword(
                visitor.actor(),
                Form.of(request.getParameterMap()),
                SessionFilter.cookie(request).orElse(""));
        return errors.isEmpty() ? "redirect:/welcome" : step(model, "password", errors);
    }

    @PostMapping("/welcome/conduct")
    String conduct(Visitor visitor, HttpServletRequest request, Model model) {
        if (!Form.of(request.getParameterMap()).ticked("accept"))
            return step(model, "conduct", List.of(FieldError.of("accept", "access.conduct-needed")));
        welcome.acceptConduct(visitor.actor());
        return "redirect:/welcome";
    }

    @PostMapping("/welcome/second-factor")
    String confirm(Visitor visitor, HttpServletRequest request, Model model) {
        Form form = Form.of(request.getParameterMap());
        String secret = form.required("secret", 64);
        String code = form.required("code", 12);
        if (secret != null && code != null && welcome.confirm(visitor.actor(), secret, code))
            return "redirect:/welcome";
        List<FieldError> errors = code == null ? form.errors() : List.of(FieldError.of("code", "access.wrong-code"));
        return secondFactor(visitor, model, secret == null ? Welcome.newSecret() : secret, errors);
    }

    private static String secondFactor(Visitor visitor, Model model, String secret, List<FieldError> errors) {
        model.addAttribute("secret", secret);
        model.addAttribute("picture", picture(visitor.actor().username(), secret));
        return step(model, "second-factor", errors);
    }

    private static String step(Model model, String step, List<FieldError> errors) {
        model.addAttribute("step", step);
        model.addAttribute("errors", errors);
        model.addAttribute("shortest", Welcome.SHORTEST_PASSWORD);
        return "access/welcome";
    }

    /** A data URI of the QR code that an authenticator reads. */
    private static String picture(String username, String secret) {
        QrData data = new QrData.Builder()
                .label(username)
                .secret(secret)
                .issuer("Akoma")
                .algorithm(HashingAlgorithm.SHA1)
                .digits(6)
                .period(30)
                .build();
        try {
            return "data:image/png;base64,"
                    + Base64.getEncoder().encodeToString(new ZxingPngQrGenerator().generate(data));
        } catch (QrGenerationException e) {
            throw new IllegalStateException("The QR code cannot be drawn", e);
        }
    }
}
