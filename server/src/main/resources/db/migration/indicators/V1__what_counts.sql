-- Each indicator of requirements.md 6.1 is defined here once: for one record, from which day until which day it counts, under what, and how much. The
-- figure of any day is the sum of what counts on it, so a past day needs no other definition. The words are in reference/indicators.json. C01 to C12 and M03 to M08
-- are no indicators: what the dashboards count besides, in the same cells.
grant usage on schema indicators to akoma_protection, akoma_administration, akoma_statistics;

-- unit: the file, slip, person screened or suspect that it is about. since: the first day on which it counts; until: the first on which it does not any
-- more, null: it stays. value: of a median. A dimension that an indicator is not shown by is null; what is not known is UNKNOWN.
create type indicators.span as (
    unit        uuid,
    indicator   text,
    since       date,
    until       date,
    country     text,
    structure   uuid,
    sex         text,
    age         text,
    nationality text,
    sector      text,
    risk        text,
    other       text,   -- pathway (I14), trade (I15), priority (I19), how the child was met (I12), month of the limit's last day (M03 to M08)
    value       int,
    num         int,
    den         int,
    unknown     int);   -- of whom it is not known (I14, I18); of the denominator, what is not due yet: not done, and its limit has not passed (I11, I19, I20)

create function indicators.day_of(moment timestamptz) returns date immutable language sql as $$ select (moment at time zone 'UTC')::date $$;
-- The first day on which a limit has passed that ends at this moment.
create function indicators.day_after(moment timestamptz) returns date immutable language sql as $$ select (moment at time zone 'UTC')::date + 1 $$;
create function indicators.midnight(day date) returns timestamptz immutable language sql as $$ select day::timestamp at time zone 'UTC' $$;
create function indicators.month_of(day date) returns text immutable language sql as $$ select to_char(day, 'YYYY-MM') $$;
-- Within how many hours something was done, in steps: 2 hours up to a day, 6 up to three days, then days up to a week, then weeks.
create function indicators.within_hours(taken interval) returns int immutable language sql as $$
    select greatest(s.step, s.step * ceil(h.hours / s.step))::int
      from (select extract(epoch from taken) / 3600.0 as hours) h
     cross join lateral (select case when h.hours <= 24 then 2 when h.hours <= 72 then 6 when h.hours <= 168 then 24 else 168 end) s (step) $$;
create function indicators.age_group(age int) returns text immutable language sql as $$
    select case when age is null then 'UNKNOWN' when age < 5 then '0-4' when age < 10 then '5-9' when age < 14 then '10-13' when age < 18 then '14-17' else '18+' end $$;
-- These two are asked within the functions below, as part of their statements (a function with rights of its own would be called for each row).
-- The values of a limit, each with the time in which it held: before the first that was remembered, that one (reference.PolicyHistory says the same).
create function indicators.limits(wanted text, standard int) returns table (worth int, since timestamptz, until timestamptz) stable language sql as $$
    select coalesce((c.held ->> wanted)::int, standard), case when lag(c.at) over w is null then '-infinity' else c.at end, coalesce(lead(c.at) over w, 'infinity')
      from reference.policy_change c window w as (order by c.at, c.id)
    union all select standard, '-infinity', 'infinity' where not exists (select from reference.policy_change) $$;
-- What files were at the end of a day, from one day until another; before the first that was written of it, that. LOST: since when, or null.
create function indicators.turns(ids uuid[]) returns table (file_id uuid, what text, value text, since date, until date) stable language sql as $$
    select x.file_id, x.what, x.value, case when x.what <> 'LOST' and lag(x.day) over w is null then '-infinity' else x.day end, coalesce(lead(x.day) over w, 'infinity')
      from (select distinct on (t.file_id, t.what, indicators.day_of(t.at)) t.file_id, t.what, t.value, indicators.day_of(t.at) as day
              from cases.turn t where t.file_id = any (ids) and t.what in ('STATUS', 'VICTIM_STATUS', 'COUNTRY', 'RISK', 'LOST')
             order by t.file_id, t.what, indicators.day_of(t.at), t.at desc, t.n desc) x
    window w as (partition by x.file_id, x.what order by x.day) $$;

