-- ---------- schooling --------------------------------------------------------------------------------------------------
-- School and apprenticeship: where children learn, on which days, whether they came, and what became of it.
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
-- Schools, providers and terms are about no child: who may write them is asked of the role.
create trigger asks_role before insert or update on assistance.institution for each statement execute function access.asks_role('CASE_WORKER', 'CASE_SUPERVISOR');
grant select, insert, update on assistance.institution to akoma_protection;

create table assistance.term (
    id        uuid constraint term_pk primary key,
    country   text not null constraint term_country check (country ~ '^[A-Z]{2}$'),
    code      text not null constraint term_code check (code ~ '^[A-Za-z0-9][A-Za-z0-9 /-]{0,19}$'),
    starts_on date not null,
    ends_on   date not null,
    version   int not null default 1,
    constraint term_once unique (country, code),
    constraint term_dates check (starts_on <= ends_on and ends_on - starts_on <= 366));
create trigger asks_role before insert or update on assistance.term for each statement execute function access.asks_role('CASE_SUPERVISOR');
-- Of a record only those columns change that one of its acts changes.
grant select, insert, update (starts_on, ends_on, version) on assistance.term to akoma_protection;

create table assistance.closed_day (
    term_id uuid not null constraint closed_day_term references assistance.term,
    day     date not null,
    constraint closed_day_pk primary key (term_id, day));
create trigger asks_role before insert or delete on assistance.closed_day for each statement execute function access.asks_role('CASE_SUPERVISOR');
grant select, insert, delete on assistance.closed_day to akoma_protection;

-- The days on which children are expected: Monday to Friday within a term, less the closed days. The only place that counts them.
create function assistance.school_days(land text, first date, last date) returns int stable language sql set search_path = pg_catalog as $$
    select count(distinct d.day)::int
      from assistance.term t
     cross join lateral generate_series(greatest(t.starts_on, first), least(t.ends_on, last), interval '1 day') g(at)
     cross join lateral (select g.at::date as day) d
     where t.country = land and t.starts_on <= last and t.ends_on >= first and extract(isodow from d.day) < 6
       and not exists (select from assistance.closed_day c join assistance.term ct on ct.id = c.term_id where ct.country = land and c.day = d.day) $$;
grant execute on function assistance.school_days to akoma_protection;

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
create index enrolment_of_worker_ever on assistance.enrolment (worker_id, id);
call access.protect('assistance.enrolment', 'file_id', 32, 'akoma_protection');
-- A school sees its own pupils' enrolment and enters their attendance, while a grant on the file says that they are its pupils; nothing else.
create policy pupils on assistance.enrolment for select to akoma_protection using (
    desk_id = any ((select access.grantees())::uuid[]) and exists (select from access.file_grant g where g.file_id = enrolment.file_id
        and g.holder = access.holder('DESK', enrolment.desk_id) and g.valid_from <= (select access.moment()) and g.valid_until > (select access.moment()) offset 0));
create policy own_purpose on assistance.enrolment as restrictive for select to akoma_protection using (
    desk_id = any ((select access.grantees())::uuid[])
    or not exists (select from access.held g
                    where g.file_id = enrolment.file_id
                      and g.reason in ('REFERRAL', 'ENROLMENT', 'SHELTER_STAY') offset 0)
    or exists (select from access.held g
                where g.file_id = enrolment.file_id
                  and g.reads & 32 <> 0
                  and g.reason not in ('REFERRAL', 'ENROLMENT', 'SHELTER_STAY') offset 0));
create trigger stop_after_no before insert on assistance.enrolment for each row execute function cases.stop_after_no();
create trigger by_oneself after insert on assistance.enrolment referencing new table as added for each statement execute function access.by_oneself('recorded_by');
create trigger not_before_found before insert or update of starts_on on assistance.enrolment for each row
    execute function cases.not_before_found('starts_on');
