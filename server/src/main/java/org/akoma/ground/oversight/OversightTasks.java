package org.akoma.ground.oversight;

import java.time.LocalDate;
import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.pages.NavItem;
import org.akoma.ground.pages.NavItems;
import org.akoma.ground.pages.Task;
import org.akoma.ground.pages.Tasks;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Unusual reading that waits for this person, and the way to all of it: the notification does not say whom it is about. */
@Component
@Order(910)
class OversightTasks implements Tasks, NavItems {

    private final UnusualReadings readings;

    OversightTasks(UnusualReadings readings) {
        this.readings = readings;
    }

    @Override
    public List<Task> tasksFor(Actor actor, LocalDate today) {
        String kind = UnusualReadings.judges(actor) ? "unusual-reading" : "explain-reading";
        return readings.waitingFor(actor, MOST).stream()
                .map(one -> Task.one(kind, one.person(), null, null, "/unusual-readings/" + one.id())
                        .of(new Task.About("oversight.rules", one.rule().name()), null))
                .toList();
    }

    @Override
    public boolean listed() {
        return false;
    }

    @Override
    public List<NavItem> navFor(Actor actor) {
        return UnusualReadings.reads(actor)
                ? List.of(new NavItem("unusual-readings", "/unusual-readings", "search", readings.waiting(actor)))
                : List.of();
    }
}
