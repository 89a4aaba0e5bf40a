package org.akoma.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.akoma.access.Actor;
import org.akoma.access.Role;
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
        done(placements.place(
                worker, code, place(Placement.Kind.RESIDENTIAL_CARE, null, Placement.Reason.BETTER_SUITED)));
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
        Placement proposed = done(placements.place(worker, code, place(Placement.Kind.FAMILY_REUNIFIED, null, null)));
        assertThat(refused(placements.place(worker, code, place(Placement.Kind.FOSTER_FAMILY, null, null))))
                .isEqualTo("cases.placement-waits");
        done(placements.decide(supervisor, code, proposed.id(), false, "Le père est complice"));
        assertThat(now(code).care()).isNull();
        assertThat(now(code).status()).isEqualTo(CaseFile.Status.ACTIVE);
    }

    @Test
    void figuresTellCountsAndNeverTheFuture() {
        Shelter home = shelter(3, Shelter.SexRule.MIXED);
        done(placements.place(worker, file("F", 12), stay(home)));
        Actor projectManager = actor(person(Role.PROJECT_MANAGER, ngo));
        assertThat(shelters.figures(projectManager, TODAY)).contains(new ShelterFigure(home.code(), "CI", 1, 3));
        assertThat(shelters.figures(projectManager, TODAY.minusDays(1)))
                .contains(new ShelterFigure(home.code(), "CI", 0, 3));
        Actor manager = actor(person(Role.SHELTER_MANAGER, ngo, home.id(), null));
        assertThat(shelters.figures(manager, TODAY)).containsExactly(new ShelterFigure(home.code(), "CI", 1, 3));
        org.assertj.core.api.Assertions.assertThatIllegalArgumentException()
                .isThrownBy(() -> shelters.figures(projectManager, TODAY.plusDays(1)));
    }
}
