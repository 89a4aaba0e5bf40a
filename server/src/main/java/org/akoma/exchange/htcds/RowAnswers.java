package org.akoma.exchange.htcds;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a person said, row by row, of children who may have a file already. A row without an answer is never imported.
 *
 * @param given by the key of the row; who says two things of one row said nothing
 * @param allOthers the reason by which every row that is asked about is another child: for a program whose people compared them; null = none
 */
record RowAnswers(Map<String, Given> given, @Nullable OtherChild allOthers) {

    static final RowAnswers NONE = new RowAnswers(Map.of(), null);

    /** Before the key of a row, as a field of the page. */
    static final String FIELD = "row-";

    private static final String OTHER = "other";
    private static final String SAME = "same";

    RowAnswers {
        given = Map.copyOf(given);
    }

    /**
     * An answer to one row.
     *
     * @param same the child has a file: the row is left out
     * @param whom code of the file, or number of the row above, where the row is like several; null = the only one
     * @param reason why it is another child; null while none was said
     */
    record Given(
            boolean same, @Nullable String whom, @Nullable OtherChild reason) {
        static Given sameAs(@Nullable String whom) {
            return new Given(true, whom, null);
        }

        static Given other(@Nullable OtherChild reason) {
            return new Given(false, null, reason);
        }
    }

    /** Of the fields {@code row-KEY}, each {@code same:CODE}, {@code same} or {@code other}, with the reason in {@code row-KEY-reason}. */
    static RowAnswers of(Map<String, String> form) {
        Map<String, Given> given = new HashMap<>();
        form.forEach((field, value) -> {
            if (!field.startsWith(FIELD)) return;
            String key = field.substring(FIELD.length());
            if (value.equals(OTHER))
                given.put(key, Given.other(reason(form.get(field + "-reason")).orElse(null)));
            else if (value.equals(SAME) || value.startsWith(SAME + ":")) given.put(key, Given.sameAs(after(value)));
        });
        return new RowAnswers(given, null);
    }

    /**
     * @param others {@code KEY} or {@code KEY:REASON}
     * @param same {@code KEY} or {@code KEY:CODE}
     * @param reason of those that say none
     * @param anyway every other row is another child too
     */
    static RowAnswers of(Collection<String> others, Collection<String> same, String reason, boolean anyway) {
        OtherChild usual = reason(reason).orElse(null);
        Map<String, Given> given = new HashMap<>();
        for (String one : others) {
            String own = after(one);
            given.put(key(one), Given.other(own == null ? usual : reason(own).orElse(null)));
        }
        for (String one : same)
            if (given.putIfAbsent(key(one), Given.sameAs(after(one))) != null) given.remove(key(one));
        return new RowAnswers(given, anyway ? usual : null);
    }

    /** Null: nothing was said. */
    @Nullable
    Given of(String key) {
        Given one = given.get(key);
        return one == null && allOthers != null ? Given.other(allOthers) : one;
    }

    private static String key(String answer) {
        return answer.split(":", 2)[0];
    }

    private static @Nullable String after(String answer) {
        int colon = answer.indexOf(':');
        return colon < 0 ? null : answer.substring(colon + 1);
    }

    private static Optional<OtherChild> reason(@Nullable String code) {
        return Arrays.stream(OtherChild.values())
                .filter(one -> Objects.equals(one.name(), code))
                .findFirst();
    }
}
