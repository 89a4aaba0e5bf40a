package org.akoma.ground.decisions;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be decided, as the second person sees it: before and after, side by side.
 *
 * @param title the code of the file, person or structure that it is about
 * @param address of the page that shows all of it; null = the reader has no such page
 * @param fields in the order of the page
 * @param notes what has to be known of just this request before one answers it, above all fields
 */
public record Shown(String title, @Nullable String address, List<Field> fields, List<Note> notes) {

    public Shown {
        fields = List.copyOf(fields);
        notes = List.copyOf(notes);
    }

    public Shown(String title, @Nullable String address, List<Field> fields) {
        this(title, address, fields, List.of());
    }

    /** Label of the second half of a one-time password: shown, for an hour, to who agreed that it is made. */
    public static final String PASSWORD_HALF = "access.password.half";

    /**
     * A sentence in the reader's language.
     *
     * @param address of the page that shows more of it; null = there is none
     * @param link the words of the link to it
     */
    public record Note(
            String sentence,
            @Nullable String address,
            @Nullable String link) {
        public static Note of(String sentence) {
            return new Note(sentence, null, null);
        }
    }

    /** Those of which something is said, before or now, and documents and signatures that are missing: what does not apply takes no row. */
    public List<Field> said() {
        return fields.stream()
                .filter(field -> !field.before().isEmpty()
                        || !field.after().isEmpty()
                        || ADDRESS.equals(field.list())
                        || SIGNERS.equals(field.list()))
                .toList();
    }

    /** What is new or another: what stays as it is, and what is to be checked off, have their own places on the page. */
    public List<Field> changing() {
        return said().stream()
                .filter(field -> !CHECKS.equals(field.list()) && !field.stays())
                .toList();
    }

    /** What is there and stays. */
    public List<Field> staying() {
        return said().stream().filter(Field::stays).toList();
    }

    /** What has to be met, each with its answer. */
    public List<Field> checks() {
        return said().stream().filter(field -> CHECKS.equals(field.list())).toList();
    }

    /** The name used instead of a list where the values are days as text, {@code 2015-11-16}. */
    public static final String DAYS_OF_YEAR = "#day";

    /** The same where they are amounts with their currency, {@code 30000 XOF}. */
    public static final String MONEY = "#money";

    /** The same where they are numbers of days. */
    public static final String NUMBER_OF_DAYS = "#days";

    /** The same where they are addresses of pages of this house, such as an attached document's. */
    public static final String ADDRESS = "#address";

    /** The same where they are numbers of slips that the reader may open. */
    public static final String SLIP = "#slip";

    /** The same where they are codes of people who signed; that nobody did is shown too. */
    public static final String SIGNERS = "#signers";

    /** The same where they are codes of structures, shown with their names. */
    public static final String STRUCTURE = "#structure";

    /** The same where they are codes of people. */
    public static final String PERSON = "#person";

    /** The same where each is a {@link Line} of what has to be met, whether it is, and why. */
    public static final String CHECKS = "#checks";

    /** The same where each is a {@link Line} with parts in {@link #ENGLISH}. */
    public static final String LINES = "#lines";

    /** The same where they are text in English, which pages mark as such for those who listen to them. */
    public static final String ENGLISH = "#english";

    /** A value that is made of several, such as a goal of a plan. */
    public record Line(List<Part> parts) {
        public Line {
            parts = List.copyOf(parts);
        }

        @Override
        public String toString() {
            return parts.stream().map(Part::value).collect(java.util.stream.Collectors.joining(" · "));
        }
    }

    /** @param list as that of a {@link Field} */
    public record Part(@Nullable String list, String value) {}

    /**
     * One thing that is decided.
     *
     * @param label key of its text, such as {@code cases.plan.childsPart}
     * @param list code list of the values, or one of the names above; null = they are text, days or lines
     * @param before as it was last decided; empty = there was none
     */
    public record Field(String label, @Nullable String list, List<Object> before, List<Object> after) {

        public Field {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }

        public static Field text(String label, @Nullable String before, @Nullable String after) {
            return new Field(label, null, one(before), one(after));
        }

        /** @param list the code list that both values are of */
        public static Field code(String label, String list, @Nullable String before, @Nullable String after) {
            return new Field(label, list, one(before), one(after));
        }

        public static Field day(String label, @Nullable LocalDate before, @Nullable LocalDate after) {
            return new Field(label, null, one(before), one(after));
        }

        /** Amounts with their currency. */
        public static Field money(String label, @Nullable String before, @Nullable String after) {
            return new Field(label, MONEY, one(before), one(after));
        }

        public static Field lines(String label, List<String> before, List<String> after) {
            return new Field(label, null, List.copyOf(before), List.copyOf(after));
        }

        /** @param list the code list that the values are of */
        public static Field codes(String label, String list, List<String> before, List<String> after) {
            return new Field(label, list, List.copyOf(before), List.copyOf(after));
        }

        /** The same as nothing that was there before. */
        public Field anew() {
            return new Field(label, list, List.of(), after);
        }

        public boolean changed() {
            return !before.equals(after);
        }

        boolean stays() {
            return !before.isEmpty() && !changed();
        }

        private static List<Object> one(@Nullable Object value) {
            return value == null || value.toString().isEmpty() ? List.of() : List.of(value);
        }
    }
}
