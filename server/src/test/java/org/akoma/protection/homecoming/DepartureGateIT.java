package org.akoma.protection.homecoming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.Ids;
import org.akoma.ground.decisions.Decision;
import org.akoma.protection.placement.CareHouse;
import org.akoma.protection.shelters.Shelter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The way home begins only to a home that two people agreed to, and what was accepted or stopped is changed by none alone: by API, page and SQL. */
class DepartureGateIT extends CareHouse {

    @Autowired
    JdbcClient jdbc;

    private Caller own;
    private String code;
    private UUID way;

    @BeforeEach
    void aReturnIsPlannedFromAShelter() {
        own = api(worker.username());
        code = active();
        done(placements.place(worker, code, stay(shelter(2, Shelter.SexRule.MIXED))));
        way = planned("CI");
    }

    private UUID planned(String country) {
        UUID id = Ids.next();
        Answer made = own.post(
                all(),
                Map.of("id", id.toString(), "toCountry", country, "state", "PLANNED", "homeAddress", "Village A"));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return id;
    }

    private String all() {
        return "/api/v1/cases/" + code + "/homecomings";
    }

    private Answer step(int version, String country, String... fields) {
        Map<String, Object> body = new HashMap<>(Map.of("toCountry", country));
        for (int i = 0; i < fields.length; i += 2) body.put(fields[i], fields[i + 1]);
        return own.put(all() + "/" + way, body, "\"" + version + "\"");
    }

    private void sql(String set, String refused) {
        String update = "update cases.homecoming set " + set + " where id = '" + way + "'";
        assertThatThrownBy(
                        () -> transactions.doAs(worker, () -> jdbc.sql(update).update()))
                .hasStackTraceContaining(refused);
    }

