grant usage on schema followup to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration, akoma_statistics;

-- Visits planned and done. In clear: codes, dates and ids; what was said, seen and agreed is sealed under the file's key.
create table followup.visit (
    id              uuid constraint visit_pk primary key,
    file_id         uuid not null,
    organisation_id uuid not null,                                  -- as on the file: lists are led by these two
    worker_id       uuid not null,
    type            text not null constraint visit_type check (type in ('ROUTINE', 'REASSESSMENT', 'MILESTONE', 'POST_CLOSURE', 'EMERGENCY')),
    planned_on      date not null,                                  -- of a visit that nobody had planned: the day it was made
    planned_at      timestamptz not null,
    planned_by      uuid not null,
    by_calendar     boolean not null,                               -- planned by the rules T10 and T11, which may plan it anew
    unplanned       boolean not null default false,                 -- made without a plan: no part of the punctuality
    moved           int not null default 0,                         -- how often a person gave it another day
    done_on         date,
    done_at         timestamptz,                                    -- when it was recorded
    recorded_by     uuid,
    made_by         uuid,                                           -- who saw the child, when a person of this house
    partner         text constraint visit_partner check (partner ~ '^[A-Z][A-Z0-9-]{1,29}$'),  -- or the code of a partner who did
    mode            text,
    seen            text[],
    seen_alone      boolean,
    not_alone       text,
    school          text,
    safety          text,
    missed_at       timestamptz,                                    -- when somebody said why it was not made
    missed_reason   text constraint visit_missed_reason check (missed_reason in ('CHILD_NOT_FOUND', 'CHILD_AWAY', 'FAMILY_REFUSED', 'NO_TRANSPORT', 'ROAD_CLOSED',
                           'TOO_FAR', 'WORKER_AWAY', 'CASELOAD', 'UNSAFE', 'OTHER')),
    cancelled_at    timestamptz,
    cancel_reason   text constraint visit_cancel_reason check (cancel_reason in ('SEEN_OTHERWISE', 'FAMILY_REFUSES', 'PLANNED_TWICE', 'OTHER', 'PLANNED_ANEW',
                           'FILE_CLOSED')),
    reviewed_at     timestamptz,
    reviewed_by     uuid,
    closed_at       timestamptz,                                    -- nothing more is due of it: done, missed, cancelled, or a later one was made
    sealed          bytea,                                          -- also that a trafficker found the child again
    version         int not null default 1,
    child_seen      boolean not null generated always as
        (done_on is not null and coalesce('CHILD' = any (seen), false) and coalesce(mode, '') not in ('PHONE', 'MESSAGE', 'PARTNER_WORD')) stored,
    -- The day for which a visit was first planned. Moving a visit makes nobody punctual: punctuality is judged by this day.
    first_on        date not null,
    -- When it was recorded first: a correction is no new visit.
    first_done_at   timestamptz,
    reviewer_id     uuid,
    open            boolean not null generated always as (closed_at is null) stored,
    constraint visit_done check ((done_on is null) = (done_at is null) and (done_on is null) = (recorded_by is null)),
    constraint visit_done_by_someone check (done_on is null or made_by is not null or partner is not null),
    constraint visit_alone_or_why check (seen_alone is distinct from false or not_alone is not null),
    constraint visit_missed_why check ((missed_at is null) = (missed_reason is null)),
    constraint visit_cancelled_why check ((cancelled_at is null) = (cancel_reason is null)),
    constraint visit_cancelled_or_done check (cancelled_at is null or done_on is null),
    constraint visit_reviewed_by_another check (reviewed_by is distinct from recorded_by or reviewed_by is null),
    constraint visit_closed check (closed_at is not null or done_on is null and missed_at is null and cancelled_at is null));
