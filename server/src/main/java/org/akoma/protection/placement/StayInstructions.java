package org.akoma.protection.placement;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.akoma.Ids;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Matter;
import org.akoma.ground.access.Notification;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.protection.assessment.HousedChildren;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Once;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.shelters.Shelters;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** What a shelter has to do for a child's safety: written by who works on the case, read by the shelter for as long as the child stays there. */
@Service
class StayInstructions implements HousedChildren {

    private final StayInstructionStore store;
    private final PlacementStore placements;
    private final Shelters shelters;
    private final CaseWork work;
    private final ApplicationEventPublisher events;

    StayInstructions(
            StayInstructionStore store,
            PlacementStore placements,
            Shelters shelters,
            CaseWork work,
            ApplicationEventPublisher events) {
        this.shelters = shelters;
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

    @Override
    public Optional<House> house(Actor actor, CaseFile file) {
        Placement stay = running(file);
        if (stay == null || !actor.may(Verb.CASE_WRITE) || !work.mayWrite(file, Section.PLACEMENT))
            return Optional.empty();
        if (work.onlyByEmergency(file)) return Optional.empty();
        UUID shelter = Objects.requireNonNull(stay.shelterId());
        return shelters.find(shelter)
                .map(there -> new House(
                        shelters.called(actor, there),
                        store.ofRunningStay(file.id()).stream()
                                .findFirst()
                                .map(StayInstruction::text)
                                .orElse(null)));
    }

    @Override
    public void hand(Actor actor, CaseFile file, String words) {
        keep(actor, file, Objects.requireNonNull(running(file)), Ids.next(), words);
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
                    keep(actor, file, stay, command.id(), command.text());
                    return new Outcome.Done<>(
                            store.find(file.id(), command.id()).orElseThrow());
                });
    }

    private void keep(Actor actor, CaseFile file, Placement stay, UUID id, String words) {
        store.insert(file.id(), id, stay.id(), words, actor.personId());
        work.note(file, Section.PLACEMENT, "cases.stay-instructed", Map.of());
        ring(actor, file, stay);
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
        Notification.others(hear, actor.personId(), Notification.TASK)
                .map(ring -> ring.onFile(file.id(), Matter.INSTRUCTION))
                .ifPresent(events::publishEvent);
    }
}
