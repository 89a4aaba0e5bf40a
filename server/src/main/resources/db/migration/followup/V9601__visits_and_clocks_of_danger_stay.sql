-- The child is at high risk, or somebody proposed so and no supervisor has decided.
create function followup.is_high(file uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from cases.case_file f where f.id = file and f.risk = 'HIGH')
        or exists (select from followup.high_proposal p where p.file_id = file and p.decided_at is null) $$;
revoke execute on function followup.is_high from public;
-- A child whose risk is known is never without a visit to come: one that is withdrawn for another plan leaves a nearer one, or the child was just seen; one that a
-- person takes back, before its day, leaves another within the interval since the child was last seen; whatever ends a visit, the calendar goes on. One is missed
-- from its day on, and put off by no more than an interval, of a child at high risk not at all. A calendar that begins later, of a file planned elsewhere, has planned nothing yet; that is no ground
-- to take a visit back.
create or replace function followup.keep_planned() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
    f cases.case_file;
    today date := (access.moment() at time zone 'UTC')::date;
    ahead int := access.limit_of('visit.calendar.ahead', 45);
    around int := access.limit_of('visit.on-time.tolerance', 3);
    days int;
    latest date;
    taken_back boolean := new.cancelled_at is not null and old.cancelled_at is null;
begin
    if session_user <> 'akoma_protection' then return null; end if;
    if new.missed_at is not null and old.missed_at is null and new.planned_on > today then
        raise exception 'followup.visit-to-come' using errcode = 'insufficient_privilege';
    end if;
    select * into f from cases.case_file c where c.id = new.file_id;
    if f.status in ('CLOSED', 'TRANSFERRED') then return null; end if;
    days := followup.interval_of(new.file_id);
    if new.planned_on > old.planned_on and new.planned_on > new.first_on
            + (case when followup.is_high(new.file_id) then 0 else coalesce(days, access.limit_of('follow-up.low.interval', 30)) end) then
        raise exception 'followup.visit-move-too-far' using errcode = 'insufficient_privilege';
    end if;
    if taken_back and new.cancel_reason = 'FILE_CLOSED' or taken_back and new.cancel_reason <> 'PLANNED_ANEW' and new.planned_on <= today then
        raise exception 'followup.visit-day-passed' using errcode = 'insufficient_privilege';
    end if;
    if taken_back and new.cancel_reason = 'PLANNED_ANEW' and not exists (select from followup.visit v where v.file_id = new.file_id
           and (v.closed_at is null and v.planned_on <= new.planned_on or v.done_at = access.moment())) then
        raise exception 'followup.no-nearer-visit' using errcode = 'insufficient_privilege';
    end if;
    if new.closed_at is null or old.closed_at is not null or f.risk is null or days + around > ahead then return null; end if;
    latest := today + ahead + around;
    if taken_back and new.cancel_reason <> 'PLANNED_ANEW' then
        select greatest(new.planned_on, today + 1, coalesce(max(v.done_on), today) + days) into latest
          from followup.visit v where v.file_id = new.file_id and v.child_seen;
    end if;
    if not exists (select from followup.visit v where v.file_id = new.file_id and v.closed_at is null and v.planned_on <= latest)
       and (taken_back
            or not exists (select from followup.calendar c where c.file_id = new.file_id and c.begins_on > today
                              and not exists (select from followup.visit v where v.file_id = c.file_id and v.by_calendar))) then
        raise exception 'followup.no-visit-to-come' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;

-- The clocks of an alert about a child are those of its kind, whatever who raises it writes: who reports the danger again later falls into them.
create function followup.keep_clocks() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    new.ack_due_at := least(new.ack_due_at, new.raised_at + make_interval(hours => case when new.type in ('CSI_URGENT', 'LOST_TO_FOLLOW_UP')
        then access.limit_of('alert-acknowledgement.other.max', 24) else access.limit_of('alert-acknowledgement.max', 1) end));
    new.safe_due_at := least(new.safe_due_at, new.raised_at + make_interval(hours => case when new.type = 'CSI_URGENT'
        then access.limit_of('csi.urgent-action.max', 24) else access.limit_of('alert-safety-action.max', 24) end));
    return new;
end $$;
revoke execute on function followup.keep_clocks from public;
create trigger keep_clocks before insert on followup.alert for each row
    when (session_user = 'akoma_protection' and new.file_id is not null) execute function followup.keep_clocks();
