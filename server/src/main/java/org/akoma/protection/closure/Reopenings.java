package org.akoma.protection.closure;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Proposal;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseFiles;
import org.akoma.protection.cases.CaseProgress;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Once;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.Verdicts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Requests to reopen a closed file: anyone who works on it may ask, for any serious concern; a supervisor who did not ask decides. */
@Service
class Reopenings {

    static final String KIND = "REOPENING";

    private final ReopeningStore store;
    private final CaseFiles files;
    private final CaseProgress progress;
    private final CaseWork work;
    private final Decisions decisions;

    Reopenings(ReopeningStore store, CaseFiles files, CaseProgress progress, CaseWork work, Decisions decisions) {
        this.store = store;
        this.files = files;
        this.progress = progress;
        this.work = work;
        this.decisions = decisions;
    }

    /** Newest first; the reading is journalled. */
    public Outcome<List<Reopening>> of(Actor actor, String code) {
        return work.read(actor, code, Section.NOTES, "cases.reopening-read", file -> store.of(file.id()));
    }

    /** @param id made by the caller */
    public Outcome<Reopening> ask(Actor actor, String code, UUID id, String reason) {
        return work.onceOnAny(
                actor,
                code,
                Verb.CASE_WRITE,
                Section.NOTES,
                new Once<>(id, reason, file -> CaseWork.among(store.of(file.id()), Reopening::id, id)),
                file -> {
                    if (file.status().open()) return Outcome.Refused.because("status", "cases.not-closed");
                    if (file.status() == CaseFile.Status.TRANSFERRED)
                        return Outcome.Refused.because("status", "cases.reopening-transferred");
                    if (waiting(file) != null) return Outcome.Refused.because("reason", "cases.reopening-waits");
                    store.insert(
                            file.id(),
                            new Reopening(
                                    id,
                                    actor.personId(),
                                    work.now(),
                                    null,
                                    null,
                                    null,
                                    new Reopening.SealedText(reason, null)));
                    decisions.propose(
                            actor, Proposal.onFile(KIND, file.id(), id, 1).because(reason));
                    return noted(file, "cases.reopening-asked");
                });
    }

    /** The decision that waits about it; empty when none does. */
    Optional<UUID> request(Actor actor, UUID reopening) {
        return work.as(actor, () -> decisions.waiting(KIND, reopening)).map(Decision::id);
    }

    public Outcome<Reopening> decide(Actor actor, String code, boolean granted, @Nullable String reason) {
        return decide(actor, code, null, granted, reason);
    }

    /**
     * Opens the file again, or refuses with a reason.
     *
     * @param request the decision as it was read; null = not said
     */
    Outcome<Reopening> decide(
            Actor actor, String code, @Nullable UUID request, boolean granted, @Nullable String reason) {
        return work.decidingOnAny(actor, code, Verb.CLOSURE_DECIDE, Section.NOTES, file -> {
            Reopening asked = waiting(file);
            if (asked == null) return Outcome.Refused.because("decision", "cases.nothing-waits");
            if (asked.askedBy().equals(actor.personId())) return Outcome.Refused.because("decision", "cases.own-work");
            if (!granted && reason == null) return Outcome.Refused.because("reason", "form.required");
            Decision waiting = decisions.waiting(KIND, asked.id()).orElse(null);
            if (waiting == null) return Outcome.Refused.because("decision", "cases.nothing-waits");
            Decisions.Verdict verdict = decisions.decide(actor, waiting.id(), request, granted, reason);
            if (!(verdict instanceof Decisions.Verdict.Done)) return Verdicts.refusal(verdict);
            store.decide(file.id(), asked.id(), granted, reason, actor.personId(), work.now());
            if (granted) reopen(file);
            return noted(file, granted ? "cases.reopened" : "cases.reopening-refused");
        });
    }

    /** Takes one's own request back. */
    public Outcome<Reopening> withdraw(Actor actor, String code) {
        return work.onAny(actor, code, Verb.CASE_WRITE, Section.NOTES, file -> {
            Reopening asked = waiting(file);
            if (asked == null) return Outcome.Refused.because("decision", "cases.nothing-waits");
            if (!asked.askedBy().equals(actor.personId()))
                return Outcome.Refused.because("decision", "cases.not-own-request");
            Decision waiting = decisions.waiting(KIND, asked.id()).orElse(null);
            if (waiting != null) decisions.withdraw(actor, waiting.id());
            return withdrawn(file, asked.id());
        });
    }

    /** The request was withdrawn by its author. Inside the transaction of the withdrawal. */
    Outcome<Reopening> withdrawn(CaseFile file, UUID reopening) {
        store.withdraw(reopening, work.now());
        return noted(file, "cases.reopening-withdrawn");
    }

    private void reopen(CaseFile file) {
        files.state(file.id(), CaseFiles.Fact.CLOSED_AT, null, work.now());
        progress.move(file, CaseFile.Status.REOPENED);
    }

    private @Nullable Reopening waiting(CaseFile file) {
        return store.of(file.id()).stream()
                .filter(one -> one.decidedAt() == null)
                .findFirst()
                .orElse(null);
    }

    private Outcome<Reopening> noted(CaseFile file, String act) {
        work.note(file, Section.NOTES, act, Map.of());
        return new Outcome.Done<>(store.of(file.id()).getFirst());
    }
}
