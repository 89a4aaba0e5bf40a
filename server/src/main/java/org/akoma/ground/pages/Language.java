package org.akoma.ground.pages;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.WebUtils;

/**
 * French unless {@code ?lang=en} was asked for, now or before: the choice is kept in a cookie, but on the pages for the public, which set none. Any other
 * value is ignored.
 */
@Component("localeResolver")
class Language implements LocaleResolver, HandlerInterceptor {

    static final String PARAMETER = "lang";
    private static final String COOKIE = "lang";

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        return asked(request)
                .or(() -> kept(request))
                .or(() -> accepted(request))
                .orElse(Locale.FRENCH);
    }

    /** Programs say their language in a header; a browser's header says more of who set it up than of who reads. */
    private static Optional<Locale> accepted(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/api/") && request.getHeader(HttpHeaders.ACCEPT_LANGUAGE) != null
                ? known(request.getLocale().getLanguage())
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
