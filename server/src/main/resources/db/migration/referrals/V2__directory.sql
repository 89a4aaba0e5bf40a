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
-- A structure's own people keep its entry.
create function referrals.works_at(structure uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.person p where p.id = access.actor() and p.organisation_id = structure) $$;
create policy kept on referrals.structure_entry for insert to akoma_protection
    with check (referrals.works_at(organisation_id) and updated_by = (select access.actor()));
create policy changed on referrals.structure_entry for update to akoma_protection
    using (referrals.works_at(organisation_id)) with check (updated_by = (select access.actor()));
revoke execute on function referrals.works_at from public;
grant execute on function referrals.works_at to akoma_protection;
grant select, insert, update on referrals.structure_entry to akoma_protection;
