package org.akoma.protection.placement;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of what a shelter sees and does for a child that stays there: the database knows whose stay it is. */
@Repository
class StayStore {

    private final JdbcClient jdbc;

    StayStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether the child stays now in a shelter that is run by who acts. */
    boolean houses(UUID file) {
        return asked("select cases.houses(:file)", file);
    }

    /** Whether a way that is no stay shows where the child lives. */
    boolean worksOnHome(UUID file) {
        return asked("select access.works_on(:file, 16)", file);
    }

    /** The running stay was ended: the child has no home that is known. */
    boolean leftHome(UUID file) {
        return asked("select cases.left_home(:file)", file);
    }

    /** The shelter no longer sees the file. */
    boolean endSight(UUID file) {
        return asked("select cases.end_stay(:file)", file);
    }

    /** Whether the actor reads all that a return depends on, the alerts among it. */
    boolean readsGate(UUID file) {
        return jdbc.sql("select cases.reads_gate(:file)")
                .param("file", file)
                .query(Boolean.class)
                .single();
    }

    /** Why the actor alone does not end this stay: a danger runs, or they do not read whether one does; null: they may. */
    @Nullable
    String kept(UUID stay) {
        return jdbc.sql(
                        "select case when cases.is_stay_kept(p.id) then cases.reads_gate(p.file_id) end from cases.placement p"
                                + " where p.id = :stay")
                .param("stay", stay)
                .query((row, n) -> {
                    boolean read = row.getBoolean(1);
                    return row.wasNull()
                            ? Optional.<String>empty()
                            : Optional.of(read ? LeavePlace.KEPT : LeavePlace.NOT_READ);
                })
                .optional()
                .flatMap(code -> code)
                .orElse(null);
    }

    private boolean asked(String sql, UUID file) {
        return jdbc.sql(sql)
                .param("file", file)
                .query((row, n) -> row.getBoolean(1))
                .single();
    }
}
