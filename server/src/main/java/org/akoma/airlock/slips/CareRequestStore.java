package org.akoma.airlock.slips;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on slips.care_request. */
@Repository
class CareRequestStore {

    private static final int MOST = 200;

    private static final String SELECT =
            "select c.*, o.code as structure from slips.care_request c join access.organisation o on o.id = c.organisation_id ";

    private final JdbcClient jdbc;

    CareRequestStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void ask(UUID operation, String code, UUID structure, String country, LocalDate starts, int children, int places) {
        jdbc.sql("""
                        insert into slips.care_request as c (operation_id, operation_code, organisation_id, country, starts_on, children, places)
                        values (:operation, :code, :structure, :country, :starts, :children, :places)
                        on conflict on constraint care_request_pk do update set operation_code = excluded.operation_code,
                               organisation_id = excluded.organisation_id, country = excluded.country, starts_on = excluded.starts_on,
                               children = excluded.children, places = excluded.places
                        """)
                .param("operation", operation)
                .param("code", code)
                .param("structure", structure)
                .param("country", country)
                .param("starts", starts)
                .param("children", children)
                .param("places", places)
                .update();
    }

    /** Who may confirm what is asked of this structure; for the police side. */
    Set<UUID> confirming(UUID structure) {
        return new HashSet<>(jdbc.sql("select slips.confirming(:structure)")
                .param("structure", structure)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list());
    }

    Optional<CareRequest> find(UUID operation) {
        return jdbc.sql(SELECT + "where c.operation_id = :operation")
                .param("operation", operation)
                .query((row, n) -> read(row))
                .optional();
    }

    /** Those that the caller may confirm, what waits first. */
    List<CareRequest> all() {
        return jdbc.sql(SELECT
                        + "order by c.confirmed_at is not null or c.offered is not null, c.starts_on desc, c.operation_id limit "
                        + MOST)
                .query((row, n) -> read(row))
                .list();
    }

    /** False when it does not exist for the caller. */
    boolean confirm(ConfirmCare said) {
        List<String> languages = said.interpreters();
        return jdbc.sql("""
                        update slips.care_request set interpreters = :languages::text[], women = :women, medical = :medical, offered = null where operation_id = :operation
                        """)
                        .param("languages", languages == null ? null : languages.toArray(String[]::new))
                        .param("women", said.women())
                        .param("medical", said.medical())
                        .param("operation", said.operationId())
                        .update()
                == 1;
    }

    /** Whether the operation that asked runs or is over; false for who may not answer it. */
    boolean isStarted(UUID operation) {
        return jdbc.sql("select slips.is_started(:operation)")
                .param("operation", operation)
                .query(Boolean.class)
                .single();
    }

    /** False when it does not exist for the caller. */
    boolean decline(DeclineCare said) {
        return jdbc.sql("update slips.care_request set offered = :offered where operation_id = :operation")
                        .param("offered", said.offered())
                        .param("operation", said.operationId())
                        .update()
                == 1;
    }

    private static CareRequest read(ResultSet row) throws SQLException {
        OffsetDateTime declined = row.getObject("declined_at", OffsetDateTime.class);
        OffsetDateTime confirmed = row.getObject("confirmed_at", OffsetDateTime.class);
        java.sql.Array languages = row.getArray("interpreters");
        return new CareRequest(
                row.getObject("operation_id", UUID.class),
                row.getString("operation_code"),
                row.getString("structure"),
                row.getString("country"),
                row.getObject("starts_on", LocalDate.class),
                row.getInt("children"),
                row.getInt("places"),
                row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                spoken(languages),
                row.getObject("women", Integer.class),
                row.getObject("medical", Boolean.class),
                row.getString("confirmed_code"),
                confirmed == null ? null : confirmed.toInstant(),
                row.getObject("offered", Integer.class),
                row.getString("declined_code"),
                declined == null ? null : declined.toInstant());
    }

    private static @Nullable List<String> spoken(java.sql.@Nullable Array languages) throws SQLException {
        return languages == null ? null : Arrays.asList((String[]) languages.getArray());
    }
}
