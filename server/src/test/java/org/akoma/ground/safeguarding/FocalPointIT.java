package org.akoma.ground.safeguarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.akoma.Answer;
import org.akoma.HouseIT;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.SqlAs;
import org.akoma.Visit;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who reads complaints about the staff of a structure is outside the team that they may be about (requirements.md 8.7). */
class FocalPointIT extends HouseIT {

    private Organisation ngo;
    private Organisation other;
    private String officer;
    private Visit visit;

    @BeforeEach
    void twoStructures() {
        ngo = structure(Organisation.Kind.NGO);
        other = structure(Organisation.Kind.NGO);
        officer = person(Role.DATA_PROTECTION_OFFICER, structure(Organisation.Kind.NGO));
        person(Role.PROJECT_MANAGER, structure(Organisation.Kind.NGO)); // who may agree
        visit = browser(officer);
    }

    private Answer name(String person) {
        visit.get("/complaints");
        return visit.post("/complaints/focal-points", "structure", ngo.code(), "person", person);
    }

    private String statement(String person) {
        return statement(person, "infinity");
    }

    private String statement(String person, String from) {
        return "insert into access.focal_point (id, organisation_id, person_id, valid_from, designated_by) values ('"
                + Ids.next() + "', '" + ngo.id() + "', '" + actor(person).personId() + "', '" + from + "', '"
                + actor(officer).personId() + "')";
    }

