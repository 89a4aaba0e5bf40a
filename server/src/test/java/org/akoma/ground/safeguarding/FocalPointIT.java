package org.akoma.ground.safeguarding;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.akoma.Answer;
import org.akoma.HouseIT;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.SqlAs;
import org.akoma.Visit;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
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
        visit = browser(officer);
    }

    private Answer name(String person) {
        visit.get("/complaints");
        return visit.post("/complaints/focal-points", "structure", ngo.code(), "person", person);
    }

    private String statement(String person) {
        return "insert into access.focal_point (id, organisation_id, person_id, valid_from, designated_by) values ('"
                + Ids.next() + "', '" + ngo.id() + "', '" + actor(person).personId() + "', '" + MORNING + "', '"
                + actor(officer).personId() + "')";
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
        assertThat(visit.get("/complaints").body()).contains(actor(manager).code());
    }

    /** Who becomes its deputy decides about its children, and would read complaints about the people who do. */
    @Test
    void nobodyJoinsTheTeamUnnoticed() throws SQLException {
        String lead = person(Role.CASE_SUPERVISOR, other);
        String admin = person(Role.SYSTEM_ADMINISTRATOR, other);
        assertThat(name(lead).status()).isEqualTo(303);
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
