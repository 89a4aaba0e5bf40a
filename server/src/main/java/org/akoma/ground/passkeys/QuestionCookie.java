package org.akoma.ground.passkeys;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.signin.ProviderSignIn;
import org.akoma.ground.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/** The question to a device, in a sealed cookie of the browser that was asked, so that every copy of the application can judge the answer. */
@Component
class QuestionCookie {

    private static final String NAME = "akoma-passkey";
    private static final String PLACE = "access.passkey-question";

    private final Vault vault;
    private final Clock clock;

    QuestionCookie(Vault vault, Clock clock) {
        this.vault = vault;
        this.clock = clock;
    }

    Question give(
            Question.Purpose purpose,
            @Nullable String handle,
            byte @Nullable [] session,
            HttpServletRequest request,
            HttpServletResponse response) {
        Question question = new Question(
                purpose,
                KeptKey.encoded(KeptKey.random()),
                handle,
                session == null ? null : KeptKey.encoded(session),
                clock.instant().getEpochSecond());
        set(request, response, KeptKey.encoded(vault.sealForHouse(Compartment.ADMINISTRATION, PLACE, question)), (int)
                Question.LIFE.toSeconds());
        return question;
    }

    /** Takes it out of the browser. Empty for what this house did not ask, for another purpose, in another session or too long ago. */
    Optional<Question> take(
            Question.Purpose purpose,
            byte @Nullable [] session,
            HttpServletRequest request,
            HttpServletResponse response) {
        Cookie cookie = WebUtils.getCookie(request, ProviderSignIn.cookieName(NAME, request));
        if (cookie == null) return Optional.empty();
        set(request, response, "", 0);
        String here = session == null ? null : KeptKey.encoded(session);
        try {
            Question question = vault.unsealForHouse(
                    Compartment.ADMINISTRATION, PLACE, KeptKey.decoded(cookie.getValue()), Question.class);
            long age = clock.instant().getEpochSecond() - question.at();
            return question.purpose() == purpose
                            && Objects.equals(question.session(), here)
                            && age >= 0
                            && age <= Question.LIFE.toSeconds()
                    ? Optional.of(question)
                    : Optional.empty();
        } catch (RuntimeException strange) { // anybody may send a cookie
            return Optional.empty();
        }
    }

    private static void set(HttpServletRequest request, HttpServletResponse response, String value, int seconds) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(ProviderSignIn.cookieName(NAME, request), value)
                        .path("/")
                        .httpOnly(true)
                        .secure(request.isSecure())
                        .sameSite("Strict")
                        .maxAge(seconds)
                        .build()
                        .toString());
    }
}
