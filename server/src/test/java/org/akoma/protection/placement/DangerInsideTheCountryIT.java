package org.akoma.protection.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.SqlAs;
import org.akoma.ground.access.Actor;
import org.akoma.ground.decisions.Decision;
import org.akoma.protection.homecoming.FamilyReturn;
import org.akoma.protection.shelters.Shelter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * The same as {@link DangerOnTheWayIT} of a return inside the country, whose home has begun when two people agreed to it: a child who arrives into a danger, or turns
 * back, does not live there by the word of one person ({@code trust.md 3}).
 */
class DangerInsideTheCountryIT extends DangerHouse {

    @Autowired
    ReturnExceptions exceptions;

    private String code;
    private UUID way;
    private UUID home;

    @BeforeEach
    void aChildIsOnItsWayToAHomeOfTheCountry() {
        code = active();
        done(placements.place(worker, code, stay(shelter(2, Shelter.SexRule.MIXED))));
        home = fostered(code, "CI").id();
        later();
        way = Ids.next();
        done(familyReturns.plan(worker, code, to("CI", way, null, FamilyReturn.State.PLANNED)));
        done(familyReturns.plan(worker, code, to("CI", way, 1, FamilyReturn.State.DEPARTED)));
        later();
    }

    private void refused(String how, String steps, String why) {
        for (Actor who : java.util.List.of(worker, supervisor))
            assertThatThrownBy(() -> SqlAs.change(who, clock.instant(), "do $$ begin " + steps + " end $$"))
                    .as(how)
                    .hasStackTraceContaining(why);
    }

    private String said(String state) {
        return "update cases.homecoming set state = '" + state + "'"
                + (state.equals("ARRIVED") ? ", arrival_confirmed_at = access.moment()" : "")
                + ", version = version + 1 where id = '" + way + "'; ";
    }

    private String left() {
        return "update cases.placement set state = 'ENDED', until = greatest(since, date '2015-11-16'), end_reason = 'SAFETY', version = version + 1 where id = '"
                + home + "';";
    }

    /** The way of the attacker: the danger is reported on the way, and one person confirms the arrival. */
    @Test
    void theArrivalIntoADangerEndsTheHome() {
        UUID alert = raise(supervisor, code, AT_HOME, "Il l’attend");
        refused("it stays", said("ARRIVED"), "cases.arrival-without-home");
        refused("in silence", said("ARRIVED") + left(), "followup.no-place-not-told");
        assertThat(browser(worker.username())
                        .get("/cases/" + code + "/homecoming?lang=fr")
                        .body())
                .contains("ou prend fin")
                .doesNotContain("??");
        Answer there = over(code, "CI", way, 2, "ARRIVED");
        assertThat(there.status()).as(there.body()).isEqualTo(200);
        assertThat(there.json().path("state").asString()).isEqualTo("ARRIVED");
        assertThat(lives(code)).isEmpty();
        assertThat(isWithoutPlace(code)).isTrue();
        assertThat(now(code).care()).isNull();
        later();
        Placement bed = done(placements.place(
                worker,
                code,
                place(Placement.Kind.SHELTER, shelter(2, Shelter.SexRule.MIXED).code(), Placement.Reason.OTHER)));
        assertThat(bed.state()).isEqualTo(Placement.State.CURRENT);
        assertThat(api(worker.username())
                        .get("/api/v1/cases/" + code + "/placements/return-gate")
                        .body())
                .contains("DANGER", alert.toString());
    }

    @Test
    void whoTurnsBackDoesNotLiveThere() {
        refused("it stays", said("TURNED_BACK"), "cases.arrival-without-home");
        refused("in silence", said("TURNED_BACK") + left(), "followup.no-place-not-told");
        Answer back = over(code, "CI", way, 2, "TURNED_BACK");
        assertThat(back.status()).as(back.body()).isEqualTo(200);
        assertThat(lives(code)).isEmpty();
        assertThat(isWithoutPlace(code)).isTrue();
        assertThat(now(code).country()).isEqualTo("CI");
    }

    @Test
    void byAnExceptionOfTwoThatReadOfItTheHomeGoesOn() {
        raise(supervisor, code, AT_HOME, "Il l’attend");
        Decision asked = done(exceptions.ask(worker, code, "CI", "La famille d’accueil vient avec la police"));
        done(exceptions.decide(supervisor, code, asked.id(), true, null));
        later();
        assertThat(over(code, "CI", way, 2, "ARRIVED").status()).isEqualTo(200);
        assertThat(lives(code).map(Placement::id)).contains(home);
        assertThat(isWithoutPlace(code)).isFalse();
        later();
        Answer again = api(worker.username())
                .post(
                        "/api/v1/cases/" + code + "/placements",
                        Map.of(
                                "id",
                                Ids.next(),
                                "kind",
                                "FOSTER_FAMILY",
                                "country",
                                "CI",
                                "since",
                                TODAY.toString(),
                                "reason",
                                "BETTER_SUITED",
                                "address",
                                "Ailleurs",
                                "withWhom",
                                "Autre"));
        assertThat(again.body()).as("the exception is used").contains("cases.move-out-of-danger");
    }

    @Test
    void withoutADangerTheHomeGoesOn() {
        assertThat(over(code, "CI", way, 2, "ARRIVED").status()).isEqualTo(200);
        assertThat(lives(code).map(Placement::id)).contains(home);
        assertThat(isWithoutPlace(code)).isFalse();
    }

    /** Brought to a shelter on the way, the child sleeps there, wherever the journey ended. */
    @Test
    void aShelterOnTheWayIsNoHomeOfTheJourney() {
        raise(supervisor, code, AT_HOME, "Il l’attend");
        Placement bed = done(placements.place(
                worker,
                code,
                place(Placement.Kind.SHELTER, shelter(2, Shelter.SexRule.MIXED).code(), Placement.Reason.SAFETY)));
        assertThat(over(code, "CI", way, 2, "TURNED_BACK").status()).isEqualTo(200);
        assertThat(lives(code).map(Placement::id)).contains(bed.id());
    }
}
