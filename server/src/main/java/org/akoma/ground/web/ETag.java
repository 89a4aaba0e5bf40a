package org.akoma.ground.web;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The version of a thing as HTTP writes it: sent as {@code ETag}, sent back as {@code If-Match} with what is to change. */
public final class ETag {

    private static final Pattern TAG = Pattern.compile("(?:W/)?\"?(\\d{1,9})\"?");

    private ETag() {}

    public static String of(int version) {
        return "\"" + version + "\"";
    }

    /** The version that {@code If-Match} names; null when it is missing or names none. */
    public static @Nullable Integer version(@Nullable String ifMatch) {
        Matcher matcher = TAG.matcher(ifMatch == null ? "" : ifMatch.strip());
        return matcher.matches() ? Integer.valueOf(matcher.group(1)) : null;
    }
}
