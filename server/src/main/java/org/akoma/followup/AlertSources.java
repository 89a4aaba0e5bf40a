package org.akoma.followup;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.akoma.Ids;
import org.akoma.cases.CaseChanged;
import org.akoma.cases.CaseFile;
import org.akoma.cases.Cases;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What raises an alert by itself, or ends one: an index, a visit, a search, the end of a file. In the transaction of what happened. */
@Component
class AlertSources {

    private final AlertRaising alerts;
    private final AlertStore store;
    private final Cases cases;

    AlertSources(AlertRaising alerts, AlertStore store, Cases cases) {
        this.alerts = alerts;
        this.store = store;
        this.cases = cases;
    }

    /** The newest index speaks: what the one before it alarmed about is judged anew. */
    @EventListener
    void indexed(CsiRecorded recorded) {
        UUID by = recorded.actor().personId();
        alerts.end(recorded.file(), Alert.Type.CSI_URGENT, Alert.Outcome.REASSESSED, by);
        for (CsiConsequence one : recorded.asked()) {
            if (one.kind() == CsiConsequence.Kind.EXPLOITATION_ALERT)
                raise(recorded, Alert.Type.RE_EXPLOITATION, one.factors());
            if (one.kind() == CsiConsequence.Kind.URGENT_ALERT) raise(recorded, Alert.Type.CSI_URGENT, one.factors());
        }
    }

    private void raise(CsiRecorded recorded, Alert.Type type, List<CsiFactor> factors) {
        AlertCause cause = new AlertCause(AlertCause.Kind.CSI, recorded.csi().on(), factors);
        alerts.raise(
                recorded.file(),
                Ids.next(),
                type,
                Alert.Source.CSI,
                recorded.actor().personId(),
                new Alert.Words(cause.stored(), null),
                recorded.csi().id());
    }

    /** A visit at which the trafficker turned out to be in contact. */
    @EventListener
    void visited(VisitDone visit) {
        if (!Boolean.TRUE.equals(visit.traffickerContact())) return;
        CaseFile file = cases.find(visit.file()).orElseThrow();
        alerts.raise(
                file,
                Ids.next(),
                Alert.Type.TRAFFICKER_CONTACT,
                Alert.Source.VISIT,
                visit.recordedBy(),
                new Alert.Words(new AlertCause(AlertCause.Kind.VISIT, visit.doneOn(), List.of()).stored(), null),
                null);
    }

    @EventListener
    void changed(CaseChanged changed) {
        CaseFile before = changed.before();
        CaseFile after = changed.after();
        if (!before.workerId().equals(after.workerId())
                || !before.organisationId().equals(after.organisationId())
                || !Objects.equals(before.supervisorId(), after.supervisorId())) store.move(after);
        boolean lost = after.lostSince() != null;
        if (lost && before.lostSince() == null) lost(after, store.actor());
        if (!lost && before.lostSince() != null)
            alerts.end(after, Alert.Type.LOST_TO_FOLLOW_UP, Alert.Outcome.FOUND, store.actor());
        if (before.status().open() && !after.status().open()) closed(after, store.actor());
    }

    private void closed(CaseFile file, UUID by) {
        for (Alert.Type type : Alert.Type.values()) alerts.end(file, type, Alert.Outcome.FILE_CLOSED, by);
    }

    private void lost(CaseFile file, UUID by) {
        if (store.open(file.id(), Alert.Type.LOST_TO_FOLLOW_UP).isPresent()) return;
        alerts.raise(
                file,
                Ids.next(),
                Alert.Type.LOST_TO_FOLLOW_UP,
                Alert.Source.SEARCH,
                by,
                new Alert.Words(new AlertCause(AlertCause.Kind.SEARCH, null, List.of()).stored(), null),
                null);
    }
}
