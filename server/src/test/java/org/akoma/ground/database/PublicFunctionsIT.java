package org.akoma.ground.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** No function of the house is anybody's to call: what a login may call was granted to it by name. */
class PublicFunctionsIT {

    private static final String FREE = """
            select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
             where n.nspname not in ('pg_catalog', 'information_schema')
               and exists (select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where a.grantee = 0 and a.privilege_type = 'EXECUTE')""";

    @Test
    void noFunctionIsExecutableByAnybody() throws SQLException {
        assertThat(free("")).isEmpty();
    }

    /** That the question finds one: a function to which everybody was let, in a transaction that is taken back. */
    @Test
    void oneThatIsWouldBeFound() throws SQLException {
        assertThat(free("grant execute on function access.moment() to public")).containsExactly("access.moment()");
    }

    private static Set<String> free(String before) throws SQLException {
        Set<String> found = new TreeSet<>();
        try (Connection owner = TestDatabase.connectAs(Compartment.MIGRATOR);
                Statement statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            if (!before.isEmpty()) statement.execute(before);
            try (ResultSet row = statement.executeQuery(FREE)) {
                while (row.next()) found.add(row.getString(1));
            }
            owner.rollback();
        }
        return found;
    }
}
