package org.akoma.protection.homecoming;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.akoma.ground.vault.Vault;
import org.akoma.protection.cases.ProposedWords;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on cases.tracing. */
@Repository
class TracingStore {

    static final String SEAL_CONTEXT = "cases.tracing";

    /**
     * What is sealed of a tracing.
     *
     * @param verifiedBy who or which office verified
     */
    record Sealed(@Nullable String verifiedBy, Tracing.SealedText words) {}

    private final JdbcClient jdbc;
    private final Vault vault;

    TracingStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** Newest first. */
    List<Tracing> of(UUID file) {
        return jdbc.sql("select * from cases.tracing where file_id = :file order by opened_on desc, id desc")
                .param("file", file)
                .query((row, n) -> read(row))
                .list();
    }

    Optional<Tracing> find(UUID file, UUID id) {
        return jdbc.sql("select * from cases.tracing where file_id = :file and id = :id")
                .param("file", file)
                .param("id", id)
                .query((row, n) -> read(row))
                .optional();
    }

    void insert(UUID file, Tracing made) {
        jdbc.sql("""
                        insert into cases.tracing (id, file_id, status, opened_on, verified_on, return_safe, sealed, recorded_by)
                        values (:id, :file, :status, :opened, :on, :safe, :sealed, :recorded)
                        """)
                .param("id", made.id())
                .param("file", file)
                .param("status", made.status().name())
                .param("opened", made.openedOn())
                .param("on", made.verifiedOn())
                .param("safe", made.returnSafe())
                .param("sealed", vault.seal(file, SEAL_CONTEXT, new Sealed(made.verifiedBy(), made.words())))
                .param("recorded", made.recordedBy())
                .update();
    }

    /** False when it no longer has the version that the record names. */
    boolean update(UUID file, Tracing moved) {
        return jdbc.sql("""
                        update cases.tracing set status = :status, verified_on = :on, return_safe = :safe,
                               sealed = case when verified_on is not null and :status in ('REUNIFIED', 'CLOSED') then sealed else :sealed end,
                               version = version + 1 where id = :id and version = :version
                        """)
                        .param("status", moved.status().name())
                        .param("on", moved.verifiedOn())
                        .param("safe", moved.returnSafe())
                        .param("sealed", vault.seal(file, SEAL_CONTEXT, new Sealed(moved.verifiedBy(), moved.words())))
                        .param("id", moved.id())
                        .param("version", moved.version())
                        .update()
                == 1;
    }

    /** As was agreed to: the words that were sealed with the proposal. */
    void verify(Tracing verified, UUID agreed) {
        jdbc.sql("update cases.tracing set status = :status, verified_on = :on, return_safe = :safe, sealed = "
                        + ProposedWords.bytes(ProposedWords.SEALED)
                        + ", version = version + 1 where id = :id")
                .param("status", verified.status().name())
                .param("on", verified.verifiedOn())
                .param("safe", verified.returnSafe())
                .param("agreed", agreed)
                .param("id", verified.id())
                .update();
    }

    /** What is written once it is agreed to: the database lets no other day and no other answer be written then. */
    void propose(UUID decision, Tracing wanted) {
        jdbc.sql(
                        "select cases.propose_facts(:decision, jsonb_build_object('returnSafe', :safe::boolean, 'verifiedOn', :on::date))")
                .param("decision", decision)
                .param("safe", wanted.returnSafe())
                .param("on", wanted.verifiedOn())
                .query((row, n) -> decision)
                .single();
    }

    private Tracing read(ResultSet row) throws SQLException {
        Sealed sealed =
                vault.read(row.getObject("file_id", UUID.class), SEAL_CONTEXT, row.getBytes("sealed"), Sealed.class);
        return new Tracing(
                row.getObject("id", UUID.class),
                Tracing.Status.valueOf(row.getString("status")),
                row.getObject("opened_on", LocalDate.class),
                sealed.verifiedBy(),
                row.getObject("verified_on", LocalDate.class),
                row.getObject("return_safe", Boolean.class),
                sealed.words(),
                row.getObject("recorded_by", UUID.class),
                row.getInt("version"));
    }
}