-- In the file's hands from the beginning: named to come before what compares.
create trigger added_in_hands before insert on assistance.enrolment for each row execute function cases.in_hands_of_the_file();
-- Who sends a child to learn a trade has asked whether the tasks are safe, a contract is signed and the child is insured (requirements.md 3), and no
-- answer is taken back. Only what another system tells of the past may leave one open.
create function assistance.apprentice_is_asked_about() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if current_user = 'akoma_protection'
       and (tg_op = 'INSERT' and (new.tasks_safe is null or new.contract is null or new.insured is null) and not access.by_command()
            or tg_op = 'UPDATE' and (old.tasks_safe is not null and new.tasks_safe is null or old.contract is not null and new.contract is null
                                     or old.insured is not null and new.insured is null)) then
        raise exception 'assistance.apprentice-not-asked' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger apprentice_is_asked_about before insert or update of tasks_safe, contract, insured on assistance.enrolment for each row
    when (new.pathway = 'VOCATIONAL_TRAINING') execute function assistance.apprentice_is_asked_about();
grant select, insert, update (organisation_id, worker_id, supervisor_id, file_open, ends_on, end_reason, drop_reason, contract, hours_a_week, insured,
    tasks_safe, workplace_due, job_due, sealed, version) on assistance.enrolment to akoma_protection;

-- Whether the child left this place of learning and a danger runs, whichever and whenever the child told: nobody sends it back there before the alert is closed. What
-- is typed of the end, its day and its reason, says nothing.
create function assistance.was_left_in_danger(file uuid, place uuid) returns boolean stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return exists (select from cases.dangers_run(was_left_in_danger.file))
       and exists (select from cases.files_of_child(was_left_in_danger.file) f (id)
                     join assistance.enrolment e on e.file_id = f.id and e.institution_id = was_left_in_danger.place and e.ends_on is not null
                    union all
                    select from cases.files_of_child(was_left_in_danger.file) f (id)   -- or a service there, without an enrolment
                     join assistance.service s on s.file_id = f.id and s.code like 'LT\_%' and s.state in ('INTERRUPTED', 'COMPLETED')
                     join assistance.institution i on i.code = s.provider and i.id = was_left_in_danger.place);
