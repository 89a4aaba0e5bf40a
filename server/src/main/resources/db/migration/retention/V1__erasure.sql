-- ---------- how long a child's file is kept, and how it ends ----------------------------------------------------------------
-- A file is erased by destroying its key (requirements.md 8.5): two people decide, a supervisor of the file and the data protection officer
-- (trust.md 2). What is left of it is codes, days and numbers, for the statistics, and one row here that says that it was erased. No login writes these
-- tables: the functions below do, in the name of who acts.
grant usage on schema retention to akoma_protection, akoma_custody, akoma_administration;

-- A legal hold: the file is kept whatever its time. One person sets it, two lift it.
create table retention.hold (
    id       uuid constraint hold_pk primary key,
    file_id  uuid not null constraint hold_file references cases.case_file,
    ground   text not null constraint hold_ground check (ground in ('COURT', 'INVESTIGATION', 'CLAIM', 'SAFEGUARDING')),
    sealed   bytea not null,                                             -- who asks for it, such as the number of a procedure; emptied at the erasure
    set_by   uuid not null constraint hold_set_by references access.person,
    set_at   timestamptz not null,
    ended_by uuid constraint hold_ended_by references access.person,    -- the second of the two people
    ended_at timestamptz,
    constraint hold_whole check ((ended_by is null) = (ended_at is null)));
create index hold_of_file on retention.hold (file_id) where ended_at is null;
alter table retention.hold enable row level security;
-- A hold may be about the conduct of the team: only who set it and the officer read its ground and words. The team learns that there is one (retention.learns_hold).
create policy own on retention.hold for select to akoma_protection using (set_by = (select access.actor()));
create policy watched on retention.hold for select to akoma_custody using ((select access.has_role(array['DATA_PROTECTION_OFFICER'])));
grant select on retention.hold to akoma_protection, akoma_custody;

-- The child, or who has parental authority, asks that the file is erased: at any time.
create table retention.wish (
    id          uuid constraint wish_pk primary key,
    file_id     uuid not null constraint wish_file references cases.case_file,
    said_by     text not null constraint wish_said_by check (said_by in ('CHILD', 'GUARDIAN')),
    said_on     date not null,
    recorded_by uuid not null constraint wish_recorded_by references access.person,
    recorded_at timestamptz not null);
create index wish_of_file on retention.wish (file_id, recorded_at desc);
call access.protect('retention.wish', 'file_id', 256, 'akoma_protection');
call handover.not_for_receivers('retention.wish');
create policy watched on retention.wish for select to akoma_custody using ((select access.has_role(array['DATA_PROTECTION_OFFICER'])));
grant select on retention.wish to akoma_protection, akoma_custody;

-- An erasure: asked for, agreed to, carried out. Its number and mark are those of its line in the ledger beside the keys, which no backup of the database
-- holds. No foreign keys: after a restore the line may name people or a file that came after the backup.
create table retention.erasure (
    id              uuid constraint erasure_pk primary key,
    file_id         uuid not null,
    code            text not null,
    organisation_id uuid,                                                -- null: the file is not in this database
    ground          text not null constraint erasure_ground check (ground in ('DUE', 'CHILD', 'GUARDIAN')),
    asked_by        uuid not null,
    asked_at        timestamptz not null,
    file_version    int,                                                 -- as it was asked for; null: brought back by the ledger
    file_entry      int,                                                 -- the last entry of the file's journal then
    state           text not null constraint erasure_state check (state in ('WAITING', 'AGREED', 'ENDED', 'ERASED')),
    decision_id     uuid,
    agreed_by       uuid,
    agreed_at       timestamptz,
    number          int constraint erasure_number unique,
    mark            text,
    erased_at       timestamptz,
    again_at        timestamptz,                                         -- the database was an older one, and the ledger erased the file anew
    noted           boolean not null default false,                      -- the journal of the house says so
    entry           bytea,                                               -- hash of that entry
    constraint erasure_by_two check (agreed_by <> asked_by),
    -- The number comes when the line of the ledger is about to be written: until then what is written on the file ends what was agreed (retention.take).
    constraint erasure_agreed check (num_nulls(agreed_by, agreed_at, decision_id) in (0, 3) and (state not in ('AGREED', 'ERASED') or decision_id is not null)
        and (state <> 'ERASED' or number is not null) and (state in ('AGREED', 'ERASED') or number is null)),
    constraint erasure_done check ((erased_at is null) = (state <> 'ERASED')));
create unique index erasure_one_runs on retention.erasure (file_id) where state <> 'ENDED';
create index erasure_by_code on retention.erasure (code) where state = 'ERASED';
alter table retention.erasure enable row level security;
create policy watched on retention.erasure for select to akoma_custody using ((select access.has_role(array['DATA_PROTECTION_OFFICER'])));
-- Who worked on the file or supervises for the structure that held it, and who oversees all, learns that it was erased: nobody else that it was there.
create function retention.is_told(structure uuid, file uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select access.has_role(array['DATA_PROTECTION_OFFICER', 'PROJECT_MANAGER']) or exists (select from access.person_role r
        where r.person_id = access.actor() and r.role = 'CASE_SUPERVISOR' and r.organisation_id = structure
          and access.works_as(access.actor(), r.role, structure))
        or exists (select from cases.case_file f where f.id = is_told.file and access.actor() in (f.worker_id, f.supervisor_id)) $$;
create policy told on retention.erasure for select to akoma_protection using (retention.is_told(organisation_id, file_id));
grant select on retention.erasure to akoma_protection, akoma_custody;

create function retention.is_erased(file uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from retention.erasure e where e.file_id = file and e.state = 'ERASED') $$;
revoke execute on function retention.is_erased from public;

-- Whether this person works on the file in one of these roles: for its structure, or named on the file while working for another one.
create function retention.works_in(person uuid, file uuid, roles text[]) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from cases.case_file f, unnest(roles) r where f.id = works_in.file and (access.works_as(works_in.person, r, f.organisation_id)
        or works_in.person = case r when 'CASE_SUPERVISOR' then f.supervisor_id when 'CASE_WORKER' then f.worker_id end and access.works_as(works_in.person, r, null))) $$;
