-- How many visits have these two days: the figures over all children are sums of these cells, so that they cost the same with ten thousand files and
-- with a million. What a figure needs besides (the day asked, how late is late) is asked of the cells, so that a past day and a changed limit need
-- no other ones. Visits that nobody had planned and visits that were taken back are in no cell. No login of the application reads or writes them.
create table followup.visit_count (
    first_on date not null,
    done_on  date,
    n        bigint not null,
    constraint visit_count_cell unique nulls not distinct (first_on, done_on));
-- What was added to a cell, or taken from it, since the last fold: rows are appended without a lock, so that writers never wait for each other.
create table followup.visit_count_change (
    first_on date not null,
    done_on  date,
    n        int not null);

create function followup.visits_counted() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    insert into followup.visit_count_change select v.first_on, v.done_on, count(*) from added v where not v.unplanned and v.cancelled_at is null group by 1, 2;
    return null;
end $$;
create trigger counted after insert on followup.visit referencing new table as added for each statement execute function followup.visits_counted();
-- Most updates of a visit (closed, reviewed, handed on, given another day) move it to no other cell, and cost nothing here.
create function followup.visit_counted_anew() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    insert into followup.visit_count_change select x.first_on, x.done_on, x.n
      from (values (old.first_on, old.done_on, -1, not old.unplanned and old.cancelled_at is null),
                   (new.first_on, new.done_on, 1, not new.unplanned and new.cancelled_at is null)) x (first_on, done_on, n, counts) where x.counts;
    return null;
end $$;
create trigger counted_anew after update on followup.visit for each row
    when ((new.first_on, new.done_on, new.unplanned, new.cancelled_at is null)
          is distinct from (old.first_on, old.done_on, old.unplanned, old.cancelled_at is null)) execute function followup.visit_counted_anew();
create trigger counted_off after delete on followup.visit for each row execute function followup.visit_counted_anew();

-- Moves the changes into the cells, in one statement: anyone who asks meanwhile sees all of them before or all of them after. One at a time; where another
-- is at it already, nothing is done. @return how many changes were moved
create function followup.fold_visit_counts() returns bigint language plpgsql security definer set search_path = pg_catalog as $$
declare folded bigint;
begin
    if not pg_try_advisory_xact_lock(hashtextextended('followup.fold_visit_counts', 0)) then return 0; end if;
    with gone as (delete from followup.visit_count_change returning first_on, done_on, n),
         cells as (insert into followup.visit_count as c select g.first_on, g.done_on, sum(g.n) from gone g group by 1, 2
                   on conflict (first_on, done_on) do update set n = c.n + excluded.n)
    select count(*) into folded from gone;
    return folded;
end $$;

-- Moves the changes of the counted steps (cases.step_count) into their cells, in one statement, as those of visits: here since the login of the
-- administration knows nothing of the files. @return how many changes were moved
create function followup.fold_step_counts() returns bigint language plpgsql security definer set search_path = pg_catalog as $$
declare folded bigint;
begin
    if not pg_try_advisory_xact_lock(hashtextextended('followup.fold_step_counts', 0)) then return 0; end if;
    with gone as (delete from cases.step_count_change returning month, step, since, taken, n),
         cells as (insert into cases.step_count as c (month, step, since, taken, n)
                   select g.month, g.step, g.since, g.taken, sum(g.n) from gone g group by 1, 2, 3, 4 having sum(g.n) <> 0
                   on conflict on constraint step_count_cell do update set n = c.n + excluded.n)
    select count(*) into folded from gone;
    return folded;
end $$;

-- Counts for the project's figures: no child. A visit counts from its planned day, what was done from the day it was done.
-- Cells and changes are read by one statement, so that the answer is exact whatever is folded or written meanwhile.
create function followup.report_visits(as_of date, tolerance int, late_most int) returns table (planned bigint, on_time bigint, late bigint, missed bigint)
stable language sql security definer set search_path = pg_catalog as $$
    select x.planned, x.on_time, x.late, x.planned - x.on_time - x.late from (
        select coalesce(sum(c.n), 0)::bigint as planned,
               coalesce(sum(c.n) filter (where c.done_on <= as_of and c.done_on <= c.first_on + tolerance), 0)::bigint as on_time,
               coalesce(sum(c.n) filter (where c.done_on <= as_of and c.done_on > c.first_on + tolerance and c.done_on <= c.first_on + late_most), 0)::bigint as late
          from (select first_on, done_on, n from followup.visit_count where first_on <= as_of
                union all select first_on, done_on, n from followup.visit_count_change where first_on <= as_of) c) x $$;
