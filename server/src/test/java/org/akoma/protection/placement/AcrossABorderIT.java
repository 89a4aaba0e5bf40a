package org.akoma.protection.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.decisions.Decision;
import org.akoma.protection.assessment.Weighing;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.StraightSql;
import org.akoma.protection.consent.Consent;
import org.akoma.protection.consent.SomeConsent;
import org.akoma.protection.homecoming.FamilyReturn;
import org.akoma.protection.homecoming.PlanReturn;
import org.akoma.protection.shelters.Shelter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A child who leaves the country was determined upon by a panel and asked, whatever home it goes to; where the receiving authority is at work here, it
 * answers itself; and who watches over borders hears of it.
 */
class AcrossABorderIT extends CareHouse {

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ReturnExceptions exceptions;

    private String code;
    private UUID way;

    @BeforeEach
    void aChildInAShelterIsToGoAbroad() {
        code = active();
        done(placements.place(worker, code, stay(shelter(2, Shelter.SexRule.MIXED))));
        way = Ids.next();
        done(familyReturns.plan(worker, code, to(null, "ML", FamilyReturn.State.PLANNED)));
    }

    private PlanReturn to(Integer version, String country, FamilyReturn.State state) {
        boolean accepted = state == FamilyReturn.State.ACCEPTED;
        return new PlanReturn(
                way,
                version,
                country,
                null,
                state,
                accepted ? "DNPEF-ML" : null,
                accepted ? TODAY : null,
                state == FamilyReturn.State.DEPARTED ? TODAY : null,
                null,
                null,
                new FamilyReturn.SealedText(null, null, null, null));
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
                new Placement.SealedText("km 12", "Le chauffeur", null, null));
    }

    @Test
    void noHomeAbroadWithoutAPanelAndAnAnswerOfTheChild() {
        accepted(code, to(1, "ML", FamilyReturn.State.ACCEPTED));
        assertThat(((Outcome.Refused<?>) placements.place(worker, code, foster())).errors())
                .extracting(org.akoma.FieldError::code)
                .containsExactlyInAnyOrder(
                        "cases.return-missing-best-interests",
                        "cases.return-missing-determination",
                        "cases.return-missing-consent");
        assertThatThrownBy(this::fosterInSql).hasStackTraceContaining("cases.return-not-ready");
    }

    /** A foster family abroad, proposed, agreed to and begun by straight statements. */
    private void fosterInSql() {
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
        transactions.doAs(supervisor, () -> {
            jdbc.sql("select access.decide('" + asked + "', true, null)")
                    .query(String.class)
                    .single();
            jdbc.sql("update cases.placement set state = 'CURRENT' where id = '" + home + "'")
                    .update();
        });
    }

    /** The newest determination counts, and only for the country that it names. */
    @ParameterizedTest
    @CsvSource(
            value = {"STAY,", "OTHER_CARE,", "RETURN,CI", "RETURN,BF"},
            nullValues = "")
    void whatAPanelDidNotDetermineOpensNoBorder(Weighing.Solution solution, @Nullable String country) {
        accepted(code, to(1, "ML", FamilyReturn.State.ACCEPTED));
        crossing(code, "ML");
        clock.moveTo(clock.instant().plusSeconds(60));
        weighed(code, new Weighing.Answer(solution, country));
        assertThat(((Outcome.Refused<?>) placements.place(worker, code, foster())).errors())
                .extracting(org.akoma.FieldError::code)
                .containsExactly("cases.return-missing-determination");
        assertThatThrownBy(this::fosterInSql).hasStackTraceContaining("cases.return-not-ready");
    }

    /** What was determined and what the child says to it is shown to who decides; determined anew, the child does not leave. */
    @Test
    void whoDecidesReadsTheDeterminationAndItHoldsUntilTheDeparture() {
        crossing(code, "ML");
        accepted(code, to(1, "ML", FamilyReturn.State.ACCEPTED));
        PlaceChild home = foster();
        done(placements.place(worker, code, home));
        String page = browser(supervisor.username())
                .get("/decisions/" + waiting(Placements.HOME, home.id()).id() + "?lang=fr")
                .body();
        assertThat(page)
                .contains("Va vivre dans un pays", "Mali", "Elle veut rentrer", "Dernière détermination confirmée");
        done(placements.decide(supervisor, code, home.id(), true, null));
        clock.moveTo(clock.instant().plusSeconds(60));
        weighed(code, new Weighing.Answer(Weighing.Solution.STAY, null));
        assertThat(familyReturns.plan(worker, code, to(2, "ML", FamilyReturn.State.DEPARTED)))
                .isInstanceOf(Outcome.Refused.class);
        String depart = "update cases.homecoming set state = 'DEPARTED', departed_on = date '2015-11-16' where id = '"
                + way + "'";
        assertThatThrownBy(() -> sql(worker, depart)).hasStackTraceContaining("cases.departure-without-home");
    }

    /** An exception for a return to the family is no way round a border to somebody else, nor to a family in another country. */
    @Test
    void anExceptionIsForOneCountryAndForTheFamily() throws SQLException {
        for (@Nullable String country : Arrays.asList(null, "ML")) {
            Decision asked = done(exceptions.ask(worker, code, country, "Sa tante à San Pedro la prend cette semaine"));
            assertThat(browser(supervisor.username())
                            .get("/decisions/" + asked.id() + "?lang=fr")
                            .body())
                    .contains(country == null ? "Côte d’Ivoire" : "Mali");
            done(exceptions.decide(supervisor, code, asked.id(), true, null));
            if (country == null) {
                String which =
                        "select coalesce(cases.unused_exception(id, '%s')::text, 'none') from cases.case_file where code = '"
                                + code + "'";
                for (String other : List.of("ML", "GH"))
                    assertThat(StraightSql.answer(worker, clock.instant(), which.formatted(other)))
                            .as("what the database lets begin by it")
                            .isEqualTo("none");
                assertThat(StraightSql.answer(worker, clock.instant(), which.formatted("CI")))
                        .isEqualTo(asked.id().toString());
                accepted(code, to(1, "ML", FamilyReturn.State.ACCEPTED));
                PlaceChild aunt = new PlaceChild(
                        Ids.next(),
                        Placement.Kind.EXTENDED_FAMILY,
                        null,
                        "ML",
                        TODAY,
                        Placement.Reason.BETTER_SUITED,
                        null,
                        new Placement.SealedText("km 12", "Le chauffeur", null, null));
                assertThat(placements.place(worker, code, aunt)).isInstanceOf(Outcome.Refused.class);
            }
            assertThat(((Outcome.Refused<?>) placements.place(worker, code, foster())).errors())
                    .extracting(org.akoma.FieldError::code)
                    .contains("cases.return-missing-determination");
        }
        assertThatThrownBy(this::fosterInSql).hasStackTraceContaining("cases.return-not-ready");
    }

    private void sql(Actor who, String statement) {
        transactions.doAs(who, () -> jdbc.sql(statement).update());
    }

    private void jdbcCall(Actor who, String question) {
        transactions.doAs(
                who,
                () -> jdbc.sql(question).query((row, n) -> row.getObject(1)).list());
    }

    @Test
    void whatWasMissingIsFilledAndTheChildLeaves() {
        accepted(code, to(1, "ML", FamilyReturn.State.ACCEPTED));
        Actor watches = actor(person(Role.PROJECT_MANAGER, ngo));
        Actor protects = actor(person(Role.DATA_PROTECTION_OFFICER, ngo));
        crossing(code, "ML");
        PlaceChild home = foster();
        done(placements.place(worker, code, home));
        done(placements.decide(supervisor, code, home.id(), true, null));
        long before = rung(watches);
        long protecting = rung(protects);
        done(familyReturns.plan(worker, code, to(2, "ML", FamilyReturn.State.DEPARTED)));
        assertThat(rung(watches)).isGreaterThan(before);
        assertThat(rung(protects)).isGreaterThan(protecting);
        for (String state : List.of("SUSPENDED", "CANCELLED", "PLANNED", "ACCEPTED")) {
            String back = "update cases.homecoming set state = '" + state
                    + "', suspended_reason = 'OTHER', version = version + 1 where id = '" + way + "'";
            assertThatThrownBy(() -> sql(worker, back)).as(state).hasStackTraceContaining("cases.homecoming-order");
        }
    }

    /** The answer to case management is withdrawn after the home was agreed to: the child does not leave, not by a straight statement either. */
    @Test
    void nobodyLeavesOnceTheChildSaysNo() {
        accepted(code, to(1, "ML", FamilyReturn.State.ACCEPTED));
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
        assertThat(familyReturns.plan(worker, code, to(2, "ML", FamilyReturn.State.DEPARTED)))
                .isInstanceOf(Outcome.Refused.class);
        String depart = "update cases.homecoming set state = 'DEPARTED', departed_on = date '2015-11-16' where id = '"
                + way + "'";
        assertThatThrownBy(
                        () -> transactions.doAs(worker, () -> jdbc.sql(depart).update()))
                .hasStackTraceContaining("cases.departure-without-home");
    }

    @Test
    void anAuthorityThatIsHereAnswersItself() {
        Organisation ministry = structure(Organisation.Kind.CENTRAL_GOVERNMENT, "TG");
        Actor officer = actor(person(Role.MINISTRY_OFFICER, ministry));
        done(familyReturns.plan(worker, code, to(1, "ML", FamilyReturn.State.CANCELLED)));
        way = Ids.next();
        done(familyReturns.plan(worker, code, to(null, "TG", FamilyReturn.State.PLANNED)));
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
        accepted(code, to(1, "TG", FamilyReturn.State.ACCEPTED));
        assertThat(rung(officer)).as("told before: it hears of it").isGreaterThan(before);
    }

    private long rung(Actor who) {
        return api(who.username()).get("/api/v1/notices").json().path("unread").asLong();
    }
}
