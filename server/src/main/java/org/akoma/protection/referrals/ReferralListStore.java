package org.akoma.protection.referrals;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.akoma.Timestamps;
import org.akoma.ground.access.Actor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of the lists of referrals: each led by a column of the row itself; row-level security only decides. */
@Repository
class ReferralListStore {

    private final JdbcClient jdbc;

    ReferralListStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Which of a list are read by one question: each has an order of its own. */
    enum Part {
        /** Those that nobody has acknowledged, urgent ones before others, then by what was due first. */
        WAITING("r.priority = 'NORMAL', r.due_at, r.id"),
        /** All that do not wait, newest sent first. */
        REST("r.sent_at desc, r.id desc"),
        /** Newest sent first. */
        ALL("r.sent_at desc, r.id desc");

        private final String order;

        Part(String order) {
            this.order = order;
        }

        private void narrow(List<String> conditions) {
            if (this == WAITING) conditions.add(state(ListReferrals.View.WAITING));
            if (this == REST) conditions.add("not (" + state(ListReferrals.View.WAITING) + ")");
        }
    }

    List<Referral> page(Actor actor, ListReferrals wanted, ListReferrals.Scope scope, Part part, int limit) {
        Map<String, Object> params = new LinkedHashMap<>();
        List<String> conditions = conditions(actor, wanted, scope, params);
        part.narrow(conditions);
        params.put("limit", limit);
        return jdbc.sql((scope == ListReferrals.Scope.ALL ? ReferralStore.OVERSEEN : ReferralStore.SELECT) + " where "
                        + String.join(" and ", conditions) + " order by " + part.order + " limit :limit")
                .params(params)
                .query((row, n) -> ReferralStore.read(row))
                .list();
    }

    int count(Actor actor, ListReferrals wanted, ListReferrals.Scope scope, int limit) {
        Map<String, Object> params = new LinkedHashMap<>();
        List<String> conditions = conditions(actor, wanted, scope, params);
        params.put("limit", limit);
        return jdbc.sql("select count(*) from (select from "
                        + (scope == ListReferrals.Scope.ALL ? "referrals.referral_overseen" : "referrals.referral")
                        + " r join access.organisation b on b.id = r.to_id where " + String.join(" and ", conditions)
                        + " limit :limit) x")
                .params(params)
                .query((row, n) -> row.getInt(1))
                .single();
    }

    private static List<String> conditions(
            Actor actor, ListReferrals wanted, ListReferrals.Scope scope, Map<String, Object> params) {
        List<String> conditions = new ArrayList<>();
        conditions.add(lead(scope));
        params.put("me", actor.personId());
        params.put("us", actor.organisationId());
        conditions.add("r.sent_at <= :moment");
        params.put("moment", Timestamps.utc(wanted.moment()));
        if (wanted.view() != null) conditions.add(state(wanted.view()));
        if (wanted.priority() != null) {
            conditions.add("r.priority = :priority");
            params.put("priority", wanted.priority().name());
        }
        if (wanted.to() != null) {
            conditions.add("b.code = :to");
            params.put("to", wanted.to());
        }
        LocalDate from = wanted.sentFrom();
        if (from != null) {
            conditions.add("r.sent_at >= :sentFrom");
            params.put("sentFrom", Timestamps.utc(from.atStartOfDay().toInstant(ZoneOffset.UTC)));
        }
        LocalDate until = wanted.sentUntil();
        if (until != null) {
            conditions.add("r.sent_at < :sentUntil");
            params.put(
                    "sentUntil", Timestamps.utc(until.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC)));
        }
        ListReferrals.After after = wanted.after();
        if (after != null) {
            conditions.add(
                    after.waiting() == null
                            ? "(r.sent_at, r.id) < (:after, :id::uuid)"
                            : "(r.priority = 'NORMAL', r.due_at, r.id) > (:normal, :after, :id::uuid)");
            if (after.waiting() != null) params.put("normal", after.waiting() == Referral.Priority.NORMAL);
            params.put("after", Timestamps.utc(after.at()));
            params.put("id", after.id());
        }
        return conditions;
    }

    private static String lead(ListReferrals.Scope scope) {
        return switch (scope) {
            case INCOMING ->
                "(r.to_desk = (select o.desk_id from access.organisation o where o.id = :us) or r.to_person = :me)";
            case MINE -> "r.worker_id = :me";
            case TEAM -> "r.supervisor_id = :me";
            case ORGANISATION -> "r.organisation_id = :us";
            case SHELTER -> "r.unit_id = any (access.grantees())";
            case SAMPLE ->
                "r.file_id in (select g.file_id from access.file_grant g where g.holder = :me and g.reason = 'SAMPLE')";
            case ALL -> "true";
        };
    }

    /** What the moments said at the moment asked for. */
    private static String state(ListReferrals.View view) {
        String silent =
                "(r.acknowledged_at is null or r.acknowledged_at > :moment) and (r.closed_at is null or r.closed_at > :moment) and r.valid_until > :moment";
        return switch (view) {
            case WAITING -> silent;
            case LATE -> silent + " and r.due_at <= :moment";
            case ANSWERED -> "r.acknowledged_at <= :moment";
            case TIMED -> "(r.acknowledged_at <= :moment or r.due_at <= :moment)";
            case ACCEPTED ->
                "r.answered_at <= :moment and r.accepted and (r.closed_at is null or r.closed_at > :moment) and r.valid_until > :moment";
            case DECLINED -> "r.answered_at <= :moment and not r.accepted";
            case COMPLETED -> "r.completed_at <= :moment";
        };
    }

    /** Of those that wait for the reader's own structure. */
    int toAcknowledge(Actor actor) {
        return jdbc.sql("""
                        select count(*) from (select from referrals.referral r
                         where (r.to_desk = (select o.desk_id from access.organisation o where o.id = :us) or r.to_person = :me)
                           and r.sent_at is not null and r.acknowledged_at is null and r.closed_at is null and r.valid_until > access.moment() limit 100) x
                        """)
                .param("us", actor.organisationId())
                .param("me", actor.personId())
                .query((row, n) -> row.getInt(1))
                .single();
    }

    /** Counts for the project, by the login that reads nothing else. */
    record Figure(String status, long referrals, long inTime) {}

    List<Figure> figures(Instant moment) {
        return jdbc.sql("select status, referrals, in_time from referrals.report_referrals(:moment)")
                .param("moment", Timestamps.utc(moment))
                .query((row, n) -> new Figure(row.getString(1), row.getLong(2), row.getLong(3)))
                .list();
    }
}