-- ---------- I01, I09, I12, I18: how a child stands on a day -------------------------------------------------------------
-- The days on which anything of this changed, with what the file was from then on. The days of contact join each other: met on a day, a child counts as
-- met until the limit is over, and further when it was met again by then. Who has left for an agreed home lives in it from then on. Days are kept as one
-- value a file and parts are joined by hashing, so that many files cost as much each as one.
create function indicators.states_of_files(ids uuid[]) returns setof indicators.span stable language sql security definer set search_path = pg_catalog
set enable_nestloop = off as $$
    with file as (select c.id, c.organisation_id, c.sex, indicators.age_group(c.age_at_rescue) as age, coalesce(c.nationality, 'UNKNOWN') as nationality,
                         coalesce(c.sector, 'UNKNOWN') as sector, c.status, c.victim_status, c.country, indicators.day_of(c.registered_at) as registered_on
                    from cases.case_file c where c.id = any (ids)),
         turn as materialized (select * from indicators.turns(ids)),
         contact as (select v.file_id, range_agg(x.days) as met, coalesce(range_agg(x.days) filter (where v.child_seen), '{}') as seen
                       from followup.visit v join indicators.limits('visit.recent', 30) l on indicators.midnight(v.done_on) >= l.since and indicators.midnight(v.done_on) < l.until
                      cross join lateral (select daterange(v.done_on, v.done_on + l.worth + 1)) x (days)
                      where v.file_id = any (ids) and v.done_on is not null group by v.file_id),
         again as (select x.file_id, range_agg(daterange(x.since, greatest(x.since, x.until))) as days
                     from (select a.file_id, indicators.day_of(a.raised_at) as since,
                                  coalesce(case when a.outcome = 'FALSE_ALARM' then indicators.day_of(a.closed_at) end, 'infinity') as until
                             from followup.alert a where a.file_id = any (ids) and a.type = 'RE_EXPLOITATION') x group by x.file_id),
         home as (select x.file_id, range_agg(daterange(x.since, greatest(x.since, x.until))) as days
                    from (select p.file_id, greatest(p.since, h.departed_on) as since, coalesce(p.until, 'infinity') as until
                            from cases.placement p left join cases.homecoming h on h.file_id = p.file_id and h.file_id = any (ids) and h.state = 'DEPARTED'
                             and h.to_country = p.country and p.state = 'PROPOSED'
                           where p.file_id = any (ids) and p.kind in ('FAMILY_REUNIFIED', 'EXTENDED_FAMILY', 'FOSTER_FAMILY')
                             and (p.state in ('CURRENT', 'ENDED') or p.state = 'PROPOSED' and p.approved_at is not null and h.departed_on is not null)) x group by x.file_id),
         days as (select file_id, met as days from contact union all select file_id, seen from contact union all select file_id, days from again
                  union all select file_id, days from home),
         day as (select id as file_id, registered_on as day from file union select file_id, since from turn
                 union select d.file_id, x.day from days d cross join lateral unnest(d.days) r cross join lateral (values (lower(r)), (upper(r))) x (day)),
         state as (select f.*, d.day as since, lead(d.day) over (partition by d.file_id order by d.day) as until,
                          coalesce(st.value, f.status) not in ('CLOSED', 'TRANSFERRED') as open, coalesce(vi.value, f.victim_status) = 'CONFIRMED_VICTIM' as victim,
                          coalesce(co.value, f.country) as lives_in, coalesce(ri.value, 'UNKNOWN') as risk, lo.value is not null as lost,
                          coalesce(ho.days @> d.day, false) as in_family, coalesce(me.seen @> d.day, false) as seen, coalesce(me.met @> d.day, false) as met,
                          coalesce(ag.days @> d.day, false) as exploited
                     from day d join file f on f.id = d.file_id
                     left join contact me on me.file_id = f.id left join again ag on ag.file_id = f.id left join home ho on ho.file_id = f.id
                     left join turn st on st.file_id = f.id and st.what = 'STATUS' and st.since <= d.day and st.until > d.day
                     left join turn vi on vi.file_id = f.id and vi.what = 'VICTIM_STATUS' and vi.since <= d.day and vi.until > d.day
                     left join turn co on co.file_id = f.id and co.what = 'COUNTRY' and co.since <= d.day and co.until > d.day
                     left join turn ri on ri.file_id = f.id and ri.what = 'RISK' and ri.since <= d.day and ri.until > d.day
                     left join turn lo on lo.file_id = f.id and lo.what = 'LOST' and lo.since <= d.day and lo.until > d.day
                    where d.day >= f.registered_on and d.day < 'infinity')
    select s.id, 'I01', s.since, s.until, s.lives_in, s.organisation_id, s.sex, s.age, s.nationality, s.sector, null, null, null::int, 1, 0, 0 from state s where s.victim
    union all
    select s.id, 'I09', s.since, s.until, s.lives_in, s.organisation_id, s.sex, s.age, s.nationality, null, null, null, null, s.in_family::int, 1, 0 from state s
    union all
    select s.id, 'I12', s.since, s.until, s.lives_in, s.organisation_id, null, null, null, null, s.risk,
           case when s.seen then 'FACE_TO_FACE' when s.met then 'CALL_ONLY' else 'NOT_MET' end, null, s.met::int, 1, 0 from state s where s.open
    union all
    select s.id, 'I18', s.since, s.until, s.lives_in, s.organisation_id, null, null, null, null, null, null, null,
           s.exploited::int, 1, (s.lost and not s.exploited)::int from state s where s.victim $$;

