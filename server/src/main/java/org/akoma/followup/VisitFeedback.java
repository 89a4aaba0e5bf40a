package org.akoma.followup;

import org.jspecify.annotations.Nullable;

/** What a child says of a visit, asked after it, once ({@code requirements.md 4.6}): five questions, and words or what a drawing shows. */
public record VisitFeedback(Answer safe, Answer heard, Answer knowsWhom, Answer change, Answer comeBack, Words words) {

    /** Codes of the list {@code visit-answer}. */
    public enum Answer {
        YES,
        SO_SO,
        NO,
        NO_ANSWER
    }

    /** The child's own words, sealed. */
    public record Words(@Nullable String said) {}

    /** Whether somebody should look at it: the child does not feel safe, or would rather not be visited again. */
    public boolean worries() {
        return safe == Answer.NO || comeBack == Answer.NO || knowsWhom == Answer.NO;
    }
}
