package org.akoma.ground.oversight;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL on oversight.access_review. */
@Repository
class AccessReviewStore {

    private static final String WHY = "oversight.access-review";
    private static final String TASK = "oversight.access-task";

    private final JdbcClient jdbc;
    private final Vault vault;

    AccessReviewStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** Structures with accounts, those with most to review first. */
    List<AccessReview.OfStructure> structures() {
        return jdbc.sql("select * from oversight.reviews()")
                .query((row, n) -> new AccessReview.OfStructure(
                        row.getString("organisation"), row.getInt("accounts"), row.getInt("due"), row.getInt("undone")))
                .list();
    }

    /** What is to be reviewed comes first. */
    List<AccessReview> of(String structure) {
        return jdbc.sql("select * from oversight.account_facts(:structure, null)")
                .param("structure", structure)
                .query((row, n) -> read(row))
                .list();
    }

    Optional<AccessReview> find(String account) {
        return jdbc.sql("select * from oversight.account_facts(null, :account)")
                .param("account", account)
                .query((row, n) -> read(row))
                .optional();
    }

    List<AccessReview.Asked> asked() {
        return jdbc.sql("select * from oversight.asked_changes()")
                .query((row, n) -> new AccessReview.Asked(
                        code(row, "code"),
                        AccessReview.Verdict.valueOf(row.getString("verdict")),
                        vault.readOfHouse(Compartment.ADMINISTRATION, TASK, row.getBytes("task"), String.class),
                        code(row, "asked_by"),
                        row.getObject("asked_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    boolean has(UUID id) {
        return jdbc.sql("select exists (select from oversight.access_review where id = :id)")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    /** @return DONE, NOT_FOUND or WHY */
    String review(String account, ReviewAccess said) {
        String why = said.why();
        return jdbc.sql("select oversight.review_access(:id, :account, :verdict, :why, :task)")
                .param("id", said.id())
                .param("account", account)
                .param("verdict", said.verdict().name())
                .param("why", why == null ? null : vault.sealForHouse(Compartment.CUSTODY, WHY, why))
                .param("task", why == null ? null : vault.sealForHouse(Compartment.ADMINISTRATION, TASK, why))
                .query(String.class)
                .single();
    }

    private AccessReview read(ResultSet row) throws SQLException {
        String verdict = row.getString("verdict");
        byte[] why = row.getBytes("why");
        return new AccessReview(
                code(row, "code"),
                row.getString("organisation"),
                List.of((String[]) row.getArray("roles").getArray()),
                row.getString("supervisor") == null ? null : code(row, "supervisor"),
                row.getObject("contract_until", LocalDate.class),
                moment(row, "came_at"),
                row.getBoolean("second_factor"),
                row.getInt("works"),
                row.getInt("lent"),
                row.getInt("emergencies"),
                row.getInt("opened"),
                row.getInt("unusual"),
                row.getBoolean("due"),
                row.getBoolean("undone"),
                row.getObject("quarter", LocalDate.class),
                verdict == null ? null : AccessReview.Verdict.valueOf(verdict),
                why == null ? null : vault.readOfHouse(Compartment.CUSTODY, WHY, why, String.class),
                row.getString("reviewer") == null ? null : code(row, "reviewer"),
                moment(row, "reviewed_at"),
                row.getString("asked") == null ? null : AccessReview.Verdict.valueOf(row.getString("asked")),
                row.getBytes("asked_why") == null
                        ? null
                        : vault.readOfHouse(Compartment.CUSTODY, WHY, row.getBytes("asked_why"), String.class),
                row.getString("asked_by") == null ? null : code(row, "asked_by"),
                row.getString("softened_by") == null ? null : code(row, "softened_by"));
    }

    private static String code(ResultSet row, String column) throws SQLException {
        return row.getString(column).toUpperCase(Locale.ROOT);
    }

    private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