-- ---------- I04 to I08: the first steps, each by its limit --------------------------------------------------------------
-- A child is counted as in time from the day of the step, whatever is done later, and as late from the day after the limit. In between it is neither: what
-- is not due yet is not missing. M04 to M08: the same children by the month in which their limit ended, once it has, whether it was kept or not.
create function indicators.steps_of_files(ids uuid[]) returns setof indicators.span stable language sql security definer set search_path = pg_catalog as $$
    with file as (select c.*, indicators.age_group(c.age_at_rescue) as age, coalesce(c.nationality, 'UNKNOWN') as nation, indicators.day_of(c.registered_at) as registered_on,
                         case when c.handed_at is null then c.registered_at else c.handed_at end as met_at, coalesce(i.risk, c.risk) as first_risk
                    from cases.case_file c
                    left join lateral (select a.risk from cases.assessment a where a.file_id = c.id and a.kind = 'INITIAL' order by a.at, a.id limit 1) i on true
                   where c.id = any (ids)),
         step as (select f.id, 'I04' as indicator, indicators.day_of(f.handed_at) as since, indicators.day_of(f.medical_screened_at) as done_on,
                         f.medical_screened_at <= f.handed_at + make_interval(hours => l.worth) as kept,
                         indicators.day_after(f.handed_at + make_interval(hours => l.worth)) as late_from
                    from file f join indicators.limits('medical-screening.max', 24) l on f.handed_at >= l.since and f.handed_at < l.until
                  union all
                  select f.id, 'I05', f.registered_on, indicators.day_of(f.consented_at),
                         f.consented_at is not null and greatest(f.registered_at, f.consented_at) <= f.met_at + make_interval(hours => l.worth),
                         indicators.day_after(f.met_at + make_interval(hours => l.worth))
                    from file f join indicators.limits('registration.max', 48) l on f.met_at >= l.since and f.met_at < l.until
                  union all
                  select f.id, 'I06', f.registered_on, f.guardian_on, f.guardian_on <= indicators.day_of(f.met_at) + l.worth,
                         indicators.day_of(f.met_at) + l.worth + 1
                    from file f join indicators.limits('guardian.max', 7) l on f.met_at >= l.since and f.met_at < l.until
                  union all
                  select f.id, 'I07', f.registered_on, indicators.day_of(f.assessed_at),
                         f.assessed_at <= f.registered_at + make_interval(hours => r.worth), indicators.day_after(f.registered_at + make_interval(hours => r.worth))
                    from file f
                    join indicators.limits('initial-assessment.high.max', 24) h on f.registered_at >= h.since and f.registered_at < h.until
                    join indicators.limits('initial-assessment.medium.max', 72) m on f.registered_at >= m.since and f.registered_at < m.until
                    join indicators.limits('initial-assessment.low.max', 168) l on f.registered_at >= l.since and f.registered_at < l.until
                   cross join lateral (select case f.first_risk when 'HIGH' then h.worth when 'MEDIUM' then m.worth else l.worth end) r (worth)
                  union all
                  select f.id, 'I08', f.registered_on, f.plan_approved_on, f.plan_approved_on <= f.registered_on + l.worth, f.registered_on + l.worth + 1
                    from file f join indicators.limits('case-plan.max', 14) l on f.registered_at >= l.since and f.registered_at < l.until)
    select f.id, x.indicator, greatest(s.since, x.on_day), null::date, coalesce(co.value, f.country), f.organisation_id,
           case when x.indicator in ('I04', 'I05', 'I06') then f.sex end, case when x.indicator in ('I04', 'I05', 'I06') then f.age end,
           case when x.indicator = 'I06' then f.nation end, null, case when x.indicator = 'I07' then coalesce(f.first_risk, 'UNKNOWN') end, x.month, null::int,
           coalesce(s.kept, false)::int, 1, 0
      from step s join file f on f.id = s.id
     cross join lateral (values (s.indicator, case when s.kept then s.done_on else s.late_from end, null),
                                (replace(s.indicator, 'I', 'M'), s.late_from, indicators.month_of(s.late_from - 1))) x (indicator, on_day, month)
      left join indicators.turns(ids) co on co.file_id = f.id and co.what = 'COUNTRY' and co.since <= s.since and co.until > s.since
     where s.since is not null $$;

