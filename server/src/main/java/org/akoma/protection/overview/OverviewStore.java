package org.akoma.protection.overview;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.akoma.Timestamps;
import org.akoma.ground.vault.Vault;
import org.akoma.protection.assessment.Plan;
import org.akoma.protection.assessment.PlanGoal;
import org.akoma.protection.consent.Consent;
import org.akoma.protection.record.Note;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL that gathers what the overview of one file shows. Each part is read under its own section's policy. */
@Repository
class OverviewStore {

    private final JdbcClient jdbc;
    private final Vault vault;

    OverviewStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** @param met when a conference was held since; null = not yet */
    record HighRisk(Instant since, @Nullable Instant met) {}

    /** T9: since when the risk is high now. */
    Optional<HighRisk> highRisk(UUID file) {
        return jdbc.sql("select since, met_at from cases.high_risk where file_id = :file and ended_at is null")
                .param("file", file)
                .query((row, n) -> new HighRisk(
                        row.getObject("since", OffsetDateTime.class).toInstant(), Timestamps.instant(row, "met_at")))
                .optional();
    }

    /** T9: what it waits for once there are minutes, as far as the reader holds their section. */
    Optional<FileOverview.Unconfirmed> unconfirmed(UUID file) {
        record Row(Instant heldAt, @Nullable String person) {}
        List<Row> rows = jdbc.sql("select held_at, person from cases.unconfirmed(:file)")
                .param("file", file)
                .query((row, n) ->
                        new Row(row.getObject("held_at", OffsetDateTime.class).toInstant(), row.getString("person")))
                .list();
        return rows.stream()
                .findFirst()
                .map(first -> new FileOverview.Unconfirmed(
                        first.heldAt(),
                        rows.stream()
                                .flatMap(row -> Stream.ofNullable(row.person()))
                                .toList()));
    }

    /** The newest plan that is not replaced, with its goals. */
    Optional<FileOverview.PlanInShort> plan(UUID file) {
        return jdbc.sql("""
                        select p.id, p.number, p.status, p.decided_at, upper(d.code) as decided_by
                          from cases.plan p left join access.person d on d.id = p.decided_by
                         where p.file_id = :file order by p.status = 'APPROVED' desc, p.number desc limit 1
                        """)
                .param("file", file)
                .query((row, n) -> new FileOverview.PlanInShort(
                        row.getInt("number"),
                        Plan.Status.valueOf(row.getString("status")),
                        Timestamps.instant(row, "decided_at"),
                        row.getString("decided_by"),
                        goals(file, row.getObject("id", UUID.class))))
                .optional();
    }

    private List<FileOverview.Goal> goals(UUID file, UUID plan) {
        return jdbc.sql("""
                        select service, sealed, ends_on, met from cases.plan_goal
                         where plan_id = :plan and met <> 'DROPPED' order by position limit 50
                        """)
                .param("plan", plan)
                .query((row, n) -> new FileOverview.Goal(
                        row.getString("service"),
                        PlanGoal.provider(vault, file, row.getBytes("sealed")),
                        row.getObject("ends_on", LocalDate.class),
                        PlanGoal.Met.valueOf(row.getString("met"))))
                .list();
    }