create index visit_of_file          on followup.visit (file_id, planned_on, id);
-- What is open and what is closed in one index each, so that a new visit is written into four indexes, and into one that counts are read from: each list names one of the two, or both one by one.
create index visit_of_worker        on followup.visit (worker_id, open, planned_on, id);
create index visit_of_organisation  on followup.visit (organisation_id, open, planned_on, id);
create index visit_waiting_review   on followup.visit (organisation_id, planned_on, id) where done_on is not null and reviewed_at is null;
create index visit_unreviewed on followup.visit (reviewer_id, id) where reviewer_id is not null and reviewed_at is null;
create index visit_review on followup.visit (reviewer_id, reviewed_at, id) where reviewer_id is not null;
-- What the figures by structure count (followup.report_visit_structures): few values many times, so that it is small.
create index visit_planned_of_structure on followup.visit (first_on, organisation_id, done_on) where not unplanned and cancelled_at is null;
call access.protect('followup.visit', 'file_id', 64, 'akoma_protection');
-- A file has visits by the dozen: one question a statement (cases.keep_on_file) instead of a foreign key's for every row.
call cases.keep_on_file('followup.visit');
create trigger by_oneself after insert on followup.visit referencing new table as added for each statement execute function access.by_oneself('planned_by', 'recorded_by');
create trigger changed_by_oneself before update on followup.visit for each row execute function access.changed_by_oneself('recorded_by');
create trigger one_act before update of done_at, missed_at, cancelled_at, closed_at, reviewed_at, reviewed_by on followup.visit for each row
    when ((new.done_at, new.missed_at, new.cancelled_at, new.closed_at, new.reviewed_at, new.reviewed_by)
          is distinct from (old.done_at, old.missed_at, old.cancelled_at, old.closed_at, old.reviewed_at, old.reviewed_by))
    execute function access.one_act('AGAIN', 'done_at', '', 'missed_at', '', 'cancelled_at', '', 'closed_at', '', 'reviewed_at', 'reviewed_by');
-- In whose hands what is seen and due of a child lies is what the file says.
create trigger in_the_files_hands before update of organisation_id, worker_id on followup.visit for each row
    when ((new.organisation_id, new.worker_id) is distinct from (old.organisation_id, old.worker_id)) execute function cases.in_the_files_hands();
grant select, insert (id, file_id, organisation_id, worker_id, type, planned_on, planned_at, planned_by, by_calendar, unplanned, done_on, done_at,
    recorded_by, made_by, partner, mode, seen, seen_alone, not_alone, school, safety, closed_at, sealed), update (organisation_id, worker_id,
    planned_on, by_calendar, moved, done_on, done_at, recorded_by, made_by, partner, mode, seen, seen_alone, not_alone, school, safety, missed_at,
    missed_reason, cancelled_at, cancel_reason, reviewed_at, reviewed_by, closed_at, sealed, version) on followup.visit to akoma_protection;

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
call access.protect('followup.visit_move', 'file_id', 64, 'akoma_protection');
create trigger by_oneself after insert on followup.visit_move referencing new table as added for each statement execute function access.by_oneself('moved_by');
grant select, insert on followup.visit_move to akoma_protection;

-- What the child says of the visit: five questions, answered once.
create table followup.visit_feedback (
    visit_id   uuid constraint visit_feedback_visit references followup.visit,
    file_id    uuid not null constraint visit_feedback_file references cases.case_file,
    at         timestamptz not null,
    taken_by   uuid not null,
    safe       text not null constraint visit_feedback_safe check (safe in ('YES', 'SO_SO', 'NO', 'NO_ANSWER')),
    heard      text not null constraint visit_feedback_heard check (heard in ('YES', 'SO_SO', 'NO', 'NO_ANSWER')),
    knows_whom text not null constraint visit_feedback_knows check (knows_whom in ('YES', 'SO_SO', 'NO', 'NO_ANSWER')),
    change     text not null constraint visit_feedback_change check (change in ('YES', 'SO_SO', 'NO', 'NO_ANSWER')),
    come_back  text not null constraint visit_feedback_back check (come_back in ('YES', 'SO_SO', 'NO', 'NO_ANSWER')),
    sealed     bytea not null,
    version    int not null default 1,
    constraint visit_feedback_pk primary key (visit_id, version));
