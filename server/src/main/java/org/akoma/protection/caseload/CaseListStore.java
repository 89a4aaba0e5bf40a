package org.akoma.protection.caseload;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.akoma.Timestamps;
import org.akoma.ground.access.Section;
import org.akoma.ground.database.KeptPlans;
import org.akoma.protection.caseload.ListCases.Scope;
import org.akoma.protection.cases.CaseColumn;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.Reader;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * SQL of the lists. Each is led by a column of the file itself, or by the caller's few other grants; row-level security only
 * decides (docs/decisions/lists-and-search.md). Operators are leakproof ones, so that indexes serve under the policies. Who works on files reads the
 * table; what was shared and what is overseen is read by views in which hidden columns are null.
 */
@Repository
class CaseListStore {

    /** What reached the caller by a grant of its own. Supervised files have a list of their own. */
    private static final String SHARED = """
            (select g.file_id from access.held g where g.file_id is not null and not g.own and g.reason <> 'SUPERVISION'
             union select handover.goes_on_with()) s
            cross join lateral (%s offset 0) f""";

    private final JdbcClient jdbc;

    CaseListStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The question of one list, as the database is asked it.
     *
     * @param me and {@code us}: the caller and their structure
     * @param limits the moments before which a first step is overdue
     */
    record Question(
            ListCases wanted,
            UUID me,
            UUID us,
            List<UUID> organisations,
            List<UUID> workers,
            LocalDate today,
            Limits limits) {}

    /** Steps not yet done are overdue for files handed over, or registered, before these moments. */
    record Limits(Instant screening, Instant consent, Instant guardian, Instant assessment, Instant plan) {}

    /**
     * The first files of one scope after the cursor, in order. The limit is part of the statement: PostgreSQL takes a limit that it does not know
     * for a tenth of all files, finds its general plan dear, and plans anew at each call.
     */
    List<CaseLine> page(Scope scope, Question question, int limit) {
        Map<String, Object> params = new LinkedHashMap<>();
        String urgent = urgent(scope, question);
        String inner = "select f.*, " + urgent + " as urgent from " + source(scope, question) + " where "
                + String.join(" and ", conditions(scope, question, params)) + " order by " + order(question, "f")
                + " limit " + limit;
        return jdbc.sql("""
                        select l.*, p.code as worker_code, o.code as organisation_code, s.*
                          from (%s) l %s left join access.person p on p.id = l.worker_id
                          left join access.organisation o on o.id = l.organisation_id order by %s
                        """.formatted(inner, sight("l"), order(question, "l")))
                .params(params)
                .query((row, n) -> line(row, row.getLong("urgent")))
                .list();
    }

    /** The files of the actor whose child is in danger, also if somebody has taken the alert on: not those whose open alert is an old index or a child whom nobody has reached. */
    Set<UUID> alarmed() {
        return jdbc.sql("select file_id from cases.alarmed() where danger")
                .query((row, n) -> row.getObject("file_id", UUID.class))
                .set();
    }

    /** The files of the actor whose risk somebody proposed to be high and no supervisor has decided. */
    Set<UUID> proposedHigh() {
        return jdbc.sql("select file_id from cases.alarmed() where proposed")
                .query((row, n) -> row.getObject("file_id", UUID.class))
                .set();
    }

    /**
     * The place of a file {@code f} in the order of urgency: that of its most urgent alert ({@link org.akoma.ground.pages.Urgency.Place}), then its turn; of all
     * else the day of the next visit. What the reader does not hold tells nothing.
     */
    private static String urgent(Scope scope, Question question) {
        if (question.wanted().order() != ListCases.Order.URGENT) return "0";
        return """
               ((case when a.place < 11 then a.place when f.status in ('CLOSED', 'TRANSFERRED') then 16
                      when (f.risk = 'HIGH' or a.proposed) and %1$s then case when f.next_visit_due <= :tomorrow and %2$s then 11 else 12 end
                      when a.place is not null then 13 when f.next_visit_due < :today and %2$s then 14 else 15 end) * 100000000000
                + case when a.place < 11 then extract(epoch from a.due)::bigint
                       else coalesce(case when %2$s then f.next_visit_due - date '1970-01-01' end, 999999) end)
               """.formatted(held(CaseColumn.RISK, scope), held(CaseColumn.NEXT_VISIT, scope));
    }

