grant usage on schema cases to akoma_protection, akoma_custody, akoma_statistics;

-- The child's file. Columns in clear are codes, dates and ids; everything a person could be found by is sealed under the file's key.
create table cases.case_file (
    id                  uuid constraint case_file_pk primary key constraint case_file_dossier references access.dossier,
    code                text not null constraint case_file_code unique constraint case_file_code_form check (code ~ '^[A-Z]{2,6}-[0-9]{3,9}$'),
    registered_at       timestamptz not null,
    registered_by       uuid not null,
    updated_at          timestamptz not null,
    status              text not null constraint case_file_status check (status in ('REGISTERED', 'ASSESSED', 'PLAN_PENDING', 'ACTIVE', 'FOLLOW_UP',
                            'CLOSURE_REQUESTED', 'CLOSED', 'TRANSFER_PROPOSED', 'TRANSFER_ACCEPTED', 'TRANSFERRED', 'REOPENED')),
    victim_status       text not null constraint case_file_victim_status check (victim_status in
                            ('PRESUMED_VICTIM', 'CONFIRMED_VICTIM', 'NOT_A_VICTIM', 'ADULT')),
    victim_decided_by   text,                                          -- HTCDS vic_TraffickingStatusDecisionMakingOrg
    risk                text constraint case_file_risk check (risk in ('HIGH', 'MEDIUM', 'LOW')),
    country             text not null,                                 -- where the child lives or will live, ISO 3166-1 alpha-2
    nationality         text,
    sex                 text not null constraint case_file_sex check (sex in ('F', 'M', 'U')),
    age_at_rescue       int constraint case_file_age check (age_at_rescue between 0 and 25),
    age_estimated       boolean not null default true,
    sector              text,
    pathway             text,                                          -- of the newest enrolment, repeated by assistance.pathway_follows
    care                text,                                          -- the kind of the running placement
    organisation_id     uuid not null,
    worker_id           uuid not null,
    supervisor_id       uuid,
    slip_id             uuid constraint case_file_slip unique,         -- a slip becomes one file
    handed_at           timestamptz,                                   -- from the slip: clocks T2, T3 start here
    medical_screened_at timestamptz,
    guardian_on         date,
    assessed_at         timestamptz,
    plan_approved_on    date,
    review_due          date,
    next_visit_due      date,
    lost_since          date,                                          -- a flag with a search protocol, never a closure
    closed_at           timestamptz,
    source_digest       bytea constraint case_file_source unique,      -- of the row it was imported from: the same file twice changes nothing
    version             int not null default 1,
    consented_at        timestamptz,                                   -- the registration was whole: case management was asked about (T3)
    best_interests_at   timestamptz,
    determined_at       timestamptz,
    placed_at           timestamptz,                                   -- the first place where it lived was recorded (V7)
    erased_at           timestamptz);                                  -- its key is destroyed (retention): counted, and listed for nobody
create trigger keep_names before update of id, code on cases.case_file for each row
    when ((old.id, old.code) is distinct from (new.id, new.code)) execute function access.keep_names();
-- What lists and the home page walk along (docs/decisions/lists-and-search.md).
create index case_file_worker_registered on cases.case_file (worker_id, registered_at, id);
create index case_file_worker_visit      on cases.case_file (worker_id, next_visit_due, id);
create index case_file_org_registered    on cases.case_file (organisation_id, registered_at, id);
create index case_file_org_visit         on cases.case_file (organisation_id, next_visit_due, id);
create index case_file_org_status        on cases.case_file (organisation_id, status, registered_at, id);
create index case_file_org_risk          on cases.case_file (organisation_id, risk, registered_at, id);
create index case_file_supervisor        on cases.case_file (supervisor_id, registered_at, id);
create index case_file_registered        on cases.case_file (registered_at, id);
create index case_file_status            on cases.case_file (status, registered_at, id);
create index case_file_country_risk      on cases.case_file (country, risk, registered_at, id);
create index case_file_code_prefix       on cases.case_file (code text_pattern_ops);
create index case_file_worker_review     on cases.case_file (worker_id, review_due, id) where review_due is not null;
create index case_file_risk             on cases.case_file (risk, registered_at, id);
create index case_file_visit            on cases.case_file (next_visit_due, id) where next_visit_due is not null;
create index case_file_supervisor_visit on cases.case_file (supervisor_id, next_visit_due, id);
create index case_file_supervisor_review on cases.case_file (supervisor_id, review_due, id) where review_due is not null;
create index case_file_org_review       on cases.case_file (organisation_id, review_due, id) where review_due is not null;
create index case_file_owes_assess    on cases.case_file (worker_id, registered_at, id) where assessed_at is null and closed_at is null;
create index case_file_owes_plan      on cases.case_file (worker_id, registered_at, id) where plan_approved_on is null and closed_at is null;
create index case_file_owes_search    on cases.case_file (worker_id, id) where lost_since is not null and closed_at is null;
-- Who came without the police, or whose file was brought in from elsewhere, was never handed over: consent (T3) and guardian (T4) are then owed
-- from the registration, the first moment at which anybody here answered for the child. Screening and care (T2) are about a hand-over and wait for one.
-- A case and not a coalesce: PostgreSQL takes coalesce for a function that may leak, and reads no index by it under row-level security.
create index case_file_owes_consent  on cases.case_file (worker_id, (case when handed_at is null then registered_at else handed_at end), id) where consented_at is null and closed_at is null;
create index case_file_owes_guardian on cases.case_file (worker_id, (case when handed_at is null then registered_at else handed_at end), id) where guardian_on is null and closed_at is null;
create index case_file_owes_screening on cases.case_file (worker_id, (case when handed_at is null then registered_at else handed_at end), id) where medical_screened_at is null and closed_at is null;
create index case_file_owes_place     on cases.case_file (worker_id, (case when handed_at is null then registered_at else handed_at end), id) where placed_at is null and closed_at is null;
create index case_file_owes_place_to  on cases.case_file (supervisor_id, (case when handed_at is null then registered_at else handed_at end), id) where placed_at is null and closed_at is null;
create index case_file_place_left      on cases.case_file (worker_id, id) where care is null and placed_at is not null and closed_at is null;
create index case_file_place_left_to   on cases.case_file (supervisor_id, id) where care is null and placed_at is not null and closed_at is null;
create index case_file_owes_best_interests on cases.case_file (worker_id, registered_at, id) where best_interests_at is null and closed_at is null;
create index case_file_owes_determination on cases.case_file (worker_id, registered_at, id)
    where best_interests_at is not null and determined_at is null and closed_at is null;
