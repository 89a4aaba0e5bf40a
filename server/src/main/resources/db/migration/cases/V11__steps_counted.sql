-- How the first steps of files were kept, in counts: the drawing of who steers the project costs the same with ten thousand files and with a million, as
-- that of visits does (followup.visit_count). A cell holds what no limit decides, so that a changed limit needs no other cells: of what was done, how long
-- it took; of what is not done, since when its time runs. No login of the application reads or writes these tables.
-- Changes are folded into cells by followup.fold_step_counts, since the login of the administration knows nothing of this room.
create table cases.step_count (
    month date not null,                                               -- in which the file was registered
    step  text not null constraint step_count_step check (step in ('screening', 'consent', 'guardian', 'assessment', 'plan')),
    since timestamptz,                                                 -- not done: the hour, or for a limit in days the day, in which its time began
    taken int,                                                         -- done: within how many hours, or how many days after that day
    n     bigint not null,
    constraint step_count_cell unique nulls not distinct (month, step, since, taken));
-- What was added to a cell, or taken from it, since the last fold: rows are appended without a lock.
create table cases.step_count_change (
    month date not null,
    step  text not null,
    since timestamptz,
    taken int,
    n     int not null);

-- The cells of one file: one a step whose time has begun. A file that was never handed over owes no screening.
create function cases.step_cells(f cases.case_file) returns table (month date, step text, since timestamptz, taken int) stable language sql as $$
    select date_trunc('month', f.registered_at at time zone 'UTC')::date, s.step, case when s.done_at is null then date_trunc(s.unit, s.began_at, 'UTC') end,
           case s.unit when 'hour' then ceil(extract(epoch from s.done_at - s.began_at) / 3600)::int
                       else (s.done_at at time zone 'UTC')::date - (s.began_at at time zone 'UTC')::date end
      from (values ('screening', 'hour', f.handed_at, f.medical_screened_at),
                   ('consent', 'hour', coalesce(f.handed_at, f.registered_at), f.consented_at),
                   ('guardian', 'day', coalesce(f.handed_at, f.registered_at), f.guardian_on::timestamp at time zone 'UTC'),
                   ('assessment', 'hour', f.registered_at, f.assessed_at),
                   ('plan', 'day', f.registered_at, f.plan_approved_on::timestamp at time zone 'UTC')) s (step, unit, began_at, done_at)
     where s.began_at is not null $$;

create function cases.steps_counted() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    insert into cases.step_count_change (month, step, since, taken, n)
    select c.month, c.step, c.since, c.taken, count(*) from added f cross join lateral cases.step_cells(f::cases.case_file) c group by 1, 2, 3, 4;
    return null;
end $$;
create trigger steps_counted after insert on cases.case_file referencing new table as added for each statement execute function cases.steps_counted();
-- Most updates of a file touch none of its steps, and cost nothing here.
create function cases.steps_counted_anew() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    insert into cases.step_count_change (month, step, since, taken, n)
    select x.month, x.step, x.since, x.taken, sum(x.n)
      from (select c.*, -1 as n from cases.step_cells(old) c union all select c.*, 1 from cases.step_cells(new) c) x
     group by 1, 2, 3, 4 having sum(x.n) <> 0;
    return null;
end $$;
create trigger steps_counted_anew after update on cases.case_file for each row
    when ((new.registered_at, new.handed_at, new.medical_screened_at, new.consented_at, new.guardian_on, new.assessed_at, new.plan_approved_on)
          is distinct from (old.registered_at, old.handed_at, old.medical_screened_at, old.consented_at, old.guardian_on, old.assessed_at, old.plan_approved_on))
    execute function cases.steps_counted_anew();
create trigger steps_counted_off after delete on cases.case_file for each row execute function cases.steps_counted_anew();

