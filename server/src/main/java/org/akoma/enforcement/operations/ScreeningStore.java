package org.akoma.enforcement.operations;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.akoma.ground.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL on operations.screened and operations.decision. */
@Repository
class ScreeningStore {

    private static final String NOTE = "operations.screened/";
    private static final String REASON = "operations.decision/";
    private static final String SELECT = """
            select x.*, t.code as site, l.number as slip, operations.is_child(x.id) as child,
                   array(select d.status || '|' || d.decided_by || '|' || d.organisation || '|' || extract(epoch from d.decided_at)::bigint || '|'
                                 || coalesce(d.agreed_by, '') || '|' || coalesce(encode(d.reason, 'hex'), '')
                           from operations.decision d where d.screened_id = x.id order by d.n) as decisions
              from operations.screened x join operations.site t on t.id = x.site_id left join slips.slip l on l.id = slips.current_of(x.slip_id)
             where x.operation_id = :operation
            """;

    private final JdbcClient jdbc;
    private final Vault vault;

    ScreeningStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /**
     * By code, in order.
     *
     * @param after the last code of the page before, or null
     */
    List<Screened> list(UUID operation, @Nullable String after, int limit) {
        return jdbc.sql(SELECT + " and (:after::text is null or x.code > :after::text) order by x.code limit :limit")
                .param("operation", operation)
                .param("after", after)
                .param("limit", limit)
                .query((row, n) -> read(row, operation))
                .list();
    }

    Optional<Screened> find(UUID operation, String code) {
        return one(operation, " and x.code = :code", code);
    }

    /** A person met, and where. */
    record Met(String person, ScreeningStatus status, String operation) {}

    /** Those of this code in the operations that the actor holds, the newest operation first. */
    List<Met> everywhere(String code, int limit) {
        return jdbc.sql("""
                        select x.code, x.status, o.code as operation from operations.screened x join operations.operation o on o.id = x.operation_id
                         where x.code = :code order by o.id desc limit :limit
                        """)
                .param("code", code)
                .param("limit", limit)
                .query((row, n) -> new Met(
                        row.getString("code"),
                        ScreeningStatus.valueOf(row.getString("status")),
                        row.getString("operation")))
                .list();
    }

    /** The operation in which this person was met; empty when the actor does not hold it. */
    Optional<UUID> operationOf(UUID person) {
        return jdbc.sql("select operation_id from operations.screened where id = :id")
                .param("id", person)
                .query(UUID.class)
                .optional();
    }

    Optional<Screened> find(UUID operation, UUID person) {
        return jdbc.sql(SELECT + " and x.id = :id")
                .param("operation", operation)
                .param("id", person)
                .query((row, n) -> read(row, operation))
                .optional();
    }

    Optional<Screened> findVictim(UUID operation, String reference) {
        return one(operation, " and x.victim_ref = :code", reference);
    }

    private Optional<Screened> one(UUID operation, String where, String code) {
        return jdbc.sql(SELECT + where)
                .param("operation", operation)
                .param("code", code)
                .query((row, n) -> read(row, operation))
                .optional();
    }

    Map<ScreeningStatus, Integer> counts(UUID operation) {
        Map<ScreeningStatus, Integer> counts = new HashMap<>();
        jdbc.sql(
                        "select x.status, count(*) from operations.screened x where x.operation_id = :operation group by x.status")
                .param("operation", operation)
                .query((row, n) -> counts.put(ScreeningStatus.valueOf(row.getString(1)), row.getInt(2)))
                .list();
        return counts;
    }

    /** The next free number of codes like {@code P-001} or {@code LE-V-01}; call {@link OperationStore#alone} first. */
    int next(UUID operation, boolean victim) {
        return jdbc.sql(
                        "select coalesce(max(substring(x." + (victim ? "victim_ref" : "code")
                                + " from '\\d{1,8}$')::int), 0) + 1 from operations.screened x where x.operation_id = :operation")
                .param("operation", operation)
                .query((row, n) -> row.getInt(1))
                .single();
    }

    /** A child without a hand-over slip: code, code of the operation, and when they were met. */
    record Unhanded(String person, String operation, Instant metAt) {}

