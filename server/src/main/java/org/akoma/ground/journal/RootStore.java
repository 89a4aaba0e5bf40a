package org.akoma.ground.journal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.stereotype.Repository;

/** All SQL on journal.root, and the reading of entries across chains by the custodian's login. */
@Repository
class RootStore {

    private static final long ROOTS_LOCK = 4_103_155L;

    private final JdbcClient jdbc;

    RootStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** On one connection of the custodian's, for a look from outside the application. */
    static RootStore over(Connection custody) {
        return new RootStore(JdbcClient.create(new SingleConnectionDataSource(custody, true)));
    }

    boolean lockRoots() {
        return jdbc.sql("select pg_try_advisory_xact_lock(:lock)")
                .param("lock", ROOTS_LOCK)
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    /** What was reported without a name on days that are over is dated by its day, and written now. */
    void noteDaysOver(Instant now) {
        jdbc.sql("select journal.note_days_over(:now)")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, n) -> true)
                .list();
    }

    @Nullable
    Root last() {
        List<Root> found = jdbc.sql("select * from journal.root order by n desc limit 1")
                .query((row, n) -> read(row))
                .list();
        return found.isEmpty() ? null : found.getFirst();
    }

    List<Root> after(long n, int limit) {
        return jdbc.sql("select * from journal.root where n > :n order by n limit :limit")
                .param("n", n)
                .param("limit", limit)
                .query((row, i) -> read(row))
                .list();
    }

    List<Root> newest(int limit) {
        return jdbc.sql("select * from journal.root order by n desc limit :limit")
                .param("limit", limit)
                .query((row, i) -> read(row))
                .list();
    }

    /** Transactions before this one have all ended. */
    String oldestRunning() {
        return jdbc.sql("select pg_snapshot_xmin(pg_current_snapshot())::text")
                .query((row, n) -> row.getString(1))
                .single();
    }

    List<Leaf> leaves(String from, String until) {
        return jdbc.sql("""
                        select chain, seq, hash from journal.chained
                         where tx >= :from::xid8 and tx < :until::xid8 order by tx, chain, seq
                        """)
                .param("from", from)
                .param("until", until)
                .query((row, n) -> new Leaf(row.getObject(1, UUID.class), row.getInt(2), row.getBytes(3)))
                .list();
    }

    Root insert(Root made) {
        long n = jdbc.sql("""
                        insert into journal.root (at, tx_from, tx_until, entries, leaves, root, prev, signature)
                        values (:at, :from::xid8, :until::xid8, :entries, :leaves, :root, :prev, :signature) returning n
                        """)
                .param("at", made.at().atOffset(ZoneOffset.UTC))
                .param("from", made.from())
                .param("until", made.until())
                .param("entries", made.leaves().size())
                .param("leaves", Leaf.names(made.leaves()))
                .param("root", made.root())
                .param("prev", made.prev())
                .param("signature", made.signature())
                .query((row, i) -> row.getLong(1))
                .single();
        return made.numbered(n);
    }

    /** How far the folder's file of roots goes; 0 when it has none. */
    long published(UUID folder) {
        return jdbc.sql("select coalesce(max(published), 0) from journal.witness where folder = :folder")
                .param("folder", folder)
                .query((row, i) -> row.getLong(1))
                .single();
    }

    /** The same, held until the end of the transaction: one at a time writes to the file. */
    long lockWitness(UUID folder) {
        jdbc.sql("insert into journal.witness (folder) values (:folder) on conflict do nothing")
                .param("folder", folder)
                .update();
        return jdbc.sql("select published from journal.witness where folder = :folder for update")
                .param("folder", folder)
                .query((row, i) -> row.getLong(1))
                .single();
    }

    void published(UUID folder, long newest) {
        jdbc.sql("update journal.witness set published = :newest where folder = :folder")
                .param("newest", newest)
                .param("folder", folder)
                .update();
    }

    private static Root read(ResultSet row) throws SQLException {
        return new Root(
                row.getLong("n"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("tx_from"),
                row.getString("tx_until"),
                Leaf.named(row.getBytes("leaves")),
                row.getBytes("root"),
                row.getBytes("prev"),
                row.getBytes("signature"));
    }

    /** What the database's clock says. */
    Instant now() {
        return jdbc.sql("select clock_timestamp()")
                .query((row, n) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .single();
    }
}