-- The same, month by month from the first day of a month on.
create function followup.report_visit_months(first date, as_of date, tolerance int, late_most int)
returns table (month date, planned bigint, on_time bigint, late bigint)
stable language sql security definer set search_path = pg_catalog as $$
    select date_trunc('month', c.first_on)::date, sum(c.n)::bigint,
           coalesce(sum(c.n) filter (where c.done_on <= as_of and c.done_on <= c.first_on + tolerance), 0)::bigint,
           coalesce(sum(c.n) filter (where c.done_on <= as_of and c.done_on > c.first_on + tolerance and c.done_on <= c.first_on + late_most), 0)::bigint
      from (select first_on, done_on, n from followup.visit_count where first_on between first and as_of
            union all select first_on, done_on, n from followup.visit_count_change where first_on between first and as_of) c group by 1 $$;
-- And of the files of the supervisor who asks, of nobody else's.
create function followup.team_visit_months(first date, as_of date, tolerance int, late_most int)
returns table (month date, planned bigint, on_time bigint, late bigint)
stable language sql security definer set search_path = pg_catalog as $$
    select date_trunc('month', v.first_on)::date, count(*),
           count(*) filter (where v.done_on <= as_of and v.done_on <= v.first_on + tolerance),
           count(*) filter (where v.done_on <= as_of and v.done_on > v.first_on + tolerance and v.done_on <= v.first_on + late_most)
      from (select f.id from cases.case_file f where f.supervisor_id = access.actor() and access.has_role(array['CASE_SUPERVISOR'])) f
      join followup.visit v on v.file_id = f.id
     where not v.unplanned and v.cancelled_at is null and v.first_on between first and as_of group by 1 $$;
-- By the structure that follows the child today, which is in each of its visits: no file is read, and of the visits the index alone.
create function followup.report_visit_structures(first date, as_of date, tolerance int, late_most int)
returns table (structure text, planned bigint, on_time bigint, late bigint)
stable language sql security definer set search_path = pg_catalog as $$
    select o.code, x.planned, x.on_time, x.late
      from (select v.organisation_id, count(*) as planned,
                   count(*) filter (where v.done_on <= as_of and v.done_on <= v.first_on + tolerance) as on_time,
                   count(*) filter (where v.done_on <= as_of and v.done_on > v.first_on + tolerance and v.done_on <= v.first_on + late_most) as late
              from followup.visit v where not v.unplanned and v.cancelled_at is null and v.first_on between first and as_of group by 1) x
      join access.organisation o on o.id = x.organisation_id $$;
create function followup.team_visit_structures(first date, as_of date, tolerance int, late_most int)
returns table (structure text, planned bigint, on_time bigint, late bigint)
stable language sql security definer set search_path = pg_catalog as $$
    select o.code, count(*),
           count(*) filter (where v.done_on <= as_of and v.done_on <= v.first_on + tolerance),
           count(*) filter (where v.done_on <= as_of and v.done_on > v.first_on + tolerance and v.done_on <= v.first_on + late_most)
      from (select f.id, f.organisation_id from cases.case_file f where f.supervisor_id = access.actor() and access.has_role(array['CASE_SUPERVISOR'])) f
      join followup.visit v on v.file_id = f.id
      join access.organisation o on o.id = f.organisation_id
     where not v.unplanned and v.cancelled_at is null and v.first_on between first and as_of group by 1 $$;
revoke execute on function followup.report_visit_structures, followup.team_visit_structures from public;
grant execute on function followup.report_visit_structures to akoma_statistics;
grant execute on function followup.team_visit_structures to akoma_protection;
revoke execute on function followup.report_visit_months, followup.team_visit_months from public;
grant execute on function followup.report_visit_months to akoma_statistics;
grant execute on function followup.team_visit_months to akoma_protection;
revoke execute on function followup.visits_counted, followup.visit_counted_anew, followup.fold_visit_counts, followup.fold_step_counts, followup.report_visits from public;
grant execute on function followup.fold_visit_counts, followup.fold_step_counts to akoma_administration;
grant execute on function followup.report_visits to akoma_statistics;
