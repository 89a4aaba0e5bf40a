package org.akoma.enforcement.operations;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.akoma.ground.vault.Vault;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL on operations.figure, and on the counts that leave the police side. */
@Repository
class FigureStore {

    private static final String DEFINITION = "operations.figure/";

    private final JdbcClient jdbc;
    private final Vault vault;

    FigureStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    List<PublishedFigure> list(UUID operation) {
        return jdbc.sql("""
                        select f.* from operations.figure f where f.operation_id = :operation
                         order by f.measure, f.published_on nulls first, f.source limit 500
                        """)
                .param("operation", operation)
                .query((row, n) -> read(row, operation))
                .list();
    }

    /** False when this source published another figure on the same thing that day. */
    boolean insert(UUID operation, PublishedFigure figure) {
        return jdbc.sql("""
                        insert into operations.figure (id, operation_id, source, published_on, measure, value_text, low, high, definition)
                        values (:id, :operation, :source, :on, :measure, :text, :low, :high, :definition)
                        on conflict do nothing
                        """)
                        .param("id", figure.id())
                        .param("operation", operation)
                        .param("source", figure.source())
                        .param("on", figure.publishedOn())
                        .param("measure", figure.measure().name())
                        .param("text", figure.value().text())
                        .param("low", figure.value().low())
                        .param("high", figure.value().high())
                        .param(
                                "definition",
                                figure.definition() == null
                                        ? null
                                        : vault.seal(operation, DEFINITION + figure.id(), figure.definition()))
                        .update()
                == 1;
    }

    /** Through the publication login: every operation that had started. */
    List<OperationFigures> report(Instant asOf, int withinHours) {
        return jdbc.sql(
                        "select * from operations.report_operation(:asOf, :within) order by starts_on desc, code limit 1000")
                .param("asOf", asOf.atOffset(ZoneOffset.UTC))
                .param("within", withinHours)
                .query((row, n) -> report(row))
                .list();
    }

    private static OperationFigures report(ResultSet row) throws SQLException {
        return new OperationFigures(
                row.getString("code"),
                row.getString("country"),
                row.getObject("starts_on", LocalDate.class),
                row.getBoolean("closed"),
                row.getObject("officers", Integer.class),
                row.getInt("screened"),
                row.getInt("victims"),
                row.getInt("not_victims"),
                row.getInt("adults"),
                row.getInt("arrested"),
                row.getInt("referred"),
                row.getInt("convicted"),
                row.getInt("slips"),
                row.getInt("slips_in_time"),
                Set.of());
    }

    private PublishedFigure read(ResultSet row, UUID operation) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        byte[] definition = row.getBytes("definition");
        return new PublishedFigure(
                id,
                row.getString("source"),
                row.getObject("published_on", LocalDate.class),
                Measure.valueOf(row.getString("measure")),
                new PublishedValue(
                        row.getString("value_text"), row.getInt("low"), row.getObject("high", Integer.class)),
                definition == null ? null : vault.read(operation, DEFINITION + id, definition, String.class));
    }
}
