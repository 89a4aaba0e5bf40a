package org.akoma.exchange.exports;

import java.util.Objects;
import org.akoma.ground.pages.TableFormat;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/** What is typed to ask for an export with names. Nulls where the form is not sound. */
record ExportForm(
        @Nullable TableFormat typedFormat, @Nullable String typedPurpose) {

    private static final int LONGEST = 1_000;

    static ExportForm read(Form form) {
        return new ExportForm(form.requiredChoice("format", TableFormat.class), form.required("purpose", LONGEST));
    }

    /** Of a sound form. */
    TableFormat format() {
        return Objects.requireNonNull(typedFormat);
    }

    String purpose() {
        return Objects.requireNonNull(typedPurpose);
    }
}
