package org.akoma.protection.closure;

import java.util.List;
import org.akoma.ground.access.Section;
import org.jspecify.annotations.Nullable;

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
        PLAN_GOALS("/plan", Section.ASSISTANCE),
        STABLE_CARE("/placement", Section.PLACEMENT),
        CSI_NO_ONE("/csi", Section.FOLLOW_UP),
        CSI_CORE("/csi", Section.FOLLOW_UP),
        ATTENDANCE("/schooling", Section.ASSISTANCE),
        NO_NEW_RISK("/visits", Section.FOLLOW_UP),
        RISK_LOW("/risk", Section.FOLLOW_UP),
        SEEN_RECENTLY("/visits", Section.FOLLOW_UP),
        VIEWS_RECORDED("/closure#childsView", Section.NOTES),
        CONTACT_KNOWN("/closure#whomToCall", Section.NOTES),
        /** Follows the request. */
        SUPERVISOR("", Section.NOTES);

        private final String page;
        private final Section section;

        Criterion(String page, Section section) {
            this.page = page;
            this.section = section;
        }
    }

    /** Where what is not met is mended, below the address of the file; null = nowhere, or it is met. */
    public @Nullable String mendedAt() {
        if (!blocks()) return null;
        return why.equals(ALERTS) ? "/alerts" : criterion.page;
    }

    /** The section of the file that opens that page. */
    public Section section() {
        return criterion.section;
    }

    /** The reason for which open alerts bar the end, not the visits. */
    public static final String ALERTS = "followup.closure.alerts";

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
