package org.akoma.enforcement.operations;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/**
 * Add a site.
 *
 * @param sector code of the list {@code sector}
 */
public record AddSite(
        String operation,
        String code,
        String sector,
        @Nullable String place) {

    private static final String CODE = "[A-Z0-9][A-Z0-9-]{1,29}";

    static boolean isCode(String typed) {
        return typed.matches(CODE);
    }

    /** What is said of a site, when it is added and when it is corrected. */
    @InputForm(name = "operations.site-fields", labels = "operations")
    record Described(
            @Field(list = "sector") String sector,

            @Field(as = Field.Widget.WIDE, sealed = true) @Size(max = Form.SHORT_TEXT) @Nullable
            String place) {}

    /** What people and programs fill in. */
    @InputForm(name = "operations.add-site", labels = "operations", notInPath = "code")
    record Input(
            @Field(hint = "operations.site.hint", example = "SITE-01")
            @Size(max = 40)
            @Pattern(regexp = CODE, message = "operations.site-form")
            String code,

            Described described) {

        AddSite in(String operation) {
            return new AddSite(operation, code, described.sector(), described.place());
        }
    }

    public sealed interface Result {
        record Added(Site site) implements Result {}

        record NotFound() implements Result {}

        record Forbidden() implements Result {}

        record CodeTaken() implements Result {}
    }
}
