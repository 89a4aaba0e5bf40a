package org.akoma.protection.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.SqlAs;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.shelters.Shelter;
import org.junit.jupiter.api.Test;

/** A child who was taken away lives with nobody before a visit has seen it ({@code trust.md 3 and 4}). */
class SoughtChildHomeIT extends CareHouse {

    private static final LocalDate TODAY_5 = TODAY.plusDays(5);

    private String code;

    private Answer propose(Object id) {
        Map<String, Object> home = new HashMap<>(Map.of(
                "kind",
                "FOSTER_FAMILY",
                "country",
                "CI",
                "since",
                TODAY_5.toString(),
                "withWhom",
                "Monsieur T",
                "address",
                "Sikasso"));
        home.put("id", id.toString());
        home.put("reason", "BROKE_DOWN");
        return api(worker.username()).post("/api/v1/cases/" + code + "/placements", home);
    }

    private Answer seen() {
        return seen(worker.username());
    }

    private Answer seen(String by) {
        return api(by).post(
                        "/api/v1/cases/" + code + "/visits/unplanned",
                        Map.of(
                                "doneOn",
                                TODAY_5.toString(),
                                "mode",
                                "HOME_VISIT",
                                "seen",
                                List.of("CHILD"),
                                "seenAlone",
                                true,
                                "school",
                                "ATTENDS",
                                "safety",
                                "SAFE",
                                "traffickerContact",
                                false));
    }

    @Test
    void noHomeIsProposedBeforeAVisitHasSeenTheChild() {
        code = active();
        done(placements.place(worker, code, stay(shelter(2, Shelter.SexRule.MIXED))));
        clock.moveTo(clock.instant().plus(Duration.ofDays(5)));
        done(placements.end(worker, code, new LeavePlace(TODAY_5, LeavePlace.Reason.TAKEN_AWAY, "Par deux hommes")));
        assertThat(propose(Ids.next()).body()).contains("cases.home-while-sought");
        String straight =
                "insert into cases.placement (id, file_id, kind, state, country, since, recorded_by, sealed) select"
                        + " gen_random_uuid(), id, 'FOSTER_FAMILY', 'PROPOSED', 'CI', '" + TODAY_5
                        + "', access.actor(), '\\x00' from cases.case_file where code = '" + code + "'";
        assertThatThrownBy(() -> SqlAs.change(worker, clock.instant(), straight))
                .hasMessageContaining("cases.home-while-sought");
        var page = browser(worker.username());
        assertThat(page.post(
                                "/cases/" + code + "/placement",
                                "kind",
                                "FOSTER_FAMILY",
                                "country",
                                "CI",
                                "since",
                                TODAY_5.toString(),
                                "withWhom",
                                "T",
                                "reason",
                                "BROKE_DOWN")
                        .body())
                .contains("personne ne l’a revu")
                .doesNotContain("??");
        clock.moveTo(clock.instant().plus(Duration.ofHours(2)));
        Answer visit = seen();
        assertThat(visit.status()).as(visit.body()).isEqualTo(201);
        var home = Ids.next();
        Answer proposed = propose(home);
        assertThat(proposed.status()).as(proposed.body()).isEqualTo(201);
        assertThat(browser(supervisor.username())
                        .get("/decisions/" + waiting(Placements.HOME, home).id() + "?lang=fr")
                        .body())
                .contains("Recherché depuis le")
                .doesNotContain("??");
        done(placements.decide(supervisor, code, home, true, null));
    }

