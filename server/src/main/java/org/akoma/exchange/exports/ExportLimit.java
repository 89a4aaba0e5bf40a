package org.akoma.exchange.exports;

import java.time.Clock;
import org.akoma.ground.access.Actor;
import org.akoma.ground.web.AddressLimit;
import org.springframework.stereotype.Component;

/** How many files one person may ask for within a minute, of all kinds together: more than anybody reads, and too few to try one question after another. */
@Component
public class ExportLimit {

    /** Code of the refusal, with 429. */
    public static final String OFTEN = "exchange.often";

    private static final int MOST = 30;

    private final AddressLimit limit;

    ExportLimit(Clock clock) {
        this.limit = new AddressLimit(clock, MOST);
    }

    /** Counts a question; false when there were too many. */
    public boolean allows(Actor actor) {
        return limit.allows(actor.personId().toString());
    }
}
