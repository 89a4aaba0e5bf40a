package org.akoma.protection.placement;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Notification;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Once;
import org.akoma.protection.cases.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** What a shelter has to do for a child's safety: written by who works on the case, read by the shelter for as long as the child stays there. */
@Service
class StayInstructions {

    private final StayInstructionStore store;
    private final PlacementStore placements;
    private final CaseWork work;
    private final ApplicationEventPublisher events;

    StayInstructions(
            StayInstructionStore store, PlacementStore placements, CaseWork work, ApplicationEventPublisher events) {
        this.store = store;
        this.placements = placements;
        this.work = work;
        this.events = events;
    }

    /** Of the stay that runs now, newest first; the reading is journalled. */
    Outcome<List<StayInstruction>> of(Actor actor, String code) {
        return work.read(
                actor, code, Section.PLACEMENT, "cases.stay-instructions-read", file -> store.ofRunningStay(file.id()));
    }

    /** Whether the child sleeps in a shelter for which none is written; not journalled. */
    boolean lack(Actor actor, String code) {
        return work.peek(
                        actor,
                        code,
                        Section.PLACEMENT,
                        file -> running(file) != null
                                && store.ofRunningStay(file.id()).isEmpty())
                .orElse(false);
    }

    /** Rings the people of the shelter, and who supervises the file. */
    Outcome<StayInstruction> write(Actor actor, String code, InstructStay command) {
        return work.once(
                actor,
                code,
                Verb.CASE_WRITE,
                Section.PLACEMENT,
                new Once<>(command.id(), command, file -> store.find(file.id(), command.id())),
                file -> {
                    Placement stay = running(file);
                    if (stay == null) return Outcome.Refused.because("text", "cases.no-stay");
                    store.insert(file.id(), command.id(), stay.id(), command.text(), actor.personId());
                    work.note(file, Section.PLACEMENT, "cases.stay-instructed", Map.of());
                    ring(actor, file, stay);
                    return new Outcome.Done<>(
                            store.find(file.id(), command.id()).orElseThrow());
                });
    }

    private @Nullable Placement running(CaseFile file) {
        return placements
                .in(file.id(), Placement.State.CURRENT)
                .filter(home -> home.shelterId() != null)
                .orElse(null);
    }

    private void ring(Actor actor, CaseFile file, Placement stay) {
        if (stay.shelterId() == null) return;
        Set<UUID> hear = new HashSet<>(placements.shelterPeople(stay.shelterId()));
        if (file.supervisorId() != null) hear.add(file.supervisorId());
        Notification.others(hear, actor.personId(), Notification.TASK).ifPresent(events::publishEvent);
    }
}
