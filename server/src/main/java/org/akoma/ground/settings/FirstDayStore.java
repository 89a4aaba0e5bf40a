package org.akoma.ground.settings;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How far a house is, as counts that name nobody. */
@Repository
class FirstDayStore {

    private final JdbcClient jdbc;

    FirstDayStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Map<String, Integer> facts() {
        Map<String, Integer> facts = new HashMap<>();
        jdbc.sql("select fact, n from access.first_day()").query(row -> {
            facts.put(row.getString(1), row.getInt(2));
        });
        return facts;
    }

    /** Codes of the case workers who have no supervisor in post, as far as the reader sees their accounts. */
    List<String> withoutSupervisor(int most) {
        return jdbc.sql("""
                        select upper(p.code) from access.person p where p.id in (select access.without_supervisor()) order by 1 limit :most
                        """)
                .param("most", most)
                .query((row, n) -> row.getString(1))
                .list();
    }

    /** Of all keys of this house: it changes with each rotation. */
    String keysPrint() {
        return jdbc.sql("select coalesce(access.keys_print(), '')")
                .query(String.class)
                .single();
    }

    /** Whether the actor keeps the accounts of both sides, and so answers for keys and backups. */
    boolean keepsBothSides() {
        return jdbc.sql("select access.administers(null)").query(Boolean.class).single();
    }

    /** False: this is not theirs to confirm. */
    boolean confirm(UUID id, FirstDayStep.Step step) {
        return jdbc.sql("select access.confirm_first_day(:id, :step)")
                .param("id", id)
                .param("step", step.name())
                .query((row, n) -> row.getBoolean(1))
                .single();
    }
}
