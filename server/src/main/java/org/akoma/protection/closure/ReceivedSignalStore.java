package org.akoma.protection.closure;

import static org.akoma.Timestamps.instant;
import static org.akoma.Timestamps.moment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.akoma.airlock.signals.HelpSignal;
import org.akoma.ground.access.Role;
import org.akoma.ground.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Signals that reached a file: rows are read, and written by the functions of the schema alone. */
@Repository
class ReceivedSignalStore {

    private final JdbcClient jdbc;
    private final Vault vault;

    ReceivedSignalStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** What the database answers to an act. */
    enum Word {
        DONE,
        FORBIDDEN,
        ENDED,
        WAITS
    }

    /** Newest first. */
    List<ReceivedSignal> of(UUID file) {
        return jdbc.sql("""
                        select id, reason, on_day, raised_at, raiser_code, raiser_role, raiser_structure, telephone, due_at, state, why, ended_at
                          from signals.received where file_id = :file order by raised_at desc, id desc
                        """).param("file", file).query((row, n) -> read(row)).list();
    }

    boolean isMine(UUID id) {
        return jdbc.sql("select signals.is_mine(file_id, raised_by) from signals.received where id = :id")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    Word sayWhy(UUID id, ReceivedSignal.Why why) {
        return Word.valueOf(jdbc.sql("select signals.say_why(:id, :why)")
                .param("id", id)
                .param("why", why.name())
                .query(String.class)
                .single());
    }

    private ReceivedSignal read(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        String why = row.getString("why");
        return new ReceivedSignal(
                id,
                HelpSignal.Reason.valueOf(row.getString("reason")),
                row.getObject("on_day", LocalDate.class),
                moment(row, "raised_at"),
                row.getString("raiser_code"),
                Role.valueOf(row.getString("raiser_role")),
                row.getString("raiser_structure"),
                telephone(id, row.getBytes("telephone")),
                moment(row, "due_at"),
                ReceivedSignal.State.valueOf(row.getString("state")),
                why == null ? null : ReceivedSignal.Why.valueOf(why),
                instant(row, "ended_at"));
    }

    private @Nullable String telephone(UUID id, byte @Nullable [] sealed) {
        return sealed == null ? null : vault.unsealInAirlock(id, HelpSignal.TELEPHONE, sealed, String.class);
    }
}
