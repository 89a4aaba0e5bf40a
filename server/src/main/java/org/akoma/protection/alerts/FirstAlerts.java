package org.akoma.protection.alerts;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.akoma.protection.cases.CaseFile;
import org.springframework.stereotype.Component;

/**
 * Alerts that go out before the record that names the danger is complete: the record is refused until the rest is answered, the alert does not wait for it.
 * Its id follows from that of the record, so that the same record sent again, complete or not, raises no second one. Inside the actor's transaction.
 */
@Component
class FirstAlerts {

    private final AlertRaising alerts;
    private final AlertStore store;

    FirstAlerts(AlertRaising alerts, AlertStore store) {
        this.alerts = alerts;
        this.store = store;
    }

    /** Whether the alert that went out for this record runs. */
    boolean isOut(UUID file, UUID record, Alert.Type type) {
        UUID id = id(file, record, type);
        return store.find(id, true)
                .or(() -> store.reported(id))
                .filter(alert -> alert.closedAt() == null)
                .isPresent();
    }

    /** Once for a record, whatever became of it since. */
    void raise(CaseFile file, UUID record, Alert.Type type, Alert.Source source, UUID by, AlertCause cause) {
        UUID id = id(file.id(), record, type);
        if (store.find(id, true).or(() -> store.reported(id)).isPresent()) return;
        alerts.raise(file, id, type, source, by, new Alert.SealedText(cause.stored(), null), null);
    }

    /** The sender chooses the id of a record: that of another child's silences nothing. */
    private static UUID id(UUID file, UUID record, Alert.Type type) {
        return UUID.nameUUIDFromBytes((file + "/" + record + "/" + type).getBytes(StandardCharsets.UTF_8));
    }
}
