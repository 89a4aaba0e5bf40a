package org.akoma.ground.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Which columns a login of the application may change is a list that somebody thought about ({@code lists/writable-columns.txt}): a new one fails here
 * until it is said which act changes it, and what in PostgreSQL holds that nothing else does.
 */
class WritableColumnsIT {

    private static final Map<Character, String> LOGINS = Map.of(
            'P', "akoma_protection", 'E', "akoma_enforcement", 'C', "akoma_custody", 'A', "akoma_administration");

    private record Line(String table, String logins, List<String> columns, String act, List<String> held) {}

    @Test
    void everyColumnThatIsWrittenAgainIsOnTheList() throws Exception {
        Set<String> listed = new TreeSet<>();
        for (Line line : lines())
            for (char login : line.logins.toCharArray())
                for (String column : line.columns)
                    assertThat(listed.add(LOGINS.get(login) + " " + line.table + "." + column))
                            .as("%s.%s is named once for each login", line.table, column)
                            .isTrue();
        Set<String> granted = new TreeSet<>(ask("""
                select grantee || ' ' || table_schema || '.' || table_name || '.' || column_name from information_schema.column_privileges
                 where privilege_type = 'UPDATE' and grantee like 'akoma\\_%' and grantee <> 'akoma_migrator'
                   and table_schema not in ('pg_catalog', 'information_schema', 'vault')"""));
        assertThat(granted).isEqualTo(listed);
    }

    @Test
    void whatHoldsThemIsThere() throws Exception {
        Map<String, Set<String>> there = new HashMap<>();
        for (String one : ask("""
                select t.tgrelid::regclass || ' ' || t.tgname from pg_trigger t where not t.tgisinternal and t.tgtype & 16 > 0 and t.tgenabled <> 'D'
                union all
                select p.polrelid::regclass || ' ' || p.polname from pg_policy p where p.polcmd in ('*', 'w')"""))
            there.computeIfAbsent(one.substring(0, one.indexOf(' ')), table -> new TreeSet<>())
                    .add(one.substring(one.indexOf(' ') + 1));
        for (Line line : lines()) {
            assertThat(line.act).as(line.table).isNotBlank();
            assertThat(there.getOrDefault(line.table, Set.of())).as(line.table).containsAll(line.held);
            assertThat(line.held).as(line.table).isNotEmpty();
        }
    }

    private static List<Line> lines() throws IOException {
        List<Line> all = new ArrayList<>();
        try (var in = WritableColumnsIT.class.getResourceAsStream("/lists/writable-columns.txt")) {
            assertThat(in).isNotNull();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                if (line.isBlank() || line.startsWith("#")) continue;
                String[] part = line.split(" \\| ");
                assertThat(part).as(line).hasSize(5);
                all.add(new Line(part[0], part[1], List.of(part[2].split(" ")), part[3], List.of(part[4].split(" "))));
            }
        }
        return all;
    }

    private static List<String> ask(String sql) throws SQLException {
        List<String> all = new ArrayList<>();
        try (Connection owner = TestDatabase.connectAs(Compartment.MIGRATOR);
                Statement statement = owner.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) all.add(row.getString(1));
        }
        return all;
    }
}
