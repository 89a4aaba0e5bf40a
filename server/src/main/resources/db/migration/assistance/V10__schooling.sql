-- School and apprenticeship: where children learn, on which days, whether they came, and what became of it.
create schema if not exists assistance;

-- Schools, centres, master craftsmen. No child in it; name and place are sealed under the house key, since a pupil is found there every day.
create table assistance.institution (
    id              uuid constraint institution_pk primary key,
    code            text not null constraint institution_code unique constraint institution_code_form check (code ~ '^[A-Z0-9][A-Z0-9-]{1,29}$'),
    kind            text not null constraint institution_kind check (kind in ('SCHOOL', 'CENTRE', 'MASTER_CRAFTSMAN')),
    country         text not null constraint institution_country check (country ~ '^[A-Z]{2}$'),
    organisation_id uuid,                                              -- the structure whose people enter attendance; null: the child's worker does
    desk_id         uuid,
    asked_id        uuid,                                              -- the structure that is asked to enter attendance, until it says yes itself
    kept_by         uuid not null,                                     -- the structure of who added it
    made_by         uuid not null,
    closed_on       date,
    sealed          bytea not null,
    version         int not null default 1,
    constraint institution_asked_once check (asked_id is null or organisation_id is null),
    constraint institution_desk_of check ((organisation_id is null) = (desk_id is null)));
create index institution_of_desk on assistance.institution (desk_id) where desk_id is not null;

create table assistance.term (
    id        uuid constraint term_pk primary key,
    country   text not null constraint term_country check (country ~ '^[A-Z]{2}$'),
    code      text not null constraint term_code check (code ~ '^[A-Za-z0-9][A-Za-z0-9 /-]{0,19}$'),
    starts_on date not null,
    ends_on   date not null,
    version   int not null default 1,
    constraint term_once unique (country, code),
    constraint term_dates check (starts_on <= ends_on and ends_on - starts_on <= 366));
create table assistance.closed_day (
    term_id uuid not null constraint closed_day_term references assistance.term,
    day     date not null,
    constraint closed_day_pk primary key (term_id, day));

-- The days on which children are expected: Monday to Friday within a term, less the closed days. The only place that counts them.
create function assistance.school_days(land text, first date, last date) returns int stable language sql set search_path = pg_catalog as $$
    select count(distinct d.day)::int
      from assistance.term t
     cross join lateral generate_series(greatest(t.starts_on, first), least(t.ends_on, last), interval '1 day') g(at)
     cross join lateral (select g.at::date as day) d
     where t.country = land and t.starts_on <= last and t.ends_on >= first and extract(isodow from d.day) < 6
       and not exists (select from assistance.closed_day c join assistance.term ct on ct.id = c.term_id where ct.country = land and c.day = d.day) $$;

create table assistance.enrolment (
    id              uuid constraint enrolment_pk primary key,
    file_id         uuid not null constraint enrolment_file references cases.case_file,
    organisation_id uuid not null,
    worker_id       uuid not null,
    supervisor_id   uuid,
    file_open       boolean not null default true,
    institution_id  uuid not null constraint enrolment_institution references assistance.institution,
    desk_id         uuid,                                              -- of the institution, for its own people
    pathway         text not null constraint enrolment_pathway check (pathway in
                        ('PRESCHOOL', 'BRIDGING_CLASS', 'FORMAL_SCHOOL', 'CATCH_UP', 'VOCATIONAL_TRAINING')),
    trade           text,
    starts_on       date not null,
    ends_on         date,                                              -- the first day on which the child is no longer enrolled
    end_reason      text constraint enrolment_end_reason check (end_reason in
                        ('COMPLETED', 'CERTIFIED', 'DROPPED_OUT', 'CHANGED_PLACE', 'MOVED_AWAY', 'OTHER')),
    drop_reason     text constraint enrolment_drop_reason check (drop_reason in
                        ('COST', 'DISTANCE', 'ILLNESS', 'WORK', 'FAMILY', 'NOT_SAFE', 'LEARNING', 'MARRIAGE_OR_PREGNANCY', 'MISSING', 'OTHER')),
    contract        boolean,                                           -- of an apprentice; null: not asked yet, like the next ones
    hours_a_week    int constraint enrolment_hours check (hours_a_week between 1 and 80),
    insured         boolean,
    tasks_safe      boolean,                                           -- no hazardous task among what the apprentice does
    attended_until  date,                                              -- the last day told of by attendance
    attendance_due  date not null,
    workplace_due   date,                                              -- next decent-work visit of an apprentice
    job_due         date,                                              -- when to ask whether there is a job, after a certificate
    sealed          bytea not null,                                    -- class or master, number in the register, contract, remarks
    recorded_by     uuid not null,
    recorded_at     timestamptz not null,
    version         int not null default 1,
    constraint enrolment_in_file unique (id, file_id),
    constraint enrolment_dates check (ends_on is null or ends_on >= starts_on),
    constraint enrolment_end check ((ends_on is null) = (end_reason is null)),
    constraint enrolment_drop_out check ((end_reason is not distinct from 'DROPPED_OUT') = (drop_reason is not null)),
    constraint enrolment_trade check (trade is null or pathway = 'VOCATIONAL_TRAINING'));
