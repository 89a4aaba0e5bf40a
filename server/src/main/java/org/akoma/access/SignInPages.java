package org.akoma.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.akoma.FieldError;
import org.akoma.Form;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The door: sign in, sign out. */
@Controller
class SignInPages {

    private final SignIn signIn;
    private final Sessions sessions;

    SignInPages(SignIn signIn, Sessions sessions) {
        this.signIn = signIn;
        this.sessions = sessions;
    }

    @GetMapping("/sign-in")
    String show(
            Model model,
            @RequestParam(defaultValue = "/") String back,
            @RequestParam(required = false) @Nullable String expired) {
        return page(model, back, "", false, List.of(), expired != null);
    }

    @PostMapping("/sign-in")
    String attempt(HttpServletRequest request, HttpServletResponse response, Model model) {
        Form form = Form.of(request.getParameterMap());
        String username = form.required("username", Form.SHORT_TEXT);
        String password = form.required("password", Form.SHORT_TEXT);
        String code = form.text("code", 12);
        String back = form.typed("back");
        if (username == null || password == null || !form.isSound())
            return page(model, back, form.typed("username"), code != null, form.errors(), false);
        return switch (signIn.attempt(username, password, code, Session.Kind.BROWSER)) {
            case SignIn.Result.SignedIn(Session session) -> goIn(request, response, session, back);
            case SignIn.Result.Wrong() ->
                page(
                        model,
                        back,
                        username,
                        code != null,
                        List.of(FieldError.of("username", "access.wrong-password")),
                        false);
            case SignIn.Result.CodeNeeded(boolean wrong) ->
                page(
                        model,
                        back,
                        username,
                        true,
                        List.of(FieldError.of("code", wrong ? "access.wrong-code" : "access.code-needed")),
                        false);
            case SignIn.Result.Locked(Instant until) ->
                page(model, back, username, code != null, List.of(FieldError.of("username", "access.locked")), false);
        };
    }

    @PostMapping("/sign-out")
    String leave(HttpServletRequest request, HttpServletResponse response) {
        SessionFilter.cookie(request).ifPresent(sessions::end);
        response.addHeader(
                HttpHeaders.SET_COOKIE, cookie(request, "", Duration.ZERO).toString());
        return "redirect:/sign-in";
    }

    private static String goIn(HttpServletRequest request, HttpServletResponse response, Session session, String back) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                cookie(request, session.token(), Duration.ofSeconds(-1)).toString());
        return "redirect:" + ours(back);
    }

    private static ResponseCookie cookie(HttpServletRequest request, String value, Duration life) {
        return ResponseCookie.from(SessionFilter.COOKIE, value)
                .path("/")
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax")
                .maxAge(life)
                .build();
    }

    /** Only a path of this house: {@code //elsewhere} and {@code /\elsewhere} are other hosts. */
    static String ours(String back) {
        return back.matches("/(?![/\\\\]).*") && back.chars().noneMatch(c -> c < ' ') ? back : "/";
    }

    private static String page(
            Model model, String back, String username, boolean code, List<FieldError> errors, boolean expired) {
        model.addAttribute("back", back);
        model.addAttribute("username", username);
        model.addAttribute("askCode", code);
        model.addAttribute("errors", errors);
        model.addAttribute("expired", expired);
        return "access/sign-in";
    }
}
