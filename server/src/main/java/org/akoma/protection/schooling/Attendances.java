package org.akoma.protection.schooling;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.akoma.FieldError;
import org.akoma.Ids;
import org.akoma.TypedCode;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Grants;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.journal.Journal;
import org.akoma.ground.reference.Policies;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.schooling.AttendanceStore.Lead;
import org.akoma.protection.schooling.RecordAttendance.Recorded;
import org.akoma.protection.schooling.RecordAttendance.Verdict;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * On which days children came to school or to the workshop: entered by the child's worker, or by the school's own people for their own
 * pupils and nothing else ({@code requirements.md 9}, PRV "C attendance").
 */
@Service
public class Attendances {

    private final AttendanceStore store;
    private final TermStore terms;
    private final CaseWork work;
    private final ActorTransactions transactions;
    private final Grants grants;
    private final Journal journal;
    private final Policies policies;

    Attendances(
            AttendanceStore store,
            TermStore terms,
            CaseWork work,
            ActorTransactions transactions,
            Grants grants,
            Journal journal,
            Policies policies) {
        this.store = store;
        this.terms = terms;
        this.work = work;
        this.transactions = transactions;
        this.grants = grants;
        this.journal = journal;
        this.policies = policies;
    }

    /** Records one child's days at an institution, or corrects them. */
    public Outcome<Recorded> record(Actor actor, String institution, RecordAttendance command) {
        if (!actor.may(Verb.CASE_READ)) return new Outcome.NotFound<>();
        return transactions.as(actor, () -> {
            AttendanceStore.Place place = store.place(institution, TypedCode.of(command.child()), command.lastDay())
                    .orElse(null);
            if (place == null) return new Outcome.NotFound<>();
            if (!actor.may(Verb.ATTENDANCE_WRITE) || !mayEnter(place)) return new Outcome.Forbidden<>();
            if (!place.fileOpen()) return Outcome.Refused.because("child", "cases.file-closed");
            store.lock(place.enrolmentId());
            return record(actor, place, command);
        });
    }

    private boolean mayEnter(AttendanceStore.Place place) {
        return place.ownPupil() || grants.holds(place.fileId(), Section.ASSISTANCE, true);
    }

    private Outcome<Recorded> record(Actor actor, AttendanceStore.Place place, RecordAttendance command) {
        if (command.lastDay().isBefore(command.firstDay()))
            return Outcome.Refused.because("to", "assistance.period-order");
        int days = command.expected() != null
                ? command.expected()
                : terms.schoolDays(place.country(), command.firstDay(), command.lastDay());
        FieldError why = command.refusal(place.startsOn(), place.endsOn(), days, work.today());
        if (why != null) return new Outcome.Refused<>(why);
        Attendance wanted = new Attendance(
                Ids.next(),
                place.enrolmentId(),
                command.firstDay(),
                command.lastDay(),
                days,
                command.expected() != null,
                command.present(),
                actor.personId(),
                work.now(),
                1);
        List<Attendance> told = store.of(place.enrolmentId());
        Attendance before = told.stream()
                .filter(one -> one.firstDay().equals(wanted.firstDay())
                        && one.lastDay().equals(wanted.lastDay()))
                .findFirst()
                .orElse(null);
        return before == null ? add(place, told, wanted) : correct(place, before, wanted);
    }

    private Outcome<Recorded> add(AttendanceStore.Place place, List<Attendance> told, Attendance made) {
        Optional<Attendance> across = told.stream()
                .filter(one -> !one.firstDay().isAfter(made.lastDay())
                        && !one.lastDay().isBefore(made.firstDay()))
                .findFirst();
        if (across.isPresent())
            return Outcome.Refused.because(
                    "from",
                    "assistance.period-overlaps",
                    across.get().firstDay(),
                    across.get().lastDay());
        LocalDate nextDue = made.lastDay().plusDays(policies.days("attendance.report.max"));
        store.insert(place.fileId(), place.deskId(), made, nextDue);
        return noted(place, Verdict.RECORDED, made, null);
    }