-- ---------- I10: days in a shelter, of who has left ---------------------------------------------------------------------
-- The days of all stays, of a child who lives in no shelter now; one that comes back is no longer among those who left.
create function indicators.shelter_of_files(ids uuid[]) returns setof indicators.span stable language sql security definer set search_path = pg_catalog as $$
    with stay as (select p.file_id, p.until, lead(p.since) over w as next, sum(coalesce(p.until, p.since) - p.since) over w as days
                    from cases.placement p where p.file_id = any (ids) and p.kind = 'SHELTER' and p.state in ('CURRENT', 'ENDED')
                  window w as (partition by p.file_id order by p.since, p.until))
    select f.id, 'I10', s.until, s.next, coalesce(co.value, f.country), f.organisation_id, f.sex, null, coalesce(f.nationality, 'UNKNOWN'),
           null, null, null, s.days::int, 1, 1, 0
      from stay s join cases.case_file f on f.id = s.file_id
      left join indicators.turns(ids) co on co.file_id = f.id and co.what = 'COUNTRY' and co.since <= s.until and co.until > s.until
     where s.until is not null and coalesce(s.next, 'infinity') > s.until $$;

-- ---------- I11, I13: visits --------------------------------------------------------------------------------------------
-- I11 is what followup.report_visits counts: planned visits by the day for which they were planned first; one that is not made is not due yet until the
-- tolerance is over. C07: those of them that were made late. C11 and C12 are the same two by the worker who follows the child, kept for the supervisor alone,
-- who is named in the place of the structure.
create function indicators.visits_of_files(ids uuid[]) returns setof indicators.span stable language sql security definer set search_path = pg_catalog as $$
    select v.file_id, k.indicator, x.since, x.until, coalesce(co.value, f.country), k.owner, null, null, null, null,
           case when k.indicator = 'I11' then coalesce(ri.value, 'UNKNOWN') end, k.worker, null::int, x.num, x.den, x.not_due
      from followup.visit v join cases.case_file f on f.id = v.file_id
      join indicators.limits('visit.on-time.tolerance', 3) l on indicators.midnight(v.first_on) >= l.since and indicators.midnight(v.first_on) < l.until
      join indicators.limits('visit.late.max', 14) m on indicators.midnight(v.first_on) >= m.since and indicators.midnight(v.first_on) < m.until
     cross join lateral (select case when v.done_on <= v.first_on + l.worth then greatest(v.first_on, v.done_on) end) o (kept_on)
     cross join lateral (select least(o.kept_on, v.first_on + l.worth + 1)) d (decided_on)
     cross join lateral (values
           ('I11', v.first_on, v.first_on, d.decided_on, 0, 1, 1),
           ('I11', v.first_on, d.decided_on, null::date, (o.kept_on is not null)::int, 1, 0),
           ('C07', v.first_on, case when v.done_on > v.first_on + l.worth and v.done_on <= v.first_on + m.worth then v.done_on end, null, 1, 0, 0),
           ('I13', v.done_on, v.done_on, null, coalesce(v.seen_alone, false)::int, 1, 0)) x (counts, on_day, since, until, num, den, not_due)
      join lateral (values ('I11', 'I11', f.organisation_id, null), ('C07', 'C07', f.organisation_id, null), ('I13', 'I13', f.organisation_id, null),
                           ('I11', 'C11', f.supervisor_id, coalesce(f.worker_id::text, '')), ('C07', 'C12', f.supervisor_id, coalesce(f.worker_id::text, '')))
                   k (counts, indicator, owner, worker) on k.counts = x.counts and k.owner is not null and (k.counts = 'I13' or not v.unplanned)
      left join indicators.turns(ids) co on co.file_id = v.file_id and co.what = 'COUNTRY' and co.since <= x.on_day and co.until > x.on_day
      left join indicators.turns(ids) ri on ri.file_id = v.file_id and ri.what = 'RISK' and ri.since <= x.on_day and ri.until > x.on_day
     where v.file_id = any (ids) and v.cancelled_at is null and x.since is not null and coalesce(x.until, 'infinity') > x.since $$;

