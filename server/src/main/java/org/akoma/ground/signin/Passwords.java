package org.akoma.ground.signin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Computes what the database compares: the hash of a password under the parameters and salt of the kept one. The kept hash itself never
 * leaves the database.
 */
@Component
public class Passwords {

    private static final Pattern SETTINGS =
            Pattern.compile("\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})\\$([A-Za-z0-9+/]{1,86})");
    private static final int HASH_BYTES = 32;

    private final Argon2PasswordEncoder encoder;
    private final String usual;

    Passwords(Argon2PasswordEncoder encoder) {
        this.encoder = encoder;
        String any = settings(alone("nobody"));
        this.usual = any.substring(0, any.lastIndexOf('$'));
    }

    /** A new hash, with a salt of its own; of a password in two halves the hashes of both, with a space between. */
    public final String make(String password) {
        return OneTimePassword.halves(password).map(this::both).orElseGet(() -> alone(password));
    }

    private String both(OneTimePassword.Halves halves) {
        String first = alone(halves.first());
        return first + ' ' + alone(settings(first), halves.second());
    }

    /** Whether this is the password of a hash that was read as the owner of the tables: at the start, before anybody comes in. */
    public final boolean fits(String kept, String password) {
        String first = kept.substring(0, (kept + ' ').indexOf(' '));
        return MessageDigest.isEqual(bytes(under(settings(first), password)), bytes(kept));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Of one half of a password alone, with a salt of its own. */
    public final String alone(String half) {
        return Objects.requireNonNull(encoder.encode(half));
    }

    /** Of several secrets under one salt, so that what is typed later is computed once for all. */
    List<String> together(List<String> secrets) {
        String settings = settings(alone(secrets.getFirst()));
        return secrets.stream().map(secret -> alone(settings, secret)).toList();
    }

    /** Parameters and salt, without the hash. */
    private static String settings(String hash) {
        return hash.substring(0, hash.lastIndexOf('$'));
    }

    /** What a new hash costs, such as {@code $argon2id$v=19$m=19456,t=2,p=1}: a name that nobody bears is computed with the same. */
    String usual() {
        return usual;
    }

    /**
     * @param settings parameters and salt, as {@code $argon2id$v=19$m=…,t=…,p=…$salt}
     * @return as {@link #make}
     */
    String under(String settings, String password) {
        return OneTimePassword.halves(password)
                .map(halves -> alone(settings, halves.first()) + ' ' + alone(settings, halves.second()))
                .orElseGet(() -> alone(settings, password));
    }

    /** Of one half of a password alone, or of a password that has none. */
    public String alone(String settings, String password) {
        Matcher read = SETTINGS.matcher(settings);
        if (!read.matches()) throw new IllegalStateException("The database gave no parameters of Argon2id");
        Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
        argon2.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(Integer.parseInt(read.group(1)))
                .withIterations(Integer.parseInt(read.group(2)))
                .withParallelism(Integer.parseInt(read.group(3)))
                .withSalt(Base64.getDecoder().decode(read.group(4)))
                .build());
        byte[] hash = new byte[HASH_BYTES];
        argon2.generateBytes(bytes(password), hash);
        return settings + "$" + Base64.getEncoder().withoutPadding().encodeToString(hash);
    }
}
