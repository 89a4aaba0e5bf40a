package org.akoma.ground.forms;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;

/**
 * Beside {@link InputForm}: what is typed into this form is kept, sealed, until it is sent. The table {@code drafts.form} has a row for each, for
 * row-level security asks it; the template draws {@code drafts/parts}. Why: docs/decisions/drafts.md.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface KeptAsDraft {

    /** Of who may do the act. */
    Verb verb();

    /** The section of the file that the act writes; none where it is about no file yet. */
    Section[] section() default {};

    /** The part of the address that names what the act changes ({@code id} of a visit); empty = the file says enough. */
    String thing() default "";
}
