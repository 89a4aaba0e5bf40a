-- Of a visit only those columns change that one of its acts changes.
revoke update on followup.visit, followup.calendar, followup.csi_due, followup.csi_action from akoma_protection;
grant update (worker_id, organisation_id, planned_on, by_calendar, moved, done_on, done_at, recorded_by, made_by, partner, mode, seen, seen_alone, not_alone,
              school, safety, missed_at, missed_reason, cancelled_at, cancel_reason, closed_at, reviewed_at, reviewed_by, sealed, version) on followup.visit to akoma_protection;
grant update (begins_on) on followup.calendar to akoma_protection;
grant update (worker_id, organisation_id, until) on followup.csi_due to akoma_protection;
grant update (worker_id, organisation_id, until, done_by, ended_by, sealed) on followup.csi_action to akoma_protection;

-- A visit ends by being made, missed or cancelled with a reason, by a later one, or with its file; and who looked at the record of a visit is who acts, a supervisor
-- who wrote none of it.
create function followup.keep_end_of_visit() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user <> 'akoma_protection' then return null; end if;
    if new.closed_at is not null and old.closed_at is null and new.done_on is null and new.missed_at is null and new.cancel_reason is null
       and not exists (select from followup.visit v where v.file_id = new.file_id and v.done_on is not null and v.done_at >= new.planned_at
                          and v.planned_on > new.planned_on and new.planned_on <= v.done_on + access.limit_of('visit.on-time.tolerance', 3))
       and not exists (select from cases.case_file f where f.id = new.file_id and f.closed_at is not null) then
        raise exception 'followup.visit-ends-by-an-act' using errcode = 'insufficient_privilege';
    end if;
    if new.reviewed_at is not null and old.reviewed_at is null
       and (new.reviewed_by is distinct from access.actor() or new.reviewed_by in (new.recorded_by, new.made_by) or not access.has_role(array['CASE_SUPERVISOR'])) then
        raise exception 'followup.visit-reviewed-by-others' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger keep_end_of_visit after update on followup.visit deferrable initially deferred for each row
    when (new.closed_at is not null and old.closed_at is null or new.reviewed_at is not null and old.reviewed_at is null)
    execute function followup.keep_end_of_visit();

-- The calendar of a file that was planned elsewhere begins within a year.
create function followup.keep_beginning() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if current_user = 'akoma_protection' and new.begins_on > (access.moment() at time zone 'UTC')::date + 366 then
        raise exception 'followup.calendar-too-late' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger keep_beginning before insert or update on followup.calendar for each row execute function followup.keep_beginning();

-- An alert is raised now, its clocks run from now, and it is on the list of who works on the file; one about a device on that of who lost it.
create function followup.keep_raising() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare f cases.case_file;
begin
    if session_user not in ('akoma_protection', 'akoma_enforcement', 'akoma_custody', 'akoma_administration') then return new; end if;
    if new.raised_at not between access.moment() - interval '2 minutes' and access.moment() + interval '2 minutes'
       or new.ack_due_at > new.raised_at + interval '7 days' or new.safe_due_at > new.raised_at + interval '31 days' then
        raise exception 'followup.alert-clocks' using errcode = 'insufficient_privilege';
    end if;
    if new.file_id is not null then
        select * into f from cases.case_file c where c.id = new.file_id;
        if (new.worker_id, new.organisation_id) is distinct from (f.worker_id, f.organisation_id) or new.supervisor_id is distinct from f.supervisor_id then
            raise exception 'followup.alert-elsewhere' using errcode = 'insufficient_privilege';
        end if;
    end if;
    return new;
end $$;
create trigger keep_raising before insert on followup.alert for each row execute function followup.keep_raising();

-- How each kind of alert may end, and with which role; no role: another act ends it, which is looked up. Who says_why closes it in words, on what somebody else
-- recorded (V8450). Of a child who is missing: that it was found; only on a file that has ended, where nobody searches, that it is safe.
create table followup.alert_ending (
    type     text not null,
    outcome  text not null,
    roles    text[] not null,
    says_why boolean not null generated always as (roles <> '{}') stored,
    constraint alert_ending_pk primary key (type, outcome));
