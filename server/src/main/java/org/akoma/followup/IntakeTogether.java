package org.akoma.followup;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.akoma.Ids;
import org.akoma.access.Actor;
import org.akoma.access.Ring;
import org.akoma.access.Section;
import org.akoma.access.Verb;
import org.akoma.cases.Arrivals;
import org.akoma.cases.AssessChild;
import org.akoma.cases.CaseFile;
import org.akoma.cases.CaseWork;
import org.akoma.cases.TakeIn;
import org.akoma.journal.Journal;
import org.akoma.reference.Policies;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/**
 * Takes in the plain ones of many records together: files and visits in a few statements and one transaction. Whatever a rule stands against,
 * and whatever has further consequences, is left to {@link IntakeSteps}.
 */
@Component
class IntakeTogether {

    private final Arrivals arrivals;
    private final VisitPlanner planner;
    private final VisitStore store;
    private final CaseWork work;
    private final Policies policies;
    private final Journal journal;
    private final ApplicationEventPublisher events;

    IntakeTogether(
            Arrivals arrivals,
            VisitPlanner planner,
            VisitStore store,
            CaseWork work,
            Policies policies,
            Journal journal,
            ApplicationEventPublisher events) {
        this.arrivals = arrivals;
        this.planner = planner;
        this.store = store;
        this.work = work;
        this.policies = policies;
        this.journal = journal;
        this.events = events;
    }

    /** The visits of one record. */
    private record Coming(IntakeRecord record, List<VisitCalendar.Day> calendar) {

        TakeIn file() {
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
        return new Coming(record, assessment == null ? List.of() : planner.first(assessment.risk(), open, seen));
    }

    private Map<Integer, IntakeVerdict> take(Actor actor, List<Coming> plain, Map<Integer, IntakeVerdict> verdicts) {
        Map<UUID, Arrivals.Result> results = arrivals.take(
                actor,
                plain.stream()
                        .map(one -> new Arrivals.Arrival(one.file(), one.next()))
                        .toList());
        List<VisitStore.First> visits = new ArrayList<>();
        List<Journal.Note> notes = new ArrayList<>();
        Set<UUID> rung = new HashSet<>();
        for (Coming one : plain) {
            switch (Objects.requireNonNull(results.get(one.id()))) {
                case Arrivals.Result.Known(String code) ->
                    verdicts.put(one.record().index(), IntakeVerdict.already(one.record(), code));
                case Arrivals.Result.Apart() -> {}
                case Arrivals.Result.Opened(CaseFile file) -> {
                    visits.addAll(visits(actor, one, file));
                    notes.addAll(notes(one, file));
                    if (!one.record().made().isEmpty() && file.supervisorId() != null) rung.add(file.supervisorId());
                    verdicts.put(one.record().index(), IntakeVerdict.created(one.record(), file.code()));
                }
            }
        }
        write(actor, visits, notes, rung);
        return verdicts;
    }

    private void write(Actor actor, List<VisitStore.First> visits, List<Journal.Note> notes, Set<UUID> rung) {
        if (!visits.isEmpty()) store.insert(visits, work.now());
        if (!notes.isEmpty()) journal.note(notes);
        rung.remove(actor.personId());
        if (!rung.isEmpty()) events.publishEvent(new Ring(rung, Ring.TASK));
    }

    private List<VisitStore.First> visits(Actor actor, Coming one, CaseFile file) {
        List<VisitStore.First> visits = new ArrayList<>();
        Instant now = work.now();
        for (PlanVisit plan : one.record().planned())
            visits.add(new VisitStore.First(
                    file, plan.id(), plan.type(), plan.on(), false, false, null, Visit.Words.NONE));
        for (RecordVisit made : one.record().made()) {
            visits.add(new VisitStore.First(
                    file,
                    made.id(),
                    Visit.Type.ROUTINE,
                    made.on(),
                    false,
                    true,
                    made.done(actor.personId(), now),
                    made.words()));
            events.publishEvent(made.event(file.id(), actor.personId()));
        }
        for (VisitCalendar.Day day : one.calendar())
            visits.add(
                    new VisitStore.First(file, Ids.next(), day.type(), day.on(), true, false, null, Visit.Words.NONE));
        return visits;
    }

    private static List<Journal.Note> notes(Coming one, CaseFile file) {
        List<Journal.Note> notes = new ArrayList<>();
        for (PlanVisit plan : one.record().planned()) notes.add(note(file, Visits.PLANNED, Visits.facts(plan)));
        for (RecordVisit made : one.record().made()) notes.add(note(file, Visits.RECORDED, Visits.facts(made)));
        if (!one.calendar().isEmpty()) notes.add(note(file, VisitPlanner.FILLED, VisitPlanner.facts(one.calendar())));
        return notes;
    }

    private static Journal.Note note(CaseFile file, String act, Map<String, ?> facts) {
        return new Journal.Note(file.id(), Section.FOLLOW_UP, act, facts);
    }
}
