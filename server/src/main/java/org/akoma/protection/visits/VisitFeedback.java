package org.akoma.protection.visits;

import org.jspecify.annotations.Nullable;

/** What a child says of a visit, asked after it ({@code requirements.md 4.6}): five questions, and words or what a drawing shows. */
public record VisitFeedback(Answer safe, Answer heard, Answer knowsWhom, Answer change, Answer comeBack, Words words) {

    /** Codes of the list {@code visit-answer}. */
    public enum Answer {
        YES(0),
        SO_SO(2),
        NO(3),
        NO_ANSWER(1);

        private final int weight;

        Answer(int weight) {
            this.weight = weight;
        }
    }

    /** The child's own words, sealed. */
    public record Words(@Nullable String said) {}

    /**
     * Whether this answer of the child's is worse than an earlier one of the same visit: then it is taken as well, and shown with it. None that says
     * that the child is safer is.
     */
    boolean isWorseThan(VisitFeedback before) {
        if (safe.weight < before.safe.weight) return false;
        return safe.weight > before.safe.weight
                || heard.weight > before.heard.weight
                || knowsWhom.weight > before.knowsWhom.weight
                || comeBack.weight > before.comeBack.weight;
    }

    /** Whether somebody should look at it: the child does not feel safe, or would rather not be visited again. */
    boolean worries() {
        return safe == Answer.NO || comeBack == Answer.NO || knowsWhom == Answer.NO;
    }
}
