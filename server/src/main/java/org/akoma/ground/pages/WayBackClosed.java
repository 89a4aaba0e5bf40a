package org.akoma.ground.pages;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.WebUtils;

/**
 * After "Quitter vite" the button "back" of the browser leads to the multiplication tables and not to the sign-in page, which says what was read. That page
 * has no link: what the browser asks for as following a link of this site is its history, for an hour. An address that is typed looks like the first entry
 * of that history, and opens a minute after the button was pressed: to try in between does not begin that minute anew.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 7)
class WayBackClosed extends OncePerRequestFilter {

    static final String TABLES = "/tables";

    private static final String COOKIE = "tables";
    private static final Duration HISTORY = Duration.ofHours(1);
    private static final Duration TYPED = Duration.ofMinutes(1);

    private final Clock clock;

    WayBackClosed(Clock clock) {
        this.clock = clock;
    }

    /** What a browser keeps that has left: when, and nothing of who. Where it is all that the browser has, it left before and was led here again. */
    static ResponseCookie left(HttpServletRequest request, Instant now) {
        Cookie before = WebUtils.getCookie(request, COOKIE);
        String moment = before != null && request.getCookies().length == 1 && isMoment(before.getValue())
                ? before.getValue()
                : Long.toString(now.getEpochSecond());
        return cookie(moment, HISTORY, request.isSecure());
    }

    private static ResponseCookie cookie(String value, Duration life, boolean secure) {
        return ResponseCookie.from(COOKIE, value)
                .path("/")
                .maxAge(life)
                .httpOnly(true)
                .secure(secure)
                .sameSite("Strict")
                .build();
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        return !request.getMethod().equals("GET")
                || request.getRequestURI().equals(TABLES)
                || request.getRequestURI().startsWith("/assets/")
                || accept == null
                || !accept.contains("text/html");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Cookie left = WebUtils.getCookie(request, COOKIE);
        if (left == null) {
            chain.doFilter(request, response);
            return;
        }
        boolean followed = "same-origin".equals(request.getHeader("Sec-Fetch-Site"));
        if (followed || isWithin(left.getValue())) {
            response.setHeader("Cache-Control", "no-store");
            response.sendRedirect(TABLES);
            return;
        }
        response.addHeader(
                "Set-Cookie", cookie("", Duration.ZERO, request.isSecure()).toString());
        chain.doFilter(request, response);
    }

    private static boolean isMoment(String value) {
        return value.matches("\\d{1,12}");
    }

    /** Anybody may send a cookie: what is no moment is long ago. */
    private boolean isWithin(String moment) {
        if (!isMoment(moment)) return false;
        Instant left = Instant.ofEpochSecond(Long.parseLong(moment));
        return clock.instant().isBefore(left.plus(TYPED));
    }
}
