package org.akoma.protection.visits;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import org.akoma.FieldError;
import org.akoma.Ids;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Matter;
import org.akoma.ground.access.Notification;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.reference.Policies;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.DangerWritten;
import org.akoma.protection.cases.Differences;
import org.akoma.protection.cases.Once;
import org.akoma.protection.cases.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** Visits to a child: planned by the calendar or a person, made and recorded, or missed with a reason, and looked through by a supervisor. */
@Service
public class Visits {

    static final String PLANNED = "followup.visit-planned";
    static final String RECORDED = "followup.visit-recorded";

    /** Of why a visit is corrected, in letters: a sentence, since the supervisor decides by it whom to call. */
    static final int SHORTEST_REASON = 20;

    /** Of the list {@code visit-missed-reason}: danger where the child lives. */
    private static final String UNSAFE = "UNSAFE";

    private final VisitStore store;
    private final VisitPlanner planner;
    private final CaseWork work;
    private final Policies policies;
    private final ApplicationEventPublisher events;
    private final VisitPartners partners;

    Visits(
            VisitStore store,
            VisitPlanner planner,
            CaseWork work,
            Policies policies,
            ApplicationEventPublisher events,
            VisitPartners partners) {
        this.partners = partners;
        this.store = store;
        this.planner = planner;
        this.work = work;
        this.policies = policies;
        this.events = events;
    }

    /** The visits of a file, the last planned first, without those taken back; the reading is journalled. */
    public Outcome<List<Visit>> of(Actor actor, String code) {
        return work.read(actor, code, Section.FOLLOW_UP, "followup.visits-read", file -> store.of(file.id()));
    }

    /** The same, not journalled. Call inside an actor's transaction, on a file that is read. */
    public List<Visit> of(UUID file) {
        return store.of(file);
    }

    /** Plans a visit for a day that a person chose. */
    public Outcome<Visit> plan(Actor actor, String code, PlanVisit command) {
        return work.once(
                actor,
                code,
                Verb.VISIT_WRITE,
                Section.FOLLOW_UP,
                new Once<>(command.id(), command, file -> store.find(file.id(), command.id())),
                file -> {
                    FieldError why = PlanVisit.refusal("plannedOn", command.on(), work.today());
                    if (why != null) return new Outcome.Refused<>(why);
                    insert(file, command, false);
                    return noted(file, command.id(), PLANNED, facts(command));
                });
    }

    private void insert(CaseFile file, PlanVisit command, boolean seen) {
        planner.withdrawNear(file, command.id(), command.on(), seen);
        store.insert(file, command.id(), command.type(), command.on(), false, work.now());
        planner.updateNextVisit(file.id());
    }

    /** Records a visit that was made; on a file in whatever status, since what was done may be written down after its end. */
    public Outcome<Visit> record(Actor actor, String code, RecordVisit command) {
        return work.onceOnAny(actor, code, Verb.VISIT_WRITE, Section.FOLLOW_UP, file -> Optional.empty(), file -> {
            Visit planned = store.find(file.id(), command.id()).orElse(null);
            if (planned == null && !command.unplanned()) return new Outcome.NotFound<>();
            if (planned != null && planned.done() != null) return again(actor, planned, command);
            if (planned != null && work.onlyByEmergency(file)) return CaseWork.byEmergency();
            if (planned != null && planned.cancelledAt() != null)
                return Outcome.Refused.because("id", "followup.visit-cancelled");
            List<FieldError> wrong = refusals(actor, file, planned == null ? null : planned.plannedOn(), command);
            if (!wrong.isEmpty()) return new Outcome.Refused<>(wrong);
            return made(actor, file, planned, command);
        });
    }

    private List<FieldError> refusals(Actor actor, CaseFile file, @Nullable LocalDate plannedOn, RecordVisit command) {
        List<FieldError> wrong =
                new ArrayList<>(command.refusals(plannedOn, work.today(), policies.days("visit.on-time.tolerance")));
        wrong.addAll(partners.refusals(actor, file, command, work.today()));
        return wrong;
    }

