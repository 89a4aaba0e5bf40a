package org.akoma.protection.assistance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.akoma.Answer;
import org.akoma.protection.payments.AidHouse;
import org.akoma.protection.payments.PayPayment;
import org.junit.jupiter.api.Test;

/** A past day shows that day, or says that it cannot: services, payments, enrolments, referrals, conferences of a file. */
class PastDaysOfAidIT extends AidHouse {

    @Test
    void servicesAndPaymentsAreThoseOfThatDay() {
        String child = child(12);
        Service made = done(services.plan(worker, child, service("LT_FAMILY_CASH")));
        UUID paid = done(payments.request(worker, child, money("FAMILY_CASH", "30000", null)))
                .id();
        clock.moveTo(MORNING.plusSeconds(2 * 86_400));
        done(services.approve(supervisor, child, made.id(), null));
        done(services.start(worker, child, made.id(), clock.instant(), null));
        done(payments.approve(manager, paid));
        done(payments.pay(
                finance,
                paid,
                new PayPayment("R-" + finance.code(), TODAY.plusDays(2), "CAREGIVER", null, true, null)));
        assertThat(items(child, "services?asOf=2015-11-15")).isZero();
        assertThat(items(child, "payments?asOf=2015-11-15")).isZero();
        Answer services = of(child, "services?asOf=2015-11-17");
        assertThat(services.body()).contains("PLANNED").doesNotContain("STARTED", "2015-11-18");
        Answer payments = of(child, "payments?asOf=2015-11-17");
        assertThat(payments.body()).contains("REQUESTED").doesNotContain("PAID", "2015-11-18", "R-" + finance.code());
        assertThat(of(child, "services?asOf=2015-11-18").body()).contains("STARTED");
        assertThat(of(child, "payments?asOf=2015-11-18").body()).contains("PAID");
        assertThat(api(finance.username())
                        .get("/api/v1/payments?asOf=2015-11-17&limit=200")
                        .body())
                .doesNotContain("R-" + finance.code());
    }

    @Test
    void aListWithoutAPastSaysSo() {
        String child = child(12);
        for (String list : new String[] {"enrolments", "conferences"})
            assertThat(of(child, list + "?asOf=2015-11-15").status()).as(list).isEqualTo(422);
        for (String list : new String[] {"services", "payments", "referrals"}) {
            assertThat(of(child, list + "?asOf=2015-11-17").status()).as(list).isEqualTo(422);
            assertThat(of(child, list + "?asof=2015-11-15").status()).as(list).isEqualTo(422);
            assertThat(of(child, list + "?asOf=2015-11-15").status()).as(list).isEqualTo(200);
        }
    }

    private Answer of(String child, String list) {
        return api(worker.username()).get("/api/v1/cases/" + child + "/" + list);
    }

    private int items(String child, String list) {
        return of(child, list).json().path("items").size();
    }
}
