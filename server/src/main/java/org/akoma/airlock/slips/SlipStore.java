package org.akoma.airlock.slips;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.akoma.ground.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL on slips.slip. Who wrote, who signed, when and what was signed is filled by the database itself. */
@Repository
class SlipStore {

    private static final String BELONGINGS = "slips.belongings";
    private static final String REFUSAL = "slips.refusal";

    /** Without the operation: care has no right to that column. */
    private static final String COLUMNS = """
            s.id, s.number, s.site_code, s.found_at, s.handed_at, s.officer_id, s.officer_code, s.officer_organisation, s.badge, s.receiver_id,
            s.receiver_code, s.receiver_organisation_id, s.receiver_organisation, s.child_number, s.apparent_sex, s.apparent_age, s.urgent_medical,
            s.interpreter_language, s.condition, s.belongings, s.status, s.officer_signed_by, s.officer_signed_code, s.officer_signed_at,
            s.officer_signed_hash, s.receiver_signed_by, s.receiver_signed_code, s.receiver_signed_at, s.receiver_signed_hash, s.refusal, s.written_at,
            s.settled_at, s.version, (select b.number from slips.slip b where b.id = s.instead_of) as instead_of_number
            """;

    private final JdbcClient jdbc;
    private final Vault vault;

    SlipStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    Optional<Slip> find(String number) {
        return jdbc.sql("select " + COLUMNS + " from slips.slip s where s.number = :number")
                .param("number", number)
                .query((row, n) -> read(row))
                .optional();
    }

    /** Of these numbers, newest first. */
    List<Slip> numbered(List<String> numbers) {
        return jdbc.sql("select " + COLUMNS
                        + " from slips.slip s where s.number = any (:numbers) order by s.number desc")
                .param("numbers", numbers.toArray(String[]::new))
                .query((row, n) -> read(row))
                .list();
    }

    Optional<Slip> find(UUID id) {
        return jdbc.sql("select " + COLUMNS + " from slips.slip s where s.id = :id")
                .param("id", id)
                .query((row, n) -> read(row))
                .optional();
    }

    /** Police side only. */
    UUID operationOf(UUID slip) {
        return jdbc.sql("select s.operation_id from slips.slip s where s.id = :id")
                .param("id", slip)
                .query((row, n) -> row.getObject(1, UUID.class))
                .single();
    }

    /** Police: the slips of the operations that the caller holds, newest first. */
    List<Slip> ofOperations(@Nullable UUID operation, @Nullable SlipStatus status, @Nullable UUID before, int limit) {
        return jdbc.sql("select " + COLUMNS + """
                          from slips.slip s
                         where s.operation_id = any (case when :operation::uuid is not null then array[:operation::uuid] else array(
                                 select g.file_id from access.file_grant g where g.holder = any (access.holders()) and g.file_id is not null
                                    and g.valid_from <= access.moment() and g.valid_until > access.moment()) end)
                           and (:status::text is null or s.status = :status::text) and (:before::uuid is null
                                or (s.written_at, s.id) < (select b.written_at, b.id from slips.slip b where b.id = :before::uuid))
                         order by s.written_at desc, s.id desc limit :limit
                        """)
                .param("operation", operation)
                .param("status", status == null ? null : status.name())
                .param("before", before)
                .param("limit", limit)
                .query((row, n) -> read(row))
                .list();
    }

    /** Care: the slips addressed to the caller, to whom they supervise or to a structure that they answer for, and of the files they see, newest first. */
    List<Slip> addressed(@Nullable SlipStatus status, @Nullable UUID before, int limit) {
        return jdbc.sql("select " + COLUMNS + """
                          from slips.slip s where s.id in (
                               (select p.id from slips.slip p where p.receiver_id = access.actor()
                                   and (:status::text is null or p.status = :status::text) and (:before::uuid is null
                                        or (p.written_at, p.id) < (select b.written_at, b.id from slips.slip b where b.id = :before::uuid))
                                 order by p.written_at desc, p.id desc limit :limit)
                               union
                               (select o.id from slips.slip o where o.receiver_organisation_id = any (access.grantees())
                                   and (:status::text is null or o.status = :status::text) and (:before::uuid is null
                                        or (o.written_at, o.id) < (select b.written_at, b.id from slips.slip b where b.id = :before::uuid))
                                 order by o.written_at desc, o.id desc limit :limit)
                               union
                               (select u.id from slips.slip u where u.receiver_id = any ((select slips.supervised())::uuid[])
                                   and (:status::text is null or u.status = :status::text) and (:before::uuid is null
                                        or (u.written_at, u.id) < (select b.written_at, b.id from slips.slip b where b.id = :before::uuid))
                                 order by u.written_at desc, u.id desc limit :limit)
                               union
                               (select c.id from slips.slip c where c.id in (select slips.of_files())
                                   and (:status::text is null or :status::text = 'ACCEPTED') and (:before::uuid is null
                                        or (c.written_at, c.id) < (select b.written_at, b.id from slips.slip b where b.id = :before::uuid))
                                 order by c.written_at desc, c.id desc limit :limit))
                         order by s.written_at desc, s.id desc limit :limit
                        """)
                .param("status", status == null ? null : status.name())
                .param("before", before)
                .param("limit", limit)
                .query((row, n) -> read(row))
                .list();
    }

