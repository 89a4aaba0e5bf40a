package org.akoma.protection.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.SqlAs;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.protection.shelters.Shelter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** While a danger runs nobody alone ends the stay of a child in a shelter: that would undo by one person what is confirmed by two ({@code trust.md 2, 3}). */
class StayInDangerIT extends DangerHouse {

    private static final String KEPT = "cases.stay-in-danger";

    private String code;
    private Shelter shelter;
    private UUID stay;

    @BeforeEach
    void aChildIsBroughtOutOfADanger() {
        code = active();
        Placement home = done(placements.place(
                worker, code, place(Placement.Kind.FOSTER_FAMILY, null, Placement.Reason.BETTER_SUITED)));
        done(placements.decide(supervisor, code, home.id(), true, null));
        raise(worker, code, AT_HOME, "Battue");
        shelter = shelter(2, Shelter.SexRule.MIXED);
        stay = done(placements.place(
                        worker, code, place(Placement.Kind.SHELTER, shelter.code(), Placement.Reason.SAFETY)))
                .id();
        later();
    }

    private Answer ends(Actor by, String reason) {
        return api(by.username())
                .post(
                        "/api/v1/cases/" + code + "/placements/current/end",
                        Map.of("until", TODAY.toString(), "reason", reason, "words", "Fini"));
    }

    /** The way of the attacker, and past the application as the login of the worker, with and without a reason. */
    @Test
    void oneWorkerDoesNotEndTheStay() {
        for (String reason : List.of("END_OF_STAY", "OTHER", "BROKE_DOWN", "SAFETY")) {
            Answer ended = ends(worker, reason);
            assertThat(ended.status()).as(reason).isEqualTo(422);
            assertThat(ended.body()).contains(KEPT, "l’autre centre");
        }
        for (String why : List.of("'END_OF_STAY'", "'OTHER'", "'BROKE_DOWN'", "'SAFETY'", "null"))
            assertThatThrownBy(() -> SqlAs.change(
                            worker,
                            clock.instant(),
                            "update cases.placement set state = 'ENDED', until = greatest(since, date '2015-11-16'), end_reason = "
                                    + why + ", version = version + 1 where id = '" + stay + "'"))
                    .as(why)
                    .hasStackTraceContaining(KEPT);
        assertThat(lives(code).map(Placement::id)).contains(stay);
        var page = browser(worker.username());
        Answer form = page.post(
                "/cases/" + code + "/placement/end",
                "until",
                TODAY.toString(),
                "reason",
                "END_OF_STAY",
                "words",
                "Fini");
        assertThat(form.status()).isEqualTo(422);
        assertThat(form.body())
                .contains(
                        "Une alerte de danger est ouverte",
                        "/cases/" + code + "/placement",
                        "Enregistrer un autre centre")
                .doesNotContain("??");
    }

    @Test
    void whoSupervisesEndsWhatAnotherRecorded() {
        assertThat(ends(supervisor, "END_OF_STAY").status()).isEqualTo(200);
        assertThat(lives(code)).isEmpty();
        assertThat(api(supervisor.username())
                        .get("/api/v1/cases/" + code + "/alerts")
                        .body())
                .contains("WITHOUT_PLACE");
    }

    @Test
    void whoSupervisesDoesNotEndWhatTheyRecorded() {
        stay = done(placements.place(
                        supervisor,
                        code,
                        place(
                                Placement.Kind.SHELTER,
                                shelter(2, Shelter.SexRule.MIXED).code(),
                                Placement.Reason.SAFETY)))
                .id();
        assertThat(ends(supervisor, "END_OF_STAY").body()).contains(KEPT);
        assertThat(lives(code).map(Placement::id)).contains(stay);
    }

    @Test
    void anotherShelterAndAFactAreWritten() {
        Shelter next = shelter(2, Shelter.SexRule.MIXED);
        Placement moved = done(
                placements.place(worker, code, place(Placement.Kind.SHELTER, next.code(), Placement.Reason.SAFETY)));
        assertThat(lives(code).map(Placement::id)).contains(moved.id());
        assertThat(ends(worker, "RAN_AWAY").status()).isEqualTo(200);
        assertThat(lives(code)).isEmpty();
    }

    /** A refusal would tell the house of an alert that may be about it. */
    @Test
    void theHouseWritesThatTheChildLeft() {
        Actor manager = actor(person(Role.SHELTER_MANAGER, ngo, shelter.id(), null));
        assertThat(ends(manager, "OTHER").status()).isEqualTo(200);
        assertThat(lives(code)).isEmpty();
    }

    /** A stay in a shelter under another name. */
    @Test
    void aStayWrittenAsResidentialCare() {
        code = active();
        Placement home = done(placements.place(
                worker,
                code,
                place(
                        Placement.Kind.RESIDENTIAL_CARE,
                        shelter(2, Shelter.SexRule.MIXED).code(),
                        Placement.Reason.BETTER_SUITED)));
        done(placements.decide(supervisor, code, home.id(), true, null));
        later();
        raise(worker, code, AT_HOME, "Battue");
        assertThat(ends(worker, "END_OF_STAY").body()).contains(KEPT);
        assertThatThrownBy(() -> SqlAs.change(
                        worker,
                        clock.instant(),
                        "update cases.placement set state = 'ENDED', until = greatest(since, date '2015-11-16'), end_reason = 'OTHER', version = version + 1 where id = '"
                                + home.id() + "'"))
                .hasStackTraceContaining(KEPT);
        assertThat(lives(code).map(Placement::id)).contains(home.id());
    }

    @Test
    void withoutADangerTheStayEnds() {
        code = active();
        done(placements.place(worker, code, stay(shelter(2, Shelter.SexRule.MIXED))));
        assertThat(ends(worker, "END_OF_STAY").status()).isEqualTo(200);
    }

    /** A child without a place before the move: who moved it does not take the bed back during the danger. */
    @Test
    void aBedIsNotTakenBackAlone() {
        code = active();
        raise(worker, code, AT_HOME, "Battue");
        Placement home = done(placements.place(worker, code, stay(shelter(2, Shelter.SexRule.MIXED))));
        assertThat(ends(supervisor, "END_OF_STAY").status()).isEqualTo(200);
        later();
        clock.moveTo(clock.instant().plus(java.time.Duration.ofDays(4)));
        Placement bed = done(placements.place(
                worker,
                code,
                new PlaceChild(
                        org.akoma.Ids.next(),
                        Placement.Kind.SHELTER,
                        shelter(2, Shelter.SexRule.MIXED).code(),
                        "CI",
                        TODAY.plusDays(4),
                        Placement.Reason.SAFETY,
                        null,
                        home.words())));
        UUID asked = waiting(ShelterMoves.KIND, bed.id()).id();
        Answer back = api(worker.username()).post("/api/v1/decisions/" + asked + "/withdrawal", Map.of());
        assertThat(back.status()).as(back.body()).isEqualTo(422);
        assertThat(back.body()).contains(KEPT);
        assertThatThrownBy(() -> SqlAs.change(worker, clock.instant(), """
                        do $$ begin
                            perform access.withdraw('%s');
                            update cases.placement set state = 'ENDED', until = since, end_reason = 'OTHER', version = version + 1 where id = '%s';
                        end $$""".formatted(asked, bed.id())))
                .hasStackTraceContaining(KEPT);
        Answer no = api(supervisor.username())
                .post("/api/v1/decisions/" + asked + "/verdict", Map.of("agreed", false, "reason", "Pas de lit"));
        assertThat(no.status()).as(no.body()).isEqualTo(200);
        assertThat(lives(code)).isEmpty();
    }
}
