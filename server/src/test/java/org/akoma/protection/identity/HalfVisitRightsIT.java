package org.akoma.protection.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.wellbeing.StatusHouse;
import org.junit.jupiter.api.Test;

/** Who has not finished their first visit has no right by role and decides nothing, whatever SQL their login sends (trust.md 1, 2). */
class HalfVisitRightsIT extends StatusHouse {

    private static final List<Role> EACH_LOGIN = List.of(
            Role.CASE_SUPERVISOR,
            Role.PROJECT_MANAGER,
            Role.LE_COORDINATOR,
            Role.DATA_PROTECTION_OFFICER,
            Role.SYSTEM_ADMINISTRATOR);

    private static final List<String> WRITES = List.of(
            "update access.decision set state = 'AGREED'",
            "update access.focal_point set valid_until = access.moment()",
            "update access.sharing_agreement set ended_by = access.actor()",
            "update followup.complaint set closed_by = access.actor()");

    @Test
    void aHalfFinishedFirstVisitGivesNoRightByRole() throws SQLException {
        for (Role role : EACH_LOGIN) {
            Organisation.Kind kind =
                    role == Role.LE_COORDINATOR ? Organisation.Kind.LAW_ENFORCEMENT : Organisation.Kind.NGO;
            Actor who = actor(person(role, structure(kind)));
            assertThat(rights(who, role)).as("%s before", role).startsWith("true");
            for (String half : List.of(
                    "update access.person set conduct_accepted_at = null where id = '%s'",
                    "update access.credential set must_change = true where person_id = '%s'")) {
                TestDatabase.ownerDoes(half.formatted(who.personId()));
                assertThat(rights(who, role)).as("%s after %s", role, half).isEqualTo("false 0 0");
                for (String write : WRITES)
                    assertThatThrownBy(() -> asThem(who, write))
                            .as("%s: %s", role, write)
                            .isInstanceOf(SQLException.class)
                            .message()
                            .containsAnyOf("first-visit-unfinished", "permission denied");
                assertThatThrownBy(() -> asThem(
                                who, "set local akoma.holders = '{x}'; update access.person set language = 'en'"))
                        .as("a forged holder breaks the seal")
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("access.nobody");
                TestDatabase.ownerDoes("update access.person set conduct_accepted_at = now() where id = '"
                        + who.personId() + "'; update access.credential set must_change = false where person_id = '"
                        + who.personId() + "'");
            }
        }
    }

    private static String rights(Actor who, Role role) throws SQLException {
        return asThem(
                who,
                "select access.has_role('{" + role + "}') || ' ' || cardinality(access.kinds_decided()) || ' '"
                        + " || (select count(*) from access.to_decide())");
    }

    /** In a session of a program, as the login of their side; nothing is kept. */
    private static String asThem(Actor who, String sql) throws SQLException {
        String enter = TestDatabase.entering(who.personId(), MORNING.plusSeconds(600));
        TestDatabase.ownerDoes("update access.session set kind = 'TOKEN', any_moment = false, expires_at = '" + MORNING
                + "'::timestamptz + interval '1 hour', used_at = '" + MORNING + "' where person_id = '"
                + who.personId() + "' and kind = 'JOB'");
        try (Connection login = TestDatabase.connectAs(who.compartment().login());
                Statement ask = login.createStatement()) {
            login.setAutoCommit(false);
            ask.execute(enter);
            if (!sql.startsWith("select")) {
                ask.execute(sql);
                return "";
            }
            try (ResultSet row = ask.executeQuery(sql)) {
                row.next();
                return row.getString(1);
            }
        }
    }
}