create index visit_feedback_of_file on followup.visit_feedback (file_id, at);
call access.protect('followup.visit_feedback', 'file_id', 64, 'akoma_protection');
create trigger by_oneself after insert on followup.visit_feedback referencing new table as added for each statement execute function access.by_oneself('taken_by');
grant select, insert on followup.visit_feedback to akoma_protection;

-- A file whose visits were planned elsewhere until a day: the house's own calendar begins then.
create table followup.calendar (
    file_id   uuid constraint calendar_pk primary key constraint calendar_file references cases.case_file,
    begins_on date not null);
call access.protect('followup.calendar', 'file_id', 64, 'akoma_protection');
-- Who holds a file by an emergency alone begins no calendar, and ends no index that is expected, nor what an index asked for, but by an index that they made.
create trigger not_in_an_emergency before insert or update on followup.calendar for each row
    when (current_user = 'akoma_protection') execute function access.not_in_an_emergency();
grant select, insert, update (begins_on) on followup.calendar to akoma_protection;

-- ---------- seen means seen --------------------------------------------------------------------------------------------
-- Who spoke to the child, or heard of it, did not see it: a call, a message and a partner's word are contacts and stop no clock that says
-- "seen" (requirements.md 2.4, T10, T11, T18). The database says which is which, so that no list has to remember it.
create function followup.first_planned() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    new.first_on := case tg_op when 'INSERT' then new.planned_on else old.first_on end;
    return new;
end $$;
create trigger first_planned before insert or update of first_on on followup.visit for each row execute function followup.first_planned();

-- The same as the due view, of any past day: since when it was due, and when it was done or fell away.
-- A visit that a later one passed asked for nothing more from then on, even if it was made after all.
-- A past day shows the day that was planned then: a visit has one line for each day that it was given.
create view followup.was_due_visit with (security_invoker = true) as
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
grant select on followup.was_due_visit to akoma_protection;
create view followup.due_visit with (security_invoker = true) as
    select case type when 'MILESTONE' then 'followup.visit-milestone' when 'POST_CLOSURE' then 'followup.visit-after-closure' else 'followup.visit' end as kind,
           id, file_id, worker_id, organisation_id, planned_on as due_on from followup.visit where open;
grant select on followup.due_visit to akoma_protection;
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
    was_done_on date,                                                  -- the row as it was, kept by the database: no login writes these
    was_mode    text,
    was_seen    text[],
    was_safety  text,
    was_sealed  bytea,
    constraint visit_version_pk primary key (visit_id, version));
call access.protect('followup.visit_version', 'file_id', 64, 'akoma_protection');
create trigger by_oneself after insert on followup.visit_version referencing new table as added for each statement execute function access.by_oneself('replaced_by');
grant select, insert (visit_id, file_id, version, until, replaced_by, reviewed_by, recorded_by, sealed) on followup.visit_version to akoma_protection;

