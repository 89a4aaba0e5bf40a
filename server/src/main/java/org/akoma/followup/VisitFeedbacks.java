package org.akoma.followup;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.akoma.access.Actor;
import org.akoma.access.Section;
import org.akoma.access.Verb;
import org.akoma.cases.CaseWork;
import org.akoma.cases.Outcome;
import org.springframework.stereotype.Service;

/** What the child says of each visit. */
@Service
public class VisitFeedbacks {

    private final VisitFeedbackStore store;
    private final VisitStore visits;
    private final CaseWork work;

    VisitFeedbacks(VisitFeedbackStore store, VisitStore visits, CaseWork work) {
        this.store = store;
        this.visits = visits;
        this.work = work;
    }

    /** By visit; nothing for whom the file's follow-up does not exist. Read together with the visits, which are journalled. */
    Map<UUID, VisitFeedback> of(Actor actor, String code) {
        return work.peek(actor, code, Section.FOLLOW_UP, file -> store.of(file.id()))
                .orElse(Map.of());
    }

    /** Keeps what the child said, once for each visit. */
    public Outcome<VisitFeedback> say(Actor actor, String code, UUID visit, VisitFeedback said) {
        return work.onceOnAny(
                actor,
                code,
                Verb.VISIT_WRITE,
                Section.FOLLOW_UP,
                file -> Optional.ofNullable(store.of(file.id()).get(visit)),
                file -> {
                    Visit made = visits.find(file.id(), visit).orElse(null);
                    if (made == null) return new Outcome.NotFound<>();
                    if (!made.childSeen()) return Outcome.Refused.because("safe", "followup.visit-child-not-seen");
                    store.insert(file.id(), visit, said, work.now());
                    work.note(file, Section.FOLLOW_UP, "followup.visit-feedback", Map.of("worries", said.worries()));
                    return new Outcome.Done<>(said);
                });
    }
}
