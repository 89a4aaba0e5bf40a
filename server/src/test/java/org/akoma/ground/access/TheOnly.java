package org.akoma.ground.access;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;

/** Makes somebody the only holder of a role in a house that all tests share, until it is closed. */
public final class TheOnly implements AutoCloseable {

    private final String others;

    public TheOnly(Role role, UUID person) {
        others = ids("select string_agg('''' || id || '''', ',') from access.person_role where role = '" + role
                + "' and person_id <> '" + person + "' and valid_until = 'infinity'");
        TestDatabase.ownerDoes(
                "update access.person_role set valid_until = greatest(valid_from, '2015-11-01') where id in ("
                        + others + ") or role = '" + role + "' and person_id <> '" + person
                        + "' and valid_until <> 'infinity'"); // those that end one day are of classes that have run
    }

    @Override
    public void close() {
        for (String table : new String[] {"access.person_role", "access.file_grant"
        }) // a project manager's oversight has the role's id
        TestDatabase.ownerDoes("update " + table + " set valid_until = 'infinity' where id in (" + others + ")");
    }

    private static String ids(String question) {
        try (Connection owner = TestDatabase.connectAs(Compartment.MIGRATOR);
                Statement ask = owner.createStatement();
                ResultSet row = ask.executeQuery(question)) {
            row.next();
            String found = row.getString(1);
            return found == null ? "null" : found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
