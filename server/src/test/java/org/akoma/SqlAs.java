package org.akoma;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.database.TestDatabase;

/** Statements of a person who has come past the application: their own database login, entered as themselves. */
public final class SqlAs {

    private SqlAs() {}

    /**
     * Runs it and keeps it.
     *
     * @return how many rows it changed
     */
    public static int change(Actor person, Instant moment, String sql) throws SQLException {
        try (Connection login = entered(person, moment);
                Statement ask = login.createStatement()) {
            int changed = ask.executeUpdate(sql);
            login.commit();
            return changed;
        }
    }

    /** As {@link #change}, by a token of the person, as a request of theirs enters: a command of the operator may leave out what a person may not. */
    public static int changeByToken(Actor person, Instant moment, String sql) throws SQLException {
        String enter = TestDatabase.entering(person.personId(), moment);
        TestDatabase.ownerDoes("update access.session set kind = 'TOKEN', any_moment = false, expires_at = '" + moment
                + "'::timestamptz + interval '1 hour', used_at = '" + moment + "' where person_id = '"
                + person.personId() + "' and kind = 'JOB'");
        try (Connection login = TestDatabase.connectAs(person.compartment().login());
                Statement ask = login.createStatement()) {
            login.setAutoCommit(false);
            ask.execute(enter);
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

    /** A grant as a referral gives it, without the referral. */
    public static void referred(UUID file, String kind, UUID grantee, Set<Section> sections, Instant from, UUID by) {
        TestDatabase.ownerDoes("""
                    insert into access.file_grant (id, file_id, grantee_kind, grantee, sections, may_write, valid_from, reason, given_by)
                    values ('%s', '%s', '%s', '%s', %d, false, '%s', 'REFERRAL', '%s')
                    """.formatted(Ids.next(), file, kind, grantee, Section.bits(sections), from, by));
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
