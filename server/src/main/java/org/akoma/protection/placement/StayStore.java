package org.akoma.protection.placement;

import java.util.UUID;
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

    /** Whether a danger runs and the actor alone does not end this stay. */
    boolean isKept(UUID stay) {
        return jdbc.sql("select cases.is_stay_kept(:stay)")
                .param("stay", stay)
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    private boolean asked(String sql, UUID file) {
        return jdbc.sql(sql)
                .param("file", file)
                .query((row, n) -> row.getBoolean(1))
                .single();
    }
}
