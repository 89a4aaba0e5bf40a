package org.akoma.enforcement.operations;

import java.time.LocalDate;
import java.util.UUID;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.reference.PublishedValue;
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
    record Input(@Nullable Integer version, AddFigure.Published published) {

        CorrectFigure of(String operation, UUID figure, int version) {
            return new CorrectFigure(
                    operation,
                    figure,
                    version,
                    published.source(),
                    published.publishedOn(),
                    published.parsed(),
                    published.definition());
        }
    }
}
