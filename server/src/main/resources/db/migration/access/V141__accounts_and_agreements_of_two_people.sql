-- Roles, new second factors, contracts that begin again, agreements and exports with names are decided by access.decision (trust.md, section 2).
insert into access.decision_kind (kind, roles, proposers, section, factor) values
    ('ROLE', '{DATA_PROTECTION_OFFICER,PROJECT_MANAGER}', '{SYSTEM_ADMINISTRATOR}', null, true),
    ('PASSWORD', '{DATA_PROTECTION_OFFICER,PROJECT_MANAGER}', '{SYSTEM_ADMINISTRATOR}', null, true),
    ('SECOND_FACTOR', '{DATA_PROTECTION_OFFICER,PROJECT_MANAGER}', '{SYSTEM_ADMINISTRATOR}', null, true),
    ('CONTRACT', '{DATA_PROTECTION_OFFICER,PROJECT_MANAGER}', '{SYSTEM_ADMINISTRATOR}', null, true),
    ('AGREEMENT', '{DATA_PROTECTION_OFFICER,PROJECT_MANAGER}', '{CASE_SUPERVISOR,PROJECT_MANAGER,MINISTRY_OFFICER}', null, false),
    ('AGREEMENT_END', '{DATA_PROTECTION_OFFICER,PROJECT_MANAGER}', '{DATA_PROTECTION_OFFICER,PROJECT_MANAGER}', null, false),
    ('EXPORT_SUPERVISOR', '{CASE_SUPERVISOR}', '{CASE_SUPERVISOR,PROJECT_MANAGER}', null, true),
    ('EXPORT_CUSTODIAN', '{DATA_PROTECTION_OFFICER}', '{CASE_SUPERVISOR,PROJECT_MANAGER}', null, true);

create function access.holds_role(wanted text[]) returns boolean
stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.person_role r where r.person_id = access.actor() and r.role = any (wanted)
                      and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()) $$;
-- Whether the actor decided this a moment ago, in this same transaction: what follows from a decision is done by who took it.
create function access.just_decided(kind text, subject uuid, version int, agreed boolean) returns boolean
stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.decision d where d.kind = just_decided.kind and d.subject = just_decided.subject and d.version = just_decided.version
                      and d.state = case when just_decided.agreed then 'AGREED' else 'REFUSED' end
                      and d.decided_by = access.actor() and d.ended_at = access.moment()) $$;

