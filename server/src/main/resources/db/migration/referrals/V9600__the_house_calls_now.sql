-- The clock of the house calls nobody before the time has come.
create or replace function referrals.call(moment timestamptz, times int) returns table (person uuid)
language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not access.is_now(moment) then raise exception 'access.not-now' using errcode = 'insufficient_privilege'; end if;
    return query
    with silent as (
        select r.id, r.called, r.supervisor_id, r.organisation_id,
               case when r.sent_at + times * (r.due_at - r.sent_at) <= moment then 2 else 1 end as level
          from referrals.referral r
         where r.sent_at is not null and r.acknowledged_at is null and r.closed_at is null and r.called < 2 and r.due_at <= moment and r.valid_until > moment
         for update skip locked),
    moved as (
        update referrals.referral r set called = s.level from silent s where r.id = s.id and s.called < s.level
        returning s.called as before, s.level, s.supervisor_id, s.organisation_id),
    holders as (
        select p.id, p.organisation_id, r.role from access.person p join access.person_role r on r.person_id = p.id
         where r.role in ('CASE_SUPERVISOR', 'PROJECT_MANAGER') and r.approved_at <= moment and r.valid_from <= moment and r.valid_until > moment
           and p.contract_until > (moment at time zone 'UTC')::date)
    select distinct m.supervisor_id from moved m where m.before < 1 and m.supervisor_id is not null
    union
    select h.id from moved m join holders h on h.role = 'CASE_SUPERVISOR' and h.organisation_id = m.organisation_id
     where m.before < 1 and m.supervisor_id is null
    union
    select h.id from moved m join holders h on h.role = 'PROJECT_MANAGER' where m.level = 2;
end $$;
