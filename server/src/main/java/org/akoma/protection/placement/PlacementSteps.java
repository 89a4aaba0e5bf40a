package org.akoma.protection.placement;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Grant;
import org.akoma.ground.access.Grants;
import org.akoma.ground.access.Notification;
import org.akoma.ground.access.Section;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Proposal;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseFiles;
import org.akoma.protection.cases.CaseProgress;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.Proposed;
import org.akoma.protection.shelters.Shelter;
import org.akoma.protection.shelters.Shelters;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** What every change of a child's home is made of: asking a supervisor, leaving one place, beginning the next. Call inside an actor's transaction. */
@Component
public class PlacementSteps {

    /** STATUS too, read only: without the file's code and age the shelter could not find whom it looks after. */
    private static final Set<Section> SHELTER_SEES =
            Set.copyOf(EnumSet.of(Section.STATUS, Section.IDENTITY, Section.PLACEMENT));

    private final PlacementStore store;
    private final Shelters shelters;
    private final CaseFiles files;
    private final CaseProgress progress;
    private final CaseWork work;
    private final Grants grants;
    private final Decisions decisions;
    private final ApplicationEventPublisher events;

    PlacementSteps(
            PlacementStore store,
            Shelters shelters,
            CaseFiles files,
            CaseProgress progress,
            CaseWork work,
            Grants grants,
            Decisions decisions,
            ApplicationEventPublisher events) {
        this.store = store;
        this.shelters = shelters;
        this.files = files;
        this.progress = progress;
        this.work = work;
        this.grants = grants;
        this.decisions = decisions;
        this.events = events;
    }

    void propose(Actor actor, CaseFile file, Placement made) {
        decisions.propose(
                actor,
                Proposal.onFile(Placements.HOME, file.id(), made.id(), made.version())
                        .writtenBy(Set.of(made.recordedBy()))
                        .with(Proposed.sideBySide(today(file), proposed(file, made))));
    }

    private Map<String, @Nullable Object> proposed(CaseFile file, Placement made) {
        Map<String, @Nullable Object> fields = PlacementDecisions.fields(made, shelter(made));
        fields.put("searchedSince", file.lostSince());
        return fields;
    }

    private @Nullable String shelter(Placement home) {
        return home.shelterId() == null
                ? null
                : shelters.find(home.shelterId()).map(Shelter::code).orElse(null);
    }

    /** Where the child lives as was agreed, to be shown beside what is proposed: before a move that nobody has confirmed yet. */
    private Map<String, @Nullable Object> today(CaseFile file) {
        return store.in(file.id(), Placement.State.CURRENT)
                .map(home -> agreed(file, home))
                .map(home -> PlacementDecisions.fields(home, shelter(home)))
                .orElse(Map.of());
    }

    private Placement agreed(CaseFile file, Placement home) {
        return decisions.waiting(ShelterMoves.KIND, home.id()).isEmpty()
                ? home
                : store.from(home.id())
                        .flatMap(from -> store.find(file.id(), from))
                        .map(before -> agreed(file, before))
                        .orElse(home);
    }

    public void leave(Actor actor, CaseFile file, @Nullable Placement last, LocalDate day) {
        if (last == null) return;
        store.end(last.id(), day.isBefore(last.since()) ? last.since() : day);
        endStay(actor, file, last);
    }

    void endStay(Actor actor, CaseFile file, Placement last) {
        if (last.shelterId() == null) return;
        hear(actor, last.shelterId(), last.id());
        grants.end(file.id(), last.shelterId(), Grant.Reason.SHELTER_STAY);
    }

    /** The people of a shelter hear that a child comes or leaves; the ring leads to the stay for as long as it lasts. */
    private void hear(Actor actor, UUID shelter, UUID placement) {
        Notification.others(store.shelterPeople(shelter), actor.personId(), Notification.TASK)
                .map(ring -> ring.of(placement))
                .ifPresent(events::publishEvent);
    }

    public void begin(Actor actor, CaseFile file, Placement now) {
        if (now.shelterId() != null) {
            hear(actor, now.shelterId(), now.id());
            grants.give(
                    actor,
                    grants.starting(
                            file.id(),
                            Grant.Kind.UNIT,
                            now.shelterId(),
                            SHELTER_SEES,
                            false,
                            null,
                            Grant.Reason.SHELTER_STAY));
        }
        files.turn(file.id(), CaseFiles.Turn.CARE, now.kind().name(), work.now());
        if (!now.country().equals(file.country()))
            files.turn(file.id(), CaseFiles.Turn.COUNTRY, now.country(), work.now());
        boolean home = now.kind().isHome();
        if (home && file.status() == CaseFile.Status.ACTIVE) progress.move(file, CaseFile.Status.FOLLOW_UP);
    }

    Outcome<Placement> noted(CaseFile file, UUID placement, String act) {
        Placement now = store.find(file.id(), placement).orElseThrow();
        work.note(
                file,
                Section.PLACEMENT,
                act,
                Map.of("kind", now.kind().name(), "since", now.since().toString()));
        return new Outcome.Done<>(now);
    }
}
