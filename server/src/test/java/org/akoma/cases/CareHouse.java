package org.akoma.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.akoma.HouseIT;
import org.akoma.Ids;
import org.akoma.access.Actor;
import org.akoma.access.Organisation;
import org.akoma.access.Role;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** A structure with a worker, their supervisor and another, and the steps of a child's care, for the tests of the cases room. */
abstract class CareHouse extends HouseIT {

    static final LocalDate TODAY = LocalDate.parse("2015-11-16");

    @Autowired
    Cases cases;

    @Autowired
    Assessments assessments;

    @Autowired
    Plans plans;

    @Autowired
    Shelters shelters;

    @Autowired
    Placements placements;

    Organisation ngo;
    Actor worker;
    Actor supervisor;

    @BeforeEach
    void people() {
        ngo = structure(Organisation.Kind.NGO);
        supervisor = actor(person(Role.CASE_SUPERVISOR, ngo));
        worker = actor(person(Role.CASE_WORKER, ngo, null, supervisor.personId()));
    }

    static <T> T done(Outcome<T> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done<T>) outcome).value();
    }

    static String refused(Outcome<?> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused<?>) outcome).errors().getFirst().code();
    }

    String file(String sex, int age) {
        var opened = cases.open(
                worker,
                new OpenCase(
                        Ids.next(),
                        null,
                        null,
                        sex,
                        age,
                        false,
                        "BF",
                        "CI",
                        "COCOA",
                        null,
                        CaseFile.VictimStatus.CONFIRMED_VICTIM,
                        null,
                        Identity.alias("Baobab"),
                        null,
                        null));
        return ((OpenCase.Result.Opened) opened).file().code();
    }

    CaseFile now(String code) {
        return cases.find(supervisor, code).orElseThrow();
    }

    Outcome<Assessment> assess(Actor by, String code, Assessment.Kind kind, CaseFile.Risk risk) {
        return assessments.assess(
                by,
                code,
                new AssessChild(
                        Ids.next(),
                        kind,
                        risk,
                        List.of("SHELTER", "EDUCATION_WORK"),
                        new Assessment.Words(
                                null, null, null, "Menacé par le recruteur", null, "Je veux ma mère", null)));
    }

    String assessed() {
        String code = file("F", 12);
        done(assess(worker, code, Assessment.Kind.INITIAL, CaseFile.Risk.MEDIUM));
        return code;
    }

    Plan submitted(String code) {
        PlanGoal goal = new PlanGoal(
                Ids.next(),
                1,
                "LT_EDU_FORMAL",
                null,
                TODAY,
                TODAY.plusDays(90),
                worker.personId(),
                PlanGoal.Met.OPEN,
                new PlanGoal.Words("Aller à l’école", null));
        UUID plan = done(plans.draft(
                        worker, code, new DraftPlan(Ids.next(), null, "Elle veut lire", null, List.of(goal))))
                .id();
        return done(plans.submit(worker, code, plan));
    }

    String active() {
        String code = assessed();
        done(plans.decide(supervisor, code, submitted(code).id(), true, null));
        return code;
    }

    Shelter shelter(int capacity, Shelter.SexRule rule) {
        Shelter made = new Shelter(Ids.next(), fresh("SH"), ngo.id(), "CI", capacity, rule, 6, 17, 0, true, null, 1);
        assertThat(shelters.open(supervisor, made, new Shelter.Location("San Pedro", "Quartier Bardot", null)))
                .isTrue();
        return made;
    }

    static PlaceChild stay(Shelter shelter) {
        return place(Placement.Kind.SHELTER, shelter.code(), null);
    }

    static PlaceChild place(Placement.Kind kind, @Nullable String shelter, Placement.@Nullable Reason reason) {
        return new PlaceChild(
                Ids.next(),
                kind,
                shelter,
                "CI",
                TODAY,
                reason,
                null,
                new Placement.Words("Derrière le marché", "Sa tante", null, null));
    }
}
