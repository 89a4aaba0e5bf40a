package org.akoma.protection.handover;

import java.time.LocalDate;
import java.util.List;
import org.akoma.Timestamps;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of the board: of files that the actor sees, by row-level security. */
@Repository
class HandoverBoardStore {

    private final JdbcClient jdbc;

    HandoverBoardStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<HandoverBoard.Row> rows(HandoverBoard.@Nullable Place place, int from, int most) {
        return jdbc.sql("""
                        with latest as (
                                select distinct on (p.file_id) p.id, p.file_id, p.receiver_id, p.overlap_until, p.sent_at, p.ended_at, p.proposed_at, p.state,
                                       case when p.followed_at is null then p.follow_since end as follow_since, p.follows_id
                                  from handover.proposal p where p.state <> 'WITHDRAWN'
                                 order by p.file_id, p.proposed_at desc, p.id desc),
                             placed as (
                                select f.id as file_id, f.code, p.id as proposal_id, o.code as receiver, p.receiver_id, p.overlap_until, p.sent_at, p.follow_since, p.follows_id,
                                       case when p.state is null then 'NOT_PROPOSED'
                                            when p.state = 'ACCEPTED' and exists (select from handover.checkup c where c.proposal_id = p.id and c.done_on is null
                                                    and c.due_on <= (access.moment() at time zone 'UTC')::date) then 'CHECK_DUE'
                                            else p.state end as place,
                                       coalesce(p.ended_at, p.sent_at, p.proposed_at) as since
                                  from cases.file_shown f left join latest p on p.file_id = f.id left join access.organisation o on o.id = p.receiver_id
                                 where p.id is not null or :unproposed and f.status not in ('CLOSED', 'TRANSFERRED')
                                    -- who was only referred the child does not see its hand-over, and would read that nothing was proposed
                                    and ((select access.everywhere()) <> 0 or handover.may_read(f.id)))
                        select x.*, x.place = 'WAITING' and cases.decision_due('HANDOVER', x.proposal_id, x.sent_at) <= access.moment() as late,
                               case when x.place = 'WAITING' then cases.decision_due('HANDOVER', x.proposal_id, x.sent_at) end as due_at,
                               (select r.code from access.organisation r
                                 where r.id = handover.responsible_on(x.file_id, (access.moment() at time zone 'UTC')::date)) as responsible,
                               (select r.code from handover.responsible n join handover.responsible b on b.file_id = n.file_id and b.since < n.since
                                  join access.organisation r on r.id = b.organisation_id
                                 where n.file_id = x.file_id and n.by_mandate order by n.since desc, b.since desc limit 1) as formerly,
                               x.proposal_id is not null and not handover.has_people(case when x.follow_since is not null then x.follows_id
                                   when x.place in ('ACCEPTED', 'CHECK_DUE') then handover.responsible_on(x.file_id, (access.moment() at time zone 'UTC')::date) else x.receiver_id end) as nobody_here,
                               handover.to_mend(x.file_id, x.proposal_id, x.place in ('ACCEPTED', 'CHECK_DUE')) as missing
                          from placed x
                         where :place::text is null or x.place = :place
                         order by array_position(array['WAITING', 'RETURNED', 'BLOCKED', 'CHECK_DUE', 'ACCEPTED', 'NOT_PROPOSED'], x.place), x.since, x.code
                        offset :from limit :most
                        """)
                .param("unproposed", place == HandoverBoard.Place.NOT_PROPOSED)
                .param("place", place == null ? null : place.name())
                .param("from", from)
                .param("most", most)
                .query((row, n) -> new HandoverBoard.Row(
                        row.getString("code"),
                        HandoverBoard.Place.valueOf(row.getString("place")),
                        row.getString("receiver"),
                        row.getString("responsible"),
                        Timestamps.instant(row, "since"),
                        Timestamps.instant(row, "due_at"),
                        row.getObject("overlap_until", LocalDate.class),
                        row.getObject("missing", Long.class),
                        row.getString("formerly"),
                        Timestamps.instant(row, "follow_since"),
                        row.getBoolean("nobody_here"),
                        row.getBoolean("late")))
                .list();
    }

    /** Codes of the open files that no authority has accepted, in their order; none once the project is closed. */
    List<String> exceptionsToSign() {
        return jdbc.sql("""
                        select f.code from cases.file_shown f
                         where f.status not in ('CLOSED', 'TRANSFERRED')
                           and not exists (select from handover.proposal p where p.file_id = f.id and p.state = 'ACCEPTED')
                           and not exists (select from handover.project_end e where e.agreed_at is not null)
                         order by f.code
                        """).query((row, n) -> row.getString("code")).list();
    }
}
