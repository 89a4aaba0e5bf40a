package org.akoma.enforcement.operations;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A number as somebody published it, with the range it can mean: "plus de 48" is 49 or more. "Près de 200" is taken as at most a
 * tenth below [P].
 *
 * @param text as published
 * @param low the least it can mean
 * @param high the most it can mean; null = no upper bound
 */
public record PublishedValue(String text, int low, @Nullable Integer high) {

    private static final Pattern NUMBER = Pattern.compile("(.*?)(\\d[\\d ]*)(.*)");
    private static final int TENTH = 10;

    /** Empty when the text holds no number up to 99,999,999. */
    public static Optional<PublishedValue> parse(String text) {
        Matcher parts = NUMBER.matcher(plain(text));
        if (!parts.matches()) return Optional.empty();
        String digits = parts.group(2).replace(" ", "");
        if (digits.length() > 8 || parts.group(3).matches(".*\\d.*")) return Optional.empty();
        return Optional.of(ranged(text.strip(), parts.group(1) + " " + parts.group(3), Integer.parseInt(digits)));
    }

    private static PublishedValue ranged(String text, String words, int n) {
        if (words.matches(".*(au moins|at least|no fewer than|ou plus|et plus|or more).*"))
            return new PublishedValue(text, n, null);
        if (words.matches(".*(plus de|more than|over|plus d'|au-dela de).*|.*[+>].*"))
            return new PublishedValue(text, n + 1, null);
        if (words.matches(".*(pres de|nearly|almost|presque).*"))
            return new PublishedValue(text, n - n / TENTH, Math.max(n - n / TENTH, n - 1));
        if (words.matches(".*(environ|about|around|approximately|~).*"))
            return new PublishedValue(text, n - n / TENTH, n + n / TENTH);
        if (words.matches(".*(au plus|jusqu'a|at most|up to).*")) return new PublishedValue(text, 0, n);
        return new PublishedValue(text, n, n);
    }

    /** How far a number lies outside the range: negative = below what was published; empty = it fits. */
    OptionalInt differenceOf(int recorded) {
        if (recorded < low) return OptionalInt.of(recorded - low);
        if (high != null && recorded > high) return OptionalInt.of(recorded - high);
        return OptionalInt.empty();
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .replace('’', '\'')
                .replaceAll("\\s+", " ")
                .toLowerCase(Locale.ROOT)
                .strip();
    }
}
