package org.akoma.protection.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.akoma.HouseIT;
import org.akoma.LoginSql;
import org.akoma.ground.access.Matter;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A notification about a child's file names file and matter to who may open the file, on the page and in the API; to anybody else it is bare. */
class FileNoticesIT extends HouseIT {

    private Organisation ngo;
    private String worker;
    private String code;

    @BeforeEach
    void aChild() {
        clock.moveTo(MORNING);
        ngo = structure(Organisation.Kind.NGO);
        String supervisor = person(Role.CASE_SUPERVISOR, ngo);
        worker = person(Role.CASE_WORKER, ngo, null, actor(supervisor).personId());
        code = api(worker)
                .post("/api/v1/cases", Map.of("sex", "F", "age", 11, "country", "CI", "handedAt", "2015-11-12T20:00"))
                .json()
                .path("code")
                .asString();
    }

    private void shareNotes(String colleague) {
        Map<String, Object> share = Map.of(
                "grantee",
                colleague,
                "sections",
                List.of("NOTES"),
                "until",
                "2015-11-30",
                "why",
                "Remplacement de congé");
        assertThat(api(worker).post("/api/v1/cases/" + code + "/grants", share).status())
                .isEqualTo(201);
    }

    private JsonNode first(String who) {
        return api(who).get("/api/v1/notices").json().path("items").get(0);
    }

    @Test
    void whoMayOpenTheFileReadsFileAndMatterAndNobodyElse() throws SQLException {
        String colleague = person(Role.CASE_WORKER, ngo);
        shareNotes(colleague);
        assertThat(browser(colleague).get("/notices?lang=fr").body())
                .contains("Dossier partagé\u00a0: " + code, "href=\"/cases/" + code + "\"");
        assertThat(browser(colleague).get("/?lang=fr").body()).contains("Dossier partagé\u00a0: " + code);
        JsonNode item = first(colleague);
        assertThat(item.path("matter").asString()).isEqualTo("SHARED");
        assertThat(item.path("about").asString()).contains(code);
        assertThat(item.path("place").asString()).isEqualTo("/cases/" + code);

        String stranger = person(Role.CASE_WORKER, ngo);
        TestDatabase.ownerDoes("insert into notices.bell (id, person_id, kind, rung_at, target, matter)"
                + " select gen_random_uuid(), '" + actor(stranger).personId()
                + "', 'task', b.rung_at, b.target, b.matter from notices.bell b where b.person_id = '"
                + actor(colleague).personId() + "'");
        assertThat(browser(stranger).get("/notices?lang=fr").body())
                .contains("Une tâche")
                .doesNotContain(code, "Dossier partagé");
        assertThat(first(stranger).path("matter").isNull()).isTrue();
        assertThat(first(stranger).toString()).doesNotContain(code, "SHARED");
        assertThat(LoginSql.refusal(
                        actor(stranger),
                        clock.instant(),
                        "update notices.bell set matter = null where person_id = access.actor()"))
                .contains("permission denied");
    }

    /** A colleague to whom a part of the file was lent reads no matter of another part, though the file may be opened. */
    @Test
    void aMatterIsReadWithItsSectionAlone() {
        String colleague = person(Role.CASE_WORKER, ngo);
        shareNotes(colleague);
        for (String who : List.of(colleague, worker))
            TestDatabase.ownerDoes(
                    "insert into notices.bell (id, person_id, kind, rung_at, target, matter) select gen_random_uuid(), '"
                            + actor(who).personId() + "', 'task', '"
                            + clock.instant().plusSeconds(60)
                            + "', f.id, 'CONSENT_NO' from cases.case_file f where f.code = '" + code + "'");
        assertThat(browser(worker).get("/notices?lang=fr").body()).contains("L’enfant a dit non");
        for (String page : List.of("/notices?lang=fr", "/?lang=fr"))
            assertThat(browser(colleague).get(page).body()).as(page).doesNotContain("a dit non");
        assertThat(first(colleague).path("matter").isNull()).isTrue();
        assertThat(first(colleague).path("about").isNull()).isTrue();
        assertThat(first(colleague).path("place").asString()).doesNotContain("consents");
    }

    /** Straight SQL on one's own rows answers no matter beyond what the reader holds at that moment, and never the column. */
    @Test
    void theDatabaseWithholdsAMatterOfASectionThatIsNotHeld() throws SQLException {
        String colleague = person(Role.CASE_WORKER, ngo);
        shareNotes(colleague);
        for (String who : List.of(colleague, worker))
            TestDatabase.ownerDoes(
                    "insert into notices.bell (id, person_id, kind, rung_at, target, matter) select gen_random_uuid(), '"
                            + actor(who).personId() + "', 'task', '" + clock.instant()
                            + "', f.id, 'CONSENT_NO' from cases.case_file f where f.code = '" + code + "'");
        String read = "select string_agg(coalesce(matter, 'none'), ',' order by matter) from notices.rung";
        assertThat(LoginSql.answer(actor(worker), clock.instant(), read)).contains("CONSENT_NO");
        assertThat(LoginSql.answer(actor(colleague), clock.instant(), read)).isEqualTo("SHARED,none");
        assertThat(LoginSql.answer(
                        actor(colleague), clock.instant(), "select count(*) from notices.rung where withheld"))
                .isEqualTo("1");
        assertThat(LoginSql.refusal(
                        actor(colleague),
                        clock.instant(),
                        "select matter from notices.bell where person_id = access.actor()"))
                .contains("permission denied");
        assertThat(
                        LoginSql.refusal(
                                actor(colleague),
                                clock.instant(),
                                "update notices.bell set read_at = rung_at where person_id = access.actor() and matter = 'CONSENT_NO'"))
                .contains("permission denied");
        Instant ended = clock.instant().plus(Duration.ofDays(60));
        assertThat(LoginSql.answer(actor(colleague), ended, read)).isEqualTo("none,none");
    }

    @Test
    void theDatabaseKnowsTheSectionOfEachMatter() throws SQLException {
        for (Matter matter : Matter.values())
            assertThat(LoginSql.answer(
                            actor(worker), clock.instant(), "select notices.sections_of('" + matter.name() + "')"))
                    .as(matter.name())
                    .isNotEqualTo("0");
    }

    /** What rang twice for two matters of one file are two things to look at; who opens one has not seen the other. */
    @Test
    void eachMatterOfAFileIsSeenForItself() throws SQLException {
        String mine =
                "insert into notices.bell (id, person_id, kind, rung_at, target, matter) select gen_random_uuid(), f.worker_id, 'task', '"
                        + clock.instant() + "', f.id, '%s' from cases.case_file f where f.code = '" + code + "'";
        for (String matter : List.of("VISIT", "VISIT", "STAY")) TestDatabase.ownerDoes(mine.formatted(matter));
        assertThat(api(worker).get("/api/v1/notices").json().path("unread").asInt())
                .isEqualTo(2);
        String latest = first(worker).path("id").asString();
        assertThat(browser(worker).get("/notices/" + latest).location())
                .isEqualTo(first(worker).path("place").asString());
        assertThat(api(worker).get("/api/v1/notices").json().path("unread").asInt())
                .isEqualTo(1);
    }
}
