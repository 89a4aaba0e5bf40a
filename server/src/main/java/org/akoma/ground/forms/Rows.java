package org.akoma.ground.forms;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import org.akoma.FieldError;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/**
 * A group of fields that repeats, in a {@code List} of records whose components are declared as those of a form. In JSON it is an array of objects and an
 * error is named {@code goals[0].aim}; on a page the fields of the first row are {@code aim-1}, {@code service-1} and so are their errors.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Rows {

    /** Rows that are taken; more are an error. */
    int most();

    /** Error code of too many rows; its text mentions {@link #most}. */
    String many() default "form.too-many";

    /** Prefix of the texts of the fields of a row. */
    String labels();

    /** A row of a page in which all of these are empty is none. */
    String[] blank() default {};

    /** Fields of the form itself that hold for a row which does not say them. */
    String[] inherits() default {};

    /** A row that is taken or refused alone, so that a wrong one does not hold up the others: a component {@code List<Alone<Days>>}. */
    record Alone<T>(Form form, @Nullable T value) {

        /** Empty when the row was read. */
        public List<FieldError> errors() {
            return form.errors();
        }
    }
}
