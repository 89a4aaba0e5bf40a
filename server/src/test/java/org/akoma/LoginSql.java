package org.akoma;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Grant;
import org.akoma.ground.access.Section;
import org.akoma.ground.database.TestDatabase;
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

    /** A grant as the owner of the schema gives it, past what a referral, a stay, an enrolment or a sample needs first. */
    public static void give(Grant grant, UUID givenBy) {
        TestDatabase.ownerDoes(
                "insert into access.file_grant (id, file_id, grantee_kind, grantee, sections, may_write, valid_from, valid_until, reason, given_by) values ('"
                        + grant.id() + "', '" + grant.fileId() + "', '" + grant.kind() + "', '" + grant.grantee()
                        + "', "
                        + Section.bits(grant.sections()) + ", " + grant.mayWrite() + ", '" + grant.from() + "', '"
                        + (grant.until() == null ? "infinity" : grant.until()) + "', '"
                        + grant.reason() + "', '" + givenBy + "')");
    }
}
