package org.akoma.protection.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.SqlAs;
import org.akoma.Visit;
import org.akoma.ground.database.TestDatabase;
import org.akoma.ground.decisions.Decision;
import org.akoma.protection.consent.SomeConsent;
import org.akoma.protection.placement.CareHouse;
import org.junit.jupiter.api.Test;

/** Who answers for a child whose family took part or is unsafe, now or before ({@code requirements.md 2.6}): never by the word of one worker. */
class BarredFamilyConsentIT extends CareHouse {

    private static final Map<String, Object> YES =
            SomeConsent.json("GIVEN", "CHILD_ASSENT_AND_GUARDIAN", "2015-11-16T07:00:00Z");

    private Answer say(String code) {
        return api(worker.username()).post("/api/v1/cases/" + code + "/consents", YES);
    }

    private void family(String code, int version, String role, String contact) {
        assertThat(api(worker.username())
                        .put(
                                "/api/v1/cases/" + code + "/family",
                                Map.of("role", role, "contact", contact, "caregivers", "oncle"),
                                "\"" + version + "\"")
                        .status())
                .isEqualTo(200);
    }

    private Answer name(String code, Guardian.Kind kind) {
        return api(worker.username())
                .post(
                        "/api/v1/cases/" + code + "/guardians",
                        Map.of("kind", kind.name(), "appointedOn", "2015-11-16", "name", "Son oncle"));
    }

    /** A colleague under the name of a relative, with a title or in another order. */
    @Test
    void nobodyWhoWorksOnTheFileAnswersForTheChild() {
        String code = opened(SomeChild.named(newFamilyName())).code();
        String family = newFamilyName();
        TestDatabase.ownerDoes("insert into access.person_card (person_id, compartment, name) values ('"
                + supervisor.personId() + "', 'akoma_protection', 'Awa " + family + "')");
        assertThat(named(code, "Mme " + family.toUpperCase(java.util.Locale.ROOT) + " Awa")
                        .body())
                .contains("cases.guardian-of-staff");
        assertThat(named(code, "Awa Marie " + family).status()).isEqualTo(201);
    }

    private Answer named(String code, String name) {
        return api(worker.username())
                .post(
                        "/api/v1/cases/" + code + "/guardians",
                        Map.of("kind", "RELATIVE", "appointedOn", "2015-11-16", "name", name));
    }

    private Answer end(String code, String guardian) {
        return api(worker.username())
                .post("/api/v1/cases/" + code + "/guardians/" + guardian + "/end", Map.of("endedOn", "2015-11-16"));
    }

    private Decision waiting(String kind, String guardian) {
        return transactions.as(
                supervisor,
                () -> decisions.waiting(kind, UUID.fromString(guardian)).orElseThrow());
    }

    private Answer verdict(String kind, String guardian, boolean agreed) {
        return api(supervisor.username())
                .post(
                        "/api/v1/decisions/" + waiting(kind, guardian).id() + "/verdict",
                        agreed ? Map.of("agreed", true) : Map.of("agreed", false, "reason", "Son oncle l’a vendu"));
    }

    private static String id(Answer answer) {
        return answer.json().path("id").asString();
    }

    /** The family is written as having taken part, then as protective again: what two people agreed to alone lifts that. */
    @Test
    void aRelativeAnswersNotForAChildWhoseFamilyTookPartBefore() {
        String code = file("F", 10);
        assertThat(name(code, Guardian.Kind.PARENT).json().path("waits").asBoolean())
                .isFalse();
        family(code, 0, "TOOK_PART", "UNSAFE");
        assertThat(say(code).body()).contains("cases.consent-guardian-took-part");
        family(code, 1, "PROTECTIVE", "SAFE");
        assertThat(say(code).body()).contains("cases.consent-guardian-took-part");
        refusedAsKin(code, Guardian.Kind.RELATIVE);
        assertThatThrownBy(() -> SqlAs.change(worker, clock.instant(), consent(code)))
                .hasMessageContaining("cases.consent-guardian-took-part");
    }

    /** That the family was found and is not safe lifts nothing, no matter who agreed to it; the father who waits answers for nobody. */
    @Test
    void aFamilyThatIsFoundButNotSafeStaysBarred() {
        String code = active();
        family(code, 0, "TOOK_PART", "UNSAFE");
        String words = "update cases.family set bars_return = false%s where file_id = '"
                + now(code).id() + "'";
        for (String more : java.util.List.of("", ", version = version + 1"))
            assertThatThrownBy(() -> SqlAs.change(worker, clock.instant(), words.formatted(more)))
                    .hasMessageContaining("cases.family-bar-by-words");
        family(code, 1, "UNAWARE", "SAFE");
        refusedAsKin(code, Guardian.Kind.PARENT);
        verified(code, false);
        String gate = api(worker.username())
                .get("/api/v1/cases/" + code + "/placements/return-gate")
                .body();
        assertThat(gate).contains("\"FAMILY\"", "\"DETERMINATION\"");
        refusedAsKin(code, Guardian.Kind.RELATIVE);
        assertThat(say(code).body()).contains("cases.consent-guardian-took-part");
    }

