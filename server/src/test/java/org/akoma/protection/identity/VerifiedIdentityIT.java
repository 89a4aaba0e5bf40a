package org.akoma.protection.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.decisions.Decision;
import org.akoma.protection.placement.CareHouse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who a child is, once verified, changes by two people only ({@code trust.md 2}): by API, page and SQL. */
class VerifiedIdentityIT extends CareHouse {

    private static final Map<String, Object> SEEN = Map.of("proof", "BIRTH_CERTIFICATE", "seenOn", "2015-11-10");

    @Autowired
    Identities identities;

    @Autowired
    JdbcClient jdbc;

    private Caller own;
    private String code;
    private String address;

    @BeforeEach
    void aFileWithNames() {
        own = api(worker.username());
        code = file("F", 9);
        address = "/api/v1/cases/" + code + "/identity";
        assertThat(own.put(address, named("Awa", "Traoré"), "\"1\"").status()).isEqualTo(200);
    }

    private static Map<String, Object> named(String given, String family) {
        Map<String, Object> names =
                new HashMap<>(Map.of("givenNames", given, "familyName", family, "languages", List.of("fr")));
        names.put("birthPlace", "Banfora");
        return names;
    }

    private Answer decide(Actor by, Decision waiting, boolean agreed) {
        return api(by.username())
                .post(
                        "/api/v1/decisions/" + waiting.id() + "/verdict",
                        Map.of("agreed", agreed, "reason", "Vu l’extrait"));
    }

    private void verified() {
        assertThat(own.post(address + "/verification", SEEN).status()).isEqualTo(202);
        assertThat(decide(supervisor, waiting("IDENTITY", now(code).id()), true).status())
                .isEqualTo(200);
    }

    private Identity identity() {
        return identities.reveal(supervisor, now(code)).orElseThrow().identity();
    }

    @Test
    void nobodyVerifiesAlone() {
        assertThat(own.post(address + "/verification", SEEN).status()).isEqualTo(202);
        Decision waiting = waiting("IDENTITY", now(code).id());
        assertThat(decide(worker, waiting, true).status()).isEqualTo(403);
        assertThat(own.get(address + "/verification").json().path("verified").isNull())
                .isTrue();
        assertThat(api(supervisor.username())
                        .post(address + "/verification", SEEN)
                        .status())
                .isEqualTo(403);
        assertThat(decide(supervisor, waiting, true).status()).isEqualTo(200);
        assertThat(own.get(address + "/verification")
                        .json()
                        .path("verified")
                        .path("proof")
                        .asString())
                .isEqualTo("BIRTH_CERTIFICATE");
        assertThat(browser(supervisor.username())
                        .get("/cases/" + code + "/identity")
                        .body())
                .contains("Acte de naissance, vu le");
    }

    @Test
    void whatIsChangedWhileItWaitsIsProposedAnew() {
        own.post(address + "/verification", SEEN);
        Decision waiting = waiting("IDENTITY", now(code).id());
        assertThat(own.put(address, named("Aminata", "Koné"), "\"2\"").status()).isEqualTo(200);
        Answer late = decide(supervisor, waiting, true);
        assertThat(late.status()).isIn(409, 422);
        assertThat(own.get(address + "/verification").json().path("verified").isNull())
                .isTrue();
    }

    @Test
    void anotherNameWaitsForASecondPerson() {
        verified();
        Answer asked = own.put(address, named("Awa", "Ouédraogo"), "\"2\"");
        assertThat(asked.status()).isEqualTo(202);
        assertThat(identity().familyName()).isEqualTo("Traoré");
        Decision waiting = waiting("IDENTITY_CHANGE", now(code).id());
        assertThat(decide(worker, waiting, true).status()).isEqualTo(403);
        assertThat(browser(supervisor.username())
                        .get("/decisions/" + waiting.id())
                        .body())
                .contains("Traoré")
                .contains("Ouédraogo")
                .doesNotContain("Banfora");
        assertThat(decide(supervisor, waiting, true).status()).isEqualTo(200);
        assertThat(identity().familyName()).isEqualTo("Ouédraogo");
        assertThat(identity().languages()).containsExactly("fr");
    }

    @Test
    void aTelephoneIsStillWrittenByTheWorker() {
        verified();
        Map<String, Object> wanted = named("Awa", "Traoré");
        wanted.put("phone", "0707");
        assertThat(own.put(address, wanted, "\"2\"").status()).isEqualTo(200);
        assertThat(identity().phone()).isEqualTo("0707");
    }

