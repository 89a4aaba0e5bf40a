package org.akoma.protection.alerts;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on followup.first_alert. */
@Repository
class FirstAlertStore {

    private final JdbcClient jdbc;

    FirstAlertStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether the alert that the actor sent out for this record, before it was complete, runs and nobody has acted on it. */
    boolean isOut(UUID file, UUID record, Alert.Type type) {
        return jdbc.sql("select followup.is_out(:file, :record, :type)")
                .param("file", file)
                .param("record", record)
                .param("type", type.name())
                .query(Boolean.class)
                .single();
    }

    void keep(UUID file, UUID record, Alert.Type type, UUID by, UUID alert) {
        jdbc.sql("insert into followup.first_alert values (:file, :record, :type, :by, :alert) on conflict do nothing")
                .param("file", file)
                .param("record", record)
                .param("type", type.name())
                .param("by", by)
                .param("alert", alert)
                .update();
    }
}
