package org.akoma.protection.placement;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Matter;
import org.akoma.ground.access.Notification;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseFiles;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.FileDangers;
import org.akoma.protection.cases.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * What the manager of a shelter does for a child that stays there ({@code requirements.md 9}: placement U, own; visit C notes): the order of the
 * court, and that the child left. The child's worker and supervisor are notified each time.
 */
@Service
public class Stays {

    private final StayStore store;
    private final PlacementStore placements;
    private final CaseFiles files;
    private final CaseWork work;
    private final MissingChildren missing;
    private final ApplicationEventPublisher events;
    private final CareOrders orders;
    private final StayInstructions instructions;
    private final FileDangers dangers;

    Stays(
            StayStore store,
            PlacementStore placements,
            CaseFiles files,
            CaseWork work,
            MissingChildren missing,
            ApplicationEventPublisher events,
            CareOrders orders,
            StayInstructions instructions,
            FileDangers dangers) {
        this.dangers = dangers;
        this.instructions = instructions;
        this.orders = orders;
        this.store = store;
        this.placements = placements;
        this.files = files;
        this.work = work;
        this.missing = missing;
        this.events = events;
    }

    /** Whether the child stays now in a shelter that this person runs, and that is how they may write. Call inside an actor's transaction. */
    public boolean houses(Actor actor, CaseFile file) {
        return actor.may(Verb.PLACEMENT_WRITE) && store.houses(file.id()) && !work.mayWrite(file, Section.PLACEMENT);
    }

    /** Whether the child stays now in a shelter that is run by who acts. Call inside an actor's transaction. */
    public boolean houses(CaseFile file) {
        return store.houses(file.id());
    }

    /** Whether who reads the file reads it for a stay, and no other way shows the home. Call inside an actor's transaction. */
    boolean housesOnly(CaseFile file) {
        return store.houses(file.id()) && !store.worksOnHome(file.id());
    }

    /** What the shelter has to do for the child's safety, newest first; the reading is journalled. */
    public Outcome<List<StayInstruction>> instructions(Actor actor, String code) {
        return instructions.of(actor, code);
    }

    /** Whether the child sleeps in a shelter for which nothing is written, for who reads where it lives; not journalled. */
    public boolean lackInstructions(Actor actor, String code) {
        return instructions.lack(actor, code);
    }

    /**
     * What a shelter hears of danger to a child that stays there.
     *
     * @param all by kind alone, the gravest first
     * @param call null where there is no danger
     */
    record Told(List<FileDangers.Danger> all, FileDangers.@Nullable Call call) {}

    /** For who runs the shelter where the child stays, and is the same as their page says; the reading is journalled. */
    Outcome<Told> dangers(Actor actor, String code) {
        boolean houses = work.peek(actor, code, Section.PLACEMENT, file -> houses(actor, file))
                .orElse(false);
        if (!houses) return new Outcome.NotFound<>();
        return work.read(actor, code, Section.PLACEMENT, "cases.stay-dangers-read", file -> {
            List<FileDangers.Danger> all = dangers.whereItSleeps(file.id());
            return new Told(all, all.isEmpty() ? null : dangers.whomToCall(file));
        });
    }

    /** The date of the court's order for the running stay (T12). */
    Outcome<Placement> order(Actor actor, String code, LocalDate day) {
        return onOwnStay(actor, code, "careOrderOn", (file, current) -> {
            Outcome<Placement> asked = orders.ask(actor, file, current, day, false);
            if (asked instanceof Outcome.Done<Placement>) ring(file);
            return asked;
        });
    }

    /** The child has left, and lives nowhere that is known; from then on the shelter does not see the file. */
    Outcome<Placement> leave(Actor actor, String code, LeavePlace command) {
        return onOwnStay(actor, code, "until", (file, current) -> {
            FieldError why = command.refusal(current, work.today());
            if (why != null) return new Outcome.Refused<>(why);
            placements.leave(file.id(), current, command);
            files.leftHome(file.id(), () -> store.leftHome(file.id()));
            missing.left(actor, file, command);
            Outcome<Placement> done = noted(file, current, "cases.placement-ended");
            store.endSight(file.id());
            return done;
        });
    }

    /** Why the actor alone does not end this stay: a danger runs or they do not read it; null: they may, or what happened to the child is a fact. */
    @Nullable
    FieldError kept(Placement stay, LeavePlace.Reason reason) {
        String code = reason.isMissing() ? null : store.kept(stay.id());
        return code == null ? null : FieldError.of("reason", code);
    }

    private Outcome<Placement> onOwnStay(
            Actor actor, String code, String field, BiFunction<CaseFile, Placement, Outcome<Placement>> act) {
        return work.onceWhere(actor, code, file -> houses(actor, file), file -> Optional.empty(), file -> {
            Placement current =
                    placements.in(file.id(), Placement.State.CURRENT).orElse(null);
            return current == null ? Outcome.Refused.because(field, "cases.no-placement") : act.apply(file, current);
        });
    }

    private Outcome<Placement> noted(CaseFile file, Placement before, String act) {
        Placement now = placements.find(file.id(), before.id()).orElse(before);
        work.note(
                file,
                Section.PLACEMENT,
                act,
                Map.of("kind", now.kind().name(), "since", now.since().toString()));
        ring(file);
        return new Outcome.Done<>(now);
    }

    /** Those who follow the child hear of what the shelter wrote. */
    public void ring(CaseFile file) {
        events.publishEvent(new Notification(followers(file.workerId(), file.supervisorId()), Notification.TASK)
                .onFile(file.id(), Matter.STAY));
    }

    private static Set<UUID> followers(UUID worker, @Nullable UUID supervisor) {
        return Stream.concat(Stream.of(worker), Stream.ofNullable(supervisor)).collect(Collectors.toSet());
    }
}
