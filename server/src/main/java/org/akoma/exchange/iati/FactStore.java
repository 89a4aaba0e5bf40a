package org.akoma.exchange.iati;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.akoma.programme.publication.ProjectSaid;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** All SQL on what is said of the project, and on the money that its file shows. */
@Repository
class FactStore {

    private static final String VERSION = """
            select f.*, p.code as proposer, c.code as confirmer from exchange.project_facts f join access.person p on p.id = f.proposed_by
              left join access.person c on c.id = f.confirmed_by
            """;

    private final JdbcClient jdbc;

    FactStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(ProposeFacts facts) {
        jdbc.sql("""
                        insert into exchange.project_facts (id, facts, proposed_by, proposed_at)
                        values (:id, cast(:facts as jsonb), access.actor(), access.moment())
                        """)
                .param("id", facts.id())
                .param("facts", JsonMapper.shared().writeValueAsString(facts))
                .update();
    }

    Optional<FactsVersion> find(UUID id) {
        return jdbc.sql(VERSION + " where f.id = :id")
                .param("id", id)
                .query(FactStore::version)
                .optional();
    }

    /** What was confirmed last. */
    Optional<FactsVersion> confirmed() {
        return jdbc.sql(VERSION + " where f.confirmed_at is not null order by f.confirmed_at desc, f.id desc limit 1")
                .query(FactStore::version)
                .optional();
    }

    /** What everybody reads of it, on the publication login. */
    Optional<ProjectSaid.Said> said() {
        return jdbc.sql("select p.said::text from exchange.report_project p")
                .query((row, n) -> JsonMapper.shared().readValue(row.getString(1), ProjectSaid.Said.class))
                .optional();
    }

    Optional<FactsVersion> waiting() {
        return jdbc.sql(VERSION + " where f.confirmed_at is null and f.ended_at is null")
                .query(FactStore::version)
                .optional();
    }

    /** By who agreed to it, in that transaction. */
    void confirm(UUID id) {
        jdbc.sql("""
                        update exchange.project_facts set confirmed_by = access.actor(), confirmed_at = access.moment(), version = version + 1 where id = :id
                        """).param("id", id).update();
    }

    /** After it was refused or taken back. */
    void end(UUID id) {
        jdbc.sql("update exchange.project_facts set ended_at = access.moment(), version = version + 1 where id = :id")
                .param("id", id)
                .update();
    }

    /** Of all quarters that had ended by the day, on the login that reads counts alone. */
    List<Paid> paid(LocalDate day) {
        return jdbc.sql("select quarter, currency, children, amount from exchange.report_payments(:day) order by 1, 2")
                .param("day", day)
                .query((row, n) -> new Paid(
                        row.getObject(1, LocalDate.class),
                        row.getString(2),
                        row.getLong(3),
                        row.getObject(4, BigDecimal.class)))
                .list();
    }

    private static FactsVersion version(ResultSet row, int n) throws SQLException {
        return new FactsVersion(
                row.getObject("id", UUID.class),
                JsonMapper.shared().readValue(row.getString("facts"), ProposeFacts.class),
                row.getString("proposer"),
                row.getObject("proposed_at", OffsetDateTime.class).toInstant(),
                row.getString("confirmer"),
                instant(row, "confirmed_at"),
                instant(row, "ended_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
