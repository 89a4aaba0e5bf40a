package org.akoma.protection.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.SqlAs;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.shelters.Shelter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * A danger holds on every file of the child, also where the file that links two of them was closed as a double; and while one side says that they are two children
 * after all, neither is closed as a double ({@code trust.md 3}).
 */
class DoubleInDangerIT extends DangerHouse {

    private Actor officer;
    private Actor theirs;
    private Actor theirWorker;
    private String family;
    private String first;
    private UUID alert;

    @BeforeEach
    void aChildInDanger() {
        officer = actor(person(Role.DATA_PROTECTION_OFFICER, ngo));
        Organisation other = structure(Organisation.Kind.NGO);
        theirs = actor(person(Role.CASE_SUPERVISOR, other));
        theirWorker = actor(person(Role.CASE_WORKER, other, null, theirs.personId()));
        family = newFamilyName();
        first = registered(worker);
        alert = raise(worker, first, AT_HOME, "Battue");
    }

    private String registered(Actor who) {
        Map<String, Object> child = new HashMap<>(
                Map.of("id", Ids.next().toString(), "sex", "F", "age", 12, "country", "CI", "givenNames", "Zeinab"));
        child.put("familyName", family);
        child.put("anyway", true);
        Answer made = api(who.username()).post("/api/v1/cases", child);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        later();
        return made.json().path("code").asString();
    }

