-- Copies of all that lists are led by, under new ids: of the first 19 copies the workers stay with their supervisor and structure, so that one team
-- grows to twenty times its size; every further copy has structures and supervisors of its own.
create schema if not exists bench;

create or replace function bench.again(id uuid, k int) returns uuid immutable parallel safe language sql as
    $$ select md5(id::text || ':' || k)::uuid $$;

create table if not exists bench.stays (id uuid primary key);

-- Copies are of the two years before: by how much earlier than what was copied. What is planned stays ahead.
create or replace function bench.back(k int) returns interval immutable parallel safe language sql as $$ select (k % 26) * interval '28 days' $$;
create or replace function bench.made_back(done date, k int) returns int immutable parallel safe language sql as
    $$ select case when done is null then 0 else k % 26 * 28 end $$;
create or replace function bench.made_late(done date, k int) returns int immutable parallel safe language sql as
    $$ select case when done is not null and k % 3 = 1 then 7 else 0 end $$;
-- The same number every time, from 0 to one less than the faces.
create or replace function bench.dice(id uuid, k int, faces int) returns int immutable parallel safe language sql as
    $$ select (('x' || substr(md5(id::text || '/' || k), 1, 7))::bit(28)::int % faces) $$;

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

-- The indexes of the tables that grow, but those of keys: made anew once all rows are there, which takes a fraction of the time.
create table if not exists bench.index_later (name text primary key, def text not null);
create or replace procedure bench.without_indexes() language plpgsql as $$
declare one record;
begin
    for one in select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as def from pg_index i
                where i.indrelid = any ('{cases.case_file, cases.turn, cases.name_token, cases.placement, access.file_grant, followup.visit, followup.alert,
                      assistance.service, assistance.enrolment, assistance.attendance, referrals.referral}'::regclass[])
                  and not exists (select from pg_constraint c where c.conindid = i.indexrelid) loop
        insert into bench.index_later values (one.name, one.def);
        execute 'drop index ' || one.name;
    end loop;
end $$;
create or replace procedure bench.with_indexes() language plpgsql as $$
declare one record;
begin
    for one in select * from bench.index_later loop
        execute one.def;
    end loop;
    delete from bench.index_later;
end $$;

