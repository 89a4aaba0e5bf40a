package org.akoma.protection.identity;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Matter;
import org.akoma.ground.access.Notification;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.journal.Journal;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Differences;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.Versioned;
import org.jspecify.annotations.Nullable;
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
    private final EarlierVersions former;

    Families(
            CaseWork work,
            FamilyStore store,
            Journal journal,
            GuardianStore guardians,
            Mandates mandates,
            ApplicationEventPublisher events,
            EarlierVersions former) {
        this.work = work;
        this.store = store;
        this.journal = journal;
        this.guardians = guardians;
        this.mandates = mandates;
        this.events = events;
        this.former = former;
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
            if (before.version() != version || !store.write(file.id(), wanted, version)) {
                journal.note(file.id(), Section.FAMILY, "cases.family-read", Map.of()); // the page shows what it is now
                return new Outcome.Stale<>(before, fields);
            }
            journal.note(file.id(), Section.FAMILY, "cases.family-changed", Map.of("fields", fields));
            // a guardian whom the bar set aside is asked for when it is lifted as well: nobody else answers for the
            // child
            if (wanted.barsReturn() || before.value().barsReturn())
                mandates.askAnew(actor, file, guardians.of(file.id()));
            if (wanted.barsReturn()
                    && !before.value().barsReturn()
                    && file.status().open()) events.publishEvent(new FamilyBarred(file, actor.personId()));
            UUID supervisor = file.supervisorId();
            if (!wanted.barsReturn() && before.value().barsReturn() && supervisor != null)
                Notification.others(Set.of(supervisor), actor.personId(), Notification.TASK)
                        .map(ring -> ring.onFile(file.id(), Matter.BAR_LIFTED))
                        .ifPresent(events::publishEvent);
            return new Outcome.Done<>(held(file));
        });
    }

    /** Whether the family took part or is unsafe, or was so until two people agreed otherwise. Call inside an actor's transaction. */
    public boolean isBarred(CaseFile file) {
        return store.isBarred(file.id());
    }

    /** What is known. Call inside an actor's transaction; not journalled. */
    public Optional<Family> of(UUID file) {
        return store.find(file).map(Versioned::value);
    }

    /** On which day one person wrote last that a family which barred a return does so no longer. Call inside an actor's transaction. */
    public Optional<LocalDate> unbarredOn(UUID file) {
        return store.unbarredOn(file);
    }

    /** What was known before, newest first. Call inside an actor's transaction; not journalled. */
    public List<EarlierVersion> former(UUID file) {
        return former.of(file, FamilyStore.SEAL_CONTEXT, Family.class, FamilyForm::fields);
    }

    /** The newest version of the family that barred a return, as far as the reader reads what was said of it. Call inside an actor's transaction. */
    public Optional<EarlierVersion> barring(UUID file) {
        return former(file).stream()
                .filter(one -> said(one, "role", Family.Role.TOOK_PART) || said(one, "contact", Family.Contact.UNSAFE))
                .findFirst();
    }

    private static boolean said(EarlierVersion one, String field, Enum<?> code) {
        Object value = one.fields().get(field);
        return value != null && value.toString().equals(code.name());
    }

    /** The newest version of the family that said otherwise of its part in it, its contact or its safety. Call inside an actor's transaction. */
    public Optional<EarlierVersion> otherwise(UUID file, Family now) {
        Map<String, @Nullable Object> said = FamilyForm.fields(now);
        return former(file).stream()
                .filter(one -> Stream.of("role", "contact", "safety")
                        .anyMatch(name -> one.fields().get(name) != null
                                && !Objects.equals(one.fields().get(name), said.get(name))))
                .findFirst();
    }

    private Versioned<Family> held(CaseFile file) {
        return store.find(file.id()).orElse(new Versioned<>(Family.UNKNOWN, 0));
    }
}
