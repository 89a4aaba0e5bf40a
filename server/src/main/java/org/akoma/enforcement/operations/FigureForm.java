package org.akoma.enforcement.operations;

import java.time.LocalDate;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/** Reads a published figure. */
final class FigureForm {

    private static final int SOURCE = 60;
    private static final int VALUE = 60;
    private static final int DEFINITION = 500;

    private FigureForm() {}

    /** Null when something is wrong, which the form then says. */
    static @Nullable AddFigure figure(Form form, String operation) {
        String source = form.required("source", SOURCE);
        LocalDate on = form.date("publishedOn");
        Measure measure = form.requiredChoice("measure", Measure.class);
        String text = form.required("value", VALUE);
        String definition = form.text("definition", DEFINITION);
        PublishedValue value = text == null ? null : PublishedValue.parse(text).orElse(null);
        if (text != null && value == null) form.wrong("value", "operations.no-number");
        if (!form.isSound() || source == null || measure == null || value == null) return null;
        return new AddFigure(operation, source, on, measure, value, definition);
    }
}
