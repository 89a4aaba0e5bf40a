package org.akoma.protection.placement;

import java.util.Map;
import org.akoma.Ids;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseFiles;
import org.akoma.protection.cases.CaseWork;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * What follows when a child left the place where it lived and no other followed, whatever the date of the record: an alert at that moment, and the
 * search where it ran away or was taken ({@code trust.md 4}). Call inside an actor's transaction, after the stay was ended.
 */
@Component
class MissingChildren {

    private final SearchStore searches;
    private final CaseFiles files;
    private final CaseWork work;
    private final ApplicationEventPublisher events;

    MissingChildren(SearchStore searches, CaseFiles files, CaseWork work, ApplicationEventPublisher events) {
        this.searches = searches;
        this.files = files;
        this.work = work;
        this.events = events;
    }

    /** Where nobody knows where the child is, the search begins; where it is known, and no other place followed, the child needs one. */
    void left(Actor actor, CaseFile file, LeavePlace command) {
        if (!command.reason().isMissing()) {
            events.publishEvent(new ChildWithoutPlace(file, command.day(), actor.personId()));
            return;
        }
        events.publishEvent(new ChildMissing(file, command.reason(), command.day(), actor.personId()));
        String words = command.words() == null ? "" : command.words();
        files.leftHome(file.id(), () -> searches.begin(file.id(), Ids.next(), new SearchStep.SealedText(null, words)));
        work.note(
                file,
                Section.PLACEMENT,
                "cases.child-missing",
                Map.of("reason", command.reason().name()));
    }
}
