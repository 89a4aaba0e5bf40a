-- Whose file it is (trust.md G3, G4). A file is given to a worker inside its structure, by a supervisor of that structure who holds it otherwise than
-- by an emergency; to another structure it goes by a transfer. Both lie in functions: no login changes these columns or writes these grants by hand.
create function access.leads(organisation uuid) returns boolean
stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.person_role r where r.person_id = access.actor() and r.role = 'CASE_SUPERVISOR' and r.organisation_id = leads.organisation
                      and r.compartment = session_user and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()) $$;
-- Whether this person works as this in this structure now; null: in any.
create function access.works_as(person uuid, wanted text, organisation uuid) returns boolean
stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.person_role r join access.person p on p.id = r.person_id
                    where r.person_id = works_as.person and r.role = wanted and r.organisation_id = coalesce(works_as.organisation, r.organisation_id)
                      and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()
                      and p.contract_until > (access.moment() at time zone 'UTC')::date) $$;

create function cases.give_by_name(file uuid, kind text, grantee uuid, reason text) returns void
language sql security definer set search_path = pg_catalog as $$
    insert into access.file_grant (id, file_id, grantee_kind, grantee, sections, may_write, valid_from, reason, given_by)
    select gen_random_uuid(), give_by_name.file, give_by_name.kind, give_by_name.grantee, 511, true, access.moment(), give_by_name.reason, access.actor()
     where not exists (select from access.file_grant g where g.file_id = give_by_name.file
                          and g.holder = access.holder(give_by_name.kind, give_by_name.grantee) and g.reason = give_by_name.reason
                          and g.valid_until > access.moment()) $$;
create function cases.end_by_name(file uuid, kind text, grantee uuid, reason text) returns void
language sql security definer set search_path = pg_catalog as $$
    update access.file_grant g set valid_until = greatest(g.valid_from, access.moment())
     where g.file_id = end_by_name.file and g.holder = access.holder(end_by_name.kind, end_by_name.grantee) and g.reason = end_by_name.reason and g.valid_until > access.moment() $$;

-- DONE, FORBIDDEN, NO_WORKER, ELSEWHERE (works for another structure), ALREADY.
create function cases.assign_file(file uuid, worker uuid) returns text
language plpgsql security definer set search_path = pg_catalog as $$
declare f record; leads uuid; structure uuid;
begin
    select c.organisation_id, c.worker_id, c.supervisor_id into f from cases.case_file c where c.id = file for update;
    if not found or session_user <> 'akoma_protection' or not access.keeps(file, 256, true)
       or not (access.leads(f.organisation_id) or f.supervisor_id = access.actor() and access.may_lead(access.actor(), f.organisation_id)) then return 'FORBIDDEN'; end if;
    select p.organisation_id, p.supervisor_id into structure, leads from access.person p where p.id = worker;
    if structure is distinct from f.organisation_id then return 'ELSEWHERE'; end if;
    if not access.works_as(worker, 'CASE_WORKER', structure) then return 'NO_WORKER'; end if;
    if worker = f.worker_id then return 'ALREADY'; end if;
    -- The supervisor stays: another one comes by two people. Where there is none yet, it is the worker's, or who gives the file.
    if f.supervisor_id is not null then leads := f.supervisor_id;
    elsif leads is null or leads = worker or not access.may_lead(leads, f.organisation_id) then leads := access.actor(); end if;
    perform cases.give_by_name(file, 'PERSON', worker, 'ASSIGNMENT'), cases.give_by_name(file, 'PERSON', leads, 'SUPERVISION'),
            cases.end_by_name(file, 'PERSON', f.worker_id, 'ASSIGNMENT');
    update cases.case_file c set worker_id = worker, supervisor_id = leads, updated_at = access.moment(), version = c.version + 1 where c.id = file;
    return 'DONE';
end $$;

create function cases.stays_in_its_hands() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    raise exception 'cases.moved-by-hand' using errcode = 'insufficient_privilege';
end $$;
create trigger stays_in_its_hands before update on cases.case_file for each row
    when (current_user = 'akoma_protection' and (new.worker_id, new.organisation_id, new.supervisor_id, new.code, new.registered_by, new.registered_at)
          is distinct from (old.worker_id, old.organisation_id, old.supervisor_id, old.code, old.registered_by, old.registered_at))
    execute function cases.stays_in_its_hands();

-- What a person may give by hand, each with a place of its own that says why; assignment, supervision, transfer and the owning structure come by function.
drop policy given on access.file_grant;
create policy given on access.file_grant for insert to akoma_protection, akoma_enforcement
    with check (given_by = (select access.actor()) and access.may_share(file_id, sections)
                and reason in ('SHARED', 'REFERRAL', 'SHELTER_STAY', 'ENROLMENT', 'SAMPLE', 'OPERATION', 'CONVERSATION'));

-- A share is read by a colleague of the file's structure, for some days; to let somebody write is the supervisor's word. An operation's and a conversation's
-- grants lie on no child's file.
create function cases.shared_inside() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare wrong record;
begin
    select g.reason into wrong from added g join cases.case_file f on f.id = g.file_id
     where g.reason in ('OPERATION', 'CONVERSATION')
        or g.reason = 'SHARED' and not (exists (select from access.person p where p.id = g.grantee and p.organisation_id = f.organisation_id)
               and g.valid_until <= g.valid_from + make_interval(days => access.limit_of('share.max', 30) + 1)
               and (not g.may_write or access.leads(f.organisation_id) or f.supervisor_id = access.actor() and access.may_lead(access.actor(), f.organisation_id)))
     limit 1;
    if found then raise exception 'cases.not-shared-so: %', wrong.reason using errcode = 'insufficient_privilege'; end if;
    return null;
end $$;
create trigger shared_inside after insert on access.file_grant referencing new table as added for each statement execute function cases.shared_inside();

-- A new file begins in the hands that its row names, in the structure of its worker: nobody else is let in by the first grants.
create function cases.begins_in_its_hands() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if exists (select from added f join access.file_grant g on g.file_id = f.id
                where not case g.reason when 'ASSIGNMENT' then g.grantee = f.worker_id when 'SUPERVISION' then g.grantee = f.supervisor_id
                              when 'OWNING_STRUCTURE' then g.grantee = f.organisation_id else false end)
       or exists (select from added f join access.person p on p.id = f.worker_id where p.organisation_id <> f.organisation_id) then
        raise exception 'cases.begins-in-other-hands' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create trigger begins_in_its_hands after insert on cases.case_file referencing new table as added for each statement
    execute function cases.begins_in_its_hands();

revoke execute on function access.leads, access.works_as, cases.give_by_name, cases.end_by_name, cases.assign_file, cases.stays_in_its_hands, cases.shared_inside,
    cases.begins_in_its_hands from public;
grant execute on function access.leads, access.works_as to akoma_protection;
grant execute on function cases.assign_file to akoma_protection;
