grant usage on schema exchange to akoma_protection, akoma_custody, akoma_administration;

-- ---------- files in and out -------------------------------------------------------------------------------------------
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
grant select, insert on exchange.carried to akoma_protection;

-- What a person said of an imported row whose child may have a file: it is that child, so the row is left out and known from then on; or it is another
-- child, for a reason, and has a file of its own.
create table exchange.row_answer (
    digest      bytea constraint row_answer_pk primary key,
    file_id     uuid not null constraint row_answer_file references access.dossier,
    reason      text constraint row_answer_reason check (reason in ('SEEN_BOTH', 'OTHER_PARENTS', 'OTHER_BIRTH', 'OTHER_ORIGIN', 'SENDER_SAYS')), -- null: the same child
    answered_by uuid not null constraint row_answer_person references access.person,
    answered_at timestamptz not null,
    sealed      bytea not null);                                        -- the sender's identifier of the case, and files that it was told apart from
create index row_answer_of_file   on exchange.row_answer (file_id);
create index row_answer_of_person on exchange.row_answer (answered_by);
call access.protect('exchange.row_answer', 'file_id', 1, 'akoma_protection');
create trigger by_oneself after insert on exchange.row_answer referencing new table as added for each statement execute function access.by_oneself('answered_by');
grant select, insert on exchange.row_answer to akoma_protection;
-- Which rows were said to be of a child who has a file; nothing of the file.
create function exchange.known_rows(digests bytea[]) returns setof bytea stable language sql security definer set search_path = pg_catalog as $$
    select a.digest from exchange.row_answer a where a.digest = any (digests) $$;
revoke execute on function exchange.known_rows from public;
grant execute on function exchange.known_rows to akoma_protection;

-- A file that was checked and waits to be imported, sealed, for who sent it, for an hour after it came or after the last answer about its rows.
create table exchange.upload (
    id        uuid constraint upload_pk primary key,
    person_id uuid not null constraint upload_person references access.person,
    at        timestamptz not null,
    until     timestamptz not null,
    sealed    bytea not null,
    answers   bytea,                                                    -- sealed: what was said so far of the rows that are asked about
    constraint upload_for_a_day check (until > at and until <= at + interval '1 day'));
create index upload_until on exchange.upload (until);
alter table exchange.upload enable row level security;
create policy mine on exchange.upload to akoma_protection
    using (person_id = (select access.actor())) with check (person_id = (select access.actor()));
grant select, insert, delete, update (answers, until) on exchange.upload to akoma_protection;

-- An import at work, or done: its rows become files some at a time, and rows_done counts in the transaction that makes them, so that no row is taken
-- twice. One runner holds it; another takes over where nothing was heard of that one for half a minute. Only who began it goes on with it, within a day.
create table exchange.import_job (
    id         uuid constraint import_job_pk primary key,
    person_id  uuid not null constraint import_job_person references access.person,
    begun_at   timestamptz not null,
    until      timestamptz not null,
    rows_total int not null constraint import_job_total check (rows_total >= 0),
    rows_done  int not null default 0,
    rows_known int not null,                                            -- were files before it began
    codes      text[] not null default '{}',                            -- of the files that it made
    attached   text[] not null default '{}',                            -- of the files to whose child a row was said to belong
    state      text not null default 'RUNNING' constraint import_job_state check (state in ('RUNNING', 'STOPPED', 'FINISHED')),
    runner     uuid,
    seen_at    timestamptz not null,
    sealed     bytea,                                                   -- the file and what is to be done with each row
    constraint import_job_for_a_day check (until > begun_at and until <= begun_at + interval '1 day'),
    constraint import_job_done check (rows_done between 0 and rows_total and (state <> 'FINISHED' or rows_done = rows_total)),
    constraint import_job_forgets check ((state = 'FINISHED') = (sealed is null)));
create index import_job_of_person on exchange.import_job (person_id, begun_at);
create index import_job_until     on exchange.import_job (until);
alter table exchange.import_job enable row level security;
create policy mine on exchange.import_job to akoma_protection
    using (person_id = (select access.actor())) with check (person_id = (select access.actor()));
grant select, insert, update (rows_done, codes, attached, state, runner, seen_at, sealed) on exchange.import_job to akoma_protection;

-- What is under way is forgotten when its time has come, and not when a login says that it has.
create function exchange.forget_uploads(moment timestamptz) returns bigint language sql security definer set search_path = pg_catalog as $$
    with files as (delete from exchange.upload u where u.until <= moment and access.is_now(moment) returning 1),
         jobs as (delete from exchange.import_job j where j.until <= moment and access.is_now(moment) returning 1)
    select (select count(*) from files) + (select count(*) from jobs) $$;