-- ---------- I14, I15: school and apprenticeship -------------------------------------------------------------------------
-- A child that is enrolled more than once counts where its attendance was recorded last; of an apprentice without an enrolment that runs it
-- is the last that ended. Who left an apprenticeship before its end stays among the apprentices, and was not kept. ATTENDANCE is no indicator: it holds the
-- four groups of the summary of follow-up.
create function indicators.school_of_files(ids uuid[]) returns setof indicators.span stable language sql security definer set search_path = pg_catalog as $$
    with turn as materialized (select * from indicators.turns(ids)),
         day as (select d.file_id, d.day, lead(d.day) over (partition by d.file_id order by d.day) as until
                   from (select e.file_id, e.starts_on as day from assistance.enrolment e where e.file_id = any (ids)
                         union select e.file_id, e.ends_on from assistance.enrolment e where e.file_id = any (ids) and e.ends_on is not null
                         union select a.file_id, a.last_day from assistance.attendance a where a.file_id = any (ids)
                         union select t.file_id, t.since from turn t where t.what in ('LOST', 'COUNTRY') and t.since > '-infinity') d),
         came as (select d.file_id, d.day, d.until, e.pathway, e.trade, e.starts_on, e.id, coalesce(e.ends_on, 'infinity') as ends_on, e.end_reason, l.last_day,
                         case when w.present is null or coalesce(w.expected, 0) <= 0 then 'UNKNOWN' when w.present * 100 >= w.expected * good.worth then 'REGULAR'
                              when w.present * 100 >= w.expected * fair.worth then 'IRREGULAR' else 'AT_RISK' end as band
                    from day d join assistance.enrolment e on e.file_id = d.file_id and e.starts_on <= d.day
                    left join lateral (select a.last_day, a.present from assistance.attendance a where a.enrolment_id = e.id and a.last_day <= d.day
                                        order by a.last_day desc limit 1) l on true
                    left join lateral (select sum(a.expected) as expected, sum(a.present) as present from assistance.attendance a
                                        where a.enrolment_id = e.id and a.present is not null and a.last_day <= l.last_day and a.last_day > l.last_day - 31
                                          and l.present is not null) w on true
                    join indicators.limits('attendance.regular.min', 80) good
                      on indicators.midnight(coalesce(l.last_day, d.day)) >= good.since and indicators.midnight(coalesce(l.last_day, d.day)) < good.until
                    join indicators.limits('attendance.irregular.min', 50) fair
                      on indicators.midnight(coalesce(l.last_day, d.day)) >= fair.since and indicators.midnight(coalesce(l.last_day, d.day)) < fair.until),
         pupil as (select distinct on (c.file_id, c.day) c.* from came c where c.ends_on > c.day order by c.file_id, c.day, c.last_day desc nulls last, c.starts_on desc, c.id),
         apprentice as (select distinct on (c.file_id, c.day) c.* from came c where c.pathway = 'VOCATIONAL_TRAINING'
                         order by c.file_id, c.day, c.ends_on > c.day desc, case when c.ends_on > c.day then c.last_day else c.ends_on end desc nulls last, c.starts_on desc, c.id),
         counted as (select p.file_id, p.day, p.until, 'I14' as indicator, p.pathway as other, (p.band = 'REGULAR')::int as num, (p.band <> 'UNKNOWN')::int as den,
                            (p.band = 'UNKNOWN')::int as unknown from pupil p
                     union all
                     select p.file_id, p.day, p.until, 'ATTENDANCE', p.band, 1, 1, 0 from pupil p
                     union all
                     select a.file_id, a.day, a.until, 'I15', coalesce(a.trade, 'UNKNOWN'),
                            (case when a.ends_on > a.day then a.band <> 'AT_RISK' and lo.value is null else a.end_reason in ('COMPLETED', 'CERTIFIED') end)::int, 1, 0
                       from apprentice a left join turn lo on lo.file_id = a.file_id and lo.what = 'LOST' and lo.since <= a.day and lo.until > a.day)
    select f.id, c.indicator, c.day, c.until, coalesce(co.value, f.country), f.organisation_id, case when c.indicator <> 'ATTENDANCE' then f.sex end,
           case when c.indicator = 'I14' then indicators.age_group(f.age_at_rescue) end, null, null, null, c.other, null::int, c.num, c.den, c.unknown
      from counted c join cases.case_file f on f.id = c.file_id
      left join turn co on co.file_id = c.file_id and co.what = 'COUNTRY' and co.since <= c.day and co.until > c.day $$;

-- ---------- I16, I17: the Child Status Index ----------------------------------------------------------------------------
-- The newest index after the first, until there is a newer one; a factor that was not observed is neither better nor worse. CSI_FIRST and CSI_LATER are no
-- indicators: they hold the children (CHILDREN) and the levels of each factor for the means in the summary of follow-up.
create function indicators.csi_of_files(ids uuid[]) returns setof indicators.span stable language sql security definer set search_path = pg_catalog as $$
    with later as (select c.id, c.file_id, c.on_day, lead(c.on_day) over (partition by c.file_id order by c.on_day, c.recorded_at) as next
                     from followup.csi c where c.file_id = any (ids) and c.wave <> 'BASELINE'),
         counted as (select l.file_id, 'I16' as indicator, l.on_day as since, l.next,
                            (not exists (select from followup.csi_factor x where x.csi_id = l.id and x.level = 1))::int as num
                       from later l
                     union all
                     select l.file_id, 'I17', greatest(l.on_day, b.on_day), l.next,
                            (select count(*) filter (where n.level > o.level) >= 8 and count(*) filter (where n.level < o.level) = 0
                               from followup.csi_factor n join followup.csi_factor o on o.csi_id = b.id and o.factor = n.factor where n.csi_id = l.id)::int
                       from later l join followup.csi b on b.file_id = l.file_id and b.wave = 'BASELINE')
    select f.id, c.indicator, c.since, c.next, coalesce(co.value, f.country), f.organisation_id, f.sex,
           indicators.age_group(f.age_at_rescue), null, null, null, null, null::int, c.num, 1, 0
      from counted c join cases.case_file f on f.id = c.file_id
      left join indicators.turns(ids) co on co.file_id = f.id and co.what = 'COUNTRY' and co.since <= c.since and co.until > c.since
     where coalesce(c.next, 'infinity') > c.since $$;
