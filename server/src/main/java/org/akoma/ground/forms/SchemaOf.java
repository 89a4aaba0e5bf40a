package org.akoma.ground.forms;

import io.swagger.v3.oas.models.media.Schema;
import java.math.BigDecimal;
import java.util.Set;
import java.util.function.Function;

/** Describes type and limits of a field as JSON Schema. */
final class SchemaOf {

    private SchemaOf() {}

    /** @param part describes a field of a group */
    static Schema<?> field(FormField field, Function<FormField, Schema<?>> part) {
        return switch (field.kind()) {
            case TEXT -> limited(field);
            case DAY -> text("string").format("date");
            case MOMENT -> text("string").format("date-time");
            case ID -> text("string").format("uuid");
            case YES_NO, TICK -> text("boolean");
            case NUMBER ->
                text("integer").minimum(BigDecimal.valueOf(field.least())).maximum(BigDecimal.valueOf(field.most()));
            case AMOUNT -> text("number").exclusiveMinimumValue(BigDecimal.ZERO);
            case CODE -> text("string")._enum(field.codes());
            case CODES -> array(field, text("string")._enum(field.codes()));
            case TEXTS -> array(field, limited(field));
            case ANSWERS -> answers(field, part);
            case ROWS -> array(field, row(field, part)).maxItems(field.most());
        };
    }

    private static Schema<String> limited(FormField field) {
        Schema<String> schema = text("string");
        schema.maxLength(field.most());
        if (!field.tooShort().isEmpty()) schema.minLength(field.least());
        if (field.pattern() != null) schema.pattern(field.pattern().regex());
        return schema;
    }

    private static Schema<?> array(FormField field, Schema<?> items) {
        return text("array").items(items).minItems(field.least() == 0 ? null : field.least());
    }

    private static Schema<?> answers(FormField field, Function<FormField, Schema<?>> part) {
        Schema<?> schema = text("object").additionalProperties(false);
        for (FormField question : field.parts())
            schema.addProperty(
                    question.name(), QuestionReader.isNumbered(field) ? number(question, part) : part.apply(question));
        return schema;
    }

    private static Schema<?> number(FormField question, Function<FormField, Schema<?>> part) {
        Schema<Integer> schema = new Schema<>();
        schema.type("integer");
        schema.types(Set.of("integer"));
        schema._enum(question.codes().stream().map(Integer::valueOf).toList());
        schema.description(part.apply(question).getDescription());
        return schema;
    }

    private static Schema<?> row(FormField field, Function<FormField, Schema<?>> part) {
        Schema<?> schema = text("object").additionalProperties(false);
        if (field.identified()) schema.addProperty(FormDefinition.ID, id());
        for (FormField one : field.parts()) {
            schema.addProperty(one.name(), part.apply(one));
            if (one.required()) schema.addRequiredItem(one.name());
        }
        return schema;
    }

    static Schema<?> id() {
        return text("string")
                .format("uuid")
                .description("Of a new record: a UUID that the caller makes; sent again with the same content it is the"
                        + " same record");
    }

    static Schema<String> text(String type) {
        Schema<String> schema = new Schema<>();
        schema.type(type);
        schema.types(Set.of(type));
        return schema;
    }
}
