package org.akoma.protection.visits;

import org.akoma.ground.access.Grants;
import org.akoma.ground.access.Section;
import org.akoma.protection.cases.CaseChanged;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.HomeBegan;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Keeps visits right when a file changes: its worker, its risk, where the child lives, its end and its reopening. */
@Component
class VisitKeeper {

    private final VisitPlanner planner;
    private final VisitCalendarStore store;
    private final Grants grants;

    VisitKeeper(VisitPlanner planner, VisitCalendarStore store, Grants grants) {
        this.planner = planner;
        this.store = store;
        this.grants = grants;
    }

    @EventListener
    void on(CaseChanged changed) {
        CaseFile was = changed.before();
        CaseFile is = changed.after();
        if (!grants.holds(is.id(), Section.FOLLOW_UP, true))
            return; // who may not write visits changes nothing that they depend on
        if (!was.workerId().equals(is.workerId()) || !was.organisationId().equals(is.organisationId()))
            store.hand(is.id(), is.workerId(), is.organisationId());
        if (was.status().open() && !is.status().open()) planner.end(is);
        else if (is.status().open() && planChanges(was, is)) planner.renew(is);
    }

    /** A home of the same kind is another home: the days after a return begin anew with it (T11). */
    @EventListener
    void on(HomeBegan began) {
        CaseFile file = began.file();
        if (file.status().open() && grants.holds(file.id(), Section.FOLLOW_UP, true)) planner.renew(file);
    }

    private static boolean planChanges(CaseFile was, CaseFile is) {
        return was.risk() != is.risk()
                || is.care() == null && was.care() != null
                || !was.status().open();
    }
}
