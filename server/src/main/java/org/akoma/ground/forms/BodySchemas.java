package org.akoma.ground.forms;

import io.swagger.v3.oas.models.media.Schema;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** JSON schemas of bodies, from the declarations that read them. */
@Component
public class BodySchemas {

    private final Forms forms;
    private final WrittenTexts words;

    BodySchemas(Forms forms, WrittenTexts words) {
        this.forms = forms;
        this.words = words;
    }

    /** The whole body of an act, for a description of a body that holds several. */
    public Schema<?> of(Class<?> type) {
        return of(forms.of(type), "", false);
    }

    /**
     * @param path of the address: a component that it names is not in the body
     * @param partial what is not sent stays as it is, so that nothing is required
     */
    Schema<?> of(FormDefinition<?> form, String path, boolean partial) {
        Schema<?> schema = SchemaOf.text("object").additionalProperties(false);
        if (form.identified() && !names(form, path, FormDefinition.ID))
            schema.addProperty(FormDefinition.ID, SchemaOf.id());
        Map<String, Object> example = new LinkedHashMap<>();
        for (FormField field : form.fields()) {
            if (names(form, path, field.name())) continue;
            schema.addProperty(field.name(), described(field));
            example.put(field.name(), Examples.of(field, form.fields()));
            if (field.required() && !partial) schema.addRequiredItem(field.name());
        }
        return schema.example(example);
    }

    /** A component that the path names is not in the body. */
    static boolean names(FormDefinition<?> form, String path, String component) {
        return form.takesFromPath(component)
                && (path.contains("{" + component + "}") || path.contains("{" + component + ":"));
    }

    private Schema<?> described(FormField field) {
        Schema<?> schema = SchemaOf.field(field, this::described).description(label(field));
        if (field.parts().isEmpty()) schema.example(Examples.of(field));
        if (field.list() != null) schema.addExtension("x-list", field.list());
        if (field.letters() > 0) schema.addExtension("x-letters", field.letters());
        if (field.notFuture()) schema.addExtension("x-not-future", true);
        if (field.requiredWhenAsked()) schema.addExtension("x-required-when-asked", true);
        if (field.when() != null)
            schema.addExtension(
                    "x-when", field.when().field() + "=" + field.when().is());
        return schema;
    }

    private @Nullable String label(FormField field) {
        return words.written(field.label(), Locale.ENGLISH);
    }
}