call access.protect('cases.case_file', 'id', 256, 'akoma_protection');
drop policy added_akoma_protection on cases.case_file;   -- the grants exist, the row does not yet
-- The columns of a file's own row follow the sections too, where lists, pages and straight SQL meet (trust.md G8). The row itself is read by who works on
-- the whole case. Who holds a part of it, looks after the child or oversees all files reads it by the views below, where what they do not hold is
-- null: the same rule as cases.CaseColumn and CaseFile.shownTo. Lists of who works on files stay led by the columns and indexes of the table.
drop policy seen_akoma_protection on cases.case_file;
-- As on every table on a file: a probe within the plan, not a function for each row.
create policy added on cases.case_file for insert to akoma_protection
    with check (registered_by = (select access.actor()) and exists (select from access.held g
    where g.file_id = case_file.id and g.writes & 256 <> 0 offset 0));
-- In an emergency one writes placement and follow-up (trust.md G7). Both leave their mark on the file's own row and its history: where the child
-- lives, the next visit, the search for a lost child. Nothing else of the row may change so.
create policy changed_in_emergency on cases.case_file for update to akoma_protection using (access.in_emergency(id));
-- 382: all sections but who the child is and notes, which have tables of their own. Who may write its state and holds less reads it by cases.file_shown and
-- changes a column by cases.change_unread: the row would show them the health, the home and the consent of the child.
create policy seen_akoma_protection on cases.case_file for select to akoma_protection using (
    exists (select from access.held g where g.file_id = case_file.id and g.reads & 382 = 382 and not g.least offset 0));
-- Here as in every table of this room: of a record only those columns change that one of its acts changes. To which child it belongs, who wrote it, when,
-- and what was said there never do.
grant select, insert, update (updated_at, status, victim_status, victim_decided_by, risk, country, nationality, sex, age_at_rescue, age_estimated,
    sector, care, medical_screened_at, guardian_on, assessed_at, plan_approved_on, review_due, next_visit_due, lost_since, closed_at,
    version, consented_at) on cases.case_file to akoma_protection;

-- What the file was on a given day: each change of what lists and clocks look at.
create table cases.turn (
    file_id uuid not null,
    at      timestamptz not null,
    n       bigint generated always as identity,
    what    text not null constraint turn_what check (what in ('STATUS', 'RISK', 'CARE', 'COUNTRY', 'LOST', 'VICTIM_STATUS', 'WORKER', 'NEXT_VISIT', 'REVIEW')),
    value   text,
    constraint turn_pk primary key (file_id, what, at, n));
-- Who was the worker of a file, from when to when: what was due on a past day was theirs. Found by the worker, as text, since only an equality that
-- tells nothing is looked up before the policy has decided.
create index turn_worker on cases.turn (value, file_id, at) where what = 'WORKER';
call access.protect('cases.turn', 'file_id', 256, 'akoma_protection');

-- Whether a column of the row is shown to the actor by cases.file_shown.
create function cases.reads_column(file uuid, part text) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select case when part in ('medical_screened_at', 'guardian_on', 'consented_at', 'assessed_at', 'plan_approved_on', 'review_due') then h.held & 256 <> 0 and not h.least else true end
       and h.held & (case part when 'care' then 16 when 'next_visit_due' then 64 when 'lost_since' then 80 when 'medical_screened_at' then 8
                               when 'guardian_on' then 2 when 'consented_at' then 2 when 'plan_approved_on' then 32 when 'review_due' then 32 else 256 end) <> 0
      from (select coalesce(bit_or(g.reads), 0) as held, coalesce(bool_and(g.least), false) as least
              from access.held g where g.file_id = reads_column.file and g.reads <> 0) h $$;

-- One column of the row, by who writes the state of the file without reading the row: a colleague to whom a part of the file was lent, a deputy who decides.
-- Only what its acts may change there too; the triggers that ask which login writes see the owner of this function, so it asks the same itself.
create function cases.change_unread(file uuid, part text, value text, now timestamptz) returns void language plpgsql security definer set search_path = pg_catalog as $$
declare kind text := (select format_type(a.atttypid, a.atttypmod) from pg_attribute a where a.attrelid = 'cases.case_file'::regclass and a.attname = part);
begin
    if session_user <> 'akoma_protection' or not access.keeps(file, 256, true) or part in ('updated_at', 'version') or kind is null
       or not has_column_privilege('akoma_protection', 'cases.case_file', part, 'UPDATE') then return; end if;
    -- before anything is compared: what the answer depends on is the actor's to read
    if not cases.reads_column(file, part) then raise exception 'cases.no-record: %', part using errcode = 'insufficient_privilege'; end if;
    if part = 'status' and value = 'TRANSFERRED' then raise exception 'cases.origin-kept' using errcode = 'insufficient_privilege'; end if;
    if part = 'medical_screened_at' and not exists (select from cases.medical m where m.file_id = file and m.kind = 'SCREENING' and m.at = value::timestamptz) then
        raise exception 'cases.no-record: medical_screened_at' using errcode = 'insufficient_privilege';
    end if;
    execute format('update cases.case_file set %I = $1::%s, updated_at = $2, version = version + 1 where id = $3', part, kind) using value, now, file;
end $$;
-- The version of a file that nobody else changes until the end of the transaction, for the same people; null: not theirs to change.
create function cases.locked_version(file uuid) returns int language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user <> 'akoma_protection' or not access.keeps(file, 256, true) then return null; end if;
    return (select f.version from (select c.version from cases.case_file c where c.id = file for update) f);
end $$;
revoke execute on function cases.reads_column, cases.change_unread, cases.locked_version from public;
grant execute on function cases.change_unread, cases.locked_version to akoma_protection;

create function cases.is_on_a_file() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if exists (select from (select distinct n.file_id from fresh n) o
                where not exists (select from cases.case_file f where f.id = o.file_id offset 0)) then
        raise exception 'cases.no-such-file' using errcode = 'foreign_key_violation', schema = tg_table_schema, table = tg_table_name, constraint = tg_name;
    end if;
    return null;
