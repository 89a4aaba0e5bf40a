-- ---------- roles need two persons: the administrator gives, a project manager or data protection officer approves -----
create function access.approve_role(role_id uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not access.just_decided('ROLE', role_id, 1, true) or access.supervisor_first(role_id) then return false; end if;
    update access.person_role r set approved_by = access.actor(), approved_at = access.moment()
     where r.id = role_id and r.approved_at is null and r.valid_until > access.moment();
    return found;
end $$;
-- A project manager sees the status of every file: written as a grant, so that "who can see this" stays one question.
create function access.oversee() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if new.role = 'PROJECT_MANAGER' and new.approved_at is not null and (tg_op = 'INSERT' or old.approved_at is null) then
        insert into access.file_grant (id, file_id, grantee_kind, grantee, sections, may_write, valid_from, valid_until, reason, given_by)
        values (new.id, null, 'PERSON', new.person_id, 256, false, new.valid_from, new.valid_until, 'OVERSIGHT', coalesce(new.approved_by, new.given_by, new.person_id));
    elsif new.role = 'PROJECT_MANAGER' and tg_op = 'UPDATE' and new.valid_until < old.valid_until then
        update access.file_grant g set valid_until = greatest(new.valid_until, g.valid_from) where g.id = new.id;
    end if;
    return null;
end $$;
create trigger oversee after insert or update on access.person_role for each row execute function access.oversee();
revoke execute on function access.approve_role, access.oversee from public;
grant execute on function access.approve_role to akoma_protection, akoma_custody;

-- ---------- accounts of two people -------------------------------------------------------------------------------------
-- Roles, new second factors, contracts that begin again, another structure or supervisor of an account, agreements and exports with names are decided by access.decision (trust.md, section 2).
insert into access.decision_kind (kind, roles, proposers, section, factor) values
    ('ROLE', '{DATA_PROTECTION_OFFICER,PROJECT_MANAGER}', '{SYSTEM_ADMINISTRATOR}', null, true),
    ('PASSWORD', '{DATA_PROTECTION_OFFICER,PROJECT_MANAGER}', '{SYSTEM_ADMINISTRATOR}', null, true),
    ('SECOND_FACTOR', '{DATA_PROTECTION_OFFICER,PROJECT_MANAGER}', '{SYSTEM_ADMINISTRATOR}', null, true),
    ('CONTRACT', '{DATA_PROTECTION_OFFICER,PROJECT_MANAGER}', '{SYSTEM_ADMINISTRATOR}', null, true),
    ('ACCOUNT', '{DATA_PROTECTION_OFFICER,PROJECT_MANAGER}', '{SYSTEM_ADMINISTRATOR}', null, true),
    ('AGREEMENT', '{DATA_PROTECTION_OFFICER,PROJECT_MANAGER}', '{CASE_SUPERVISOR,PROJECT_MANAGER,MINISTRY_OFFICER}', null, false),
    ('AGREEMENT_END', '{DATA_PROTECTION_OFFICER,PROJECT_MANAGER}', '{DATA_PROTECTION_OFFICER,PROJECT_MANAGER}', null, false),
    ('EXPORT_SUPERVISOR', '{CASE_SUPERVISOR}', '{CASE_SUPERVISOR,PROJECT_MANAGER}', null, true),
    ('EXPORT_CUSTODIAN', '{DATA_PROTECTION_OFFICER}', '{CASE_SUPERVISOR,PROJECT_MANAGER}', null, true);
-- Whether the actor decided this a moment ago, in this same transaction: what follows from a decision is done by who took it.
create function access.just_decided(kind text, subject uuid, version int, agreed boolean) returns boolean
stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.decision d where d.kind = just_decided.kind and d.subject = just_decided.subject and d.version = just_decided.version
                      and d.state = case when just_decided.agreed then 'AGREED' else 'REFUSED' end
                      and d.decided_by = access.actor() and d.ended_at = access.moment()) $$;
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
        update access.decision d set state = 'REPLACED', ended_at = coalesce(access.moment(), now()) where d.kind = 'ROLE' and d.subject = old.id and d.state = 'WAITING';
    end if;
    return new;
end $$;
create trigger roles_only_end before update on access.person_role for each row execute function access.roles_only_end();
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
-- A contract that is over begins again only by two people: else the administrator alone could open an account that everybody thinks closed. The same while a
-- role waits for its second person, who reads until when the contract lasts: it would become another under their eyes.
create function access.awaits_role(person uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.person_role r join access.decision d on d.subject = r.id and d.kind = 'ROLE' and d.state = 'WAITING'
                    where r.person_id = awaits_role.person and r.approved_at is null) $$;
create function access.contract_of_two_people() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_administration' and new.contract_until > old.contract_until
       and (old.contract_until <= (access.moment() at time zone 'UTC')::date or access.awaits_role(new.id)) then
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

