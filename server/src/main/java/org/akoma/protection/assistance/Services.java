package org.akoma.protection.assistance;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Grants;
import org.akoma.ground.access.Matter;
import org.akoma.ground.access.Notification;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.reference.Policies;
import org.akoma.protection.cases.Ages;
import org.akoma.protection.cases.CaseChanged;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.DangerWritten;
import org.akoma.protection.cases.Differences;
import org.akoma.protection.cases.Once;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.consent.ConsentGate;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What is done for a child: planned by the worker, approved by a supervisor who did not plan it, seen through or broken off. */
@Component
public class Services {

    /** The steps that a no to case management stops. */
    /** Of the list {@code service-interruption}. */
    private static final String UNSAFE = "SAFETY";

    private static final Set<String> GOES_ON = Set.of("approved", "started");

    private final ServiceStore store;
    private final Providers providers;
    private final CaseWork work;
    private final Grants grants;
    private final ConsentGate consent;
    private final Policies policies;
    private final ApplicationEventPublisher events;

    Services(
            ServiceStore store,
            Providers providers,
            CaseWork work,
            Grants grants,
            ConsentGate consent,
            Policies policies,
            ApplicationEventPublisher events) {
        this.store = store;
        this.providers = providers;
        this.work = work;
        this.grants = grants;
        this.consent = consent;
        this.policies = policies;
        this.events = events;
    }

    /** The child's services that this reader sees, the newest first: a shelter and a provider see their own. The reading is journalled. */
    public Outcome<List<Service>> of(Actor actor, String code) {
        if (!actor.may(Verb.SERVICE_READ) || budgetsOnly(actor)) return new Outcome.NotFound<>();
        return work.read(actor, code, Section.STATUS, "assistance.services-read", file -> {
            boolean words = grants.holds(file.id(), Section.ASSISTANCE, false) && !actor.is(Role.EVALUATOR);
            List<Service> seen = store.of(file.id());
            return words ? seen : seen.stream().map(Service::withoutNote).toList();
        });
    }

    /** Who sees services in the list alone, whatever else they are that reads none: they open no file. */
    public static boolean budgetsOnly(Actor actor) {
        return actor.roles().stream()
                .filter(role -> role.verbs().contains(Verb.SERVICE_READ))
                .allMatch(role -> role == Role.PROJECT_MANAGER || role == Role.FINANCE_OFFICER);
    }

    public Outcome<Service> plan(Actor actor, String code, PlanService command) {
        return work.once(
                actor,
                code,
                Verb.SERVICE_PLAN,
                Section.ASSISTANCE,
                new Once<>(command.id(), command, file -> store.find(file.id(), command.id())),
                file -> begin(actor, file, command));
    }

    private Outcome<Service> begin(Actor actor, CaseFile file, PlanService command) {
        if (!mayWrite(file, Service.sectionOf(command.code()))) return new Outcome.Forbidden<>();
        Instant now = work.now();
        FieldError why = command.refusal(Ages.on(file, null, day(command, now)), now, policies);
        if (why == null) why = afterNo(file, command.code());
        if (why == null && command.endedAt() == null) why = inDanger(file, command.code(), command.provider());
        if (why == null && command.startedAt() != null) why = early(file.id(), "startedAt", command.startedAt());
        if (why != null) return new Outcome.Refused<>(why);
        if (command.goalId() != null && !store.isGoal(file.id(), command.goalId()))
            return Outcome.Refused.because("goal", "assistance.unknown-goal");
        Providers.Place place = providers.place(actor, command.provider()).orElse(null);
        if (command.provider() != null && place == null)
            return Outcome.Refused.because("provider", "assistance.unknown-provider");
        Service made = made(actor, file, command, now);
        FieldError full =
                command.startedAt() == null || command.endedAt() != null ? null : full(made, command.startedAt());
        if (full != null) return new Outcome.Refused<>(full);
        store.insert(file, made, place);
        boolean supervised = command.startedAt() == null && file.supervisorId() != null;
        if (supervised) ring(actor, file, file.supervisorId());
        return noted(file, command.id(), command.startedAt() == null ? "planned" : "given");
    }

    /** The child left this place of learning, and a danger runs: nobody sends it back there by a service either. */
    private @Nullable FieldError inDanger(CaseFile file, String code, @Nullable String provider) {
        return provider != null && code.startsWith("LT") && store.isLeftInDanger(file.id(), provider)
                ? FieldError.of("provider", "assistance.enrolment-in-danger", provider)
                : null;
    }

    /** After a no to case management only what is immediate is given ({@code requirements.md 2.6}). */
    private @Nullable FieldError afterNo(CaseFile file, String code) {
        return code.startsWith("LT") ? consent.refusal(file) : null;
    }

    private static LocalDate day(PlanService command, Instant now) {
        if (command.fromOn() != null) return command.fromOn();
        return LocalDate.ofInstant(command.startedAt() == null ? now : command.startedAt(), ZoneOffset.UTC);
    }

