package org.akoma.ground.forms;

import jakarta.validation.Constraint;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.akoma.ground.reference.CodeLists;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/** Turns a record component into a field, and what was typed into the value of a field. */
final class FieldReader {

    private static final Map<Class<?>, FormField.Kind> KINDS = Map.of(
            String.class, FormField.Kind.TEXT,
            LocalDate.class, FormField.Kind.DAY,
            Instant.class, FormField.Kind.MOMENT,
            Boolean.class, FormField.Kind.YES_NO,
            boolean.class, FormField.Kind.TICK,
            Integer.class, FormField.Kind.NUMBER,
            UUID.class, FormField.Kind.ID,
            List.class, FormField.Kind.CODES);

    /** The constraints that are checked; a field with another one is refused at the start. */
    private static final Set<Class<?>> LIMITS = Set.of(Size.class, Min.class, Max.class, NotEmpty.class, Pattern.class);

    private record Plain(@Field Object plain) {}

    private static final Field DEFAULTS =
            Objects.requireNonNull(Plain.class.getRecordComponents()[0].getAnnotation(Field.class));

    private FieldReader() {}

    static FormField read(RecordComponent one, String labels, CodeLists lists) {
        Field detail = Objects.requireNonNullElse(one.getAnnotation(Field.class), DEFAULTS);
        FormField.Kind kind = kind(one, detail);
        if (kind == null) throw wrong(one, "no field is of type " + one.getType());
        check(one, kind, detail);
        String label = detail.label().isEmpty() ? labels + "." + one.getName() : detail.label();
        return new FormField(
                one.getName(),
                kind,
                isRequired(one, kind),
                detail.sealed(),
                detail.list().isEmpty() ? null : detail.list(),
                codes(one, detail, lists),
                least(one),
                most(one),
                pattern(one),
                detail.when().isEmpty() ? null : new FormField.When(detail.when(), detail.is()),
                detail.requiredWhenAsked(),
                detail.merge(),
                detail.as(),
                detail.lines(),
                label,
                detail.hint().isEmpty() ? label + ".hint" : detail.hint());
    }

    /** A declaration that would not do what it says stops the start. */
    private static void check(RecordComponent one, FormField.Kind kind, Field detail) {
        for (Annotation limit : one.getAccessor().getAnnotations())
            if (limit.annotationType().isAnnotationPresent(Constraint.class)
                    && !LIMITS.contains(limit.annotationType())) throw wrong(one, "not checked: " + limit);
        if (kind == FormField.Kind.TEXT && !one.getAccessor().isAnnotationPresent(Size.class))
            throw wrong(one, "needs @Size");
        boolean coded = kind == FormField.Kind.CODE || kind == FormField.Kind.CODES;
        if (coded && detail.list().isEmpty()) throw wrong(one, "needs a list");
        if (detail.requiredWhenAsked() && detail.when().isEmpty())
            throw wrong(one, "is always asked: leave out @Nullable");
        if (!detail.when().isEmpty() && !isNullable(one)) throw wrong(one, "is not always asked: needs @Nullable");
    }

    private static IllegalArgumentException wrong(RecordComponent one, String why) {
        return new IllegalArgumentException(
                one.getDeclaringRecord().getSimpleName() + "." + one.getName() + ": " + why);
    }

    private static boolean isNullable(RecordComponent one) {
        return one.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static FormField.@Nullable Kind kind(RecordComponent one, Field detail) {
        boolean coded = one.getType().isEnum()
                || one.getType() == String.class && !detail.list().isEmpty();
        return coded ? FormField.Kind.CODE : KINDS.get(one.getType());
    }

    /** Non-null is required; a list only with {@code @NotEmpty}. */
    private static boolean isRequired(RecordComponent one, FormField.Kind kind) {
        return switch (kind) {
            case TICK -> false;
            case CODES -> one.getAccessor().isAnnotationPresent(NotEmpty.class);
            default -> !isNullable(one);
        };
    }

    private static List<String> codes(RecordComponent one, Field detail, CodeLists lists) {
        List<String> all = one.getType().isEnum()
                ? Arrays.stream(one.getType().getEnumConstants())
                        .map(c -> ((Enum<?>) c).name())
                        .toList()
                : detail.list().isEmpty() ? List.of() : lists.codesOf(detail.list());
        return all.stream()
                .filter(code -> !List.of(detail.except()).contains(code))
                .toList();
    }

    private static int least(RecordComponent one) {
        Min min = one.getAccessor().getAnnotation(Min.class);
        if (min != null) return Math.toIntExact(min.value());
        return one.getAccessor().isAnnotationPresent(NotEmpty.class) ? 1 : 0;
    }

    private static int most(RecordComponent one) {
        Max max = one.getAccessor().getAnnotation(Max.class);
        Size size = one.getAccessor().getAnnotation(Size.class);
        return max != null ? Math.toIntExact(max.value()) : size != null ? size.max() : Integer.MAX_VALUE;
    }

    private static FormField.@Nullable Pattern pattern(RecordComponent one) {
        Pattern pattern = one.getAccessor().getAnnotation(Pattern.class);
        return pattern == null ? null : new FormField.Pattern(pattern.regexp(), pattern.message());
    }

    /** Null when missing or wrong. @param owner record of the field */
    static @Nullable Object value(Form form, FormField field, Class<?> owner) {
        String name = field.name();
        return switch (field.kind()) {
            case TEXT -> text(form, field);
            case DAY -> form.date(name);
            case MOMENT -> form.moment(name);
            case YES_NO -> form.answer(name);
            case TICK -> form.ticked(name);
            case NUMBER -> form.integer(name, field.least(), field.most());
            case ID -> form.id(name);
            case CODE -> code(form, field, owner);
            case CODES -> form.choices(name, field.codes());
        };
    }

    private static @Nullable String text(Form form, FormField field) {
        String text = form.text(field.name(), field.most());
        FormField.Pattern like = field.pattern();
        return text == null || like == null || text.matches(like.regex())
                ? text
                : form.wrong(field.name(), like.code());
    }

    private static @Nullable Object code(Form form, FormField field, Class<?> owner) {
        String code = form.choice(field.name(), field.codes());
        if (code == null) return null;
        for (RecordComponent one : owner.getRecordComponents())
            if (one.getName().equals(field.name()) && one.getType().isEnum())
                for (Object constant : one.getType().getEnumConstants())
                    if (((Enum<?>) constant).name().equals(code)) return constant;
        return code;
    }
}
