package org.akoma.airlock.slips;

import java.time.LocalDate;
import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.pages.NavItem;
import org.akoma.ground.pages.NavItems;
import org.akoma.ground.pages.Task;
import org.akoma.ground.pages.Tasks;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What operations ask of care, in the main navigation and among the tasks of who confirms it, while something was asked. */
@Component
@Order(25)
class CareRequestNav implements NavItems, Tasks {

    private final CareRequests requests;

    CareRequestNav(CareRequests requests) {
        this.requests = requests;
    }

    @Override
    public List<NavItem> navFor(Actor actor) {
        if (!CareRequests.confirms(actor)) return List.of();
        int waiting =
                (int) requests.list(actor).stream().filter(CareRequest::waits).count();
        return waiting == 0 ? List.of() : List.of(new NavItem("care-requests", "/slips/care", "hand", waiting));
    }

    /** One line for each operation: it does not start before the places are confirmed. */
    @Override
    public List<Task> tasksFor(Actor actor, LocalDate today) {
        return requests.list(actor).stream()
                .filter(CareRequest::waits)
                .limit(MOST)
                .map(one -> Task.one("care-request", one.operation(), null, one.startsOn(), "/slips/care"))
                .toList();
    }

    @Override
    public boolean listed() {
        return false;
    }
}
