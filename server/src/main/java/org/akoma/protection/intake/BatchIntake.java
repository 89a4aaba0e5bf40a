package org.akoma.protection.intake;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.reference.Policies;
import org.akoma.protection.assessment.AssessChild;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.registration.BulkRegistrations;
import org.akoma.protection.registration.FullRegistration;
import org.akoma.protection.visits.FirstVisits;
import org.akoma.protection.visits.PlanVisit;
import org.akoma.protection.visits.RecordVisit;
import org.akoma.protection.visits.VisitCalendar;
import org.akoma.protection.visits.VisitDone;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/**
 * Registers the records without special circumstances together: files and visits in a few statements and one transaction. Records that a rule
 * refuses or that have further consequences are left to {@link SingleIntake}.
 */
@Component
class BatchIntake {

    private final BulkRegistrations registrations;
    private final FirstVisits visits;
    private final CaseWork work;
    private final Policies policies;

    BatchIntake(BulkRegistrations registrations, FirstVisits visits, CaseWork work, Policies policies) {
        this.registrations = registrations;
        this.visits = visits;
        this.work = work;
        this.policies = policies;
    }

    /** The visits of one record. */
    private record Coming(IntakeRecord record, List<VisitCalendar.Day> calendar) {

        FullRegistration file() {
            return Objects.requireNonNull(record.file());
        }

        UUID id() {
            return file().registration().open().id();
        }

        /** A late one cannot be among them. */
        @Nullable
        LocalDate next() {
            List<LocalDate> days =
                    new ArrayList<>(record.planned().stream().map(PlanVisit::on).toList());
            calendar.forEach(day -> days.add(day.on()));
            return days.stream().min(Comparator.naturalOrder()).orElse(null);
        }
    }

    /** Verdicts by place; none for what is to be done step by step. */
    Map<Integer, IntakeVerdict> take(Actor actor, List<IntakeRecord> records) {
        if (!actor.may(Verb.VISIT_WRITE) || records.size() < 2) return Map.of();
        try {
            return work.as(actor, () -> {
                List<Coming> plain = records.stream()
                        .filter(record -> record.file() != null && isPlain(record))
                        .map(this::coming)
                        .toList();
                return plain.isEmpty() ? Map.of() : take(actor, plain, new HashMap<>());
            });
        } catch (DataIntegrityViolationException oneOfThem) {
            return Map.of(); // an id that belongs to another record: which one, the steps will tell
        }
    }

    private boolean isPlain(IntakeRecord record) {
        LocalDate today = work.today();
        int tolerance = policies.days("visit.on-time.tolerance");
        return record.planned().stream().allMatch(visit -> PlanVisit.refusal("", visit.on(), today) == null)
                && record.made().stream()
                        .allMatch(visit -> visit.nextOn() == null
                                && !Boolean.TRUE.equals(visit.traffickerContact())
                                && visit.safety() != VisitDone.Safety.DANGER
                                && visit.refusals(null, today, tolerance).isEmpty());
    }

    private Coming coming(IntakeRecord record) {
        AssessChild assessment = Objects.requireNonNull(record.file()).assessment();
        List<LocalDate> open = record.planned().stream().map(PlanVisit::on).toList();
        LocalDate seen = record.made().stream()
                .filter(RecordVisit::childSeen)
                .map(RecordVisit::on)
                .max(Comparator.naturalOrder())
                .orElse(null);
        return new Coming(record, assessment == null ? List.of() : visits.calendar(assessment.risk(), open, seen));
    }

    private Map<Integer, IntakeVerdict> take(Actor actor, List<Coming> plain, Map<Integer, IntakeVerdict> verdicts) {
        Map<UUID, BulkRegistrations.Result> results = registrations.take(
                actor,
                plain.stream()
                        .map(one -> new BulkRegistrations.Arrival(one.file(), one.next()))
                        .toList());
        List<FirstVisits.OfFile> opened = new ArrayList<>();
        for (Coming one : plain) {
            switch (Objects.requireNonNull(results.get(one.id()))) {
                case BulkRegistrations.Result.Known(String code) ->
                    verdicts.put(one.record().index(), IntakeVerdict.already(one.record(), code));
                case BulkRegistrations.Result.Apart() -> {}
                case BulkRegistrations.Result.Opened(CaseFile file) -> {
                    opened.add(new FirstVisits.OfFile(
                            file, one.record().planned(), one.record().made(), one.calendar()));
                    verdicts.put(one.record().index(), IntakeVerdict.created(one.record(), file.code()));
                }
            }
        }
        visits.record(actor, opened);
        return verdicts;
    }
}
