package org.akoma.ground.signin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.database.Compartments;
import org.springframework.stereotype.Component;

/** Sessions of browsers and tokens of programs: one table, only hashes, so that copies of the application share them. */
@Component
class Sessions {

    private static final int TOKEN_BYTES = 32;

    private final SignInStore store;
    private final ActorTransactions transactions;
    private final Clock clock;
    private final Compartments compartments;
    private final SecureRandom random = new SecureRandom();

    Sessions(SignInStore store, ActorTransactions transactions, Clock clock, Compartments compartments) {
        this.store = store;
        this.transactions = transactions;
        this.clock = clock;
        this.compartments = compartments;
    }

    String newToken() {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Who holds this token, as long as it runs and their roles do; nobody whose side another host serves. */
    Optional<Visitor> visitor(String token, Session.Kind kind) {
        return transactions.askAtTheDoor(() -> store.visitor(hash(token), kind, clock.instant())
                .filter(visitor -> !visitor.actor().roles().isEmpty())
                .filter(visitor -> compartments.serves(visitor.actor().compartment())));
    }

    void end(String token) {
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