    /** Of the operations that the actor holds, also after their end; who was met first ahead. */
    List<Unhanded> unhanded(int limit) {
        return jdbc.sql("""
                        select x.code, x.screened_at, o.code as operation from operations.screened x join operations.operation o on o.id = x.operation_id
                         where x.slip_id is null and operations.lacks_slip(x.id)
                         order by x.screened_at, x.id limit :limit
                        """)
                .param("limit", limit)
                .query((row, n) -> new Unhanded(
                        row.getString("code"),
                        row.getString("operation"),
                        row.getObject("screened_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** Codes of the children of an operation whom no slip hands over. */
    List<String> unhanded(UUID operation) {
        return codes(operation, "x.slip_id is null and operations.lacks_slip(x.id)");
    }

    /** Codes of the persons of an operation about whom nothing is decided. */
    List<String> undecided(UUID operation) {
        return codes(operation, "x.status = 'SCREENED'");
    }

    private List<String> codes(UUID operation, String which) {
        return jdbc.sql("select x.code from operations.screened x where x.operation_id = :operation and " + which
                        + " order by x.code")
                .param("operation", operation)
                .query((row, n) -> row.getString(1))
                .list();
    }

    /** Whether somebody can have been met in the operation at that moment. */
    boolean isWithin(UUID operation, Instant at, @Nullable UUID person) {
        return jdbc.sql("select operations.is_within(:operation, :at, :person::uuid)")
                .param("operation", operation)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("person", person)
                .query(Boolean.class)
                .single();
    }

    void insert(UUID operation, UUID site, UUID id, String code, ScreenPerson seen) {
        jdbc.sql("""
                        insert into operations.screened (id, operation_id, code, site_id, screened_at, appears, sex, apparent_age, status, note)
                        values (:id, :operation, :code, :site, :at, :appears, :sex, :age, 'SCREENED', :note)
                        """)
                .param("id", id)
                .param("operation", operation)
                .param("code", code)
                .param("site", site)
                .param("at", seen.at().atOffset(ZoneOffset.UTC))
                .param("appears", seen.appears().name())
                .param("sex", seen.sex())
                .param("age", seen.apparentAge())
                .param("note", seen.note() == null ? null : vault.seal(operation, NOTE + id, seen.note()))
                .update();
    }

    /** False when it was changed meanwhile. What is sealed anew looks like another text, so the same one is left as it is. */
    boolean update(UUID operation, Screened person, UUID site, CorrectPerson to) {
        ScreenPerson seen = to.seen();
        return jdbc.sql("""
                        update operations.screened
                           set site_id = :site, screened_at = :at, appears = :appears, sex = :sex, apparent_age = :age,
                               note = case when :same then note else :note end, version = version + 1
                         where id = :id and version = :version
                        """)
                        .param("site", site)
                        .param("at", seen.at().atOffset(ZoneOffset.UTC))
                        .param("appears", seen.appears().name())
                        .param("sex", seen.sex())
                        .param("age", seen.apparentAge())
                        .param("same", Objects.equals(person.note(), seen.note()))
                        .param(
                                "note",
                                seen.note() == null ? null : vault.seal(operation, NOTE + person.id(), seen.note()))
                        .param("id", person.id())
                        .param("version", to.version())
                        .update()
                == 1;
    }

    /** What the database keeps of a person, for {@link PoliceCorrections}. */
    Map<String, PoliceCorrections.Column> columns(UUID operation, UUID person, Map<UUID, String> sites) {
        return Map.of(
                "site_id",
                new PoliceCorrections.Column(
                        List.of(new PoliceCorrections.Field("site", "operations.site", null)),
                        value -> Collections.singletonList(sites.get(UUID.fromString(value)))),
                "screened_at",
                PoliceCorrections.Column.moment("screenedAt", "operations.screened-at"),
                "appears",
                PoliceCorrections.Column.code("appears", "operations.appears", "operations.appears"),
                "sex",
                PoliceCorrections.Column.code("sex", "operations.sex", "sex"),
                "apparent_age",
                PoliceCorrections.Column.text("apparentAge", "operations.age"),
                "note",
                PoliceCorrections.Column.sealed(
                        "note", "operations.note", bytes -> vault.read(operation, NOTE + person, bytes, String.class)));
    }

    /** Who recorded this person. */
    UUID recordedBy(UUID screened) {
        return jdbc.sql("select x.recorded_by from operations.screened x where x.id = :id")
                .param("id", screened)
                .query((row, n) -> row.getObject(1, UUID.class))
                .single();
    }

    /** The slip of a person who had none. */
    void handOver(UUID person, UUID slip) {
        jdbc.sql(
                        "update operations.screened set slip_id = :slip, version = version + 1 where id = :id and slip_id is null")
                .param("slip", slip)
                .param("id", person)
                .update();
    }

    /** The operation in which the person of this slip, or of the one that it follows, was met. */
    Optional<UUID> ofSlip(UUID slip) {
        return jdbc.sql("""
                        select x.operation_id from operations.screened x join slips.slip s on s.id = :slip and s.operation_id = x.operation_id
                         where x.slip_id = s.id or slips.current_of(x.slip_id) = s.id
                        """)
                .param("slip", slip)
                .query((row, n) -> row.getObject(1, UUID.class))
                .optional();
    }

    Optional<Screened> findOfSlip(UUID operation, UUID slip) {
        return jdbc.sql(SELECT + " and (x.slip_id = :slip or slips.current_of(x.slip_id) = :slip)")
                .param("operation", operation)
                .param("slip", slip)
                .query((row, n) -> read(row, operation))
                .optional();
    }

    boolean isReferenceTaken(UUID operation, String reference, UUID except) {
        return jdbc.sql("""
                        select exists (select from operations.screened x
                                        where x.operation_id = :operation and x.victim_ref = :reference and x.id <> :except)
                        """)
                .param("operation", operation)
                .param("reference", reference)
                .param("except", except)
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    /** Also where it is written instead of the slip of another person. */
    boolean isSlipTaken(UUID slip, UUID except) {
        return jdbc.sql("select operations.is_slip_of_another(:slip, :except)")
                .param("slip", slip)
                .param("except", except)
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    void decide(
            UUID operation,
            Screened person,
            Screened.Decision decision,
            @Nullable String reference,
            @Nullable UUID slip) {
        jdbc.sql("""
                        update operations.screened
                           set status = :status, victim_ref = coalesce(:reference, victim_ref), slip_id = coalesce(:slip::uuid, slip_id),
                               version = version + 1
                         where id = :id
                        """)
                .param("status", decision.status().name())
                .param("reference", reference)
                .param("slip", slip)
                .param("id", person.id())
                .update();
        jdbc.sql("""
                        insert into operations.decision (screened_id, n, operation_id, status, decided_by, organisation, agreed_by, decided_at, reason)
                        values (:id, :n, :operation, :status, :by, :organisation, :agreedBy, :at, :reason)
                        """)
                .param("id", person.id())
                .param("n", person.decisions().size() + 1)
                .param("operation", operation)
                .param("status", decision.status().name())
                .param("by", decision.by())
                .param("organisation", decision.organisation())
                .param("agreedBy", decision.agreedBy())
                .param("at", decision.at().atOffset(ZoneOffset.UTC))
                .param(
                        "reason",
                        decision.reason() == null
                                ? null
                                : vault.seal(operation, REASON + person.id(), decision.reason()))
                .update();
    }

    private Screened read(ResultSet row, UUID operation) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        byte[] note = row.getBytes("note");
        return new Screened(
                id,
                row.getString("code"),
                row.getString("site"),
                row.getObject("screened_at", OffsetDateTime.class).toInstant(),
                Screened.Appears.valueOf(row.getString("appears")),
                row.getString("sex"),
                row.getInt("apparent_age"),
                row.getBoolean("child"),
                ScreeningStatus.valueOf(row.getString("status")),
                row.getString("victim_ref"),
                row.getString("slip"),
                note == null ? null : vault.read(operation, NOTE + id, note, String.class),
                java.util.Arrays.stream((String[]) row.getArray("decisions").getArray())
                        .map(one -> decision(one, operation, id))
                        .toList(),
                row.getInt("version"));
    }

    private Screened.Decision decision(String text, UUID operation, UUID person) {
        String[] parts = text.split("\\|", -1);
        return new Screened.Decision(
                ScreeningStatus.valueOf(parts[0]),
                parts[1],
                parts[2],
                Instant.ofEpochSecond(Long.parseLong(parts[3])),
                parts[4].isEmpty() ? null : parts[4],
                parts[5].isEmpty()
                        ? null
                        : vault.read(operation, REASON + person, HexFormat.of().parseHex(parts[5]), String.class));
    }
}
