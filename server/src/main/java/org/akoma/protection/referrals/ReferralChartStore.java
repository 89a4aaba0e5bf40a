package org.akoma.protection.referrals;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.akoma.Timestamps;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Counts of referrals by month and structure: of all by the login that reads nothing but figures, or of the team of the supervisor who acts. */
@Repository
class ReferralChartStore {

    private final JdbcClient jdbc;

    ReferralChartStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param asked code of the structure that was asked
     * @param silent not acknowledged, though the time is over
     */
    record Cell(LocalDate month, String asked, long inTime, long late, long silent) {}

    List<Cell> all(LocalDate first, Instant moment) {
        return cells("referrals.report_months", first, moment);
    }

    List<Cell> ofTeam(LocalDate first, Instant moment) {
        return cells("referrals.team_months", first, moment);
    }

    private List<Cell> cells(String function, LocalDate first, Instant moment) {
        return jdbc.sql(
                        "select month, asked, in_time, late, silent from " + function
                                + "(:first::date::timestamp at time zone 'UTC', :moment) where in_time + late + silent > 0 order by month, asked")
                .param("first", first)
                .param("moment", Timestamps.utc(moment))
                .query((row, n) -> new Cell(
                        row.getObject(1, LocalDate.class),
                        row.getString(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5)))
                .list();
    }
}
