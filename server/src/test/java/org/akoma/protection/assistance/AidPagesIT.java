package org.akoma.protection.assistance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.Visit;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Grant;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.payments.AidHouse;
import org.akoma.protection.payments.Payment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Help and money on pages, as JSON, as a file and in straight SQL, as different people reach for them. */
class AidPagesIT extends AidHouse {

    /** So that what this test asks for is the newest in a house where others have asked before, all morning. */
    @BeforeEach
    void inTheAfternoon() {
        clock.moveTo(MORNING.plus(Duration.ofHours(7)));
    }

    private static String text(Answer answer) {
        return answer.body().replace('\u00a0', ' ').replace('\u202f', ' ');
    }

    private static void isWhole(Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("th:", "??").contains("</html>");
    }

    @Test
    void fromTheFormToTheReceiptInABrowser() {
        String child = child(12);
        String page = "/cases/" + child + "/aid";
        Visit desk = browser(worker.username());
        isWhole(desk.get(page));
        assertThat(desk.post(page + "/services", "code", "LT_FAMILY_CASH", "note", "Pour le loyer")
                        .status())
                .isEqualTo(303);
        Answer wrong = desk.post(
                page + "/payments", "type", "FAMILY_CASH", "amount", "30,50", "currency", "XOF", "payee", "Awa T.");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(text(wrong)).contains("XOF : 0 décimales au plus", "30,50", "Awa T.", "href=\"#amount\"");
        Answer untyped = desk.post(page + "/payments?lang=fr", "type", "", "amount", "30 000", "payee", "Awa T.");
        assertThat(text(untyped)).contains("Choisissez le type de paiement", "Awa T.");
        assertThat(untyped.body().substring(0, untyped.body().indexOf("id=\"type-error\"")))
                .as("the fold around what is wrong is open")
                .containsPattern("(?s)<details class=\"govuk-details\" open=\"open\">(?!.*</details>)");
        Service cash = done(services.of(worker, child)).getFirst();
        assertThat(desk.post(
                                page + "/payments",
                                "type",
                                "FAMILY_CASH",
                                "amount",
                                "30 000",
                                "currency",
                                "XOF",
                                "service",
                                cash.id().toString(),
                                "payee",
                                "Awa T.")
                        .status())
                .isEqualTo(303);
        Answer shown = desk.get(page);
        isWhole(shown);
        assertThat(text(shown)).contains("30 000 XOF", "Pour le loyer").doesNotContain("Awa T.");
        Payment payment = done(payments.of(worker, child)).getFirst();
        assertThat(text(desk.post(page + "/payments/" + payment.id() + "/payee")))
                .contains("Awa T.");

        Visit supervision = browser(supervisor.username());
        isWhole(supervision.get(page));
        assertThat(supervision
                        .press(page, page + "/services/" + cash.id() + "/approval")
                        .status())
                .isEqualTo(303);

        Visit approver = browser(manager.username());
        Answer asked = approver.get("/payments?state=REQUESTED");
        isWhole(asked);
        assertThat(text(asked)).contains(payment.code(), child, "30 000 XOF").doesNotContain("Awa");
        assertThat(text(approver.get("/payments/" + payment.id()))).contains("Aide financière à la famille, Approuvé");
        assertThat(approver.get(page).status()).isEqualTo(404);
        assertThat(approver.post("/payments/" + payment.id() + "/decision", "approved", "true")
                        .status())
                .isEqualTo(303);

        assertThat(text(approver.get("/payments/" + payment.id() + "?lang=fr")))
                .contains("id=\"h-decide\">Refuser</h2>")
                .doesNotContain("id=\"h-decide\">Décider</h2>");

        Visit till = browser(finance.username());
        isWhole(till.get("/payments/" + payment.id() + "?lang=en"));
        assertThat(till.post(
                                "/payments/" + payment.id() + "/receipt",
                                "receipt",
                                receipt("R-9").receipt())
                        .status())
                .isEqualTo(422);
        assertThat(till.post(
                                "/payments/" + payment.id() + "/receipt",
                                "receipt",
                                receipt("R-9").receipt(),
                                "receivedBy",
                                "CAREGIVER",
                                "signed",
                                "true")
                        .status())
                .isEqualTo(303);
        assertThat(text(till.get("/payments/" + payment.id() + "?lang=fr")))
                .contains(receipt("R-9").receipt(), "signé", "Payé");
        isWhole(till.get("/payments/rates?lang=fr"));
        isWhole(till.get("/payments?lang=en&asOf=2015-11-01"));
        isWhole(supervision.get("/services/providers?lang=fr"));
        isWhole(supervision.get("/services/providers?lang=en"));
    }

