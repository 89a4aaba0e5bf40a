-- ---------- directory --------------------------------------------------------------------------------------------------
-- What each structure tells of itself: services, places, hours, capacity, whom to ask. Of structures, never of children; where a shelter
-- lies is no part of it, so the place is a region and the address an office's.
create table referrals.structure_entry (
    organisation_id uuid constraint structure_entry_pk primary key constraint structure_entry_of references access.organisation,
    services        text[] not null default '{}' constraint structure_entry_services_known check (services <@ array[
        'IMM_MEDICAL_SCREENING', 'IMM_MEDICAL_TREATMENT', 'IMM_SHELTER', 'IMM_FOOD', 'IMM_CLOTHING_HYGIENE', 'IMM_PSYCHOSOCIAL',
        'IMM_INTERPRETATION', 'IMM_LEGAL_AID', 'IMM_GUARDIAN', 'IMM_FAMILY_TRACING', 'IMM_RETURN_TRAVEL', 'IMM_SAFETY', 'LT_EDU_PRESCHOOL',
        'LT_EDU_FORMAL', 'LT_EDU_BRIDGING', 'LT_EDU_CATCH_UP', 'LT_SCHOOL_SUPPORT', 'LT_VOCATIONAL', 'LT_TOOL_KIT', 'LT_FAMILY_CASH',
        'LT_FAMILY_MICRO_BUSINESS', 'LT_BIRTH_REGISTRATION', 'LT_FOSTER_SUPPORT', 'LT_PARENTING', 'LT_COMMUNITY', 'LT_HEALTH_INSURANCE',
        'LT_INDEPENDENT_LIVING']),
    -- The p-code of a region, where there is one: too short for a telephone number.
    region          text constraint structure_entry_region check (region ~ '^[A-Z]{2}([0-9]{2}){0,2}$'),
    office          text constraint structure_entry_office check (access.is_plain(office)),
    hours           text constraint structure_entry_hours check (access.is_plain(hours)),
    capacity        int constraint structure_entry_capacity check (capacity between 0 and 100000),
    languages       text[] not null default '{}' constraint structure_entry_languages
                        check (cardinality(languages) <= 60 and array_to_string(languages, ' ', '?') ~ '^([a-z]{2,3}( [a-z]{2,3})*)?$'),
    telephone       text,
    email           text,
    focal_id        uuid constraint structure_entry_focal references access.person,
    updated_at      timestamptz not null,
    updated_by      uuid not null,
    version         int not null default 1);
create index structure_entry_services on referrals.structure_entry using gin (services);
alter table referrals.structure_entry enable row level security;
create policy seen on referrals.structure_entry for select to akoma_protection using ((select access.actor()) is not null);
-- Who keeps the structure's name keeps its entry: its own people and its deputy, but those who only look on, pay or evaluate; the project keeps that of an
-- authority that has nobody here.
create policy kept on referrals.structure_entry for insert to akoma_protection
    with check (access.keeps_names(organisation_id) and updated_by = (select access.actor()));
create policy changed on referrals.structure_entry for update to akoma_protection
    using (access.keeps_names(organisation_id)) with check (updated_by = (select access.actor()));
create trigger by_oneself after insert on referrals.structure_entry referencing new table as added for each statement execute function access.by_oneself('updated_by');
-- Every column but telephone and e-mail address, which no login writes: below.
grant select, insert (organisation_id, services, region, office, hours, capacity, languages, focal_id, updated_at, updated_by),
    update (services, region, office, hours, capacity, languages, focal_id, updated_at, updated_by, version) on referrals.structure_entry to akoma_protection;

-- Who reads what an agreement lets through is shown to the data protection officer before it is confirmed.
create function referrals.focal_of(structure uuid) returns uuid stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return (select e.focal_id from referrals.structure_entry e where e.organisation_id = structure and access.actor() is not null);
end $$;
revoke execute on function referrals.focal_of from public;
grant execute on function referrals.focal_of to akoma_protection, akoma_custody;