    /** Lists without filters that follow in this transaction are read by kept plans. */
    void keepPlans() {
        KeptPlans.use(jdbc);
    }

    /** How many files the scope holds, counted no further than the limit. */
    int count(Scope scope, Question question, int limit) {
        Map<String, Object> params = new LinkedHashMap<>();
        String inner = "select from " + source(scope, question) + " where "
                + String.join(" and ", conditions(scope, question, params)) + " limit " + limit;
        return jdbc.sql("select count(*) from (" + inner + ") x")
                .params(params)
                .query((row, n) -> row.getInt(1))
                .single();
    }

    private static String source(Scope scope, Question question) {
        boolean past = question.wanted().until() != null;
        if (question.wanted().order() == ListCases.Order.URGENT)
            return "cases.case_file f left join cases.alarmed() a on a.file_id = f.id";
        return switch (scope) {
            case MINE, TEAM, ORGANISATION -> past ? "(" + AsOf.files("cases.case_file") + ") f" : "cases.case_file f";
            case ALL -> past ? "(" + AsOf.files("cases.file_overseen") + ") f" : "cases.file_overseen f";
            case SHARED ->
                SHARED.formatted(
                        past
                                ? AsOf.files("cases.file_shown") + " and c.id = s.file_id"
                                : "select c.* from cases.file_shown c where c.id = s.file_id");
        };
    }

    private static List<String> conditions(Scope scope, Question question, Map<String, Object> params) {
        ListCases wanted = question.wanted();
        List<String> conditions = new ArrayList<>();
        lead(scope, question, conditions, params);
        any(conditions, params, "f.status", "text", names(wanted.statuses()));
        any(conditions, params, "f.risk", "text", names(wanted.risks()));
        for (CaseColumn column : wanted.askedBy()) if (!column.isOfLate()) conditions.add(held(column, scope));
        any(conditions, params, "f.country", "text", wanted.countries());
        any(conditions, params, "f.care", "text", wanted.cares());
        any(conditions, params, "f.organisation_id", "uuid", question.organisations());
        any(conditions, params, "f.worker_id", "uuid", question.workers());
        if (wanted.codePrefix() != null) {
            // codes are letters, digits and hyphens, all before a tilde; ^@ is not leakproof, so that no index would
            // serve behind a view
            conditions.add("f.code ~>=~ :prefix and f.code ~<~ :prefixEnd");
            params.put("prefix", wanted.codePrefix());
            params.put("prefixEnd", wanted.codePrefix() + "~");
        }
        if (wanted.only() != null)
            conditions.add(
                    switch (wanted.only()) {
                        case UNJUDGED -> "f.risk is null";
                        case LOST -> "f.lost_since is not null";
                    });
        if (wanted.seenSince() != null) {
            conditions.add("cases.was_seen(f.id, :seenSince) and " + held(CaseColumn.NEXT_VISIT, scope));
            params.put("seenSince", wanted.seenSince());
        }
        if (wanted.late() != null) late(wanted.late(), scope, question, conditions, params);
        after(question, scope, conditions, params);
        if (wanted.until() != null) params.put("until", Timestamps.utc(wanted.until()));
        return conditions;
    }

    /** What the reader holds of the file that is called so, for {@link Reader}: columns {@code held, everywhere, least}. */
    static String sight(String file) {
        return """
               cross join lateral (
                   select coalesce(bit_or(h.reads), 0) as held, (select access.everywhere()) as everywhere, coalesce(bool_and(h.least), false) as least
                     from access.held h where h.file_id = %s.id) s
               """.formatted(file);
    }

    /** That the reader holds the column on file {@code f}: a row that hides it is never found by it. */
    private static String held(CaseColumn column, Scope scope) {
        if (column.isForEverybody() || scope == Scope.ALL) return "true";
        return """
               exists (select from access.held h where h.file_id = f.id and h.reads & %d <> 0%s offset 0)
               """.formatted(column.sections(), column.isForWorkers() ? " and not h.least" : "");
    }

