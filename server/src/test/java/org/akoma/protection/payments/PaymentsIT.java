package org.akoma.protection.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.SqlAs;
import org.akoma.Visit;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.assistance.ServiceForm;
import org.akoma.protection.cases.Outcome;
import org.junit.jupiter.api.Test;

/** Three pairs of hands, one payment for a child, type and period, and what the rules refuse. */
class PaymentsIT extends AidHouse {

    /** The first page of who pays shows what the list of payments to pay holds, by number and without a child. */
    @Test
    void whoPaysSeesWhatIsToBePaidAndNoChild() {
        String code = child(12);
        saysYes(code);
        Payment made = done(payments.request(worker, code, money("FAMILY_CASH", "20000", null)));
        done(payments.approve(manager, made.id()));
        String home = api(finance.username()).get("/?lang=fr").body();
        int at = home.indexOf("aria-labelledby=\"card-to-pay\"");
        String card = home.substring(at, home.indexOf("</section>", at));
        String list = api(finance.username()).get("/payments?state=APPROVED").body();
        List<String> shown = Pattern.compile("href=\"(/payments/[0-9a-f-]{36})\"")
                .matcher(card)
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(shown).isNotEmpty().allMatch(list::contains);
        assertThat(card).doesNotContain("AK-", "Awa Traoré", code);
        assertThat(api(worker.username()).get("/").body()).doesNotContain("card-to-pay");
    }

    /** A month leads to what was paid in it, with its sums; what may no longer be paid stands apart, to be sent back. */
    @Test
    void whoPaysSeesEachMonthAndWhatHasToGoBack() {
        String code = child(12);
        saysYes(code);
        Payment made = done(payments.request(worker, code, money("MEDICAL_COST", "20000", null)));
        done(payments.approve(manager, made.id()));
        Caller till = api(finance.username());
        String number = made.code();
        // the card shows the oldest few of all that wait in this house
        TestDatabase.ownerDoes(
                "update assistance.payment set requested_at = '2015-06-01' where id = '" + made.id() + "'");
        TestDatabase.ownerDoes("update cases.case_file set lost_since = '2015-11-15' where code = '" + code + "'");
        assertThat(card(till, "to-return")).contains(number, "Frais de santé");
        assertThat(card(till, "to-pay")).doesNotContain(number);
        TestDatabase.ownerDoes("update cases.case_file set lost_since = null where code = '" + code + "'");
        assertThat(card(till, "to-return")).doesNotContain(number);
        assertThat(card(till, "to-pay")).contains(number);
        done(payments.pay(finance, made.id(), receipt("R-1")));
        String november = "/payments?state=PAID&month=2015-11";
        String list;
        List<String> sums;
        do { // other tests pay in this month as well
            sums = sums(till);
            list = till.get(november + "&lang=fr").body();
        } while (!sums.equals(sums(till)));
        assertThat(list).contains(number, "Payé en novembre 2015", "reçu");
        assertThat(sums).isNotEmpty().allMatch(list::contains);
        assertThat(till.get("/payments?month=2015-10").body()).doesNotContain(number);
        assertThat(till.get("/api/v1/payments?month=2015-11").body()).contains(number);
        assertThat(till.get("/api/v1/payments?month=2015-10").body()).doesNotContain(number);
        assertThat(till.get("/payments?month=octobre").status()).isEqualTo(422);
        assertThat(till.get("/api/v1/payments?month=octobre").status()).isEqualTo(422);
    }

