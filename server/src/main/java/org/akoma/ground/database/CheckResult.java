package org.akoma.ground.database;

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

    public static CheckResult ok(String sentence) {
        return new CheckResult(Level.OK, sentence, "");
    }

    public static CheckResult warning(String sentence, String mend) {
        return new CheckResult(Level.WARNING, sentence, mend);
    }

    public static CheckResult wrong(String sentence, String mend) {
        return new CheckResult(Level.WRONG, sentence, mend);
    }
}
