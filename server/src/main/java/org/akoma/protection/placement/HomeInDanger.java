package org.akoma.protection.placement;

import java.util.stream.Stream;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.DangerWritten;
import org.akoma.protection.identity.FamilyBarred;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** A child lives with a family that bars a return, or is proposed to: that is a danger, at that moment. */
@Component
class HomeInDanger {

    private final PlacementStore places;
    private final ApplicationEventPublisher events;

    HomeInDanger(PlacementStore places, ApplicationEventPublisher events) {
        this.places = places;
        this.events = events;
    }

    @EventListener
    void on(FamilyBarred barred) {
        if (livesThere(barred.file()))
            events.publishEvent(new DangerWritten(barred.file(), DangerWritten.Where.FAMILY, barred.recordedBy()));
    }

    /** Whether the child lives with the family or relatives, or is proposed to. */
    private boolean livesThere(CaseFile file) {
        return Stream.of(Placement.State.CURRENT, Placement.State.PROPOSED)
                .flatMap(state -> places.in(file.id(), state).stream())
                .anyMatch(home -> home.kind().isFamily());
    }
}
