package org.akoma.protection.placement;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Where children live, for the rooms that judge by it. Call inside an actor's transaction; nothing is journalled. */
@Component
public class Homes {

    private final PlacementStore store;
    private final StayStore stays;

    Homes(PlacementStore store, StayStore stays) {
        this.store = store;
        this.stays = stays;
    }

    public Optional<Placement> find(UUID file, UUID placement) {
        return store.find(file, placement);
    }

    /** The home that is in this state; at most one is current, or proposed. */
    public Optional<Placement> in(UUID file, Placement.State state) {
        return store.in(file, state);
    }

    /** The home in this country that two people agreed to and that has not begun. */
    public Optional<Placement> agreedIn(UUID file, String country) {
        return store.agreedIn(file, country);
    }

    /** Whether the child is searched for and no visit has seen it since. */
    public boolean isSoughtUnseen(UUID file) {
        return store.isSoughtUnseen(file);
    }

    /** Whether the family bars a return; for who does not see the family, as if it did. */
    public boolean isBarredByFamily(UUID file) {
        return store.familyBars(file);
    }

    /** The country of the place where the child is, or was last; before any place, of the structure that looks after the file. */
    public Optional<String> countryNow(UUID file) {
        return store.countryNow(file);
    }

    /** The people of the shelter where the child was last. */
    public List<UUID> lastShelterPeople(UUID file) {
        return store.lastShelterPeople(file);
    }

    /** Whether no home begins with the child's arrival there: a danger was reported since two people agreed to it. */
    public boolean arrivesIntoDanger(UUID home) {
        return store.arrivesIntoDanger(home);
    }

    /** Whether the actor reads all that a return depends on, the alerts among it. */
    public boolean readsGate(UUID file) {
        return stays.readsGate(file);
    }

    /** The home abroad that was agreed to does not begin: the journey to it is over. */
    public void giveUp(UUID home) {
        store.withdraw(home);
    }

    /** The child lives there no more, and in no other place that is known. */
    public void leave(UUID file, Placement home, LeavePlace left) {
        store.leave(file, home, left);
    }

    /** The child arrived in the home abroad that was agreed to. */
    public void arrive(UUID placement) {
        store.arrive(placement);
    }
}
