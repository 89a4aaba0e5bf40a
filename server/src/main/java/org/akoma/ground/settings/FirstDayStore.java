package org.akoma.ground.settings;

import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
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

    /** Whether a child was registered. */
    boolean hasFile() {
        return jdbc.sql("select access.has_file()").query(Boolean.class).single();
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

    /** The structures that wait for a step, by its key, with those of their people who can take it, as far as the reader sees their accounts. */
    Map<String, List<FirstDayLine.Lack>> structures() {
        Map<String, List<FirstDayLine.Lack>> found = new HashMap<>();
        jdbc.sql("""
                        select l.step, l.structure, array(select upper(p.code) from access.person p where p.id = any (l.people) order by 1) as people
                          from access.first_day_structures() l
                        """).query(row -> {
            List<String> people = List.of((String[]) row.getArray("people").getArray());
            found.computeIfAbsent(row.getString("step"), step -> new ArrayList<>())
                    .add(new FirstDayLine.Lack(row.getString("structure"), people));
        });
        return found;
    }

    /** The steps that are the actor's own. */
    List<String> own() {
        return jdbc.sql("select access.own_first_day()")
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

    /** What was confirmed last of each step. */
    Map<FirstDayStep.Step, FirstDayLine.Confirmed> confirmed() {
        Map<FirstDayStep.Step, FirstDayLine.Confirmed> found = new EnumMap<>(FirstDayStep.Step.class);
        jdbc.sql("select * from access.first_day_confirmed()").query(row -> {
            found.put(
                    FirstDayStep.Step.valueOf(row.getString("step")),
                    new FirstDayLine.Confirmed(
                            row.getString("by_code"),
                            row.getObject("at", OffsetDateTime.class).toInstant(),
                            row.getObject("done_on", LocalDate.class),
                            row.getString("place")));
        });
        return found;
    }

    /** The first day on which this can have been done. */
    LocalDate earliest(FirstDayStep.Step step) {
        return jdbc.sql("select access.first_day_earliest(:step)")
                .param("step", step.name())
                .query(LocalDate.class)
                .single();
    }

    /** False: this is not theirs to confirm, or was done on no such day. */
    boolean confirm(UUID id, FirstDayStep said) {
        return jdbc.sql("select access.confirm_first_day(:id, :step, :on, :place)")
                .param("id", id)
                .param("step", said.step().name())
                .param("on", said.doneOn(), Types.DATE)
                .param("place", said.place(), Types.VARCHAR)
                .query((row, n) -> row.getBoolean(1))
                .single();
    }
}
