package org.akoma.protection.consent;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.journal.Journal;
import org.springframework.stereotype.Service;

/** What the data protection officer reads of a child's consents; of the file itself they read nothing. */
@Service
class OverseenConsents {

    private final OverseenConsentStore store;
    private final ActorTransactions transactions;
    private final Journal journal;

    OverseenConsents(OverseenConsentStore store, ActorTransactions transactions, Journal journal) {
        this.store = store;
        this.transactions = transactions;
        this.journal = journal;
    }

    static boolean reads(Actor actor) {
        return actor.is(Role.DATA_PROTECTION_OFFICER);
    }

    /** Newest first; empty when there is no such file. The reading is journalled, in the reader's chain and the file's. */
    Optional<List<OverseenConsent>> of(Actor actor, String code) {
        if (!reads(actor)) return Optional.empty();
        return transactions.as(
                actor,
                () -> store.file(code).map(file -> {
                    journal.noteOwn(actor, "cases.consents-overseen", Map.of("code", code));
                    journal.noteOutside(file, Section.FAMILY, "cases.consents-overseen");
                    return store.of(file);
                }));
    }
}