-- ---------- a focal point is named by another --------------------------------------------------------------------------
-- Every child referred to a structure without a desk is its focal point's to read: nobody becomes that by a row of their own. A supervisor of the
-- structure or its deputy names and ends it; where there is neither, somebody at its desk, or a project manager who works there.
create function referrals.names_focal_point(structure uuid, focal uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
    if focal = access.actor() then return false; end if;
    if access.is_deputy(access.actor(), structure) then return true; end if;
    return exists (select from access.person_role r where access.at_work() and r.person_id = access.actor() and r.organisation_id = structure
              and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()
              and (r.role = 'CASE_SUPERVISOR' or r.role in ('MINISTRY_OFFICER', 'PROVIDER', 'PROJECT_MANAGER')
                   and not exists (select from access.person_role s where s.role = 'CASE_SUPERVISOR' and access.may_lead(s.person_id, structure))));
end $$;
create function referrals.keep_focal_point() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare before uuid;
begin
    if tg_op = 'UPDATE' then before := old.focal_id; end if;
    if session_user = current_user or new.focal_id is not distinct from before then return new; end if;
    if not referrals.names_focal_point(new.organisation_id, new.focal_id) or new.focal_id is not null
           and not exists (select from access.person p where p.id = new.focal_id and p.organisation_id = new.organisation_id) then
        raise exception 'referrals.focal-by-another' using errcode = 'insufficient_privilege';
    end if;
    perform access.ring(array[before, new.focal_id], 'referral');  -- who answered until now hears of it
    return new;
end $$;
create trigger keep_focal_point before insert or update on referrals.structure_entry for each row execute function referrals.keep_focal_point();
revoke execute on function referrals.names_focal_point, referrals.keep_focal_point from public;
grant execute on function referrals.names_focal_point to akoma_protection;

-- ---------- the number that is called in danger ------------------------------------------------------------------------
-- A worker calls the structure's number about a child in danger: one person who could replace or erase it would answer that call. Each number is asked for
-- by who keeps the entry, and is the structure's once a second person agreed. So is the e-mail address, to which people write about children. All of them
-- stay here, for the data protection officer.
create table referrals.structure_number (
    organisation_id uuid not null constraint structure_number_of references access.organisation,
    number          int not null,                                      -- counts the structure's numbers; the version of the decision
    telephone       text constraint structure_number_written check (telephone ~ '^[+0-9 ().-]{4,40}$'),  -- null: none any more
    email           text constraint structure_number_email check (email ~ '^[^@[:space:]]+@[^@[:space:]]+$'),  -- null: none any more
    asked_by        uuid not null constraint structure_number_asker references access.person,
    asked_at        timestamptz not null,
    confirmed_by    uuid constraint structure_number_confirmer references access.person,
    confirmed_at    timestamptz,
    constraint structure_number_pk primary key (organisation_id, number),
    constraint structure_number_by_two check (confirmed_by <> asked_by),
    constraint structure_number_confirmed check ((confirmed_by is null) = (confirmed_at is null)));
alter table referrals.structure_number enable row level security;
create policy overseen on referrals.structure_number for select to akoma_custody using ((select access.actor()) is not null);
grant select on referrals.structure_number to akoma_custody;
insert into access.decision_kind (kind, roles, proposers, section) values
    ('TELEPHONE', '{DATA_PROTECTION_OFFICER,PROJECT_MANAGER}',
     '{CASE_WORKER,CASE_SUPERVISOR,SHELTER_MANAGER,PROVIDER,PROJECT_MANAGER,MINISTRY_OFFICER}', null);
-- Its supervisors, or its deputy where it has none, hear of every number that somebody asks for. Null: not for the actor to ask.
create function referrals.ask_number(structure uuid, wanted text, wanted_email text) returns int
language plpgsql security definer set search_path = pg_catalog as $$
declare asked int;
begin
    if not access.keeps_names(structure) then return null; end if;
    perform pg_advisory_xact_lock(hashtextextended(structure::text, 11));
    select coalesce(max(n.number), 0) + 1 into asked from referrals.structure_number n where n.organisation_id = structure;
    insert into referrals.structure_number (organisation_id, number, telephone, email, asked_by, asked_at)
    values (structure, asked, wanted, wanted_email, access.actor(), access.moment());
    perform access.ring(array(select access.leaders(structure)), 'account');
    return asked;
end $$;
-- By who agreed, in that transaction, and as it was shown. Its supervisors and who asked hear of it.
create function referrals.confirm_number(structure uuid, asked int, shown text, shown_email text) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
declare n referrals.structure_number;
begin
    if not access.just_decided('TELEPHONE', structure, asked, true) then return false; end if;
    update referrals.structure_number x set confirmed_by = access.actor(), confirmed_at = access.moment()
     where x.organisation_id = structure and x.number = asked and x.telephone is not distinct from shown
       and x.email is not distinct from shown_email and x.confirmed_at is null returning * into n;
    if not found then return false; end if;
    insert into referrals.structure_entry as e (organisation_id, telephone, email, updated_at, updated_by)
        values (structure, n.telephone, n.email, access.moment(), n.asked_by)
        on conflict on constraint structure_entry_pk do update set telephone = excluded.telephone, email = excluded.email, updated_at = excluded.updated_at,
           updated_by = excluded.updated_by, version = e.version + 1;
    perform access.ring(array(select access.leaders(structure)) || n.asked_by, 'account');
    return true;
end $$;
-- Since when another number or address waits, and whose it is: never which, for nobody has confirmed it.
create function referrals.number_waits(structure uuid) returns table (asked_at timestamptz, asked_by text)
stable language sql security definer set search_path = pg_catalog as $$
    select d.proposed_at, upper(p.code) from access.decision d join access.person p on p.id = d.proposed_by
     where d.kind = 'TELEPHONE' and d.subject = structure and d.state = 'WAITING' and access.actor() is not null $$;
revoke execute on function referrals.ask_number, referrals.confirm_number, referrals.number_waits from public;
grant execute on function referrals.ask_number, referrals.number_waits to akoma_protection;
grant execute on function referrals.confirm_number to akoma_protection, akoma_custody;