    List<FileOverview.ConsentInShort> consents(UUID file) {
        return jdbc.sql("""
                        select distinct on (purpose) purpose, status, at from cases.consent
                         where file_id = :file order by purpose, at desc, id desc
                        """)
                .param("file", file)
                .query((row, n) -> new FileOverview.ConsentInShort(
                        Consent.Purpose.valueOf(row.getString("purpose")),
                        Consent.Status.valueOf(row.getString("status")),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }

    List<FileOverview.NoteInShort> notes(UUID file, int limit) {
        return jdbc.sql("""
                        select n.kind, n.at, upper(p.code) as by from cases.note n left join access.person p on p.id = n.recorded_by
                         where n.file_id = :file order by n.at desc, n.id desc limit :limit
                        """)
                .param("file", file)
                .param("limit", limit)
                .query((row, n) -> new FileOverview.NoteInShort(
                        Note.Kind.valueOf(row.getString("kind")),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("by")))
                .list();
    }

    /** What happened, newest first, of each kind no more than the limit. The answers about consent of one day are one event. */
    List<FileOverview.Event> events(UUID file, int limit) {
        return jdbc.sql("""
                        select e.at, e.kind, coalesce(upper(w.code), e.detail) as detail, upper(p.code) as by from (
                            (select at, what as kind, value as detail, null::uuid as by_id from cases.turn
                              where file_id = :file and what in ('RISK', 'CARE', 'COUNTRY', 'VICTIM_STATUS', 'LOST', 'WORKER')
                              order by at desc, n desc limit :limit)
                            union all (select at, 'ASSESSMENT', risk, author from cases.assessment where file_id = :file order by at desc limit :limit)
                            union all (select at, 'BEST_INTERESTS', kind, author from cases.best_interests where file_id = :file order by at desc limit :limit)
                            union all (select decided_at, 'PLAN_' || status, number::text, decided_by from cases.plan
                              where file_id = :file and decided_at is not null order by decided_at desc limit :limit)
                            union all (select max(at), 'CONSENTS', count(*)::text, null from cases.consent where file_id = :file and status <> 'WITHDRAWN'
                              group by (at at time zone 'UTC')::date order by 1 desc limit :limit)
                            union all (select at, 'CONSENT_WITHDRAWN', purpose, recorded_by from cases.consent
                              where file_id = :file and status = 'WITHDRAWN' order by at desc limit :limit)
                            union all (select decided_at, 'REFUSAL_' || decision, null, decided_by from cases.refusal
                              where file_id = :file and decided_at is not null order by decided_at desc limit :limit)
                            union all (select appointed_on::timestamp at time zone 'UTC', 'GUARDIAN', kind, recorded_by from cases.guardian where file_id = :file order by appointed_on desc limit :limit)
                            union all (select verified_on::timestamp at time zone 'UTC', 'FAMILY_VERIFIED', return_safe::text, recorded_by from cases.tracing
                              where file_id = :file and verified_on is not null order by verified_on desc limit :limit)
                            union all (select departed_on::timestamp at time zone 'UTC', 'DEPARTED', to_country, recorded_by from cases.homecoming
                              where file_id = :file and departed_on is not null order by departed_on desc limit :limit)
                            union all (select arrival_confirmed_at, 'ARRIVED', to_country, recorded_by from cases.homecoming
                              where file_id = :file and arrival_confirmed_at is not null order by arrival_confirmed_at desc limit :limit)
                            union all (select until::timestamp at time zone 'UTC', 'LEFT', end_reason, recorded_by from cases.placement
                              where file_id = :file and end_reason is not null order by until desc limit :limit)
                            union all (select requested_at, 'CLOSURE_ASKED', code, requested_by from cases.closure where file_id = :file order by requested_at desc limit :limit)
                            union all (select decided_at, 'CLOSURE_' || decision, code, decided_by from cases.closure
                              where file_id = :file and decided_at is not null order by decided_at desc limit :limit)
                            union all (select asked_at, 'REOPENING_ASKED', null, asked_by from cases.reopening where file_id = :file order by asked_at desc limit :limit)
                            union all (select at, 'MEDICAL', kind, recorded_by from cases.medical where file_id = :file order by at desc limit :limit)
                        ) e left join access.person p on p.id = e.by_id
                            left join access.person w on w.id = case when e.kind = 'WORKER' then e.detail::uuid end
                        order by e.at desc limit :limit
                        """)
                .param("file", file)
                .param("limit", limit)
                .query((row, n) -> event(row))
                .list();
    }

    private static FileOverview.Event event(ResultSet row) throws SQLException {
        @Nullable String detail = row.getString("detail");
        return new FileOverview.Event(
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("kind"),
                detail,
                row.getString("by"));
    }
}
