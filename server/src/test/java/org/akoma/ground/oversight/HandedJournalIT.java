package org.akoma.ground.oversight;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.HouseIT;
import org.akoma.LoginSql;
import org.akoma.Visit;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.journal.SealedRoots;
import org.akoma.ground.journal.Verifier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** The journal's roots leave by the data protection officer alone, and whom they were handed to is on the record. */
class HandedJournalIT extends HouseIT {

    @Autowired
    private HandedJournals handed;

    @Autowired
    private Verifier verifier;

    @Autowired
    private ApplicationContext house;

    private Organisation ngo;
    private String dpo;

    @BeforeEach
    void whoIsHere() {
        ngo = structure(Organisation.Kind.NGO);
        dpo = person(Role.DATA_PROTECTION_OFFICER, ngo);
        assertThat(api(dpo).get("/api/v1/journal").status()).isEqualTo(200); // an entry, so that there is a root
        SealedRoots.sealNow(house);
    }

    private Map<String, Object> roots(UUID id) {
        return Map.of("id", id.toString(), "to", ngo.code(), "what", "ROOTS");
    }

    @Test
    void handedOnTheRecord() {
        UUID id = UUID.randomUUID();
        Answer made = api(dpo).post("/api/v1/journal/handed", roots(id));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        assertThat(api(dpo).post("/api/v1/journal/handed", roots(id)).status())
                .as("the same again")
                .isEqualTo(201);
        assertThat(api(dpo).post(
                                "/api/v1/journal/handed",
                                Map.of("id", id.toString(), "to", ngo.code(), "what", "JOURNAL"))
                        .code())
                .isEqualTo("oversight.id-other-content");
        assertThat(api(dpo).get("/api/v1/journal/handed").body()).containsOnlyOnce(id.toString());
        Answer file = api(dpo).get("/api/v1/journal/handed/" + id + "/file");
        assertThat(file.status()).isEqualTo(200);
        assertThat(file.body()).startsWith("1 akoma-root ");
        assertThat(api(dpo).get("/api/v1/journal/handed/" + id + "/file").body())
                .as("the same each time")
                .isEqualTo(file.body());
        assertThat(api(dpo).get("/api/v1/journal?person=" + dpo).body())
                .contains("oversight.journal-handed", "oversight.journal-taken");
        assertThat(api(dpo).get("/api/v1/journal/handed/" + UUID.randomUUID() + "/file")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void onThePage() {
        Visit page = browser(dpo);
        assertThat(page.get("/journal/roots").body()).contains("/journal/handed");
        assertThat(page.post("/journal/handed", "id", UUID.randomUUID().toString(), "to", "NOBODY", "what", "ROOTS")
                        .status())
                .isEqualTo(422);
        assertThat(page.post("/journal/handed", "id", UUID.randomUUID().toString(), "to", ngo.code(), "what", "JOURNAL")
                        .status())
                .isEqualTo(303);
        assertThat(page.get("/journal/handed").body()).contains("Télécharger", ngo.code());
        assertThat(page.get("/journal/key/file").status()).isEqualTo(200);
    }

    @Test
    void byNobodyElse() throws SQLException {
        UUID id = UUID.randomUUID();
        api(dpo).post("/api/v1/journal/handed", roots(id));
        for (Role role : List.of(
                Role.CASE_WORKER,
                Role.CASE_SUPERVISOR,
                Role.PROJECT_MANAGER,
                Role.SYSTEM_ADMINISTRATOR,
                Role.LE_COORDINATOR)) {
            String other =
                    person(role, role == Role.LE_COORDINATOR ? structure(Organisation.Kind.LAW_ENFORCEMENT) : ngo);
            assertThat(api(other).get("/api/v1/journal/handed").status()).isEqualTo(403);
            assertThat(api(other)
                            .post("/api/v1/journal/handed", roots(UUID.randomUUID()))
                            .status())
                    .isEqualTo(403);
            assertThat(api(other).get("/api/v1/journal/handed/" + id + "/file").status())
                    .isEqualTo(403);
            Visit page = browser(other);
            for (String address : List.of("/journal/handed", "/journal/key/file"))
                assertThat(page.get(address).status()).isEqualTo(403);
            assertThat(page.post("/journal/handed/" + id + "/file").status()).isEqualTo(403);
        }
        for (String sql : List.of(
                "delete from oversight.journal_handed",
                "update oversight.journal_handed set root = 1",
                "insert into oversight.journal_handed select * from oversight.journal_handed"))
            assertThat(LoginSql.refusal(actor(dpo), MORNING, sql)).as(sql).contains("permission denied");
        assertThat(handed.list(actor(person(Role.CASE_SUPERVISOR, ngo)))).isEmpty();
        assertThat(verifier.verify().misfit()).isNull();
    }
}
