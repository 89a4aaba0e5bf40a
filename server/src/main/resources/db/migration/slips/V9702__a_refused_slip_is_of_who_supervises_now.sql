-- A slip that was sent back is a task of who supervises its receiver now.
-- Whose workers' slips a supervisor answers for, whatever structure they work in.
create or replace function slips.supervised() returns uuid[] stable language sql security definer set search_path = pg_catalog as $$
    select coalesce(array_agg(p), '{}') from access.supervised() p $$;
-- Who answers for it that a child who was sent back is received by somebody: the supervisors of the structure, and the receiver's own.
create or replace function slips.answers_for(slip uuid) returns setof uuid stable language sql security definer set search_path = pg_catalog as $$
    select r.person_id from slips.slip s join access.person_role r on r.role = 'CASE_SUPERVISOR' and r.organisation_id = s.receiver_organisation_id
      join access.person p on p.id = r.person_id
     where s.id = answers_for.slip and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()
       and p.contract_until > (access.moment() at time zone 'UTC')::date
     union
    select x from slips.slip s cross join lateral access.supervisors_of(s.receiver_id) x where s.id = answers_for.slip $$;
-- The task of who answers for it. Nobody has the child, so it is late at once.
create or replace view slips.due_refused with (security_invoker = true) as
    select 'slips.refused' as kind, s.id, null::uuid as file_id, s.receiver_id as worker_id, a.supervisor_id, s.receiver_organisation_id as organisation_id,
           s.receiver_signed_at as due_at
      from slips.slip s cross join lateral (select access.supervisor_of(s.receiver_id) as id offset 0) n left join access.person q on q.id = n.id
     cross join lateral (select n.id as supervisor_id where n.id is not null
                          union all select null::uuid where q.organisation_id is distinct from s.receiver_organisation_id) a
     where s.status = 'REFUSED' and s.settled_at is null;
create or replace view slips.was_due_refused with (security_invoker = true) as
    select 'slips.refused' as kind, s.id, null::uuid as file_id, s.receiver_id as worker_id, a.supervisor_id, s.receiver_organisation_id as organisation_id,
           s.receiver_signed_at as since, s.receiver_signed_at as due_at, s.settled_at as done_at, null::timestamptz as closed_at
      from slips.slip s cross join lateral (select access.supervisor_of(s.receiver_id) as id offset 0) n left join access.person q on q.id = n.id
     cross join lateral (select n.id as supervisor_id where n.id is not null
                          union all select null::uuid where q.organisation_id is distinct from s.receiver_organisation_id) a
     where s.status = 'REFUSED';
