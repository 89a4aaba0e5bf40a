-- What an imported row said and the child's file has no place for. A row may speak of anything, so who reads it holds every section that it
-- may speak of: notes, identity, family, exploitation and health.
create table exchange.carried (
    file_id   uuid constraint carried_pk primary key constraint carried_file references access.dossier,
    import_id uuid not null,
    sealed    bytea not null);
create index carried_of_import on exchange.carried (import_id, file_id);
call access.protect('exchange.carried', 'file_id', 128, 'akoma_protection');
create policy whole_row_only on exchange.carried as restrictive for select to akoma_protection
    using (access.sees(file_id, 1, false) and access.sees(file_id, 2, false) and access.sees(file_id, 4, false) and access.sees(file_id, 8, false));

-- A file that was checked and waits to be imported, or what came of it, sealed, for whoever sent it, for an hour.
create table exchange.upload (
    id        uuid constraint upload_pk primary key,
    person_id uuid not null constraint upload_person references access.person,
    at        timestamptz not null,
    until     timestamptz not null,
    done      boolean not null,                                         -- false: the file; true: what came of it
    sealed    bytea not null,
    constraint upload_for_an_hour check (until > at and until <= at + interval '1 hour'));
create index upload_until on exchange.upload (until);
alter table exchange.upload enable row level security;
create policy mine on exchange.upload to akoma_protection
    using (person_id = (select access.actor())) with check (person_id = (select access.actor()));
create function exchange.forget_uploads(moment timestamptz) returns bigint language sql security definer set search_path = pg_catalog as $$
    with gone as (delete from exchange.upload u where u.until <= moment returning 1) select count(*) from gone $$;

-- Names leave the house only when a supervisor and the data protection officer both say so, for one download within a day.
create table exchange.export_request (
    id             uuid constraint export_request_pk primary key,
    requested_by   uuid not null constraint export_request_person references access.person,
    requested_at   timestamptz not null,
    format         text not null constraint export_request_format check (format in ('CSV', 'XLSX')),
    purpose        bytea not null,                                      -- sealed: it may speak of a child
    supervisor_id  uuid constraint export_request_supervisor references access.person,
    supervised_at  timestamptz,
    custodian_id   uuid constraint export_request_custodian references access.person,
    custodian_at   timestamptz,
    refused_by     uuid constraint export_request_refuser references access.person,
    refused_at     timestamptz,
    downloaded_at  timestamptz,
    files          bigint,
    constraint export_request_two_persons check (supervisor_id is distinct from requested_by and custodian_id is distinct from requested_by
        and (supervisor_id is null or custodian_id is null or supervisor_id <> custodian_id)),
    constraint export_request_supervised check ((supervisor_id is null) = (supervised_at is null)),
    constraint export_request_in_custody check ((custodian_id is null) = (custodian_at is null)),
    constraint export_request_refused check ((refused_by is null) = (refused_at is null)),
    constraint export_request_leaves check (downloaded_at is null or (refused_at is null and supervised_at is not null and custodian_at is not null
        and downloaded_at < greatest(supervised_at, custodian_at) + interval '24 hours')));
create index export_request_of_person on exchange.export_request (requested_by, requested_at);
create index export_request_newest on exchange.export_request (requested_at);

create function exchange.supervises() returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.person_role r where r.person_id = access.actor() and r.role = 'CASE_SUPERVISOR'
                      and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()) $$;
alter table exchange.export_request enable row level security;
create policy mine on exchange.export_request for select to akoma_protection
    using (requested_by = (select access.actor()) or (select exchange.supervises()));
create policy watched on exchange.export_request for select to akoma_custody using (true);
create policy asked on exchange.export_request for insert to akoma_protection
    with check (requested_by = (select access.actor()) and supervisor_id is null and custodian_id is null and refused_by is null and downloaded_at is null);
create policy supervised on exchange.export_request for update to akoma_protection
    using (requested_by = (select access.actor()) or (select exchange.supervises()));
create policy in_custody on exchange.export_request for update to akoma_custody using (true);
-- Each says only their own part, once: the login cannot speak for somebody else.
create function exchange.keep_two_persons() returns trigger language plpgsql set search_path = pg_catalog as $$
declare me uuid := access.actor();
begin
    if (new.supervisor_id is distinct from old.supervisor_id and (old.supervisor_id is not null or new.supervisor_id is distinct from me or not exchange.supervises()))
       or (new.custodian_id is distinct from old.custodian_id and (old.custodian_id is not null or new.custodian_id is distinct from me))
       or (new.refused_by is distinct from old.refused_by and (old.refused_by is not null or new.refused_by is distinct from me or new.requested_by = me))
       or (new.downloaded_at is distinct from old.downloaded_at and (old.downloaded_at is not null or new.requested_by is distinct from me))
       or (new.supervised_at is distinct from old.supervised_at and new.supervised_at is distinct from access.moment())
       or (new.custodian_at is distinct from old.custodian_at and new.custodian_at is distinct from access.moment())
       or (new.downloaded_at is distinct from old.downloaded_at and new.downloaded_at is distinct from access.moment()) then
        raise exception 'exchange.two-persons' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger keep_two_persons before update on exchange.export_request for each row execute function exchange.keep_two_persons();

grant usage on schema exchange to akoma_protection, akoma_custody;
grant select, insert on exchange.carried to akoma_protection;
grant select, insert, delete on exchange.upload to akoma_protection;
grant select, insert on exchange.export_request to akoma_protection;
grant update (supervisor_id, supervised_at, refused_by, refused_at, downloaded_at, files) on exchange.export_request to akoma_protection;
grant select on exchange.export_request to akoma_custody;
grant update (custodian_id, custodian_at, refused_by, refused_at) on exchange.export_request to akoma_custody;
revoke execute on all functions in schema exchange from public;
grant execute on function exchange.forget_uploads, exchange.supervises to akoma_protection;
grant execute on function exchange.supervises, exchange.keep_two_persons to akoma_custody, akoma_protection;