create function indicators.csi_levels_of_files(ids uuid[]) returns setof indicators.span stable language sql security definer set search_path = pg_catalog as $$
    with held as (select c.id, c.file_id, case when c.wave = 'BASELINE' then 'CSI_FIRST' else 'CSI_LATER' end as wave, c.on_day,
                         lead(c.on_day) over (partition by c.file_id, c.wave = 'BASELINE' order by c.on_day, c.recorded_at) as next
                    from followup.csi c where c.file_id = any (ids))
    select h.file_id, h.wave, h.on_day, h.next, null, null::uuid, null, null, null, null, null, x.label, null::int, x.level, 1, 0
      from held h cross join lateral (select 'CHILDREN' as label, 1 as level union all
                                      select f.factor, f.level from followup.csi_factor f where f.csi_id = h.id and f.level is not null) x
     where coalesce(h.next, 'infinity') > h.on_day $$;

-- ---------- I19, I20: what is asked of others, and returns across a border ----------------------------------------------
-- A referral counts for the structure that was asked, a return for the country to which it led; one that is not answered is not due yet until its limit has
-- passed. C08: the same referrals by the structure that asks. C10: within how many hours those were acknowledged that were.
create function indicators.referrals_of_files(ids uuid[]) returns setof indicators.span stable language sql security definer set search_path = pg_catalog as $$
    select r.file_id, i.indicator, x.since, x.until, coalesce(co.value, f.country), r.to_id, null, null, null, null, null, i.other, x.hours, x.num, x.den, x.not_due
      from referrals.referral r join cases.case_file f on f.id = r.file_id join access.organisation o on o.id = r.from_id
      left join indicators.turns(ids) co on co.file_id = f.id and co.what = 'COUNTRY' and co.since <= indicators.day_of(r.sent_at) and co.until > indicators.day_of(r.sent_at)
     cross join lateral (select case when r.acknowledged_at <= r.due_at then indicators.day_of(r.acknowledged_at) end) k (kept_on)
     cross join lateral (select least(k.kept_on, indicators.day_after(r.due_at))) d (decided_on)
     cross join lateral (values (true, indicators.day_of(r.sent_at), d.decided_on, null::int, 0, 1, 1),
                                (true, d.decided_on, null::date, null, (k.kept_on is not null)::int, 1, 0),
                                (false, indicators.day_of(r.acknowledged_at), null, indicators.within_hours(r.acknowledged_at - r.sent_at), 1, 1, 0))
                        x (is_share, since, until, hours, num, den, not_due)
      join lateral (values (true, 'I19', r.priority), (true, 'C08', o.code), (false, 'C10', o.code)) i (is_share, indicator, other) on i.is_share = x.is_share
     where r.file_id = any (ids) and r.sent_at is not null and x.since is not null and coalesce(x.until, 'infinity') > x.since $$;
create function indicators.returns_of_files(ids uuid[]) returns setof indicators.span stable language sql security definer set search_path = pg_catalog as $$
    select h.file_id, 'I20', x.since, x.until, h.to_country, f.organisation_id, null, null, null, null, null, null, null::int, x.num, x.den, x.not_due
      from cases.homecoming h join cases.case_file f on f.id = h.file_id
      join indicators.limits('arrival-confirmation.max', 72) l on indicators.midnight(h.departed_on) >= l.since and indicators.midnight(h.departed_on) < l.until
     cross join lateral (select indicators.midnight(h.departed_on) + make_interval(hours => l.worth)) t (due_at)
     cross join lateral (select case when h.arrival_confirmed_at <= t.due_at then greatest(h.departed_on, indicators.day_of(h.arrival_confirmed_at)) end) k (kept_on)
     cross join lateral (select least(k.kept_on, indicators.day_after(t.due_at))) d (decided_on)
     cross join lateral (values (h.departed_on, d.decided_on, 0, 1, 1), (d.decided_on, null::date, (k.kept_on is not null)::int, 1, 0)) x (since, until, num, den, not_due)
     where h.file_id = any (ids) and h.cross_border and h.state in ('DEPARTED', 'ARRIVED') and x.since is not null and coalesce(x.until, 'infinity') > x.since $$;

