package org.akoma.ground.forms;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;

/**
 * Many questions of one kind in a {@code Map<E, Integer>} or {@code Map<E, F>}: the constants of E are the questions, the values of the map their answers. On a
 * page each question is a field named after its constant; in JSON the answers are an object under the name of the component, and an error bears the
 * name of the question alone. A question that two components ask is one field with the answers of both: exactly one of them takes the answer.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Questions {

    /** The code list with the texts of the questions. */
    String of();

    /** The code list with the texts of the answers, the same for all questions. */
    String list() default "";

    /** Prefix of the texts of the answers where each question has its own: {@code <texts>.<question>.<answer>}. */
    String texts() default "";

    /** Error code of a question that was not answered; empty = it may stay open. */
    String unanswered() default "";

    /** An answer that counts as none; empty = there is none. */
    String unknown() default "";

    /** An enum whose constants have different numbers as answers; with {@code @Min} and {@code @Max} the answers are those between. */
    interface Points {
        List<Integer> points();
    }
}
