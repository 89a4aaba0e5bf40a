package org.akoma.enforcement.suspects;

import static org.akoma.ground.access.Verb.OPERATION_WRITE;
import static org.akoma.ground.access.Verb.SUSPECT_READ;
import static org.akoma.ground.access.Verb.SUSPECT_WRITE;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.akoma.FieldError;
import org.akoma.Ids;
import org.akoma.enforcement.operations.Corrected;
import org.akoma.enforcement.operations.Correction;
import org.akoma.enforcement.operations.Operation;
import org.akoma.enforcement.operations.OperationStatus;
import org.akoma.enforcement.operations.Operations;
import org.akoma.enforcement.operations.PoliceCorrections;
import org.akoma.enforcement.operations.Screened;
import org.akoma.enforcement.operations.Screenings;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.People;
import org.akoma.ground.access.Person;
import org.akoma.ground.access.Section;
import org.akoma.ground.journal.Journal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Suspects, the proceedings against them, their links with victims, and references to evidence. */
@Service
public class Suspects {

    private final ActorTransactions transactions;
    private final Operations operations;
    private final Screenings screenings;
    private final SuspectStore store;
    private final Journal journal;
    private final Clock clock;
    private final PoliceCorrections corrections;
    private final People people;

    Suspects(
            ActorTransactions transactions,
            Operations operations,
            Screenings screenings,
            SuspectStore store,
            Journal journal,
            Clock clock,
            PoliceCorrections corrections,
            People people) {
        this.corrections = corrections;
        this.people = people;
        this.transactions = transactions;
        this.operations = operations;
        this.screenings = screenings;
        this.store = store;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * By code.
     *
     * @param after the last code of the page before, or null
     */
    public List<Suspect> list(Actor actor, Operation operation, @Nullable String after, int limit) {
        if (!actor.may(SUSPECT_READ)) return List.of();
        return transactions.as(actor, () -> store.list(operation.id(), after, limit));
    }

    /** Empty when there is none, or none for the caller. Opening one is journalled. */
    public Optional<Suspect> open(Actor actor, Operation operation, String code) {
        if (!actor.may(SUSPECT_READ)) return Optional.empty();
        return transactions.as(actor, () -> {
            Optional<Suspect> found = store.find(operation.id(), code);
            found.ifPresent(one -> note(operation, "operations.suspect-opened", Map.of("suspect", one.code())));
            return found;
        });
    }

    public List<Evidence> evidence(Actor actor, Operation operation) {
        return actor.may(SUSPECT_READ) ? transactions.as(actor, () -> store.evidence(operation.id())) : List.of();
    }

    public RecordSuspect.Result record(Actor actor, RecordSuspect command) {
        return transactions.as(actor, () -> {
            Operation operation = visible(actor, command.operation());
            if (operation == null) return new RecordSuspect.Result.NotFound();
            if (!actor.may(SUSPECT_WRITE)) return new RecordSuspect.Result.Forbidden();
            operations.alone(operation);
            String code = command.code() == null ? "LE-S-%02d".formatted(store.next(operation.id())) : command.code();
            UUID id = Ids.next();
            SuspectStatus status =
                    command.arrestedOn() == null ? SuspectStatus.UNDER_INVESTIGATION : SuspectStatus.ARRESTED;
            if (!store.insert(operation.id(), id, code, command, status)) return new RecordSuspect.Result.CodeTaken();
            LocalDate since = command.arrestedOn() == null ? command.factsOn() : command.arrestedOn();
            store.insert(
                    operation.id(),
                    id,
                    1,
                    new Suspect.Proceeding(status, command.atLiberty(), since, actor.code(), clock.instant()));
            note(operation, "operations.suspect-recorded", Map.of("suspect", code));
            return new RecordSuspect.Result.Recorded(
                    store.find(operation.id(), code).orElseThrow());
        });
    }

    Corrected<Suspect> correct(Actor actor, CorrectSuspect command) {
        return transactions.as(actor, () -> {
            Operation operation = visible(actor, command.operation());
            Suspect suspect = operation == null
                    ? null
                    : store.find(operation.id(), command.suspect()).orElse(null);
            if (operation == null || suspect == null) return new Corrected.NotFound<>();
            if (!actor.may(OPERATION_WRITE)) return new Corrected.Forbidden<>();
            if (suspect.version() != command.version() || !store.update(operation.id(), suspect, command))
                return new Corrected.Overtaken<>(suspect);
            corrections.note(actor, operation, Section.EXPLOITATION, suspect.code(), recorders(suspect));
            return new Corrected.Done<>(
                    store.find(operation.id(), suspect.code()).orElseThrow());
        });
    }

    /** Who recorded a state of the proceedings, the first of which began the record. */
    private Set<UUID> recorders(Suspect suspect) {
        return suspect.proceedings().stream()
                .flatMap(one -> person(one.recordedBy()))
                .collect(Collectors.toSet());
    }

    /** What was corrected of a suspect, and which victims were linked to it no more, newest first. */
    List<Correction> corrected(Actor actor, Operation operation, Suspect suspect) {
        if (!actor.may(SUSPECT_READ)) return List.of();
        return transactions.as(
                actor,
                () -> Stream.concat(
                                corrections
                                        .of(
                                                operation.id(),
                                                "suspect",
                                                suspect.id(),
                                                suspect.code(),
                                                store.columns(
                                                        operation.id(),
                                                        suspect.id(),
                                                        operation.plan().country()))
                                        .stream(),
                                store.formerLinks(operation.id(), suspect).stream())
                        .sorted(Comparator.comparing(Correction::at).reversed())
                        .toList());
    }

    Corrected<Evidence> correct(Actor actor, CorrectEvidence command) {
        return transactions.as(actor, () -> {
            Operation operation = visible(actor, command.operation());
            Evidence evidence = operation == null ? null : evidence(operation, command.evidence());
            if (operation == null || evidence == null) return new Corrected.NotFound<>();
            if (!actor.may(OPERATION_WRITE)) return new Corrected.Forbidden<>();
            UUID suspect = null;
            if (command.suspect() != null) {
                suspect = store.find(operation.id(), command.suspect())
                        .map(Suspect::id)
                        .orElse(null);
                if (suspect == null)
                    return new Corrected.Wrong<>(FieldError.of("suspect", "operations.no-such-suspect"));
            }
            if (evidence.version() != command.version() || !store.update(operation.id(), evidence, command, suspect))
                return new Corrected.Overtaken<>(evidence);
            corrections.note(
                    actor,
                    operation,
                    Section.EXPLOITATION,
                    evidence.code(),
                    person(evidence.collectedBy()).collect(Collectors.toSet()));
            return new Corrected.Done<>(Objects.requireNonNull(evidence(operation, evidence.code())));
        });
    }

    private Stream<UUID> person(String code) {
        return people.find(code.toLowerCase(Locale.ROOT)).map(Person::id).stream();
    }

    private @Nullable Evidence evidence(Operation operation, String code) {
        return store.evidence(operation.id()).stream()
                .filter(one -> one.code().equals(code))
                .findFirst()
                .orElse(null);
    }

    /** What was corrected of the evidence, the newest correction of each first. */
    List<Correction> correctedEvidence(Actor actor, Operation operation) {
        if (!actor.may(SUSPECT_READ)) return List.of();
        return transactions.as(actor, () -> {
            Map<UUID, String> named = store.list(operation.id(), null, LinkedSuspects.ALL).stream()
                    .collect(Collectors.toMap(Suspect::id, Suspect::code));
            return store.evidence(operation.id()).stream()
                    .filter(one -> one.version() > 1)
                    .flatMap(one -> corrections
                            .of(
                                    operation.id(),
                                    "evidence",
                                    one.id(),
                                    one.code(),
                                    store.columns(operation.id(), one.id(), named))
                            .stream())
                    .toList();
        });
    }

    public MoveSuspect.Result move(Actor actor, MoveSuspect command) {
        return transactions.as(actor, () -> {
            Operation operation = visible(actor, command.operation());
            if (operation == null) return new MoveSuspect.Result.NotFound();
            operations.alone(operation);
            Suspect suspect = store.find(operation.id(), command.suspect()).orElse(null);
            if (suspect == null) return new MoveSuspect.Result.NotFound();
            if (!actor.may(OPERATION_WRITE)) return new MoveSuspect.Result.Forbidden();
            if (!suspect.status().mayBecome(command.status()))
                return new MoveSuspect.Result.NotPossible(suspect.status());
            LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
            if (command.since().isBefore(suspect.latest()) || command.since().isAfter(today))
                return new MoveSuspect.Result.WrongDay(suspect.latest(), today);
            if (command.referredOn() != null
                    && suspect.arrestedOn() != null
                    && command.referredOn().isBefore(suspect.arrestedOn()))
                return new MoveSuspect.Result.ReferredTooEarly();
            return moved(actor, operation, suspect, command);
        });
    }

    private MoveSuspect.Result moved(Actor actor, Operation operation, Suspect suspect, MoveSuspect command) {
        store.proceed(
                operation.id(),
                suspect.id(),
                suspect.proceedings().size() + 1,
                new Suspect.Proceeding(
                        command.status(), command.atLiberty(), command.since(), actor.code(), clock.instant()),
                command.referredOn());
        note(
                operation,
                "operations.suspect-moved",
                Map.of(
                        "suspect",
                        suspect.code(),
                        "status",
                        List.of(suspect.status().name(), command.status().name())));
        return new MoveSuspect.Result.Moved(
                store.find(operation.id(), suspect.code()).orElseThrow());
    }

    public LinkVictim.Result link(Actor actor, LinkVictim command) {
        return transactions.as(actor, () -> {
            Operation operation = visible(actor, command.operation());
            Screened victim = operation == null
                    ? null
                    : screenings.victim(operation, command.victim()).orElse(null);
            if (operation == null || victim == null) return new LinkVictim.Result.NotFound();
            if (!actor.may(SUSPECT_WRITE)) return new LinkVictim.Result.Forbidden();
            Set<String> gone = store.linked(victim.id());
            gone.removeAll(command.suspects());
            if (!actor.may(OPERATION_WRITE) && (!gone.isEmpty() || operation.status() == OperationStatus.CLOSED))
                return new LinkVictim.Result.Forbidden();
            List<UUID> linked = new ArrayList<>();
            for (String code : command.suspects().stream().sorted().toList()) {
                Suspect suspect = store.find(operation.id(), code).orElse(null);
                if (suspect == null) return new LinkVictim.Result.NoSuchSuspect(code);
                linked.add(suspect.id());
            }
            int version = command.version() == null ? victim.version() : command.version();
            if (!store.link(operation.id(), victim.id(), version, linked)) return new LinkVictim.Result.Overtaken();
            if (!gone.isEmpty()) corrections.note(actor, operation, Section.EXPLOITATION, command.victim(), Set.of());
            note(
                    operation,
                    "operations.victim-linked",
                    Map.of(
                            "victim",
                            command.victim(),
                            "suspects",
                            command.suspects().stream().sorted().toList()));
            return new LinkVictim.Result.Linked();
        });
    }

    public AddEvidence.Result addEvidence(Actor actor, AddEvidence command) {
        return transactions.as(actor, () -> {
            Operation operation = visible(actor, command.operation());
            if (operation == null) return new AddEvidence.Result.NotFound();
            if (!actor.may(SUSPECT_WRITE)) return new AddEvidence.Result.Forbidden();
            UUID suspect = null;
            if (command.suspect() != null) {
                suspect = store.find(operation.id(), command.suspect())
                        .map(Suspect::id)
                        .orElse(null);
                if (suspect == null) return new AddEvidence.Result.NoSuchSuspect();
            }
            operations.alone(operation);
            Evidence added = store.insert(operation.id(), Ids.next(), command, suspect, actor.code());
            note(operation, "operations.evidence-added", Map.of("evidence", added.code()));
            return new AddEvidence.Result.Added(added);
        });
    }

    private void note(Operation operation, String act, Map<String, ?> facts) {
        journal.note(operation.id(), Section.EXPLOITATION, act, facts);
    }

    private @Nullable Operation visible(Actor actor, String code) {
        return actor.may(SUSPECT_READ) ? operations.visible(code).orElse(null) : null;
    }
}
