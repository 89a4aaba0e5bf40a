package org.akoma.ground.signin;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** The acts of a person on their own credentials: password, second factor, sessions and tokens. The database finds the person by the session. */
@Service
class OwnKeys {

    private static final NewCodes WRONG_CODE =
            new NewCodes(List.of(), List.of(FieldError.of("code", "access.wrong-code")));

    private static final NewCodes PASSWORD_FIRST =
            new NewCodes(List.of(), List.of(FieldError.of("before", "access.password-first")));

    private final SignInStore store;
    private final ActorTransactions transactions;
    private final Codes codes;
    private final Passwords passwords;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final boolean secondFactors;

    OwnKeys(
            SignInStore store,
            ActorTransactions transactions,
            Codes codes,
            Passwords passwords,
            Clock clock,
            ApplicationEventPublisher events,
            @Value("${akoma.demo:false}") boolean demo) {
        this.store = store;
        this.transactions = transactions;
        this.codes = codes;
        this.passwords = passwords;
        this.clock = clock;
        this.events = events;
        this.secondFactors = !demo;
    }

    /**
     * Empty when the password was changed; the person's other sessions end. A one-time password was checked at the sign-in just before and is
     * not asked again; otherwise the old password ({@code before}) is, and the code of a person with a second factor.
     */
    List<FieldError> changePassword(Actor actor, Submission<ChangePassword> submission) {
        byte[] session = transactions.session(actor);
        SignInStore.OwnKey key = transactions.atTheDoor(() -> store.ownKey(session, clock.instant()));
        Form form = submission.form();
        if (!key.mustChange() && form.typed("before").isBlank()) form.wrong("before", "form.required");
        ChangePassword input = submission.read();
        NewPassword.check(form, actor);
        if (input == null || !form.isSound()) return form.errors();
        String before = key.mustChange() ? null : input.before();
        String old = before == null ? null : passwords.under(key.salt(), before);
        String same = passwords.under(key.salt(), input.password());
        String hash = passwords.make(input.password());
        return transactions.atTheDoor(() -> {
            Instant now = clock.instant();
            Long step = codes.step(actor.personId(), key.totp(), input.code(), now);
            return renewed(actor, store.renewPassword(session, old, same, hash, step, secondFactors, now), now);
        });
    }

    private List<FieldError> renewed(Actor actor, SignInStore.Renewed renewed, Instant now) {
        return switch (renewed.outcome()) {
            case "DONE" -> {
                note(actor, "access.password-changed", now);
                yield List.of();
            }
            case "SAME" -> List.of(FieldError.of("password", "access.password-same"));
            case "LOCKED" -> List.of(FieldError.of("before", "access.locked", minutes(renewed.lockedUntil(), now)));
            default -> {
                note(actor, "access.sign-in-refused", now);
                yield List.of(FieldError.of("before", "access.wrong-before"));
            }
        };
    }

    private static long minutes(@Nullable Instant until, Instant now) {
        return until == null ? 1 : Math.max(1, (until.getEpochSecond() - now.getEpochSecond() + 59) / 60);
    }

    /** Whether the password was shown or chosen in this session a moment ago: before that no secret of a second factor is shown. */
    boolean isPasswordShown(Actor actor) {
        byte[] session = transactions.session(actor);
        return transactions.atTheDoor(() -> store.isPasswordShown(session, clock.instant()));
    }

    /** Empty when what was typed is the password; the person gets a notification. */
    List<FieldError> showPassword(Actor actor, String typed) {
        byte[] session = transactions.session(actor);
        SignInStore.OwnKey key = transactions.atTheDoor(() -> store.ownKey(session, clock.instant()));
        String before = passwords.under(key.salt(), typed);
        return transactions.atTheDoor(() -> {
            Instant now = clock.instant();
            SignInStore.Renewed said = store.showPassword(session, before, now);
            if (!said.outcome().equals("DONE")) return renewed(actor, said, now);
            note(actor, "access.second-factor-shown", now);
            return List.of();
        });
    }

