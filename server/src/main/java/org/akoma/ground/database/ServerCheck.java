package org.akoma.ground.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;

/** What a server and a database must be before Akoma keeps records in them. */
final class ServerCheck {

    private static final int OLDEST = 16;

    private ServerCheck() {}

    /** Before anything is made in it. Names are sorted and compared as UTF-8; what the migrations say needs PostgreSQL 16. */
    static void refuseUnfit(Connection connection) throws SQLException {
        int major = connection.getMetaData().getDatabaseMajorVersion();
        if (major < OLDEST) throw new StartRefused("refused.server.old", major, OLDEST);
        String encoding = text(connection, "SHOW server_encoding");
        if (!encoding.equals("UTF8")) throw new StartRefused("refused.server.encoding", encoding);
    }

    /**
     * After the migrations. A dump that was brought into a new server by other means than {@code ./akoma restore} begins to number transactions anew; new
     * entries of the journal would then fall under roots that were signed long ago, and its check would fail for ever.
     */
    static void refuseCounterBehind(Connection owner) throws SQLException {
        long needed = counterNeeded(owner);
        long counter = number(owner, "SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint");
        if (counter < needed) throw new StartRefused("refused.server.counter", counter, needed, (needed >> 32) + 1);
    }

    /** The first number that a new entry of the journal may have. */
    static long counterNeeded(Connection owner) throws SQLException {
        return number(owner, """
                SELECT greatest((SELECT max(tx_until::text::bigint) FROM journal.root WHERE n = (SELECT max(n) FROM journal.root)),
                                (SELECT tx::text::bigint + 1 FROM journal.entry ORDER BY tx DESC LIMIT 1), 0)""");
    }

    /** Whether the house is a copy that was restored, and not yet the house of the programme. */
    static boolean isCopy(Connection connection) throws SQLException {
        return number(connection, "SELECT count(*) FROM vault.house WHERE copy_since IS NOT NULL") > 0;
    }

    /** Whether an application, or a command, has a connection to this database beside this one. */
    static boolean othersInside(Connection owner) throws SQLException {
        return number(owner, """
                SELECT count(*) FROM pg_stat_activity
                 WHERE datname = current_database() AND usename LIKE 'akoma%' AND pid <> pg_backend_pid()""") > 0;
    }

    static String text(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    static long number(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
