package org.akoma.exchange.exports;

import static org.akoma.Timestamps.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.akoma.exchange.htcds.HtcdsExport;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.pages.TableFormat;
import org.akoma.ground.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on exchange.export_request. The database holds the rule of two persons itself; see the migration. */
@Repository
class ExportRequestStore {

    private static final String SEAL_CONTEXT = "exchange.export-request";
    private static final int SHOWN = 200;

    private static final String SELECT = """
            select r.*, p.code as requester, s.code as supervisor, c.code as custodian, f.code as refuser
              from exchange.export_request r
              join access.person p on p.id = r.requested_by
              left join access.person s on s.id = r.supervisor_id
              left join access.person c on c.id = r.custodian_id
              left join access.person f on f.id = r.refused_by
            """;

    private final JdbcClient jdbc;
    private final Vault vault;

    ExportRequestStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    void insert(UUID id, UUID requester, Instant now, TableFormat format, String purpose) {
        jdbc.sql("""
                        insert into exchange.export_request (id, requested_by, requested_at, format, purpose)
                        values (:id, :by, :at, :format, :purpose)
                        """)
                .param("id", id)
                .param("by", requester)
                .param("at", now.atOffset(ZoneOffset.UTC))
                .param("format", format.name())
                .param("purpose", vault.sealForHouse(Compartment.PROTECTION, place(id), purpose))
                .update();
    }

    /** Newest first. */
    List<ExportRequest> all() {
        return jdbc.sql(SELECT + " order by r.requested_at desc, r.id limit " + SHOWN)
                .query((row, n) -> read(row))
                .list();
    }

    Optional<ExportRequest> find(UUID id) {
        return jdbc.sql(SELECT + " where r.id = :id")
                .param("id", id)
                .query((row, n) -> read(row))
                .optional();
    }

    /** False when a supervisor has agreed already, or somebody refused. */
    boolean supervise(UUID id, UUID person, Instant now) {
        return said(
                "set supervisor_id = :person, supervised_at = :now where id = :id and supervisor_id is null",
                id,
                person,
                now);
    }

    boolean takeIntoCustody(UUID id, UUID person, Instant now) {
        return said(
                "set custodian_id = :person, custodian_at = :now where id = :id and custodian_id is null",
                id,
                person,
                now);
    }

    boolean refuse(UUID id, UUID person, Instant now) {
        return said("set refused_by = :person, refused_at = :now where id = :id", id, person, now);
    }

    private boolean said(String change, UUID id, UUID person, Instant now) {
        return jdbc.sql("update exchange.export_request " + change
                                + " and refused_by is null and downloaded_at is null")
                        .param("id", id)
                        .param("person", person)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** Once: false when it was downloaded before. */
    boolean claim(UUID id, Instant now) {
        return jdbc.sql(
                                "update exchange.export_request set downloaded_at = :now where id = :id and downloaded_at is null")
                        .param("id", id)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** What it takes along, for who asked: fixed when it was asked for. */
    HtcdsExport.Named leaving(UUID request) {
        Set<UUID> files = new HashSet<>();
        Set<UUID> names = new HashSet<>();
        jdbc.sql("select child_id, named from exchange.export_child where request_id = :id")
                .param("id", request)
                .query(row -> {
                    UUID child = row.getObject("child_id", UUID.class);
                    files.add(child);
                    if (row.getBoolean("named")) names.add(child);
                });
        return new HtcdsExport.Named(files, names);
    }

    /** What the actor would take along if they asked now, and who could agree to it. */
    ExportRequest.Foreseen foreseen() {
        return jdbc.sql("select files, names, deciders from exchange.foreseen()")
                .query((row, n) -> new ExportRequest.Foreseen(
                        row.getLong("files"),
                        row.getLong("names"),
                        Stream.of((String[]) row.getArray("deciders").getArray())
                                .map(code -> code.toUpperCase(Locale.ROOT))
                                .toList()))
                .single();
    }

    private ExportRequest read(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        return new ExportRequest(
                id,
                row.getObject("requested_by", UUID.class),
                String.valueOf(code(row, "requester")),
                row.getObject("requested_at", OffsetDateTime.class).toInstant(),
                TableFormat.valueOf(row.getString("format")),
                vault.readOfHouse(Compartment.PROTECTION, place(id), row.getBytes("purpose"), String.class),
                code(row, "supervisor"),
                instant(row, "supervised_at"),
                code(row, "custodian"),
                instant(row, "custodian_at"),
                code(row, "refuser"),
                instant(row, "downloaded_at"));
    }

    private static @Nullable String code(ResultSet row, String column) throws SQLException {
        String code = row.getString(column);
        return code == null ? null : code.toUpperCase(Locale.ROOT);
    }

    private static String place(UUID id) {
        return SEAL_CONTEXT + "/" + id;
    }
}
