package org.akoma.ground.journal;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the entries under a root for the file that partners check, as the data protection officer, without what they say. */
@Repository
class FileEntryStore {

    private final JdbcClient jdbc;

    FileEntryStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** In the order of the root's leaves. */
    List<FileEntry> under(Root root) {
        return jdbc.sql("""
                        select e.chain, e.seq, (extract(epoch from e.at - timestamptz '2000-01-01 00:00:00+00') * 1000000)::bigint as micros, e.actor,
                               e.section, sha256(convert_to(e.act, 'UTF8')) as act, sha256(e.body) as body, e.hash
                          from journal.entry e where e.tx >= :from::xid8 and e.tx < :until::xid8 order by e.tx, e.chain, e.seq
                        """)
                .param("from", root.from())
                .param("until", root.until())
                .query((row, n) -> new FileEntry(
                        row.getObject("chain", UUID.class),
                        row.getInt("seq"),
                        row.getLong("micros"),
                        row.getObject("actor", UUID.class),
                        row.getInt("section"),
                        row.getBytes("act"),
                        row.getBytes("body"),
                        row.getBytes("hash")))
                .list();
    }
}