    @Test
    void nobodyLeavesTheShelterForAHomeThatNobodyAgreedTo() {
        Answer alone = step(1, "CI", "state", "DEPARTED", "departedOn", "2015-11-16");
        assertThat(alone.status()).isEqualTo(422);
        assertThat(alone.body()).contains("cases.departure-without-home");
        sql("state = 'DEPARTED', departed_on = date '2015-11-16'", "cases.departure-without-home");
        assertThat(browser(worker.username())
                        .get("/cases/" + code + "/homecoming")
                        .body())
                .contains("approuvé le lieu de vie")
                .doesNotContain("value=\"DEPARTED\"");
        fostered(code, "CI");
        assertThat(step(1, "CI", "state", "DEPARTED", "departedOn", "2015-11-16")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void noReturnDepartsInOneCall() {
        String other = active();
        Map<String, Object> departed = Map.of("toCountry", "CI", "state", "DEPARTED", "departedOn", "2015-11-16");
        assertThat(own.post("/api/v1/cases/" + other + "/homecomings", departed).body())
                .contains("cases.departure-without-home");
    }

    @Test
    void whatWasWrittenAtTheDepartureIsNotRewritten() {
        fostered(code, "CI");
        step(1, "CI", "state", "DEPARTED", "departedOn", "2015-11-16", "escort", "Une infirmière");
        for (String field : new String[] {"escort", "homeAddress", "papers"})
            assertThat(step(2, "CI", "state", "DEPARTED", field, "Un autre").body())
                    .contains("cases.homecoming-accepted");
        sql("sealed = '\\x00'", "cases.homecoming-stays");
        sql("departed_on = date '2015-11-01'", "cases.homecoming-stays");
        assertThat(step(2, "CI", "state", "ARRIVED", "arrivalConfirmedAt", "2015-11-16T07:00:00Z")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void whatTheOtherSideAcceptedIsNotRewritten() {
        assertThat(step(1, "ML", "state", "PLANNED").body()).contains("cases.homecoming-other-country");
        step(1, "CI", "state", "CANCELLED");
        way = planned("ML");
        accepted(code, to(way, FamilyReturn.State.ACCEPTED));
        assertThat(step(2, "ML", "state", "ACCEPTED", "acceptedBy", "Un autre").body())
                .contains("cases.homecoming-accepted");
        assertThat(step(2, "ML", "state", "ACCEPTED", "homeAddress", "Plantation C")
                        .body())
                .contains("cases.homecoming-accepted");
        sql("accepted_on = date '2015-06-20'", "cases.homecoming-stays");
    }

    /** Who goes with a child whom another country has accepted is filled in or changed with a supervisor. */
    @Test
    void whoTravelsWithAnAcceptedChildIsAgreed() {
        step(1, "CI", "state", "CANCELLED");
        way = planned("ML");
        accepted(code, to(way, FamilyReturn.State.ACCEPTED));
        Answer asked = step(2, "ML", "state", "ACCEPTED", "escort", "Chauffeur Kofi");
        assertThat(asked.status()).isEqualTo(202);
        assertThat(asked.json().path("escort").asString("")).isEmpty();
        Decision waits = waiting(Journeys.KIND, way);
        assertThat(asked.json().path("waiting").asString()).isEqualTo(waits.id().toString());
        assertThat(browser(worker.username())
                        .get("/cases/" + code + "/homecoming")
                        .body())
                .contains("accompagne l’enfant, ou l’adresse, attend");
        fostered(code, "ML");
        assertThat(step(2, "ML", "state", "DEPARTED", "departedOn", "2015-11-16")
                        .body())
                .contains("cases.journey-waits");
        sql("state = 'DEPARTED', departed_on = date '2015-11-16', version = version + 1", "cases.journey-waits");
        assertThat(step(2, "ML", "state", "DEPARTED", "departedOn", "2015-11-16", "escort", "Un autre")
                        .body())
                .contains("cases.journey-first");
        sql("journey = sealed, version = version + 1", "cases.journey-not-agreed");
        assertThat(own.post("/api/v1/decisions/" + waits.id() + "/verdict", Map.of("agreed", true))
                        .status())
                .isGreaterThanOrEqualTo(400);
        assertThat(browser(supervisor.username())
                        .get("/decisions/" + waits.id())
                        .body())
                .contains("Chauffeur Kofi", "Village A");
        assertThat(api(supervisor.username())
                        .post("/api/v1/decisions/" + waits.id() + "/verdict", Map.of("agreed", true))
                        .status())
                .isEqualTo(200);
        assertThat(done(familyReturns.of(worker, code)).getFirst().words())
                .isEqualTo(new FamilyReturn.SealedText("Chauffeur Kofi", null, "Village A", null));
        sql("journey = sealed, version = version + 1", "cases.journey-not-agreed");
        assertThat(step(3, "ML", "state", "DEPARTED", "departedOn", "2015-11-16")
                        .status())
                .isEqualTo(200);
        sql("journey = null, version = version + 1", "cases.homecoming-stays");
    }

    /** The rest of a step is taken at once; the journey waits. */
    @Test
    void aSuspensionDoesNotWaitForTheJourney() {
        step(1, "CI", "state", "CANCELLED");
        way = planned("ML");
        accepted(code, to(way, FamilyReturn.State.ACCEPTED));
        Answer stopped = step(2, "ML", "state", "SUSPENDED", "suspendedReason", "ILLNESS", "escort", "Chauffeur Kofi");
        assertThat(stopped.status()).isEqualTo(200);
        assertThat(stopped.json().path("state").asString()).isEqualTo("SUSPENDED");
        assertThat(stopped.json().path("escort").asString("")).isEmpty();
        Decision waits = waiting(Journeys.KIND, way);
        assertThat(waits.version()).isEqualTo(3);
        // the return goes on to change meanwhile: what was asked of it waits no more, and is asked anew
        step(3, "ML", "state", "ACCEPTED", "papers", "Laissez-passer 12");
        String verdict = "/api/v1/decisions/" + waits.id() + "/verdict";
        var above = api(supervisor.username());
        assertThat(above.post(verdict, Map.of("agreed", true)).body()).contains("access.decision-changed");
        assertThat(above.get("/api/v1/decisions").body())
                .as("nobody has to refuse what cannot be agreed to")
                .doesNotContain(waits.id().toString());
        assertThat(step(4, "ML", "state", "ACCEPTED", "escort", "Chauffeur Kofi")
                        .status())
                .isEqualTo(202);
    }

    private static PlanReturn to(UUID way, FamilyReturn.State state) {
        return new PlanReturn(
                way,
                1,
                "ML",
                null,
                state,
                "DNPEF-ML",
                TODAY,
                null,
                null,
                null,
                new FamilyReturn.SealedText(null, null, null, null));
    }

    @Test
    void aReturnThatWasStoppedForDangerGoesOnWithASupervisor() {
        assertThat(step(1, "CI", "state", "SUSPENDED", "suspendedReason", "FAMILY_NOT_SAFE")
                        .status())
                .isEqualTo(200);
        sql("state = 'PLANNED', suspended_reason = null", "cases.suspension-not-lifted");
        sql("suspended_reason = 'ILLNESS'", "cases.suspension-not-lifted");
        for (String next : new String[] {"PLANNED", "CANCELLED"})
            assertThat(step(2, "CI", "state", next).status()).isEqualTo(202);
        assertThat(step(2, "CI", "state", "SUSPENDED", "suspendedReason", "ILLNESS")
                        .status())
                .isEqualTo(202);
        Answer asked = step(2, "CI", "state", "PLANNED");
        assertThat(asked.json().path("state").asString()).isEqualTo("SUSPENDED");
        Decision waits = waiting("RESUMPTION", way);
        String verdict = "/api/v1/decisions/" + waits.id() + "/verdict";
        assertThat(own.post(verdict, Map.of("agreed", true)).status()).isGreaterThanOrEqualTo(400);
        assertThat(browser(supervisor.username())
                        .get("/decisions/" + waits.id())
                        .body())
                .contains("Famille non sûre", "En préparation");
        assertThat(api(supervisor.username())
                        .post(verdict, Map.of("agreed", true))
                        .status())
                .isEqualTo(200);
        assertThat(done(familyReturns.of(worker, code)).getFirst().state()).isEqualTo(FamilyReturn.State.PLANNED);
    }

    private void agreed(String kind) {
        String verdict = "/api/v1/decisions/" + waiting(kind, way).id() + "/verdict";
        assertThat(api(supervisor.username())
                        .post(verdict, Map.of("agreed", true))
                        .status())
                .isEqualTo(200);
    }

    /** One yes lifts one stop: the child refuses again, and no older version brings the first yes back. */
    @Test
    void anAgreementLiftsOneStop() {
        step(1, "CI", "state", "SUSPENDED", "suspendedReason", "CHILD_UNWILLING");
        step(2, "CI", "state", "PLANNED");
        agreed(Resumptions.KIND);
        step(3, "CI", "state", "SUSPENDED", "suspendedReason", "CHILD_UNWILLING");
        String lifted = "state = 'PLANNED', suspended_reason = null, version = ";
        sql(lifted + "version + 1", "cases.suspension-not-lifted");
        sql(lifted + "2", "cases.suspension-not-lifted");
        sql("version = 2", "access.version-counts-changes");
        assertThat(step(4, "CI", "state", "PLANNED").status()).isEqualTo(202);
    }

    /** The worker kept the sealed words of an earlier return: they go into no journey that a supervisor agreed to. */
    @Test
    void anAgreementIsForOneJourney() {
        step(1, "CI", "state", "CANCELLED");
        way = planned("ML");
        accepted(code, to(way, FamilyReturn.State.ACCEPTED));
        step(2, "ML", "state", "ACCEPTED", "escort", "Sœur Awa");
        agreed(Journeys.KIND);
        String kept =
                "journey = (select h.journey from cases.homecoming h where h.file_id = homecoming.file_id and h.id <> homecoming.id), version = ";
        sql(kept + "version + 1", "cases.journey-not-agreed");
        sql(kept + "2", "cases.journey-not-agreed");
        sql("version = 2", "access.version-counts-changes");
        assertThat(done(familyReturns.of(worker, code)).getFirst().words().escort())
                .isEqualTo("Sœur Awa");
    }

    /** A supervisor agrees to the words that they read: what was changed since waits no more, and is asked anew. */
    @Test
    void aChangedReturnIsNotAcceptedUnderItsOldVersion() {
        step(1, "CI", "state", "CANCELLED");
        way = planned("ML");
        done(familyReturns.acceptedBefore(worker, code, to(way, FamilyReturn.State.ACCEPTED), "Lettre de l’autorité"));
        assertThat(step(1, "ML", "state", "PLANNED", "escort", "Chauffeur Kofi").status())
                .isEqualTo(200);
        sql("version = 1", "access.version-counts-changes");
        assertThat(refused(familyReturns.confirm(supervisor, code, way))).isEqualTo("cases.nothing-waits");
    }

    @Test
    void theSupervisorAndTheShelterHearOfTheDeparture() {
        fostered(code, "CI");
        long before = rung();
        step(1, "CI", "state", "DEPARTED", "departedOn", "2015-11-16");
        assertThat(rung()).isGreaterThan(before);
    }

    private long rung() {
        return api(supervisor.username())
                .get("/api/v1/notices")
                .json()
                .path("unread")
                .asLong();
    }
}
