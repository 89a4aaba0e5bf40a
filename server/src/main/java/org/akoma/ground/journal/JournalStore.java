package org.akoma.ground.journal;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.SqlArrays;
import org.akoma.ground.access.Section;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL of the application on journal.entry: append and read, nothing else. */
@Repository
class JournalStore {

    private final JdbcClient jdbc;

    JournalStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An entry as it is kept. */
    record Sealed(UUID chain, String act, int section, byte[] body) {}

    /** The trigger fills who, when, place in the chain and the hashes, and counts what was read. */
    void insert(List<Sealed> entries) {
        jdbc.sql("""
                        insert into journal.entry (chain, act, section, body)
                        select e.chain, e.act, e.section, e.body
                          from unnest(:chains::uuid[], :acts::text[], :sections::int[], :bodies::bytea[]) with ordinality
                               as e (chain, act, section, body, n) order by e.n
                        """)
                .param("chains", SqlArrays.ids(entries, Sealed::chain))
                .param("acts", SqlArrays.texts(entries, Sealed::act))
                .param("sections", SqlArrays.numbers(entries, Sealed::section))
                .param("bodies", SqlArrays.bytes(entries, Sealed::body))
                .update();
    }

    /** Many of a bulk in one call: the same entries, each chain looked at once, and nothing counted as read. */
    void append(List<Sealed> entries) {
        jdbc.sql("""
                        select journal.append(:chains::uuid[], :acts::text[], :sections::int[], :bodies::bytea[])
                        """)
                .param("chains", SqlArrays.ids(entries, Sealed::chain))
                .param("acts", SqlArrays.texts(entries, Sealed::act))
                .param("sections", SqlArrays.numbers(entries, Sealed::section))
                .param("bodies", SqlArrays.bytes(entries, Sealed::body))
                .query((row, n) -> true)
                .list();
    }

    void appendAtTheDoor(UUID person, String act, byte[] body, Instant at) {
        jdbc.sql("select door.note(:person, :act, :body, :at)")
                .param("person", person)
                .param("act", act)
                .param("body", body)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query((row, n) -> true)
                .list();
    }

    void passOver(String act, byte[] body, Instant at) {
        jdbc.sql("select door.note_nobody(:act, :body, :at)")
                .param("act", act)
                .param("body", body)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query((row, n) -> true)
                .list();
    }

    void appendUnnamed(String act, byte[] body) {
        jdbc.sql("select journal.note_unnamed(:act, :body)")
                .param("act", act)
                .param("body", body)
                .query((row, n) -> true)
                .list();
    }

    void appendDeleted(String act, byte[] body, Instant at) {
        jdbc.sql("select journal.note_deleted(:act, :body, :at)")
                .param("act", act)
                .param("body", body)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query((row, n) -> true)
                .list();
    }

    /** Acts that only look end so; everything else changed something. */
    private static final String LOOKS = "(e.act like '%read' or e.act like '%revealed' or e.act like '%exported')";

    List<Row> find(UUID chain, HistoryFilter wanted, int before, int limit) {
        return jdbc.sql("""
                        select e.seq, e.at, e.actor, coalesce(p.code, '') as actor_code, e.act, e.section, e.body
                          from journal.entry e left join access.person p on p.id = e.actor
                         where e.chain = :chain and e.seq < :before
                           and (:person::text is null or p.code = :person)
                           and (:section::int is null or e.section = :section)
                           and (:looked::boolean is null or :looked = %s)
                           and (:from::timestamptz is null or e.at >= :from)
                           and (:until::timestamptz is null or e.at < :until)
                         order by e.seq desc limit :limit
                        """.formatted(LOOKS))
                .param("person", wanted.person())
                .param(
                        "section",
                        wanted.section() == null ? null : wanted.section().bit())
                .param("looked", wanted.kind() == null ? null : wanted.kind() == HistoryFilter.Kind.READINGS)
                .param("from", wanted.begins())
                .param("until", wanted.ends())
                .param("chain", chain)
                .param("before", before)
                .param("limit", limit)
                .query((row, n) -> new Row(
                        row.getInt("seq"),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getObject("actor", UUID.class),
                        row.getString("actor_code"),
                        row.getString("act"),
                        row.getInt("section"),
                        row.getBytes("body")))
                .list();
    }

    record Row(int seq, Instant at, UUID actor, String actorCode, String act, int section, byte[] body) {
        boolean isOfHouse() {
            return actor.equals(Journal.NOBODY);
        }

        Journal.JournalEntry opened(Map<?, ?> facts) {
            return new Journal.JournalEntry(
                    seq,
                    at,
                    actor,
                    actorCode,
                    act,
                    Section.of(section).iterator().next(),
                    facts);
        }
    }
}