    /** Whose last home was abroad: found here, it sleeps here tonight, and no authority of that country is asked first. */
    @Test
    void aFoundChildWhoLivedAbroadHasABedTonight() throws SQLException {
        code = active();
        done(placements.place(worker, code, stay(shelter(2, Shelter.SexRule.MIXED))));
        clock.moveTo(clock.instant().plus(Duration.ofDays(5)));
        done(placements.end(worker, code, new LeavePlace(TODAY_5, LeavePlace.Reason.TAKEN_AWAY, "Par deux hommes")));
        TestDatabase.ownerDoes(
                "update cases.placement set kind = 'FOSTER_FAMILY', shelter_id = null, country = 'ML', approved_by = '"
                        + actor(supervisor.username()).personId() + "'"
                        + " where state = 'ENDED' and file_id = (select id from cases.case_file where code = '" + code
                        + "')");
        String bed = shelter(2, Shelter.SexRule.MIXED).code();
        assertThat(sleeps(bed).body()).contains("cases.placement-unaccepted");
        clock.moveTo(clock.instant().plus(Duration.ofHours(2)));
        assertThat(seen().status()).isEqualTo(201);
        assertThat(sleeps(bed).body()).as("by the words of one alone").contains("cases.placement-unaccepted");
        String missing = api(supervisor.username())
                .get("/api/v1/cases/" + code + "/alerts")
                .json()
                .path("items")
                .valueStream()
                .filter(one -> one.path("type").asString("").equals("MISSING"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
        assertThat(api(supervisor.username())
                        .post("/api/v1/alerts/" + missing + "/acknowledgement", Map.of())
                        .status())
                .isEqualTo(200);
        Answer tonight = sleeps(bed);
        assertThat(tonight.status()).as(tonight.body()).isEqualTo(201);
    }

    private Answer sleeps(String shelter) {
        return api(worker.username())
                .post(
                        "/api/v1/cases/" + code + "/placements",
                        Map.of(
                                "id",
                                Ids.next().toString(),
                                "kind",
                                "SHELTER",
                                "shelter",
                                shelter,
                                "country",
                                "CI",
                                "since",
                                TODAY_5.toString(),
                                "reason",
                                "SAFETY"));
    }

    /** Nor on the visit of that morning, put right in the evening: it says when it was first written. */
    @Test
    void aVisitOfBeforeThatIsCorrectedSeesNoChild() {
        code = active();
        done(placements.place(worker, code, stay(shelter(2, Shelter.SexRule.MIXED))));
        clock.moveTo(clock.instant().plus(Duration.ofDays(5)));
        Answer morning = seen();
        done(placements.end(worker, code, new LeavePlace(TODAY_5, LeavePlace.Reason.TAKEN_AWAY, "Par deux hommes")));
        clock.moveTo(clock.instant().plus(Duration.ofHours(2)));
        Map<String, Object> again = new HashMap<>(Map.of(
                "doneOn", TODAY_5.toString(), "mode", "HOME_VISIT", "seen", List.of("CHILD"), "seenAlone", true));
        again.putAll(Map.of(
                "school",
                "ATTENDS",
                "safety",
                "SAFE",
                "traffickerContact",
                false,
                "why",
                "L’avis de l’enfant manquait"));
        Answer corrected = api(worker.username())
                .put(
                        "/api/v1/cases/" + code + "/visits/"
                                + morning.json().path("id").asString() + "/done",
                        again,
                        morning.json().path("version").asString());
        assertThat(corrected.status()).as(corrected.body()).isEqualTo(200);
        assertThat(propose(Ids.next()).body()).contains("cases.home-while-sought");
    }

    /** Nor on the visit of a stranger in an emergency. */
    @Test
    void noHomeOnTheVisitOfAStranger() {
        code = active();
        done(placements.place(worker, code, stay(shelter(2, Shelter.SexRule.MIXED))));
        clock.moveTo(clock.instant().plus(Duration.ofDays(5)));
        done(placements.end(worker, code, new LeavePlace(TODAY_5, LeavePlace.Reason.TAKEN_AWAY, "Par deux hommes")));
        String stranger = person(Role.CASE_WORKER, structure(Organisation.Kind.NGO));
        Map<String, Object> why = Map.of("reason", "Je crois l’avoir vue au marché");
        assertThat(api(stranger)
                        .post("/api/v1/cases/" + code + "/break-glass", why)
                        .status())
                .isEqualTo(201);
        assertThat(seen(stranger).status()).isEqualTo(201);
        assertThat(propose(Ids.next()).body()).contains("cases.home-while-sought");
    }

    /** A home that was proposed before the child was taken does not begin either. */
    @Test
    void norDoesAHomeBeginThatWasProposedBefore() {
        code = active();
        done(placements.place(worker, code, stay(shelter(2, Shelter.SexRule.MIXED))));
        clock.moveTo(clock.instant().plus(Duration.ofDays(5)));
        var home = Ids.next();
        assertThat(propose(home).status()).isEqualTo(201);
        done(placements.end(worker, code, new LeavePlace(TODAY_5, LeavePlace.Reason.TAKEN_AWAY, "Par deux hommes")));
        assertThat(refused(placements.decide(supervisor, code, home, true, null)))
                .isEqualTo("cases.home-while-sought");
    }
}