    @Test
    void sexAndNationalityWaitToo() {
        verified();
        Map<String, Object> wanted = new HashMap<>(Map.of("sex", "M", "age", 9, "country", "CI", "reason", "Erreur"));
        wanted.put("nationality", "BF");
        wanted.put("sector", "COCOA");
        Answer asked = own.put("/api/v1/cases/" + code + "/registration", wanted, "\"1\"");
        assertThat(asked.status()).isEqualTo(202);
        assertThat(now(code).sex()).isEqualTo("F");
        assertThat(decide(supervisor, waiting("AGE", now(code).id()), true).status())
                .isEqualTo(200);
        assertThat(now(code).sex()).isEqualTo("M");
    }

    @Test
    void noLoginChangesWhatWasVerified() {
        verified();
        String sex = "update cases.case_file set sex = 'M' where code = '" + code + "'";
        String core = "update cases.identity set core = 7, version = version + 1 where file_id = '"
                + now(code).id() + "'";
        for (Actor one : List.of(worker, supervisor))
            for (String attack : List.of(sex, core))
                assertThatThrownBy(() ->
                                transactions.doAs(one, () -> jdbc.sql(attack).update()))
                        .hasStackTraceContaining("cases.identity-verified");
    }

    /** What was sealed before is put back under the mark, past the application: the mark falls, until the verified names are back. */
    @Test
    void otherWordsUnderTheMarkAreNotVerified() {
        String file = now(code).id().toString();
        String before = transactions.as(
                worker,
                () -> jdbc.sql("select encode(sealed, 'hex') from cases.identity where file_id = '" + file + "'")
                        .query(String.class)
                        .single());
        assertThat(own.put(address, named("Aminata", "Koné"), "\"2\"").status()).isEqualTo(200);
        verified();
        assertThat(own.get(address + "/verification").json().path("verified").isNull())
                .isFalse();
        transactions.doAs(
                worker,
                () -> jdbc.sql("update cases.identity set sealed = decode('" + before
                                + "', 'hex'), version = version + 1 where file_id = '" + file + "'")
                        .update());
        Answer altered = own.get(address + "/verification");
        assertThat(altered.json().path("verified").isNull()).isTrue();
        assertThat(altered.json().path("altered").asBoolean()).isTrue();
        assertThat(browser(supervisor.username())
                        .get("/cases/" + code + "/identity")
                        .body())
                .contains("n’est pas ce que deux personnes ont vérifié");
        assertThat(own.post(address + "/verification", SEEN).body()).contains("cases.identity-altered");
        String tag = own.get(address).header("ETag").orElseThrow();
        assertThat(own.put(address, named("Awa", "Bamba"), tag).status()).isEqualTo(202);
        assertThat(own.put(address, named("Aminata", "Koné"), tag).status()).isEqualTo(200);
        assertThat(own.get(address + "/verification").json().path("altered").asBoolean())
                .isFalse();
    }

    @Test
    void noLoginWritesTheMark() {
        String mark = """
                insert into cases.identity_mark (id, file_id, proof, seen_on, proposed_by, agreed_by, agreed_at)
                values (gen_random_uuid(), '%s', 'PASSPORT', '2015-11-10', '%s', '%s', access.moment())
                """.formatted(now(code).id(), worker.personId(), supervisor.personId());
        assertThatThrownBy(() -> transactions.doAs(worker, () -> jdbc.sql(mark).update()))
                .hasStackTraceContaining("cases.identity-not-decided");
    }

    @Test
    void aPageOffersItToWhoWritesOnly() {
        assertThat(browser(worker.username())
                        .get("/cases/" + code + "/identity")
                        .body())
                .contains("/identity/verification");
        assertThat(browser(worker.username())
                        .get("/cases/" + code + "/identity/verification?lang=fr")
                        .body())
                .contains("Aucune copie n’est encore jointe", "/attachments/new?for=identity");
        assertThat(browser(worker.username())
                        .get("/cases/" + code + "/attachments/new?for=identity")
                        .body())
                .contains("/identity/verification?done=attachments.added");
        assertThat(browser(supervisor.username())
                        .get("/cases/" + code + "/identity")
                        .body())
                .doesNotContain("/identity/verification")
                .doesNotContain("/identity/edit");
        Actor both = actor(person(Role.CASE_WORKER, ngo));
        assertThat(api(both.username()).post(address + "/verification", SEEN).status())
                .isEqualTo(404);
    }
}
