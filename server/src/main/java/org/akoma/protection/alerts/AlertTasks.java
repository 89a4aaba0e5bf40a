package org.akoma.protection.alerts;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.pages.Task;
import org.akoma.ground.pages.TaskAbout;
import org.akoma.ground.pages.Tasks;
import org.akoma.ground.pages.Urgency;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Open alerts on the home page: for those who follow the child until somebody takes the alert on, or, where it
 * is in danger of death, until it is closed; for the person who raised it until it ends.
 */
@Component
@Order(5)
class AlertTasks implements Tasks, TaskAbout {

    private final AlertBandStore running;
    private final AlertStore store;
    private final ActorTransactions transactions;
    private final Clock clock;

    AlertTasks(AlertBandStore running, AlertStore store, ActorTransactions transactions, Clock clock) {
        this.running = running;
        this.store = store;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public List<Task> tasksFor(Actor actor, LocalDate today) {
        if (!Alerts.care(actor)) return List.of();
        Instant now = clock.instant();
        return transactions.as(actor, () -> running.running(actor.personId(), now)).stream()
                .map(one -> task(actor, one, now))
                .toList();
    }

    /** Danger of death stays among the most urgent tasks of who follows the child until it is closed; for others an alert that was taken on is an answer. */
    private static Task task(Actor actor, AlertBandStore.Running one, Instant now) {
        Alert alert = one.alert();
        Task.About about = about(alert.shown());
        String href = "/alerts/" + alert.id();
        if (alert.acknowledgedAt() != null)
            return new Task("alert-taken", alert.code(), null, null, href, 1)
                    .at(alert.worker().equals(actor.personId()) ? one.place() : Urgency.Place.ANY)
                    .of(about, null);
        Instant due = alert.ackDue();
        LocalDate day = LocalDate.ofInstant(due.minusMillis(1), ZoneOffset.UTC);
        return new Task("alert-waits", alert.code(), null, day, href, 1, now.isAfter(due), Urgency.ALERT)
                .at(one.place())
                .of(about, due);
    }

    /** Taking an alert on is the supervisor's task: the list of who follows the child shows it above. */
    @Override
    public boolean listed() {
        return false;
    }

    @Override
    public boolean knows(String kind) {
        return kind.startsWith("followup.alert-");
    }

    @Override
    public Map<UUID, Task.About> of(Actor actor, Collection<UUID> records) {
        return transactions.as(actor, () -> store.shown(records)).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, one -> about(one.getValue())));
    }

    private static Task.About about(String shown) {
        return new Task.About("alert-type", shown);
    }
}
