-- An alert of danger is closed on records, not on the word of one person. MISSING: the child was found and has a home whose decision is made.
-- WITHOUT_PLACE: the child has such a home. Of all: somebody other than the closer recorded since then that the child is safe.
create function followup.lives_agreed(file uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from cases.placement p where p.file_id = lives_agreed.file and p.state = 'CURRENT'
                      and not exists (select from access.decision d where d.kind = 'SHELTER_MOVE' and d.subject = p.id and d.state = 'WAITING')) $$;
-- Later than the alert, by another person who holds the file other than by an emergency: a word on it that the child is safe (a plan is made because it is
-- not), or a visit of a later day that saw it safe. A visit has a day and no hour: one of the same day may have been made before the danger.
create function followup.safe_by_another(a followup.alert) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from followup.alert_action x where x.alert_id = a.id and x.kind = 'CHILD_SAFE' and x.taken_by <> access.actor()
                      and x.at >= coalesce(a.again_at, a.raised_at) and access.kept_at(x.taken_by, a.file_id, x.at))
        or exists (select from followup.visit v where v.file_id = a.file_id and v.child_seen and v.safety = 'SAFE' and v.recorded_by <> access.actor()
                      and v.first_done_at > coalesce(a.again_at, a.raised_at)
                      and v.done_on > (coalesce(a.again_at, a.raised_at) at time zone 'UTC')::date
                      and access.kept_at(v.recorded_by, a.file_id, v.first_done_at)) $$;
-- The last search ended since the alert, by who does not close it, or another person says besides that the child is safe.
create function followup.found_by_another(a followup.alert) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from cases.search_step s where s.file_id = a.file_id and s.step = 'FOUND' and s.at >= coalesce(a.again_at, a.raised_at)
                      and not exists (select from cases.search_step f where f.file_id = a.file_id and f.step = 'FLAGGED' and f.at > s.at)
                      and (s.recorded_by <> access.actor() or followup.safe_by_another(a))) $$;
revoke execute on function followup.lives_agreed, followup.safe_by_another, followup.found_by_another from public;

-- Nor is a child placed who moves in the same transaction, before the move is put to a supervisor.
create function followup.placed_is_agreed() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and not followup.lives_agreed(new.file_id) then
        raise exception 'followup.alert-without-record: PLACED' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
revoke execute on function followup.placed_is_agreed from public;
create constraint trigger placed_is_agreed after update on followup.alert deferrable initially deferred for each row
    when (new.outcome = 'PLACED' and old.outcome is null) execute function followup.placed_is_agreed();

-- Why who acts may not end this alert so now; null: they may, as far as records say.
create function followup.end_refusal(alert uuid, outcome text) returns text stable language plpgsql security definer set search_path = pg_catalog as $$
declare a followup.alert;
begin
    select * into a from followup.alert x where x.id = end_refusal.alert;
    if not exists (select from followup.alert_ending e where e.type = a.type and e.outcome = end_refusal.outcome and e.says_why) then return null; end if;
    if a.file_id is null then return case when a.raised_by = access.actor() then 'followup.alert-own-device' end; end if;
    if not access.sees(a.file_id, 64, false) then return null; end if;
    if a.type in ('MISSING', 'LOST_TO_FOLLOW_UP')
       and (exists (select from cases.case_file f where f.id = a.file_id and f.lost_since is not null)
            or end_refusal.outcome <> 'FOUND' and not followup.is_over(a.file_id)) then
        return 'followup.alert-search';
    end if;
    if a.type in ('MISSING', 'WITHOUT_PLACE') and not followup.is_over(a.file_id) and not followup.lives_agreed(a.file_id) then return 'followup.alert-no-home'; end if;
    if end_refusal.outcome = 'FOUND' then return case when not followup.found_by_another(a) then 'followup.alert-found-own' end; end if;
    return case when not followup.safe_by_another(a) then 'followup.alert-by-one' end;
end $$;
revoke execute on function followup.end_refusal from public;
grant execute on function followup.end_refusal to akoma_protection, akoma_enforcement, akoma_custody;

