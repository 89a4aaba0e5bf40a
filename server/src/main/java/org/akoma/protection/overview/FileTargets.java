package org.akoma.protection.overview;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.pages.Bells;
import org.akoma.protection.cases.CaseFiles;
import org.springframework.stereotype.Component;

/**
 * Files of children to which notifications lead, by the code, for who may open the file. To anybody else the notification is bare: the data protection officer,
 * a project manager without the file, and who no longer works on it.
 */
@Component
class FileTargets implements Bells.Room {

    private final CaseFiles files;
    private final ActorTransactions transactions;

    FileTargets(CaseFiles files, ActorTransactions transactions) {
        this.files = files;
        this.transactions = transactions;
    }

    @Override
    public Map<UUID, Bells.Target> targets(Actor actor, Collection<UUID> ids) {
        if (actor.compartment() != Compartment.PROTECTION) return Map.of();
        return transactions.as(
                actor, () -> Bells.Room.found(ids, id -> files.find(id).map(file -> Bells.Target.ofFile(file.code()))));
    }
}