    /** No parent and no relative is even proposed: by API, on the page, by straight SQL. */
    private void refusedAsKin(String code, Guardian.Kind kind) {
        assertThat(name(code, kind).body()).contains("\"kind\"", "cases.guardian-of-barred-family");
        Visit page = browser(worker.username());
        assertThat(page.get("/cases/" + code + "/guardians/new?lang=en").body())
                .contains("value=\"APPOINTED\"", "only somebody whom an authority appointed")
                .doesNotContain("value=\"" + kind + "\"");
        String straight = "insert into cases.guardian (id, file_id, kind, appointed_on, sealed, recorded_by) select '"
                + Ids.next()
                + "', id, '" + kind + "', '2015-11-16', '\\x00', access.actor() from cases.case_file where code = '"
                + code + "'";
        assertThatThrownBy(() -> SqlAs.change(worker, clock.instant(), straight))
                .hasMessageContaining("cases.guardian-of-barred-family");
    }

    /** Who was refused does not go on reading as somebody who waits; what was refused is proposed anew from there. */
    @Test
    void aRefusedGuardianReadsAsRefused() {
        String code = file("F", 10);
        assertThat(name(code, Guardian.Kind.PARENT).status()).isEqualTo(201);
        family(code, 0, "TOOK_PART", "UNSAFE");
        String named = id(name(code, Guardian.Kind.APPOINTED));
        Visit deciding = browser(supervisor.username());
        assertThat(deciding.get("/decisions/" + waiting("GUARDIAN", named).id() + "?lang=en")
                        .body())
                .contains("It took part", "Answers for the child already: Parent");
        UUID asked = waiting("GUARDIAN", named).id();
        assertThat(verdict("GUARDIAN", named, false).status()).isEqualTo(200);
        Visit page = browser(worker.username());
        assertThat(page.get("/cases/" + code + "/identity?lang=en").body())
                .contains("Refused by " + supervisor.code(), "Son oncle l’a vendu", "?again=" + asked)
                .contains("may not consent for the child")
                .doesNotContain("To be confirmed by a supervisor");
        assertThat(page.get("/cases/" + code + "/guardians/new?lang=en&again=" + asked)
                        .body())
                .contains("value=\"Son oncle\"");
    }

    /** That an authority appointed somebody is confirmed by the supervisor while the family is barred. */
    @Test
    void whomAnAuthorityAppointedWaitsForTheSupervisor() throws SQLException {
        String code = file("F", 10);
        family(code, 0, "TOOK_PART", "UNSAFE");
        Answer named = name(code, Guardian.Kind.APPOINTED);
        assertThat(named.json().path("waits").asBoolean()).isTrue();
        assertThat(say(code).body()).contains("cases.consent-guardian-took-part");
        assertThat(now(code).guardianOn()).as("T4 runs").isNull();
        String straight = "insert into cases.guardian (id, file_id, kind, appointed_on, sealed, recorded_by) select '"
                + Ids.next()
                + "', id, 'APPOINTED', '2015-11-16', '\\x00', access.actor() from cases.case_file where code = '" + code
                + "'";
        SqlAs.change(worker, clock.instant(), straight);
        assertThatThrownBy(() -> SqlAs.change(worker, clock.instant(), consent(code)))
                .as("it waits as well, and answers for nobody")
                .hasMessageContaining("cases.consent-no-guardian");
        assertThatThrownBy(() -> SqlAs.change(
                        worker,
                        clock.instant(),
                        "update cases.guardian set waits = false where file_id = '"
                                + now(code).id() + "'"))
                .hasMessageContaining("permission denied");
        Visit page = browser(supervisor.username());
        assertThat(page.get("/decisions/" + waiting("GUARDIAN", id(named)).id() + "?lang=en")
                        .body())
                .contains("Guardian beside a barred family", "Son oncle", "16 November 2015")
                .doesNotContain("??");
        assertThat(page.get("/cases/" + code + "/identity?lang=en").body()).contains("To be confirmed by a supervisor");
        assertThat(verdict("GUARDIAN", id(named), true).status()).isEqualTo(200);
        assertThat(say(code).status()).isEqualTo(201);
        assertThat(now(code).guardianOn()).isEqualTo(TODAY);
    }

    /** Nor does one answer who was named before the family was written as barred: the mandate waits for a supervisor from then on. */
    @Test
    void whomAnAuthorityAppointedBeforeTheBarWaitsToo() {
        String code = file("F", 10);
        String named = id(name(code, Guardian.Kind.APPOINTED));
        assertThat(say(code).status()).isEqualTo(201);
        family(code, 0, "TOOK_PART", "UNSAFE");
        assertThat(say(code).body()).contains("cases.consent-guardian-took-part");
        assertThatThrownBy(() -> SqlAs.change(worker, clock.instant(), consent(code)))
                .hasMessageContaining("cases.consent-no-guardian");
        assertThat(verdict("GUARDIAN", named, true).status()).isEqualTo(200);
        assertThat(say(code).status()).isEqualTo(201);
        family(code, 1, "TOOK_PART", "SAFE");
        assertThat(guardian(code).waits())
                .as("confirmed beside the barred family")
                .isFalse();
    }

