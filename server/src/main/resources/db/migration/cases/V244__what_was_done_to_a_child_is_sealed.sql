-- What was done to a child lay in clear, and so did, by its mere row, that a child met sexual violence (F8). Both are sealed now: the codes lie with the
-- words, and every child of whom something is known has a row of the clock T2. Which of them it runs for, its mark tells: a hash of the file
-- under a key that is not in the database, or as many random bytes. Who asks what is due brings the key along, for one transaction.
-- Nothing was released: codes that lie in clear are not taken over, a house of before is made anew.
drop trigger exploitation_told on cases.exploitation;
drop trigger exploitation_retold on cases.exploitation;
alter table cases.exploitation drop column types, drop column industries, drop column recruitment, drop column control,
    drop column relationship, drop column age_when_trafficked, drop column months;
alter table cases.exploitation add mark bytea constraint exploitation_mark check (length(mark) = 32);
delete from cases.urgent_care;
alter table cases.urgent_care add mark bytea not null;

create function cases.see_urgent(key bytea) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform set_config('akoma.urgent', encode(key, 'hex'), true), set_config('plan_cache_mode', 'force_generic_plan', true); -- see tasks.DueStore
end $$;
revoke execute on function cases.see_urgent from public;
grant execute on function cases.see_urgent to akoma_protection;

-- Without the key no mark fits.
create function cases.urgent_mark(file uuid) returns bytea stable language sql as $$
    select pg_catalog.sha256(pg_catalog.decode(nullif(pg_catalog.current_setting('akoma.urgent', true), ''), 'hex') || pg_catalog.uuid_send(file)) $$;

create or replace function cases.weigh_urgent_care(file uuid) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
    insert into cases.urgent_care as c (file_id, worker_id, organisation_id, since, done_at, mark)
        select f.id, f.worker_id, f.organisation_id, coalesce(f.handed_at, f.registered_at),
               (select min(m.at) from cases.medical m where m.file_id = f.id and m.kind = 'TREATMENT'), x.mark
          from cases.case_file f join cases.exploitation x on x.file_id = f.id
         where f.id = file and x.mark is not null
        on conflict on constraint urgent_care_pk do update set worker_id = excluded.worker_id, organisation_id = excluded.organisation_id,
            since = excluded.since, done_at = least(excluded.done_at, c.done_at), mark = excluded.mark;
end $$;
create trigger exploitation_told after insert on cases.exploitation for each row execute function cases.exploitation_told();
create trigger exploitation_retold after update of mark on cases.exploitation for each row
    when (new.mark is distinct from old.mark) execute function cases.exploitation_told();
drop function cases.is_sexual_violence;

create or replace view cases.due_urgent_care with (security_invoker = true) as
    select 'cases.urgent-care' as kind, c.file_id as id, c.file_id, c.worker_id, c.organisation_id, c.since
      from cases.urgent_care c join cases.case_file f on f.id = c.file_id and f.closed_at is null
     where c.done_at is null and c.mark = cases.urgent_mark(c.file_id);
create or replace view cases.was_due_urgent_care with (security_invoker = true) as
    select 'cases.urgent-care' as kind, c.file_id as id, c.file_id, c.worker_id, c.organisation_id, c.since, null::timestamptz as due_at, c.done_at, f.closed_at
      from cases.urgent_care c join cases.case_file f on f.id = c.file_id
     where c.mark = cases.urgent_mark(c.file_id);