-- The same of who acts, where it is not by an emergency.
create function retention.keeps_as(file uuid, roles text[]) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select session_user = 'akoma_protection' and access.keeps(file, 256, true) and retention.works_in(access.actor(), file, roles) $$;
-- Whether who acts holds every one of these sections, by no emergency.
create function retention.holds_all(file uuid, sections int) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select not exists (select from generate_series(0, 8) n where sections & (1 << n) <> 0 and not access.keeps(file, 1 << n, false)) $$;
-- Whether they may write what the child, who answers for it or an authority said about the whole file: its worker and its supervisor, and who holds as much as
-- they do; not who was lent some sections.
create function retention.speaks_as(file uuid, roles text[]) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select retention.keeps_as(file, roles) and (retention.holds_all(file, 511)
        or exists (select from cases.case_file f where f.id = speaks_as.file and access.actor() in (f.worker_id, f.supervisor_id))) $$;
-- Whether who acts learns that the file is held: who holds the whole file, its worker and supervisor, the supervisors of its structure and the management.
create function retention.learns_hold(file uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select retention.holds_all(file, 511) or retention.works_in(access.actor(), file, array['CASE_SUPERVISOR']) or access.has_role(array['PROJECT_MANAGER'])
        or exists (select from cases.case_file f where f.id = learns_hold.file and f.worker_id = access.actor()) $$;
revoke execute on function retention.works_in, retention.keeps_as, retention.holds_all, retention.speaks_as, retention.learns_hold from public;

-- ---------- what is due ------------------------------------------------------------------------------------------------------
-- The first day on which nothing keeps the file any more: the child is 25, or seven years after the closure, whichever is later. The birth date is
-- sealed; the age at the rescue follows from it, so that a year more is the most that can be, and another one where it was estimated. Null: not closed.
create function retention.due_on(file uuid) returns date stable language sql security definer set search_path = pg_catalog as $$
    select greatest((f.closed_at at time zone 'UTC')::date + make_interval(years => access.limit_of('retention.case.after-closure', 7)),
                    (coalesce(f.handed_at, f.registered_at) at time zone 'UTC')::date + make_interval(years =>
                        greatest(access.limit_of('retention.case.child-age', 25) - coalesce(f.age_at_rescue, 0) + case when f.age_estimated then 1 else 0 end, 0)))::date
      from cases.case_file f where f.id = due_on.file and f.status in ('CLOSED', 'TRANSFERRED') and f.closed_at is not null $$;
-- What stands against the erasure now; codes. A decision that waits about the erasure itself does not.
-- Somebody said that the child needs help again, and nobody has answered it. The tables of signals are made after this.
create function retention.help_is_asked(file uuid) returns boolean stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return exists (select from signals.received s where s.file_id = help_is_asked.file and s.state = 'WAITING');
end $$;
create function retention.bars(file uuid) returns text[] stable language sql security definer set search_path = pg_catalog as $$
    select array_remove(array[
        case when not exists (select from cases.case_file f where f.id = file and f.status in ('CLOSED', 'TRANSFERRED')) then 'NOT_CLOSED' end,
        case when exists (select from retention.hold h where h.file_id = file and h.ended_at is null) then 'HOLD' end,
        -- the look after the closure, months later, keeps no child waiting who asked
        case when exists (select from followup.visit v where v.file_id = file and v.open
                             and not (v.type = 'POST_CLOSURE' and exists (select from retention.wish w where w.file_id = v.file_id and w.said_by = 'CHILD')))
             then 'FOLLOW_UP' end,
        case when exists (select from followup.alert a where a.file_id = file and a.closed_at is null) then 'ALERT' end,
        case when retention.help_is_asked(file) then 'SIGNAL' end,
        case when exists (select from referrals.referral r where r.file_id = file and r.closed_at is null) then 'REFERRAL' end,
        case when exists (select from handover.proposal p where p.file_id = file and (p.state in ('BLOCKED', 'WAITING') or p.state = 'ACCEPTED' and p.hands_at is null))
             then 'HANDOVER' end,
        case when exists (select from assistance.payment p where p.file_id = file and p.state in ('REQUESTED', 'APPROVED')) then 'PAYMENT' end,
        case when exists (select from access.decision d where d.state = 'WAITING' and (d.file_id = file or d.subject = file)
                             -- a request to be told that nobody can decide any more
                             and (d.kind <> 'ACCESS_REQUEST' or exists (select from access.deciders(d.id))))
               or exists (select from assistance.payment p join access.decision d on d.subject = p.id and d.state = 'WAITING' where p.file_id = file) then 'DECISION' end,
        case when exists (select from access.file_grant g where g.file_id = file and g.reason = 'BREAK_GLASS' and g.valid_until > coalesce(access.moment(), now()))
               or exists (select from access.break_glass b where b.file_id = file and b.verdict is null) then 'EMERGENCY' end,
        case when exists (select from packages.sent s where s.file_id = file and (s.state = 'WAITING' or s.state = 'AGREED' and s.receipt_id is null
                             and s.until > coalesce(access.moment(), now()))) then 'PACKAGE' end,
        case when exists (select from exchange.export_child c join exchange.export_request e on e.id = c.request_id where c.child_id = file
                             and e.refused_at is null and e.downloaded_at is null and e.requested_at > coalesce(access.moment(), now()) - interval '30 days') then 'EXPORT' end,
        case when exists (select from disclosure.request r where r.file_id = file and (r.state = 'WAITING' or r.at_once and r.review is null
                             or r.state = 'GIVEN' and r.expires_at > coalesce(access.moment(), now())))
               or exists (select from disclosure.offence_report o where o.file_id = file and (o.state = 'WAITING' or o.at_once and o.review is null)) then 'DISCLOSURE' end,
        case when exists (select from cases.double d where file in (d.file_id, d.other_id) and d.verdict is null) then 'DOUBLE' end], null) $$;
-- Those that the actor may know of, each by the section that it comes from; what several sections or other people's acts tell, by who holds the whole file.
create function retention.bars_shown(file uuid) returns text[] stable language sql security definer set search_path = pg_catalog as $$
    select case when access.has_role(array['DATA_PROTECTION_OFFICER']) or retention.holds_all(file, 511) then b.bars
                else array(select x from unnest(b.bars) x
                            where case x when 'NOT_CLOSED' then true
                                         when 'HOLD' then retention.learns_hold(file) when 'FOLLOW_UP' then access.keeps(file, 64, false)
                                         when 'ALERT' then access.keeps(file, 64, false) when 'PAYMENT' then access.keeps(file, 32, false) else false end) end
      from (select retention.bars(file) as bars) b $$;
revoke execute on function retention.is_told, retention.due_on, retention.bars, retention.bars_shown, retention.help_is_asked from public;
grant execute on function retention.is_told to akoma_protection;

create index case_file_closed on cases.case_file (closed_at) where status in ('CLOSED', 'TRANSFERRED');
-- The files that ask for something, for who may decide it: closed and due, asked for by the child, on hold, or in an erasure.
create function retention.list(after text, most int) returns table (id uuid, code text, organisation text, closed_at timestamptz, due_on date, said_by text, said_on date,
    holds int, bars text[], erasure_id uuid, state text, ground text, decision_id uuid, asked_by text, agreed_by text, erased_at timestamptz)
stable language sql security definer set search_path = pg_catalog as $$
    with mine as materialized (select r.organisation_id from access.person_role r where access.at_work() and r.person_id = access.actor() and r.role = 'CASE_SUPERVISOR'
                                  and access.works_as(access.actor(), 'CASE_SUPERVISOR', r.organisation_id)),
         -- few of all files: what was asked, held or erased, and what was closed so long ago that its time may be over
         asking as materialized (select e.file_id as id from retention.erasure e where e.state <> 'ENDED' union select w.file_id from retention.wish w
                           union select h.file_id from retention.hold h where h.ended_at is null
                           union select f.id from cases.case_file f where f.status in ('CLOSED', 'TRANSFERRED')
                              and f.closed_at < access.moment() - make_interval(years => access.limit_of('retention.case.after-closure', 7)))
    select f.id, f.code, o.code, f.closed_at, d.due_on, w.said_by, w.said_on, h.holds, case when e.state = 'ERASED' then '{}' else retention.bars_shown(f.id) end,
           e.id, e.state, e.ground, e.decision_id, a.code, g.code, e.erased_at
      from asking q join cases.case_file f on f.id = q.id join access.organisation o on o.id = f.organisation_id
      left join lateral (select x.* from retention.erasure x where x.file_id = f.id and x.state <> 'ENDED') e on true
      left join lateral (select x.said_by, x.said_on from retention.wish x where x.file_id = f.id order by x.recorded_at desc limit 1) w on true
      left join access.person a on a.id = e.asked_by left join access.person g on g.id = e.agreed_by
     cross join lateral (select count(*)::int as holds from retention.hold x where x.file_id = f.id and x.ended_at is null) h
     cross join lateral (select retention.due_on(f.id) as due_on) d
     where f.code > coalesce(list.after, '')
       and (access.has_role(array['DATA_PROTECTION_OFFICER']) or access.has_role(array['PROJECT_MANAGER']) or f.organisation_id in (select m.organisation_id from mine m)
            or f.supervisor_id = access.actor() and access.works_as(access.actor(), 'CASE_SUPERVISOR', null))
       and (e.id is not null or w.said_on is not null or h.holds > 0 or d.due_on <= (access.moment() at time zone 'UTC')::date)
     order by f.code limit list.most $$;
revoke execute on function retention.list from public;
grant execute on function retention.list to akoma_protection, akoma_custody;

-- A wish serves the request that waits, was agreed to or carried out. One that ended is none, however it ended: else who works on the file spends a wish by
-- asking and taking it back, by writing or by a hold.
create function retention.is_spent(file uuid, recorded_at timestamptz) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from retention.erasure x where x.file_id = file and x.asked_at >= is_spent.recorded_at and x.state <> 'ENDED') $$;
revoke execute on function retention.is_spent from public;
-- Files that who acts supervises, closed or not, that somebody asked to erase; nobody has asked the officer since. What the officer refused is answered.
create function retention.wished(most int) returns table (code text) stable language sql security definer set search_path = pg_catalog as $$
    select f.code from (select w.file_id, max(w.recorded_at) as at from retention.wish w group by w.file_id) x join cases.case_file f on f.id = x.file_id
     where session_user = 'akoma_protection' and not retention.is_spent(f.id, x.at)
       and not exists (select from retention.erasure e left join access.decision d on d.kind = 'ERASURE' and d.subject = e.id
                        where e.file_id = f.id and (e.state <> 'ENDED' or e.asked_at >= x.at and d.state = 'REFUSED'))
       and retention.works_in(access.actor(), f.id, array['CASE_SUPERVISOR']) order by f.code limit wished.most $$;
