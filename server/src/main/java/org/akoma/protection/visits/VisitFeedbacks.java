package org.akoma.protection.visits;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Matter;
import org.akoma.ground.access.Notification;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Outcome;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** What the child says of each visit. */
@Service
public class VisitFeedbacks {

    private final VisitFeedbackStore store;
    private final VisitStore visits;
    private final CaseWork work;
    private final ApplicationEventPublisher events;

    VisitFeedbacks(VisitFeedbackStore store, VisitStore visits, CaseWork work, ApplicationEventPublisher events) {
        this.events = events;
        this.store = store;
        this.visits = visits;
        this.work = work;
    }

    /** By visit; nothing for whom the file's follow-up does not exist. Read together with the visits, which are journalled. */
    public Map<UUID, VisitFeedback> of(Actor actor, String code) {
        return work.peek(actor, code, Section.FOLLOW_UP, file -> store.of(file.id()))
                .orElse(Map.of());
    }

    /** Notifies the worker and the supervisor of an answer that gives cause for concern, so that more than the visitor knows of it. */
    private void ring(Actor actor, CaseFile file) {
        Set<UUID> persons = new HashSet<>(Set.of(file.workerId()));
        if (file.supervisorId() != null) persons.add(file.supervisorId());
        Notification.others(persons, actor.personId(), Notification.TASK)
                .map(ring -> ring.onFile(file.id(), Matter.CHILD_WORRIED))
                .ifPresent(events::publishEvent);
    }

    /** What the child said of a visit before its last answer, newest first. Read together with the visits, which are journalled. */
    List<VisitFeedback> before(Actor actor, String code, UUID visit) {
        return work.peek(
                        actor,
                        code,
                        Section.FOLLOW_UP,
                        file -> store.all(file.id(), visit).stream().skip(1).toList())
                .orElse(List.of());
    }

    /** Keeps what the child said of a visit, and a worse answer beside the one before. */
    public Outcome<VisitFeedback> say(Actor actor, String code, UUID visit, VisitFeedback said) {
        return work.onceOnAny(
                actor,
                code,
                Verb.VISIT_WRITE,
                Section.FOLLOW_UP,
                file -> store.all(file.id(), visit).stream()
                        .filter(said::equals)
                        .findFirst(),
                file -> {
                    VisitFeedback before =
                            store.all(file.id(), visit).stream().findFirst().orElse(null);
                    if (before != null && !said.isWorseThan(before))
                        return Outcome.Refused.because("id", CaseWork.OTHER_CONTENT);
                    Visit made = visits.find(file.id(), visit).orElse(null);
                    if (made == null) return new Outcome.NotFound<>();
                    if (!made.childHeard()) return Outcome.Refused.because("safe", "followup.visit-child-not-seen");
                    store.insert(file.id(), visit, said, work.now());
                    Visit.Done done = Objects.requireNonNull(made.done());
                    events.publishEvent(new ChildAnswered(file, done.on(), actor.personId(), said));
                    if (said.worries()) ring(actor, file);
                    work.note(file, Section.FOLLOW_UP, "followup.visit-feedback", Map.of("worries", said.worries()));
                    return new Outcome.Done<>(said);
                });
    }
}