-- ---------- what was seen stays ----------------------------------------------------------------------------------------
-- A visit that was recorded changes as a new version that keeps the old one, in the name of who changes it, who visits children themselves; or by
-- being looked at. A day that was planned moves with its reason.
create function followup.keep_visit() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user <> 'akoma_protection' then return null; end if;
    if old.done_on is null and new.done_on is not null and new.recorded_by is distinct from access.actor() then
        raise exception 'followup.visit-of-another' using errcode = 'insufficient_privilege';
    end if;
    if old.done_on is not null
       and (new.sealed, new.done_on, new.done_at, new.mode, new.seen, new.seen_alone, new.school, new.safety)
           is distinct from (old.sealed, old.done_on, old.done_at, old.mode, old.seen, old.seen_alone, old.school, old.safety)
       and not (old.reviewed_at is null and new.reviewed_at is not null
                and (new.done_on, new.done_at, new.mode, new.seen, new.safety) is not distinct from (old.done_on, old.done_at, old.mode, old.seen, old.safety)) then
        if not exists (select from followup.visit_version v where v.visit_id = old.id and v.version = old.version and v.recorded_by = old.recorded_by) then
            raise exception 'followup.visit-recorded' using errcode = 'insufficient_privilege';
        end if;
        if new.recorded_by is distinct from access.actor() or not access.has_role(array['CASE_WORKER', 'MINISTRY_OFFICER']) then
            raise exception 'followup.visit-of-another' using errcode = 'insufficient_privilege';
        end if;
        update followup.visit_version v
           set was_done_on = old.done_on, was_mode = old.mode, was_seen = old.seen, was_safety = old.safety, was_sealed = old.sealed
         where v.visit_id = old.id and v.version = old.version and v.was_done_on is null;
    end if;
    if (new.planned_on, new.by_calendar, new.moved) is distinct from (old.planned_on, old.by_calendar, old.moved)
       and not exists (select from followup.visit_move m where m.visit_id = new.id and m.to_on = new.planned_on) then
        raise exception 'followup.visit-moved-without-reason' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger keep_visit after update on followup.visit deferrable initially deferred for each row
    when ((new.planned_on, new.by_calendar, new.moved) is distinct from (old.planned_on, old.by_calendar, old.moved)
          or old.done_on is null and new.done_on is not null or old.done_on is not null
          and (new.sealed, new.done_on, new.done_at, new.mode, new.seen, new.seen_alone, new.school, new.safety)
              is distinct from (old.sealed, old.done_on, old.done_at, old.mode, old.seen, old.seen_alone, old.school, old.safety))
    execute function followup.keep_visit();
revoke execute on function followup.keep_visit from public;

-- ---------- visits stay in an emergency --------------------------------------------------------------------------------
-- In an emergency a visit is recorded that nobody had planned. Those of the team stay due: none is made, ended, taken back, put off, corrected or
-- looked through (trust.md G7). The calendar goes on by itself: it may plan anew, as long as a visit remains on the day of the one that it takes back,
-- or before.
create function followup.visits_stay_in_an_emergency() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not access.in_emergency(new.file_id) or access.keeps(new.file_id, 256, true) then return new; end if;
    if new.planned_on <> old.planned_on or new.done_on is null and (new.worker_id, new.organisation_id) is distinct from (old.worker_id, old.organisation_id)
       or new.missed_at is distinct from old.missed_at or new.reviewed_at is distinct from old.reviewed_at
       or new.closed_at is not null and old.closed_at is null and new.done_on is null and new.cancelled_at is null
       or new.done_on is not null and not old.unplanned
       or old.done_on is not null or old.cancelled_at is not null
       or new.cancelled_at is not null and not (old.by_calendar and new.cancel_reason = 'PLANNED_ANEW') then
        raise exception 'followup.not-in-an-emergency' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger visits_stay_in_an_emergency before update on followup.visit for each row
    when (current_user = 'akoma_protection') execute function followup.visits_stay_in_an_emergency();
create function followup.planned_anew_in_an_emergency() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if access.in_emergency(new.file_id) and not access.keeps(new.file_id, 256, true)
       and not exists (select from followup.visit v where v.file_id = new.file_id and v.cancelled_at is null and v.missed_at is null
                          and (v.closed_at is null and v.planned_on <= new.planned_on + access.limit_of('visit.on-time.tolerance', 3)
                               or v.done_at >= access.moment())) then
        raise exception 'followup.not-in-an-emergency' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger planned_anew_in_an_emergency after update on followup.visit deferrable initially deferred for each row
    when (new.cancelled_at is not null and old.cancelled_at is null) execute function followup.planned_anew_in_an_emergency();
revoke execute on function followup.visits_stay_in_an_emergency, followup.planned_anew_in_an_emergency from public;

-- ---------- clocks are not set by hand ---------------------------------------------------------------------------------
-- Of a visit only those columns change that one of its acts changes.
-- A visit ends by being made, missed or cancelled with a reason, by a later one, or with its file; and who looked at the record of a visit is who
-- acts, a supervisor who wrote none of it.
create function followup.keep_end_of_visit() returns trigger language plpgsql security definer set search_path = pg_catalog
    set plan_cache_mode = force_generic_plan as $$
