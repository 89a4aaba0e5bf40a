package org.akoma.ground.forms;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A telephone number that is written as words of French or English, or with the letters O, l and I for 0 and 1, so that no digits are seen: six in a row. The
 * database holds the same rule: {@code access.spells_number}.
 */
final class SpelledNumber {

    private static final String WORD =
            "(?:zero|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize"
                    + "|vingt|trente|quarante|cinquante|soixante"
                    + "|one|two|three|four|five|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
                    + "|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)";

    private static final String ONE = "(?:[0-9]|(?<![a-z])" + WORD + "(?![a-z]))";

    /** What people write between digits; an hour's colon is none. */
    private static final String BETWEEN = "[^a-z0-9:]{0,9}";

    private static final Pattern WORDS = Pattern.compile(ONE + "(?:" + BETWEEN + ONE + "){5}|" + WORD + "{6}");

    /** At least one of them a digit, so that words of these letters are none. */
    private static final Pattern SIGNS = Pattern.compile(
            "(?<![a-z])(?=(?:[ol]" + BETWEEN + "){0,5}[0-9])[0-9ol](?:" + BETWEEN + "[0-9ol]){5}(?![a-z])");

    private SpelledNumber() {}

    static boolean isIn(String text) {
        String words = Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("[\\u0300-\\u036f]", "");
        return WORDS.matcher(words.toLowerCase(Locale.ROOT)).find()
                || SIGNS.matcher(text.replace('I', 'l').toLowerCase(Locale.ROOT))
                        .find();
    }
}