end $$;
-- The same for who works on the file: it is not for the place.
create function assistance.is_left_in_danger(file uuid, place uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select access.works_on(file, 32) and assistance.was_left_in_danger(file, place) $$;
create function assistance.not_back_into_danger() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and assistance.was_left_in_danger(new.file_id, new.institution_id) then
        raise exception 'assistance.enrolment-in-danger' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger not_back_into_danger before insert on assistance.enrolment for each row execute function assistance.not_back_into_danger();
create trigger not_back_into_danger_again before update of ends_on on assistance.enrolment for each row
    when (old.ends_on is not null and (new.ends_on is null or new.ends_on > old.ends_on)) execute function assistance.not_back_into_danger();
-- The same workshop may be written again under another code. So who leads the file hears, as of an alert, of every place to which the child is sent while a danger runs.
create function assistance.enrolment_in_danger_rings() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if exists (select from cases.dangers_run(new.file_id)) then
        perform access.ring_of_file(array(select cases.who_leads(new.file_id)), 'alert', new.file_id, 'ENROLMENT');
    end if;
    return null;
end $$;
create trigger enrolment_in_danger_rings after insert on assistance.enrolment for each row execute function assistance.enrolment_in_danger_rings();
-- The same of a service by which the child learns a trade or goes to school: a place has the code of a provider. Planned, agreed to, begun, or given by another.
create function assistance.is_provider_left_in_danger(file uuid, provider text) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select access.works_on(file, 32)
       and exists (select from assistance.institution i where i.code = is_provider_left_in_danger.provider and assistance.was_left_in_danger(file, i.id)) $$;
create function assistance.no_service_in_danger() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    -- the provider itself, who says how far it is, learns nothing of a danger; who leads the file is rung below
    if session_user = 'akoma_protection' and access.works_on(new.file_id, 32) and new.code like 'LT\_%' and new.state in ('PLANNED', 'APPROVED', 'STARTED')
       and assistance.is_provider_left_in_danger(new.file_id, new.provider) then
        raise exception 'assistance.enrolment-in-danger' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger service_in_danger_rings after insert or update of state on assistance.service for each row
    when (new.state = 'STARTED' and new.code like 'LT\_%') execute function assistance.enrolment_in_danger_rings();
create trigger no_service_in_danger before insert or update of state, provider on assistance.service for each row execute function assistance.no_service_in_danger();
revoke execute on function assistance.no_service_in_danger, assistance.was_left_in_danger, assistance.is_left_in_danger, assistance.not_back_into_danger, assistance.enrolment_in_danger_rings from public;
grant execute on function assistance.is_left_in_danger, assistance.is_provider_left_in_danger to akoma_protection;

-- The pathway of a child on a day: that of the newest enrolment that had begun, also after its end. The file repeats it for lists; no login writes it there.
create function assistance.pathway_on(file uuid, day date) returns text stable language sql security definer set search_path = pg_catalog as $$
    select e.pathway from assistance.enrolment e where e.file_id = file and e.starts_on <= day order by e.starts_on desc, e.id desc limit 1 $$;
create function assistance.pathway_follows() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    update cases.case_file f set pathway = assistance.pathway_on(f.id, 'infinity') where f.id = new.file_id and f.pathway is distinct from assistance.pathway_on(f.id, 'infinity');
    return null;
end $$;
create trigger pathway_follows after insert or update of pathway, starts_on on assistance.enrolment for each row execute function assistance.pathway_follows();
revoke execute on function assistance.pathway_on, assistance.pathway_follows from public;

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
call access.protect('assistance.school_clock', 'file_id', 32, 'akoma_protection');
-- A receiver sees the days of the enrolments that they see.
create policy own_purpose on assistance.school_clock as restrictive for select to akoma_protection using (
    exists (select from assistance.enrolment e where e.id = school_clock.enrolment_id offset 0));
grant select on assistance.school_clock to akoma_protection;

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
create view assistance.was_due_workplace with (security_invoker = true) as
    select 'assistance.workplace' as kind, e.id, e.file_id, e.worker_id, e.organisation_id, c.since, (c.due_on + 1)::timestamp at time zone 'UTC' as due_at,
           c.until as done_at, null::timestamptz as closed_at
      from assistance.enrolment e join assistance.school_clock c on c.enrolment_id = e.id and c.kind = 'workplace';
grant select on assistance.was_due_workplace to akoma_protection;
create view assistance.was_due_job with (security_invoker = true) as
    select 'assistance.job' as kind, e.id, e.file_id, e.worker_id, e.organisation_id, c.since, (c.due_on + 1)::timestamp at time zone 'UTC' as due_at,
           c.until as done_at, null::timestamptz as closed_at
      from assistance.enrolment e join assistance.school_clock c on c.enrolment_id = e.id and c.kind = 'job';
grant select on assistance.was_due_job to akoma_protection;

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
create index attendance_file on assistance.attendance (file_id);
call access.protect('assistance.attendance', 'file_id', 32, 'akoma_protection');
create policy pupils on assistance.attendance for select to akoma_protection using (
    desk_id = any ((select access.grantees())::uuid[]) and exists (select from assistance.enrolment e
    where e.id = attendance.enrolment_id and e.desk_id = attendance.desk_id) and exists (select from access.file_grant g
    where g.file_id = attendance.file_id and g.holder = access.holder('DESK', attendance.desk_id) and g.valid_from <= (select access.moment())
      and g.valid_until > (select access.moment()) offset 0));
create policy by_school on assistance.attendance for insert to akoma_protection with check (
    desk_id = any ((select access.grantees())::uuid[]) and exists (select from assistance.enrolment e
    where e.id = attendance.enrolment_id and e.desk_id = attendance.desk_id) and exists (select from access.file_grant g
    where g.file_id = attendance.file_id and g.holder = access.holder('DESK', attendance.desk_id) and g.valid_from <= (select access.moment())
      and g.valid_until > (select access.moment()) offset 0));
create policy corrected_by_school on assistance.attendance for update to akoma_protection using (
    desk_id = any ((select access.grantees())::uuid[]) and exists (select from assistance.enrolment e
    where e.id = attendance.enrolment_id and e.desk_id = attendance.desk_id) and exists (select from access.file_grant g
    where g.file_id = attendance.file_id and g.holder = access.holder('DESK', attendance.desk_id) and g.valid_from <= (select access.moment())
      and g.valid_until > (select access.moment()) offset 0)) with check (
    desk_id = any ((select access.grantees())::uuid[]) and exists (select from assistance.enrolment e
    where e.id = attendance.enrolment_id and e.desk_id = attendance.desk_id) and exists (select from access.file_grant g
    where g.file_id = attendance.file_id and g.holder = access.holder('DESK', attendance.desk_id) and g.valid_from <= (select access.moment())
      and g.valid_until > (select access.moment()) offset 0));
create policy own_purpose on assistance.attendance as restrictive for select to akoma_protection using (
    desk_id = any ((select access.grantees())::uuid[])
    or not exists (select from access.held g
                    where g.file_id = attendance.file_id
                      and g.reason in ('REFERRAL', 'ENROLMENT', 'SHELTER_STAY') offset 0)
    or exists (select from access.held g
                where g.file_id = attendance.file_id
                  and g.reads & 32 <> 0
                  and g.reason not in ('REFERRAL', 'ENROLMENT', 'SHELTER_STAY') offset 0));
-- Who wrote a record is who acts.
create trigger by_oneself after insert on assistance.attendance referencing new table as added for each statement execute function access.by_oneself('recorded_by');
create trigger changed_by_oneself before update on assistance.attendance for each row execute function access.changed_by_oneself('recorded_by');
-- Who changes attendance signs for it at that moment.
create trigger one_act before update on assistance.attendance for each row
    when ((new.present, new.expected, new.expected_given, new.recorded_at, new.recorded_by)
          is distinct from (old.present, old.expected, old.expected_given, old.recorded_at, old.recorded_by))
    execute function access.one_act('EACH', 'recorded_at', 'recorded_by');
grant select, insert, update (expected, expected_given, present, recorded_by, recorded_at, version) on assistance.attendance to akoma_protection;

create view assistance.was_due_attendance with (security_invoker = true) as
    select 'assistance.attendance' as kind, e.id, e.file_id, e.worker_id, e.organisation_id, c.since, (c.due_on + 1)::timestamp at time zone 'UTC' as due_at,
           c.until as done_at, null::timestamptz as closed_at
      from assistance.enrolment e join assistance.school_clock c on c.enrolment_id = e.id and c.kind = 'attendance';
grant select on assistance.was_due_attendance to akoma_protection;

-- Anyone who records attendance, the school too, moves the day on which the next is due.
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
call access.protect('assistance.school_step', 'file_id', 32, 'akoma_protection');
create trigger by_oneself after insert on assistance.school_step referencing new table as added for each statement execute function access.by_oneself('recorded_by');
grant select, insert on assistance.school_step to akoma_protection;
create trigger job_in_danger_rings after insert on assistance.school_step for each row when (new.kind = 'JOB') execute function assistance.enrolment_in_danger_rings();

-- A term was changed: what was counted from it is counted again, whoever's child it is. Days present never exceed the days expected.
create function assistance.recount(land text) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
    update assistance.attendance a set expected = x.days, version = a.version + 1
      from (select b.id, greatest(assistance.school_days(i.country, b.first_day, b.last_day), coalesce(b.present, 0)) as days
              from assistance.attendance b join assistance.enrolment e on e.id = b.enrolment_id join assistance.institution i on i.id = e.institution_id
             where i.country = land and not b.expected_given) x
     where x.id = a.id and x.days <> a.expected;
end $$;

create view assistance.due_attendance with (security_invoker = true) as
    select 'assistance.attendance' as kind, id, file_id, worker_id, organisation_id, attendance_due as due_on
      from assistance.enrolment where ends_on is null and file_open;
grant select on assistance.due_attendance to akoma_protection;
create view assistance.due_workplace with (security_invoker = true) as
    select 'assistance.workplace' as kind, id, file_id, worker_id, organisation_id, workplace_due as due_on
      from assistance.enrolment where workplace_due is not null and file_open;
grant select on assistance.due_workplace to akoma_protection;
create view assistance.due_job with (security_invoker = true) as
    select 'assistance.job' as kind, id, file_id, worker_id, organisation_id, job_due as due_on
      from assistance.enrolment where job_due is not null and file_open;
grant select on assistance.due_job to akoma_protection;
revoke execute on function assistance.keep_clock, assistance.attended, assistance.recount from public;
grant execute on function assistance.recount to akoma_protection;

-- ---------- an enrolment opens the file --------------------------------------------------------------------------------
-- A school or centre sees that a child is its pupil because the child is enrolled there (cf. cases.granted_as_placed): a grant of this reason needs
-- the enrolment that runs at an institution of that desk, and ends with the last of them.
create function assistance.is_enrolled(file uuid, desk uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from assistance.enrolment e join assistance.institution i on i.id = e.institution_id
                     join access.organisation o on o.id = i.organisation_id
                    where e.file_id = file and e.ends_on is null and e.desk_id = desk and i.desk_id = desk and o.desk_id = desk) $$;
create function assistance.granted_as_enrolled() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if new.may_write or not assistance.is_enrolled(new.file_id, new.grantee) then
        raise exception 'assistance.no-such-enrolment' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger granted_as_enrolled before insert on access.file_grant for each row
    when (new.reason = 'ENROLMENT' and current_user in ('akoma_protection', 'akoma_enforcement')) execute function assistance.granted_as_enrolled();

create function assistance.enrolment_ends() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    update access.file_grant g set valid_until = greatest(access.moment(), g.valid_from) + interval '1 microsecond'
     where g.file_id = old.file_id and g.grantee = old.desk_id and g.grantee_kind = 'DESK' and g.reason = 'ENROLMENT'
       and g.valid_until > greatest(access.moment(), g.valid_from) + interval '1 microsecond' and not assistance.is_enrolled(old.file_id, old.desk_id);
    return null;
end $$;
create trigger enrolment_ends after update of ends_on on assistance.enrolment for each row
    when (old.ends_on is null and new.ends_on is not null and old.desk_id is not null) execute function assistance.enrolment_ends();
create function assistance.enrolment_goes_on() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if assistance.is_enrolled(new.file_id, new.grantee) then
        raise exception 'assistance.enrolment-goes-on' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger enrolment_goes_on before update on access.file_grant for each row
    when (new.reason = 'ENROLMENT' and new.valid_until < old.valid_until and current_user = 'akoma_protection') execute function assistance.enrolment_goes_on();
revoke execute on function assistance.is_enrolled, assistance.granted_as_enrolled, assistance.enrolment_ends, assistance.enrolment_goes_on from
    public;

-- ---------- an institution answers for itself --------------------------------------------------------------------------
-- To be the school of a child lets a structure see that the child is there. So a structure is a school by its own word: an institution is bound to the
-- structure of who adds it, or to one whose own account said yes. It is changed by the people of the structures that keep it, and who added it.
create function assistance.bound_by_itself() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare me uuid := access.actor(); mine uuid; desk uuid;
begin
    select p.organisation_id, o.desk_id into mine, desk from access.person p join access.organisation o on o.id = p.organisation_id where p.id = me;
    if new.made_by is distinct from me or new.kept_by is distinct from mine or new.version <> 1
       or new.organisation_id is not null and (new.organisation_id <> mine or new.desk_id is distinct from desk) then
        raise exception 'assistance.institution-of-others' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger bound_by_itself before insert on assistance.institution for each row
    when (current_user = 'akoma_protection') execute function assistance.bound_by_itself();

create function assistance.kept_by_its_own() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare me uuid := access.actor(); mine uuid;
begin
    select p.organisation_id into mine from access.person p where p.id = me;
    if (new.id, new.code, new.country, new.organisation_id, new.desk_id, new.asked_id, new.kept_by, new.made_by)
           is distinct from (old.id, old.code, old.country, old.organisation_id, old.desk_id, old.asked_id, old.kept_by, old.made_by)
       or new.version <> old.version + 1 or not coalesce(old.made_by = me or mine in (old.kept_by, old.organisation_id), false) then
        raise exception 'assistance.institution-of-others' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger kept_by_its_own before update on assistance.institution for each row
    when (current_user = 'akoma_protection') execute function assistance.kept_by_its_own();

-- The structure that is asked says yes or no, by an account of its own that did not add the institution.
create function assistance.answer_institution(institution uuid, agreed boolean) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
declare me uuid := access.actor(); mine uuid;
begin
    select p.organisation_id into mine from access.person p where p.id = me;
    update assistance.institution i set asked_id = null, version = i.version + 1, organisation_id = case when agreed then mine end,
           desk_id = case when agreed then (select o.desk_id from access.organisation o where o.id = mine) end
     where i.id = institution and i.asked_id = mine and i.made_by <> me and session_user = 'akoma_protection'
       and access.has_role(array['PROVIDER', 'CASE_SUPERVISOR', 'MINISTRY_OFFICER']);
    return found;
end $$;

-- What the enrolment says of the desk is the institution's: the pupils' policies are led by it.
create function assistance.at_that_desk() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if new.desk_id is not null and new.desk_id is distinct from (select i.desk_id from assistance.institution i where i.id = new.institution_id) then
        raise exception 'assistance.no-such-desk' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger at_that_desk before insert or update of desk_id, institution_id on assistance.enrolment for each row execute function assistance.at_that_desk();
revoke execute on function assistance.bound_by_itself, assistance.kept_by_its_own, assistance.answer_institution, assistance.at_that_desk from public;
grant execute on function assistance.answer_institution to akoma_protection;

-- ---------- the first day of help --------------------------------------------------------------------------------------
create function assistance.first_day(file uuid) returns date stable language sql security definer set search_path = pg_catalog as $$
    select case when access.sees(file, 511, false) then cases.found_on(file) end $$;
revoke execute on function assistance.first_day from public;
grant execute on function assistance.first_day to akoma_protection;

-- ---------- the next visit and the job follow from the last step -------------------------------------------------------
-- When an apprentice is visited next, and asked about a job, follows from the step that was just recorded, or ends with the enrolment. The visit comes nearer
-- by any act; far ahead it is put by one alone that found decent work.
create function assistance.keep_school_clocks() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and (
           new.job_due is distinct from old.job_due and not exists (
               select from assistance.school_step s where s.enrolment_id = new.id and s.kind in ('CERTIFICATE', 'JOB') and s.recorded_by = access.actor()
                  and s.recorded_at between access.moment() - interval '2 minutes' and access.moment() + interval '2 minutes')
           or new.workplace_due is distinct from old.workplace_due and not (new.workplace_due is null and new.ends_on is not null)
              and new.workplace_due is distinct from least(new.workplace_due, old.workplace_due) and not exists (
               select from assistance.school_step s where s.enrolment_id = new.id and s.kind = 'DECENT_WORK_VISIT' and s.recorded_by = access.actor()
                  and s.recorded_at between access.moment() - interval '2 minutes' and access.moment() + interval '2 minutes'
                  and new.workplace_due <= s.on_day + case s.outcome when 'DECENT' then 366 else access.limit_of('follow-up.high.interval', 7) end)) then
        raise exception 'assistance.no-step' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger keep_school_clocks before update of job_due, workplace_due on assistance.enrolment for each row
    when ((new.job_due, new.workplace_due) is distinct from (old.job_due, old.workplace_due)) execute function assistance.keep_school_clocks();
revoke execute on function assistance.keep_school_clocks from public;

-- ---------- the days that an enrolment asked for -----------------------------------------------------------------------
create function assistance.keep_clocks() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform assistance.keep_clock(new, 'attendance', case when new.ends_on is null and new.file_open then new.attendance_due end);
    perform assistance.keep_clock(new, 'workplace', case when new.file_open then new.workplace_due end);
    perform assistance.keep_clock(new, 'job', case when new.file_open then new.job_due end);
    return null;
end $$;
create trigger keep_clocks after insert or update of attendance_due, workplace_due, job_due, ends_on, file_open on assistance.enrolment
    for each row execute function assistance.keep_clocks();
revoke execute on function assistance.keep_clocks from public;

-- ---------- in the file's hands ----------------------------------------------------------------------------------------
-- In whose hands an enrolment lies, and whether its clocks run, is what the file says.
create function assistance.in_the_files_hands() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and not exists (
           select from cases.case_file f where f.id = new.file_id and (f.organisation_id, f.worker_id) = (new.organisation_id, new.worker_id)
              and f.supervisor_id is not distinct from new.supervisor_id and new.file_open = (f.status not in ('CLOSED', 'TRANSFERRED'))) then
        raise exception 'assistance.not-the-files-hands' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger in_the_files_hands before update of organisation_id, worker_id, supervisor_id, file_open on assistance.enrolment for each row
    when ((new.organisation_id, new.worker_id, new.supervisor_id, new.file_open)
          is distinct from (old.organisation_id, old.worker_id, old.supervisor_id, old.file_open)) execute function assistance.in_the_files_hands();
revoke execute on function assistance.in_the_files_hands from public;
