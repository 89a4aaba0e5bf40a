package org.akoma.ground.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.HouseIT;
import org.akoma.LoginSql;
import org.akoma.Visit;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Several accounts by one form: all or none, a supervisor and those they lead approved together, and nobody works under a supervisor who is not. */
class SeveralAccountsIT extends HouseIT {

    private static final Instant NOW = MORNING.plusSeconds(60);
    private static final String ADDRESS = "/api/v1/people/several";

    private Organisation ngo;
    private String admin;
    private String dpo;

    @BeforeEach
    void aStructureWithoutSupervisor() {
        ngo = structure(Organisation.Kind.NGO);
        admin = person(Role.SYSTEM_ADMINISTRATOR, ngo);
        dpo = person(Role.DATA_PROTECTION_OFFICER, ngo);
    }

    private Map<String, Object> row(Role role, String code, Object... more) {
        Map<String, Object> row = new HashMap<>(Map.of("role", role.name(), "organisation", ngo.code()));
        if (!code.isEmpty()) row.put("username", code);
        for (int i = 0; i < more.length; i += 2) row.put(more[i].toString(), more[i + 1]);
        return row;
    }

    private static String code(String start) {
        return fresh(start).toLowerCase(Locale.ROOT);
    }

    @SafeVarargs
    private Answer make(Map<String, Object>... rows) {
        return api(admin).post(ADDRESS, Map.of("people", List.of(rows)));
    }

    private Answer approve(List<String> roles) {
        return api(dpo).post("/api/v1/approvals/roles", Map.of("roles", roles));
    }

    private static String role(Answer made, int n) {
        return made.json().path("items").get(n).path("role").asString();
    }

