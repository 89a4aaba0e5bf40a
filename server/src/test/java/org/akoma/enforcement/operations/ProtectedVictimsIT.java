package org.akoma.enforcement.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.Ids;
import org.akoma.SqlAs;
import org.akoma.Visit;
import org.akoma.airlock.slips.Slip;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Nobody alone takes from a person that they are a confirmed victim, or a child, and what was seen agrees with itself ({@code trust.md 2}). */
class ProtectedVictimsIT extends PersonsScene {

    private static final String DENIED = "operations.(ruled-out-by-two|decided-by-oneself|decision-says-why).*";

    private Caller coordinates;
    private Caller polices;
    private String persons;

    @BeforeEach
    void programs() {
        coordinates = api(coordinator.username());
        polices = api(officer.username());
        persons = "/api/v1/operations/" + operation.code() + "/persons";
    }

    private Answer decides(Caller who, String person, String status, String reason) {
        Map<String, Object> decision = new HashMap<>(Map.of("status", status));
        if (reason != null) decision.put("reason", reason);
        return who.post(persons + "/" + person + "/decisions", decision);
    }

    private JsonNode now(String person) {
        return coordinates.get(persons + "/" + person).json().path("person");
    }

    private void agrees(Caller second, Answer asked) {
        assertThat(asked.status()).as(asked.body()).isEqualTo(202);
        String decision = "/api/v1/decisions/" + asked.json().path("decision").asString();
        Answer agreed = second.post(decision + "/verdict", Map.of("agreed", true));
        assertThat(agreed.status()).as(agreed.body()).isEqualTo(200);
    }

    private static Map<String, Object> seen(String appears, int age, String at) {
        return new HashMap<>(Map.of(
                "site", "SITE-01", "screenedAt", at, "appears", appears, "sex", "F", "apparentAge", age, "note", ""));
    }

    private Answer met(String appears, int age, String at) {
        return coordinates.post(persons, seen(appears, age, at));
    }

    private String adult() {
        return met("ADULT", 30, FOUND.toString()).json().path("code").asString();
    }

    private String confirmed(String person) {
        assertThat(decides(polices, person, "PRESUMED_VICTIM", null).status()).isEqualTo(201);
        assertThat(decides(coordinates, person, "CONFIRMED_VICTIM", null).status())
                .isEqualTo(201);
        return person;
    }

    private void refusedStraight(Actor who, Screened person, String status) {
        String update = "update operations.screened set victim_ref = coalesce(victim_ref, 'LE-V-99'), status = '"
                + status + "' where id = '" + person.id() + "'";
        String insert =
                "insert into operations.decision (screened_id, n, operation_id, status, decided_by, organisation, decided_at)"
                        + " values ('" + person.id() + "', "
                        + (person.decisions().size() + 1) + ", '" + operation.id() + "', '"
                        + status + "', '" + who.code() + "', '" + who.organisation() + "', access.moment())";
        for (List<String> way : List.of(List.of(update, insert), List.of(insert)))
            assertThatThrownBy(() -> sql(Compartment.ENFORCEMENT, who, way.toArray(String[]::new)))
                    .as("%s %s", who.code(), way)
                    .hasMessageFindingMatch(DENIED);
    }

    /** By the login of the application: a request that says nothing would keep the right ones from asking, and break what shows it. */
    @Test
    void whatSaysNothingIsNotAskedAndWhatDoesNotOpenIsRefused() throws Exception {
        String child = confirmed(screened(officer).code());
        Screened one = screenings.find(coordinator, operation, child).orElseThrow();
        UUID id = Ids.next();
        String ask = "do $$ begin perform access.propose('" + id + "', 'CHILD_RULED_OUT', null, '" + one.id() + "', "
                + one.version() + ", '{}', null, %s); perform access.propose_record('" + id
                + "', '{\"status\": \"PRESUMED_VICTIM\"}'); end $$";
        assertThatThrownBy(() -> sql(Compartment.ENFORCEMENT, coordinator, ask.formatted("null")))
                .hasMessageContaining("access.nothing-proposed");
        SqlAs.change(coordinator, clock.instant(), ask.formatted("'\\x00'"));
        Actor second = actor(person(Role.LE_COORDINATOR, bureau));
        String page = "/operations/" + operation.code() + "/persons/" + child;
        for (String address : List.of(page, "/decisions/" + id, "/decisions"))
            assertThat(browser(second.username()).get(address).status())
                    .as(address)
                    .isEqualTo(200);
        String verdict = "/api/v1/decisions/" + id + "/verdict";
        assertThat(api(second.username()).post(verdict, Map.of("agreed", true)).status())
                .isEqualTo(422);
        assertThat(api(second.username())
                        .post(verdict, Map.of("agreed", false, "reason", "Illisible"))
                        .status())
                .isEqualTo(200);
        assertThat(decides(coordinates, child, "PRESUMED_VICTIM", "Confirmé par erreur")
                        .status())
                .isEqualTo(202);
    }

