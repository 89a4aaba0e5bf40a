package org.akoma.ground.signin;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The codes that let in who lost the second factor, each once: ten letters and digits that nobody takes for one another. */
final class RecoveryCodes {

    static final int HOW_MANY = 10;

    /** From here on the person is asked to make new ones. */
    static final int FEW = 3;

    private static final int LENGTH = 10;

    /** Without 0 and O, 1, I and L, and U, which reads like V. */
    private static final String LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final SecureRandom RANDOM = new SecureRandom();

    private RecoveryCodes() {}

    /**
     * Of one's own account, now.
     *
     * @param left how many let in; 0 where none were made
     * @param usedAt when one let in last; null where none did
     */
    record Left(
            int left, @Nullable Instant madeAt, @Nullable Instant usedAt) {
        /** Whether it is time for new ones. */
        public boolean isFew() {
            return left <= FEW;
        }
    }

    static List<String> make() {
        return Stream.generate(RecoveryCodes::one).distinct().limit(HOW_MANY).toList();
    }

    private static String one() {
        return IntStream.range(0, LENGTH)
                .mapToObj(i -> String.valueOf(LETTERS.charAt(RANDOM.nextInt(LETTERS.length()))))
                .collect(Collectors.joining());
    }

    /** As people copy it: {@code ABCDE-FGHJK}. */
    static String shown(String code) {
        return code.substring(0, LENGTH / 2) + '-' + code.substring(LENGTH / 2);
    }

    /** The code that was typed, whatever its case and whatever is between; null where it cannot be one. */
    static @Nullable String typed(@Nullable String typed) {
        if (typed == null) return null;
        String code = typed.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
        return code.matches("[" + LETTERS + "]{" + LENGTH + "}") ? code : null;
    }
}
