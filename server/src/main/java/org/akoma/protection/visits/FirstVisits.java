package org.akoma.protection.visits;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.akoma.Ids;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Matter;
import org.akoma.ground.access.Notification;
import org.akoma.ground.access.Section;
import org.akoma.ground.journal.Journal;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Writes the visits of many new files in a few statements. Call inside an actor's transaction. */
@Component
public class FirstVisits {

    private final VisitPlanner planner;
    private final VisitStore store;
    private final CaseWork work;
    private final Journal journal;
    private final ApplicationEventPublisher events;

    FirstVisits(
            VisitPlanner planner, VisitStore store, CaseWork work, Journal journal, ApplicationEventPublisher events) {
        this.planner = planner;
        this.store = store;
        this.work = work;
        this.journal = journal;
        this.events = events;
    }

    /** What one new file comes with. The caller has checked each by its own rules. */
    public record OfFile(
            CaseFile file, List<PlanVisit> planned, List<RecordVisit> made, List<VisitCalendar.Day> calendar) {}

    /**
     * The days of the calendar of a new file.
     *
     * @param open days planned otherwise
     * @param seen when the child was seen last; null = never
     */
    public List<VisitCalendar.Day> calendar(CaseFile.Risk risk, List<LocalDate> open, @Nullable LocalDate seen) {
        return planner.first(risk, open, seen);
    }

    /** Writes the visits and notifies the supervisors of files with a recorded visit. */
    public void record(Actor actor, List<OfFile> files) {
        List<VisitStore.First> visits = new ArrayList<>();
        List<Journal.Note> notes = new ArrayList<>();
        for (OfFile one : files) {
            visits.addAll(visits(actor, one));
            notes.addAll(notes(one));
        }
        if (!visits.isEmpty()) store.insert(visits, work.now());
        if (!notes.isEmpty()) journal.note(notes);
        for (OfFile one : files) ring(actor, one);
    }

    private void ring(Actor actor, OfFile one) {
        UUID supervisor = one.file().supervisorId();
        if (one.made().isEmpty() || supervisor == null) return;
        Notification.others(Set.of(supervisor), actor.personId(), Notification.TASK)
                .map(ring -> ring.onFile(one.file().id(), Matter.VISIT))
                .ifPresent(events::publishEvent);
    }

    private List<VisitStore.First> visits(Actor actor, OfFile one) {
        CaseFile file = one.file();
        List<VisitStore.First> visits = new ArrayList<>();
        Instant now = work.now();
        for (PlanVisit plan : one.planned())
            visits.add(new VisitStore.First(
                    file, plan.id(), plan.type(), plan.on(), false, false, null, Visit.SealedText.NONE));
        for (RecordVisit made : one.made()) {
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
            visits.add(new VisitStore.First(
                    file, Ids.next(), day.type(), day.on(), true, false, null, Visit.SealedText.NONE));
        return visits;
    }

    private static List<Journal.Note> notes(OfFile one) {
        List<Journal.Note> notes = new ArrayList<>();
        for (PlanVisit plan : one.planned()) notes.add(note(one, Visits.PLANNED, Visits.facts(plan)));
        for (RecordVisit made : one.made()) notes.add(note(one, Visits.RECORDED, Visits.facts(made)));
        if (!one.calendar().isEmpty()) notes.add(note(one, VisitPlanner.FILLED, VisitPlanner.facts(one.calendar())));
        return notes;
    }

    private static Journal.Note note(OfFile one, String act, Map<String, ?> facts) {
        return new Journal.Note(one.file().id(), Section.FOLLOW_UP, act, facts);
    }
}
