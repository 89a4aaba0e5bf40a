package org.akoma.ground.database;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Empties the test database before a class of tests when many people are in it. Each test makes people of its own and leaves them there: without this, at
 * the end of a run every decision notifies hundreds of officers, every list is searched among thousands of files, and the same page costs the database
 * seven times as much. A class sees what it would see alone: an empty house.
 */
public final class Emptying implements BeforeAllCallback {

    private static final int MANY_PEOPLE = 250;

    /**
     * Not emptied: the journal's chains, whose roots are published in the data folder, and what an application writes as it starts, which those that run
     * know already: policies and the fingerprints of the keys.
     */
    private static final Predicate<String> KEPT = Pattern.compile("journal\\..*|reference\\..*|vault\\.key_fingerprint")
            .asMatchPredicate();

    /** Lock not available, deadlock. */
    private static final Set<String> AT_WORK = Set.of("55P03", "40P01");

    @Override
    public void beforeAll(ExtensionContext context) {
        if (context.getRequiredTestClass().getEnclosingClass() == null) TestDatabase.emptyIfMoreThan(MANY_PEOPLE);
    }

    /** The tables that the migrations leave empty, but for those that are kept. */
    static List<String> tables(Superuser superuser) throws SQLException {
        List<String> tables = superuser.tables().stream().filter(KEPT.negate()).toList();
        String first = String.join(
                " union all ",
                tables.stream()
                        .map(one -> "(select '" + one + "' from " + one + " limit 1)")
                        .toList());
        List<String> filled = superuser.column(first);
        return tables.stream().filter(one -> !filled.contains(one)).toList();
    }

    /**
     * No trigger refuses it, and no sequence begins anew: codes are not given twice.
     *
     * @return false when fewer people are there, or when a round of the application is at work in the tables: the next class tries again
     */
    static boolean done(Superuser superuser, List<String> tables, int people) throws SQLException {
        if (superuser
                .column("select 'more' from access.person offset " + people + " limit 1")
                .isEmpty()) return false;
        try {
            superuser.run(
                    "begin; set local session_replication_role = replica; set local lock_timeout = '20s'; truncate "
                            + String.join(", ", tables) + "; commit");
            return true;
        } catch (SQLException e) {
            if (AT_WORK.contains(e.getSQLState())) return false;
            throw e;
        }
    }
}
