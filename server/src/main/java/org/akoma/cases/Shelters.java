package org.akoma.cases;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.akoma.access.Actor;
import org.akoma.access.Entry;
import org.akoma.access.Role;
import org.akoma.access.Verb;
import org.akoma.journal.Journal;
import org.springframework.stereotype.Service;

/** Shelters and how full they are. Where they lie is told only on asking, to whom the database tells it, and is journalled. */
@Service
public class Shelters {

    private final ShelterStore store;
    private final Entry entry;
    private final Journal journal;
    private final CaseWork work;

    Shelters(ShelterStore store, Entry entry, Journal journal, CaseWork work) {
        this.store = store;
        this.entry = entry;
        this.journal = journal;
        this.work = work;
    }

    /** Every shelter for those who place children, one's own for who runs one, none for others. */
    public List<Shelter> of(Actor actor) {
        if (!actor.may(Verb.SHELTER_READ)) return List.of();
        return entry.as(actor, () -> runsOne(actor) ? store.own(work.today()) : store.all(work.today()));
    }

    private static boolean runsOne(Actor actor) {
        return actor.is(Role.SHELTER_MANAGER) && !actor.is(Role.CASE_WORKER) && !actor.is(Role.CASE_SUPERVISOR);
    }

    /** How full they were on that day, which is not in the future. */
    public List<ShelterFigure> figures(Actor actor, LocalDate day) {
        if (day.isAfter(work.today())) throw new IllegalArgumentException("form.future");
        List<ShelterFigure> all = entry.forPublication(() -> store.figures(day));
        if (actor.may(Verb.SHELTER_FIGURES)) return all;
        List<String> mine = of(actor).stream().map(Shelter::code).toList();
        return all.stream().filter(figure -> mine.contains(figure.code())).toList();
    }

    /** Where it lies, for its own people and for those who work for a child of it; empty for everybody else. Journalled. */
    public Optional<Shelter.Location> reveal(Actor actor, String code) {
        if (!actor.may(Verb.SHELTER_READ)) return Optional.empty();
        return entry.as(actor, () -> {
            Optional<Shelter.Location> found =
                    store.find(code, work.today()).flatMap(shelter -> store.location(shelter.id()));
            if (found.isPresent()) journal.noteOwn(actor, "cases.shelter-revealed", Map.of("shelter", code));
            return found;
        });
    }

    /** False when the code is taken or the actor is no supervisor. */
    public boolean open(Actor actor, Shelter made, Shelter.Location location) {
        if (!actor.may(Verb.PLACEMENT_APPROVE)) return false;
        return entry.as(actor, () -> {
            boolean opened = store.insert(made, location);
            if (opened) journal.noteOwn(actor, "cases.shelter-opened", Map.of("shelter", made.code()));
            return opened;
        });
    }
}
