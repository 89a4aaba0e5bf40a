package org.akoma.protection.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.Ids;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.consent.SomeConsent;
import org.akoma.protection.placement.CareHouse;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** A file with words in it, and how people wish, ask, hold and agree, for the tests of its end. */
abstract class ErasureHouse extends CareHouse {

    /** Stands in every text that is written about the child. */
    final String mark = "Zorblaxa" + Ids.next().toString().replaceAll("[^a-f]", "");

    static final String REASON = "La mère de l’enfant l’a demandé devant nous";

    @Autowired
    Erasures erasures;

    Actor custodian;
    Actor manager;
    String code = "";
    UUID id = new UUID(0, 0);

    @BeforeEach
    void aFileWithWordsInIt() throws SQLException {
        custodian = actor(person(Role.DATA_PROTECTION_OFFICER, ngo));
        manager = actor(person(Role.PROJECT_MANAGER, ngo));
        Caller own = api(worker.username());
        code = own.post(
                        "/api/v1/cases",
                        Map.of(
                                "sex",
                                "F",
                                "age",
                                14,
                                "country",
                                "CI",
                                "givenNames",
                                mark,
                                "alias",
                                mark,
                                "anyway",
                                true))
                .json()
                .path("code")
                .asString();
        id = UUID.fromString(owner("select id from cases.case_file where code = '" + code + "'"));
    }

    void write() throws SQLException {
        Caller own = api(worker.username());
        written(own.post(at("/notes"), Map.of("kind", "NOTE", "at", "2015-11-16T07:00", "text", mark + " a ri.")));
        written(own.post(at("/guardians"), SomeConsent.guardian("2015-06-09")));
        written(own.put(at("/family"), Map.of("role", "UNAWARE", "caregivers", mark, "address", mark), "\"0\""));
        written(own.post(at("/medical"), Map.of("kind", "SCREENING", "at", "2015-11-16T07:30", "detail", mark)));
        written(own.post(at("/assessments"), Map.of("kind", "INITIAL", "risk", "MEDIUM", "reason", mark + " seule")));
        Map<String, Object> draft = new HashMap<>();
        draft.put("form", "followup.record-csi");
        draft.put("file", code);
        draft.put("at", "/cases/" + code + "/csi/new");
        draft.put("values", Map.of("seen", List.of(mark), "CARE", List.of("2")));
        written(own.put("/api/v1/drafts/" + Ids.next(), draft, null));
        inAnEmergency();
        TestDatabase.ownerDoes("update cases.case_file set source_digest = sha256('" + mark + code
                + "'::bytea) where id = '" + id + "'");
    }

    /** A stranger opens it, says why, and is judged. */
    void inAnEmergency() throws SQLException {
        Organisation other = structure(Organisation.Kind.NGO);
        Actor stranger = actor(person(
                Role.CASE_WORKER,
                other,
                null,
                actor(person(Role.CASE_SUPERVISOR, other)).personId()));
        written(api(stranger.username())
                .post(at("/break-glass"), Map.of("reason", mark + " appelle à l’aide, son agent est absent")));
        String glass = owner("select id from access.break_glass where file_id = '" + id + "'");
        written(api(custodian.username())
                .post(
                        "/api/v1/break-glass/" + glass + "/review",
                        Map.of("verdict", "NOT_JUSTIFIED", "why", mark + " était déjà à l’abri")));
    }

    static void written(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isBetween(200, 299);
    }

    void close() {
        written(api(worker.username()).post(at("/closure"), Map.of("code", "DEATH", "details", mark)));
        written(api(supervisor.username()).post(at("/closure/decision"), Map.of("decision", "CLOSED")));
    }

    String at(String part) {
        return "/api/v1/cases/" + code + part;
    }

    Answer wish(Actor by) {
        return api(by.username())
                .post(at("/retention/wishes"), Map.of("id", Ids.next().toString(), "by", "CHILD", "on", "2015-11-16"));
    }

    Answer ask(Actor by, String ground) {
        return api(by.username())
                .post(
                        at("/retention/erasure"),
                        Map.of("id", Ids.next().toString(), "ground", ground, "reason", REASON + " " + mark));
    }

    Answer hold(Actor by) {
        return api(by.username())
                .post(
                        at("/retention/holds"),
                        Map.of("id", Ids.next().toString(), "ground", "COURT", "why", "RG 15/00412 " + mark));
    }

    String decision(String kind) {
        return api(custodian.username())
                .get("/api/v1/decisions")
                .json()
                .path("waiting")
                .valueStream()
                .filter(one -> one.path("kind").asString().equals(kind)
                        && one.path("about").asString().equals(code))
                .map(one -> one.path("id").asString())
                .findFirst()
                .orElse("");
    }

    Answer verdict(Actor by, String decision) {
        return api(by.username()).post("/api/v1/decisions/" + decision + "/verdict", Map.of("agreed", true));
    }

    void erase() {
        written(wish(worker));
        written(ask(supervisor, "CHILD"));
        Answer agreed = verdict(custodian, decision("ERASURE"));
        assertThat(agreed.status()).as(agreed.body()).isEqualTo(200);
    }

    /** Erased; what failed at the agreement is done by the next round, which throws its cause. */
    void eraseNow() throws SQLException {
        erase();
        erasures.carryOut();
        assertThat(state()).isEqualTo("ERASED");
    }

    String state() throws SQLException {
        return owner("select state from retention.erasure where file_id = '" + id + "' order by asked_at desc limit 1");
    }

    static String owner(String sql) throws SQLException {
        try (Connection connection = TestDatabase.connectAs(Compartment.MIGRATOR);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? String.valueOf(row.getString(1)) : "";
        }
    }

    boolean hasKey() throws SQLException {
        return owner("select count(*) from vault.data_key where owner = '" + id + "'")
                .equals("1");
    }
}