    @Test
    void aWorkerAndTheirSupervisorAreMadeAndApprovedTogether() {
        String worker = code("sw");
        String supervisor = code("su");
        Answer made = make(row(Role.CASE_WORKER, worker), row(Role.CASE_SUPERVISOR, supervisor));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.header("Cache-Control")).hasValue("no-store");
        assertThat(made.json().path("items").get(0).path("code").asString()).isEqualTo(worker);
        assertThat(made.json().path("items").get(0).path("firstHalf").asString())
                .matches("[a-z2-9]{4}-[a-z2-9]{4}");
        assertThat(api(admin)
                        .get("/api/v1/people/" + worker)
                        .json()
                        .path("supervisor")
                        .asString())
                .isEqualToIgnoringCase(supervisor);
        Answer early = approve(List.of(role(made, 0)));
        assertThat(early.code()).isEqualTo("access.supervisor-first");
        assertThat(browser(dpo).get("/approvals?lang=en").body()).contains("(role to be approved)");
        Answer both = approve(List.of(role(made, 0), role(made, 1)));
        assertThat(both.status()).as(both.body()).isLessThan(300);
    }

    /** Several roles are approved at once, without opening each: the list itself says which accounts may be of one person. */
    @Test
    void whoApprovesReadsInTheListWhichAccountsMayBeOfOnePerson() {
        String name = "Ama " + newFamilyName();
        String one = code("ob");
        String other = code("ob");
        String nameless = code("ob");
        Answer made = make(
                row(Role.OBSERVER, one, "name", name, "telephone", "+225 27 20 11 22 33"),
                row(Role.OBSERVER, other, "name", name, "telephone", "+225 27 20 44 55 66"),
                row(Role.OBSERVER, nameless));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        Map<String, JsonNode> waiting = new HashMap<>();
        api(dpo).get("/api/v1/approvals")
                .json()
                .path("roles")
                .forEach(role -> waiting.put(role.path("person").asString(), role));
        assertThat(waiting.get(one).path("alike").toString()).contains(other.toUpperCase(Locale.ROOT));
        assertThat(waiting.get(one).path("nameless").asBoolean()).isFalse();
        assertThat(waiting.get(nameless).path("alike")).isEmpty();
        assertThat(waiting.get(nameless).path("nameless").asBoolean()).isTrue();
        assertThat(browser(dpo).get("/approvals?lang=fr").body())
                .contains("Autres comptes au même nom", "le nom ou le téléphone manque");
    }

    @Test
    void nobodyWorksUnderASupervisorWhoWasRefused() throws SQLException {
        String worker = code("sw");
        Answer made = make(row(Role.CASE_WORKER, worker), row(Role.CASE_SUPERVISOR, code("su")));
        Answer early =
                api(dpo).post("/api/v1/decisions/" + decision(role(made, 0)) + "/verdict", Map.of("agreed", true));
        assertThat(early.body()).contains("access.supervisor-first");
        String straight = "select access.approve_role('" + role(made, 0) + "')";
        assertThat(LoginSql.answer(actor(dpo), NOW, straight)).isEqualTo("f");
        api(dpo).post(
                        "/api/v1/decisions/" + decision(role(made, 1)) + "/verdict",
                        Map.of("agreed", false, "reason", "Not known to us"));
        assertThat(LoginSql.answer(
                        actor(dpo),
                        NOW,
                        "select p.supervisor_id is null from access.person p where p.code = '" + worker + "'"))
                .as("the account names nobody any more, as its page says to who decides")
                .isEqualTo("t");
        assertThat(make(row(Role.CASE_WORKER, code("sw"), "supervisor", worker)).body())
                .as("a worker whose role waits supervises nobody")
                .contains("access.no-supervisor");
    }

    private String decision(String role) throws SQLException {
        return LoginSql.answer(actor(dpo), NOW, "select id from access.decision where subject = '" + role + "'");
    }

    @Test
    void whenOneIsRefusedNoneIsMadeAndEachErrorIsBesideItsField() {
        String good = code("ob");
        Answer refused = make(
                row(Role.OBSERVER, good),
                row(Role.OBSERVER, admin),
                row(Role.CASE_WORKER, code("sw")),
                row(Role.OBSERVER, code("ob"), "organisation", "NO-SUCH"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body())
                .contains("people[1].username", "access.name-taken")
                .contains("people[2].supervisor", "access.supervisor-of-many")
                .contains("people[3].organisation", "access.no-organisation");
        assertThat(api(admin).get("/api/v1/people/" + good).status()).isEqualTo(404);
    }

    @Test
    void aWorkerNamesOneOfTwoSupervisorsOfTheSameFormByName() {
        String second = code("su");
        String worker = code("sw");
        Answer made = make(
                row(Role.CASE_WORKER, worker, "name", "Yao Brou", "supervisor", "awa kone"),
                row(Role.CASE_SUPERVISOR, code("su"), "name", "Aya Koffi"),
                row(Role.CASE_SUPERVISOR, second, "name", "Awa Koné"));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(api(admin)
                        .get("/api/v1/people/" + worker)
                        .json()
                        .path("supervisor")
                        .asString())
                .isEqualToIgnoringCase(second);
        Answer two = make(
                row(Role.CASE_WORKER, code("sw"), "supervisor", "Awa Koné"),
                row(Role.CASE_SUPERVISOR, code("su"), "name", "Awa Koné"),
                row(Role.CASE_SUPERVISOR, code("su"), "name", "Awa Koné"));
        assertThat(two.status()).as("a name of two people").isEqualTo(422);
    }

    @Test
    void onlyAnAdministratorMakesThem() {
        for (Role role : List.of(Role.DATA_PROTECTION_OFFICER, Role.PROJECT_MANAGER, Role.CASE_SUPERVISOR)) {
            String other = person(role, ngo);
            assertThat(api(other)
                            .post(ADDRESS, Map.of("people", List.of(row(Role.OBSERVER, code("ob")))))
                            .status())
                    .isEqualTo(403);
            assertThat(browser(other).get("/people/new/several").status()).isEqualTo(403);
        }
    }

    @Test
    void aPastedTableFillsTheFormAndTheFormMakesTheAccounts() {
        Visit visit = browser(admin);
        visit.get("/people/new/several?lang=fr");
        String supervisor = code("su");
        String table = "Nom\tTéléphone\tRôle\tStructure\tSuperviseur\tCode\n"
                + "Awa Koné\t+225 07 00 00 11 22\tSuperviseure\t" + ngo.code() + "\t\t" + supervisor + "\n"
                + "Yao Brou\t\tpeintre\t" + ngo.code().toLowerCase(Locale.ROOT);
        Answer read = visit.post("/people/new/several/table", "table", table);
        assertThat(read.status()).isEqualTo(422);
        assertThat(read.body())
                .contains("Awa Koné", "Yao Brou", supervisor, "« peintre »".replace(' ', '\u00a0'), "role-2-error")
                .contains("Rôles acceptés", "Superviseur, ", "selected=\"selected\">Superviseur<");
        Answer wrong = visit.post("/people/new/several", "name-1", "Awa Koné", "role-1", "CASE_SUPERVISOR");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("organisation-1-error", "Awa Koné");
        Answer made = visit.post(
                "/people/new/several",
                "name-1",
                "Awa Koné",
                "role-1",
                "CASE_SUPERVISOR",
                "organisation-1",
                ngo.code(),
                "username-1",
                supervisor,
                "name-3",
                "Yao Brou",
                "role-3",
                "CASE_WORKER",
                "organisation-3",
                ngo.code());
        assertThat(made.status()).as(made.body()).isEqualTo(200);
        assertThat(made.header("Cache-Control")).hasValue("no-store");
        assertThat(made.body()).contains(supervisor.toUpperCase(Locale.ROOT), "Yao Brou", "supervisé par");
    }
}
