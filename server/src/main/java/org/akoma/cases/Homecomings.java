package org.akoma.cases;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.access.Actor;
import org.akoma.access.Section;
import org.akoma.access.Verb;
import org.jspecify.annotations.Nullable;
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
        boolean runs = store.of(file.id()).stream()
                .anyMatch(h -> h.state() != Homecoming.State.ARRIVED && h.state() != Homecoming.State.CANCELLED);
        if (runs) return Outcome.Refused.because("state", "cases.homecoming-runs");
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
        Homecoming wanted = moved(planned, command, 1);
        FieldError why = planned.refusal(wanted, work.today());
        if (why != null) return new Outcome.Refused<>(List.of(why));
        store.insert(file.id(), wanted);
        return noted(file, planned.id());
    }

    private Outcome<Homecoming> move(CaseFile file, BringHome command, int version) {
        Homecoming before = store.find(file.id(), command.id()).orElse(null);
        if (before == null) return new Outcome.NotFound<>();
        Homecoming wanted = moved(before, command, version);
        Outcome<Homecoming> stale = new Outcome.Stale<>(before, Differences.between(before.fields(), wanted.fields()));
        if (before.version() != version) return stale;
        FieldError why = before.refusal(wanted, work.today());
        if (why != null) return new Outcome.Refused<>(List.of(why));
        if (!store.update(file.id(), wanted)) return stale;
        return noted(file, before.id());
    }

    /** What was recorded earlier stays when the command is silent about it; a suspension ends with its reason. */
    private static Homecoming moved(Homecoming before, BringHome command, int version) {
        boolean suspends = command.state() == Homecoming.State.SUSPENDED;
        Homecoming.Suspension reason = command.suspendedReason();
        return new Homecoming(
                before.id(),
                before.toCountry(),
                before.crossBorder(),
                or(command.travelMode(), before.travelMode()),
                command.state(),
                or(command.acceptedBy(), before.acceptedBy()),
                or(command.acceptedOn(), before.acceptedOn()),
                or(command.departedOn(), before.departedOn()),
                or(command.arrivalConfirmedAt(), before.arrivalConfirmedAt()),
                suspends && reason != null ? reason.name() : null,
                command.words().over(before.words()),
                before.recordedBy(),
                version);
    }

    private static <T> @Nullable T or(@Nullable T said, @Nullable T before) {
        return said == null ? before : said;
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
