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
 * A danger is about the child, not about one of its files: registered once more, the child comes to no home that is no shelter while an alert of danger runs on its
 * other file, and on the file that is to be closed nothing begins ({@code trust.md 3, G9}).
 */
class DangerOnAnotherFileIT extends DangerHouse {

    private static final String REFUSED = "cases.move-out-of-danger";
    private static final String CLOSES = "cases.closes-as-double";

    private Actor officer;
    private String family;
    private String first;
    private UUID alert;
    private String second;

    @BeforeEach
    void aChildInDangerIsRegisteredOnceMore() {
        officer = actor(person(Role.DATA_PROTECTION_OFFICER, ngo));
        family = newFamilyName();
        first = registered(worker);
        alert = raise(worker, first, AT_HOME, "Battue");
        later();
        second = registered(worker);
        later();
    }

    private String registered(Actor who) {
        Map<String, Object> child = new HashMap<>(
                Map.of("id", Ids.next().toString(), "sex", "F", "age", 12, "country", "CI", "givenNames", "Zeinab"));
        child.put("familyName", family);
        child.put("anyway", true);
        Answer made = api(who.username()).post("/api/v1/cases", child);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.json().path("code").asString();
    }

    private Answer propose(Actor by, String code) {
        return api(by.username()).post("/api/v1/cases/" + code + "/placements", foster());
    }

    private UUID proposed(String code) {
        Answer made = propose(worker, code);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return UUID.fromString(made.json().path("id").asString());
    }

    private Answer agree(UUID request) {
        return api(supervisor.username()).post("/api/v1/decisions/" + request + "/verdict", Map.of("agreed", true));
    }

    private JsonNode pair(Actor reader) {
        return api(reader.username())
                .get("/api/v1/doubles")
                .json()
                .path("items")
                .valueStream()
                .filter(item -> item.toString().contains(second))
                .findFirst()
                .orElseThrow();
    }

    private int say(Actor who, String pair, String verdict) {
        return api(who.username())
                .post("/api/v1/doubles/" + pair + "/verdict", Map.of("verdict", verdict))
                .status();
    }

    /** One person supervises both files: the data protection officer says it too. The file registered first goes on. */
    private void areOneChild() {
        String pair = pair(supervisor).path("id").asString();
        assertThat(say(supervisor, pair, "SAME")).isEqualTo(202);
        assertThat(say(officer, pair, "SAME")).isEqualTo(204);
    }

    private void keep(String side) {
        String pair = pair(supervisor).path("id").asString();
        for (Actor one : List.of(supervisor, officer))
            assertThat(api(one.username())
                            .post("/api/v1/doubles/" + pair + "/choice", Map.of("keeps", side))
                            .status())
                    .isLessThan(300);
    }

    private boolean livesIn(String code) {
        return done(placements.of(supervisor, code)).stream().anyMatch(one -> one.state() == Placement.State.CURRENT);
    }

    private String page(UUID decision) {
        return browser(supervisor.username())
                .get("/decisions/" + decision + "?lang=fr")
                .body();
    }

    /** The way of the attacker, step by step, and past the application as the login of the supervisor. */
    @Test
    void noHomeBeginsOnTheFileThatCloses() {
        UUID home = proposed(second);
        UUID request = waiting(Placements.HOME, home).id();
        areOneChild();
        Answer agreed = agree(request);
        assertThat(agreed.status()).as(agreed.body()).isEqualTo(422);
        assertThat(agreed.body()).contains(CLOSES, "se ferme");
        String straight = """
                do $$ begin
                    perform access.decide('%s', true, null);
                    update cases.placement set state = 'CURRENT', approved_by = access.actor(), approved_at = access.moment(), version = version + 1 where id = '%s';
                end $$""".formatted(request, home);
        assertThatThrownBy(() -> SqlAs.change(supervisor, clock.instant(), straight))
                .as("by the danger of the other file")
                .hasStackTraceContaining(REFUSED);
        assertThatThrownBy(() -> SqlAs.change(
                        worker,
                        clock.instant(),
                        "insert into cases.placement (id, file_id, kind, country, since, recorded_by, sealed, state) select gen_random_uuid(), file_id, kind, country, since, access.actor(), sealed, 'PROPOSED' from cases.placement where id = '"
                                + home + "'"))
                .hasStackTraceContaining(CLOSES);
        assertThat(livesIn(second)).isFalse();
        assertThat(propose(worker, second).body()).contains(CLOSES);
        Shelter bed = shelter(2, Shelter.SexRule.MIXED);
        assertThat(refused(placements.place(
                        worker, second, place(Placement.Kind.SHELTER, bed.code(), Placement.Reason.SAFETY))))
                .isEqualTo(CLOSES);
        Map<String, Object> way = Map.of("id", Ids.next(), "toCountry", "CI", "state", "PLANNED");
        assertThat(api(worker.username())
                        .post("/api/v1/cases/" + second + "/homecomings", way)
                        .body())
                .contains(CLOSES);
        done(placements.place(worker, first, place(Placement.Kind.SHELTER, bed.code(), Placement.Reason.SAFETY)));
        assertThat(livesIn(first)).isTrue();
    }

