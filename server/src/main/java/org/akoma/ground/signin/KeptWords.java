package org.akoma.ground.signin;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/**
 * Keeps what a form brought when its session had ended, until its person has signed in again. Only a form that a session of this house drew is kept:
 * its token says whose, and nobody without an account fills the table. Why and how: docs/decisions/words-after-the-session.md.
 */
@Component
public class KeptWords {

    static final Duration LIFE = Duration.ofMinutes(30);

    private static final String COOKIE = "akoma-words";
    private static final String PLACE = "access.kept_words";
    private static final String SECRET = "[A-Za-z0-9_-]{43}";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final KeptWordStore store;
    private final ActorTransactions transactions;
    private final Vault vault;
    private final FormMark marks;
    private final Clock clock;

    KeptWords(KeptWordStore store, ActorTransactions transactions, Vault vault, FormMark marks, Clock clock) {
        this.marks = marks;
        this.store = store;
        this.transactions = transactions;
        this.vault = vault;
        this.clock = clock;
    }

    /** @param cookie opens the words, with the keys of this house */
    record Kept(UUID person, ResponseCookie cookie) {}

    /** Keeps what was sent without a session, for the page that holds the form. */
    Optional<Kept> keep(HttpServletRequest request, String at) {
        return keep(request, at, at);
    }

    /**
     * Keeps what was sent.
     *
     * @param at address of the page that holds the form
     * @param found address at which it is shown again
     * @return empty when nothing is kept: no session drew the form on that page for this address, or nothing in it is worth keeping
     */
    Optional<Kept> keep(HttpServletRequest request, String at, String found) {
        LostForm lost = LostForm.of(request);
        String token = request.getParameter(SessionCsrf.FIELD);
        if (lost == null || token == null) return Optional.empty();
        byte[] form = Sessions.hash(token);
        String secret = secret(request).orElseGet(KeptWords::newSecret);
        return transactions
                .atTheDoor(() -> keep(request, form, secret, at, found, lost))
                .map(who -> new Kept(who, cookie(request, secret)));
    }

    private Optional<UUID> keep(
            HttpServletRequest request, byte[] form, String secret, String at, String found, LostForm lost) {
        KeptWordStore.Drawn drawn = store.drawnFor(form, clock.instant()).orElse(null);
        if (drawn == null || !vault.serves(drawn.compartment())) return Optional.empty();
        if (!marks.isOf(drawn.compartment(), request, at)) return Optional.empty();
        byte[] bytes = vault.sealUnder(keyOf(drawn.compartment(), secret), PLACE, lost);
        if (bytes.length > LostForm.MOST_BYTES) return Optional.empty();
        return store.keep(form, key(secret, drawn.person(), found), bytes, clock.instant())
                ? Optional.of(drawn.person())
                : Optional.empty();
    }

    /** What the actor's own form at this page brought after their session had ended. */
    Optional<LostForm> find(Actor actor, HttpServletRequest request, String at) {
        return secret(request)
                .flatMap(secret -> transactions
                        .as(actor, () -> store.find(key(secret, actor.personId(), at)))
                        .map(bytes -> open(actor.compartment(), secret, bytes)));
    }

    /** Null for what was sealed before the keys of the house changed: it is lost, and the page opens as ever. */
    private @Nullable LostForm open(Compartment compartment, String secret, byte[] bytes) {
        try {
            return vault.unsealUnder(keyOf(compartment, secret), PLACE, bytes, LostForm.class);
        } catch (IllegalStateException otherKeys) {
            return null;
        }
    }

    /** They are saved, kept elsewhere, or not wanted. */
    public void forget(Actor actor, HttpServletRequest request) {
        forget(actor, request, FormPlace.here(request));
    }

    private void forget(Actor actor, HttpServletRequest request, String at) {
        secret(request)
                .ifPresent(secret -> transactions.doAs(actor, () -> {
                    store.delete(key(secret, actor.personId(), FormPlace.plain(at)));
                    store.delete(key(secret, actor.personId(), FormPlace.again(at)));
                }));
    }

    @Scheduled(fixedDelay = 300_000, initialDelay = 150_000)
    void forgetOld() {
        transactions.atTheDoor(() -> {
            store.forget(clock.instant());
            return true;
        });
    }

    static boolean isExpected(HttpServletRequest request) {
        return secret(request).isPresent();
    }

    private static Optional<String> secret(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, SessionFilter.name(COOKIE, request));
        return Optional.ofNullable(cookie).map(Cookie::getValue).filter(value -> value.matches(SECRET));
    }

    private static String newSecret() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Where the words are found: tells neither the page nor the secret. Of each person another one, for a browser that people share. */
    private static byte[] key(String secret, UUID person, String at) {
        return Sessions.hash((PLACE + '|' + secret + '|' + person + '|' + at).getBytes(StandardCharsets.UTF_8));
    }

    private byte[] keyOf(Compartment compartment, String secret) {
        return vault.secret(compartment, PLACE, secret);
    }

    private static ResponseCookie cookie(HttpServletRequest request, String secret) {
        return ResponseCookie.from(SessionFilter.name(COOKIE, request), secret)
                .path("/")
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Strict")
                .maxAge(LIFE)
                .build();
    }
}
