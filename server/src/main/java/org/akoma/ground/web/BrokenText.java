package org.akoma.ground.web;

import java.util.Map;
import org.akoma.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/**
 * Characters that no text may have: control characters; signs that nobody sees; and half of a character, which JSON can escape and no text can hold,
 * so that another text would be stored than the one that was sent.
 */
public final class BrokenText {

    private BrokenText() {}

    /**
     * @param json objects, arrays and values
     * @throws ErrorResponseException 400, when a text or a name of it holds one
     */
    public static void refuse(@Nullable Object json) {
        if (isIn(json)) {
            HttpStatus status = HttpStatus.BAD_REQUEST;
            throw new ErrorResponseException(status, Problem.detail(status, "house.broken-text"), null);
        }
    }

    private static boolean isIn(@Nullable Object json) {
        return switch (json) {
            case String text -> isBroken(text);
            case Map<?, ?> object ->
                object.entrySet().stream().anyMatch(one -> isIn(one.getKey()) || isIn(one.getValue()));
            case Iterable<?> array -> {
                boolean some = false;
                for (Object one : array) some |= isIn(one);
                yield some;
            }
            case null, default -> false;
        };
    }

    /** Whether a field of at most {@code longest} characters refuses this text; a field of one line refuses more than a longer one. */
    static boolean isUnfit(String text, int longest) {
        return text.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t')
                || isBroken(text)
                || hides(text, longest <= Form.SHORT_TEXT);
    }

    /**
     * Without soft hyphens, characters of no width and the like: a name that holds one is compared as another name. No-break spaces stay. Null = nothing is left.
     */
    static @Nullable String seen(String text) {
        String seen = text.replaceAll("\\p{Cf}", "").strip();
        return seen.isEmpty() ? null : seen;
    }

    /**
     * Whether it has signs that nobody sees: between the letters of a name they make it look like another one. A longer text may be sent with them, as
     * copied from elsewhere, but for those that turn the order of its letters around.
     */
    private static boolean hides(String text, boolean line) {
        return text.codePoints()
                .anyMatch(c -> c >= 0x202a && c <= 0x202e
                        || c >= 0x2066 && c <= 0x2069
                        || line && Character.getType(c) == Character.FORMAT);
    }

    private static boolean isBroken(String text) {
        return text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