begin
    if session_user <> 'akoma_protection' then return null; end if;
    if new.closed_at is not null and old.closed_at is null and new.done_on is null and new.missed_at is null and new.cancel_reason is null
       and not exists (select from followup.visit v where v.file_id = new.file_id and v.done_on is not null and v.done_at >= new.planned_at
                          and v.planned_on > new.planned_on and new.planned_on <= v.done_on + access.limit_of('visit.on-time.tolerance', 3))
       and not exists (select from cases.case_file f where f.id = new.file_id and f.closed_at is not null) then
        raise exception 'followup.visit-ends-by-an-act' using errcode = 'insufficient_privilege';
    end if;
    if new.reviewed_at is not null and old.reviewed_at is null
       and (new.reviewed_by is distinct from access.actor() or new.reviewed_by in (new.recorded_by, new.made_by) or not access.has_role(array['CASE_SUPERVISOR'])) then
        raise exception 'followup.visit-reviewed-by-others' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger keep_end_of_visit after update on followup.visit deferrable initially deferred for each row
    when (new.closed_at is not null and old.closed_at is null or new.reviewed_at is not null and old.reviewed_at is null)
    execute function followup.keep_end_of_visit();

-- A child whose risk is known is never without a visit to come: one that is withdrawn for another plan leaves a nearer one, or the child was just
-- seen; one that a person takes back, before its day and before the first of its days, by which punctuality is judged, leaves another within the interval since the child was last seen; whatever ends a visit, the
-- calendar goes on. One is missed from its day on, and put off by no more than an interval, of a child at high risk not at all. A calendar that begins
-- later, of a file planned elsewhere, has planned nothing yet; that is no ground to take a visit back.
create function followup.keep_planned() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
    f cases.case_file;
    today date := (access.moment() at time zone 'UTC')::date;
    ahead int := access.limit_of('visit.calendar.ahead', 45);
    around int := access.limit_of('visit.on-time.tolerance', 3);
    days int;
    latest date;
    taken_back boolean := new.cancelled_at is not null and old.cancelled_at is null;
begin
    if session_user <> 'akoma_protection' then return null; end if;
    if new.missed_at is not null and old.missed_at is null and new.planned_on > today then
        raise exception 'followup.visit-to-come' using errcode = 'insufficient_privilege';
    end if;
    select * into f from cases.case_file c where c.id = new.file_id;
    if f.status in ('CLOSED', 'TRANSFERRED') then return null; end if;
    days := followup.interval_of(new.file_id);
    if new.planned_on > old.planned_on and new.planned_on > new.first_on
            + (case when followup.is_high(new.file_id) then 0 else coalesce(days, access.limit_of('follow-up.low.interval', 30)) end) then
        raise exception 'followup.visit-move-too-far' using errcode = 'insufficient_privilege';
    end if;
    if taken_back and new.cancel_reason = 'FILE_CLOSED' or taken_back and new.cancel_reason <> 'PLANNED_ANEW'
       and least(new.planned_on, new.first_on) <= today then
        raise exception 'followup.visit-day-passed' using errcode = 'insufficient_privilege';
    end if;
    if taken_back and new.cancel_reason = 'PLANNED_ANEW' and not exists (select from followup.visit v where v.file_id = new.file_id
           and (v.closed_at is null and v.planned_on <= new.planned_on or v.done_at = access.moment())) then
        raise exception 'followup.no-nearer-visit' using errcode = 'insufficient_privilege';
    end if;
    if new.closed_at is null or old.closed_at is not null or f.risk is null or days + around > ahead then return null; end if;
    latest := today + ahead + around;
    if taken_back and new.cancel_reason <> 'PLANNED_ANEW' then
        select greatest(new.planned_on, today + 1, coalesce(max(v.done_on), today) + days) into latest
          from followup.visit v where v.file_id = new.file_id and v.child_seen;
    end if;
    if not exists (select from followup.visit v where v.file_id = new.file_id and v.closed_at is null and v.planned_on <= latest)
       and (taken_back
            or not exists (select from followup.calendar c where c.file_id = new.file_id and c.begins_on > today
                              and not exists (select from followup.visit v where v.file_id = c.file_id and v.by_calendar))) then
        raise exception 'followup.no-visit-to-come' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger keep_planned after update on followup.visit deferrable initially deferred for each row
    when (new.closed_at is not null and old.closed_at is null or new.planned_on > old.planned_on
          or new.missed_at is not null and old.missed_at is null or new.cancelled_at is not null and old.cancelled_at is null)
    execute function followup.keep_planned();

