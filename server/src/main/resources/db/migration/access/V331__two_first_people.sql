-- A new house has two first people, made together by its owner: an administrator and a data protection officer. No role holds without a second
-- person any more, the first data protection officer's neither: an administrator could have made and been that officer.
drop policy given on access.person_role;
create policy given on access.person_role for insert to akoma_administration
    with check (given_by = (select access.actor()) and approved_by is null and approved_at is null);
drop function access.nobody_approves();

-- Who may give this person a new one-time password. NOW: an administrator, for it opens nothing while no role of the person was ever agreed to.
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
create function access.set_password(person uuid, hash text) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
    insert into access.credential (person_id, password_hash, must_change, one_time_until) values (person, hash, true, access.moment() + interval '72 hours')
        on conflict (person_id) do update set password_hash = excluded.password_hash, must_change = true, one_time_until = excluded.one_time_until;
    delete from access.session s where s.person_id = set_password.person;
    -- who could now enter in another's name is seen by three people at once
    perform access.ring(array(select access.custodians()) || set_password.person
                        || (select p.supervisor_id from access.person p where p.id = set_password.person), 'alert');
end $$;
create or replace function access.give_password(person uuid, hash text) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
begin
    if access.password_way(person) is distinct from 'NOW' then return false; end if;
    perform access.set_password(person, hash);
    return true;
end $$;
-- The part of who agreed, in the same transaction: the one who asked never sets the password.
create function access.hand_password(decision uuid, hash text) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
declare person uuid;
begin
    select d.subject into person from access.decision d where d.id = decision and d.kind = 'PASSWORD' and d.state = 'AGREED'
       and d.decided_by = access.actor() and d.ended_at = access.moment();
    if person is null then return false; end if;
    perform access.set_password(person, hash);
    return true;
end $$;
revoke execute on function access.password_way, access.set_password, access.hand_password from public;
grant execute on function access.password_way to akoma_administration;
grant execute on function access.hand_password to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;

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
