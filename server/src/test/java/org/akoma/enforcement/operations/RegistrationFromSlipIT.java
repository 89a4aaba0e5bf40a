package org.akoma.enforcement.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.airlock.slips.SignSlip;
import org.akoma.airlock.slips.Slip;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.junit.jupiter.api.Test;

/** A slip becomes one file, for the worker it is addressed to, and only once. */
class RegistrationFromSlipIT extends PoliceScene {

    @Test
    void aSlipBecomesOneFileForItsReceiverAndOnlyWhenSigned() {
        Slip slip = written(1);
        Map<String, Object> child = Map.of("sex", "M", "age", 14, "country", "CI", "slip", slip.number());
        String stranger = person(Role.CASE_WORKER, structure(org.akoma.ground.access.Organisation.Kind.NGO));
        assertRefused(api(stranger).post("/api/v1/cases", child));
        assertRefused(api(worker.username()).post("/api/v1/cases", child));
        slips.sign(officer, new SignSlip(slip.number(), slip.version()));
        assertThat(browser(worker.username())
                        .get("/cases/new?slip=" + slip.number())
                        .body())
                .contains(slip.number(), "value=\"14\"");
        Answer opened = api(worker.username()).post("/api/v1/cases", child);
        assertThat(opened.status()).isEqualTo(201);
        assertThat(slips.find(worker, slip.number()).orElseThrow().receiverSignature())
                .isNotNull();
        assertRefused(api(worker.username()).post("/api/v1/cases", child));
        String file = "/api/v1/cases/" + opened.json().path("code").asString();
        assertThat(api(officer.username()).get(file).status()).isIn(403, 404);
        assertThat(api(officer.username()).get("/api/v1/slips/" + slip.number()).body())
                .doesNotContain(opened.json().path("code").asString());
    }

    /** Registering signs the receipt, so the worker says first that the child is there; a program that says nothing of it goes on as before. */
    @Test
    void nobodySignsForAChildWhoIsNotThere() {
        Slip slip = written(1);
        slips.sign(officer, new SignSlip(slip.number(), slip.version()));
        Map<String, Object> child =
                new java.util.HashMap<>(Map.of("sex", "M", "age", 14, "country", "CI", "slip", slip.number()));
        child.put("received", false);
        assertThat(api(worker.username()).post("/api/v1/cases", child).body()).contains("cases.not-received");
        var page = browser(worker.username());
        page.get("/cases/new?slip=" + slip.number());
        String[] typed = {"slip", slip.number(), "sex", "M", "age", "14", "country", "CI"};
        Answer unsaid = page.post("/cases/new", typed);
        assertThat(unsaid.status()).isEqualTo(422);
        assertThat(unsaid.body()).contains("received-error", "Cochez que l’enfant est ici");
        assertThat(slips.find(worker, slip.number()).orElseThrow().receiverSignature())
                .isNull();
        String[] said = java.util.Arrays.copyOf(typed, typed.length + 2);
        said[typed.length] = "received";
        said[typed.length + 1] = "true";
        assertThat(page.post("/cases/new", said).status()).isEqualTo(303);
        assertThat(slips.find(worker, slip.number()).orElseThrow().receiverSignature())
                .isNotNull();
    }

    /** A child is not registered beside its own slip: who is to receive it is led there first. */
    @Test
    void theFormWithoutASlipLeadsToTheSlipThatWaits() {
        Slip slip = written(1);
        String other = person(Role.CASE_WORKER, ngo);
        assertThat(browser(worker.username()).get("/cases/new").body())
                .contains("Une fiche vous attend", "href=\"/slips/" + slip.number() + "\"");
        slips.sign(officer, new SignSlip(slip.number(), slip.version()));
        String receive = "href=\"/cases/new?slip=" + slip.number() + "\"";
        assertThat(browser(worker.username()).get("/cases/new").body()).contains("Une fiche vous attend", receive);
        assertThat(browser(worker.username())
                        .get("/cases/new?slip=" + slip.number())
                        .body())
                .doesNotContain("Une fiche vous attend");
        assertThat(browser(other).get("/cases/new").body()).doesNotContain("Une fiche vous attend", slip.number());
        assertThat(browser(worker.username()).get("/slips/" + slip.number()).body())
                .contains("À recevoir avant")
                .doesNotContain("À remettre avant");
    }

