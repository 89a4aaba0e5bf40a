package org.akoma.enforcement.interviews;

import static org.akoma.Timestamps.instant;
import static org.akoma.Timestamps.moment;
import static org.akoma.Timestamps.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.akoma.ground.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on operations.interview. Whether an officer is certified is said by a function of the database, and nothing else of the training. */
@Repository
class InterviewStore {

    private static final String NAME = "operations.interview/";
    private static final String SELECT =
            "select i.*, upper(p.code) as officer from operations.interview i join access.person p on p.id = i.officer_id ";

    private final JdbcClient jdbc;
    private final Vault vault;

    InterviewStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** An officer of the operation of a child, and whether they may interview it. */
    record Interviewer(String code, boolean certified) {}

    /** One that waits for an officer. */
    record Waiting(String operation, String person, Instant plannedAt) {}

    List<Interviewer> interviewers(UUID person, Instant at) {
        return jdbc.sql("select code, certified from operations.interviewers(:person, :at)")
                .param("person", person)
                .param("at", utc(at))
                .query((row, n) -> new Interviewer(row.getString(1), row.getBoolean(2)))
                .list();
    }

    /** {@code YES}, {@code NOT_OF_OPERATION} or {@code NOT_CERTIFIED}. */
    String isInterviewer(UUID officer, UUID person, Instant at) {
        return jdbc.sql("select operations.is_interviewer(:officer, :person, :at)")
                .param("officer", officer)
                .param("person", person)
                .param("at", utc(at))
                .query(String.class)
                .single();
    }

    boolean isChild(UUID person) {
        return jdbc.sql("select operations.is_child(:person)")
                .param("person", person)
                .query(Boolean.class)
                .single();
    }

    /** Newest first; at most one of them is not cancelled. */
    List<Interview> of(UUID operation, UUID person) {
        return jdbc.sql(
                        SELECT
                                + "where i.operation_id = :operation and i.screened_id = :person order by i.assigned_at desc, i.id desc")
                .param("operation", operation)
                .param("person", person)
                .query((row, n) -> read(operation, row))
                .list();
    }

    /** Those that wait for the actor, the earliest first. */
    List<Waiting> mine(int most) {
        return jdbc.sql("""
                        select o.code as operation, x.code as person, i.planned_at from operations.interview i
                          join operations.operation o on o.id = i.operation_id join operations.screened x on x.id = i.screened_id
                         where i.officer_id = access.actor() and i.held_at is null and i.cancelled_at is null order by i.planned_at limit :most
                        """)
                .param("most", most)
                .query((row, n) ->
                        new Waiting(row.getString("operation"), row.getString("person"), moment(row, "planned_at")))
                .list();
    }

    void insert(UUID operation, UUID person, UUID officer, AssignInterview told) {
        jdbc.sql("""
                        insert into operations.interview (id, operation_id, screened_id, officer_id, planned_at, support, support_name, plain_clothes)
                        values (:id, :operation, :person, :officer, :at, :support, :name::bytea, :clothes)
                        """)
                .param("id", told.id())
                .param("operation", operation)
                .param("person", person)
                .param("officer", officer)
                .param("at", utc(told.plannedAt()))
                .param("support", told.support().name())
                .param("name", sealed(operation, told.id(), told.supportName()), java.sql.Types.BINARY)
                .param("clothes", told.plainClothes())
                .update();
    }

    /** False when it no longer has this version. */
    boolean end(UUID id, boolean held, int version) {
        return jdbc.sql("update operations.interview set " + (held ? "held_at" : "cancelled_at")
                                + " = access.moment(), version = version + 1 where id = :id and version = :version")
                        .param("id", id)
                        .param("version", version)
                        .update()
                == 1;
    }

    Optional<Interview> open(UUID operation, UUID person) {
        return of(operation, person).stream().filter(Interview::isOpen).findFirst();
    }

    private byte @Nullable [] sealed(UUID operation, UUID id, @Nullable String name) {
        return name == null ? null : vault.seal(operation, NAME + id, name);
    }

    private Interview read(UUID operation, ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        byte[] name = row.getBytes("support_name");
        return new Interview(
                id,
                row.getString("officer"),
                moment(row, "planned_at"),
                Interview.Support.valueOf(row.getString("support")),
                name == null ? null : vault.read(operation, NAME + id, name, String.class),
                row.getBoolean("certified"),
                instant(row, "held_at"),
                instant(row, "cancelled_at"),
                row.getInt("version"));
    }
}
