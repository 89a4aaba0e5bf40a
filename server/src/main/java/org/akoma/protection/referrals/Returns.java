package org.akoma.protection.referrals;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.akoma.ground.access.Actor;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.homecoming.FamilyReturn;
import org.akoma.protection.homecoming.FamilyReturns;
import org.akoma.protection.homecoming.PlanReturn;
import org.springframework.stereotype.Service;

/**
 * Returns across a border that wait for the written acceptance of the receiving authority (T14): the acceptance of the referral that
 * asked for it is one, and the file's worker takes it over to the return.
 */
@Service
class Returns {

    private final FamilyReturns familyReturns;
    private final ReferralAnswers answers;

    Returns(FamilyReturns familyReturns, ReferralAnswers answers) {
        this.familyReturns = familyReturns;
        this.answers = answers;
    }

    /** Those of a file across a border that have not begun. */
    List<FamilyReturn> running(Actor actor, String code) {
        return familyReturns.of(actor, code) instanceof Outcome.Done<List<FamilyReturn>>(var all)
                ? all.stream()
                        .filter(one -> one.crossBorder() && isWaiting(one.state()))
                        .toList()
                : List.of();
    }

    static boolean isWaiting(FamilyReturn.State state) {
        return state == FamilyReturn.State.PLANNED
                || state == FamilyReturn.State.ACCEPTED
                || state == FamilyReturn.State.SUSPENDED;
    }

    /** The return that this referral asked for, when it still waits for an acceptance. */
    List<FamilyReturn> waitingFor(Actor actor, Referral referral) {
        String file = referral.fileCode();
        if (file == null || referral.homecomingId() == null) return List.of();
        return running(actor, file).stream()
                .filter(one -> one.id().equals(referral.homecomingId()) && one.state() != FamilyReturn.State.ACCEPTED)
                .toList();
    }

    /** Writes the acceptance of the referral into the return: who accepted, and on which day. */
    Outcome<FamilyReturn> takeOver(Actor actor, String code) {
        Referral referral = answers.open(actor, code.toUpperCase(Locale.ROOT))
                .map(ReferralAnswers.Opened::referral)
                .orElse(null);
        if (referral == null || referral.fileCode() == null) return new Outcome.NotFound<>();
        var answered = referral.course().answeredAt();
        if (answered == null || !Boolean.TRUE.equals(referral.course().accepted()))
            return Outcome.Refused.because("step", "referrals.not-accepted");
        FamilyReturn waiting = waitingFor(actor, referral).stream().findFirst().orElse(null);
        if (waiting == null) return Outcome.Refused.because("step", "referrals.no-return-waits");
        LocalDate day = LocalDate.ofInstant(answered, ZoneOffset.UTC);
        return familyReturns.plan(
                actor,
                referral.fileCode(),
                new PlanReturn(
                        waiting.id(),
                        waiting.version(),
                        waiting.toCountry(),
                        null,
                        FamilyReturn.State.ACCEPTED,
                        referral.to(),
                        day,
                        null,
                        null,
                        null,
                        waiting.words()));
    }
}