create unique index enrolment_once on assistance.enrolment (file_id, institution_id) where ends_on is null;
create index enrolment_of_file        on assistance.enrolment (file_id, starts_on);
create index enrolment_of_institution on assistance.enrolment (institution_id, id) where ends_on is null;
create index enrolment_of_worker      on assistance.enrolment (worker_id, institution_id) where ends_on is null;
create index enrolment_of_supervisor  on assistance.enrolment (supervisor_id, institution_id) where ends_on is null;
create index enrolment_of_structure   on assistance.enrolment (organisation_id, institution_id) where ends_on is null;
create index enrolment_of_desk        on assistance.enrolment (desk_id, institution_id) where desk_id is not null;
create index enrolment_attendance_worker    on assistance.enrolment (worker_id, attendance_due, id) where ends_on is null and file_open;
create index enrolment_attendance_structure on assistance.enrolment (organisation_id, attendance_due, id) where ends_on is null and file_open;
create index enrolment_workplace_worker     on assistance.enrolment (worker_id, workplace_due, id) where workplace_due is not null and file_open;
create index enrolment_workplace_structure  on assistance.enrolment (organisation_id, workplace_due, id) where workplace_due is not null and file_open;
create index enrolment_job_worker           on assistance.enrolment (worker_id, job_due, id) where job_due is not null and file_open;
create index enrolment_job_structure        on assistance.enrolment (organisation_id, job_due, id) where job_due is not null and file_open;

create table assistance.attendance (
    id             uuid constraint attendance_pk primary key,
    file_id        uuid not null,
    enrolment_id   uuid not null,
    desk_id        uuid,
    first_day      date not null,
    last_day       date not null,
    expected       int not null constraint attendance_expected check (expected between 0 and 366),
    expected_given boolean not null,                                   -- told by the school; else counted from the terms
    present        int,                                                -- null: not known
    next_due       date not null,
    recorded_by    uuid not null,
    recorded_at    timestamptz not null,
    version        int not null default 1,
    constraint attendance_of foreign key (enrolment_id, file_id) references assistance.enrolment (id, file_id),
    constraint attendance_from_once unique (enrolment_id, first_day),
    constraint attendance_until_once unique (enrolment_id, last_day),
    constraint attendance_days check (first_day <= last_day and last_day - first_day <= 366),
    constraint attendance_present check (present is null or present between 0 and expected));

-- Whoever records attendance, the school too, moves the day on which the next is due.
create function assistance.attended() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    update assistance.enrolment e set attended_until = greatest(e.attended_until, new.last_day), attendance_due = greatest(e.attendance_due, new.next_due)
     where e.id = new.enrolment_id;
    return null;
end $$;
create trigger attended after insert or update on assistance.attendance for each row execute function assistance.attended();

-- Results, promotion, skills, certificate, decent-work visits, a job months later.
create table assistance.school_step (
    id           uuid constraint school_step_pk primary key,
    file_id      uuid not null,
    enrolment_id uuid not null,
    kind         text not null constraint school_step_kind check (kind in
                     ('TERM_RESULT', 'PROMOTION', 'SKILL', 'CERTIFICATE', 'DECENT_WORK_VISIT', 'JOB')),
    on_day       date not null,
    outcome      text not null,
    sealed       bytea not null,                                       -- marks, skill, what was seen, remarks
    recorded_by  uuid not null,
    recorded_at  timestamptz not null,
    constraint school_step_of foreign key (enrolment_id, file_id) references assistance.enrolment (id, file_id));
create index school_step_of_enrolment on assistance.school_step (enrolment_id, on_day, id);

