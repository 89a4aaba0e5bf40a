package org.akoma.cases;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.access.Actor;
import org.akoma.access.Section;
import org.akoma.access.Verb;
import org.springframework.stereotype.Service;

/** The search for children's families. One runs at a time for a child. */
@Service
public class Tracings {

    private final TracingStore store;
    private final CaseWork work;

    Tracings(TracingStore store, CaseWork work) {
        this.store = store;
        this.work = work;
    }

    /** Newest first; the reading is journalled. */
    public Outcome<List<Tracing>> of(Actor actor, String code) {
        return work.read(actor, code, Section.FAMILY, "cases.tracing-read", file -> store.of(file.id()));
    }

    public Outcome<Tracing> trace(Actor actor, String code, TraceFamily command) {
        return work.once(
                actor,
                code,
                Verb.CASE_WRITE,
                Section.FAMILY,
                file -> command.version() == null ? store.find(file.id(), command.id()) : Optional.empty(),
                file -> command.version() == null
                        ? begin(actor, file, command)
                        : move(file, command, command.version()));
    }

    private Outcome<Tracing> begin(Actor actor, CaseFile file, TraceFamily command) {
        if (store.of(file.id()).stream().anyMatch(Tracing::runs))
            return Outcome.Refused.because("status", "cases.tracing-runs");
        Tracing opened = new Tracing(
                command.id(),
                Tracing.Status.OPEN,
                work.today(),
                null,
                null,
                null,
                command.words(),
                actor.personId(),
                1);
        FieldError why = opened.refusal(command.status(), command.verifiedBy(), command.returnSafe());
        if (why != null) return new Outcome.Refused<>(why);
        store.insert(file.id(), opened.moved(command, 1, work.today()));
        return noted(file, command.id());
    }

    private Outcome<Tracing> move(CaseFile file, TraceFamily command, int version) {
        Tracing before = store.find(file.id(), command.id()).orElse(null);
        if (before == null) return new Outcome.NotFound<>();
        Tracing wanted = before.moved(command, version, work.today());
        Outcome<Tracing> stale = Outcome.Stale.between(before, wanted, Tracing::fields);
        if (before.version() != version) return stale;
        FieldError why = before.refusal(command.status(), command.verifiedBy(), command.returnSafe());
        if (why != null) return new Outcome.Refused<>(why);
        if (!store.update(file.id(), wanted)) return stale;
        return noted(file, before.id());
    }

    private Outcome<Tracing> noted(CaseFile file, UUID tracing) {
        Tracing now = store.find(file.id(), tracing).orElseThrow();
        work.note(
                file,
                Section.FAMILY,
                "cases.traced",
                Map.of("status", now.status().name()));
        return new Outcome.Done<>(now);
    }
}
