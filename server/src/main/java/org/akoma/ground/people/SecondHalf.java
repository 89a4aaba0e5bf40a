package org.akoma.ground.people;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Shown;
import org.akoma.ground.signin.OneTimePassword;
import org.akoma.ground.signin.Passwords;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The second half of a one-time password. It is made with the request, sealed in it, and shown to who agreed alone: the administrator who made the
 * first half could otherwise enter as that person, and who agreed too, if they were handed a whole password.
 */
@Component
class SecondHalf {

    /** Its name in the proposal, and in the fields of the decision. */
    static final String FIELD = "half";

    private final CredentialStore credentials;
    private final Passwords passwords;

    SecondHalf(CredentialStore credentials, Passwords passwords) {
        this.credentials = credentials;
        this.passwords = passwords;
    }

    static Map<String, Object> fields() {
        return Map.of(FIELD, OneTimePassword.half());
    }

    /** With the mark of an invitation of somebody who never came in. */
    static Map<String, Object> inviting() {
        return Map.of(FIELD, OneTimePassword.half(), Decision.INVITES, true);
    }

    /** After the agreement, in its transaction. False: no password waits for a second half. */
    boolean hand(Decision decision) {
        String half = of(decision);
        String salt = half == null ? null : credentials.salt(decision.id());
        return salt != null && credentials.hand(decision.id(), passwords.alone(salt, Objects.requireNonNull(half)));
    }

    /** How long who handed it over reads it again. The database holds it (access.handed_password). */
    static final Duration SHOWN = Duration.ofHours(1);

    /** For who handed it over, to note it and call the person: an hour long. */
    Optional<String> shown(Decision decision) {
        return credentials.handed(decision.id()) ? Optional.ofNullable(of(decision)) : Optional.empty();
    }

    List<Shown.Field> field(Decision decision) {
        return shown(decision)
                .map(half -> List.of(Shown.Field.text(Shown.PASSWORD_HALF, null, half)))
                .orElse(List.of());
    }

    private static @Nullable String of(Decision decision) {
        Object half = decision.fields().get(FIELD);
        return half == null ? null : half.toString();
    }
}
