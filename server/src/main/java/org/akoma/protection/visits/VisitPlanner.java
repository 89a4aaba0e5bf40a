package org.akoma.protection.visits;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.akoma.Ids;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.reference.Policies;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.identity.Cases;
import org.akoma.protection.placement.Placements;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Keeps the calendar of a file filled for some weeks, in the caller's transaction: nobody has to remember a child. */
@Component
public class VisitPlanner {

    static final String FILLED = "followup.calendar-filled";
    private static final String PLANNED_ANEW = "PLANNED_ANEW";
    private static final String FILE_CLOSED = "FILE_CLOSED";

    private final VisitStore visits;
    private final VisitCalendarStore store;
    private final HighProposalStore proposals;
    private final Placements placements;
    private final Cases cases;
    private final CaseWork work;
    private final Policies policies;

    VisitPlanner(
            VisitStore visits,
            VisitCalendarStore store,
            HighProposalStore proposals,
            Placements placements,
            Cases cases,
            CaseWork work,
            Policies policies) {
        this.visits = visits;
        this.store = store;
        this.proposals = proposals;
        this.placements = placements;
        this.cases = cases;
        this.work = work;
        this.policies = policies;
    }

    /**
     * The visits of this file were planned elsewhere until a day, the last for {@code lastElsewhere}; from then on Akoma plans them. Not offered to people.
     * A calendar that has planned visits, or after whose begin nothing was planned elsewhere, goes on as it is.
     */
    public Outcome<Boolean> takeOver(Actor actor, String code, LocalDate begins, @Nullable LocalDate lastElsewhere) {
        return work.on(actor, code, Verb.VISIT_WRITE, Section.FOLLOW_UP, file -> {
            LocalDate before = store.beginsOn(file.id()).orElse(null);
            boolean goesOn = before != null
                    && (lastElsewhere == null || lastElsewhere.isBefore(before) || store.hasPlanned(file.id()));
            if (goesOn || begins.equals(before)) return new Outcome.Done<>(false);
            store.begin(file.id(), begins);
            begin(file);
            if (before == null) // journalled once: a scenario that goes on later only moves the day
            work.note(file, Section.FOLLOW_UP, "followup.calendar-taken-over", Map.of("begins", begins.toString()));
            return new Outcome.Done<>(true);
        });
    }

    /** Fills the calendar of a file anew from the last visit that was planned. */
    public Outcome<Boolean> resume(Actor actor, String code) {
        return work.onAny(actor, code, Verb.VISIT_WRITE, Section.FOLLOW_UP, file -> {
            if (file.status().open()) fillFromLastPlanned(file);
            return new Outcome.Done<>(true);
        });
    }

    /** Starts the calendar of a file whose visits were planned elsewhere before, counted from today. */
    private void begin(CaseFile file) {
        LocalDate today = work.today();
        store.withdraw(file.id(), today.plusDays(1), null, PLANNED_ANEW, work.now());
        askForThePassed(file, today);
        fill(file, today);
    }

    /**
     * The risk or the place of the child changed: what the calendar had planned from tomorrow on is planned anew. The next visit is never later
     * than the one that was planned, nor than the new interval after the child was last seen ({@code requirements.md 2.4, T10}). One of the next
     * days stays: it may be the very visit that is being recorded, and its danger what changed the risk.
     */
    void renew(CaseFile file) {
        LocalDate today = work.today();
        Optional<VisitCalendarStore.Planned> next = store.nextByCalendar(file.id(), today);
        Optional<VisitCalendarStore.Planned> near =
                next.filter(one -> !one.on().isAfter(today.plusDays(interval(CaseFile.Risk.HIGH))));
        Optional<LocalDate> planned = next.map(VisitCalendarStore.Planned::on);
        UUID stays = near.map(VisitCalendarStore.Planned::id).orElse(null);
        store.withdraw(file.id(), today.plusDays(1), stays, PLANNED_ANEW, work.now());
        askForThePassed(file, today);
        LocalDate due = store.lastSeen(file.id()).orElse(today).plusDays(interval(file));
        LocalDate first = later(today.plusDays(1), planned.filter(due::isAfter).orElse(due));
        fill(file, first.minusDays(interval(file)));
        planned.filter(day -> file.status().open() && level(file) != null)
                .ifPresent(day -> keep(file, near.isPresent() ? first : day));
    }

