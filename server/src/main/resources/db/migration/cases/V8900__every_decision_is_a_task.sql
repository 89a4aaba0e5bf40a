-- Every decision that waits for a second person is a task, with a last moment, of who may decide it (trust.md 4): the file's supervisor where that one may;
-- where not (they asked or wrote it, left, or supervise it no more), everybody who may. A referral that left without consent and a payment have views of
-- their own (referrals.due_danger, assistance.due_payment).
create index decision_of_decider on access.decision (decided_by, proposed_at) where decided_by is not null;

-- The end of the last of so many working days after this moment.
create function cases.after_working_days(since timestamptz, days int) returns timestamptz
immutable language sql set search_path = pg_catalog as $$
    select (d.day + 1)::timestamp at time zone 'UTC'
      from (select (since at time zone 'UTC')::date + n as day from generate_series(1, days * 2 + 4) n) d
     where extract(isodow from d.day) < 6 order by d.day offset days - 1 limit 1 $$;
-- Three working days, but where the requirements say another time: a move into a shelter that has begun, and a file that another structure takes over (T22).
create function cases.decision_due(kind text, decision uuid, since timestamptz) returns timestamptz
stable language sql set search_path = pg_catalog as $$
    select case decision_due.kind
        when 'SHELTER_MOVE' then coalesce(cases.move_since(decision), since) + interval '24 hours'
        when 'TRANSFER' then cases.after_working_days(since, 10)
        else cases.after_working_days(since, 3) end $$;
create function cases.decision_task(kind text) returns text immutable language sql set search_path = pg_catalog as $$
    select case decision_task.kind when 'PLAN' then 'cases.approve-plan' when 'CLOSURE' then 'cases.decide-closure' when 'REOPENING' then 'cases.decide-reopening'
        when 'HOME' then 'cases.approve-place' when 'SHELTER_MOVE' then 'cases.approve-place' else 'access.decide' end $$;

create function cases.decisions_to_make()
returns table (kind text, id uuid, file_id uuid, worker_id uuid, organisation_id uuid, due_at timestamptz)
stable rows 20 language plpgsql security definer set search_path = pg_catalog as $$
declare me uuid := access.actor(); kinds text[]; structures uuid[];
begin
    kinds := access.kinds_decided() || 'PASSWORD'::text;
    if me is null or not exists (select from access.decision d where d.state = 'WAITING' and d.kind = any (kinds)) then return; end if;
    structures := array(select r.organisation_id from access.person_role r where r.person_id = me
                        union select x.organisation_id from access.deputy x where x.person_id = me);
    return query
        with able as materialized (   -- who may supervise, and for which structure
            select r.person_id, o.organisation_id from access.person_role r join access.person p on p.id = r.person_id
              cross join lateral (select r.organisation_id union select x.organisation_id from access.deputy x
                 where x.person_id = r.person_id and x.organisation_id = any (structures) and access.is_deputy(x.person_id, x.organisation_id)) o
             where r.role = 'CASE_SUPERVISOR' and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()
               and p.contract_from <= (access.moment() at time zone 'UTC')::date and p.contract_until > (access.moment() at time zone 'UTC')::date
               and o.organisation_id = any (structures)),
        waiting as materialized (
            select d from access.decision d join cases.case_file f on f.id = d.file_id
             where d.state = 'WAITING' and d.organisation_id = any (structures) and d.kind = any (kinds) and d.kind <> 'REFERRAL_DANGER'
               and (f.supervisor_id = me or f.supervisor_id is null or f.organisation_id <> d.organisation_id or f.supervisor_id = d.proposed_by
                    or f.supervisor_id = any (d.authors) or (f.supervisor_id, f.organisation_id) not in (select l.person_id, l.organisation_id from able l))
               and (f.closed_at is null or d.kind not in ('PLAN', 'HOME', 'SHELTER_MOVE'))
            union all
            select d from access.decision d where d.state = 'WAITING' and d.file_id is null and d.kind = any (kinds) and d.kind <> 'PAYMENT')
        select cases.decision_task((o.d).kind), case cases.decision_task((o.d).kind) when 'access.decide' then (o.d).id else (o.d).subject end, (o.d).file_id, me,
               (o.d).organisation_id, cases.decision_due((o.d).kind, (o.d).id, (o.d).proposed_at)
          from waiting o where access.decides(o.d, me);
