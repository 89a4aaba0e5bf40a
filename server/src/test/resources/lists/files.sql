-- A synthetic house of {n} files, as the owner, for ListMeasurement: 25 files a worker, 20 workers a supervisor; of 2,000 structures the first has
-- 20,000 files and the second 500; 0.3 referrals a file, a third of them run out; name parts as unequal as names are.
alter table access.person disable trigger user;
alter table cases.name_token disable trigger user;
alter table cases.turn disable trigger user;
alter table access.file_grant disable trigger user;
alter table cases.case_file disable trigger user;
alter table access.person_role disable trigger user;
alter table cases.case_file drop constraint case_file_dossier;
alter table access.file_grant drop constraint file_grant_file;
alter table cases.turn drop constraint if exists turn_file;
alter table cases.name_token drop constraint if exists name_token_file;
create temp table kept as select schemaname, tablename, indexname, indexdef from pg_indexes
 where (schemaname, tablename) in (('cases', 'case_file'), ('cases', 'name_token'), ('access', 'file_grant'))
   and indexname not in (select conname from pg_constraint);
do $$ declare i record; begin for i in select * from kept loop execute format('drop index %I.%I', i.schemaname, i.indexname); end loop; end $$;

create function public.person(w int) returns uuid immutable language sql as $$ select md5('w' || w)::uuid $$;
create function public.structure(w int) returns uuid immutable language sql as $$
    select md5('o' || case when w < 800 then 1 when w < 820 then 2 else 3 + w % 1997 end)::uuid $$;

insert into access.organisation (id, code, label, kind, country, desk_id)
select md5('o' || o)::uuid, 'ORG-' || o, 'Structure ' || o, 'NGO', 'CI', md5('d' || o)::uuid from generate_series(1, 2000) o;
insert into access.person (id, code, organisation_id, compartment)
select public.person(w), 'sw-' || w, public.structure(w), 'akoma_protection' from generate_series(0, 39999) w
union all select md5('s' || s)::uuid, 'sup-' || s, public.structure(s * 20), 'akoma_protection' from generate_series(0, 1999) s
union all select md5('manager')::uuid, 'pm-1', md5('o3')::uuid, 'akoma_protection'
union all select md5('ministry')::uuid, 'min-1', md5('o4')::uuid, 'akoma_protection';
insert into access.person_role (id, person_id, compartment, organisation_id, role, reach, valid_from, approved_at)
select md5('r' || p.code)::uuid, p.id, p.compartment, p.organisation_id,
       case when p.code like 'sw-%' then 'CASE_WORKER' when p.code like 'sup-%' then 'CASE_SUPERVISOR' when p.code like 'pm-%' then 'PROJECT_MANAGER' else 'MINISTRY_OFFICER' end,
       case when p.code like 'sup-%' then 'ORGANISATION' when p.code like 'min-%' then 'DESK' else 'OWN' end, '2015-01-01', '2015-01-01'
  from access.person p where p.code ~ '^(sw|sup|pm|min)-[0-9]+$';

insert into cases.case_file (id, code, registered_at, registered_by, updated_at, status, victim_status, risk, country, sex, age_at_rescue, care,
       organisation_id, worker_id, supervisor_id, handed_at, medical_screened_at, guardian_on, assessed_at, plan_approved_on, review_due, next_visit_due)