    private static String reads(Section section, Scope scope) {
        if (scope == Scope.ALL) return "true";
        return "exists (select from access.held h where h.file_id = f.id and h.reads & %d <> 0 and not h.least offset 0)"
                .formatted(section.bit());
    }

    private static void lead(Scope scope, Question question, List<String> conditions, Map<String, Object> params) {
        switch (scope) {
            case MINE -> {
                conditions.add(question.wanted().until() == null ? "f.worker_id = :me" : "f.worker_now = :me");
                params.put("me", question.me());
            }
            case TEAM -> {
                conditions.add("f.supervisor_id = :me");
                params.put("me", question.me());
            }
            case ORGANISATION -> {
                conditions.add("f.organisation_id = :us");
                params.put("us", question.us());
            }
            case SHARED, ALL -> conditions.add("true");
        }
    }

    private static List<String> names(List<? extends Enum<?>> values) {
        return values.stream().map(Enum::name).toList();
    }

    /** One value as an equality, so that an index can give the order too. */
    private static void any(
            List<String> conditions, Map<String, Object> params, String column, String type, List<?> values) {
        if (values.isEmpty()) return;
        String name = "any" + params.size();
        conditions.add(values.size() == 1 ? column + " = :" + name : column + " = any (:" + name + "::" + type + "[])");
        if (values.size() == 1) params.put(name, values.getFirst());
        else params.put(name, type.equals("uuid") ? values.toArray(UUID[]::new) : values.toArray(String[]::new));
    }

    private static void late(
            ListCases.Late late, Scope scope, Question question, List<String> conditions, Map<String, Object> params) {
        // a day of a section that the reader does not hold is unknown to them, and late for nobody
        String steps = """
                (f.registered_at < :assessment and f.assessed_at is null
                 or f.registered_at < :plan and f.plan_approved_on is null and %s
                 or coalesce(f.handed_at, f.registered_at) < :screening and f.medical_screened_at is null and %s
                 or coalesce(f.handed_at, f.registered_at) < :consent and f.consented_at is null and %3$s
                 or coalesce(f.handed_at, f.registered_at) < :guardian and f.guardian_on is null and %3$s)""".formatted(
                        reads(Section.ASSISTANCE, scope), reads(Section.HEALTH, scope), reads(Section.FAMILY, scope));
        conditions.add("f.status not in ('CLOSED', 'TRANSFERRED')");
        String visit = "f.next_visit_due < :today and " + held(CaseColumn.NEXT_VISIT, scope);
        String review = "f.review_due < :today and " + held(CaseColumn.REVIEW, scope);
        String first = steps + " and " + held(CaseColumn.STEPS, scope);
        conditions.add(
                switch (late) {
                    case VISIT -> visit;
                    case REVIEW -> review;
                    case STEPS -> first;
                    case ANY -> "(" + String.join(" or ", visit, review, first) + ")";
                });
        params.put("today", question.today());
        params.put("assessment", Timestamps.utc(question.limits().assessment()));
        params.put("plan", Timestamps.utc(question.limits().plan()));
        params.put("screening", Timestamps.utc(question.limits().screening()));
        params.put("consent", Timestamps.utc(question.limits().consent()));
        params.put("guardian", Timestamps.utc(question.limits().guardian()));
    }

