package org.akoma.protection.alerts;

import java.util.List;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.identity.Cases;
import org.akoma.protection.placement.Searches;
import org.springframework.stereotype.Service;

/** An alert with what was done about it, and the ways in which it may end. Call inside an actor's transaction. */
@Service
class AlertDetails {

    private final AlertStore store;
    private final Cases cases;
    private final OffenceReports reports;
    private final Searches searches;

    AlertDetails(AlertStore store, Cases cases, OffenceReports reports, Searches searches) {
        this.store = store;
        this.cases = cases;
        this.reports = reports;
        this.searches = searches;
    }

    AlertTold of(Alert alert) {
        List<Alert.Outcome> all = endings(alert);
        List<AlertAction> actions = store.actions(alert);
        boolean ends = alert.closedAt() == null && alert.acknowledgedAt() != null;
        List<Alert.Outcome> now = ends
                ? all.stream()
                        .filter(one -> store.endRefusal(alert.id(), one).isEmpty())
                        .toList()
                : all;
        return new AlertTold(
                alert,
                store.words(alert),
                actions,
                reports.waiting(alert),
                now.isEmpty() ? all : now,
                now.isEmpty() ? store.endRefusal(alert.id(), all.getFirst()).orElse(null) : null,
                alert.type() == Alert.Type.MISSING
                        && searches.isFound(alert.file(), AlertTold.reportedLast(alert, actions)));
    }

    /** How it may end, as far as its kind tells. */
    List<Alert.Outcome> endings(Alert alert) {
        boolean open = alert.file() == null
                || cases.find(alert.file()).map(file -> file.status().open()).orElse(true);
        return Alert.Outcome.toChoose(alert.type(), open && (isLost(alert) || store.wasSearched(alert.id())));
    }

    /** Whether the child is still searched for. */
    boolean isLost(Alert alert) {
        return alert.file() != null
                && cases.find(alert.file()).map(CaseFile::lostSince).isPresent();
    }
}
