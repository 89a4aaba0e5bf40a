-- Who spoke to the child, or heard of it, did not see it: a call, a message and a partner's word are contacts and stop no clock that says
-- "seen" (requirements.md 2.4, T10, T11, T18). The database says which is which, so that no list has to remember it.
alter table followup.visit add column child_seen boolean not null generated always as
    (done_on is not null and coalesce('CHILD' = any (seen), false) and coalesce(mode, '') not in ('PHONE', 'MESSAGE', 'PARTNER_WORD')) stored;

-- The day for which a visit was first planned. Moving a visit makes nobody punctual: punctuality is judged by this day.
alter table followup.visit add column first_on date;
update followup.visit v set first_on = coalesce(
    (select m.from_on from followup.visit_move m where m.visit_id = v.id order by m.at, m.id limit 1), v.planned_on);
create function followup.first_planned() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    new.first_on := case tg_op when 'INSERT' then new.planned_on else old.first_on end;
    return new;
end $$;
create trigger first_planned before insert or update of first_on on followup.visit for each row execute function followup.first_planned();
alter table followup.visit alter column first_on set not null;

create or replace function followup.report_visits(as_of date, tolerance int, late_most int) returns table (planned bigint, on_time bigint, late bigint, missed bigint)
stable language sql security definer set search_path = pg_catalog as $$
    select x.planned, x.on_time, x.late, x.planned - x.on_time - x.late from (
        select count(*) as planned,
               count(*) filter (where v.done_on <= as_of and v.done_on <= v.first_on + tolerance) as on_time,
               count(*) filter (where v.done_on <= as_of and v.done_on > v.first_on + tolerance and v.done_on <= v.first_on + late_most) as late
          from followup.visit v where not v.unplanned and v.cancelled_at is null and v.first_on <= as_of) x $$;

-- A past day shows the day that was planned then: a visit has one line for each day that it was given.
create or replace view followup.was_due_visit with (security_invoker = true) as
    select case v.type when 'MILESTONE' then 'followup.visit-milestone' when 'POST_CLOSURE' then 'followup.visit-after-closure' else 'followup.visit' end as kind,
           v.id, v.file_id, v.worker_id, v.organisation_id, coalesce(d.since, v.planned_at) as since,
           (d.on_day + 1)::timestamp at time zone 'UTC' as due_at,
           case when d.until is null then least(v.done_on::timestamp at time zone 'UTC', v.closed_at) else d.until end as done_at,
           null::timestamptz as closed_at
      from followup.visit v
     cross join lateral (
        select v.planned_on as on_day, (select max(m.at) from followup.visit_move m where m.visit_id = v.id) as since, null::timestamptz as until
        union all
        select m.from_on, lag(m.at) over (order by m.at, m.id), m.at from followup.visit_move m where m.visit_id = v.id and v.moved > 0) d
     where not v.unplanned;
create or replace view followup.due_visit with (security_invoker = true) as
    select case type when 'MILESTONE' then 'followup.visit-milestone' when 'POST_CLOSURE' then 'followup.visit-after-closure' else 'followup.visit' end as kind,
           id, file_id, worker_id, organisation_id, planned_on as due_on from followup.visit where closed_at is null;

-- When it was recorded first: a correction is no new visit.
alter table followup.visit add column first_done_at timestamptz;
create function followup.first_done() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    new.first_done_at := case tg_op when 'INSERT' then new.done_at else coalesce(old.first_done_at, new.done_at) end;
    return new;
end $$;
create trigger first_done before insert or update of done_at, first_done_at on followup.visit for each row execute function followup.first_done();

-- What a visit said before it was corrected, and why it was: both stay (trust.md 4).
create table followup.visit_version (
    visit_id    uuid not null constraint visit_version_visit references followup.visit,
    file_id     uuid not null,
    version     int not null,                                          -- of the visit that said this
    until       timestamptz not null,
    replaced_by uuid not null,                                         -- who corrected it
    reviewed_by uuid,
    recorded_by uuid not null,
    sealed      bytea not null,                                        -- the record as it was, and why it was corrected
    was_done_on date,                                                  -- the row as it was, kept by the database (V371): no login writes these
    was_mode    text,
    was_seen    text[],
    was_safety  text,
    was_sealed  bytea,
    constraint visit_version_pk primary key (visit_id, version));
call access.protect('followup.visit_version', 'file_id', 64, 'akoma_protection');
grant select, insert (visit_id, file_id, version, until, replaced_by, reviewed_by, recorded_by, sealed) on followup.visit_version to akoma_protection;
