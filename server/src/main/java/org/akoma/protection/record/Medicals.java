package org.akoma.protection.record;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Grants;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.journal.Journal;
import org.akoma.protection.cases.CareOrder;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseFiles;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Once;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.placement.Stays;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** Medical screenings and care. Records are only ever added. The first screening stops the clock T2. */
@Service
public class Medicals {

    private final CaseWork work;
    private final MedicalStore store;
    private final CaseFiles files;
    private final Grants grants;
    private final Journal journal;
    private final Clock clock;
    private final Stays stays;
    private final ApplicationEventPublisher events;

    Medicals(
            CaseWork work,
            MedicalStore store,
            CaseFiles files,
            Grants grants,
            Journal journal,
            Clock clock,
            Stays stays,
            ApplicationEventPublisher events) {
        this.events = events;
        this.work = work;
        this.store = store;
        this.files = files;
        this.grants = grants;
        this.journal = journal;
        this.clock = clock;
        this.stays = stays;
    }

    /**
     * Newest first; the reading is journalled. Who houses the child reads what is urgent ({@code requirements.md 9}: "R urgent"): the database
     * shows no more.
     */
    public Optional<List<Medical>> read(Actor actor, String code) {
        Optional<List<Medical>> whole =
                work.open(actor, code, Section.HEALTH, "cases.medical-read", file -> store.of(file.id()));
        return whole.isPresent() ? whole : urgent(actor, code);
    }

    private Optional<List<Medical>> urgent(Actor actor, String code) {
        return work.peek(actor, code, Section.STATUS, file -> {
                    if (!stays.houses(actor, file)) return Optional.<List<Medical>>empty();
                    journal.note(file.id(), Section.HEALTH, "cases.urgent-health-read", Map.of());
                    return Optional.of(store.of(file.id()));
                })
                .flatMap(found -> found);
    }

    /** As the next, where nothing is written of the child's care. */
    public Outcome<Medical> record(
            Actor actor, String code, UUID id, Medical.Kind kind, Instant at, boolean urgent, String detail) {
        return record(actor, code, new Medical(id, at, kind, urgent, null, null, detail, actor.personId()));
    }

    /**
     * By who works with the child, or by a provider whose structure accepted a referral of the child's health: what they did themselves
     * ({@code requirements.md 9}: PRV "CR own").
     *
     * @param made under an id of the caller's: repeating it records nothing new
     */
    Outcome<Medical> record(Actor actor, String code, Medical made) {
        List<Object> content =
                List.of(made.kind(), made.at(), made.urgent(), String.valueOf(made.result()), made.shown());
        return work.onceOnAny(
                actor,
                code,
                file -> mayRecord(actor, file),
                new Once<>(made.id(), content, file -> CaseWork.among(store.of(file.id()), Medical::id, made.id())),
                file -> record(file, made));
    }

    private boolean mayRecord(Actor actor, CaseFile file) {
        return actor.may(Verb.CHILD_WRITE) && work.mayWrite(file, Section.HEALTH)
                || actor.is(Role.PROVIDER) && store.isReferredTo(file.id());
    }

    /** Whether the actor may record, for a page. */
    boolean records(Actor actor, String code) {
        return work.peek(actor, code, Section.HEALTH, file -> mayRecord(actor, file))
                .orElse(false);
    }

    private Outcome<Medical> record(CaseFile file, Medical made) {
        if (made.at().isAfter(clock.instant())) return Outcome.Refused.because("at", "form.future");
        FieldError early = CareOrder.tooEarly(file, made.at(), "at");
        if (early != null) return new Outcome.Refused<>(early);
        store.insert(file.id(), made);
        screened(file, made);
        events.publishEvent(new MedicalRecorded(file, made.recordedBy(), made.urgent()));
        journal.note(
                file.id(),
                Section.HEALTH,
                "cases.medical-recorded",
                Map.of("kind", made.kind().name()));
        return new Outcome.Done<>(made);
    }

    private void screened(CaseFile file, Medical medical) {
        Instant first = file.medicalScreenedAt();
        if (medical.kind() != Medical.Kind.SCREENING
                || (first != null && !medical.at().isBefore(first))) return;
        if (grants.holds(file.id(), Section.STATUS, true))
            files.state(file.id(), CaseFiles.Fact.MEDICAL_SCREENED_AT, medical.at(), clock.instant());
    }
}
