package org.akoma.protection.closure;

import java.util.List;

/**
 * What the records say about one criterion for closing a file ({@code requirements.md 2.5}).
 *
 * @param why key of the text that says on what the answer rests, with its arguments
 */
public record ClosureFinding(Criterion criterion, Answer answer, String why, List<Object> args) {

    public ClosureFinding {
        args = List.copyOf(args);
    }

    public enum Criterion {
        PLAN_GOALS,
        STABLE_CARE,
        CSI_NO_ONE,
        CSI_CORE,
        ATTENDANCE,
        NO_NEW_RISK,
        RISK_LOW,
        SEEN_RECENTLY,
        VIEWS_RECORDED,
        CONTACT_KNOWN,
        SUPERVISOR
    }

    public enum Answer {
        MET,
        NOT_MET,
        UNKNOWN
    }

    public static ClosureFinding met(Criterion criterion, String why, Object... args) {
        return new ClosureFinding(criterion, Answer.MET, why, List.of(args));
    }

    public static ClosureFinding notMet(Criterion criterion, String why, Object... args) {
        return new ClosureFinding(criterion, Answer.NOT_MET, why, List.of(args));
    }

    public static ClosureFinding unknown(Criterion criterion, String why, Object... args) {
        return new ClosureFinding(criterion, Answer.UNKNOWN, why, List.of(args));
    }

    /** False for the supervisor's own decision, which follows the request and cannot prevent it. */
    boolean blocks() {
        return answer != Answer.MET && criterion != Criterion.SUPERVISOR;
    }
}