    private static void after(Question question, Scope scope, List<String> conditions, Map<String, Object> params) {
        ListCases wanted = question.wanted();
        switch (wanted.order()) {
            case VISIT -> conditions.add("f.next_visit_due is not null and " + held(CaseColumn.NEXT_VISIT, scope));
            case RISK -> conditions.add("f.risk is not null and " + held(CaseColumn.RISK, scope));
            case REGISTERED -> {}
            case URGENT ->
                params.putAll(Map.of(
                        "today", question.today(), "tomorrow", question.today().plusDays(1)));
        }
        CaseCursor cursor = wanted.after();
        if (cursor == null) return;
        conditions.add(
                switch (wanted.order()) {
                    case VISIT -> "(f.next_visit_due, f.id) > (:place::date, :id::uuid)";
                    case RISK -> "(" + RANK.replace("#", "f") + ", f.id) > (:place::int, :id::uuid)";
                    case URGENT -> "(" + urgent(scope, question) + ", f.id) > (:place::bigint, :id::uuid)";
                    case REGISTERED -> "(f.registered_at, f.id) < (:place::timestamptz, :id::uuid)";
                });
        params.put(
                "place",
                switch (wanted.order()) {
                    case VISIT -> cursor.due();
                    case RISK -> cursor.rank();
                    case URGENT -> cursor.place();
                    case REGISTERED -> Timestamps.utc(cursor.registeredAt());
                });
        params.put("id", cursor.id());
    }

    /** As {@link CaseCursor#after} counts it. */
    private static final String RANK = "array_position(array['HIGH', 'MEDIUM', 'LOW'], #.risk::text)";

    private static String order(Question question, String alias) {
        String columns = switch (question.wanted().order()) {
            case VISIT -> "#.next_visit_due, #.id";
            case RISK -> RANK + ", #.id";
            case REGISTERED -> "#.registered_at desc, #.id desc";
            case URGENT -> "urgent, #.id";
        };
        return columns.replace("#", alias);
    }

    static CaseLine line(ResultSet row) throws SQLException {
        return line(row, 0);
    }

    private static CaseLine line(ResultSet row, long urgent) throws SQLException {
        String risk = row.getString("risk");
        return new CaseLine(
                row.getObject("id", UUID.class),
                row.getString("code"),
                row.getObject("registered_at", OffsetDateTime.class).toInstant(),
                CaseFile.Status.valueOf(row.getString("status")),
                risk == null ? null : CaseFile.Risk.valueOf(risk),
                row.getString("sex"),
                row.getObject("age_at_rescue", Integer.class),
                row.getString("country"),
                row.getString("care"),
                row.getString("organisation_code"),
                row.getString("worker_code"),
                day(row, "next_visit_due"),
                day(row, "review_due"),
                day(row, "lost_since"),
                urgent,
                Reader.of(row.getInt("held"), row.getInt("everywhere"), row.getBoolean("least")));
    }

    private static @Nullable LocalDate day(ResultSet row, String column) throws SQLException {
        return row.getObject(column, LocalDate.class);
    }

    /** The files as they were just before a moment, from the history in {@code cases.turn}; files registered later are absent. */
    private static final class AsOf {
        private static String was(String what) {
            return "(select t.value from cases.turn t where t.file_id = c.id and t.what = '" + what
                    + "' and t.at < :until order by t.at desc, t.n desc limit 1)";
        }

        private static String stillBefore(String column) {
            return "case when c." + column + " < :until then c." + column + " end as " + column;
        }

        /** @param shown the table, or the view of what its reader sees */
        static String files(String shown) {
            return """
                select c.id, c.code, c.registered_at, c.sex, c.age_at_rescue, c.organisation_id, c.supervisor_id,
                        c.worker_id as worker_now, coalesce(%s::uuid, c.worker_id) as worker_id, coalesce(%s, c.status) as status,
                        %s as risk, coalesce(%s, c.country) as country, %s as care, %s::date as next_visit_due,
                        %s::date as review_due, %s::date as lost_since, %s, %s, %s, %s,
                        case when c.guardian_on < (:until at time zone 'UTC')::date then c.guardian_on end as guardian_on,
                        case when c.plan_approved_on < (:until at time zone 'UTC')::date then c.plan_approved_on end as plan_approved_on
                   from %s c where c.registered_at < :until""".formatted(
                            was("WORKER"),
                            was("STATUS"),
                            was("RISK"),
                            was("COUNTRY"),
                            was("CARE"),
                            was("NEXT_VISIT"),
                            was("REVIEW"),
                            was("LOST"),
                            stillBefore("handed_at"),
                            stillBefore("medical_screened_at"),
                            stillBefore("consented_at"),
                            stillBefore("assessed_at"),
                            shown);
        }
    }
}