revoke execute on function retention.wished from public;
grant execute on function retention.wished to akoma_protection;

-- Whether the child is of age on that day for certain: the age is known to the year, and a year is added where it was estimated.
create function retention.of_age(file uuid, on_day date) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select coalesce(f.age_at_rescue + extract(year from age(on_day, (coalesce(f.handed_at, f.registered_at) at time zone 'UTC')::date))
                    - case when f.age_estimated then 1 else 0 end >= 18, false) from cases.case_file f where f.id = of_age.file $$;
-- Whether the child speaks for itself about its file on that day: from the age on at which it says no to a consent too (requirements.md 2.6). Where the age is not
-- known it does not: what the child alone gets would be open to who says that the child asked.
create function retention.may_ask_alone(file uuid, on_day date) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select coalesce(cases.age_on(file, on_day) >= access.limit_of('consent.assent.min-age', 6), false) $$;
-- Who answers for the child on that day: where the family took part, only who was appointed by an authority. Nobody for a grown-up.
create function retention.who_answers(file uuid, on_day date) returns uuid[] stable language sql security definer set search_path = pg_catalog as $$
    select array(select g.id from cases.guardian g where g.file_id = file and not retention.of_age(file, on_day) and g.appointed_on <= on_day
        and (g.ended_on is null or g.ended_on > on_day) and not g.waits
        and (g.kind in ('APPOINTED', 'AD_HOC', 'INSTITUTION') or not exists (select from cases.family y where y.file_id = file and y.bars_return)) order by g.id) $$;
-- Whether all who could have asked on that day still answer today: else nobody knows that the one who asked does.
create function retention.is_answered_for(file uuid, on_day date) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select a.those <> '{}' and a.those <@ retention.who_answers(file, (coalesce(access.moment(), now()) at time zone 'UTC')::date)
      from (select retention.who_answers(file, on_day) as those) a $$;
revoke execute on function retention.of_age, retention.may_ask_alone, retention.who_answers, retention.is_answered_for from public;
-- How one file stands, for who works on it.
create function retention.standing(file uuid) returns table (due_on date, bars text[], speaks boolean) stable language sql security definer set search_path = pg_catalog as $$
    select retention.due_on(file), retention.bars_shown(file), retention.speaks_as(file, array['CASE_WORKER', 'CASE_SUPERVISOR']) where session_user = 'akoma_protection' and access.keeps(file, 256, false) and access.works_on(file, 256) $$;
revoke execute on function retention.standing from public;
grant execute on function retention.standing to akoma_protection;

