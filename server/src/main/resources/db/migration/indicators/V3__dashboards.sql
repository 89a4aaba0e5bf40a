-- What the dashboards show besides the indicators: counts by two structures, the structures themselves, and the visits of a team. No child, no code of one.

-- Referrals by who asked and who was asked (C08), from the kept cells: one range of the key for each structure.
create function indicators.report_pairs(as_of date, in_country text) returns table (sender text, asked text, in_time bigint, sent bigint)
stable language sql security definer set search_path = pg_catalog as $$
    with time as (select * from (values (true, date '-infinity', date_trunc('month', as_of)::date - 1), (false, date_trunc('month', as_of)::date, as_of)) t (monthly, first, last))
    select c.label, o.code, sum(c.num)::bigint, sum(c.den)::bigint
      from time t cross join access.organisation o
      join indicators.cell c on c.structure = o.id and c.country = coalesce(in_country, '') and c.dim = 'OTHER'
       and c.monthly = t.monthly and c.day between t.first and t.last and c.indicator = 'C08'
     group by 1, 2 having sum(c.den) > 0 $$;
-- The structures that there are on a day, with the town of their office; never where a shelter is.
create function indicators.report_structures(as_of date) returns table (code text, country text, town text)
stable language sql security definer set search_path = pg_catalog as $$
    select o.code, o.country, o.town from access.organisation o where o.valid_from <= as_of and o.valid_until > as_of order by o.code $$;
-- The visits of the files of the supervisor who asks, by the worker who follows the child; of nobody else's.
create function indicators.team_visits(as_of date, tolerance int, late_most int) returns table (worker text, planned bigint, on_time bigint, late bigint)
stable language sql security definer set search_path = pg_catalog as $$
    select p.code, count(*), count(*) filter (where v.done_on <= as_of and v.done_on <= v.first_on + tolerance),
           count(*) filter (where v.done_on <= as_of and v.done_on > v.first_on + tolerance and v.done_on <= v.first_on + late_most)
      from (select f.id, f.worker_id from cases.case_file f where f.supervisor_id = access.actor() and access.has_role(array['CASE_SUPERVISOR']) limit 2000) f
      join followup.visit v on v.file_id = f.id left join access.person p on p.id = f.worker_id
     where not v.unplanned and v.cancelled_at is null and v.first_on <= as_of group by 1 $$;

revoke execute on function indicators.report_pairs, indicators.report_structures, indicators.team_visits from public;
grant execute on function indicators.report_pairs, indicators.report_structures to akoma_publication;
grant execute on function indicators.team_visits to akoma_protection;
