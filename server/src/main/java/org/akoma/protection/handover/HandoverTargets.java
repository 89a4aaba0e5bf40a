package org.akoma.protection.handover;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.pages.Bells;
import org.akoma.ground.pages.Formats;
import org.akoma.protection.cases.CaseFiles;
import org.springframework.stereotype.Component;

/** Hand-overs to which notifications lead, for who reads the file: they say that it is one, and name no child. */
@Component
class HandoverTargets implements Bells.Room {

    private final HandoverStore store;
    private final CaseFiles files;
    private final ActorTransactions transactions;
    private final Formats words;

    HandoverTargets(HandoverStore store, CaseFiles files, ActorTransactions transactions, Formats words) {
        this.store = store;
        this.files = files;
        this.transactions = transactions;
        this.words = words;
    }

    @Override
    public Map<UUID, Bells.Target> targets(Actor actor, Collection<UUID> ids) {
        if (actor.compartment() != Compartment.PROTECTION) return Map.of();
        return transactions.as(
                actor,
                () -> Bells.Room.found(
                        ids,
                        id -> store.find(id)
                                .flatMap(one -> files.find(one.fileId()))
                                .map(file -> Bells.Target.about(
                                        "/cases/" + file.code() + "/handover", null, words.text("handover.bell")))));
    }
}