    /**
     * What would be refused of a record in which something cannot be read, so that all is said at once.
     *
     * @param id null = nobody had planned it
     * @param legible fields of {@link RecordVisit.Input}
     */
    List<FieldError> refusals(Actor actor, String code, @Nullable UUID id, Map<String, @Nullable Object> legible) {
        if (!actor.may(Verb.VISIT_WRITE)) return List.of();
        RecordVisit command = RecordVisit.inPart(id == null ? Ids.next() : id, legible, id == null, work.today());
        return work.peek(actor, code, Section.FOLLOW_UP, file -> {
                    Visit planned = store.find(file.id(), command.id()).orElse(null);
                    return planned == null && id != null || planned != null && planned.done() != null
                            ? List.<FieldError>of()
                            : refusals(actor, file, planned == null ? null : planned.plannedOn(), command);
                })
                .orElse(List.of());
    }

    /** The same record sent again answers the record; other content under its id is refused with the fields that differ (409). */
    private static Outcome<Visit> again(Actor actor, Visit recorded, RecordVisit command) {
        Visit.Done done = Objects.requireNonNull(recorded.done());
        Visit.SealedText words = command.words()
                .missed(recorded.words().missed())
                .cancelled(recorded.words().cancelled())
                .reviewed(recorded.words().review());
        List<String> differing = Differences.between(
                VisitVersion.fields(done, recorded.words()),
                VisitVersion.fields(command.done(actor.personId(), done.at()), words));
        if (differing.isEmpty()) return new Outcome.Done<>(recorded);
        return command.unplanned() && done.recordedBy().equals(actor.personId())
                ? new Outcome.Refused<>(differing.stream()
                        .map(field -> FieldError.of(field, Problem.OTHER_CONTENT))
                        .toList())
                : new Outcome.Stale<>(recorded, differing);
    }

    private Outcome<Visit> made(Actor actor, CaseFile file, @Nullable Visit planned, RecordVisit command) {
        Visit.Done done = command.done(actor.personId(), work.now());
        if (planned == null) store.insertMade(file, command.id(), done, command.words());
        else
            store.record(
                    file.id(),
                    command.id(),
                    done,
                    command.words().missed(planned.words().missed()));
        // what the team had planned stays due after a visit in an emergency
        if ((command.childSeen() || command.takenOver()) && !work.onlyByEmergency(file))
            store.closeEarlier(
                    file.id(),
                    planned == null
                            ? command.on().minusDays(policies.days("visit.on-time.tolerance"))
                            : planned.plannedOn(),
                    work.now());
        planFollowing(file, command.nextOn(), command.childSeen() || command.takenOver());
        events.publishEvent(command.event(file.id(), actor.personId()));
        ring(actor, file);
        return noted(file, command.id(), RECORDED, facts(command));
    }

    /**
     * Puts right what was recorded of a visit: a new version, which a supervisor looks through anew. What was written before stays, with who
     * corrected it and why ({@link #versions}).
     *
     * @param version of the visit that the caller read; null = whatever there is
     */
    public Outcome<Visit> correct(
            Actor actor, String code, RecordVisit command, String why, @Nullable Integer version) {
        return work.onAny(actor, code, Verb.VISIT_WRITE, Section.FOLLOW_UP, file -> {
            if (work.onlyByEmergency(file)) return CaseWork.byEmergency();
            Visit before = store.find(file.id(), command.id()).orElse(null);
            if (before == null) return new Outcome.NotFound<>();
            if (why.strip().length() < SHORTEST_REASON)
                return Outcome.Refused.because("why", "followup.visit-reason-short", SHORTEST_REASON);
            Visit.Done was = before.done();
            if (was == null) return Outcome.Refused.because("id", "followup.visit-not-recorded");
            Visit.Done is = command.done(actor.personId(), work.now());
            Visit.SealedText words = command.words().missed(before.words().missed());
            List<String> changed =
                    Differences.between(VisitVersion.fields(was, before.words()), VisitVersion.fields(is, words));
            if (changed.isEmpty()) return new Outcome.Done<>(before);
            if (OvertakenStep.isStale(before, version)) return new Outcome.Stale<>(before, changed);
            LocalDate judged = asMade(before, was, command) ? null : before.plannedOn();
            List<FieldError> wrong = refusals(actor, file, judged, command);
            if (!wrong.isEmpty()) return new Outcome.Refused<>(wrong);
            store.keep(before, why, work.now());
            store.correct(file.id(), before.id(), is, words);
            if (file.status().open()) planner.renew(file);
            events.publishEvent(command.event(file.id(), actor.personId(), before.version(), changed));
            ring(actor, file);
            return noted(file, before.id(), "followup.visit-corrected", Map.of("fields", changed));
        });
    }

