package org.akoma.ground.passkeys;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.signin.FactorAgain;
import org.akoma.ground.signin.ProviderSignIn;
import org.akoma.ground.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.stereotype.Service;

/**
 * Judges what devices answer: who comes in by one, and whether somebody still sits at an open session. Whose account it is follows from the key alone, never
 * from what the browser says of a person.
 */
@Service
class PasskeyAnswers {

    private final PasskeyStore store;
    private final ActorTransactions transactions;
    private final ProviderSignIn way;
    private final Vault vault;
    private final Clock clock;

    PasskeyAnswers(PasskeyStore store, ActorTransactions transactions, ProviderSignIn way, Vault vault, Clock clock) {
        this.store = store;
        this.transactions = transactions;
        this.way = way;
        this.vault = vault;
        this.clock = clock;
    }

    /** What becomes of who wants to come in by a device. */
    sealed interface Entry {
        record In(ProviderSignIn.Ticket ticket) implements Entry {}

        /** Nobody who may come in has this key, or the answer is wrong: which of them is not said. */
        record Wrong() implements Entry {}

        /** The counter of the device went back; its person is notified. */
        record Copied() implements Entry {}

        record Locked(long minutes) implements Entry {}

        /** The question was answered before. */
        record Late() implements Entry {}

        /** The account belongs to a side that another host serves. */
        record Elsewhere() implements Entry {}
    }

    Entry enter(RelyingParty here, Question question, @Nullable String sent, HttpServletRequest request) {
        return switch (judged(here, question, sent)) {
            case Proof.Refused(Entry why) -> why;
            case Proof.Proven proven -> {
                if (!way.serves(proven.account())) {
                    note(proven.account(), "access.sign-in-refused", Map.of("wrong", "host", "by", "passkey"));
                    yield new Entry.Elsewhere();
                }
                yield open(proven, way.ticket(request));
            }
        };
    }

    private Entry open(Proof.Proven proven, ProviderSignIn.Ticket ticket) {
        return transactions.atTheDoor(() -> {
            Instant now = clock.instant();
            if (!store.open(proven.id(), proven.key().secret(), proven.counter(), ticket, now))
                return new Entry.Wrong();
            way.opened(
                    ticket,
                    proven.account(),
                    now,
                    Map.of("by", "passkey", "passkey", proven.id().toString()));
            return new Entry.In(ticket);
        });
    }

    /** Says only that the person still sits there: null when one of their own devices answered; else what is wrong. */
    @Nullable
    FieldError show(Actor actor, RelyingParty here, Question question, @Nullable String sent) {
        byte[] session = transactions.session(actor);
        String field = FactorAgain.FIELD;
        return switch (judged(here, question, sent)) {
            case Proof.Refused(Entry.Locked(long minutes)) -> FieldError.of(field, "access.locked", minutes);
            case Proof.Refused(Entry.Copied()) -> FieldError.of(field, "access.passkey-copied");
            case Proof.Refused(Entry.Late()) -> FieldError.of(field, "access.passkey-late");
            case Proof.Refused(Entry _) -> FieldError.of(field, "access.passkey-wrong");
            case Proof.Proven proven ->
                transactions.atTheDoor(
                        () -> store.show(session, proven.id(), proven.key().secret(), proven.counter(), clock.instant())
                                ? null
                                : FieldError.of(field, "access.passkey-wrong"));
        };
    }

    private sealed interface Proof {
        record Proven(Actor account, UUID id, KeptKey key, long counter) implements Proof {}

        record Refused(Entry why) implements Proof {}
    }

    private Proof judged(RelyingParty here, Question question, @Nullable String sent) {
        PublicKeyCredential<AuthenticatorAssertionResponse> answer = Ceremony.shown(sent);
        if (answer == null) return new Proof.Refused(new Entry.Wrong());
        byte[] keyHash = KeptKey.hash(answer.getRawId().getBytes());
        PasskeyStore.Asked asked = transactions.atTheDoor(() -> store.asked(keyHash, question.hash(), clock.instant()));
        return switch (asked.outcome()) {
            case "ANSWERED" -> new Proof.Refused(new Entry.Late());
            case "LOCKED" ->
                new Proof.Refused(new Entry.Locked(Passkeys.minutes(asked.lockedUntil(), clock.instant())));
            case "FOUND" -> judged(here, question, answer, asked, keyHash);
            default -> missed(null, keyHash, false);
        };
    }

    private Proof judged(
            RelyingParty here,
            Question question,
            PublicKeyCredential<AuthenticatorAssertionResponse> answer,
            PasskeyStore.Asked asked,
            byte[] keyHash) {
        Actor account = Objects.requireNonNull(asked.account());
        UUID id = Objects.requireNonNull(asked.id());
        KeptKey key = vault.unsealForHouse(
                Compartment.ADMINISTRATION,
                Passkeys.place(account.personId(), id),
                Objects.requireNonNull(asked.sealed()),
                KeptKey.class);
        Ceremony ceremony = new Ceremony(
                here,
                question.challenge(),
                Passkeys.shown(account),
                key.handle(),
                List.of(key.record(asked.counter())));
        return switch (ceremony.judge(answer)) {
            case Ceremony.Judged.Right(long counter) -> new Proof.Proven(account, id, key, counter);
            case Ceremony.Judged.Wrong() -> missed(account, keyHash, false);
            case Ceremony.Judged.Copied() -> missed(account, keyHash, true);
        };
    }

    /** Counts it, in the chain of the account where there is one. */
    private Proof missed(@Nullable Actor account, byte[] keyHash, boolean copied) {
        transactions.atTheDoor(() -> {
            Instant now = clock.instant();
            PasskeyStore.Missed missed = store.miss(keyHash, copied, now);
            String act = missed.lockedUntil() == null ? "access.sign-in-refused" : "access.sign-in-locked";
            Map<String, ?> facts =
                    Map.of("wrong", copied ? "counter" : "passkey", "times", missed.times(), "by", "passkey");
            if (account == null) way.noteNobody(now, act, facts);
            else way.note(account, now, act, facts);
            return true;
        });
        return new Proof.Refused(copied ? new Entry.Copied() : new Entry.Wrong());
    }

    private void note(Actor account, String act, Map<String, ?> facts) {
        transactions.atTheDoor(() -> {
            way.note(account, clock.instant(), act, facts);
            return true;
        });
    }
}
