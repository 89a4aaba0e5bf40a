package org.akoma.protection.handover;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.identity.SomeChild;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The plan by function, and the end of the project, which two people sign with the files that no authority has accepted. */
class ProjectEndIT extends HandoverHouse {

    private static final String END = "/api/v1/handover/end";

    private Actor manager;

    @BeforeEach
    void aManager() {
        manager = actor(person(Role.PROJECT_MANAGER, ngo));
        TestDatabase.ownerDoes("delete from handover.exception");
        TestDatabase.ownerDoes("delete from handover.project_end");
        TestDatabase.ownerDoes("delete from access.decision where kind = 'PROJECT_END'");
    }

    private Answer ask(Actor by) {
        return api(by.username())
                .post(END, Map.of("id", Ids.next().toString(), "reason", "La structure reste responsable un an"));
    }

    private String decision(Actor by) {
        return api(by.username())
                .get("/api/v1/decisions")
                .json()
                .path("waiting")
                .valueStream()
                .filter(one -> one.path("kind").asString().equals("PROJECT_END"))
                .map(one -> one.path("id").asString())
                .findFirst()
                .orElse("");
    }

    private Answer verdict(Actor by, String decision) {
        return api(by.username()).post("/api/v1/decisions/" + decision + "/verdict", Map.of("agreed", true));
    }

    @Test
    void noProjectEndsByOnePersonNorWithoutItsExceptions() throws SQLException {
        proposed();
        assertThat(ask(supervisor).status()).isEqualTo(403);
        assertThat(browser(manager.username()).get("/handovers?lang=fr").body())
                .as("the board asks for exceptions, and refuses no end")
                .contains("ne se clôt qu’avec une exception signée", "À nommer", code);
        assertThat(api(manager.username()).get("/api/v1/handovers").json().path("exceptionsToSign"))
                .anyMatch(one -> one.asString().equals(code));
        assertThat(LoginSql.refusal(
                        manager,
                        clock.instant(),
                        "insert into handover.project_end (id, asked_by, asked_at) values ('" + Ids.next() + "', '"
                                + manager.personId() + "', '" + clock.instant() + "')"))
                .contains("permission denied");
        assertThat(ask(manager).status()).isEqualTo(201);
        assertThat(ask(manager).body()).contains("handover.end-waits");
        String decision = decision(custodian);
        assertThat(verdict(manager, decision).status()).isNotEqualTo(200);
        assertThat(api(custodian.username())
                        .get("/api/v1/decisions/" + decision)
                        .body())
                .contains(code);
        assertThat(browser(custodian.username()).get("/decisions/" + decision).body())
                .contains("Sans réponse de l’autorité", code, "vous signez ", "n’efface aucun dossier");
        String later = opened(SomeChild.named("Neem")).code();
        assertThat(verdict(custodian, decision).body())
                .as("a file that neither of them has read of")
                .contains("handover.exceptions-changed");
        assertThat(api(manager.username())
                        .post("/api/v1/decisions/" + decision + "/withdrawal", Map.of())
                        .status())
                .isLessThan(300);
        assertThat(ask(manager).status()).isEqualTo(201);
        assertThat(verdict(custodian, decision(custodian)).status()).isEqualTo(200);
        Answer end = api(manager.username()).get(END);
        assertThat(end.json().path("agreedBy").asString()).isEqualTo(custodian.username());
        assertThat(end.body()).contains(code, later);
        assertThat(ask(manager).body()).contains("handover.project-over");
        assertThat(browser(supervisor.username()).get("/handovers/plan").body())
                .as("who works on files sees no list of others")
                .contains("le projet est clos")
                .doesNotContain(later);
    }

    /** The manager may not read that a child said no, and is not told that nothing was proposed; the officer, who agrees, reads it. */
    @Test
    void whoAgreesReadsWhichChildSaidNo() {
        consent("REFUSED");
        assertThat(propose(supervisor).json().path("state").asString()).isEqualTo("BLOCKED");
        assertThat(ask(manager).status()).isEqualTo(201);
        assertThat(browser(manager.username()).get("/handovers/plan?lang=fr").body())
                .contains("Rien n’est parti")
                .doesNotContain("Sans consentement");
        assertThat(browser(custodian.username())
                        .get("/decisions/" + decision(custodian) + "?lang=fr")
                        .body())
                .contains("Sans consentement", code);
    }

    @Test
    void whatGoesOnIsWrittenByAManager() {
        Map<String, Object> fees = new HashMap<>(Map.of(
                "id",
                Ids.next().toString(),
                "function",
                "SCHOOL_FEES",
                "cost",
                850000,
                "currency",
                "XOF",
                "owner",
                ministry.code(),
                "money",
                "STATE_BUDGET",
                "startsOn",
                "2016-01-01",
                "risk",
                "HIGH"));
        assertThat(api(supervisor.username())
                        .post("/api/v1/handover/functions", fees)
                        .status())
                .isEqualTo(403);
        assertThat(api(manager.username())
                        .post("/api/v1/handover/functions", fees)
                        .status())
                .isEqualTo(201);
        assertThat(api(manager.username())
                        .post("/api/v1/handover/functions", fees)
                        .status())
                .isEqualTo(201);
        Map<String, Object> other = new HashMap<>(fees);
        other.put("risk", "LOW");
        var changed = api(manager.username()).post("/api/v1/handover/functions", other);
        assertThat(changed.status()).isEqualTo(409);
        assertThat(changed.body()).contains("cases.id-other-content");
        assertThat(browser(officer.username()).get("/handovers/plan").body())
                .contains("Frais de scolarité", "850", "Budget de l’État", "Élevé");
        fees.put("id", Ids.next().toString());
        fees.put("note", "Voir AK-012 avec le 07 08 09 10 11");
        assertThat(api(manager.username())
                        .post("/api/v1/handover/functions", fees)
                        .body())
                .contains("handover.note-safe");
    }
}