create or replace procedure bench.multiply(wanted int) language plpgsql as $$
declare copies int; began timestamptz;
begin
    perform set_config('synchronous_commit', 'off', true), set_config('maintenance_work_mem', '512MB', true), set_config('work_mem', '64MB', true);
    select ceil(wanted::numeric / count(*))::int - 1 into copies from cases.case_file;
    if copies < 1 then return; end if;
    perform pg_advisory_xact_lock(hashtextextended('indicators.count_changed', 0));  -- or a round that counts and the dropped indexes wait for each other
    call bench.without_indexes();
    perform set_config('session_replication_role', 'replica', true);
    began := (select min(registered_at) from cases.case_file);
    insert into bench.stays select id from access.organisation union select desk_id from access.organisation
        union select person_id from access.person_role where role <> 'CASE_WORKER' on conflict do nothing;
    create temporary table loaded on commit drop as select id from cases.case_file;
    call bench.copy('access.organisation', copies, 20, '{"code": "t.code || ''-'' || k"}', $q$t.code like 'ORG-%'$q$);
    -- supervisors first of the copies that have their own, then workers
    call bench.copy('access.person', copies, 20, '{"code": "t.code || ''-'' || k"}', $q$t.code like 'sup-%'$q$);
    call bench.copy('access.person', copies, 1, '{"code": "t.code || ''-'' || k"}', $q$t.code ~ '^sw-[0-9]+$'$q$);
    call bench.copy('access.person_role', copies, 1, '{}', $q$t.role = 'CASE_WORKER'$q$);
    call bench.copy('access.person_role', copies, 20, '{}', $q$t.role = 'CASE_SUPERVISOR'$q$);
    call bench.copy('access.dossier', copies, 1, '{}', 't.id in (select id from loaded)');
    call bench.copy('access.file_grant', copies, 1, '{"grantee": "case when k < 20 and t.grantee in (select s.id from bench.stays s) then t.grantee else bench.again(t.grantee, k) end"}', 't.file_id in (select id from loaded)');
    call bench.copy('cases.case_file', copies, 1,
        '{"code": "''MX-'' || lpad((k * 1000000::bigint + right(regexp_replace(t.code, ''\\D'', '''', ''g''), 6)::int)::text, 9, ''0'')",
          "slip_id": "null", "source_digest": "null", "registered_at": "t.registered_at - bench.back(k) - k * interval ''1 hour''",
          "assessed_at": "t.assessed_at - bench.back(k)", "consented_at": "t.consented_at - bench.back(k)", "placed_at": "t.registered_at - bench.back(k)",
          "plan_approved_on": "case when bench.dice(t.id, k, 8) < 7 then least(current_date, (t.registered_at - bench.back(k))::date + bench.dice(t.id, k, 20)) end",
          "guardian_on": "case when bench.dice(t.id, k, 9) < 7 then least(current_date, (t.registered_at - bench.back(k))::date + bench.dice(t.id, k, 12)) end"}');
    insert into cases.file_code select f.id, f.code, f.country from cases.case_file f on conflict do nothing;  -- triggers are off
    truncate cases.step_count, cases.step_count_change;
    insert into cases.step_count (month, step, since, taken, n) select c.*, count(*) from cases.case_file f cross join lateral cases.step_cells(f) c group by 1, 2, 3, 4;
    call bench.copy('cases.turn', copies, 1, '{"at": "t.at - bench.back(k)", "value": "case t.what when ''WORKER'' then bench.again(t.value::uuid, k)::text else t.value end"}',
        't.file_id in (select id from loaded)');
    call bench.copy('cases.name_token', copies, 1, '{}');
    -- What is planned stays ahead. Of what was made, a third was planned for its day, a third for a week earlier, a third not at all.
    call bench.copy('followup.visit', copies, 1,
        '{"planned_on": "t.planned_on - bench.made_back(t.done_on, k) - bench.made_late(t.done_on, k)",
          "first_on": "t.first_on - bench.made_back(t.done_on, k) - bench.made_late(t.done_on, k)",
          "done_on": "t.done_on - bench.made_back(t.done_on, k)", "unplanned": "t.done_on is not null and k % 3 = 0"}');
    truncate followup.visit_count, followup.visit_count_change;                                                 -- likewise
    insert into followup.visit_count select first_on, done_on, count(*) from followup.visit where not unplanned and cancelled_at is null group by 1, 2;
    call bench.copy('followup.csi_due', copies, 1, '{}');
    call bench.besides();
    call bench.with_indexes();
end $$;

create or replace view bench.copied as
    select f.id, f.organisation_id, f.worker_id, f.supervisor_id, f.country, f.registered_at, f.registered_at::date as day from cases.case_file f
     where f.code like 'MX-%' and f.registered_at < current_date - 100;

-- What other rooms keep of the copies, so that their indexes and figures are full too. Nothing of it is open: no clock of the house begins to ring.
create or replace procedure bench.besides() language plpgsql as $$
begin
    insert into cases.placement (id, file_id, kind, shelter_id, country, since, until, approved_by, approved_at, recorded_by, sealed, state)
    select bench.again(f.id, 1), f.id, 'SHELTER', bench.again(f.organisation_id, 0), f.country, f.day, f.day + 10 + bench.dice(f.id, 2, 60), null, null,
           f.worker_id, '\x00'::bytea, 'ENDED' from bench.copied f
    union all
    select bench.again(f.id, 3), f.id, case bench.dice(f.id, 3, 5) when 0 then 'FOSTER_FAMILY' when 1 then 'EXTENDED_FAMILY' else 'FAMILY_REUNIFIED' end, null, f.country,
           f.day + 10 + bench.dice(f.id, 2, 60), null, f.supervisor_id, f.registered_at, f.worker_id, '\x00'::bytea, 'CURRENT' from bench.copied f where bench.dice(f.id, 4, 10) < 7;
    insert into assistance.service (id, file_id, organisation_id, worker_id, supervisor_id, code, state, planned_by, planned_at, started_at)
    select bench.again(f.id, 5), f.id, f.organisation_id, f.worker_id, f.supervisor_id, 'IMM_FOOD', 'STARTED', f.worker_id, f.registered_at, f.registered_at + interval '2 days'
      from bench.copied f where bench.dice(f.id, 5, 10) < 8;
    insert into assistance.enrolment (id, file_id, organisation_id, worker_id, supervisor_id, institution_id, pathway, trade, starts_on, attendance_due, sealed,
                                      recorded_by, recorded_at)
    select bench.again(f.id, 6), f.id, f.organisation_id, f.worker_id, f.supervisor_id, bench.again(f.organisation_id, 6), p.pathway, p.trade, f.day + 20, '2099-01-01', '\x00'::bytea,
           f.worker_id, f.registered_at
      from bench.copied f
      join (values (0, 'FORMAL_SCHOOL', null), (1, 'CATCH_UP', null), (2, 'VOCATIONAL_TRAINING', 'SEWING')) p (n, pathway, trade) on p.n = bench.dice(f.id, 7, 3)
     where bench.dice(f.id, 6, 2) = 0;
    insert into assistance.attendance (id, file_id, enrolment_id, first_day, last_day, expected, expected_given, present, next_due, recorded_by, recorded_at)
    select bench.again(e.id, m), e.file_id, e.id, e.starts_on + 30 * m, e.starts_on + 30 * m + 29, 20, true, 20 - bench.dice(e.id, m, 14), '2099-01-01', e.recorded_by, e.recorded_at
      from assistance.enrolment e cross join generate_series(0, 2) m where e.sealed = '\x00'::bytea and e.starts_on + 30 * m + 29 < current_date;
    insert into followup.alert (id, type, file_id, organisation_id, worker_id, supervisor_id, source, raised_at, raised_by, ack_due_at, safe_due_at,
                                acknowledged_at, acknowledged_by, safe_at, passed_on_at, closed_at, closed_by, outcome, sealed)
    select bench.again(f.id, 8), 'DANGER_AT_HOME', f.id, f.organisation_id, f.worker_id, f.supervisor_id, 'PERSON', x.at, f.worker_id, x.at + interval '1 hour', x.at + interval '1 day',
           x.at + interval '30 minutes', f.supervisor_id, x.at + interval '5 hours', x.at, x.at + interval '6 days', f.supervisor_id, 'CHILD_SAFE', '\x00'::bytea
      from bench.copied f cross join lateral (select f.registered_at + interval '9 days') x (at) where bench.dice(f.id, 8, 20) = 0;
    -- One file in five is referred: to the next structure, to the one after it, or to the ministry.
    with asked as (select o.id, array_remove(array[lead(o.id) over w, lead(o.id, 2) over w, m.id], null) as others
                     from access.organisation o cross join (select id from access.organisation where code = 'MINISTRY') m
                    where o.code like 'ORG-%' window w as (order by o.code))
    insert into referrals.referral (id, code, file_id, organisation_id, worker_id, supervisor_id, from_id, to_id, to_desk, purpose, priority, sections, drafted_at, drafted_by,
                                    sent_at, sent_by, agreement_id, due_at, acknowledged_at, acknowledged_by, valid_until, closed_at)
    select bench.again(f.id, 9), 'RF-' || lpad((row_number() over ())::text, 9, '0'), f.id, f.organisation_id, f.worker_id, f.supervisor_id, f.organisation_id, r.to_id, d.desk_id, 'CARE',
           case when x.urgent then 'URGENT' else 'NORMAL' end, 256, x.at, f.worker_id, x.at, f.worker_id, bench.again(r.to_id, 9), x.at + interval '3 days',
           case when x.hours < 90 then x.at + x.hours * interval '1 hour' end, case when x.hours < 90 then d.id end, x.at + interval '90 days', x.at + interval '30 days'
      from bench.copied f join asked a on a.id = f.organisation_id
     cross join lateral (select f.registered_at + interval '5 days', bench.dice(f.id, 10, 100), bench.dice(f.id, 11, 4) = 0) x (at, hours, urgent)
     cross join lateral (select a.others[1 + bench.dice(f.id, 12, cardinality(a.others))]) r (to_id) join access.organisation d on d.id = r.to_id
     where bench.dice(f.id, 9, 5) = 0;
end $$;

-- What the triggers would have marked: all of the copies, structure after structure.
create or replace procedure bench.mark() language sql as $$
    insert into indicators.changed (kind, unit) select 'FILE', f.id from (select o.id from cases.case_file o where o.code like 'MX-%' order by o.organisation_id, o.id) f $$;
-- As the rounds of the application do: what waits is counted in their largest batches.
create or replace procedure bench.count() language plpgsql as $$
begin
    while exists (select from indicators.changed) loop
        if indicators.count_changed(20000, now()) = 0 then perform pg_sleep(0.2); end if;  -- a round of the application is at it
        commit;
    end loop;
end $$;
