package org.akoma.protection.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.akoma.Ids;
import org.akoma.SqlAs;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.homecoming.FamilyReturn;
import org.akoma.protection.homecoming.PlanReturn;
import org.akoma.protection.identity.Identities;
import org.akoma.protection.shelters.Shelter;
import org.akoma.protection.shelters.ShelterFigure;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Where children live, and who may know it. */
class PlacementsIT extends CareHouse {

    @Autowired
    Identities identities;

    @Test
    void aShelterRefusesWithItsReason() {
        Shelter boys = shelter(1, Shelter.SexRule.BOYS_ONLY);
        assertThat(refused(placements.place(worker, file("F", 12), stay(boys)))).isEqualTo("cases.shelter-sex");
        assertThat(refused(placements.place(worker, file("M", 5), stay(boys)))).isEqualTo("cases.shelter-age");
        done(placements.place(worker, file("M", 12), stay(boys)));
        assertThat(refused(placements.place(worker, file("M", 12), stay(boys)))).isEqualTo("cases.shelter-full");
        assertThat(refused(placements.place(worker, file("M", 12), place(Placement.Kind.SHELTER, "SH-NONE", null))))
                .isEqualTo("cases.no-such-shelter");
    }

    @Test
    void ofTwoForTheLastBedOneGetsIt() throws InterruptedException, ExecutionException {
        for (int round = 0; round < 5; round++) {
            Shelter last = shelter(1, Shelter.SexRule.MIXED);
            List<Callable<Outcome<Placement>>> both = List.of(file("M", 12), file("F", 12)).stream()
                    .<Callable<Outcome<Placement>>>map(code -> () -> placements.place(worker, code, stay(last)))
                    .toList();
            try (ExecutorService two = Executors.newFixedThreadPool(2)) {
                var answers = two.invokeAll(both);
                List<Outcome<Placement>> outcomes =
                        List.of(answers.get(0).get(), answers.get(1).get());
                assertThat(outcomes)
                        .filteredOn(o -> o instanceof Outcome.Done<?>)
                        .hasSize(1);
                assertThat(outcomes)
                        .filteredOn(o -> o instanceof Outcome.Refused<?>)
                        .hasSize(1)
                        .allSatisfy(o -> assertThat(refused(o)).isEqualTo("cases.shelter-full"));
            }
        }
    }

