package org.akoma.ground.forms;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/** Reads the answers to many questions of one kind: see {@link Questions}. */
final class QuestionReader {

    private QuestionReader() {}

    /** One field for each question. */
    static List<FormField> parts(RecordComponent one, Questions questions) {
        return Arrays.stream(type(one, 0).getEnumConstants())
                .map(question -> part((Enum<?>) question, one, questions))
                .toList();
    }

    private static FormField part(Enum<?> question, RecordComponent one, Questions questions) {
        String label = questions.of() + "." + question.name();
        String list = questions.list().isEmpty() ? questions.texts() + "." + question.name() : questions.list();
        return new FormField(
                question.name(),
                FormField.Kind.CODE,
                false,
                false,
                list,
                answers(question, one),
                0,
                Integer.MAX_VALUE,
                "",
                null,
                null,
                false,
                Field.Merge.GUARDED,
                questions.list().isEmpty() ? Field.Widget.RADIOS : Field.Widget.RADIOS_IN_LINE,
                0,
                label,
                label + ".hint",
                0,
                false,
                "",
                question.name(),
                "",
                List.of(),
                false,
                false,
                false,
                "",
                questions.unanswered().isEmpty() ? null : questions.unanswered(),
                questions.unknown().isEmpty() ? null : questions.unknown(),
                null);
    }

    private static List<String> answers(Enum<?> question, RecordComponent one) {
        if (type(one, 1).isEnum()) return FieldReader.names(type(one, 1));
        if (question instanceof Questions.Points points)
            return points.points().stream().map(String::valueOf).toList();
        int least = (int) Objects.requireNonNull(one.getAccessor().getAnnotation(Min.class))
                .value();
        int most = (int) Objects.requireNonNull(one.getAccessor().getAnnotation(Max.class))
                .value();
        return IntStream.rangeClosed(least, most).mapToObj(String::valueOf).toList();
    }

    private static Class<?> type(RecordComponent one, int argument) {
        return (Class<?>) ((ParameterizedType) one.getGenericType()).getActualTypeArguments()[argument];
    }

    /** Whether the answers are numbers. */
    static boolean isNumbered(FormField group) {
        return group.parts().stream().flatMap(part -> part.codes().stream()).allMatch(code -> code.matches("\\d+"));
    }

    /**
     * The answers by question.
     *
     * @param allowed all answers that a question may have, also those of another group that asks it
     */
    static Map<Object, Object> read(
            Form form, FormField group, Class<?> owner, Function<FormField, List<String>> allowed) {
        RecordComponent one = Arrays.stream(owner.getRecordComponents())
                .filter(component -> component.getName().equals(group.name()))
                .findFirst()
                .orElseThrow();
        Map<Object, Object> answers = new LinkedHashMap<>();
        for (FormField part : group.parts()) {
            String answer = answer(form, part, allowed.apply(part));
            if (answer != null && part.codes().contains(answer))
                answers.put(FieldReader.constant(type(one, 0), part.name()), value(type(one, 1), answer));
        }
        return answers;
    }

    private static @Nullable String answer(Form form, FormField part, List<String> allowed) {
        if (!form.hasNoError(part.name())) return null; // another group asked it
        String answer = form.choice(part.name(), allowed);
        if (answer == null && part.unanswered() != null && form.hasNoError(part.name()))
            form.wrong(part.name(), part.unanswered());
        return answer;
    }

    private static Object value(Class<?> type, String answer) {
        return type.isEnum() ? FieldReader.constant(type, answer) : Integer.valueOf(answer);
    }
}
