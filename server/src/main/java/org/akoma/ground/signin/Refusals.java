package org.akoma.ground.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;
import org.akoma.ground.web.Problems;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;

/**
 * Answers a request without the needed session: a browser is sent to the sign-in page, or to the step of the first sign-in that is missing, and
 * returns afterwards; a program gets a code.
 */
@Component
class Refusals implements AuthenticationEntryPoint, AccessDeniedHandler {

    /** Where a form that keeps drafts is, as its page says. */
    private static final String FORM_AT = "draft.at";

    private final Problems problems;
    private final KeptWords words;
    private final Sessions sessions;

    Refusals(Problems problems, KeptWords words, Sessions sessions) {
        this.problems = problems;
        this.words = words;
        this.sessions = sessions;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        if (isApi(request)) problems.write(request, response, HttpStatus.UNAUTHORIZED, "access.not-signed-in");
        else toSignIn(request, response, SessionFilter.cookie(request).isPresent());
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException e)
            throws IOException {
        boolean waiting = SecurityContextHolder.getContext().getAuthentication() instanceof SessionFilter.Known known
                && known.getAuthorities().size() == 1;
        if (isApi(request))
            problems.write(
                    request,
                    response,
                    HttpStatus.FORBIDDEN,
                    waiting
                            ? "access.welcome-first"
                            : e instanceof CsrfException ? "access.no-csrf" : "house.forbidden");
        else if (waiting) response.sendRedirect("/welcome");
        else if (e instanceof CsrfException) toSignIn(request, response, true);
        else response.sendError(HttpServletResponse.SC_FORBIDDEN);
    }

    /** What was sent is kept for its writer; who has signed in again in the meantime, in another tab, is led straight back to the form. */
    private void toSignIn(HttpServletRequest request, HttpServletResponse response, boolean expired)
            throws IOException {
        String at = FormPlace.of(request);
        KeptWords.Kept kept = at == null || !request.getMethod().equals("POST")
                ? null
                : words.keep(request, at).orElse(null);
        String back = kept == null ? path(request) : Objects.requireNonNull(at);
        if (kept != null)
            response.addHeader(HttpHeaders.SET_COOKIE, kept.cookie().toString());
        if (kept != null && isThere(request, kept.person())) response.sendRedirect(back);
        else
            response.sendRedirect("/sign-in?" + (expired ? "expired&" : "") + (kept == null ? "" : "kept&")
                    + language(request) + "back="
                    + URLEncoder.encode(back, StandardCharsets.UTF_8));
    }

    /** The language that the address asks for, so that the page that signs in speaks it too. */
    private static String language(HttpServletRequest request) {
        String asked = request.getParameter("lang");
        return "fr".equals(asked) || "en".equals(asked) ? "lang=" + asked + "&" : "";
    }

    private boolean isThere(HttpServletRequest request, UUID person) {
        return SessionFilter.find(request, sessions)
                .filter(visitor -> visitor.actor().personId().equals(person))
                .isPresent();
    }

    /** The description of the API is a page: who opens it in a browser signs in first. */
    private static boolean isApi(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/api/")
                && !request.getRequestURI().equals("/api/docs");
    }

    /** A page of ours. A form that was sent is not sent again by itself; it says which page holds it. */
    private static String path(HttpServletRequest request) {
        if (!request.getMethod().equals("GET")) {
            String form = request.getParameter(FORM_AT);
            return form == null ? FormPlace.here(request) : SignInPages.ours(form);
        }
        String query = request.getQueryString();
        return request.getRequestURI() + (query == null ? "" : "?" + query);
    }
}
