-- A new house has two first people, made together by its owner: an administrator and a data protection officer. No role holds without a second
-- person any more, the first data protection officer's neither: an administrator could have made and been that officer.
drop policy given on access.person_role;
create policy given on access.person_role for insert to akoma_administration
    with check (given_by = (select access.actor()) and approved_by is null and approved_at is null);
drop function access.nobody_approves();

-- Who may give this person a new one-time password. NOW: an administrator gives its first half, while no role of the person was ever agreed to.
-- DECISION: an administrator asks, and a second person decides; else one could set a password and a factor of one's own and be that person. A second
-- factor that is there changes nothing: who takes the login of the door judges codes by themselves. START: a data protection officer of the founding who was never here is told another one at the next start, by the operator.
-- Null: the actor is no administrator, or it is their own.
create function access.password_way(person uuid) returns text
stable language sql security definer set search_path = pg_catalog as $$
    select case when person = access.actor() or not access.holds_role('{SYSTEM_ADMINISTRATOR}') then null
                when exists (select from access.credential c join access.person_role r on r.person_id = c.person_id
                              where c.person_id = password_way.person and c.must_change and r.role = 'DATA_PROTECTION_OFFICER' and r.given_by is null) then 'START'
                when not exists (select from access.person_role r where r.person_id = password_way.person and r.approved_at is not null) then 'NOW'
                else 'DECISION' end $$;
-- Nobody alone hands over a password that opens the door. The administrator makes the first half, which is kept here for who has a role already and in
-- the credential for who has none yet; who agrees to the role or to the new password makes the second half.
create table access.password_half (
    decision_id uuid constraint password_half_pk primary key constraint password_half_decision references access.decision,
    first_hash  text not null,
    handed_at   timestamptz);                                        -- when who agreed handed over the second half
alter table access.password_half enable row level security;          -- read and written by the functions below alone

create function access.set_password(person uuid, first text, rest text) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
    insert into access.credential (person_id, password_hash, rest_hash, rest_awaited, must_change, one_time_until)
    values (person, first, rest, rest is null, true, access.moment() + interval '72 hours')
        on conflict (person_id) do update set password_hash = excluded.password_hash, rest_hash = excluded.rest_hash, rest_awaited = excluded.rest_awaited,
           must_change = true, one_time_until = excluded.one_time_until;
    delete from access.session s where s.person_id = set_password.person;
    -- who could now enter in another's name is seen by three people at once
    perform access.ring(array(select access.custodians()) || set_password.person
                        || (select p.supervisor_id from access.person p where p.id = set_password.person), 'alert');
end $$;
-- The first half, by an administrator. In a new account, until a role of it is agreed to:
create or replace function access.give_password(person uuid, hash text) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
begin
    if access.password_way(person) is distinct from 'NOW' then return false; end if;
    perform access.set_password(person, hash, null);
    return true;
end $$;
-- and for who has a role already, with the request for a new password: the kept one is valid until somebody agrees.
create function access.offer_password(decision uuid, hash text) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
begin
    insert into access.password_half (decision_id, first_hash)
    select d.id, hash from access.decision d where d.id = decision and d.kind = 'PASSWORD' and d.state = 'WAITING' and d.proposed_by = access.actor()
        on conflict do nothing;
    return found;
end $$;
-- What the second half is added to by who agrees now to this decision; null: nothing waits for a second half.
create function access.first_half(decision uuid, out person uuid, out hash text)
language plpgsql stable security definer set search_path = pg_catalog as $$
declare d access.decision;
begin
    select * into d from access.decision o where o.id = decision and o.state = 'AGREED' and o.decided_by = access.actor() and o.ended_at = access.moment();
    if d.kind = 'PASSWORD' then
        select d.subject, h.first_hash into person, hash from access.password_half h where h.decision_id = d.id and h.handed_at is null;
    elsif d.kind = 'ROLE' then
        select c.person_id, c.password_hash into person, hash from access.person_role r join access.credential c on c.person_id = r.person_id
         where r.id = d.subject and r.approved_at is not null and c.rest_awaited;
    end if;
end $$;
-- How to compute the second half.
create function access.password_salt(decision uuid) returns text stable language sql security definer set search_path = pg_catalog as $$
    select regexp_replace(h.hash, '\$[^$]*$', '') from access.first_half(decision) h $$;
create function access.hand_password(decision uuid, rest text) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
declare half record;
begin
    select * into half from access.first_half(decision);
    if half.hash is null or rest is null then return false; end if;
    perform access.set_password(half.person, half.hash, rest);
    insert into access.password_half as h (decision_id, first_hash, handed_at) values (decision, half.hash, access.moment())
        on conflict (decision_id) do update set handed_at = excluded.handed_at;
    return true;
end $$;
-- Whether the actor handed over a second half by this decision within the last hour: they read it until then.
create function access.handed_password(decision uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.password_half h join access.decision d on d.id = h.decision_id
                    where d.id = decision and d.decided_by = access.actor() and h.handed_at > access.moment() - interval '1 hour') $$;
revoke execute on function access.password_way, access.set_password, access.offer_password, access.first_half, access.password_salt, access.hand_password,
    access.handed_password from public;
grant execute on function access.password_way, access.offer_password to akoma_administration;
grant execute on function access.password_salt, access.hand_password, access.handed_password to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;

-- An administrator ends every session of another person: a telephone was stolen, somebody left in anger. Null: not theirs to do.
create function access.end_sessions_of(person uuid) returns int
language plpgsql security definer set search_path = pg_catalog as $$
declare n int;
begin
    if person = access.actor() or not access.holds_role('{SYSTEM_ADMINISTRATOR}') then return null; end if;
    delete from access.session s where s.person_id = end_sessions_of.person and s.kind <> 'JOB';
    get diagnostics n = row_count;
    if exists (select from access.person_role r where r.person_id = end_sessions_of.person and r.role in ('DATA_PROTECTION_OFFICER', 'PROJECT_MANAGER', 'CASE_SUPERVISOR')
                  and r.approved_at <= access.moment() and r.valid_until > access.moment()) then  -- who oversees is not kept out unheard
        perform access.ring(array(select access.custodians()) || end_sessions_of.person, 'alert');
    end if;
    return n;
end $$;
revoke execute on function access.end_sessions_of from public;
grant execute on function access.end_sessions_of to akoma_administration;