    /** Three figures after a point are thousands to who types them: thirty thousand is never asked for as thirty. */
    @Test
    void anAmountIsAskedForAsItWasMeant() {
        String child = child(12);
        Visit desk = browser(worker.username());
        String address = "/cases/" + child + "/aid/payments";
        for (String amount : List.of("24.900", "24,900", "24.9000")) {
            Answer refused = desk.post(address, "type", "SCHOOL_FEE", "amount", amount, "currency", "XOF");
            assertThat(refused.status()).as(amount).isEqualTo(422);
            assertThat(text(refused)).contains("30 000 ou 30000, et non 30.000");
            assertThat(api(worker.username())
                            .post(
                                    "/api/v1/cases/" + child + "/payments",
                                    Map.of("type", "SCHOOL_FEE", "amount", amount, "currency", "XOF"))
                            .fields())
                    .containsExactly("amount");
        }
        Answer asked = desk.post(address, "type", "SCHOOL_FEE", "amount", "24 900", "currency", "XOF");
        String id = done(payments.of(worker, child)).getFirst().id().toString();
        String next = asked.header("Location").orElseThrow();
        assertThat(text(desk.get(next.substring(next.indexOf("/cases")))))
                .contains(
                        "l’approuve, puis les finances paient.",
                        "href=\"/payments/" + id + "\">P-",
                        "24 900 XOF</b>, du");
    }

    @Test
    void aRefusedRequestTellsWhyAndStays() {
        String child = child(12);
        done(payments.request(worker, child, money("SCHOOL_FEE", "24900", null)));
        Visit desk = browser(worker.username());
        desk.get("/cases/" + child + "/aid");
        Answer again = desk.post(
                "/cases/" + child + "/aid/payments", "type", "SCHOOL_FEE", "amount", "24900", "currency", "XOF");
        assertThat(again.status()).isEqualTo(422);
        assertThat(text(again))
                .contains(
                        "Il y a déjà un paiement de ce type", "Déjà un paiement de ce type pour la période", "Refusé");
        var api = api(worker.username())
                .post(
                        "/api/v1/cases/" + child + "/payments",
                        Map.of("type", "SCHOOL_FEE", "amount", 24900, "currency", "XOF"));
        assertThat(api.status()).isEqualTo(422);
        assertThat(api.body()).contains("assistance.duplicate-payment");
    }

