package org.akoma.ground.reference;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A number as somebody published it, with the range it can mean: "plus de 48" is 49 or more. "Près de 200" is taken as at most a tenth below [P]. It holds
 * no other words than those that are known here, because it is read by the public: PostgreSQL holds the same ({@code operations.figure}).
 *
 * @param text as published, with simple spaces
 * @param about how the number is meant
 * @param number as published
 */
public record PublishedValue(String text, About about, int number) {

    private static final int TENTH = 10;

    /** How a published number is meant; the texts {@code reference.about.*} say it. */
    public enum About {
        EXACTLY,
        AT_LEAST,
        MORE_THAN,
        NEARLY,
        ABOUT,
        AT_MOST
    }

    private static final Map<About, String> BEFORE = Map.of(
            About.AT_LEAST, "au moins|at least|no fewer than",
            About.MORE_THAN, "plus de|plus d'|au-dela de|more than|over|>",
            About.NEARLY, "pres de|nearly|almost|presque",
            About.ABOUT, "environ|about|around|approximately|~",
            About.AT_MOST, "au plus|jusqu'a|at most|up to");
    private static final Map<About, String> AFTER =
            Map.of(About.AT_LEAST, "ou plus|et plus|or more", About.MORE_THAN, "\\+");
    private static final String COUNTED =
            "(?: (?:enfants?|children|child|agents?|officiers?|officers?|policiers?|personnes?|people|suspects?|victimes?|victims?))?";
    private static final Pattern NUMBER = Pattern.compile("(.*?) ?(\\d{1,3}(?: \\d{3})+|\\d+)(.*)");

    /** Empty when the text is no number up to 99,999,999 with the words that are known around it. */
    public static Optional<PublishedValue> parse(String text) {
        String spaced = spaced(text);
        Matcher parts = NUMBER.matcher(plain(spaced));
        if (!parts.matches()) return Optional.empty();
        String digits = parts.group(2).replace(" ", "");
        if (digits.length() > 8) return Optional.empty();
        String before = parts.group(1);
        String after = parts.group(3).strip();
        for (About about : About.values())
            if (isSaid(about, before, after))
                return Optional.of(new PublishedValue(spaced, about, Integer.parseInt(digits)));
        return Optional.empty();
    }

    private static boolean isSaid(About about, String before, String after) {
        String counted = after.isEmpty() ? "" : " " + after;
        if (about == About.EXACTLY) return before.isEmpty() && counted.matches(COUNTED);
        boolean first = BEFORE.containsKey(about) && before.matches(BEFORE.get(about)) && counted.matches(COUNTED);
        return first
                || before.isEmpty()
                        && AFTER.containsKey(about)
                        && counted.matches(" (?:" + AFTER.get(about) + ")" + COUNTED);
    }

    /** The least that it can mean. */
    public int low() {
        return switch (about) {
            case EXACTLY, AT_LEAST -> number;
            case MORE_THAN -> number + 1;
            case NEARLY, ABOUT -> number - number / TENTH;
            case AT_MOST -> 0;
        };
    }

    /** The most that it can mean; null = no upper bound. */
    public @Nullable Integer high() {
        return switch (about) {
            case EXACTLY, AT_MOST -> number;
            case AT_LEAST, MORE_THAN -> null;
            case NEARLY -> Math.max(number - number / TENTH, number - 1);
            case ABOUT -> number + number / TENTH;
        };
    }

    /** How far a number lies outside the range: negative = below what was published; empty = it fits. */
    public OptionalInt differenceOf(int recorded) {
        Integer high = high();
        if (recorded < low()) return OptionalInt.of(recorded - low());
        if (high != null && recorded > high) return OptionalInt.of(recorded - high);
        return OptionalInt.empty();
    }

    /** Spaces that do not break lines become simple ones; a line break or a tab stays, and is no part of a number. */
    private static String spaced(String text) {
        return Normalizer.normalize(text.strip(), Normalizer.Form.NFKC).replaceAll(" +", " ");
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .replace('\u2019', '\'')
                .toLowerCase(Locale.ROOT);
    }
}
