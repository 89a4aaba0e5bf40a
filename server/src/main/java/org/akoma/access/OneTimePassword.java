package org.akoma.access;

import java.security.SecureRandom;
import java.time.Duration;

/** A password that is told once and must be changed at the first visit: four groups of four, easy to read out on the telephone. */
final class OneTimePassword {

    /** No letter or digit that could be taken for another. */
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final int HALF = 8;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A password that nobody took up ends. */
    static final Duration LIFE = Duration.ofHours(72);

    private OneTimePassword() {}

    /** About 79 bits. */
    static String make() {
        return joined(half(), half());
    }

    /** A half that one person hands over, where another one hands over the rest: about 39 bits, behind the door's locks. */
    static String half() {
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < HALF; i++) {
            if (i > 0 && i % 4 == 0) password.append('-');
            password.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return password.toString();
    }

    static String joined(String first, String second) {
        return first + "-" + second;
    }
}
