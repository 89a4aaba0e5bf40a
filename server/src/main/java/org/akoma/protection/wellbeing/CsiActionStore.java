package org.akoma.protection.wellbeing;

import static org.akoma.Timestamps.instant;
import static org.akoma.Timestamps.utc;
import static org.akoma.protection.wellbeing.CsiStore.codes;
import static org.akoma.protection.wellbeing.CsiStore.names;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.akoma.ground.vault.Vault;
import org.akoma.protection.cases.CaseFile;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on followup.csi_action: what waits to be done because of an index. The duty to report an offence is written by the store of alerts. */
@Repository
class CsiActionStore {

    private static final String SEAL_CONTEXT = "followup.csi_action";

    private final JdbcClient jdbc;
    private final Vault vault;

    CsiActionStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** What indexes of this file ask, those that wait first, soonest first. */
    List<CsiAction> of(UUID file) {
        return jdbc.sql(
                        "select * from followup.csi_action where file_id = :file and csi_id is not null order by until desc nulls first, due_at, kind")
                .param("file", file)
                .query((row, n) -> read(row))
                .list();
    }

    /**
     * What waits already for one of these factors keeps its day: an index that asks the same puts nothing off. Help for the mind of which the time is over
     * already is asked with its own hours; the former one stays late until it is answered.
     */
    void insert(CaseFile file, Csi csi, CsiConsequence asked) {
        jdbc.sql("""
                        insert into followup.csi_action (csi_id, file_id, organisation_id, worker_id, kind, factors, due_at, since)
                        select :csi, :file, :organisation, :worker, :kind, :factors::text[],
                               least(:due, min(o.due_at) filter (where o.kind <> 'MENTAL_HEALTH_REFERRAL' or o.due_at > :since)), :since
                          from followup.csi_action o where o.file_id = :file and o.kind = :kind and o.until is null and o.factors && :factors::text[]
                        """)
                .param("csi", csi.id())
                .param("file", file.id())
                .param("organisation", file.organisationId())
                .param("worker", file.workerId())
                .param("kind", asked.kind().name())
                .param("factors", names(asked.factors()))
                .param("due", utc(asked.due()))
                .param("since", utc(csi.recordedAt()))
                .update();
    }

    /**
     * A later index judges anew what the plan and the referral were about, where somebody else made it, where the child was seen in between or where it asks
     * the same; a duty to report stays until it is met, and help for the mind as long as no supervisor took on the alert that came with it.
     */
    void reassess(Csi by, UUID file, Instant at) {
        end(file, CsiAction.End.REASSESSED, at, by.id(), """
                 and csi_id <> :csi and kind <> 'REPORT_OFFENCE' and followup.is_judged_anew(id) and (kind <> 'MENTAL_HEALTH_REFERRAL' or not exists (select from followup.alert a
                     where a.file_id = :file and a.type = 'CSI_URGENT' and a.closed_at is null and a.acknowledged_at is null))
                """);
    }

    void close(UUID file, Instant at) {
        end(file, CsiAction.End.FILE_CLOSED, at, null, "");
    }

    private void end(UUID file, CsiAction.End by, Instant at, @Nullable UUID csi, String which) {
        jdbc.sql("update followup.csi_action set until = :at, ended_by = :by where file_id = :file and until is null"
                        + which)
                .param("at", utc(at))
                .param("by", by.name())
                .param("csi", csi, Types.OTHER)
                .param("file", file)
                .update();
    }

    /** Goals of the approved plan by which it may be answered. */
    List<CsiAction.Goal> goals(UUID action) {
        return jdbc.sql("select id, plan, goal, service from followup.answering_goals(:action)")
                .param("action", action)
                .query((row, n) -> new CsiAction.Goal(
                        row.getObject("id", UUID.class),
                        row.getInt("plan"),
                        row.getInt("goal"),
                        row.getString("service")))
                .list();
    }

    /** The referral for the child's mind that the other structure accepted since; null when there is none. */
    @Nullable
    String referral(UUID action) {
        return jdbc.sql("select followup.answering_referral(:action)")
                .param("action", action)
                .query((row, n) -> Optional.ofNullable(row.getString(1)))
                .single()
                .orElse(null);
    }

    /** The referral for the child's mind that was sent since and not refused; null when there is none. */
    @Nullable
    String sent(UUID action) {
        return jdbc.sql("select followup.sent_referral(:action)")
                .param("action", action)
                .query((row, n) -> Optional.ofNullable(row.getString(1)))
                .single()
                .orElse(null);
    }

    /** Whether who acts may end it with reasons alone. */
    boolean byReasons(UUID action) {
        return jdbc.sql("select followup.answers_by_reasons(:action)")
                .param("action", action)
                .query(Boolean.class)
                .single();
    }

    /** Whether who acts may end this duty to report: more than their own words says so. */
    boolean isConfirmed(UUID duty) {
        return jdbc.sql("select followup.report_is_confirmed(:duty)")
                .param("duty", duty)
                .query(Boolean.class)
                .single();
    }

    /** @return false when it does not wait */
    boolean finish(
            UUID file,
            UUID id,
            UUID by,
            CsiAction.SealedText words,
            @Nullable UUID goal,
            @Nullable String referral,
            Instant at) {
        return jdbc.sql("""
                        update followup.csi_action set until = :at, ended_by = 'DONE', done_by = :by, sealed = :sealed, goal_id = :goal, referral = :referral
                         where id = :id and file_id = :file and until is null
                        """)
                        .param("at", utc(at))
                        .param("by", by)
                        .param("sealed", vault.seal(file, SEAL_CONTEXT, words))
                        .param("goal", goal, Types.OTHER)
                        .param("referral", referral, Types.VARCHAR)
                        .param("id", id)
                        .param("file", file)
                        .update()
                == 1;
    }

    void move(CaseFile to) {
        jdbc.sql(
                        "update followup.csi_action set organisation_id = :organisation, worker_id = :worker where file_id = :file")
                .param("organisation", to.organisationId())
                .param("worker", to.workerId())
                .param("file", to.id())
                .update();
    }

    private CsiAction read(ResultSet row) throws SQLException {
        byte[] sealed = row.getBytes("sealed");
        String end = row.getString("ended_by");
        return new CsiAction(
                row.getObject("id", UUID.class),
                row.getObject("csi_id", UUID.class),
                row.getObject("alert_id", UUID.class),
                CsiConsequence.Kind.valueOf(row.getString("kind")),
                codes(row, "factors").stream().map(CsiFactor::valueOf).toList(),
                row.getObject("due_at", OffsetDateTime.class).toInstant(),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                instant(row, "until"),
                end == null ? null : CsiAction.End.valueOf(end),
                row.getObject("done_by", UUID.class),
                sealed == null
                        ? null
                        : vault.read(
                                row.getObject("file_id", UUID.class), SEAL_CONTEXT, sealed, CsiAction.SealedText.class),
                row.getObject("goal_id", UUID.class),
                row.getString("referral"));
    }
}
