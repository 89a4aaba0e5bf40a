-- ---------- something of what is held about the child is wrong --------------------------------------------------------------------
-- The child, or who answers for it, asks that something is corrected (requirements.md 8.1; GDPR art. 16; law 2013-450 of Côte d'Ivoire). Who
-- works on the file records it. It is answered by an act that changed that part of the file since, or refused by two people with a reason; then the file goes
-- on saying that the child does not agree. No login writes this table: the functions below do, in the name of who acts.
insert into access.decision_kind (kind, roles, proposers, section) values ('CORRECTION', '{CASE_SUPERVISOR}', '{CASE_WORKER,CASE_SUPERVISOR}', 256);

create table retention.correction_request (
    id           uuid constraint correction_request_pk primary key,
    file_id      uuid not null constraint correction_request_file references cases.case_file,
    said_by      text not null constraint correction_request_said_by check (said_by in ('CHILD', 'GUARDIAN')),
    said_on      date not null,
    checked      text not null constraint correction_request_checked check (checked in ('KNOWN_IN_PERSON', 'DOCUMENT', 'COURT_DECISION')),
    child_agrees boolean,                                                -- null: the child asks, or is too young to be asked
    section      int not null constraint correction_request_section check (section in (1, 2, 4, 8, 16, 32, 64, 128, 256)),
    sealed       bytea not null,                                         -- what is wrong, in the words of who asked
    guardians    uuid[] not null default '{}',                           -- who could have asked on that day, where a guardian did
    after_entry  int not null,                                           -- of the file's journal: the last one before the request
    recorded_by  uuid not null constraint correction_request_recorded_by references access.person,
    recorded_at  timestamptz not null,
    due_at       timestamptz not null,
    state        text not null default 'OPEN' constraint correction_request_state check (state in ('OPEN', 'CORRECTED', 'REFUSED')),
    entry        int,                                                    -- of the file's journal: the act that corrects
    answered_by  uuid constraint correction_request_answered_by references access.person,
    answered_at  timestamptz,
    told_on      date,
    told_how     text constraint correction_request_told_how check (told_how in ('IN_PERSON', 'IN_WRITING', 'BY_TELEPHONE')),
    told_to      text constraint correction_request_told_to check (told_to in ('CHILD', 'GUARDIAN')),
    told_by      uuid constraint correction_request_told_by references access.person,
    told_at      timestamptz,
    version      int not null default 1,
    constraint correction_request_answered check (num_nulls(answered_by, answered_at) = case state when 'OPEN' then 2 else 0 end),
    constraint correction_request_entry check ((entry is null) = (state <> 'CORRECTED')),
    constraint correction_request_told check (num_nonnulls(told_on, told_how, told_to, told_by, told_at) in (0, 5) and (told_on is null or state <> 'OPEN')),
    constraint correction_request_two check (state <> 'CORRECTED' or told_by is distinct from answered_by));
create index correction_request_of_file on retention.correction_request (file_id, recorded_at desc);
create index correction_request_due on retention.correction_request (due_at) where told_on is null;
call access.protect('retention.correction_request', 'file_id', 256, 'akoma_protection');
-- What is wrong with the health of a child is read by who reads its health.
create policy of_its_section on retention.correction_request as restrictive for select to akoma_protection
    using (retention.reads_requests(file_id) and access.works_on(file_id, section));
grant select on retention.correction_request to akoma_protection;

-- By who works on the file and reads that part of it. DONE, FORBIDDEN, DAY, TOO_YOUNG, NO_GUARDIAN, CHILD_AGREES, MANY (ten of who acts wait: nobody
-- bars the requests that others record).
create function retention.record_correction(id uuid, file uuid, said_by text, said_on date, checked text, child_agrees boolean, section int, sealed bytea)
returns text language plpgsql security definer set search_path = pg_catalog as $$
declare bar text;
begin
    if not retention.speaks_as(file, array['CASE_WORKER', 'CASE_SUPERVISOR']) or not access.keeps(file, record_correction.section, false)
       or octet_length(record_correction.sealed) < 35 then return 'FORBIDDEN'; end if;
    perform from cases.case_file f where f.id = file for update;
    if (select count(*) from retention.correction_request r where r.file_id = file and r.state = 'OPEN' and r.recorded_by = access.actor()) >= 10 then return 'MANY'; end if;
    if record_correction.said_on < (access.moment() at time zone 'UTC')::date - access.limit_of('correction.max', 30) then return 'DAY'; end if;
    bar := retention.asking_bar(file, record_correction.said_by, record_correction.said_on, record_correction.child_agrees);
    if bar is not null then return bar; end if;
    insert into retention.correction_request (id, file_id, said_by, said_on, checked, child_agrees, section, sealed, guardians, after_entry, recorded_by, recorded_at,
                                              due_at)
    values (record_correction.id, file, record_correction.said_by, record_correction.said_on, record_correction.checked,
            case when record_correction.said_by = 'GUARDIAN' then record_correction.child_agrees end, record_correction.section, record_correction.sealed,
            case when record_correction.said_by = 'GUARDIAN' then retention.who_answers(file, record_correction.said_on) else '{}' end,
            (select coalesce(max(e.seq), 0) from journal.entry e where e.chain = file), access.actor(), access.moment(), (record_correction.said_on + access.limit_of('correction.max', 30) + 1)::timestamp at time zone 'UTC');
    return 'DONE';
end $$;

-- The acts that write something which the child may say is wrong. What is not here corrects nothing: a reading, what is asked for or refused, a conference, a
-- share, a task.
create function retention.correcting_acts() returns text[] immutable language sql set search_path = pg_catalog as $$
    select array['cases.identity-changed', 'cases.registration-corrected',
                 'cases.family-changed', 'cases.guardian-appointed', 'cases.guardian-agreed', 'cases.guardian-ended', 'cases.guardian-end-agreed', 'cases.traced',
                 'cases.exploitation-changed', 'cases.victim-status-decided', 'cases.medical-recorded',
                 'cases.placed', 'cases.placement-approved', 'cases.placement-corrected', 'cases.placement-ended', 'cases.care-order', 'cases.home-change-agreed',
                 'cases.move-reversed', 'cases.homecoming-changed', 'cases.journey-agreed', 'cases.stay-instructed',
                 'cases.note-written', 'cases.assessed', 'cases.best-interests-weighed', 'cases.risk-changed', 'cases.risk-lowering-agreed',
                 'cases.plan-drafted', 'cases.plan-approved', 'cases.plan-reviewed', 'cases.goal-marked', 'cases.goal-dropped',
                 'cases.consent-recorded', 'cases.new-yes-agreed', 'cases.status-changed',
                 'assistance.service-planned', 'assistance.service-given', 'assistance.service-changed', 'assistance.service-completed',
                 'assistance.service-interrupted', 'assistance.payment-reversed', 'assistance.enrolled', 'assistance.enrolment-changed',
                 'assistance.enrolment-ended', 'assistance.attendance-corrected', 'assistance.school-step',
                 'followup.visit-recorded', 'followup.visit-corrected', 'followup.visit-feedback', 'followup.csi-recorded', 'followup.risk-scored',
                 'attachments.withdrawn'] $$;
-- What wrote in this very part of the file after the request was recorded.
create function retention.is_correcting(r retention.correction_request, entry int) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from journal.entry e where e.chain = r.file_id and e.seq = entry and e.seq > r.after_entry and e.at >= r.recorded_at and e.section = r.section
                      and e.act = any (retention.correcting_acts())) $$;
