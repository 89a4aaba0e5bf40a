package org.akoma.ground.access;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL on access.dossier and access.file_grant. */
@Repository
class GrantStore {

    private final JdbcClient jdbc;

    GrantStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** New files or operations with their first grants: the database opens them as the actor's, on the login's side. */
    void open(List<UUID> files, List<Grant> first) {
        given(jdbc.sql("""
                        select access.open(:dossiers::uuid[], :ids::uuid[], :files::uuid[], :kinds::text[], :grantees::uuid[], :sections::int[],
                                           :writes::boolean[], :froms::timestamptz[], :untils::timestamptz[], :reasons::text[])
                        """), first)
                .param("dossiers", files.toArray(UUID[]::new))
                .query((row, n) -> true)
                .list();
    }

    /** One statement for all: they are judged together, before any of them exists. */
    void insert(List<Grant> grants, UUID givenBy) {
        given(jdbc.sql("""
                        insert into access.file_grant
                               (id, file_id, grantee_kind, grantee, sections, may_write, valid_from, valid_until, reason, given_by)
                        select id, file_id, kind, grantee, sections, may_write, valid_from, coalesce(valid_until, 'infinity'), reason, :by
                          from unnest(:ids::uuid[], :files::uuid[], :kinds::text[], :grantees::uuid[], :sections::int[], :writes::boolean[],
                                      :froms::timestamptz[], :untils::timestamptz[], :reasons::text[])
                               as g (id, file_id, kind, grantee, sections, may_write, valid_from, valid_until, reason)
                        """), grants).param("by", givenBy).update();
    }

    private static JdbcClient.StatementSpec given(JdbcClient.StatementSpec statement, List<Grant> grants) {
        return statement
                .param("ids", grants.stream().map(Grant::id).toArray(UUID[]::new))
                .param("files", grants.stream().map(Grant::fileId).toArray(UUID[]::new))
                .param("kinds", grants.stream().map(g -> g.kind().name()).toArray(String[]::new))
                .param("grantees", grants.stream().map(Grant::grantee).toArray(UUID[]::new))
                .param(
                        "sections",
                        grants.stream().map(g -> Section.bits(g.sections())).toArray(Integer[]::new))
                .param("writes", grants.stream().map(Grant::mayWrite).toArray(Boolean[]::new))
                .param("froms", grants.stream().map(g -> g.from().toString()).toArray(String[]::new))
                .param("untils", grants.stream().map(g -> text(g.until())).toArray(String[]::new))
                .param("reasons", grants.stream().map(g -> g.reason().name()).toArray(String[]::new));
    }

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }

    int end(UUID file, UUID grantee, Grant.Reason reason, Instant now) {
        return jdbc.sql("""
                        update access.file_grant set valid_until = :now
                         where file_id = :file and grantee = :grantee and reason = :reason and valid_until > :now
                        """)
                .param("file", file)
                .param("grantee", grantee)
                .param("reason", reason.name())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    boolean end(UUID file, UUID grant, Instant now) {
        return jdbc.sql(
                                "update access.file_grant set valid_until = :now where id = :id and file_id = :file and valid_until > :now")
                        .param("id", grant)
                        .param("file", file)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    boolean holds(UUID file, int section, boolean writing) {
        return jdbc.sql(
                        "select access.sees(:file, :section, :writing) or (not :writing and access.everywhere() & :section <> 0)")
                .param("file", file)
                .param("section", section)
                .param("writing", writing)
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    boolean keeps(UUID file, int section, boolean writing) {
        return jdbc.sql("select access.keeps(:file, :section, :writing)")
                .param("file", file)
                .param("section", section)
                .param("writing", writing)
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    /** Until when the caller may write all of these; null when not now, or for ever. */
    @Nullable
    Instant writesUntil(UUID file, int sections) {
        return jdbc.sql("select u from access.writes_until(:file, :sections) u where u < 'infinity'")
                .param("file", file)
                .param("sections", sections)
                .query((row, n) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .optional()
                .orElse(null);
    }

    boolean inEmergency(UUID file) {
        return jdbc.sql("select access.in_emergency(:file)")
                .param("file", file)
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    boolean isLeast(UUID file) {
        return jdbc.sql("select access.is_least(:file)")
                .param("file", file)
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    int sections(UUID file) {
        return jdbc.sql("""
                        select coalesce(bit_or(sections & (access.ceilings())[way]), 0) | access.everywhere() from access.file_grant
                         where file_id = :file and holder = any (access.holders())
                           and valid_from <= access.moment() and valid_until > access.moment()
                        """)
                .param("file", file)
                .query((row, n) -> row.getInt(1))
                .single();
    }

    List<Grant.ByRole> byRole() {
        return jdbc.sql("select role, people from access.overseers()")
                .query((row, n) -> new Grant.ByRole(Role.valueOf(row.getString(1)), List.of((String[])
                        row.getArray(2).getArray())))
                .list();
    }

    /** @param then those alone that ran at that moment; null = all */
    List<Grant.Shown> of(UUID file, @Nullable Instant then) {
        return jdbc.sql("""
                        select g.*, nullif(g.valid_until, 'infinity') as until,
                               coalesce(upper(p.code), o.code, d.code, '') as grantee_code, coalesce(upper(b.code), '') as given_by_code
                          from access.file_grant g
                          left join access.person p on g.grantee_kind = 'PERSON' and p.id = g.grantee
                          left join access.organisation o on g.grantee_kind = 'ORGANISATION' and o.id = g.grantee
                          left join access.organisation d on g.grantee_kind = 'DESK' and d.desk_id = g.grantee
                          left join access.person b on b.id = g.given_by
                         where g.file_id = :file and (:then::timestamptz is null or g.valid_from <= :then::timestamptz and g.valid_until > :then::timestamptz)
                         order by g.valid_until > access.moment() desc, g.valid_from, g.id limit 500
                        """)
                .param("file", file)
                .param("then", then == null ? null : then.atOffset(ZoneOffset.UTC))
                .query((row, n) -> {
                    OffsetDateTime until = row.getObject("until", OffsetDateTime.class);
                    Grant grant = new Grant(
                            row.getObject("id", UUID.class),
                            file,
                            Grant.Kind.valueOf(row.getString("grantee_kind")),
                            row.getObject("grantee", UUID.class),
                            Section.of(row.getInt("sections")),
                            row.getBoolean("may_write"),
                            row.getObject("valid_from", OffsetDateTime.class).toInstant(),
                            until == null ? null : until.toInstant(),
                            Grant.Reason.valueOf(row.getString("reason")));
                    return new Grant.Shown(grant, row.getString("grantee_code"), row.getString("given_by_code"));
                })
                .list();
    }
}
