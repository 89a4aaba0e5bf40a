package org.akoma.ground.pages;

import java.util.List;
import java.util.stream.Stream;
import org.akoma.ground.access.Verb;
import org.springframework.stereotype.Component;

/** From a refusal about accounts, structures, slips and lists to the page where it is lifted. */
@Component
class AccountWays implements WaysOn {

    @Override
    public List<WayOn> waysOn() {
        return Stream.of(
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
                        WayOn.to("/bulk-reads", null, "journal.lists-by-two", "pages.bulk-read-by-two"),
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
}
