package org.akoma.protection.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.SqlAs;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.decisions.Decision;
import org.akoma.protection.homecoming.FamilyReturn;
import org.akoma.protection.shelters.Shelter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * A danger that is reported while a child is on its way: that it arrived, or turned back, is always written, and it comes to no home by one person ({@code trust.md
 * 3}).
 */
class DangerOnTheWayIT extends DangerHouse {

    @Autowired
    ReturnExceptions exceptions;

    private String code;
    private UUID way;
    private UUID home;

    @BeforeEach
    void aChildIsOnItsWayToAHomeAbroad() {
        code = active();
        done(placements.place(worker, code, stay(shelter(2, Shelter.SexRule.MIXED))));
        way = Ids.next();
        done(familyReturns.plan(worker, code, to("ML", way, null, FamilyReturn.State.PLANNED)));
        accepted(code, to("ML", way, 1, FamilyReturn.State.ACCEPTED));
        home = fostered(code, "ML").id();
        later();
        done(familyReturns.plan(worker, code, to("ML", way, 2, FamilyReturn.State.DEPARTED)));
        later();
    }

    private Placement.State held() {
        return all().stream()
                .filter(one -> one.id().equals(home))
                .findFirst()
                .orElseThrow()
                .state();
    }

    private List<Placement> all() {
        return done(placements.of(worker, code));
    }

    private long rung(Actor who) {
        return api(who.username()).get("/api/v1/notices").json().path("unread").asLong();
    }

    /** A shelter in another country, of a structure there, which is confirmed. */
    private Shelter abroad() {
        Organisation there = structure(Organisation.Kind.NGO, "ML");
        Actor keeper = actor(person(Role.CASE_SUPERVISOR, there));
        Shelter made = new Shelter(
                Ids.next(),
                fresh("SH"),
                there.id(),
                "ML",
                4,
                Shelter.SexRule.MIXED,
                6,
                17,
                0,
                true,
                null,
                true,
                1,
                null);
        assertThat(shelters.open(keeper, made, new Shelter.Location("Bamako", "Badalabougou", null)))
                .isTrue();
        agreeTo(made.id());
        return made;
    }

    private Map<String, Object> bed(Shelter in, String reason) {
        return Map.of(
                "id",
                Ids.next(),
                "kind",
                "SHELTER",
                "shelter",
                in.code(),
                "country",
                in.country(),
                "since",
                TODAY.toString(),
                "reason",
                reason);
    }

    /** The way of the attacker: the danger is reported on the way, and one person confirms the arrival. */
    @Test
    void theArrivalIsWrittenAndNoHomeBegins() {
        UUID alert = raise(supervisor, code, AT_HOME, "Il l’attend");
        for (String lang : List.of("fr", "en"))
            assertThat(browser(worker.username())
                            .get("/cases/" + code + "/homecoming?lang=" + lang)
                            .body())
                    .contains(lang.equals("fr") ? "ce lieu de vie ne commence pas" : "that home does not begin")
                    .contains("TURNED_BACK")
                    .doesNotContain("??");
        for (Actor who : List.of(worker, supervisor))
            assertThatThrownBy(() -> SqlAs.change(who, clock.instant(), """
                            do $$ begin
                                update cases.homecoming set state = 'ARRIVED', arrival_confirmed_at = access.moment(), version = version + 1 where id = '%s';
                                update cases.placement set state = 'CURRENT', version = version + 1 where id = '%s';
                            end $$""".formatted(way, home)))
                    .hasStackTraceContaining("cases.move-out-of-danger");
        assertThatThrownBy(() -> SqlAs.change(worker, clock.instant(), """
                        do $$ begin
                            update cases.homecoming set state = 'ARRIVED', arrival_confirmed_at = access.moment(), version = version + 1 where id = '%s';
                            update cases.placement set state = 'REFUSED', until = since, version = version + 1 where id = '%s';
                        end $$""".formatted(way, home)))
                .as("nor does anybody leave it without a place in silence")
                .hasStackTraceContaining("followup.no-place-not-told");
        long before = rung(supervisor);
        Answer there = over(code, "ML", way, 3, "ARRIVED");
        assertThat(there.status()).as(there.body()).isEqualTo(200);
        assertThat(there.json().path("state").asString()).isEqualTo("ARRIVED");
        assertThat(held()).isEqualTo(Placement.State.REFUSED);
        assertThat(lives(code)).isEmpty();
        assertThat(isWithoutPlace(code)).isTrue();
        assertThat(rung(supervisor)).isGreaterThan(before);
        later();
        assertThat(api(worker.username())
                        .post(
                                "/api/v1/cases/" + code + "/placements",
                                bed(shelter(2, Shelter.SexRule.MIXED), "FIRST_PLACE"))
                        .body())
                .as("it is in Mali now")
                .contains("cases.placement-unaccepted");
        Answer sleeps = api(worker.username()).post("/api/v1/cases/" + code + "/placements", bed(abroad(), "OTHER"));
        assertThat(sleeps.status()).as(sleeps.body()).isEqualTo(201);
        Placement stay = lives(code).orElseThrow();
        assertThat(stay.country()).isEqualTo("ML");
        assertThat(waiting(ShelterMoves.KIND, stay.id()).waits()).isTrue();
        assertThat(api(worker.username())
                        .get("/api/v1/cases/" + code + "/placements/return-gate")
                        .body())
                .contains("DANGER", alert.toString());
        assertThat(now(code).country()).isEqualTo("ML");
    }

