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
    guardians    uuid[] not null default '{}',                          -- who answered for the child on that day: one of them asks. Empty: the child asks
    child_agrees boolean,                                                -- null: the child asks, or is too young to be asked
    language     text not null constraint access_request_language check (language in ('fr', 'en')),
    left_out     text[] not null default '{}' constraint access_request_left_out check (left_out <@ '{IDENTITY,FAMILY,CONSENTS,NEEDS,HEALTH,SERVICES,MONEY,SCHOOL,PLACEMENTS,VISITS,ALERTS,GIVEN,SEEN,PLAN,WELLBEING}'),
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
    constraint access_request_guardians check ((said_by = 'GUARDIAN') = (guardians <> '{}')),
    constraint access_request_reason check ((left_out = '{}') = (sealed is null)),
    constraint access_request_paper check (paper is null or state = 'AGREED' and given_on is null),
    constraint access_request_given check (num_nonnulls(given_on, given_how, given_by, given_at) in (0, 4)
        -- a guardian whose mandate ended after the agreement is told that they get nothing
        and (given_on is null or state = 'AGREED' and (given_how <> 'TOLD_REFUSED' or said_by = 'GUARDIAN') or state = 'REFUSED' and given_how = 'TOLD_REFUSED')));
create index access_request_of_file on retention.access_request (file_id, recorded_at desc);
create unique index access_request_one_waits on retention.access_request (file_id) where state = 'WAITING';
create index access_request_due on retention.access_request (due_at) where given_on is null and state <> 'WITHDRAWN';
call access.protect('retention.access_request', 'file_id', 256, 'akoma_protection');
-- Who asked, and why something is left out, is read by who works on the file and by who decides about such a request: not by who oversees all, was shown a part
-- of the file, is asked to take it over, or opened it in an emergency.
create function retention.reads_requests(file uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.file_grant g left join access.decision d on d.id = g.decision_id
                    where g.file_id = reads_requests.file and g.holder = any (access.holders()) and g.sections & (access.ceilings())[g.way] & 256 <> 0
                      and (g.reason in ('ASSIGNMENT', 'SUPERVISION', 'OWNING_STRUCTURE') or g.reason in ('SHARED', 'TRANSFER') and g.may_write
                           or g.reason = 'DEPUTY' and d.kind in ('ACCESS_REQUEST', 'CORRECTION'))
                      and g.valid_from <= access.moment() and g.valid_until > access.moment()) $$;
revoke execute on function retention.reads_requests from public;
grant execute on function retention.reads_requests to akoma_protection;
create policy for_who_works_on_it on retention.access_request as restrictive for select to akoma_protection using (retention.reads_requests(file_id));
create policy requests_for_who_works_on_it on access.decision as restrictive for select to akoma_protection using (
    kind not in ('ACCESS_REQUEST', 'CORRECTION') or decided_by = (select access.actor()) or id in (select access.to_decide()) or retention.reads_requests(file_id));
-- Nor are the acts about them in the history of the file: that the child asked, and what was answered, is in no other list either (trust.md G8).
create policy rights_for_who_works_on_it on journal.entry as restrictive for select to akoma_protection using (
    act not like 'rights.%' or actor = (select access.actor()) or retention.reads_requests(chain));
