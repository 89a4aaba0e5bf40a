package org.akoma.protection.visits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import org.akoma.Ids;
import org.akoma.SqlAs;
import org.akoma.ground.access.Actor;
import org.akoma.protection.cases.CaseFile;
import org.junit.jupiter.api.Test;

/** A child whose risk is known is never left without a visit to come, by no statement of its worker or its supervisor (T10). */
class VisitsStayPlannedIT extends VisitHouse {

    private static final String CANCELLED =
            "cancelled_at = access.moment(), closed_at = access.moment(), cancel_reason = ";
    private static final String MISSED = "missed_at = access.moment(), closed_at = access.moment(), missed_reason = ";

    private void isRefused(Actor who, String sql, String why) {
        assertThatThrownBy(() -> SqlAs.change(who, clock.instant(), sql))
                .as(sql)
                .hasMessageContaining(why);
    }

    private String ofFile(String code) {
        return " where file_id = '" + now(code).id() + "' and closed_at is null";
    }

    /** What a statement plans beside: for the file, so many days from now. */
    private String plannedIn(String code, int days) {
        return "insert into followup.visit (id, file_id, organisation_id, worker_id, type, planned_on, planned_at, planned_by, by_calendar)"
                + " select gen_random_uuid(), id, organisation_id, worker_id, 'ROUTINE', date '" + TODAY + "' + " + days
                + ", access.moment(), access.actor(), false from cases.case_file where code = '" + code + "'";
    }

    @Test
    void noStatementEmptiesTheCalendar() {
        String code = assessed(CaseFile.Risk.HIGH);
        String all = "update followup.visit set %s" + ofFile(code);
        for (Actor who : List.of(worker, supervisor)) {
            isRefused(who, all.formatted(CANCELLED + "'X'"), "visit_cancel_reason");
            isRefused(who, all.formatted(MISSED + "'X'"), "visit_missed_reason");
            isRefused(who, all.formatted(CANCELLED + "'OTHER'"), "followup.no-visit-to-come");
            isRefused(who, all.formatted(CANCELLED + "'PLANNED_ANEW'"), "followup.no-nearer-visit");
            isRefused(who, all.formatted(CANCELLED + "'FILE_CLOSED'"), "followup.visit-day-passed");
            isRefused(who, all.formatted(MISSED + "'OTHER'"), "followup.visit-to-come");
        }
        assertThat(planned(code)).startsWith(TODAY.plusDays(7));
    }

    /** Nor with one planned far away in their place, or a calendar that is said to begin later. */
    @Test
    void noFarVisitStandsInTheirPlace() {
        String code = assessed(CaseFile.Risk.HIGH);
        String cancelled = "update followup.visit set " + CANCELLED + "'OTHER'" + ofFile(code);
        isRefused(
                worker,
                "do $$ begin " + cancelled + "; " + plannedIn(code, 300) + "; end $$",
                "followup.no-visit-to-come");
        isRefused(
                worker,
                "do $$ begin " + cancelled + "; insert into followup.calendar (file_id, begins_on) values ('"
                        + now(code).id() + "', '" + TODAY.plusDays(300) + "'); end $$",
                "followup.no-visit-to-come");
        isRefused(worker, """
                do $$ begin
                    insert into followup.visit_move (id, file_id, visit_id, at, from_on, to_on, reason, moved_by)
                    select gen_random_uuid(), file_id, id, access.moment(), planned_on, '2016-09-01', 'OTHER', access.actor() from followup.visit %s;
                    update followup.visit set planned_on = '2016-09-01', moved = moved + 1, by_calendar = false %s;
                end $$""".formatted(ofFile(code), ofFile(code)), "followup.visit-move-too-far");
    }

    /** Nor because the calendar begins tomorrow, by a statement of the worker or because the file was planned elsewhere before. */
    @Test
    void aCalendarThatBeginsTomorrowIsNoGroundToTakeVisitsBack() {
        String code = assessed(CaseFile.Risk.HIGH);
        String file = "'" + now(code).id() + "'";
        String begins = "insert into followup.calendar (file_id, begins_on) values (" + file + ", '" + TODAY.plusDays(1)
                + "') on conflict (file_id) do update set begins_on = excluded.begins_on";
        String cancelled = "update followup.visit set " + CANCELLED + "'OTHER'" + ofFile(code);
        String done = "update followup.visit set done_on = '" + TODAY
                + "', done_at = access.moment(), recorded_by = access.actor(), made_by = access.actor(),"
                + " version = version + 1, mode = 'HOME_VISIT', seen = '{CHILD}', seen_alone = true, closed_at = access.moment(),"
                + " sealed = decode(repeat('00', 60), 'hex')" + ofFile(code);
        for (String act : List.of(cancelled, done))
            isRefused(worker, "do $$ begin " + begins + "; " + act + "; end $$", "followup.");
        org.akoma.ground.database.TestDatabase.ownerDoes(begins);
        isRefused(worker, cancelled, "followup.no-visit-to-come");
        isRefused(supervisor, cancelled, "followup.no-visit-to-come");
        assertThat(planned(code)).startsWith(TODAY.plusDays(7));
    }

    /** That a child was seen ends what was planned before that day, nothing that is to come. */
    @Test
    void aVisitThatWasMadeEndsNoneThatIsToCome() {
        String code = assessed(CaseFile.Risk.HIGH);
        daysLater(6);
        Visit first = all(code).getFirst();
        done(visits.record(worker, code, made(first.id(), TODAY.plusDays(6))));
        isRefused(
                worker,
                "update followup.visit set closed_at = access.moment()" + ofFile(code),
                "followup.visit-ends-by-an-act");
        isRefused(
                worker,
                "update followup.visit set done_on = '" + TODAY.plusDays(6)
                        + "', done_at = access.moment(), recorded_by = access.actor(),"
                        + " made_by = access.actor(), version = version + 1, mode = 'HOME_VISIT', seen = '{CHILD}', seen_alone = true, closed_at = access.moment(),"
                        + " sealed = decode(repeat('00', 60), 'hex')" + ofFile(code),
                "followup.");
        assertThat(planned(code)).startsWith(TODAY.plusDays(14));
    }

    /** One that a nearer one makes needless is taken back, as before. */
    @Test
    void aNearerVisitIsEnough() throws SQLException {
        String code = assessed(CaseFile.Risk.HIGH);
        done(visits.plan(worker, code, new PlanVisit(Ids.next(), Visit.Type.ROUTINE, TODAY.plusDays(5))));
        assertThat(SqlAs.change(
                        worker,
                        clock.instant(),
                        "update followup.visit set " + CANCELLED + "'PLANNED_TWICE'" + ofFile(code)
                                + " and planned_on > '" + TODAY.plusDays(5) + "' and planned_on < '"
                                + TODAY.plusDays(20) + "'"))
                .isPositive();
    }
}
