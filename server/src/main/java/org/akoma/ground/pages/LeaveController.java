package org.akoma.ground.pages;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * "Quitter vite": a page that says nothing of Akoma, nor does its address. Every cookie is deleted and the session ended, so that no page of before opens
 * again; {@link WayBackClosed} answers the button "back". What the field app keeps on the device stays: it has its own lock.
 */
@Controller
class LeaveController {

    private final Clock clock;

    LeaveController(Clock clock) {
        this.clock = clock;
    }

    @GetMapping(WayBackClosed.TABLES)
    String leave(HttpServletRequest request, HttpServletResponse response) {
        Cookie @Nullable [] cookies = request.getCookies();
        if (cookies != null) for (Cookie cookie : cookies) takeBack(cookie.getName(), request.isSecure(), response);
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                WayBackClosed.left(request, clock.instant()).toString());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        return "house/leave";
    }

    private static void takeBack(String name, boolean secure, HttpServletResponse response) {
        ResponseCookie gone = ResponseCookie.from(name, "")
                .path("/")
                .maxAge(Duration.ZERO)
                .httpOnly(true)
                .secure(secure)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, gone.toString());
    }
}
