-- ---------- what a child asks of what is held about it -------------------------------------------------------------------------
-- The child, or who answers for it, asks what Akoma holds about the child (requirements.md 8.1, access). Who works on the file records it, a supervisor who
-- did not record it agrees to what leaves (trust.md 2), and the paper made in that moment is kept sealed until it was given. No login writes these tables:
-- the functions below do, in the name of who acts.
insert into access.decision_kind (kind, roles, proposers, section) values ('ACCESS_REQUEST', '{CASE_SUPERVISOR}', '{CASE_WORKER,CASE_SUPERVISOR}', 256);

create table retention.access_request (
    id           uuid constraint access_request_pk primary key,
    file_id      uuid not null constraint access_request_file references cases.case_file,
    said_by      text not null constraint access_request_said_by check (said_by in ('CHILD', 'GUARDIAN')),
    said_on      date not null,
    checked      text not null constraint access_request_checked check (checked in ('KNOWN_IN_PERSON', 'DOCUMENT', 'COURT_DECISION')),
    child_agrees boolean,                                                -- null: the child asks, or is too young to be asked
    language     text not null constraint access_request_language check (language in ('fr', 'en')),
    left_out     text[] not null default '{}' constraint access_request_left_out check (left_out <@ '{IDENTITY,FAMILY,CONSENTS,NEEDS,HEALTH,SERVICES,MONEY,SCHOOL,PLACEMENTS,VISITS,ALERTS,GIVEN,SEEN}'),
    sealed       bytea,                                                  -- why these parts are left out
    recorded_by  uuid not null constraint access_request_recorded_by references access.person,
    recorded_at  timestamptz not null,
    due_at       timestamptz not null,
    state        text not null default 'WAITING' constraint access_request_state check (state in ('WAITING', 'AGREED', 'REFUSED', 'WITHDRAWN')),
    decided_by   uuid constraint access_request_decided_by references access.person,
    decided_at   timestamptz,
    paper        bytea,                                                  -- sealed: what leaves. Emptied when it was given
    given_on     date,                                                   -- the day on which who asked got the paper, or was told that it was refused
    given_how    text constraint access_request_given_how check (given_how in ('HANDED_OVER', 'READ_ALOUD', 'TOLD_REFUSED')),
    given_by     uuid constraint access_request_given_by references access.person,
    given_at     timestamptz,
    version      int not null default 1,
    constraint access_request_two_persons check (decided_by <> recorded_by),
    constraint access_request_decided check ((decided_by is null) = (state in ('WAITING', 'WITHDRAWN')) and (decided_at is null) = (state = 'WAITING')),
    constraint access_request_reason check ((left_out = '{}') = (sealed is null)),
    constraint access_request_paper check (paper is null or state = 'AGREED' and given_on is null),
    constraint access_request_given check (num_nonnulls(given_on, given_how, given_by, given_at) in (0, 4)
        and (given_on is null or state = 'AGREED' and given_how <> 'TOLD_REFUSED' or state = 'REFUSED' and given_how = 'TOLD_REFUSED')));
create index access_request_of_file on retention.access_request (file_id, recorded_at desc);
create unique index access_request_one_waits on retention.access_request (file_id) where state = 'WAITING';
create index access_request_due on retention.access_request (due_at) where given_on is null and state <> 'WITHDRAWN';
call access.protect('retention.access_request', 'file_id', 256, 'akoma_protection');
call handover.not_for_receivers('retention.access_request');
grant select (id, file_id, said_by, said_on, checked, child_agrees, language, left_out, sealed, recorded_by, recorded_at, due_at, state, decided_by, decided_at,
              given_on, given_how, given_by, given_at, version) on retention.access_request to akoma_protection;

-- Who took the paper, each time.
create table retention.access_taken (
    id         uuid constraint access_taken_pk primary key,
    request_id uuid not null constraint access_taken_of references retention.access_request,
    file_id    uuid not null constraint access_taken_file references cases.case_file,
    taken_by   uuid not null constraint access_taken_by references access.person,
    taken_at   timestamptz not null);
