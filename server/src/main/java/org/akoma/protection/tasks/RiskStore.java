package org.akoma.protection.tasks;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.akoma.protection.cases.CaseColumn;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How many open files of each risk every worker has, of those that the reader supervises. */
@Repository
class RiskStore {

    private final JdbcClient jdbc;

    RiskStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By the code of the worker. Counts what {@code /cases?scope=TEAM&worker=…&risk=…&status=OPEN} lists. */
    Map<String, Caseload.Risks> of(UUID supervisor) {
        Map<String, Caseload.Risks> risks = new HashMap<>();
        jdbc.sql("""
                        select p.code, count(*) filter (where f.risk = 'HIGH') as high, count(*) filter (where f.risk = 'MEDIUM') as medium,
                               count(*) filter (where f.risk = 'LOW') as low
                          from cases.case_file f join access.person p on p.id = f.worker_id
                         where f.supervisor_id = :me and f.status not in ('CLOSED', 'TRANSFERRED')
                           and exists (select from access.held h where h.file_id = f.id and h.reads & :risk <> 0 and not h.least offset 0)
                         group by p.code
                        """)
                .param("me", supervisor)
                .param("risk", CaseColumn.RISK.sections())
                .query(row -> {
                    risks.put(
                            row.getString("code"),
                            new Caseload.Risks(row.getInt("high"), row.getInt("medium"), row.getInt("low")));
                });
        return risks;
    }
}
