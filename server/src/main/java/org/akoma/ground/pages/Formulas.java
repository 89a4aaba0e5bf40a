package org.akoma.ground.pages;

import java.util.regex.Pattern;

/**
 * Text that a spreadsheet program would compute instead of show. Written with an apostrophe before it, which comes off
 * again when read; text that already looks so gets one more, so that nothing changes on the way there and back.
 */
public final class Formulas {
    private static final Pattern DANGEROUS =
            Pattern.compile("[=+\\-@\\t\\r\\n\\uFF1D\\uFF0B\\uFF0D\\uFF20].*", Pattern.DOTALL);
    /** Digits with a plus before them: nothing is computed, and a reader of the file finds the number as it is. */
    private static final Pattern TELEPHONE = Pattern.compile("\\+\\d(?:[ .]?\\d){5,17}");

    private static final Pattern GUARDED = Pattern.compile("'+" + DANGEROUS.pattern(), Pattern.DOTALL);
    private static final Pattern NUMERIC = Pattern.compile("[+-][\\d\\s\\u00A0.,()/-]*");

    private Formulas() {}

    /** A telephone number stays as it is. */
    public static String neutralised(String text) {
        return isDangerous(text) && !TELEPHONE.matcher(text).matches()
                        || GUARDED.matcher(text).matches()
                ? "'" + text
                : text;
    }

    public static String restored(String text) {
        return GUARDED.matcher(text).matches() ? text.substring(1) : text;
    }

    /** A telephone number or a negative number begins like a formula and is none. */
    public static boolean isSuspect(String text) {
        return isDangerous(text) && !NUMERIC.matcher(text).matches();
    }

    private static boolean isDangerous(String text) {
        return DANGEROUS.matcher(text).matches();
    }
}
