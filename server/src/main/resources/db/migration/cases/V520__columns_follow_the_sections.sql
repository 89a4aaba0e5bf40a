-- The columns of a file's own row follow the sections too, where lists, pages and straight SQL meet (trust.md G8). The row itself is read by who works on
-- the whole case. Who holds a part of it, looks after the child or oversees all files reads it by the views below, where what they do not hold is
-- null: the same rule as cases.CaseColumn and CaseFile.shownTo. Lists of who works on files stay led by the columns and indexes of the table.
drop policy seen_akoma_protection on cases.case_file;
-- 382: all sections but who the child is and notes, which have tables of their own. Who may write its state sees the row that they change.
create policy seen_akoma_protection on cases.case_file for select to akoma_protection using (
    exists (select from access.held g where g.file_id = case_file.id and g.reads & 256 <> 0 and (g.reads & 382 = 382 or g.writes & 256 <> 0)
                                        and not g.least offset 0));

-- What everybody sees who sees that there is a file. Lists of other records join it.
create table cases.file_code (
    id      uuid constraint file_code_pk primary key constraint file_code_file references cases.case_file,
    code    text not null constraint file_code_once unique,
    country text not null);
insert into cases.file_code select f.id, f.code, f.country from cases.case_file f;
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
revoke execute on function cases.keep_code, cases.country_follows from public;

-- One file, as the caller sees it. How the case stands is for who works on it and who oversees: others are told whether it goes on (ACTIVE, CLOSED), and
-- what every file begins with (PRESUMED_VICTIM).
create view cases.file_shown with (security_barrier = true) as
    select
           f.id,
           f.code,
           f.registered_at,
           f.registered_by,
           f.updated_at,
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
           case when s.works or s.held & 32 <> 0 then f.pathway end as pathway,
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
           f.version,
           case when s.works and s.held & 2 <> 0 then f.consented_at end as consented_at
      from cases.case_file f
     cross join lateral (
           select h.held, h.held & 256 <> 0 and not h.least as works,
                  not h.least and (h.held | (select access.everywhere())) & 256 <> 0 as told
             from (select coalesce(bit_or(g.reads), 0) as held, coalesce(bool_and(g.least), false) as least
                     from access.held g where g.file_id = f.id and g.reads <> 0 offset 0) h) s
     where (s.held | (select access.everywhere())) & 256 <> 0;

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
     where (select access.everywhere()) & 256 <> 0
     order by f.registered_at desc, f.id desc;
-- Sex, age, origin and sector leave with oversight by a request to which a supervisor and the data protection officer agreed (exchange/V140), and only
-- from its download until an hour later: the one file may take that long.
create function cases.leaves_by_request() returns boolean stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return exists (select from exchange.export_request r where r.requested_by = access.actor() and r.supervisor_id is not null and r.custodian_id is not null
                      and r.refused_at is null and r.downloaded_at > access.moment() - interval '1 hour' and r.downloaded_at <= access.moment());
end $$;
revoke execute on function cases.leaves_by_request from public;
grant execute on function cases.leaves_by_request to akoma_protection;
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
     where (select access.everywhere()) & 256 <> 0
     order by f.registered_at, f.id;
grant select on cases.file_shown, cases.file_overseen, cases.file_overseen_oldest to akoma_protection;
