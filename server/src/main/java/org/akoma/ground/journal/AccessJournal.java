package org.akoma.ground.journal;

import java.util.Map;
import org.akoma.ground.access.Acted;
import org.akoma.ground.access.Withdrawn;
import org.akoma.ground.decisions.DecisionRead;
import org.akoma.ground.decisions.RefusedUnread;
import org.akoma.ground.signin.SignInEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Journals sign-ins and changes of accounts, in the chain of the person concerned and in the same transaction. */
@Component
class AccessJournal {

    private final Journal journal;

    AccessJournal(Journal journal) {
        this.journal = journal;
    }

    @EventListener
    void keep(Acted acted) {
        journal.noteOwn(acted.actor(), acted.act(), acted.facts());
    }

    @EventListener
    void keep(Withdrawn back) {
        if (back.file() == null) journal.noteOwn(back.actor(), "access.decision-withdrawn", back.facts());
        else journal.note(back.file(), back.section(), "access.decision-withdrawn", back.facts());
    }

    @EventListener
    void keep(RefusedUnread refused) {
        Map<String, String> facts = Map.of("kind", refused.kind());
        if (refused.file() == null) journal.noteOwn(refused.actor(), "access.unreadable-refused", facts);
        else journal.note(refused.file(), refused.section(), "access.unreadable-refused", facts);
    }

    @EventListener
    void keep(DecisionRead read) {
        journal.note(read.file(), read.section(), "access.decision-read", Map.of("kind", read.kind()));
    }

    @EventListener
    void keep(SignInEvent stood) {
        journal.noteAtTheDoor(stood);
    }

    @EventListener
    void passOver(SignInEvent.AtNobody nobody) {
        journal.passOver(nobody);
    }
}
