package org.akoma.protection.rights;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.akoma.Ids;
import org.akoma.Timestamps;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.vault.Vault;
import org.akoma.protection.identity.Guardians;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Requests to be told: rows are read, and written by the functions of the schema alone. */
@Repository
class AccessRequestStore {

    private static final String REQUESTS = """
            select r.id, r.file_id, r.said_by, r.said_on, r.checked, r.guardians, r.child_agrees, r.language, r.left_out, r.sealed, r.recorded_at, r.due_at, r.state, r.decided_at,
                   r.given_on, r.given_how, a.code as recorder, d.code as decider, g.code as giver
              from retention.access_request r join access.person a on a.id = r.recorded_by left join access.person d on d.id = r.decided_by
              left join access.person g on g.id = r.given_by
            """;

    private static final String WHY = "rights.why";
    private static final String PAPER = "rights.paper";

    private final JdbcClient jdbc;
    private final Vault vault;
    private final Guardians guardians;

    AccessRequestStore(JdbcClient jdbc, Vault vault, Guardians guardians) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.guardians = guardians;
    }

    /** What the database answers to an act. */
    enum Word {
        DONE,
        FORBIDDEN,
        WAITS,
        DAY,
        NOBODY_DECIDES,
        TOO_YOUNG,
        NO_GUARDIAN,
        CHILD_AGREES,
        NOT_DECIDED,
        NOT_AGREED,
        NOT_TAKEN,
        GIVEN,
        HOW,
        FACTOR,
        OPEN
    }

    /** Newest first. */
    List<AccessRequest> of(UUID file) {
        return jdbc.sql(REQUESTS + " where r.file_id = :file order by r.recorded_at desc, r.id desc")
                .param("file", file)
                .query(this::request)
                .list();
    }

    Optional<AccessRequest> find(UUID id) {
        return jdbc.sql(REQUESTS + " where r.id = :id")
                .param("id", id)
                .query(this::request)
                .optional();
    }

    private AccessRequest request(ResultSet row, int n) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        UUID file = row.getObject("file_id", UUID.class);
        byte[] why = row.getBytes("sealed");
        LocalDate given = row.getObject("given_on", LocalDate.class);
        boolean agrees = row.getBoolean("child_agrees");
        Boolean childAgrees = row.wasNull() ? null : agrees;
        return new AccessRequest(
                id,
                file,
                AccessRequest.Asker.valueOf(row.getString("said_by")),
                row.getObject("said_on", LocalDate.class),
                AccessRequest.Checked.valueOf(row.getString("checked")),
                answering(file, (UUID[]) row.getArray("guardians").getArray()),
                childAgrees,
                AccessRequest.Language.valueOf(row.getString("language").toUpperCase(Locale.ROOT)),
                Arrays.stream((String[]) row.getArray("left_out").getArray())
                        .map(AccessRequest.Part::valueOf)
                        .collect(Collectors.toSet()),
                why == null ? null : vault.read(file, WHY, why, String.class),
                row.getString("recorder"),
                Timestamps.moment(row, "recorded_at"),
                Timestamps.moment(row, "due_at"),
                Decision.State.valueOf(row.getString("state")),
                row.getString("decider"),
                Timestamps.instant(row, "decided_at"),
                given == null
                        ? null
                        : new AccessRequest.Answered(
                                given, AccessRequest.How.valueOf(row.getString("given_how")), row.getString("giver")),
                taken(id));
    }

    private List<AccessRequest.Answering> answering(UUID file, UUID[] asked) {
        if (asked.length == 0) return List.of();
        return guardians.of(file).stream()
                .filter(one -> List.of(asked).contains(one.id()))
                .map(one -> new AccessRequest.Answering(one.kind(), one.appointedOn(), one.name()))
                .toList();
    }

    private List<AccessRequest.Taken> taken(UUID request) {
        return jdbc.sql("""
                        select p.code, t.taken_at from retention.access_taken t join access.person p on p.id = t.taken_by
                         where t.request_id = :request order by t.taken_at
                        """)
                .param("request", request)
                .query((row, n) -> new AccessRequest.Taken(row.getString(1), Timestamps.moment(row, "taken_at")))
                .list();
    }

    Word record(UUID file, AskAccess.RecordAccess one) {
        return word(jdbc.sql(
                        "select retention.record_access(:id, :file, :by, :on, :checked, :agrees, :language, :leftOut, :sealed)")
                .param("id", one.id())
                .param("file", file)
                .param("by", one.by().name())
                .param("on", one.on())
                .param("checked", one.checked().name())
                .param("agrees", one.childAgrees())
                .param("language", one.language().name().toLowerCase(Locale.ROOT))
                .param(
                        "leftOut",
                        one.leaveOut().stream().map(Enum::name).sorted().toArray(String[]::new))
                .param("sealed", sealed(file, one.why())));
    }

    private byte @Nullable [] sealed(UUID file, @Nullable String why) {
        return why == null ? null : vault.seal(file, WHY, why);
    }

    /** Whether who acts may read requests of this file at all. */
    boolean reads(UUID file) {
        return jdbc.sql("select retention.reads_requests(:file)")
                .param("file", file)
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    /** Whether who acts holds all that it tells, and may take and give the answer. */
    boolean isMineToGive(UUID request) {
        return jdbc.sql("select retention.is_mine_to_give(:id)")
                .param("id", request)
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    /** What who acts reads now of what a request that waits would tell. */
    void show(UUID request, String digest) {
        jdbc.sql("select retention.show_access(:id, :digest)")
                .param("id", request)
                .param("digest", digest)
                .query((row, n) -> true)
                .list();
    }

    /** What who acts read last; empty = nothing yet. */
    Optional<String> shown(UUID request) {
        return jdbc.sql("select digest from retention.access_shown where request_id = :id")
                .param("id", request)
                .query((row, n) -> row.getString(1))
                .optional();
    }

    /** Whether who asked may get it today: a guardian, as long as they answer for the child. */
    boolean stillAnswers(UUID request) {
        return jdbc.sql("select retention.may_still_get(:id)")
                .param("id", request)
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    void keep(AccessRequest request, String digest, byte[] paper) {
        jdbc.sql("select retention.keep_access_paper(:id, :digest, :paper)")
                .param("id", request.id())
                .param("digest", digest)
                .param("paper", vault.sealBytes(request.fileId(), PAPER, paper))
                .query((row, n) -> true)
                .list();
    }

    /** {@link Word#OPEN}, or why the actor does not take the paper now. */
    Word bars(UUID id) {
        return word(jdbc.sql("select retention.access_bars(:id)").param("id", id));
    }

    /** Leaves a trace. */
    byte[] take(AccessRequest request) {
        byte[] sealed = jdbc.sql("select retention.take_access_paper(:taken, :id)")
                .param("taken", Ids.next())
                .param("id", request.id())
                .query((row, n) -> Objects.requireNonNull(row.getBytes(1)))
                .single();
        return vault.unsealBytes(request.fileId(), PAPER, sealed);
    }

    Word give(UUID id, AskAccess.GiveAnswer one) {
        return word(jdbc.sql("select retention.give_access(:id, :on, :how)")
                .param("id", id)
                .param("on", one.on())
                .param("how", one.how().name()));
    }

    private static Word word(JdbcClient.StatementSpec asked) {
        return Word.valueOf(asked.query(String.class).single());
    }
}