    private static String between(String one, String other) {
        try (var owner = TestDatabase.connectAs(Compartment.MIGRATOR);
                var statement = owner.createStatement();
                var row = statement.executeQuery("""
                        select d.id from cases.double d join cases.case_file f on f.id = d.file_id join cases.case_file o on o.id = d.other_id
                         where f.code = '%s' and o.code = '%s'""".formatted(one, other))) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private int say(Actor who, String pair, String verdict) {
        int status = api(who.username())
                .post("/api/v1/doubles/" + pair + "/verdict", Map.of("verdict", verdict))
                .status();
        later();
        return status;
    }

    private List<JsonNode> shown(Actor reader, String pair) {
        return api(reader.username())
                .get("/api/v1/doubles")
                .json()
                .path("items")
                .valueStream()
                .filter(item -> item.path("id").asString().equals(pair))
                .toList();
    }

    private Answer asks(Actor who, String code) {
        return api(who.username()).post("/api/v1/cases/" + code + "/closure", Map.of("code", "DUPLICATE"));
    }

    private Answer closes(Actor who, String code) {
        return api(who.username())
                .post(
                        "/api/v1/cases/" + code + "/closure/decision",
                        Map.of("decision", "CLOSED", "reason", "Elle ne peut pas être évaluée"));
    }

    private UUID proposed(Actor by, String code) {
        Answer made = api(by.username()).post("/api/v1/cases/" + code + "/placements", foster());
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return UUID.fromString(made.json().path("id").asString());
    }

    /** The way of the attacker: the file between that of the danger and that of the home is closed as a double. */
    @Test
    void theDangerHoldsBehindAClosedDouble() {
        String second = registered(worker);
        String third = registered(theirWorker);
        UUID home = proposed(theirWorker, third);
        UUID request = transactions
                .as(theirs, () -> decisions.waiting(Placements.HOME, home))
                .orElseThrow()
                .id();
        String pair = between(first, second);
        assertThat(say(supervisor, pair, "SAME")).isEqualTo(202);
        assertThat(say(officer, pair, "SAME")).isEqualTo(204);
        pair = between(second, third);
        assertThat(say(supervisor, pair, "SAME")).isEqualTo(202);
        assertThat(say(theirs, pair, "SAME")).isEqualTo(204);
        Answer asked = asks(worker, second);
        assertThat(asked.status()).as(asked.body()).isEqualTo(201);
        later();
        Answer closed = closes(supervisor, second);
        assertThat(closed.status()).as(closed.body()).isEqualTo(200);
        later();
        String gate = "/api/v1/cases/" + third + "/placements/return-gate";
        assertThat(api(theirWorker.username()).get(gate).body()).contains("\"DANGER\"");
        Answer agreed =
                api(theirs.username()).post("/api/v1/decisions/" + request + "/verdict", Map.of("agreed", true));
        assertThat(agreed.status()).as(agreed.body()).isEqualTo(422);
        assertThat(agreed.body()).contains("cases.move-out-of-danger");
        assertThatThrownBy(() -> SqlAs.change(theirs, clock.instant(), """
                        do $$ begin
                            perform access.decide('%s', true, null);
                            update cases.placement set state = 'CURRENT', approved_by = access.actor(), approved_at = access.moment(), version = version + 1 where id = '%s';
                        end $$""".formatted(request, home)))
                .hasStackTraceContaining("cases.move-out-of-danger");
        assertThat(browser(theirs.username())
                        .get("/decisions/" + request + "?lang=fr")
                        .body())
                .as("whom to call about it")
                .contains(supervisor.code())
                .doesNotContain(alert.toString(), first, "??");
        int rung = bells(supervisor);
        Answer excepted = api(theirWorker.username())
                .post("/api/v1/cases/" + third + "/placements/return-exceptions", Map.of("reason", "Aucun centre"));
        assertThat(excepted.status()).as(excepted.body()).isEqualTo(202);
        later();
        Answer yes = api(theirs.username())
                .post(
                        "/api/v1/decisions/" + excepted.json().path("id").asString() + "/verdict",
                        Map.of("agreed", true));
        assertThat(yes.status()).as(yes.body()).isEqualTo(200);
        assertThat(bells(supervisor)).as("who reads the alert").isGreaterThan(rung);
    }

    /** The way of the attacker: the file is closed although the other side says that it is of another child. */
    @Test
    void whatOneSideTakesBackClosesNoFile() {
        String second = registered(theirWorker);
        String pair = between(first, second);
        assertThat(say(supervisor, pair, "SAME")).isEqualTo(202);
        assertThat(say(theirs, pair, "SAME")).isEqualTo(204);
        assertThat(say(officer, pair, "ANOTHER")).as("nobody asks the officer").isEqualTo(409);
        assertThat(say(supervisor, pair, "ANOTHER")).isEqualTo(202);
        Answer asked = asks(theirWorker, second);
        assertThat(asked.status()).as(asked.body()).isEqualTo(422);
        assertThat(asked.body()).contains("cases.closure-not-double");
        assertThatThrownBy(() -> SqlAs.change(
                        theirWorker,
                        clock.instant(),
                        "insert into cases.closure (id, file_id, code, requested_by, requested_at, criteria, unmet, sealed) select gen_random_uuid(), id, 'DUPLICATE', access.actor(), access.moment(), '{}', '{}', '\\x01' from cases.case_file where code = '"
                                + second + "'"))
                .hasStackTraceContaining("cases.closure-not-double");
        assertThat(say(supervisor, pair, "ANOTHER")).as("said again").isEqualTo(202);
        assertThat(say(supervisor, pair, "SAME")).isEqualTo(204);
        asked = asks(theirWorker, second);
        assertThat(asked.status()).as(asked.body()).isEqualTo(201);
        later();
        assertThat(say(supervisor, pair, "ANOTHER"))
                .as("while the closing waits")
                .isEqualTo(202);
        Answer closed = closes(theirs, second);
        assertThat(closed.status()).as(closed.body()).isEqualTo(422);
        assertThat(closed.body()).contains("cases.closure-not-double");
        assertThatThrownBy(() -> SqlAs.change(
                        theirs,
                        clock.instant(),
                        "update cases.closure set decision = 'CLOSED', decided_by = access.actor(), decided_at = access.moment() where file_id = (select id from cases.case_file where code = '"
                                + second + "')"))
                .hasStackTraceContaining("cases.closure-not-double");
    }

    /** Where one side takes it back and the other does not, the data protection officer is rung, reads both and gives the third answer. */
    @Test
    void theOfficerGivesTheThirdAnswer() {
        for (String third : List.of("ANOTHER", "SAME")) {
            String second = registered(theirWorker);
            String pair = between(first, second);
            assertThat(say(supervisor, pair, "SAME")).isEqualTo(202);
            assertThat(say(theirs, pair, "SAME")).isEqualTo(204);
            assertThat(shown(officer, pair)).isEmpty();
            int rung = bells(officer);
            assertThat(say(theirs, pair, "ANOTHER")).isEqualTo(202);
            assertThat(bells(officer)).isGreaterThan(rung);
            assertThat(shown(officer, pair)).hasSize(1);
            for (String lang : List.of("fr", "en"))
                assertThat(browser(officer.username())
                                .get("/doubles?lang=" + lang)
                                .body())
                        .contains(
                                lang.equals("fr")
                                        ? "Un côté dit maintenant que ce sont deux enfants"
                                        : "A side now says that they are two children",
                                "/doubles/" + pair,
                                "value=\"ANOTHER\"",
                                "value=\"SAME\"")
                        .doesNotContain("/doubles/" + pair + "/choice", "??");
            assertThat(say(officer, pair, third)).isEqualTo(204);
            assertThat(shown(supervisor, pair).getFirst().path("verdict").asString())
                    .isEqualTo(third);
            assertThat(shown(officer, pair)).isEmpty();
            assertThat(asks(theirWorker, second).status()).isEqualTo(third.equals("SAME") ? 201 : 422);
            later();
        }
    }

    /** While a danger runs one person who speaks for both sides does not say alone that they are two children. */
    @Test
    void whoSpeaksForBothSidesDoesNotSilenceThePair() {
        String second = registered(worker);
        String pair = between(first, second);
        assertThat(say(supervisor, pair, "ANOTHER")).isEqualTo(202);
        assertThat(shown(officer, pair)).hasSize(1);
        assertThat(say(officer, pair, "ANOTHER")).isEqualTo(204);
        family = newFamilyName();
        String third = registered(worker);
        pair = between(third, registered(worker));
        assertThat(say(supervisor, pair, "ANOTHER")).as("no danger").isEqualTo(204);
    }

    /** A second registration of the same child, whom the same person supervises, is no way around into the shelter of the danger. */
    @Test
    void aLikelyDoubleIsNotTheWayIntoTheShelterOfTheDanger() {
        Shelter accused = shelter(4, Shelter.SexRule.MIXED);
        done(placements.place(worker, first, stay(accused)));
        later();
        done(placements.place(
                worker,
                first,
                place(Placement.Kind.SHELTER, shelter(4, Shelter.SexRule.MIXED).code(), Placement.Reason.SAFETY)));
        later();
        String second = registered(worker);
        Placement made = done(placements.place(worker, second, stay(accused)));
        assertThat(made.state()).isEqualTo(Placement.State.PROPOSED);
        assertThatThrownBy(() -> SqlAs.change(
                        worker,
                        clock.instant(),
                        "insert into cases.placement (id, file_id, kind, shelter_id, country, since, recorded_by, sealed, state) select gen_random_uuid(), file_id, kind, shelter_id, country, since, access.actor(), sealed, 'CURRENT' from cases.placement where id = '"
                                + made.id() + "'"))
                .hasStackTraceContaining("cases.home-not-decided");
        assertThat(done(placements.place(worker, registered(worker), stay(shelter(4, Shelter.SexRule.MIXED))))
                        .state())
                .as("elsewhere")
                .isEqualTo(Placement.State.CURRENT);
    }

    /** That they are two children is still answered once one of the files is closed for another reason. */
    @Test
    void anObjectionOutlivesTheClosingOfAFile() {
        String second = registered(theirWorker);
        String pair = between(first, second);
        assertThat(say(supervisor, pair, "SAME")).isEqualTo(202);
        assertThat(say(theirs, pair, "SAME")).isEqualTo(204);
        assertThat(say(supervisor, pair, "ANOTHER")).isEqualTo(202);
        Answer asked = api(theirWorker.username())
                .post(
                        "/api/v1/cases/" + second + "/closure",
                        Map.of("code", "DEATH", "details", "Décédée à l’hôpital"));
        assertThat(asked.status()).as(asked.body()).isEqualTo(201);
        later();
        Answer closed = closes(theirs, second);
        assertThat(closed.status()).as(closed.body()).isEqualTo(200);
        later();
        assertThat(shown(officer, pair)).hasSize(1);
        assertThat(say(officer, pair, "ANOTHER")).isEqualTo(204);
        assertThat(shown(officer, pair)).isEmpty();
    }

    private int bells(Actor of) {
        return api(of.username()).get("/api/v1/notices").json().path("items").size();
    }
}
