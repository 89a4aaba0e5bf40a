package org.akoma.protection.rights;

import java.sql.Array;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.akoma.protection.rights.AccessRequest.Part;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What is held of one child, as who asks may read it: codes, days and amounts. No column of words is read, since people write other people into words; nor
 * one that says who of the staff did something.
 */
@Repository
class HeldStore {

    private static final Map<Part, String> QUESTIONS = new EnumMap<>(Map.ofEntries(
            Map.entry(
                    Part.FAMILY,
                    "select g.kind as guardian, g.appointed_on as since, g.ended_on as until from cases.guardian g where g.file_id = :file and not g.waits order by 2"),
            Map.entry(
                    Part.CONSENTS,
                    "select c.purpose, c.status as answer, (c.at at time zone 'UTC')::date as day from cases.consent c where c.file_id = :file order by c.at, c.id"),
            Map.entry(
                    Part.NEEDS,
                    "select (a.at at time zone 'UTC')::date as day, a.risk, a.needs from cases.assessment a where a.file_id = :file order by a.at"),
            Map.entry(Part.PLAN, """
                    select g.service as aim, g.met, g.starts_on as since, g.ends_on as until
                      from cases.plan p join cases.plan_goal g on g.plan_id = p.id
                     where p.file_id = :file and p.status = 'APPROVED' and g.position > 0 order by g.position, g.id
                    """),
            // what happened to the child is read with the child
            Map.entry(Part.WELLBEING, """
                    select c.on_day as day, f.factor, f.factor || '.' || f.level as how
                      from followup.csi c join followup.csi_factor f on f.csi_id = c.id
                     where c.file_id = :file and f.level is not null and f.factor not in ('ABUSE_EXPLOITATION', 'LEGAL_PROTECTION') order by c.on_day, c.recorded_at, c.id, f.factor
                    """),
            Map.entry(
                    Part.HEALTH,
                    "select (m.at at time zone 'UTC')::date as day, m.kind as care from cases.medical m where m.file_id = :file order by m.at"),
            Map.entry(
                    Part.SERVICES,
                    "select s.code as service, s.state, s.from_on as since, s.until_on as until from assistance.service s where s.file_id = :file order by s.planned_at"),
            Map.entry(
                    Part.MONEY,
                    "select p.type as payment, p.amount, p.currency, p.paid_on as day from assistance.payment p where p.file_id = :file and p.state = 'PAID' order by p.paid_on"),
            Map.entry(
                    Part.SCHOOL,
                    "select e.pathway, e.trade, e.starts_on as since, e.ends_on as until from assistance.enrolment e where e.file_id = :file order by e.starts_on"),
            Map.entry(
                    Part.PLACEMENTS,
                    "select p.kind as home, p.country, p.since, p.until from cases.placement p where p.file_id = :file and p.state in ('CURRENT', 'ENDED') order by p.since"),
            Map.entry(
                    Part.VISITS,
                    "select v.done_on as day, v.type as visit from followup.visit v where v.file_id = :file and v.done_on is not null order by v.done_on"),
            Map.entry(Part.ALERTS, """
                    select distinct (a.raised_at at time zone 'UTC')::date as day, a.type as danger, (a.closed_at at time zone 'UTC')::date as until
                      from followup.alert a where a.file_id = :file order by 1
                    """),
            Map.entry(
                    Part.GIVEN,
                    "select g.way, case when :english then coalesce(g.label_en, g.label) else g.label end as structure, g.on_day as day from retention.given_to(:file) g"),
            Map.entry(Part.SEEN, "select s.role, s.people, s.last_on as day from retention.seen_by(:file, :asked) s")));

    private final JdbcClient jdbc;

    HeldStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Each row with its values by the name of what they say; a value is a text, a number, a day, or several texts. Who opened the file is told as of the moment
     * of the request: each reading of the answer, also that of who agrees to it, would make it another one.
     */
    List<Map<String, Object>> of(Part part, AccessRequest request) {
        String question = QUESTIONS.get(part);
        if (question == null) return List.of();
        return jdbc.sql(question)
                .param("file", request.fileId())
                .param("english", request.language() == AccessRequest.Language.EN)
                .param("asked", request.recordedAt().atOffset(ZoneOffset.UTC))
                .query((row, n) -> values(row))
                .list();
    }

    private static Map<String, Object> values(ResultSet row) throws SQLException {
        ResultSetMetaData columns = row.getMetaData();
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            Object value = row.getObject(i);
            if (value instanceof Date day) value = day.toLocalDate();
            if (value instanceof Array several) value = List.of((String[]) several.getArray());
            if (value != null) values.put(columns.getColumnLabel(i), value);
        }
        return values;
    }
}
