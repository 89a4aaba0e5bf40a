package org.akoma.protection.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.akoma.HouseIT;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.ground.access.Grant;
import org.akoma.ground.access.Grants;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.cases.CaseFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Access tests 6, 7, 11, 12, 15 and 19 of the reference scenario on lists and files, through the API and in straight SQL. */
class CaseAccessIT extends HouseIT {

    @Autowired
    private Cases cases;

    @Autowired
    private Grants grants;

    private Organisation ngo;
    private String worker;
    private CaseFile file;

    @BeforeEach
    void aFile() {
        ngo = structure(Organisation.Kind.NGO);
        worker = person(Role.CASE_WORKER, ngo);
        file = ((OpenCase.Result.Opened) cases.open(actor(worker), opening())).file();
    }

    /** A child whose telephone is known. */
    private static OpenCase opening() {
        Identity identity = new Identity(
                null,
                null,
                null,
                "Rosée",
                null,
                null,
                null,
                null,
                List.of(),
                null,
                null,
                "07 08 09 10",
                null,
                null,
                null);
        return FilePagesIT.opening(Ids.next(), identity);
    }

    private void give(Grant.Kind kind, UUID grantee, Grant.Reason reason, Section... sections) {
        LoginSql.give(
                grants.starting(file.id(), kind, grantee, Set.of(sections), false, null, reason),
                actor(worker).personId());
    }

    @Test
    void aShelterManagerSeesTheLeastOfResidentsAndNothingOfOthers() {
        UUID shelter = Ids.next();
        give(Grant.Kind.UNIT, shelter, Grant.Reason.SHELTER_STAY, Section.STATUS, Section.IDENTITY, Section.PLACEMENT);
        String here = person(Role.SHELTER_MANAGER, ngo, shelter, null);
        String elsewhere = person(Role.SHELTER_MANAGER, ngo, Ids.next(), null);
        assertThat(listed(here)).containsExactly(file.code());
        var seen = api(here).get("/api/v1/cases/" + file.code());
        assertThat(seen.json().path("identity").path("alias").asString()).isEqualTo("Rosée");
        assertThat(seen.body()).doesNotContain("risk", "standing", "plan", "birthDate", "phone");
        var identity = api(here).get("/api/v1/cases/" + file.code() + "/identity");
        assertThat(identity.status()).isEqualTo(200);
        assertThat(identity.body()).contains("Rosée").doesNotContain("07 08");
        assertThat(api(worker).get("/api/v1/cases/" + file.code()).body()).contains("07 08");
        assertThat(api(here).post("/api/v1/cases/search", Map.of("q", "rosee")).body())
                .contains(file.code());
        String page = api(here).get("/cases/" + file.code()).body();
        assertThat(page)
                .contains("/identity", "/placement")
                .doesNotContain("/notes", "/history", "h-due", "h-way", "À évaluer");
        assertThat(listed(elsewhere)).isEmpty();
        assertThat(api(elsewhere).get("/api/v1/cases/" + file.code()).status()).isEqualTo(404);
        assertThat(api(elsewhere)
                        .post("/api/v1/cases/search", Map.of("q", "rosee"))
                        .body())
                .doesNotContain(file.code());
    }

    @Test
    void anEvaluatorSeesTheSampleWithoutIdentity() {
        String evaluator = person(Role.EVALUATOR, ngo);
        give(Grant.Kind.PERSON, actor(evaluator).personId(), Grant.Reason.SAMPLE, Section.STATUS, Section.NOTES);
        assertThat(listed(evaluator)).containsExactly(file.code());
        assertThat(api(evaluator).get("/api/v1/cases/" + file.code()).body()).doesNotContain("identity\":", "Rosée");
        assertThat(api(evaluator).get("/cases/" + file.code()).body()).doesNotContain("/reveal/", "/identity");
        assertThat(api(evaluator)
                        .send(
                                "POST",
                                "/cases/" + file.code() + "/reveal/alias",
                                "application/x-www-form-urlencoded",
                                "")
                        .status())
                .isEqualTo(404);
        assertThat(api(evaluator)
                        .post("/api/v1/cases/search", Map.of("q", "rosee"))
                        .body())
                .doesNotContain(file.code());
    }

    @Test
    void theDatabaseItselfShowsNoRowWithoutAGrant() throws SQLException {
        String stranger = person(Role.CASE_WORKER, structure(Organisation.Kind.NGO));
        String manager = person(Role.PROJECT_MANAGER, ngo);
        assertThat(rows(null)).isEqualTo("0/0/0/0/0");
        assertThat(rows(stranger)).isEqualTo("0/0/0/0/0");
        assertThat(rows(worker)).matches("1/1/[1-9]\\d*/[1-9]\\d*/2");
        assertThat(rows(manager)).matches("1/0/0/0/0");
        for (String login : List.of(
                Compartment.ENFORCEMENT.login(), Compartment.CUSTODY.login(), Compartment.ADMINISTRATION.login()))
            try (Connection other = TestDatabase.connectAs(login);
                    Statement ask = other.createStatement()) {
                assertThatThrownBy(() -> ask.executeQuery("select count(*) from cases.case_file"))
                        .as(login)
                        .hasMessageContaining("permission denied");
            }
    }

    /** File, identity, name tokens, entries of the journal, grants: as the care login, entered as this person or as nobody. */
    private String rows(String username) throws SQLException {
        try (Connection care = TestDatabase.connectAs(Compartment.PROTECTION.login());
                Statement ask = care.createStatement()) {
            care.setAutoCommit(false);
            if (username != null)
                ask.execute(TestDatabase.entering(actor(username).personId(), clock.instant()));
            String counts =
                    "select concat_ws('/', (select count(*) from cases.file_shown where id = '#'), (select count(*) from cases.identity where file_id = '#'),"
                            + " (select count(*) from cases.name_token where file_id = '#'), (select count(*) from journal.entry where chain = '#'),"
                            + " (select count(*) from access.file_grant where file_id = '#'))";
            try (var row = ask.executeQuery(counts.replace("#", file.id().toString()))) {
                row.next();
                return row.getString(1);
            }
        }
    }
}