-- ---------- acts of one person -----------------------------------------------------------------------------------------------
-- The holds of a file for who learns that it is held: ground, words and name for who set it alone, since it may be about the others.
create function retention.holds(file uuid) returns table (id uuid, ground text, sealed bytea, set_by text, set_at timestamptz, ended_at timestamptz)
stable language sql security definer set search_path = pg_catalog as $$
    select h.id, case when x.own then h.ground end, case when x.own then h.sealed end, case when x.own then p.code end, h.set_at, h.ended_at
      from retention.hold h join access.person p on p.id = h.set_by cross join lateral (select h.set_by = access.actor() as own) x
     where h.file_id = holds.file and session_user = 'akoma_protection' and access.keeps(holds.file, 256, false) and access.works_on(holds.file, 256)
       and (x.own or retention.learns_hold(holds.file))
     order by h.ended_at desc nulls first, h.set_at desc $$;
-- The wishes of a file for who works on it: whether one still waits for an answer, and whether the supervisor, who cannot act on it then, wrote it down.
create function retention.wishes(file uuid) returns table (said_by text, said_on date, by text, recorded_at timestamptz, waits boolean, by_supervisor boolean)
stable language sql security definer set search_path = pg_catalog as $$
    select w.said_by, w.said_on, p.code, w.recorded_at, not retention.is_spent(w.file_id, w.recorded_at), w.recorded_by is not distinct from f.supervisor_id
      from retention.wish w join access.person p on p.id = w.recorded_by join cases.case_file f on f.id = w.file_id
     where w.file_id = wishes.file and session_user = 'akoma_protection' and access.keeps(wishes.file, 256, false) and access.works_on(wishes.file, 256)
     order by w.recorded_at desc $$;
revoke execute on function retention.wishes from public;
grant execute on function retention.wishes to akoma_protection;
revoke execute on function retention.holds from public;
grant execute on function retention.holds to akoma_protection;
create function retention.record_wish(id uuid, file uuid, said_by text, said_on date) returns text language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not retention.speaks_as(file, array['CASE_WORKER', 'CASE_SUPERVISOR']) then return 'FORBIDDEN'; end if;
    if exists (select from retention.wish w where w.id = record_wish.id and w.file_id = file) then return 'AGAIN'; end if;
    if record_wish.said_on > (access.moment() at time zone 'UTC')::date
       or record_wish.said_on < (select (least(f.handed_at, f.registered_at) at time zone 'UTC')::date from cases.case_file f where f.id = file) then return 'DAY'; end if;
    if record_wish.said_by = 'CHILD' and not retention.may_ask_alone(file, record_wish.said_on) then return 'TOO_YOUNG'; end if;
    -- a guardian speaks where one is on the file, that day and today
    if record_wish.said_by = 'GUARDIAN' and not retention.is_answered_for(file, record_wish.said_on) then return 'NO_GUARDIAN'; end if;
    insert into retention.wish (id, file_id, said_by, said_on, recorded_by, recorded_at)
    values (record_wish.id, file, record_wish.said_by, record_wish.said_on, access.actor(), access.moment());
    perform access.ring_of_file(array(select access.custodians()) || (select f.supervisor_id from cases.case_file f where f.id = file), 'task', file, 'ERASURE');
    return 'DONE';
end $$;
-- By who works on the file, whose only objection this is, or by the data protection officer, who knows its code alone. What is in the ledger is not kept any more.
create function retention.set_hold(id uuid, code text, ground text, sealed bytea) returns text language plpgsql security definer set search_path = pg_catalog as $$
declare f cases.case_file;
begin
    select * into f from cases.case_file x where x.code = upper(set_hold.code) for update;
    if f.id is null or not (session_user = 'akoma_custody' and access.has_role(array['DATA_PROTECTION_OFFICER']) or retention.speaks_as(f.id, array['CASE_WORKER', 'CASE_SUPERVISOR'])) then
        return 'FORBIDDEN';
    end if;
    -- words that nobody can open are none: who decides about the hold reads them
    if not access.is_sealed_for_house(set_hold.sealed, 1) then return 'FORBIDDEN'; end if;
    if exists (select from retention.hold h where h.id = set_hold.id and h.file_id = f.id) then return 'AGAIN'; end if;
    if exists (select from retention.erasure e where e.file_id = f.id and e.number is not null) then return 'AGREED'; end if;
    insert into retention.hold (id, file_id, ground, sealed, set_by, set_at)
    values (set_hold.id, f.id, set_hold.ground, set_hold.sealed, access.actor(), access.moment());
    -- nobody of the team is rung: a hold may be about them
    perform access.ring(array(select access.custodians()), 'task');
    return 'DONE';
end $$;
create function retention.ask_erasure(id uuid, file uuid, ground text) returns text language plpgsql security definer set search_path = pg_catalog as $$
declare f cases.case_file;
begin
    select * into f from cases.case_file x where x.id = file for update;
    if not retention.speaks_as(file, array['CASE_SUPERVISOR']) then return 'FORBIDDEN'; end if;
    if exists (select from retention.erasure e where e.id = ask_erasure.id and e.file_id = file) then return 'AGAIN'; end if;
    if exists (select from retention.erasure e where e.file_id = file and e.state <> 'ENDED') then return 'WAITS'; end if;
    if cardinality(retention.bars(file)) > 0 then return 'BARRED'; end if;
    -- who wrote a wish down does not act on it: a typed word is no proof that a child said so
    if ask_erasure.ground = 'DUE' and (retention.due_on(file) <= (access.moment() at time zone 'UTC')::date) is not true
       or ask_erasure.ground <> 'DUE' and not exists (select from retention.wish w where w.file_id = file and w.said_by = ask_erasure.ground
                                                             and w.recorded_by <> access.actor()
               and (w.said_by <> 'GUARDIAN' or retention.is_answered_for(file, w.said_on))
               and not retention.is_spent(file, w.recorded_at)) then return 'NOT_DUE'; end if;
    insert into retention.erasure (id, file_id, code, organisation_id, ground, asked_by, asked_at, file_version, file_entry, state)
    values (ask_erasure.id, file, f.code, f.organisation_id, ask_erasure.ground, access.actor(), access.moment(), f.version,
            (select coalesce(max(j.seq), 0) from journal.entry j where j.chain = file), 'WAITING');
    perform access.ring_of_file(array[f.worker_id], 'task', file, 'ERASURE');
    return 'DONE';
end $$;
revoke execute on function retention.record_wish, retention.set_hold, retention.ask_erasure from public;
grant execute on function retention.record_wish, retention.ask_erasure to akoma_protection;
grant execute on function retention.set_hold to akoma_protection, akoma_custody;