select md5('f' || i)::uuid, 'AK-' || case when i < 1000 then to_char(i, 'FM000') else i::text end, at, public.person(w), at,
       (array['REGISTERED', 'ASSESSED', 'PLAN_PENDING', 'ACTIVE', 'ACTIVE', 'ACTIVE', 'ACTIVE', 'FOLLOW_UP', 'FOLLOW_UP', 'CLOSED'])[1 + r % 10],
       'PRESUMED_VICTIM', (array[null, 'HIGH', 'MEDIUM', 'MEDIUM', 'MEDIUM', 'LOW', 'LOW', 'LOW', 'LOW', 'LOW'])[1 + r / 10 % 10],
       (array['CI', 'CI', 'CI', 'CI', 'BF', 'BF', 'ML', 'GH', 'GN', 'TG'])[1 + r / 100 % 10], case when r % 2 = 0 then 'F' else 'M' end, 6 + r % 12,
       (array['SHELTER', 'FAMILY_REUNIFIED', 'FAMILY_REUNIFIED', 'FOSTER_FAMILY'])[1 + r / 7 % 4], public.structure(w), public.person(w), md5('s' || w / 20)::uuid,
       at - interval '5 hours', at, at::date, case when r % 10 > 0 then at + interval '2 days' end, case when r % 10 > 2 then at::date + 10 end,
       case when r % 10 > 2 then date '2015-10-01' + r % 120 end, case when r % 10 > 1 and r % 10 < 9 then date '2015-11-10' + r % 60 end
  from (select i, i % 40000 as w, ('x' || substr(md5('r' || i), 1, 7))::bit(28)::int as r,
               timestamptz '2015-01-05 08:00Z' + make_interval(secs => i * 26784000.0 / {n}) as at from generate_series(1, {n}) i) x;

insert into access.file_grant (id, file_id, grantee_kind, grantee, sections, may_write, valid_from, reason, given_by)
select md5('ga' || f.code)::uuid, f.id, 'PERSON', f.worker_id, 511, true, f.registered_at, 'ASSIGNMENT', f.worker_id from cases.case_file f
union all select md5('go' || f.code)::uuid, f.id, 'ORGANISATION', f.organisation_id, 511, true, f.registered_at, 'OWNING_STRUCTURE', f.worker_id from cases.case_file f
union all select md5('gs' || f.code)::uuid, f.id, 'PERSON', f.supervisor_id, 511, true, f.registered_at, 'SUPERVISION', f.worker_id from cases.case_file f;
insert into access.file_grant (id, file_id, grantee_kind, grantee, sections, may_write, valid_from, valid_until, reason, given_by)
select md5('gr' || i)::uuid, md5('f' || i)::uuid, 'DESK', md5('d' || 1 + i % 2000)::uuid, 347, false, timestamptz '2015-01-05 08:00Z',
       case when i % 9 = 0 then timestamptz '2015-10-01' else 'infinity' end, 'REFERRAL', public.person(i % 40000) from generate_series(1, {n}) i where i % 10 in (1, 4, 7);
insert into access.file_grant (id, file_id, grantee_kind, grantee, sections, may_write, valid_from, reason, given_by)
values (md5('oversight')::uuid, null, 'PERSON', md5('manager')::uuid, 256, false, '2015-01-01', 'OVERSIGHT', md5('manager')::uuid);

insert into cases.turn (file_id, at, what, value)
select f.id, f.registered_at, t.what, t.value from cases.case_file f
 cross join lateral (values ('STATUS', 'REGISTERED'), ('COUNTRY', f.country), ('WORKER', f.worker_id::text)) t (what, value);
insert into cases.turn (file_id, at, what, value)
select f.id, f.registered_at + interval '2 days', t.what, t.value from cases.case_file f
 cross join lateral (values ('STATUS', f.status), ('RISK', f.risk)) t (what, value) where f.status <> 'REGISTERED';

-- a family name and two given names a child: the commonest part is on a tenth of the files
create temp table part as select f.id, f.organisation_id,
       (800 * power(('x' || substr(md5('a' || f.code), 1, 7))::bit(28)::int / 268435456.0, 3))::int as a,
       2000 + (3000 * power(('x' || substr(md5('b' || f.code), 1, 7))::bit(28)::int / 268435456.0, 2))::int as b,
       6000 + (3000 * power(('x' || substr(md5('c' || f.code), 1, 7))::bit(28)::int / 268435456.0, 2))::int as c from cases.case_file f;
insert into cases.name_token (token, organisation_id, file_id)
select t.token, p.organisation_id, p.id from part p cross join lateral (values (10000000 + a), (10000000 + b), (10000000 + c), (20000000 + a), (20000000 + b),
       (20000000 + c), (1000000000 + a * 10000 + b), (1000000000 + a * 10000 + c), (1100000000 + b * 10000 + c)) t (token) on conflict do nothing;
do $$ declare i record; begin for i in select * from kept loop execute i.indexdef; end loop; end $$;
insert into cases.file_code select id, code, country from cases.case_file;
analyze;
