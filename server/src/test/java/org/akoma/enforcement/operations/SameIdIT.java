package org.akoma.enforcement.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.Ids;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A record under an id of the caller's, of whatever room: the same again finds it, other content is 409 and changes nothing ({@code trust.md 4}).
 * Records of a child's file are in {@code SameCommandTwiceIT}.
 */
class SameIdIT extends PoliceScene {

    private void twice(Caller by, String address, Map<String, ?> said, String field, Object otherwise) {
        Map<String, Object> body = new LinkedHashMap<>(said);
        body.put("id", Ids.next());
        Answer once = by.post(address, body);
        assertThat(once.status()).as("%s: %s", address, once).isEqualTo(201);
        Answer again = by.post(address, body);
        assertThat(again.status()).as("%s: %s", address, again).isEqualTo(201);
        assertThat(withoutHours(again)).as(address).isEqualTo(withoutHours(once));
        Map<String, Object> other = new LinkedHashMap<>(body);
        other.put(field, otherwise);
        Answer different = by.post(address, other);
        assertThat(different.status()).as("%s: %s", address, different).isEqualTo(409);
        assertThat(different.code()).isEqualTo("cases.id-other-content");
        assertThat(different.body()).doesNotContain("??");
        Answer after = by.post(address, body);
        assertThat(after.status()).as("%s: %s", address, after).isEqualTo(201);
        assertThat(withoutHours(after)).as("the first is as it was").isEqualTo(withoutHours(once));
    }

    /** What was answered, without the hours that go by between two requests. */
    private static JsonNode withoutHours(Answer answer) {
        return ((ObjectNode) answer.json().deepCopy()).remove(List.of("hoursTaken", "hoursLate"));
    }

    @Test
    void careAndItsPartners() {
        Caller works = api(worker.username());
        Caller leads = api(person(Role.CASE_SUPERVISOR, ngo));
        twice(works, "/api/v1/complaints", complaint(), "what", "Autre chose");
        twice(works, "/api/v1/alerts", device(), "what", "Autre chose");
        twice(
                works,
                "/api/v1/institutions",
                Map.of("code", fresh("EC"), "kind", "SCHOOL", "country", "CI", "name", "École Wharf"),
                "name",
                "École Plateau");
        twice(
                works,
                "/api/v1/threads",
                Map.of("subject", "Véhicules", "text", "Bonjour", "participants", List.of(supervisorOfNgo())),
                "text",
                "Autre chose");
        twice(
                works,
                "/api/v1/cases",
                Map.of("sex", "F", "age", 12, "country", "CI", "handedAt", "2015-11-15T20:00"),
                "age",
                13);
        twice(leads, "/api/v1/shelters", shelter(), "capacity", 30);
        twice(leads, "/api/v1/terms", term(), "endsOn", "2015-12-12");
        twice(api(person(Role.PROJECT_MANAGER, ngo)), "/api/v1/agreements", agreement(), "retentionDays", 30);
    }

    private String supervisorOfNgo() {
        return person(Role.CASE_SUPERVISOR, ngo);
    }

    private Map<String, Object> complaint() {
        return Map.of("structure", ngo.code(), "kind", "MONEY", "what", "Il demande de l’argent", "unnamed", true);
    }

    private static Map<String, Object> device() {
        return Map.of("type", "DEVICE_LOST", "encrypted", true, "files", 3, "what", "Tablette volée");
    }

    private Map<String, Object> shelter() {
        return Map.of(
                "code",
                fresh("SH"),
                "organisation",
                ngo.code(),
                "country",
                "CI",
                "capacity",
                20,
                "sexRule",
                "MIXED",
                "leastAge",
                0,
                "mostAge",
                18,
                "town",
                "Xanadou");
    }

    private static Map<String, Object> term() {
        return Map.of(
                "country",
                "SN",
                "code",
                fresh("T"),
                "startsOn",
                "2015-09-14",
                "endsOn",
                "2015-12-11",
                "closed",
                List.of());
    }

    private Map<String, Object> agreement() {
        return Map.of(
                "from",
                ngo.code(),
                "to",
                structure(Organisation.Kind.PROVIDER).code(),
                "purposes",
                List.of("CARE"),
                "sections",
                List.of("IDENTITY"),
                "channel",
                "AKOMA",
                "retentionDays",
                90,
                "signedOn",
                "2015-11-01",
                "expiresOn",
                "2016-11-01");
    }

    @Test
    void thePolice() {
        twice(api(coordinator.username()), "/api/v1/operations", plan(), "officers", 90);
        twice(api(officer.username()), "/api/v1/slips", slip(), "apparentAge", 13);
    }

    private Map<String, Object> plan() {
        Map<String, Object> plan = new LinkedHashMap<>();
        plan.put("code", fresh("OP"));
        plan.put("country", "CI");
        plan.put("startsOn", "2015-11-20");
        plan.put("sectors", List.of("COCOA"));
        plan.put("area", "Xanadou");
        plan.put("officers", 40);
        plan.put("expectedChildren", 10);
        plan.put("participants", List.of(bureau.code()));
        return plan;
    }

    private Map<String, Object> slip() {
        Map<String, Object> slip = new LinkedHashMap<>();
        slip.put("operation", operation.code());
        slip.put("site", "SITE-01");
        slip.put("foundAt", "2015-11-15T06:00:00Z");
        slip.put("badge", "B-17");
        slip.put("receiver", worker.username());
        slip.put("childNumber", 7);
        slip.put("interpreterLanguage", "none");
        slip.put("condition", "GOOD");
        slip.put("apparentSex", "F");
        slip.put("apparentAge", 12);
        slip.put("urgentMedical", false);
        return slip;
    }

    @Test
    void noLoginReadsOrRewritesWhatWasSent() throws Exception {
        UUID id = Ids.next();
        for (Compartment login : List.of(
                Compartment.PROTECTION, Compartment.ENFORCEMENT, Compartment.CUSTODY, Compartment.ADMINISTRATION))
            try (var sql = TestDatabase.connectAs(login.login());
                    var statement = sql.createStatement()) {
                assertThat(refusal(statement, "select * from access.sent")).contains("permission denied");
                assertThat(refusal(statement, "insert into access.sent values ('" + id + "', null, 1)"))
                        .contains("permission denied");
            }
    }

    private static String refusal(java.sql.Statement statement, String sql) {
        try {
            statement.execute(sql);
            return "";
        } catch (java.sql.SQLException refused) {
            return String.valueOf(refused.getMessage());
        }
    }
}