    @Test
    void nobodyAloneTakesAwayThatAChildIsAConfirmedVictim() {
        String child = confirmed(screened(officer).code());
        Screened before = screenings.find(coordinator, operation, child).orElseThrow();
        assertThat(decides(polices, child, "PRESUMED_VICTIM", "Pas sûr").status())
                .isEqualTo(403);
        assertThat(decides(coordinates, child, "PRESUMED_VICTIM", null).fields())
                .containsExactly("reason");
        assertThat(decides(coordinates, child, "NOT_A_VICTIM", "Son oncle").fields())
                .containsExactly("status");
        for (Actor one : List.of(officer, coordinator)) refusedStraight(one, before, "PRESUMED_VICTIM");
        Answer asked = decides(coordinates, child, "PRESUMED_VICTIM", "Confirmé par erreur");
        assertThat(now(child).path("status").asString()).isEqualTo("CONFIRMED_VICTIM");
        String page = "/operations/" + operation.code() + "/persons/" + child;
        assertThat(browser(officer.username()).get(page).body())
                .doesNotContain("name=\"status\"")
                .doesNotContain("??");
        assertThat(browser(officer.username())
                        .post(page + "/decisions", "status", "PRESUMED_VICTIM", "reason", "Non")
                        .status())
                .isEqualTo(403);
        assertThat(browser(coordinator.username()).get(page).body())
                .contains("name=\"reason\"")
                .doesNotContain("name=\"organisation\"")
                .doesNotContain("??");
        Actor second = actor(person(Role.LE_COORDINATOR, bureau));
        agrees(api(second.username()), asked);
        JsonNode last = now(child).path("decisions").get(2);
        assertThat(last.path("agreedBy").asString()).isEqualTo(second.code());
        assertThat(last.path("reason").asString()).isEqualTo("Confirmé par erreur");
        assertThat(bellsOf(officer.username())).as("who recorded it hears").isPositive();
        assertThat(decides(polices, child, "PRESUMED_VICTIM", null).status()).isNotEqualTo(201);
        assertThat(decides(coordinates, child, "NOT_A_VICTIM", "Vu").status()).isEqualTo(202);
    }

    @Test
    void aConfirmedAdultIsLoweredByACoordinatorWithAReason() {
        String person = confirmed(adult());
        assertThat(decides(polices, person, "PRESUMED_VICTIM", "Pas sûr").status())
                .isEqualTo(403);
        assertThat(decides(coordinates, person, "PRESUMED_VICTIM", " ").fields())
                .containsExactly("reason");
        Screened before = screenings.find(coordinator, operation, person).orElseThrow();
        for (Actor one : List.of(officer, coordinator)) refusedStraight(one, before, "PRESUMED_VICTIM");
        long rung = bellsOf(officer.username());
        assertThat(decides(coordinates, person, "PRESUMED_VICTIM", "Autre témoin")
                        .status())
                .isEqualTo(201);
        assertThat(bellsOf(officer.username())).isEqualTo(rung + 1);
        assertThat(now(person).path("decisions").get(2).path("reason").asString())
                .isEqualTo("Autre témoin");
    }

    @Test
    void whatTwoDecidedIsNotUndoneByAnOfficer() {
        Screened child = screened(officer);
        agrees(polices, decides(coordinates, child.code(), "NOT_A_VICTIM", "Rentré avec sa mère"));
        Screened out = screenings.find(coordinator, operation, child.code()).orElseThrow();
        assertThat(decides(polices, child.code(), "PRESUMED_VICTIM", "Je crois").status())
                .isEqualTo(403);
        assertThat(decides(coordinates, child.code(), "PRESUMED_VICTIM", null).fields())
                .containsExactly("reason");
        for (Actor one : List.of(officer, coordinator)) refusedStraight(one, out, "PRESUMED_VICTIM");
        long rung = bellsOf(officer.username());
        assertThat(decides(coordinates, child.code(), "PRESUMED_VICTIM", "Il dit qu’il est battu")
                        .status())
                .isEqualTo(201);
        assertThat(bellsOf(officer.username())).isEqualTo(rung + 1);
    }