-- ---------- decisions of two people ------------------------------------------------------------------------------------------
insert into access.decision_kind (kind, roles, proposers, section, factor) values
    ('ERASURE',  '{DATA_PROTECTION_OFFICER,PROJECT_MANAGER}', '{CASE_SUPERVISOR}', null, true),
    ('HOLD_END', '{DATA_PROTECTION_OFFICER,PROJECT_MANAGER}', '{CASE_SUPERVISOR}', null, true);
-- Who decides about the end of a file or a hold: the officers whom no open complaint names. Where complaints name all of them, project managers whom none
-- names: of another structure than that of the file and of the officers, else of these. Where all are named, the officers: so that the order always ends.
-- No supervisor decides it: a supervisor asks, anybody can write a complaint without a name, and what is erased does not come back. A hold that an officer
-- set is lifted by officers alone, named or not: a hold only keeps. What a complaint is about is kept all the same: while it is open no file of whom it
-- names is erased (retention.is_complained), no matter who lifts its hold.
-- Who asks does not choose by a complaint who decides. One in their name does not count, nor, for what waits already, one without a name since that day.
-- Nobody knows who wrote an older one without a name: it counts once it was taken on by somebody who neither asks nor works beside who asks.
create function retention.judges(d access.decision) returns setof uuid stable language plpgsql security definer set search_path = pg_catalog as $$
declare askers uuid[] := access.with_namesakes(d.authors || d.proposed_by);
        named uuid[] := access.with_namesakes(array(select x from followup.complaint c cross join unnest(c.about_ids) x where c.closed_at is null
                                                and case when c.raised_by is not null then c.raised_by <> all (askers)
                                                         else c.raised_at < date_trunc('day', d.proposed_at at time zone 'UTC') at time zone 'UTC'
                                                          and c.acknowledged_by <> all (askers)
                                                          and not exists (select from access.person a join access.person p on p.organisation_id = a.organisation_id
                                                                           where a.id = c.acknowledged_by and p.id = any (askers)) end));
        officers uuid[] := array(select access.custodians());
        beside uuid[] := array(select p.organisation_id from access.person p where p.id = any (officers))
            || array(select e.organisation_id from retention.erasure e where e.id = d.subject)
            || array(select f.organisation_id from retention.hold h join cases.case_file f on f.id = h.file_id where h.id = d.subject);
        managers uuid[]; found uuid[];
begin
    if officers = '{}' or not officers <@ named then return query select x from unnest(officers) x where x <> all (named); return; end if;
    if exists (select from retention.hold h where h.id = d.subject and d.kind = 'HOLD_END' and h.set_by = any (officers)) then
        return query select unnest(officers);
        return;
    end if;
    managers := array(select x from access.who_serve('PROJECT_MANAGER', access.moment()) x where x <> all (named) and x <> d.proposed_by
                         and x <> all (d.authors) and not access.is_namesake(d.proposed_by, x));
    found := array(select p.id from access.person p where p.id = any (managers) and p.organisation_id <> all (beside));
    if found = '{}' then found := managers; end if;
    if found = '{}' then found := officers; end if;
    return query select unnest(found);
end $$;
-- Whether who acts decides this request. Who does not learns nothing of it, nor of the complaint for which they do not.
create function retention.is_judge(subject uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.decision d where d.subject = is_judge.subject and d.kind in ('ERASURE', 'HOLD_END')
                      and access.decides(d, access.actor())) $$;
revoke execute on function retention.judges, retention.is_judge from public;
grant execute on function retention.is_judge to akoma_custody, akoma_protection;
create policy judged on retention.hold for select to akoma_protection
    using (id in (select d.subject from access.decision d where d.kind = 'HOLD_END' and d.state = 'WAITING') and retention.is_judge(id));
