package org.akoma.protection.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.Ids;
import org.akoma.SqlAs;
import org.akoma.Visit;
import org.akoma.ground.access.Actor;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.akoma.ground.reference.CodeLists;
import org.akoma.ground.reference.Policies;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Three payments for one period, three receipts with one number, and money that goes to who asked for it: by API, on the page, in SQL. */
class OnePaymentForAPeriodIT extends AidHouse {

    @Autowired
    CodeLists codeLists;

    @Autowired
    Policies policies;

    private Answer ask(String child, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(Map.of("type", "FAMILY_CASH", "amount", 100_000, "currency", "XOF"));
        body.putAll(more);
        return api(worker.username()).post("/api/v1/cases/" + child + "/payments", body);
    }

    private UUID approved(String child) {
        UUID id = done(payments.request(worker, child, money("FAMILY_CASH", "30000", null)))
                .id();
        done(payments.approve(manager, id));
        return id;
    }

    private static Map<String, Object> receipt(String number, String receivedBy) {
        return Map.of("receipt", number, "receivedBy", receivedBy, "signed", true);
    }

    @Test
    void threePaymentsOfOneDayAreOnePaymentAndTwoAttempts() {
        String child = child(12);
        assertThat(ask(child, Map.of("coversFrom", "2015-11-16")).status()).isEqualTo(201);
        for (String other : new String[] {"1990-01-01", "2019-01-01", "2015-11-15", "2015-12-14"}) {
            Answer answer = ask(child, Map.of("coversFrom", other));
            assertThat(answer.status()).as(other).isEqualTo(422);
            assertThat(answer.code()).as(other).isNotNull();
        }
        assertThat(ask(child, Map.of()).body()).contains("assistance.duplicate-payment");
        assertThat(done(payments.of(worker, child)).stream().filter(Payment::counts))
                .hasSize(1);
        Answer more = ask(child, Map.of("override", "INSTALMENT"));
        assertThat(more.body()).as("the ceiling holds for the period").contains("assistance.over-ceiling");
        Visit desk = browser(worker.username());
        Answer page = desk.post(
                "/cases/" + child + "/aid/payments",
                "type",
                "FAMILY_CASH",
                "amount",
                "100000",
                "currency",
                "XOF",
                "coversFrom",
                "1990-01-01");
        assertThat(page.status()).isEqualTo(422);
    }

    @Test
    void aReceiptIsWrittenOnceInTheProgramme() {
        String number = "R-" + finance.code();
        UUID first = approved(child(12));
        UUID second = approved(child(12));
        Caller till = api(finance.username());
        assertThat(till.post("/api/v1/payments/" + first + "/receipt", receipt(number, "CAREGIVER"))
                        .status())
                .isEqualTo(200);
        for (String same : new String[] {number, number.toLowerCase(java.util.Locale.ROOT), number.replace('-', ' ')}) {
            Answer again = till.post("/api/v1/payments/" + second + "/receipt", receipt(same, "CAREGIVER"));
            assertThat(again.status()).as(same).isEqualTo(422);
            assertThat(again.body()).as(same).contains("assistance.receipt-used");
        }
        assertThatThrownBy(() -> sql(finance, """
                update assistance.payment set state = 'PAID', paid_by = access.actor(), paid_at = access.moment(), paid_on = '2015-11-16',
                       receipt = '%s', received_by = 'CAREGIVER', signed = true where id = '%s'
                """.formatted(number.replace("-", ""), second)))
                .hasMessageContaining("payment_receipt_once");
    }

    @Test
    void whoAsksApprovesOrPaysReceivesNothing() {
        String child = child(12);
        String beside = workingBeside(child);
        ask(child, Map.of("amount", 30_000, "payTo", "CASE_WORKER", "payToWorker", beside));
        UUID id = done(payments.of(worker, child)).getFirst().id();
        done(payments.approve(manager, id));
        Caller till = api(finance.username());
        String receipt = "/api/v1/payments/" + id + "/receipt";
        for (Actor hand : new Actor[] {worker, manager, finance}) {
            Map<String, Object> body = new HashMap<>(receipt("A-" + finance.code(), "CASE_WORKER"));
            body.put("receiver", hand.username());
            assertThat(till.post(receipt, body).body()).as(hand.code()).contains("assistance.receiver-is-another");
            assertThatThrownBy(() -> sql(finance, """
                    update assistance.payment set state = 'PAID', paid_by = access.actor(), paid_at = access.moment(), paid_on = '2015-11-16',
                           receipt = 'A-%s', received_by = 'CASE_WORKER', received_by_id = '%s', signed = true where id = '%s'
                    """.formatted(finance.code(), hand.personId(), id)))
                    .as(hand.code())
                    .hasMessageContaining("payment_receiver_is_another");
        }
        Map<String, Object> colleague = new HashMap<>(receipt("A-" + finance.code(), "CASE_WORKER"));
        colleague.put("receiver", beside);
        assertThat(till.post(receipt, colleague).status()).isEqualTo(200);
    }

