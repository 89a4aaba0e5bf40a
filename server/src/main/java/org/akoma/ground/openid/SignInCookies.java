package org.akoma.ground.openid;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.signin.ProviderSignIn;
import org.akoma.ground.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/**
 * What the browser carries between two steps, in a sealed cookie, so that every copy of the application can go on. Lax and not Strict: the browser
 * comes back from the provider's host with it.
 */
@Component
@ConditionalOnProperty(OpenIdSettings.ISSUER)
class SignInCookies {

    private final Vault vault;
    private final Clock clock;

    SignInCookies(Vault vault, Clock clock) {
        this.vault = vault;
        this.clock = clock;
    }

    /** Something that is good for a while: {@link Trip} or {@link Proven}. */
    sealed interface Load permits Trip, Proven {

        /** When it was given, in seconds. */
        long at();
    }

    /**
     * On the way to the provider and back.
     *
     * @param session the hash of the session in which a person links, in base 64; null for who signs in
     */
    record Trip(
            String state,
            String nonce,
            String verifier,
            String back,
            @Nullable String session,
            long at) implements Load {

        /** Time to sign in at the provider. */
        static final Duration LIFE = Duration.ofMinutes(10);
    }

    /**
     * Who showed the provider who they are, and still owes the code.
     *
     * @param mark of issuer and subject, in base 64
     */
    record Proven(String mark, String back, long at) implements Load {

        static final Duration LIFE = Duration.ofMinutes(5);
    }

    void give(HttpServletRequest request, HttpServletResponse response, Load load) {
        byte[] sealed = vault.sealForHouse(Compartment.ADMINISTRATION, place(load.getClass()), load);
        set(
                request,
                response,
                load.getClass(),
                Base64.getUrlEncoder().withoutPadding().encodeToString(sealed),
                Duration.ofSeconds(-1));
    }

    void take(HttpServletRequest request, HttpServletResponse response, Class<? extends Load> type) {
        set(request, response, type, "", Duration.ZERO);
    }

    Duration since(Load load) {
        return Duration.ofSeconds(now() - load.at());
    }

    long now() {
        return clock.instant().getEpochSecond();
    }

    /** Empty for what this house did not seal, or too long ago. */
    <T extends Load> Optional<T> of(HttpServletRequest request, Class<T> type, Duration life) {
        Cookie cookie = WebUtils.getCookie(request, ProviderSignIn.cookieName(name(type), request));
        if (cookie == null) return Optional.empty();
        try {
            byte[] sealed = Base64.getUrlDecoder().decode(cookie.getValue());
            T load = vault.unsealForHouse(Compartment.ADMINISTRATION, place(type), sealed, type);
            long age = now() - load.at();
            return age >= 0 && age <= life.toSeconds() ? Optional.of(load) : Optional.empty();
        } catch (RuntimeException strange) { // anybody may send a cookie
            return Optional.empty();
        }
    }

    private static void set(
            HttpServletRequest request,
            HttpServletResponse response,
            Class<? extends Load> type,
            String value,
            Duration life) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(ProviderSignIn.cookieName(name(type), request), value)
                        .path("/")
                        .httpOnly(true)
                        .secure(request.isSecure())
                        .sameSite("Lax")
                        .maxAge(life)
                        .build()
                        .toString());
    }

    private static String name(Class<? extends Load> type) {
        return type == Trip.class ? "akoma-trip" : "akoma-proven";
    }

    private static String place(Class<? extends Load> type) {
        return "access.provider/" + name(type);
    }
}
