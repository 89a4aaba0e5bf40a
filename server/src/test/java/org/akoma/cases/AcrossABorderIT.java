package org.akoma.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.access.Actor;
import org.akoma.access.Organisation;
import org.akoma.access.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A child who leaves the country was determined upon by a panel and asked, whatever home it goes to; where the receiving authority is at work here, it
 * answers itself; and who watches over borders hears of it.
 */
class AcrossABorderIT extends CareHouse {

    @Autowired
    JdbcClient jdbc;

    private String code;
    private UUID way;

    @BeforeEach
    void aChildInAShelterIsToGoAbroad() {
        code = active();
        done(placements.place(worker, code, stay(shelter(2, Shelter.SexRule.MIXED))));
        way = Ids.next();
        done(homecomings.bring(worker, code, to(null, "ML", Homecoming.State.PLANNED)));
    }

    private BringHome to(Integer version, String country, Homecoming.State state) {
        boolean accepted = state == Homecoming.State.ACCEPTED;
        return new BringHome(
                way,
                version,
                country,
                null,
                state,
                accepted ? "DNPEF-ML" : null,
                accepted ? TODAY : null,
                state == Homecoming.State.DEPARTED ? TODAY : null,
                null,
                null,
                new Homecoming.Words(null, null, null, null));
    }

    private static PlaceChild foster() {
        return new PlaceChild(
                Ids.next(),
                Placement.Kind.FOSTER_FAMILY,
                null,
                "ML",
                TODAY,
                Placement.Reason.BETTER_SUITED,
                null,
                new Placement.Words("km 12", "Le chauffeur", null, null));
    }

    @Test
    void noHomeAbroadWithoutAPanelAndAnAnswerOfTheChild() {
        accepted(code, to(1, "ML", Homecoming.State.ACCEPTED));
        assertThat(((Outcome.Refused<?>) placements.place(worker, code, foster())).errors())
                .extracting(org.akoma.FieldError::code)
                .containsExactlyInAnyOrder(
                        "cases.return-missing-best-interests",
                        "cases.return-missing-determination",
                        "cases.return-missing-consent");
        UUID home = Ids.next();
        String file = "(select id from cases.case_file where code = '" + code + "')";
        sql(
                worker,
                "insert into cases.placement (id, file_id, kind, state, country, since, reason, recorded_by, sealed) values ('"
                        + home
                        + "', " + file + ", 'FOSTER_FAMILY', 'PROPOSED', 'ML', date '2015-11-16', 'BETTER_SUITED', '"
                        + worker.personId() + "', '\\x00')");
        UUID asked = Ids.next();
        jdbcCall(
                worker,
                "select access.propose('" + asked + "', 'HOME', " + file + ", '" + home + "', 1, '{}', null, null)");
        jdbcCall(supervisor, "select access.decide('" + asked + "', true, null)");
        assertThatThrownBy(() -> sql(worker, "update cases.placement set state = 'CURRENT' where id = '" + home + "'"))
                .hasStackTraceContaining("cases.return-not-ready");
    }

    private void sql(Actor who, String statement) {
        entry.doAs(who, () -> jdbc.sql(statement).update());
    }

    private void jdbcCall(Actor who, String question) {
        entry.doAs(
                who,
                () -> jdbc.sql(question).query((row, n) -> row.getObject(1)).list());
    }

    @Test
    void whatWasMissingIsFilledAndTheChildLeaves() {
        accepted(code, to(1, "ML", Homecoming.State.ACCEPTED));
        Actor watches = actor(person(Role.PROJECT_MANAGER, ngo));
        Actor protects = actor(person(Role.DATA_PROTECTION_OFFICER, ngo));
        crossing(code);
        PlaceChild home = foster();
        done(placements.place(worker, code, home));
        done(placements.decide(supervisor, code, home.id(), true, null));
        long before = rung(watches);
        long protecting = rung(protects);
        done(homecomings.bring(worker, code, to(2, "ML", Homecoming.State.DEPARTED)));
        assertThat(rung(watches)).isGreaterThan(before);
        assertThat(rung(protects)).isGreaterThan(protecting);
    }

    /** The answer to case management is withdrawn after the home was agreed to: the child does not leave, not by a straight statement either. */
    @Test
    void nobodyLeavesOnceTheChildSaysNo() {
        accepted(code, to(1, "ML", Homecoming.State.ACCEPTED));
        fostered(code, "ML");
        clock.moveTo(clock.instant().plusSeconds(60));
        done(consents.record(
                worker,
                code,
                SomeConsent.answered(
                        Consent.Purpose.CASE_MANAGEMENT,
                        Consent.Status.REFUSED,
                        Consent.GivenBy.CHILD,
                        clock.instant())));
        assertThat(homecomings.bring(worker, code, to(2, "ML", Homecoming.State.DEPARTED)))
                .isInstanceOf(Outcome.Refused.class);
        String depart = "update cases.homecoming set state = 'DEPARTED', departed_on = date '2015-11-16' where id = '"
                + way + "'";
        assertThatThrownBy(() -> entry.doAs(worker, () -> jdbc.sql(depart).update()))
                .hasStackTraceContaining("cases.departure-without-home");
    }

    @Test
    void anAuthorityThatIsHereAnswersItself() {
        Organisation ministry = structure(Organisation.Kind.CENTRAL_GOVERNMENT, "TG");
        Actor officer = actor(person(Role.MINISTRY_OFFICER, ministry));
        done(homecomings.bring(worker, code, to(1, "ML", Homecoming.State.CANCELLED)));
        way = Ids.next();
        done(homecomings.bring(worker, code, to(null, "TG", Homecoming.State.PLANNED)));
        Map<String, Object> letter = new HashMap<>(Map.of(
                "toCountry", "TG", "state", "ACCEPTED", "acceptedBy", ministry.code(), "acceptedOn", "2015-11-16"));
        letter.put("document", Ids.next().toString());
        Answer answer = api(worker.username()).put("/api/v1/cases/" + code + "/homecomings/" + way, letter, "\"1\"");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("cases.border-answers-here", ministry.code());
        assertThat(browser(worker.username())
                        .get("/cases/" + code + "/homecoming?lang=fr")
                        .body())
                .contains(ministry.code() + " répond dans Akoma")
                .doesNotContain("name=\"document\"");
        long before = rung(officer);
        accepted(code, to(1, "TG", Homecoming.State.ACCEPTED));
        assertThat(rung(officer)).as("told before: it hears of it").isGreaterThan(before);
    }

    private long rung(Actor who) {
        return api(who.username()).get("/api/v1/notices").json().path("unread").asLong();
    }
}
