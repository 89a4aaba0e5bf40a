package org.akoma.protection.schooling;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.reference.Policies;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.DangerWritten;
import org.akoma.protection.cases.Once;
import org.akoma.protection.cases.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Results and certificates, decent-work visits each quarter, and whether there is a job three and six months after a certificate. */
@Service
class SchoolSteps {

    private final SchoolStepStore store;
    private final EnrolmentStore enrolments;
    private final CaseWork work;
    private final Policies policies;
    private final Enrolments schooling;

    SchoolSteps(
            SchoolStepStore store, EnrolmentStore enrolments, CaseWork work, Policies policies, Enrolments schooling) {
        this.schooling = schooling;
        this.store = store;
        this.enrolments = enrolments;
        this.work = work;
        this.policies = policies;
    }

    /** Of every enrolment, the latest first. The caller has read the file's schooling. */
    List<SchoolStep> of(Actor actor, String code) {
        return work.peek(actor, code, Section.ASSISTANCE, file -> store.of(file.id()))
                .orElse(List.of());
    }

    /** Records a step; the same id again answers with the one that it made. */
    public Outcome<SchoolStep> record(Actor actor, String code, RecordStep command) {
        return work.once(
                actor,
                code,
                Verb.CASE_WRITE,
                Section.ASSISTANCE,
                new Once<>(
                        command.id(),
                        command,
                        file -> CaseWork.among(store.of(file.id()), SchoolStep::id, command.id())),
                file -> {
                    Enrolment enrolment =
                            enrolments.find(file.id(), command.enrolment()).orElse(null);
                    if (enrolment == null) return new Outcome.NotFound<>();
                    FieldError why = command.refusal(enrolment, file.ageOn(command.on()), work.today(), policies);
                    return why == null ? keep(actor, file, enrolment, command) : new Outcome.Refused<>(why);
                });
    }

    private Outcome<SchoolStep> keep(Actor actor, CaseFile file, Enrolment enrolment, RecordStep command) {
        SchoolStep made = new SchoolStep(
                command.id(),
                enrolment.id(),
                command.kind(),
                command.on(),
                command.outcome(),
                command.words(),
                actor.personId(),
                work.now());
        store.insert(file.id(), made);
        moveClocks(file, enrolment, made);
        if (made.outcome().isHarm()) schooling.danger(actor, file, DangerWritten.Where.WORKPLACE);
        work.note(
                file,
                Section.ASSISTANCE,
                "assistance.school-step",
                Map.of("kind", made.kind().name(), "outcome", made.outcome().name()));
        return new Outcome.Done<>(made);
    }

    private void moveClocks(CaseFile file, Enrolment enrolment, SchoolStep made) {
        switch (made.kind()) {
            case DECENT_WORK_VISIT -> enrolments.workplaceDue(enrolment.id(), nextLook(enrolment, made));
            case CERTIFICATE, JOB -> enrolments.jobDue(enrolment.id(), nextJobCheck(file, enrolment));
            case TERM_RESULT, PROMOTION, SKILL -> {}
        }
    }

    /** Where the work was not decent, as soon as a child at high risk is visited, or as planned where that is sooner. */
    private LocalDate nextLook(Enrolment enrolment, SchoolStep made) {
        if (!made.outcome().isHarm()) return made.on().plusDays(policies.days("apprenticeship.visit.max"));
        LocalDate soon = made.on().plusDays(policies.days("follow-up.high.interval"));
        LocalDate planned = enrolment.workplaceDue();
        return planned != null && planned.isAfter(made.on()) && planned.isBefore(soon) ? planned : soon;
    }

    /** The first check after the certificate that has not been made. */
    private @Nullable LocalDate nextJobCheck(CaseFile file, Enrolment enrolment) {
        List<SchoolStep> all = store.of(file.id()).stream()
                .filter(one -> one.enrolmentId().equals(enrolment.id()))
                .toList();
        LocalDate certified = all.stream()
                .filter(one -> one.outcome() == SchoolStep.Outcome.OBTAINED)
                .map(SchoolStep::on)
                .min(LocalDate::compareTo)
                .orElse(null);
        if (certified == null || !enrolment.isApprenticeship()) return null;
        long made =
                all.stream().filter(one -> one.kind() == SchoolStep.Kind.JOB).count();
        return policies.list("apprenticeship.job-check").stream()
                .skip(made)
                .findFirst()
                .map(certified::plusMonths)
                .orElse(null);
    }
}
