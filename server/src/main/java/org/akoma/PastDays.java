package org.akoma;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** This answer can be asked for as it was at the end of a past day: {@code asOf}. Where it is missing, the question is refused ({@code OnlyToday}). */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface PastDays {

    /** The name of the parameter. */
    String PARAMETER = "asOf";
}
