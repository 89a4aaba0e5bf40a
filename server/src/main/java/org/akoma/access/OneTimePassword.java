package org.akoma.access;

import java.security.SecureRandom;
import java.time.Duration;

/** A password that is told once and must be changed at the first visit: four groups of four, easy to read out on the telephone. */
final class OneTimePassword {

    /** No letter or digit that could be taken for another. */
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final int LENGTH = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A password that nobody took up ends. */
    static final Duration LIFE = Duration.ofHours(72);

    private OneTimePassword() {}

    /** About 79 bits. */
    static String make() {
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            if (i > 0 && i % 4 == 0) password.append('-');
            password.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return password.toString();
    }
}
