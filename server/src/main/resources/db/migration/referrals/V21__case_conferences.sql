-- Case conferences on a child's file (requirements.md 2.1 step 14, T9): who is asked to come, who came, what was decided, by whom it is to be done.
-- What is talked about is sealed; codes, days and people are plain. Seen by whoever holds the conference's section of the file.
create table referrals.conference (
    id              uuid constraint conference_pk primary key,
    file_id         uuid not null constraint conference_file references cases.case_file,
    organisation_id uuid not null,                                    -- as on the file
    worker_id       uuid not null,                                    -- as on the file
    section         int not null constraint conference_section check (section in (8, 16, 32, 64, 128)),
    state           text not null constraint conference_state check (state in ('PLANNED', 'HELD', 'CANCELLED')),
    planned_for     timestamptz not null,
    planned_by      uuid not null constraint conference_planner references access.person,
    planned_at      timestamptz not null,
    chair_id        uuid not null constraint conference_chair references access.person,
    agenda          bytea not null,
    held_at         timestamptz,                                      -- when it took place
    settled_at      timestamptz,                                      -- when minutes were written, or it was cancelled
    settled_by      uuid constraint conference_settler references access.person,
    minutes         bytea,                                            -- or why it was cancelled
    next_due        date,                                             -- T9: of a child at high risk, the day by which they meet again
    next_closed_at  timestamptz,                                      -- the next one is planned, or the danger is over
    version         int not null default 1,
    constraint conference_whole unique (id, file_id, section),
    constraint conference_held check ((state = 'HELD') = (held_at is not null)),
    constraint conference_settled check ((state = 'PLANNED') = (settled_at is null) and (settled_at is null) = (minutes is null)
        and (settled_at is null) = (settled_by is null)),
    constraint conference_next check (next_due is null or state = 'HELD'));
create index conference_of_file on referrals.conference (file_id, planned_for desc, id desc);
create index conference_next_worker       on referrals.conference (worker_id, next_due, id) where next_due is not null and next_closed_at is null;
create index conference_next_organisation on referrals.conference (organisation_id, next_due, id) where next_due is not null and next_closed_at is null;

-- One row for everybody asked to come. Led by the person: each one's own conferences.
create table referrals.attendance (
    conference_id   uuid not null,
    person_id       uuid not null constraint attendance_person references access.person,
    file_id         uuid not null,
    section         int not null,
    organisation_id uuid not null,                                    -- the person's own, on the day they were asked
    planned_for     timestamptz not null,                             -- as on the conference
    asked_at        timestamptz not null,
    closed_at       timestamptz,                                      -- it was held or cancelled, or they are no longer asked
    withdrawn       boolean not null default false,                   -- no longer asked
    present         boolean,                                          -- known once it was held
    constraint attendance_pk primary key (conference_id, person_id),
    constraint attendance_of foreign key (conference_id, file_id, section) references referrals.conference (id, file_id, section),
    constraint attendance_known check (present is null or closed_at is not null));
create index attendance_coming       on referrals.attendance (person_id, planned_for, conference_id) where closed_at is null;
create index attendance_past         on referrals.attendance (person_id, planned_for desc, conference_id desc) where closed_at is not null and not withdrawn;
create index attendance_organisation on referrals.attendance (organisation_id, planned_for, conference_id) where closed_at is null;

-- What was decided: one person does it by one day, and says whether it was done.
create table referrals.decision (
    id                 uuid constraint decision_pk primary key,
    conference_id      uuid not null,
    file_id            uuid not null,
    section            int not null,
    number             int not null constraint decision_number_from_1 check (number between 1 and 20),
    sealed             bytea not null,
    owner_id           uuid not null constraint decision_owner references access.person,
    owner_organisation uuid not null,
    due_on             date not null,
    made_at            timestamptz not null,
    state              text not null constraint decision_state check (state in ('OPEN', 'DONE', 'NOT_DONE')),
    settled_at         timestamptz,
    settled_by         uuid constraint decision_settler references access.person,
    note               bytea,
    constraint decision_number unique (conference_id, number),
    constraint decision_of foreign key (conference_id, file_id, section) references referrals.conference (id, file_id, section),
    constraint decision_settled check ((state = 'OPEN') = (settled_at is null) and (settled_at is null) = (settled_by is null)),
    constraint decision_why_not check (state <> 'NOT_DONE' or note is not null));