insert into followup.alert_ending (type, outcome, roles)
    select t, o, '{CASE_SUPERVISOR}'::text[]
      from unnest(array['RE_EXPLOITATION', 'TRAFFICKER_CONTACT', 'DANGER_AT_HOME', 'LIFE_IN_DANGER', 'HEALTH_URGENT', 'MISSING', 'WITHOUT_PLACE', 'CSI_URGENT']) t,
           unnest(array['CHILD_SAFE', 'FALSE_ALARM']) o
    union all select t, 'FOUND', '{CASE_SUPERVISOR}' from unnest(array['MISSING', 'LOST_TO_FOLLOW_UP']) t
    union all select 'DEVICE_LOST', o, '{CASE_SUPERVISOR,LE_COORDINATOR,DATA_PROTECTION_OFFICER}' from unnest(array['DEVICE_WIPED', 'DEVICE_FOUND', 'FALSE_ALARM']) o
    union all values ('CSI_URGENT', 'REASSESSED', '{}'::text[]), ('WITHOUT_PLACE', 'PLACED', '{}')
    union all select t, 'FILE_CLOSED', '{}'
      from unnest(array['RE_EXPLOITATION', 'TRAFFICKER_CONTACT', 'DANGER_AT_HOME', 'LIFE_IN_DANGER', 'HEALTH_URGENT', 'MISSING', 'WITHOUT_PLACE', 'CSI_URGENT',
                        'LOST_TO_FOLLOW_UP']) t;
alter table followup.alert add constraint alert_ends_so foreign key (type, outcome) references followup.alert_ending;

-- Taking an alert on is for who handles alerts. Who closes it is who acts, in the way and with the role that its kind asks for (followup.alert_ending),
-- and a record says why: the index that the closer made since it was taken on, the place where the child lives now, the closed file.
-- V640 makes the trigger.
create function followup.keep_alert() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
    why text;
    ending followup.alert_ending;
begin
    if session_user not in ('akoma_protection', 'akoma_enforcement', 'akoma_custody') then return new; end if;
    if new.outcome is distinct from old.outcome then
        select * into ending from followup.alert_ending e where e.type = new.type and e.outcome = new.outcome;
        if not found then raise exception 'followup.alert-ends-otherwise' using errcode = 'insufficient_privilege'; end if;
    end if;
    if new.acknowledged_at is distinct from old.acknowledged_at and not access.has_role(array['CASE_SUPERVISOR', 'LE_COORDINATOR', 'DATA_PROTECTION_OFFICER'])
       or ending.roles <> '{}' and not access.has_role(ending.roles) then
        raise exception 'followup.alert-handled-by-others' using errcode = 'insufficient_privilege';
    end if;
    if new.closed_at is distinct from old.closed_at and new.closed_by is distinct from access.actor()
       or new.acknowledged_at is not null and new.acknowledged_at is distinct from old.acknowledged_at and new.acknowledged_by is distinct from access.actor() then
        raise exception 'followup.alert-by-another' using errcode = 'insufficient_privilege';
    end if;
    if new.file_id is not null and (new.worker_id, new.organisation_id, new.supervisor_id) is distinct from (old.worker_id, old.organisation_id, old.supervisor_id)
       and not exists (select from cases.case_file f where f.id = new.file_id and f.worker_id = new.worker_id and f.organisation_id = new.organisation_id
                          and f.supervisor_id is not distinct from new.supervisor_id) then
        raise exception 'followup.alert-elsewhere' using errcode = 'insufficient_privilege';
    end if;
    if new.outcome is distinct from old.outcome and not (case new.outcome
           when 'REASSESSED' then exists (select from followup.csi c where c.file_id = new.file_id and c.assessor = access.actor()
                                             and c.recorded_at >= greatest(old.acknowledged_at, access.moment() - interval '2 minutes'))
           when 'PLACED' then followup.has_place(new.file_id)
           when 'FILE_CLOSED' then exists (select from cases.case_file f where f.id = new.file_id and f.status in ('CLOSED', 'TRANSFERRED'))
           else true end) then
        raise exception 'followup.alert-without-record: %', new.outcome using errcode = 'insufficient_privilege';
    end if;
    if old.outcome is null and ending.says_why then
        why := case when old.acknowledged_at is null then 'followup.alert-not-acknowledged' else followup.end_refusal(new.id, new.outcome) end;
        if why is not null then raise exception '%', why using errcode = 'insufficient_privilege'; end if;
    end if;
    return new;