-- The acts of others that may be named, for who answers: as the history of the file numbers them, newest first.
create function retention.correcting(request uuid) returns setof int stable language sql security definer set search_path = pg_catalog as $$
    select e.seq from retention.correction_request r join journal.entry e on e.chain = r.file_id and e.seq > r.after_entry
     where r.id = request and r.state = 'OPEN' and session_user = 'akoma_protection' and retention.reads_requests(r.file_id) and access.works_on(r.file_id, r.section)
       and e.actor <> access.actor() and retention.is_correcting(r, e.seq) order by e.seq desc limit 100 $$;
-- It takes two, as a refusal does: who made the act does not say that it corrects (here), and who says so does not tell the child too (tell_correction). With two
-- on the file it can always be answered. DONE, FORBIDDEN, ANSWERED, NO_ACT, OWN (an act of who says so).
create function retention.correct(request uuid, entry int) returns text language plpgsql security definer set search_path = pg_catalog as $$
declare r retention.correction_request;
begin
    select * into r from retention.correction_request x where x.id = request for update;
    if r.id is null or not retention.keeps_as(r.file_id, array['CASE_WORKER', 'CASE_SUPERVISOR']) or not access.keeps(r.file_id, r.section, false) then return 'FORBIDDEN'; end if;
    if r.state <> 'OPEN' then return 'ANSWERED'; end if;
    if not retention.is_correcting(r, correct.entry) then return 'NO_ACT'; end if;
    if exists (select from journal.entry e where e.chain = r.file_id and e.seq = correct.entry and e.actor = access.actor()) then return 'OWN'; end if;
    update retention.correction_request x set state = 'CORRECTED', entry = correct.entry, answered_by = access.actor(), answered_at = access.moment(), version = x.version + 1
     where x.id = r.id;
    perform access.end_waiting('{CORRECTION}', r.id, null);
    return 'DONE';