    @Test
    void theApiSaysNoToWhoMayNot() {
        String child = child(12);
        UUID payment = done(payments.request(worker, child, money("FAMILY_CASH", "30000", TODAY)))
                .id();
        done(services.plan(worker, child, service("IMM_FOOD")));
        String services = "/api/v1/cases/" + child + "/services";
        String ofChild = "/api/v1/cases/" + child + "/payments";
        String decision = "/api/v1/payments/" + payment + "/decision";
        List<String> strangers = List.of(
                person(Role.CASE_WORKER, structure(Organisation.Kind.NGO)),
                person(Role.EVALUATOR, ngo),
                person(Role.SHELTER_MANAGER, ngo),
                person(Role.PROVIDER, ngo),
                person(Role.LE_OFFICER, ngo),
                person(Role.LE_COORDINATOR, ngo),
                person(Role.OBSERVER, ngo),
                person(Role.MINISTRY_OFFICER, ngo),
                person(Role.DATA_PROTECTION_OFFICER, ngo),
                person(Role.SYSTEM_ADMINISTRATOR, ngo),
                finance.username(),
                manager.username());
        for (String one : strangers) {
            var caller = api(one);
            assertThat(caller.get(services).status()).as(one).isEqualTo(404);
            assertThat(caller.get(ofChild).status()).as(one).isEqualTo(404);
            assertThat(browser(one).get("/cases/" + child + "/aid").status())
                    .as(one)
                    .isEqualTo(404);
            boolean money = one.equals(finance.username()) || one.equals(manager.username());
            if (money) continue;
            assertThat(caller.post(decision, Map.of("approved", true)).status())
                    .as(one)
                    .isEqualTo(404);
            Answer list = caller.get("/api/v1/payments");
            if (list.status() == 200) assertThat(list.body()).as(one).doesNotContain(child);
            else assertThat(list.status()).as(one).isEqualTo(403);
            Answer file = caller.get("/api/v1/payments/file");
            if (file.status() == 200) assertThat(file.body()).as(one).doesNotContain(child);
            else assertThat(file.status()).as(one).isEqualTo(403);
            assertThat(caller.get("/api/v1/summary/payments").status()).as(one).isEqualTo(403);
        }
        assertThat(api(worker.username())
                        .post(decision, Map.of("approved", true))
                        .status())
                .isEqualTo(403);
        assertThat(api(finance.username())
                        .post(decision, Map.of("approved", true))
                        .status())
                .isEqualTo(403);
        assertThat(api(finance.username()).get("/api/v1/payments").body()).contains(child);
        for (Actor one : List.of(manager, finance))
            assertThat(api(one.username())
                            .get("/api/v1/payments/file?format=csv")
                            .code())
                    .isEqualTo("pages.bulk-read-by-two");
        assertThat(api(manager.username())
                        .get("/api/v1/summary/payments?asOf=2015-11-16")
                        .json()
                        .path("totals"))
                .hasSize(3);
        assertThat(api(worker.username()).get("/api/v1/summary/payments").status())
                .isEqualTo(403);
        assertThat(api(manager.username()).get("/api/v1/payments?cursor=x").status())
                .isEqualTo(422);
        assertThat(api(supervisor.username()).get("/api/v1/payments").body()).contains(child);
    }

    @Test
    void anEvaluatorReadsTheSampleWithoutAName() {
        String child = child(12);
        UUID payment = done(payments.request(worker, child, money("FAMILY_CASH", "30000", TODAY)))
                .id();
        Actor evaluator = actor(person(Role.EVALUATOR, ngo));
        give(child, Grant.Kind.PERSON, evaluator.personId(), Grant.Reason.SAMPLE, Section.STATUS, Section.ASSISTANCE);
        var api = api(evaluator.username());
        assertThat(api.get("/api/v1/cases/" + child + "/payments").body()).contains("FAMILY_CASH");
        assertThat(api.get("/api/v1/payments").body()).contains(child);
        assertThat(api.get("/api/v1/payments/file").status()).isEqualTo(403);
        assertThat(api.post("/api/v1/cases/" + child + "/payments/" + payment + "/payee", Map.of())
                        .status())
                .isEqualTo(404);
        Answer page = browser(evaluator.username()).get("/cases/" + child + "/aid");
        isWhole(page);
        assertThat(page.body()).doesNotContain("/payee", "Demander un paiement", "Awa");
    }

