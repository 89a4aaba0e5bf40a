package org.akoma.airlock.slips;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Notification;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Organisations;
import org.akoma.ground.access.Role;
import org.akoma.ground.journal.Journal;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * Before an operation starts the police ask care for places, and care confirms them with its own account: a case supervisor of the structure
 * that is asked, or a project manager, who coordinates care ({@code requirements.md 2.1}, step 0).
 */
@Service
public class CareRequests {

    private final ActorTransactions transactions;
    private final CareRequestStore store;
    private final Organisations organisations;
    private final Journal journal;
    private final ApplicationEventPublisher events;

    CareRequests(
            ActorTransactions transactions,
            CareRequestStore store,
            Organisations organisations,
            Journal journal,
            ApplicationEventPublisher events) {
        this.events = events;
        this.transactions = transactions;
        this.store = store;
        this.organisations = organisations;
        this.journal = journal;
    }

    static boolean confirms(Actor actor) {
        return actor.is(Role.CASE_SUPERVISOR) || actor.is(Role.PROJECT_MANAGER);
    }

    /**
     * Asks a structure, or asks otherwise: what was confirmed of another number or structure counts no longer. Call inside an actor's transaction of
     * the police.
     *
     * @param structure code; one that does not exist is asked for nothing
     */
    public void ask(
            UUID operation, String code, String structure, String country, LocalDate starts, int children, int places) {
        UUID asked = organisations.find(structure).map(Organisation::id).orElse(null);
        if (asked == null) return;
        boolean known = store.find(operation)
                .filter(before -> before.structure().equals(structure)
                        && before.children() == children
                        && before.places() == places)
                .isPresent();
        store.ask(operation, code, asked, country, starts, children, places);
        if (!known) ring(asked);
    }

    /** Those who may confirm it hear of it. */
    private void ring(UUID structure) {
        Set<UUID> confirming = store.confirming(structure);
        if (!confirming.isEmpty()) events.publishEvent(new Notification(confirming, Notification.TASK));
    }

    /** What was asked for an operation. Call inside an actor's transaction of the police. */
    public Optional<CareRequest> of(UUID operation) {
        return store.find(operation);
    }

    /** Those that the caller may confirm, what waits first. */
    public List<CareRequest> list(Actor actor) {
        return confirms(actor) ? transactions.as(actor, store::all) : List.of();
    }

    /** What care answered; for the police. */
    public Optional<CareRequest> of(Actor actor, UUID operation) {
        return transactions.as(actor, () -> store.find(operation));
    }

    Optional<CareRequest> find(Actor actor, UUID operation) {
        return confirms(actor) ? of(actor, operation) : Optional.empty();
    }

    /** Care has fewer places than was asked for: also after a yes, until the operation starts. */
    public DeclineCare.Result decline(Actor actor, DeclineCare command) {
        if (!confirms(actor)) return new DeclineCare.Result.NotFound();
        return transactions.as(actor, () -> {
            CareRequest asked = store.find(command.operationId()).orElse(null);
            if (asked == null) return new DeclineCare.Result.NotFound();
            if (command.offered() >= asked.places()) return new DeclineCare.Result.Enough(asked.places());
            if (store.isStarted(command.operationId())) return new DeclineCare.Result.Runs();
            if (!store.decline(command)) return new DeclineCare.Result.NotFound();
            journal.noteOwn(
                    actor,
                    "slips.care-declined",
                    Map.of(
                            "operation",
                            asked.operation(),
                            "places",
                            command.offered(),
                            "structure",
                            asked.structure()));
            return new DeclineCare.Result.Declined(
                    store.find(command.operationId()).orElseThrow());
        });
    }

    public ConfirmCare.Result confirm(Actor actor, ConfirmCare command) {
        if (!confirms(actor)) return new ConfirmCare.Result.NotFound();
        return transactions.as(actor, () -> {
            CareRequest asked = store.find(command.operationId()).orElse(null);
            if (asked == null) return new ConfirmCare.Result.NotFound();
            if (asked.places() < asked.children())
                return new ConfirmCare.Result.TooFew(asked.children(), asked.places());
            if (store.isStarted(command.operationId())) return new ConfirmCare.Result.Runs();
            if (!store.confirm(command)) return new ConfirmCare.Result.NotFound();
            journal.noteOwn(
                    actor,
                    "slips.care-confirmed",
                    Map.of("operation", asked.operation(), "places", asked.places(), "structure", asked.structure()));
            return new ConfirmCare.Result.Confirmed(
                    store.find(command.operationId()).orElseThrow());
        });
    }
}
