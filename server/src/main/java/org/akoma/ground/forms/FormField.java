package org.akoma.ground.forms;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One field of a form, as data.
 *
 * @param list code list, or prefix of text keys, with the labels of the codes; null = no codes
 * @param codes allowed answers, in order; empty = any value of the kind
 * @param least smallest number, or fewest answers
 * @param most largest number, or most characters
 * @param when null = always asked
 * @param requiredWhenAsked required whenever {@code when} holds
 * @param merge rule for a change that was made offline
 * @param label key of its text; so is the hint, whose text may be missing
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
        @Nullable Pattern pattern,
        @Nullable When when,
        boolean requiredWhenAsked,
        Field.Merge merge,
        Field.Widget widget,
        int lines,
        String label,
        String hint) {

    public FormField {
        codes = List.copyOf(codes);
    }

    public enum Kind {
        TEXT,
        DAY,
        MOMENT,
        YES_NO,
        TICK,
        NUMBER,
        ID,
        CODE,
        CODES
    }

    /** @param code error code of a text that does not match */
    public record Pattern(String regex, String code) {}

    /** Asked only when another field has this answer. */
    public record When(String field, String is) {}

    /** Name of the fragment in {@code house/form} that draws it. */
    public String shown() {
        if (widget != Field.Widget.USUAL) return widget.name();
        return kind == Kind.TEXT && lines > 0 ? "LONG_TEXT" : kind.name();
    }

    FormField offering(Collection<?> some) {
        return with(some.stream().map(String::valueOf).toList(), label);
    }

    FormField labelled(String key) {
        return with(codes, key);
    }

    private FormField with(List<String> codes, String label) {
        return new FormField(
                name,
                kind,
                required,
                sealed,
                list,
                codes,
                least,
                most,
                pattern,
                when,
                requiredWhenAsked,
                merge,
                widget,
                lines,
                label,
                hint);
    }
}