-- ---------- roles ------------------------------------------------------------------------------------------------
create or replace function access.approve_role(role_id uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not access.just_decided('ROLE', role_id, 1, true) then return false; end if;
    update access.person_role r set approved_by = access.actor(), approved_at = access.moment()
     where r.id = role_id and r.approved_at is null and r.valid_until > access.moment();
    return found;
end $$;
-- A role that was refused never holds.
create function access.refuse_role(role_id uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not access.just_decided('ROLE', role_id, 1, false) then return false; end if;
    update access.person_role r set valid_until = greatest(access.moment(), r.valid_from) where r.id = role_id and r.approved_at is null;
    return found;
end $$;
-- A role that ended does not begin again; one that ended before it was approved is asked for no more.
create function access.roles_only_end() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_administration' and new.valid_until > old.valid_until then
        raise exception 'access.role-only-ends' using errcode = 'insufficient_privilege';
    end if;
    if new.valid_until < old.valid_until and old.approved_at is null then
        update access.decision d set state = 'REPLACED', ended_at = access.moment() where d.kind = 'ROLE' and d.subject = old.id and d.state = 'WAITING';
    end if;
    return new;
end $$;
create trigger roles_only_end before update on access.person_role for each row execute function access.roles_only_end();

-- ---------- second factors ------------------------------------------------------------------------------------------
alter table access.second_factor_reset add column refused_at timestamptz;
drop index access.second_factor_reset_waiting;
create unique index second_factor_reset_waiting on access.second_factor_reset (person_id) where approved_at is null and refused_at is null;
create or replace function access.approve_second_factor_reset(reset uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
declare who uuid;
begin
    if not access.just_decided('SECOND_FACTOR', reset, 1, true) then return false; end if;
    update access.second_factor_reset r set approved_by = access.actor(), approved_at = access.moment()
     where r.id = reset and r.approved_at is null and r.refused_at is null returning r.person_id into who;
    if who is null then return false; end if;
    update access.credential c set totp_sealed = null, totp_last = 0 where c.person_id = who;
    delete from access.session s where s.person_id = who;
    return true;
end $$;
-- Refused, or taken back by who asked.
create function access.drop_second_factor_reset(reset uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
begin
    update access.second_factor_reset r set refused_at = access.moment() where r.id = reset and r.approved_at is null and r.refused_at is null
       and (access.just_decided('SECOND_FACTOR', reset, 1, false)
            or r.asked_by = access.actor() and not exists (select from access.decision d where d.kind = 'SECOND_FACTOR' and d.subject = reset and d.state = 'WAITING'));
    return found;
end $$;

-- ---------- contracts -----------------------------------------------------------------------------------------------
-- Whoever's contract is over comes back only by two people: else the administrator alone could open an account that everybody thinks closed.
create function access.contract_of_two_people() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_administration' and new.contract_until > old.contract_until
       and old.contract_until <= (access.moment() at time zone 'UTC')::date then
        raise exception 'access.contract-over' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger contract_of_two_people before update of contract_until on access.person for each row execute function access.contract_of_two_people();
create function access.extend_contract(person uuid, until date, seen int) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not access.just_decided('CONTRACT', person, seen, true) then return false; end if;
    update access.person p set contract_until = coalesce(until, 'infinity'), version = p.version + 1 where p.id = person and p.version = seen;
    return found;
end $$;

-- ---------- agreements ----------------------------------------------------------------------------------------------
-- An agreement is ended by one of its two structures, by the refusal of what was proposed, or by the project manager and the data protection officer
-- together.
create or replace function access.sign_agreement() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user not in ('akoma_protection', 'akoma_custody') then return new; end if;
    if new.confirmed_by is distinct from old.confirmed_by
       and (old.confirmed_by is not null or not access.just_decided('AGREEMENT', old.id, 1, true) or new.confirmed_by is distinct from access.actor())
       or new.ended_by is distinct from old.ended_by and (old.ended_by is not null or new.ended_by is distinct from access.actor()
           or not access.holds_role('{CASE_SUPERVISOR,PROJECT_MANAGER,MINISTRY_OFFICER,DATA_PROTECTION_OFFICER}')
           or not (access.speaks_for(old.from_id) or access.speaks_for(old.to_id) or access.just_decided('AGREEMENT', old.id, 1, false)
                   or access.just_decided('AGREEMENT_END', old.id, 1, true)))
       or new.ended_on is distinct from old.ended_on
          and (old.ended_on is not null or new.ended_on < (access.moment() at time zone 'UTC')::date) then
        raise exception 'access.agreement-in-anothers-name' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
drop trigger sign_agreement on access.sharing_agreement;
create trigger sign_agreement before update on access.sharing_agreement for each row execute function access.sign_agreement();

-- ---------- deputies ------------------------------------------------------------------------------------------------
-- Named by an administrator or a deputy of the structure, for another one; in force once a second person agreed. Its own supervisors do not choose who
-- decides what they propose. It ends after 90 days: named again, by two again, it goes on.
create function access.name_deputy(id uuid, organisation uuid, person uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
begin
    if person = access.actor() or not (access.holds_role('{SYSTEM_ADMINISTRATOR}') or access.is_deputy(access.actor(), organisation)) or exists (
           select from access.person_role r where r.person_id = access.actor() and r.role = 'CASE_SUPERVISOR' and r.organisation_id = organisation
              and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()) then
        return false;
    end if;
    if not exists (select from access.person_role r where r.person_id = person and r.role = 'CASE_SUPERVISOR' and r.organisation_id <> organisation
                      and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()) then
        return false;
    end if;
    insert into access.deputy (id, organisation_id, person_id, valid_from, valid_until, named_by)
    values (name_deputy.id, organisation, person, access.moment(), access.moment() + interval '90 days', access.actor());
    return true;
end $$;
create function access.end_deputy(deputy uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
begin
    update access.deputy d set valid_until = access.moment() where d.id = deputy and d.valid_until > access.moment()
       and (d.named_by = access.actor() or access.holds_role('{SYSTEM_ADMINISTRATOR,DATA_PROTECTION_OFFICER}') or exists (
           select from access.person_role r where r.person_id = access.actor() and r.role = 'CASE_SUPERVISOR' and r.organisation_id = d.organisation_id
              and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment())
           or access.just_decided('DEPUTY', deputy, 1, false));
    return found;
end $$;

revoke execute on function access.holds_role, access.just_decided, access.approve_role, access.refuse_role, access.roles_only_end,
    access.approve_second_factor_reset, access.drop_second_factor_reset, access.contract_of_two_people, access.extend_contract, access.sign_agreement,
    access.name_deputy, access.end_deputy from public;
grant execute on function access.holds_role, access.just_decided to akoma_protection, akoma_custody, akoma_administration;
grant execute on function access.approve_role, access.refuse_role, access.approve_second_factor_reset, access.extend_contract to akoma_protection, akoma_custody;
grant execute on function access.drop_second_factor_reset to akoma_protection, akoma_custody, akoma_administration;
grant execute on function access.name_deputy to akoma_protection, akoma_administration;
grant execute on function access.end_deputy to akoma_protection, akoma_custody, akoma_administration;
