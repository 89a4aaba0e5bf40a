-- What counts is kept, so that the figures of a programme cost the same with forty files and with a million (docs/decisions/indicators-by-contribution.md).
-- Who writes a record leaves a mark and waits for nobody. A round takes marks, asks anew what counts of those records (indicators.spans), compares it with
-- what it had counted of them and adds the difference to the cells. No login of the application reads or writes these tables but by their functions.
create table indicators.changed (
    id   bigint generated always as identity constraint changed_pk primary key,
    kind text not null,
    unit uuid not null,
    at   timestamptz not null default coalesce(access.moment(), now()));

-- What is counted of a record, one row a record: the round compares with it, and a reader of files finds by it which of theirs are behind a figure.
create table indicators.held (
    kind  text not null constraint held_kind check (kind in ('FILE', 'PERSON', 'SLIP', 'SUSPECT')),
    unit  uuid not null,
    spans indicators.span[] not null,
    constraint held_pk primary key (kind, unit));

-- What began to count on a day, less what ceased to: the figure of a day is the sum of the cells until then. A cell belongs to the whole programme, to a
-- country, a structure, or to both, and is divided by one dimension at most. Each day is also in the cell of its month: a past day is read as the months
-- before it and the days of its own month. Every day until indicators.total.day is also in one cell more (TOTAL, of the day -infinity), so that today is
-- read as one cell, however long the programme lasts. '' and the nil id say: of all. What is read by one pair of structures (PAIR, of the one that was asked by the one
-- that asks) or by one supervisor (TEAM, of their own id by the worker's) is in no other cell.
create table indicators.cell (
    country   text not null,
    structure uuid not null,
    dim       text not null,
    period    text not null constraint cell_period check (period in ('DAY', 'MONTH', 'TOTAL')),
    indicator text not null,
    day       date not null,
    label     text not null,
    value     int not null,
    num       bigint not null,
    den       bigint not null,
    unknown   bigint not null,
    constraint cell_pk primary key (structure, country, dim, period, day, indicator, label, value));
-- What a new day adds to the totals.
create index cell_by_day on indicators.cell (day) where period = 'DAY';
-- Until which day the totals are. The stamp is another one after each change of a cell, so that who read something of them knows whether it still holds.
create table indicators.total (
    one   boolean constraint total_pk primary key default true constraint total_one check (one),
    day   date not null,
    stamp uuid not null default gen_random_uuid());
insert into indicators.total (day) values ('-infinity');
create function indicators.stamp() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    update indicators.total set stamp = gen_random_uuid();
    return null;
end $$;
create trigger stamp after insert or update or delete or truncate on indicators.cell for each statement execute function indicators.stamp();

-- When nothing was left to count.
create table indicators.round (
    one      boolean constraint round_pk primary key default true constraint round_one check (one),
    ended_at timestamptz not null);

-- The dimension of what is in no other cell; null: of all else.
create function indicators.dim_alone(indicator text) returns text immutable language sql as $$
    select case when indicator = 'C10' then 'PAIR' when indicator in ('C11', 'C12') then 'TEAM' end $$;

-- From which day on a total adds up: of how long an answer takes (C10), the month of its last day and the twelve before it.
create function indicators.total_from(indicator text, until date) returns date immutable language sql as $$
    select case when indicator = 'C10' then (date_trunc('month', until::timestamp) - interval '12 months')::date else '-infinity' end $$;

-- Counts these records anew. What is asked is their state now, so that a record that is counted twice, or late, changes nothing. What moved is added up for each
-- dimension first, then for the places, days before months: each step has fewer rows than the one before. Cells are written in the order of their key.
create function indicators.count_units(of_kind text, ids uuid[]) returns void language sql security definer set search_path = pg_catalog as $$
    with fresh as materialized (select s.* from indicators.spans(of_kind, ids) s),
         turned as (select 1 as sign, f.* from fresh f
                    union all select -1, s.* from indicators.held h cross join lateral unnest(h.spans) s where h.kind = of_kind and h.unit = any (ids)),
         moved as (select t.indicator, t.country, t.structure, t.sex, t.age, t.nationality, t.sector, t.risk, t.other, coalesce(t.value, 0) as value, x.day,
                          sum(x.sign * t.num) as num, sum(x.sign * t.den) as den, sum(x.sign * t.unknown) as unknown
                     from turned t cross join lateral (values (t.since, t.sign), (t.until, -t.sign)) x (day, sign)
                    where x.day is not null group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
                   having sum(x.sign * t.num) <> 0 or sum(x.sign * t.den) <> 0 or sum(x.sign * t.unknown) <> 0),
         divided as (select m.country, m.structure, d.dim, m.indicator, m.day, d.label, m.value, sum(m.num) as num, sum(m.den) as den, sum(m.unknown) as unknown
                       from (select m.*, indicators.dim_alone(m.indicator) as alone from moved m) m
                      cross join lateral (values ('', ''), ('SEX', m.sex), ('AGE', m.age), ('NATIONALITY', m.nationality), ('SECTOR', m.sector), ('RISK', m.risk),
                                                 ('OTHER', m.other), (m.alone, m.other)) d (dim, label)
                      where d.label is not null and d.dim is not null and (m.alone is null or d.dim = m.alone) group by 1, 2, 3, 4, 5, 6, 7),
         daily as materialized (
                   select p.country, p.structure, d.dim, d.indicator, d.day, d.label, d.value, sum(d.num) as num, sum(d.den) as den, sum(d.unknown) as unknown
                     from divided d
                    cross join lateral (values ('', '00000000-0000-0000-0000-000000000000'::uuid), (d.country, '00000000-0000-0000-0000-000000000000'::uuid),
                                               ('', d.structure), (d.country, d.structure)) p (country, structure)
                    where p.country is not null and p.structure is not null
                      and (p.structure <> '00000000-0000-0000-0000-000000000000' or indicators.dim_alone(d.indicator) is null) group by 1, 2, 3, 4, 5, 6, 7),
         kept as (insert into indicators.held (kind, unit, spans)
                  select of_kind, u.id, coalesce(array_agg(f::indicators.span) filter (where f.unit is not null), '{}') from unnest(ids) u (id)
                    left join fresh f on f.unit = u.id group by u.id
                  on conflict on constraint held_pk do update set spans = excluded.spans)
    insert into indicators.cell as c (country, structure, dim, period, indicator, day, label, value, num, den, unknown)
    select x.* from (
          select country, structure, dim, 'DAY' as period, indicator, day, label, value, num, den, unknown from daily
          union all
          select country, structure, dim, 'MONTH', indicator, date_trunc('month', day)::date, label, value, sum(num), sum(den), sum(unknown)
            from daily group by country, structure, dim, indicator, date_trunc('month', day), label, value
          union all
          select d.country, d.structure, d.dim, 'TOTAL', d.indicator, '-infinity', d.label, d.value, sum(d.num), sum(d.den), sum(d.unknown)
            from indicators.total t join daily d on d.day between indicators.total_from(d.indicator, t.day) and t.day
           group by d.country, d.structure, d.dim, d.indicator, d.label, d.value) x
     order by x.structure, x.country, x.dim, x.period, x.day, x.indicator
    on conflict on constraint cell_pk do update set num = c.num + excluded.num, den = c.den + excluded.den, unknown = c.unknown + excluded.unknown $$;

-- Brings the totals to a later day: adds the days since then, and takes off what is no longer in the months that a total is of.
create function indicators.add_days(today date) returns void language plpgsql security definer set search_path = pg_catalog as $$
declare before date := (select t.day from indicators.total t);
begin
    if today <= before then return; end if;
    insert into indicators.cell as c (country, structure, dim, period, indicator, day, label, value, num, den, unknown)
    select x.country, x.structure, x.dim, 'TOTAL', x.indicator, '-infinity', x.label, x.value, sum(x.sign * x.num), sum(x.sign * x.den), sum(x.sign * x.unknown)
      from (select 1 as sign, d.* from indicators.cell d
             where d.period = 'DAY' and d.day > before and d.day <= today and d.day >= indicators.total_from(d.indicator, today)
            union all
            select -1, d.* from indicators.cell d
             where d.period = 'DAY' and d.indicator = 'C10' and d.day <= before
               and d.day >= indicators.total_from('C10', before) and d.day < indicators.total_from('C10', today)) x
     group by x.country, x.structure, x.dim, x.indicator, x.label, x.value
    on conflict on constraint cell_pk do update set num = c.num + excluded.num, den = c.den + excluded.den, unknown = c.unknown + excluded.unknown;
    update indicators.total set day = today;
end $$;

-- One batch of what changed. The marks are taken away in the transaction that counts: where it fails, they are there for the next. One at a time.
-- @return how many marks were taken; 0 where nothing waits, or another is at it
create function indicators.count_changed(most int, moment timestamptz) returns bigint language plpgsql security definer set search_path = pg_catalog as $$
declare taken bigint := 0; batch record;
begin
    if not pg_try_advisory_xact_lock(hashtextextended('indicators.count_changed', 0)) then return 0; end if;
    perform indicators.add_days(indicators.day_of(moment));
    for batch in with gone as (delete from indicators.changed c where c.id in (select n.id from indicators.changed n order by n.id limit most) returning c.kind, c.unit)
                 select g.kind, array_agg(distinct g.unit) as ids, count(*) as marks from gone g group by g.kind loop
        -- A kept plan is one for ten records: with thousands it would compare each with each.
        if batch.marks > 1000 then perform set_config('plan_cache_mode', 'force_custom_plan', true), set_config('work_mem', '32MB', true); end if;
        perform indicators.count_units(batch.kind, batch.ids);
        taken := taken + batch.marks;
    end loop;
    if taken < most then
        insert into indicators.round as r (ended_at) values (moment) on conflict on constraint round_pk do update set ended_at = excluded.ended_at;
    end if;
    return taken;
end $$;

-- ---------- figures of a day -------------------------------------------------------------------------------------------
-- Counts, no record: of the whole, and divided by one dimension. by_dim: one of the cells', COUNTRY or STRUCTURE (labels are then codes).
create function indicators.structure_of(code text) returns uuid stable language sql security definer set search_path = pg_catalog as $$
    select case when code is null then '00000000-0000-0000-0000-000000000000' else (select o.id from access.organisation o where o.code = structure_of.code) end $$;
-- The countries and structures of which something is counted. From each country to the next, by the key: there are few among many cells.
create function indicators.counted_countries() returns table (code text) stable language sql security definer set search_path = pg_catalog as $$
    with recursive next as (
            select min(c.country) as country from indicators.cell c where c.structure = indicators.structure_of(null) and c.country > ''
            union all
            select (select min(c.country) from indicators.cell c where c.structure = indicators.structure_of(null) and c.country > n.country)
              from next n where n.country is not null)
    select n.country from next n where n.country is not null $$;
create function indicators.report_places() returns table (kind text, code text) stable language sql security definer set search_path = pg_catalog as $$
    select 'COUNTRY', c.code from indicators.counted_countries() c
    union all
    select 'STRUCTURE', o.code from access.organisation o where exists (select from indicators.cell c where c.structure = o.id) $$;
-- Of which cells a day is the sum. Up to a month after the day of the totals: of these and the days since; else of the months before its own and of its days.
create function indicators.parts_of(as_of date, indicator text) returns table (period text, first date, last date) rows 2
stable language sql security definer set search_path = pg_catalog as $$
    select p.period, p.first, p.last from indicators.total t
     cross join lateral (values ('TOTAL', date '-infinity', date '-infinity', true), ('DAY', t.day + 1, as_of, true),
                                ('MONTH', indicators.total_from(indicator, as_of), date_trunc('month', as_of::timestamp)::date - 1, false),
                                ('DAY', date_trunc('month', as_of::timestamp)::date, as_of, false)) p (period, first, last, near)
     where p.first <= p.last
       and p.near = (as_of between t.day and t.day + 31 and indicators.total_from(indicator, as_of) = indicators.total_from(indicator, t.day)) $$;
-- Each part is a range of a key, of the wanted indicators alone: one search for each, which offset 0 keeps from becoming a join of all cells. So one plan
-- does for every call, and planning would take longer than reading.
create function indicators.report_day(as_of date, in_country text, of_structure text, by_dim text, wanted text[])
returns table (indicator text, dim text, label text, value int, num bigint, den bigint, unknown bigint)
stable language sql security definer set search_path = pg_catalog set plan_cache_mode = force_generic_plan as $$
    with time as materialized (select * from indicators.parts_of(as_of, '')),
         one as materialized (select indicators.structure_of(of_structure) as structure, coalesce(in_country, '') as country),
         summed as (
            select c.indicator, d.dim, c.label, c.value, c.num, c.den, c.unknown
              from one cross join time t cross join (select '' as dim union select by_dim) d
             cross join lateral (
                   select c.indicator, c.label, c.value, c.num, c.den, c.unknown from indicators.cell c
                    where c.structure = one.structure and c.country = one.country and c.dim = d.dim and c.period = t.period
                      and c.day between t.first and t.last and c.indicator = any (wanted) offset 0) c
            union all
            select c.indicator, 'COUNTRY', l.code, c.value, c.num, c.den, c.unknown
              from (select where by_dim = 'COUNTRY' and in_country is null) x cross join one cross join time t cross join indicators.counted_countries() l
             cross join lateral (
                   select c.indicator, c.value, c.num, c.den, c.unknown from indicators.cell c
                    where c.structure = one.structure and c.country = l.code and c.dim = '' and c.period = t.period
                      and c.day between t.first and t.last and c.indicator = any (wanted) offset 0) c
            union all
            select c.indicator, 'STRUCTURE', min(o.code), c.value, sum(c.num), sum(c.den), sum(c.unknown)
              from (select where by_dim = 'STRUCTURE' and of_structure is null) x cross join one cross join time t
             cross join lateral (
                   select c.structure, c.indicator, c.value, c.num, c.den, c.unknown from indicators.cell c
                    where c.country = one.country and c.dim = '' and c.period = t.period
                      and c.day between t.first and t.last and c.indicator = any (wanted) offset 0) c
              join access.organisation o on o.id = c.structure
             group by c.structure, c.indicator, c.value
            union all
            select t.indicator, d.dim, d.label, 0, t.num, t.den, 0
              from (select where wanted && array['I21', 'I23', 'I24']) x cross join lateral indicators.of_other_chapters(as_of) t
             cross join lateral (values ('', ''), ('SEX', coalesce(t.sex, 'UNKNOWN')), ('COUNTRY', coalesce(t.country, 'UNKNOWN')),
                                        ('STRUCTURE', coalesce(t.structure, 'UNKNOWN'))) d (dim, label)
             where t.indicator = any (wanted) and (in_country is null or t.country = in_country) and (of_structure is null or t.structure = of_structure)
               and (d.dim = '' or d.dim = by_dim and (t.indicator, d.dim) in (('I21', 'SEX'), ('I21', 'COUNTRY'), ('I21', 'STRUCTURE'), ('I23', 'COUNTRY'),
                                                                              ('I23', 'STRUCTURE'), ('I24', 'STRUCTURE'))))
    select s.indicator, s.dim, s.label, s.value, sum(s.num)::bigint, sum(s.den)::bigint, sum(s.unknown)::bigint from summed s group by 1, 2, 3, 4
    having sum(s.num) <> 0 or sum(s.den) <> 0 or sum(s.unknown) <> 0 $$;
-- The same at the end of each month from one on, of the whole: how it went.
create function indicators.report_months(first date, as_of date, in_country text, of_structure text)
returns table (indicator text, month date, num bigint, den bigint)
stable language sql security definer set search_path = pg_catalog as $$
    select x.indicator, m.month::date, sum(x.num) filter (where x.month <= m.month)::bigint, sum(x.den) filter (where x.month <= m.month)::bigint
      from generate_series(first::timestamp, date_trunc('month', as_of::timestamp) - interval '1 month', interval '1 month') m (month)
     cross join (select c.indicator, c.day as month, sum(c.num) as num, sum(c.den) as den from indicators.cell c
                  where c.structure = indicators.structure_of(of_structure) and c.country = coalesce(in_country, '') and c.dim = '' and c.period = 'MONTH' and c.day <= as_of
                  group by 1, 2) x
     group by 1, 2 $$;
-- The same of the whole programme with what other chapters count, and of its parts (by_dim; '' = the whole): what a release is compared with.
create function indicators.report_series(first date, as_of date, by_dim text, wanted text[])
returns table (indicator text, month date, label text, num bigint, den bigint, unknown bigint)
stable language sql security definer set search_path = pg_catalog set plan_cache_mode = force_custom_plan as $$
    with month as materialized (
            select m::date as month from generate_series(first::timestamp, date_trunc('month', as_of::timestamp) - interval '1 month', interval '1 month') m),
         kept as (
            select c.indicator, c.day as month, case when by_dim = '' then '' else c.label end as label, c.num, c.den, c.unknown from indicators.cell c
             where c.structure = indicators.structure_of(null) and c.country = '' and c.dim = by_dim and c.period = 'MONTH' and c.indicator = any (wanted) and c.day <= as_of
            union all
            select c.indicator, c.day, c.country, c.num, c.den, c.unknown from indicators.counted_countries() l
              join indicators.cell c on c.structure = indicators.structure_of(null) and c.country = l.code and c.dim = '' and c.period = 'MONTH' and c.indicator = any (wanted) and c.day <= as_of
             where by_dim = 'COUNTRY'
            union all
            select c.indicator, c.day, o.code, c.num, c.den, c.unknown from access.organisation o
              join indicators.cell c on c.structure = o.id and c.country = '' and c.dim = '' and c.period = 'MONTH' and c.indicator = any (wanted) and c.day <= as_of
             where by_dim = 'STRUCTURE'),
         added as (select k.indicator, k.month, k.label, sum(k.num) as num, sum(k.den) as den, sum(k.unknown) as unknown from kept k group by 1, 2, 3)
    select a.indicator, m.month, a.label, sum(a.num)::bigint, sum(a.den)::bigint, sum(a.unknown)::bigint
      from month m join added a on a.month <= m.month group by 1, 2, 3
    union all
    select t.indicator, m.month, d.label, sum(t.num)::bigint, sum(t.den)::bigint, 0
      from month m join (select where wanted && array['I21', 'I23', 'I24']) x on true
     cross join lateral indicators.of_other_chapters((m.month + interval '1 month')::date - 1) t
     cross join lateral (values ('', ''), ('SEX', coalesce(t.sex, 'UNKNOWN')), ('COUNTRY', coalesce(t.country, 'UNKNOWN')),
                                ('STRUCTURE', coalesce(t.structure, 'UNKNOWN'))) d (dim, label)
     where t.indicator = any (wanted) and d.dim = by_dim and (by_dim = '' or (t.indicator, d.dim) in (('I21', 'SEX'), ('I21', 'COUNTRY'), ('I21', 'STRUCTURE'), ('I23', 'COUNTRY'),
                                                                      ('I23', 'STRUCTURE'), ('I24', 'STRUCTURE')))
     group by 1, 2, 3 $$;
-- For the summary of follow-up: functions of the chapters that show it, here because they read the cells.
create function indicators.report_besides(as_of date, wanted text[]) returns table (what text, label text, sum bigint, children bigint)
stable language sql security definer set search_path = pg_catalog as $$
    select c.indicator, c.label, sum(c.num)::bigint, sum(c.den)::bigint
      from indicators.parts_of(as_of, '') t
      join indicators.cell c on c.structure = indicators.structure_of(null) and c.country = '' and c.dim = 'OTHER' and c.period = t.period
       and c.day between t.first and t.last and c.indicator = any (wanted)
     group by 1, 2 having sum(c.den) <> 0 $$;
-- How many children come to school or work how regularly; a group of nobody has no row.
create function assistance.report_attendance(day date) returns table (band text, children bigint) stable language sql security definer set search_path = pg_catalog as $$
    select b.label, b.children from indicators.report_besides(day, array['ATTENDANCE']) b $$;
-- Of each child's first index (CSI_FIRST) and of the newest after it (CSI_LATER): the sum of the levels of a factor and of how many children; CHILDREN: all.
create function followup.report_csi(day date) returns table (wave text, label text, sum bigint, children bigint)
stable language sql security definer set search_path = pg_catalog as $$
    select b.what, b.label, b.sum, b.children from indicators.report_besides(day, array['CSI_FIRST', 'CSI_LATER']) b $$;
create function followup.report_counted_at() returns timestamptz stable language sql security definer set search_path = pg_catalog as $$
    select r.ended_at from indicators.round r $$;
-- The risk at the end of each day of all files that were open then, as cases.team_risk says of a team: those of whom I12 asks whether they were met lately.
create function cases.report_risk(days date[]) returns table (day date, high bigint, medium bigint, low bigint, unknown bigint)
stable language sql security definer set search_path = pg_catalog as $$
    select d.day, coalesce(sum(r.den) filter (where r.label = 'HIGH'), 0)::bigint, coalesce(sum(r.den) filter (where r.label = 'MEDIUM'), 0)::bigint,
           coalesce(sum(r.den) filter (where r.label = 'LOW'), 0)::bigint, coalesce(sum(r.den) filter (where r.label = 'UNKNOWN'), 0)::bigint
      from unnest(days) d (day) left join lateral indicators.report_day(d.day, null, null, 'RISK', array['I12']) r on r.dim = 'RISK' group by 1 $$;
-- The same of one day by the structure that follows the child.
create function cases.report_risk_structures(day date) returns table (structure text, high bigint, medium bigint, low bigint, unknown bigint)
stable language sql security definer set search_path = pg_catalog set plan_cache_mode = force_generic_plan as $$
    with time as materialized (select * from indicators.parts_of(report_risk_structures.day, ''))
    select o.code, coalesce(sum(c.den) filter (where c.label = 'HIGH'), 0)::bigint, coalesce(sum(c.den) filter (where c.label = 'MEDIUM'), 0)::bigint,
           coalesce(sum(c.den) filter (where c.label = 'LOW'), 0)::bigint, coalesce(sum(c.den) filter (where c.label = 'UNKNOWN'), 0)::bigint
      from access.organisation o cross join time t
     cross join lateral (select c.label, c.den from indicators.cell c
                          where c.structure = o.id and c.country = '' and c.dim = 'RISK' and c.period = t.period and c.day between t.first and t.last and c.indicator = 'I12' offset 0) c
     group by 1 having sum(c.den) <> 0 $$;
revoke execute on function cases.report_risk, cases.report_risk_structures, assistance.report_attendance, followup.report_csi, followup.report_counted_at from public;
grant execute on function cases.report_risk, cases.report_risk_structures, assistance.report_attendance, followup.report_csi, followup.report_counted_at to akoma_statistics;
-- What was said in public of operations that are over, with its source and day: it may differ from what the records say, and both are shown. A source that is
-- no known publisher is null: one person typed it.
create function indicators.report_published(as_of date) returns table (measure text, source text, published_on date, value text)
stable language sql security definer set search_path = pg_catalog as $$
    select f.measure, operations.public_source(f.source), f.published_on, f.value_text from operations.figure f join operations.operation o on o.id = f.operation_id
     where indicators.day_of(o.started_at) <= as_of and o.closed_at is not null and coalesce(f.published_on, as_of) <= as_of order by f.measure, f.published_on nulls last, f.source limit 100 $$;
-- Until when everything was counted, how many records wait (at most a thousand are counted here), and the stamp of the counts. The newest marks are read:
-- the oldest have just been counted while a round is at many, and what is gone would be passed over.
create function indicators.report_age() returns table (ended_at timestamptz, waiting bigint, stamp uuid) stable language sql security definer set search_path = pg_catalog as $$
    select (select r.ended_at from indicators.round r), (select count(distinct x.unit) from (select c.unit from indicators.changed c order by c.id desc limit 1000) x),
           (select t.stamp from indicators.total t) $$;

-- ---------- what readers without small counts were shown -----------------------------------------------------------------
-- Of the end of a month on the screen, and in releases: exact, with which parts are hidden and which are one count. Nothing is ever taken away, also when a
-- release is withdrawn: what was read is known. Another figure is shown only where it differs from all of these by nothing or by enough
-- (docs/decisions/figures-in-steps.md). No login of the application reads or writes it but by these functions.
create table indicators.shown (
    id        bigint generated always as identity constraint shown_pk primary key,
    indicator text not null,
    by_dim    text not null,                                         -- '' = the whole
    day       date not null,
    released  boolean not null,                                      -- in a release; else at the end of a month
    parts     jsonb not null,
    hidden    jsonb not null,
    groups    jsonb not null,
    at        timestamptz not null default coalesce(access.moment(), now()));
create unique index shown_once on indicators.shown (by_dim, indicator, day) where not released;
create index shown_so on indicators.shown (by_dim);
create function indicators.show_one_at_a_time() returns void language sql security definer set search_path = pg_catalog as $$
    select pg_advisory_xact_lock(hashtextextended('indicators.shown', 0)) $$;
create function indicators.shown_rows(by_dims text[]) returns table (said jsonb) stable language sql security definer set search_path = pg_catalog as $$
    select jsonb_build_object('indicator', s.indicator, 'by', s.by_dim, 'day', s.day, 'released', s.released, 'parts', s.parts, 'hidden', s.hidden, 'groups', s.groups)
      from indicators.shown s where s.by_dim = any (by_dims) order by s.id $$;
create function indicators.report_shown(by_dim text) returns table (said jsonb) stable language sql security definer set search_path = pg_catalog as $$
    select r.said from indicators.shown_rows(array['', by_dim]) r $$;
create function indicators.add_shown(added jsonb, in_release boolean) returns void language sql security definer set search_path = pg_catalog as $$
    select indicators.show_one_at_a_time();
    insert into indicators.shown (indicator, by_dim, day, released, parts, hidden, groups)
    select a.indicator, a.by, a.day, in_release, a.parts, a.hidden, a.groups
      from jsonb_to_recordset(added) a (indicator text, by text, day date, parts jsonb, hidden jsonb, groups jsonb) $$;
create function indicators.show_on_screen(added jsonb) returns void language sql security definer set search_path = pg_catalog as $$
    select indicators.add_shown(added, false) $$;

-- ---------- marks -------------------------------------------------------------------------------------------------------
-- tg_argv: the kind of the record, and the column that names it.
create function indicators.mark() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if tg_argv[1] = 'id' then insert into indicators.changed (kind, unit) select tg_argv[0], n.id from fresh n;
    elsif tg_argv[1] = 'file_id' then insert into indicators.changed (kind, unit) select distinct tg_argv[0], n.file_id from fresh n where n.file_id is not null;
    elsif tg_argv[1] = 'screened_id' then insert into indicators.changed (kind, unit) select distinct tg_argv[0], n.screened_id from fresh n;
    else insert into indicators.changed (kind, unit) select distinct tg_argv[0], n.suspect_id from fresh n;
    end if;
    return null;
end $$;
create function indicators.mark_row() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare marked uuid;
begin
    if tg_argv[1] = 'id' then marked := case tg_op when 'DELETE' then old.id else new.id end;
    elsif tg_argv[1] = 'file_id' then marked := case tg_op when 'DELETE' then old.file_id else new.file_id end;
    elsif tg_argv[1] = 'screened_id' then marked := case tg_op when 'DELETE' then old.screened_id else new.screened_id end;
    else marked := case tg_op when 'DELETE' then old.suspect_id else new.suspect_id end;
    end if;
    if marked is not null then insert into indicators.changed (kind, unit) values (tg_argv[0], marked); end if;
    return null;
end $$;
create procedure indicators.watch(tab regclass, kind text, key text, columns text[]) language plpgsql as $$
declare rows text := (select string_agg('old.' || c || ' is distinct from new.' || c, ' or ') from unnest(columns) c);
begin
    execute format('create trigger counted_in_indicators after insert on %s referencing new table as fresh for each statement execute function indicators.mark(%L, %L)', tab, kind, key);
    execute format('create trigger counted_off_indicators after delete on %s for each row execute function indicators.mark_row(%L, %L)', tab, kind, key);
    if columns <> '{}' then
        execute format('create trigger counted_anew_in_indicators after update on %s for each row when (%s) execute function indicators.mark_row(%L, %L)', tab, rows, kind, key);
    end if;
end $$;
call indicators.watch('cases.case_file', 'FILE', 'id', array['status', 'victim_status', 'risk', 'country', 'nationality', 'sex', 'age_at_rescue', 'sector',
    'organisation_id', 'handed_at', 'medical_screened_at', 'guardian_on', 'assessed_at', 'plan_approved_on', 'consented_at', 'registered_at', 'worker_id', 'supervisor_id']);
call indicators.watch('cases.turn', 'FILE', 'file_id', '{}');
call indicators.watch('cases.assessment', 'FILE', 'file_id', '{}');
call indicators.watch('cases.placement', 'FILE', 'file_id', array['state', 'since', 'until', 'kind']);
call indicators.watch('cases.homecoming', 'FILE', 'file_id', array['state', 'departed_on', 'arrival_confirmed_at', 'to_country', 'cross_border']);
call indicators.watch('followup.visit', 'FILE', 'file_id', array['first_on', 'done_on', 'cancelled_at', 'unplanned', 'seen_alone', 'child_seen']);
call indicators.watch('followup.csi', 'FILE', 'file_id', '{}');
call indicators.watch('followup.csi_factor', 'FILE', 'file_id', '{}');
call indicators.watch('followup.alert', 'FILE', 'file_id', array['outcome', 'closed_at']);
call indicators.watch('assistance.enrolment', 'FILE', 'file_id', array['starts_on', 'ends_on', 'end_reason', 'pathway', 'trade']);
call indicators.watch('assistance.attendance', 'FILE', 'file_id', array['first_day', 'last_day', 'expected', 'present']);
call indicators.watch('referrals.referral', 'FILE', 'file_id', array['sent_at', 'acknowledged_at', 'due_at', 'to_id', 'priority']);
call indicators.watch('assistance.service', 'FILE', 'file_id', array['started_at']);
call indicators.watch('handover.proposal', 'FILE', 'file_id', array['state', 'ended_at', 'proposed_at', 'receiver_id']);
call indicators.watch('operations.screened', 'PERSON', 'id', array['screened_at']);
call indicators.watch('operations.decision', 'PERSON', 'screened_id', '{}');
call indicators.watch('operations.suspect', 'SUSPECT', 'id', array['arrested_on']);
call indicators.watch('operations.proceeding', 'SUSPECT', 'suspect_id', '{}');
call indicators.watch('slips.slip', 'SLIP', 'id', array['status', 'found_at', 'handed_at', 'settled_at', 'apparent_sex', 'apparent_age', 'receiver_organisation_id']);
-- A slip that was sent back counts no more once another of the same child is there; a person or a suspect counts once the operation is over.
create function indicators.mark_other_slips() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    insert into indicators.changed (kind, unit) select 'SLIP', s.id from slips.slip s
     where s.operation_id = new.operation_id and (s.site_code, s.child_number) in ((new.site_code, new.child_number), (old.site_code, old.child_number)) and s.id <> new.id;
    return null;
end $$;
create trigger counted_with_others after insert or update of status, site_code, child_number on slips.slip for each row execute function indicators.mark_other_slips();
create function indicators.mark_operation() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    insert into indicators.changed (kind, unit) select 'PERSON', p.id from operations.screened p where p.operation_id = new.id
        union all select 'SUSPECT', s.id from operations.suspect s where s.operation_id = new.id union all select 'SLIP', l.id from slips.slip l where l.operation_id = new.id;
    return null;
end $$;
create trigger counted_with_its_end after update on operations.operation for each row
    when ((new.started_at, new.closed_at, new.country) is distinct from (old.started_at, old.closed_at, old.country)) execute function indicators.mark_operation();
-- All records: at the first start of this chapter, and where the operator's command replaced the limits of the past. Structure after structure, as their
-- files are in the same cells.
create function indicators.mark_all() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    insert into indicators.changed (kind, unit) select 'FILE', f.id from (select o.id from cases.case_file o order by o.organisation_id, o.id) f union all select 'PERSON', p.id from operations.screened p
        union all select 'SUSPECT', s.id from operations.suspect s union all select 'SLIP', l.id from slips.slip l;
    return null;
end $$;
create trigger counted_by_other_limits after delete on reference.policy_change for each statement execute function indicators.mark_all();
insert into indicators.changed (kind, unit) select 'FILE', f.id from cases.case_file f union all select 'PERSON', p.id from operations.screened p
    union all select 'SUSPECT', s.id from operations.suspect s union all select 'SLIP', l.id from slips.slip l;

-- ---------- the files behind a figure ------------------------------------------------------------------------------------
-- Who reads a file as a whole sees on which side of an indicator it stands: the same condition as of cases.case_file, by its own policy.
alter table indicators.held enable row level security;
create policy with_the_file on indicators.held for select to akoma_protection
    using (kind = 'FILE' and exists (select from cases.case_file f where f.id = held.unit offset 0));
grant select on indicators.held to akoma_protection;
create view indicators.behind with (security_invoker = true) as
    select f.id as file_id, f.code, f.worker_id, f.supervisor_id, s.indicator, s.since, s.until, s.num, s.den, s.unknown
      from cases.case_file f join indicators.held h on h.kind = 'FILE' and h.unit = f.id cross join lateral unnest(h.spans) s;
grant select on indicators.behind to akoma_protection;

revoke execute on all functions in schema indicators from public;
revoke execute on all procedures in schema indicators from public;
grant execute on function indicators.count_changed to akoma_administration;
grant execute on function indicators.report_day, indicators.report_months, indicators.report_series, indicators.report_places, indicators.report_published, indicators.report_age,
    indicators.report_shown, indicators.show_one_at_a_time, indicators.show_on_screen to akoma_statistics;