-- ---------- deputies ------------------------------------------------------------------------------------------------
-- Named by an administrator or a deputy of the structure, for another one; in force once a second person agreed. Its own supervisors do not choose who
-- decides what they propose. It ends after 90 days: named again, by two again, it goes on.
create function access.name_deputy(id uuid, organisation uuid, person uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
begin
    if person = access.actor() or not (access.administers('akoma_protection') or access.is_deputy(access.actor(), organisation)) or exists (
           select from access.person_role r where access.at_work() and r.person_id = access.actor() and r.role = 'CASE_SUPERVISOR' and r.organisation_id = organisation
              and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()) then
        return false;
    end if;
    if not exists (select from access.person_role r where r.person_id = person and r.role = 'CASE_SUPERVISOR' and r.organisation_id <> organisation
                      and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()) then
        return false;
    end if;
    -- Complaints about a structure are read outside of its team: its focal point does not join it unnoticed (requirements.md 8.7).
    if exists (select from access.focal_point f where f.person_id = person and f.organisation_id = organisation
                  and f.valid_from <= access.moment() and f.valid_until > access.moment()) then
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
       and (d.named_by = access.actor() or access.administers('akoma_protection') or access.holds_role('{DATA_PROTECTION_OFFICER}') or exists (
           select from access.person_role r where access.at_work() and r.person_id = access.actor() and r.role = 'CASE_SUPERVISOR' and r.organisation_id = d.organisation_id
              and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment())
           or access.just_decided('DEPUTY', deputy, 1, false));
    return found;
end $$;
-- A deputy reads for a decision as long as they are deputy and nobody of the structure can decide it; where somebody could meanwhile and can no more, the
-- deputies are called again. At each change of who decides, and by the clock of the house. Of one structure, or of all (null).
create function access.settle_deputies(structure uuid) returns void language plpgsql security definer set search_path = pg_catalog as $$
declare d access.decision; now timestamptz := access.moment();
begin
    for d in select * from access.decision x where x.state = 'WAITING' and x.file_id is not null and (structure is null or x.organisation_id = structure)
                and exists (select from access.file_grant g where g.decision_id = x.id) loop
        update access.file_grant g set valid_until = greatest(now, g.valid_from) where g.decision_id = d.id and g.valid_until > now
           and not (access.is_deputy(g.grantee, d.organisation_id) and access.works_as(g.grantee, 'CASE_SUPERVISOR', null));
        if exists (select from access.deciders(d.id) x join access.person_role r on r.person_id = x and r.organisation_id = d.organisation_id
                      and r.approved_at <= now and r.valid_from <= now and r.valid_until > now) then
            perform access.end_deputy_grants(d.id);
        elsif not exists (select from access.file_grant g where g.decision_id = d.id and g.valid_until > now) then
            perform access.call_deputies(d.id);
        end if;
    end loop;
end $$;
-- What the owner of the tables writes has no moment: the clock follows it.
create function access.deputies_settle() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare changed uuid;
begin
    if access.actor() is null then return null; end if;
    if tg_table_name <> 'file_grant' then
        perform access.settle_deputies((to_jsonb(new) ->> 'organisation_id')::uuid);
        return null;
    end if;
    for changed in select distinct d.organisation_id from access.file_grant g join access.decision d on d.id = g.decision_id
                    where g.file_id = (to_jsonb(new) ->> 'file_id')::uuid and g.reason = 'DEPUTY' and g.valid_until > access.moment() and d.state = 'WAITING' loop
        perform access.settle_deputies(changed);
    end loop;
    return null;
end $$;
create trigger deputies_settle after update of valid_until on access.deputy for each row when (new.valid_until < old.valid_until) execute function access.deputies_settle();
create trigger deputies_settle after insert or update of approved_at, valid_from, valid_until on access.person_role for each row
    when (new.approved_at is not null) execute function access.deputies_settle();
create trigger deputies_settle after update of contract_from, contract_until on access.person for each row execute function access.deputies_settle();
create trigger deputies_settle after insert on access.file_grant for each row
    when (new.reason in ('ASSIGNMENT', 'SUPERVISION', 'OWNING_STRUCTURE', 'SHARED', 'TRANSFER')) execute function access.deputies_settle();
revoke execute on function access.settle_deputies, access.deputies_settle from public;
revoke execute on function access.just_decided, access.refuse_role, access.roles_only_end, access.drop_second_factor_reset,
    access.awaits_role, access.contract_of_two_people, access.extend_contract, access.name_deputy, access.end_deputy from public;
grant execute on function access.just_decided, access.drop_second_factor_reset, access.end_deputy to akoma_protection, akoma_custody,
    akoma_administration;
grant execute on function access.awaits_role to akoma_administration;
grant execute on function access.refuse_role, access.extend_contract to akoma_protection, akoma_custody;
grant execute on function access.name_deputy to akoma_protection, akoma_administration;

-- ---------- who leads and where ----------------------------------------------------------------------------------------
-- Who is named supervisor, and which unit a role has (trust.md G5, G6): an administrator alone names nobody who sees a file by it.
-- Whether this person is the deputy of this structure; nobody is where deputies are not kept.
create function access.deputises(person uuid, organisation uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
    if to_regproc('access.is_deputy') is null then return false; end if;
    return access.is_deputy(person, organisation);
end $$;
-- A supervisor holds CASE_SUPERVISOR in the structure of the person they lead, or is that structure's deputy.
create function access.may_lead(supervisor uuid, organisation uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
    return exists (select from access.person_role r join access.person p on p.id = r.person_id
                    where r.person_id = supervisor and r.role = 'CASE_SUPERVISOR' and r.approved_at <= access.moment()
                      and r.valid_until > access.moment() and p.contract_until > (access.moment() at time zone 'UTC')::date
                      and (r.organisation_id = may_lead.organisation or access.deputises(supervisor, may_lead.organisation)));
end $$;

-- A role of supervisor in this structure that an administrator gave waits for a second person: anyone who has it may be named by an account that is made
-- now. Nobody works under them before both agreed (access.supervisor_first).
create function access.will_lead(supervisor uuid, organisation uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
    return exists (select from access.person_role r join access.decision d on d.subject = r.id and d.kind = 'ROLE' and d.state = 'WAITING'
                    where r.person_id = supervisor and r.role = 'CASE_SUPERVISOR' and r.approved_at is null and r.valid_until > access.moment()
                      and r.organisation_id = will_lead.organisation);
end $$;
-- The first role of an account whose supervisor does not lead yet waits for the role of the supervisor.
create function access.supervisor_first(role_id uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
    return exists (select from access.person_role r join access.person p on p.id = r.person_id
                    where r.id = role_id and p.compartment = 'akoma_protection' and p.supervisor_id is not null
                      and not access.may_lead(p.supervisor_id, p.organisation_id)
                      and not exists (select from access.person_role o where o.person_id = p.id and o.approved_at is not null));
end $$;
-- Whom an account names, for who decides about it: a supervisor whose role waits, else who supervises the person now.
create function access.named_supervisor(person uuid) returns uuid
language plpgsql stable security definer set search_path = pg_catalog as $$
declare a access.person;
begin
    select * into a from access.person x where x.id = named_supervisor.person;
    if a.compartment = 'akoma_protection' and a.supervisor_id is not null and access.will_lead(a.supervisor_id, a.organisation_id)
       and not access.may_lead(a.supervisor_id, a.organisation_id) then
        return a.supervisor_id;
    end if;
    return access.supervisor_of(named_supervisor.person);
end $$;
create function access.led_rightly() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if new.supervisor_id is not null and new.compartment = 'akoma_protection' and not access.may_lead(new.supervisor_id, new.organisation_id)
       and not access.will_lead(new.supervisor_id, new.organisation_id) then
        raise exception 'access.no-supervisor' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger led_rightly before insert on access.person for each row
    when (current_user = 'akoma_administration') execute function access.led_rightly();
create function access.runs_a_shelter_of_theirs() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if new.role = 'SHELTER_MANAGER' and (new.unit_id is null or access.shelter_of(new.unit_id, null, new.organisation_id) is null) then
        raise exception 'access.no-unit' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger runs_a_shelter_of_theirs before insert on access.person_role for each row
    when (current_user = 'akoma_administration') execute function access.runs_a_shelter_of_theirs();

-- Under whom and where somebody works is settled by two people, when the account is made and afterwards (access.move_account); nobody changes it alone.
create function access.stays_under() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    raise exception 'access.moved-by-hand' using errcode = 'insufficient_privilege';
end $$;
create trigger stays_under before update of supervisor_id, organisation_id on access.person for each row
    when (current_user = 'akoma_administration'
          and (new.supervisor_id, new.organisation_id) is distinct from (old.supervisor_id, old.organisation_id))
    execute function access.stays_under();
revoke execute on function access.deputises, access.may_lead, access.will_lead, access.supervisor_first, access.named_supervisor, access.led_rightly, access.runs_a_shelter_of_theirs, access.stays_under from public;
grant execute on function access.may_lead to akoma_protection, akoma_custody, akoma_administration;
grant execute on function access.will_lead to akoma_administration;
grant execute on function access.named_supervisor to akoma_protection, akoma_custody, akoma_administration;
grant execute on function access.supervisor_first to akoma_protection, akoma_custody;

-- ---------- another supervisor or structure of an account -----------------------------------------------------------------
-- Asked by an administrator, agreed to by a second person (trust.md G5): an administrator alone would choose who supervises files that are opened later,
-- and who agrees to new passwords. Somebody moves to another structure only when they hold nothing in the old one: no role, no file and no access to one.
create function access.held_in_structure(person uuid) returns text[]
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
    return array_remove(array[
        case when exists (select from access.person_role r where r.person_id = person and r.valid_until > access.moment()) then 'ROLE' end,
        case when exists (select from cases.case_file f where f.closed_at is null and person in (f.worker_id, f.supervisor_id)) then 'FILE' end,
        case when exists (select from access.file_grant g where g.holder = access.holder('PERSON', person) and g.valid_until > access.moment()) then 'ACCESS' end], null);
end $$;
-- Which of the three it is, for who asks or decides such a change; without a number, since an administrator counts no files.
create function access.move_held_up_by(person uuid) returns text[]
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
    if not access.holds_role('{SYSTEM_ADMINISTRATOR,DATA_PROTECTION_OFFICER,PROJECT_MANAGER}') then return '{}'; end if;
    return access.held_in_structure(person);
end $$;
-- How many files would follow, for who decides; 0 for who proposed it, an administrator, who counts no files.
create function access.files_that_follow(worker uuid) returns bigint
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
    if not access.holds_role('{DATA_PROTECTION_OFFICER,PROJECT_MANAGER}') then return 0; end if;
    return (select count(*) from cases.case_file f join access.person p on p.id = f.worker_id
             where p.id = worker and f.closed_at is null and f.organisation_id = p.organisation_id and f.supervisor_id is not distinct from p.supervisor_id);
end $$;
-- Why an account cannot come to this structure and supervisor: BOUND, POLICE, NO_SUPERVISOR; null: it can.
create function access.move_refused(person uuid, structure uuid, leader uuid) returns text
language plpgsql stable security definer set search_path = pg_catalog as $$
declare p access.person;
begin
    if not access.holds_role('{SYSTEM_ADMINISTRATOR,DATA_PROTECTION_OFFICER,PROJECT_MANAGER}') then return 'BOUND'; end if;
    select * into p from access.person x where x.id = move_refused.person;
    if not access.works_there(p.compartment, structure) or access.serves_as_police(p.id) and not access.is_police(structure)
       or access.administers_elsewhere(p.id, structure) then return 'POLICE'; end if;
    if p.organisation_id <> structure and cardinality(access.held_in_structure(p.id)) > 0 then return 'BOUND'; end if;
    if leader is null then return null; end if;
    if leader = p.id or not exists (select from access.person l where l.id = leader and l.compartment = p.compartment)
       or p.compartment = 'akoma_protection' and not access.may_lead(leader, structure) then return 'NO_SUPERVISOR'; end if;
    return null;
end $$;
-- False: nobody agreed to exactly this a moment ago, or the account is another by now.
create function access.move_account(decision uuid, structure uuid, leader uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
declare d access.decision; p access.person;
begin
    select * into d from access.decision x where x.id = decision and x.kind = 'ACCOUNT' and x.state = 'AGREED' and x.decided_by = access.actor()
       and x.ended_at = access.moment();
    if not found or (d.record ->> 'organisation_id')::uuid is distinct from structure
       or (d.record ->> 'supervisor_id')::uuid is distinct from leader then return false; end if;
    select * into p from access.person x where x.id = d.subject for update;
    if p.version <> d.version or access.move_refused(p.id, structure, leader) is not null then return false; end if;
    update access.person x set organisation_id = structure, supervisor_id = leader, version = x.version + 1 where x.id = p.id;
    if p.compartment = 'akoma_protection' and leader is not null and p.organisation_id = structure then
        perform cases.supervision_follows(p.id, p.supervisor_id, leader);
    end if;
    perform access.ring_account(array_remove(array[p.id, p.supervisor_id, leader], null), 'MOVED', p.id);
    return true;
end $$;
revoke execute on function access.held_in_structure, access.move_held_up_by, access.files_that_follow, access.move_refused, access.move_account from public;
grant execute on function access.move_refused, access.move_held_up_by, access.files_that_follow to akoma_protection, akoma_custody, akoma_administration;
grant execute on function access.move_account to akoma_protection, akoma_custody;

-- ---------- successor of the last overseer -----------------------------------------------------------------------------
-- What oversees the house does not end by one administrator (trust.md, section 2): the last data protection officer or project manager, and the last
-- who decides for a structure with open files, stay until somebody else holds the role at least as long. A successor is named by two people.
-- Until when a person holds a role: the role's own end, or the contract's where that comes first.
create function access.held_until(r access.person_role) returns timestamptz
language sql volatile security definer set search_path = pg_catalog as $$
    select least(r.valid_until, p.contract_until::timestamp at time zone 'UTC') from access.person p where p.id = r.person_id $$;
create function access.is_held(r access.person_role) returns boolean
language sql volatile security definer set search_path = pg_catalog as $$
    select r.approved_at <= access.moment() and r.valid_from <= access.moment() and access.held_until(r) > access.moment()
       and exists (select from access.person p where p.id = r.person_id and p.contract_from <= (access.moment() at time zone 'UTC')::date) $$;
-- A successor is who came in and accepted the code of conduct: an account that nobody used yet decides nothing.
create function access.is_successor(r access.person_role) returns boolean
language sql volatile security definer set search_path = pg_catalog as $$
    select access.is_held(r) and exists (select from access.person p where p.id = r.person_id and p.conduct_accepted_at is not null) $$;
-- Until when a deputy decides: a supervisor's role, or their contract, may end before.
create function access.deputy_until(x access.deputy) returns timestamptz
language sql volatile security definer set search_path = pg_catalog as $$
    select least(x.valid_until, (select max(access.held_until(r)) from access.person_role r
                                  where r.person_id = x.person_id and r.role = 'CASE_SUPERVISOR' and access.is_held(r))) $$;
-- Whether a structure has open files, and nobody but by this role or this deputy decides for it as long as that. Those who count decide now, so that
-- one of them who decides until then leaves no moment before without anybody. A deputy is named for 90 days at most: one who decides 30 days more counts,
-- and is named anew in that time.
create function access.undecided(structure uuid, without uuid, until timestamptz, person uuid) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
    return exists (select from cases.case_file f where f.organisation_id = structure and f.closed_at is null)
       and not exists (select from access.person_role r where r.role = 'CASE_SUPERVISOR' and r.organisation_id = structure
                          and r.id is distinct from without and r.person_id is distinct from person and access.is_successor(r) and access.held_until(r) >= until)
       and not exists (select from access.deputy x join access.person_role r on r.person_id = x.person_id and r.role = 'CASE_SUPERVISOR'
                        where x.organisation_id = structure and x.id is distinct from without and access.is_deputy(x.person_id, structure)
                          and x.valid_until >= least(until, access.moment() + interval '30 days')
                          and (x.named_by is null or access.agreed('DEPUTY', x.id, 1))
                          and r.id is distinct from without and r.person_id is distinct from person and access.is_successor(r)
                          and access.held_until(r) >= least(until, x.valid_until));
end $$;
-- The same of a deputy who would end before their day.
create function access.undecided_without(deputy uuid) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare x access.deputy;
begin
    select * into x from access.deputy d where d.id = deputy;
    return access.is_deputy(x.person_id, x.organisation_id) and (x.named_by is null or access.agreed('DEPUTY', x.id, 1))
       and access.undecided(x.organisation_id, x.id, access.deputy_until(x), null);
end $$;
-- What nobody would hold any more, by the name of the role or the code of the structure, if this role (null: the contract, with every role) ended then.
-- Others are compared with the day until which it is held now: one who goes before that day leaves nobody later.
create function access.left_without(person uuid, ending uuid, until timestamptz) returns setof text
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare r access.person_role; leaving uuid := case when ending is null then person end;
begin
    for r in select x.* from access.person_role x where x.person_id = left_without.person and (ending is null or x.id = ending)
                and x.role in ('DATA_PROTECTION_OFFICER', 'PROJECT_MANAGER', 'CASE_SUPERVISOR') and access.is_held(x) and access.held_until(x) > until loop
        if r.role <> 'CASE_SUPERVISOR' then
            if not exists (select from access.person_role o where o.role = r.role and o.id <> r.id and o.person_id is distinct from leaving
                              and access.is_successor(o) and access.held_until(o) >= access.held_until(r)) then
                return next r.role;
            end if;
        else
            return query select o.code from access.organisation o
                where o.id = r.organisation_id and access.undecided(o.id, r.id, access.held_until(r), leaving)
                   or access.is_deputy(r.person_id, o.id) and access.undecided(o.id, r.id, least(access.held_until(r),
                          (select max(x.valid_until) from access.deputy x where x.person_id = r.person_id and x.organisation_id = o.id)), leaving);
        end if;
    end loop;
end $$;
-- Who has this role now, and has come in once and accepted the code of conduct: an account that nobody used yet judges nothing, and takes nothing from who
-- does. Where nobody of the role has come in, all of them, so that what waits is not lost.
create function access.who_serve(wanted text, moment timestamptz) returns setof uuid stable language sql security definer set search_path = pg_catalog as $$
    with held as (select r.person_id, p.conduct_accepted_at is not null as came_in from access.person_role r join access.person p on p.id = r.person_id
                   where r.role = wanted and r.approved_at <= moment and r.valid_from <= moment and r.valid_until > moment
                     and p.contract_from <= (moment at time zone 'UTC')::date and p.contract_until > (moment at time zone 'UTC')::date)
    select distinct h.person_id from held h where h.came_in or not exists (select from held o where o.came_in) $$;
-- Every data protection officer at work.
create function access.custodians() returns setof uuid stable language sql security definer set search_path = pg_catalog as $$
    select access.who_serve('DATA_PROTECTION_OFFICER', access.moment()) $$;

-- Those at work who hold the house together: data protection officers and project managers.
create function access.who_oversee() returns setof uuid stable language sql security definer set search_path = pg_catalog as $$
    select access.custodians() union select access.who_serve('PROJECT_MANAGER', access.moment()) $$;
-- Whether somebody can sign in now: their contract runs, and they hold a role.
create function access.signs_in(who uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.person_role r join access.person p on p.id = r.person_id
                    where r.person_id = who and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()
                      and p.contract_from <= (access.moment() at time zone 'UTC')::date and p.contract_until > (access.moment() at time zone 'UTC')::date) $$;

-- By logins of the application; one after another, or two administrators would each see the other's officer stay.
create function access.needs_a_successor() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare lacks text;
begin
    if session_user = current_user then return new; end if;
    perform pg_advisory_xact_lock(hashtextextended('access.successor', 7));
    if tg_table_name = 'person_role' then
        select string_agg(x, ', ') into lacks from access.left_without(old.person_id, old.id, new.valid_until) x;
    elsif tg_table_name = 'person' then
        select string_agg(x, ', ') into lacks from access.left_without(old.id, null, new.contract_until::timestamp at time zone 'UTC') x;
    elsif access.undecided_without(old.id) then
        lacks := 'deputy';
    end if;
    if lacks is not null then raise exception 'access.successor-first: %', lacks using errcode = 'insufficient_privilege'; end if;
    return new;
end $$;
create trigger needs_a_successor before update of valid_until on access.person_role for each row
    when (new.valid_until < old.valid_until and old.approved_at is not null) execute function access.needs_a_successor();
create trigger needs_a_successor before update of contract_until on access.person for each row
    when (new.contract_until < old.contract_until) execute function access.needs_a_successor();
create trigger needs_a_successor before update of valid_until on access.deputy for each row
    when (new.valid_until < old.valid_until) execute function access.needs_a_successor();

-- The end of who oversees or decides rings those who still oversee; the end of a case worker or a shelter's manager rings the supervisors of their files
-- and of their structure. The person is rung too.
create function access.ring_for_an_end() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare who uuid := case tg_table_name when 'person' then (to_jsonb(old) ->> 'id')::uuid else (to_jsonb(old) ->> 'person_id')::uuid end;
        ended text[]; rung uuid[];
begin
    if session_user = current_user or access.actor() is null then return null; end if;
    if tg_table_name = 'deputy' then ended := '{CASE_SUPERVISOR}';
    else ended := array(select r.role from access.person_role r where r.person_id = who and r.approved_at is not null
                           and (tg_table_name = 'person' or r.id = (to_jsonb(old) ->> 'id')::uuid));
    end if;
    if ended && '{DATA_PROTECTION_OFFICER,PROJECT_MANAGER,CASE_SUPERVISOR}' then rung := array(select access.who_oversee()); end if;
    if ended && '{CASE_WORKER,SHELTER_MANAGER}' then
        rung := rung || array(select f.supervisor_id from cases.case_file f where f.worker_id = who and f.closed_at is null and f.supervisor_id is not null
                              union select s.person_id from access.person_role s join access.person p on p.organisation_id = s.organisation_id
                                     where p.id = who and s.role = 'CASE_SUPERVISOR' and access.is_held(s));
    end if;
    if rung is not null then perform access.ring_account(rung || who, 'ENDED', who); end if;
    return null;
end $$;
create trigger ring_for_an_end after update of valid_until on access.person_role for each row
    when (new.valid_until < old.valid_until and old.approved_at is not null) execute function access.ring_for_an_end();
create trigger ring_for_an_end after update of contract_until on access.person for each row
    when (new.contract_until < old.contract_until) execute function access.ring_for_an_end();
create trigger ring_for_an_end after update of valid_until on access.deputy for each row
    when (new.valid_until < old.valid_until) execute function access.ring_for_an_end();

-- One administrator ends the roles or the contract of five people in 24 hours: what is more waits, or another administrator does it. From the third on
-- those who oversee the house hear of each.
create function access.others_ended(person uuid) returns bigint language sql volatile security definer set search_path = pg_catalog as $$
    select count(*) from (
        select r.person_id from access.person_role r where r.ended_by = access.actor() and r.ended_at > access.moment() - interval '24 hours'
        union select p.id from access.person p where p.contract_ended_by = access.actor() and p.contract_ended_at > access.moment() - interval '24 hours') x
     where x.person_id <> person $$;
create function access.few_ends() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare who uuid := case tg_table_name when 'person' then (to_jsonb(old) ->> 'id')::uuid else (to_jsonb(old) ->> 'person_id')::uuid end; others bigint;
begin
    if session_user = current_user or access.actor() is null then return new; end if;
    others := access.others_ended(who);
    if others >= 5 then raise exception 'access.too-many-ends' using errcode = 'insufficient_privilege'; end if;
    if others >= 2 then perform access.ring_account(array(select access.who_oversee()), 'ENDED', who); end if;
    if tg_table_name = 'person' then
        new.contract_ended_by := access.actor(); new.contract_ended_at := access.moment();
    else
        new.ended_by := access.actor(); new.ended_at := access.moment();
    end if;
    return new;
end $$;
create trigger few_ends before update of valid_until on access.person_role for each row
    when (new.valid_until < old.valid_until and old.approved_at is not null) execute function access.few_ends();
create trigger few_ends before update of contract_until on access.person for each row
    when (new.contract_until < old.contract_until) execute function access.few_ends();

-- Nobody accepts the code of conduct for another: it would make a successor of an account that nobody uses.
create function access.conduct_by_oneself() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user <> current_user and access.actor() is distinct from old.id then
        raise exception 'access.conduct-of-another' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger conduct_by_oneself before update of conduct_accepted_at on access.person for each row
    when (new.conduct_accepted_at is distinct from old.conduct_accepted_at) execute function access.conduct_by_oneself();

-- A structure does not end under its children: while it holds open files, or its people see open files of others, until the day on which it would end. Nor
-- under its people, who would all be out by one administrator's word: their roles end one by one before it, each with a successor where one is needed.
create function access.is_at_work(structure uuid, beyond date) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare o access.organisation;
begin
    select * into o from access.organisation x where x.id = structure;
    return exists (select from cases.case_file f where f.organisation_id = structure and f.closed_at is null)
        or exists (select from access.person_role r join access.person p on p.id = r.person_id
                    where r.organisation_id = structure and r.approved_at is not null
                      and r.valid_until > greatest(beyond::timestamp at time zone 'UTC', access.moment()) and p.contract_until > beyond)
        or exists (select from access.file_grant g join cases.case_file f on f.id = g.file_id
                    where f.closed_at is null and g.valid_until > greatest(beyond::timestamp at time zone 'UTC', access.moment())
                      -- what was handed over to it follows its mandate to a successor
                      and not (g.reason = 'TRANSFER' and g.grantee_kind = 'DESK' and handover.mandate_on(structure, beyond) is not null)
                      and (g.holder in (access.holder('ORGANISATION', o.id), access.holder('DESK', o.desk_id))
                           or g.holder in (select access.holder('PERSON', p.id) from access.person p where p.organisation_id = structure)));
end $$;
-- ---------- what colleagues call a person ------------------------------------------------------------------------------
-- What looks alike is the same name (access.name_is_anothers).
create function access.plain_name(name text) returns text immutable language sql set search_path = pg_catalog as $$
    select replace(replace(regexp_replace(translate(replace(replace(replace(replace(replace(lower(normalize(name, nfkd)),
               'œ', 'oe'), 'Œ', 'oe'), 'æ', 'ae'), 'Æ', 'ae'), 'ß', 'ss'),
               '01iıøØđĐłŁŋŊɛƐɔƆɓƁɗƊɖƉƒƑɠƓɣƔɩƖƙƘɲƝʋƲƴƳǝƎħĦŧŦ', 'olllooddllnneeoobbddddffggyyllkknnuuyyeehhtt'), '[^a-z0-9]', '', 'g'), 'rn', 'm'), 'vv', 'w') $$;
-- A person's name twice: as it is written and with its words in order, each without titles. Where there is nothing but titles, they are the name.
create function access.plain_person(name text) returns text[] immutable language sql set search_path = pg_catalog as $$
    with title as (select array(select access.plain_name(t) from unnest(string_to_array(
             'm mr mrs ms mme mlle miss mister monsieur madame mademoiselle dr docteur doctor pr prof professeur professor me maitre sir soeur sister frere brother'
             ' pere father pasteur pastor imam hadj hadja elhadj alhaji el col colonel cdt commandant commander cpt capitaine captain lt lieutenant sgt sergent'
             ' sergeant adjudant commissaire inspecteur inspector agent officier officer', ' ')) t) as titles),
         word as (select access.plain_name(w) as w, n from regexp_split_to_table(plain_person.name, '[ ''\u2018\u2019\u02bc\u00a0\u202f.,:;()/&\u00ab\u00bb"?\u00b0\u2013-]+')
                    with ordinality x (w, n)),
         said as (select w, n from word, title where w <> '' and (w <> all (titles) or not exists (select from word o where o.w <> '' and o.w <> all (titles))))
    select array[string_agg(w, '' order by n), string_agg(w, ' ' order by w)] from said $$;
-- Apart from the account, which the police read of who receives children: a name and a telephone are for colleagues of one's own side. Kept by oneself, and
-- by an administrator until the person has come in for the first time.
create table access.person_card (
    person_id   uuid constraint person_card_pk primary key,
    compartment text not null,
    name        text not null constraint person_card_name check (access.is_plain(name)),
    job         text constraint person_card_job check (access.is_plain(job)),
    telephone   bytea,                                               -- sealed: a stolen disk calls nobody
    version     int not null default 1,
    telephone_at     timestamptz,                                    -- since when it is this one
    telephone_before bytea,                                          -- the one before, sealed: it is called while the new one is young
    telephone_mark   bytea constraint person_card_mark check (length(telephone_mark) = 32),   -- a keyed hash of its digits: the same number of two accounts
    telephone_own    boolean not null default false,                 -- its person wrote that number
    name_at          timestamptz not null,                           -- since when it is this name
    name_own         boolean not null,                               -- its person wrote that name
    plain            text[] not null,                                -- of the name, by keep_card
    constraint person_card_person foreign key (person_id, compartment) references access.person (id, compartment));
alter table access.person_card enable row level security;
-- Who observes, evaluates, trains or pays works with no colleague of their side, and reads no card but their own (requirements.md 9).
create function access.is_outside() returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select access.actor() is not null and not exists (
        select from access.person_role r where access.at_work() and r.person_id = access.actor() and r.role not in ('OBSERVER', 'EVALUATOR', 'TRAINING_COORDINATOR', 'FINANCE_OFFICER')
           and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()) $$;
revoke execute on function access.is_outside from public;
grant execute on function access.is_outside to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;
create policy own_side on access.person_card for select to akoma_protection, akoma_enforcement
    using (compartment = session_user and (person_id = (select access.actor()) or not (select access.is_outside())));
-- A project manager decides with data protection what administrators ask, and what data protection asks: they read who asks and who decides with them.
create policy asks_us on access.person_card for select to akoma_protection
    using (compartment in ('akoma_administration', 'akoma_custody') and (select access.has_role(array['PROJECT_MANAGER'])));
create policy overseen on access.person_card for select to akoma_custody using ((select access.actor()) is not null);
create policy kept_accounts on access.person_card for select to akoma_administration using (person_id = (select access.actor()) or access.administers(compartment));
-- Whether the policies show a card, so that what is not shown is not taken for what nobody wrote.
create function access.shows_card(person uuid, side text) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select shows_card.person = access.actor()
        or case session_user when 'akoma_administration' then access.administers(shows_card.side) when 'akoma_custody' then access.actor() is not null
           else shows_card.side = session_user and not access.is_outside()
             or session_user = 'akoma_protection' and shows_card.side in ('akoma_administration', 'akoma_custody') and access.has_role(array['PROJECT_MANAGER']) end $$;
revoke execute on function access.shows_card from public;
grant execute on function access.shows_card to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;
-- A colleague calls this number about a child in danger: after the first visit of its person, only that person writes it.
create function access.keeps_card(person uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select keeps_card.person = access.actor()
        or access.has_role(array['SYSTEM_ADMINISTRATOR']) and access.administers_person(keeps_card.person)
           and exists (select from access.person p where p.id = keeps_card.person and p.conduct_accepted_at is null) $$;
revoke execute on function access.keeps_card from public;
grant execute on function access.keeps_card to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;
create policy made on access.person_card for insert to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration
    with check (access.keeps_card(person_id));
create policy kept on access.person_card for update to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration
    using (access.keeps_card(person_id));
-- Nobody reads a mark: it shows which colleagues have one number, and could be copied.
grant select (person_id, compartment, name, job, telephone, version, telephone_at, telephone_before),
    insert (person_id, compartment, name, job, telephone, telephone_mark), update (name, job, telephone, telephone_mark) on access.person_card
    to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;
-- Nobody calls themselves by the name of somebody else of their side of the wall: who reads it believes that it is that person's word. What looks alike is the
-- same name (access.plain_name), and so is the same with a title or in another order (access.plain_person). An administrator who makes an account tells two
-- people of one name apart. Across the wall nothing is refused: the police would ask by names who works with the children, and care who the police are.
create function access.is_colleagues_name(person uuid, wanted text) returns boolean stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return is_colleagues_name.person = access.actor()
       and exists (select from access.person_card c join access.person me on me.id = is_colleagues_name.person
                    where c.person_id <> me.id and (c.compartment = 'akoma_enforcement') = (me.compartment = 'akoma_enforcement')
                      and c.plain && access.plain_person(is_colleagues_name.wanted));
end $$;
revoke execute on function access.is_colleagues_name from public;
grant execute on function access.is_colleagues_name to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;
-- Two people of one name, or of one number, are two: an administrator says so, and a data protection officer agrees. Neither is one of them.
insert into access.decision_kind (kind, roles, proposers, section) values ('TOLD_APART', '{DATA_PROTECTION_OFFICER}', '{SYSTEM_ADMINISTRATOR}', null);
create table access.told_apart (
    id       uuid constraint told_apart_pk primary key,
    one      uuid not null constraint told_apart_one references access.person,
    other    uuid not null constraint told_apart_other references access.person,
    said_by  uuid not null default access.actor() constraint told_apart_said_by references access.person,
    said_at  timestamptz not null default access.moment(),
    constraint told_apart_two check (one <> other and said_by not in (one, other)));
create index told_apart_pair on access.told_apart (one, other);
create index told_apart_of_other on access.told_apart (other);
alter table access.told_apart enable row level security;
create policy said on access.told_apart for insert to akoma_administration
    with check (said_by = (select access.actor()) and access.administers_person(one) and access.administers_person(other));
create policy known on access.told_apart for select to akoma_administration, akoma_custody using ((select access.actor()) is not null);
grant select, insert (id, one, other) on access.told_apart to akoma_administration;
grant select on access.told_apart to akoma_custody;
create trigger by_oneself after insert on access.told_apart referencing new table as added for each statement execute function access.by_oneself('said_by');
create function access.are_told_apart(one uuid, other uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.told_apart t where (t.one, t.other) in ((are_told_apart.one, are_told_apart.other), (are_told_apart.other, are_told_apart.one))
                      and access.agreed('TOLD_APART', t.id, 1)) $$;
-- Whether two accounts may be one person's: one name in whichever writing, or one number, and nobody told them apart. One person with two accounts would be
-- both of two people. Who writes a colleague's number as their own later keeps that colleague from nothing; nobody can take a colleague's name.
create function access.is_one_number(a access.person_card, b access.person_card) returns boolean immutable language sql set search_path = pg_catalog as $$
    select not case when a.telephone_at > b.telephone_at then a.telephone_own else b.telephone_own end $$;
-- Nor by the name of somebody beyond the wall, which nobody is refused: a police officer who writes the supervisor's keeps the supervisor from nothing. Who
-- decides about accounts is shown both.
create function access.is_one_name(a access.person_card, b access.person_card) returns boolean immutable language sql set search_path = pg_catalog as $$
    select a.plain && b.plain and ((a.compartment = 'akoma_enforcement') = (b.compartment = 'akoma_enforcement')
        or not case when a.name_at > b.name_at then a.name_own when b.name_at > a.name_at then b.name_own else a.name_own or b.name_own end) $$;
-- Two accounts that were alike until one of them wrote another name or number: they stay alike until two people tell them apart.
create table access.were_alike (
    one   uuid not null constraint were_alike_one references access.person,
    other uuid not null constraint were_alike_other references access.person,
    constraint were_alike_pk primary key (one, other),
    constraint were_alike_in_order check (one < other));
create function access.are_alike(a access.person_card, b access.person_card) returns boolean stable language sql as $$
    select a.person_id <> b.person_id
       and (access.is_one_name(a, b) or coalesce(a.telephone_mark = b.telephone_mark and access.is_one_number(a, b), false)
            or exists (select from access.were_alike w where w.one = least(a.person_id, b.person_id) and w.other = greatest(a.person_id, b.person_id))) $$;
create function access.is_namesake(one uuid, other uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.person_card a join access.person_card b on b.person_id = is_namesake.other
                    where a.person_id = is_namesake.one and access.are_alike(a, b))
       and not access.are_told_apart(one, other) $$;
-- These accounts, and those that may be the same persons'.
create function access.with_namesakes(persons uuid[]) returns uuid[] stable language sql security definer set search_path = pg_catalog as $$
    select persons || array(select b.person_id from access.person_card a join access.person_card b on access.are_alike(a, b)
                             where a.person_id = any (persons) and not access.are_told_apart(a.person_id, b.person_id)) $$;
-- The other accounts that may be this person's, for who decides about accounts, and whether it waits or was agreed that they are two.
create function access.namesakes(person uuid) returns table (code text, state text) stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return query select upper(p.code), case when access.are_told_apart(one.person_id, c.person_id) then 'AGREED'
                                            when exists (select from access.told_apart t join access.decision d on d.kind = 'TOLD_APART' and d.subject = t.id and d.state = 'WAITING'
                                                          where (t.one, t.other) in ((one.person_id, c.person_id), (c.person_id, one.person_id))) then 'WAITING' else 'OPEN' end
        from access.person_card one join access.person_card c on c.person_id <> one.person_id join access.person p on p.id = c.person_id
        where one.person_id = namesakes.person and (access.are_alike(one, c) or one.plain && c.plain)
          and (session_user <> 'akoma_protection' or c.compartment <> 'akoma_enforcement')   -- the project knows nobody of the police
          and access.has_role(array['DATA_PROTECTION_OFFICER', 'SYSTEM_ADMINISTRATOR', 'PROJECT_MANAGER']) order by 1;
end $$;
-- Whether an account that somebody made by the form has no card: without a name and a number it is nobody's namesake, and one person with two accounts would
-- leave them out. Those of the founding, of a scenario and of a demo are made together and known.
create function access.is_without_name(who uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select not exists (select from access.person_card c where c.person_id = who)
       and not exists (select from access.person_role r where r.person_id = who and r.given_by is null) $$;
-- Why nobody can agree to this yet: ME, who acts has no name; ASKER, who asked for it has none. Null: neither.
create function access.lacks_name(decision uuid) returns text stable language sql security definer set search_path = pg_catalog as $$
    select case when access.is_without_name(access.actor()) then 'ME'
                when access.is_without_name(d.proposed_by) then 'ASKER' end
      from access.decision d where d.id = decision and d.state = 'WAITING' $$;
-- Whatever asks for it and however: no account decides what another account of the same person may have asked for, or wrote.
create function access.not_by_a_namesake() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if access.decides_for_namesake(new, new.decided_by) then raise exception 'access.decision-namesake' using errcode = 'insufficient_privilege'; end if;
    if access.is_without_name(new.decided_by) or new.state = 'AGREED' and access.is_without_name(new.proposed_by) then
        raise exception 'access.decision-no-name' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger not_by_a_namesake before insert or update on access.decision for each row when (new.decided_by is not null) execute function access.not_by_a_namesake();
-- Whether this is why the actor does not decide it, for the sentence that says what to do.
create function access.is_of_namesake(decision uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.decision d where d.id = decision and d.state = 'WAITING' and access.decides_for_namesake(d, access.actor())) $$;
revoke execute on function access.is_one_number, access.is_one_name, access.are_alike, access.are_told_apart, access.is_namesake, access.with_namesakes, access.namesakes, access.is_without_name, access.lacks_name,
    access.not_by_a_namesake, access.is_of_namesake from public;
grant execute on function access.namesakes to akoma_protection, akoma_custody, akoma_administration;
grant execute on function access.is_of_namesake, access.lacks_name to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;
-- Who supervises a person hears that their number, their name or what they do became another: anyone who has got hold of a session would answer the calls.
create function access.keep_card() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    new.plain := access.plain_person(new.name);
    if tg_op = 'INSERT' or new.plain <> old.plain then
        new.name_own := coalesce(new.person_id = access.actor(), false);
        new.name_at := coalesce(access.moment(), now());
    end if;
    if (tg_op = 'INSERT' or new.name <> old.name) and access.is_colleagues_name(new.person_id, new.name) then
        raise exception 'access.person-name-taken' using errcode = 'insufficient_privilege';
    end if;
    -- the key of marks is not here, so that no mark is computed anew; but without another number there is no other mark, and none without a number
    if session_user in ('akoma_protection', 'akoma_enforcement', 'akoma_custody', 'akoma_administration')
       and (new.telephone is null and new.telephone_mark is not null
            or tg_op = 'UPDATE' and new.telephone is not distinct from old.telephone and old.telephone_mark is not null
               and new.telephone_mark is distinct from old.telephone_mark) then
        raise exception 'access.mark-of-another-number' using errcode = 'insufficient_privilege';
    end if;
    if tg_op = 'INSERT' or new.telephone_mark is distinct from old.telephone_mark then new.telephone_own := coalesce(new.person_id = access.actor(), false); end if;
    if tg_op = 'INSERT' then
        if new.telephone is not null then new.telephone_at := access.moment(); end if;
        return new;
    end if;
    if new.telephone is distinct from old.telephone then
        -- changed twice within the week, the settled one stays the one before
        if old.telephone_at is null or old.telephone_at <= access.moment() - interval '7 days' then
            new.telephone_before := old.telephone;
        end if;
        new.telephone_at := access.moment();
    end if;
    -- while this runs, the table still has the card as it was
    if new.person_id = access.actor() and (new.name, new.telephone_mark) is distinct from (old.name, old.telephone_mark) then
        insert into access.were_alike (one, other)
            select least(old.person_id, c.person_id), greatest(old.person_id, c.person_id) from access.person_card c where access.are_alike(old, c)
            on conflict do nothing;
    end if;
    if (new.telephone, new.name, new.job) is distinct from (old.telephone, old.name, old.job) then
        perform access.ring_account(array(select access.supervisors_of(new.person_id)), 'CARD', new.person_id);
    end if;
    return new;
end $$;
create trigger keep_card before insert or update on access.person_card for each row execute function access.keep_card();
-- Counted by itself: who corrects a card or a structure names the version that they read.
create function access.next_version() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    new.version := old.version + 1;
    return new;
end $$;
create trigger next_version before update on access.person_card for each row execute function access.next_version();
create trigger next_version before update of label, label_en, town, kind, country on access.organisation for each row execute function access.next_version();
revoke execute on function access.next_version from public;
revoke execute on function access.keep_card from public;

-- ---------- a structure is called right --------------------------------------------------------------------------------
-- Its own people and its deputy keep its name and town, but those who only look on; the project does for an authority that has nobody here, and an administrator for all.
create function access.keeps_names(structure uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select access.has_role(array['SYSTEM_ADMINISTRATOR']) and access.administers(null)
        or exists (select from access.person p where p.id = access.actor() and p.organisation_id = structure)
           and access.has_role(array['CASE_WORKER', 'CASE_SUPERVISOR', 'SHELTER_MANAGER', 'PROVIDER', 'PROJECT_MANAGER', 'MINISTRY_OFFICER'])
        or access.is_deputy(access.actor(), structure)
        or access.has_role(array['PROJECT_MANAGER'])
           and exists (select from access.organisation o where o.id = structure and o.kind <> 'LAW_ENFORCEMENT')
           and not exists (select from access.person_role r where r.organisation_id = structure and r.approved_at <= access.moment()
                              and r.valid_from <= access.moment() and r.valid_until > access.moment()) $$;
create policy named on access.organisation for update to akoma_protection, akoma_administration using (access.keeps_names(id));
-- A structure does not take the name of another one, nor its code: children are sent where a name says. What looks alike is the same name: capitals, accents,
-- letters of the languages of West Africa, a zero for an O, a one or an I for an l; spaces and signs make it no other one.
create function access.name_is_anothers(structure uuid, wanted text) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.organisation o where o.id is distinct from structure and access.plain_name(wanted) <> ''
                      and access.plain_name(wanted) in (access.plain_name(o.label), access.plain_name(o.label_en), access.plain_name(o.code))) $$;
create table access.organisation_name (
    id              bigint generated always as identity constraint organisation_name_pk primary key,
    organisation_id uuid not null constraint organisation_name_of references access.organisation,
    label           text not null,
    label_en        text,
    town            text,
    country         text not null,
    replaced_at     timestamptz not null,
    replaced_by     uuid);
create index organisation_name_of_one on access.organisation_name (organisation_id, id);
alter table access.organisation_name enable row level security;
create policy everybody on access.organisation_name for select to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration
    using ((select access.actor()) is not null);
grant select on access.organisation_name to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;
-- Children are sent where a name says: once somebody works there or something was sent there, another name, town or country is one that a second person agreed to.
-- The former name is kept; its supervisors and the data protection officer hear of the new one.
create function access.keep_name() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user in ('akoma_protection', 'akoma_administration')
       and (access.is_plain(new.label) and access.is_plain(new.label_en) and access.is_plain(new.town)) is false then
        raise exception 'form.plain' using errcode = 'insufficient_privilege';
    end if;
    if session_user in ('akoma_protection', 'akoma_administration')
       and (access.name_is_anothers(new.id, new.label) or new.label_en is not null and access.name_is_anothers(new.id, new.label_en)) then
        raise exception 'access.structure-name-taken' using errcode = 'insufficient_privilege';
    end if;
    if tg_op = 'UPDATE' and session_user in ('akoma_protection', 'akoma_enforcement', 'akoma_custody', 'akoma_administration') and access.is_used(old.id)
       and not access.just_decided('STRUCTURE_NAME', old.id, old.version, true) then
        raise exception 'access.structure-name-by-two' using errcode = 'insufficient_privilege';
    end if;
    if tg_op = 'UPDATE' and access.actor() is not null then
        insert into access.organisation_name (organisation_id, label, label_en, town, country, replaced_at, replaced_by)
        values (old.id, old.label, old.label_en, old.town, old.country, access.moment(), access.actor());
        perform access.ring(array(select access.leaders(old.id)) || array(select access.custodians()), 'account');
    end if;
    return new;
end $$;
create trigger name_is_its_own before insert on access.organisation for each row execute function access.keep_name();
create trigger keep_name before update of label, label_en, town, country on access.organisation for each row
    when ((new.label, new.label_en, new.town, new.country) is distinct from (old.label, old.label_en, old.town, old.country)) execute function access.keep_name();
revoke execute on function access.plain_name, access.plain_person, access.name_is_anothers, access.keep_name from public;
grant execute on function access.name_is_anothers to akoma_protection, akoma_custody, akoma_administration;
insert into access.decision_kind (kind, roles, proposers, section) values
    ('STRUCTURE_NAME', '{DATA_PROTECTION_OFFICER,PROJECT_MANAGER}',
     '{CASE_WORKER,CASE_SUPERVISOR,SHELTER_MANAGER,PROVIDER,PROJECT_MANAGER,MINISTRY_OFFICER,SYSTEM_ADMINISTRATOR}', null);
create trigger keep_as_agreed before update of label, label_en, town, country on access.organisation for each row execute function access.keep_as_agreed('id', 'STRUCTURE_NAME');
create trigger changed_waits_no_more after update of label, label_en, town, country on access.organisation for each row
    execute function access.changed_waits_no_more('id', 'STRUCTURE_NAME');
-- By who agreed, in that transaction: what was asked for.
create function access.confirm_name(structure uuid, asked int) returns boolean language plpgsql security definer set search_path = pg_catalog as $$
declare wanted jsonb;
begin
    if not access.just_decided('STRUCTURE_NAME', structure, asked, true) then return false; end if;
    select d.record into wanted from access.decision d where d.kind = 'STRUCTURE_NAME' and d.subject = structure and d.version = asked
       and d.state = 'AGREED' and d.decided_by = access.actor() and d.ended_at = access.moment();
    update access.organisation o set label = wanted ->> 'label', label_en = wanted ->> 'label_en', town = wanted ->> 'town',
           country = coalesce(wanted ->> 'country', o.country)
     where o.id = structure and o.version = asked and wanted ->> 'label' is not null;
    return found;
end $$;
-- The names that wait for a second person: since when, who asked, the request. Never which name, for nobody has confirmed it.
create function access.names_that_wait() returns table (structure uuid, asked_at timestamptz, asked_by text, decision uuid)
stable language sql security definer set search_path = pg_catalog as $$
    select d.subject, d.proposed_at, upper(p.code), d.id from access.decision d join access.person p on p.id = d.proposed_by
     where d.kind = 'STRUCTURE_NAME' and d.state = 'WAITING' and access.actor() is not null $$;
revoke execute on function access.confirm_name, access.names_that_wait from public;
grant execute on function access.names_that_wait to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;
grant execute on function access.confirm_name to akoma_protection, akoma_custody;
-- What relies on a structure: the tables that name it, by a foreign key or in a column of this name, and the structure that a request that waits speaks of.
-- Its former names are its own.
create function access.relied_on_by(structure uuid) returns setof regclass stable language plpgsql security definer set search_path = pg_catalog as $$
declare named record; hit boolean;
begin
    for named in select distinct a.attrelid::regclass as tab, a.attname as col from pg_attribute a join pg_class c on c.oid = a.attrelid
                  where c.relkind = 'r' and a.atttypid = 'uuid'::regtype and not a.attisdropped
                    and a.attrelid not in ('access.organisation'::regclass, 'access.organisation_name'::regclass, 'access.decision'::regclass)
                    and (a.attname in ('organisation_id', 'owner_organisation') or a.attrelid = to_regclass('assistance.institution') and a.attname in ('asked_id', 'kept_by')
                         or exists (select from pg_constraint k where k.contype = 'f' and k.conrelid = a.attrelid and k.conkey = array[a.attnum]
                                       and k.confrelid = 'access.organisation'::regclass)) loop
        execute format('select exists (select from %s where %I = $1)', named.tab, named.col) into hit using structure;
        if hit then return next named.tab; end if;
    end loop;
    return query select 'access.file_grant'::regclass from access.organisation o
        where o.id = structure and exists (select from access.file_grant g where g.holder in (access.holder('ORGANISATION', o.id), access.holder('DESK', o.desk_id)));
    return query select 'access.decision'::regclass where exists (
        select from access.decision d where d.state = 'WAITING' and d.kind <> 'STRUCTURE_NAME' and (d.organisation_id = structure or d.record::text like '%' || structure || '%'));
end $$;
-- Rules ask what kind a structure is: it is corrected before anything relies on it, and never afterwards.
create function access.is_used(structure uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.relied_on_by(structure)) $$;
create function access.keep_kind() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform from access.organisation o where o.id = old.id for update;   -- after what others are just writing that names it
    if access.is_used(old.id) then
        raise exception 'access.kind-in-use' using errcode = 'insufficient_privilege';
    end if;
    if access.actor() is not null then perform access.ring(array(select access.custodians()), 'account'); end if;
    return new;
end $$;
create trigger keep_kind before update of kind on access.organisation for each row when (new.kind <> old.kind) execute function access.keep_kind();
-- The law of a structure's country is that of its children: who may consent, which authority is asked, what crosses a border. So the country is corrected
-- until anything relies on it but its own people, what is said of it in the directory, and trainings and evaluations.
create function access.country_is_relied_on(structure uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.relied_on_by(structure) r join pg_class c on c.oid = r join pg_namespace n on n.oid = c.relnamespace
                    where n.nspname not in ('training', 'evaluation')
                      and n.nspname || '.' || c.relname <> all ('{access.person,access.person_role,access.deputy,access.focal_point,access.decision,referrals.structure_entry,referrals.structure_number}')) $$;
create function access.keep_country() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform from access.organisation o where o.id = old.id for update;
    if access.country_is_relied_on(old.id) then
        raise exception 'access.country-in-use' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger keep_country before update of country on access.organisation for each row when (new.country <> old.country) execute function access.keep_country();
-- Nothing of the care side is granted to the police, whichever way it is addressed: to the structure, its desk, one of its people or a shelter of it.
create function access.never_to_police() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare structure uuid := case new.grantee_kind when 'ORGANISATION' then new.grantee
    when 'DESK' then (select o.id from access.organisation o where o.desk_id = new.grantee)
    when 'PERSON' then (select p.organisation_id from access.person p where p.id = new.grantee)
    else (select s.organisation_id from cases.shelter s where s.id = new.grantee) end;
begin
    if access.is_police(structure)
       and (new.file_id is null or exists (select from access.dossier d where d.id = new.file_id and d.compartment = 'akoma_protection')) then
        raise exception 'access.grant-to-police' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger a_never_to_police before insert on access.file_grant for each row execute function access.never_to_police();
-- Nobody of the police decides about children for another structure, and nobody does for the police, who have none.
create function access.no_deputy_of_police() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if access.is_police(new.organisation_id) or access.is_police((select p.organisation_id from access.person p where p.id = new.person_id)) then
        raise exception 'access.deputy-of-police' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger no_deputy_of_police before insert on access.deputy for each row execute function access.no_deputy_of_police();
create function access.no_agreement_with_police() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if access.is_police(new.to_id) or new.both_ways and access.is_police(new.from_id) then
        raise exception 'access.agreement-with-police' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
revoke execute on function access.keeps_names, access.relied_on_by, access.is_used, access.keep_kind, access.country_is_relied_on, access.keep_country,
    access.never_to_police, access.no_deputy_of_police, access.no_agreement_with_police from public;
grant execute on function access.country_is_relied_on to akoma_administration, akoma_protection, akoma_custody;
grant execute on function access.keeps_names to akoma_protection, akoma_administration;
grant execute on function access.is_used to akoma_protection, akoma_administration;

-- Whether children are answered for by it, or by one whose mandate passes to it: then two people end it.
create function access.is_answering(structure uuid) returns boolean language plpgsql stable security definer set search_path = pg_catalog as $$
begin return handover.is_answering(structure); end $$;
revoke execute on function access.is_answering from public;
grant execute on function access.is_answering to akoma_administration;
create function access.ends_without_files() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = current_user then return new; end if;
    if access.is_at_work(old.id, new.valid_until) then
        raise exception 'access.structure-at-work' using errcode = 'insufficient_privilege';
    end if;
    perform access.ring(array(select access.who_oversee()), 'account');
    return new;
end $$;
create trigger ends_without_files before update of valid_until on access.organisation for each row
    when (new.valid_until < old.valid_until) execute function access.ends_without_files();

-- A role is held in the person's own structure, and reaches as far as the role does: that is what a second person reads of it.
create function access.held_where_one_works() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare reach text := case when new.role in ('LE_OFFICER', 'LE_COORDINATOR', 'CASE_SUPERVISOR') then 'ORGANISATION'
    when new.role in ('PROVIDER', 'MINISTRY_OFFICER') then 'DESK' else 'OWN' end;
begin
    if new.reach <> reach or new.organisation_id <> (select p.organisation_id from access.person p where p.id = new.person_id) then
        raise exception 'access.role-elsewhere' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger held_where_one_works before insert on access.person_role for each row
    when (current_user = 'akoma_administration') execute function access.held_where_one_works();
revoke execute on function access.held_until, access.is_held, access.is_successor, access.deputy_until, access.undecided, access.undecided_without,
    access.left_without, access.who_serve, access.custodians, access.who_oversee, access.signs_in, access.needs_a_successor, access.ring_for_an_end, access.others_ended,
    access.few_ends, access.conduct_by_oneself, access.is_at_work, access.ends_without_files, access.held_where_one_works from public;
grant execute on function access.undecided_without to akoma_protection, akoma_custody, akoma_administration;
grant execute on function access.left_without, access.others_ended, access.is_at_work to akoma_administration;

-- ---------- who asks, approves and pays are apart ----------------------------------------------------------------------
-- Who asks for money, who approves it and who pays it are different accounts (requirements.md 3; trust.md 2): one person holds no two of these roles.
create function access.apart_from(person uuid, wanted text) returns text stable language sql security definer set search_path = pg_catalog as $$
    select r.role from access.person_role r
     where r.person_id = apart_from.person and r.valid_until > access.moment()
       and case wanted when 'FINANCE_OFFICER' then r.role in ('PROJECT_MANAGER', 'CASE_WORKER', 'CASE_SUPERVISOR')
                       when 'PROJECT_MANAGER' then r.role in ('FINANCE_OFFICER', 'CASE_WORKER', 'CASE_SUPERVISOR')
                       when 'CASE_WORKER' then r.role in ('FINANCE_OFFICER', 'PROJECT_MANAGER')
                       when 'CASE_SUPERVISOR' then r.role in ('FINANCE_OFFICER', 'PROJECT_MANAGER') end
     order by r.valid_from limit 1 $$;
create function access.roles_apart() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform pg_advisory_xact_lock(hashtextextended(new.person_id::text, 11));    -- two roles asked for at one moment see each other
    if access.apart_from(new.person_id, new.role) is not null then
        raise exception 'access.roles-apart' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger roles_apart before insert on access.person_role for each row
    when (current_user = 'akoma_administration') execute function access.roles_apart();
revoke execute on function access.apart_from, access.roles_apart from public;
grant execute on function access.apart_from to akoma_administration;

-- ---------- a shelter is found by its token ----------------------------------------------------------------------------
-- A shelter's code is sealed: an administrator finds the shelter that a role is for by the keyed hash of its code, or by its id.
-- The shelter of this structure that is meant; null: there is none. An administrator sees no shelter otherwise.
create function access.shelter_of(id uuid, token bytea, organisation uuid) returns uuid
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
    return (select s.id from cases.shelter s where s.organisation_id = organisation and (s.id = shelter_of.id or s.code_token = token));
end $$;
create function access.shelter_code(unit uuid) returns bytea
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
    return (select s.code from cases.shelter s where s.id = unit);
end $$;
-- Those that an administrator may give a manager to, with the code that names each in the form: nothing of where it is, nor whom it takes
-- (docs/decisions/first-day.md).
create function access.shelters_to_run() returns table (id uuid, structure text, code bytea, name bytea)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
    if not access.administers('akoma_protection') then return; end if;
    return query select s.id, o.code, s.code, s.name from cases.shelter s join access.organisation o on o.id = s.organisation_id
                  where s.closed_on is null and (s.made_by is null or access.agreed('SHELTER', s.id, 1));
end $$;
revoke execute on function access.shelter_of, access.shelter_code, access.shelters_to_run from public;
grant execute on function access.shelter_of, access.shelter_code to akoma_protection, akoma_custody, akoma_administration;
grant execute on function access.shelters_to_run to akoma_administration;