    /** Who decides answers with their own structure, in their turn, and about this operation's person. */
    @Test
    void nobodyDecidesForAnother() {
        Screened child = screened(officer);
        for (String other : List.of(bureau.code(), ngo.code(), "XANADU"))
            assertThat(polices.post(
                                    persons + "/" + child.code() + "/decisions",
                                    Map.of("status", "PRESUMED_VICTIM", "organisation", other))
                            .fields())
                    .containsExactly("organisation");
        String insert =
                "insert into operations.decision (screened_id, n, operation_id, status, decided_by, organisation, decided_at)"
                        + " values ('" + child.id() + "', %d, '" + operation.id() + "', 'PRESUMED_VICTIM', '"
                        + officer.code()
                        + "', '%s', access.moment())";
        assertThatThrownBy(() -> sql(Compartment.ENFORCEMENT, officer, insert.formatted(1, bureau.code())))
                .hasMessageContaining("operations.decides-for-own");
        assertThatThrownBy(() -> sql(Compartment.ENFORCEMENT, officer, insert.formatted(0, police.code())))
                .hasMessageContaining("operations.decision-not-possible");
        Answer decided = polices.post(
                persons + "/" + child.code() + "/decisions",
                Map.of("status", "PRESUMED_VICTIM", "organisation", police.code()));
        assertThat(decided.json().path("decisions").get(0).path("organisation").asString())
                .as(decided.body())
                .isEqualTo(police.code());
    }

    @Test
    void afterTheEndACoordinatorCorrectsWithAReason() {
        over();
        Screened child = screened(officer);
        assertThat(decides(polices, child.code(), "PRESUMED_VICTIM", "Tard").status())
                .isEqualTo(403);
        assertThat(decides(coordinates, child.code(), "PRESUMED_VICTIM", null).fields())
                .containsExactly("reason");
        for (Actor one : List.of(officer, coordinator)) refusedStraight(one, child, "PRESUMED_VICTIM");
        long rung = bellsOf(officer.username());
        assertThat(decides(coordinates, child.code(), "PRESUMED_VICTIM", "Oublié")
                        .status())
                .isEqualTo(201);
        assertThat(bellsOf(officer.username())).isEqualTo(rung + 1);
        assertThat(browser(officer.username())
                        .get("/operations/" + operation.code() + "/persons/" + child.code())
                        .body())
                .contains("Oublié")
                .doesNotContain("name=\"status\"");
    }

    /** A slip hands over a child: nobody is sent to write that of an adult, and none is written. */
    @Test
    void anAdultHasNoSlip() {
        String adult = adult();
        Visit page = browser(officer.username());
        assertThat(page.get(persons.replace("/api/v1", "") + "/" + adult).body())
                .doesNotContain("/slips/new");
        String child = screened(officer).code();
        assertThat(page.get(persons.replace("/api/v1", "") + "/" + child).body())
                .contains("/slips/new?operation=" + operation.code() + "&amp;person=" + child);
        assertThat(page.get(persons.replace("/api/v1", "")).body())
                .contains("person=" + child)
                .doesNotContain("person=" + adult);
        String site = page.get("/slips/new?operation=" + operation.code()).body();
        assertThat(site).contains("apparentAge");
        Answer refused = page.post(
                "/slips",
                "id",
                Ids.next().toString(),
                "operation",
                operation.code(),
                "person",
                adult,
                "apparentAge",
                "30");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("La fiche de remise est celle d’un enfant");
        assertThat(polices.post("/api/v1/slips", Map.of("apparentAge", 26)).fields())
                .contains("apparentAge");
        assertThatThrownBy(() -> sql(
                        Compartment.ENFORCEMENT,
                        officer,
                        "insert into slips.slip (id, operation_id, site_code, found_at, receiver_id, child_number, apparent_sex, apparent_age,"
                                + " urgent_medical, condition, belongings) values (gen_random_uuid(), '"
                                + operation.id()
                                + "', 'SITE-01', '" + FOUND + "', '" + worker.personId()
                                + "', 77, 'F', 30, false, 'GOOD', '')"))
                .hasStackTraceContaining("slip_age");
    }

