package org.akoma.enforcement.operations;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.akoma.ground.reference.PublishedValue;
import org.akoma.ground.vault.Vault;
import org.jspecify.annotations.Nullable;
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
                        .param("definition", sealed(operation, figure.id(), figure.definition()))
                        .update()
                == 1;
    }

    Optional<PublishedFigure> find(UUID operation, UUID id) {
        return jdbc.sql("select f.* from operations.figure f where f.operation_id = :operation and f.id = :id")
                .param("operation", operation)
                .param("id", id)
                .query((row, n) -> read(row, operation))
                .optional();
    }

    /** Whether this source published another figure on the same thing that day. */
    boolean isTaken(UUID operation, PublishedFigure figure, CorrectFigure to) {
        return jdbc.sql("""
                        select exists (select from operations.figure f where f.operation_id = :operation and f.source = :source
                                          and f.measure = :measure and f.published_on is not distinct from :on::date and f.id <> :id)
                        """)
                .param("operation", operation)
                .param("source", to.source())
                .param("measure", figure.measure().name())
                .param("on", to.publishedOn())
                .param("id", figure.id())
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    /** False when it was changed meanwhile. What is sealed anew looks like another text, so the same one is left as it is. */
    boolean update(UUID operation, PublishedFigure figure, CorrectFigure to) {
        return jdbc.sql("""
                        update operations.figure
                           set source = :source, published_on = :on, value_text = :text, low = :low, high = :high,
                               definition = case when :same then definition else :definition end, version = version + 1
                         where id = :id and version = :version
                        """)
                        .param("source", to.source())
                        .param("on", to.publishedOn())
                        .param("text", to.value().text())
                        .param("low", to.value().low())
                        .param("high", to.value().high())
                        .param("same", Objects.equals(figure.definition(), to.definition()))
                        .param("definition", sealed(operation, figure.id(), to.definition()))
                        .param("id", figure.id())
                        .param("version", to.version())
                        .update()
                == 1;
    }

    private byte @Nullable [] sealed(UUID operation, UUID figure, @Nullable String definition) {
        return definition == null ? null : vault.seal(operation, DEFINITION + figure, definition);
    }

    /** What the database keeps of a figure, for {@link PoliceCorrections}. */
    Map<String, PoliceCorrections.Column> columns(UUID operation, UUID figure) {
        return Map.of(
                "source",
                PoliceCorrections.Column.text("source", "operations.source"),
                "published_on",
                PoliceCorrections.Column.day("publishedOn", "operations.published-on"),
                "value_text",
                PoliceCorrections.Column.text("value", "operations.value"),
                "definition",
                PoliceCorrections.Column.sealed(
                        "definition",
                        "operations.definition",
                        bytes -> vault.read(operation, DEFINITION + figure, bytes, String.class)));
    }

    /** Through the login of statistics: every operation that had started. */
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
                PublishedValue.parse(row.getString("value_text")).orElseThrow(),
                definition == null ? null : vault.read(operation, DEFINITION + id, definition, String.class),
                row.getInt("version"));
    }
}
