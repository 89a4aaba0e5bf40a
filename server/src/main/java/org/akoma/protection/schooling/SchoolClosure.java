package org.akoma.protection.schooling;

import static org.akoma.protection.closure.ClosureFinding.met;
import static org.akoma.protection.closure.ClosureFinding.notMet;
import static org.akoma.protection.closure.ClosureFinding.unknown;

import java.time.LocalDate;
import java.util.List;
import org.akoma.ground.reference.Policies;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.closure.ClosureEvidence;
import org.akoma.protection.closure.ClosureFinding;
import org.akoma.protection.closure.ClosureFinding.Criterion;
import org.springframework.stereotype.Component;

/** Education or training attended at 80 % over the last term month, before a file is closed ({@code requirements.md 2.5}). */
@Component
class SchoolClosure implements ClosureEvidence {

    private final EnrolmentStore enrolments;
    private final AttendanceStore attendances;
    private final TermStore terms;
    private final Policies policies;

    SchoolClosure(EnrolmentStore enrolments, AttendanceStore attendances, TermStore terms, Policies policies) {
        this.enrolments = enrolments;
        this.attendances = attendances;
        this.terms = terms;
        this.policies = policies;
    }

    /** Nothing where the child was never enrolled. A pathway that was completed speaks for itself. */
    @Override
    public List<ClosureFinding> about(CaseFile file, LocalDate today) {
        List<Enrolment> all = enrolments.of(file.id());
        if (all.isEmpty()) return List.of();
        Enrolment latest = all.getFirst();
        if (latest.runs()) return List.of(attended(latest, today));
        boolean whole = latest.endReason() == Enrolment.End.COMPLETED || latest.endReason() == Enrolment.End.CERTIFIED;
        return List.of(
                whole
                        ? met(Criterion.ATTENDANCE, "school.closure.completed")
                        : notMet(Criterion.ATTENDANCE, "school.closure.ended"));
    }

    private ClosureFinding attended(Enrolment enrolment, LocalDate today) {
        AttendanceBand standing = AttendanceBand.of(attendances.of(enrolment.id()), today, policies);
        Long present = standing.present();
        Long expected = standing.expected();
        if (present == null || expected == null || isOld(enrolment, standing, today))
            return unknown(Criterion.ATTENDANCE, "school.closure.not-told");
        return Band.reaches(present, expected, policies.percent("closure.attendance.min"))
                ? met(Criterion.ATTENDANCE, "school.closure.attended", present, expected)
                : notMet(Criterion.ATTENDANCE, "school.closure.attended", present, expected);
    }

    /** Whether a whole month of school has gone by since. */
    private boolean isOld(Enrolment enrolment, AttendanceBand standing, LocalDate today) {
        LocalDate until = standing.until();
        LocalDate last = terms.lastSchoolDay(enrolment.country(), today);
        return until == null || last != null && until.isBefore(last.minusDays(AttendanceBand.MONTH));
    }
}
