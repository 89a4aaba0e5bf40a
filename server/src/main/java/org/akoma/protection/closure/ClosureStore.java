package org.akoma.protection.closure;

import static org.akoma.Timestamps.instant;
import static org.akoma.Timestamps.utc;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.akoma.ground.vault.Vault;
import org.akoma.protection.cases.UrgentMark;
import org.akoma.protection.closure.ClosureFinding.Criterion;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on cases.closure. */
@Repository
class ClosureStore {

    private static final String SEAL_CONTEXT = "cases.closure";
    private static final String VERDICT = "cases.closure/verdict";

    private final JdbcClient jdbc;
    private final Vault vault;

    ClosureStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** Newest first. */
    List<Closure> of(UUID file) {
        return jdbc.sql("select * from cases.closure where file_id = :file order by requested_at desc, id desc")
                .param("file", file)
                .query((row, n) -> read(row))
                .list();
    }

    /** The request that waits for a decision. */
    Optional<Closure> waiting(UUID file) {
        return of(file).stream().filter(one -> one.decision() == null).findFirst();
    }

    /** Whether an alert that the child is missing or lost runs, until a supervisor has confirmed that it was found. */
    boolean isSought(UUID file) {
        return jdbc.sql("select cases.is_sought(:file)")
                .param("file", file)
                .query(Boolean.class)
                .single();
    }

    /** Whether an end with this code needs an index of the child's status that nobody has made of late. */
    boolean lacksIndex(UUID file, Closure.Code code) {
        return jdbc.sql("select cases.closure_lacks_index(:file, :code)")
                .param("file", file)
                .param("code", code.name())
                .query(Boolean.class)
                .single();
    }

    /** Why an alert, or another file of the child, bars this end, as a code of an error; null = nothing does. */
    @Nullable
    String bar(UUID file, Closure.Code code) {
        return jdbc.sql("select cases.closure_bar(:file, :code)")
                .param("file", file)
                .param("code", code.name())
                .query((row, n) -> Optional.ofNullable(row.getString(1)))
                .single()
                .orElse(null);
    }

    /** Whether the child has another file that goes on, and this one is to be closed. */
    boolean endsAsDouble(UUID file) {
        return jdbc.sql("select cases.may_end_as_double(:file)")
                .param("file", file)
                .query(Boolean.class)
                .single();
    }

    /** What the child's other file, which goes on, lacks of what this one holds: codes of {@code error.cases.double-lacks-…}. */
    List<String> doubleLacks(UUID file) {
        // which file's care within 72 hours is due is known with the key alone
        jdbc.sql("select cases.see_urgent(:key)")
                .param("key", UrgentMark.key(vault))
                .query((row, n) -> true)
                .list();
        return jdbc.sql("select lower(x) from unnest(cases.double_lacks(:file)) with ordinality u (x, n) order by n")
                .param("file", file)
                .query((row, n) -> row.getString(1))
                .list();
    }

    void insert(UUID file, Closure made) {
        jdbc.sql("""
                        insert into cases.closure (id, file_id, code, requested_by, requested_at, criteria, unmet, sealed)
                        values (:id, :file, :code, :by, :at, :met::text[], :unmet::text[], :sealed)
                        """)
                .param("id", made.id())
                .param("file", file)
                .param("code", made.code().name())
                .param("by", made.requestedBy())
                .param("at", utc(made.requestedAt()))
                .param("met", made.met().stream().map(Enum::name).toArray(String[]::new))
                .param("unmet", made.unmet().stream().map(Enum::name).toArray(String[]::new))
                .param("sealed", vault.seal(file, SEAL_CONTEXT, made.words()))
                .update();
    }

    /** @param reason beside the words of the request, which nobody writes again */
    void decide(UUID file, UUID id, Closure.Decision decision, @Nullable String reason, UUID by, Instant now) {
        jdbc.sql(
                        "update cases.closure set decision = :decision, verdict = :verdict, decided_by = :by, decided_at = :now where id = :id")
                .param("decision", decision.name())
                .param("verdict", reason == null ? null : vault.seal(file, VERDICT, reason), Types.BINARY)
                .param("by", by)
                .param("now", utc(now))
                .param("id", id)
                .update();
    }

    void withdraw(UUID id, Instant now) {
        jdbc.sql(
                        "update cases.closure set decision = 'WITHDRAWN', decided_at = :now where id = :id and decision is null")
                .param("now", utc(now))
                .param("id", id)
                .update();
    }

    private Closure read(ResultSet row) throws SQLException {
        @Nullable String decision = row.getString("decision");
        UUID file = row.getObject("file_id", UUID.class);
        byte[] verdict = row.getBytes("verdict");
        Closure.SealedText words = vault.read(file, SEAL_CONTEXT, row.getBytes("sealed"), Closure.SealedText.class);
        return new Closure(
                row.getObject("id", UUID.class),
                Closure.Code.valueOf(row.getString("code")),
                row.getObject("requested_by", UUID.class),
                row.getObject("requested_at", OffsetDateTime.class).toInstant(),
                criteria(row.getArray("criteria")),
                criteria(row.getArray("unmet")),
                row.getObject("decided_by", UUID.class),
                instant(row, "decided_at"),
                decision == null ? null : Closure.Decision.valueOf(decision),
                verdict == null ? words : words.decided(vault.read(file, VERDICT, verdict, String.class)));
    }

    private static List<Criterion> criteria(Array codes) throws SQLException {
        return Stream.of((String[]) codes.getArray()).map(Criterion::valueOf).toList();
    }
}
