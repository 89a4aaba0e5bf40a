package org.akoma.protection.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.ground.access.Grant;
import org.akoma.ground.access.Grants;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.placement.CareHouse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** {@code GET /api/v1/cases/{code}?include=…}: each part is what its own address answers to the same reader, and is journalled as there. */
class IncludedPartsIT extends CareHouse {

    private static final List<String> PARTS = List.of("visits", "plans", "notes", "referrals", "services", "alerts");

    @Autowired
    private Grants grants;

    private String code;
    private String at;

    @BeforeEach
    void aFileWithSomethingInEachPart() {
        code = active();
        at = "/api/v1/cases/" + code;
        Caller own = api(worker.username());
        made(own, "/notes", Map.of("kind", "NOTE", "at", "2015-11-16T07:00", "text", "Elle a ri."));
        made(own, "/services", Map.of("code", "IMM_FOOD"));
        made(own, "/alerts", Map.of("id", Ids.next().toString(), "type", "DANGER_AT_HOME", "what", "Menacée"));
        Map<String, Object> visit = new HashMap<>(
                Map.of("doneOn", TODAY.toString(), "mode", "HOME_VISIT", "seen", List.of("CHILD"), "seenAlone", true));
        visit.putAll(Map.of("school", "ATTENDS", "safety", "SAFE", "traffickerContact", false));
        made(own, "/visits/unplanned", visit);
        made(
                own,
                "/referrals",
                Map.of(
                        "to",
                        structure(Organisation.Kind.PROVIDER).code(),
                        "purpose",
                        "CARE",
                        "priority",
                        "URGENT",
                        "sections",
                        List.of("HEALTH"),
                        "reason",
                        "Elle tousse",
                        "asked",
                        "Un examen"));
    }

    private void made(Caller own, String part, Map<String, ?> body) {
        Answer answer = own.post(at + part, body);
        assertThat(answer.status()).as(part + answer.body()).isEqualTo(201);
    }

    private String reader(Role role, Organisation where, Grant.Kind kind, Grant.Reason reason, Section... sections) {
        UUID unit = role == Role.SHELTER_MANAGER ? Ids.next() : null;
        String username = person(role, where, unit, null);
        UUID grantee = switch (kind) {
            case UNIT -> Objects.requireNonNull(unit);
            case DESK -> Objects.requireNonNull(where.deskId());
            default -> actor(username).personId();
        };
        LoginSql.give(
                grants.starting(now(code).id(), kind, grantee, Set.of(sections), false, null, reason),
                worker.personId());
        return username;
    }

    /** Who has read what of the file, in the order of the journal. */
    private List<String> journalled(String username) throws SQLException {
        List<String> acts = new ArrayList<>();
        try (var owner = TestDatabase.connectAs(Compartment.MIGRATOR);
                var ask = owner.createStatement();
                var row = ask.executeQuery("select act from journal.entry where actor = '"
                        + actor(username).personId() + "' order by at, chain, seq")) {
            while (row.next()) acts.add(row.getString(1));
        }
        return acts;
    }

    /** @return the parts that the reader was shown, by name */
    private Set<String> comparedTo(String username) throws SQLException {
        Caller reader = api(username);
        Map<String, JsonNode> apart = new HashMap<>();
        int before = journalled(username).size();
        Answer file = reader.get(at);
        for (String part : PARTS) {
            Answer answer = reader.get(at + "/" + part);
            assertThat(answer.status()).isIn(200, 404);
            if (answer.status() == 200) apart.put(part, answer.json().path("items"));
        }
        int between = journalled(username).size();
        Answer together = reader.get(at + "?include=" + String.join(",", PARTS));
        List<String> all = journalled(username);
        assertThat(together.status()).isEqualTo(200);
        assertThat(together.json().path("file")).isEqualTo(file.json());
        Map<String, JsonNode> found = new HashMap<>();
        for (String part : PARTS)
            if (together.json().has(part)) found.put(part, together.json().path(part));
        assertThat(found).isEqualTo(apart);
        assertThat(together.json().propertyNames()).hasSize(1 + found.size());
        assertThat(all.subList(between, all.size()))
                .containsExactlyInAnyOrderElementsOf(all.subList(before, between))
                .hasSizeGreaterThan(found.size());
        return found.keySet();
    }

