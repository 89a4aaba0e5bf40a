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

/** Children's ways home, within the country and across borders. One runs at a time for a child. */
@Service
public class Homecomings {

    private final HomecomingStore store;
    private final CaseWork work;

    Homecomings(HomecomingStore store, CaseWork work) {
        this.store = store;
        this.work = work;
    }

    /** Newest first; the reading is journalled. */
    public Outcome<List<Homecoming>> of(Actor actor, String code) {
        return work.read(actor, code, Section.PLACEMENT, "cases.homecoming-read", file -> store.of(file.id()));
    }

    public Outcome<Homecoming> bring(Actor actor, String code, BringHome command) {
        return work.once(
                actor,
                code,
                Verb.PLACEMENT_WRITE,
                Section.PLACEMENT,
                file -> command.version() == null ? store.find(file.id(), command.id()) : Optional.empty(),
                file -> command.version() == null
                        ? plan(actor, file, command)
                        : move(file, command, command.version()));
    }

    /** Where the child goes to, exactly; the reading is journalled. Empty where it does not exist for the actor. */
    public Optional<String> address(Actor actor, String code, UUID homecoming) {
        Outcome<Optional<String>> read = work.read(
                actor,
                code,
                Section.PLACEMENT,
                "cases.address-revealed",
                file -> store.find(file.id(), homecoming).map(way -> way.words().address()));
        return read instanceof Outcome.Done<Optional<String>>(var found) ? found : Optional.empty();
    }

    private Outcome<Homecoming> plan(Actor actor, CaseFile file, BringHome command) {
        if (store.of(file.id()).stream().anyMatch(Homecoming::runs))
            return Outcome.Refused.because("state", "cases.homecoming-runs");
        boolean border = !command.toCountry().equals(file.country());
        Homecoming planned = new Homecoming(
                command.id(),
                command.toCountry(),
                border,
                command.travelMode(),
                Homecoming.State.PLANNED,
                null,
                null,
                null,
                null,
                null,
                command.words(),
                actor.personId(),
                1);
        Homecoming wanted = planned.moved(command, 1);
        FieldError why = planned.refusal(wanted, work.today());
        if (why != null) return new Outcome.Refused<>(why);
        store.insert(file.id(), wanted);
        return noted(file, planned.id());
    }

    private Outcome<Homecoming> move(CaseFile file, BringHome command, int version) {
        Homecoming before = store.find(file.id(), command.id()).orElse(null);
        if (before == null) return new Outcome.NotFound<>();
        Homecoming wanted = before.moved(command, version);
        Outcome<Homecoming> stale = Outcome.Stale.between(before, wanted, Homecoming::fields);
        if (before.version() != version) return stale;
        FieldError why = before.refusal(wanted, work.today());
        if (why != null) return new Outcome.Refused<>(why);
        if (!store.update(file.id(), wanted)) return stale;
        return noted(file, before.id());
    }

    private Outcome<Homecoming> noted(CaseFile file, UUID homecoming) {
        Homecoming now = store.find(file.id(), homecoming).orElseThrow();
        work.note(
                file,
                Section.PLACEMENT,
                "cases.homecoming-changed",
                Map.of("state", now.state().name()));
        return new Outcome.Done<>(now);
    }
}
