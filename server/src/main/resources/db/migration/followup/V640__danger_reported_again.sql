-- Danger that is reported again, on an alert that somebody took on or called safe, is new danger: it asks to be taken on again, and the child to be made safe
-- again. Which clocks ran before, and what stopped them, is kept for the pictures of past days. A clock that still runs is not lengthened.
alter table followup.alert add column again_at timestamptz;           -- since when its clocks run; null = since it was raised
create table followup.alert_round (
    alert_id        uuid not null constraint alert_round_of references followup.alert,
    file_id         uuid not null constraint alert_round_file references cases.case_file,
    since           timestamptz not null,
    ack_due_at      timestamptz not null,
    acknowledged_at timestamptz,
    acknowledged_by uuid,
    safe_due_at     timestamptz not null,
    safe_at         timestamptz,
    police_at       timestamptz,
    until           timestamptz not null,
    constraint alert_round_pk primary key (alert_id, until));
create index alert_round_of_file on followup.alert_round (file_id);
call access.protect('followup.alert_round', 'file_id', 64, 'akoma_protection');
grant select on followup.alert_round to akoma_protection;

create function followup.begin_anew() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
    a followup.alert;
    now timestamptz := access.moment();
begin
    select * into a from followup.alert x where x.id = new.alert_id for update;
    if a.file_id is null or a.closed_at is not null or a.acknowledged_at is null and a.safe_at is null then return null; end if;
    insert into followup.alert_round values (a.id, a.file_id, coalesce(a.again_at, a.raised_at), a.ack_due_at, a.acknowledged_at, a.acknowledged_by,
        a.safe_due_at, a.safe_at, a.police_at, now) on conflict do nothing;
    update followup.alert x
       set again_at = now, acknowledged_at = null, acknowledged_by = null, safe_at = null, police_at = null, passed_on_at = null,
           ack_due_at = case when a.acknowledged_at is null then a.ack_due_at
                             when a.type in ('CSI_URGENT', 'LOST_TO_FOLLOW_UP') then now + make_interval(hours => access.limit_of('alert-acknowledgement.other.max', 24))
                             else now + make_interval(hours => access.limit_of('alert-acknowledgement.max', 1)) end,
           safe_due_at = case when a.safe_at is null then a.safe_due_at
                              when a.type = 'CSI_URGENT' then now + make_interval(hours => access.limit_of('csi.urgent-action.max', 24))
                              else now + make_interval(hours => access.limit_of('alert-safety-action.max', 24)) end
     where x.id = a.id;
    return null;
end $$;
create trigger begin_anew after insert on followup.alert_action for each row when (new.kind = 'REPORTED_AGAIN') execute function followup.begin_anew();
-- No login writes again_at: where it changes, the function above did it.
create trigger keep_alert before update on followup.alert for each row
    when (new.again_at is not distinct from old.again_at) execute function followup.keep_alert();

create or replace view followup.was_due_alert with (security_invoker = true) as
    select 'followup.alert-acknowledge' as kind, id, file_id, worker_id, organisation_id, supervisor_id, coalesce(again_at, raised_at) as since, ack_due_at as due_at,
           acknowledged_at as done_at, closed_at
      from followup.alert
    union all
    select 'followup.alert-safety', id, file_id, worker_id, organisation_id, supervisor_id, acknowledged_at, safe_due_at, safe_at, closed_at
      from followup.alert where acknowledged_at is not null and type <> 'LOST_TO_FOLLOW_UP'
    union all
    select 'followup.alert-acknowledge', a.id, a.file_id, a.worker_id, a.organisation_id, a.supervisor_id, r.since, r.ack_due_at, r.acknowledged_at, r.until
      from followup.alert_round r join followup.alert a on a.id = r.alert_id
    union all
    select 'followup.alert-safety', a.id, a.file_id, a.worker_id, a.organisation_id, a.supervisor_id, r.acknowledged_at, r.safe_due_at, r.safe_at, r.until
      from followup.alert_round r join followup.alert a on a.id = r.alert_id where r.acknowledged_at is not null and a.type <> 'LOST_TO_FOLLOW_UP';

-- A proposal of HIGH that was declined comes back with the next danger.
alter table followup.high_proposal drop constraint high_proposal_once;
create unique index high_proposal_once on followup.high_proposal (source_id) where decided_at is null;

-- A new index ends no alert that no supervisor took on.
create function followup.taken_on_first() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if new.acknowledged_at is null then
        raise exception 'followup.alert-not-acknowledged' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger taken_on_first before update on followup.alert for each row
    when (new.outcome = 'REASSESSED' and old.outcome is null) execute function followup.taken_on_first();
revoke execute on function followup.begin_anew, followup.taken_on_first from public;