-- ---------- who sees what ---------------------------------------------------------------------------------------------
call access.protect('assistance.enrolment', 'file_id', 32, 'akoma_protection');
call access.protect('assistance.attendance', 'file_id', 32, 'akoma_protection');
call access.protect('assistance.school_step', 'file_id', 32, 'akoma_protection');
-- A school sees its own pupils' enrolment and enters their attendance, while a grant on the file says that they are its pupils; nothing else.
create policy pupils on assistance.enrolment for select to akoma_protection using (
    desk_id = any ((select access.grantees())::uuid[]) and exists (select from access.file_grant g where g.file_id = enrolment.file_id
        and g.holder = access.holder('DESK', enrolment.desk_id) and g.valid_from <= (select access.moment()) and g.valid_until > (select access.moment()) offset 0));
do $$
declare mine text := $p$ desk_id = any ((select access.grantees())::uuid[]) and exists (select from assistance.enrolment e
    where e.id = attendance.enrolment_id and e.desk_id = attendance.desk_id) and exists (select from access.file_grant g
    where g.file_id = attendance.file_id and g.holder = access.holder('DESK', attendance.desk_id) and g.valid_from <= (select access.moment())
      and g.valid_until > (select access.moment()) offset 0) $p$;
begin
    execute 'create policy pupils on assistance.attendance for select to akoma_protection using (' || mine || ')';
    execute 'create policy by_school on assistance.attendance for insert to akoma_protection with check (' || mine || ')';
    execute 'create policy corrected_by_school on assistance.attendance for update to akoma_protection using (' || mine || ') with check (' || mine || ')';
end $$;

grant usage on schema assistance to akoma_protection, akoma_publication;
grant select, insert, update on assistance.institution, assistance.term, assistance.enrolment, assistance.attendance to akoma_protection;
grant select, insert, delete on assistance.closed_day to akoma_protection;
grant select, insert on assistance.school_step to akoma_protection;

-- A term was changed: what was counted from it is counted again, whoever's child it is. Days present never exceed the days expected.
create function assistance.recount(land text) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
    update assistance.attendance a set expected = x.days, version = a.version + 1
      from (select b.id, greatest(assistance.school_days(i.country, b.first_day, b.last_day), coalesce(b.present, 0)) as days
              from assistance.attendance b join assistance.enrolment e on e.id = b.enrolment_id join assistance.institution i on i.id = e.institution_id
             where i.country = land and not b.expected_given) x
     where x.id = a.id and x.days <> a.expected;
end $$;

-- Counts for the project's figures: one row a child who is enrolled on the day, without the child. Days of the last month that was told of;
-- present is null where nothing is known.
create function assistance.report_attendance(day date) returns table (pathway text, country text, sex text, expected bigint, present bigint)
stable language sql security definer set search_path = pg_catalog as $$
    select distinct on (e.file_id) e.pathway, i.country, f.sex, w.expected, w.present
      from assistance.enrolment e join assistance.institution i on i.id = e.institution_id join cases.case_file f on f.id = e.file_id
      left join lateral (select a.last_day, a.present from assistance.attendance a where a.enrolment_id = e.id and a.last_day <= day
                          order by a.last_day desc limit 1) l on true
      left join lateral (select sum(a.expected) as expected, sum(a.present) as present from assistance.attendance a
                          where a.enrolment_id = e.id and a.present is not null and a.last_day <= l.last_day and a.last_day > l.last_day - 31
                            and l.present is not null) w on true
     where e.starts_on <= day and coalesce(e.ends_on, 'infinity') > day
     order by e.file_id, l.last_day desc nulls last, e.starts_on desc, e.id $$;
revoke execute on function assistance.attended, assistance.recount, assistance.report_attendance from public;
grant execute on function assistance.recount to akoma_protection;
grant execute on function assistance.report_attendance to akoma_publication;

-- ---------- due ---------------------------------------------------------------------------------------------------------
create view assistance.due_attendance with (security_invoker = true) as
    select 'assistance.attendance' as kind, id, file_id, worker_id, organisation_id, attendance_due as due_on
      from assistance.enrolment where ends_on is null and file_open;
create view assistance.due_workplace with (security_invoker = true) as
    select 'assistance.workplace' as kind, id, file_id, worker_id, organisation_id, workplace_due as due_on
      from assistance.enrolment where workplace_due is not null and file_open;
create view assistance.due_job with (security_invoker = true) as
    select 'assistance.job' as kind, id, file_id, worker_id, organisation_id, job_due as due_on
      from assistance.enrolment where job_due is not null and file_open;
grant select on assistance.due_attendance, assistance.due_workplace, assistance.due_job to akoma_protection;
