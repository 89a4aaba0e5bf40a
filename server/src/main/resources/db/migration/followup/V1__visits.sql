-- Visits planned and done. In clear: codes, dates and ids; what was said, seen and agreed is sealed under the file's key.
create table followup.visit (
    id                 uuid constraint visit_pk primary key,
    file_id            uuid not null constraint visit_file references cases.case_file,
    organisation_id    uuid not null,                                  -- as on the file: lists are led by these two
    worker_id          uuid not null,
    type               text not null constraint visit_type check (type in ('ROUTINE', 'REASSESSMENT', 'MILESTONE', 'POST_CLOSURE', 'EMERGENCY')),
    planned_on         date not null,                                  -- of a visit that nobody had planned: the day it was made
    planned_at         timestamptz not null,
    planned_by         uuid not null,
    by_calendar        boolean not null,                               -- planned by the rules T10 and T11, which may plan it anew
    unplanned          boolean not null default false,                 -- made without a plan: no part of the punctuality
    moved              int not null default 0,                         -- how often a person gave it another day
    done_on            date,
    done_at            timestamptz,                                    -- when it was recorded
    recorded_by        uuid,
    made_by            uuid,                                           -- who saw the child, when a person of this house
    partner            text constraint visit_partner check (partner ~ '^[A-Z][A-Z0-9-]{1,29}$'),   -- or the code of a partner who did
    mode               text,
    seen               text[],
    seen_alone         boolean,
    not_alone          text,
    school             text,
    safety             text,
    trafficker_contact boolean,                                        -- null: the record taken over does not say
    missed_at          timestamptz,                                    -- when somebody said why it was not made
    missed_reason      text constraint visit_missed_reason check (missed_reason in ('CHILD_NOT_FOUND', 'CHILD_AWAY', 'FAMILY_REFUSED', 'NO_TRANSPORT', 'ROAD_CLOSED',
                           'TOO_FAR', 'WORKER_AWAY', 'CASELOAD', 'UNSAFE', 'OTHER')),
    cancelled_at       timestamptz,
    cancel_reason      text constraint visit_cancel_reason check (cancel_reason in ('SEEN_OTHERWISE', 'FAMILY_REFUSES', 'PLANNED_TWICE', 'OTHER', 'PLANNED_ANEW',
                           'FILE_CLOSED')),
    reviewed_at        timestamptz,
    reviewed_by        uuid,
    closed_at          timestamptz,                                    -- nothing more is due of it: done, missed, cancelled, or a later one was made
    sealed             bytea,
    version            int not null default 1,
    constraint visit_done check ((done_on is null) = (done_at is null) and (done_on is null) = (recorded_by is null)),
    constraint visit_done_by_someone check (done_on is null or made_by is not null or partner is not null),
    constraint visit_alone_or_why check (seen_alone is distinct from false or not_alone is not null),
    constraint visit_missed_why check ((missed_at is null) = (missed_reason is null)),
    constraint visit_cancelled_why check ((cancelled_at is null) = (cancel_reason is null)),
    constraint visit_cancelled_or_done check (cancelled_at is null or done_on is null),
    constraint visit_reviewed_by_another check (reviewed_by is distinct from recorded_by or reviewed_by is null),
    constraint visit_closed check (closed_at is not null or done_on is null and missed_at is null and cancelled_at is null));
create index visit_due_worker       on followup.visit (worker_id, planned_on, id) where closed_at is null;
create index visit_due_organisation on followup.visit (organisation_id, planned_on, id) where closed_at is null;
create index visit_of_file          on followup.visit (file_id, planned_on, id);
create index visit_worker           on followup.visit (worker_id, planned_on, id);
create index visit_organisation     on followup.visit (organisation_id, planned_on, id);
create index visit_waiting_review   on followup.visit (organisation_id, done_on, id) where done_on is not null and reviewed_at is null;

-- Each time a person gave a visit another day.
create table followup.visit_move (
    id       uuid constraint visit_move_pk primary key,
    file_id  uuid not null constraint visit_move_file references cases.case_file,
    visit_id uuid not null constraint visit_move_visit references followup.visit,
    at       timestamptz not null,
    from_on  date not null,
    to_on    date not null,
    reason   text not null,
    moved_by uuid not null);
create index visit_move_of_visit on followup.visit_move (visit_id, at);

-- What the child says of the visit: five questions, answered once.
create table followup.visit_feedback (
    visit_id   uuid constraint visit_feedback_pk primary key constraint visit_feedback_visit references followup.visit,
    file_id    uuid not null constraint visit_feedback_file references cases.case_file,
    at         timestamptz not null,
    taken_by   uuid not null,
    safe       text not null constraint visit_feedback_safe check (safe in ('YES', 'SO_SO', 'NO', 'NO_ANSWER')),
    heard      text not null constraint visit_feedback_heard check (heard in ('YES', 'SO_SO', 'NO', 'NO_ANSWER')),
    knows_whom text not null constraint visit_feedback_knows check (knows_whom in ('YES', 'SO_SO', 'NO', 'NO_ANSWER')),
    change     text not null constraint visit_feedback_change check (change in ('YES', 'SO_SO', 'NO', 'NO_ANSWER')),
    come_back  text not null constraint visit_feedback_back check (come_back in ('YES', 'SO_SO', 'NO', 'NO_ANSWER')),
    sealed     bytea not null);
create index visit_feedback_of_file on followup.visit_feedback (file_id, at);

-- A file whose visits were planned elsewhere until a day: the house's own calendar begins then.
create table followup.calendar (
    file_id   uuid constraint calendar_pk primary key constraint calendar_file references cases.case_file,
    begins_on date not null);

create view followup.due_visit with (security_invoker = true) as
    select 'followup.visit' as kind, id, file_id, worker_id, organisation_id, planned_on as due_on from followup.visit where closed_at is null;

call access.protect('followup.visit', 'file_id', 64, 'akoma_protection');
call access.protect('followup.visit_move', 'file_id', 64, 'akoma_protection');
call access.protect('followup.visit_feedback', 'file_id', 64, 'akoma_protection');
call access.protect('followup.calendar', 'file_id', 64, 'akoma_protection');
grant usage on schema followup to akoma_protection, akoma_publication;
grant select, insert, update on followup.visit, followup.calendar to akoma_protection;
grant select, insert on followup.visit_move, followup.visit_feedback to akoma_protection;
grant select on followup.due_visit to akoma_protection;

-- Counts for the project's figures: no child. A visit counts from its planned day, what was done from the day it was done.
create function followup.report_visits(as_of date, tolerance int, late_most int) returns table (planned bigint, on_time bigint, late bigint, missed bigint)
stable language sql security definer set search_path = pg_catalog as $$
    select x.planned, x.on_time, x.late, x.planned - x.on_time - x.late from (
        select count(*) as planned,
               count(*) filter (where v.done_on <= as_of and v.done_on <= v.planned_on + tolerance) as on_time,
               count(*) filter (where v.done_on <= as_of and v.done_on > v.planned_on + tolerance and v.done_on <= v.planned_on + late_most) as late
          from followup.visit v where not v.unplanned and v.cancelled_at is null and v.planned_on <= as_of) x $$;
revoke execute on function followup.report_visits from public;
grant execute on function followup.report_visits to akoma_publication;
