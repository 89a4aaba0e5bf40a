package org.akoma.cases;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.access.Actor;
import org.akoma.access.Section;
import org.akoma.access.Verb;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The way back: anyone who works on a closed file may ask, for any serious concern; a supervisor who did not ask decides. */
@Service
public class Reopenings {

    private final ReopeningStore store;
    private final CaseStore files;
    private final CaseProgress progress;
    private final CaseWork work;

    Reopenings(ReopeningStore store, CaseStore files, CaseProgress progress, CaseWork work) {
        this.store = store;
        this.files = files;
        this.progress = progress;
        this.work = work;
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
                file -> CaseWork.among(store.of(file.id()), Reopening::id, id),
                file -> {
                    if (file.status().open()) return Outcome.Refused.because("status", "cases.not-closed");
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
                                    new Reopening.Words(reason, null)));
                    return noted(file, "cases.reopening-asked");
                });
    }

    /** @param reason needed to say no */
    public Outcome<Reopening> decide(Actor actor, String code, boolean granted, @Nullable String reason) {
        return work.onAny(actor, code, Verb.CLOSURE_DECIDE, Section.NOTES, file -> {
            Reopening asked = waiting(file);
            if (asked == null) return Outcome.Refused.because("decision", "cases.nothing-waits");
            if (asked.askedBy().equals(actor.personId())) return Outcome.Refused.because("decision", "cases.own-work");
            if (!granted && reason == null) return Outcome.Refused.because("reason", "form.required");
            Reopening.Words words = new Reopening.Words(asked.words().reason(), reason);
            store.decide(file.id(), asked.id(), granted, words, actor.personId(), work.now());
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
            store.withdraw(asked.id(), work.now());
            return noted(file, "cases.reopening-withdrawn");
        });
    }

    private void reopen(CaseFile file) {
        files.state(file.id(), CaseStore.Fact.CLOSED_AT, null, work.now());
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
