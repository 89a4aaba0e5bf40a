package org.akoma.protection.handover;

import java.sql.Types;
import java.time.LocalDate;
import java.util.Optional;
import org.akoma.Timestamps;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on handover.plan: a function adds a row each time, and none is changed. */
@Repository
class HandoverPlanStore {

    private final JdbcClient jdbc;

    HandoverPlanStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By a project manager, at this moment: the database holds which structure leads. */
    HandoverWord write(HandoverPlans.WritePlan plan) {
        return HandoverWord.valueOf(jdbc.sql("select handover.write_plan(:id, :ceremony, :ends, :overlap)")
                .param("id", plan.id())
                .param("ceremony", plan.ceremonyOn(), Types.DATE)
                .param("ends", plan.endsOn(), Types.DATE)
                .param("overlap", plan.overlapUntil(), Types.DATE)
                .query(String.class)
                .single());
    }

    Optional<HandoverPlans.Plan> current() {
        return jdbc.sql("""
                        select p.*, o.code as lead, w.code as by from handover.plan p join access.organisation o on o.id = p.lead_id
                          join access.person w on w.id = p.written_by order by p.written_at desc, p.id desc limit 1
                        """)
                .query((row, n) -> new HandoverPlans.Plan(
                        row.getString("lead"),
                        row.getObject("ceremony_on", LocalDate.class),
                        row.getObject("ends_on", LocalDate.class),
                        row.getObject("overlap_until", LocalDate.class),
                        row.getString("by"),
                        Timestamps.moment(row, "written_at")))
                .optional();
    }
}
