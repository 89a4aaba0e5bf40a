package org.akoma;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import org.akoma.access.Actor;
import org.akoma.database.TestDatabase;

/** Statements of a person who has come past the application: their own database login, entered as themselves. */
public final class SqlAs {

    private SqlAs() {}

    /** Runs it and keeps it. @return how many rows it changed */
    public static int change(Actor person, Instant moment, String sql) throws SQLException {
        try (Connection login = entered(person, moment);
                Statement ask = login.createStatement()) {
            int changed = ask.executeUpdate(sql);
            login.commit();
            return changed;
        }
    }

    /** The one number that a query answers. */
    public static long number(Actor person, Instant moment, String sql) throws SQLException {
        try (Connection login = entered(person, moment);
                Statement ask = login.createStatement();
                ResultSet row = ask.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static Connection entered(Actor person, Instant moment) throws SQLException {
        Connection login = TestDatabase.connectAs(person.compartment().login());
        login.setAutoCommit(false);
        try (Statement enter = login.createStatement()) {
            enter.execute(TestDatabase.entering(person.personId(), moment));
        }
        return login;
    }
}
