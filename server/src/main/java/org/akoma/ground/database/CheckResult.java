package org.akoma.ground.database;

import org.akoma.Said;
import org.jspecify.annotations.Nullable;

/**
 * One thing that {@code ./akoma doctor} looked at.
 *
 * @param sentence what was found; never a secret
 * @param mend what to do; empty when nothing is to be done
 */
public record CheckResult(Level level, String sentence, String mend) {

    public enum Level {
        OK,
        /** It works; somebody has to look at it soon. */
        WARNING,
        WRONG
    }

    /** @param key of a sentence of the commands */
    public static CheckResult ok(String key, @Nullable Object... args) {
        return new CheckResult(Level.OK, Said.say(key, args), "");
    }

    /** @param key of a sentence of the commands; what to do is under the same key with {@code .do} */
    public static CheckResult warning(String key, @Nullable Object... args) {
        return of(Level.WARNING, Said.of(key, args));
    }

    /** @param key as for a warning */
    public static CheckResult wrong(String key, @Nullable Object... args) {
        return of(Level.WRONG, Said.of(key, args));
    }

    /** What a start would refuse says itself what to do. */
    public static CheckResult refused(StartRefused refused) {
        return of(Level.WRONG, refused.said());
    }

    private static CheckResult of(Level level, Said said) {
        return new CheckResult(level, said.own(), said.toDo());
    }
}