create index decision_of_file          on referrals.decision (file_id, conference_id, number);
create index decision_due_owner        on referrals.decision (owner_id, due_on, id) where state = 'OPEN';
create index decision_due_organisation on referrals.decision (owner_organisation, due_on, id) where state = 'OPEN';

-- As access.protect, with the section in the row, and without the sample of an evaluation: minutes are free text.
create procedure referrals.guard_on_file(tab regclass, changing text) language plpgsql as $p$
declare
    held text := format($f$ exists (select from access.held g
        where g.file_id = %1$s.file_id and g.reads & %1$s.section <> 0 and g.reason <> 'SAMPLE' %%s offset 0) $f$, split_part(tab::text, '.', 2));
    writes text := format('and g.reason <> ''BREAK_GLASS'' and g.writes & %s.section <> 0', split_part(tab::text, '.', 2));
begin
    execute format('alter table %s enable row level security', tab);
    execute format('create policy seen on %s for select to akoma_protection using (%s)', tab, format(held, ''));
    execute format('create policy added on %s for insert to akoma_protection with check (%s)', tab, format(held, writes));
    execute format('create policy changed on %s for update to akoma_protection using (%s)', tab, format(held, replace(changing, 'g.may_write', '(' || substr(writes, 5) || ')')));
end $p$;
call referrals.guard_on_file('referrals.conference', 'and g.may_write');
call referrals.guard_on_file('referrals.attendance', 'and g.may_write');
call referrals.guard_on_file('referrals.decision', 'and (g.may_write or decision.owner_id = (select access.actor()))');

-- What waits. With since, done_at and closed_at, open or not, so that any past day can be read.
create view referrals.due_decision with (security_invoker = true) as
    select 'referrals.decision' as kind, d.id, d.file_id, d.owner_id as worker_id, d.owner_organisation as organisation_id, d.due_on,
           (d.due_on + 1)::timestamp at time zone 'UTC' as due_at, d.made_at as since, d.settled_at as done_at, null::timestamptz as closed_at
      from referrals.decision d;
create view referrals.due_conference with (security_invoker = true) as
    select 'referrals.conference' as kind, a.conference_id as id, a.file_id, a.person_id as worker_id, a.organisation_id,
           (a.planned_for at time zone 'UTC')::date as due_on, a.planned_for as due_at, a.asked_at as since,
           case when a.present is not null then a.closed_at end as done_at, case when a.present is null then a.closed_at end as closed_at
      from referrals.attendance a;
create view referrals.due_next_conference with (security_invoker = true) as
    select 'referrals.next-conference' as kind, c.id, c.file_id, c.worker_id, c.organisation_id, c.next_due as due_on,
           (c.next_due + 1)::timestamp at time zone 'UTC' as due_at, c.settled_at as since, c.next_closed_at as done_at, null::timestamptz as closed_at
      from referrals.conference c where c.next_due is not null;

grant select, insert on referrals.conference, referrals.attendance, referrals.decision to akoma_protection;
grant update (organisation_id, worker_id, state, planned_for, chair_id, agenda, held_at, settled_at, settled_by, minutes, next_due, next_closed_at, version)
    on referrals.conference to akoma_protection;
grant update (planned_for, closed_at, withdrawn, present, asked_at) on referrals.attendance to akoma_protection;
grant update (owner_id, owner_organisation, state, settled_at, settled_by, note) on referrals.decision to akoma_protection;
grant select on referrals.due_decision, referrals.due_conference, referrals.due_next_conference to akoma_protection;
