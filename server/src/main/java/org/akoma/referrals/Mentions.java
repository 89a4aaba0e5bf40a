package org.akoma.referrals;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What stands in the text of a message: whom it mentions, and whether it names a child's file. */
final class Mentions {

    static final int MOST = 20;

    /** {@code @sw-01}, not the middle of an e-mail address; a full stop after it is not part of it. */
    private static final Pattern MENTION =
            Pattern.compile("(?<![\\p{L}\\p{N}._-])@([A-Za-z0-9](?:[A-Za-z0-9._-]{0,38}[A-Za-z0-9])?)");

    /** However it is written: with another dash, a space, or nothing between. */
    private static final Pattern FILE_CODE =
            Pattern.compile("(?<![\\p{L}\\p{N}])AK[^\\p{L}\\p{N}]{0,3}\\p{Nd}{3,9}(?!\\p{Nd})", Pattern.CASE_INSENSITIVE);

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
        return FILE_CODE.matcher(text).find();
    }
}