end $$;
-- A refusal is proposed of what is open, by who works on the file and reads that part of it, and decided by another one who does.
create function retention.refused_rightly() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not exists (select from retention.correction_request r where r.id = new.subject and r.file_id = new.file_id and r.state = 'OPEN'
                      and retention.keeps_as(r.file_id, array['CASE_WORKER', 'CASE_SUPERVISOR']) and access.keeps(r.file_id, r.section, false)) then
        raise exception 'retention.correction-not-open' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger correction_refused_rightly before insert on access.decision for each row when (new.kind = 'CORRECTION') execute function retention.refused_rightly();
-- Whether somebody could agree to a refusal that who acts asks for: neither who recorded the request, nor who asks, and who reads that part of the file.
create function retention.may_be_refused(request uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from retention.correction_request r where r.id = request and r.state = 'OPEN' and retention.reads_requests(r.file_id)
                      and retention.can_be_decided('CORRECTION', r.file_id, r.section, array[r.recorded_by])) $$;
-- A refusal that nobody can agree to would keep who asked waiting.
create function retention.refusal_waits() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if exists (select from access.decision d where d.id = new.id and d.state = 'WAITING') and not exists (select from access.deciders(new.id)) then
        raise exception 'retention.refusal-waits-for-nobody' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger refusal_waits after insert on access.decision deferrable initially deferred for each row
    when (new.kind = 'CORRECTION') execute function retention.refusal_waits();
create function retention.correction_refused() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    update retention.correction_request r set state = 'REFUSED', answered_by = new.decided_by, answered_at = access.moment(), version = r.version + 1
     where r.id = new.subject and r.state = 'OPEN';
    return null;
end $$;
create trigger correction_refused after update of state on access.decision for each row
    when (new.kind = 'CORRECTION' and old.state = 'WAITING' and new.state = 'AGREED') execute function retention.correction_refused();
-- Why nobody of these is told the answer on this day: what the child asked is told to the child; what a guardian asked to those guardians, while they answer for
-- the child. Where they no longer do, it is said who is told: the child, or who answers for it today, which a child of the age of informed assent would have to
-- agree to. Null: they may be.
create function retention.telling_bar(r retention.correction_request, told_to text, told_on date) returns text stable language sql security definer set search_path = pg_catalog as $$
    select case when coalesce(told_to, r.said_by) = 'CHILD' then null
                when r.said_by = 'CHILD' then 'CHILD_ALONE'
                when retention.asking_bar(r.file_id, 'GUARDIAN', told_on, r.child_agrees and x.still) = 'NO_GUARDIAN' then 'NO_GUARDIAN'
                when not x.still and told_to is null then 'ASKER_GONE'
                when retention.asking_bar(r.file_id, 'GUARDIAN', told_on, r.child_agrees and x.still) = 'CHILD_AGREES' then 'CHILD_ALONE' end
      from (select r.guardians <@ retention.who_answers(r.file_id, (access.moment() at time zone 'UTC')::date) as still) x $$;
