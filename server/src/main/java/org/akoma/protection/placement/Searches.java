package org.akoma.protection.placement;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.Ids;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseFiles;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Once;
import org.akoma.protection.cases.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Children who are lost to follow-up: a flag on the file, and what was done to find them. */
@Service
public class Searches {

    private final SearchStore store;
    private final CaseFiles files;
    private final CaseWork work;

    Searches(SearchStore store, CaseFiles files, CaseWork work) {
        this.store = store;
        this.files = files;
        this.work = work;
    }

    /** Every step, newest first; the reading is journalled. */
    public Outcome<List<SearchStep>> of(Actor actor, String code) {
        return work.read(actor, code, Section.FOLLOW_UP, "cases.search-read", file -> store.of(file.id()));
    }

    /** Whether a visit saw the child since it was flagged. */
    boolean isSeenAgain(Actor actor, String code) {
        return work.peek(actor, code, Section.FOLLOW_UP, file -> store.isSeenAgain(file.id()))
                .orElse(false);
    }

    /**
     * Flags the child as lost, records a step, or ends the search because a visit saw the child. A supervisor confirms that by closing the
     * alert.
     *
     * @param id made by the caller
     */
    public Outcome<SearchStep> step(
            Actor actor, String code, UUID id, SearchStep.Step step, SearchStep.SealedText words) {
        Verb verb = step == SearchStep.Step.SUPERVISOR_REVIEW ? Verb.CASE_APPROVE : Verb.CASE_WRITE;
        return work.once(
                actor,
                code,
                verb,
                Section.FOLLOW_UP,
                new Once<>(id, List.of(step, words), file -> CaseWork.among(store.of(file.id()), SearchStep::id, id)),
                file -> {
                    FieldError why = SearchStep.refusal(file, step);
                    if (why != null) return new Outcome.Refused<>(why);
                    if (words.lastSeenOn() != null && words.lastSeenOn().isBefore(file.foundOn()))
                        return Outcome.Refused.because("lastSeenOn", "cases.last-seen-before");
                    if (step == SearchStep.Step.SUPERVISOR_REVIEW && !store.isSearched(file.id()))
                        return Outcome.Refused.because("step", "cases.search-steps-missing");
                    if (step == SearchStep.Step.FOUND && !store.isSeenAgain(file.id()))
                        return Outcome.Refused.because("step", "cases.found-where");
                    SearchStep taken = new SearchStep(id, step, work.now(), words, actor.personId());
                    store.insert(file.id(), taken);
                    turn(file, step);
                    work.note(file, Section.FOLLOW_UP, "cases.search-step", Map.of("step", step.name()));
                    return new Outcome.Done<>(taken);
                });
    }

    /** Whether the child was found at that moment or later, as far as the actor of the running transaction sees. */
    public boolean isFound(@Nullable UUID file, Instant since) {
        return file != null
                && store.of(file).stream()
                        .anyMatch(one ->
                                one.step() == SearchStep.Step.FOUND && !one.at().isBefore(since));
    }

    /** Begins for a child of whom an alert of this transaction says that it is missing, where no search runs and the file is open. Call inside an actor's transaction. */
    public void begin(CaseFile file, String words) {
        files.leftHome(file.id(), () -> store.begin(file.id(), Ids.next(), new SearchStep.SealedText(null, words)));
    }

    private void turn(CaseFile file, SearchStep.Step step) {
        if (step == SearchStep.Step.FLAGGED) files.turn(file.id(), CaseFiles.Turn.LOST, work.today(), work.now());
        if (step == SearchStep.Step.FOUND) files.turn(file.id(), CaseFiles.Turn.LOST, null, work.now());
    }
}
