-- Who receives complaints about the conduct of a structure's people, besides the data protection officer, who names them.
create table access.focal_point (
    id              uuid constraint focal_point_pk primary key,
    organisation_id uuid not null constraint focal_point_of references access.organisation,
    person_id       uuid not null constraint focal_point_is references access.person,
    valid_from      timestamptz not null,
    valid_until     timestamptz not null default 'infinity',
    designated_by   uuid not null constraint focal_point_by references access.person,
    constraint focal_point_not_oneself check (designated_by <> person_id));
create unique index focal_point_once on access.focal_point (organisation_id, person_id) where valid_until = 'infinity';
create index focal_point_of_person on access.focal_point (person_id);
alter table access.focal_point enable row level security;
create policy known on access.focal_point for select to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration using (true);
create policy named on access.focal_point for insert to akoma_custody with check (designated_by = (select access.actor()));
create policy ended on access.focal_point for update to akoma_custody using (true);
grant select on access.focal_point to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;
grant insert, update (valid_until) on access.focal_point to akoma_custody;

create function access.is_focal_point(organisation uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.focal_point f where f.organisation_id = organisation and f.person_id = access.actor()
                      and f.valid_from <= access.moment() and f.valid_until > access.moment()) $$;
-- Whom a complaint reaches, for the doorbell: the police side cannot look up the custodian's people.
create function access.safeguards(organisation uuid) returns setof uuid stable language sql security definer set search_path = pg_catalog as $$
    select f.person_id from access.focal_point f where f.organisation_id = organisation and f.valid_from <= access.moment() and f.valid_until > access.moment()
    union select r.person_id from access.person_role r where r.role = 'DATA_PROTECTION_OFFICER' and r.approved_at <= access.moment()
             and r.valid_from <= access.moment() and r.valid_until > access.moment() $$;
revoke execute on function access.is_focal_point, access.safeguards from public;
grant execute on function access.is_focal_point, access.safeguards to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;
