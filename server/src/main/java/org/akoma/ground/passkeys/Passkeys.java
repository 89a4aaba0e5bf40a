package org.akoma.ground.passkeys;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.Ids;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.signin.ProviderSignIn;
import org.akoma.ground.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.stereotype.Service;

/** A person's own passkeys: adding, naming and removing them. The database finds the person by the session. */
@Service
class Passkeys {

    private final PasskeyStore store;
    private final ActorTransactions transactions;
    private final ProviderSignIn way;
    private final Vault vault;
    private final Clock clock;

    Passkeys(PasskeyStore store, ActorTransactions transactions, ProviderSignIn way, Vault vault, Clock clock) {
        this.store = store;
        this.transactions = transactions;
        this.way = way;
        this.vault = vault;
        this.clock = clock;
    }

    /** The oldest first. */
    List<Passkey> list(Actor actor) {
        return rows(actor).stream()
                .map(row -> new Passkey(
                        row.id(),
                        vault.readOfHouse(
                                Compartment.ADMINISTRATION,
                                placeOfName(actor.personId(), row.id()),
                                row.name(),
                                String.class),
                        row.addedAt(),
                        row.usedAt()))
                .toList();
    }

    /** What is kept of them, for the devices of who is signed in. */
    List<KeptKey> keys(Actor actor) {
        return rows(actor).stream()
                .map(row -> vault.unsealForHouse(
                        Compartment.ADMINISTRATION, place(actor.personId(), row.id()), row.sealed(), KeptKey.class))
                .toList();
    }

    private List<PasskeyStore.Row> rows(Actor actor) {
        byte[] session = transactions.session(actor);
        return transactions.atTheDoor(() -> store.list(session, clock.instant()));
    }

    /** What a device shows of whose key it is. */
    static String shown(Actor actor) {
        return actor.username().toUpperCase(Locale.ROOT);
    }

    /** Under which devices keep this person: the same for all their keys. */
    String handle(Actor actor) {
        return keys(actor).stream().map(KeptKey::handle).findFirst().orElseGet(() -> KeptKey.encoded(KeptKey.random()));
    }

    /** Password and code are shown once more; for ten minutes this session may add one. Empty when they are right. */
    List<FieldError> allow(Actor actor, String password, @Nullable String code) {
        byte[] session = transactions.session(actor);
        ProviderSignIn.Shown shown = way.shown(actor, password, code);
        return transactions.atTheDoor(() -> {
            Instant now = clock.instant();
            PasskeyStore.Tried tried = store.allow(session, shown, way.asksCode(), now);
            return switch (tried.outcome()) {
                case "DONE" -> List.of();
                case "FIRST" -> List.of(FieldError.of("before", "access.password-first"));
                case "LOCKED" -> List.of(FieldError.of("before", "access.locked", minutes(tried.lockedUntil(), now)));
                default -> {
                    way.note(actor, now, "access.sign-in-refused", Map.of("by", "passkey"));
                    yield List.of(FieldError.of("before", "access.wrong-before"));
                }
            };
        });
    }

    boolean mayAdd(Actor actor) {
        byte[] session = transactions.session(actor);
        return transactions.atTheDoor(() -> store.mayAdd(session, clock.instant()));
    }

    /**
     * Keeps the key that a device made.
     *
     * @return null when it is kept; else the code of what is wrong
     */
    @Nullable
    String add(Actor actor, RelyingParty here, Question question, String name, String sent) {
        Ceremony ceremony = new Ceremony(
                here, question.challenge(), shown(actor), Objects.requireNonNull(question.handle()), List.of());
        CredentialRecord made = ceremony.added(sent).orElse(null);
        if (made == null) return "access.passkey-unusable";
        UUID id = Ids.next();
        KeptKey key = KeptKey.of(made);
        byte[] session = transactions.session(actor);
        byte[] sealed = vault.sealForHouse(Compartment.ADMINISTRATION, place(actor.personId(), id), key);
        byte[] named = vault.sealForHouse(Compartment.ADMINISTRATION, placeOfName(actor.personId(), id), name);
        return transactions.atTheDoor(() -> {
            Instant now = clock.instant();
            String outcome = store.add(
                    session,
                    question.hash(),
                    id,
                    KeptKey.hash(made.getCredentialId().getBytes()),
                    key.secret(),
                    sealed,
                    named,
                    made.getSignatureCount(),
                    now);
            if (outcome.equals("DONE")) way.note(actor, now, "access.passkey-added", Map.of("passkey", id.toString()));
            return switch (outcome) {
                case "DONE" -> null;
                case "TAKEN" -> "access.passkey-taken";
                case "MANY" -> "access.passkey-many";
                default -> "access.passkey-late";
            };
        });
    }

    /** False when the person has none with this id. */
    boolean name(Actor actor, UUID id, String name) {
        byte[] session = transactions.session(actor);
        byte[] sealed = vault.sealForHouse(Compartment.ADMINISTRATION, placeOfName(actor.personId(), id), name);
        return transactions.atTheDoor(() -> store.name(session, id, sealed, clock.instant()));
    }

    /**
     * The person's other sessions end.
     *
     * @return false when the person has none with this id, or showed no second factor of late
     */
    boolean remove(Actor actor, UUID id) {
        byte[] session = transactions.session(actor);
        return transactions.atTheDoor(() -> {
            Instant now = clock.instant();
            boolean done = store.remove(session, id, now).equals("DONE");
            if (done) way.note(actor, now, "access.passkey-removed", Map.of("passkey", id.toString()));
            return done;
        });
    }

    static String place(UUID person, UUID passkey) {
        return "access.passkey/" + person + "/" + passkey;
    }

    private static String placeOfName(UUID person, UUID passkey) {
        return "access.passkey-name/" + person + "/" + passkey;
    }

    static long minutes(@Nullable Instant until, Instant now) {
        return until == null ? 1 : Math.max(1, (Duration.between(now, until).toSeconds() + 59) / 60);
    }
}