-- What access.propose asks of who proposes.
create function retention.may_ask(kind text, subject uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select case kind when 'ERASURE' then exists (select from retention.erasure e where e.id = subject and e.asked_by = access.actor() and e.asked_at = access.moment() and e.state = 'WAITING')
        else exists (select from retention.hold h where h.id = subject and h.ended_at is null and retention.speaks_as(h.file_id, array['CASE_SUPERVISOR'])) end $$;
-- Conduct that was reported and is not judged yet: at a structure that held the file or sheltered the child, or of somebody who asked for the erasure, agreed to
-- it or ever led the file. The officer alone learns that it keeps the file, since a complaint is hidden from the team; an officer whom an open complaint
-- names decides nothing here and learns nothing either (access.decides).
create function retention.is_complained(erasure uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    with e as materialized (select x.file_id, x.organisation_id, x.asked_by, x.agreed_by, f.organisation_id as holds, f.worker_id, f.supervisor_id
                              from retention.erasure x join cases.case_file f on f.id = x.file_id where x.id = is_complained.erasure),
         g as materialized (select o.grantee_kind, o.grantee from access.file_grant o where o.file_id = (select e.file_id from e)
                               and o.reason in ('OWNING_STRUCTURE', 'ASSIGNMENT', 'SUPERVISION', 'DEPUTY'))
    select exists (select from followup.complaint c cross join e where c.closed_at is null
        and (c.organisation_id in (e.organisation_id, e.holds) or c.organisation_id in (select g.grantee from g where g.grantee_kind = 'ORGANISATION')
             or c.organisation_id in (select s.organisation_id from cases.placement p join cases.shelter s on s.id = p.shelter_id where p.file_id = e.file_id)
             or c.about_ids && (array[e.asked_by, e.agreed_by, e.worker_id, e.supervisor_id]
                || array(select g.grantee from g where g.grantee_kind = 'PERSON')
                || array(select t.value::uuid from cases.turn t where t.file_id = e.file_id and t.what = 'WORKER' and t.value is not null)
                || array(select w.recorded_by from retention.wish w where w.file_id = e.file_id)))) $$;
-- Acts of a file's journal that write nothing on it: it was read, or went into a list, a file, an export or the child's own paper; and what is said of the
-- erasure itself.
create function retention.is_reading(act text) returns boolean immutable language sql set search_path = pg_catalog as $$
    select act ~ '(read|revealed|listed|exported|downloaded|searched|seen)$' or act ~ '^(retention|decisions)[.]' or act = 'rights.paper-taken' $$;
-- Whether file and child are as they were when the erasure was asked for. Whatever was written since, and be it by who began before, is asked for anew.
create function retention.is_unchanged(erasure uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from retention.erasure e join cases.case_file f on f.id = e.file_id
        where e.id = is_unchanged.erasure and f.version = e.file_version and f.organisation_id = e.organisation_id and retention.bars(e.file_id) = '{}'
          and not exists (select from journal.entry j where j.chain = f.id and j.seq > e.file_entry and not retention.is_reading(j.act))) $$;
-- Whether what was asked for is still so; for who decides.
create function retention.stands(erasure uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from retention.erasure e where e.id = erasure and e.state = 'WAITING' and retention.is_unchanged(e.id)
          and retention.works_in(e.asked_by, e.file_id, array['CASE_SUPERVISOR'])
          and (e.ground <> 'GUARDIAN' or exists (select from retention.wish w where w.file_id = e.file_id and w.said_by = 'GUARDIAN' and w.recorded_by <> e.asked_by
                                                    and w.recorded_at <= e.asked_at and retention.is_answered_for(w.file_id, w.said_on)))
          and (e.ground <> 'DUE' or retention.due_on(e.file_id) <= (coalesce(access.moment(), now()) at time zone 'UTC')::date)) $$;
revoke execute on function retention.is_reading, retention.is_unchanged from public;
-- By who decides: a request that no longer stands ends, and is asked for anew.
create function retention.end_changed(erasure uuid) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
    if retention.is_judge(end_changed.erasure) and not retention.stands(end_changed.erasure) then
        perform access.end_waiting('{ERASURE}', end_changed.erasure, null);
    end if;
end $$;
-- What the officer has to know of a request: who recorded the wishes, and the days.
create function retention.asked(erasure uuid) returns table (code text, said_by text, said_on date, recorded_by text, closed_at timestamptz, closed_as text, due_on date)
stable language sql security definer set search_path = pg_catalog as $$
    select e.code, w.said_by, w.said_on, p.code, f.closed_at,
           (select c.code from cases.closure c where c.file_id = f.id and f.closed_at is not null and c.decision = 'CLOSED' order by c.decided_at desc limit 1),
           retention.due_on(f.id) from retention.erasure e join cases.case_file f on f.id = e.file_id
      left join lateral (select x.* from retention.wish x where x.file_id = f.id and x.said_by = e.ground and x.recorded_by <> e.asked_by and x.recorded_at <= e.asked_at
                          order by x.recorded_at desc limit 1) w on true
      left join access.person p on p.id = w.recorded_by
     where e.id = asked.erasure and (access.has_role(array['DATA_PROTECTION_OFFICER']) or e.asked_by = access.actor()
                                  or retention.is_judge(e.id)) $$;
-- Both of them for who decides it alone: that conduct was reported is hidden from the team.
create function retention.waits_for_a_complaint(erasure uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select retention.is_judge(erasure) and retention.is_complained(erasure) $$;
create function retention.stands_for_judge(erasure uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select retention.is_judge(erasure) and retention.stands(erasure) $$;
revoke execute on function retention.may_ask, retention.stands, retention.is_complained, retention.end_changed, retention.asked, retention.waits_for_a_complaint,
    retention.stands_for_judge from public;
grant execute on function retention.stands_for_judge, retention.waits_for_a_complaint, retention.end_changed to akoma_custody, akoma_protection;
grant execute on function retention.asked to akoma_custody, akoma_protection;

create function retention.decided() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if new.kind = 'HOLD_END' then
        if new.state = 'AGREED' then
            update retention.hold h set ended_by = new.decided_by, ended_at = access.moment() where h.id = new.subject and h.ended_at is null;
        end if;
        perform retention.ring_holder(new.subject);
    elsif new.state <> 'AGREED' then
        update retention.erasure e set state = 'ENDED' where e.id = new.subject and e.state = 'WAITING';
        -- who wrote the wish down hears that nothing came of it
        if new.state in ('WITHDRAWN', 'REFUSED') then
            perform access.ring(array(select w.recorded_by from retention.erasure e join retention.wish w on w.file_id = e.file_id and w.said_by = e.ground
                                                                                                     and w.recorded_at <= e.asked_at where e.id = new.subject), 'task');
        end if;
    else
        perform 1 from cases.case_file f join retention.erasure e on e.file_id = f.id where e.id = new.subject for update of f;
        if retention.is_complained(new.subject) or not retention.stands(new.subject) then raise exception 'retention.changed' using errcode = 'insufficient_privilege'; end if;
        update retention.erasure e set state = 'AGREED', decision_id = new.id, agreed_by = new.decided_by, agreed_at = access.moment() where e.id = new.subject;
    end if;
    return null;
end $$;
-- Who set a hold, whose objection it may be, hears that its end is asked for, and what became of that, unless they are asked to decide or decided it.
create function retention.ring_holder(hold uuid) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform access.ring(array(select h.set_by from retention.hold h where h.id = hold and h.set_by <> access.actor()
                                 and not exists (select from access.decision d where d.kind = 'HOLD_END' and d.subject = hold and d.state = 'WAITING'
                                                    and h.set_by in (select retention.judges(d)))), 'task');
end $$;
create function retention.hold_end_asked() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform retention.ring_holder(new.subject);
    return null;
end $$;
create trigger retention_hold_end_asked after insert on access.decision for each row when (new.kind = 'HOLD_END') execute function retention.hold_end_asked();
revoke execute on function retention.ring_holder, retention.hold_end_asked from public;
-- An erasure that waits is one that somebody was asked to decide: else it would wait for ever, and no other could be asked for.
create function retention.waits_for_somebody() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if exists (select from retention.erasure e where e.id = new.id and e.state = 'WAITING')
       and not exists (select from access.decision d where d.kind = 'ERASURE' and d.subject = new.id and d.state = 'WAITING') then
        raise exception 'retention.nobody-asked' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger waits_for_somebody after insert on retention.erasure deferrable initially deferred for each row
    when (new.state = 'WAITING') execute function retention.waits_for_somebody();
revoke execute on function retention.waits_for_somebody from public;
create trigger retention_decided after update of state on access.decision for each row
    when (new.kind in ('ERASURE', 'HOLD_END') and old.state = 'WAITING' and new.state <> 'WAITING') execute function retention.decided();
revoke execute on function retention.decided from public;

-- What is asked of a file that is reopened or held meanwhile waits for nobody.
create function retention.held_waits_no_more() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare e retention.erasure;
begin
    for e in select * from retention.erasure x where x.file_id = case tg_table_name when 'hold' then (to_jsonb(new) ->> 'file_id')::uuid else (to_jsonb(new) ->> 'id')::uuid end
                                                 and x.state = 'WAITING' loop
        -- of a hold nobody of the team is rung: it may be about who asked
        if tg_table_name = 'hold' then
            update access.decision d set state = 'REPLACED', ended_at = access.moment() where d.kind = 'ERASURE' and d.subject = e.id and d.state = 'WAITING';
        else perform access.end_waiting('{ERASURE}', e.id, null);
        end if;
    end loop;
    return null;
end $$;
create trigger held_waits_no_more after insert on retention.hold for each row execute function retention.held_waits_no_more();
create trigger reopened_waits_no_more after update of status, closed_at on cases.case_file for each row
    when (old.closed_at is not null and new.closed_at is null) execute function retention.held_waits_no_more();
revoke execute on function retention.held_waits_no_more from public;
-- A file whose erasure is in the ledger changes no more; one that is erased has no key, no grant and no emergency again, no matter who asks.
create function retention.stays_erased() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if tg_table_name = 'data_key' then
        if retention.is_erased((to_jsonb(new) ->> 'owner')::uuid) then raise exception 'retention.erased' using errcode = 'insufficient_privilege'; end if;
    elsif tg_table_name = 'case_file' then
        if exists (select from retention.erasure e where e.file_id = (to_jsonb(new) ->> 'id')::uuid and e.number is not null)
           and to_jsonb(new) ->> 'erased_at' is not distinct from to_jsonb(old) ->> 'erased_at' then return null; end if;   -- only the erasure empties it
    elsif retention.is_erased((to_jsonb(new) ->> 'file_id')::uuid) then return null;
    end if;
    return new;
end $$;
create trigger a_stays_erased before insert on vault.data_key for each row execute function retention.stays_erased();
create trigger a_stays_erased before insert on access.file_grant for each row when (new.file_id is not null) execute function retention.stays_erased();
create trigger a_stays_erased_until before update on access.file_grant for each row
    when (new.file_id is not null and new.valid_until > old.valid_until) execute function retention.stays_erased();
create trigger a_stays_erased before update on cases.case_file for each row when (old.closed_at is not null) execute function retention.stays_erased();
revoke execute on function retention.stays_erased from public;
-- The closure counts from the moment at which the file is closed: its time is neither brought forward nor put off by who may write the file.
create function retention.closed_now() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if new.closed_at is not null and (tg_op = 'INSERT' or old.closed_at is not null or old.status in ('CLOSED', 'TRANSFERRED')
                                      or new.closed_at not between access.moment() - interval '1 second' and access.moment() + interval '1 second') then
        raise exception 'retention.closed-another-day' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger closed_now before update of closed_at on cases.case_file for each row
    when (session_user = 'akoma_protection' and new.closed_at is distinct from old.closed_at) execute function retention.closed_now();
create trigger closed_now_added before insert on cases.case_file for each row
    when (session_user = 'akoma_protection' and new.closed_at is not null) execute function retention.closed_now();
revoke execute on function retention.closed_now from public;
-- Between its line in the ledger and the end of its key nothing is written on a file: each act has an entry in its journal, whose lock retention.take held.
create function retention.written_no_more() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if exists (select from added a join retention.erasure e on e.file_id = a.chain and e.state = 'AGREED' and e.number is not null
                where not retention.is_reading(a.act)) then
        raise exception 'retention.agreed-already' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create trigger written_no_more after insert on journal.entry referencing new table as added for each statement execute function retention.written_no_more();
revoke execute on function retention.written_no_more from public;

-- ---------- what is destroyed --------------------------------------------------------------------------------------------------
-- Everything from which the words about the child come back. Under the file's key lies nearly all of it; what lies under other keys and speaks of the child
-- is emptied: a byte that no key opens, where a column must hold something. Codes, days and numbers stay.
create function retention.wipe(file uuid, at timestamptz) returns void language plpgsql security definer set search_path = pg_catalog as $$
declare nothing constant bytea := '\x00';
begin
    delete from vault.data_key k where k.owner = file;
    update access.file_grant g set valid_until = greatest(wipe.at, g.valid_from) where g.file_id = file and g.valid_until > wipe.at;
    delete from cases.double_question q where exists (select from cases.name_token t where t.file_id = file and t.token = any (q.tokens));
    delete from cases.name_token t where t.file_id = file;
    update cases.exploitation x set mark = null where x.file_id = file and x.mark is not null;
    update cases.former x set mark = null where x.file_id = file and x.mark is not null;
    update cases.urgent_care u set marks = '{}' where u.file_id = file;
    update cases.case_file f set source_digest = null, erased_at = wipe.at, version = f.version + 1 where f.id = file;
    delete from exchange.row_answer r where r.file_id = file;
    delete from exchange.carried c where c.file_id = file;
    delete from retention.access_shown s where s.request_id in (select r.id from retention.access_request r where r.file_id = file);
    delete from drafts.draft d where d.file_id = file;
    delete from access.sent s where s.file_id = file;
    delete from attachments.piece p where p.file_id = file;
    delete from attachments.sent_part p where p.file_id = file;
    delete from attachments.sending s where s.file_id = file;
    perform packages.drop_erased(file);
    perform exchange.drop_erased(file);
    update signals.received s set telephone = null where s.file_id = file;
    -- under the keys of the house
    update access.break_glass b set reason = nothing, why = case when b.why is not null then nothing end where b.file_id = file;
    update retention.hold h set sealed = nothing where h.file_id = file;
    update exchange.export_request e set purpose = nothing where e.id in (select c.request_id from exchange.export_child c where c.child_id = file);
    -- what was disclosed; what the police hold of it they keep by their own law
    update disclosure.given g set sealed = null, facts = null, telephone = null where g.request_id in (select r.id from disclosure.request r where r.file_id = file);
    update disclosure.request r set words = nothing, without_words = case when r.without_words is not null then nothing end where r.file_id = file;
    update disclosure.telling t set words = nothing where t.file_id = file;
    update disclosure.offence_report o set words = nothing, answer_words = case when o.answer_words is not null then nothing end where o.file_id = file;
    update handover.proposal h set words = null where h.file_id = file;
    update access.decision d set why = case when d.why is not null then nothing end, proposal = case when d.proposal is not null then nothing end,
           reason = case when d.reason is not null then nothing end, record = null
     where d.file_id = file or d.subject = file
        or d.subject in (select h.id from handover.proposal h where h.file_id = file union all select h.id from retention.hold h where h.file_id = file
                         union all select p.id from assistance.payment p where p.file_id = file
                         union all select e.id from retention.erasure e where e.file_id = file
                         union all select c.request_id from exchange.export_child c where c.child_id = file
                         union all select r.id from disclosure.request r where r.file_id = file
                         union all select o.id from disclosure.offence_report o where o.file_id = file
                         union all select s.story_id from publication.story_child s where s.file_id = file);
    -- the words of a story about the child are no longer shown or kept
    update publication.story s set title_fr = '–', text_fr = '–', title_en = '–', text_en = '–', odd_words = '{}',
           unpublished_at = coalesce(s.unpublished_at, case when s.ended_at is null then wipe.at end)
     where s.id in (select c.story_id from publication.story_child c where c.file_id = file);
    -- nobody goes there any more
    update followup.visit v set cancelled_at = wipe.at, cancel_reason = 'FILE_CLOSED', closed_at = wipe.at, version = v.version + 1
     where v.file_id = file and v.open;
    delete from access.kept_search;   -- what was typed into the search of a session: it is asked again
end $$;
revoke execute on function retention.wipe from public;

-- What two people agreed to and is not in the ledger yet.
create function retention.to_take() returns table (id uuid, code text, decision_id uuid) stable language sql security definer set search_path = pg_catalog as $$
    select e.id, e.code, e.decision_id from retention.erasure e where e.state = 'AGREED' and e.number is null and access.actor() is null order by e.agreed_at, e.id $$;
-- By the house, before the line of the ledger, from which there is no way back: asked once more, with the file and its journal locked, so that what somebody
-- wrote meanwhile, or was writing, ends the erasure instead of being destroyed with it. NOT_AGREED, ENDED, DONE: it has its number.
create function retention.take(id uuid, at timestamptz) returns text language plpgsql security definer set search_path = pg_catalog as $$
declare e retention.erasure; complained boolean;
begin
    if not access.is_now(take.at) then raise exception 'retention.not-now' using errcode = 'insufficient_privilege'; end if;
    -- the ledger beside the keys may be that of the house which goes on: it would erase the child too
    if vault.is_copy() then raise exception 'retention.copy-erases-nothing' using errcode = 'insufficient_privilege'; end if;
    perform pg_advisory_xact_lock(hashtextextended('retention.erasure', 0));
    perform 1 from cases.case_file f join retention.erasure x on x.file_id = f.id where x.id = take.id for update of f;
    perform pg_advisory_xact_lock(hashtextextended(x.file_id::text, 7)) from retention.erasure x where x.id = take.id;      -- the chain, as journal.link
    select * into e from retention.erasure x where x.id = take.id for update;
    if e.state is distinct from 'AGREED' or e.number is not null or not access.agreed('ERASURE', e.id, 1) then return 'NOT_AGREED'; end if;
    complained := retention.is_complained(e.id);
    if not complained and retention.is_unchanged(e.id) then
        update retention.erasure x set number = (select coalesce(max(n.number), 0) + 1 from retention.erasure n) where x.id = e.id;
        return 'DONE';
    end if;
    update retention.erasure x set state = 'ENDED' where x.id = e.id;
    perform access.ring_by_house(array[e.agreed_by] || case when not complained and not 'HOLD' = any (retention.bars(e.file_id)) then e.asked_by end, 'task', take.at);
    return 'ENDED';
end $$;
revoke execute on function retention.to_take, retention.take from public;
grant execute on function retention.to_take, retention.take to akoma_administration;
-- By the house, once the line of the ledger is on the disk: NOT_AGREED, DONE. The mark is that of the ledger's line, which is written before.
create function retention.carry_out(id uuid, mark text, at timestamptz) returns text language plpgsql security definer set search_path = pg_catalog as $$
declare e retention.erasure;
begin
    if not access.is_now(carry_out.at) then raise exception 'retention.not-now' using errcode = 'insufficient_privilege'; end if;
    select * into e from retention.erasure x where x.id = carry_out.id for update;
    if e.state is distinct from 'AGREED' or e.number is null or not access.agreed('ERASURE', e.id, 1) then return 'NOT_AGREED'; end if;
    perform retention.wipe(e.file_id, carry_out.at);
    update retention.erasure x set state = 'ERASED', erased_at = carry_out.at, mark = carry_out.mark where x.id = e.id;
    return 'DONE';
end $$;
-- The same of a line of the ledger, by the owner at the start of a house whose database is an older one. Granted to no login.
create function retention.carry_out_again(number int, id uuid, file uuid, code text, ground text, asked_by uuid, agreed_by uuid, agreed_at timestamptz, decision uuid, mark text)
returns boolean language plpgsql security definer set search_path = pg_catalog as $$
declare there cases.case_file;
begin
    if exists (select from retention.erasure e where e.id = carry_out_again.id and e.state = 'ERASED') then return false; end if;
    select * into there from cases.case_file f where f.id = carry_out_again.file;
    delete from retention.erasure e where e.file_id = carry_out_again.file and e.state <> 'ENDED';
    perform retention.wipe(carry_out_again.file, carry_out_again.agreed_at);
    insert into retention.erasure (id, file_id, code, organisation_id, ground, asked_by, asked_at, state, decision_id, agreed_by, agreed_at, number, mark, erased_at, again_at)
    values (carry_out_again.id, file, carry_out_again.code, there.organisation_id, carry_out_again.ground, carry_out_again.asked_by, carry_out_again.agreed_at, 'ERASED', decision,
            carry_out_again.agreed_by, carry_out_again.agreed_at, carry_out_again.number, carry_out_again.mark, now(), now());
    return true;
end $$;
-- What the ledger is compared with: all that was agreed to, in order. here: the file is in this database; an older one may give its code to another child.
create function retention.lines() returns table (number int, id uuid, file_id uuid, code text, ground text, asked_by uuid, agreed_by uuid, agreed_at timestamptz, decision_id uuid,
    mark text, state text, noted boolean, again boolean, here boolean)
stable language sql security definer set search_path = pg_catalog as $$
    select e.number, e.id, e.file_id, e.code, e.ground, e.asked_by, e.agreed_by, e.agreed_at, e.decision_id, e.mark, e.state, e.noted, e.again_at is not null, e.organisation_id is not null
      from retention.erasure e where e.number is not null and access.actor() is null order by e.number $$;
-- The house has written it into its journal, in this transaction.
create function retention.note(id uuid) returns void language sql security definer set search_path = pg_catalog as $$
    update retention.erasure e set noted = true, entry = (select j.hash from journal.entry j where j.chain = (select h.id from vault.house h) order by j.seq desc limit 1)
     where e.id = note.id and e.state = 'ERASED' and not e.noted $$;
revoke execute on function retention.carry_out, retention.carry_out_again, retention.lines, retention.note from public;
grant execute on function retention.carry_out, retention.lines, retention.note to akoma_administration;
