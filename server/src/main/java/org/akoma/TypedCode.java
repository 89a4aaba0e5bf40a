package org.akoma;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The code of a person or a file as somebody typed it: {@code sw 09}, {@code ak036} and {@code Ak–036} are {@code SW-09} and {@code AK-036}. */
public final class TypedCode {

    private static final Pattern UNSEEN = Pattern.compile("\\p{Cf}");
    private static final Pattern PARTS = Pattern.compile("([A-Za-z]{1,6})[^A-Za-z0-9]*([0-9]{1,9})");

    private TypedCode() {}

    /** In capitals, letters and digits joined by a hyphen; what has another form as it is, in capitals. */
    public static String of(String typed) {
        String plain = UNSEEN.matcher(Normalizer.normalize(typed, Normalizer.Form.NFKC))
                .replaceAll("")
                .strip();
        Matcher parts = PARTS.matcher(plain);
        String code = parts.matches() ? parts.group(1) + "-" + parts.group(2) : plain;
        return code.toUpperCase(Locale.ROOT);
    }
}