-- The next visit of a file is the first of those that are planned.
create function followup.keep_next_visit() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and (select f.next_visit_due from cases.case_file f where f.id = new.id)
           is distinct from (select min(v.planned_on) from followup.visit v where v.file_id = new.id and v.closed_at is null) then
        raise exception 'followup.next-visit-is-not-so' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger keep_next_visit after update on cases.case_file deferrable initially deferred for each row
    when (new.next_visit_due is distinct from old.next_visit_due) execute function followup.keep_next_visit();
revoke execute on function followup.keep_end_of_visit, followup.keep_planned, followup.keep_next_visit from public;

-- ---------- a correction is judged like the record ---------------------------------------------------------------------
-- Another day, or another way, of a visit that was planned is judged like the record itself: a call is no visit, nor is a day long before the planned one.
create function followup.corrected_as_recorded() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection'
       and (new.mode in ('PHONE', 'MESSAGE', 'PARTNER_WORD') or new.done_on < new.planned_on - access.limit_of('visit.on-time.tolerance', 3)) then
        raise exception 'followup.visit-contact' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger corrected_as_recorded before update on followup.visit for each row
    when (old.done_on is not null and not new.unplanned and (new.mode is distinct from old.mode or new.done_on is distinct from old.done_on))
    execute function followup.corrected_as_recorded();

-- What the child says of a visit: a worse answer is taken as well, beside the one before; none takes back that the child is not safe.
create function followup.answer_is_added() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare last followup.visit_feedback;
begin
    select * into last from followup.visit_feedback f where f.visit_id = new.visit_id order by f.version desc limit 1;
    new.version := coalesce(last.version, 0) + 1;
    if array_position(array['YES', 'NO_ANSWER', 'SO_SO', 'NO'], new.safe) < array_position(array['YES', 'NO_ANSWER', 'SO_SO', 'NO'], last.safe) then
        raise exception 'followup.answer-stays' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger answer_is_added before insert on followup.visit_feedback for each row execute function followup.answer_is_added();
revoke execute on function followup.corrected_as_recorded, followup.answer_is_added from public;

-- ---------- what is said of a visit ------------------------------------------------------------------------------------
-- What is said of a visit is said of one that was made; what was done about an index is written when it is done.
create function followup.not_by_hand() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if current_user = 'akoma_protection' then raise exception 'followup.not-by-hand' using errcode = 'insufficient_privilege'; end if;
    return new;
end $$;
create trigger not_before_made before update of made_by, partner, mode, seen, seen_alone, not_alone, school, safety on followup.visit for each row
    when (new.done_on is null and (new.made_by, new.partner, new.mode, new.seen, new.seen_alone, new.not_alone, new.school, new.safety)
          is distinct from (old.made_by, old.partner, old.mode, old.seen, old.seen_alone, old.not_alone, old.school, old.safety))
    execute function followup.not_by_hand();
revoke execute on function followup.not_by_hand from public;

-- ---------- who looks at the record of a visit -------------------------------------------------------------------------
-- A record of a visit waits for a supervisor's look, and the bell that says so leads to a task. Records taken over from elsewhere do not wait here.
-- Who looks at it is kept with the visit, so that a list of work follows an index; a record that was looked at keeps who that was.
create function followup.keep_reviewer() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    new.reviewer_id := (select nullif(f.supervisor_id, new.recorded_by) from cases.case_file f where f.id = new.file_id);
    return new;
