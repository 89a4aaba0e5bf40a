package org.akoma.protection.wellbeing;

import static org.akoma.Timestamps.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.akoma.ground.vault.Vault;
import org.akoma.protection.cases.CaseFile;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on followup.csi and its factors, which are never changed. */
@Repository
class CsiStore {

    private static final String SEAL_CONTEXT = "followup.csi";

    private final JdbcClient jdbc;
    private final Vault vault;

    CsiStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** Newest day first. */
    List<Csi> of(UUID file) {
        Map<UUID, Levels> levels = levels(file);
        return jdbc.sql(
                        "select * from followup.csi where file_id = :file order by on_day desc, recorded_at desc, id desc")
                .param("file", file)
                .query((row, n) -> read(row, levels))
                .list();
    }

    private record Levels(Map<CsiFactor, Integer> levels, Map<CsiFactor, Csi.Missing> missing) {}

    private Map<UUID, Levels> levels(UUID file) {
        Map<UUID, Levels> found = new LinkedHashMap<>();
        jdbc.sql("select csi_id, factor, level, missing from followup.csi_factor where file_id = :file")
                .param("file", file)
                .query(row -> {
                    Levels of = found.computeIfAbsent(
                            row.getObject("csi_id", UUID.class),
                            id -> new Levels(new EnumMap<>(CsiFactor.class), new EnumMap<>(CsiFactor.class)));
                    CsiFactor factor = CsiFactor.valueOf(row.getString("factor"));
                    String missing = row.getString("missing");
                    if (missing == null) of.levels().put(factor, row.getInt("level"));
                    else of.missing().put(factor, Csi.Missing.valueOf(missing));
                });
        return found;
    }

    void insert(CaseFile file, Csi made) {
        jdbc.sql("""
                        insert into followup.csi (id, file_id, organisation_id, worker_id, wave, on_day, recorded_at, assessor, informants, sealed)
                        values (:id, :file, :organisation, :worker, :wave, :on, :at, :assessor, :informants::text[], :sealed)
                        """)
                .param("id", made.id())
                .param("file", file.id())
                .param("organisation", file.organisationId())
                .param("worker", file.workerId())
                .param("wave", made.wave().name())
                .param("on", made.on())
                .param("at", utc(made.recordedAt()))
                .param("assessor", made.assessor())
                .param("informants", names(made.informants()))
                .param("sealed", vault.seal(file.id(), SEAL_CONTEXT, made.words()))
                .update();
        List<String> levels = new ArrayList<>();
        List<@Nullable String> missing = new ArrayList<>();
        for (CsiFactor factor : CsiFactor.values()) {
            Integer level = made.level(factor);
            Csi.Missing why = made.missing().get(factor);
            levels.add(level == null ? "" : level.toString());
            missing.add(why == null ? "" : why.name());
        }
        jdbc.sql("""
                        insert into followup.csi_factor (csi_id, file_id, factor, level, missing)
                        select :id, :file, factor, nullif(level, '')::smallint, nullif(missing, '')
                          from unnest(:factors::text[], :levels::text[], :missing::text[]) as t (factor, level, missing)
                        """)
                .param("id", made.id())
                .param("file", file.id())
                .param("factors", names(List.of(CsiFactor.values())))
                .param("levels", levels.toArray(String[]::new))
                .param("missing", missing.toArray(String[]::new))
                .update();
    }

    void move(CaseFile to) {
        jdbc.sql("update followup.csi set organisation_id = :organisation, worker_id = :worker where file_id = :file")
                .param("organisation", to.organisationId())
                .param("worker", to.workerId())
                .param("file", to.id())
                .update();
    }

    /** Levels a wave and factor, of all children, for the login that may count. */
    List<CsiFigures.Levels> levels(LocalDate day) {
        return jdbc.sql("select wave, label, sum, children from followup.report_csi(:day)")
                .param("day", day)
                .query((row, n) -> new CsiFigures.Levels(
                        row.getString("wave"), row.getString("label"), row.getLong("sum"), row.getLong("children")))
                .list();
    }

    /** How often two people made an index of the same child, for the login that may count. */
    CsiFigures.Raters raters(LocalDate day, int wanted) {
        return jdbc.sql("select indexes, drawn, rated, compared, same from followup.report_raters(:day)")
                .param("day", day)
                .query((row, n) -> new CsiFigures.Raters(
                        wanted,
                        row.getLong("indexes"),
                        row.getLong("drawn"),
                        row.getLong("rated"),
                        row.getLong("compared"),
                        row.getLong("same")))
                .single();
    }

    /** The newest of this file that is to be made by two people. */
    Optional<DrawnCsi> drawn(UUID file) {
        return jdbc.sql("select * from followup.drawn_csi where file_id = :file order by recorded_at desc limit 1")
                .param("file", file)
                .query((row, n) -> new DrawnCsi(
                        row.getObject("on_day", LocalDate.class),
                        row.getObject("assessor", UUID.class),
                        row.getObject("rated_by", UUID.class),
                        row.getInt("compared"),
                        row.getInt("same")))
                .optional();
    }

    /** When the last round of counting ended; for the login that may count. */
    Optional<Instant> countedAt() {
        return jdbc.sql("select c from followup.report_counted_at() c where c is not null")
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    private Csi read(ResultSet row, Map<UUID, Levels> levels) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        Levels of = levels.getOrDefault(id, new Levels(Map.of(), Map.of()));
        return new Csi(
                id,
                Csi.Wave.valueOf(row.getString("wave")),
                row.getObject("on_day", LocalDate.class),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                row.getObject("assessor", UUID.class),
                codes(row, "informants").stream().map(Csi.Informant::valueOf).toList(),
                of.levels(),
                of.missing(),
                vault.read(
                        row.getObject("file_id", UUID.class),
                        SEAL_CONTEXT,
                        row.getBytes("sealed"),
                        Csi.SealedText.class));
    }

    static String[] names(List<? extends Enum<?>> codes) {
        return codes.stream().map(Enum::name).toArray(String[]::new);
    }

    static List<String> codes(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }
}
