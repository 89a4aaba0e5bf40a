package org.akoma.cases;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.akoma.access.Actor;
import org.akoma.access.Ring;
import org.akoma.access.Section;
import org.akoma.access.Verb;
import org.akoma.journal.Journal;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** The families of the children. */
@Service
public class Families {

    private final CaseWork work;
    private final FamilyStore store;
    private final Journal journal;
    private final GuardianStore guardians;
    private final Mandates mandates;
    private final ApplicationEventPublisher events;

    Families(
            CaseWork work,
            FamilyStore store,
            Journal journal,
            GuardianStore guardians,
            Mandates mandates,
            ApplicationEventPublisher events) {
        this.work = work;
        this.store = store;
        this.journal = journal;
        this.guardians = guardians;
        this.mandates = mandates;
        this.events = events;
    }

    /** What is known, version 0 when nothing is; the reading is journalled. */
    public Optional<Versioned<Family>> read(Actor actor, String code) {
        return work.open(actor, code, Section.FAMILY, "cases.family-read", this::held);
    }

    /** Replaces what is known, on condition that it still has this version. */
    public Outcome<Versioned<Family>> change(Actor actor, String code, Family wanted, int version) {
        return work.onAny(actor, code, Verb.CHILD_WRITE, Section.FAMILY, file -> {
            Versioned<Family> before = held(file);
            List<String> fields = Differences.between(FamilyForm.fields(before.value()), FamilyForm.fields(wanted));
            if (before.version() != version || !store.write(file.id(), wanted, version))
                return new Outcome.Stale<>(before, fields);
            journal.note(file.id(), Section.FAMILY, "cases.family-changed", Map.of("fields", fields));
            if (wanted.barsReturn()) mandates.askAnew(actor, file, guardians.of(file.id()));
            if (wanted.barsReturn()
                    && !before.value().barsReturn()
                    && file.status().open()) events.publishEvent(new FamilyBarred(file, actor.personId()));
            UUID supervisor = file.supervisorId();
            if (!wanted.barsReturn() && before.value().barsReturn() && supervisor != null)
                Ring.others(Set.of(supervisor), actor.personId(), Ring.TASK).ifPresent(events::publishEvent);
            return new Outcome.Done<>(held(file));
        });
    }

    /** Whether the family took part or is unsafe, or was so until two people agreed otherwise. Call inside an Entry. */
    boolean isBarred(CaseFile file) {
        return store.isBarred(file.id());
    }

    private Versioned<Family> held(CaseFile file) {
        return store.find(file.id()).orElse(new Versioned<>(Family.UNKNOWN, 0));
    }
}
