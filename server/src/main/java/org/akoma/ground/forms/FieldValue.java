package org.akoma.ground.forms;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/** Turns what was typed into the value of a field. */
final class FieldValue {

    private static final int LONGEST_AMOUNT = 40;

    private FieldValue() {}

    /**
     * Null when missing or wrong.
     *
     * @param owner record of the field.
     * @param clock says what is in the future
     */
    static @Nullable Object read(Form form, FormField field, Class<?> owner, Clock clock) {
        String name = field.name();
        return switch (field.kind()) {
            case TEXT -> text(form, field);
            case DAY -> past(form, field, form.date(name), day -> day.isAfter(LocalDate.now(clock)));
            case MOMENT -> past(form, field, form.moment(name), clock.instant());
            case YES_NO -> form.answer(name);
            case TICK -> form.ticked(name);
            case NUMBER -> form.integer(name, field.least(), field.most());
            case ID -> form.id(name);
            case AMOUNT -> amount(form, field);
            case CODE -> code(form, field, owner);
            case CODES -> many(form.choices(name, field.codes()), component(owner, name));
            case TEXTS -> many(texts(form, field), component(owner, name));
            case ANSWERS, ROWS -> throw new IllegalStateException(name + " has parts");
        };
    }

    private static RecordComponent component(Class<?> owner, String name) {
        return Arrays.stream(owner.getRecordComponents())
                .filter(one -> one.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static <V> @Nullable V past(Form form, FormField field, @Nullable V value, Predicate<V> future) {
        return value != null && field.notFuture() && future.test(value)
                ? form.wrong(field.name(), field.future())
                : value;
    }

    /** Of today the hour is wrong, not the day: the error says what time it is. */
    private static @Nullable Instant past(Form form, FormField field, @Nullable Instant value, Instant now) {
        if (value == null || !field.notFuture() || !value.isAfter(now)) return value;
        boolean today = value.truncatedTo(ChronoUnit.DAYS).equals(now.truncatedTo(ChronoUnit.DAYS));
        return today ? form.wrong(field.name(), field.future(), now) : form.wrong(field.name(), field.future());
    }

    private static @Nullable String text(Form form, FormField field) {
        if (field.separated()) form.join(field.name());
        String text = form.text(field.name(), field.names() == null ? field.most() : Form.SHORT_TEXT);
        FormField.Pattern like = field.pattern();
        if (text != null && like != null && !like.fits(text)) return form.wrong(field.name(), like.code());
        String said = field.letters() == 0 ? text : form.letters(field.name(), text, field.letters());
        return said == null || said.codePointCount(0, said.length()) >= field.least()
                ? said
                : form.wrong(field.name(), field.tooShort(), field.least());
    }

    /** {@code 30000}, {@code 30 000} or {@code 166,50}; more than nothing. */
    private static @Nullable BigDecimal amount(Form form, FormField field) {
        String typed = form.text(field.name(), LONGEST_AMOUNT);
        if (typed == null) return null;
        FormField.Pattern like = Objects.requireNonNull(field.pattern());
        String plain = typed.replaceAll("[\\s\u00a0\u202f]", "");
        BigDecimal amount = plain.matches(like.regex()) ? new BigDecimal(plain.replace(',', '.')) : BigDecimal.ZERO;
        return amount.signum() > 0 ? amount : form.wrong(field.name(), like.code());
    }

    /** Each once, in the order in which they were sent. */
    private static List<String> texts(Form form, FormField field) {
        form.text(field.name(), field.most());
        List<String> all = form.allTyped(field.name()).stream()
                .flatMap(text -> field.separated() ? Stream.of(text.split("[\\s,;]+", -1)) : Stream.of(text.strip()))
                .filter(text -> !text.isBlank())
                .distinct()
                .toList();
        FormField.Pattern like = field.pattern();
        boolean sound =
                all.stream().allMatch(text -> text.length() <= field.most() && (like == null || like.fits(text)));
        if (sound) return all;
        if (form.hasNoError(field.name())) {
            if (like == null) form.wrong(field.name(), "form.too-long", field.most());
            else form.wrong(field.name(), like.code());
        }
        return List.of();
    }

    private static Object many(List<String> codes, RecordComponent one) {
        Class<?> constants = FieldReader.constants(one);
        List<?> values = constants == null
                ? codes
                : codes.stream()
                        .map(code -> FieldReader.constant(constants, code))
                        .toList();
        return one.getType() == Set.class ? Collections.unmodifiableSet(new LinkedHashSet<>(values)) : values;
    }

    private static @Nullable Object code(Form form, FormField field, Class<?> owner) {
        String code = form.choice(field.name(), field.codes());
        Class<?> constants = FieldReader.constants(component(owner, field.name()));
        return code == null || constants == null ? code : FieldReader.constant(constants, code);
    }
}
