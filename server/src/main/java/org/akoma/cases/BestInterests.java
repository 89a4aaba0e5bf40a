package org.akoma.cases;

import java.util.List;
import java.util.Map;
import org.akoma.FieldError;
import org.akoma.access.Actor;
import org.akoma.access.Section;
import org.akoma.access.Verb;
import org.akoma.reference.Policies;
import org.springframework.stereotype.Service;

/** The child's best interests: what was weighed, by whom, and what the child said. Records are added, never changed. */
@Service
public class BestInterests {

    private final BestInterestsStore store;
    private final CaseWork work;
    private final Policies policies;

    BestInterests(BestInterestsStore store, CaseWork work, Policies policies) {
        this.store = store;
        this.work = work;
        this.policies = policies;
    }

    /** Newest first; the reading is journalled. */
    public Outcome<List<Weighing>> of(Actor actor, String code) {
        return work.read(actor, code, Section.NOTES, "cases.best-interests-read", file -> store.of(file.id()));
    }

    public Outcome<Weighing> weigh(Actor actor, String code, WeighBestInterests command) {
        return work.once(
                actor,
                code,
                Verb.CASE_WRITE,
                Section.NOTES,
                new Once<>(
                        command.id(), command, file -> CaseWork.among(store.of(file.id()), Weighing::id, command.id())),
                file -> {
                    FieldError why = command.refusal(policies);
                    if (why != null) return new Outcome.Refused<>(why);
                    Weighing made = new Weighing(
                            command.id(),
                            command.kind(),
                            command.ground(),
                            work.now(),
                            command.panel(),
                            command.words(),
                            actor.personId());
                    store.insert(file.id(), made);
                    work.note(
                            file,
                            Section.NOTES,
                            "cases.best-interests-weighed",
                            Map.of(
                                    "kind",
                                    made.kind().name(),
                                    "panel",
                                    made.panel().size()));
                    return new Outcome.Done<>(made);
                });
    }
}
