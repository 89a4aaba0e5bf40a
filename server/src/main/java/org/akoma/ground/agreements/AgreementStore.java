package org.akoma.ground.agreements;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.agreements.ProposeAgreement.Result;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL on access.sharing_agreement. */
@Repository
class AgreementStore {

    private static final String COLUMNS =
            "select a.*, f.code as from_code, t.code as to_code, upper(p.code) as proposer, upper(c.code) as confirmer from ";

    private static final String JOINED = """
             a join access.organisation f on f.id = a.from_id join access.organisation t on t.id = a.to_id
              left join access.person p on p.id = a.proposed_by left join access.person c on c.id = a.confirmed_by
            """;

    private static final String SELECT = COLUMNS + "access.sharing_agreement" + JOINED;

    private final JdbcClient jdbc;

    AgreementStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Newest first.
     *
     * @param structure whose agreements; null = everybody's
     */
    List<Agreement> list(@Nullable String structure, LocalDate before, UUID beforeId, int limit) {
        return jdbc.sql(SELECT + """
                         where (:structure::text is null or f.code = :structure or t.code = :structure) and (a.signed_on, a.id) < (:day, :id)
                         order by a.signed_on desc, a.id desc limit :limit
                        """)
                .param("structure", structure)
                .param("day", before)
                .param("id", beforeId)
                .param("limit", limit)
                .query((row, n) -> read(row))
                .list();
    }

    Optional<Agreement> find(UUID id) {
        return jdbc.sql(SELECT + " where a.id = :id")
                .param("id", id)
                .query((row, n) -> read(row))
                .optional();
    }

    /** Every agreement of two structures, either way, of those that the actor sees. */
    List<Agreement> between(String one, String other) {
        return pair(SELECT, one, other);
    }

    /** The same for what may be passed on about a child that the actor works for: also where they see neither structure's agreements. */
    List<Agreement> forTelling(String one, String other) {
        return pair(COLUMNS + """
                        access.agreements_between((select id from access.organisation where code = :one), (select id from access.organisation where code = :other))
                        """ + JOINED, one, other);
    }

    private List<Agreement> pair(String select, String one, String other) {
        return jdbc.sql(
                        select
                                + " where f.code = :one and t.code = :other or f.code = :other and t.code = :one order by a.signed_on desc limit 200")
                .param("one", one)
                .param("other", other)
                .query((row, n) -> read(row))
                .list();
    }

    /** Those of a structure whose children the actor works for, the newest first. */
    List<Agreement> ofHolder(String structure, int limit) {
        return jdbc.sql(COLUMNS + "access.agreements_of((select id from access.organisation where code = :structure))"
                        + JOINED + " order by a.signed_on desc, a.id desc limit :limit")
                .param("structure", structure)
                .param("limit", limit)
                .query((row, n) -> read(row))
                .list();
    }

    /** What each role reads at most of a file that is referred to it: the table by which the database limits every grant. */
    Map<Role, Set<Section>> mostByReferral() {
        Map<Role, Set<Section>> most = new EnumMap<>(Role.class);
        jdbc.sql("select role, sections from access.ceiling where reason = 'REFERRAL'")
                .query(row -> {
                    most.put(Role.valueOf(row.getString("role")), Section.of(row.getInt("sections")));
                });
        return most;
    }

    /** Who reads by name what running referrals of one structure opened at another one. */
    Map<UUID, Set<Section>> byRunningReferrals(UUID teller, UUID listener) {
        Map<UUID, Set<Section>> found = new HashMap<>();
        jdbc.sql("select person_id, sections from access.reads_by_referral(:teller, :listener)")
                .param("teller", teller)
                .param("listener", listener)
                .query(row -> {
                    found.put(row.getObject("person_id", UUID.class), Section.of(row.getInt("sections")));
                });
        return found;
    }

    /** Whether the actor is of this structure, or its deputy. */
    boolean speaksFor(UUID organisation) {
        return jdbc.sql("select access.speaks_for(:organisation)")
                .param("organisation", organisation)
                .query(Boolean.class)
                .single();
    }

