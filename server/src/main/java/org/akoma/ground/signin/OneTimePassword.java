package org.akoma.ground.signin;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A password that is shown once and must be changed at the first sign-in: four groups of four characters, easy to read out on the telephone. */
public final class OneTimePassword {

    /** No letter or digit that could be taken for another. */
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final int HALF = 8;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A password that nobody took up ends. */
    public static final Duration LIFE = Duration.ofHours(72);

    private static final Pattern GROUPS = Pattern.compile(
            "\\s*G[\\s\\p{Pd}+]*G[\\s\\p{Pd}+]*G[\\s\\p{Pd}+]*G\\s*".replace("G", "([" + LETTERS + "]{4})"));

    /** Bytes of an invitation: 256 bits. */
    private static final int INVITATION = 32;

    /** What an invitation looks like in its link. */
    static final String TOKEN = "[A-Za-z0-9_-]{43}";

    private static final Pattern INVITED = Pattern.compile(
            "(TOKEN)\\s+G[\\s\\p{Pd}+]*G".replace("TOKEN", TOKEN).replace("G", "([" + LETTERS + "]{4})"));

    private OneTimePassword() {}

    /** About 79 bits. */
    public static String make() {
        return joined(half(), half());
    }

    /** The password that these bytes of a secret always make. */
    public static String of(byte[] secret) {
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < 2 * HALF; i++) {
            if (i > 0 && i % 4 == 0) password.append('-');
            int pair = (secret[2 * i] & 0xff) << 8 | secret[2 * i + 1] & 0xff;
            password.append(LETTERS.charAt(pair % LETTERS.length()));
        }
        return password.toString();
    }

    /** Half of a one-time password, handed over by one person while another hands over the rest: about 39 bits, enough behind the limit on wrong tries. */
    public static String half() {
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < HALF; i++) {
            if (i > 0 && i % 4 == 0) password.append('-');
            password.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return password.toString();
    }

    /** A first half that nobody reads out: it lies in a link, and the second person tells the other half. */
    public static String invitation() {
        byte[] token = new byte[INVITATION];
        RANDOM.nextBytes(token);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** The two halves of a password that looks like one of these. */
    record Halves(String first, String second) {}

    /**
     * The halves as they were made, whether they were typed in capitals, with spaces for the hyphens or with nothing between the groups. Empty for
     * other passwords. One's own password that happens to have this shape is kept and compared in halves too.
     */
    static Optional<Halves> halves(String typed) {
        Matcher invited = INVITED.matcher(typed);
        if (invited.matches())
            return Optional.of(new Halves(invited.group(1), invited.group(2) + "-" + invited.group(3)));
        Matcher groups = GROUPS.matcher(typed.toLowerCase(Locale.ROOT));
        if (!groups.matches()) return Optional.empty();
        return Optional.of(
                new Halves(groups.group(1) + "-" + groups.group(2), groups.group(3) + "-" + groups.group(4)));
    }

    static String joined(String first, String second) {
        return first + "-" + second;
    }
}