    /** Another day or way of a visit that was planned is judged like the record itself: a call is no visit, nor is a day long before. */
    private static boolean asMade(Visit before, Visit.Done was, RecordVisit command) {
        return before.unplanned() || was.on().equals(command.on()) && Objects.equals(was.mode(), command.mode());
    }

    /** What a visit said before it was corrected, newest first. Read together with the visits, which are journalled. */
    List<VisitVersion> versions(Actor actor, String code, UUID visit) {
        return work.peek(actor, code, Section.FOLLOW_UP, file -> store.versions(file.id(), visit))
                .orElse(List.of());
    }

    /** On which day a visit had been planned before it was moved, the last move first. Read together with the visits, which are journalled. */
    List<VisitMove> moves(Actor actor, String code, UUID visit) {
        return work.peek(actor, code, Section.FOLLOW_UP, file -> store.moves(file.id(), visit))
                .orElse(List.of());
    }

    /** The visits as they were at the end of a past day: those that there were, on the days for which they were planned then. The reading is journalled. */
    public Outcome<List<Visit>> of(Actor actor, String code, LocalDate day) {
        Instant end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return work.read(
                actor,
                code,
                Section.FOLLOW_UP,
                "followup.visits-read",
                file -> store.of(file.id(), end).stream()
                        .map(visit -> visit.asOf(end))
                        .toList());
    }

    static Map<String, String> facts(PlanVisit planned) {
        return Map.of("on", planned.on().toString());
    }

    static Map<String, String> facts(RecordVisit made) {
        return Map.of("on", made.on().toString(), "mode", made.mode());
    }

    private void planFollowing(CaseFile file, @Nullable LocalDate nextOn, boolean seen) {
        if (!file.status().open()) return;
        if (nextOn != null) insert(file, new PlanVisit(Ids.next(), Visit.Type.ROUTINE, nextOn), seen);
        planner.fillFromLastPlanned(file);
    }

    /** A record waits for the supervisor's look; a visit that is put off or taken back is theirs to know. */
    private void ring(Actor actor, CaseFile file) {
        UUID supervisor = file.supervisorId();
        if (supervisor != null && !supervisor.equals(actor.personId()))
            events.publishEvent(
                    new Notification(Set.of(supervisor), Notification.TASK).onFile(file.id(), Matter.VISIT));
    }

    /**
     * Gives a visit another day, as long as its own has not passed.
     *
     * @param reason a code of {@code visit-move-reason}
     */
    public Outcome<Visit> move(
            Actor actor, String code, UUID id, LocalDate to, String reason, @Nullable Integer version) {
        return onOpen(actor, code, id, version, OvertakenStep.wanted("plannedOn", to), (file, visit) -> {
            if (visit.plannedOn().isBefore(work.today()))
                return Outcome.Refused.because("plannedOn", "followup.visit-day-passed");
            FieldError why = PlanVisit.refusal("plannedOn", to, work.today());
            if (why != null) return new Outcome.Refused<>(why);
            if (to.equals(visit.plannedOn())) return new Outcome.Done<>(visit);
            if (planner.isHigh(file) && to.isAfter(visit.firstOn()))
                return Outcome.Refused.because("plannedOn", "followup.visit-move-high");
            int most = planner.interval(file);
            if (to.isAfter(visit.firstOn().plusDays(most)))
                return Outcome.Refused.because("plannedOn", "followup.visit-move-too-far", most);
            planner.withdrawNear(file, id, to, false);
            store.move(visit, Ids.next(), to, reason, work.now());
            planner.fillFromLastPlanned(file);
            if (to.isAfter(visit.firstOn().plusDays(policies.days("visit.on-time.tolerance")))) ring(actor, file);
            return noted(
                    file,
                    id,
                    "followup.visit-moved",
                    Map.of("from", visit.plannedOn().toString(), "to", to.toString(), "reason", reason));
        });
    }

    /**
     * Takes a visit back before its day; afterwards it was made or missed. One that was put off is taken back before the first of its days only: from then on
     * it counts as late, and taking it back would take it out of the count.
     *
     * @param reason a code of {@code visit-cancel-reason}
     */
    public Outcome<Visit> cancel(
            Actor actor, String code, UUID id, String reason, @Nullable String why, @Nullable Integer version) {
        return onOpen(actor, code, id, version, OvertakenStep.wanted("cancelReason", reason), (file, visit) -> {
            if (!visit.plannedOn().isAfter(work.today()))
                return Outcome.Refused.because("reason", "followup.visit-day-passed");
            if (!visit.firstOn().isAfter(work.today()))
                return Outcome.Refused.because("reason", "followup.visit-first-day-passed");
            store.cancel(visit, reason, visit.words().cancelled(why), work.now());
            planner.refillAfterCancelled(file, visit.plannedOn());
            ring(actor, file);
            return noted(file, id, "followup.visit-cancelled", Map.of("reason", reason));
        });
    }

