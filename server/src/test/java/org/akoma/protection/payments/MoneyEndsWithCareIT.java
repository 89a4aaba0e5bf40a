package org.akoma.protection.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.SqlAs;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.assistance.Service;
import org.akoma.protection.consent.SomeConsent;
import org.junit.jupiter.api.Test;

/** Nothing is paid for a closed file, and after a no to case management only what is immediate: by API, page and SQL. */
class MoneyEndsWithCareIT extends AidHouse {

    private static final String APPROVE =
            "update assistance.payment set state = 'APPROVED', approved_by = access.actor(), approved_at = access.moment() where id = '%s'";

    private UUID asked(String child) {
        return done(payments.request(worker, child, money("FAMILY_CASH", "30000", null)))
                .id();
    }

    private Answer ask(String child, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(Map.of("type", "FAMILY_CASH", "amount", 1000, "currency", "XOF"));
        body.putAll(more);
        return api(worker.username()).post("/api/v1/cases/" + child + "/payments", body);
    }

    private void childSaysNo(String child) {
        assertThat(api(worker.username())
                        .post(
                                "/api/v1/cases/" + child + "/consents",
                                SomeConsent.json("REFUSED", "CHILD", "2015-11-16T06:05:00Z"))
                        .status())
                .isEqualTo(201);
    }

    private Answer decision(UUID id) {
        return api(manager.username()).post("/api/v1/payments/" + id + "/decision", Map.of("approved", true));
    }

    /** A child who was taken away lives with nobody to whom money could go. */
    @Test
    void nothingIsPaidForAChildWhoIsSearchedFor() {
        String child = child(13);
        UUID asked = asked(child);
        TestDatabase.ownerDoes("update cases.case_file set lost_since = '2015-11-15' where code = '" + child + "'");
        assertThat(ask(child, Map.of()).body()).contains("assistance.child-lost");
        assertThat(decision(asked).body()).contains("assistance.money-stops");
        assertThatThrownBy(() -> SqlAs.change(manager, clock.instant(), APPROVE.formatted(asked)))
                .hasMessageContaining("assistance.");
    }

    /** What goes to a foster family is asked for a child who lives with one. */
    @Test
    void noFosterAllowanceWithoutAFosterFamily() {
        String child = child(13);
        Map<String, Object> allowance = Map.of("type", "FOSTER_ALLOWANCE");
        assertThat(ask(child, allowance).body()).contains("assistance.no-foster-family", "\"type\"");
        String straight = """
                insert into assistance.payment (id, file_id, case_code, organisation_id, worker_id, type, currency, amount, covers_from, covers_until, pay_to,
                       state, requested_by, requested_at)
                select gen_random_uuid(), id, code, organisation_id, worker_id, 'FOSTER_ALLOWANCE', 'XOF', 1, '2015-11-16', '2015-12-14', 'CAREGIVER',
                       'REQUESTED', access.actor(), access.moment() from cases.case_file where code = '%s'
                """.formatted(child);
        assertThatThrownBy(() -> SqlAs.change(worker, clock.instant(), straight))
                .hasMessageContaining("assistance.no-foster-family");
        for (String home :
                new String[] {"'FAMILY_REUNIFIED', 'CURRENT', null", "'FOSTER_FAMILY', 'ENDED', '2015-10-01'"}) {
            lives(child, home);
            assertThat(ask(child, allowance).body()).as(home).contains("assistance.no-foster-family");
        }
        TestDatabase.ownerDoes(
                "update cases.placement set state = 'ENDED', until = '2015-11-15' where state = 'CURRENT' and file_id ="
                        + " (select id from cases.case_file where code = '" + child + "')");
        lives(child, "'FOSTER_FAMILY', 'CURRENT', null");
        Answer asked = ask(child, allowance);
        assertThat(asked.status()).as(asked.body()).isEqualTo(201);
    }

    /** Clothes are no foster family, and a shelter that ended before the approval pays nothing: by API and SQL. */
    @Test
    void noFosterAllowanceByAServiceThatIsOpenedAndClosed() {
        String child = child(13);
        for (String code : new String[] {"IMM_CLOTHING_HYGIENE", "IMM_FOOD"})
            assertThat(through(child, running(child, code)).body()).as(code).contains("assistance.no-foster-family");
        Service shelter = running(child, "IMM_SHELTER");
        Answer asked = through(child, shelter);
        assertThat(asked.status()).as(asked.body()).isEqualTo(201);
        UUID payment = done(payments.of(worker, child)).getFirst().id();
        assertThat(api(worker.username())
                        .post(
                                "/api/v1/cases/" + child + "/services/" + shelter.id() + "/end",
                                Map.of("completed", true))
                        .status())
                .isEqualTo(200);
        assertThat(decision(payment).body()).contains("assistance.money-stops");
        assertThatThrownBy(() -> SqlAs.change(manager, clock.instant(), APPROVE.formatted(payment)))
                .hasMessageContaining("assistance.");
        lives(child, "'FOSTER_FAMILY', 'CURRENT', null");
        assertThat(decision(payment).status()).isEqualTo(200);
    }

    private Service running(String child, String code) {
        return done(services.plan(worker, child, service(code, null, null, clock.instant())));
    }

    private Answer through(String child, Service service) {
        return ask(
                child,
                Map.of("type", "FOSTER_ALLOWANCE", "service", service.id().toString()));
    }

    private static void lives(String child, String home) {
        TestDatabase.ownerDoes(
                "insert into cases.placement (id, file_id, kind, state, until, country, since, recorded_by, approved_by, sealed)"
                        + " select gen_random_uuid(), id, " + home
                        + ", 'CI', '2015-09-01', worker_id, supervisor_id, '' from cases.case_file where code = '"
                        + child + "'");
    }

