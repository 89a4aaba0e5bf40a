package org.akoma.protection.alerts;

import static org.akoma.Timestamps.moment;
import static org.akoma.Timestamps.utc;

import java.sql.Types;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.akoma.ground.vault.Vault;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.wellbeing.CsiAction;
import org.akoma.protection.wellbeing.CsiFactor;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on followup.csi_action: the offences that are to be reported, which begin and end with an alert. */
@Repository
class OffenceReportStore {

    private static final String SEAL_CONTEXT = "followup.csi_action";

    private final JdbcClient jdbc;
    private final Vault vault;

    OffenceReportStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** Nothing when one waits on this alert already; whether it does, not everybody who gives an alert may read. */
    void insertReport(
            CaseFile file, @Nullable UUID csi, UUID alert, List<CsiFactor> factors, Instant due, Instant since) {
        jdbc.sql("""
                        insert into followup.csi_action (csi_id, alert_id, file_id, organisation_id, worker_id, kind, factors, due_at, since)
                        values (:csi, :alert, :file, :organisation, :worker, 'REPORT_OFFENCE', :factors::text[], :due, :since) on conflict do nothing
                        """)
                .param("csi", csi, Types.OTHER)
                .param("alert", alert)
                .param("file", file.id())
                .param("organisation", file.organisationId())
                .param("worker", file.workerId())
                .param("factors", factors.stream().map(Enum::name).toArray(String[]::new))
                .param("due", utc(due))
                .param("since", utc(since))
                .update();
    }

    /** The alert with which a duty began. */
    Optional<UUID> alertOf(UUID duty) {
        return jdbc.sql("select alert_id from followup.csi_action where id = :duty and alert_id is not null")
                .param("duty", duty)
                .query((row, n) -> row.getObject("alert_id", UUID.class))
                .optional();
    }

    Optional<OffenceReport> report(UUID alert) {
        return jdbc.sql("""
                        select a.due_at, f.country from followup.csi_action a join cases.file_code f on f.id = a.file_id
                         where a.alert_id = :alert and a.until is null
                        """)
                .param("alert", alert)
                .query((row, n) -> new OffenceReport(moment(row, "due_at"), row.getString("country")))
                .optional();
    }

    /** By alert, until when. */
    Map<UUID, Instant> reports(UUID file) {
        Map<UUID, Instant> found = new HashMap<>();
        jdbc.sql(
                        "select alert_id, due_at from followup.csi_action where file_id = :file and alert_id is not null and until is null")
                .param("file", file)
                .query(row -> {
                    found.put(row.getObject("alert_id", UUID.class), moment(row, "due_at"));
                });
        return found;
    }

    /** Whether no duty waits on this alert, or who acts may end it: more than their own words says that it was reported. */
    boolean isConfirmed(UUID alert) {
        return jdbc.sql(
                        "select coalesce(bool_and(followup.report_is_confirmed(id)), true) from followup.csi_action where alert_id = :alert and until is null")
                .param("alert", alert)
                .query(Boolean.class)
                .single();
    }

    void finishReport(Alert alert, UUID by, CsiAction.SealedText words, Instant at) {
        UUID file = Objects.requireNonNull(alert.file(), "an offence is told of on a child");
        jdbc.sql("""
                        update followup.csi_action set until = :at, ended_by = 'DONE', done_by = :by, sealed = :sealed
                         where alert_id = :alert and until is null
                        """)
                .param("at", utc(at))
                .param("by", by)
                .param("sealed", vault.seal(file, SEAL_CONTEXT, words))
                .param("alert", alert.id())
                .update();
    }

    void endReport(Alert alert, CsiAction.End by, Instant at) {
        jdbc.sql("update followup.csi_action set until = :at, ended_by = :by where alert_id = :alert and until is null")
                .param("at", utc(at))
                .param("by", by.name())
                .param("alert", alert.id())
                .update();
    }
}