    @Test
    void theTableItselfTakesNoSecondPaymentForAPeriod() throws SQLException {
        String child = child(12);
        insert(child, "2015-11-16", "2015-12-14");
        for (String other : new String[] {"2015-11-16/2015-12-14", "2015-12-13/2016-01-10", "1990-01-01/1990-01-29"}) {
            String[] days = other.split("/");
            assertThatThrownBy(() -> insert(child, days[0], days[1]))
                    .as(other)
                    .hasMessageContaining("assistance.period-taken");
        }
    }

    /** Straight SQL asks as a page would: for the days of the type, now, under the next number, and without what others say later. */
    @Test
    void theTableItselfTakesNoRequestThatAPageWouldNotMake() throws SQLException {
        String child = child(12);
        for (String until : new String[] {"2015-11-17", "2015-11-23", "2016-12-01"})
            assertThatThrownBy(() -> insert(child, "2015-11-16", until))
                    .as(until)
                    .hasMessageContaining("assistance.payment-not-as-asked");
        String good = """
                insert into assistance.payment (id, file_id, case_code, organisation_id, worker_id, type, currency, amount, covers_from, covers_until,
                       pay_to, state, requested_by, requested_at%s)
                select gen_random_uuid(), id, code, organisation_id, worker_id, '%s', 'XOF', 1, '2015-11-16', '2015-12-14', '%s', 'REQUESTED', access.actor(),
                       %s%s from cases.case_file where code = '""" + child + "'";
        String now = "access.moment()";
        for (String later : new String[] {
            "arrived, true",
            "attested_at, access.moment()",
            "denied_at, access.moment()",
            "witness_id, access.actor()",
            "number, 7",
            "version, 9"
        }) {
            String[] column = later.split(",");
            assertThatThrownBy(() -> sql(
                            worker, good.formatted(", " + column[0], "FAMILY_CASH", "CAREGIVER", now, "," + column[1])))
                    .as(later)
                    .hasMessageContaining("permission denied");
        }
        assertThatThrownBy(() -> sql(worker, good.formatted("", "FAMILY_CASH", "CAREGIVER", "'2014-01-01'", "")))
                .hasMessageContaining("assistance.payment-not-as-asked");
        assertThatThrownBy(() -> sql(worker, good.formatted("", "SCHOOL_KIT", "CAREGIVER", now, "")))
                .as("the days of another type")
                .hasMessageContaining("assistance.payment-not-as-asked");
        assertThatThrownBy(
                        () -> sql(worker, good.formatted(", override", "FAMILY_CASH", "CAREGIVER", now, ", 'BECAUSE'")))
                .hasMessageContaining("payment_override");
        assertThatThrownBy(() -> sql(worker, good.formatted("", "FAMILY_CASH", "THE_UNCLE", now, "")))
                .hasMessageContaining("payment_receiver");
        sql(worker, good.formatted("", "FAMILY_CASH", "CAREGIVER", now, ""));
        String another = child(12);
        sql(worker, good.replace(child, another).formatted("", "MEDICAL_COST", "CAREGIVER", now, ""));
        assertThatThrownBy(() ->
                        sql(worker, good.replace(child, another).formatted("", "GIFT_CASH", "CAREGIVER", now, "")))
                .isInstanceOf(SQLException.class);
    }

    @Test
    void theDatabaseKnowsTheTypesAndTheirDays() throws SQLException {
        try (var owner = TestDatabase.connectAs(Compartment.MIGRATOR);
                var ask = owner.createStatement()) {
            for (String type : codeLists.codesOf("payment-type")) {
                var row = ask.executeQuery(
                        "select assistance.period_of('" + type + "'), (select pg_get_constraintdef(oid) like '%''"
                                + type + "''%' from pg_constraint where conname = 'payment_type')");
                row.next();
                assertThat(row.getInt(1))
                        .as(type)
                        .isEqualTo(policies.days("payment.period." + PaymentPeriod.key(type)));
                assertThat(row.getBoolean(2)).as(type).isTrue();
            }
        }
    }

    private void insert(String child, String from, String until) throws SQLException {
        sql(worker, """
                insert into assistance.payment (id, file_id, case_code, organisation_id, worker_id, type, currency, amount, covers_from, covers_until,
                       pay_to, state, requested_by, requested_at)
                values ('%s', '%s', '%s', '%s', '%s', 'FAMILY_CASH', 'XOF', 1, '%s', '%s', 'CAREGIVER', 'REQUESTED', access.actor(), access.moment())
                """.formatted(
                Ids.next(), file(child).id(), child, file(child).organisationId(), worker.personId(), from, until));
    }

    private void sql(Actor as, String what) throws SQLException {
        SqlAs.change(as, clock.instant(), what);
    }
}