end $$;
revoke execute on function cases.after_working_days, cases.decision_due, cases.decision_task, cases.decisions_to_make from public;
grant execute on function cases.after_working_days, cases.decision_due, cases.decision_task, cases.decisions_to_make to akoma_protection;

create or replace view cases.due_decision with (security_invoker = true) as
    select kind, id, file_id, worker_id, organisation_id, due_at from cases.decisions_to_make()
    union all
    select 'cases.agree-risk', a.id, a.file_id, a.supervisor_id, f.organisation_id, cases.after_working_days(a.at, 3)
      from cases.assessment a join cases.case_file f on f.id = a.file_id and f.closed_at is null where a.lowers and a.approved_at is null
    union all
    select 'cases.decide-refusal', r.consent_id, r.file_id, r.supervisor_id, r.organisation_id, (r.due_on + 1)::timestamp at time zone 'UTC'
      from cases.refusal r join cases.case_file f on f.id = r.file_id and f.closed_at is null where r.decided_at is null
    union all   -- of a file that nobody supervises, every supervisor of the structure has them
    select 'cases.agree-risk', a.id, a.file_id, (select access.actor()), f.organisation_id, cases.after_working_days(a.at, 3)
      from cases.assessment a join cases.case_file f on f.id = a.file_id and f.closed_at is null
     where a.lowers and a.approved_at is null and a.supervisor_id is null and access.leads(f.organisation_id)
    union all
    select 'cases.decide-refusal', r.consent_id, r.file_id, (select access.actor()), r.organisation_id, (r.due_on + 1)::timestamp at time zone 'UTC'
      from cases.refusal r join cases.case_file f on f.id = r.file_id and f.closed_at is null
     where r.decided_at is null and r.supervisor_id is null and access.leads(r.organisation_id);

-- On a past day it was the work of who decided it; of the file's supervisor, where nobody has.
create or replace view cases.was_due_decision with (security_invoker = true) as
    select cases.decision_task(d.kind) as kind, case cases.decision_task(d.kind) when 'access.decide' then d.id else d.subject end as id, d.file_id,
           d.decided_by as worker_id, d.organisation_id, d.proposed_at as since, cases.decision_due(d.kind, d.id, d.proposed_at) as due_at, d.ended_at as done_at,
           null::timestamptz as closed_at
      from access.decision d where d.decided_by is not null and d.kind not in ('REFERRAL_DANGER', 'PAYMENT')
    union all
    select cases.decision_task(d.kind), case cases.decision_task(d.kind) when 'access.decide' then d.id else d.subject end, d.file_id,
           f.supervisor_id, d.organisation_id, d.proposed_at, cases.decision_due(d.kind, d.id, d.proposed_at), d.ended_at,
           case when d.kind in ('PLAN', 'HOME', 'SHELTER_MOVE') then f.closed_at end
      from access.decision d join cases.case_file f on f.id = d.file_id where d.decided_by is null and d.kind <> 'REFERRAL_DANGER'
    union all
    select 'cases.agree-risk', a.id, a.file_id, f.supervisor_id, f.organisation_id, a.at, cases.after_working_days(a.at, 3), a.approved_at, f.closed_at
      from cases.assessment a join cases.case_file f on f.id = a.file_id where a.lowers
    union all
    select 'cases.decide-refusal', r.consent_id, r.file_id, f.supervisor_id, f.organisation_id, (r.due_on - 1)::timestamp at time zone 'UTC',
           (r.due_on + 1)::timestamp at time zone 'UTC', r.decided_at, f.closed_at
      from cases.refusal r join cases.case_file f on f.id = r.file_id;
