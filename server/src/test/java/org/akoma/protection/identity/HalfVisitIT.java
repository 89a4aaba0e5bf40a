package org.akoma.protection.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.akoma.ground.access.Actor;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.wellbeing.StatusHouse;
import org.junit.jupiter.api.Test;

/** A session of somebody who has not finished their first visit opens no file, whatever asks with it (trust.md 1). */
class HalfVisitIT extends StatusHouse {

    @Test
    void aHalfFinishedFirstVisitOpensNoFile() throws SQLException {
        file("CI");
        assertThat(filesByToken(worker)).isPositive();
        String person = " where %s = '" + worker.personId() + "'";
        TestDatabase.ownerDoes("update access.person set conduct_accepted_at = null" + person.formatted("id"));
        assertThat(filesByToken(worker)).isZero();
        TestDatabase.ownerDoes("update access.person set conduct_accepted_at = now()" + person.formatted("id"));
        assertThat(filesByToken(worker)).isPositive();
        TestDatabase.ownerDoes("update access.credential set must_change = true" + person.formatted("person_id"));
        assertThat(filesByToken(worker)).isZero();
    }

    private static long filesByToken(Actor who) throws SQLException {
        String enter = TestDatabase.entering(who.personId(), MORNING.plusSeconds(600));
        TestDatabase.ownerDoes("update access.session set kind = 'TOKEN', any_moment = false, expires_at = '" + MORNING
                + "'::timestamptz + interval '1 hour', used_at = '" + MORNING + "' where person_id = '"
                + who.personId() + "' and kind = 'JOB'");
        try (Connection login = TestDatabase.connectAs(who.compartment().login());
                Statement ask = login.createStatement()) {
            login.setAutoCommit(false);
            ask.execute(enter);
            try (ResultSet row = ask.executeQuery("select count(*) from cases.case_file")) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
