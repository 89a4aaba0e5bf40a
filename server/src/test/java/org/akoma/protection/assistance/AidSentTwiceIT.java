package org.akoma.protection.assistance;

import org.akoma.SentTwice;
import org.akoma.protection.payments.AidHouse;
import org.junit.jupiter.api.Test;

/** The forms of a child's services name the version that the page showed. */
class AidSentTwiceIT extends AidHouse {

    @Test
    void theSteps() {
        String child = child(12);
        Service cash = done(services.plan(worker, child, service("LT_FAMILY_CASH")));
        Service food = done(services.plan(worker, child, service("IMM_FOOD")));
        String page = "/cases/" + child + "/aid";
        String one = page + "/services/" + cash.id();
        SentTwice.check(browser(supervisor.username()), page, one + "/approval");
        SentTwice.check(browser(worker.username()), page, one + "/start");
        SentTwice.check(browser(worker.username()), page, one + "/end", "reason", "CHILD_MOVED");
        String other = page + "/services/" + food.id();
        SentTwice.check(browser(worker.username()), page, other + "/start");
        SentTwice.check(browser(worker.username()), page, other + "/end");
    }
}
