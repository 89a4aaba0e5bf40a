package org.akoma.protection.referrals;

import java.util.Optional;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.consent.AwaitsConsent;
import org.springframework.stereotype.Component;

/** The referrals of a file that were written and lack the answer about sharing alone. */
@Component
class ReferralsAwaiting implements AwaitsConsent {

    private final CaseWork work;
    private final ReferralStore store;
    private final ReferralObstacles obstacles;
    private final Referrals referrals;

    ReferralsAwaiting(CaseWork work, ReferralStore store, ReferralObstacles obstacles, Referrals referrals) {
        this.work = work;
        this.store = store;
        this.obstacles = obstacles;
        this.referrals = referrals;
    }

    @Override
    public Optional<Waiting> waiting(Actor actor, String file) {
        if (!actor.may(Verb.REFERRAL_WRITE)) return Optional.empty();
        return work.peek(actor, file, Referrals.SECTION, this::newest).flatMap(one -> one);
    }

    /** What a shelter asks for is opened and weighed first. */
    private Optional<Waiting> newest(CaseFile file) {
        return store.of(file.id()).stream()
                .filter(one -> one.at(work.now()) == Referral.Status.DRAFT)
                .filter(one -> store.asking(one.id()).isEmpty())
                .filter(one -> obstacles.judge(file, one).errors().stream()
                        .allMatch(error -> error.field().equals("consent")))
                .map(one -> new Waiting(one.code(), one.version(), one.service(), one.to()))
                .findFirst();
    }

    @Override
    public boolean send(Actor actor, String file, Waiting referral) {
        return work.as(actor, () -> referrals.find(referral.code()))
                .filter(one -> referrals.send(actor, file, one.id(), referral.version()) instanceof Outcome.Done)
                .isPresent();
    }
}
