-- Copies of all that lists are led by, under new ids: of the first 19 copies the workers stay with their supervisor and structure, so that one team
-- grows to twenty times its size; every further copy has structures and supervisors of its own.
create schema if not exists bench;

create or replace function bench.again(id uuid, k int) returns uuid immutable parallel safe language sql as
    $$ select md5(id::text || ':' || k)::uuid $$;

create table if not exists bench.stays (id uuid primary key);

create or replace function bench.grantee(id uuid, k int) returns uuid stable parallel safe language sql as
    $$ select case when k < 20 and exists (select from bench.stays s where s.id = grantee.id) then grantee.id else bench.again(grantee.id, k) end $$;

-- Copies one table; what a column becomes is told by its name unless the caller says otherwise.
create or replace procedure bench.copy(tab regclass, copies int, first int, special jsonb, those text default 'true') language plpgsql as $$
declare columns text; becomes text;
begin
    select string_agg(quote_ident(a.attname), ', ' order by a.attnum),
           string_agg(coalesce(special ->> a.attname, case
               when a.attname in ('id', 'file_id', 'person_id', 'worker_id', 'desk_id') then format('bench.again(t.%I, k)', a.attname)
               when a.attname in ('organisation_id', 'supervisor_id') then format('case when k < 20 then t.%I else bench.again(t.%I, k) end', a.attname, a.attname)
               else format('t.%I', a.attname) end), ', ' order by a.attnum)
      into columns, becomes
      from pg_attribute a where a.attrelid = tab and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.attidentity = '';
    execute format('insert into %s (%s) select %s from %s t cross join generate_series(%s, %s) k where %s', tab, columns, becomes, tab, first, copies, those);
end $$;

create or replace procedure bench.multiply(wanted int) language plpgsql as $$
declare copies int; began timestamptz;
begin
    select ceil(wanted::numeric / count(*))::int - 1 into copies from cases.case_file;
    if copies < 1 then return; end if;
    perform set_config('session_replication_role', 'replica', true);
    began := (select min(registered_at) from cases.case_file);
    insert into bench.stays select id from access.organisation union select desk_id from access.organisation
        union select person_id from access.person_role where role <> 'CASE_WORKER' on conflict do nothing;
    create temporary table loaded on commit drop as select id from cases.case_file;
    call bench.copy('access.organisation', copies, 20, '{"code": "t.code || ''-'' || k"}');
    -- supervisors first of the copies that have their own, then workers
    call bench.copy('access.person', copies, 20, '{"code": "t.code || ''-'' || k"}', $q$t.code like 'sup-%'$q$);
    call bench.copy('access.person', copies, 1, '{"code": "t.code || ''-'' || k"}', $q$t.code ~ '^sw-[0-9]+$'$q$);
    call bench.copy('access.person_role', copies, 1, '{}', $q$t.role = 'CASE_WORKER'$q$);
    call bench.copy('access.person_role', copies, 20, '{}', $q$t.role = 'CASE_SUPERVISOR'$q$);
    call bench.copy('access.dossier', copies, 1, '{}', 't.id in (select id from loaded)');
    call bench.copy('access.file_grant', copies, 1, '{"grantee": "bench.grantee(t.grantee, k)"}', 't.file_id in (select id from loaded)');
    call bench.copy('cases.case_file', copies, 1,
        '{"code": "''MX-'' || lpad((k * 1000000::bigint + right(regexp_replace(t.code, ''\\D'', '''', ''g''), 6)::int)::text, 9, ''0'')",
          "slip_id": "null", "source_digest": "null", "registered_at": "t.registered_at - k * interval ''1 hour''"}');
    insert into cases.file_code select f.id, f.code, f.country from cases.case_file f on conflict do nothing;  -- triggers are off
    call bench.copy('cases.name_token', copies, 1, '{}');
    call bench.copy('followup.visit', copies, 1, '{}');
    truncate followup.visit_count, followup.visit_count_change;                                                 -- likewise
    insert into followup.visit_count select first_on, done_on, count(*) from followup.visit where not unplanned and cancelled_at is null group by 1, 2;
    call bench.copy('followup.csi_due', copies, 1, '{}');
end $$;
