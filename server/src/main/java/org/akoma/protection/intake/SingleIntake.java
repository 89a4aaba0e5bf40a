package org.akoma.protection.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.protection.assessment.AssessChild;
import org.akoma.protection.assessment.Assessments;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.consent.Consents;
import org.akoma.protection.identity.Cases;
import org.akoma.protection.registration.FullRegistration;
import org.akoma.protection.registration.RegisterChild;
import org.akoma.protection.registration.Registrations;
import org.akoma.protection.visits.Visits;
import org.springframework.stereotype.Component;

/** Registers one record by the single steps, as a person would: registration, consents, visits, assessment; all of it in one transaction, or nothing. */
@Component
class SingleIntake {

    /** Ends the transaction without a trace; carries the verdict out of it. */
    private static final class Rollback extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient IntakeVerdict verdict;

        Rollback(IntakeVerdict verdict) {
            super(null, null, false, false);
            this.verdict = verdict;
        }
    }

    private final ActorTransactions transactions;
    private final Cases cases;
    private final Registrations registrations;
    private final Consents consents;
    private final Assessments assessments;
    private final Visits visits;

    SingleIntake(
            ActorTransactions transactions,
            Cases cases,
            Registrations registrations,
            Consents consents,
            Assessments assessments,
            Visits visits) {
        this.transactions = transactions;
        this.cases = cases;
        this.registrations = registrations;
        this.consents = consents;
        this.assessments = assessments;
        this.visits = visits;
    }

    IntakeVerdict take(Actor actor, IntakeRecord record) {
        try {
            return transactions.as(actor, () -> make(actor, record));
        } catch (Rollback unmade) {
            return unmade.verdict;
        }
    }

    private IntakeVerdict make(Actor actor, IntakeRecord record) {
        FullRegistration file = Objects.requireNonNull(record.file());
        CaseFile known = cases.find(file.registration().open().id()).orElse(null);
        if (known != null) return IntakeVerdict.already(record, known.code());
        String code = switch (registrations.registerAmongMany(actor, file.registration())) {
            case RegisterChild.Result.Registered(CaseFile opened) -> opened.code();
            case RegisterChild.Result.MaybeKnown maybe ->
                throw new Rollback(IntakeVerdict.maybeKnown(record, maybe.codes()));
            case RegisterChild.Result.Forbidden() -> throw refused(record, "", FORBIDDEN);
            case RegisterChild.Result.Refused(var errors) -> throw refused(record, "", errors);
        };
        each(record, "consents", file.consents(), one -> consents.record(actor, code, one));
        each(record, "visits", record.planned(), one -> visits.plan(actor, code, one));
        each(record, "visits", record.made(), one -> visits.record(actor, code, one));
        AssessChild assessment = file.assessment();
        if (assessment != null) step(record, "assessment.", () -> assessments.assess(actor, code, assessment));
        return IntakeVerdict.created(record, code);
    }

    private static final List<FieldError> FORBIDDEN = List.of(FieldError.of("", "house.forbidden"));

    private interface Step<T> {
        Outcome<?> take(T one);
    }

    private static <T> void each(IntakeRecord record, String name, List<T> parts, Step<T> step) {
        for (int n = 0; n < parts.size(); n++) {
            T part = parts.get(n);
            step(record, name + "[" + n + "].", () -> step.take(part));
        }
    }

    private static void step(IntakeRecord record, String place, Supplier<Outcome<?>> step) {
        switch (step.get()) {
            case Outcome.Done<?> done -> {}
            case Outcome.Refused<?>(var errors) -> throw refused(record, place, errors);
            case Outcome.NotFound<?> unseen -> throw refused(record, place, FORBIDDEN);
            case Outcome.Forbidden<?> forbidden -> throw refused(record, place, FORBIDDEN);
            case Outcome.Stale<?> changed -> throw new IllegalStateException("a new file cannot have changed");
        }
    }

    private static Rollback refused(IntakeRecord record, String place, List<FieldError> errors) {
        List<FieldError> placed = new ArrayList<>();
        errors.forEach(one -> placed.add(new FieldError(
                one.field().isEmpty() && place.endsWith(".")
                        ? place.substring(0, place.length() - 1)
                        : place + one.field(),
                one.code(),
                one.args())));
        return new Rollback(IntakeVerdict.refused(record, placed));
    }
}