    private static List<String> sums(Caller who) {
        String line = card(who, "paid").replaceAll("(?s).*month=2015-11\">(.*?)</li>.*", "$1");
        return Pattern.compile("<span>([^<]+)</span>")
                .matcher(line)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static String card(Caller who, String key) {
        String home = who.get("/?lang=fr").body();
        int at = home.indexOf("aria-labelledby=\"card-" + key + "\"");
        return at < 0 ? "" : home.substring(at, home.indexOf("</section>", at));
    }

    /** What an immediate service may cost is one list, in Java and in the database. */
    @Test
    void whatIsPaidAfterANoIsTheSameInBothPlaces() throws SQLException {
        try (Connection owner = TestDatabase.connectAs(Compartment.MIGRATOR);
                PreparedStatement asked = owner.prepareStatement("select ? = any (assistance.immediate_money(?))")) {
            for (String service : ServiceForm.codes(codes, "assistance"))
                for (String type : ServiceForm.codes(codes, "payment-type")) {
                    asked.setString(1, type);
                    asked.setString(2, service);
                    try (ResultSet kept = asked.executeQuery()) {
                        assertThat(kept.next()).isTrue();
                        assertThat(money(type, "1", null).isImmediate(service))
                                .as(service + " " + type)
                                .isEqualTo(kept.getBoolean(1));
                    }
                }
        }
    }

    @Test
    void oneAsksAnotherApprovesAThirdPays() {
        String child = child(12);
        RequestPayment asked = money("FAMILY_CASH", "30000", TODAY);
        Payment made = done(payments.request(worker, child, asked));
        assertThat(made.state()).isEqualTo(Payment.State.REQUESTED);
        assertThat(payments.approve(worker, made.id())).isInstanceOf(Outcome.Forbidden.class);
        assertThat(payments.approve(supervisor, made.id())).isInstanceOf(Outcome.Forbidden.class);
        assertThat(payments.approve(finance, made.id())).isInstanceOf(Outcome.Forbidden.class);
        assertThat(refused(payments.pay(finance, made.id(), receipt("R-1")))).isEqualTo("assistance.payment-decided");
        done(payments.approve(manager, made.id()));
        done(payments.approve(manager, made.id()));
        assertThat(payments.pay(manager, made.id(), receipt("R-1"))).isInstanceOf(Outcome.Forbidden.class);
        Payment paid = done(payments.pay(finance, made.id(), receipt("R-1")));
        done(payments.pay(finance, made.id(), receipt("R-1")));
        assertThat(paid.state()).isEqualTo(Payment.State.PAID);
        assertThat(refused(payments.refuse(manager, made.id(), "OTHER"))).isEqualTo("assistance.payment-decided");
        assertThat(refused(payments.cancel(worker, child, made.id()))).isEqualTo("assistance.payment-decided");
        assertThat(done(payments.request(worker, child, asked)).state()).isEqualTo(Payment.State.PAID);
    }

    @Test
    void whoApprovesAsksForNothingAndTheAttemptStaysVisible() {
        String child = child(12);
        RequestPayment asked = money("FAMILY_CASH", "30000", TODAY);
        assertThat(refused(payments.request(manager, child, asked)))
                .isEqualTo("assistance.same-requester-and-approver");
        assertThat(refused(payments.request(manager, child, asked)))
                .isEqualTo("assistance.same-requester-and-approver");
        List<Payment> seen = done(payments.of(worker, child));
        assertThat(seen).hasSize(1);
        assertThat(seen.getFirst().refusal()).isEqualTo("SAME_REQUESTER_AND_APPROVER");
        assertThat(refused(payments.approve(manager, seen.getFirst().id()))).isEqualTo("assistance.payment-decided");
        assertThat(payments.request(finance, child, asked)).isInstanceOf(Outcome.NotFound.class);
        assertThat(payments.request(supervisor, child, money("FAMILY_CASH", "1", TODAY)))
                .isInstanceOf(Outcome.Forbidden.class);
    }

    @Test
    void aSecondPaymentForThePeriodNeedsAReason() {
        String child = child(12);
        done(payments.request(worker, child, money("SCHOOL_FEE", "24900", null)));
        clock.moveTo(MORNING.plusSeconds(8 * 86_400));
        RequestPayment again = money("SCHOOL_FEE", "24900", null);
        assertThat(refused(payments.request(worker, child, again))).isEqualTo("assistance.duplicate-payment");
        assertThat(refused(payments.request(worker, child, again))).isEqualTo("assistance.duplicate-payment");
        assertThat(done(payments.of(worker, child)).getFirst().refusal()).isEqualTo("DUPLICATE");
        Payment second = done(
                payments.request(worker, child, money("SCHOOL_FEE", "24900", Money.Currency.XOF, null, "INSTALMENT")));
        assertThat(second.override()).isEqualTo("INSTALMENT");
        Payment kit = done(
                payments.request(worker, child, money("SCHOOL_KIT", "15000", Money.Currency.XOF, null, "INSTALMENT")));
        assertThat(kit.override()).as("a reason that it does not need").isNull();
        done(payments.request(worker, child(12), money("SCHOOL_FEE", "24900", null)));
    }

    @Test
    void aPeriodThatIsOverOrWasRefusedIsFree() {
        String child = child(12);
        Payment first = done(payments.request(worker, child, money("FAMILY_CASH", "30000", null)));
        clock.moveTo(MORNING.plusSeconds(26 * 86_400));
        Payment second = done(payments.request(worker, child, money("FAMILY_CASH", "30000", null)));
        assertThat(second.coversFrom()).isEqualTo(first.coversUntil());
        done(payments.refuse(manager, second.id(), "NO_BUDGET"));
        clock.moveTo(MORNING.plusSeconds(30 * 86_400));
        Payment third = done(payments.request(worker, child, money("FAMILY_CASH", "30000", null)));
        assertThat(third.coversFrom()).isEqualTo(TODAY.plusDays(30));
        done(payments.cancel(worker, child, third.id()));
        done(payments.request(worker, child, money("FAMILY_CASH", "30000", TODAY.plusDays(30))));
    }

    @Test
    void aCeilingHoldsInEachCurrency() {
        String child = child(12);
        assertThat(refused(payments.request(worker, child, money("FAMILY_CASH", "100001", TODAY))))
                .isEqualTo("assistance.over-ceiling");
        done(payments.request(worker, child, money("FAMILY_CASH", "100001", Money.Currency.GNF, TODAY, null)));
        assertThat(done(payments.of(worker, child)))
                .extracting(Payment::refusal)
                .containsExactly(null, "OVER_CEILING");
    }

    @Test
    void theNameIsForThoseWhoKnowTheFamily() {
        String child = child(12);
        Payment made = done(payments.request(worker, child, money("FAMILY_CASH", "30000", TODAY)));
        assertThat(payments.reveal(worker, child, made.id())).contains("Awa Traoré, sa tante");
        assertThat(payments.reveal(manager, child, made.id())).isEmpty();
        assertThat(payments.reveal(finance, child, made.id())).isEmpty();
        assertThat(payments.reveal(worker, child(12), made.id())).isEmpty();
    }

    @Test
    void aPaymentIsSeenByItsPeopleAndTheMoneysAlone() {
        String child = child(12);
        Payment made = done(payments.request(worker, child, money("FAMILY_CASH", "30000", TODAY)));
        for (Actor sees : List.of(worker, supervisor, manager, finance))
            assertThat(payments.find(sees, made.id())).as(sees.code()).isPresent();
        for (Actor blind : List.of(
                actor(person(Role.CASE_WORKER, ngo)),
                actor(person(Role.CASE_WORKER, structure(Organisation.Kind.NGO))),
                actor(person(Role.EVALUATOR, ngo)),
                actor(person(Role.PROVIDER, ngo)),
                actor(person(Role.SHELTER_MANAGER, ngo)),
                actor(person(Role.LE_OFFICER, ngo)),
                actor(person(Role.OBSERVER, ngo)))) {
            assertThat(payments.find(blind, made.id())).as(blind.code()).isEmpty();
            assertThat(payments.approve(blind, made.id())).as(blind.code()).isInstanceOf(Outcome.NotFound.class);
        }
        assertThat(payments.of(finance, child)).isInstanceOf(Outcome.NotFound.class);
        assertThat(payments.of(manager, child)).isInstanceOf(Outcome.NotFound.class);
    }

    @Test
    void anotherPeriodNeedsTheSupervisorBeforeTheManager() {
        String child = child(12);
        done(payments.request(worker, child, money("SCHOOL_FEE", "24900", null)));
        Payment second = done(
                payments.request(worker, child, money("SCHOOL_FEE", "24900", Money.Currency.XOF, null, "INSTALMENT")));
        assertThat(refused(payments.approve(manager, second.id()))).isEqualTo("assistance.period-not-agreed");
        assertThat(api(manager.username())
                        .post("/api/v1/payments/" + second.id() + "/decision", Map.of("approved", true))
                        .status())
                .isEqualTo(422);
        assertThat(payments.agreeToPeriod(worker, second.id(), true, null)).isInstanceOf(Outcome.Refused.class);
        Actor elsewhere = actor(person(Role.CASE_SUPERVISOR, structure(Organisation.Kind.NGO)));
        assertThat(payments.agreeToPeriod(elsewhere, second.id(), true, null)).isInstanceOf(Outcome.NotFound.class);
        assertThat(payments.agreeToPeriod(manager, second.id(), true, null)).isNotInstanceOf(Outcome.Done.class);
        assertThatThrownBy(() -> SqlAs.change(manager, clock.instant(), """
                update assistance.payment set state = 'APPROVED', approved_by = access.actor(), approved_at = access.moment() where id = '%s'
                """.formatted(second.id())))
                .hasMessageContaining("assistance.not-agreed");
        done(payments.agreeToPeriod(supervisor, second.id(), true, null));
        done(payments.approve(manager, second.id()));
    }

    @Test
    void whatTheSupervisorDoesNotAgreeToIsRefused() {
        String child = child(12);
        done(payments.request(worker, child, money("SCHOOL_FEE", "24900", null)));
        Payment second = done(
                payments.request(worker, child, money("SCHOOL_FEE", "24900", Money.Currency.XOF, null, "EMERGENCY")));
        done(payments.agreeToPeriod(supervisor, second.id(), false, "Déjà payé"));
        assertThat(payments.find(worker, second.id()).orElseThrow().refusal()).isEqualTo("OTHER_PERIOD");
        assertThat(refused(payments.approve(manager, second.id()))).isEqualTo("assistance.payment-decided");
    }

    @Test
    void financeSendsBackAndTheManagerDecidesOnceMore() {
        String child = child(12);
        UUID id = done(payments.request(worker, child, money("FAMILY_CASH", "30000", null)))
                .id();
        Caller till = api(finance.username());
        String back = "/api/v1/payments/" + id + "/return";
        assertThat(till.post(back, Map.of("reason", "INCOMPLETE")).status()).isEqualTo(422);
        done(payments.approve(manager, id));
        assertThat(api(manager.username())
                        .post(back, Map.of("reason", "INCOMPLETE"))
                        .status())
                .isEqualTo(403);
        assertThat(till.post(back, Map.of()).status()).isEqualTo(422);
        assertThat(till.post(back, Map.of("reason", "INCOMPLETE")).status()).isEqualTo(200);
        assertThat(refused(payments.pay(finance, id, receipt("R-1")))).isEqualTo("assistance.payment-decided");
        for (String page : List.of("/payments/" + id, "/decisions/of/" + id))
            assertThat(followed(browser(manager.username()), page))
                    .as("the manager reads why before deciding once more: %s", page)
                    .contains("Demande incomplète")
                    .doesNotContain("INCOMPLETE<");
        assertThatThrownBy(() -> SqlAs.change(manager, clock.instant(), """
                update assistance.payment set state = 'APPROVED', approved_by = access.actor(), approved_at = access.moment() where id = '%s'
                """.formatted(id)))
                .hasMessageContaining("assistance.not-agreed");
        done(payments.approve(manager, id));
        done(payments.pay(finance, id, receipt("R-1")));
    }

    private static String followed(Visit browser, String page) {
        Answer answer = browser.get(page);
        return answer.status() == 200
                ? answer.body()
                : browser.get(answer.location()).body();
    }

    @Test
    void aPaymentIsUndoneByTwo() {
        String child = child(12);
        UUID id = done(payments.request(worker, child, money("FAMILY_CASH", "30000", null)))
                .id();
        done(payments.approve(manager, id));
        done(payments.pay(finance, id, receipt("R-1")));
        PaymentLists.Summary before = lists.summary(manager, TODAY);
        for (Actor alone : List.of(finance, manager))
            assertThatThrownBy(() -> SqlAs.change(alone, clock.instant(), """
                    update assistance.payment set state = 'REVERSED', reversed_by = access.actor(), reversed_at = access.moment() where id = '%s'
                    """.formatted(id)))
                    .as(alone.code())
                    .hasMessageContaining("assistance.not-your-hand");
        assertThat(refused(payments.reverse(manager, id, true, null))).isEqualTo("cases.nothing-waits");
        done(payments.askReversal(finance, id, "OTHER"));
        assertThat(payments.reverse(finance, id, true, null)).isInstanceOf(Outcome.Forbidden.class);
        Map<Actor, Long> heard = Map.of(worker, bellsOf(worker.username()), supervisor, bellsOf(supervisor.username()));
        done(payments.reverse(manager, id, true, null));
        heard.forEach((who, bells) -> assertThat(bellsOf(who.username()))
                .as("who asked for it and who leads the file: " + who.code())
                .isEqualTo(bells + 1));
        assertThat(lists.summary(manager, TODAY).paid()).isEqualTo(before.paid() - 1);
        assertThat(done(payments.request(worker, child, money("FAMILY_CASH", "30000", null)))
                        .state())
                .as("its period is free")
                .isEqualTo(Payment.State.REQUESTED);
    }

    @Test
    void aPaymentCountsFromTheDayItWasPaid() {
        String child = child(12);
        PaymentLists.Summary before = lists.summary(manager, TODAY);
        PaymentLists.Summary earlier = lists.summary(manager, TODAY.minusDays(1));
        UUID id = done(payments.request(worker, child, money("FAMILY_CASH", "166.50", Money.Currency.GHS, TODAY, null)))
                .id();
        done(payments.approve(manager, id));
        done(payments.pay(finance, id, receipt("R-7")));
        PaymentLists.Summary after = lists.summary(manager, TODAY);
        assertThat(after.paid()).isEqualTo(before.paid() + 1);
        assertThat(after.totals().get("GHS").subtract(before.totals().get("GHS")))
                .isEqualByComparingTo(new BigDecimal("166.50"));
        assertThat(lists.summary(manager, TODAY.minusDays(1))).isEqualTo(earlier);
    }
}
