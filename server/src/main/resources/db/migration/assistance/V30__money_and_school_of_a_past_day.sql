-- What payments, days at school, visits to a workplace and jobs asked for on any past day.
create view assistance.was_due_payment with (security_invoker = true) as
    select 'assistance.approve-payment' as kind, id, file_id, null::uuid as worker_id, organisation_id, 'PROJECT_MANAGER' as role, requested_at as since,
           (covers_from + 1)::timestamp at time zone 'UTC' as due_at, approved_at as done_at, least(refused_at, cancelled_at) as closed_at
      from assistance.payment
    union all
    select 'assistance.pay', id, file_id, null, organisation_id, 'FINANCE_OFFICER', approved_at, (covers_from + 1)::timestamp at time zone 'UTC',
           paid_at, least(refused_at, cancelled_at)
      from assistance.payment where approved_at is not null;
grant select on assistance.was_due_payment to akoma_protection;

-- An enrolment's days move on with each record; each day that was asked for is kept with the time in which it was.
create table assistance.school_clock (
    enrolment_id uuid not null constraint school_clock_of references assistance.enrolment,
    file_id      uuid not null,
    kind         text not null constraint school_clock_kind check (kind in ('attendance', 'workplace', 'job')),
    due_on       date not null,
    since        timestamptz not null,
    until        timestamptz);
create index school_clock_of_enrolment on assistance.school_clock (enrolment_id, kind, since);
create unique index school_clock_one_runs on assistance.school_clock (enrolment_id, kind) where until is null;
create index enrolment_of_worker_ever on assistance.enrolment (worker_id, id);

create function assistance.keep_clock(asked assistance.enrolment, what text, due date) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
    if exists (select from assistance.school_clock c where c.enrolment_id = asked.id and c.kind = what and c.until is null and c.due_on = due) then
        return;
    end if;
    update assistance.school_clock c set until = access.moment() where c.enrolment_id = asked.id and c.kind = what and c.until is null;
    if due is not null then
        insert into assistance.school_clock (enrolment_id, file_id, kind, due_on, since) values (asked.id, asked.file_id, what, due, coalesce(access.moment(), asked.recorded_at));
    end if;
end $$;
create function assistance.keep_clocks() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform assistance.keep_clock(new, 'attendance', case when new.ends_on is null and new.file_open then new.attendance_due end);
    perform assistance.keep_clock(new, 'workplace', case when new.file_open then new.workplace_due end);
    perform assistance.keep_clock(new, 'job', case when new.file_open then new.job_due end);
    return null;
end $$;
revoke execute on function assistance.keep_clock, assistance.keep_clocks from public;
create trigger keep_clocks after insert or update of attendance_due, workplace_due, job_due, ends_on, file_open on assistance.enrolment
    for each row execute function assistance.keep_clocks();
insert into assistance.school_clock (enrolment_id, file_id, kind, due_on, since)
    select id, file_id, kind, due, recorded_at from assistance.enrolment
     cross join lateral (values ('attendance', case when ends_on is null then attendance_due end), ('workplace', workplace_due), ('job', job_due)) c(kind, due)
     where due is not null and file_open;

call access.protect('assistance.school_clock', 'file_id', 32, 'akoma_protection');
grant select on assistance.school_clock to akoma_protection;

create view assistance.was_due_attendance with (security_invoker = true) as
    select 'assistance.attendance' as kind, e.id, e.file_id, e.worker_id, e.organisation_id, c.since, (c.due_on + 1)::timestamp at time zone 'UTC' as due_at,
           c.until as done_at, null::timestamptz as closed_at
      from assistance.enrolment e join assistance.school_clock c on c.enrolment_id = e.id and c.kind = 'attendance';
create view assistance.was_due_workplace with (security_invoker = true) as
    select 'assistance.workplace' as kind, e.id, e.file_id, e.worker_id, e.organisation_id, c.since, (c.due_on + 1)::timestamp at time zone 'UTC' as due_at,
           c.until as done_at, null::timestamptz as closed_at
      from assistance.enrolment e join assistance.school_clock c on c.enrolment_id = e.id and c.kind = 'workplace';
create view assistance.was_due_job with (security_invoker = true) as
    select 'assistance.job' as kind, e.id, e.file_id, e.worker_id, e.organisation_id, c.since, (c.due_on + 1)::timestamp at time zone 'UTC' as due_at,
           c.until as done_at, null::timestamptz as closed_at
      from assistance.enrolment e join assistance.school_clock c on c.enrolment_id = e.id and c.kind = 'job';
grant select on assistance.was_due_attendance, assistance.was_due_workplace, assistance.was_due_job to akoma_protection;