    @Test
    void afterANoOnlyWhatIsImmediateIsPaid() {
        String child = child(13);
        UUID asked = asked(child);
        String other = child(13);
        UUID agreed = asked(other);
        done(payments.approve(manager, agreed));
        childSaysNo(child);
        childSaysNo(other);
        assertThat(decision(asked).body()).contains("assistance.money-stops");
        assertThatThrownBy(() -> SqlAs.change(manager, clock.instant(), APPROVE.formatted(asked)))
                .hasMessageContaining("assistance.");
        assertThat(refused(payments.pay(finance, agreed, receipt("R-1")))).isEqualTo("assistance.money-stops");
        assertThatThrownBy(() -> SqlAs.change(finance, clock.instant(), """
                update assistance.payment set state = 'PAID', paid_by = access.actor(), paid_at = access.moment(), paid_on = '2015-11-16',
                       receipt = 'N-%s', received_by = 'CAREGIVER', signed = true where id = '%s'
                """.formatted(finance.code(), agreed)))
                .hasMessageContaining("assistance.money-stops");
        Answer page = browser(finance.username()).get("/payments/" + agreed + "?lang=fr");
        assertThat(page.body()).contains("n’est ni approuvé ni versé").doesNotContain("Numéro du reçu");
        assertThat(ask(child, Map.of("type", "SCHOOL_KIT")).body()).contains("cases.emergency-care-only");
        Service planned = done(services.plan(worker, child, service("IMM_CLOTHING_HYGIENE")));
        assertThat(ask(
                                child,
                                Map.of(
                                        "type",
                                        "FOSTER_ALLOWANCE",
                                        "service",
                                        planned.id().toString()))
                        .body())
                .contains("assistance.service-not-running");
        Service night = done(services.plan(worker, child, service("IMM_SHELTER", null, null, clock.instant())));
        assertThat(ask(
                                child,
                                Map.of(
                                        "type",
                                        "MICRO_BUSINESS_GRANT",
                                        "service",
                                        night.id().toString()))
                        .body())
                .contains("assistance.no-immediate-money");
        for (String wrong :
                new String[] {"'MICRO_BUSINESS_GRANT', '" + night.id(), "'FOSTER_ALLOWANCE', '" + planned.id()})
            assertThatThrownBy(() -> SqlAs.change(worker, clock.instant(), """
                    insert into assistance.payment (id, file_id, case_code, organisation_id, worker_id, type, service_id, currency, amount, covers_from,
                           covers_until, pay_to, state, requested_by, requested_at)
                    select gen_random_uuid(), id, code, organisation_id, worker_id, %s', 'XOF', 1, '2015-11-16', '2015-12-14', 'PROVIDER', 'REQUESTED',
                           access.actor(), '2015-08-01' from cases.case_file where code = '%s'
                    """.formatted(wrong, child)))
                    .as(wrong)
                    .hasMessageContaining("assistance.money-stops");
        Answer housed = ask(
                child, Map.of("type", "FOSTER_ALLOWANCE", "service", night.id().toString()));
        assertThat(housed.status()).as(housed.body()).isEqualTo(201);
        Payment last = done(payments.of(worker, child)).getFirst();
        UUID immediate = last.id();
        String decision = "";
        for (var one : api(manager.username()).get("/api/v1/decisions").json().path("waiting"))
            if (one.path("about").asString().equals(last.code()))
                decision = one.path("id").asString();
        assertThat(browser(manager.username())
                        .get("/decisions/" + decision + "?lang=fr")
                        .body())
                .contains("Où en est ce service", "Commencé");
        assertThat(decision(immediate).status()).isEqualTo(200);
        done(payments.sendBack(finance, agreed, "OTHER"));
        done(payments.cancel(worker, other, agreed));
    }

    @Test
    void aClosedFilePaysNothing() {
        String child = child(12);
        UUID asked = asked(child);
        UUID agreed = done(payments.request(worker, child, money("SCHOOL_KIT", "1000", null)))
                .id();
        done(payments.approve(manager, agreed));
        assertThat(api(worker.username())
                        .post("/api/v1/cases/" + child + "/closure", Map.of("code", "DEATH", "details", "Noyade"))
                        .status())
                .isEqualTo(201);
        Answer closed = api(supervisor.username())
                .post(
                        "/api/v1/cases/" + child + "/closure/decision",
                        Map.of("decision", "CLOSED", "reason", "Elle ne peut pas être évaluée"));
        assertThat(closed.status()).as(closed.body()).isEqualTo(200);
        for (UUID one : new UUID[] {asked, agreed}) {
            Payment ended = payments.find(finance, one).orElseThrow();
            assertThat(ended.state()).isEqualTo(Payment.State.REFUSED);
            assertThat(ended.refusal()).isEqualTo("FILE_CLOSED");
        }
        assertThat(api(manager.username()).get("/api/v1/decisions").body()).doesNotContain(asked.toString());
        assertThat(decision(asked).status()).isEqualTo(422);
        assertThat(refused(payments.pay(finance, agreed, receipt("R-1")))).isEqualTo("assistance.payment-decided");
        assertThat(ask(child, Map.of()).body()).contains("cases.file-closed");
        assertThatThrownBy(() -> SqlAs.change(worker, clock.instant(), """
                insert into assistance.payment (id, file_id, case_code, organisation_id, worker_id, type, currency, amount, covers_from, covers_until,
                       pay_to, state, requested_by, requested_at)
                select gen_random_uuid(), id, code, organisation_id, worker_id, 'TOOL_KIT', 'XOF', 1, '2015-11-16', '2015-12-14', 'PROVIDER', 'REQUESTED',
                       access.actor(), access.moment() from cases.case_file where code = '%s'
                """.formatted(child)))
                .hasMessageContaining("assistance.money-stops");
    }
}