-- ---------- C01 to C06, C09: the way of a file, for the dashboards -------------------------------------------------------
-- Opened, assessed, plan agreed, assisted, in a home after the shelter, closed; and where children live on a day. Each from the day of the step on, never
-- before the file was there; a file that is opened again is closed no more.
create function indicators.course_of_files(ids uuid[]) returns setof indicators.span stable language sql security definer set search_path = pg_catalog as $$
    with file as (select c.*, indicators.day_of(c.registered_at) as registered_on from cases.case_file c where c.id = any (ids)),
         turn as materialized (select * from indicators.turns(ids)),
         -- who has left for an agreed home lives in it, as in I09
         home as (select p.file_id, p.kind, greatest(p.since, h.departed_on) as since, coalesce(p.until, 'infinity') as until
                    from cases.placement p left join cases.homecoming h on h.file_id = p.file_id and h.state = 'DEPARTED' and h.to_country = p.country and p.state = 'PROPOSED'
                   where p.file_id = any (ids) and (p.state in ('CURRENT', 'ENDED') or p.state = 'PROPOSED' and p.approved_at is not null and h.departed_on is not null)),
         step as (select f.id as file_id, x.indicator, x.since, 'infinity'::date as until, null::text as other from file f
                   cross join lateral (values ('C01', f.registered_on), ('C02', indicators.day_of(f.assessed_at)), ('C03', f.plan_approved_on)) x (indicator, since)
                  union all
                  select s.file_id, 'C04', indicators.day_of(min(s.started_at)), 'infinity', null from assistance.service s
                   where s.file_id = any (ids) and s.started_at is not null group by s.file_id
                  union all
                  select h.file_id, 'C05', min(h.since), 'infinity', null from home h where h.kind <> 'SHELTER' group by h.file_id
                  union all
                  select t.file_id, 'C06', t.since, t.until, null from turn t where t.what = 'STATUS' and t.value = 'CLOSED'
                  union all
                  select f.id, 'C06', f.registered_on, 'infinity', null from file f
                   where f.status = 'CLOSED' and not exists (select from turn t where t.file_id = f.id and t.what = 'STATUS')
                  union all
                  select h.file_id, 'C09', h.since, h.until, h.kind from home h),
         counted as (select s.file_id, s.indicator, greatest(s.since, f.registered_on) as since, nullif(s.until, 'infinity') as until, s.other, f.country, f.organisation_id
                       from step s join file f on f.id = s.file_id where s.since is not null and s.until > greatest(s.since, f.registered_on))
    select c.file_id, c.indicator, c.since, c.until, coalesce(co.value, c.country), c.organisation_id, null, null, null, null, null, c.other, null::int, 1, 0, 0
      from counted c
      left join turn co on co.file_id = c.file_id and co.what = 'COUNTRY' and co.since <= c.since and co.until > c.since $$;

-- ---------- I02, I03, I22: from the police side, counts alone -----------------------------------------------------------
-- What was screened in an operation that is over (operations.report_operation): one that runs is shown to nobody outside it. Its days count once it is over.
-- Each decision holds until the next.
create function indicators.screening_of(ids uuid[]) returns setof indicators.span stable language sql security definer set search_path = pg_catalog as $$
    with person as (select s.id, o.country, greatest(indicators.day_of(s.screened_at), indicators.day_of(o.started_at)) as since
                      from operations.screened s join operations.operation o on o.id = s.operation_id where s.id = any (ids) and o.closed_at is not null),
         decision as (select d.screened_id, d.status, indicators.day_of(d.decided_at) as since,
                             lead(indicators.day_of(d.decided_at)) over (partition by d.screened_id order by d.n) as until
                        from operations.decision d where d.screened_id = any (ids))
    select p.id, 'I02', p.since, null::date, p.country, null::uuid, null, null, null, null, null, null, null::int, 0, 1, 0 from person p
    union all
    select p.id, 'I02', greatest(p.since, d.since), d.until, p.country, null, null, null, null, null, null, null, null, 1, 0, 0
      from person p join decision d on d.screened_id = p.id and d.status = 'CONFIRMED_VICTIM' where coalesce(d.until, 'infinity') > greatest(p.since, d.since) $$;
-- As slips.report_slip: a slip that was sent back counts until another one of the same child is there, and never as handed over. A child who is with the
-- police within the limit is neither handed over in time nor late. M03: the same by the month in which the limit ended, as M04 to M08.
create function indicators.slips_of(ids uuid[]) returns setof indicators.span stable language sql security definer set search_path = pg_catalog as $$
    select s.id, x.indicator, x.since, null::date, o.country, s.receiver_organisation_id, case when x.indicator = 'I03' then s.apparent_sex end,
           case when x.indicator = 'I03' then indicators.age_group(s.apparent_age) end, null, null, null, x.month, null::int, k.kept::int, 1, 0
      from slips.slip s join operations.operation o on o.id = s.operation_id
      join indicators.limits('handover-to-worker.max', 24) l on s.found_at >= l.since and s.found_at < l.until
     cross join lateral (select indicators.day_after(s.found_at + make_interval(hours => l.worth))) d (late_from)
     cross join lateral (select s.status <> 'REFUSED' and coalesce(s.handed_at <= s.found_at + make_interval(hours => l.worth), false)) k (kept)
     cross join lateral (values ('I03', case when k.kept then indicators.day_of(s.handed_at) else d.late_from end, null),
                                ('M03', d.late_from, indicators.month_of(d.late_from - 1))) x (indicator, since, month)
     where s.id = any (ids) and o.closed_at is not null
       and (s.status <> 'REFUSED' or s.settled_at is null and not exists (
              select from slips.slip n where n.operation_id = s.operation_id and n.site_code = s.site_code and n.child_number = s.child_number and n.status <> 'REFUSED')) $$;
