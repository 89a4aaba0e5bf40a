package org.akoma.ground.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.akoma.FieldError;
import org.akoma.ground.database.ClockWatch;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Pages to sign in and out. */
@Controller
class SignInPages {

    private static final String INVITATION = "/invitation/{code}/{token}";

    private static final String USERNAME = "[a-z0-9][a-z0-9._-]{1,39}";

    private final SignIn signIn;
    private final Sessions sessions;
    private final Devices devices;
    private final Clock clock;
    private final ClockWatch watch;
    private final Optional<ProviderSignIn.Offer> other;
    private final ProviderSignIn.Passkeys passkeys;
    private final boolean secondFactors;

    SignInPages(
            SignIn signIn,
            Sessions sessions,
            Devices devices,
            Clock clock,
            ClockWatch watch,
            Optional<ProviderSignIn.Offer> other,
            ProviderSignIn.Passkeys passkeys,
            @Value("${akoma.demo:false}") boolean demo) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.devices = devices;
        this.clock = clock;
        this.watch = watch;
        this.other = other;
        this.passkeys = passkeys;
        this.secondFactors = !demo;
    }

    @GetMapping("/sign-in")
    String show(
            Model model,
            @RequestParam(defaultValue = "/") String back,
            @RequestParam(required = false) @Nullable String expired,
            @RequestParam(required = false) @Nullable String kept,
            HttpServletRequest request) {
        model.addAttribute("expired", expired != null);
        model.addAttribute(
                "corrected",
                expired != null
                        && SessionFilter.cookie(request)
                                .filter(sessions::wasCorrected)
                                .isPresent());
        model.addAttribute("kept", kept != null && KeptWords.isExpected(request));
        return page(request, model, back, "", List.of());
    }

    @PostMapping("/sign-in")
    @Nullable
    String attempt(HttpServletRequest request, HttpServletResponse response, Model model) {
        Form form = Form.of(request.getParameterMap());
        String username = form.required("username", Form.SHORT_TEXT);
        String password = form.required("password", Form.SHORT_TEXT);
        String code = form.text("code", 12);
        String back = form.typed("back");
        if (username == null || password == null || !form.isSound())
            return refused(request, response, HttpStatus.UNPROCESSABLE_CONTENT, model, form, form.errors());
        SignIn.Attempt attempt = new SignIn.Attempt(
                username, password, code, Session.Kind.BROWSER, Session.Scope.ALL, devices.origin(request, username));
        return switch (signIn.attempt(attempt)) {
            case SignIn.Result.SignedIn(Session session, boolean byRecoveryCode) -> {
                SessionFilter.cookie(request).ifPresent(sessions::end); // what this browser held before is over
                response.addHeader(
                        HttpHeaders.SET_COOKIE, devices.letIn(request, username).toString());
                yield goIn(request, response, session, byRecoveryCode ? "/account?done=own-recovery" : back);
            }
            case SignIn.Result.Wrong() ->
                refused(request, response, HttpStatus.UNAUTHORIZED, model, form, "username", wrong());
            case SignIn.Result.Ended() ->
                refused(request, response, HttpStatus.UNAUTHORIZED, model, form, "username", "access.one-time-ended");
            case SignIn.Result.Replaced() ->
                refused(
                        request,
                        response,
                        HttpStatus.UNAUTHORIZED,
                        model,
                        form,
                        "username",
                        "access.invitation-replaced");
            case SignIn.Result.Used() ->
                refused(request, response, HttpStatus.UNAUTHORIZED, model, form, "username", "access.invitation-used");
            case SignIn.Result.Busy() ->
                refused(request, response, HttpStatus.SERVICE_UNAVAILABLE, model, form, "username", "access.door-busy");
            case SignIn.Result.Elsewhere() ->
                refused(request, response, HttpStatus.UNAUTHORIZED, model, form, "username", "access.other-host");
            case SignIn.Result.Locked(Instant until) ->
                refused(
                        request,
                        response,
                        HttpStatus.TOO_MANY_REQUESTS,
                        model,
                        form,
                        "username",
                        "access.locked",
                        minutes(until));
        };
    }

    /** Says the same of every link that is whole: whether it is still good shows only who has the second half. */
    @GetMapping(INVITATION)
    String invited(@PathVariable String code, @PathVariable String token, HttpServletResponse response, Model model) {
        return isWhole(code, token) ? invitation(model, code, token, List.of()) : broken(response, model);
    }

    /** The link is the first half of a one-time password; what is typed here is the second. */
    @PostMapping(INVITATION)
    @Nullable
    String accept(
            @PathVariable String code,
            @PathVariable String token,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        if (!isWhole(code, token)) return broken(response, model);
        Form form = Form.of(request.getParameterMap());
        String half = form.required("half", Form.SHORT_TEXT);
        if (half == null || !form.isSound()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return invitation(model, code, token, form.errors());
        }
        SignIn.Result result = signIn.attempt(new SignIn.Attempt(
                code,
                token + ' ' + half.strip().toLowerCase(Locale.ROOT),
                null,
                Session.Kind.BROWSER,
                Session.Scope.ALL,
                devices.origin(request, code).byInvitation()));
        if (result instanceof SignIn.Result.SignedIn(Session session, boolean _)) {
            SessionFilter.cookie(request).ifPresent(sessions::end);
            return goIn(request, response, session, "/");
        }
        response.setStatus(HttpStatus.UNAUTHORIZED.value());
        return invitation(model, code, token, List.of(FieldError.of("half", refusal(result))));
    }

    private static String refusal(SignIn.Result result) {
        return switch (result) {
            case SignIn.Result.Ended() -> "access.one-time-ended";
            case SignIn.Result.Replaced() -> "access.invitation-replaced";
            case SignIn.Result.Used() -> "access.invitation-used";
            case SignIn.Result.Busy() -> "access.door-busy";
            case SignIn.Result.Elsewhere() -> "access.other-host";
            default -> "access.invitation-wrong";
        };
    }

    private static boolean isWhole(String code, String token) {
        return code.matches(USERNAME) && token.matches(OneTimePassword.TOKEN);
    }

    private static String broken(HttpServletResponse response, Model model) {
        response.setStatus(HttpStatus.NOT_FOUND.value());
        model.addAttribute("broken", true);
        model.addAttribute("errors", List.of());
        return "signin/invitation";
    }

    private static String invitation(Model model, String code, String token, List<FieldError> errors) {
        model.addAttribute("broken", false);
        model.addAttribute("code", code);
        model.addAttribute("token", token);
        model.addAttribute("errors", errors);
        return "signin/invitation";
    }

    private String wrong() {
        return secondFactors ? "access.wrong-keys" : "access.wrong-password";
    }

    /** At least one: nobody counts seconds. */
    private long minutes(Instant until) {
        return Math.max(1, (Duration.between(clock.instant(), until).toSeconds() + 59) / 60);
    }

    @PostMapping("/sign-out")
    String leave(HttpServletRequest request, HttpServletResponse response) {
        SessionFilter.cookie(request).ifPresent(sessions::end);
        response.addHeader(
                HttpHeaders.SET_COOKIE, cookie(request, "", Duration.ZERO).toString());
        return "redirect:/sign-in";
    }

    /** Not "redirect:", which would read braces in the address as variables. */
    private static @Nullable String goIn(
            HttpServletRequest request, HttpServletResponse response, Session session, String back) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                cookie(request, session.token(), Duration.ofSeconds(-1)).toString());
        response.setStatus(HttpStatus.SEE_OTHER.value());
        response.setHeader(HttpHeaders.LOCATION, ours(back));
        return null;
    }

    static ResponseCookie cookie(HttpServletRequest request, String value, Duration life) {
        return ResponseCookie.from(SessionFilter.name(SessionFilter.COOKIE, request), value)
                .path("/")
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax")
                .maxAge(life)
                .build();
    }

    /** Only a path of this house: {@code //elsewhere} and {@code /\elsewhere} are other hosts. */
    static String ours(String back) {
        return back.matches("/(?![/\\\\])[!-~]*") ? back : "/";
    }

    private String refused(
            HttpServletRequest request,
            HttpServletResponse response,
            HttpStatus status,
            Model model,
            Form form,
            String field,
            String code,
            Object... args) {
        return refused(request, response, status, model, form, List.of(FieldError.of(field, code, args)));
    }

    /** What was kept of a form is kept after a wrong password too. */
    private String refused(
            HttpServletRequest request,
            HttpServletResponse response,
            HttpStatus status,
            Model model,
            Form form,
            List<FieldError> errors) {
        response.setStatus(status.value());
        model.addAttribute("kept", !form.typed("kept").isEmpty());
        return page(request, model, form.typed("back"), form.typed("username"), errors);
    }

    /** The password is never shown again. */
    private String page(
            HttpServletRequest request, Model model, String back, String username, List<FieldError> errors) {
        model.addAttribute("back", ours(back));
        model.addAttribute("username", username);
        model.addAttribute("asksCode", secondFactors);
        model.addAttribute("clockWrong", watch.isWrong());
        model.addAttribute("other", other.map(ProviderSignIn.Offer::label).orElse(null));
        model.addAttribute("passkeys", passkeys.host(request));
        model.addAttribute("errors", errors);
        return "signin/sign-in";
    }
}
