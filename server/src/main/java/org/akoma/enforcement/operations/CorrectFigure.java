package org.akoma.enforcement.operations;

import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.forms.Checked;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.jspecify.annotations.Nullable;

/** Correct a published figure, on condition that nobody changed it since the caller read {@code version}. What it counts stays. */
record CorrectFigure(
        String operation,
        UUID figure,
        int version,
        String source,
        @Nullable LocalDate publishedOn,
        PublishedValue value,
        @Nullable String definition) {

    /** What people and programs fill in. */
    @InputForm(name = "operations.correct-figure", labels = "operations", changes = true, handlerAsksVersion = true)
    record Input(
            @Nullable Integer version,

            @Field(example = "INTERPOL") @Size(max = 60) String source,

            @Field(label = "operations.published-on", hint = "operations.optional") @Nullable
            LocalDate publishedOn,

            @Field(example = "plus de 48") @Size(max = 60) String value,

            @Field(lines = 2, sealed = true) @Size(max = 500) @Nullable
            String definition)
            implements Checked {

        @Override
        public List<FieldError> wrong() {
            return PublishedValue.parse(value).isEmpty()
                    ? List.of(FieldError.of("value", "operations.no-number"))
                    : List.of();
        }

        CorrectFigure of(String operation, UUID figure, int version) {
            return new CorrectFigure(
                    operation,
                    figure,
                    version,
                    source,
                    publishedOn,
                    PublishedValue.parse(value).orElseThrow(),
                    definition);
        }
    }
}