-- Names leave the house only when a supervisor and the data protection officer both say so, for one download within a day.
create table exchange.export_request (
    id            uuid constraint export_request_pk primary key,
    requested_by  uuid not null constraint export_request_person references access.person,
    requested_at  timestamptz not null,
    format        text not null constraint export_request_format check (format in ('CSV', 'XLSX')),
    purpose       bytea not null,                                      -- sealed: it may speak of a child
    supervisor_id uuid constraint export_request_supervisor references access.person,
    supervised_at timestamptz,
    custodian_id  uuid constraint export_request_custodian references access.person,
    custodian_at  timestamptz,
    refused_by    uuid constraint export_request_refuser references access.person,
    refused_at    timestamptz,
    downloaded_at timestamptz,
    files         bigint,
    constraint export_request_two_persons check (supervisor_id is distinct from requested_by and custodian_id is distinct from requested_by
        and (supervisor_id is null or custodian_id is null or supervisor_id <> custodian_id)),
    constraint export_request_supervised check ((supervisor_id is null) = (supervised_at is null)),
    constraint export_request_in_custody check ((custodian_id is null) = (custodian_at is null)),
    constraint export_request_refused check ((refused_by is null) = (refused_at is null)),
    constraint export_request_leaves check (downloaded_at is null or (refused_at is null and supervised_at is not null and custodian_at is not null
        and downloaded_at < greatest(supervised_at, custodian_at) + interval '24 hours')));
create index export_request_of_person on exchange.export_request (requested_by, requested_at);
create index export_request_newest on exchange.export_request (requested_at);
alter table exchange.export_request enable row level security;
-- What an export is for, and who asked, is read by who asked, by the supervisors who may decide it or did, and by the data protection officer: not by every
-- supervisor of the country. Of an older one, by who asked or decided.
create function exchange.decides_request(request uuid, asked timestamptz) returns boolean stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return asked > access.moment() - interval '30 days' and exchange.supervises() and access.holds_what_leaves(request, access.actor());
end $$;
create policy mine on exchange.export_request for select to akoma_protection
    using ((select access.actor()) in (requested_by, supervisor_id, refused_by) or exchange.decides_request(id, requested_at));
-- A data protection officer reads who asked for names inside a session only; the password alone shows nothing.
create policy watched on exchange.export_request for select to akoma_custody using ((select access.has_role(array['DATA_PROTECTION_OFFICER'])));
create policy asked on exchange.export_request for insert to akoma_protection
    with check (requested_by = (select access.actor()) and supervisor_id is null and custodian_id is null and refused_by is null and downloaded_at is null);
create policy supervised on exchange.export_request for update to akoma_protection
    using ((select access.actor()) in (requested_by, supervisor_id, refused_by) or exchange.decides_request(id, requested_at));
create policy in_custody on exchange.export_request for update to akoma_custody using ((select access.has_role(array['DATA_PROTECTION_OFFICER'])));
grant select, insert, update (supervisor_id, supervised_at, refused_by, refused_at, downloaded_at, files) on exchange.export_request to
    akoma_protection;
grant select, update (custodian_id, custodian_at, refused_by, refused_at) on exchange.export_request to akoma_custody;

create function exchange.supervises() returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.person_role r where access.at_work() and r.person_id = access.actor() and r.role = 'CASE_SUPERVISOR'
                      and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()) $$;
-- Each says only their own part, once: the login cannot speak for somebody else. What they say is what they decided by access.decision, in the same
-- transaction.
create function exchange.keep_two_persons() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare me uuid := access.actor();
begin
    if session_user not in ('akoma_protection', 'akoma_custody') then return new; end if;
    if (new.supervisor_id is distinct from old.supervisor_id
            and (old.supervisor_id is not null or new.supervisor_id is distinct from me or not access.just_decided('EXPORT_SUPERVISOR', old.id, 1, true)))
       or (new.custodian_id is distinct from old.custodian_id
            and (old.custodian_id is not null or new.custodian_id is distinct from me or not access.just_decided('EXPORT_CUSTODIAN', old.id, 1, true)))
       or (new.refused_by is distinct from old.refused_by and (old.refused_by is not null or new.refused_by is distinct from me
            or not (access.just_decided('EXPORT_SUPERVISOR', old.id, 1, false) or access.just_decided('EXPORT_CUSTODIAN', old.id, 1, false))))
       or (new.downloaded_at is distinct from old.downloaded_at and (old.downloaded_at is not null or new.requested_by is distinct from me
            or access.agreed_by('EXPORT_SUPERVISOR', old.id, 1) is null or access.agreed_by('EXPORT_CUSTODIAN', old.id, 1) is null))
       or (new.supervised_at is distinct from old.supervised_at and new.supervised_at is distinct from access.moment())
       or (new.custodian_at is distinct from old.custodian_at and new.custodian_at is distinct from access.moment())
       or (new.downloaded_at is distinct from old.downloaded_at and new.downloaded_at is distinct from access.moment()) then
        raise exception 'exchange.two-persons' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger keep_two_persons before update on exchange.export_request for each row execute function exchange.keep_two_persons();
