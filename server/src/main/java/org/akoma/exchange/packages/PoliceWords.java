package org.akoma.exchange.packages;

import java.util.regex.Pattern;

/**
 * Takes out of words what leads to the police's records ({@code requirements.md 7}, point 7): their references of victims and suspects, numbers of slips,
 * codes of operations, evidence and screened persons; and codes of other children's files. People type them into notes.
 */
final class PoliceWords {

    static final String REMOVED = "[…]";

    private static final Pattern REFERENCE = Pattern.compile(
            "(?<![\\p{L}\\p{N}])(?:LE[\\s_-]{0,2}[VS][\\s_-]{0,2}\\d+|FR-\\d{4}-\\d{4,}|OP-[A-Z0-9][A-Z0-9-]*|[EP]-\\d{3,})(?![\\p{L}\\p{N}])",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern FILE = Pattern.compile("(?<![\\p{L}\\p{N}-])[A-Z]{2,6}-\\d{3,9}(?![\\p{L}\\p{N}-])");

    private PoliceWords() {}

    static String without(String text) {
        return REFERENCE.matcher(text).replaceAll(REMOVED);
    }

    /** @param own code of the child's own file, which stays */
    static String withoutFiles(String text, String own) {
        String left =
                FILE.matcher(without(text)).replaceAll(found -> found.group().equals(own) ? own : REMOVED);
        return typed(own).matcher(left).replaceAll(found -> isOwn(found.group(), own) ? own : REMOVED);
    }

    /** Codes of this house's files as people type them: in small letters, with a space, or with nothing between. */
    private static Pattern typed(String own) {
        return Pattern.compile(
                "(?<![\\p{L}\\p{N}])" + Pattern.quote(own.substring(0, own.indexOf('-')))
                        + "[\\s_\u2010-\u2013-]{0,2}\\d{3,9}(?![\\p{L}\\p{N}])",
                Pattern.CASE_INSENSITIVE);
    }

    private static boolean isOwn(String typed, String own) {
        return typed.replaceAll("[^\\p{L}\\p{N}]", "").equalsIgnoreCase(own.replace("-", ""));
    }
}
