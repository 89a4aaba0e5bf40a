package org.akoma.programme.evaluation;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.akoma.FieldError;
import org.jspecify.annotations.Nullable;

/**
 * Words that go into a report with many readers: nothing like the code of a child's file, as AK-036, ak036 or A.K. n° 36. Amounts of money and names of
 * criteria sets are none. The database holds the same rule: {@code evaluation.is_safe}.
 */
public final class ReportWords {

    /** Letters of one text at most. */
    public static final int LONGEST = 2_000;

    private static final Pattern CODE = Pattern.compile(
            "(?U)(?i:(?:^|[^a-z0-9])a[^a-z0-9]{0,2}k[^a-z0-9]{0,3}(?:n(?:o|r|um[a-z\u00e9]{0,5})?[^a-z0-9]{0,3})?(?:[0-9][0-9o]|o[0-9o]*[0-9]))"
                    + "|(?i:\\b(?!dac-(?:1991|2019)\\b)[a-z]{2,6}[_./\u2010-\u2015-]?[0-9]{3,9}\\b)"
                    + "|\\b(?!XOF|GHS|GNF|EUR|USD|DAC-)[A-Z]{2,6}[^A-Za-z0-9]{1,3}[0-9]{3,9}\\b");

    private static final Pattern LETTER_O = Pattern.compile("(?i)([a-z][^a-z0-9]{1,3})o+(?=[0-9])");

    private ReportWords() {}

    static boolean isSafe(String words) {
        return !CODE.matcher(plainSigns(words)).find();
    }

    private static final Pattern UNSEEN = Pattern.compile("\\p{Cf}");

    /** Signs that nobody sees are left out, compatibility characters become plain ones, digits of every script 0 to 9, and a letter O before digits a zero. */
    private static String plainSigns(String words) {
        StringBuilder plain = new StringBuilder();
        Normalizer.normalize(UNSEEN.matcher(words).replaceAll(""), Normalizer.Form.NFKC)
                .codePoints()
                .forEach(sign -> {
                    if (Character.isDigit(sign)) plain.append(Character.digit(sign, 10));
                    else plain.appendCodePoint(sign);
                });
        return LETTER_O.matcher(plain).replaceAll(found -> found.group(1) + "0");
    }

    /** What is wrong with these fields. */
    public static List<FieldError> wrong(Map<String, @Nullable String> fields) {
        List<FieldError> wrong = new ArrayList<>();
        fields.forEach((field, words) -> {
            if (words != null && !isSafe(words)) wrong.add(FieldError.of(field, "evaluation.names-a-file"));
        });
        return wrong;
    }

    public static List<FieldError> wrong(String field, @Nullable String words) {
        return wrong(of(field, words));
    }

    /** Of two fields. */
    public static List<FieldError> wrong(
            String field, @Nullable String words, String other, @Nullable String otherWords) {
        Map<String, @Nullable String> both = of(field, words);
        both.put(other, otherWords);
        return wrong(both);
    }

    private static Map<String, @Nullable String> of(String field, @Nullable String words) {
        Map<String, @Nullable String> one = new LinkedHashMap<>();
        one.put(field, words);
        return one;
    }
}