end $$;
create function cases.stays_on_its_file() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    raise exception 'cases.stays-on-its-file' using errcode = 'restrict_violation', schema = tg_table_schema, table = tg_table_name;
end $$;
create procedure cases.keep_on_file(tab regclass) language plpgsql as $$
begin
    execute format('create trigger is_on_a_file after insert on %s referencing new table as fresh for each statement execute function cases.is_on_a_file()', tab);
    execute format('create trigger stays_on_its_file before update of file_id on %s for each row when (new.file_id is distinct from old.file_id)
                    execute function cases.stays_on_its_file()', tab);
end $$;
call cases.keep_on_file('cases.turn');
-- Whether the child lived at that moment in the stay that lets the actor's shelter see it.
create function cases.in_stay(file uuid, moment timestamptz) returns boolean stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return exists (select from cases.placement p where p.file_id = file and p.state = 'CURRENT' and p.shelter_id = any (access.grantees())
                      and p.since <= (moment at time zone 'UTC')::date);
end $$;
revoke execute on function cases.in_stay from public;
grant execute on function cases.in_stay to akoma_protection;
-- What a file was on a day is shown by the section that each value belongs to (trust.md G8): where the child lives to PLACEMENT, the next visit to
-- FOLLOW_UP, a child who is being searched for to either, the review of the plan to ASSISTANCE. How the case stands is for who works on it. Who holds the
-- place by a stay alone reads no kind of home from before the stay (cases.placement says the same of the homes).
create policy by_section on cases.turn as restrictive for select to akoma_protection using (
    what in ('COUNTRY', 'WORKER')
    or what in ('STATUS', 'RISK', 'VICTIM_STATUS') and (select access.everywhere()) & 256 <> 0
    or exists (select from access.held g
                where g.file_id = turn.file_id
                  and g.reads & (case turn.what when 'CARE' then 16 when 'NEXT_VISIT' then 64 when 'LOST' then 80 when 'REVIEW' then 32 else 256 end) <> 0
                  and (turn.what in ('CARE', 'NEXT_VISIT', 'LOST') or g.reason not in ('REFERRAL', 'ENROLMENT', 'SHELTER_STAY', 'SAMPLE'))
                  and (turn.what <> 'CARE' or g.reason not in ('SHELTER_STAY', 'ENROLMENT')
                       or cases.in_stay(turn.file_id, turn.at)) offset 0));
-- Of the file's own row only the day of the next visit moves with a visit that was made.
create policy added_in_emergency on cases.turn for insert to akoma_protection with check (what = 'NEXT_VISIT' and access.in_emergency(file_id));
grant select, insert on cases.turn to akoma_protection;
create sequence cases.file_number;
-- Codes are given by the system, never typed; a code that an import brought along is passed over.
create function cases.next_code() returns text language plpgsql security definer set search_path = pg_catalog as $$
declare given text; n bigint;
begin
    loop
        n := nextval('cases.file_number');
        given := 'AK-' || case when n < 1000 then to_char(n, 'FM000') else n::text end;
        exit when not exists (select from cases.case_file f where f.code = given);
    end loop;
    return given;
end $$;
-- For break-glass only: which file has this code.
create function cases.file_of_code(wanted text) returns uuid stable language sql security definer set search_path = pg_catalog as $$
    select f.id from cases.case_file f where f.code = wanted and (session_user <> 'akoma_protection' or access.actor() is not null) $$;
-- Has this row of an imported file become a file already?
create function cases.known_sources(digests bytea[]) returns setof bytea stable language sql security definer set search_path = pg_catalog as $$
    select f.source_digest from cases.case_file f where f.source_digest = any (digests) $$;
-- Which of these codes are files that the importer sees? A child of theirs has no second one because a list came back.
create function cases.known_codes(codes text[]) returns setof text stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return query select f.code from cases.case_file f where f.code = any (codes) and access.sees(f.id, 256, false);
end $$;
revoke execute on function cases.is_on_a_file, cases.stays_on_its_file, cases.next_code, cases.file_of_code, cases.known_sources, cases.known_codes
    from public;
revoke execute on procedure cases.keep_on_file from public;
grant execute on function cases.next_code, cases.file_of_code, cases.known_sources, cases.known_codes to akoma_protection;

-- ---------- how many files a worker has --------------------------------------------------------------------------------
-- How many open files each worker has (T20): a number, no child.
create function cases.caseload() returns table (worker_id uuid, files bigint) stable language sql security definer set search_path = pg_catalog as $$
    select f.worker_id, count(*) from cases.case_file f where f.status not in ('CLOSED', 'TRANSFERRED') and access.actor() is not null group by f.worker_id $$;
revoke execute on function cases.caseload from public;
grant execute on function cases.caseload to akoma_protection;

-- ---------- columns follow the sections --------------------------------------------------------------------------------
-- What everybody sees who sees that there is a file. Lists of other records join it.
create table cases.file_code (
    id      uuid constraint file_code_pk primary key constraint file_code_file references cases.case_file,
    code    text not null constraint file_code_once unique,
    country text not null);
call access.protect('cases.file_code', 'id', 256, 'akoma_protection');
grant select on cases.file_code to akoma_protection;
create function cases.keep_code() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    insert into cases.file_code select a.id, a.code, a.country from added a;
    return null;
end $$;
create trigger keep_code after insert on cases.case_file referencing new table as added for each statement execute function cases.keep_code();
create function cases.country_follows() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    update cases.file_code c set country = new.country where c.id = new.id;
    return null;
end $$;
create trigger country_follows after update of country on cases.case_file for each row
    when (new.country is distinct from old.country) execute function cases.country_follows();

-- One file, as the caller sees it. How the case stands is for who works on it and who oversees: others are told whether it goes on (ACTIVE, CLOSED), and
-- what every file begins with (PRESUMED_VICTIM). Nor are they told that it changed: an alert is a change, and a shelter may be what it is about.
create view cases.file_shown with (security_barrier = true) as
    select
           f.id,
           f.code,
           f.registered_at,
           f.registered_by,
           case when s.told then f.updated_at end as updated_at,
           case when s.told then f.status when f.status in ('CLOSED', 'TRANSFERRED') then 'CLOSED' else 'ACTIVE' end as status,
           case when s.told or s.held & 4 <> 0 then f.victim_status else 'PRESUMED_VICTIM' end as victim_status,
           case when s.told or s.held & 4 <> 0 then f.victim_decided_by end as victim_decided_by,
           case when s.told then f.risk end as risk,
           f.country,
           case when s.held & 256 <> 0 then f.nationality end as nationality,
           case when s.held & 256 <> 0 then f.sex end as sex,
           case when s.held & 256 <> 0 then f.age_at_rescue end as age_at_rescue,
           s.held & 256 = 0 or f.age_estimated as age_estimated,
           case when s.works or s.held & 4 <> 0 then f.sector end as sector,
           case when s.held & 32 <> 0 then f.pathway end as pathway,
           case when s.held & 16 <> 0 then f.care end as care,
           f.organisation_id,
           f.worker_id,
           f.supervisor_id,
           case when s.held & 256 <> 0 then f.slip_id end as slip_id,
           case when s.held & 256 <> 0 then f.handed_at end as handed_at,
           case when s.works and s.held & 8 <> 0 then f.medical_screened_at end as medical_screened_at,
           case when s.works and s.held & 2 <> 0 then f.guardian_on end as guardian_on,
           case when s.works then f.assessed_at end as assessed_at,
           case when s.works and s.held & 32 <> 0 then f.plan_approved_on end as plan_approved_on,
           case when s.works and s.held & 32 <> 0 then f.review_due end as review_due,
           case when s.held & 64 <> 0 then f.next_visit_due end as next_visit_due,
           case when s.held & 80 <> 0 then f.lost_since end as lost_since,
           f.closed_at,
           case when s.told then f.version else 0 end as version,
           case when s.works and s.held & 2 <> 0 then f.consented_at end as consented_at
      from cases.case_file f
     cross join lateral (
           select h.held, h.held & 256 <> 0 and not h.least as works,
                  not h.least and (h.held | (select access.everywhere())) & 256 <> 0 as told
             from (select coalesce(bit_or(g.reads), 0) as held, coalesce(bool_and(g.least), false) as least
                     from access.held g where g.file_id = f.id and g.reads <> 0 offset 0) h) s
     where (s.held | (select access.everywhere())) & 256 <> 0 and f.erased_at is null;
grant select on cases.file_shown to akoma_protection;

-- All files, as oversight sees them: code and state (requirements.md 9, "R m"). Behind a security barrier a list in order walks an index only where the
-- view itself has that order: so there is one for lists, newest first, and one for what leaves in a file, oldest first.
create view cases.file_overseen with (security_barrier = true) as
    select
           f.id,
           f.code,
           f.registered_at,
           f.registered_by,
           f.updated_at,
           f.status,
           f.victim_status,
           f.victim_decided_by,
           f.risk,
           f.country,
           null::text as nationality,
           null::text as sex,
           null::int as age_at_rescue,
           true as age_estimated,
           null::text as sector,
           null::text as pathway,
           null::text as care,
           f.organisation_id,
           f.worker_id,
           f.supervisor_id,
           null::uuid as slip_id,
           null::timestamptz as handed_at,
           null::timestamptz as medical_screened_at,
           null::date as guardian_on,
           null::timestamptz as assessed_at,
           null::date as plan_approved_on,
           null::date as review_due,
           null::date as next_visit_due,
           null::date as lost_since,
           f.closed_at,
           f.version,
           null::timestamptz as consented_at
      from cases.case_file f
     where (select access.everywhere()) & 256 <> 0 and f.erased_at is null
     order by f.registered_at desc, f.id desc;
grant select on cases.file_overseen to akoma_protection;
-- Sex, age, origin and sector leave with oversight by a request to which a supervisor and the data protection officer agreed
-- (exchange.export_request), and only from its download until an hour later: the one file may take that long.
create function cases.leaves_by_request() returns boolean stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return exists (select from exchange.export_request r where r.requested_by = access.actor() and r.supervisor_id is not null and r.custodian_id is not null
                      and r.refused_at is null and r.downloaded_at > access.moment() - interval '1 hour' and r.downloaded_at <= access.moment());
end $$;
create view cases.file_overseen_oldest with (security_barrier = true) as
    select
           f.id,
           f.code,
           f.registered_at,
           f.registered_by,
           f.updated_at,
           f.status,
           f.victim_status,
           f.victim_decided_by,
           f.risk,
           f.country,
           case when (select cases.leaves_by_request()) then f.nationality end as nationality,
           case when (select cases.leaves_by_request()) then f.sex end as sex,
           case when (select cases.leaves_by_request()) then f.age_at_rescue end as age_at_rescue,
           not (select cases.leaves_by_request()) or f.age_estimated as age_estimated,
           case when (select cases.leaves_by_request()) then f.sector end as sector,
           null::text as pathway,
           null::text as care,
           f.organisation_id,
           f.worker_id,
           f.supervisor_id,
           null::uuid as slip_id,
           null::timestamptz as handed_at,
           null::timestamptz as medical_screened_at,
           null::date as guardian_on,
           null::timestamptz as assessed_at,
           null::date as plan_approved_on,
           null::date as review_due,
           null::date as next_visit_due,
           null::date as lost_since,
           f.closed_at,
           f.version,
           null::timestamptz as consented_at
      from cases.case_file f
     where (select access.everywhere()) & 256 <> 0 and f.erased_at is null
     order by f.registered_at, f.id;
grant select on cases.file_overseen_oldest to akoma_protection;
revoke execute on function cases.keep_code, cases.country_follows, cases.leaves_by_request from public;
grant execute on function cases.leaves_by_request to akoma_protection;

-- ---------- on a file --------------------------------------------------------------------------------------------------
-- A file stays, under its id: a child is erased by destroying the key. So what lies on a file needs no lock on it, and tables that get many
-- rows a file ask once a statement, for all its new rows, whether each has its file, where a foreign key asks for every row.
create function cases.file_stays() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    raise exception 'cases.file-stays' using errcode = 'restrict_violation';
end $$;
create trigger file_stays before delete on cases.case_file for each row execute function cases.file_stays();
create trigger file_keeps_its_id before update of id on cases.case_file for each row when (new.id is distinct from old.id) execute function cases.file_stays();
create trigger file_stays_with_all before truncate on cases.case_file for each statement execute function cases.file_stays();
revoke execute on function cases.file_stays from public;

-- ---------- in whose hands on a past day -------------------------------------------------------------------------------
create view cases.was_in_hands with (security_invoker = true) as
    select t.file_id, t.value as worker, t.at as since,
           (select min(l.at) from cases.turn l where l.file_id = t.file_id and l.what = 'WORKER' and (l.at, l.n) > (t.at, t.n)) as until
      from cases.turn t where t.what = 'WORKER';
grant select on cases.was_in_hands to akoma_protection;

-- ---------- the least of who the child is ------------------------------------------------------------------------------
-- Who the child is, to a reader who looks after it: what that needs (requirements.md 9, "om", "am"). A ministry, an authority or another structure
-- to which the identity was referred gets it whole: nobody finds a family without its name.
create function cases.sees_minimum(file uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select access.is_least(file) and not exists (
        select from access.file_grant g left join access.organisation o on o.desk_id = g.grantee
         where g.file_id = file and g.holder = any (access.holders()) and g.sections & (access.ceilings())[g.way] & 1 <> 0 and g.reason = 'REFERRAL'
           and g.valid_from <= access.moment() and g.valid_until > access.moment() and o.kind is distinct from 'PROVIDER'
           and exists (select from access.person_role r where access.at_work() and r.person_id = access.actor() and r.role in ('CASE_WORKER', 'CASE_SUPERVISOR', 'MINISTRY_OFFICER')
                          and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment())) $$;
revoke execute on function cases.sees_minimum from public;
grant execute on function cases.sees_minimum to akoma_protection;

-- ---------- codes for the custodian ------------------------------------------------------------------------------------
-- The custodian of the journal reads which file an entry is about by its code, and finds a file's entries by it; of the file itself they read nothing.
create function cases.codes_of(files uuid[]) returns table (id uuid, code text)
language sql stable security definer set search_path = pg_catalog as $$
    select f.id, f.code from cases.case_file f where f.id = any (files)
$$;
create function cases.file_of(wanted text) returns uuid
language sql stable security definer set search_path = pg_catalog as $$
    select f.id from cases.case_file f where f.code = wanted
$$;
revoke execute on function cases.codes_of, cases.file_of from public;
grant execute on function cases.codes_of, cases.file_of to akoma_custody;

-- ---------- in an emergency --------------------------------------------------------------------------------------------
create function cases.emergency_keeps_the_rest() returns trigger language plpgsql set search_path = pg_catalog as $$
declare free text[] := array['next_visit_due', 'updated_at', 'version'];
begin
    if access.in_emergency(old.id) and not access.keeps(old.id, 256, true) and (to_jsonb(new) - free) is distinct from (to_jsonb(old) - free) then
        raise exception 'cases.not-in-an-emergency' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger emergency_keeps_the_rest before update on cases.case_file for each row
    when (current_user = 'akoma_protection') execute function cases.emergency_keeps_the_rest();
revoke execute on function cases.emergency_keeps_the_rest from public;

-- ---------- facts of a file follow its records -------------------------------------------------------------------------
-- The file's own row repeats what its records say, for lists and clocks. At the end of the transaction each repeats a record that is there.
create function cases.keep_facts() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare f cases.case_file;
begin
    if session_user <> 'akoma_protection' then return null; end if;
    select * into f from cases.case_file c where c.id = new.id;                -- as it is at the end
    if f.victim_status is distinct from old.victim_status and not exists (
           select from cases.victim_decision v where v.file_id = f.id and v.status = f.victim_status and v.recorded_by = access.actor()) then
        raise exception 'cases.no-record: victim_status' using errcode = 'insufficient_privilege';
    end if;
    if (f.closed_at is not null) <> (f.status in ('CLOSED', 'TRANSFERRED')) then
        raise exception 'cases.no-record: closed_at' using errcode = 'insufficient_privilege';
    end if;
    if f.risk is distinct from old.risk and not exists (
           select from cases.assessment a where a.file_id = f.id and a.risk = f.risk
              and (a.author = access.actor() and a.at <= access.moment() and (old.risk is null or a.risk = 'HIGH' or old.risk = 'LOW') or a.approved_by = access.actor())) then
        raise exception 'cases.no-record: risk' using errcode = 'insufficient_privilege';
    end if;
    if f.victim_decided_by is distinct from old.victim_decided_by and not exists (
           select from cases.victim_decision v where v.file_id = f.id and v.status = f.victim_status and v.organisation = f.victim_decided_by) then
        raise exception 'cases.no-record: victim_decided_by' using errcode = 'insufficient_privilege';
    end if;
    -- the day of each clock is the day of its record
    if f.assessed_at is distinct from old.assessed_at and not exists (
           select from cases.assessment a where a.file_id = f.id and a.at between f.assessed_at - interval '2 minutes' and f.assessed_at + interval '2 minutes') then
        raise exception 'cases.no-record: assessed_at' using errcode = 'insufficient_privilege';
    end if;
    if f.plan_approved_on is distinct from old.plan_approved_on and not exists (
           select from cases.plan p where p.file_id = f.id and p.status in ('APPROVED', 'REPLACED') and (p.decided_at at time zone 'UTC')::date = f.plan_approved_on) then
        raise exception 'cases.no-record: plan_approved_on' using errcode = 'insufficient_privilege';
    end if;
    if f.guardian_on is distinct from old.guardian_on and not exists (select from cases.guardian g where g.file_id = f.id and not g.waits and g.appointed_on = f.guardian_on) then
        raise exception 'cases.no-record: guardian_on' using errcode = 'insufficient_privilege';
    end if;
    if f.consented_at is distinct from old.consented_at and not exists (
           select from cases.consent c where c.file_id = f.id and c.purpose = 'CASE_MANAGEMENT'
              and greatest(c.at, f.registered_at) between f.consented_at - interval '1 second' and f.consented_at + interval '1 second') then
        raise exception 'cases.no-record: consented_at' using errcode = 'insufficient_privilege';
    end if;
    -- where the child lives is the current place; the country is its country, the one to which it has left, or was corrected
    if f.care is distinct from old.care and f.care is distinct from (
           select p.kind from cases.placement p where p.file_id = f.id and p.state = 'CURRENT' limit 1) then
        raise exception 'cases.no-record: care' using errcode = 'insufficient_privilege';
    end if;
    if f.country is distinct from old.country
       and not exists (select from cases.placement p where p.file_id = f.id and p.state = 'CURRENT' and p.country = f.country)
       and not exists (select from cases.homecoming h where h.file_id = f.id and h.state = 'DEPARTED' and h.to_country = f.country)
       and not exists (select from cases.correction c where c.file_id = f.id
                          and c.recorded_at between access.moment() - interval '2 minutes' and access.moment() + interval '2 minutes') then
        raise exception 'cases.no-record: country' using errcode = 'insufficient_privilege';
    end if;
    -- lost by any step; found by the step that says so, of who acts
    if f.lost_since is distinct from old.lost_since and not exists (
           select from cases.search_step s where s.file_id = f.id and (f.lost_since is not null or s.step = 'FOUND' and s.recorded_by = access.actor())) then
        raise exception 'cases.no-record: lost_since' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger keep_facts after update on cases.case_file deferrable initially deferred for each row
    when ((old.victim_status, old.victim_decided_by, old.closed_at, old.risk, old.assessed_at, old.plan_approved_on, old.lost_since, old.guardian_on,
           old.consented_at, old.care, old.country)
          is distinct from (new.victim_status, new.victim_decided_by, new.closed_at, new.risk, new.assessed_at, new.plan_approved_on, new.lost_since,
                            new.guardian_on, new.consented_at, new.care, new.country))
    execute function cases.keep_facts();

-- When the child was handed over is written once; a file is transferred by its function alone (cases.transfer_file).
create function cases.keep_origin() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if current_user = 'akoma_protection' then raise exception 'cases.origin-kept' using errcode = 'insufficient_privilege'; end if;
    return new;
end $$;
create trigger keep_origin before update on cases.case_file for each row
    when (new.handed_at is distinct from old.handed_at and old.handed_at is not null or new.slip_id is distinct from old.slip_id and old.slip_id is not null
          or new.status = 'TRANSFERRED' and old.status <> 'TRANSFERRED')
    execute function cases.keep_origin();
revoke execute on function cases.keep_facts, cases.keep_origin from public;

-- ---------- a past day shows what its own records said -----------------------------------------------------------------
-- A past day shows what its own records said: a turn is written at the moment of the act, and says what the file's row says then. Each status is written
-- once when it begins; a file that begins in another one was registered first.
create function cases.keep_turns() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and exists (
           select from added t join cases.case_file f on f.id = t.file_id
            where t.at not between (select access.moment() - interval '2 minutes') and (select access.moment() + interval '2 minutes')
               or t.what = 'STATUS' and not coalesce(t.value = f.status and t.value is distinct from (
                      select o.value from cases.turn o where o.file_id = t.file_id and o.what = 'STATUS' and (o.at, o.n) < (t.at, t.n) order by o.at desc, o.n desc limit 1)
                   or t.value = 'REGISTERED' and t.at between f.registered_at - interval '1 second' and f.registered_at + interval '1 second'
                      and not exists (select from cases.turn o where o.file_id = t.file_id and o.what = 'STATUS' and o.n < t.n), false)
               or t.what <> 'STATUS' and t.value is distinct from case t.what when 'RISK' then f.risk when 'CARE' then f.care when 'COUNTRY' then f.country
                   when 'LOST' then f.lost_since::text when 'VICTIM_STATUS' then f.victim_status when 'WORKER' then f.worker_id::text
                   when 'NEXT_VISIT' then f.next_visit_due::text when 'REVIEW' then f.review_due::text end) then
        raise exception 'cases.turn-is-not-so' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create trigger keep_turns after insert on cases.turn referencing new table as added for each statement execute function cases.keep_turns();
revoke execute on function cases.keep_turns from public;

-- ---------- days and ages are bounded ----------------------------------------------------------------------------------
-- The first day of which something can be recorded of a child: the day before the hand-over, or a week before the registration where nobody handed it over.
create function cases.found_on(file uuid) returns date stable language sql security definer set search_path = pg_catalog as $$
    select coalesce((f.handed_at at time zone 'UTC')::date - 1, (f.registered_at at time zone 'UTC')::date - 7) from cases.case_file f where f.id = file $$;
-- The age in whole years on a day, by the age at the rescue and the years since; by the birth date, which is sealed, it may be one year more.
create function cases.age_on(file uuid, day date) returns int stable language sql security definer set search_path = pg_catalog as $$
    select f.age_at_rescue + greatest(0, extract(year from age(day, (coalesce(f.handed_at, f.registered_at) at time zone 'UTC')::date)))::int
      from cases.case_file f where f.id = file $$;

-- The age of today counts the years since the hand-over. So the hand-over is what the slip says, or within the month before the registration; the
-- registration is today; and neither is changed.
create function cases.keep_handed() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user <> 'akoma_protection' then return new; end if;
    if tg_op = 'UPDATE' then raise exception 'cases.origin-kept' using errcode = 'insufficient_privilege'; end if;
    if new.registered_at not between access.moment() - interval '1 day' and access.moment() + interval '1 day' then
        raise exception 'cases.registered-another-day' using errcode = 'check_violation';
    elsif new.slip_id is not null then
        if not exists (select from slips.slip s where s.id = new.slip_id and s.handed_at is not distinct from new.handed_at) then
            raise exception 'cases.handed-by-the-slip' using errcode = 'check_violation';
        end if;
    elsif new.handed_at not between new.registered_at - interval '30 days' and new.registered_at + interval '5 minutes' then
        raise exception 'cases.handed-long-ago' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger keep_handed_added before insert on cases.case_file for each row execute function cases.keep_handed();
create trigger keep_handed before update on cases.case_file for each row
    when ((new.handed_at, new.registered_at) is distinct from (old.handed_at, old.registered_at)) execute function cases.keep_handed();

-- Nothing of these is dated before the child was found: an answer, an examination, a decision on the child's status, a verified
-- family, a home, what was said or seen.
create function cases.not_before_found() returns trigger language plpgsql security definer set search_path = pg_catalog set timezone = 'UTC' as $$
begin
    if session_user = 'akoma_protection'
       and (to_jsonb(new) ->> tg_argv[0])::timestamptz::date < cases.found_on((to_jsonb(new) ->> 'file_id')::uuid) then
        raise exception 'cases.before-found' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create function cases.begins_presumed() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' then raise exception 'cases.status-not-decided' using errcode = 'insufficient_privilege'; end if;
    return new;
end $$;
create trigger begins_presumed before insert on cases.case_file for each row
    when (new.victim_status in ('NOT_A_VICTIM', 'ADULT')) execute function cases.begins_presumed();

-- What a waiting decision rests on has changed: it is proposed anew.
create function cases.outdate() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare old_one uuid;
begin
    update access.decision d set state = 'REPLACED', ended_at = coalesce(access.moment(), now())
     where d.kind = tg_argv[0] and d.subject = new.id and d.state = 'WAITING' returning d.id into old_one;
    if old_one is not null then perform access.end_deputy_grants(old_one); end if;
    return null;
end $$;
create trigger outdate_age after update on cases.case_file for each row
    when ((new.sex, new.age_at_rescue, new.age_estimated, new.nationality, new.country, new.sector)
          is distinct from (old.sex, old.age_at_rescue, old.age_estimated, old.nationality, old.country, old.sector))
    execute function cases.outdate('AGE');
revoke execute on function cases.found_on, cases.age_on, cases.keep_handed, cases.not_before_found, cases.begins_presumed, cases.outdate from public;

-- ---------- a file begins as its slip ----------------------------------------------------------------------------------
-- Sex and age of a slip were signed by two people. A file begins with the sex of its slip, and with no age that moves a rule about the child: that is
-- decided by a supervisor afterwards (trust.md 2).
create function cases.as_on_the_slip() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare said record; as_said cases.case_file := new;
begin
    if session_user <> 'akoma_protection' then return new; end if;
    select s.apparent_sex as sex, s.apparent_age as age into said from slips.slip s where s.id = new.slip_id;
    as_said.age_at_rescue := said.age;
    as_said.age_estimated := true;
    if said.sex <> 'U' and new.sex <> said.sex or cases.age_rules(new) <> cases.age_rules(as_said) then
        raise exception 'cases.not-as-on-the-slip' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger as_on_the_slip before insert on cases.case_file for each row when (new.slip_id is not null) execute function cases.as_on_the_slip();
revoke execute on function cases.as_on_the_slip from public;

-- ---------- a slip of a file is accepted -------------------------------------------------------------------------------
-- A file names a slip only together with the acceptance of that slip: else one person could block the slip for the receiver.
create function cases.slip_of_its_file() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and not exists (select from slips.acceptance a where a.slip_id = new.slip_id and a.file_id = new.id) then
        raise exception 'slips.not-accepted' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger slip_of_its_file after insert on cases.case_file deferrable initially deferred for each row
    when (new.slip_id is not null) execute function cases.slip_of_its_file();
revoke execute on function cases.slip_of_its_file from public;

-- ---------- a file goes its way in order -------------------------------------------------------------------------------
-- The states of a file follow each other as CaseFile.Status says, but that none is on its way to another structure by its state: that is said by the decision
-- TRANSFER, which moves the file itself. An end is asked for by a request that waits, which ends by its decision; a closed file is opened again by who has
-- just agreed to that.
create function cases.keep_order_of_files() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare asked boolean;
begin
    if not new.status = any (case old.status
            when 'REGISTERED' then '{ASSESSED,CLOSURE_REQUESTED}'::text[]
            when 'ASSESSED' then '{PLAN_PENDING,CLOSURE_REQUESTED}'
            when 'PLAN_PENDING' then '{ACTIVE,ASSESSED,CLOSURE_REQUESTED}'
            when 'ACTIVE' then '{FOLLOW_UP,PLAN_PENDING,CLOSURE_REQUESTED}'
            when 'FOLLOW_UP' then '{ACTIVE,PLAN_PENDING,CLOSURE_REQUESTED}'
            when 'CLOSURE_REQUESTED' then '{CLOSED,REGISTERED,ASSESSED,PLAN_PENDING,ACTIVE,FOLLOW_UP,REOPENED}'
            when 'TRANSFER_PROPOSED' then '{ACTIVE,FOLLOW_UP,CLOSURE_REQUESTED}'
            when 'TRANSFER_ACCEPTED' then '{CLOSURE_REQUESTED}'
            when 'REOPENED' then '{ACTIVE,CLOSURE_REQUESTED}'
            else '{REOPENED}' end) then
        raise exception 'cases.status-order' using errcode = 'check_violation';
    end if;
    if 'CLOSURE_REQUESTED' in (old.status, new.status) then
        asked := exists (select from cases.closure c where c.file_id = new.id and c.decision is null);
        if asked <> (new.status = 'CLOSURE_REQUESTED') then
            raise exception 'cases.status-without-request' using errcode = 'insufficient_privilege';
        end if;
    end if;
    if old.status in ('CLOSED', 'TRANSFERRED') and (new.closed_at is not null or not cases.agreed_now(new.id, '{REOPENING}')) then
        raise exception 'cases.reopening-not-decided' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
-- Named to come after what each status asks by itself.
create trigger order_of_status before update of status on cases.case_file for each row
    when (session_user = 'akoma_protection' and new.status <> old.status) execute function cases.keep_order_of_files();
revoke execute on function cases.keep_order_of_files from public;

-- ---------- what is added lies in the files hands ----------------------------------------------------------------------
-- In whose hands a record of a child lies is what the file says from the beginning: else it would be on nobody's list, or on a friend's.
create function cases.in_hands_of_the_file() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' then
        select f.organisation_id, f.worker_id, f.supervisor_id into new.organisation_id, new.worker_id, new.supervisor_id
          from cases.case_file f where f.id = new.file_id;
    end if;
    return new;
end $$;
revoke execute on function cases.in_hands_of_the_file from public;

-- ---------- what lies beside a file follows its hands ------------------------------------------------------------------
create function cases.file_changes_hands() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform cases.follow_hands(new.id, new.worker_id, new.supervisor_id);
    return null;
end $$;
create trigger file_changes_hands after update of worker_id, supervisor_id on cases.case_file for each row
    when (new.worker_id is distinct from old.worker_id or new.supervisor_id is distinct from old.supervisor_id) execute function cases.file_changes_hands();

create function cases.take_supervisor() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    new.supervisor_id := (select f.supervisor_id from cases.case_file f where f.id = new.file_id);
    return new;
end $$;
create function cases.take_worker() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    new.worker_id := (select f.worker_id from cases.case_file f where f.id = new.file_id);
    return new;
end $$;

-- ---------- an age that moves a rule needs two -------------------------------------------------------------------------
create function cases.keep_age() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection'
       and not exists (select from access.decision d where d.kind = 'AGE' and d.subject = new.id and d.state = 'AGREED'
                          and d.decided_by = access.actor() and d.ended_at = access.moment()) then
        raise exception 'cases.age-not-decided' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;

-- Who must consent at an age, in the bands of requirements.md 2.6; the application asks the policy values, which may be stricter.
create function cases.age_band(age int) returns int immutable language sql set search_path = pg_catalog as $$
    select case when age is null then -1 when age < 6 then 0 when age < 12 then 1 when age < 15 then 2 when age < 18 then 3 else 4 end $$;
-- The bands that an age at the rescue means: at the rescue, on this day, and whether the child can be eighteen on it, by the year more of an estimate.
create function cases.age_rules(f cases.case_file) returns int[] stable language sql security definer set search_path = pg_catalog as $$
    select array[cases.age_band(f.age_at_rescue), cases.age_band(f.age_at_rescue + y.since), (f.age_at_rescue + y.since + f.age_estimated::int >= 18)::int]
      from (select greatest(0, extract(year from age((coalesce(access.moment(), now()) at time zone 'UTC')::date,
                   (coalesce(f.handed_at, f.registered_at) at time zone 'UTC')::date)))::int as since) y $$;
create trigger keep_age before update of age_at_rescue, age_estimated on cases.case_file for each row
    when ((new.age_at_rescue, new.age_estimated) is distinct from (old.age_at_rescue, old.age_estimated) and cases.age_rules(new) <> cases.age_rules(old))
    execute function cases.keep_age();
grant execute on function cases.age_band, cases.age_rules to akoma_protection;

-- ---------- clocks of a file end by a record ---------------------------------------------------------------------------
-- The clocks of a file's row run until a record stops them. The first screening (T2) is stopped by a medical record of a screening, or by a service
-- whose function writes the day (cases.care_was_given); the review of the plan (T8) is put on by no more than its interval, and ends with the file.
create function cases.keep_screening() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if current_user = 'akoma_protection' and not exists (
           select from cases.medical m where m.file_id = new.id and m.kind = 'SCREENING' and m.at = new.medical_screened_at) then
        raise exception 'cases.no-record: medical_screened_at' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger keep_screening before update on cases.case_file for each row
    when (new.medical_screened_at is distinct from old.medical_screened_at) execute function cases.keep_screening();

-- T8: at least every three months, oftener at higher risk; before the first assessment as at high risk.
create function cases.review_days(risk text) returns int stable language sql security definer set search_path = pg_catalog as $$
    select least(access.limit_of('plan-review.max', 90), case risk when 'LOW' then 10000 when 'MEDIUM' then access.limit_of('plan-review.medium.max', 60)
                                                                   else access.limit_of('plan-review.high.max', 30) end) $$;
-- A later day follows a plan that was approved, or a review of the plan in force; at high risk one that a supervisor confirmed.
create function cases.keep_review() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare f cases.case_file; since timestamptz := access.moment() - interval '2 minutes';
begin
    if session_user <> 'akoma_protection' then return null; end if;
    select * into f from cases.case_file c where c.id = new.id;                -- as it is at the end
    if f.review_due is null and old.review_due is not null and f.status not in ('CLOSED', 'TRANSFERRED')
       or f.review_due > (access.moment() at time zone 'UTC')::date + cases.review_days(f.risk)
       or (old.review_due is null or f.review_due > old.review_due) and f.review_due is not null
          and not exists (select from cases.plan p where p.file_id = f.id and p.status = 'APPROVED' and p.decided_by = access.actor() and p.decided_at >= since)
          and not exists (select from cases.plan_review r where r.file_id = f.id and (r.confirmed_by = access.actor() and r.confirmed_at >= since
                             or r.risk <> 'HIGH' and f.risk <> 'HIGH' and r.reviewed_by = access.actor() and r.at >= since)) then
        raise exception 'cases.no-record: review_due' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger keep_review after update on cases.case_file deferrable initially deferred for each row
    when (new.review_due is distinct from old.review_due or new.risk is distinct from old.risk) execute function cases.keep_review();
revoke execute on function cases.review_days, cases.keep_screening, cases.keep_review from public;

-- ---------- particulars change with a correction -----------------------------------------------------------------------
-- Who a child is and where it is change with a record that says so: a correction written at that moment, or for the country the home where it lives now. A
-- country in which a stay needs a care order within other days (T12) moves by a home, or by two people.
create function cases.order_days(country text) returns int stable language sql security definer set search_path = pg_catalog as $$
    select access.limit_of('care-order.' || lower(country) || '.max', case country when 'GH' then 7 else 0 end) $$;
create function cases.keep_corrected() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare f cases.case_file;
begin
    if session_user <> 'akoma_protection' then return null; end if;
    select * into f from cases.case_file c where c.id = new.id;                -- as it is at the end
    if f.country <> old.country
       and (exists (select from cases.placement p left join cases.shelter s on s.id = p.shelter_id
                     where p.file_id = new.id and p.state = 'CURRENT' and coalesce(s.country, p.country) = f.country)
            or exists (select from cases.homecoming h where h.file_id = new.id and h.state = 'DEPARTED' and h.to_country = f.country))
       and (f.sex, f.nationality, f.sector) is not distinct from (old.sex, old.nationality, old.sector) then
        return null;
    end if;
    if not exists (select from cases.correction c where c.file_id = new.id and c.recorded_at between access.moment() - interval '2 minutes'
                                                                                                and access.moment() + interval '2 minutes')
       or f.country <> old.country and cases.order_days(f.country) <> cases.order_days(old.country) and not cases.agreed_now(new.id, '{AGE}') then
        raise exception 'cases.no-record: particulars' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger keep_corrected after update of sex, nationality, country, sector on cases.case_file deferrable initially deferred for each row
    when ((new.sex, new.nationality, new.country, new.sector) is distinct from (old.sex, old.nationality, old.country, old.sector))
    execute function cases.keep_corrected();
revoke execute on function cases.order_days, cases.keep_corrected from public;
