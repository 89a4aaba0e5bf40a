package org.akoma.ground.forms;

import jakarta.validation.Constraint;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.akoma.ground.reference.CodeLists;
import org.akoma.ground.reference.Spellings;
import org.jspecify.annotations.Nullable;

/** Turns a record component into a field. */
final class FieldReader {

    private static final Map<Class<?>, FormField.Kind> KINDS = Map.of(
            String.class, FormField.Kind.TEXT,
            LocalDate.class, FormField.Kind.DAY,
            Instant.class, FormField.Kind.MOMENT,
            Boolean.class, FormField.Kind.YES_NO,
            boolean.class, FormField.Kind.TICK,
            Integer.class, FormField.Kind.NUMBER,
            UUID.class, FormField.Kind.ID,
            BigDecimal.class, FormField.Kind.AMOUNT);

    /** The constraints that are checked; a field with another one is refused at the start. */
    private static final Set<Class<?>> LIMITS =
            Set.of(Size.class, Min.class, Max.class, NotEmpty.class, Pattern.class, PastOrPresent.class);

    /** Codes among which nobody finds one at a glance. */
    private static final int MANY = 20;

    private record Plain(@Field Object plain) {}

    private static final Field DEFAULTS =
            Objects.requireNonNull(Plain.class.getRecordComponents()[0].getAnnotation(Field.class));

    private FieldReader() {}

    static FormField read(RecordComponent one, String labels, CodeLists lists) {
        Field detail = Objects.requireNonNullElse(one.getAnnotation(Field.class), DEFAULTS);
        FormField.Kind kind = kind(one, detail);
        if (kind == null) throw wrong(one, "no field is of type " + one.getType());
        List<String> codes = codes(one, detail, lists);
        check(one, kind, detail, codes);
        Questions questions = one.getAnnotation(Questions.class);
        return field(
                one,
                kind,
                detail,
                labels,
                codes,
                questions == null ? List.of() : QuestionReader.parts(one, questions),
                false);
    }

    /** A group that repeats, whose rows have these fields. */
    static FormField rows(RecordComponent one, String labels, FormDefinition<?> row) {
        return field(one, FormField.Kind.ROWS, DEFAULTS, labels, List.of(), row.fields(), row.identified());
    }

    private static FormField field(
            RecordComponent one,
            FormField.Kind kind,
            Field detail,
            String labels,
            List<String> codes,
            List<FormField> parts,
            boolean identified) {
        String label = detail.label().isEmpty() ? labels + "." + one.getName() : detail.label();
        Questions questions = one.getAnnotation(Questions.class);
        Rows rows = one.getAnnotation(Rows.class);
        return new FormField(
                one.getName(),
                kind,
                isRequired(one, kind),
                detail.sealed(),
                detail.list().isEmpty() ? null : detail.list(),
                codes,
                least(one),
                rows == null ? most(one) : rows.most(),
                tooShort(one),
                pattern(one),
                detail.when().isEmpty() ? null : new FormField.When(detail.when(), detail.is()),
                detail.requiredWhenAsked(),
                detail.merge(),
                detail.as(),
                detail.lines(),
                label,
                detail.hint().isEmpty() ? label + ".hint" : detail.hint(),
                detail.letters(),
                one.getAccessor().isAnnotationPresent(PastOrPresent.class),
                future(one),
                detail.page().isEmpty() ? one.getName() : detail.page(),
                detail.example(),
                parts,
                identified,
                detail.separated(),
                detail.keep(),
                detail.missing(),
                questions == null || questions.unanswered().isEmpty() ? null : questions.unanswered(),
                questions == null || questions.unknown().isEmpty() ? null : questions.unknown(),
                names(detail, codes));
    }

    /** Codes of a short list are chosen among; the name of a country or a language is sooner typed than found. */
    private static @Nullable String names(Field detail, List<String> codes) {
        if (!detail.names().isEmpty()) return detail.names();
        boolean spelled = List.of(Spellings.COUNTRY, Spellings.LANGUAGE).contains(detail.list());
        return spelled && codes.size() > MANY && detail.also().length == 0 ? detail.list() : null;
    }