    private Outcome<Recorded> correct(AttendanceStore.Place place, Attendance before, Attendance wanted) {
        boolean same = before.expected() == wanted.expected()
                && before.given() == wanted.given()
                && java.util.Objects.equals(before.present(), wanted.present());
        if (same) return new Outcome.Done<>(new Recorded(Verdict.UNCHANGED, before));
        Attendance now = new Attendance(
                before.id(),
                before.enrolmentId(),
                before.firstDay(),
                before.lastDay(),
                wanted.expected(),
                wanted.given(),
                wanted.present(),
                wanted.recordedBy(),
                wanted.recordedAt(),
                before.version() + 1);
        store.correct(now);
        return noted(place, Verdict.CORRECTED, now, before);
    }

    private Outcome<Recorded> noted(
            AttendanceStore.Place place, Verdict verdict, Attendance now, @Nullable Attendance before) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("from", now.firstDay().toString());
        facts.put("to", now.lastDay().toString());
        facts.put("expected", now.expected());
        facts.put("present", said(now));
        if (before != null) facts.put("was", said(before) + "/" + before.expected());
        journal.note(
                place.fileId(),
                Section.ASSISTANCE,
                "assistance.attendance-" + verdict.name().toLowerCase(Locale.ROOT),
                facts);
        return new Outcome.Done<>(new Recorded(verdict, now));
    }

    private static Object said(Attendance one) {
        return one.present() == null ? "UNKNOWN" : one.present();
    }

    /** The periods of each enrolment of a file, the latest first. The caller has read the file's schooling. */
    Map<UUID, List<Attendance>> of(Actor actor, List<Enrolment> all) {
        return transactions.as(actor, () -> {
            Map<UUID, List<Attendance>> found = new LinkedHashMap<>();
            for (Enrolment one : all) found.put(one.id(), store.of(one.id()));
            return found;
        });
    }

    /** What is recorded for exactly this period, by enrolment, of the pupils whom the actor may see. */
    Map<UUID, Attendance> told(Actor actor, Institution at, LocalDate from, LocalDate to) {
        return transactions.as(
                actor,
                () -> store.told(at.id(), from, to).stream()
                        .collect(Collectors.toMap(Attendance::enrolmentId, one -> one)));
    }

    /** Children enrolled at an institution on a day, whom the actor may see. The day is not in the future. */
    public List<Pupil> pupils(Actor actor, Institution at, LocalDate day, int limit) {
        if (!actor.may(Verb.SCHOOL_READ) || !actor.may(Verb.CASE_LIST)) return List.of();
        return transactions.as(actor, () -> store.pupils(at.id(), day, limit));
    }

    /** Children enrolled anywhere on a day, by institution: mine, my team's, my structure's, my school's. */
    public List<Pupil> pupils(Actor actor, LocalDate day, int limit) {
        if (!actor.may(Verb.SCHOOL_READ) || !actor.may(Verb.CASE_LIST)) return List.of();
        return transactions.as(actor, () -> {
            Map<UUID, Pupil> found = new LinkedHashMap<>();
            for (Lead lead : leads(actor))
                for (Pupil one : store.pupils(lead, actor.organisationId(), day, limit))
                    found.putIfAbsent(one.enrolmentId(), one);
            return found.values().stream()
                    .sorted(Comparator.comparing(Pupil::institution).thenComparing(Pupil::child))
                    .limit(limit)
                    .toList();
        });
    }

    private static List<Lead> leads(Actor actor) {
        List<Lead> leads = new ArrayList<>();
        if (actor.is(Role.CASE_WORKER) || actor.is(Role.MINISTRY_OFFICER)) leads.add(Lead.WORKER);
        if (actor.is(Role.CASE_SUPERVISOR)) leads.addAll(List.of(Lead.SUPERVISOR, Lead.STRUCTURE));
        if (actor.is(Role.PROVIDER)) leads.add(Lead.DESK);
        return leads;
    }

    /**
     * Every child who was enrolled on that day, by band of attendance, from the records kept by then. Counts only; the caller checks the verb.
     *
     * @param day not in the future
     */
    public AttendanceFigures figures(LocalDate day) {
        if (day.isAfter(work.today())) throw new IllegalArgumentException("form.future");
        Map<Band, Long> bands = transactions.forStatistics(() -> store.bands(day));
        return new AttendanceFigures(
                bands.getOrDefault(Band.REGULAR, 0L),
                bands.getOrDefault(Band.IRREGULAR, 0L),
                bands.getOrDefault(Band.AT_RISK, 0L),
                bands.getOrDefault(Band.UNKNOWN, 0L));
    }
}
