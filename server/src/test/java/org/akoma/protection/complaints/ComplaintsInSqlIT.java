package org.akoma.protection.complaints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.UUID;
import org.akoma.Ids;
import org.akoma.SqlAs;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.wellbeing.StatusHouse;
import org.junit.jupiter.api.Test;

/** The database's part of who is named in a complaint, and of who closes it, whatever a login sends (docs/decisions/complaints.md). */
class ComplaintsInSqlIT extends StatusHouse {

    private static String owner(String sql) throws SQLException {
        try (var connection = TestDatabase.connectAs(Compartment.MIGRATOR);
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false); // the moment is of this transaction: others use the connection after it
            statement.execute("select set_config('akoma.moment', '" + MORNING.plusSeconds(60) + "', true)");
            String answer;
            try (var row = statement.executeQuery(sql)) {
                answer = row.next() ? String.valueOf(row.getString(1)) : "";
            }
            connection.commit();
            return answer;
        }
    }

    /** "DPO-01" is an account of that code; where no account has it, in other letters too, its letters mean the office. */
    @Test
    void lettersOfACodeMeanTheOfficeOnlyWhereNoAccountHasIt() throws SQLException {
        Organisation where = structure(Organisation.Kind.NGO);
        Actor officer = actor(person(Role.DATA_PROTECTION_OFFICER, where));
        Actor other = actor(person(Role.OBSERVER, where));
        String code = other.username().replaceAll("[^a-z0-9]", "").replaceAll("([a-z])0+([0-9])", "$1$2");
        assertThat(named(where, "{DATA_PROTECTION_OFFICER}", ""))
                .contains(officer.personId().toString());
        assertThat(named(where, "{DATA_PROTECTION_OFFICER/" + digest(code) + "}", ""))
                .as("an account has it")
                .doesNotContain(officer.personId().toString());
        for (String alike : new String[] {code.replace('o', '\u043e') + "\u043e", code + "0x", "dp\u043e1"})
            assertThat(named(where, "{DATA_PROTECTION_OFFICER/" + digest(alike) + "}", ""))
                    .as(alike)
                    .contains(officer.personId().toString());
        assertThat(named(where, "{}", code)).contains(other.personId().toString());
        assertThat(named(where, "{}", other.username().replaceAll("[^a-z0-9]", "")))
                .as("with its noughts")
                .contains(other.personId().toString());
    }

    private static String digest(String word) throws SQLException {
        return owner("select encode(sha256(convert_to('" + word + "', 'UTF8')), 'hex')");
    }

    private static String named(Organisation where, String roles, String word) throws SQLException {
        return owner("select followup.accounts_named('" + where.id() + "', array[sha256(convert_to('" + word
                + "', 'UTF8'))], '" + roles + "')::text");
    }

    /** One person with two accounts proposes the end and confirms it by the other: the login is refused as it would be with one. */
    @Test
    void aNamesakeOfWhoProposedTheEndClosesNothing() throws SQLException {
        Organisation where = structure(Organisation.Kind.NGO);
        Actor first = actor(person(Role.DATA_PROTECTION_OFFICER, where));
        Actor second = actor(person(Role.DATA_PROTECTION_OFFICER, where));
        String name = "Zorbla Namesake " + Ids.next().toString().replaceAll("[^a-f]", "");
        UUID complaint = Ids.next();
        TestDatabase.ownerDoes(
                "insert into followup.complaint (id, raised_at, raised_by, organisation_id, to_focal, kind, sealed,"
                        + " needs_two) values ('" + complaint + "', '2015-11-16T06:00Z', '" + worker.personId() + "', '"
                        + structure(Organisation.Kind.NGO).id()
                        + "', false, 'VIOLENCE', decode(repeat('00', 60), 'hex'), true)");
        try {
            for (Actor one : new Actor[] {first, second}) card(one, name);
            assertThat(change(
                            first,
                            "update followup.complaint set end_proposed_by = access.actor(), end_proposed = 'REFERRED'"
                                    + " where id = '"
                                    + complaint + "'"))
                    .isEqualTo(1);
            String close = "update followup.complaint set closed_at = access.moment(), closed_by = access.actor(),"
                    + " outcome = 'REFERRED' where id = '" + complaint + "'";
            assertThatThrownBy(() -> change(second, close))
                    .hasStackTraceContaining("followup.complaint-closed-elsewhere");
            card(second, name + " Zzyzx");
            assertThat(change(second, close)).as("another person").isEqualTo(1);
        } finally {
            TestDatabase.ownerDoes("delete from followup.complaint where id = '" + complaint + "'");
        }
    }

    private static void card(Actor who, String name) {
        TestDatabase.ownerDoes("delete from access.person_card where person_id = '" + who.personId()
                + "'; insert into access.person_card (person_id, compartment, name, plain) select p.id, p.compartment,"
                + " '"
                + name + "', '{}' from access.person p where p.id = '" + who.personId() + "'");
    }

    private static int change(Actor who, String sql) throws SQLException {
        return SqlAs.change(who, MORNING.plusSeconds(120), sql);
    }
}
