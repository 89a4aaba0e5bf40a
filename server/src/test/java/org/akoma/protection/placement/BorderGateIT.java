package org.akoma.protection.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.Ids;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.homecoming.FamilyReturn;
import org.akoma.protection.homecoming.PlanReturn;
import org.akoma.protection.identity.SomeChild;
import org.akoma.protection.shelters.Shelter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** No child crosses a border on one person's word, whatever country is typed where (T14): by API and SQL. */
class BorderGateIT extends CareHouse {

    @Autowired
    JdbcClient jdbc;

    private Caller own;

    @BeforeEach
    void theWorkerSignsIn() {
        own = api(worker.username());
    }

    private String registered(String country) {
        return opened(SomeChild.followedIn(country, "Baobab")).code();
    }

    private static Map<String, Object> way(String state) {
        if (state.equals("PLANNED"))
            return new HashMap<>(Map.of("id", Ids.next().toString(), "toCountry", "ML", "state", state));
        return new HashMap<>(Map.of(
                "id",
                Ids.next().toString(),
                "toCountry",
                "ML",
                "state",
                state,
                "acceptedBy",
                "x",
                "acceptedOn",
                "2015-11-16",
                "departedOn",
                "2015-11-16"));
    }

    private Answer bring(String code, Map<String, Object> way) {
        return own.post("/api/v1/cases/" + code + "/homecomings", way);
    }

    @Test
    void aTypedLetterOpensNoBorder() {
        String code = active();
        assertThat(bring(code, way("DEPARTED")).body()).contains("cases.no-departure-unaccepted");
        Map<String, Object> planned = way("PLANNED");
        assertThat(bring(code, planned).json().path("crossBorder").asBoolean()).isTrue();
        String one = "/api/v1/cases/" + code + "/homecomings/" + planned.get("id");
        Map<String, Object> accepted = new HashMap<>(way("ACCEPTED"));
        accepted.remove("id");
        assertThat(own.put(one, accepted, "\"1\"").body()).contains("cases.border-letter");
        accepted.put("document", Ids.next().toString());
        assertThat(own.put(one, accepted, "\"1\"").body()).contains("cases.no-such-letter");
        Map<String, Object> departed = new HashMap<>(way("DEPARTED"));
        departed.remove("id");
        assertThat(own.put(one, departed, "\"1\"").body()).contains("cases.no-departure-unaccepted");
    }

    /** A planned return that names an acceptance would be read as accepted: by a program, on the page and by straight SQL. */
    @Test
    void noAcceptanceStandsBesideAPlannedReturn() throws java.sql.SQLException {
        String code = active();
        Map<String, Object> planned = way("PLANNED");
        planned.put("acceptedBy", "DNPEF-ML");
        planned.put("acceptedOn", "2015-11-16");
        assertThat(bring(code, planned).body()).contains("cases.accepted-by-a-step");
        planned.keySet().retainAll(java.util.Set.of("id", "toCountry", "state"));
        assertThat(bring(code, planned).status()).isEqualTo(201);
        String straight =
                "update cases.homecoming set accepted_on = date '2015-11-16' where id = '" + planned.get("id") + "'";
        assertThat(org.akoma.LoginSql.refusal(worker, clock.instant(), straight))
                .contains("cases.accepted-by-a-step");
    }

    private void isNotBegun(String code, UUID home) {
        for (org.akoma.ground.access.Actor one : java.util.List.of(worker, supervisor))
            for (String set :
                    new String[] {"state = 'CURRENT'", "approved_at = null, approved_by = null", "sealed = '\\x00'"})
                assertThatThrownBy(() -> transactions.doAs(
                                one,
                                () -> jdbc.sql("update cases.placement set " + set
                                                + ", version = version + 1 where id = '" + home + "'")
                                        .update()))
                        .as(code + " " + set)
                        .hasStackTraceContaining("ERROR: ");
    }