create index access_taken_of_request on retention.access_taken (request_id, taken_at);
create index access_taken_of_file on retention.access_taken (file_id);
call access.protect('retention.access_taken', 'file_id', 256, 'akoma_protection');
call handover.not_for_receivers('retention.access_taken');
grant select on retention.access_taken to akoma_protection;

-- Whether the child had this age on that day at the least, by the age at the rescue, which may be estimated.
create function retention.is_at_least(file uuid, on_day date, years int) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select coalesce(f.age_at_rescue + extract(year from age(on_day, (coalesce(f.handed_at, f.registered_at) at time zone 'UTC')::date))
                    - case when f.age_estimated then 1 else 0 end >= years, false) from cases.case_file f where f.id = is_at_least.file $$;
-- Whether somebody answers for the child on that day: where the family took part, only who was appointed by an authority. A grown-up asks alone.
create function retention.is_answered_for(file uuid, on_day date) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select not retention.of_age(file, on_day) and exists (select from cases.guardian g where g.file_id = file and g.appointed_on <= on_day
        and (g.ended_on is null or g.ended_on > on_day) and not g.waits
        and (g.kind in ('APPOINTED', 'AD_HOC', 'INSTITUTION') or not exists (select from cases.family y where y.file_id = file and y.bars_return))) $$;
-- Why nobody asks so about the data of this child: DAY, NO_GUARDIAN, CHILD_AGREES. Null: somebody may.
create function retention.asking_bar(file uuid, said_by text, said_on date, child_agrees boolean) returns text stable language sql security definer set search_path = pg_catalog as $$
    select case when asking_bar.said_on > (access.moment() at time zone 'UTC')::date
                  or asking_bar.said_on < (select (least(f.handed_at, f.registered_at) at time zone 'UTC')::date from cases.case_file f where f.id = file) then 'DAY'
                when asking_bar.said_by <> 'GUARDIAN' then null
                when not retention.is_answered_for(file, asking_bar.said_on) then 'NO_GUARDIAN'
                when asking_bar.child_agrees is not true
                 and retention.is_at_least(file, asking_bar.said_on, access.limit_of('consent.informed-assent.min-age', 12)) then 'CHILD_AGREES' end $$;
revoke execute on function retention.is_at_least, retention.is_answered_for, retention.asking_bar from public;

-- By who works on the file. DONE, FORBIDDEN, WAITS, DAY, NO_GUARDIAN, CHILD_AGREES.
create function retention.record_access(id uuid, file uuid, said_by text, said_on date, checked text, child_agrees boolean, language text, left_out text[], sealed bytea)
returns text language plpgsql security definer set search_path = pg_catalog as $$
declare bar text;
begin
    if not retention.keeps_as(file, array['CASE_WORKER', 'CASE_SUPERVISOR']) then return 'FORBIDDEN'; end if;
    perform from cases.case_file f where f.id = file for update;
    if exists (select from retention.access_request r where r.file_id = file and r.state = 'WAITING') then return 'WAITS'; end if;
    bar := retention.asking_bar(file, record_access.said_by, record_access.said_on, record_access.child_agrees);
    if bar is not null then return bar; end if;
    insert into retention.access_request (id, file_id, said_by, said_on, checked, child_agrees, language, left_out, sealed, recorded_by, recorded_at, due_at)
    values (record_access.id, file, record_access.said_by, record_access.said_on, record_access.checked, case when record_access.said_by = 'GUARDIAN' then record_access.child_agrees end,
            record_access.language, record_access.left_out, record_access.sealed, access.actor(), access.moment(),
            (record_access.said_on + access.limit_of('access-request.max', 30) + 1)::timestamp at time zone 'UTC');
    return 'DONE';
end $$;

-- A request that nobody was asked to agree to would keep others from recording one.
create function retention.access_waits() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not exists (select from access.decision d where d.kind = 'ACCESS_REQUEST' and d.subject = new.id and d.proposed_at = new.recorded_at) then
        raise exception 'retention.access-waits-for-nobody' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger access_waits after insert on retention.access_request deferrable initially deferred for each row execute function retention.access_waits();
