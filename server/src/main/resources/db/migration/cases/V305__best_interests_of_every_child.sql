-- The best interests of every child are weighed before the plan (requirements.md 2.1, step 7), so by the clock of the plan (T6); and determined by a
-- panel of two professions or more where the child is unaccompanied or goes across a border. Both are tasks of the worker. The first stops with the first
-- record, the second with the moment from which a determination counts (V353), and neither by a day that somebody writes.
alter table cases.case_file add column best_interests_at timestamptz, add column determined_at timestamptz;
update cases.case_file f set best_interests_at = (select min(b.at) from cases.best_interests b where b.file_id = f.id)
 where exists (select from cases.best_interests b where b.file_id = f.id);
create function cases.weighed_now() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    new.at := access.moment();
    return new;
end $$;
create trigger weighed_now before insert on cases.best_interests for each row when (current_user = 'akoma_protection') execute function cases.weighed_now();
create function cases.best_interests_weighed() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    update cases.case_file f set best_interests_at = least(f.best_interests_at, new.at) where f.id = new.file_id;
    return null;
end $$;
create trigger best_interests_weighed after insert on cases.best_interests for each row execute function cases.best_interests_weighed();
-- Nobody writes by hand that they were weighed.
create function cases.keep_weighing() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    raise exception 'cases.best-interests-by-hand' using errcode = 'insufficient_privilege';
end $$;
create trigger keep_weighing before update of best_interests_at, determined_at on cases.case_file for each row
    when (current_user = 'akoma_protection') execute function cases.keep_weighing();
create trigger keep_weighing_added before insert on cases.case_file for each row
    when (current_user = 'akoma_protection' and (new.best_interests_at is not null or new.determined_at is not null)) execute function cases.keep_weighing();

-- A guardian is typed by one person. Family makes a child accompanied once two people agreed to it: who was on the file as a parent or a relative when a
-- supervisor was asked to agree that the family is verified and a return to it safe, for as long as it is. The supervisor sees them with that request. A
-- guardian who still waits for a supervisor (V8850) answers for nobody.
alter table cases.guardian add column recorded_at timestamptz not null default coalesce(access.moment(), now()), add column verified_at timestamptz;
revoke insert on cases.guardian from akoma_protection;
grant insert (id, file_id, kind, appointed_on, ended_on, sealed, recorded_by) on cases.guardian to akoma_protection;
create function cases.guardians_verified() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if new.status = 'VERIFIED' and new.return_safe then
        update cases.guardian g set verified_at = d.ended_at
          from access.decision d
         where d.kind = 'TRACING' and d.subject = new.id and d.version = old.version and d.file_id = new.file_id and d.state = 'AGREED'
           and g.file_id = new.file_id and g.kind in ('PARENT', 'RELATIVE') and g.recorded_at <= d.proposed_at and not g.waits;
    elsif new.status in ('OPEN', 'IN_PROGRESS', 'VERIFIED') then
        update cases.guardian g set verified_at = null where g.file_id = new.file_id;
    end if;
    return null;
end $$;
create trigger guardians_verified after update of status on cases.tracing for each row execute function cases.guardians_verified();
-- Whether family that two people agreed to answers for the child on this day.
create function cases.is_accompanied(file uuid, day date) returns boolean stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return exists (select from cases.guardian g where g.file_id = is_accompanied.file and g.verified_at is not null and not g.waits and g.appointed_on <= day
                      and coalesce(g.ended_on, 'infinity') > day);
end $$;
revoke execute on function cases.weighed_now, cases.guardians_verified, cases.is_accompanied from public;

create index case_file_owes_best_interests on cases.case_file (worker_id, registered_at, id) where best_interests_at is null and closed_at is null;
create index case_file_owes_determination on cases.case_file (worker_id, registered_at, id)
    where best_interests_at is not null and determined_at is null and closed_at is null;
create view cases.due_best_interests with (security_invoker = true) as
    select 'cases.best-interests' as kind, id, id as file_id, worker_id, organisation_id, registered_at as since
      from cases.case_file where best_interests_at is null and closed_at is null;
create view cases.due_determination with (security_invoker = true) as
    select 'cases.determination' as kind, f.id, f.id as file_id, f.worker_id, f.organisation_id, f.registered_at as since
      from cases.case_file f where f.best_interests_at is not null and f.determined_at is null and f.closed_at is null
       and (not exists (select from cases.guardian g where g.file_id = f.id and g.verified_at is not null
                           and coalesce(g.ended_on, 'infinity') > (access.moment() at time zone 'UTC')::date)
            or exists (select from cases.homecoming h where h.file_id = f.id and h.cross_border and h.state in ('PLANNED', 'ACCEPTED', 'SUSPENDED')));
create or replace view cases.was_due_file with (security_invoker = true) as
    select 'cases.' || c.kind as kind, f.id, f.id as file_id, f.worker_id, f.supervisor_id, f.organisation_id, c.since, c.due_at, c.done_at, f.closed_at
      from cases.case_file f
     cross join lateral (values
        ('screening', coalesce(f.handed_at, f.registered_at), null::timestamptz, f.medical_screened_at),
        ('consent', coalesce(f.handed_at, f.registered_at), null, f.consented_at),
        ('guardian', coalesce(f.handed_at, f.registered_at), null, f.guardian_on::timestamp at time zone 'UTC'),
        ('assess', f.registered_at, null, f.assessed_at),
        ('best-interests', f.registered_at, null, f.best_interests_at),
        ('plan', f.registered_at, null, f.plan_approved_on::timestamp at time zone 'UTC'),
        ('review', coalesce(f.plan_approved_on::timestamp at time zone 'UTC', f.registered_at), (f.review_due + 1)::timestamp at time zone 'UTC', null),
        ('search', f.lost_since::timestamp at time zone 'UTC', null, null)) c(kind, since, due_at, done_at)
     where c.since is not null and (c.kind <> 'review' or f.review_due is not null)
    union all
    select 'cases.arrival', h.id, f.id, f.worker_id, f.supervisor_id, f.organisation_id, h.departed_on::timestamp at time zone 'UTC', null,
           h.arrival_confirmed_at, f.closed_at
      from cases.homecoming h join cases.case_file f on f.id = h.file_id
     where h.departed_on is not null and h.cross_border and h.state in ('DEPARTED', 'ARRIVED')
    union all
    select 'cases.determination', f.id, f.id, f.worker_id, f.supervisor_id, f.organisation_id, f.registered_at, null, f.determined_at, f.closed_at
      from cases.case_file f
     where f.best_interests_at is not null
       and (not exists (select from cases.guardian g where g.file_id = f.id and g.verified_at is not null
                           and coalesce(g.ended_on, 'infinity') > (access.moment() at time zone 'UTC')::date)
            or exists (select from cases.homecoming h where h.file_id = f.id and h.cross_border));
grant select on cases.due_best_interests, cases.due_determination to akoma_protection;