    /** What two people signed is not undone by one: another sex, or an age that moves a rule, waits for a supervisor. */
    @Test
    void theFileBeginsAsTheSlipSaysUntilASupervisorDecides() {
        Slip slip = written(1);
        slips.sign(officer, new SignSlip(slip.number(), slip.version()));
        String supervisor = person(Role.CASE_SUPERVISOR, ngo);
        Answer opened = api(worker.username())
                .post("/api/v1/cases", Map.of("sex", "F", "age", 17, "country", "CI", "slip", slip.number()));
        assertThat(opened.status()).isEqualTo(201);
        assertThat(opened.json().path("sex").asString()).isEqualTo("M");
        assertThat(opened.json().path("ageAtRescue").asInt()).isEqualTo(14);
        String file = "/api/v1/cases/" + opened.json().path("code").asString();
        String waiting = api(worker.username())
                .get(file + "/registration")
                .json()
                .path("waiting")
                .asString();
        assertThat(api(worker.username())
                        .post("/api/v1/decisions/" + waiting + "/verdict", Map.of("agreed", true))
                        .status())
                .isEqualTo(403);
        assertThat(api(supervisor).get("/api/v1/notices").body()).contains("\"decision\"");
        assertThat(browser(supervisor).get("/decisions/" + waiting + "?lang=fr").body())
                .contains(slip.number(), "17")
                .doesNotContain("??");
        assertThat(api(supervisor)
                        .post("/api/v1/decisions/" + waiting + "/verdict", Map.of("agreed", true))
                        .status())
                .isEqualTo(200);
        String registered = api(worker.username()).get(file + "/registration").body();
        assertThat(registered).contains("\"sex\":\"F\"", "\"age\":17", "cases.slip-sex", "cases.slip-age");
    }

    /** An age that moves no rule is the worker's word; the supervisor hears of it and the file shows it. */
    @Test
    void anotherAgeOfTheSameRulesIsShown() {
        Slip slip = written(1);
        slips.sign(officer, new SignSlip(slip.number(), slip.version()));
        Answer opened = api(worker.username())
                .post("/api/v1/cases", Map.of("sex", "M", "age", 13, "country", "CI", "slip", slip.number()));
        assertThat(opened.json().path("ageAtRescue").asInt()).isEqualTo(13);
        String code = opened.json().path("code").asString();
        assertThat(api(worker.username())
                        .get("/api/v1/cases/" + code + "/registration")
                        .body())
                .contains("cases.slip-age");
        assertThat(browser(worker.username())
                        .get("/cases/" + code + "/identity?lang=fr")
                        .body())
                .contains("dit 14 ans");
    }

    /** What two people signed is not exchanged by one the minute after: the sex waits for a supervisor, by the application and by straight SQL. */
    @Test
    void theSexOfTheSlipIsChangedByTwo() {
        Slip slip = written(1);
        slips.sign(officer, new SignSlip(slip.number(), slip.version()));
        Answer opened = api(worker.username())
                .post("/api/v1/cases", Map.of("sex", "M", "age", 14, "country", "CI", "slip", slip.number()));
        String file = "/api/v1/cases/" + opened.json().path("code").asString();
        Answer corrected = api(worker.username())
                .put(
                        file + "/registration",
                        Map.of(
                                "sex",
                                "F",
                                "age",
                                14,
                                "ageEstimated",
                                false,
                                "country",
                                "CI",
                                "reason",
                                "Erreur de frappe"),
                        "\"1\"");
        assertThat(corrected.status()).as(corrected.body()).isEqualTo(202);
        assertThat(api(worker.username()).get(file + "/registration").body())
                .contains("\"sex\":\"M\"")
                .doesNotContain("\"waiting\":null");
        assertThatThrownBy(() -> sql(
                        Compartment.PROTECTION,
                        worker,
                        "update cases.case_file set sex = 'F' where code = '"
                                + opened.json().path("code").asString() + "'"))
                .hasMessageContaining("cases.sex-not-decided");
    }