    /** The secret that waits to be shown to work: the one of this session. Null when there is a second factor, or the password was not shown. */
    @Nullable
    String proposedSecret(Actor actor) {
        byte[] session = transactions.session(actor);
        byte[] sealed = codes.seal(actor.personId(), Codes.newSecret());
        byte[] kept = transactions.atTheDoor(() -> store.proposeFactor(session, sealed, clock.instant()));
        return kept == null ? null : codes.unseal(actor.personId(), kept);
    }

    /** Keeps the proposed secret when the code fits, and makes the recovery codes. Never replaces a second factor that is there. */
    NewCodes confirm(Actor actor, String code) {
        if (!isPasswordShown(actor)) return PASSWORD_FIRST;
        String secret = proposedSecret(actor);
        if (secret == null) return WRONG_CODE;
        byte[] session = transactions.session(actor);
        List<String> made = RecoveryCodes.make();
        List<String> hashes = passwords.together(made);
        List<FieldError> errors = transactions.atTheDoor(() -> {
            Instant now = clock.instant();
            long step = Codes.matchingStep(secret, code.strip(), now);
            return saidOfFactor(actor, store.confirmFactor(session, step < 0 ? null : step, hashes, now), now);
        });
        return new NewCodes(errors.isEmpty() ? made : List.of(), errors);
    }

    private List<FieldError> saidOfFactor(Actor actor, String said, Instant now) {
        if (said.equals("PASSWORD")) return PASSWORD_FIRST.errors();
        if (!said.equals("DONE")) return WRONG_CODE.errors();
        note(actor, "access.second-factor-set", now);
        return List.of();
    }

    RecoveryCodes.Left recoveryCodes(Actor actor) {
        byte[] session = transactions.session(actor);
        return transactions.atTheDoor(() -> store.recoveryCodes(session, clock.instant()));
    }

    /** New recovery codes, shown once, or why there are none. */
    record NewCodes(List<String> codes, List<FieldError> errors) {}

    NewCodes renewRecoveryCodes(Actor actor, Submission<RenewRecoveryCodes> submission) {
        RenewRecoveryCodes input = submission.read();
        if (input == null) return new NewCodes(List.of(), submission.errors());
        byte[] session = transactions.session(actor);
        SignInStore.OwnKey key = transactions.atTheDoor(() -> store.ownKey(session, clock.instant()));
        String before = passwords.under(key.salt(), input.before());
        List<String> made = RecoveryCodes.make();
        List<String> hashes = passwords.together(made);
        List<FieldError> errors = transactions.atTheDoor(() -> {
            Instant now = clock.instant();
            Long step = codes.step(actor.personId(), key.totp(), input.code(), now);
            return saidOfCodes(actor, store.renewRecoveryCodes(session, before, step, hashes, now), now);
        });
        return new NewCodes(errors.isEmpty() ? made : List.of(), errors);
    }

    private List<FieldError> saidOfCodes(Actor actor, SignInStore.Renewed renewed, Instant now) {
        if (renewed.outcome().equals("NONE")) return List.of(FieldError.of("code", "access.no-second-factor"));
        if (!renewed.outcome().equals("DONE")) return renewed(actor, renewed, now);
        note(actor, "access.recovery-codes-renewed", now);
        return List.of();
    }

    /** Running ones, one's own of this request first. */
    List<Session.Shown> sessions(Actor actor) {
        byte[] session = transactions.session(actor);
        return transactions.atTheDoor(() -> store.sessions(session, clock.instant()));
    }

    /** False when the person has no such session. */
    boolean end(Actor actor, UUID ended) {
        byte[] session = transactions.session(actor);
        return transactions.atTheDoor(() -> {
            boolean done = store.endSession(session, ended, clock.instant()) != null;
            if (done) note(actor, "access.session-ended", clock.instant());
            return done;
        });
    }

    /**
     * All but the one of this request.
     *
     * @return how many
     */
    int endOthers(Actor actor) {
        byte[] session = transactions.session(actor);
        return transactions.atTheDoor(() -> {
            int ended = store.endOthers(session, clock.instant());
            if (ended > 0) note(actor, "access.sessions-ended", clock.instant());
            return ended;
        });
    }

    private void note(Actor actor, String act, Instant now) {
        events.publishEvent(new SignInEvent(actor, now, act, Map.of()));
    }
}