    /** How many wait for the caller, announced or signed; counted up to the limit. */
    int waiting(int limit) {
        return jdbc.sql("""
                        select count(*) from (select from slips.slip s
                         where (s.receiver_id = access.actor() or s.receiver_organisation_id = any (access.grantees()))
                           and s.status in ('OPEN', 'SIGNED_BY_OFFICER') limit :limit) w
                        """)
                .param("limit", limit)
                .query((row, n) -> row.getInt(1))
                .single();
    }

    int nextNumber(UUID operation, String site) {
        return jdbc.sql("""
                        select least(coalesce(max(s.child_number), 0) + 1, 9999) from slips.slip s
                         where s.operation_id = :operation and s.site_code = :site
                        """)
                .param("operation", operation)
                .param("site", site)
                .query((row, n) -> row.getInt(1))
                .single();
    }

    boolean isNumberTaken(UUID operation, SlipContent content, @Nullable String exceptSlip) {
        return jdbc.sql("""
                        select exists (select from slips.slip s where s.operation_id = :operation and s.site_code = :site
                                          and s.child_number = :child and s.status <> 'REFUSED' and s.number is distinct from :except)
                        """)
                .param("operation", operation)
                .param("site", content.site())
                .param("child", content.childNumber())
                .param("except", exceptSlip)
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    /** Whether care sent back a slip with this number, and nobody has received the child since. */
    boolean isNumberSentBack(UUID operation, SlipContent content) {
        return jdbc.sql("""
                        select exists (select from slips.slip s where s.operation_id = :operation and s.site_code = :site
                                          and s.child_number = :child and s.status = 'REFUSED' and s.settled_at is null)
                        """)
                .param("operation", operation)
                .param("site", content.site())
                .param("child", content.childNumber())
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    /** Whether another slip that was not sent back bore this number before it was corrected. */
    boolean wasNumberOfAnother(UUID operation, SlipContent content, UUID slip) {
        return jdbc.sql("select slips.bore_number(:operation, :site, :child, :slip)")
                .param("operation", operation)
                .param("site", content.site())
                .param("child", content.childNumber())
                .param("slip", slip)
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    /** The country of the operation; null where nobody asked care for it, or for who does not see the slip. */
    @Nullable
    String countryOf(UUID slip) {
        return jdbc.sql("select slips.country_of(:slip)")
                .param("slip", slip)
                .query((row, n) -> row.getString(1))
                .list()
                .getFirst();
    }

    /** False when another slip carries the child's number, or the id exists. */
    boolean insert(UUID id, UUID operation, SlipContent content, @Nullable UUID insteadOf) {
        return contentOf(jdbc.sql("""
                        insert into slips.slip (id, operation_id, site_code, found_at, handed_at, badge, receiver_id, child_number, apparent_sex,
                               apparent_age, urgent_medical, interpreter_language, condition, belongings, instead_of)
                        values (:id, :operation, :site, :found, :handed, :badge, :receiver, :child, :sex, :age, :urgent, :language, :condition,
                               :belongings, :insteadOf::uuid)
                        on conflict do nothing
                        """), id, content)
                        .param("operation", operation)
                        .param("insteadOf", insteadOf)
                        .update()
                == 1;
    }

    /** False when it was changed or signed meanwhile. */
    boolean update(UUID id, int version, SlipContent content) {
        return contentOf(jdbc.sql("""
                        update slips.slip
                           set site_code = :site, found_at = :found, handed_at = :handed, badge = :badge, receiver_id = :receiver,
                               child_number = :child, apparent_sex = :sex, apparent_age = :age, urgent_medical = :urgent,
                               interpreter_language = :language, condition = :condition, belongings = :belongings
                         where id = :id and version = :version
                        """), id, content).param("version", version).update() == 1;
    }

    private JdbcClient.StatementSpec contentOf(JdbcClient.StatementSpec sql, UUID id, SlipContent content) {
        return sql.param("id", id)
                .param("site", content.site())
                .param("found", at(content.foundAt()))
                .param("handed", at(content.handedAt()))
                .param("badge", content.badge())
                .param("receiver", content.receiver().personId())
                .param("child", content.childNumber())
                .param("sex", content.apparentSex())
                .param("age", content.apparentAge())
                .param("urgent", content.urgentMedical())
                .param("language", content.interpreterLanguage())
                .param("condition", content.condition())
                .param("belongings", vault.sealInAirlock(id, BELONGINGS, content.belongings()));
    }

    /** Signs as the caller. False when it was changed or signed meanwhile. */
    boolean sign(UUID id, int version) {
        return jdbc.sql("update slips.slip set status = 'SIGNED_BY_OFFICER' where id = :id and version = :version")
                        .param("id", id)
                        .param("version", version)
                        .update()
                == 1;
    }

    /** Signs as the caller and remembers which file the slip became. False when it was settled meanwhile. */
    boolean accept(UUID id, UUID file) {
        int signed = jdbc.sql(
                        "update slips.slip set status = 'ACCEPTED' where id = :id and status = 'SIGNED_BY_OFFICER'")
                .param("id", id)
                .update();
        if (signed == 0) return false;
        jdbc.sql("insert into slips.acceptance (slip_id, file_id) values (:id, :file)")
                .param("id", id)
                .param("file", file)
                .update();
        return true;
    }

    /** False when it was settled meanwhile. */
    boolean refuse(UUID id, String reason) {
        return jdbc.sql("""
                        update slips.slip set status = 'REFUSED', refusal = :refusal where id = :id and status = 'SIGNED_BY_OFFICER'
                        """)
                        .param("id", id)
                        .param("refusal", vault.sealInAirlock(id, REFUSAL, reason))
                        .update()
                == 1;
    }

    /**
     * Slips that care sent back and whose child nobody has received, the oldest first.
     *
     * @param by only those that this person sent back; null = all that the caller sees
     */
    List<Slip> sentBack(@Nullable UUID by, int limit) {
        return jdbc.sql("select " + COLUMNS + """
                          from slips.slip s where s.status = 'REFUSED' and s.settled_at is null
                           and (:by::uuid is null or s.receiver_signed_by = :by)
                         order by s.receiver_signed_at, s.id limit :limit
                        """)
                .param("by", by, java.sql.Types.OTHER)
                .param("limit", limit)
                .query((row, n) -> read(row))
                .list();
    }

    /** Who answers for it that the child is received; care side only. */
    Set<UUID> answering(UUID slip) {
        return people("select slips.answers_for(:slip)", slip);
    }

    /** The officer and the coordinators of the operation; care side only. */
    Set<UUID> policeOf(UUID slip) {
        return people("select slips.police_of(:slip)", slip);
    }

    private Set<UUID> people(String sql, UUID slip) {
        return new HashSet<>(jdbc.sql(sql)
                .param("slip", slip)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list());
    }

    /** Through the login of statistics. */
    SlipFigures figures(Instant asOf, int withinHours) {
        return jdbc.sql("""
                        select coalesce(sum(r.slips), 0) as slips, coalesce(sum(r.handed), 0) as handed, coalesce(sum(r.in_time), 0) as in_time
                          from slips.report_slip(:asOf, :within) r
                        """)
                .param("asOf", at(asOf))
                .param("within", withinHours)
                .query((row, n) -> new SlipFigures(row.getInt("slips"), row.getInt("handed"), row.getInt("in_time")))
                .single();
    }

    private Slip read(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        byte[] refusal = row.getBytes("refusal");
        return new Slip(
                id,
                row.getString("number"),
                content(row, id),
                row.getObject("officer_id", UUID.class),
                row.getString("officer_code"),
                row.getString("officer_organisation"),
                SlipStatus.valueOf(row.getString("status")),
                signature(row, "officer_signed"),
                signature(row, "receiver_signed"),
                refusal == null ? null : vault.readInAirlock(id, REFUSAL, refusal, String.class),
                row.getString("instead_of_number"),
                Objects.requireNonNull(moment(row, "written_at")),
                moment(row, "settled_at"),
                row.getInt("version"));
    }

    private SlipContent content(ResultSet row, UUID id) throws SQLException {
        return new SlipContent(
                row.getString("site_code"),
                Objects.requireNonNull(moment(row, "found_at")),
                moment(row, "handed_at"),
                row.getString("badge"),
                new SlipContent.Receiver(
                        row.getObject("receiver_id", UUID.class),
                        row.getString("receiver_code"),
                        row.getObject("receiver_organisation_id", UUID.class),
                        row.getString("receiver_organisation")),
                row.getInt("child_number"),
                row.getString("apparent_sex"),
                row.getInt("apparent_age"),
                row.getBoolean("urgent_medical"),
                row.getString("interpreter_language"),
                row.getString("condition"),
                vault.readInAirlock(id, BELONGINGS, row.getBytes("belongings"), String.class));
    }

    private static @Nullable Signature signature(ResultSet row, String prefix) throws SQLException {
        Instant at = moment(row, prefix + "_at");
        if (at == null) return null;
        return new Signature(
                row.getObject(prefix + "_by", UUID.class),
                row.getString(prefix + "_code"),
                at,
                HexFormat.of().formatHex(row.getBytes(prefix + "_hash")));
    }

    private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant moment) {
        return moment == null ? null : moment.atOffset(ZoneOffset.UTC);
    }
}