    /** The confirmation of the page says what is to be done. */
    @Test
    void thePageSaysThatTheChildNeedsAPlace() {
        raise(supervisor, code, AT_HOME, "Il l’attend");
        var page = browser(worker.username());
        String at = "/cases/" + code + "/homecoming";
        Answer sent = page.post(
                at,
                "id",
                way.toString(),
                "version",
                "3",
                "toCountry",
                "ML",
                "state",
                "ARRIVED",
                "arrivalConfirmedAt",
                "2015-11-16T08:01");
        assertThat(sent.header("Location").orElse(sent.body())).endsWith("?done=cases.arrived-without-home");
        assertThat(page.get(at + "?done=cases.arrived-without-home&lang=fr").body())
                .contains("Aucun lieu de vie ne commence", "choisir où il dort", "/placement");
        assertThat(page.get(at + "?done=cases.turned-back&lang=en").body())
                .contains("turned back on the way", "record where it sleeps tonight", "/placement");
    }

    @Test
    void byAnExceptionOfTwoThatReadOfItTheHomeBegins() {
        UUID alert = raise(supervisor, code, AT_HOME, "Il l’attend");
        Decision asked = done(exceptions.ask(worker, code, "ML", "La famille d’accueil vient avec la police"));
        assertThat(browser(supervisor.username())
                        .get("/decisions/" + asked.id() + "?lang=fr")
                        .body())
                .contains("/alerts/" + alert);
        done(exceptions.decide(supervisor, code, asked.id(), true, null));
        assertThat(over(code, "ML", way, 3, "ARRIVED").status()).isEqualTo(200);
        assertThat(held()).isEqualTo(Placement.State.CURRENT);
    }

    @Test
    void withoutADangerTheHomeBegins() {
        assertThat(over(code, "ML", way, 3, "ARRIVED").status()).isEqualTo(200);
        assertThat(held()).isEqualTo(Placement.State.CURRENT);
        assertThat(isWithoutPlace(code)).isFalse();
    }

    /** Nobody alone gives the home up while the child is on its way; two agree to a shelter there instead. */
    @Test
    void twoPeopleTakeAShelterInsteadOfTheHome() {
        raise(supervisor, code, AT_HOME, "Il l’attend");
        for (Actor who : List.of(worker, supervisor))
            assertThatThrownBy(() -> SqlAs.change(
                            who,
                            clock.instant(),
                            "update cases.placement set state = 'REFUSED', until = since, version = version + 1 where id = '"
                                    + home + "'"))
                    .hasStackTraceContaining("cases.placement-stays");
        Answer proposed = api(worker.username()).post("/api/v1/cases/" + code + "/placements", bed(abroad(), "SAFETY"));
        assertThat(proposed.status()).as(proposed.body()).isEqualTo(201);
        UUID stay = UUID.fromString(proposed.json().path("id").asString());
        assertThat(held()).as("by one alone").isEqualTo(Placement.State.PROPOSED);
        done(placements.decide(supervisor, code, stay, true, null));
        assertThat(held()).isEqualTo(Placement.State.REFUSED);
        Answer there = over(code, "ML", way, 3, "ARRIVED");
        assertThat(there.status()).as(there.body()).isEqualTo(200);
        assertThat(lives(code).map(Placement::id)).contains(stay);
    }

    @Test
    void whoTurnsBackSleepsWhereItCameFrom() {
        for (String straight : List.of(
                "update cases.homecoming set state = 'TURNED_BACK', version = version + 1 where id = '" + way + "'",
                """
                do $$ begin
                    update cases.homecoming set state = 'TURNED_BACK', version = version + 1 where id = '%s';
                    update cases.placement set state = 'REFUSED', until = since, version = version + 1 where id = '%s';
                end $$""".formatted(way, home)))
            assertThatThrownBy(() -> SqlAs.change(worker, clock.instant(), straight))
                    .hasStackTraceContaining(
                            straight.startsWith("do") ? "followup.no-place-not-told" : "cases.arrival-without-home");
        Answer back = over(code, "ML", way, 3, "TURNED_BACK");
        assertThat(back.status()).as(back.body()).isEqualTo(200);
        assertThat(held()).isEqualTo(Placement.State.REFUSED);
        assertThat(isWithoutPlace(code)).isTrue();
        later();
        Answer again = over(code, "ML", way, 3, "ARRIVED");
        assertThat(again.status()).isNotEqualTo(200);
        Answer sleeps = api(worker.username())
                .post("/api/v1/cases/" + code + "/placements", bed(shelter(2, Shelter.SexRule.MIXED), "OTHER"));
        assertThat(sleeps.status()).as(sleeps.body()).isEqualTo(201);
        assertThat(lives(code).map(Placement::country)).contains("CI");
        assertThat(now(code).country()).isEqualTo("CI");
        assertThat(api(worker.username())
                        .post(
                                "/api/v1/cases/" + code + "/homecomings",
                                Map.of("id", Ids.next(), "toCountry", "ML", "state", "PLANNED"))
                        .status())
                .as("another journey is another return")
                .isEqualTo(201);
    }

    /** A journey that nobody made is no reason for a bed of one's own choice. */
    @Test
    void noJourneyIsInventedThatTurnedBack() {
        for (String state : List.of("TURNED_BACK", "ARRIVED"))
            assertThatThrownBy(() -> SqlAs.change(
                            worker,
                            clock.instant(),
                            "insert into cases.homecoming (id, file_id, to_country, cross_border, state, departed_on, sealed, recorded_by) select '"
                                    + Ids.next() + "', file_id, 'CI', false, '" + state
                                    + "', departed_on, sealed, access.actor() from cases.homecoming where id = '" + way
                                    + "'"))
                    .hasStackTraceContaining("cases.");
    }
}
