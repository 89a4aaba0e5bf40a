package org.akoma.programme.findings;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.Bells;
import org.akoma.ground.pages.Formats;
import org.akoma.programme.evaluation.Missions;
import org.springframework.stereotype.Component;

/** Actions, answered recommendations, and missions whose findings were released, to which notifications lead, for who reads them. */
@Component
class FindingTargets implements Bells.Room {

    private final Actions actions;
    private final Missions missions;
    private final FindingStore store;
    private final ActorTransactions transactions;
    private final Formats words;

    FindingTargets(
            Actions actions, Missions missions, FindingStore store, ActorTransactions transactions, Formats words) {
        this.actions = actions;
        this.missions = missions;
        this.store = store;
        this.transactions = transactions;
        this.words = words;
    }

    @Override
    public Map<UUID, Bells.Target> targets(Actor actor, Collection<UUID> ids) {
        return Bells.Room.found(
                ids, id -> action(actor, id).or(() -> recommendation(actor, id)).or(() -> mission(actor, id)));
    }

    private Optional<Bells.Target> action(Actor actor, UUID id) {
        return actions.find(actor, id)
                .map(one -> Bells.Target.about("/actions/" + id, null, words.text("notices.about.action", one.code())));
    }

    /** By its code alone, which is no reading of the mission. */
    private Optional<Bells.Target> recommendation(Actor actor, UUID id) {
        if (!actor.may(Verb.FINDING_READ)) return Optional.empty();
        return transactions
                .as(actor, () -> store.recommendation(id))
                .map(one -> Bells.Target.about(
                        "/recommendations/" + id,
                        null,
                        words.text("notices.about.response", one.mission() + " " + one.code())));
    }

    private Optional<Bells.Target> mission(Actor actor, UUID id) {
        return missions.find(actor, id)
                .map(one -> Bells.Target.about(
                        "/evaluations/" + one.code() + "/findings",
                        null,
                        words.text("notices.about.findings", one.code())));
    }
}
