package org.akoma.ground.pages;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.WebUtils;

/**
 * The language of an answer, French or English: what {@code ?lang=} asks for, now or before in this browser; else the language of the account of who is
 * signed in; else the first of the two that the browser accepts; else French. The choice is kept in a cookie, but on the pages for the public, which set
 * none. Any other value is ignored.
 */
@Component("localeResolver")
class Language implements LocaleResolver, HandlerInterceptor {

    static final String PARAMETER = "lang";
    private static final String COOKIE = "lang";

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        return asked(request)
                .or(() -> kept(request))
                .or(() -> request.getRequestURI().startsWith("/api/") ? accepted(request) : Optional.empty())
                .or(Language::ofTheAccount)
                .or(() -> accepted(request))
                .orElse(Locale.FRENCH);
    }

    /** Programs say their language in this header. A browser's says more of who set it up than of who reads, so that it counts only where nobody is known. */
    private static Optional<Locale> accepted(HttpServletRequest request) {
        if (request.getHeader(HttpHeaders.ACCEPT_LANGUAGE) == null) return Optional.empty();
        return Collections.list(request.getLocales()).stream()
                .flatMap(one -> known(one.getLanguage()).stream())
                .findFirst();
    }

    /** The door leaves the language of the account with who is signed in. */
    private static Optional<Locale> ofTheAccount() {
        Authentication signedIn = SecurityContextHolder.getContext().getAuthentication();
        return signedIn != null && signedIn.getDetails() instanceof Locale locale
                ? known(locale.getLanguage())
                : Optional.empty();
    }

    private static Optional<Locale> asked(HttpServletRequest request) {
        return known(request.getParameter(PARAMETER));
    }

    private static Optional<Locale> kept(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, COOKIE);
        return cookie == null ? Optional.empty() : known(cookie.getValue());
    }

    private static Optional<Locale> known(@Nullable String language) {
        if ("fr".equals(language)) return Optional.of(Locale.FRENCH);
        if ("en".equals(language)) return Optional.of(Locale.ENGLISH);
        return Optional.empty();
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        asked(request).ifPresent(language -> setLocale(request, response, language));
        return true;
    }

    @Override
    public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
        if (response == null || locale == null || request.getRequestURI().startsWith("/public")) return;
        ResponseCookie cookie = ResponseCookie.from(COOKIE, locale.getLanguage())
                .path("/")
                .maxAge(Duration.ofDays(365))
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax")
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }
}
