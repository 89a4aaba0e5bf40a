package org.akoma.protection.wellbeing;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.akoma.ground.reference.Policies;

/**
 * What an index asks to be done ({@code requirements.md 4.1}). Computed from its single factors, never from a sum.
 *
 * @param due end of the time that the rule gives
 */
public record CsiConsequence(Kind kind, List<CsiFactor> factors, Instant due) {

    public CsiConsequence {
        factors = List.copyOf(factors);
    }

    public enum Kind {
        /** Any factor at 1: the supervisor is notified the same day. */
        URGENT_ALERT,
        /** 3A at 1: the child is being abused or exploited, again. */
        EXPLOITATION_ALERT,
        /** Comes of the exploitation alert, as of one that a person gives: see {@link ReportDuties}. */
        REPORT_OFFENCE,
        /** 5A at 1. */
        MENTAL_HEALTH_REFERRAL,
        /** Any factor at 2: an action in the plan. */
        PLAN_ACTION;

        /** An alert is followed up as an alert, anything else as an action of the index. */
        public boolean isAlert() {
            return this == URGENT_ALERT || this == EXPLOITATION_ALERT;
        }
    }

    /**
     * @param known the police handed the child over: what the first index says of 3A is the offence that they already know, so that
     *     it is neither reported anew nor an exploitation that began again
     */
    static List<CsiConsequence> of(Csi csi, boolean known, Policies policies) {
        int urgent = policies.count("csi.urgent-at");
        Instant soon = csi.recordedAt().plus(policies.hours("csi.urgent-action.max"));
        List<CsiFactor> ones = between(csi, Csi.VERY_BAD, urgent);
        List<CsiConsequence> found = new ArrayList<>();
        boolean anew = !known || csi.wave() != Csi.Wave.BASELINE;
        if (!ones.isEmpty()) found.add(new CsiConsequence(Kind.URGENT_ALERT, ones, soon));
        if (ones.contains(CsiFactor.ABUSE_EXPLOITATION) && anew)
            found.add(new CsiConsequence(Kind.EXPLOITATION_ALERT, List.of(CsiFactor.ABUSE_EXPLOITATION), soon));
        if (ones.contains(CsiFactor.EMOTIONAL_HEALTH))
            found.add(new CsiConsequence(Kind.MENTAL_HEALTH_REFERRAL, List.of(CsiFactor.EMOTIONAL_HEALTH), soon));
        List<CsiFactor> twos = between(csi, urgent + 1, policies.count("csi.action-at"));
        if (!twos.isEmpty()) found.add(new CsiConsequence(Kind.PLAN_ACTION, twos, endOfDay(csi, policies)));
        return found;
    }

    private static Instant endOfDay(Csi csi, Policies policies) {
        return csi.on()
                .plusDays(policies.days("csi.action.max"))
                .atTime(LocalTime.of(23, 59, 59))
                .toInstant(ZoneOffset.UTC);
    }

    private static List<CsiFactor> between(Csi csi, int least, int most) {
        List<CsiFactor> found = new ArrayList<>();
        for (CsiFactor factor : CsiFactor.values()) {
            Integer level = csi.level(factor);
            if (level != null && level >= least && level <= most) found.add(factor);
        }
        return found;
    }
}