end $$;
-- Days between two visits of a child, by its level of risk; HIGH while a supervisor has not decided on a proposal of it (T10). Null: its risk is not known yet.
create function followup.interval_of(file uuid) returns int stable language sql security definer set search_path = pg_catalog as $$
    select case when exists (select from followup.high_proposal p where p.file_id = f.id and p.decided_at is null) or f.risk = 'HIGH'
                then access.limit_of('follow-up.high.interval', 7)
                when f.risk = 'MEDIUM' then access.limit_of('follow-up.medium.interval', 14) when f.risk = 'LOW' then access.limit_of('follow-up.low.interval', 30) end
      from cases.case_file f where f.id = interval_of.file $$;

-- A child whose risk is known is never without a visit to come: one that is withdrawn for another plan leaves a nearer one, or the child was just seen; one that a
-- person takes back, before its day, leaves another within the interval since the child was last seen; whatever ends a visit, the calendar goes on. One is missed
-- from its day on, and put off by no more than an interval. A calendar that begins later, of a file planned elsewhere, has planned nothing before.
create function followup.keep_planned() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
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
    if new.planned_on > old.planned_on and new.planned_on > new.first_on + coalesce(days, access.limit_of('follow-up.low.interval', 30)) then
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
       and not exists (select from followup.calendar c where c.file_id = new.file_id and c.begins_on > today
                          and not exists (select from followup.visit v where v.file_id = c.file_id and v.by_calendar and v.planned_on < c.begins_on)) then
        raise exception 'followup.no-visit-to-come' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger keep_planned after update on followup.visit deferrable initially deferred for each row
    when (new.closed_at is not null and old.closed_at is null or new.planned_on > old.planned_on
          or new.missed_at is not null and old.missed_at is null or new.cancelled_at is not null and old.cancelled_at is null)
    execute function followup.keep_planned();

-- The next visit of a file is the first of those that are planned.
create function followup.keep_next_visit() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and (select f.next_visit_due from cases.case_file f where f.id = new.id)
           is distinct from (select min(v.planned_on) from followup.visit v where v.file_id = new.id and v.closed_at is null) then
        raise exception 'followup.next-visit-is-not-so' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger keep_next_visit after update on cases.case_file deferrable initially deferred for each row
    when (new.next_visit_due is distinct from old.next_visit_due) execute function followup.keep_next_visit();

-- That a proposal of HIGH ends with the file, or because the risk was raised, is read from the file.
create function followup.keep_verdict() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and not exists (select from cases.case_file f where f.id = new.file_id
           and case new.verdict when 'RAISED' then f.risk = 'HIGH' else f.status in ('CLOSED', 'TRANSFERRED') end) then
        raise exception 'followup.verdict-without-record: %', new.verdict using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger keep_verdict after update on followup.high_proposal deferrable initially deferred for each row
    when (new.verdict in ('RAISED', 'FILE_CLOSED') and old.verdict is null) execute function followup.keep_verdict();
revoke execute on function followup.interval_of, followup.keep_planned, followup.keep_next_visit, followup.keep_verdict from public;
revoke execute on function followup.keep_end_of_visit, followup.keep_beginning, followup.keep_raising, followup.keep_alert from public;

-- Who wrote a record is who acts.
create trigger by_oneself after insert on followup.alert referencing new table as added for each statement execute function access.by_oneself('raised_by');
create trigger by_oneself after insert on followup.alert_action referencing new table as added for each statement execute function access.by_oneself('taken_by');
create trigger by_oneself after insert on followup.high_proposal referencing new table as added for each statement execute function access.by_oneself('proposed_by');
create trigger by_oneself after insert on followup.visit referencing new table as added for each statement execute function access.by_oneself('planned_by', 'recorded_by');
create trigger by_oneself after insert on followup.visit_feedback referencing new table as added for each statement execute function access.by_oneself('taken_by');
create trigger by_oneself after insert on followup.visit_move referencing new table as added for each statement execute function access.by_oneself('moved_by');
create trigger by_oneself after insert on followup.visit_version referencing new table as added for each statement execute function access.by_oneself('replaced_by');
create trigger by_oneself after insert on followup.csi referencing new table as added for each statement execute function access.by_oneself('assessor');
create trigger by_oneself after insert on followup.risk_score referencing new table as added for each statement execute function access.by_oneself('scored_by');
create trigger changed_by_oneself before update on followup.visit for each row execute function access.changed_by_oneself('recorded_by');
create trigger changed_by_oneself before update on followup.complaint for each row execute function access.changed_by_oneself('acknowledged_by', 'closed_by');
