package org.akoma.ground.pages;

import java.util.List;
import java.util.stream.Stream;
import org.akoma.ground.access.Verb;
import org.springframework.stereotype.Component;

/** From a refusal about accounts, structures, slips and lists to the page where it is lifted, and from what was done about them to what comes next. */
@Component
class AccountWays implements WaysOn {

    /** What waits for somebody else once it is asked; it is followed in one's own list. */
    private static final String[] OWN_REQUESTS = {
        "done.asked",
        "done.assistance.payment-reversal-asked",
        "done.assistance.rate-asked",
        "done.cases.shelter-asked",
        "done.cases.shelter-change-asked",
        "done.decisions.waits",
        "done.deputies.named",
        "done.exchange.asked",
        "done.given",
        "done.handover.authority-end-asked",
        "done.handover.end-asked",
        "done.iati.facts-proposed",
        "done.organisation-name-asked",
        "done.oversight.access-reviewed",
        "done.oversight.access-softened",
        "done.oversight.incident-end",
        "done.packages.asked-together",
        "done.packages.key-entered",
        "done.pages.bulk-read",
        "done.referrals.answer-entered",
        "done.referrals.confirmation-asked",
        "done.referrals.guardian-asked"
    };

    @Override
    public List<WayOn> waysOn() {
        return Stream.of(
                        next(),
                        WayOn.to("/decisions#w-mine", null, OWN_REQUESTS),
                        WayOn.to("/organisations", Verb.PEOPLE_READ, "access.no-organisation"),
                        WayOn.to(
                                "/people",
                                Verb.PEOPLE_READ,
                                "access.no-supervisor",
                                "access.no-deputy",
                                "access.structure-at-work",
                                "access.successor-first"),
                        WayOn.to("/shelters", Verb.SHELTER_READ, "access.no-unit", "access.unit-needed"),
                        WayOn.to(
                                "/decisions",
                                null,
                                "access.waits-of-another",
                                "access.decision-not-mine",
                                "access.decision-over"),
                        WayOn.to("/account", null, "access.decision-no-name"),
                        WayOn.to(
                                "/bulk-reads",
                                null,
                                "journal.lists-by-two",
                                "pages.bulk-read-by-two",
                                "pages.bulk-read-taken"),
                        WayOn.to(
                                "/exchange",
                                null,
                                "exchange.export-changed",
                                "exchange.export-downloaded",
                                "exchange.export-expired",
                                "exchange.export-over",
                                "exchange.export-under-way"),
                        WayOn.to("/operations", Verb.OPERATION_READ, "slips.no-such-site"),
                        WayOn.to(
                                "/slips",
                                Verb.SLIP_READ,
                                "operations.children-sent-back",
                                "operations.no-such-slip",
                                "slips.settle-with-accepted"))
                .flatMap(ways -> ways)
                .toList();
    }

    private static Stream<WayOn> next() {
        return Stream.of(
                WayOn.to("done.decisions.password", "/approvals", Verb.ROLE_APPROVE),
                WayOn.to("done.decisions.withdrawn", "/decisions", null),
                WayOn.to("done.deputies.ended", "/deputies#d-new", null),
                WayOn.to("done.agreements.proposed", "/agreements/new", Verb.AGREEMENT_PROPOSE),
                WayOn.to("done.agreements.confirmed", "/agreements", Verb.AGREEMENT_READ),
                WayOn.to("done.agreements.ended", "/agreements", Verb.AGREEMENT_READ),
                WayOn.to("done.agreements.end-asked", "/agreements", Verb.AGREEMENT_READ),
                WayOn.to("done.role-ended", "/people", Verb.PEOPLE_READ),
                WayOn.to("done.contract", "/people", Verb.PEOPLE_READ),
                WayOn.to("done.account", "/people", Verb.PEOPLE_READ),
                WayOn.to("done.sessions-ended", "/people", Verb.PEOPLE_READ),
                WayOn.to("done.organisation-made", "/organisations/new", Verb.PEOPLE_WRITE),
                WayOn.to("done.organisation-ended", "/organisations", Verb.PEOPLE_READ),
                WayOn.to("done.own-recovery", "/account/recovery-codes", null));
    }
}