    /** What was put past the application shows nothing, and is not agreed to. */
    @Test
    void nobodyAgreesToAGuardianWhoIsNotShown() throws SQLException {
        String code = file("F", 10);
        family(code, 0, "TOOK_PART", "UNSAFE");
        String named = id(name(code, Guardian.Kind.APPOINTED));
        UUID straight = Ids.next();
        SqlAs.change(
                worker,
                clock.instant(),
                "do $$ begin perform access.propose('" + straight + "', 'GUARDIAN', '"
                        + now(code).id() + "', '" + named + "', 1, '{}'::uuid[], null, null); end $$");
        assertThat(verdict("GUARDIAN", named, true).body()).contains("access.decision-changed");
    }

    @Test
    void aMandateOfAnAuthorityEndsByTwo() {
        String code = file("F", 10);
        String named = id(name(code, Guardian.Kind.APPOINTED));
        assertThat(end(code, named).status()).isEqualTo(202);
        assertThat(say(code).status()).as("it goes on").isEqualTo(201);
        String straight = "update cases.guardian set ended_on = '2015-11-16' where id = '" + named + "'";
        assertThatThrownBy(() -> SqlAs.change(worker, clock.instant(), straight))
                .hasMessageContaining("cases.guardian-end-not-decided");
        Visit page = browser(supervisor.username());
        assertThat(page.get("/decisions/" + waiting("GUARDIAN_END", named).id() + "?lang=fr")
                        .body())
                .contains("Fin d’une tutelle donnée par une autorité", "Son oncle")
                .doesNotContain("??");
        assertThat(verdict("GUARDIAN_END", named, false).status()).isEqualTo(200);
        assertThat(guardian(code).endedOn()).isNull();
        Visit worked = browser(worker.username());
        Answer asked = worked.post(
                "/cases/" + code + "/guardians/" + named + "/end",
                "endedOn-day",
                "16",
                "endedOn-month",
                "11",
                "endedOn-year",
                "2015");
        assertThat(worked.get(asked.location() + "&lang=fr").body())
                .contains("dès que la personne qui supervise le confirme");
        assertThat(verdict("GUARDIAN_END", named, true).status()).isEqualTo(200);
        assertThat(guardian(code).endedOn()).isEqualTo(TODAY);
        String relative = id(name(code, Guardian.Kind.RELATIVE));
        assertThat(end(code, relative).status())
                .as("whom no authority appointed")
                .isEqualTo(200);
    }

    /** That the family becomes barred ends no mandate by the hand of one: it ran before, and ends by two; who never answered is taken back alone. */
    @Test
    void aMandateThatRanBeforeTheBarEndsByTwo() {
        String code = file("F", 10);
        String named = id(name(code, Guardian.Kind.APPOINTED));
        family(code, 0, "TOOK_PART", "UNSAFE");
        assertThat(guardian(code).waits()).isTrue();
        assertThat(end(code, named).status()).isEqualTo(202);
        assertThat(guardian(code).endedOn()).isNull();
        String straight = "update cases.guardian set ended_on = '2015-11-16' where id = '%s'";
        assertThatThrownBy(() -> SqlAs.change(worker, clock.instant(), straight.formatted(named)))
                .hasMessageContaining("cases.guardian-end-not-decided");
        assertThatThrownBy(() -> SqlAs.change(
                        worker,
                        clock.instant(),
                        "update cases.guardian set answered = false where id = '" + named + "'"))
                .hasMessageContaining("permission denied");
        String second = id(name(code, Guardian.Kind.AD_HOC));
        assertThat(end(code, second).status()).as("never confirmed").isEqualTo(200);
        String third = id(name(code, Guardian.Kind.INSTITUTION));
        assertThat(verdict("GUARDIAN", third, true).status()).isEqualTo(200);
        assertThat(end(code, third).status()).as("confirmed").isEqualTo(202);
        assertThat(verdict("GUARDIAN_END", named, true).status()).isEqualTo(200);
        assertThat(guardians.read(supervisor, code).orElseThrow())
                .filteredOn(one -> one.id().toString().equals(named))
                .allMatch(one -> TODAY.equals(one.endedOn()));
    }

    private Guardian guardian(String code) {
        return guardians.read(supervisor, code).orElseThrow().getFirst();
    }

    private static String consent(String code) {
        return "insert into cases.consent (id, file_id, purpose, status, given_by, at, language, explained, explained_by, recorded_by, recorded_at)"
                + " select gen_random_uuid(), id, 'TRANSFER_TO_AUTHORITY', 'GIVEN', 'CHILD_ASSENT_AND_GUARDIAN', access.moment(), 'dyu', '{"
                + String.join(",", SomeConsent.TOLD)
                + "}', access.actor(), access.actor(), access.moment() from cases.case_file where code = '" + code
                + "'";
    }
}
