package org.akoma.protection.record;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.journal.Journal;
import org.akoma.protection.cases.CareOrder;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.DangerWritten;
import org.akoma.protection.cases.Once;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.placement.Stays;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** Notes on the children, their own words among them. */
@Service
public class Notes {

    /** More than anybody reads at once; older ones stay in the file. */
    static final int SHOWN = 500;

    /** What a shelter may write as. */
    static final List<Note.Kind> OF_SHELTERS = List.of(Note.Kind.NOTE, Note.Kind.SAFETY);

    private final CaseWork work;
    private final NoteStore store;
    private final Journal journal;
    private final Clock clock;
    private final Stays stays;
    private final ApplicationEventPublisher events;

    Notes(CaseWork work, NoteStore store, Journal journal, Clock clock, Stays stays, ApplicationEventPublisher events) {
        this.events = events;
        this.work = work;
        this.store = store;
        this.journal = journal;
        this.clock = clock;
        this.stays = stays;
    }

    /** The newest 500, newest first; the reading is journalled. Who houses the child reads what they wrote themselves: the database shows no more. */
    public Optional<List<Note>> read(Actor actor, String code) {
        Optional<List<Note>> all =
                work.open(actor, code, Section.NOTES, "cases.notes-read", file -> store.of(file.id(), SHOWN));
        return all.isPresent() ? all : own(actor, code);
    }

    private Optional<List<Note>> own(Actor actor, String code) {
        return work.peek(
                        actor,
                        code,
                        Section.STATUS,
                        file -> stays.houses(actor, file)
                                ? Optional.of(store.of(file.id(), SHOWN))
                                : Optional.<List<Note>>empty())
                .flatMap(found -> found);
    }

    /**
     * @param id made by the caller: repeating it writes nothing new.
     * @param at when it was said or seen
     */
    public Outcome<Note> write(Actor actor, String code, UUID id, Note.Kind kind, Instant at, String text) {
        return work.onceOnAny(
                actor,
                code,
                file -> mayAdd(actor, file, kind),
                new Once<>(id, List.of(kind, at, text), file -> store.find(file.id(), id)),
                file -> {
                    if (at.isAfter(clock.instant())) return Outcome.Refused.because("at", "form.future");
                    FieldError early = CareOrder.tooEarly(file, at, "at");
                    if (early != null) return new Outcome.Refused<>(early);
                    Note note = new Note(id, at, kind, text, actor.personId());
                    store.insert(file.id(), note);
                    journal.note(file.id(), Section.NOTES, "cases.note-written", Map.of("kind", kind.name()));
                    if (stays.houses(actor, file)) heard(actor, file, kind);
                    else if (kind == Note.Kind.SAFETY)
                        events.publishEvent(new DangerWritten(file, DangerWritten.Where.NOTE, actor.personId()));
                    return new Outcome.Done<>(note);
                });
    }

    /** Those who follow the child hear of what the shelter wrote; of its safety by an alert. */
    private void heard(Actor actor, CaseFile file, Note.Kind kind) {
        stays.ring(file);
        if (kind == Note.Kind.SAFETY && file.status().open())
            events.publishEvent(new DangerWritten(file, DangerWritten.Where.SHELTER_NOTE, actor.personId()));
    }

    /** Who works on the case, and who houses the child (C notes, {@code requirements.md 9}). */
    private boolean mayAdd(Actor actor, CaseFile file, Note.Kind kind) {
        boolean works = actor.may(Verb.CASE_WRITE) && work.mayWrite(file, Section.NOTES);
        return works || OF_SHELTERS.contains(kind) && stays.houses(actor, file);
    }
}
