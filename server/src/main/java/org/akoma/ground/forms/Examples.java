package org.akoma.ground.forms;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value for each field that keeps its limits, as the API description shows it. */
final class Examples {

    private static final String ID = "01510f3a-2c00-7000-8000-000000000001";
    private static final String WORDS = "Words of the person who writes it";

    private Examples() {}

    /** @param form the fields beside it: a question is answered once */
    static Object of(FormField field, List<FormField> form) {
        if (field.kind() != FormField.Kind.ANSWERS) return of(field);
        List<String> before = form.subList(0, form.indexOf(field)).stream()
                .flatMap(one -> one.parts().stream())
                .map(FormField::name)
                .toList();
        Map<String, Object> answers = new LinkedHashMap<>();
        boolean number = QuestionReader.isNumbered(field);
        for (FormField part : field.parts()) {
            String answer = part.codes().getLast();
            if (!before.contains(part.name())) answers.put(part.name(), number ? Integer.valueOf(answer) : answer);
        }
        return answers;
    }

    static Object of(FormField field) {
        return switch (field.kind()) {
            case TEXT -> field.example().isEmpty() ? words(field) : field.example();
            case DAY -> "2015-11-16";
            case MOMENT -> "2015-11-16T07:30:00Z";
            case YES_NO, TICK -> true;
            case NUMBER -> number(field);
            case AMOUNT -> 30_000;
            case ID -> ID;
            case CODE -> field.example().isEmpty() ? field.codes().getFirst() : field.example();
            case CODES -> List.of(field.codes().getFirst());
            case TEXTS -> List.of(field.example().isEmpty() ? words(field) : field.example());
            case ANSWERS -> Map.of();
            case ROWS -> List.of(row(field));
        };
    }

    private static Object number(FormField field) {
        return field.example().isEmpty() ? field.least() : Integer.valueOf(field.example());
    }

    private static String words(FormField field) {
        return WORDS.substring(0, Math.min(WORDS.length(), field.most()));
    }

    private static Map<String, Object> row(FormField field) {
        Map<String, Object> row = new LinkedHashMap<>();
        field.parts().forEach(part -> row.put(part.name(), of(part, field.parts())));
        return row;
    }
}
