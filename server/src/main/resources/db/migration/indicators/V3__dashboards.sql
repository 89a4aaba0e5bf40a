-- What the dashboards show besides the indicators: counts by two structures, the structures themselves, and the visits of a team. No child, no code of one.

-- Referrals by who asked and who was asked (C08), and within how many hours half of those were acknowledged that were in this month and the twelve before it
-- (C10, in steps of indicators.within_hours; null: none was). From the kept cells of these two counts, which have an index of their own.
-- Counts by structure read few indicators of all structures: 20 ms with this index and 160 without it among two million cells.
create index cell_of_structures on indicators.cell (country, indicator, monthly, day) include (structure, label, value, num, den, unknown) where dim = '';
-- Planned for each call: the plan that PostgreSQL keeps after some calls takes ten times as long among two million cells.
create index cell_pairs on indicators.cell (indicator, country, monthly, day) include (structure, dim, label, value, num, den, unknown) where indicator in ('C08', 'C10');
create function indicators.report_pairs(as_of date, in_country text) returns table (sender text, asked text, in_time bigint, sent bigint, not_due bigint, hours int)
stable language sql security definer set search_path = pg_catalog set plan_cache_mode = force_custom_plan as $$
    with time as (select * from (values (true, date '-infinity', date_trunc('month', as_of)::date - 1), (false, date_trunc('month', as_of)::date, as_of)) t (monthly, first, last)),
         shares as (select c.label as sender, o.code as asked, sum(c.num)::bigint as in_time, sum(c.den)::bigint as sent, sum(c.unknown)::bigint as not_due
                      from time t cross join access.organisation o
                      join indicators.cell c on c.structure = o.id and c.country = coalesce(in_country, '') and c.dim = 'OTHER'
                       and c.monthly = t.monthly and c.day between t.first and t.last and c.indicator = 'C08'
                     group by 1, 2 having sum(c.den) > 0),
         answers as (select c.label as sender, o.code as asked, c.value as hours, sum(c.num) as n
                       from time t cross join access.organisation o
                       join indicators.cell c on c.structure = o.id and c.country = coalesce(in_country, '') and c.dim = 'PAIR' and c.monthly = t.monthly
                        and c.day between greatest(t.first, (date_trunc('month', as_of) - interval '12 months')::date) and t.last and c.indicator = 'C10'
                      group by 1, 2, 3 having sum(c.num) > 0),
         ranked as (select a.sender, a.asked, a.hours, sum(a.n) over (partition by a.sender, a.asked order by a.hours) as so_far,
                           sum(a.n) over (partition by a.sender, a.asked) as all_of_them from answers a),
         half as (select r.sender, r.asked, min(r.hours) as hours from ranked r where 2 * r.so_far >= r.all_of_them group by 1, 2)
    select s.sender, s.asked, s.in_time, s.sent, s.not_due, h.hours from shares s left join half h on h.sender = s.sender and h.asked = s.asked $$;
-- The structures that there are on a day, with the town of their office; never where a shelter is.
create function indicators.report_structures(as_of date) returns table (code text, country text, town text)
stable language sql security definer set search_path = pg_catalog as $$
    select o.code, o.country, o.town from access.organisation o where o.valid_from <= as_of and o.valid_until > as_of order by o.code $$;
-- The visits of the files of the supervisor who asks, by the worker who follows the child (C11, C12); of nobody else's.
create function indicators.team_visits(as_of date) returns table (worker text, planned bigint, on_time bigint, late bigint, not_due bigint)
stable language sql security definer set search_path = pg_catalog as $$
    with time as (select * from (values (true, date '-infinity', date_trunc('month', as_of)::date - 1), (false, date_trunc('month', as_of)::date, as_of)) t (monthly, first, last)),
         team as (select c.label, sum(c.den)::bigint as planned, coalesce(sum(c.num) filter (where c.indicator = 'C11'), 0)::bigint as on_time,
                         coalesce(sum(c.num) filter (where c.indicator = 'C12'), 0)::bigint as late, sum(c.unknown)::bigint as not_due
                    from time t join indicators.cell c on c.structure = access.actor() and c.country = '' and c.dim = 'TEAM' and c.monthly = t.monthly
                     and c.day between t.first and t.last
                   where (select access.has_role(array['CASE_SUPERVISOR'])) group by 1 having sum(c.den) > 0)
    select upper(p.code), t.planned, t.on_time, t.late, t.not_due from team t left join access.person p on p.id = nullif(t.label, '')::uuid $$;

revoke execute on function indicators.report_pairs, indicators.report_structures, indicators.team_visits from public;
grant execute on function indicators.report_pairs, indicators.report_structures to akoma_statistics;
grant execute on function indicators.team_visits to akoma_protection;