end $$;
create trigger keep_reviewer before insert or update of done_on, recorded_by, safety, worker_id, reviewed_at on followup.visit for each row
    when (new.done_on is not null and new.safety is not null and new.reviewed_at is null) execute function followup.keep_reviewer();
create view followup.due_review with (security_invoker = true) as
    select 'followup.review' as kind, v.id, v.file_id, v.reviewer_id as worker_id, v.organisation_id, null::timestamptz as due_at
      from followup.visit v where v.reviewed_at is null;
grant select on followup.due_review to akoma_protection;
create view followup.was_due_review with (security_invoker = true) as
    select 'followup.review' as kind, v.id, v.file_id, v.reviewer_id as worker_id, v.organisation_id, v.done_at as since, null::timestamptz as due_at,
           v.reviewed_at as done_at, null::timestamptz as closed_at
      from followup.visit v where v.done_on is not null and v.reviewer_id is not null;
grant select on followup.was_due_review to akoma_protection;

-- ---------- a visit in a partner's name --------------------------------------------------------------------------------
-- What a record claims and the database can look up (trust.md 4); the application says the same in words (VisitPartners).
-- A visit in a partner's name: the partner is a structure or a provider of the house, and its word is a contact, not a child that was seen. What the
-- operator takes over from elsewhere comes by a command, and not at the present moment: those records keep the names that they bring.
-- What the database cannot know: whether the partner said so. The word that who recorded it heard is its only witness, and their name is kept with it.
create function followup.partner_is_known() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if access.moment() between now() - interval '5 minutes' and now() + interval '5 minutes'
       and (not exists (select from access.organisation o where o.code = new.partner) and not exists (select from assistance.provider p where p.code = new.partner)
            or coalesce(new.mode, '') not in ('PHONE', 'MESSAGE', 'PARTNER_WORD')) then
        raise exception 'followup.visit-no-such-partner' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger partner_is_known before insert on followup.visit for each row
    when (new.partner is not null and current_user = 'akoma_protection') execute function followup.partner_is_known();
create trigger partner_stays_known before update of partner, mode on followup.visit for each row
    when (new.partner is not null and (new.partner, new.mode) is distinct from (old.partner, old.mode) and current_user = 'akoma_protection')
    execute function followup.partner_is_known();
revoke execute on function followup.partner_is_known from public;

-- ---------- what is recorded is recorded now ---------------------------------------------------------------------------
-- What somebody did about a child is written down when it is: a visit, an action or a step of a search dated ahead would be the later word on every
-- danger until then.
create function followup.keep_present() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    raise exception 'followup.not-at-this-moment' using errcode = 'insufficient_privilege';
end $$;
create trigger keep_present before insert on followup.visit for each row
    when (session_user = 'akoma_protection' and new.done_on is not null
          and not (new.done_on <= (access.moment() at time zone 'UTC')::date
                   and coalesce(new.done_at between access.moment() - interval '2 minutes' and access.moment() + interval '2 minutes', false)))
    execute function followup.keep_present();
create trigger keep_present_day before update of done_on on followup.visit for each row
    when (session_user = 'akoma_protection' and new.done_on is distinct from old.done_on and new.done_on > (access.moment() at time zone 'UTC')::date)
    execute function followup.keep_present();

-- The house plans a child from tomorrow at the latest: an import takes a file over at a past moment, and begins today by the clock on the wall.
create function followup.begins_soon() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    raise exception 'followup.calendar-too-late' using errcode = 'insufficient_privilege';
end $$;
-- Named to come after what an emergency may not do.
create trigger soon before insert or update on followup.calendar for each row
    when (session_user = 'akoma_protection' and new.begins_on > (greatest(access.moment(), now()) at time zone 'UTC')::date + 1)
    execute function followup.begins_soon();
revoke execute on function followup.keep_present, followup.begins_soon from public;
