package org.akoma.followup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.akoma.HouseIT;
import org.akoma.Ids;
import org.akoma.access.Actor;
import org.akoma.access.Organisation;
import org.akoma.access.Role;
import org.akoma.cases.AssessChild;
import org.akoma.cases.Assessment;
import org.akoma.cases.Assessments;
import org.akoma.cases.CaseFile;
import org.akoma.cases.Cases;
import org.akoma.cases.OpenCase;
import org.akoma.cases.Outcome;
import org.akoma.cases.SomeChild;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** A structure with a worker and their supervisor, and a child who was assessed on the morning of the test. */
abstract class VisitHouse extends HouseIT {

    static final LocalDate TODAY = LocalDate.ofInstant(MORNING, ZoneOffset.UTC);

    @Autowired
    Cases cases;

    @Autowired
    Assessments assessments;

    @Autowired
    Visits visits;

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

    String file() {
        var opened = cases.open(worker, SomeChild.named("Baobab"));
        return ((OpenCase.Result.Opened) opened).file().code();
    }

    String assessed(CaseFile.Risk risk) {
        String code = file();
        assess(code, Assessment.Kind.INITIAL, risk);
        return code;
    }

    void assess(String code, Assessment.Kind kind, CaseFile.Risk risk) {
        done(assessments.assess(
                worker,
                code,
                new AssessChild(
                        Ids.next(),
                        kind,
                        risk,
                        List.of(),
                        new Assessment.Words(null, null, null, "Menacée", "Plan de sécurité", null, null))));
    }

    CaseFile now(String code) {
        return cases.find(supervisor, code).orElseThrow();
    }

    List<Visit> all(String code) {
        return done(visits.of(worker, code)).reversed();
    }

    List<LocalDate> planned(String code) {
        return all(code).stream()
                .filter(v -> v.closedAt() == null)
                .map(Visit::plannedOn)
                .toList();
    }

    void daysLater(int days) {
        clock.moveTo(MORNING.plus(Duration.ofDays(days)));
    }

    static RecordVisit made(UUID id, LocalDate on) {
        return made(id, on, null);
    }

    static RecordVisit made(UUID id, LocalDate on, LocalDate next) {
        return new RecordVisit(
                id,
                false,
                on,
                null,
                null,
                "HOME_VISIT",
                List.of("CHILD", "CAREGIVER"),
                true,
                null,
                "ATTENDS",
                VisitDone.Safety.SAFE,
                false,
                new Visit.Words("Chez sa tante", null, null, null, "Je veux rester ici", null, null, null, null),
                next,
                false);
    }
}