    @Test
    void theShelterSeesTheChildOnlyWhileItStays() {
        Shelter home = shelter(2, Shelter.SexRule.MIXED);
        Shelter other = shelter(2, Shelter.SexRule.MIXED);
        Actor manager = actor(person(Role.SHELTER_MANAGER, ngo, home.id(), null));
        Actor elsewhere = actor(person(Role.SHELTER_MANAGER, ngo, other.id(), null));
        String code = file("F", 12);
        assertThat(cases.find(manager, code)).isEmpty();
        done(placements.place(worker, code, stay(home)));
        CaseFile seen = cases.find(manager, code).orElseThrow();
        assertThat(identities.reveal(manager, seen).orElseThrow().identity().alias())
                .isEqualTo("Baobab");
        assertThat(assessments.of(manager, code)).isInstanceOf(Outcome.NotFound.class);
        assertThat(cases.find(elsewhere, code)).isEmpty();
        assertThat(shelters.of(manager))
                .extracting(Shelter::code, Shelter::occupied)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(home.code(), 1L));
        Placement next = done(placements.place(
                worker, code, place(Placement.Kind.RESIDENTIAL_CARE, null, Placement.Reason.BETTER_SUITED)));
        assertThat(cases.find(manager, code)).isPresent();
        done(placements.decide(supervisor, code, next.id(), true, null));
        assertThat(cases.find(manager, code)).isEmpty();
        assertThat(shelters.of(manager)).extracting(Shelter::occupied).containsExactly(0L);
    }

    @Test
    void whereAShelterLiesIsToldToItsOwn() {
        Shelter home = shelter(2, Shelter.SexRule.MIXED);
        Actor manager = actor(person(Role.SHELTER_MANAGER, ngo, home.id(), null));
        Actor elsewhere = actor(person(
                Role.SHELTER_MANAGER, ngo, shelter(1, Shelter.SexRule.MIXED).id(), null));
        Actor projectManager = actor(person(Role.PROJECT_MANAGER, ngo));
        assertThat(shelters.reveal(worker, home.code())).isEmpty();
        assertThat(shelters.reveal(elsewhere, home.code())).isEmpty();
        assertThat(shelters.reveal(projectManager, home.code())).isEmpty();
        assertThat(shelters.reveal(manager, home.code()).orElseThrow().town()).isEqualTo("San Pedro");
        done(placements.place(worker, file("F", 12), stay(home)));
        assertThat(shelters.reveal(worker, home.code())).isPresent();
    }

    @Test
    void aFamilyBeginsWhenASupervisorSaysSo() {
        String code = active();
        Shelter home = shelter(1, Shelter.SexRule.MIXED);
        done(placements.place(worker, code, stay(home)));
        assertThat(now(code).status()).isEqualTo(CaseFile.Status.ACTIVE);
        Placement proposed = done(placements.place(
                worker, code, place(Placement.Kind.FOSTER_FAMILY, null, Placement.Reason.CHILDS_WISH)));
        assertThat(proposed.state()).isEqualTo(Placement.State.PROPOSED);
        assertThat(now(code).care()).isEqualTo("SHELTER");
        assertThat(placements.decide(worker, code, proposed.id(), true, null)).isInstanceOf(Outcome.Forbidden.class);
        assertThat(refused(placements.decide(supervisor, code, proposed.id(), false, null)))
                .isEqualTo("form.required");
        done(placements.decide(supervisor, code, proposed.id(), true, null));
        assertThat(now(code).care()).isEqualTo("FOSTER_FAMILY");
        assertThat(now(code).status()).isEqualTo(CaseFile.Status.FOLLOW_UP);
        assertThat(done(placements.of(worker, code)))
                .extracting(Placement::state)
                .containsExactlyInAnyOrder(Placement.State.CURRENT, Placement.State.ENDED);
    }

    @Test
    void aRefusedFamilyChangesNothing() {
        String code = active();
        Placement proposed = done(placements.place(worker, code, place(Placement.Kind.FOSTER_FAMILY, null, null)));
        assertThat(refused(placements.place(worker, code, place(Placement.Kind.FOSTER_FAMILY, null, null))))
                .isEqualTo("cases.placement-waits");
        done(placements.decide(supervisor, code, proposed.id(), false, "Le père est complice"));
        assertThat(now(code).care()).isNull();
        assertThat(now(code).status()).isEqualTo(CaseFile.Status.ACTIVE);
    }

    @Test
    void aChildWhoRanAwayLivesNowhereAndTheShelterSeesItNoMore() {
        Shelter home = shelter(1, Shelter.SexRule.MIXED);
        Actor manager = actor(person(Role.SHELTER_MANAGER, ngo, home.id(), null));
        String code = file("F", 12);
        done(placements.place(worker, code, stay(home)));
        LeavePlace silent = new LeavePlace(TODAY, LeavePlace.Reason.OTHER, null);
        assertThat(refused(placements.end(worker, code, silent))).isEqualTo("form.required");
        LeavePlace early = new LeavePlace(TODAY.minusDays(1), LeavePlace.Reason.RAN_AWAY, null);
        assertThat(refused(placements.end(worker, code, early))).isEqualTo("cases.placement-before-last");
        Placement left = done(placements.end(
                worker, code, new LeavePlace(TODAY, LeavePlace.Reason.RAN_AWAY, "Partie avant le lever du jour")));
        assertThat(left.left()).isEqualTo(LeavePlace.Reason.RAN_AWAY);
        assertThat(left.words().leftBecause()).isEqualTo("Partie avant le lever du jour");
        assertThat(left.words().address()).isEqualTo("Derrière le marché");
        assertThat(now(code).care()).isNull();
        assertThat(cases.find(manager, code)).isEmpty();
    }

    @Test
    void nobodyLivesAbroadUnaccepted() {
        String code = active();
        done(placements.place(worker, code, stay(shelter(1, Shelter.SexRule.MIXED))));
        PlaceChild abroad = new PlaceChild(
                Ids.next(),
                Placement.Kind.FOSTER_FAMILY,
                null,
                "BF",
                TODAY,
                Placement.Reason.BETTER_SUITED,
                null,
                new Placement.SealedText(null, null, null, null));
        assertThat(refused(placements.place(worker, code, abroad))).isEqualTo("cases.placement-unaccepted");
        UUID way = Ids.next();
        done(familyReturns.plan(worker, code, home(way, null, FamilyReturn.State.PLANNED)));
        assertThat(refused(placements.place(worker, code, abroad))).isEqualTo("cases.placement-unaccepted");
        accepted(code, home(way, 1, FamilyReturn.State.ACCEPTED));
        crossing(code, "BF");
        done(placements.place(worker, code, abroad));
        done(familyReturns.plan(worker, code, home(way, 2, FamilyReturn.State.SUSPENDED)));
        assertThat(refused(placements.decide(supervisor, code, abroad.id(), true, null)))
                .isEqualTo("cases.placement-unaccepted");
        done(familyReturns.plan(worker, code, home(way, 3, FamilyReturn.State.ACCEPTED)));
        Placement agreed = done(placements.decide(supervisor, code, abroad.id(), true, null));
        assertThat(agreed.isAgreed()).isTrue();
        assertThat(now(code).country()).isEqualTo("CI");
    }

    private static PlanReturn home(UUID id, @Nullable Integer version, FamilyReturn.State state) {
        boolean accepted = state == FamilyReturn.State.ACCEPTED;
        return new PlanReturn(
                id,
                version,
                "BF",
                null,
                state,
                accepted ? "DPF-BF" : null,
                accepted ? TODAY : null,
                null,
                null,
                state == FamilyReturn.State.SUSPENDED ? FamilyReturn.Suspension.ILLNESS : null,
                new FamilyReturn.SealedText(null, null, null, null));
    }

    @Test
    void anAddressIsPutRightByVersion() {
        String code = file("F", 12);
        Placement stay = done(placements.place(worker, code, place(Placement.Kind.FOSTER_FAMILY, null, null)));
        Placement.Home wanted = new Placement.Home("Rue 12, maison bleue", "Sa tante");
        assertThat(homes.correct(worker, code, stay.id(), wanted, 9)).isInstanceOf(Outcome.Stale.class);
        done(homes.correct(worker, code, stay.id(), wanted, stay.version()));
        assertThat(placements.reveal(worker, code, stay.id()).orElseThrow().address())
                .isEqualTo("Rue 12, maison bleue");
        Actor stranger = actor(person(Role.CASE_WORKER, structure(org.akoma.ground.access.Organisation.Kind.NGO)));
        assertThat(homes.correct(stranger, code, stay.id(), wanted, 2)).isInstanceOf(Outcome.NotFound.class);
        done(placements.decide(
                supervisor, code, stay.id(), waiting("HOME", stay.id()).id(), false, "Une autre famille"));
        assertThat(refused(homes.correct(worker, code, stay.id(), wanted, 3))).isEqualTo("cases.placement-over");
    }

    /** Where a shelter is, is the shelter's own: no place of a stay is typed, by no login. */
    @Test
    void thePlaceOfAStayIsTheShelters() {
        String code = file("F", 12);
        Placement stay = done(placements.place(worker, code, stay(shelter(1, Shelter.SexRule.MIXED))));
        assertThat(refused(homes.correct(
                        worker, code, stay.id(), new Placement.Home("Chez ma cousine", "Ma cousine"), stay.version())))
                .isEqualTo("cases.shelter-has-its-place");
        String straight =
                "update cases.placement set sealed = decode(repeat('00', 40), 'hex'), version = version + 1 where id = '"
                        + stay.id() + "'";
        assertThatThrownBy(() -> SqlAs.change(worker, clock.instant(), straight))
                .hasMessageContaining("cases.shelter-has-its-place");
        assertThat(browser(worker.username())
                        .get("/cases/" + code + "/placement")
                        .body())
                .doesNotContain(stay.id() + "/home");
    }

    @Test
    void figuresTellCountsAndNeverTheFuture() {
        Shelter home = shelter(3, Shelter.SexRule.MIXED);
        done(placements.place(worker, file("F", 12), stay(home)));
        Actor projectManager = actor(person(Role.PROJECT_MANAGER, ngo));
        assertThat(shelters.figures(projectManager, TODAY)).contains(new ShelterFigure(home.code(), "CI", 1, 3));
        assertThat(shelters.figures(projectManager, TODAY.minusDays(1)))
                .as("before it was opened")
                .extracting(ShelterFigure::code)
                .doesNotContain(home.code());
        Actor manager = actor(person(Role.SHELTER_MANAGER, ngo, home.id(), null));
        assertThat(shelters.figures(manager, TODAY)).containsExactly(new ShelterFigure(home.code(), "CI", 1, 3));
        org.assertj.core.api.Assertions.assertThatIllegalArgumentException()
                .isThrownBy(() -> shelters.figures(projectManager, TODAY.plusDays(1)));
    }
}
