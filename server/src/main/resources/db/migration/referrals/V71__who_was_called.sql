-- A referral that nobody acknowledged comes to the supervisor, then to the project manager (T13). How far it has come is kept, so that each is
-- called once. The house calls by a login that sees no file: this function tells it whom to ring, and nothing of why.
alter table referrals.referral add column called int not null default 0 constraint referral_called check (called between 0 and 2);
create index referral_to_call on referrals.referral (due_at, id) where sent_at is not null and acknowledged_at is null and closed_at is null and called < 2;

create function referrals.call(moment timestamptz, times int) returns table (person uuid)
language plpgsql security definer set search_path = pg_catalog as $$
begin
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
revoke execute on function referrals.call from public;
grant usage on schema referrals to akoma_administration;
grant execute on function referrals.call to akoma_administration;

-- For the supervisor's own list: from the limit on, until somebody acknowledges.
create view referrals.due_silence with (security_invoker = true) as
    select 'referrals.silence' as kind, id, file_id, supervisor_id as worker_id, organisation_id, due_at as since, null::timestamptz as due_at,
           acknowledged_at as done_at, case when valid_until <= access.moment() then valid_until else closed_at end as closed_at
      from referrals.referral where sent_at is not null and due_at <= access.moment() and (acknowledged_at is null or acknowledged_at > due_at);
grant select on referrals.due_silence to akoma_protection;
