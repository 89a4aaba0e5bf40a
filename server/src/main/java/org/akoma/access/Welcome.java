package org.akoma.access;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.akoma.FieldError;
import org.akoma.Form;
import org.akoma.database.Compartment;
import org.akoma.vault.Vault;
import org.apache.commons.codec.binary.Base32;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Service;

/** The first visit, in this order: a password of one's own, the code of conduct, a second factor. */
@Service
class Welcome {

    static final int SHORTEST_PASSWORD = 12;
    private static final int SECRET_BYTES = 20;

    private final DoorStore store;
    private final Entry entry;
    private final People people;
    private final Vault vault;
    private final Clock clock;
    private final Argon2PasswordEncoder passwords;
    private final ApplicationEventPublisher events;

    Welcome(
            DoorStore store,
            Entry entry,
            People people,
            Vault vault,
            Clock clock,
            Argon2PasswordEncoder passwords,
            ApplicationEventPublisher events) {
        this.store = store;
        this.entry = entry;
        this.people = people;
        this.vault = vault;
        this.clock = clock;
        this.passwords = passwords;
        this.events = events;
    }

    /** Empty when the password was changed; other sessions of the person end. */
    List<FieldError> changePassword(Actor actor, Form form, String keptSession) {
        String chosen = form.required("password", Form.SHORT_TEXT);
        String again = form.required("again", Form.SHORT_TEXT);
        if (chosen != null && chosen.length() < SHORTEST_PASSWORD)
            form.wrong("password", "access.password-short", SHORTEST_PASSWORD);
        if (chosen != null && chosen.toLowerCase(Locale.ROOT).contains(actor.username()))
            form.wrong("password", "access.password-name");
        if (chosen != null && again != null && !chosen.equals(again)) form.wrong("again", "access.password-again");
        if (!form.isSound() || chosen == null) return form.errors();
        String hash = java.util.Objects.requireNonNull(passwords.encode(chosen));
        return entry.atTheDoor(() -> {
            store.savePassword(actor.personId(), hash, false);
            store.endOtherSessions(actor.personId(), Sessions.hash(keptSession));
            tell(actor, "access.password-changed");
            return List.of();
        });
    }

    void acceptConduct(Actor actor) {
        entry.doAs(actor, () -> {
            people.acceptConduct(actor);
            events.publishEvent(new Acted(actor, "access.conduct-accepted", Map.of()));
        });
    }

    private void tell(Actor actor, String act) {
        events.publishEvent(new AtTheDoor(actor, clock.instant(), act, Map.of()));
    }

    /** A new secret in base 32; it counts only once {@link #confirm} has seen a code made with it. */
    static String newSecret() {
        byte[] bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return new Base32().encodeToString(bytes);
    }

    /** True when the code fits the secret, which is then kept. Never replaces a second factor that is there. */
    boolean confirm(Actor actor, String secret, String code) {
        long step = SignIn.matchingStep(secret, code.strip(), clock.instant());
        if (step < 0) return false;
        byte[] sealed = vault.sealForHouse(Compartment.ADMINISTRATION, SignIn.TOTP_PLACE, secret);
        return entry.atTheDoor(() -> {
            if (store.secondFactor(actor.personId()) != null) return false;
            store.saveSecondFactor(actor.personId(), sealed);
            store.usedCode(actor.personId(), step);
            tell(actor, "access.second-factor-set");
            return true;
        });
    }
}
