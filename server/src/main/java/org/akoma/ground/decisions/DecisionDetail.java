package org.akoma.ground.decisions;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One decision with all that its reader needs.
 *
 * @param about which role, which limit; null = code and kind say enough
 * @param deciders codes of those who may decide it while it waits
 * @param hidden whether others may decide it whose code the reader does not see, such as the police for care
 * @param mayDecide the reader is one of them
 * @param asksFactor who agrees shows a second factor again, if they have one
 * @param mayRefuse whether who decides may say no
 * @param anew where the reader puts right what they asked and was refused; null = nothing of the kind
 * @param refusedBefore what was asked about the same before this, when somebody refused it; null = it was not refused
 * @param drawn what who agrees sends back; null = nothing
 * @param lastDay on which it is decided in time; null = it waits no more
 */
record DecisionDetail(
        Decision decision,
        Shown shown,
        Shown.@Nullable Part about,
        String proposedBy,
        @Nullable String decidedBy,
        List<String> deciders,
        boolean hidden,
        boolean mayDecide,
        boolean asksFactor,
        boolean mayWithdraw,
        boolean mayRefuse,
        @Nullable String anew,
        @Nullable Decision refusedBefore,
        @Nullable String drawn,
        @Nullable LocalDate lastDay) {

    /** Whether anything is known of before: else nothing is there to compare with. */
    public boolean compared() {
        return shown.changing().stream().anyMatch(field -> !field.before().isEmpty());
    }
}
