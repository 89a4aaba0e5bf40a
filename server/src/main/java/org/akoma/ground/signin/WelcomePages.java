package org.akoma.ground.signin;

import dev.samstevens.totp.code.HashingAlgorithm;
import dev.samstevens.totp.exceptions.QrGenerationException;
import dev.samstevens.totp.qr.QrData;
import dev.samstevens.totp.qr.ZxingPngQrGenerator;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.akoma.FieldError;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.Form;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** The two pages after a first sign-in: one's own password with the code of conduct, then the telephone with its recovery codes. */
@Controller
class WelcomePages {

    /** The parts of the code of conduct, with how many rules each has. */
    private static final Map<String, Integer> CONDUCT = new LinkedHashMap<>();

    static {
        CONDUCT.put("children", 6);
        CONDUCT.put("secrets", 5);
        CONDUCT.put("truth", 3);
        CONDUCT.put("alarm", 4);
    }

    private final Welcome welcome;
    private final boolean secondFactors;

    WelcomePages(Welcome welcome, @Value("${akoma.demo:false}") boolean demo) {
        this.welcome = welcome;
        this.secondFactors = !demo;
    }

    @GetMapping("/welcome")
    String next(Visitor visitor, Model model) {
        if (visitor.begins()) return beginning(visitor, visitor.mustChangePassword(), false, model, List.of());
        if (!visitor.mayGoIn(secondFactors)) return secondFactor(visitor, model, List.of());
        return "redirect:/";
    }

    /**
     * A password of one's own and the code of conduct, from one page. A password that was chosen is kept although the box was not ticked, and not asked
     * again; nobody accepts the code of conduct before the password is theirs alone.
     */
    @PostMapping("/welcome")
    String begin(Visitor visitor, Submission<ChangePassword> submission, HttpServletResponse response, Model model) {
        if (!visitor.begins()) return "redirect:/welcome";
        boolean ticked = submission.form().ticked("accept");
        List<FieldError> errors = new ArrayList<>();
        if (visitor.mustChangePassword()) errors.addAll(welcome.choosePassword(visitor.actor(), submission));
        boolean chosen = errors.isEmpty();
        if (!visitor.acceptedConduct() && !ticked) errors.add(FieldError.of("accept", "access.conduct-needed"));
        if (!errors.isEmpty()) return beginning(visitor, !chosen, ticked, refused(response, model), errors);
        if (!visitor.acceptedConduct()) welcome.acceptConduct(visitor.actor());
        return "redirect:/welcome";
    }

    @PostMapping("/welcome/second-factor")
    String confirm(Visitor visitor, HttpServletRequest request, HttpServletResponse response, Model model) {
        if (visitor.begins() || visitor.hasSecondFactor()) return "redirect:/welcome";
        Form form = Form.of(request.getParameterMap());
        String code = form.required("code", 12);
        if (code == null || !form.isSound()) return secondFactor(visitor, refused(response, model), form.errors());
        OwnKeys.NewCodes made = welcome.confirm(visitor.actor(), code);
        return made.errors().isEmpty()
                ? OwnKeyPages.recoveryCodes(model, made.codes(), "/welcome")
                : secondFactor(visitor, refused(response, model), made.errors());
    }

    /** Before a secret is shown, unless the password was chosen a moment ago: somebody else may sit at an open browser. */
    @PostMapping("/welcome/second-factor/password")
    String showPassword(Visitor visitor, HttpServletRequest request, HttpServletResponse response, Model model) {
        if (visitor.begins() || visitor.hasSecondFactor()) return "redirect:/welcome";
        Form form = Form.of(request.getParameterMap());
        String typed = form.typed("before");
        List<FieldError> errors = typed.isBlank()
                ? List.of(FieldError.of("before", "form.required"))
                : welcome.showPassword(visitor.actor(), typed);
        if (!errors.isEmpty()) return secondFactor(visitor, refused(response, model), errors);
        return visitor.mayGoIn(secondFactors) ? secondFactor(visitor, model, errors) : "redirect:/welcome";
    }

    private static Model refused(HttpServletResponse response, Model model) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return model;
    }

    private String beginning(Visitor visitor, boolean asksOwn, boolean ticked, Model model, List<FieldError> errors) {
        model.addAttribute("asksOwn", asksOwn);
        model.addAttribute("asksConduct", !visitor.acceptedConduct());
        model.addAttribute("ticked", ticked);
        model.addAttribute("conduct", CONDUCT);
        model.addAttribute("shortest", NewPassword.SHORTEST);
        model.addAttribute("more", !visitor.isProtected(secondFactors));
        return step(model, "begin", errors);
    }

    private String secondFactor(Visitor visitor, Model model, List<FieldError> errors) {
        boolean shown = welcome.isPasswordShown(visitor.actor());
        model.addAttribute("asksPassword", !shown);
        if (!shown) return step(model, "second-factor", errors);
        String secret = welcome.secret(visitor.actor());
        if (secret == null) return "redirect:/welcome";
        model.addAttribute("grouped", grouped(secret));
        QrData account = account(visitor.actor().username(), secret);
        model.addAttribute("picture", picture(account));
        model.addAttribute("link", account.getUri());
        return step(model, "second-factor", errors);
    }

    /** In groups of four, as people copy it. */
    private static String grouped(String secret) {
        return secret.replaceAll("(.{4})(?=.)", "$1 ");
    }

    private static String step(Model model, String step, List<FieldError> errors) {
        model.addAttribute("step", step);
        model.addAttribute("errors", errors);
        return "signin/welcome";
    }

    /** What an authenticator reads: as a picture, or by a link on the telephone itself. */
    private static QrData account(String username, String secret) {
        return new QrData.Builder()
                .label(username)
                .secret(secret)
                .issuer("Akoma")
                .algorithm(HashingAlgorithm.SHA1)
                .digits(6)
                .period(30)
                .build();
    }

    /** A data URI of the QR code. */
    private static String picture(QrData data) {
        try {
            return "data:image/png;base64,"
                    + Base64.getEncoder().encodeToString(new ZxingPngQrGenerator().generate(data));
        } catch (QrGenerationException e) {
            throw new IllegalStateException("The QR code cannot be drawn", e);
        }
    }
}