    /** A declaration that would not do what it says stops the start. */
    private static void check(RecordComponent one, FormField.Kind kind, Field detail, List<String> codes) {
        for (Annotation limit : one.getAccessor().getAnnotations())
            if (limit.annotationType().isAnnotationPresent(Constraint.class)
                    && !LIMITS.contains(limit.annotationType())) throw wrong(one, "not checked: " + limit);
        boolean text = kind == FormField.Kind.TEXT || kind == FormField.Kind.TEXTS;
        if (text && !one.getAccessor().isAnnotationPresent(Size.class)) throw wrong(one, "needs @Size");
        if (tooShort(one).startsWith("{")) throw wrong(one, "needs an error code for what is too short");
        FormField.Pattern like = pattern(one);
        if (text && like != null && !detail.example().matches(like.regex()))
            throw wrong(one, "needs an example that matches its pattern");
        if (kind == FormField.Kind.AMOUNT && pattern(one) == null) throw wrong(one, "needs @Pattern");
        boolean coded = kind == FormField.Kind.CODE || kind == FormField.Kind.CODES;
        if (coded && detail.list().isEmpty()) throw wrong(one, "needs a list");
        if (coded && codes.isEmpty()) throw wrong(one, "no such list: " + detail.list());
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
        Class<?> type = one.getType();
        if (type == List.class || type == Set.class)
            return detail.list().isEmpty() ? FormField.Kind.TEXTS : FormField.Kind.CODES;
        if (type == Map.class) return one.isAnnotationPresent(Questions.class) ? FormField.Kind.ANSWERS : null;
        boolean coded = type.isEnum() || type == String.class && !detail.list().isEmpty();
        return coded ? FormField.Kind.CODE : KINDS.get(type);
    }

    /** Non-null is required; a list only with {@code @NotEmpty}. */
    private static boolean isRequired(RecordComponent one, FormField.Kind kind) {
        return switch (kind) {
            case TICK -> false;
            case CODES, TEXTS, ROWS -> one.getAccessor().isAnnotationPresent(NotEmpty.class);
            case ANSWERS -> false;
            default -> !isNullable(one);
        };
    }

    private static List<String> codes(RecordComponent one, Field detail, CodeLists lists) {
        Class<?> constants = constants(one);
        List<String> all = constants != null
                ? names(constants)
                : lists.findList(detail.list()).isEmpty() ? List.of() : lists.codesOf(detail.list());
        return Stream.concat(all.stream(), Stream.of(detail.also()))
                .filter(code ->
                        detail.only().length == 0 || List.of(detail.only()).contains(code))
                .filter(code -> !List.of(detail.except()).contains(code))
                .toList();
    }

    /** The enum of the answers of a field; null = they are texts. */
    static @Nullable Class<?> constants(RecordComponent one) {
        if (one.getType().isEnum()) return one.getType();
        if (one.getType() == Map.class) return null;
        return one.getGenericType() instanceof ParameterizedType many
                        && many.getActualTypeArguments()[0] instanceof Class<?> element
                        && element.isEnum()
                ? element
                : null;
    }

    static List<String> names(Class<?> constants) {
        return Arrays.stream(constants.getEnumConstants())
                .map(one -> ((Enum<?>) one).name())
                .toList();
    }

    private static int least(RecordComponent one) {
        Min min = one.getAccessor().getAnnotation(Min.class);
        if (min != null) return Math.toIntExact(min.value());
        Size size = one.getAccessor().getAnnotation(Size.class);
        if (size != null && size.min() > 0) return size.min();
        return one.getAccessor().isAnnotationPresent(NotEmpty.class) ? 1 : 0;
    }

    private static int most(RecordComponent one) {
        Max max = one.getAccessor().getAnnotation(Max.class);
        Size size = one.getAccessor().getAnnotation(Size.class);
        return max != null ? Math.toIntExact(max.value()) : size != null ? size.max() : Integer.MAX_VALUE;
    }

    private static String tooShort(RecordComponent one) {
        Size size = one.getAccessor().getAnnotation(Size.class);
        return size == null || size.min() == 0 ? "" : size.message();
    }

    /** The message of the constraint, where it is an error code of ours. */
    private static String future(RecordComponent one) {
        PastOrPresent past = one.getAccessor().getAnnotation(PastOrPresent.class);
        return past == null || past.message().startsWith("{") ? "form.future" : past.message();
    }

    private static FormField.@Nullable Pattern pattern(RecordComponent one) {
        Pattern pattern = one.getAccessor().getAnnotation(Pattern.class);
        return pattern == null ? null : new FormField.Pattern(pattern.regexp(), pattern.message());
    }

    static Object constant(Class<?> constants, String code) {
        return Arrays.stream(constants.getEnumConstants())
                .filter(one -> ((Enum<?>) one).name().equals(code))
                .findFirst()
                .orElseThrow();
    }
}