create function indicators.suspects_of(ids uuid[]) returns setof indicators.span stable language sql security definer set search_path = pg_catalog as $$
    with suspect as (select s.id, o.country, greatest(s.arrested_on, indicators.day_of(o.started_at)) as since
                       from operations.suspect s join operations.operation o on o.id = s.operation_id
                      where s.id = any (ids) and s.arrested_on is not null and o.closed_at is not null),
         standing as (select p.suspect_id, p.status, p.since, (select min(n.since) from operations.proceeding n where n.suspect_id = p.suspect_id and n.n > p.n) as until
                        from operations.proceeding p where p.suspect_id = any (ids))
    select s.id, 'I22', s.since, null::date, s.country, null::uuid, null, null, null, null, null, null, null::int, 0, 1, 0 from suspect s
    union all
    select s.id, 'I22', greatest(s.since, x.since), x.until, s.country, null, null, null, null, null, null, null, null, 1, 0, 0
      from suspect s join standing x on x.suspect_id = s.id and x.status = 'CONVICTED' where coalesce(x.until, 'infinity') > greatest(s.since, x.since) $$;

-- ---------- I21, I23, I24: training and the plan of action --------------------------------------------------------------
-- A few hundred records, which their own chapters count as of a moment: asked when somebody asks, and kept nowhere. The first session is the first by its day.
create function indicators.of_other_chapters(as_of date) returns table (indicator text, country text, structure text, sex text, num bigint, den bigint)
stable language sql security definer set search_path = pg_catalog as $$
    with moment as (select indicators.midnight(as_of + 1) - interval '1 microsecond' as at),
         trained as (select t.* from moment m cross join lateral training.report_certified(m.at) t)
    select 'I21', t.country, t.structure, t.sex, t.certified, t.trained from trained t where t.session = (select f.session from trained f order by f.first_day, f.session limit 1)
    union all
    select 'I23', k.country, k.structure, k.sex, k.well, k.observed
      from moment m join indicators.limits('training.checklist.good.min', 8) l on m.at >= l.since and m.at < l.until
     cross join lateral training.report_checklists(m.at, l.worth) k
    union all
    select 'I24', null, a.structure, null, a.done, a.due from evaluation.report_actions(as_of) a $$;

-- ---------- I25: hand-overs to authorities ------------------------------------------------------------------------------
-- A file counts by its newest proposal; one that was taken back no longer. The structure and country are the authority's.
create function indicators.handovers_of_files(ids uuid[]) returns setof indicators.span stable language sql security definer set search_path = pg_catalog as $$
    with asked as (select p.file_id, p.state, o.id as receiver, o.country, indicators.day_of(p.proposed_at) as since, indicators.day_of(p.ended_at) as ended,
                          coalesce(indicators.day_of(lead(p.proposed_at) over (partition by p.file_id order by p.proposed_at, p.id)),
                                   case when p.state = 'WITHDRAWN' then indicators.day_of(p.ended_at) end) as until
                     from handover.proposal p join access.organisation o on o.id = p.receiver_id where p.file_id = any (ids))
    select a.file_id, 'I25', x.since, a.until, a.country, a.receiver, null, null, null, null, null, null, null::int, x.num, x.den, 0
      from asked a cross join lateral (values (a.since, 0, 1), (case when a.state = 'ACCEPTED' then a.ended end, 1, 0)) x (since, num, den)
     where x.since is not null and coalesce(a.until, 'infinity') > x.since $$;

-- All that counts of records of a kind.
create function indicators.spans(kind text, ids uuid[]) returns setof indicators.span stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    case kind
        when 'FILE' then
            return query select * from indicators.states_of_files(ids) union all select * from indicators.steps_of_files(ids)
                union all select * from indicators.shelter_of_files(ids) union all select * from indicators.visits_of_files(ids)
                union all select * from indicators.school_of_files(ids) union all select * from indicators.csi_of_files(ids) union all select * from indicators.csi_levels_of_files(ids)
                union all select * from indicators.referrals_of_files(ids) union all select * from indicators.returns_of_files(ids)
                union all select * from indicators.course_of_files(ids) union all select * from indicators.handovers_of_files(ids);
        when 'PERSON' then return query select * from indicators.screening_of(ids);
        when 'SLIP' then return query select * from indicators.slips_of(ids);
        when 'SUSPECT' then return query select * from indicators.suspects_of(ids);
    end case;
end $$;
revoke execute on all functions in schema indicators from public;
