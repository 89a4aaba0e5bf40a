-- A new house has two first people, made together by its owner: an administrator and a data protection officer. No role holds without a second
-- person any more, the first data protection officer's neither: an administrator could have made and been that officer.
drop policy given on access.person_role;
create policy given on access.person_role for insert to akoma_administration
    with check (given_by = (select access.actor()) and approved_by is null and approved_at is null);
drop function access.nobody_approves();

-- Nor does an administrator renew the password of a data protection officer of the founding who was never here, and so has no second factor yet:
-- a person who knew it would be that officer. It is renewed at the next start, where the operator reads it.
create or replace function access.give_password(person uuid, hash text) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
begin
    if person = access.actor() or not access.holds_role('{SYSTEM_ADMINISTRATOR}')
       or exists (select from access.credential c join access.person_role r on r.person_id = c.person_id
                   where c.person_id = give_password.person and c.must_change and r.role = 'DATA_PROTECTION_OFFICER' and r.given_by is null) then
        return false;
    end if;
    insert into access.credential (person_id, password_hash, must_change, one_time_until) values (person, hash, true, access.moment() + interval '72 hours')
        on conflict (person_id) do update set password_hash = excluded.password_hash, must_change = true, one_time_until = excluded.one_time_until;
    delete from access.session s where s.person_id = give_password.person;
    -- who could now enter in another's name is seen by three people at once
    perform access.ring(array(select access.custodians()) || give_password.person
                        || (select p.supervisor_id from access.person p where p.id = give_password.person), 'alert');
    return true;
end $$;

-- An administrator ends every session of another person: a telephone was stolen, somebody left in anger. Null: not theirs to do.
create function access.end_sessions_of(person uuid) returns int
language plpgsql security definer set search_path = pg_catalog as $$
declare n int;
begin
    if person = access.actor() or not access.holds_role('{SYSTEM_ADMINISTRATOR}') then return null; end if;
    delete from access.session s where s.person_id = end_sessions_of.person and s.kind <> 'JOB';
    get diagnostics n = row_count;
    return n;
end $$;
revoke execute on function access.end_sessions_of from public;
grant execute on function access.end_sessions_of to akoma_administration;
