package org.akoma.programme.findings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.akoma.Ids;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.junit.jupiter.api.Test;

/**
 * Who agrees to an answer or to a release reads every word and code of what becomes valid by it (trust.md 2): each text column of the tables, as the database
 * has it. A new column fails this test until it is filled here and shown there, or is named as one that says nothing.
 */
class SecondPersonReadsAllIT extends MissionHouse {

    /** Copies of codes that the mission as a whole has. */
    private static final Set<String> SAYS_NOTHING = Set.of("criteria_set");

    private void isShown(String request, String who, String table, String where, Set<String> later) {
        String shown = api(who).get("/api/v1/decisions/" + request).body();
        String page = browser(who).get("/decisions/" + request).body();
        List<String> columns = new ArrayList<>(owner(
                "select column_name from information_schema.columns where table_schema = 'evaluation' and table_name = '"
                        + table + "' and data_type in ('text', 'ARRAY')"));
        columns.removeAll(SAYS_NOTHING);
        columns.removeAll(later);
        for (String column : columns) {
            List<String> values = owner("select unnest(string_to_array(array_to_string(array[x." + column
                    + "]::text[], '|'), '|')) from evaluation." + table + " x where " + where + " and x." + column
                    + " is not null");
            assertThat(values)
                    .as(table + "." + column + " is filled by this test")
                    .isNotEmpty();
            for (String value : values) {
                assertThat(shown).as(table + "." + column).containsIgnoringCase(value);
                if (value.contains(" "))
                    assertThat(page).as(table + "." + column).contains(value);
            }
        }
    }

    @Test
    void whoAgreesToARelease() {
        String finding = found();
        recommended(finding, iom);
        done(
                200,
                api(lead)
                        .send(
                                "PUT",
                                mission + "/ratings",
                                "application/json",
                                "{\"criterion\":\"IMPACT\",\"note\":\"What the rating says\"}"));
        done(
                201,
                api(lead)
                        .post(
                                mission + "/questions",
                                Map.of(
                                        "id",
                                        Ids.next(),
                                        "criterion",
                                        "IMPACT",
                                        "words",
                                        "What does the question say?",
                                        "sources",
                                        List.of("POLICE", "TEACHERS"))));
        done(
                201,
                api(lead)
                        .post(
                                mission + "/schedule",
                                Map.of(
                                        "id",
                                        Ids.next(),
                                        "day",
                                        "2015-11-17",
                                        "begins",
                                        "09:00",
                                        "ends",
                                        "12:00",
                                        "work",
                                        "VISIT",
                                        "note",
                                        "What the schedule says")));
        org.akoma.ground.database.TestDatabase.ownerDoes(
                "update evaluation.evidence set cites = 'IV-77' where finding_id = '" + finding + "'");
        done(200, api(lead).post(mission + "/release", Map.of()));
        String request = request(other, "");
        String of = "x.mission_id = (select id from evaluation.mission where code = '" + code + "')";
        isShown(request, other, "finding", of, Set.of());
        isShown(request, other, "evidence", "x.finding_id = '" + finding + "'", Set.of());
        isShown(request, other, "recommendation", of, Set.of());
        isShown(request, other, "rating", of, Set.of());
        isShown(request, other, "question", of, Set.of());
        isShown(request, other, "slot", of, Set.of());
        isShown(request, other, "mission", "x.code = '" + code + "'", Set.of("released_account", "asked_account"));
        assertThat(api(other).get("/api/v1/decisions/" + request).body())
                .as("sealed and by id")
                .contains("San Pedro", iom.code());
    }

    /** What is read before is not changed after: each change ends the request. */
    @Test
    void aChangeOfWhatIsReadEndsTheRequest() {
        found();
        done(200, api(lead).post(mission + "/release", Map.of()));
        String request = request(other, "");
        done(
                201,
                api(lead)
                        .post(
                                mission + "/questions",
                                Map.of(
                                        "id",
                                        Ids.next(),
                                        "criterion",
                                        "IMPACT",
                                        "words",
                                        "Another question?",
                                        "sources",
                                        List.of("POLICE"))));
        assertThat(verdict(other, request, true).status()).isIn(404, 409);
    }

    @Test
    void whoAgreesToAnAnswer() {
        String recommended = recommended(found());
        done(200, api(lead).post(mission + "/release", Map.of()));
        done(200, verdict(other, true));
        String coordinator = person(Role.LE_COORDINATOR, structure(Organisation.Kind.LAW_ENFORCEMENT));
        done(
                201,
                api(manager)
                        .post(
                                "/api/v1/recommendations/" + recommended + "/responses",
                                Map.of(
                                        "id",
                                        Ids.next(),
                                        "answer",
                                        "PARTIALLY_ACCEPTED",
                                        "reason",
                                        "What the reason says",
                                        "actions",
                                        List.of(Map.of(
                                                "words",
                                                "What the action says",
                                                "owner",
                                                coordinator,
                                                "dueOn",
                                                "2015-11-20",
                                                "means",
                                                "What the means say")))));
        String request = request(custodian, "R-01");
        isShown(request, custodian, "response", "x.recommendation_id = '" + recommended + "'", Set.of());
        isShown(
                request,
                custodian,
                "action",
                "x.response_id in (select id from evaluation.response where recommendation_id = '" + recommended + "')",
                Set.of("proof", "cancelled_why", "receiver", "code"));
        assertThat(browser(custodian).get("/decisions/" + request).body()).contains("20 novembre 2015");
    }
}
