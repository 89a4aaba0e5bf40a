package org.akoma.access;

import dev.samstevens.totp.code.DefaultCodeGenerator;
import dev.samstevens.totp.exceptions.CodeGenerationException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.akoma.access.DoorStore.Credential;
import org.akoma.database.Compartment;
import org.akoma.database.Compartments;
import org.akoma.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Service;

/**
 * Opens the door to who knows a password and, where their role asks for it, a code. After five wrong tries the account waits,
 * twice as long each time up to an hour; an unknown name costs as much time as a known one.
 */
@Service
class SignIn {

    static final String TOTP_PLACE = "access.totp";
    private static final int FREE_TRIES = 5;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(15);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final long STEP_SECONDS = 30;

    private final DoorStore store;
    private final Entry entry;
    private final Sessions sessions;
    private final Vault vault;
    private final Clock clock;
    private final Argon2PasswordEncoder passwords;
    private final ApplicationEventPublisher events;
    private final Compartments compartments;
    private final String nobodysHash;
    private final boolean secondFactors;
    /** A try takes 19 MiB and a processor for a while; more at once would only starve those who are in. */
    private final Semaphore tries = new Semaphore(4, true);

    SignIn(
            DoorStore store,
            Entry entry,
            Sessions sessions,
            Vault vault,
            Clock clock,
            Argon2PasswordEncoder passwords,
            ApplicationEventPublisher events,
            Compartments compartments,
            @Value("${akoma.demo:false}") boolean demo) {
        this.store = store;
        this.entry = entry;
        this.sessions = sessions;
        this.vault = vault;
        this.clock = clock;
        this.passwords = passwords;
        this.events = events;
        this.compartments = compartments;
        this.nobodysHash = java.util.Objects.requireNonNull(passwords.encode("nobody"));
        this.secondFactors = !demo;
    }

    sealed interface Result {
        record SignedIn(Session session) implements Result {}

        record Wrong() implements Result {}

        record Locked(Instant until) implements Result {}

        /** The password is right, and the account belongs to a side that another host serves. */
        record Elsewhere() implements Result {}

        /** The password is right; a code of six digits is needed as well, or the one given is wrong. */
        record CodeNeeded(boolean wrong) implements Result {}
    }

    /** The password is judged outside a transaction, so that slow hashing keeps no connection from those who are in. */
    Result attempt(String username, String password, @Nullable String code, Session.Kind kind) {
        String name = username.strip().toLowerCase(Locale.ROOT);
        String hash = entry.atTheDoor(() -> store.passwordHash(name));
        boolean right = matches(password, hash == null ? nobodysHash : hash);
        return entry.atTheDoor(() -> hash == null ? stranger(name) : judge(name, hash, right, code, kind));
    }

    private boolean matches(String password, String hash) {
        tries.acquireUninterruptibly();
        try {
            return passwords.matches(password, hash);
        } finally {
            tries.release();
        }
    }

    private Result judge(String username, String hash, boolean right, @Nullable String code, Session.Kind kind) {
        Instant now = clock.instant();
        Credential known = store.lock(username, now).orElse(null);
        if (known == null) return new Result.Wrong();
        if (known.lockedUntil() != null && known.lockedUntil().isAfter(now))
            return new Result.Locked(known.lockedUntil());
        boolean fits = right && known.passwordHash().equals(hash);
        if (!fits) return failed(known, now, "password", new Result.Wrong());
        if (!compartments.serves(known.visitor().actor().compartment()))
            return failed(known, now, "host", new Result.Elsewhere());
        if (known.visitor().actor().roles().isEmpty()) return failed(known, now, "role", new Result.Wrong());
        if (known.totpSealed() != null && secondFactors) {
            if (code == null || code.isBlank()) return new Result.CodeNeeded(false);
            long step = matchingStep(secret(known.totpSealed()), code.strip(), now);
            if (step <= known.totpLast()) return failed(known, now, "code", new Result.CodeNeeded(true));
            store.usedCode(known.visitor().actor().personId(), step);
        }
        if (known.failed() > 0) store.failed(known.visitor().actor().personId(), 0, null);
        String act = kind == Session.Kind.TOKEN ? "access.token-opened" : "access.signed-in";
        events.publishEvent(new AtTheDoor(known.visitor().actor(), now, act, Map.of()));
        return new Result.SignedIn(sessions.open(known.visitor(), kind));
    }

    /** An unknown name locks like a known one: the door does not tell who works here. */
    private Result stranger(String name) {
        Instant now = clock.instant();
        store.forgetStrangers(now.minus(LONGEST_WAIT.multipliedBy(2)));
        byte[] hash = Sessions.hash(name);
        DoorStore.Stranger seen = store.stranger(hash);
        if (seen.lockedUntil() != null && seen.lockedUntil().isAfter(now)) return new Result.Locked(seen.lockedUntil());
        int times = seen.failed() + 1;
        store.strangerFailed(hash, times, lockedUntil(times, now), now);
        return new Result.Wrong();
    }

    private Result failed(Credential known, Instant now, String wrong, Result result) {
        int times = known.failed() + 1;
        Instant until = lockedUntil(times, now);
        store.failed(known.visitor().actor().personId(), times, until);
        String act = until == null ? "access.sign-in-refused" : "access.sign-in-locked";
        events.publishEvent(new AtTheDoor(known.visitor().actor(), now, act, Map.of("wrong", wrong, "times", times)));
        return result;
    }

    private static @Nullable Instant lockedUntil(int failed, Instant now) {
        return failed < FREE_TRIES ? null : now.plus(wait(failed));
    }

    /** 15 s after the fifth wrong try, then twice as long each time, an hour at most. */
    static Duration wait(int failed) {
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(failed - FREE_TRIES, 20));
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    private String secret(byte[] sealed) {
        return vault.unsealForHouse(Compartment.ADMINISTRATION, TOTP_PLACE, sealed, String.class);
    }

    /** The time step (30 s) that the code belongs to, one before or after now at most; -1 when none. */
    static long matchingStep(String secret, String code, Instant now) {
        long current = now.getEpochSecond() / STEP_SECONDS;
        long found = -1;
        for (long step = current - 1; step <= current + 1; step++) {
            if (MessageDigest.isEqual(bytes(generate(secret, step)), bytes(code))) found = step;
        }
        return found;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String generate(String secret, long step) {
        try {
            return new DefaultCodeGenerator().generate(secret, step);
        } catch (CodeGenerationException e) {
            throw new IllegalStateException("This Java cannot make one-time codes", e);
        }
    }
}