grant select (id, file_id, said_by, said_on, checked, guardians, child_agrees, language, left_out, sealed, recorded_by, recorded_at, due_at, state, decided_by, decided_at,
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
create policy for_who_works_on_it on retention.access_taken as restrictive for select to akoma_protection using (retention.reads_requests(file_id));
grant select on retention.access_taken to akoma_protection;

-- What was shown last to each person of what a request would tell: a digest. Who agrees, agrees to that and to nothing else (trust.md 2).
create table retention.access_shown (
    request_id uuid not null constraint access_shown_of references retention.access_request,
    shown_to   uuid not null constraint access_shown_to references access.person,
    digest     text not null constraint access_shown_digest check (digest ~ '^[0-9a-f]{64}$'),
    shown_at   timestamptz not null,
    constraint access_shown_pk primary key (request_id, shown_to));
alter table retention.access_shown enable row level security;
create policy own on retention.access_shown for select to akoma_protection using (shown_to = (select access.actor()));
grant select on retention.access_shown to akoma_protection;
create function retention.show_access(request uuid, digest text) returns void language sql security definer set search_path = pg_catalog as $$
    insert into retention.access_shown (request_id, shown_to, digest, shown_at)
    select r.id, access.actor(), show_access.digest, access.moment() from retention.access_request r
     where r.id = request and r.state = 'WAITING' and session_user = 'akoma_protection' and retention.reads_requests(r.file_id)
        on conflict on constraint access_shown_pk do update set digest = excluded.digest, shown_at = excluded.shown_at $$;

-- Whether the child may have this age on that day, by the age at the rescue: a doubt works for the child, whose word is then asked.
create function retention.may_be_aged(file uuid, on_day date, years int) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select coalesce(cases.age_on(f.id, on_day) + case when f.age_estimated then 1 else 0 end >= years, true) from cases.case_file f where f.id = may_be_aged.file $$;
-- Those of these guardians who still answer for the child, and did on the day on which one of them asked.
create function retention.still_answer(r retention.access_request) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select r.said_by = 'CHILD' or r.guardians <@ retention.who_answers(r.file_id, r.said_on)
       and r.guardians <@ retention.who_answers(r.file_id, (access.moment() at time zone 'UTC')::date) $$;
-- The sections of what the answer tells (AccessRequest.Part), and of who asks: a guardian is named by the family's section.
create function retention.sections_told(said_by text, left_out text[]) returns int immutable language sql set search_path = pg_catalog as $$
    select 256 | case said_by when 'GUARDIAN' then 2 else 0 end | coalesce(bit_or(p.section), 0)
      from (values ('IDENTITY', 1, true), ('FAMILY', 2, true), ('CONSENTS', 2, false), ('NEEDS', 128, false), ('HEALTH', 8, true), ('SERVICES', 32, false),
                   ('MONEY', 32, false), ('SCHOOL', 32, true), ('PLACEMENTS', 16, false), ('VISITS', 64, true), ('ALERTS', 64, false), ('GIVEN', 256, false),
                   ('SEEN', 256, false), ('PLAN', 32, false), ('WELLBEING', 64, false)) p(part, section, for_guardian)
     where (said_by = 'CHILD' or p.for_guardian) and p.part <> all (left_out) $$;
-- Whether who acts holds every section of what a request would tell: nobody else takes the answer, gives it or says that it was given.
create function retention.holds_told(r retention.access_request) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select retention.holds_all(r.file_id, retention.sections_told(r.said_by, r.left_out)) $$;
-- Whether a supervisor could agree to what this person asks now, holding these sections, or a deputy of the structure, to whom they are opened then.
create function retention.can_be_decided(kind text, file uuid, sections int, authors uuid[]) returns boolean stable language plpgsql security definer set search_path = pg_catalog as $$
declare d access.decision;
begin
    d.kind := can_be_decided.kind; d.file_id := file; d.section := sections; d.subject := gen_random_uuid(); d.proposed_by := access.actor(); d.authors := can_be_decided.authors;
    select f.organisation_id into d.organisation_id from cases.case_file f where f.id = file;
    return exists (select from access.person_role r where r.role = 'CASE_SUPERVISOR' and access.decides(d, r.person_id))
        or exists (select from access.deputy x where x.organisation_id = d.organisation_id and x.person_id <> d.proposed_by and not x.person_id = any (d.authors)
                      and access.is_deputy(x.person_id, x.organisation_id) and access.works_as(x.person_id, 'CASE_SUPERVISOR', null)
                      and access.works_here(x.person_id));
end $$;
-- Why nobody asks so about the data of this child: DAY, TOO_YOUNG, NO_GUARDIAN, CHILD_AGREES. Null: somebody may.
create function retention.asking_bar(file uuid, said_by text, said_on date, child_agrees boolean) returns text stable language sql security definer set search_path = pg_catalog as $$
    select case when asking_bar.said_on > today.d
                  or asking_bar.said_on < (select (least(f.handed_at, f.registered_at) at time zone 'UTC')::date from cases.case_file f where f.id = file) then 'DAY'
                when asking_bar.said_by = 'CHILD' then case when not retention.may_ask_alone(file, asking_bar.said_on) then 'TOO_YOUNG' end
                when not retention.is_answered_for(file, asking_bar.said_on) then 'NO_GUARDIAN'
                when asking_bar.child_agrees is not true
                 and retention.may_be_aged(file, today.d, access.limit_of('consent.informed-assent.min-age', 12)) then 'CHILD_AGREES' end
      from (select (access.moment() at time zone 'UTC')::date as d) today $$;
revoke execute on function retention.may_be_aged, retention.still_answer, retention.sections_told, retention.holds_told, retention.can_be_decided, retention.asking_bar from public;

-- By who works on the file. DONE, FORBIDDEN, NOBODY_DECIDES, WAITS, DAY (also: so long ago that the answer would be late), TOO_YOUNG, NO_GUARDIAN, CHILD_AGREES.
create function retention.record_access(id uuid, file uuid, said_by text, said_on date, checked text, child_agrees boolean, language text, left_out text[], sealed bytea)
returns text language plpgsql security definer set search_path = pg_catalog as $$
declare bar text; answering uuid[] := '{}'; waiting uuid;
begin
    if not retention.keeps_as(file, array['CASE_WORKER', 'CASE_SUPERVISOR'])
       -- to whom a part of the file was lent, speaks in no child's name, nor keeps those who work with it from asking; whatever they would leave out
       or not retention.holds_all(file, retention.sections_told(record_access.said_by, '{}')) then return 'FORBIDDEN'; end if;
    perform from cases.case_file f where f.id = file for update;
    if not retention.can_be_decided('ACCESS_REQUEST', file, retention.sections_told(record_access.said_by, record_access.left_out), '{}') then
        return 'NOBODY_DECIDES';
    end if;
    select r.id into waiting from retention.access_request r where r.file_id = file and r.state = 'WAITING';
    if exists (select from access.decision d where d.kind = 'ACCESS_REQUEST' and d.subject = waiting and d.state = 'WAITING' and exists (select from access.deciders(d.id))) then
        return 'WAITS';
    end if;
    if record_access.said_on < (access.moment() at time zone 'UTC')::date - access.limit_of('access-request.max', 30) then return 'DAY'; end if;
    bar := retention.asking_bar(file, record_access.said_by, record_access.said_on, record_access.child_agrees);
    if bar is not null then return bar; end if;
    if record_access.said_by = 'GUARDIAN' then answering := retention.who_answers(file, record_access.said_on); end if;
    -- what nobody can decide any more bars nobody
    if waiting is not null then perform access.end_waiting('{ACCESS_REQUEST}', waiting, null); end if;
    insert into retention.access_request (id, file_id, said_by, said_on, checked, guardians, child_agrees, language, left_out, sealed, recorded_by, recorded_at, due_at)
    values (record_access.id, file, record_access.said_by, record_access.said_on, record_access.checked, answering,
            case when record_access.said_by = 'GUARDIAN' then record_access.child_agrees end,
            record_access.language, record_access.left_out, record_access.sealed, access.actor(), access.moment(),
            (record_access.said_on + access.limit_of('access-request.max', 30) + 1)::timestamp at time zone 'UTC');
    return 'DONE';
end $$;

-- A request that nobody was asked to agree to would keep others from recording one.
create function retention.access_waits() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not exists (select from access.decision d where d.kind = 'ACCESS_REQUEST' and d.subject = new.id and d.proposed_at = new.recorded_at
                      and (d.state <> 'WAITING' or exists (select from access.deciders(d.id)))) then
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
    if new.state = 'AGREED' and not retention.still_answer((select r from retention.access_request r where r.id = new.subject)) then
        raise exception 'retention.access-no-guardian' using errcode = 'insufficient_privilege';
    end if;
    update retention.access_request r set state = case when new.state in ('AGREED', 'REFUSED') then new.state else 'WITHDRAWN' end,
           decided_by = new.decided_by, decided_at = access.moment(), version = r.version + 1
     where r.id = new.subject and r.state = 'WAITING';
    if new.state <> 'AGREED' then delete from retention.access_shown s where s.request_id = new.subject; end if;
    return null;
end $$;
create trigger access_decided after update of state on access.decision for each row
    when (new.kind = 'ACCESS_REQUEST' and old.state = 'WAITING' and new.state <> 'WAITING') execute function retention.access_decided();

-- What leaves is made in the moment of the agreement, as who agrees sees the file, says what was shown to them, and is never another one afterwards.
create function retention.keep_access_paper(id uuid, digest text, paper bytea) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
    update retention.access_request r set paper = keep_access_paper.paper, version = r.version + 1
     where r.id = keep_access_paper.id and session_user = 'akoma_protection' and r.state = 'AGREED' and r.decided_by = access.actor() and r.decided_at = access.moment()
       and r.paper is null and r.given_on is null
       and exists (select from retention.access_shown s where s.request_id = r.id and s.shown_to = r.decided_by and s.digest = keep_access_paper.digest);
    if not found then raise exception 'retention.not-agreed-now' using errcode = 'insufficient_privilege'; end if;
    delete from retention.access_shown s where s.request_id = keep_access_paper.id;
end $$;
create function retention.access_has_paper() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if exists (select from retention.access_request r where r.id = new.id and r.state = 'AGREED' and r.paper is null and r.given_on is null) then
        raise exception 'retention.access-without-paper' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger access_has_paper after update on retention.access_request deferrable initially deferred for each row execute function retention.access_has_paper();

-- The same before it is agreed to, for who reads the request.
create function retention.may_still_get(request uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from retention.access_request r where r.id = request and retention.reads_requests(r.file_id) and retention.still_answer(r)) $$;

-- Whether the answer is theirs to take and to give, for the page.
create function retention.is_mine_to_give(request uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from retention.access_request r where r.id = request and retention.keeps_as(r.file_id, array['CASE_WORKER', 'CASE_SUPERVISOR'])
                      and retention.holds_told(r)) $$;
-- OPEN, or why who acts does not take the paper now: FORBIDDEN, NOT_AGREED, GIVEN, NO_GUARDIAN, FACTOR (the second factor was not shown again).
create function retention.access_bars(request uuid) returns text stable language sql security definer set search_path = pg_catalog as $$
    select coalesce((select case when not retention.keeps_as(r.file_id, array['CASE_WORKER', 'CASE_SUPERVISOR']) or not retention.holds_told(r) then 'FORBIDDEN'
                                 when r.given_on is not null then 'GIVEN'
                                 when r.state <> 'AGREED' or access.agreed_by('ACCESS_REQUEST', r.id, 1) is null or r.paper is null then 'NOT_AGREED'
                                 when not retention.still_answer(r) then 'NO_GUARDIAN' when not access.factor_is_shown() then 'FACTOR' else 'OPEN' end
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
-- That who asked has the answer; who answers for the child no more is told that they get none. DONE, FORBIDDEN, NOT_DECIDED, GIVEN, NO_GUARDIAN, HOW, NOT_TAKEN, DAY.
create function retention.give_access(request uuid, given_on date, given_how text) returns text language plpgsql security definer set search_path = pg_catalog as $$
declare r retention.access_request;
begin
    select * into r from retention.access_request x where x.id = request for update;
    if r.id is null or not retention.keeps_as(r.file_id, array['CASE_WORKER', 'CASE_SUPERVISOR']) or not retention.holds_told(r) then return 'FORBIDDEN'; end if;
    if r.state not in ('AGREED', 'REFUSED') then return 'NOT_DECIDED'; end if;
    if r.given_on is not null then return 'GIVEN'; end if;
    if r.state = 'AGREED' and not retention.still_answer(r) then
        if give_access.given_how <> 'TOLD_REFUSED' then return 'NO_GUARDIAN'; end if;
    elsif (r.state = 'REFUSED') <> (give_access.given_how = 'TOLD_REFUSED') then return 'HOW';
    end if;
    if give_access.given_how <> 'TOLD_REFUSED' and not exists (select from retention.access_taken t where t.request_id = r.id) then return 'NOT_TAKEN'; end if;
    if give_access.given_on > (access.moment() at time zone 'UTC')::date or give_access.given_on < (r.decided_at at time zone 'UTC')::date then return 'DAY'; end if;
    update retention.access_request x set given_on = give_access.given_on, given_how = give_access.given_how, given_by = access.actor(), given_at = access.moment(),
           paper = null, version = x.version + 1 where x.id = r.id;
    return 'DONE';
end $$;

-- ---------- what the answer tells ------------------------------------------------------------------------------------------------
-- To whom data of the child was given, and who gave a record of it with a package: structures and days. What the police were given is told to the child in its own room.
create function retention.given_to(file uuid) returns table (way text, label text, label_en text, on_day date)
stable language sql security definer set search_path = pg_catalog as $$
    select x.way, o.label, o.label_en, (x.at at time zone 'UTC')::date from (
        select 'REFERRAL' as way, r.to_id as structure, r.sent_at as at from referrals.referral r where r.file_id = file and r.sent_at is not null
        union all select 'HANDOVER', p.receiver_id, p.ended_at from handover.proposal p where p.file_id = file and p.state = 'ACCEPTED'
        union all select 'PACKAGE', k.organisation_id, s.made_at from packages.sent s join packages.partner_key k on k.id = s.key_id where s.file_id = file and s.made_at is not null
        union all select 'RECEIVED', r.sender_id, r.imported_at from packages.received r where r.file_id = file
        union all select 'EXPORT', p.organisation_id, e.downloaded_at from exchange.export_child c join exchange.export_request e on e.id = c.request_id
                    join access.person p on p.id = e.requested_by where c.child_id = file and c.named and e.downloaded_at is not null) x
      join access.organisation o on o.id = x.structure
     where session_user = 'akoma_protection' and retention.reads_requests(file) order by x.at $$;
-- Who had opened the file until then, by function: how many people, and when last.
create function retention.seen_by(file uuid, until timestamptz) returns table (role text, people int, last_on date)
stable language sql security definer set search_path = pg_catalog as $$
    select x.role, count(*)::int, max(x.day) from (
        select e.actor, max((e.at at time zone 'UTC')::date) as day,
               (select min(r.role) from access.person_role r where r.person_id = e.actor) as role
          from journal.entry e where e.chain = file and e.at <= seen_by.until and (e.act like '%read' or e.act like '%revealed' or e.act like '%-overseen') group by e.actor) x
     where session_user = 'akoma_protection' and retention.reads_requests(file) group by x.role order by x.role $$;

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
    retention.access_has_paper, retention.access_bars, retention.take_access_paper, retention.give_access, retention.given_to, retention.seen_by, retention.show_access, retention.may_still_get, retention.is_mine_to_give from public;
grant execute on function retention.record_access, retention.show_access, retention.may_still_get, retention.is_mine_to_give, retention.keep_access_paper, retention.access_bars, retention.take_access_paper, retention.give_access,
    retention.given_to, retention.seen_by to akoma_protection;