revoke execute on function exchange.forget_uploads, exchange.decides_request, exchange.supervises, exchange.keep_two_persons from public;
grant execute on function exchange.forget_uploads, exchange.decides_request to akoma_protection;
grant execute on function exchange.supervises, exchange.keep_two_persons to akoma_protection, akoma_custody;

-- ---------- children named in an export --------------------------------------------------------------------------------
-- Which files an export takes along, and whose names, is fixed when it is asked for: the files that the asker may list at that moment and of which no
-- emergency opens more, and of these the names of the children whose identity the asker holds, not to decide once. Who agrees holds each of the named
-- (access.holds_what_leaves), and what was not there when they were asked does not leave.
create table exchange.export_child (
    request_id uuid not null constraint export_child_request references exchange.export_request,
    child_id   uuid not null constraint export_child_dossier references access.dossier,
    named      boolean not null,
    constraint export_child_pk primary key (request_id, child_id));
create index export_child_of_dossier on exchange.export_child (child_id);
alter table exchange.export_child enable row level security;
create policy mine on exchange.export_child for select to akoma_protection
    using (exists (select from exchange.export_request r where r.id = request_id and r.requested_by = (select access.actor())));
grant select on exchange.export_child to akoma_protection;

-- What the actor would take along now.
create function exchange.would_leave() returns table (child_id uuid, named boolean)
stable language sql security definer set search_path = pg_catalog as $$
    select s.file_id, bool_or(s.named)
      from (select h.file_id, h.reason <> 'DEPUTY' and h.reads & 1 <> 0 as named, h.reads & 256 <> 0 as listed from access.held h
             where h.file_id is not null and h.reason <> 'BREAK_GLASS' and h.file_id not in (select o.file_id from access.opened_in_emergency() o)
            union all select f.id, false, true from cases.case_file f where access.everywhere() & 256 <> 0 and f.erased_at is null) s
     group by s.file_id having bool_or(s.listed) $$;

create function exchange.name_children() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    insert into exchange.export_child (request_id, child_id, named) select new.id, l.child_id, l.named from exchange.would_leave() l;
    return null;
end $$;
create trigger name_children after insert on exchange.export_request for each row execute function exchange.name_children();
-- An export that names nobody is decided by a supervisor of the structure of who asks, or of a structure that holds one of the files that leave; before,
-- every supervisor of the country could, and all of them were asked.
create function exchange.supervises_one_of(asker uuid, files uuid[], who uuid) returns boolean
stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.person_role r
        where r.person_id = who and r.role = 'CASE_SUPERVISOR'
          and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()
          and (exists (select from access.person_role a where a.person_id = asker and a.organisation_id = r.organisation_id
                          and a.approved_at <= access.moment() and a.valid_from <= access.moment() and a.valid_until > access.moment())
            or exists (select from cases.case_file f where f.id = any (files) and f.organisation_id = r.organisation_id))) $$;

-- Before an export is asked for: how many files and how many names it would take along, and which supervisors could agree (at most twenty codes).
create function exchange.foreseen() returns table (files bigint, names bigint, deciders text[])
stable language sql security definer set search_path = pg_catalog as $$
    with leaving as materialized (
            select coalesce(array_agg(l.child_id), '{}') as files, coalesce(array_agg(l.child_id) filter (where l.named), '{}') as named
              from exchange.would_leave() l)
    select cardinality(l.files)::bigint, cardinality(l.named)::bigint,
           array(select p.code from access.person p
                  where p.id <> access.actor() and p.contract_from <= (access.moment() at time zone 'UTC')::date and p.contract_until > (access.moment() at time zone 'UTC')::date
                    and exists (select from access.person_role r where r.person_id = p.id and r.role = 'CASE_SUPERVISOR'
                                   and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment())
                    and case when l.named <> '{}' then access.holds_all(l.named, p.id) else exchange.supervises_one_of(access.actor(), l.files, p.id) end
                  order by p.code limit 20)
      from leaving l where access.actor() is not null $$;
revoke execute on function exchange.would_leave, exchange.name_children, exchange.supervises_one_of, exchange.foreseen from public;
grant execute on function exchange.foreseen to akoma_protection;
