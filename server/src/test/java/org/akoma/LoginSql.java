package org.akoma;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import org.akoma.access.Actor;
import org.akoma.database.Compartment;
import org.akoma.database.TestDatabase;
import org.jspecify.annotations.Nullable;

/** One statement on a person's own database login, with nothing of the application between; rolled back. */
public final class LoginSql {

    private LoginSql() {}

    /** What PostgreSQL says against it; "" when it does not refuse. */
    public static String refusal(Actor person, Instant moment, String statement) throws SQLException {
        try (Connection login = inside(person, moment);
                Statement ask = login.createStatement()) {
            ask.execute(statement);
            return "";
        } catch (SQLException refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    /** The first value that it answers. */
    public static @Nullable String answer(Actor person, Instant moment, String question) throws SQLException {
        try (Connection login = inside(person, moment);
                Statement ask = login.createStatement();
                ResultSet row = ask.executeQuery(question)) {
            return row.next() ? row.getString(1) : null;
        }
    }

    private static Connection inside(Actor person, Instant moment) throws SQLException {
        Connection login = TestDatabase.connectAs(person.compartment().login());
        login.setAutoCommit(false);
        try (Statement ask = login.createStatement()) {
            ask.execute(TestDatabase.entering(person.personId(), moment));
        }
        return login;
    }

    /** As the owner of the schema, kept: what no login could do. */
    public static void asOwner(String statement) throws SQLException {
        try (Connection owner = TestDatabase.connectAs(Compartment.MIGRATOR);
                Statement ask = owner.createStatement()) {
            ask.execute(statement);
        }
    }
}
