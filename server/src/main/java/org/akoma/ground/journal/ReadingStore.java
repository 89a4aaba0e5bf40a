package org.akoma.ground.journal;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads entries across chains, without their bodies. */
@Repository
class ReadingStore {

    private final JdbcClient jdbc;

    ReadingStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The person of this code. */
    Optional<UUID> person(String code) {
        return jdbc.sql("select id from access.person where code = lower(:code)")
                .param("code", code)
                .query((row, n) -> row.getObject(1, UUID.class))
                .optional();
    }

    /** @return whether the page may be shown */
    boolean listed(Collection<String> codes, boolean further, boolean oversees) {
        return jdbc.sql("select journal.count_listed(:codes, :further, :oversees)")
                .param("codes", codes.toArray(String[]::new))
                .param("further", further)
                .param("oversees", oversees)
                .query(Boolean.class)
                .single();
    }

    /**
     * One more than the limit, when there are more.
     *
     * @param chain null for all
     */
    List<Readings.Line> page(JournalQuery query, @Nullable UUID chain) {
        JournalQuery.Cursor after = query.after();
        return jdbc.sql("""
                        select e.at, e.chain, e.seq, coalesce(upper(p.code), '') as person, e.act, e.section, upper(c.code) as about
                          from journal.entry e left join access.person p on p.id = e.actor left join access.person c on c.id = e.chain
                         where e.at >= :from and e.at < :until
                           and (:person::text is null or e.actor = (select id from access.person where code = :person))
                           and (:chain::uuid is null or e.chain = :chain)
                           and (:act::text is null or e.act = :act)
                           and (:after::timestamptz is null or (e.at, e.chain, e.seq) < (:after, :afterChain, :afterSeq))
                         order by e.at desc, e.chain desc, e.seq desc limit :limit
                        """)
                .param("from", query.from().atOffset(ZoneOffset.UTC))
                .param("until", query.until().atOffset(ZoneOffset.UTC))
                .param("person", query.person())
                .param("chain", chain)
                .param("act", query.act())
                .param("after", after == null ? null : after.at().atOffset(ZoneOffset.UTC))
                .param("afterChain", after == null ? null : after.chain())
                .param("afterSeq", after == null ? null : after.seq())
                .param("limit", query.limit() + 1)
                .query((row, n) -> new Readings.Line(
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getObject("chain", UUID.class),
                        row.getInt("seq"),
                        row.getString("person"),
                        row.getString("act"),
                        row.getInt("section"),
                        row.getString("about"),
                        row.getString("about") != null))
                .list();
    }
}
