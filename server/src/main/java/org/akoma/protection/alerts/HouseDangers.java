package org.akoma.protection.alerts;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Role;
import org.akoma.ground.pages.Task;
import org.akoma.ground.pages.Tasks;
import org.akoma.ground.pages.Urgency;
import org.akoma.protection.cases.FileDangers;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Dangers to the children who sleep in the shelters of who reads, by kind alone, as each child's page in the shelter shows them. */
@Component
@Order(4)
class HouseDangers implements Tasks {

    private final AlertBandStore store;
    private final ActorTransactions transactions;

    HouseDangers(AlertBandStore store, ActorTransactions transactions) {
        this.store = store;
        this.transactions = transactions;
    }

    /** @param code of the child's file */
    record Line(String code, FileDangers.Danger danger) {
        public boolean runs() {
            return danger.closedAt() == null;
        }

        /** Danger of death is listed until it is closed, even if somebody has taken it on. */
        Urgency.Place place() {
            boolean taken = danger.takenOnAt() != null;
            if (danger.type().equals(Alert.Type.LIFE_IN_DANGER.name())) return Urgency.Place.grave(taken);
            return taken ? Urgency.Place.ANY : Urgency.Place.OTHER_ALERT;
        }
    }

    /** Those that nobody has taken on first, those that have ended last; nothing for who runs no shelter. */
    List<Line> of(Actor actor) {
        return actor.is(Role.SHELTER_MANAGER) ? transactions.as(actor, store::inTheHouse) : List.of();
    }

    /** One line for all children in danger now; of a single child it opens the page that says what to do. */
    @Override
    public List<Task> tasksFor(Actor actor, LocalDate today) {
        List<Line> lines = of(actor).stream().filter(Line::runs).toList();
        if (lines.isEmpty()) return List.of();
        List<String> children = lines.stream().map(Line::code).distinct().toList();
        Urgency.Place first =
                lines.stream().map(Line::place).min(Comparator.naturalOrder()).orElseThrow();
        String only = children.size() == 1 ? children.getFirst() : null;
        String href = only == null ? "/alerts" : "/cases/" + only + "/stay";
        return List.of(new Task("house-danger", only, null, null, href, children.size()).at(first));
    }

    /** The list of tasks holds records, and none of these is one for who runs the shelter. */
    @Override
    public boolean listed() {
        return false;
    }
}
