package org.akoma.programme.fieldwork;

import java.time.LocalDate;
import java.util.List;

/**
 * A guide of an interview in one version. One that was used is not changed: a later version follows it.
 *
 * @param validFrom interviews from this day on use it
 */
public record Guide(Code code, int version, LocalDate validFrom, String fr, String en, List<Question> questions) {

    public Guide {
        questions = List.copyOf(questions);
    }

    boolean has(String question) {
        return questions.stream().anyMatch(one -> one.id().equals(question));
    }

    /** Whom it is for. Stored in {@code evaluation.interview}. */
    public enum Code {
        SOCIAL_WORKER,
        CHILD_8_12,
        CHILD_13_17,
        CAREGIVER,
        POLICE,
        TEACHER,
        SHELTER,
        MINISTRY;

        boolean ofChild() {
            return this == CHILD_8_12 || this == CHILD_13_17;
        }
    }

    public record Question(String id, String fr, String en) {}
}
