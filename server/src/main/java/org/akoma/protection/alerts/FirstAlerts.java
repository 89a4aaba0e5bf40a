package org.akoma.protection.alerts;

import java.util.UUID;
import org.akoma.Ids;
import org.akoma.protection.cases.CaseFile;
import org.springframework.stereotype.Component;

/**
 * Alerts that go out before the record that names the danger is complete: the record is refused until the rest is answered, the alert does not wait for it.
 * Which record it was is kept beside the alert, so that the same person who sends it again, complete or not, raises no second one. Inside the actor's
 * transaction.
 */
@Component
class FirstAlerts {

    private final AlertRaising alerts;
    private final FirstAlertStore store;

    FirstAlerts(AlertRaising alerts, FirstAlertStore store) {
        this.alerts = alerts;
        this.store = store;
    }

    /** Whether the alert of this kind that the actor sent for this record runs and nobody has acted on it. */
    boolean isOut(UUID file, UUID record, Alert.Type type) {
        return store.isOut(file, record, type);
    }

    /** Once for a record, until somebody acts on the alert. */
    void raise(CaseFile file, UUID record, Alert.Type type, Alert.Source source, UUID by, AlertCause cause) {
        if (isOut(file.id(), record, type)) return;
        Alert out = alerts.raise(file, Ids.next(), type, source, by, new Alert.SealedText(cause.stored(), null), null);
        store.keep(file.id(), record, type, by, out.id());
    }
}
