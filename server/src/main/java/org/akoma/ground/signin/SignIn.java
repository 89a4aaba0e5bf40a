package org.akoma.ground.signin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.database.Compartments;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * Signs in a person who knows the password and, where a role asks for it, a code. Wrong tries are counted by name and place, in the database
 * ({@code door.count}); an unknown name gets the same answer as a known one, after the same time.
 */
@Service
class SignIn {

    /** A try takes 19 MiB and a processor for a while; more at once would only starve those who are in. */
    static final int AT_ONCE = 3;

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final SignInStore store;
    private final KeptWordStore words;
    private final ActorTransactions transactions;
    private final Sessions sessions;
    private final Codes codes;
    private final Clock clock;
    private final Passwords passwords;
    private final ApplicationEventPublisher events;
    private final Compartments compartments;
    private final boolean secondFactors;
    final Semaphore strangers = new Semaphore(AT_ONCE, true);
    /** Tries from browsers in which the person has signed in before do not queue behind others. */
    private final Semaphore known = new Semaphore(1, true);

    SignIn(
            SignInStore store,
            KeptWordStore words,
            ActorTransactions transactions,
            Sessions sessions,
            Codes codes,
            Clock clock,
            Passwords passwords,
            ApplicationEventPublisher events,
            Compartments compartments,
            @Value("${akoma.demo:false}") boolean demo) {
        this.store = store;
        this.words = words;
        this.transactions = transactions;
        this.sessions = sessions;
        this.codes = codes;
        this.clock = clock;
        this.passwords = passwords;
        this.events = events;
        this.compartments = compartments;
        this.secondFactors = !demo;
    }

    /** What was typed, and where. */
    record Attempt(
            String username,
            String password,
            @Nullable String code,
            Session.Kind kind,
            Session.Scope scope,
            Origin origin) {

        String name() {
            return username.strip().toLowerCase(Locale.ROOT);
        }
    }

    sealed interface Result {
        /** @param byRecoveryCode one of them is used up */
        record SignedIn(Session session, boolean byRecoveryCode) implements Result {}

        /** Name, password and code do not belong together; which of them is wrong is not said. */
        record Wrong() implements Result {}

        record Locked(Instant until) implements Result {}

        /** All is right, and the account belongs to a side that another host serves. */
        record Elsewhere() implements Result {}

        /** The password was made by somebody else and waited too long for its person. */
        record Ended() implements Result {}

        /** A new link or password took its place, and waits for a second person. */
        record Replaced() implements Result {}

        /** The link of the invitation let somebody in already. */
        record Used() implements Result {}

        /** Too many sign-ins are being computed at this moment; 503. */
        record Busy() implements Result {}
    }

    /** The password is computed outside a transaction, so that slow hashing keeps no connection from those who are in. */
    Result attempt(Attempt attempt) {
        SignInStore.Knock knock = transactions.atTheDoor(
                () -> store.knock(attempt.name(), attempt.origin(), passwords.usual(), clock.instant()));
        if (knock.lockedUntil() != null) return new Result.Locked(knock.lockedUntil());
        Hashes hashes = hashes(knock, attempt);
        return hashes == null ? new Result.Busy() : transactions.atTheDoor(() -> judge(attempt, hashes));
    }

    /** @param recovery of what was typed in place of the six digits; null where it was not that long */
    private record Hashes(String password, @Nullable String recovery) {}

    /** What was typed decides what is computed, not the account: the time tells nothing of it. */
    private @Nullable Hashes hashes(SignInStore.Knock knock, Attempt attempt) {
        String recovery = secondFactors ? RecoveryCodes.typed(attempt.code()) : null;
        Semaphore turn = attempt.origin().letInBefore() == null ? strangers : known;
        try {
            if (!turn.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
        try {
            return new Hashes(
                    passwords.under(knock.salt(), attempt.password()),
                    recovery == null ? null : passwords.alone(knock.recoverySalt(), recovery));
        } finally {
            turn.release();
        }
    }

    private Result judge(Attempt attempt, Hashes hashes) {
        Instant now = clock.instant();
        SignInStore.Judged judged = store.judge(attempt.name(), hashes.password(), attempt.origin(), now);
        if (judged.outcome().equals("LOCKED") && judged.lockedUntil() != null)
            return new Result.Locked(judged.lockedUntil());
        Visitor who = judged.who();
        if (who == null) {
            refusedNobody(now, judged.times(), judged.lockedUntil());
            return new Result.Wrong();
        }
        if (judged.outcome().equals("ENDED")) return new Result.Ended();
        if (judged.outcome().equals("REPLACED")) return new Result.Replaced();
        if (judged.outcome().equals("USED")) return new Result.Used();
        if (!judged.outcome().equals("RIGHT")) {
            refused(who.actor(), now, "password", judged.times(), judged.lockedUntil());
            return new Result.Wrong();
        }
        return open(attempt, hashes, judged, who, now);
    }

    private Result open(Attempt attempt, Hashes hashes, SignInStore.Judged judged, Visitor who, Instant now) {
        Long step = secondFactors ? codes.step(who.actor().personId(), judged.totp(), attempt.code(), now) : null;
        boolean here = compartments.serves(who.actor().compartment());
        String token = sessions.newToken();
        byte[] tokenHash = Sessions.hash(token);
        SignInStore.Opened opened = store.open(
                attempt.name(),
                hashes.password(),
                attempt.origin(),
                step,
                hashes.recovery(),
                secondFactors,
                tokenHash,
                attempt.kind(),
                attempt.scope(),
                now);
        if (!opened.open()) {
            refused(who.actor(), now, "code", opened.times(), opened.lockedUntil());
            return new Result.Wrong();
        }
        if (opened.codesLeft() != null)
            events.publishEvent(
                    new SignInEvent(who.actor(), now, "access.recovery-code-used", Map.of("left", opened.codesLeft())));
        if (!here) {
            store.leave(tokenHash);
            refused(who.actor(), now, "host", 0, null);
            return new Result.Elsewhere();
        }
        if (attempt.kind() == Session.Kind.BROWSER)
            words.drawForms(tokenHash, Sessions.hash(SessionCsrf.valueFor(token)), now);
        String act = attempt.kind() == Session.Kind.TOKEN ? "access.token-opened" : "access.signed-in";
        events.publishEvent(new SignInEvent(who.actor(), now, act, Map.of()));
        return new Result.SignedIn(new Session(token, now.plus(Session.LIFE), who), opened.codesLeft() != null);
    }

    private void refused(Actor account, Instant now, String wrong, int times, @Nullable Instant until) {
        events.publishEvent(new SignInEvent(account, now, act(until), Map.of("wrong", wrong, "times", times)));
    }

    private void refusedNobody(Instant now, int times, @Nullable Instant until) {
        events.publishEvent(new SignInEvent.AtNobody(now, act(until), Map.of("wrong", "password", "times", times)));
    }

    private static String act(@Nullable Instant until) {
        return until == null ? "access.sign-in-refused" : "access.sign-in-locked";
    }
}