    /** Whether the actor may propose what the one gives to the other. */
    boolean mayGive(UUID giver, UUID receiver) {
        return jdbc.sql("select access.may_give(:giver, :receiver)")
                .param("giver", giver)
                .param("receiver", receiver)
                .query(Boolean.class)
                .single();
    }

    /** Whether the actor may propose in one agreement what both give each other. */
    boolean mayGiveBoth(UUID one, UUID other) {
        return jdbc.sql("select access.may_give_both(:one, :other)")
                .param("one", one)
                .param("other", other)
                .query(Boolean.class)
                .single();
    }

    /** The structures whose gift to some other one the actor may propose. */
    Set<UUID> spokenFor() {
        return Set.copyOf(jdbc.sql("select id from access.organisation where access.may_give(id, null)")
                .query(UUID.class)
                .list());
    }

    /** Whether the actor is of one of its two structures, or the deputy of one. */
    boolean isOfASide(UUID id) {
        return jdbc.sql(
                        "select access.speaks_for(from_id) or access.speaks_for(to_id) from access.sharing_agreement where id = :id")
                .param("id", id)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    void insert(ProposeAgreement made, UUID from, UUID to, UUID by, Instant now) {
        jdbc.sql("""
                        insert into access.sharing_agreement (id, from_id, to_id, both_ways, purposes, sections, channel, retention_days,
                               signed_on, expires_on, proposed_by, proposed_at)
                        values (:id, :from, :to, :both, :purposes::text[], :sections, :channel, :retention, :signed, :expires, :by, :at)
                        """)
                .param("id", made.id())
                .param("from", from)
                .param("to", to)
                .param("both", made.bothWays())
                .param(
                        "purposes",
                        made.purposes().stream().map(Enum::name).sorted().toArray(String[]::new))
                .param("sections", Section.bits(made.sections()))
                .param("channel", made.channel().name())
                .param("retention", made.retentionDays())
                .param("signed", made.signedOn())
                .param("expires", made.expiresOn())
                .param("by", by)
                .param("at", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** False when it was confirmed before. */
    boolean confirm(UUID id, UUID by, Instant now) {
        return jdbc.sql("""
                        update access.sharing_agreement set confirmed_by = :by, confirmed_at = :now
                         where id = :id and confirmed_by is null and ended_on is null
                        """)
                        .param("id", id)
                        .param("by", by)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** False when it was ended before. */
    boolean end(UUID id, UUID by, LocalDate day) {
        return jdbc.sql(
                                "update access.sharing_agreement set ended_on = :day, ended_by = :by where id = :id and ended_on is null")
                        .param("id", id)
                        .param("by", by)
                        .param("day", day)
                        .update()
                == 1;
    }

    Result done(UUID id) {
        return find(id).<Result>map(Result.Done::new).orElseGet(Result.NotFound::new);
    }

    private static Agreement read(ResultSet row) throws SQLException {
        OffsetDateTime confirmed = row.getObject("confirmed_at", OffsetDateTime.class);
        return new Agreement(
                row.getObject("id", UUID.class),
                row.getString("from_code"),
                row.getString("to_code"),
                row.getBoolean("both_ways"),
                Arrays.stream((String[]) row.getArray("purposes").getArray())
                        .map(Agreement.Purpose::valueOf)
                        .collect(Collectors.toSet()),
                Section.of(row.getInt("sections")),
                Agreement.Channel.valueOf(row.getString("channel")),
                row.getInt("retention_days"),
                row.getObject("signed_on", LocalDate.class),
                row.getObject("expires_on", LocalDate.class),
                or(row.getString("proposer")),
                row.getObject("proposed_at", OffsetDateTime.class).toInstant(),
                confirmed == null ? null : or(row.getString("confirmer")),
                confirmed == null ? null : confirmed.toInstant(),
                row.getObject("ended_on", LocalDate.class));
    }

    /** The code of somebody whom the reader may not know is empty. */
    private static String or(@Nullable String code) {
        return code == null ? "" : code;
    }
}
