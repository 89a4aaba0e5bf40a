package org.akoma.protection.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.SqlAs;
import org.akoma.ground.database.TestDatabase;
import org.akoma.ground.decisions.Decisions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** No one person says what money is worth: by API, page and SQL. */
class RatesIT extends AidHouse {

    @Autowired
    Decisions decisions;

    @Autowired
    Rates rates;

    private Caller till;

    @BeforeEach
    void noRates() {
        till = api(finance.username());
        TestDatabase.ownerDoes("delete from assistance.exchange_rate where currency = 'GHS'");
    }

    private Answer noted(String day, String xof) {
        return till.post(
                "/api/v1/rates", Map.of("currency", "GHS", "since", day, "units", "1", "xof", xof, "source", "BCEAO"));
    }

    private Answer verdict(Answer noted, boolean agreed) {
        UUID rate = UUID.fromString(noted.json().path("id").asString());
        UUID asked = transactions
                .as(manager, () -> decisions.waiting(Rates.KIND, rate))
                .orElseThrow()
                .id();
        assertThat(till.post("/api/v1/decisions/" + asked + "/verdict", Map.of("agreed", true))
                        .status())
                .isGreaterThanOrEqualTo(400);
        return api(manager.username())
                .post("/api/v1/decisions/" + asked + "/verdict", Map.of("agreed", agreed, "reason", "Voir la BCEAO"));
    }

    private boolean holds(String xof) {
        return rates.all(finance).stream()
                .anyMatch(one -> one.currency() == Money.Currency.GHS
                        && one.xof().compareTo(new java.math.BigDecimal(xof)) == 0);
    }

    @Test
    void theFirstAndTheFarOnesNeedTwo() throws java.sql.SQLException {
        Answer first = noted("2015-11-01", "150");
        assertThat(first.status()).as(first.body()).isEqualTo(201);
        assertThat(first.json().path("waits").asBoolean()).isTrue();
        assertThat(holds("150")).isFalse();
        assertThat(browser(manager.username()).get("/payments/rates?lang=fr").body())
                .contains("Attend l’accord du chef de projet");
        assertThat(verdict(first, true).status()).isEqualTo(200);
        assertThat(holds("150")).isTrue();

        long before = rung();
        assertThat(noted("2015-11-10", "160").json().path("waits").asBoolean()).isFalse();
        assertThat(holds("160")).isTrue();
        assertThat(rung()).as("project managers hear of it").isGreaterThan(before);
        assertThat(browser(manager.username()).get("/notices?lang=fr").body())
                .contains("Taux de change GHS", "href=\"/payments/rates\"");
        assertThat(noted("2015-11-11", "185").json().path("waits").asBoolean())
                .as("far from what two people agreed to, not from the last one")
                .isTrue();
        Answer far = noted("2015-11-16", "1");
        assertThat(far.json().path("waits").asBoolean()).isTrue();
        assertThat(verdict(far, false).status()).isEqualTo(200);
        assertThat(holds("1")).isFalse();
        assertThat(noted("2015-11-16", "151").status())
                .as("the day is free again")
                .isEqualTo(201);

        SqlAs.change(
                finance,
                clock.instant(),
                "insert into assistance.exchange_rate (currency, since, units, xof, source, recorded_by, recorded_at, waits)"
                        + " values ('GHS', '2015-11-02', 1, 2, 'x', access.actor(), access.moment(), false)");
        assertThat(holds("2")).as("by straight SQL").isFalse();
        assertThatThrownBy(() -> SqlAs.change(
                        finance, clock.instant(), "update assistance.exchange_rate set waits = false where xof = 2"))
                .hasMessageContaining("permission denied");
    }

    private long rung() {
        return api(manager.username())
                .get("/api/v1/notices")
                .json()
                .path("unread")
                .asLong();
    }

    @Test
    void anUnusedRateIsTakenBack() {
        clock.moveTo(clock.instant().plus(Duration.ofDays(5)));
        till = api(finance.username());
        Answer first = noted(TODAY.plusDays(5).toString(), "150");
        String address = "/api/v1/rates/" + first.json().path("id").asString() + "/withdrawal";
        assertThat(till.post(address, Map.of()).body()).contains("assistance.rate-waits");
        verdict(first, true);
        assertThat(api(manager.username()).post(address, Map.of()).status()).isEqualTo(403);
        assertThat(till.post(address, Map.of()).status()).isEqualTo(200);
        assertThat(holds("150")).isFalse();
    }

    @Test
    void aRateUnderWhichMoneyWasPaidStays() {
        Answer first = noted("2015-11-15", "150");
        verdict(first, true);
        UUID id = done(payments.request(worker, child(12), money("FAMILY_CASH", "300", Money.Currency.GHS, null, null)))
                .id();
        done(payments.approve(manager, id));
        done(payments.pay(finance, id, receipt("R-9")));
        assertThat(till.post("/api/v1/rates/" + first.json().path("id").asString() + "/withdrawal", Map.of())
                        .body())
                .contains("assistance.rate-used");
    }
}
