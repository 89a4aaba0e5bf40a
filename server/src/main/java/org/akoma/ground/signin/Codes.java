package org.akoma.ground.signin;

import dev.samstevens.totp.code.DefaultCodeGenerator;
import dev.samstevens.totp.exceptions.CodeGenerationException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.vault.Vault;
import org.apache.commons.codec.binary.Base32;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The six digits of second factors (RFC 6238, 30 seconds). A sealed secret is bound to its person: copied to another's account it opens nothing. */
@Component
class Codes {

    private static final int SECRET_BYTES = 20;
    private static final long STEP_SECONDS = 30;

    private final Vault vault;

    Codes(Vault vault) {
        this.vault = vault;
    }

    /** A new secret in base 32; it counts only once a code made with it was seen. */
    static String newSecret() {
        byte[] bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return new Base32().encodeToString(bytes);
    }

    byte[] seal(UUID person, String secret) {
        return vault.sealForHouse(Compartment.ADMINISTRATION, place(person), secret);
    }

    String unseal(UUID person, byte[] sealed) {
        return vault.unsealForHouse(Compartment.ADMINISTRATION, place(person), sealed, String.class);
    }

    /** The time step of the code under the sealed secret; null when it does not fit, or one of them is missing. */
    @Nullable
    Long step(UUID person, byte @Nullable [] sealed, @Nullable String code, Instant now) {
        if (sealed == null || code == null || code.isBlank()) return null;
        long step = matchingStep(unseal(person, sealed), code.strip(), now);
        return step < 0 ? null : step;
    }

    /** The time step that the code belongs to, one before or after now at most; -1 when none. */
    static long matchingStep(String secret, String code, Instant now) {
        long current = now.getEpochSecond() / STEP_SECONDS;
        long found = -1;
        for (long step = current - 1; step <= current + 1; step++) {
            if (MessageDigest.isEqual(bytes(generate(secret, step)), bytes(code))) found = step;
        }
        return found;
    }

    static String generate(String secret, long step) {
        try {
            return new DefaultCodeGenerator().generate(secret, step);
        } catch (CodeGenerationException e) {
            throw new IllegalStateException("This Java cannot make one-time codes", e);
        }
    }

    private static String place(UUID person) {
        return "access.totp/" + person;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