    private Service made(Actor actor, CaseFile file, PlanService command, Instant now) {
        TimeFrame frame = command.timeFrame();
        return new Service(
                command.id(),
                file.id(),
                command.code(),
                command.state(),
                frame,
                frame == null ? null : now.plus(frame.length(policies)),
                command.provider(),
                command.goalId(),
                command.fromOn(),
                command.untilOn(),
                actor.personId(),
                now,
                null,
                null,
                command.startedAt(),
                command.endedAt(),
                null,
                command.note(),
                1);
    }

    /** Puts otherwise what has not begun; what was agreed to and is no longer the same waits for the supervisor again. */
    public Outcome<Service> change(Actor actor, String code, ChangeService command, int version) {
        return work.on(actor, code, Verb.SERVICE_GIVE, Section.ASSISTANCE, file -> {
            Service before = store.find(file.id(), command.id()).orElse(null);
            if (before == null) return new Outcome.NotFound<>();
            if (!mayWrite(file, before.section())) return new Outcome.Forbidden<>();
            List<String> differing =
                    Differences.between(ChangeService.of(before).fields(), command.fields());
            if (before.version() != version) return new Outcome.Stale<>(before, differing);
            if (differing.isEmpty()) return new Outcome.Done<>(before);
            FieldError why = command.refusal(before);
            if (why == null) why = inDanger(file, before.code(), command.provider());
            return why == null ? put(actor, file, before, command) : new Outcome.Refused<>(why);
        });
    }

    private Outcome<Service> put(Actor actor, CaseFile file, Service before, ChangeService command) {
        if (command.goalId() != null && !store.isGoal(file.id(), command.goalId()))
            return Outcome.Refused.because("goal", "assistance.unknown-goal");
        Providers.Place place = providers.place(actor, command.provider()).orElse(null);
        if (command.provider() != null && place == null)
            return Outcome.Refused.because("provider", "assistance.unknown-provider");
        TimeFrame frame = command.timeFrame();
        Instant due = frame == null ? null : before.plannedAt().plus(frame.length(policies));
        boolean again = command.asksAgain(before);
        if (!store.change(before, command, due, place, again)) return stale(before);
        if (again) ring(actor, file, file.supervisorId());
        return noted(file, before.id(), "changed");
    }

    /**
     * A supervisor agrees; to what was given at once, afterwards.
     *
     * @param version of what was read; null = whatever it is
     */
    public Outcome<Service> approve(Actor actor, String code, UUID id, @Nullable Integer version) {
        return work.on(
                actor,
                code,
                Verb.SERVICE_APPROVE,
                Section.ASSISTANCE,
                file -> step(file, id, version, "approved", service -> {
                    FieldError why = service.refusalToApprove(actor.personId());
                    if (why == null) why = inDanger(file, service.code(), service.provider());
                    return why == null
                            ? done(store.approve(service.id(), service.version(), actor.personId(), work.now()))
                            : no(why);
                }));
    }

    /** @param at when it began, not in the future */
    public Outcome<Service> start(Actor actor, String code, UUID id, Instant at, @Nullable Integer version) {
        return seeThrough(actor, code, id, version, "started", service -> {
            FieldError why = service.refusalToStart(at, work.now());
            if (why == null) why = early(service.fileId(), "at", at);
            if (why == null) why = full(service, at);
            return why == null ? done(store.start(service, at)) : no(why);
        });
    }

    /** Nothing was given before the child was found. */
    private @Nullable FieldError early(UUID file, String field, Instant at) {
        LocalDate first = store.firstDay(file);
        return first != null && LocalDate.ofInstant(at, ZoneOffset.UTC).isBefore(first)
                ? FieldError.of(field, "cases.before-found", first)
                : null;
    }

    /** Locks the provider until the end of the transaction, so that two people do not both take its last place. */
    private @Nullable FieldError full(Service service, Instant at) {
        if (service.provider() == null) return null;
        store.alone(service.provider(), service.code());
        LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
        Integer places = providers.places(service.provider(), service.code(), day);
        return places != null && store.given(service.provider(), service.code(), day) >= places
                ? FieldError.of("provider", "assistance.provider-full", service.provider(), places)
                : null;
    }

    public Outcome<Service> complete(Actor actor, String code, UUID id, Instant at, @Nullable Integer version) {
        return end(actor, code, id, Service.State.COMPLETED, at, null, version);
    }

    /** @param reason a code of {@code service-interruption} */
    public Outcome<Service> interrupt(
            Actor actor, String code, UUID id, Instant at, @Nullable String reason, @Nullable Integer version) {
        return end(actor, code, id, Service.State.INTERRUPTED, at, reason, version);
    }

    private Outcome<Service> end(
            Actor actor,
            String code,
            UUID id,
            Service.State state,
            Instant at,
            @Nullable String reason,
            @Nullable Integer version) {
        boolean completed = state == Service.State.COMPLETED;
        return seeThrough(actor, code, id, version, completed ? "completed" : "interrupted", service -> {
            FieldError why = service.refusalToEnd(completed, reason, at, work.now());
            return why == null ? done(store.end(service, state, at, reason)) : no(why);
        });
    }

