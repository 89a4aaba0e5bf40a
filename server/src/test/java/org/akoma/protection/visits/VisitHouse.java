package org.akoma.protection.visits;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.akoma.Ids;
import org.akoma.protection.assessment.AssessChild;
import org.akoma.protection.assessment.Assessment;
import org.akoma.protection.assessment.Assessments;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.identity.SomeChild;
import org.akoma.protection.identity.WorkHouse;
import org.springframework.beans.factory.annotation.Autowired;

/** A structure with a worker and their supervisor, and a child who was assessed on the morning of the test. */
abstract class VisitHouse extends WorkHouse {

    @Autowired
    Assessments assessments;

    @Autowired
    Visits visits;

    String file() {
        return opened(SomeChild.named("Baobab")).code();
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
                        new Assessment.SealedText(null, null, null, "Menacée", "Plan de sécurité", null, null))));
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
                new Visit.SealedText("Chez sa tante", null, null, null, "Je veux rester ici", null, null, null, null),
                next,
                false);
    }
}
