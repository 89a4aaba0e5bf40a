package org.akoma.enforcement.operations;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.akoma.airlock.slips.CareRequest;
import org.akoma.airlock.slips.CareRequests;
import org.akoma.ground.access.Grant;
import org.akoma.ground.access.Grants;
import org.akoma.ground.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL on operations.operation and operations.site. */
@Repository
class OperationStore {

    private static final String AREA = "operations.area";
    private static final String SEAL_CONTEXT = "operations.site/";

    private final JdbcClient jdbc;
    private final Vault vault;
    private final Grants grants;
    private final CareRequests care;

    OperationStore(JdbcClient jdbc, Vault vault, Grants grants, CareRequests care) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.grants = grants;
        this.care = care;
    }

    Optional<Operation> find(String code) {
        return jdbc.sql("select o.* from operations.operation o where o.code = :code")
                .param("code", code)
                .query((row, n) -> read(row))
                .optional();
    }

    Optional<Operation> find(UUID id) {
        return jdbc.sql("select o.* from operations.operation o where o.id = :id")
                .param("id", id)
                .query((row, n) -> read(row))
                .optional();
    }

    /** The operations that the caller holds: those that run, then the others, each by their first day, newest first. */
    List<Operation> list(@Nullable UUID before, int limit) {
        return jdbc.sql("""
                        select o.* from operations.operation o
                         where o.id = any (array(select g.file_id from access.file_grant g
                                 where g.holder = any (access.holders()) and g.file_id is not null
                                   and g.valid_from <= access.moment() and g.valid_until > access.moment()))
                           and (:before::uuid is null or (o.status = 'RUNNING', o.starts_on, o.id)
                                < (select b.status = 'RUNNING', b.starts_on, b.id from operations.operation b where b.id = :before::uuid))
                         order by o.status = 'RUNNING' desc, o.starts_on desc, o.id desc limit :limit
                        """)
                .param("before", before)
                .param("limit", limit)
                .query((row, n) -> read(row))
                .list();
    }

    /** Those of the caller's that have begun and are not closed, newest first. */
    List<Operation> running() {
        return jdbc.sql("""
                        select o.* from operations.operation o
                         where o.status = 'RUNNING' and o.id = any (array(select g.file_id from access.file_grant g
                                 where g.grantee = any (access.grantees()) and g.file_id is not null
                                   and g.valid_from <= access.moment() and g.valid_until > access.moment()))
                         order by o.started_at desc, o.id desc limit 1000
                        """).query((row, n) -> read(row)).list();
    }

    /** Those of the caller's that are over, and in which a child has no slip, or one that care sent back and nobody received. */
    List<Operation> waitedFor() {
        return jdbc.sql("""
                        select o.* from operations.operation o
                         where o.status = 'CLOSED' and operations.is_waited_for(o.id) and o.id = any (array(select g.file_id from access.file_grant g
                                 where g.grantee = any (access.grantees()) and g.file_id is not null
                                   and g.valid_from <= access.moment() and g.valid_until > access.moment()))
                         order by o.started_at desc, o.id desc limit 1000
                        """).query((row, n) -> read(row)).list();
    }

    /** Also by an operation that the caller does not see, since a code is unique in the installation. */
    boolean isCodeTaken(String code) {
        return jdbc.sql("select operations.is_code_taken(:code)")
                .param("code", code)
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    /** False when the code is taken. */
    boolean insert(UUID id, String code, OperationPlan plan) {
        return planOf(jdbc.sql("""
                        insert into operations.operation (id, code, country, starts_on, ends_on, sectors, area, officers, expected_children,
                               care_capacity, care_confirmed_by, status)
                        values (:id, :code, :country, :starts, :ends, :sectors, :area, :officers, :expected, :capacity, :careBy, 'PLANNED')
                        on conflict do nothing
                        """), id, plan).param("code", code).update() == 1;
    }

    /**
     * False when it was changed meanwhile.
     *
     * @param sameArea sealed anew it would look like another one, which care confirms anew
     */
    boolean update(UUID id, int version, OperationPlan plan, boolean sameArea) {
        return planOf(jdbc.sql("""
                        update operations.operation
                           set country = :country, starts_on = :starts, ends_on = :ends, sectors = :sectors, area = case when :sameArea then area else :area end,
                               officers = :officers, expected_children = :expected, care_capacity = :capacity, care_confirmed_by = :careBy,
                               version = version + 1
                         where id = :id and version = :version
                        """), id, plan)
                        .param("version", version)
                        .param("sameArea", sameArea)
                        .update()
                == 1;
    }

    private JdbcClient.StatementSpec planOf(JdbcClient.StatementSpec sql, UUID id, OperationPlan plan) {
        return sql.param("id", id)
                .param("country", plan.country())
                .param("starts", plan.startsOn())
                .param("ends", plan.endsOn())
                .param("sectors", plan.sectors().toArray(String[]::new))
                .param("area", vault.seal(id, AREA, plan.area()))
                .param("officers", plan.officers())
                .param("expected", plan.expectedChildren())
                .param("capacity", plan.careCapacity())
                .param("careBy", plan.careConfirmedBy());
    }

    /** False when it was changed meanwhile. */
    boolean move(UUID id, int version, OperationStatus to, Instant now) {
        return jdbc.sql("""
                        update operations.operation
                           set status = :to, version = version + 1, started_at = coalesce(started_at, :now::timestamptz),
                               closed_at = case when :to = 'CLOSED' then :now::timestamptz end
                         where id = :id and version = :version
                        """)
                        .param("to", to.name())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("id", id)
                        .param("version", version)
                        .update()
                == 1;
    }

    List<Site> sites(UUID operation) {
        return jdbc.sql(
                        "select s.* from operations.site s where s.operation_id = :operation order by s.code limit 1000")
                .param("operation", operation)
                .query((row, n) -> site(row, operation))
                .list();
    }

    Optional<Site> findSite(UUID operation, String code) {
        return jdbc.sql("select s.* from operations.site s where s.operation_id = :operation and s.code = :code")
                .param("operation", operation)
                .param("code", code)
                .query((row, n) -> site(row, operation))
                .optional();
    }

    /** False when the operation has such a site. */
    boolean insertSite(UUID operation, Site site) {
        return jdbc.sql("""
                        insert into operations.site (id, operation_id, code, sector, place) values (:id, :operation, :code, :sector, :place)
                        on conflict do nothing
                        """)
                        .param("id", site.id())
                        .param("operation", operation)
                        .param("code", site.code())
                        .param("sector", site.sector())
                        .param("place", sealed(operation, site.id(), site.place()))
                        .update()
                == 1;
    }

    /** False when it was changed meanwhile. What is sealed anew looks like another text, so the same one is left as it is. */
    boolean updateSite(UUID operation, Site site, CorrectSite to) {
        return jdbc.sql("""
                        update operations.site set sector = :sector, place = case when :same then place else :place end, version = version + 1
                         where id = :id and version = :version
                        """)
                        .param("sector", to.sector())
                        .param("same", Objects.equals(site.place(), to.place()))
                        .param("place", sealed(operation, site.id(), to.place()))
                        .param("id", site.id())
                        .param("version", to.version())
                        .update()
                == 1;
    }

    private byte @Nullable [] sealed(UUID operation, UUID site, @Nullable String place) {
        return place == null ? null : vault.seal(operation, SEAL_CONTEXT + site, place);
    }

    /** What the database keeps of the plan, for {@link PoliceCorrections}. */
    Map<String, PoliceCorrections.Column> planColumns(UUID operation) {
        Map<String, PoliceCorrections.Column> columns = new LinkedHashMap<>();
        columns.put("country", PoliceCorrections.Column.code("country", "operations.country", "country"));
        columns.put("starts_on", PoliceCorrections.Column.day("startsOn", "operations.starts"));
        columns.put("ends_on", PoliceCorrections.Column.day("endsOn", "operations.ends"));
        columns.put("sectors", PoliceCorrections.Column.codes("sectors", "operations.sectors", "sector"));
        columns.put("area", sealedColumn(operation, "area", AREA));
        columns.put("officers", PoliceCorrections.Column.text("officers", "operations.officers"));
        columns.put("expected_children", PoliceCorrections.Column.text("expectedChildren", "operations.expected"));
        columns.put("care_capacity", PoliceCorrections.Column.text("careCapacity", "operations.capacity"));
        columns.put("care_confirmed_by", PoliceCorrections.Column.text("careConfirmedBy", "operations.care-by"));
        return columns;
    }

    /** What the database keeps of a site, for {@link PoliceCorrections}. */
    Map<String, PoliceCorrections.Column> siteColumns(UUID operation, UUID site) {
        return Map.of(
                "sector",
                PoliceCorrections.Column.code("sector", "operations.sector", "sector"),
                "place",
                sealedColumn(operation, "place", SEAL_CONTEXT + site));
    }

    private PoliceCorrections.Column sealedColumn(UUID operation, String field, String context) {
        return PoliceCorrections.Column.sealed(
                field, "operations." + field, bytes -> vault.read(operation, context, bytes, String.class));
    }

    /** One writer of codes per operation at a time, until commit. */
    void alone(UUID operation) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:operation, 11))")
                .param("operation", operation.toString())
                .query((row, n) -> true)
                .list();
    }

    private Site site(ResultSet row, UUID operation) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        byte[] place = row.getBytes("place");
        return new Site(
                id,
                row.getString("code"),
                row.getString("sector"),
                place == null ? null : vault.read(operation, SEAL_CONTEXT + id, place, String.class),
                row.getInt("version"));
    }

    private Operation read(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        OperationPlan plan = new OperationPlan(
                row.getString("country"),
                row.getObject("starts_on", LocalDate.class),
                row.getObject("ends_on", LocalDate.class),
                Arrays.asList((String[]) row.getArray("sectors").getArray()),
                vault.read(id, AREA, row.getBytes("area"), String.class),
                row.getObject("officers", Integer.class),
                row.getInt("expected_children"),
                row.getInt("care_capacity"),
                row.getString("care_confirmed_by"),
                care.of(id)
                        .map(CareRequest::confirmedAt)
                        .map(OperationStore::day)
                        .orElse(null),
                participants(id));
        return new Operation(
                id,
                row.getString("code"),
                plan,
                OperationStatus.valueOf(row.getString("status")),
                moment(row, "started_at"),
                moment(row, "closed_at"),
                row.getInt("version"));
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    /** Who takes part is who holds a grant: one truth. */
    private Set<String> participants(UUID operation) {
        return grants.of(operation).stream()
                .filter(shown -> shown.grant().kind() == Grant.Kind.ORGANISATION
                        && shown.grant().until() == null)
                .map(Grant.Shown::granteeCode)
                .collect(java.util.stream.Collectors.toUnmodifiableSet());
    }

    private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
