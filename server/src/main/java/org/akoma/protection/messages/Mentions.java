package org.akoma.protection.messages;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the text of a message: whom it mentions, and whether it names a child's file. */
final class Mentions {

    static final int MOST = 20;

    /** {@code @sw-01}, not the middle of an e-mail address; a full stop after it is not part of it. */
    private static final Pattern MENTION =
            Pattern.compile("(?<![\\p{L}\\p{N}._-])@([A-Za-z0-9](?:[A-Za-z0-9._-]{0,38}[A-Za-z0-9])?)");

    /** Letters of other scripts that look like those of a code. */
    private static final Map<Character, Character> LOOK_ALIKES = Map.ofEntries(
            Map.entry('\u0410', 'A'), // Cyrillic
            Map.entry('\u041A', 'K'),
            Map.entry('\u041E', 'O'),
            Map.entry('\u0391', 'A'), // Greek
            Map.entry('\u039A', 'K'),
            Map.entry('\u039F', 'O'),
            Map.entry('\u13AA', 'A'), // Cherokee
            Map.entry('\u13E6', 'K'),
            Map.entry('\uA4EE', 'A'), // Lisu
            Map.entry('\uA4D7', 'K'),
            Map.entry('\uA4F3', 'O'));

    private static final Pattern MARKS = Pattern.compile("[\\p{M}\\p{Cf}]");

    /** However it is written: with other dashes, spaces or stops between its parts, or letters that look like digits. */
    private static final Pattern FILE_CODE =
            Pattern.compile("(?<![\\p{L}\\p{N}])A[^\\p{L}\\p{N}]{0,3}K[^\\p{L}\\p{N}]{0,8}"
                    + "[\\p{Nd}OIL](?:[^\\p{L}\\p{N}]{0,3}[\\p{Nd}OIL]){2,8}(?![\\p{L}\\p{N}])");

    /** The code of a shelter, also spelled or in one word behind what it is, and a file by its number alone: "SH-SP", "S.H.S.P", "foyer SHSP", "dossier n° 041". */
    private static final Pattern OTHER_CODE = Pattern.compile(
            "(?<![\\p{L}\\p{N}])(?:(?:SH|SHELTER|FOYER)\\p{Pd}[A-Z0-9]{1,8}"
                    + "|S[^\\p{L}\\p{N}]{1,3}H(?:[^\\p{L}\\p{N}]{1,3}[A-Z0-9]){1,8}"
                    + "|(?:SHELTER|FOYER|CENTRE)[^\\p{L}\\p{N}]{1,3}SH[A-Z0-9]{1,8}"
                    + "|(?:DOSSIER|FILE|CASE)[^\\p{L}\\p{N}]{0,3}(?:(?:N|NO|NUMERO|NUMBER)[^\\p{L}\\p{N}]{0,4})?\\p{Nd}{2,8})(?![\\p{L}\\p{N}])");

    private static final Pattern DIGIT = Pattern.compile("\\p{Nd}");

    private Mentions() {}

    /** User names, in the order of the text, each once. */
    static Set<String> of(String text) {
        return MENTION.matcher(text)
                .results()
                .map(found -> found.group(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** A conversation outside the files names no child, not even by a code. */
    static boolean namesAFile(String text) {
        String plain = plain(text);
        return OTHER_CODE.matcher(plain).find()
                || FILE_CODE
                        .matcher(plain)
                        .results()
                        .anyMatch(found -> DIGIT.matcher(found.group()).find());
    }

    /** Capital letters of one script, without accents and without what nobody sees. */
    private static String plain(String text) {
        String bare = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .replaceAll("")
                .toUpperCase(Locale.ROOT);
        StringBuilder plain = new StringBuilder(bare.length());
        for (char one : bare.toCharArray())
            plain.append(LOOK_ALIKES.getOrDefault(one, one).charValue());
        return plain.toString();
    }
}