    /**
     * Says why a visit was not made, from its day on.
     *
     * @param reason a code of {@code visit-missed-reason}
     */
    public Outcome<Visit> missed(
            Actor actor,
            String code,
            UUID id,
            String reason,
            @Nullable String why,
            @Nullable LocalDate nextOn,
            @Nullable Integer version) {
        return work.onAny(actor, code, Verb.VISIT_WRITE, Section.FOLLOW_UP, file -> {
            if (work.onlyByEmergency(file)) return CaseWork.byEmergency();
            Visit visit = store.find(file.id(), id).orElse(null);
            if (visit == null) return new Outcome.NotFound<>();
            if (OvertakenStep.isStale(visit, version))
                return OvertakenStep.stale(visit, OvertakenStep.wanted("missedReason", reason));
            if (visit.done() != null || visit.cancelledAt() != null)
                return Outcome.Refused.because("reason", "followup.visit-recorded");
            if (visit.plannedOn().isAfter(work.today()))
                return Outcome.Refused.because("reason", "followup.visit-to-come");
            FieldError next = nextOn == null ? null : PlanVisit.refusal("nextOn", nextOn, work.today());
            if (next != null) return new Outcome.Refused<>(List.of(next));
            store.miss(visit, reason, visit.words().missed(why), work.now());
            if (UNSAFE.equals(reason))
                events.publishEvent(new DangerWritten(file, DangerWritten.Where.VISIT_UNSAFE, actor.personId()));
            planFollowing(file, nextOn, false);
            return noted(file, id, "followup.visit-missed", Map.of("reason", reason));
        });
    }

    /** A supervisor looked through the record of another person. */
    public Outcome<Visit> review(
            Actor actor, String code, UUID id, @Nullable String remark, @Nullable Integer version) {
        return work.onAny(actor, code, Verb.VISIT_REVIEW, Section.FOLLOW_UP, file -> {
            Visit visit = store.find(file.id(), id).orElse(null);
            if (visit == null) return new Outcome.NotFound<>();
            if (OvertakenStep.isStale(visit, version))
                return OvertakenStep.stale(visit, OvertakenStep.wanted("review", remark));
            Visit.Done done = visit.done();
            if (done == null) return Outcome.Refused.because("review", "followup.visit-not-recorded");
            if (actor.personId().equals(done.recordedBy()) || actor.personId().equals(done.madeBy()))
                return Outcome.Refused.because("review", "followup.visit-own-record");
            if (visit.reviewedAt() != null) return Outcome.Refused.because("review", "followup.visit-reviewed");
            store.review(visit, actor.personId(), visit.words().reviewed(remark), work.now());
            // who wrote the record answers a remark; that it was read is said on the visit
            if (remark != null)
                Notification.others(Set.of(done.recordedBy()), actor.personId(), Notification.TASK)
                        .map(ring -> ring.onFile(file.id(), Matter.VISIT))
                        .ifPresent(events::publishEvent);
            return noted(file, id, "followup.visit-reviewed", Map.of());
        });
    }

    private Outcome<Visit> onOpen(
            Actor actor,
            String code,
            UUID id,
            @Nullable Integer version,
            Map<String, @Nullable Object> wanted,
            BiFunction<CaseFile, Visit, Outcome<Visit>> then) {
        return work.on(actor, code, Verb.VISIT_WRITE, Section.FOLLOW_UP, file -> {
            if (work.onlyByEmergency(file)) return CaseWork.byEmergency();
            Visit visit = store.find(file.id(), id).orElse(null);
            if (visit == null) return new Outcome.NotFound<>();
            if (OvertakenStep.isStale(visit, version)) return OvertakenStep.stale(visit, wanted);
            if (visit.done() != null || visit.cancelledAt() != null || visit.missedAt() != null)
                return Outcome.Refused.because("plannedOn", "followup.visit-recorded");
            return then.apply(file, visit);
        });
    }

    private Outcome<Visit> noted(CaseFile file, UUID id, String act, Map<String, ?> facts) {
        work.note(file, Section.FOLLOW_UP, act, facts);
        return new Outcome.Done<>(store.find(file.id(), id).orElseThrow());
    }
}
