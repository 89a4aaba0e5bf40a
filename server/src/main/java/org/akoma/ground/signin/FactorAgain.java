package org.akoma.ground.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** Asks a signed-in person for the second factor again before the most sensitive acts (OWASP ASVS 7.5.3). It is good for one act within five minutes. */
@Service
public class FactorAgain {

    /** Where the code is typed. */
    public static final String FIELD = "secondFactor";

    public static final int LENGTH = 12;

    /** What somebody sends who takes something away that asks for nothing else. */
    @InputForm(name = "access.show-factor", labels = "access.show-factor")
    public record Show(
            @Field(label = "access.code", example = "123456") @Size(max = LENGTH) @Nullable
            String secondFactor) {}

    /** A device of the person in place of the six digits, where only that they still sit there is asked. */
    public interface ByDevice {

        /** Where a page sends what the device answered. */
        String SENT = "passkey";

        /** The host for which the person's devices keep keys; null where they have none that would be used at the address of this request. */
        @Nullable
        String host(Actor actor, HttpServletRequest request);

        /** @return what is wrong with the answer; null when it is that of a device of this person */
        @Nullable
        FieldError show(Actor actor, String sent, HttpServletRequest request, HttpServletResponse response);
    }

    private final SignInStore store;
    private final ActorTransactions transactions;
    private final Codes codes;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    FactorAgain(
            SignInStore store,
            ActorTransactions transactions,
            Codes codes,
            Clock clock,
            ApplicationEventPublisher events) {
        this.store = store;
        this.transactions = transactions;
        this.codes = codes;
        this.clock = clock;
        this.events = events;
    }

    /** Whether this person has a second factor to show. */
    public boolean isAsked(Actor actor) {
        return key(actor, transactions.session(actor)).totp() != null;
    }

    /**
     * Not inside an actor's transaction: what was tried counts, whatever becomes of the act.
     *
     * @param code the six digits; nothing is shown without them, and the act itself says whether it wanted them
     * @return what is wrong with the code; null when it fits, was not typed, or the person has no second factor
     */
    public @Nullable FieldError show(Actor actor, @Nullable String code) {
        return code == null || code.isBlank() ? null : shown(actor, code, true);
    }

    /**
     * The same to say only that the person still sits there, so that what is masked is shown in this session for a while; no act follows from it.
     *
     * @return what is wrong with the code, also where none was typed; null when it fits, or the person has no second factor
     */
    public @Nullable FieldError showStill(Actor actor, @Nullable String code) {
        if (!isAsked(actor)) return null;
        return code == null || code.isBlank() ? missing() : shown(actor, code, false);
    }

    private @Nullable FieldError shown(Actor actor, String code, boolean forAct) {
        byte[] session = transactions.session(actor);
        SignInStore.OwnKey key = key(actor, session);
        return transactions.atTheDoor(() -> {
            Instant now = clock.instant();
            Long step = codes.step(actor.personId(), key.totp(), code, now);
            return said(actor, store.showFactor(session, step, forAct, now), now);
        });
    }

    /** What an act answers that wanted it and did not get it. */
    public static FieldError missing() {
        return FieldError.of(FIELD, "access.factor-needed");
    }

    private @Nullable FieldError said(Actor actor, SignInStore.Renewed shown, Instant now) {
        return switch (shown.outcome()) {
            case "DONE", "NONE" -> null;
            case "LOCKED" -> FieldError.of(FIELD, "access.locked", minutes(shown.lockedUntil(), now));
            default -> {
                events.publishEvent(new SignInEvent(actor, now, "access.sign-in-refused", Map.of()));
                yield FieldError.of(FIELD, "access.wrong-factor");
            }
        };
    }

    private SignInStore.OwnKey key(Actor actor, byte[] session) {
        return transactions.atTheDoor(() -> store.ownKey(session, clock.instant()));
    }

    private static long minutes(@Nullable Instant until, Instant now) {
        return until == null ? 1 : Math.max(1, (until.getEpochSecond() - now.getEpochSecond() + 59) / 60);
    }
}
