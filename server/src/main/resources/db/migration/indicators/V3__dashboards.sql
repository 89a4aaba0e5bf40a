-- What the dashboards show besides the indicators: counts by two structures, the structures themselves, and the visits of a team. No child, no code of one.

-- Referrals by who asked and who was asked (C08), and within how many hours half of those were acknowledged that were in this month and the twelve before it
-- (C10, in steps of indicators.within_hours; null: none was). From the kept cells of these two counts, which have an index of their own. Each of the two is
-- summed once: where few cells were expected, the answers were ranked anew for each pair, 10 s among four million cells.
-- Counts by structure read few indicators of all structures: 20 ms with this index and 160 without it among two million cells.
create index cell_of_structures on indicators.cell (country, indicator, period, day) include (structure, label, value, num, den, unknown) where dim = '';
-- Each part is read by one search (offset 0), whatever the plan: a join of all cells takes ten times as long.
create index cell_pairs on indicators.cell (indicator, country, period, day, structure, label, value) include (dim, num, den, unknown) where indicator in ('C08', 'C10');
create function indicators.report_pairs(as_of date, in_country text) returns table (sender text, asked text, in_time bigint, sent bigint, not_due bigint, hours int)
stable language sql security definer set search_path = pg_catalog set plan_cache_mode = force_generic_plan set enable_nestloop = off as $$
    with shares as materialized (
            select c.structure, c.label as sender, sum(c.num)::bigint as in_time, sum(c.den)::bigint as sent, sum(c.unknown)::bigint as not_due
              from indicators.parts_of(as_of, 'C08') t
             cross join lateral (
                   select c.structure, c.label, c.num, c.den, c.unknown from indicators.cell c
                    where c.indicator = 'C08' and c.country = coalesce(in_country, '') and c.period = t.period and c.day between t.first and t.last
                      and c.dim = 'OTHER' offset 0) c
             group by 1, 2 having sum(c.den) > 0),
         answers as (
            select c.structure, c.label collate "C" as sender, c.value as hours, c.num::int as n
              from indicators.parts_of(as_of, 'C10') t
             cross join lateral (
                   select c.structure, c.label, c.value, c.num from indicators.cell c
                    where c.indicator = 'C10' and c.country = coalesce(in_country, '') and c.period = t.period and c.day between t.first and t.last
                      and c.dim = 'PAIR' offset 0) c),
         ranked as (select a.structure, a.sender, a.hours, sum(a.n) over w as so_far, sum(a.n) over (w rows between unbounded preceding and unbounded following) as all_of_them
                      from answers a window w as (partition by a.structure, a.sender order by a.hours)),
         half as materialized (select r.structure, r.sender, min(r.hours) as hours from ranked r where r.all_of_them > 0 and 2 * r.so_far >= r.all_of_them group by 1, 2)
    select s.sender, o.code, s.in_time, s.sent, s.not_due, h.hours
      from shares s join access.organisation o on o.id = s.structure left join half h on h.structure = s.structure and h.sender = s.sender $$;
-- The structures that there are on a day, with the town of their office; never where a shelter is.
create function indicators.report_structures(as_of date) returns table (code text, country text, town text)
stable language sql security definer set search_path = pg_catalog as $$
    select o.code, o.country, o.town from access.organisation o where o.valid_from <= as_of and o.valid_until > as_of order by o.code $$;
-- The visits of the files of the supervisor who asks, by the worker who follows the child (C11, C12); of nobody else's.
create function indicators.team_visits(as_of date) returns table (worker text, planned bigint, on_time bigint, late bigint, not_due bigint)
stable language sql security definer set search_path = pg_catalog as $$
    with time as materialized (select * from indicators.parts_of(as_of, '')),
         team as (select c.label, sum(c.den)::bigint as planned, coalesce(sum(c.num) filter (where c.indicator = 'C11'), 0)::bigint as on_time,
                         coalesce(sum(c.num) filter (where c.indicator = 'C12'), 0)::bigint as late, sum(c.unknown)::bigint as not_due
                    from time t join indicators.cell c on c.structure = access.actor() and c.country = '' and c.dim = 'TEAM' and c.period = t.period
                     and c.day between t.first and t.last
                   where (select access.has_role(array['CASE_SUPERVISOR'])) group by 1 having sum(c.den) > 0)
    select upper(p.code), t.planned, t.on_time, t.late, t.not_due from team t left join access.person p on p.id = nullif(t.label, '')::uuid $$;

revoke execute on function indicators.report_pairs, indicators.report_structures, indicators.team_visits from public;
grant execute on function indicators.report_pairs, indicators.report_structures to akoma_statistics;
grant execute on function indicators.team_visits to akoma_protection;