    /** The danger stands on the file that closes, the home is proposed on the one that goes on: an exception of two is the way round it, as on one file. */
    @Test
    void theDangerOfTheOtherFileHoldsTheHome() {
        UUID home = proposed(second);
        UUID request = waiting(Placements.HOME, home).id();
        areOneChild();
        keep("MADE");
        Answer agreed = agree(request);
        assertThat(agreed.status()).as(agreed.body()).isEqualTo(422);
        assertThat(agreed.body()).contains(REFUSED);
        assertThatThrownBy(() -> SqlAs.change(supervisor, clock.instant(), """
                        do $$ begin
                            perform access.decide('%s', true, null);
                            update cases.placement set state = 'CURRENT', approved_by = access.actor(), approved_at = access.moment(), version = version + 1 where id = '%s';
                        end $$""".formatted(request, home)))
                .hasStackTraceContaining(REFUSED);
        assertThat(page(request))
                .contains("/alerts/" + alert, "alerte ouverte", "l’autre dossier de cet enfant", first);
        assertThat(api(worker.username())
                        .get("/api/v1/cases/" + second + "/placements/return-gate")
                        .body())
                .contains("\"DANGER\"", alert.toString());
        Answer asked = api(worker.username())
                .post("/api/v1/cases/" + second + "/placements/return-exceptions", Map.of("reason", "Aucun centre"));
        assertThat(asked.status()).as(asked.body()).isEqualTo(202);
        UUID exception = UUID.fromString(asked.json().path("id").asString());
        assertThat(page(exception)).contains("/alerts/" + alert, first);
        assertThat(agree(exception).status()).isEqualTo(200);
        agreed = agree(request);
        assertThat(agreed.status()).as(agreed.body()).isEqualTo(200);
        assertThat(livesIn(second)).isTrue();
    }

    /** Nobody has said yet whether it is one child: who decides reads that there may be another file, and that a danger runs there. */
    @Test
    void aLikelyDoubleIsNamedToWhoDecides() {
        UUID request = waiting(Placements.HOME, proposed(second)).id();
        assertThat(page(request))
                .contains("peut-être un autre dossier (" + first, "une alerte de danger est ouverte", "/doubles")
                .doesNotContain("??");
        assertThat(api(supervisor.username())
                        .get("/api/v1/decisions/" + request)
                        .json()
                        .path("notes")
                        .toString())
                .contains(first);
        assertThat(browser(worker.username())
                        .get("/decisions/" + request + "?lang=fr")
                        .body())
                .as("not to who proposed it")
                .doesNotContain("peut-être un autre dossier");
        Shelter one = shelter(2, Shelter.SexRule.MIXED);
        done(placements.place(worker, second, stay(one)));
        Placement move = done(placements.place(
                worker,
                second,
                place(
                        Placement.Kind.SHELTER,
                        shelter(2, Shelter.SexRule.MIXED).code(),
                        Placement.Reason.BETTER_SUITED)));
        if (move.state() == Placement.State.CURRENT) return;
        assertThat(page(waiting(Placements.HOME, move.id()).id())).contains("peut-être un autre dossier (" + first);
    }

    /** A stranger's likely double: that there is one, neither its code nor its dangers. */
    @Test
    void ofAFileThatIsNotSeenNoDangerIsTold() {
        Organisation other = structure(Organisation.Kind.NGO);
        Actor theirs = actor(person(Role.CASE_SUPERVISOR, other));
        Actor theirWorker = actor(person(Role.CASE_WORKER, other, null, theirs.personId()));
        String third = registered(theirWorker);
        Answer made = propose(theirWorker, third);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        UUID home = UUID.fromString(made.json().path("id").asString());
        UUID request = transactions
                .as(theirs, () -> decisions.waiting(Placements.HOME, home))
                .orElseThrow()
                .id();
        String shown = browser(theirs.username())
                .get("/decisions/" + request + "?lang=fr")
                .body();
        assertThat(shown)
                .contains("peut-être un autre dossier (que vous ne voyez pas")
                .doesNotContain(first, second, "alerte de danger est ouverte", alert.toString());
        Answer agreed =
                api(theirs.username()).post("/api/v1/decisions/" + request + "/verdict", Map.of("agreed", true));
        assertThat(agreed.status())
                .as("a likely double holds nothing: %s", agreed.body())
                .isEqualTo(200);
    }

    /** What two persons said is not taken back by one of them while the danger runs: it would hold no longer. */
    @Test
    void twoPeopleTakeBackThatItIsOneChild() {
        Organisation other = structure(Organisation.Kind.NGO);
        Actor theirs = actor(person(Role.CASE_SUPERVISOR, other));
        String third = registered(actor(person(Role.CASE_WORKER, other, null, theirs.personId())));
        String pair = between(first, third);
        assertThat(say(supervisor, pair, "SAME")).isEqualTo(202);
        assertThat(say(theirs, pair, "SAME")).isEqualTo(204);
        assertThat(say(theirs, pair, "ANOTHER")).as("by one alone").isEqualTo(202);
        assertThat(verdict(pair)).isEqualTo("SAME");
        assertThat(say(theirs, pair, "SAME")).as("after all").isEqualTo(204);
        assertThat(say(theirs, pair, "ANOTHER")).isEqualTo(202);
        assertThat(say(supervisor, pair, "ANOTHER")).isEqualTo(204);
        assertThat(verdict(pair)).isEqualTo("ANOTHER");
    }

    private String verdict(String pair) {
        return api(supervisor.username())
                .get("/api/v1/doubles")
                .json()
                .path("items")
                .valueStream()
                .filter(item -> item.path("id").asString().equals(pair))
                .findFirst()
                .orElseThrow()
                .path("verdict")
                .asString();
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
}