    /** The result of a step: the rule that refuses it, and whether this caller made it first. */
    private record Step(@Nullable FieldError why, boolean first) {}

    private static Step done(boolean first) {
        return new Step(null, first);
    }

    private static Step no(FieldError why) {
        return new Step(why, true);
    }

    /** By who works on the file; and by the structure that gives it, which sees of the file nothing else. */
    private Outcome<Service> seeThrough(
            Actor actor, String code, UUID id, @Nullable Integer version, String act, Function<Service, Step> step) {
        return work.as(actor, () -> {
            CaseFile given = givenHere(actor, code, id).orElse(null);
            if (given == null)
                return work.on(
                        actor,
                        code,
                        Verb.SERVICE_GIVE,
                        Section.ASSISTANCE,
                        file -> heard(actor, file, step(file, id, version, act, step)));
            if (!given.status().open()) return Outcome.Refused.because("status", "cases.file-closed");
            Outcome<Service> outcome = heard(actor, given, step(given, id, version, act, step));
            if (outcome instanceof Outcome.Done<Service>) ring(actor, given, given.workerId());
            return outcome;
        });
    }

    /** The file, when its service is given by the caller's structure and the caller may say how far it is without working on the file. */
    private Optional<CaseFile> givenHere(Actor actor, String code, UUID id) {
        if (!actor.is(Role.PROVIDER) || !actor.may(Verb.SERVICE_GIVE)) return Optional.empty();
        return work.peek(actor, code, Section.STATUS, file -> file)
                .filter(file -> !grants.holds(file.id(), Section.ASSISTANCE, true))
                .filter(file -> store.find(file.id(), id).isEmpty()
                        || store.givenHere(file.id()).contains(id));
    }

    private Outcome<Service> step(
            CaseFile file, UUID id, @Nullable Integer version, String act, Function<Service, Step> step) {
        Service before = store.find(file.id(), id).orElse(null);
        if (before == null) return new Outcome.NotFound<>();
        if (!mayWrite(file, before.section()) && !store.givenHere(file.id()).contains(id))
            return new Outcome.Forbidden<>();
        if (version != null && version != before.version()) return stale(before);
        FieldError no = GOES_ON.contains(act) ? afterNo(file, before.code()) : null;
        if (no == null && act.equals("started")) no = inDanger(file, before.code(), before.provider());
        if (no != null) return new Outcome.Refused<>(no);
        Step taken = step.apply(before);
        if (taken.why() != null) return new Outcome.Refused<>(List.of(taken.why()));
        return taken.first() ? noted(file, id, act) : stale(before);
    }

    /** A service that was stopped for the child's safety is danger. */
    private Outcome<Service> heard(Actor actor, CaseFile file, Outcome<Service> outcome) {
        if (outcome instanceof Outcome.Done<Service>(Service service) && UNSAFE.equals(service.reason()))
            events.publishEvent(new DangerWritten(file, DangerWritten.Where.SERVICE_UNSAFE, actor.personId()));
        return outcome;
    }

    /** Somebody took a step before: how far the service is, is what differs. */
    private static Outcome<Service> stale(Service now) {
        return new Outcome.Stale<>(now, List.of("state"));
    }

    /** The services of the file that this reader may say of how far they are; {@link #change} is for who writes in the file. */
    public Set<UUID> inHand(Actor actor, String code) {
        if (!actor.may(Verb.SERVICE_GIVE)) return Set.of();
        return work.peek(
                        actor,
                        code,
                        Section.STATUS,
                        file -> grants.holds(file.id(), Section.ASSISTANCE, true)
                                ? store.of(file.id()).stream()
                                        .filter(one -> mayWrite(file, one.section()))
                                        .map(Service::id)
                                        .collect(Collectors.toUnmodifiableSet())
                                : actor.is(Role.PROVIDER) ? store.givenHere(file.id()) : Set.<UUID>of())
                .orElseGet(Set::of);
    }

    private boolean mayWrite(CaseFile file, Section section) {
        return section == Section.ASSISTANCE || grants.holds(file.id(), section, true);
    }

    private Outcome<Service> noted(CaseFile file, UUID id, String act) {
        Service now = store.find(file.id(), id).orElseThrow();
        work.note(file, now.section(), "assistance.service-" + act, Map.of("service", now.code()));
        return new Outcome.Done<>(now);
    }

    private void ring(Actor actor, CaseFile file, @Nullable UUID person) {
        if (person != null && !person.equals(actor.personId()))
            events.publishEvent(new Notification(Set.of(person), Notification.TASK).onFile(file.id(), Matter.SERVICE));
    }

    @EventListener
    void follow(CaseChanged changed) {
        boolean moved = !changed.before().workerId().equals(changed.after().workerId())
                || !changed.before().organisationId().equals(changed.after().organisationId())
                || !java.util.Objects.equals(
                        changed.before().supervisorId(), changed.after().supervisorId());
        if (moved) store.follow(changed.after().id());
    }
}