    @Test
    void theWorkerAndTheSupervisorReadEachPartAsAtItsOwnAddress() throws SQLException {
        for (String username : List.of(worker.username(), supervisor.username()))
            assertThat(comparedTo(username)).as(username).containsExactlyInAnyOrderElementsOf(PARTS);
        JsonNode all = api(worker.username())
                .get(at + "?include=" + String.join(",", PARTS))
                .json();
        for (String part : PARTS) assertThat(all.path(part)).as(part).isNotEmpty();
    }

    @Test
    void whoHoldsACornerReadsThatCornerAlone() throws SQLException {
        String shared =
                reader(Role.CASE_WORKER, ngo, Grant.Kind.PERSON, Grant.Reason.SHARED, Section.STATUS, Section.NOTES);
        assertThat(comparedTo(shared)).contains("notes").doesNotContain("visits", "plans", "alerts");
        String manager = reader(
                Role.SHELTER_MANAGER,
                ngo,
                Grant.Kind.UNIT,
                Grant.Reason.SHELTER_STAY,
                Section.STATUS,
                Section.IDENTITY,
                Section.PLACEMENT);
        assertThat(comparedTo(manager)).doesNotContain("visits", "plans", "alerts");
        String focal = reader(
                Role.MINISTRY_OFFICER,
                structure(Organisation.Kind.CENTRAL_GOVERNMENT),
                Grant.Kind.DESK,
                Grant.Reason.REFERRAL,
                Section.STATUS,
                Section.FOLLOW_UP);
        assertThat(comparedTo(focal)).contains("visits").doesNotContain("notes", "plans");
        String desk = person(Role.PROJECT_MANAGER, ngo);
        assertThat(comparedTo(desk)).doesNotContain("visits", "notes", "plans", "alerts");
    }

    @Test
    void whoDoesNotSeeTheFileIsToldNothingOfItsParts() {
        for (String stranger : List.of(
                person(Role.CASE_WORKER, structure(Organisation.Kind.NGO)),
                person(Role.LE_OFFICER, structure(Organisation.Kind.LAW_ENFORCEMENT)))) {
            Answer plain = api(stranger).get(at);
            Answer asked = api(stranger).get(at + "?include=visits,notes");
            assertThat(plain.status()).isIn(403, 404);
            assertThat(asked.status()).isEqualTo(plain.status());
            assertThat(asked.body()).doesNotContain("visits", code);
        }
    }

    @Test
    void aPartThatIsNotOfferedIsRefusedWithItsName() {
        Answer refused = api(worker.username()).get(at + "?include=visits,everything");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("cases.include-unknown", "alerts, notes, plans");
        JsonNode plain = api(worker.username()).get(at + "?include=").json();
        assertThat(plain.path("code").asString()).isEqualTo(code);
    }

    @Test
    void theDescriptionOfTheApiNamesTheParts() {
        JsonNode described = api(worker.username())
                .get("/api/docs/openapi")
                .json()
                .path("paths")
                .path("/api/v1/cases/{code}")
                .path("get");
        List<String> named = new ArrayList<>();
        for (JsonNode one : described.path("parameters"))
            if (one.path("name").asString().equals("include"))
                one.path("schema").path("items").path("enum").forEach(name -> named.add(name.asString()));
        assertThat(named).containsExactlyInAnyOrderElementsOf(PARTS);
        assertThat(api(worker.username()).get(at + "?include=everything").body())
                .contains(String.join(", ", named.stream().sorted().toList()));
        assertThat(described.path("responses").toString()).contains("FileWithParts", "FileView");
    }
}
