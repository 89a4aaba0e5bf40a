-- ---------- directory --------------------------------------------------------------------------------------------------
-- What each structure tells of itself: services, places, hours, capacity, whom to ask. Of structures, never of children; where a shelter
-- lies is no part of it, so the place is a region and the address an office's.
create table referrals.structure_entry (
    organisation_id uuid constraint structure_entry_pk primary key constraint structure_entry_of references access.organisation,
    services        text[] not null default '{}',
    region          text,                                              -- p-code of a region, where there is one
    office          text,
    hours           text,
    capacity        int constraint structure_entry_capacity check (capacity between 0 and 100000),
    languages       text[] not null default '{}',
    telephone       text,
    email           text,
    focal_id        uuid constraint structure_entry_focal references access.person,
    updated_at      timestamptz not null,
    updated_by      uuid not null,
    version         int not null default 1);
create index structure_entry_services on referrals.structure_entry using gin (services);
alter table referrals.structure_entry enable row level security;
create policy seen on referrals.structure_entry for select to akoma_protection using ((select access.actor()) is not null);
-- A structure's own people keep its entry; the project keeps that of an authority that has nobody here.
create function referrals.works_at(structure uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.person p where p.id = access.actor() and p.organisation_id = structure) or access.keeps_names(structure) $$;
create policy kept on referrals.structure_entry for insert to akoma_protection
    with check (referrals.works_at(organisation_id) and updated_by = (select access.actor()));
create policy changed on referrals.structure_entry for update to akoma_protection
    using (referrals.works_at(organisation_id)) with check (updated_by = (select access.actor()));
create trigger by_oneself after insert on referrals.structure_entry referencing new table as added for each statement execute function access.by_oneself('updated_by');
grant select, insert, update on referrals.structure_entry to akoma_protection;
revoke execute on function referrals.works_at from public;
grant execute on function referrals.works_at to akoma_protection;

-- ---------- a focal point is named by another --------------------------------------------------------------------------
-- Every child referred to a structure without a desk is its focal point's to read: nobody becomes that by a row of their own. A supervisor of the
-- structure or its deputy names and ends it; where there is neither, somebody at its desk, or a project manager who works there.
create function referrals.names_focal_point(structure uuid, focal uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
    if focal = access.actor() then return false; end if;
    if access.is_deputy(access.actor(), structure) then return true; end if;
    return exists (select from access.person_role r where r.person_id = access.actor() and r.organisation_id = structure
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
