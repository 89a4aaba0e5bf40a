package org.akoma.ground.forms;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One field of a form, as data.
 *
 * @param list code list, or prefix of text keys, with the labels of the codes; null = no codes
 * @param codes allowed answers, in order; empty = any value of the kind
 * @param least smallest number, fewest answers, or fewest characters
 * @param most largest number, or most characters
 * @param tooShort error code of a text of fewer characters; its text mentions {@link #least}; empty = any length will do
 * @param when null = always asked
 * @param requiredWhenAsked required whenever {@code when} holds
 * @param merge rule for a change that was made offline
 * @param label key of its text; so is the hint, whose text may be missing
 * @param letters letters that a text needs at least; 0 = none
 * @param notFuture a day or moment that is not after now
 * @param future error code of one that is after now
 * @param page its name on a page
 * @param example a value for the API description; empty = one is made
 * @param parts the questions of {@link Kind#ANSWERS}, the fields of one row of {@link Kind#ROWS}; else empty
 * @param identified each row has an id, which is made where it is not sent
 * @param separated several texts may be sent in one, with blanks, commas or semicolons between
 * @param keep the value is kept where {@code when} does not hold
 * @param missing error code where it is required when asked and was not said; empty = the command refuses it
 * @param unanswered error code of a question that was not answered; null = it may stay open
 * @param unknown answer of a question that counts as none; null = there is none
 * @param names of {@link org.akoma.ground.reference.Spellings}: a page asks for the name instead of the code; null = it does not
 */
public record FormField(
        String name,
        Kind kind,
        boolean required,
        boolean sealed,
        @Nullable String list,
        List<String> codes,
        int least,
        int most,
        @JsonIgnore String tooShort,
        @Nullable Pattern pattern,
        @Nullable When when,
        boolean requiredWhenAsked,
        Field.Merge merge,
        Field.Widget widget,
        int lines,
        String label,
        String hint,
        int letters,
        boolean notFuture,
        @JsonIgnore String future,
        @JsonIgnore String page,
        @JsonIgnore String example,
        List<FormField> parts,
        boolean identified,
        @JsonIgnore boolean separated,
        boolean keep,
        @JsonIgnore String missing,
        @Nullable String unanswered,
        @Nullable String unknown,
        @JsonIgnore @Nullable String names) {

    public FormField {
        codes = List.copyOf(codes);
        parts = List.copyOf(parts);
    }

    public enum Kind {
        TEXT,
        DAY,
        MOMENT,
        YES_NO,
        TICK,
        NUMBER,
        ID,
        AMOUNT,
        CODE,
        CODES,
        /** Short texts of no list: codes of people, of files. */
        TEXTS,
        /** Many questions of one kind, each answered by a code. */
        ANSWERS,
        /** A group of fields that repeats. */
        ROWS
    }

    /** @param code error code of a text that does not match */
    public record Pattern(String regex, String code) {

        boolean fits(String text) {
            return text.matches(regex) && !(code.equals(Plain.CODE) && SpelledNumber.isIn(text));
        }
    }

    /** Asked only when another field has this answer. */
    public record When(String field, String is) {}

    /** Name of the fragment in {@code house/form} that draws it. */
    public String shown() {
        if (widget != Field.Widget.USUAL) return widget.name();
        if (names != null) return kind == Kind.CODE || kind == Kind.TEXT ? "NAMED" : "NAMED_MANY";
        if (lines > 0 && (kind == Kind.TEXT || kind == Kind.TEXTS)) return "LONG_TEXT";
        return kind == Kind.TEXTS && separated ? "SEPARATED" : kind.name();
    }

    /** An id that travels with the form. */
    static FormField hidden(String name) {
        return new FormField(
                name,
                Kind.ID,
                false,
                false,
                null,
                List.of(),
                0,
                Integer.MAX_VALUE,
                "",
                null,
                null,
                false,
                Field.Merge.GUARDED,
                Field.Widget.HIDDEN,
                0,
                name,
                name,
                0,
                false,
                "",
                name,
                "",
                List.of(),
                false,
                false,
                false,
                "",
                null,
                null,
                null);
    }

    FormField offering(Collection<?> some) {
        return with(some.stream().map(String::valueOf).toList(), label, page);
    }

    FormField labelled(String key) {
        return with(codes, key, page);
    }

    /** In a row of a page. */
    FormField numbered(int row) {
        return with(codes, label, page + "-" + row);
    }

    private FormField with(List<String> codes, String label, String page) {
        return new FormField(
                name,
                kind,
                required,
                sealed,
                list,
                codes,
                least,
                most,
                tooShort,
                pattern,
                when,
                requiredWhenAsked,
                merge,
                widget,
                lines,
                label,
                hint,
                letters,
                notFuture,
                future,
                page,
                example,
                parts,
                identified,
                separated,
                keep,
                missing,
                unanswered,
                unknown,
                names);
    }
}
