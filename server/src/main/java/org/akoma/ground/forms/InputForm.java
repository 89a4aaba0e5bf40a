package org.akoma.ground.forms;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a record as the input of an act. Its components are the fields, in the order of the form. The type of a component says how the field is read,
 * {@code @Nullable} that it is optional; {@code @Size}, {@code @Min}, {@code @Max}, {@code @NotEmpty}, {@code @Pattern} (its message is the error
 * code) and {@code @PastOrPresent} (its message, if any, too) set limits; {@link Field} says the rest. {@code UUID id} and {@code Integer version} are
 * no fields: they name the thing and its version.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface InputForm {

    /** {@code room.act}; the form is served under {@code /api/v1/forms/<name>}. */
    String name();

    /** Prefix of the text keys: {@code <labels>.<field>}, optionally {@code <labels>.<field>.hint}. */
    String labels();

    /** Fields of the body whose name a part of the address bears too, without meaning the same. */
    String[] notInPath() default {};

    /** The act always changes something that exists: a page must send the version that it showed, else 409. */
    boolean changes() default false;

    /** The handler itself answers 428 to a program that names no version, by an error code of its room, once it has found the thing. */
    boolean handlerAsksVersion() default false;
}
