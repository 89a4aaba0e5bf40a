package org.akoma.ground.oversight;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.HouseIT;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The register of processing: officers keep it, project managers read it, nobody changes what was recorded. */
class ProcessingIT extends HouseIT {

    private static final String HERE = "/api/v1/processing";

    private Actor officer;
    private Actor manager;
    private Actor worker;

    @BeforeEach
    void whoIsHere() {
        Organisation ngo = structure(Organisation.Kind.NGO);
        officer = actor(person(Role.DATA_PROTECTION_OFFICER, ngo));
        manager = actor(person(Role.PROJECT_MANAGER, ngo));
        worker = actor(person(Role.CASE_WORKER, ngo));
    }

    private static Map<String, Object> answer(String number) {
        return new HashMap<>(Map.of(
                "id",
                Ids.next().toString(),
                "country",
                "CI",
                "kind",
                "AUTHORISATION",
                "reference",
                number,
                "from",
                "2015-10-01"));
    }

    private Answer record(Actor by, Map<String, Object> said) {
        return api(by.username()).post(HERE + "/registrations", said);
    }

    @Test
    void whoKeepsItRecordsAndWhoLeadsReads() throws SQLException {
        String number = fresh("ARTCI");
        Map<String, Object> said = answer(number);
        for (Actor none : new Actor[] {worker, manager})
            assertThat(record(none, said).status()).isEqualTo(403);
        assertThat(record(officer, said).status()).isEqualTo(201);
        assertThat(record(officer, said).status()).isEqualTo(201);
        said.put("kind", "REFUSED");
        assertThat(record(officer, said).status()).isEqualTo(409);
        assertThat(api(manager.username()).get(HERE).body()).contains(number);
        assertThat(api(worker.username()).get(HERE).status()).isEqualTo(403);
        assertThat(browser(worker.username()).get("/processing").status()).isEqualTo(403);
        assertThat(browser(officer.username()).get("/processing").body()).contains(number);
        for (String past : new String[] {
            "insert into oversight.registration default values",
            "update oversight.registration set reference = 'x'",
            "delete from oversight.registration"
        })
            for (Actor by : new Actor[] {officer, manager})
                assertThat(LoginSql.refusal(by, clock.instant(), past)).as(past).contains("permission denied");
    }

    @Test
    void daysOfARegistrationFollowEachOtherAndNoneIsToCome() {
        Map<String, Object> later = answer(fresh("N"));
        later.put("from", "2015-12-01");
        assertThat(record(officer, later).body()).contains("oversight.registration-later");
        Map<String, Object> turned = answer(fresh("N"));
        turned.put("until", "2015-09-30");
        assertThat(record(officer, turned).body()).contains("oversight.registration-until");
        Map<String, Object> numbered = answer("Décision n° 2014-0032 (ARTCI)");
        assertThat(record(officer, numbered).status())
                .as("a long number is one of an authority")
                .isEqualTo(201);
        Map<String, Object> odd = answer("<b>2014</b>");
        assertThat(record(officer, odd).body()).contains("oversight.registration-reference");
    }

    @Test
    void howLongDataAreKeptIsWhatIsInForce() {
        assertThat(api(officer.username()).get(HERE).json().path("items").valueStream())
                .anySatisfy(line -> {
                    assertThat(line.path("code").asString()).isEqualTo("CASE");
                    assertThat(line.path("limits").valueStream())
                            .anySatisfy(limit ->
                                    assertThat(limit.path("key").asString()).isEqualTo("retention.case.child-age"));
                })
                .anySatisfy(line -> {
                    assertThat(line.path("code").asString()).isEqualTo("DISCLOSURE");
                    assertThat(line.path("transfers").asBoolean()).isTrue();
                });
    }
}
