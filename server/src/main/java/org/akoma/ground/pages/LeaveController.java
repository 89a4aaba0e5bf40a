package org.akoma.ground.pages;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * "Quitter vite": a page that says nothing of Akoma. Every cookie is deleted, so that a person who presses "back" or opens the history next gets
 * the sign-in page and no child's file. What the field app keeps on the device stays: it has its own lock.
 */
@Controller
class LeaveController {

    @GetMapping("/leave")
    String leave(HttpServletRequest request, HttpServletResponse response) {
        Cookie @Nullable [] cookies = request.getCookies();
        if (cookies != null) for (Cookie cookie : cookies) takeBack(cookie.getName(), request.isSecure(), response);
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
