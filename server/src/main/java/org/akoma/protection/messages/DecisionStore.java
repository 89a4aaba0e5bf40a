package org.akoma.protection.messages;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.akoma.Timestamps;
import org.akoma.ground.vault.Vault;
import org.akoma.protection.cases.CaseFile;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on referrals.decision. */
@Repository
class DecisionStore {

    private static final String TEXT = "referrals.decision";
    private static final String NOTE = "referrals.decision.note";

    private final JdbcClient jdbc;
    private final Vault vault;

    DecisionStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    void insert(Conference of, UUID id, int number, String text, Recipient owner, LocalDate dueOn) {
        jdbc.sql("""
                        insert into referrals.decision (id, conference_id, file_id, section, number, sealed, owner_id, owner_organisation, due_on, made_at, state)
                        values (:id, :conference, :file, :section, :number, :sealed, :owner, :organisation, :due, access.moment(), 'OPEN')
                        """)
                .param("id", id)
                .param("conference", of.id())
                .param("file", of.fileId())
                .param("section", of.section().bit())
                .param("number", number)
                .param("sealed", vault.seal(of.fileId(), TEXT, text))
                .param("owner", owner.id())
                .param("organisation", owner.organisationId())
                .param("due", dueOn)
                .update();
    }

    /** Those of a file, in the order of the minutes. */
    List<Decision> of(UUID file, String code) {
        return jdbc.sql(
                        "select d.*, :code as code from referrals.decision d where file_id = :file order by conference_id, number limit 4000")
                .param("code", code)
                .param("file", file)
                .query((row, n) -> read(row))
                .list();
    }

    Optional<Decision> find(CaseFile file, UUID id) {
        return jdbc.sql("select d.*, :code as code from referrals.decision d where file_id = :file and id = :id")
                .param("code", file.code())
                .param("file", file.id())
                .param("id", id)
                .query((row, n) -> read(row))
                .optional();
    }

    /**
     * What somebody has still to do, the most urgent first.
     *
     * @param after the last of the page before, or null
     */
    List<Decision> open(UUID owner, @Nullable Decision after, int limit) {
        return jdbc.sql("""
                        select d.*, f.code from referrals.decision d join cases.file_code f on f.id = d.file_id
                         where d.owner_id = :owner and d.settled_at is null and (:id::uuid is null or (d.due_on, d.id) > (:due, :id))
                         order by d.due_on, d.id limit :limit
                        """)
                .param("owner", owner)
                .param("id", after == null ? null : after.id())
                .param("due", after == null ? null : after.dueOn())
                .param("limit", limit)
                .query((row, n) -> read(row))
                .list();
    }

    /** False when somebody was faster. */
    boolean settle(Decision decision, Decision.State state, UUID by, @Nullable String note) {
        return jdbc.sql("""
                        update referrals.decision set state = :state, settled_at = access.moment(), settled_by = :by, note = :note
                         where id = :id and state = 'OPEN'
                        """)
                        .param("state", state.name())
                        .param("by", by)
                        .param("note", note == null ? null : vault.seal(decision.fileId(), NOTE, note))
                        .param("id", decision.id())
                        .update()
                == 1;
    }

    /** What the worker had taken on passes to the next with the file. */
    void follow(CaseFile before, CaseFile after) {
        jdbc.sql("""
                        update referrals.decision set owner_id = :to, owner_organisation = :organisation
                         where file_id = :file and owner_id = :from and settled_at is null
                        """)
                .param("to", after.workerId())
                .param("organisation", after.organisationId())
                .param("file", after.id())
                .param("from", before.workerId())
                .update();
    }

    private Decision read(ResultSet row) throws SQLException {
        UUID file = row.getObject("file_id", UUID.class);
        byte[] note = row.getBytes("note");
        return new Decision(
                row.getObject("id", UUID.class),
                row.getObject("conference_id", UUID.class),
                file,
                row.getString("code"),
                row.getInt("number"),
                vault.read(file, TEXT, row.getBytes("sealed"), String.class),
                row.getObject("owner_id", UUID.class),
                row.getObject("due_on", LocalDate.class),
                Decision.State.valueOf(row.getString("state")),
                Timestamps.instant(row, "settled_at"),
                row.getObject("settled_by", UUID.class),
                note == null ? null : vault.read(file, NOTE, note, String.class));
    }
}
