package org.akoma.ground.decisions;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.akoma.ground.access.Section;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.util.function.SingletonSupplier;
import tools.jackson.databind.json.JsonMapper;

/** All SQL on access.decision: rows are read, and written by the functions of the database alone. */
@Repository
class VerdictStore {

    private static final String SEAL_CONTEXT = "access.decision/";
    private static final int MOST = 500;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;
    private final Vault vault;
    private final Supplier<Map<String, Set<String>>> needs;

    /** @param kinds asked when the first decision is read: the rooms of the kinds need this one */
    VerdictStore(JdbcClient jdbc, Vault vault, ObjectProvider<Decidable> kinds) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.needs =
                SingletonSupplier.of(() -> kinds.stream().collect(Collectors.toMap(Decidable::kind, Decidable::needs)));
    }

    /** Whether the actor writes what this kind is about; of what is on a file. */
    boolean mayPropose(Proposal made) {
        return jdbc.sql("select access.may_propose(:kind, :file, :subject)")
                .param("kind", made.kind())
                .param("file", made.fileId())
                .param("subject", made.subject())
                .query(Boolean.class)
                .single();
    }

    boolean isOfNamesake(UUID decision) {
        return jdbc.sql("select access.is_of_namesake(:decision)")
                .param("decision", decision)
                .query(Boolean.class)
                .single();
    }

    /** ME: the actor's account has no name; ASKER: that of who asked for it or wrote any of it has none; null: neither. */
    @Nullable
    String lacksName(UUID decision) {
        return jdbc.sql("select access.lacks_name(:decision)")
                .param("decision", decision)
                .query((row, n) -> Optional.ofNullable(row.getString(1)))
                .single()
                .orElse(null);
    }

    /** Code of who asked for certificates, for who decides or decided it. */
    Optional<String> asker(UUID decision) {
        return jdbc.sql("select access.asker(:decision)")
                .param("decision", decision)
                .query((row, n) -> Optional.ofNullable(row.getString(1)))
                .single();
    }

    void propose(UUID id, Proposal made) {
        jdbc.sql("""
                        select access.propose(:id, :kind, :file::uuid, :subject, :version, :authors::uuid[], :why::bytea, :proposal::bytea)
                        """)
                .param("id", id)
                .param("kind", made.kind())
                .param("file", made.fileId(), java.sql.Types.OTHER)
                .param("subject", made.subject())
                .param("version", made.version())
                .param("authors", made.authors().toArray(UUID[]::new))
                .param("why", sealed(made.fileId(), id, "why", made.why()), java.sql.Types.BINARY)
                .param(
                        "proposal",
                        made.fields().isEmpty() ? null : sealed(made.fileId(), id, "proposal", made.fields()),
                        java.sql.Types.BINARY)
                .query((row, n) -> true)
                .list();
    }

    /** How the columns of the record will be, in clear but for those that are sealed anyway. */
    void propose(UUID decision, Map<String, @Nullable Object> columns) {
        Map<String, @Nullable Object> record = new java.util.LinkedHashMap<>();
        columns.forEach((name, value) -> record.put(name, plain(value)));
        jdbc.sql("select access.propose_record(:decision, :record::jsonb)")
                .param("decision", decision)
                .param("record", JSON.writeValueAsString(record))
                .query((row, n) -> true)
                .list();
    }

    /** As PostgreSQL shows it in JSON. */
    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case byte[] sealed -> "\\x" + HexFormat.of().formatHex(sealed);
            case Number number -> number;
            case Boolean yes -> yes;
            case null -> null;
            default -> value.toString();
        };
    }

    void restOn(UUID decision, UUID paper) {
        jdbc.sql("select access.rest_on(:decision, :paper)")
                .param("decision", decision)
                .param("paper", paper)
                .query((row, n) -> true)
                .list();
    }

    Decisions.SealedWords seal(UUID id, Proposal made) {
        return new Decisions.SealedWords(
                Objects.requireNonNull(sealed(made.fileId(), id, "why", made.why())),
                Objects.requireNonNull(sealed(made.fileId(), id, "proposal", made.fields())));
    }

    String proposeTo(UUID id, Proposal made, UUID receiver) {
        return jdbc.sql("select cases.propose_transfer(:id, :file, :receiver, :version, :why::bytea, :proposal::bytea)")
                .param("id", id)
                .param("file", made.fileId(), java.sql.Types.OTHER)
                .param("receiver", receiver)
                .param("version", made.version())
                .param("why", sealed(made.fileId(), id, "why", made.why()), java.sql.Types.BINARY)
                .param("proposal", sealed(made.fileId(), id, "proposal", made.fields()), java.sql.Types.BINARY)
                .query(String.class)
                .single();
    }

    String decide(Decision decision, boolean agreed, @Nullable String reason) {
        return jdbc.sql("select access.decide(:id, :agreed, :reason::bytea)")
                .param("id", decision.id())
                .param("agreed", agreed)
                .param("reason", sealed(decision.fileId(), decision.id(), "reason", reason), java.sql.Types.BINARY)
                .query(String.class)
                .single();
    }

    String withdraw(UUID decision) {
        return jdbc.sql("select access.withdraw(:id)")
                .param("id", decision)
                .query(String.class)
                .single();
    }

    Optional<Decision> find(UUID id) {
        return jdbc.sql("select * from access.decision where id = :id")
                .param("id", id)
                .query((row, n) -> read(row))
                .optional();
    }

    /** Whether a request of the same kind about the same file or record was withdrawn or replaced before. */
    boolean hasChanged(UUID id) {
        return jdbc.sql("""
                        select exists (select from access.decision d join access.decision o on o.kind = d.kind and o.id <> d.id
                                          and (o.file_id = d.file_id or o.subject = d.subject) and o.state in ('WITHDRAWN', 'REPLACED')
                                        where d.id = :id)
                        """).param("id", id).query(Boolean.class).single();
    }

    Optional<Decision> waiting(String kind, UUID subject) {
        return jdbc.sql("select * from access.decision where kind = :kind and subject = :subject and state = 'WAITING'")
                .param("kind", kind)
                .param("subject", subject)
                .query((row, n) -> read(row))
                .optional();
    }

    boolean waitsOfAnother(String kind, UUID subject) {
        return jdbc.sql("select access.waits_of_another(:kind, :subject)")
                .param("kind", kind)
                .param("subject", subject)
                .query(Boolean.class)
                .single();
    }

    /** Newest first. */
    List<Decision> of(String kind, UUID subject) {
        return jdbc.sql("""
                        select * from access.decision where kind = :kind and subject = :subject order by proposed_at desc, id desc limit
                        """ + MOST)
                .param("kind", kind)
                .param("subject", subject)
                .query((row, n) -> read(row))
                .list();
    }

    /** What waits for the actor, oldest first. */
    List<Decision> waitingForMe() {
        return jdbc.sql("""
                        select * from access.decision where id in (select access.to_decide()) order by proposed_at, id limit
                        """ + MOST).query((row, n) -> read(row)).list();
    }

    /** Until when these are to be decided, as their tasks say. */
    Map<UUID, Instant> due(List<UUID> ids) {
        Map<UUID, Instant> due = new java.util.HashMap<>();
        if (ids.isEmpty()) return due;
        jdbc.sql(
                        "select d.id, access.decision_due(d.id) from access.decision d where d.id = any (:ids) and d.state = 'WAITING'")
                .param("ids", ids.toArray(UUID[]::new))
                .query((row, n) -> due.put(
                        row.getObject(1, UUID.class),
                        row.getObject(2, java.time.OffsetDateTime.class).toInstant()))
                .list();
        return due;
    }

    /** What the actor proposed, newest first. */
    List<Decision> mine(int most) {
        return jdbc.sql("""
                        select * from access.decision where proposed_by = access.actor() order by proposed_at desc, id desc limit :most
                        """).param("most", most).query((row, n) -> read(row)).list();
    }

    /** What the actor decided within this time, newest first. No kinds: of every kind. */
    List<Decision> decidedLately(Duration within, Set<String> kinds) {
        return jdbc.sql("""
                        select * from access.decision
                         where decided_by = access.actor() and ended_at > access.moment() - make_interval(secs => :seconds)
                           and (cardinality(:kinds::text[]) = 0 or kind = any (:kinds::text[]))
                         order by ended_at desc, id desc limit 200
                        """)
                .param("seconds", within.toSeconds())
                .param("kinds", kinds.toArray(String[]::new))
                .query((row, n) -> read(row))
                .list();
    }

    /** What the actor proposed and was refused within these days, unless something newer of the kind was asked about the same; newest first. */
    List<Decision> refusedLately(int days) {
        return jdbc.sql("""
                        select * from access.decision d
                         where d.proposed_by = access.actor() and d.state = 'REFUSED' and d.ended_at > access.moment() - make_interval(days => :days)
                           and not exists (select from access.decision n where n.kind = d.kind and n.proposed_at > d.proposed_at
                                              and (n.subject = d.subject or n.file_id = d.file_id))
                         order by d.ended_at desc, d.id limit 20
                        """).param("days", days).query((row, n) -> read(row)).list();
    }

    /** The decisions of this kind that wait, by their subject. */
    Map<UUID, UUID> waitingOf(String kind) {
        Map<UUID, UUID> found = new java.util.HashMap<>();
        jdbc.sql("select subject, id from access.decision where kind = :kind and state = 'WAITING' limit " + MOST)
                .param("kind", kind)
                .query((row, n) -> found.put(row.getObject("subject", UUID.class), row.getObject("id", UUID.class)))
                .list();
        return found;
    }

    Set<UUID> toDecide() {
        return Set.copyOf(
                jdbc.sql("select access.to_decide()").query(UUID.class).list());
    }

    Set<UUID> deciders(UUID decision) {
        return Set.copyOf(jdbc.sql("select access.deciders_shown(:id)")
                .param("id", decision)
                .query(UUID.class)
                .list());
    }

    /** Who follows the child and hears of it, where the decision is about its home, its file or its hands; for who proposed or decided it. */
    Set<UUID> following(UUID decision) {
        return Set.copyOf(jdbc.sql("select access.follow_the_child(:id)")
                .param("id", decision)
                .query(UUID.class)
                .list());
    }

    /** Rings those who can name somebody, where nobody may decide. */
    void ringWhereNobodyDecides(UUID decision) {
        jdbc.sql("select access.ring_where_nobody_decides(:id)")
                .param("id", decision)
                .query((row, n) -> true)
                .list();
    }

    boolean agreed(String kind, UUID subject, int version) {
        return jdbc.sql("select access.agreed(:kind, :subject, :version)")
                .param("kind", kind)
                .param("subject", subject)
                .param("version", version)
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    /** Whether who agrees to this kind shows their second factor again. */
    boolean asksFactor(String kind) {
        return jdbc.sql("select factor from access.decision_kind where kind = :kind")
                .param("kind", kind)
                .query(Boolean.class)
                .single();
    }

    /** The section of a file that this kind belongs to; what is about no file counts as the file's status. */
    Section section(String kind) {
        int bit = jdbc.sql("select coalesce(section, 256) from access.decision_kind where kind = :kind")
                .param("kind", kind)
                .query((row, n) -> row.getInt(1))
                .single();
        return Section.of(bit).iterator().next();
    }

    private Decision read(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        UUID file = row.getObject("file_id", UUID.class);
        UUID renewed = row.getObject("sealed_as", UUID.class);
        UUID sealedAs = renewed == null ? id : renewed;
        OffsetDateTime ended = row.getObject("ended_at", OffsetDateTime.class);
        return new Decision(
                id,
                row.getString("kind"),
                file,
                row.getObject("subject", UUID.class),
                row.getInt("version"),
                Set.of((UUID[]) row.getArray("authors").getArray()),
                row.getObject("proposed_by", UUID.class),
                row.getObject("proposed_at", OffsetDateTime.class).toInstant(),
                opened(file, sealedAs, "why", row.getBytes("why")),
                whole(row.getString("kind"), fields(file, sealedAs, row.getBytes("proposal"))),
                Decision.State.valueOf(row.getString("state")),
                row.getObject("decided_by", UUID.class),
                ended == null ? null : ended.toInstant(),
                opened(file, id, "reason", row.getBytes("reason")));
    }

    private byte @Nullable [] sealed(@Nullable UUID file, UUID id, String part, @Nullable Object value) {
        if (value == null) return null;
        return file == null
                ? vault.sealForHouse(
                        Compartment.ADMINISTRATION,
                        SEAL_CONTEXT + part + "/" + id,
                        value) // every host serves this compartment
                : vault.seal(file, SEAL_CONTEXT + part + "/" + id, value);
    }

    private @Nullable String opened(@Nullable UUID file, UUID id, String part, byte @Nullable [] value) {
        return value == null ? null : open(file, id, part, value, String.class);
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> fields(@Nullable UUID file, UUID id, byte @Nullable [] value) {
        return value == null ? Map.of() : (Map<String, Object>) open(file, id, "proposal", value, Map.class);
    }

    private Map<String, Object> whole(String kind, Map<String, Object> fields) {
        return fields.containsKey(Vault.UNREADABLE)
                        || fields.keySet().containsAll(needs.get().getOrDefault(kind, Set.of()))
                ? fields
                : vault.unreadable();
    }

    private <T> T open(@Nullable UUID file, UUID id, String part, byte[] value, Class<T> type) {
        return file == null
                ? vault.readOfHouse(Compartment.ADMINISTRATION, SEAL_CONTEXT + part + "/" + id, value, type)
                : vault.read(file, SEAL_CONTEXT + part + "/" + id, value, type);
    }
}
