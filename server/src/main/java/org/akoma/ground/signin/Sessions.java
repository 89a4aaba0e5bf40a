package org.akoma.ground.signin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.database.Compartments;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Sessions of browsers and tokens of programs: one table, only hashes, so that copies of the application share them. */
@Component
class Sessions {

    private static final int TOKEN_BYTES = 32;

    private final SignInStore store;
    private final ActorTransactions transactions;
    private final Clock clock;
    private final Compartments compartments;
    private final boolean secondFactors;
    private final RememberedVisitors remembered = new RememberedVisitors();
    private final SecureRandom random = new SecureRandom();

    Sessions(
            SignInStore store,
            ActorTransactions transactions,
            Clock clock,
            Compartments compartments,
            @Value("${akoma.demo:false}") boolean demo) {
        this.store = store;
        this.transactions = transactions;
        this.clock = clock;
        this.compartments = compartments;
        this.secondFactors = !demo;
    }

    String newToken() {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Who holds this token, as long as it runs and their roles do; nobody whose side another host serves. */
    Optional<Visitor> visitor(SessionFilter.Token token) {
        return visitor(token.value(), token.kind());
    }

    /** As {@link #visitor(SessionFilter.Token)}. */
    Optional<Visitor> visitor(String token, Session.Kind kind) {
        byte[] hash = hash(token);
        Instant now = clock.instant();
        Optional<SignInStore.Found> found = transactions
                .askAtTheDoor(() -> store.visitor(hash, kind, now))
                .filter(one -> !one.visitor().actor().roles().isEmpty())
                .filter(one -> compartments.serves(one.visitor().actor().compartment()));
        if (kind != Session.Kind.FEED)
            found.filter(one -> one.visitor().mayGoIn(secondFactors))
                    .ifPresentOrElse(
                            one -> remembered.keep(hash, kind, one.visitor(), now, one.holdsUntil()),
                            () -> remembered.forget(hash));
        return found.map(SignInStore.Found::visitor);
    }

    /** Who was found behind this token a moment ago and may go in; the session is still to be judged ({@link Arrived}). */
    Optional<Visitor> remembered(SessionFilter.Token token) {
        return remembered.find(hash(token.value()), token.kind(), clock.instant());
    }

    void forget(String token) {
        remembered.forget(hash(token));
    }

    /** Whether the session of this token ended because its account was corrected: who shows the token may know why they are out. */
    boolean wasCorrected(String token) {
        return transactions.askAtTheDoor(() -> store.wasCorrected(hash(token)));
    }

    void end(String token) {
        forget(token);
        transactions.atTheDoor(() -> {
            store.leave(hash(token));
            return true;
        });
    }

    static byte[] hash(String token) {
        return hash(token.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] hash(byte[] token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java cannot compute SHA-256", e);
        }
    }
}