    /** By this day at the latest is a visit: one is planned on it unless another is on it or before. */
    private void keep(CaseFile file, LocalDate day) {
        LocalDate tomorrow = work.today().plusDays(1);
        LocalDate begins = store.beginsOn(file.id()).orElse(tomorrow);
        if (day.isBefore(begins) || store.open(file.id(), tomorrow).stream().anyMatch(open -> !open.isAfter(day)))
            return;
        visits.insert(file, Ids.next(), Visit.Type.ROUTINE, day, true, work.now());
        updateNextVisit(file.id());
    }

    /** The level by which the child is visited: where HIGH was proposed, HIGH until a supervisor has decided. */
    private CaseFile.@Nullable Risk level(CaseFile file) {
        return proposals.waits(file.id()) ? CaseFile.Risk.HIGH : file.risk();
    }

    boolean isHigh(CaseFile file) {
        return level(file) == CaseFile.Risk.HIGH;
    }

    /** Days between two visits (T10); of a child whose risk is not known yet, the longest. */
    int interval(CaseFile file) {
        CaseFile.Risk level = level(file);
        return interval(level == null ? CaseFile.Risk.LOW : level);
    }

    /** A return is often known late: the last day of T11 that has come is asked for too, unless a visit was planned for it or the child was seen since. */
    private void askForThePassed(CaseFile file, LocalDate today) {
        LocalDate begins = store.beginsOn(file.id()).orElse(LocalDate.MIN);
        placements
                .reunifiedOn(file.id())
                .flatMap(home -> policies.list("reunification.milestones").stream()
                        .map(home::plusDays)
                        .filter(day -> !day.isAfter(today) && !day.isBefore(begins))
                        .max(Comparator.naturalOrder()))
                .filter(day -> visits.of(file.id()).stream().noneMatch(visit -> serves(visit, day)))
                .ifPresent(day -> plan(
                        file,
                        List.of(new VisitCalendar.Day(day, Visit.Type.MILESTONE)),
                        store.open(file.id(), day.minusDays(tolerance()))));
    }

    private boolean serves(Visit visit, LocalDate day) {
        Visit.Done done = visit.done();
        return Math.abs(visit.plannedOn().toEpochDay() - day.toEpochDay()) <= tolerance()
                || done != null && done.childSeen() && !done.on().isBefore(day.minusDays(tolerance()));
    }

    /** Goes on from the last visit that was planned. */
    void fillFromLastPlanned(CaseFile file) {
        VisitCalendarStore.Row row = store.row(file.id(), ahead());
        fill(file, row, row.last() == null ? work.today() : row.last());
    }

    /**
     * Goes on after a visit that a person took back. Between two visits, and since the child was last seen, never lies more than the interval of
     * the risk: where no other visit is planned within it, the calendar plans one (T10).
     */
    void refillAfterCancelled(CaseFile file, LocalDate cancelled) {
        List<LocalDate> open = store.open(file.id(), work.today());
        LocalDate before = open.stream()
                .filter(day -> day.isBefore(cancelled))
                .max(Comparator.naturalOrder())
                .or(() -> store.lastSeen(file.id()))
                .orElse(work.today());
        LocalDate due = later(work.today().plusDays(1), before.plusDays(interval(file)));
        boolean planned = open.stream().anyMatch(day -> !day.isBefore(cancelled) && !day.isAfter(due));
        if (level(file) != null && !planned) visits.insert(file, Ids.next(), Visit.Type.ROUTINE, due, true, work.now());
        fillFromLastPlanned(file);
    }

    /** Nothing more is due on a file that ends, but for the look after the closure that its end asks for (T19). */
    void end(CaseFile file) {
        store.end(file.id(), work.today(), FILE_CLOSED, work.now());
        LocalDate check = file.status() == CaseFile.Status.CLOSED ? file.nextVisitDue() : null;
        if (check != null) visits.insert(file, Ids.next(), Visit.Type.POST_CLOSURE, check, true, work.now());
        updateNextVisit(file.id());
    }

