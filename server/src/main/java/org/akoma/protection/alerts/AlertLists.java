package org.akoma.protection.alerts;

import java.time.Instant;
import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Verb;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.identity.Cases;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lists of alerts over several children, and of what somebody raised without reading the others. */
@Component
class AlertLists {

    private final AlertStore store;
    private final AlertListStore list;
    private final Cases cases;
    private final CaseWork work;
    private final ActorTransactions transactions;

    AlertLists(AlertStore store, AlertListStore list, Cases cases, CaseWork work, ActorTransactions transactions) {
        this.store = store;
        this.list = list;
        this.cases = cases;
        this.work = work;
        this.transactions = transactions;
    }

    /** A page of the list, and where the next one begins; null = there is none. */
    record Page(List<Alert> alerts, AlertQuery.@Nullable Place next) {}

    /** Those that this person answers for or raised, danger that nobody has taken on first. */
    Page page(Actor actor, AlertQuery asked) {
        return transactions.as(actor, () -> {
            List<Alert> found = list.list(
                    actor.personId(), actor.organisationId(), asked.first(asked.limit() + 1), Alerts.care(actor));
            List<Alert> shown = found.stream().limit(asked.limit()).toList();
            Alert last = shown.isEmpty() ? null : shown.getLast();
            AlertQuery.Place next =
                    last == null || found.size() == shown.size() ? null : list.place(last.id(), asked.then());
            return new Page(
                    shown.stream().map(one -> then(actor, one, asked.then())).toList(), next);
        });
    }

    /** Another alert of the same child, as it is now. */
    record Beside(Alert alert, int version) {

        /** What a form sends of it: it is another one once something was written to it. */
        public String seen() {
            return alert.id() + ":" + version;
        }
    }

    /** Other alerts of the same child that nobody has taken on, the most urgent first. */
    List<Beside> beside(Actor actor, Alert alert) {
        if (alert.file() == null) return List.of();
        return transactions.as(
                actor,
                () -> list.untakenBeside(alert, work.now()).stream()
                        .map(one -> new Beside(one, list.version(one.id())))
                        .toList());
    }

    boolean isWordDue(Actor actor, Alert alert) {
        return transactions.as(actor, () -> list.isWordDue(alert.id()));
    }

    /** As it was at that moment. */
    Alert then(Actor actor, Alert alert, Instant then) {
        boolean past = Alerts.care(actor) && then.isBefore(work.now());
        return (past ? store.round(alert.id(), then).map(alert::in).orElse(alert) : alert).asOf(then);
    }

    /** Those on a file that the actor raised, newest first, for who reads no others. */
    List<Alert> given(Actor actor, String code) {
        return transactions.as(
                actor,
                () -> cases.find(actor, code).stream()
                        .flatMap(file -> store.of(file.id()).stream())
                        .filter(one -> one.raisedBy().equals(actor.personId()))
                        .toList());
    }

    int waiting(Actor actor) {
        if (!actor.may(Verb.ALERT_HANDLE)) return 0;
        return transactions.as(actor, () -> store.waiting(actor.personId(), actor.organisationId()));
    }

    /** What climbed to the project manager because nobody took it on in time, by who is to be called; nothing for others. */
    List<Untaken> untaken(Actor actor) {
        if (!actor.is(Role.PROJECT_MANAGER) || !Alerts.care(actor)) return List.of();
        return Untaken.together(transactions.as(actor, store::untaken));
    }

    /** What rang the data protection officer and the project manager about children. */
    List<HeardOutside> heardOutside(Actor actor) {
        return actor.is(Role.DATA_PROTECTION_OFFICER) || actor.is(Role.PROJECT_MANAGER)
                ? transactions.as(actor, store::heardOutside)
                : List.of();
    }
}