    private Placement home(String code, UUID id) {
        return done(placements.of(worker, code)).stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private PlanReturn left(UUID way, Integer version, FamilyReturn.State state) {
        boolean arrived = state == FamilyReturn.State.ARRIVED;
        return new PlanReturn(
                way,
                version,
                "ML",
                FamilyReturn.TravelMode.ROAD,
                state,
                null,
                null,
                arrived ? null : TODAY,
                arrived ? clock.instant() : null,
                null,
                new FamilyReturn.SealedText(null, null, null, null));
    }

    /** Agreed to, a home abroad waits for the child: it lives in the shelter until it leaves, nowhere on the way, and there once the arrival is confirmed. */
    @Test
    void aHomeAbroadBeginsWithTheArrival() {
        String code = active();
        Placement stay = done(placements.place(worker, code, stay(shelter(2, Shelter.SexRule.MIXED))));
        UUID way = Ids.next();
        done(familyReturns.plan(worker, code, to(way, null, FamilyReturn.State.PLANNED)));
        accepted(code, to(way, 1, FamilyReturn.State.ACCEPTED));
        Placement agreed = fostered(code, "ML");
        assertThat(agreed.isAgreed()).isTrue();
        assertThat(now(code).care()).isEqualTo("SHELTER");
        assertThat(now(code).country()).isEqualTo("CI");
        isNotBegun(code, agreed.id());
        String page = browser(supervisor.username())
                .get("/cases/" + code + "/placement?lang=fr")
                .body();
        assertThat(page)
                .contains("approuvé à l’étranger", "quand l’arrivée de l’enfant est confirmée")
                .doesNotContain("??");
        done(familyReturns.plan(worker, code, left(way, 2, FamilyReturn.State.DEPARTED)));
        assertThat(home(code, stay.id()).state()).isEqualTo(Placement.State.ENDED);
        assertThat(now(code).care()).isNull();
        assertThat(now(code).country()).isEqualTo("ML");
        assertThat(api(supervisor.username())
                        .get("/api/v1/cases/" + code + "/alerts")
                        .body())
                .as("it is on the way")
                .doesNotContain("WITHOUT_PLACE");
        assertThat(placeLeft(code)).as("nobody knows where it sleeps").isEqualTo(2);
        isNotBegun(code, agreed.id());
        assertThatThrownBy(() -> transactions.doAs(
                        worker,
                        () -> jdbc.sql(
                                        "update cases.placement set state = 'REFUSED', until = since, version = version + 1 where id = '"
                                                + agreed.id() + "'")
                                .update()))
                .hasStackTraceContaining("cases.placement-stays");
        assertThatThrownBy(() -> transactions.doAs(
                        worker,
                        () -> jdbc.sql(
                                        "update cases.homecoming set state = 'ARRIVED', arrival_confirmed_at = access.moment(), version = version + 1 where id = '"
                                                + way + "'")
                                .update()))
                .hasStackTraceContaining("cases.arrival-without-home");
        done(familyReturns.plan(worker, code, left(way, 3, FamilyReturn.State.ARRIVED)));
        assertThat(home(code, agreed.id()).state()).isEqualTo(Placement.State.CURRENT);
        assertThat(now(code).care()).isEqualTo("FOSTER_FAMILY");
        assertThat(placeLeft(code)).as("it has arrived").isZero();
    }

    /** Of its worker and its supervisor, whose task it is that the place where the child sleeps is not known. */
    private long placeLeft(String code) {
        return java.util.stream.Stream.of(worker, supervisor)
                .filter(one -> api(one.username())
                        .get("/api/v1/tasks?limit=500")
                        .body()
                        .contains("\"followup.place-left\""))
                .count();
    }

    /** Other people or another address in it need the supervisor as in a home that runs, and another home that is agreed to ends it. */
    @Test
    void aHomeAbroadThatIsAgreedToIsHeld() {
        String code = active();
        done(placements.place(worker, code, stay(shelter(2, Shelter.SexRule.MIXED))));
        UUID way = Ids.next();
        done(familyReturns.plan(worker, code, to(way, null, FamilyReturn.State.PLANNED)));
        accepted(code, to(way, 1, FamilyReturn.State.ACCEPTED));
        Placement agreed = fostered(code, "ML");
        done(homes.correct(
                worker, code, agreed.id(), new Placement.Home("Km 12", "Le planteur", null), agreed.version()));
        assertThat(home(code, agreed.id()).words().withWhom()).isEqualTo("Famille d’accueil");
        done(homes.decideChange(supervisor, code, waiting(Placements.HOME_CHANGE, agreed.id()), true, null));
        assertThat(home(code, agreed.id()).words().withWhom()).isEqualTo("Le planteur");
        fostered(code, "CI");
        assertThat(home(code, agreed.id()).state()).isEqualTo(Placement.State.REFUSED);
        assertThat(refused(familyReturns.plan(worker, code, left(way, 2, FamilyReturn.State.DEPARTED))))
                .isEqualTo("cases.departure-without-home");
    }

    /** A home abroad was agreed to and the child did not leave: it sleeps where it was, and moves to another shelter. */
    @Test
    void aChildWhoNeverLeftIsPlacedBackInland() {
        String code = active();
        Shelter home = shelter(2, Shelter.SexRule.MIXED);
        done(placements.place(worker, code, stay(home)));
        java.util.UUID way = Ids.next();
        done(familyReturns.plan(worker, code, to(way, null, FamilyReturn.State.PLANNED)));
        accepted(code, to(way, 1, FamilyReturn.State.ACCEPTED));
        fostered(code, "ML");
        String other = shelter(2, Shelter.SexRule.MIXED).code();
        done(placements.place(worker, code, place(Placement.Kind.SHELTER, other, Placement.Reason.SAFETY)));
        assertThat(now(code).country()).isEqualTo("CI");
    }

    private static PlanReturn to(java.util.UUID way, Integer version, FamilyReturn.State state) {
        boolean accepted = state == FamilyReturn.State.ACCEPTED;
        return new PlanReturn(
                way,
                version,
                "ML",
                null,
                state,
                accepted ? "DNPEF-ML" : null,
                accepted ? TODAY : null,
                null,
                null,
                null,
                new FamilyReturn.SealedText(null, null, null, null));
    }

    @Test
    void theCountryTypedAtRegistrationMovesNoBorder() {
        String code = registered("ML");
        Answer answer = bring(code, way("DEPARTED"));
        assertThat(answer.body()).contains("cases.no-departure-unaccepted");
        Map<String, Object> family =
                Map.of("kind", "FOSTER_FAMILY", "country", "ML", "since", "2015-11-16", "withWhom", "x");
        assertThat(own.post("/api/v1/cases/" + code + "/placements", family).body())
                .contains("cases.placement-unaccepted");
    }

    @Test
    void aSheltersCountryIsTheSheltersOwn() {
        String code = file("F", 12);
        Shelter home = shelter(2, Shelter.SexRule.MIXED);
        Map<String, Object> stay =
                Map.of("kind", "SHELTER", "shelter", home.code(), "country", "ML", "since", "2015-11-16");
        Answer placed = own.post("/api/v1/cases/" + code + "/placements", stay);
        assertThat(placed.json().path("country").asString()).isEqualTo("CI");
        assertThat(now(code).country()).isEqualTo("CI");
        assertThat(bring(code, way("DEPARTED")).body()).contains("cases.no-departure-unaccepted");
    }

    @Test
    void endingAPlaceOrCorrectingTheCountryOpensNothing() {
        String code = active();
        done(placements.place(worker, code, stay(shelter(2, Shelter.SexRule.MIXED))));
        done(placements.end(worker, code, new LeavePlace(TODAY, LeavePlace.Reason.END_OF_STAY, null)));
        PlaceChild abroad = new PlaceChild(
                Ids.next(),
                Placement.Kind.FOSTER_FAMILY,
                null,
                "ML",
                TODAY,
                null,
                null,
                new Placement.SealedText(null, "x", null, null));
        assertThat(refused(placements.place(worker, code, abroad))).isEqualTo("cases.placement-unaccepted");
    }

    @Test
    void twoPeopleOpenItAndOneDoesNot() {
        String code = active();
        UUID id = Ids.next();
        Map<String, Object> planned = way("PLANNED");
        planned.put("id", id.toString());
        assertThat(bring(code, planned).status()).isEqualTo(201);
        PlanReturn accepted = new PlanReturn(
                id,
                1,
                "ML",
                null,
                FamilyReturn.State.ACCEPTED,
                "DNPEF-ML",
                TODAY,
                null,
                null,
                null,
                new FamilyReturn.SealedText(null, null, null, null));
        done(familyReturns.acceptedBefore(worker, code, accepted, "Lettre"));
        assertThat(familyReturns.confirm(worker, code, id)).isInstanceOf(Outcome.Forbidden.class);
        String depart =
                "update cases.homecoming set state = 'DEPARTED', accepted_on = date '2015-11-16', departed_on = date '2015-11-16' where id = '"
                        + id + "'";
        assertThatThrownBy(
                        () -> transactions.doAs(worker, () -> jdbc.sql(depart).update()))
                .hasStackTraceContaining("cases.border-not-accepted");
        String inland =
                "update cases.homecoming set cross_border = false, state = 'DEPARTED', departed_on = date '2015-11-16' where id = '"
                        + id + "'";
        assertThatThrownBy(
                        () -> transactions.doAs(worker, () -> jdbc.sql(inland).update()))
                .hasStackTraceContaining("permission denied");
        done(familyReturns.confirm(supervisor, code, id));
        assertThatThrownBy(
                        () -> transactions.doAs(worker, () -> jdbc.sql(depart).update()))
                .hasStackTraceContaining("cases.departure-without-home");
        fostered(code, "ML");
        assertThat(transactions.as(worker, () -> jdbc.sql(depart).update())).isEqualTo(1);
    }
}
