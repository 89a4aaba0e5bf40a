package org.akoma.enforcement.operations;

import static org.akoma.ground.access.Verb.OPERATION_FIGURES;
import static org.akoma.ground.access.Verb.OPERATION_READ;
import static org.akoma.ground.access.Verb.OPERATION_WRITE;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.akoma.FieldError;
import org.akoma.Ids;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.journal.Journal;
import org.akoma.ground.reference.Policies;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What was published about operations, beside what the records say; and the counts for those who may see no record. */
@Service
public class PublishedFigures {

    /** How many of an operation's suspects were arrested and referred. Implemented by the room of suspects; asked inside an actor's transaction. */
    public interface ArrestCounts {

        int arrested(UUID operation);

        int referred(UUID operation);
    }

    private final Operations operations;
    private final FigureStore store;
    private final ScreeningStore screenings;
    private final ArrestCounts arrests;
    private final ActorTransactions transactions;
    private final Journal journal;
    private final Policies policies;
    private final Clock clock;
    private final PoliceCorrections corrections;

    PublishedFigures(
            Operations operations,
            FigureStore store,
            ScreeningStore screenings,
            ArrestCounts arrests,
            ActorTransactions transactions,
            Journal journal,
            Policies policies,
            Clock clock,
            PoliceCorrections corrections) {
        this.corrections = corrections;
        this.operations = operations;
        this.store = store;
        this.screenings = screenings;
        this.arrests = arrests;
        this.transactions = transactions;
        this.journal = journal;
        this.policies = policies;
        this.clock = clock;
    }

    /** What the records say beside what was published; empty when the operation does not exist for the caller. */
    public Optional<Reconciled> reconciled(Actor actor, String code) {
        return transactions.as(
                actor,
                () -> operations.find(actor, code).map(one -> Reconciled.of(recorded(one), store.list(one.id()))));
    }

    /** The numbers that the records of an operation give. */
    private Map<Measure, Integer> recorded(Operation operation) {
        Map<Measure, Integer> recorded = new EnumMap<>(Measure.class);
        recorded.put(
                Measure.CHILDREN, screenings.counts(operation.id()).getOrDefault(ScreeningStatus.CONFIRMED_VICTIM, 0));
        recorded.put(Measure.ARRESTED, arrests.arrested(operation.id()));
        recorded.put(Measure.REFERRED, arrests.referred(operation.id()));
        if (operation.plan().officers() != null)
            recorded.put(Measure.OFFICERS, operation.plan().officers());
        return recorded;
    }

    public AddFigure.Result add(Actor actor, AddFigure command) {
        return transactions.as(actor, () -> {
            Operation operation = operations.find(actor, command.operation()).orElse(null);
            if (operation == null) return new AddFigure.Result.NotFound();
            if (!actor.may(OPERATION_WRITE)) return new AddFigure.Result.Forbidden();
            PublishedFigure figure = new PublishedFigure(
                    Ids.next(),
                    command.source(),
                    command.publishedOn(),
                    command.measure(),
                    command.value(),
                    command.definition(),
                    1);
            if (!store.insert(operation.id(), figure)) return new AddFigure.Result.AlreadyThere();
            journal.note(
                    operation.id(),
                    Section.STATUS,
                    "operations.figure-added",
                    Map.of("source", figure.source(), "value", figure.value().text()));
            return new AddFigure.Result.Added(figure);
        });
    }

    /** Empty when there is none, or none for the caller. */
    Optional<PublishedFigure> find(Actor actor, Operation operation, UUID id) {
        if (!actor.may(OPERATION_READ)) return Optional.empty();
        return transactions.as(actor, () -> store.find(operation.id(), id));
    }

    Corrected<PublishedFigure> correct(Actor actor, CorrectFigure command) {
        return transactions.as(actor, () -> {
            Operation operation = operations.find(actor, command.operation()).orElse(null);
            PublishedFigure figure = operation == null
                    ? null
                    : store.find(operation.id(), command.figure()).orElse(null);
            if (operation == null || figure == null) return new Corrected.NotFound<>();
            if (!actor.may(OPERATION_WRITE)) return new Corrected.Forbidden<>();
            if (figure.version() != command.version()) return new Corrected.Overtaken<>(figure);
            if (store.isTaken(operation.id(), figure, command))
                return new Corrected.Wrong<>(FieldError.of("source", "operations.figure-there"));
            if (!store.update(operation.id(), figure, command)) return new Corrected.Overtaken<>(figure);
            corrections.note(actor, operation, Section.STATUS, figure.source(), Set.of());
            return new Corrected.Done<>(store.find(operation.id(), figure.id()).orElseThrow());
        });
    }

    /** What was corrected of an operation, its sites and its figures, newest first. */
    List<Correction> corrected(Actor actor, Operation operation) {
        if (!actor.may(OPERATION_READ)) return List.of();
        return transactions.as(
                actor,
                () -> Stream.concat(operations.corrected(operation).stream(), corrected(operation.id()))
                        .sorted(Comparator.comparing(Correction::at).reversed())
                        .toList());
    }

    private Stream<Correction> corrected(UUID operation) {
        return store.list(operation).stream()
                .filter(one -> one.version() > 1)
                .flatMap(one ->
                        corrections
                                .of(operation, "figure", one.id(), one.source(), store.columns(operation, one.id()))
                                .stream());
    }

    /**
     * Counts of every operation that had started by then, for those who may see figures and no record. The coordinator and the project
     * manager get them exactly; others with small counts suppressed ({@code statistics.partner.min-cell}).
     *
     * @return empty when the caller may not
     */
    public List<OperationFigures> report(Actor actor, Instant asOf) {
        if (!actor.may(OPERATION_FIGURES)) return List.of();
        Instant then = asOf.isAfter(clock.instant()) ? clock.instant() : asOf;
        int within = (int) policies.hours("handover-to-worker.max").toHours();
        List<OperationFigures> exact = transactions.forStatistics(() -> store.report(then, within));
        if (isExactFor(actor)) return exact;
        int least = policies.count("statistics.partner.min-cell");
        return exact.stream().map(one -> one.suppressedBelow(least)).toList();
    }

    /** Those of one operation. */
    Optional<OperationFigures> report(Actor actor, String code, Instant asOf) {
        return report(actor, asOf).stream()
                .filter(one -> one.code().equals(code))
                .findFirst();
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static boolean isExactFor(Actor actor) {
        return actor.is(Role.PROJECT_MANAGER) || actor.is(Role.LE_COORDINATOR);
    }

    /**
     * A record of that day counts; nothing after now does. Who gets no small counts gets a past day as the last month that ended by then: the
     * difference between two days would be one child.
     */
    Instant endOf(Actor actor, @Nullable LocalDate day) {
        if (day == null || day.equals(today())) return clock.instant();
        LocalDate last =
                isExactFor(actor) ? day : day.plusDays(1).withDayOfMonth(1).minusDays(1);
        return last.atTime(LocalTime.MAX).toInstant(ZoneOffset.UTC);
    }
}
