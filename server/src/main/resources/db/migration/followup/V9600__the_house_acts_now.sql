-- The clock of the house says which moment it is, but no other one: a supervisor whose role ends next year leaves no file today, and no alert is late before its
-- time. A demo has a time of its own (access.is_now).
create or replace function followup.release_files_at(now timestamptz) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not access.is_now(now) then raise exception 'access.not-now' using errcode = 'insufficient_privilege'; end if;
    if access.actor() is null then perform set_config('akoma.moment', now::text, true), cases.release_files(null); end if;
end $$;
create or replace function followup.pass_on_alerts(now timestamptz) returns table (alert uuid, person uuid)
language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not access.is_now(now) then raise exception 'access.not-now' using errcode = 'insufficient_privilege'; end if;
    return query
    with late as (
        update followup.alert a set passed_on_at = now
         where a.closed_at is null and a.acknowledged_at is null and a.passed_on_at is null and a.ack_due_at < now and a.file_id is not null
        returning a.id, a.organisation_id, a.supervisor_id, a.worker_id),
    holders as (
        select l.id, r.person_id, r.role from late l
          join access.person_role r on r.organisation_id = l.organisation_id and r.role in ('CASE_SUPERVISOR', 'PROJECT_MANAGER')
           and r.valid_from <= now and r.valid_until > now and (r.approved_by is not null or r.given_by is null)
         where r.person_id is distinct from l.supervisor_id)
    select h.id, h.person_id from holders h where h.role = 'CASE_SUPERVISOR'
    union
    select h.id, h.person_id from holders h
     where h.role = 'PROJECT_MANAGER' and not exists (select from holders s where s.id = h.id and s.role = 'CASE_SUPERVISOR')
    union
    select l.id, l.worker_id from late l
    union
    select l.id, l.supervisor_id from late l where l.supervisor_id is not null;
end $$;
create or replace function followup.pass_on_moves(now timestamptz) returns setof uuid language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not access.is_now(now) then raise exception 'access.not-now' using errcode = 'insufficient_privilege'; end if;
    return query
    with late as (
        insert into followup.move_passed_on (decision_id, at)
        select d.id, now from access.decision d where d.kind in ('SHELTER_MOVE', 'REFERRAL_DANGER') and d.state = 'WAITING'
           and (d.proposed_at < now - interval '24 hours' or d.kind = 'SHELTER_MOVE' and cases.move_began(d.id) < now - interval '24 hours')
        on conflict do nothing returning decision_id),
    moves as (
        select d.id, f.organisation_id, f.supervisor_id, f.worker_id from late l join access.decision d on d.id = l.decision_id join cases.case_file f on f.id = d.file_id),
    holders as (
        select m.id, r.person_id, r.role from moves m
          join access.person_role r on r.organisation_id = m.organisation_id and r.role in ('CASE_SUPERVISOR', 'PROJECT_MANAGER')
           and r.valid_from <= now and r.valid_until > now and (r.approved_by is not null or r.given_by is null)
         where r.person_id is distinct from m.supervisor_id)
    select h.person_id from holders h where h.role = 'CASE_SUPERVISOR'
    union
    select h.person_id from holders h
     where h.role = 'PROJECT_MANAGER' and not exists (select from holders s where s.id = h.id and s.role = 'CASE_SUPERVISOR')
    union
    select m.worker_id from moves m
    union
    select m.supervisor_id from moves m where m.supervisor_id is not null
    union
    select c from access.custodians() c where exists (select from moves m where m.supervisor_id is null);
end $$;
