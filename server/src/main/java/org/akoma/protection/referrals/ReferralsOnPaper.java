package org.akoma.protection.referrals;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.overview.PrintedPart;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The referrals of a file on paper; for a case conference those that are not answered or not yet done. */
@Component
@Order(50)
class ReferralsOnPaper implements PrintedPart {

    private static final Set<Referral.Status> OPEN =
            Set.of(Referral.Status.SENT, Referral.Status.ACKNOWLEDGED, Referral.Status.ACCEPTED);

    private final Referrals referrals;
    private final ReferralLists lists;
    private final Clock clock;

    ReferralsOnPaper(Referrals referrals, ReferralLists lists, Clock clock) {
        this.referrals = referrals;
        this.lists = lists;
        this.clock = clock;
    }

    @Override
    public Optional<Printed> partFor(Actor actor, FileFrame frame, Paper paper) {
        if (!frame.worksOnIt() || frame.least() || !frame.holds(Section.ASSISTANCE) || actor.is(Role.PROVIDER))
            return Optional.empty();
        if (!(referrals.of(actor, frame.code()) instanceof Outcome.Done(var all))) return Optional.empty();
        Instant now = clock.instant();
        List<ReferralLists.Line> lines = all.stream()
                .map(one -> lists.line(one, now))
                .filter(line -> paper == Paper.FILE || OPEN.contains(line.status()))
                .toList();
        return Optional.of(new Printed("referrals/printed", lines));
    }
}