    /**
     * A person planned this visit for this day: what the calendar had beside it serves no more. A nearer one stays, unless the child was just seen.
     */
    void withdrawNear(CaseFile file, UUID visit, LocalDate day, boolean seen) {
        store.withdrawBeside(
                file.id(),
                seen ? later(day.minusDays(tolerance()), work.today()) : day,
                day.plusDays(tolerance()),
                visit,
                PLANNED_ANEW,
                work.now());
    }

    /**
     * What the calendar plans for a child who has just been assessed, beside the days that a person has planned.
     *
     * @param seen when it was last seen; null = by who assessed it
     */
    List<VisitCalendar.Day> first(CaseFile.Risk risk, List<LocalDate> open, @Nullable LocalDate seen) {
        LocalDate tomorrow = work.today().plusDays(1);
        LocalDate due = (seen == null ? work.today() : seen).plusDays(interval(risk));
        LocalDate last = later(tomorrow, due).minusDays(interval(risk));
        return missing(calendar(risk, null).days(last, tomorrow, ahead()), open);
    }

    private void fill(CaseFile file, LocalDate last) {
        fill(file, store.row(file.id(), ahead()), last);
    }

    private void fill(CaseFile file, VisitCalendarStore.Row row, LocalDate last) {
        CaseFile.Risk risk = row.highProposed() ? CaseFile.Risk.HIGH : file.risk();
        LocalDate tomorrow = work.today().plusDays(1);
        LocalDate from = row.begins() == null ? tomorrow : later(tomorrow, row.begins());
        LocalDate until = ahead();
        List<VisitCalendar.Day> added = risk == null || !file.status().open() || from.isAfter(until)
                ? List.of()
                : plan(
                        file,
                        calendar(risk, placements.reunifiedOn(file.id()).orElse(null))
                                .days(last, from, until),
                        row.openFrom(from.minusDays(tolerance())));
        LocalDate next = Stream.concat(row.open().stream(), added.stream().map(VisitCalendar.Day::on))
                .min(Comparator.naturalOrder())
                .orElse(null);
        if (!Objects.equals(next, row.due())) cases.expectVisit(file.id(), next);
    }

    private VisitCalendar calendar(CaseFile.Risk risk, @Nullable LocalDate home) {
        return new VisitCalendar(interval(risk), policies.list("reunification.milestones"), home, tolerance());
    }

    private int interval(CaseFile.Risk risk) {
        return policies.days("follow-up." + risk.name().toLowerCase(Locale.ROOT) + ".interval");
    }

    private LocalDate ahead() {
        return work.today().plusDays(policies.days("visit.calendar.ahead"));
    }

    /** @return what was missing and is planned now */
    private List<VisitCalendar.Day> plan(CaseFile file, List<VisitCalendar.Day> days, List<LocalDate> open) {
        List<VisitCalendar.Day> missing = notMade(file, missing(days, open));
        missing.forEach(day -> visits.insert(file, Ids.next(), day.type(), day.on(), true, work.now()));
        if (!missing.isEmpty()) work.note(file, Section.FOLLOW_UP, FILLED, facts(missing));
        return missing;
    }

    static Map<String, Object> facts(List<VisitCalendar.Day> filled) {
        return Map.of("visits", filled.size(), "until", filled.getLast().on().toString());
    }

    private List<VisitCalendar.Day> missing(List<VisitCalendar.Day> days, List<LocalDate> open) {
        return days.stream()
                .filter(day -> open.stream()
                        .noneMatch(one -> Math.abs(one.toEpochDay() - day.on().toEpochDay()) <= tolerance()))
                .toList();
    }

    /** Without the days of T11 for which a visit was made already, earlier within the tolerance: it is planned for that day and no longer open. */
    private List<VisitCalendar.Day> notMade(CaseFile file, List<VisitCalendar.Day> missing) {
        if (missing.stream().noneMatch(day -> day.type() == Visit.Type.MILESTONE)) return missing;
        List<LocalDate> made = visits.of(file.id()).stream()
                .filter(visit -> visit.done() != null)
                .map(Visit::plannedOn)
                .toList();
        return missing.stream()
                .filter(day -> day.type() != Visit.Type.MILESTONE || !made.contains(day.on()))
                .toList();
    }

    /** Keeps on the file the day on which the child is next to be seen. */
    void updateNextVisit(UUID file) {
        cases.expectVisit(file, store.next(file).orElse(null));
    }

    private int tolerance() {
        return policies.days("visit.on-time.tolerance");
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }
}
