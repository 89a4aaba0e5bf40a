package org.akoma.protection.wellbeing;

import static org.akoma.Timestamps.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.ground.vault.Vault;
import org.akoma.protection.cases.CaseFile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on followup.risk_score and its items, which are never changed. */
@Repository
class RiskScoreStore {

    private static final String SEAL_CONTEXT = "followup.risk_score";

    private final JdbcClient jdbc;
    private final Vault vault;

    RiskScoreStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** Newest first. */
    List<RiskScore> of(UUID file) {
        Map<UUID, Map<RiskItem, Integer>> points = points(file);
        return jdbc.sql(
                        "select * from followup.risk_score where file_id = :file order by on_day desc, recorded_at desc, id desc")
                .param("file", file)
                .query((row, n) -> read(row, points))
                .list();
    }

    private Map<UUID, Map<RiskItem, Integer>> points(UUID file) {
        Map<UUID, Map<RiskItem, Integer>> found = new LinkedHashMap<>();
        jdbc.sql("select score_id, item, points from followup.risk_item where file_id = :file and points is not null")
                .param("file", file)
                .query(row -> {
                    found.computeIfAbsent(row.getObject("score_id", UUID.class), id -> new EnumMap<>(RiskItem.class))
                            .put(RiskItem.valueOf(row.getString("item")), row.getInt("points"));
                });
        return found;
    }

    void insert(CaseFile file, RiskScore made) {
        jdbc.sql("""
                        insert into followup.risk_score (id, file_id, organisation_id, worker_id, on_day, recorded_at, scored_by, asks_protection, csi_exploited,
                               two_missed, proposed, decided, sealed)
                        values (:id, :file, :organisation, :worker, :on, :at, :by, :asks, :exploited, :missed, :proposed, :decided, :sealed)
                        """)
                .param("id", made.id())
                .param("file", file.id())
                .param("organisation", file.organisationId())
                .param("worker", file.workerId())
                .param("on", made.on())
                .param("at", utc(made.recordedAt()))
                .param("by", made.scoredBy())
                .param("asks", made.asksProtection())
                .param("exploited", made.csiExploited())
                .param("missed", made.twoMissed())
                .param("proposed", made.proposed().name())
                .param("decided", made.decided() == null ? null : made.decided().name())
                .param("sealed", vault.seal(file.id(), SEAL_CONTEXT, made.words()))
                .update();
        List<String> points = new ArrayList<>();
        for (RiskItem item : RiskItem.values()) {
            Integer known = made.points().get(item);
            points.add(known == null ? "" : known.toString());
        }
        jdbc.sql("""
                        insert into followup.risk_item (score_id, file_id, item, points)
                        select :id, :file, item, nullif(points, '')::smallint from unnest(:items::text[], :points::text[]) as t (item, points)
                        """)
                .param("id", made.id())
                .param("file", file.id())
                .param("items", CsiStore.names(List.of(RiskItem.values())))
                .param("points", points.toArray(String[]::new))
                .update();
    }

    /**
     * The last two visits that were to be made were not, and nobody has seen the child since.
     *
     * @param late days after which a visit is missed
     */
    boolean twoMissed(UUID file, LocalDate today, int late) {
        return jdbc.sql("""
                        with past as (select planned_on, done_on from followup.visit
                                       where file_id = :file and cancelled_at is null and not unplanned and (missed_at is not null or done_on is not null or planned_on < :limit)
                                       order by planned_on desc limit 2)
                        select count(*) = 2 and bool_and(done_on is null)
                               and not exists (select from followup.visit v where v.file_id = :file and v.child_seen and v.done_on >= (select min(planned_on) from past)) from past
                        """)
                .param("file", file)
                .param("limit", today.minusDays(late))
                .query(Boolean.class)
                .single();
    }

    void move(CaseFile to) {
        jdbc.sql(
                        "update followup.risk_score set organisation_id = :organisation, worker_id = :worker where file_id = :file")
                .param("organisation", to.organisationId())
                .param("worker", to.workerId())
                .param("file", to.id())
                .update();
    }

    private RiskScore read(ResultSet row, Map<UUID, Map<RiskItem, Integer>> points) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        String decided = row.getString("decided");
        return new RiskScore(
                id,
                row.getObject("on_day", LocalDate.class),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                row.getObject("scored_by", UUID.class),
                points.getOrDefault(id, Map.of()),
                row.getBoolean("asks_protection"),
                row.getBoolean("csi_exploited"),
                row.getBoolean("two_missed"),
                CaseFile.Risk.valueOf(row.getString("proposed")),
                decided == null ? null : CaseFile.Risk.valueOf(decided),
                vault.read(
                        row.getObject("file_id", UUID.class),
                        SEAL_CONTEXT,
                        row.getBytes("sealed"),
                        RiskScore.SealedText.class));
    }
}
