package org.akoma.enforcement.operations;

import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.akoma.FieldError;
import org.akoma.ground.forms.Checked;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.reference.PublishedValue;
import org.jspecify.annotations.Nullable;

/**
 * Note what was published.
 *
 * @param source who published it, such as {@code INTERPOL}
 * @param publishedOn null only of what a scenario tells
 * @param definition null only of what a scenario tells
 */
public record AddFigure(
        String operation,
        String source,
        @Nullable LocalDate publishedOn,
        Measure measure,
        PublishedValue value,
        @Nullable String definition) {

    /** The name of who published: one or two words, an acronym as a rule; outside of the operation it is said only where it is a known publisher. */
    static final String SOURCE = "[\\p{L}\\p{N}.&'-]{2,24}(?: [\\p{L}\\p{N}.&'-]{2,24})?";

    public static boolean isSource(String name) {
        return name.matches(SOURCE);
    }

    /** What is said of a published figure, when it is noted and when it is corrected. */
    @InputForm(name = "operations.figure-fields", labels = "operations")
    record Published(
            @Field(hint = "operations.source.hint", example = "INTERPOL")
            @Size(max = 60)
            @Pattern(regexp = SOURCE, message = "operations.source-name")
            String source,

            @Field(label = "operations.published-on") @PastOrPresent
            LocalDate publishedOn,

            @Field(example = "plus de 48") @Size(max = 60) String value,

            @Field(lines = 2, sealed = true, letters = Field.WORD) @Size(max = 500)
            String definition)
            implements Checked {

        @Override
        public List<FieldError> wrong() {
            return PublishedValue.parse(value).isEmpty()
                    ? List.of(FieldError.of("value", "operations.no-number"))
                    : List.of();
        }

        PublishedValue parsed() {
            return PublishedValue.parse(value).orElseThrow();
        }
    }

    /** What people and programs fill in. */
    @InputForm(name = "operations.add-figure", labels = "operations")
    record Input(@Field(list = "operations.measure") Measure measure, Published figure) {

        AddFigure of(String operation) {
            return new AddFigure(
                    operation, figure.source(), figure.publishedOn(), measure, figure.parsed(), figure.definition());
        }
    }

    public sealed interface Result {
        record Added(PublishedFigure figure) implements Result {}

        record NotFound() implements Result {}

        record Forbidden() implements Result {}

        record AlreadyThere() implements Result {}
    }
}