    @Test
    void aShelterSeesTheStayItGives() {
        String child = child(12);
        var home = new org.akoma.protection.shelters.Shelter(
                Ids.next(),
                fresh("SH"),
                ngo.id(),
                "CI",
                4,
                org.akoma.protection.shelters.Shelter.SexRule.MIXED,
                6,
                17,
                0,
                true,
                null,
                true,
                1,
                null);
        shelters.open(supervisor, home, new org.akoma.protection.shelters.Shelter.Location("Soubré", null, null));
        agreeTo(home.id());
        done(services.plan(worker, child, service("IMM_SHELTER", null, home.code(), MORNING.minusSeconds(60))));
        done(services.plan(worker, child, service("IMM_FOOD")));
        String here = person(Role.SHELTER_MANAGER, ngo, home.id(), null);
        assertThat(api(here).get("/api/v1/cases/" + child + "/services").status())
                .isEqualTo(404);
        give(
                child,
                Grant.Kind.UNIT,
                home.id(),
                Grant.Reason.SHELTER_STAY,
                Section.STATUS,
                Section.IDENTITY,
                Section.PLACEMENT);
        Answer seen = api(here).get("/api/v1/cases/" + child + "/services");
        assertThat(seen.body()).contains("IMM_SHELTER").doesNotContain("IMM_FOOD", "Une note");
        isWhole(browser(here).get("/cases/" + child + "/aid"));
        assertThat(api(here).get("/api/v1/cases/" + child + "/payments").status())
                .isEqualTo(404);
    }

    @org.springframework.beans.factory.annotation.Autowired
    org.akoma.protection.shelters.Shelters shelters;

    @Test
    void theDatabaseItselfLetsNobodySignForAnother() throws SQLException {
        String child = child(12);
        UUID payment = done(payments.request(worker, child, money("FAMILY_CASH", "30000", TODAY)))
                .id();
        done(services.plan(worker, child, service("IMM_PSYCHOSOCIAL")));
        UUID file = file(child).id();
        String counts = "select concat_ws('/', (select count(*) from assistance.service where file_id = '" + file
                + "'), (select count(*) from assistance.payment where file_id = '" + file
                + "'), (select count(*) from assistance.payee where file_id = '" + file + "'))";
        assertThat(asked(worker, counts)).isEqualTo("1/1/1");
        assertThat(asked(finance, counts)).isEqualTo("0/1/0");
        assertThat(asked(manager, counts)).isEqualTo("0/1/0");
        assertThat(asked(actor(person(Role.EVALUATOR, ngo)), counts)).isEqualTo("0/0/0");
        assertThat(asked(actor(person(Role.CASE_WORKER, structure(Organisation.Kind.NGO))), counts))
                .isEqualTo("0/0/0");
        assertThat(asked(null, counts)).isEqualTo("0/0/0");
        String approve =
                "update assistance.payment set state = 'APPROVED', approved_at = now(), approved_by = '%s' where id = '"
                        + payment + "'";
        for (Actor forger : List.of(worker, supervisor, finance))
            for (Actor name : List.of(forger, manager))
                assertThatThrownBy(() -> asked(forger, approve.formatted(name.personId())))
                        .as(forger.code())
                        .hasMessageMatching(
                                "(?s).*(assistance.not-your-hand|payment_asked_and_approved_by_two|access.not-this-act).*");
        assertThatThrownBy(
                        () -> asked(finance, "update assistance.payment set amount = 1 where id = '" + payment + "'"))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> asked(manager, "delete from assistance.payment where id = '" + payment + "'"))
                .hasMessageContaining("permission denied");
        for (String login : List.of(
                Compartment.ENFORCEMENT.login(), Compartment.CUSTODY.login(), Compartment.ADMINISTRATION.login()))
            try (Connection other = TestDatabase.connectAs(login);
                    Statement ask = other.createStatement()) {
                assertThatThrownBy(() -> ask.executeQuery("select count(*) from assistance.payment"))
                        .as(login)
                        .hasMessageContaining("permission denied");
            }
    }

    /** As the care login, entered as this person or as nobody; nothing stays. */
    private String asked(Actor actor, String sql) throws SQLException {
        try (Connection care = TestDatabase.connectAs(Compartment.PROTECTION.login());
                Statement ask = care.createStatement()) {
            care.setAutoCommit(false);
            if (actor != null) ask.execute(TestDatabase.entering(actor.personId(), clock.instant()));
            if (!ask.execute(sql)) return "changed " + ask.getUpdateCount();
            try (var row = ask.getResultSet()) {
                row.next();
                return row.getString(1);
            } finally {
                care.rollback();
            }
        }
    }
}
