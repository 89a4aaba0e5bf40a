package org.akoma.protection.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Where nobody of the structure may decide, its deputy reads what is agreed to before they agree ({@code trust.md 2}): of an exception the danger that runs
 * and the family, of a share that writes the sections that it gives.
 */
class DeputyReadsIT extends DangerHouse {

    private Actor deputy;
    private String code;

    @BeforeEach
    void aDeputy() {
        deputy = actor(person(Role.CASE_SUPERVISOR, structure(Organisation.Kind.NGO)));
        provisioning.deputise(Map.of(ngo.id(), deputy.personId()), BEGINNING);
        code = active();
    }

    private Answer decision(Actor by, Object id) {
        return api(by.username()).get("/api/v1/decisions/" + id);
    }

    private Answer agree(Object id) {
        return api(deputy.username()).post("/api/v1/decisions/" + id + "/verdict", Map.of("agreed", true));
    }

    /** The sections that the deputy holds for this decision. */
    private String held(Object decision) throws SQLException {
        return LoginSql.answer(
                deputy,
                clock.instant(),
                "select bit_or(g.sections) from access.file_grant g where g.decision_id = '" + decision + "'");
    }

    /** As deputies were called before: with the state of the file, and what the kind itself names. */
    private void reduce(Object decision, int sections) {
        TestDatabase.ownerDoes(
                "update access.file_grant set sections = " + sections + " where decision_id = '" + decision + "'");
    }

    private UUID exception() {
        Answer asked = api(supervisor.username())
                .post(
                        "/api/v1/cases/" + code + "/placements/return-exceptions",
                        Map.of("reason", "Aucun centre ne prend un nourrisson"));
        assertThat(asked.status()).as(asked.body()).isEqualTo(202);
        return UUID.fromString(asked.json().path("id").asString());
    }

    @Test
    void aDeputyReadsOfTheDangerRoundWhichTheChildWouldGo() throws SQLException {
        UUID alert = raise(worker, code, AT_HOME, "Le père attend devant le centre");
        UUID asked = exception();
        assertThat(held(asked)).isEqualTo(String.valueOf(2 + 16 + 64 + 128 + 256));
        assertThat(decision(deputy, asked).body())
                .contains("\"after\":[\"DANGER\",\"TRACING\",")
                .contains("alerte ouverte", "DANGER · NOT_MET", "TRACING · NOT_MET");
        assertThat(browser(deputy.username())
                        .get("/decisions/" + asked + "?lang=fr")
                        .body())
                .contains("Ce qui manque", "une alerte de danger est en cours", "Pas rempli", "/alerts/" + alert)
                .doesNotContain("??");
        assertThat(agree(asked).status()).isLessThan(300);
    }

    /** A deputy is given the place alone for a home: what a return needs is weighed with it, and read no longer once it is decided. */
    @Test
    void aDeputyWeighsAHomeAndReadsNothingOfItAfterwards() throws SQLException {
        Map<String, Object> home = Map.of(
                "id",
                Ids.next().toString(),
                "kind",
                "FOSTER_FAMILY",
                "country",
                "CI",
                "since",
                "2015-11-16",
                "reason",
                "BETTER_SUITED",
                "address",
                "Rue 7",
                "withWhom",
                "Madame B");
        String places = "/api/v1/cases/" + code + "/placements";
        Answer proposed = api(supervisor.username()).post(places, home);
        assertThat(proposed.status()).as(proposed.body()).isEqualTo(201);
        UUID asked =
                waiting("HOME", UUID.fromString(String.valueOf(home.get("id")))).id();
        assertThat(held(asked)).isEqualTo(String.valueOf(16 + 256));
        String gate = "select cases.reads_gate(id) from cases.file_shown where code = '" + code + "'";
        assertThat(LoginSql.answer(deputy, clock.instant(), gate)).isEqualTo("t");
        Answer agreed = agree(asked);
        assertThat(agreed.status()).as(agreed.body()).isLessThan(300);
        clock.moveTo(clock.instant().plusSeconds(60));
        assertThat(LoginSql.answer(deputy, clock.instant(), gate)).isNotEqualTo("t");
        assertThat(api(deputy.username()).get(places + "/return-gate").status()).isEqualTo(404);
    }

    @Test
    void whoDoesNotReadOfTheDangerAgreesToNoException() {
        raise(worker, code, AT_HOME, "Le père attend devant le centre");
        UUID asked = exception();
        reduce(asked, 128 + 256);
        assertThat(agree(asked).status()).isEqualTo(403);
        assertThat(api(worker.username())
                        .get("/api/v1/decisions/" + asked)
                        .json()
                        .path("state")
                        .asString())
                .isEqualTo("WAITING");
    }

    /** A colleague who was lent the notes reads the request, and is not told that nothing is missing. */
    @Test
    void whatTheReaderDoesNotLearnIsNotShownAsMet() {
        raise(worker, code, AT_HOME, "Le père attend devant le centre");
        UUID asked = exception();
        Actor lent = actor(person(Role.CASE_WORKER, ngo));
        Answer shared = api(supervisor.username())
                .post(
                        "/api/v1/cases/" + code + "/grants",
                        Map.of(
                                "grantee",
                                lent.username(),
                                "sections",
                                List.of("NOTES", "STATUS"),
                                "until",
                                "2015-11-30",
                                "why",
                                "Remplacement de congé"));
        assertThat(shared.status()).as(shared.body()).isEqualTo(201);
        Answer read = decision(lent, asked);
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.body())
                .contains("DANGER · UNKNOWN", "TRACING · UNKNOWN")
                .doesNotContain("· MET", "· NOT_MET");
        assertThat(browser(lent.username())
                        .get("/decisions/" + asked + "?lang=fr")
                        .body())
                .contains("Pas encore connu")
                .doesNotContain("Pas rempli", "· Rempli");
    }

    @Test
    void aDeputyReadsTheSectionsInWhichAColleagueWouldWrite() throws SQLException {
        Answer shared = api(worker.username())
                .post(
                        "/api/v1/cases/" + code + "/grants",
                        Map.of(
                                "id",
                                Ids.next().toString(),
                                "grantee",
                                supervisor.username(),
                                "sections",
                                List.of("HEALTH", "EXPLOITATION"),
                                "mayWrite",
                                true,
                                "until",
                                "2015-11-30",
                                "why",
                                "Remplacement de congé"));
        assertThat(shared.status()).as(shared.body()).isEqualTo(201);
        String asked = shared.json().path("waiting").asString();
        assertThat(held(asked)).isEqualTo(String.valueOf(4 + 8 + 256));
        reduce(asked, 256);
        assertThat(agree(asked).status()).isEqualTo(403);
        reduce(asked, 4 + 8 + 256);
        assertThat(agree(asked).status()).isLessThan(300);
    }
}