-- That the answer is known. told_to: null is who asked. DONE, FORBIDDEN, NOT_ANSWERED, TOLD, OWN (who said that it is
-- corrected), DAY, CHILD_ALONE, NO_GUARDIAN, ASKER_GONE.
create function retention.tell_correction(request uuid, told_on date, told_how text, told_to text) returns text language plpgsql security definer set search_path = pg_catalog as $$
declare r retention.correction_request; bar text;
begin
    select * into r from retention.correction_request x where x.id = request for update;
    if r.id is null or not retention.keeps_as(r.file_id, array['CASE_WORKER', 'CASE_SUPERVISOR']) or not access.keeps(r.file_id, r.section, false) then return 'FORBIDDEN'; end if;
    if r.state = 'OPEN' then return 'NOT_ANSWERED'; end if;
    if r.told_on is not null then return 'TOLD'; end if;
    if r.state = 'CORRECTED' and r.answered_by = access.actor() then return 'OWN'; end if;
    if tell_correction.told_on > (access.moment() at time zone 'UTC')::date or tell_correction.told_on < (r.answered_at at time zone 'UTC')::date then return 'DAY'; end if;
    bar := retention.telling_bar(r, tell_correction.told_to, tell_correction.told_on);
    if bar is not null then return bar; end if;
    update retention.correction_request x set told_on = tell_correction.told_on, told_how = tell_correction.told_how,
           told_to = coalesce(tell_correction.told_to, x.said_by), told_by = access.actor(), told_at = access.moment(), version = x.version + 1 where x.id = r.id;
    return 'DONE';
end $$;

-- ---------- the clock ------------------------------------------------------------------------------------------------------------
create view retention.due_correction with (security_invoker = true) as
    select 'retention.answer-correction' as kind, r.id, r.file_id, f.worker_id, f.organisation_id, r.due_at
      from retention.correction_request r join cases.case_file f on f.id = r.file_id where r.told_on is null;
create view retention.was_due_correction with (security_invoker = true) as
    select 'retention.answer-correction' as kind, r.id, r.file_id, f.worker_id, f.organisation_id, r.recorded_at as since, r.due_at, r.told_at as done_at,
           null::timestamptz as closed_at
      from retention.correction_request r join cases.case_file f on f.id = r.file_id;
grant select on retention.due_correction, retention.was_due_correction to akoma_protection;

-- ---------- what the data protection officer oversees ----------------------------------------------------------------------------
-- Every request about the data of a child: codes and days, no words. What waits for an answer first, the soonest due on top.
create function retention.rights_requests(most int) returns table (kind text, id uuid, code text, organisation text, said_by text, section int, said_on date, due_at timestamptz,
    state text, answered_at timestamptz, told_on date)
stable language sql security definer set search_path = pg_catalog as $$
    select x.kind, x.id, f.code, o.code, x.said_by, x.section, x.said_on, x.due_at, x.state, x.answered_at, x.told_on from (
        select 'ACCESS' as kind, a.id, a.file_id, a.said_by, null::int as section, a.said_on, a.due_at, a.state, a.decided_at as answered_at, a.given_on as told_on
          from retention.access_request a
        union all select 'CORRECTION', c.id, c.file_id, c.said_by, c.section, c.said_on, c.due_at, c.state, c.answered_at, c.told_on from retention.correction_request c) x
      join cases.case_file f on f.id = x.file_id join access.organisation o on o.id = f.organisation_id
     where session_user = 'akoma_custody' and access.has_role(array['DATA_PROTECTION_OFFICER']) and f.erased_at is null
     order by x.told_on is not null or x.state = 'WITHDRAWN', x.due_at, x.id limit least(most, 500) $$;

revoke execute on function retention.record_correction, retention.is_correcting, retention.correcting, retention.correct, retention.telling_bar, retention.refused_rightly, retention.correction_refused,
    retention.may_be_refused, retention.refusal_waits, retention.tell_correction, retention.rights_requests from public;
grant execute on function retention.record_correction, retention.correcting, retention.correct, retention.tell_correction, retention.may_be_refused to akoma_protection;
grant execute on function retention.rights_requests to akoma_custody;