-- It is proposed about what was recorded in the same moment, by the same person, on the same file.
create function retention.access_asked_rightly() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not exists (select from retention.access_request r where r.id = new.subject and r.recorded_by = new.proposed_by and r.recorded_at = new.proposed_at
                      and r.file_id = new.file_id and r.state = 'WAITING') then
        raise exception 'retention.access-not-asked-so' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger access_asked_rightly before insert on access.decision for each row when (new.kind = 'ACCESS_REQUEST') execute function retention.access_asked_rightly();
-- What follows from the second person's word is written with it.
create function retention.access_decided() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    update retention.access_request r set state = case when new.state in ('AGREED', 'REFUSED') then new.state else 'WITHDRAWN' end,
           decided_by = new.decided_by, decided_at = access.moment(), version = r.version + 1
     where r.id = new.subject and r.state = 'WAITING';
    return null;
end $$;
create trigger access_decided after update of state on access.decision for each row
    when (new.kind = 'ACCESS_REQUEST' and old.state = 'WAITING' and new.state <> 'WAITING') execute function retention.access_decided();

-- What leaves is made in the moment of the agreement, as who agrees sees the file, and is never another one afterwards.
create function retention.keep_access_paper(id uuid, paper bytea) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
    update retention.access_request r set paper = keep_access_paper.paper, version = r.version + 1
     where r.id = keep_access_paper.id and session_user = 'akoma_protection' and r.state = 'AGREED' and r.decided_by = access.actor() and r.decided_at = access.moment()
       and r.paper is null and r.given_on is null;
    if not found then raise exception 'retention.not-agreed-now' using errcode = 'insufficient_privilege'; end if;
end $$;
create function retention.access_has_paper() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if exists (select from retention.access_request r where r.id = new.id and r.state = 'AGREED' and r.paper is null and r.given_on is null) then
        raise exception 'retention.access-without-paper' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger access_has_paper after update on retention.access_request deferrable initially deferred for each row execute function retention.access_has_paper();

-- OPEN, or why who acts does not take the paper now: FORBIDDEN, NOT_AGREED, GIVEN, FACTOR (the second factor was not shown again).
create function retention.access_bars(request uuid) returns text stable language sql security definer set search_path = pg_catalog as $$
    select coalesce((select case when not retention.keeps_as(r.file_id, array['CASE_WORKER', 'CASE_SUPERVISOR']) then 'FORBIDDEN'
                                 when r.given_on is not null then 'GIVEN'
                                 when r.state <> 'AGREED' or access.agreed_by('ACCESS_REQUEST', r.id, 1) is null or r.paper is null then 'NOT_AGREED'
                                 when not access.factor_is_shown() then 'FACTOR' else 'OPEN' end
                       from retention.access_request r where r.id = request), 'FORBIDDEN') $$;
-- Leaves a trace.
create function retention.take_access_paper(id uuid, request uuid) returns bytea language plpgsql security definer set search_path = pg_catalog as $$
begin
    if retention.access_bars(request) <> 'OPEN' then raise exception 'retention.not-to-leave' using errcode = 'insufficient_privilege'; end if;
    perform access.spend_factor();
    insert into retention.access_taken (id, request_id, file_id, taken_by, taken_at)
    select take_access_paper.id, r.id, r.file_id, access.actor(), access.moment() from retention.access_request r where r.id = request;
    return (select r.paper from retention.access_request r where r.id = request);