-- How the first steps of the files registered since the month of a day were kept: done by their limit, or not; what still has time is in neither. Limits of
-- screening, consent and assessment in hours, of guardian and plan in days; a day is over a second before midnight. No child.
-- Cells and changes are read by one statement, so that the answer is exact whatever is folded or written meanwhile. Of the one hour in which a limit ends
-- at this moment the files are asked, by when their time began. What is done was done before this moment: every form refuses a day to come.
create index case_file_met on cases.case_file ((case when handed_at is null then registered_at else handed_at end));
create function cases.report_steps(first date, moment timestamptz, screening int, consent int, guardian int, assessment int, plan int)
returns table (step text, kept bigint, missed bigint) stable language sql security definer set search_path = pg_catalog as $$
    with limits as (select l.step, l.most, moment - make_interval(hours => l.most) as until,
                           case l.unit when 'hour' then date_trunc('hour', moment - make_interval(hours => l.most), 'UTC')
                                       else (((moment + interval '1 second') at time zone 'UTC')::date - l.most)::timestamp at time zone 'UTC' end as over
                      from (values ('screening', 'hour', screening), ('consent', 'hour', consent), ('guardian', 'day', guardian),
                                   ('assessment', 'hour', assessment), ('plan', 'day', plan)) l (step, unit, most)),
         month as (select date_trunc('month', first::timestamp)::date as first),
         counted as (
            select l.step, coalesce(sum(c.n) filter (where c.taken <= l.most), 0) as kept,
                   coalesce(sum(c.n) filter (where c.taken > l.most or c.since < l.over), 0) as missed
              from (select s.month, s.step, s.since, s.taken, s.n from cases.step_count s where s.month >= (select m.first from month m)
                    union all
                    select s.month, s.step, s.since, s.taken, s.n from cases.step_count_change s where s.month >= (select m.first from month m)) c
              join limits l on l.step = c.step group by 1
            union all
            select 'screening', 0, count(*)
              from (select f.handed_at, f.registered_at, f.medical_screened_at from limits l
                      join cases.case_file f on case when f.handed_at is null then f.registered_at else f.handed_at end between l.over and l.until
                     where l.step = 'screening' offset 0) f
             where f.handed_at is not null and f.medical_screened_at is null and f.registered_at >= (select m.first from month m)::timestamp at time zone 'UTC'
            union all
            select 'consent', 0, count(*)
              from (select f.registered_at, f.consented_at from limits l
                      join cases.case_file f on case when f.handed_at is null then f.registered_at else f.handed_at end between l.over and l.until
                     where l.step = 'consent' offset 0) f
             where f.consented_at is null and f.registered_at >= (select m.first from month m)::timestamp at time zone 'UTC'
            union all
            select 'assessment', 0, count(*)
              from (select f.registered_at, f.assessed_at from limits l join cases.case_file f on f.registered_at between l.over and l.until
                     where l.step = 'assessment' offset 0) f
             where f.assessed_at is null and f.registered_at >= (select m.first from month m)::timestamp at time zone 'UTC')
    select x.step, sum(x.kept)::bigint, sum(x.missed)::bigint from counted x group by 1 having sum(x.kept) + sum(x.missed) > 0 $$;
-- The same of the files of the supervisor who asks, of nobody else's: counted one by one, since they are few.
create function cases.team_steps(first date, moment timestamptz, screening int, consent int, guardian int, assessment int, plan int)
returns table (step text, kept bigint, missed bigint) stable language sql security definer set search_path = pg_catalog as $$
    select s.step, count(*) filter (where s.done_at <= s.due_at), count(*) filter (where s.due_at <= moment and (s.done_at is null or s.done_at > s.due_at))
      from (select f.*, coalesce(f.handed_at, f.registered_at) as met_at from cases.case_file f
             where f.supervisor_id = access.actor() and f.registered_at >= date_trunc('month', first::timestamp) at time zone 'UTC' and f.registered_at <= moment) f
     cross join lateral (values
           ('screening', f.handed_at + make_interval(hours => screening), f.medical_screened_at),
           ('consent', f.met_at + make_interval(hours => consent), f.consented_at),
           ('guardian', (((f.met_at at time zone 'UTC')::date + guardian + 1)::timestamp at time zone 'UTC') - interval '1 second', f.guardian_on::timestamp at time zone 'UTC'),
           ('assessment', f.registered_at + make_interval(hours => assessment), f.assessed_at),
           ('plan', (((f.registered_at at time zone 'UTC')::date + plan + 1)::timestamp at time zone 'UTC') - interval '1 second',
            f.plan_approved_on::timestamp at time zone 'UTC')) s (step, due_at, done_at)
     where s.due_at is not null and access.has_role(array['CASE_SUPERVISOR']) group by 1 $$;
revoke execute on function cases.step_cells, cases.steps_counted, cases.steps_counted_anew, cases.report_steps, cases.team_steps from public;
grant execute on function cases.report_steps to akoma_statistics;
grant execute on function cases.team_steps to akoma_protection;