    /** The request about a person that waits, as the second person opens it. */
    private String waiting(Visit second, String person) {
        return visit(second)
                .filter(id -> second.get("/decisions/" + id)
                        .body()
                        .contains(actor(person).code()))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<String> visit(Visit second) {
        return Pattern.compile("/decisions/([0-9a-f-]{36})")
                .matcher(second.get("/decisions").body())
                .results()
                .map(found -> found.group(1))
                .distinct();
    }

    /** The police read nothing of what is said about those who care for children, no matter who names them and in whatever way. */
    @Test
    void nobodyButOfTheCareSideIsNamed() throws SQLException {
        Organisation police = structure(Organisation.Kind.LAW_ENFORCEMENT);
        for (String one : List.of(
                person(Role.LE_OFFICER, police),
                person(Role.TRAINING_COORDINATOR, other),
                person(Role.SYSTEM_ADMINISTRATOR, police))) {
            assertThat(name(one).body()).contains("du côté de la protection des enfants");
            assertThat(LoginSql.refusal(actor(officer), MORNING, statement(one)))
                    .contains("access.focal-point-not-of-care");
            assertThatThrownBy(() -> TestDatabase.ownerDoes(statement(one)))
                    .hasStackTraceContaining("access.focal-point-not-of-care");
        }
    }

    /** One officer proposes; who is named reads nothing until somebody else agreed, and then what is told since. */
    @Test
    void namingTakesTwoPeople() throws SQLException {
        String manager = person(Role.PROJECT_MANAGER, other);
        String focal = person(Role.OBSERVER, other);
        UUID before = told();
        assertThat(LoginSql.refusal(actor(officer), MORNING, statement(focal, MORNING.toString())))
                .contains("row-level security");
        assertThat(name(focal).status()).isEqualTo(303);
        UUID between = told();
        assertThat(visit.get("/complaints").body()).contains("Attend l’accord d’une deuxième personne");
        assertThat(browser(focal).get("/complaints").status()).isEqualTo(404);
        String point = owner("select id::text from access.focal_point where person_id = '"
                + actor(focal).personId() + "'");
        for (String one : List.of(officer, manager))
            assertThat(LoginSql.answer(
                            actor(one), MORNING.plusSeconds(60), "select access.confirm_focal_point('" + point + "')"))
                    .isEqualTo("f");
        assertThat(LoginSql.refusal(
                        actor(officer),
                        MORNING.plusSeconds(60),
                        "update access.focal_point set valid_from = '" + MORNING + "' where id = '" + point + "'"))
                .contains("permission denied");
        Visit second = browser(manager);
        String request = waiting(second, focal);
        assertThat(browser(officer)
                        .post("/decisions/" + request + "/verdict", "agreed", "true")
                        .status())
                .isGreaterThanOrEqualTo(400);
        clock.moveTo(MORNING.plusSeconds(3600));
        assertThat(agree(manager, request).status()).isLessThan(300);
        assertThat(bells(officer)).isPositive();
        UUID after = told();
        Visit reader = browser(focal);
        assertThat(reader.get("/complaints/" + after).status()).isEqualTo(200);
        assertThat(reader.get("/complaints/" + before).status()).isEqualTo(404);
        assertThat(reader.get("/complaints/" + between).status()).isEqualTo(404);
        assertThat(visit.get("/complaints").body()).doesNotContain("Attend l’accord d’une deuxième personne");
    }

    private Answer agree(String by, String request) {
        return api(by).post("/api/v1/decisions/" + request + "/verdict", Map.of("agreed", true));
    }

    private long bells(String person) {
        return api(person).get("/api/v1/notices").json().path("unread").asLong();
    }

    private UUID told(String... about) {
        Map<String, Object> said = new HashMap<>(
                Map.of("structure", ngo.code(), "kind", "VIOLENCE", "what", "Il frappe un enfant", "unnamed", true));
        if (about.length > 0) said.put("persons", List.of(about));
        Answer sent = api(person(Role.OBSERVER, other)).post("/api/v1/complaints", said);
        assertThat(sent.status()).as(sent.toString()).isEqualTo(201);
        return UUID.fromString(sent.json().path("id").asString());
    }

    private static String owner(String sql) throws SQLException {
        try (var connection = TestDatabase.connectAs(Compartment.MIGRATOR);
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            return row.next() ? row.getString(1) : "";
        }
    }

    /** Whom an open complaint about the structure names chooses nobody who reads it, agrees to nobody, and ends nobody. */
    @Test
    void whoIsNamedInAComplaintChoosesNoReader() throws SQLException {
        String manager = person(Role.PROJECT_MANAGER, other);
        String free = person(Role.DATA_PROTECTION_OFFICER, structure(Organisation.Kind.NGO));
        String focal = person(Role.OBSERVER, other);
        TestDatabase.ownerDoes("insert into access.focal_point (id, organisation_id, person_id, valid_from) values ('"
                + Ids.next() + "', '" + ngo.id() + "', '" + actor(focal).personId() + "', '" + MORNING + "')");
        UUID complaint = told(officer, manager);
        String wanted = person(Role.OBSERVER, other);
        assertThat(name(wanted).body()).contains("une autre personne de la protection des données le fait");
        assertThat(LoginSql.refusal(actor(officer), MORNING, statement(wanted))).contains("row-level security");
        String end = "update access.focal_point set valid_until = access.moment() where person_id = '"
                + actor(focal).personId() + "'";
        assertThat(SqlAs.change(actor(officer), MORNING.plusSeconds(60), end)).isZero();
        assertThat(browser(focal).get("/complaints/" + complaint).status()).isEqualTo(200);
        Visit allowed = browser(free);
        allowed.get("/complaints");
        assertThat(allowed.post("/complaints/focal-points", "structure", ngo.code(), "person", wanted)
                        .status())
                .isEqualTo(303);
        String request = waiting(browser(free), wanted);
        assertThat(agree(manager, request).status()).isGreaterThanOrEqualTo(400);
        assertThat(agree(officer, request).status()).isGreaterThanOrEqualTo(400);
    }

    /** One complaint by nobody knows whom would else end the naming of readers: a named officer proposes, who is not named agrees. */
    @Test
    void aComplaintThatNamesEveryOfficerStopsNoNaming() throws SQLException {
        String manager = person(Role.PROJECT_MANAGER, other);
        String wanted = person(Role.OBSERVER, other);
        UUID complaint = told(officer);
        String all =
                "update followup.complaint set about_ids = array(select distinct r.person_id from access.person_role r"
                        + " where r.role = 'DATA_PROTECTION_OFFICER'%s) where id = '" + complaint + "'";
        try {
            TestDatabase.ownerDoes(all.formatted(" or r.role = 'PROJECT_MANAGER'"));
            assertThat(LoginSql.refusal(actor(officer), MORNING, statement(wanted)))
                    .as("nobody who is not named is left to agree")
                    .contains("row-level security");
            TestDatabase.ownerDoes(all.formatted(""));
            assertThat(name(wanted).status()).isEqualTo(303);
            String request = waiting(browser(manager), wanted);
            assertThat(LoginSql.answer(
                            actor(officer),
                            MORNING.plusSeconds(60),
                            "select access.decide('" + request + "', true, null)"))
                    .isNotEqualTo("DONE");
            assertThat(agree(manager, request).status()).isLessThan(300);
        } finally {
            TestDatabase.ownerDoes("delete from followup.complaint where id = '" + complaint + "'");
        }
    }

    /** Who proposes somebody, and who would be named, choose by no complaint of theirs who agrees. */
    @Test
    void whoAsksChoosesByNoComplaintWhoAgrees() throws SQLException {
        String manager = person(Role.PROJECT_MANAGER, other);
        String wanted = person(Role.OBSERVER, other);
        assertThat(name(wanted).status()).isEqualTo(303);
        String request = waiting(browser(manager), wanted);
        UUID complaint = told(manager);
        String decides = "select (count(*) > 0)::text from access.to_decide() x where x = '" + request + "'";
        String by = "update followup.complaint set raised_by = '%s' where id = '" + complaint + "'";
        try {
            for (String author : List.of(officer, wanted)) {
                TestDatabase.ownerDoes(by.formatted(actor(author).personId()));
                assertThat(LoginSql.answer(actor(manager), MORNING.plusSeconds(60), decides))
                        .as(author)
                        .isEqualTo("true");
            }
            TestDatabase.ownerDoes(
                    by.formatted(actor(person(Role.OBSERVER, other)).personId()));
            assertThat(LoginSql.answer(actor(manager), MORNING.plusSeconds(60), decides))
                    .as("of somebody else")
                    .isEqualTo("false");
            TestDatabase.ownerDoes(by.formatted(actor(wanted).personId()));
            assertThat(agree(manager, request).status()).isLessThan(300);
        } finally {
            TestDatabase.ownerDoes("delete from followup.complaint where id = '" + complaint + "'");
        }
    }

    private void refused(String person) throws SQLException {
        assertThat(name(person).body()).contains("suit, loge ou supervise des enfants");
        assertThat(LoginSql.refusal(actor(officer), MORNING, statement(person))).contains("row-level security");
    }

    @Test
    void nobodyOfTheTeamIsNamed() throws SQLException {
        refused(person(Role.CASE_WORKER, ngo));
        refused(person(Role.CASE_SUPERVISOR, ngo));
    }

    /** A supervisor of another structure is outside as long as nobody of this one is led by them. */
    @Test
    void whoLeadsAnAccountOfTheStructureIsOfItsTeam() throws SQLException {
        String lead = person(Role.CASE_SUPERVISOR, other);
        assertThat(name(lead).status()).isEqualTo(303);
        String second = person(Role.CASE_SUPERVISOR, other);
        person(Role.CASE_WORKER, ngo, null, actor(second).personId());
        refused(second);
    }

    @Test
    void theOfficerChoosesAmongPeople() throws SQLException {
        String manager = person(Role.PROJECT_MANAGER, ngo);
        String worker = person(Role.CASE_WORKER, ngo);
        String police = person(Role.LE_OFFICER, structure(Organisation.Kind.LAW_ENFORCEMENT));
        assertThat(visit.get("/complaints").body())
                .contains("name=\"structure\"")
                .doesNotContain("name=\"person\"");
        assertThat(visit.get("/complaints?structure=" + ngo.code()).body())
                .doesNotContain("<option value=\"" + actor(worker).code() + "\"")
                .contains("<option value=\"" + actor(manager).code() + "\"")
                .doesNotContain("<option value=\"" + actor(police).code() + "\"")
                .doesNotContain("<option value=\"" + actor(officer).code() + "\"");
        SqlAs.change(actor(officer), MORNING, statement(manager));
        assertThat(visit.get("/complaints").body()).contains(actor(manager).code(), "Attend l’accord");
    }

    /** Who becomes its deputy decides about its children, and would read complaints about the people who do. */
    @Test
    void nobodyJoinsTheTeamUnnoticed() throws SQLException {
        String lead = person(Role.CASE_SUPERVISOR, other);
        String admin = person(Role.SYSTEM_ADMINISTRATOR, other);
        assertThat(name(lead).status()).isEqualTo(303);
        TestDatabase.ownerDoes("update access.focal_point set valid_from = '" + MORNING + "' where person_id = '"
                + actor(lead).personId() + "'");
        Visit administration = browser(admin);
        administration.get("/deputies");
        assertThat(administration
                        .post("/deputies", "structure", ngo.code(), "person", lead)
                        .body())
                .contains("est point focal de cette structure");
        String named = "select access.name_deputy('" + Ids.next() + "', '" + ngo.id() + "', '"
                + actor(lead).personId() + "')";
        assertThat(LoginSql.answer(actor(admin), MORNING.plusSeconds(7200), named))
                .isEqualTo("f");
        assertThat(visit.get("/complaints").body()).doesNotContain("Ne compte plus");
        TestDatabase.ownerDoes("insert into access.deputy (id, organisation_id, person_id, valid_from) values ('"
                + Ids.next() + "', '" + ngo.id() + "', '" + actor(lead).personId() + "', '" + MORNING + "')");
        person(Role.CASE_WORKER, ngo);
        assertThat(visit.get("/complaints").body()).contains("Ne compte plus");
        assertThat(visit.get("/settings/first-day").body())
                .contains("ne compte plus, car")
                .contains("href=\"/people/" + actor(lead).code() + "\"");
    }
}
