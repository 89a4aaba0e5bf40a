package org.akoma.protection.cases;

import static org.akoma.Timestamps.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;

/** One row of {@code cases.file_shown}, for the stores that read whole files. */
public final class CaseRow {

    private CaseRow() {}

    public static CaseFile of(ResultSet row) throws SQLException {
        String risk = row.getString("risk");
        Instant registered =
                row.getObject("registered_at", OffsetDateTime.class).toInstant();
        return new CaseFile(
                row.getObject("id", UUID.class),
                row.getString("code"),
                registered,
                row.getObject("registered_by", UUID.class),
                CaseFile.Status.valueOf(row.getString("status")),
                CaseFile.VictimStatus.valueOf(row.getString("victim_status")),
                row.getString("victim_decided_by"),
                risk == null ? null : CaseFile.Risk.valueOf(risk),
                row.getString("country"),
                row.getString("nationality"),
                row.getString("sex"),
                row.getObject("age_at_rescue", Integer.class),
                row.getBoolean("age_estimated"),
                row.getString("sector"),
                row.getString("pathway"),
                row.getString("care"),
                row.getObject("organisation_id", UUID.class),
                row.getObject("worker_id", UUID.class),
                row.getObject("supervisor_id", UUID.class),
                row.getObject("slip_id", UUID.class),
                instant(row, "handed_at"),
                instant(row, "medical_screened_at"),
                row.getObject("guardian_on", LocalDate.class),
                instant(row, "assessed_at"),
                row.getObject("plan_approved_on", LocalDate.class),
                row.getObject("review_due", LocalDate.class),
                row.getObject("next_visit_due", LocalDate.class),
                row.getObject("lost_since", LocalDate.class),
                instant(row, "closed_at"),
                row.getInt("version"));
    }
}