-- A child of whom anybody says that it is missing is searched for by the end of that transaction, where its file is open.
create function followup.missing_is_searched() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and not followup.is_over(new.file_id)
       and exists (select from followup.alert a where a.id = case tg_table_name when 'alert' then new.id else (to_jsonb(new) ->> 'alert_id')::uuid end
                      and a.type = 'MISSING' and a.closed_at is null)
       and not exists (select from cases.case_file f where f.id = new.file_id and f.lost_since is not null) then
        raise exception 'followup.missing-not-searched' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
revoke execute on function followup.missing_is_searched from public;
create constraint trigger missing_is_searched after insert on followup.alert deferrable initially deferred for each row
    when (new.type = 'MISSING') execute function followup.missing_is_searched();
create constraint trigger missing_is_searched after insert on followup.alert_action deferrable initially deferred for each row
    when (new.kind = 'REPORTED_AGAIN' and new.file_id is not null) execute function followup.missing_is_searched();

-- That a child ran away, was taken or is missing is heard outside its team at once: by project managers and data protection officers.
create function followup.missing_rings() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform access.ring(array(select access.custodians() union
        select r.person_id from access.person_role r where r.role = 'PROJECT_MANAGER' and r.approved_at <= access.moment() and r.valid_from <= access.moment()
           and r.valid_until > access.moment()), 'alert');
    return null;
end $$;
revoke execute on function followup.missing_rings from public;
create trigger missing_rings after insert on followup.alert for each row when (new.type = 'MISSING') execute function followup.missing_rings();

-- An alert that was taken on, and on which the child is safe, stays with the supervisor until it is closed.
create or replace view followup.due_alert with (security_invoker = true) as
    select 'followup.alert-acknowledge' as kind, id, file_id, worker_id, organisation_id, (ack_due_at at time zone 'UTC')::date as due_on, ack_due_at as due_at, supervisor_id
      from followup.alert where closed_at is null and acknowledged_at is null
    union all
    select 'followup.alert-safety', id, file_id, worker_id, organisation_id, (safe_due_at at time zone 'UTC')::date, safe_due_at, supervisor_id
      from followup.alert where closed_at is null and acknowledged_at is not null and safe_at is null and type <> 'LOST_TO_FOLLOW_UP'
    union all
    select 'followup.alert-close', id, file_id, worker_id, organisation_id, ((greatest(safe_at, acknowledged_at) + interval '7 days') at time zone 'UTC')::date,
           greatest(safe_at, acknowledged_at) + interval '7 days', supervisor_id
      from followup.alert where closed_at is null and acknowledged_at is not null and safe_at is not null;
create or replace view followup.was_due_alert with (security_invoker = true) as
    select 'followup.alert-acknowledge' as kind, id, file_id, worker_id, organisation_id, supervisor_id, coalesce(again_at, raised_at) as since, ack_due_at as due_at,
           acknowledged_at as done_at, closed_at
      from followup.alert
    union all
    select 'followup.alert-safety', id, file_id, worker_id, organisation_id, supervisor_id, acknowledged_at, safe_due_at, safe_at, closed_at
      from followup.alert where acknowledged_at is not null and type <> 'LOST_TO_FOLLOW_UP'
    union all
    select 'followup.alert-close', id, file_id, worker_id, organisation_id, supervisor_id, greatest(safe_at, acknowledged_at),
           greatest(safe_at, acknowledged_at) + interval '7 days', null::timestamptz, closed_at
      from followup.alert where acknowledged_at is not null and safe_at is not null
    union all
    select 'followup.alert-acknowledge', a.id, a.file_id, a.worker_id, a.organisation_id, a.supervisor_id, r.since, r.ack_due_at, r.acknowledged_at, r.until
      from followup.alert_round r join followup.alert a on a.id = r.alert_id
    union all
    select 'followup.alert-safety', a.id, a.file_id, a.worker_id, a.organisation_id, a.supervisor_id, r.acknowledged_at, r.safe_due_at, r.safe_at, r.until
      from followup.alert_round r join followup.alert a on a.id = r.alert_id where r.acknowledged_at is not null and a.type <> 'LOST_TO_FOLLOW_UP';
