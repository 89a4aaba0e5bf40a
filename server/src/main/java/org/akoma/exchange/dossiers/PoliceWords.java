package org.akoma.exchange.dossiers;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Takes out of words what leads to the police's records ({@code requirements.md 7}, point 7): their references of victims and suspects, codes of officers, numbers of slips,
 * codes of operations, evidence and screened persons; and codes of other children's files. People type them into notes.
 */
final class PoliceWords {

    static final String REMOVED = "[…]";

    /** Telephones make another dash of a hyphen. */
    private static final String DASH = "[_\\u2010-\\u2015-]";

    private static final String SPACE = "[ \\t\\u00a0\\u202f]";

    /** Between the parts of a code as people type it: a dash, a space, both or nothing. */
    private static final String BETWEEN = "[\\s\\u00a0\\u202f_\\u2010-\\u2015-]{0,3}";

    private static final String BETWEEN_NUMBERS = "[\\s\\u00a0\\u202f_\\u2010-\\u2015./-]{0,3}";

    private static final String NO_YEAR = "(?!(?:19|20)\\d\\d(?!\\d))";

    private static final String BEFORE = "(?<![\\p{L}\\p{N}])";
    private static final String AFTER = "(?![\\p{L}\\p{N}])";

    /** A victim, a suspect or an officer. "les 3 enfants" and "le 12 mai" are none. */
    private static final String PERSON = "LE(?:" + BETWEEN + "V" + BETWEEN + "|" + BETWEEN.replace("{0,3}", "{1,3}")
            + "S" + BETWEEN + "|S" + DASH + "?|" + DASH + ")\\d+";

    /** Of slips, of what the police ask of care, and of what care reports. "si 2015-2016" is two years. */
    private static final String NUMBER = "(?:FR|DC|SI)(?:" + DASH + "\\d{4}" + DASH + "\\d{4,}|" + BETWEEN_NUMBERS
            + "(?:19|20)\\d\\d" + BETWEEN_NUMBERS + NO_YEAR + "\\d{4,9})";

    /** A word after "OP", or letters with a figure that are written to it: "opinion" is none. What comes after an operation of the hospital stays. */
    private static final String OPERATION =
            "(?<!(?:post|pre|pré|peri|péri|co)[\\s\\u2010-\\u2015-])OP(?:" + SPACE + "?" + DASH + SPACE
                    + "?[\\p{L}\\p{N}]+|" + SPACE + "{1,2}[\\p{L}\\p{N}]{3,}|\\p{L}*\\p{N}[\\p{L}\\p{N}]*)(?:" + DASH
                    + "[\\p{L}\\p{N}]+)*";

    /** Evidence and screened persons. A measure ("P 120/80") and a year are none. */
    private static final String FOUND = "[EP](?:-\\d{3,}|" + BETWEEN + NO_YEAR + "\\d{3,5}(?![.,/]?\\d))";

    private static final Pattern REFERENCE = Pattern.compile(
            BEFORE + "(?:" + PERSON + "|" + NUMBER + "|" + OPERATION + "|" + FOUND + ")" + AFTER,
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern FILE =
            Pattern.compile("(?<![\\p{L}\\p{N}-])[A-Z]{2,6}[\\u2010-\\u2015-]\\d{3,9}(?![\\p{L}\\p{N}-])");

    /** Of the places of an operation. */
    private static final String SITE = "SITE" + BETWEEN + "\\d{1,4}";

    /** What leads to the police: of evidence and screened persons too much else has the shape. */
    private static final Pattern OF_THE_POLICE = Pattern.compile(
            BEFORE + "(?:" + PERSON + "|" + NUMBER + "|" + OPERATION + "|" + SITE + ")" + AFTER,
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    /** An operation that is called by its name. The operation of a hospital is written in small letters. */
    private static final Pattern NAMED_OPERATION = Pattern.compile(BEFORE + "(?:[Oo]p[ée]ration|OP[ÉE]RATION)" + SPACE
            + "{1,3}[\"«“']?" + SPACE + "?\\p{Lu}[\\p{L}\\p{N}-]{2,}");

    /** Letters and figures that stand alone, one after the other: "L E V 1 2". */
    private static final Pattern SPELLED =
            Pattern.compile(BEFORE + "[\\p{L}\\p{N}](?:[^\\p{L}\\p{N}]{1,3}[\\p{L}\\p{N}]" + AFTER + ")+");

    private PoliceWords() {}

    /** The first reference of the police in a text; empty = there is none. */
    static Optional<String> first(String text) {
        String joined = SPELLED.matcher(text).replaceAll(one -> one.group().replaceAll("[^\\p{L}\\p{N}]", ""));
        return Stream.of(OF_THE_POLICE.matcher(text), OF_THE_POLICE.matcher(joined), NAMED_OPERATION.matcher(text))
                .flatMap(Matcher::results)
                .map(MatchResult::group)
                .findFirst();
    }

    static String without(String text) {
        return REFERENCE.matcher(text).replaceAll(REMOVED);
    }

    /** @param own code of the child's own file, which stays */
    static String withoutFiles(String text, String own) {
        String left = FILE.matcher(without(text)).replaceAll(found -> isOwn(found.group(), own) ? own : REMOVED);
        return typed(own).matcher(left).replaceAll(found -> isOwn(found.group(), own) ? own : REMOVED);
    }

    /** Codes of this house's files as people type them: in small letters, with a space, or with nothing between. */
    private static Pattern typed(String own) {
        return Pattern.compile(
                BEFORE + Pattern.quote(own.substring(0, own.indexOf('-'))) + BETWEEN + "\\d{3,9}" + AFTER,
                Pattern.CASE_INSENSITIVE);
    }

    private static boolean isOwn(String typed, String own) {
        return typed.replaceAll("[^\\p{L}\\p{N}]", "").equalsIgnoreCase(own.replace("-", ""));
    }
}