    @Test
    void appearanceAgeAndDayAgree() {
        String at = FOUND.toString();
        assertThat(met("ADULT", 7, at).fields()).containsExactly("appears");
        assertThat(met("ADULT", 17, at).fields()).containsExactly("appears");
        assertThat(met("CHILD", 30, at).fields()).containsExactly("apparentAge");
        assertThat(met("CHILD", 14, "1990-01-01T08:00:00Z").fields()).containsExactly("screenedAt");
        assertThat(met("CHILD", 14, "2015-11-13T23:00:00Z").fields()).containsExactly("screenedAt");
        assertThat(met("CHILD", 19, at).status()).as("doubt").isEqualTo(201);
        Screened child = screened(officer);
        String address = persons + "/" + child.code();
        assertThat(coordinates.put(address, seen("CHILD", 30, at), "\"1\"").fields())
                .containsExactly("apparentAge");
        assertThat(coordinates
                        .put(address, seen("CHILD", 14, "1990-01-01T08:00:00Z"), "\"1\"")
                        .fields())
                .containsExactly("screenedAt");
        String grown = persons + "/" + adult();
        assertThat(coordinates.put(grown, seen("ADULT", 15, at), "\"1\"").fields())
                .containsExactly("appears");
        assertThat(browser(coordinator.username())
                        .post(
                                "/operations/" + operation.code() + "/persons",
                                "site",
                                "SITE-01",
                                "screenedAt",
                                "2015-11-15",
                                "screenedAt-time",
                                "06:00",
                                "appears",
                                "ADULT",
                                "sex",
                                "F",
                                "apparentAge",
                                "7")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void straightStatementsMakeNoChildAnAdult() throws SQLException {
        Screened child = screened(officer);
        Screened grown = screenings.find(coordinator, operation, adult()).orElseThrow();
        String own = " where id = '" + grown.id() + "'";
        assertThatThrownBy(() -> sql(
                        Compartment.ENFORCEMENT, coordinator, "update operations.screened set apparent_age = 7" + own))
                .hasMessageContaining("screened_age_agrees");
        assertThatThrownBy(() -> sql(
                        Compartment.ENFORCEMENT,
                        coordinator,
                        "update operations.screened set appears = 'CHILD', apparent_age = 14, status = 'ADULT'" + own))
                .hasMessageContaining("operations.ruled-out-by-two");
        assertThatThrownBy(() -> sql(
                        Compartment.ENFORCEMENT,
                        coordinator,
                        "update operations.screened set screened_at = '1990-01-01' where id = '" + child.id() + "'"))
                .hasMessageContaining("operations.screened-outside");
        assertThatThrownBy(() -> sql(
                        Compartment.ENFORCEMENT,
                        officer,
                        "insert into operations.screened (id, operation_id, code, site_id, screened_at, appears, sex, apparent_age, status)"
                                + " select gen_random_uuid(), operation_id, 'P-900', site_id, '1990-01-01', 'CHILD', 'F', 7, 'SCREENED'"
                                + " from operations.screened" + own))
                .hasMessageContaining("operations.screened-outside");
    }

    /** The slip of the hand-over says the age too: whose slip tells of a child is no adult by one word. */
    @Test
    void whoseSlipTellsOfAChildIsRuledOutByTwo() {
        Slip slip = written(1);
        String person = adult();
        assertThat(polices.post(
                                persons + "/" + person + "/decisions",
                                Map.of("status", "PRESUMED_VICTIM", "slip", slip.number()))
                        .status())
                .isEqualTo(201);
        Screened met = screenings.find(coordinator, operation, person).orElseThrow();
        refusedStraight(coordinator, met, "ADULT");
        assertThat(decides(coordinates, person, "ADULT", "Trente ans").fields()).containsExactly("status");
        Actor second = actor(person(Role.LE_COORDINATOR, bureau));
        assertThat(decides(api(second.username()), person, "ADULT", null).fields())
                .containsExactly("reason");
        agrees(polices, decides(api(second.username()), person, "ADULT", "Trente ans"));
        assertThat(now(person).path("status").asString()).isEqualTo("ADULT");
    }
}