end $$;
-- That who asked has the answer. DONE, FORBIDDEN, NOT_DECIDED, GIVEN, HOW, NOT_TAKEN, DAY.
create function retention.give_access(request uuid, given_on date, given_how text) returns text language plpgsql security definer set search_path = pg_catalog as $$
declare r retention.access_request;
begin
    select * into r from retention.access_request x where x.id = request for update;
    if r.id is null or not retention.keeps_as(r.file_id, array['CASE_WORKER', 'CASE_SUPERVISOR']) then return 'FORBIDDEN'; end if;
    if r.state not in ('AGREED', 'REFUSED') then return 'NOT_DECIDED'; end if;
    if r.given_on is not null then return 'GIVEN'; end if;
    if (r.state = 'REFUSED') <> (give_access.given_how = 'TOLD_REFUSED') then return 'HOW'; end if;
    if r.state = 'AGREED' and not exists (select from retention.access_taken t where t.request_id = r.id) then return 'NOT_TAKEN'; end if;
    if give_access.given_on > (access.moment() at time zone 'UTC')::date or give_access.given_on < (r.decided_at at time zone 'UTC')::date then return 'DAY'; end if;
    update retention.access_request x set given_on = give_access.given_on, given_how = give_access.given_how, given_by = access.actor(), given_at = access.moment(),
           paper = null, version = x.version + 1 where x.id = r.id;
    return 'DONE';
end $$;

-- ---------- what the answer tells ------------------------------------------------------------------------------------------------
-- To whom data of the child was given: structures and days. What the police were given is told to the child in its own room.
create function retention.given_to(file uuid) returns table (way text, label text, label_en text, on_day date)
stable language sql security definer set search_path = pg_catalog as $$
    select x.way, o.label, o.label_en, (x.at at time zone 'UTC')::date from (
        select 'REFERRAL' as way, r.to_id as structure, r.sent_at as at from referrals.referral r where r.file_id = file and r.sent_at is not null
        union all select 'HANDOVER', p.receiver_id, p.ended_at from handover.proposal p where p.file_id = file and p.state = 'ACCEPTED'
        union all select 'PACKAGE', k.organisation_id, s.made_at from packages.sent s join packages.partner_key k on k.id = s.key_id where s.file_id = file and s.made_at is not null
        union all select 'EXPORT', p.organisation_id, e.downloaded_at from exchange.export_child c join exchange.export_request e on e.id = c.request_id
                    join access.person p on p.id = e.requested_by where c.child_id = file and c.named and e.downloaded_at is not null) x
      join access.organisation o on o.id = x.structure
     where session_user = 'akoma_protection' and access.keeps(file, 256, false) and access.works_on(file, 256) order by x.at $$;
-- Who opened the file, by function: how many people, and when last.
create function retention.seen_by(file uuid) returns table (role text, people int, last_on date)
stable language sql security definer set search_path = pg_catalog as $$
    select x.role, count(*)::int, max(x.day) from (
        select e.actor, max((e.at at time zone 'UTC')::date) as day,
               (select min(r.role) from access.person_role r where r.person_id = e.actor) as role
          from journal.entry e where e.chain = file and (e.act like '%read' or e.act like '%revealed' or e.act like '%-overseen') group by e.actor) x
     where session_user = 'akoma_protection' and access.keeps(file, 256, false) and access.works_on(file, 256) group by x.role order by x.role $$;

-- ---------- the clock ------------------------------------------------------------------------------------------------------------
create view retention.due_access with (security_invoker = true) as
    select 'retention.answer-access' as kind, r.id, r.file_id, f.worker_id, f.organisation_id, r.due_at
      from retention.access_request r join cases.case_file f on f.id = r.file_id where r.given_on is null and r.state <> 'WITHDRAWN';
create view retention.was_due_access with (security_invoker = true) as
    select 'retention.answer-access' as kind, r.id, r.file_id, f.worker_id, f.organisation_id, r.recorded_at as since, r.due_at, r.given_at as done_at,
           case when r.state = 'WITHDRAWN' then r.decided_at end as closed_at
      from retention.access_request r join cases.case_file f on f.id = r.file_id;
grant select on retention.due_access, retention.was_due_access to akoma_protection;

revoke execute on function retention.record_access, retention.access_waits, retention.access_asked_rightly, retention.access_decided, retention.keep_access_paper,
    retention.access_has_paper, retention.access_bars, retention.take_access_paper, retention.give_access, retention.given_to, retention.seen_by from public;
grant execute on function retention.record_access, retention.keep_access_paper, retention.access_bars, retention.take_access_paper, retention.give_access,
    retention.given_to, retention.seen_by to akoma_protection;