    @Test
    void noLoginBeginsAFileOtherwise() {
        Slip slip = written(1);
        for (String child : List.of("'F', 14", "'M', 17"))
            assertThatThrownBy(() -> sql(
                            Compartment.PROTECTION,
                            worker,
                            "insert into cases.case_file (id, sex, age_at_rescue, age_estimated, slip_id) select gen_random_uuid(), "
                                    + child + ", true, s.id from slips.slip s where s.number = '" + slip.number()
                                    + "'"))
                    .hasMessageContaining("cases.not-as-on-the-slip");
    }

    /** Neither alone nor for another child's file does a slip count as accepted. */
    @Test
    void noLoginAcceptsASlipWithoutOpeningItsFile() {
        Slip slip = written(1);
        slips.sign(officer, new SignSlip(slip.number(), slip.version()));
        String other = api(worker.username())
                .post("/api/v1/cases", Map.of("sex", "F", "age", 9, "country", "CI", "handedAt", "2015-11-15T20:00"))
                .json()
                .path("code")
                .asString();
        String accept = "update slips.slip set status = 'ACCEPTED' where number = '" + slip.number() + "'";
        String now = "set constraints all immediate";
        assertThatThrownBy(() -> sql(Compartment.PROTECTION, worker, accept, now))
                .hasMessageContaining("slips.accepted-without-file");
        String into =
                "insert into slips.acceptance (slip_id, file_id) select s.id, f.id from slips.slip s, cases.case_file f"
                        + " where s.number = '" + slip.number() + "' and f.code = '" + other + "'";
        assertThatThrownBy(() -> sql(Compartment.PROTECTION, worker, accept, into, now))
                .hasMessageMatching("(?s).*slips\\.(accepted-without-file|another-childs-file).*");
        assertThat(slips.find(worker, slip.number()).orElseThrow().receiverSignature())
                .isNull();
        Map<String, Object> child = Map.of("sex", "M", "age", 14, "country", "CI", "slip", slip.number());
        assertThat(api(worker.username()).post("/api/v1/cases", child).status()).isEqualTo(201);
    }

    /** An operation only moves forward, and nobody screened becomes another by a statement alone. */
    @Test
    void noLoginTakesAnOperationBack() throws SQLException {
        String own = " where id = '" + operation.id() + "'";
        assertThatThrownBy(() -> sql(
                        Compartment.ENFORCEMENT,
                        coordinator,
                        "update operations.operation set status = 'PLANNED', started_at = null" + own))
                .hasMessageContaining("operations.only-forward");
        assertThatThrownBy(() -> sql(
                        Compartment.ENFORCEMENT,
                        coordinator,
                        "update operations.operation set started_at = '2015-01-01'" + own))
                .hasMessageContaining("operations.only-forward");
        assertThatThrownBy(() -> sql(
                        Compartment.ENFORCEMENT,
                        officer,
                        "update slips.care_request set children = 1, places = 0, country = 'GH', starts_on = '2030-01-01' where operation_id = '"
                                + operation.id() + "'"))
                .hasMessageContaining("slips.care-confirmed");
        String closed = "update operations.operation set status = 'CLOSED', closed_at = '2015-11-16 22:00Z'" + own;
        assertThat(sql(Compartment.ENFORCEMENT, coordinator, closed)).isEqualTo("1");
        assertThatThrownBy(() -> sql(
                        Compartment.ENFORCEMENT,
                        coordinator,
                        closed,
                        "update operations.operation set status = 'RUNNING', closed_at = null" + own))
                .hasMessageContaining("operations.only-forward");
        Screened person = screened();
        assertThatThrownBy(() -> sql(
                        Compartment.ENFORCEMENT,
                        coordinator,
                        "update operations.screened set status = 'ADULT' where id = '" + person.id() + "'",
                        "set constraints all immediate"))
                .hasMessageContaining("operations.ruled-out-by-two");
    }

    private Screened screened() {
        ScreenPerson command =
                new ScreenPerson(operation.code(), "SITE-01", FOUND, Screened.Appears.CHILD, "F", 12, null);
        return ((ScreenPerson.Result.Recorded) screenings.screen(officer, command)).person();
    }

    private static void assertRefused(Answer answer) {
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("errors").path(0).path("field").asString())
                .isEqualTo("slip");
    }
}
