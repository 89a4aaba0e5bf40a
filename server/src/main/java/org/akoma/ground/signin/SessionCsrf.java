package org.akoma.ground.signin;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.DefaultCsrfToken;
import org.springframework.web.util.WebUtils;

/**
 * The token against forged requests that a form carries. With a session it is a hash of that session, the same in every tab, so that a cookie
 * set by another host cannot replace it; without a session it is random and kept in a cookie.
 */
final class SessionCsrf implements CsrfTokenRepository {

    private static final String COOKIE = "akoma-form";
    private static final String HEADER = "X-XSRF-TOKEN";
    static final String FIELD = "_csrf";

    @Override
    public CsrfToken generateToken(HttpServletRequest request) {
        CsrfToken own = ofSession(request);
        return own == null ? token(UUID.randomUUID().toString()) : own;
    }

    @Override
    public void saveToken(@Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
        if (token == null || ofSession(request) != null) return;
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(SessionFilter.name(COOKIE, request), token.getToken())
                        .path("/")
                        .httpOnly(true)
                        .secure(request.isSecure())
                        .sameSite("Strict")
                        .build()
                        .toString());
    }

    @Override
    public @Nullable CsrfToken loadToken(HttpServletRequest request) {
        CsrfToken own = ofSession(request);
        if (own != null) return own;
        Cookie cookie = WebUtils.getCookie(request, SessionFilter.name(COOKIE, request));
        return cookie == null || cookie.getValue().isEmpty() ? null : token(cookie.getValue());
    }

    private static @Nullable CsrfToken ofSession(HttpServletRequest request) {
        return SessionFilter.cookie(request)
                .map(session -> token(valueFor(session)))
                .orElse(null);
    }

    /** What the forms of a session carry. */
    static String valueFor(String session) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Sessions.hash(("akoma.form/" + session).getBytes(StandardCharsets.UTF_8)));
    }

    private static CsrfToken token(String value) {
        return new DefaultCsrfToken(HEADER, FIELD, value);
    }
}
