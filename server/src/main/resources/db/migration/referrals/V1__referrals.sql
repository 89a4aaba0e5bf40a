grant usage on schema referrals to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration, akoma_statistics;

-- What a structure asks of another for a child. In clear: structures, codes and moments; why and what is asked is sealed under the file's key.
-- The state is what the moments say on a day; nothing is ever stored as late.
create sequence referrals.referral_number;

create table referrals.referral (
    id              uuid constraint referral_pk primary key,           -- also the id of the grant that its sending gives to the structure's desk
    code            text not null constraint referral_code unique constraint referral_code_form check (code ~ '^[A-Z]{2,4}-[0-9]{3,9}$'),
    file_id         uuid not null constraint referral_file references cases.case_file,
    organisation_id uuid not null,                                     -- as on the file: lists are led by these three
    worker_id       uuid not null,
    supervisor_id   uuid,
    from_id         uuid not null constraint referral_from references access.organisation,
    to_id           uuid not null constraint referral_to references access.organisation,
    to_desk         uuid not null,
    to_person       uuid,                                              -- the focal point, when their role does not reach the desk
    person_grant    uuid,
    purpose         text not null constraint referral_purpose check (purpose in ('CARE', 'PROTECTION', 'TRACING', 'RETURN')),
    priority        text not null constraint referral_priority check (priority in ('URGENT', 'NORMAL')),
    service         text,
    sections        int not null constraint referral_sections check (sections between 256 and 511),
    homecoming_id   uuid constraint referral_homecoming references cases.homecoming,
    drafted_at      timestamptz not null,
    drafted_by      uuid not null,
    sent_at         timestamptz,
    sent_by         uuid,
    agreement_id    uuid constraint referral_agreement references access.sharing_agreement,
    due_at          timestamptz,                                       -- T13: until when it must be acknowledged, by the limit in force when it was sent
    acknowledged_at timestamptz,
    acknowledged_by uuid,
    answered_at     timestamptz,
    answered_by     uuid,
    accepted        boolean,
    decline_reason  text,
    answer_how      text constraint referral_answer_how check (answer_how in ('HERE', 'WRITTEN')),
    completed_at    timestamptz,
    completed_by    uuid,
    valid_until     timestamptz,                                       -- when it expires by itself, and what it gave with it
    ended_at        timestamptz,                                       -- ended by the sender before its time
    ended_by        uuid,
    closed_at       timestamptz,                                       -- declined, completed or ended: nothing more is due
    version         int not null default 1,
    unit_id         uuid,                                              -- the shelter that asks; null = written by who works on the file
    send_by         timestamptz,                                       -- until when the worker is to have sent what a shelter asks for
    called          int not null default 0 constraint referral_called check (called between 0 and 2),
    manager_at      timestamptz,
    constraint referral_two_structures check (from_id <> to_id),
    constraint referral_sent_whole check ((sent_at is null) = (due_at is null) and (sent_at is null) = (agreement_id is null)
        and (sent_at is null) = (valid_until is null) and (sent_at is null) = (sent_by is null)),
    constraint referral_order check (acknowledged_at >= sent_at and answered_at >= acknowledged_at and completed_at >= answered_at),
    constraint referral_steps check ((acknowledged_at is null or sent_at is not null) and (answered_at is null or acknowledged_at is not null)
        and (completed_at is null or accepted is true) and (answered_at is null) = (accepted is null)),
    constraint referral_reason check ((accepted is false) = (decline_reason is not null)),
    constraint referral_closed check (closed_at is not null or completed_at is null and ended_at is null and accepted is distinct from false));
create index referral_of_file          on referrals.referral (file_id, drafted_at desc, id desc);
create index referral_worker           on referrals.referral (worker_id, sent_at desc, id desc);
create index referral_organisation     on referrals.referral (organisation_id, sent_at desc, id desc);
create index referral_supervisor       on referrals.referral (supervisor_id, sent_at desc, id desc);
create index referral_incoming_desk    on referrals.referral (to_desk, sent_at desc, id desc) where sent_at is not null;
create index referral_incoming_person  on referrals.referral (to_person, sent_at desc, id desc) where to_person is not null;
create index referral_all              on referrals.referral (sent_at desc, id desc) where sent_at is not null;
create index referral_open             on referrals.referral (closed_at) where sent_at is not null; -- what runs now, or ran on a day, of all files
create index referral_due_worker       on referrals.referral (worker_id, due_at, id) where sent_at is not null and acknowledged_at is null and closed_at is null;
create index referral_due_organisation on referrals.referral (organisation_id, due_at, id) where sent_at is not null and acknowledged_at is null and closed_at is null;
create index referral_due_receiver     on referrals.referral (to_id, due_at, id) where sent_at is not null and acknowledged_at is null and closed_at is null;
create index referral_due_focal        on referrals.referral (to_person, due_at, id) where sent_at is not null and acknowledged_at is null and closed_at is null;
-- A shelter asks for a child who stays there (requirements.md 9: referral, SHM "CR o"); the child's own worker looks at it and sends it.
create index referral_unit on referrals.referral (unit_id, sent_at desc, id desc) where unit_id is not null;
create index referral_to_send_worker on referrals.referral (worker_id, send_by, id) where send_by is not null and sent_at is null and closed_at is null;
create index referral_to_send_organisation on referrals.referral (organisation_id, send_by, id) where send_by is not null and sent_at is null and closed_at is null;
-- A referral that nobody acknowledged comes to the supervisor, then to the project manager (T13). How far it has come is kept, so that each is
-- called once. The house calls by a login that sees no file: this function tells it whom to ring, and nothing of why.
create index referral_to_call on referrals.referral (due_at, id) where sent_at is not null and acknowledged_at is null and closed_at is null and called < 2;
-- What waits now is read along the indexes of what waits; the views that answer for a past day, which must look at what has ended, stay beside.
create index referral_silent_supervisor on referrals.referral (supervisor_id, id) where sent_at is not null and acknowledged_at is null and closed_at is null;
-- T13: a referral that nobody acknowledged, though its limit has passed several times over, is work of the project managers too. From when on is fixed
-- when it is sent, as its limit is.
create index referral_with_manager on referrals.referral (manager_at, id) where sent_at is not null and acknowledged_at is null and closed_at is null;
call access.protect('referrals.referral', 'file_id', 32, 'akoma_protection');
-- The structure that was asked keeps seeing that it was asked; what was written, only while it runs.
create policy received on referrals.referral for select to akoma_protection
    using (sent_at is not null and (to_desk = any ((select access.grantees())::uuid[]) or to_person = any ((select access.grantees())::uuid[])));
create policy answered on referrals.referral for update to akoma_protection
    using (sent_at is not null and (to_desk = any ((select access.grantees())::uuid[]) or to_person = any ((select access.grantees())::uuid[])));
create policy asked_by_shelter on referrals.referral for select to akoma_protection using (
    unit_id = any ((select access.grantees())::uuid[]) and exists (select from access.file_grant g
    where g.file_id = referral.file_id and g.holder = access.holder('UNIT', referral.unit_id) and g.reason = 'SHELTER_STAY'
      and g.valid_from <= (select access.moment()) and g.valid_until > (select access.moment()) offset 0));
create policy written_by_shelter on referrals.referral for insert to akoma_protection with check (drafted_by = (select access.actor()) and sent_at is null and unit_id = any ((select access.grantees())::uuid[]) and exists (select from access.file_grant g
    where g.file_id = referral.file_id and g.holder = access.holder('UNIT', referral.unit_id) and g.reason = 'SHELTER_STAY'
      and g.valid_from <= (select access.moment()) and g.valid_until > (select access.moment()) offset 0));
-- Who holds a file because something was asked of them (a referral, a stay, a school) reads what was asked of them, never what was asked of others
-- (trust.md 1, G8). An evaluation reads that sampled files were referred, and no words.
create policy parties_or_who_works_on_it on referrals.referral as restrictive for select to akoma_protection using (
    to_desk = any ((select access.grantees())::uuid[]) or to_person = any ((select access.grantees())::uuid[])
    or unit_id = any ((select access.grantees())::uuid[]) or (select access.everywhere()) & 256 <> 0
    or exists (select from access.held g
                where g.file_id = referral.file_id
                  and g.reason not in ('REFERRAL', 'ENROLMENT', 'SHELTER_STAY') offset 0));
create trigger by_oneself after insert on referrals.referral referencing new table as added for each statement execute function access.by_oneself('drafted_by');
create trigger changed_by_oneself before update on referrals.referral for each row execute function access.changed_by_oneself('acknowledged_by', 'sent_by', 'ended_by');
-- An answer that came in writing is taken down as it was entered.
create trigger z_as_agreed before update on referrals.referral for each row execute function access.keep_as_agreed('id', 'REFERRAL_ANSWER');
-- Changes of a referral under a request that waits (access.changed_waits_no_more).
create trigger changed_waits_no_more after update on referrals.referral for each row when (new.version > old.version)
    execute function access.changed_waits_no_more('id', 'REFERRAL_WRITTEN', 'REFERRAL_ANSWER', 'REFERRAL_GUARDIAN');
-- In the file's hands from the beginning: named to come before what compares.
create trigger added_in_hands before insert on referrals.referral for each row execute function cases.in_hands_of_the_file();
-- A referral begins as a draft: what its receiver answers is no column of its beginning.
-- Of a referral only those columns change that one of its acts changes; in whose hands it lies is what the file says.
grant select, insert (id, code, file_id, organisation_id, worker_id, supervisor_id, from_id, to_id, to_desk, purpose, priority, service, sections,
    homecoming_id, drafted_at, drafted_by, unit_id, send_by), update (organisation_id, worker_id, supervisor_id, from_id, to_id, to_desk, to_person,
    person_grant, purpose, priority, service, sections, homecoming_id, sent_at, sent_by, agreement_id, due_at, acknowledged_at, acknowledged_by,
    answered_at, answered_by, accepted, decline_reason, answer_how, completed_at, completed_by, valid_until, ended_at, ended_by, closed_at, version,
    manager_at) on referrals.referral to akoma_protection;

create table referrals.referral_words (
    referral_id uuid constraint referral_words_pk primary key constraint referral_words_of references referrals.referral,
    file_id     uuid not null constraint referral_words_file references cases.case_file,
    asked       bytea not null,                                        -- the reason, and what is asked
    answer      bytea,                                                 -- what the receiver said when answering
    outcome     bytea);   -- what was done, when completed
call access.protect('referrals.referral_words', 'file_id', 32, 'akoma_protection');
create policy received on referrals.referral_words for select to akoma_protection
    using (exists (select from referrals.referral r where r.id = referral_id and r.closed_at is null and r.valid_until > (select access.moment())
                      and (r.to_desk = any ((select access.grantees())::uuid[]) or r.to_person = any ((select access.grantees())::uuid[])) offset 0));
create policy answered on referrals.referral_words for update to akoma_protection
    using (exists (select from referrals.referral r where r.id = referral_id and r.closed_at is null and r.valid_until > (select access.moment())
                      and (r.to_desk = any ((select access.grantees())::uuid[]) or r.to_person = any ((select access.grantees())::uuid[])) offset 0));
create policy asked_by_shelter on referrals.referral_words for select to akoma_protection using (
    exists (select from referrals.referral r where r.id = referral_id and r.unit_id = any ((select access.grantees())::uuid[]) offset 0));
create policy written_by_shelter on referrals.referral_words for insert to akoma_protection with check (
    exists (select from referrals.referral r where r.id = referral_id and r.file_id = referral_words.file_id and r.sent_at is null
               and r.drafted_by = (select access.actor()) and r.unit_id = any ((select access.grantees())::uuid[]) offset 0));
-- What an evaluation samples is pseudonymous (EVA "R s"): that it was asked, of whom and when; never the words, which may name somebody.
create policy words_are_not_sampled on referrals.referral_words as restrictive for select to akoma_protection using (
    exists (select from access.held g where g.file_id = referral_words.file_id
               and g.reason <> 'SAMPLE' offset 0));
create policy parties_or_who_works_on_it on referrals.referral_words as restrictive for select to akoma_protection using (
    exists (select from referrals.referral r
             where r.id = referral_id and (r.to_desk = any ((select access.grantees())::uuid[]) or r.to_person = any ((select access.grantees())::uuid[])
                   or r.unit_id = any ((select access.grantees())::uuid[])) offset 0)
    or exists (select from access.held g
                where g.file_id = referral_words.file_id
                  and g.reason not in ('REFERRAL', 'ENROLMENT', 'SHELTER_STAY', 'SAMPLE') offset 0));
-- The words of a referral: what was asked is written with the draft, the answer and what became of it by who answers.
grant select, insert, update (asked, answer, outcome) on referrals.referral_words to akoma_protection;

-- What was sent stays what it was; a moment once told is not told again otherwise.
create function referrals.stays_as_sent() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if (new.id, new.code, new.file_id, new.drafted_at, new.drafted_by) is distinct from (old.id, old.code, old.file_id, old.drafted_at, old.drafted_by)
       or old.sent_at is not null and (new.from_id, new.to_id, new.to_desk, new.to_person, new.person_grant, new.purpose, new.priority, new.service, new.sections,
                                       new.homecoming_id, new.sent_at, new.sent_by, new.agreement_id, new.due_at, new.valid_until)
                          is distinct from (old.from_id, old.to_id, old.to_desk, old.to_person, old.person_grant, old.purpose, old.priority, old.service, old.sections,
                                       old.homecoming_id, old.sent_at, old.sent_by, old.agreement_id, old.due_at, old.valid_until)
       or old.acknowledged_at is not null and new.acknowledged_at is distinct from old.acknowledged_at
       or old.answered_at is not null and (new.answered_at, new.accepted, new.decline_reason) is distinct from (old.answered_at, old.accepted, old.decline_reason)
       or old.closed_at is not null and (new.closed_at, new.completed_at, new.ended_at) is distinct from (old.closed_at, old.completed_at, old.ended_at) then
        raise exception 'referrals.stays-as-sent' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger stays_as_sent before update on referrals.referral for each row
    when (current_user = 'akoma_protection') execute function referrals.stays_as_sent();

-- When it closes, what its sending gave ends with it, no matter who closed it: the receiver could not end a grant of its own.
create function referrals.end_grants() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    update access.file_grant g set valid_until = greatest(new.closed_at, g.valid_from)
     where g.id in (new.id, new.person_grant) and g.reason = 'REFERRAL' and g.file_id = new.file_id and g.valid_until > new.closed_at;
    return null;
end $$;
create trigger end_grants after update on referrals.referral for each row
    when (new.closed_at is not null and old.closed_at is null) execute function referrals.end_grants();

create function referrals.next_code() returns text language plpgsql security definer set search_path = pg_catalog as $$
declare given text; n bigint;
begin
    loop
        n := nextval('referrals.referral_number');
        given := 'RF-' || case when n < 1000 then to_char(n, 'FM000') else n::text end;
        exit when not exists (select from referrals.referral r where r.code = given);
    end loop;
    return given;
end $$;

-- Counts for the project's figures, as of a moment: no child, no structure. What was never acknowledged stays so, whatever became of it.
create function referrals.report_referrals(moment timestamptz) returns table (status text, referrals bigint, in_time bigint)
stable language sql security definer set search_path = pg_catalog as $$
    select case when r.completed_at <= moment then 'COMPLETED'
                when r.answered_at <= moment and not r.accepted then 'DECLINED'
                when r.acknowledged_at <= moment and (r.ended_at <= moment or r.valid_until <= moment) then 'EXPIRED'
                when r.answered_at <= moment then 'ACCEPTED'
                when r.acknowledged_at <= moment then 'ACKNOWLEDGED'
                when r.due_at <= moment then 'NO_ACKNOWLEDGEMENT'
                when r.ended_at <= moment then 'EXPIRED' else 'SENT' end,
           count(*), count(*) filter (where r.acknowledged_at <= moment and r.acknowledged_at <= r.due_at)
      from referrals.referral r where r.sent_at <= moment group by 1 $$;
revoke execute on function referrals.stays_as_sent, referrals.end_grants, referrals.next_code, referrals.report_referrals from public;
grant execute on function referrals.next_code to akoma_protection;
grant execute on function referrals.report_referrals to akoma_statistics;
-- The same by the month in which they were sent, and by the structure that was asked: acknowledged in time, later, or not though the time is over. One
-- walk along referral_all, or along referral_supervisor for the supervisor who asks.
create function referrals.months(first timestamptz, moment timestamptz, supervisor uuid)
returns table (month date, asked text, in_time bigint, late bigint, silent bigint)
stable language sql security definer set search_path = pg_catalog as $$
    select date_trunc('month', r.sent_at at time zone 'UTC')::date, o.code, count(*) filter (where r.acknowledged_at <= least(r.due_at, moment)),
           count(*) filter (where r.acknowledged_at > r.due_at and r.acknowledged_at <= moment),
           count(*) filter (where (r.acknowledged_at is null or r.acknowledged_at > moment) and r.due_at <= moment)
      from referrals.referral r join access.organisation o on o.id = r.to_id
     where r.sent_at >= first and r.sent_at <= moment and (supervisor is null or r.supervisor_id = supervisor) group by 1, 2 $$;
create function referrals.report_months(first timestamptz, moment timestamptz)
returns table (month date, asked text, in_time bigint, late bigint, silent bigint)
stable language sql security definer set search_path = pg_catalog as $$ select * from referrals.months(first, moment, null) $$;
create function referrals.team_months(first timestamptz, moment timestamptz)
returns table (month date, asked text, in_time bigint, late bigint, silent bigint)
stable language sql security definer set search_path = pg_catalog as $$
    select m.* from referrals.months(first, moment, access.actor()) m where access.actor() is not null and access.has_role(array['CASE_SUPERVISOR']) $$;
revoke execute on function referrals.months, referrals.report_months, referrals.team_months from public;
grant execute on function referrals.report_months to akoma_statistics;
grant execute on function referrals.team_months to akoma_protection;

-- ---------- what is due ------------------------------------------------------------------------------------------------
-- What the acknowledgement of a referral is for each side, as of any day: the sender's worker waits for it, the desk that was asked owes it (T13).
create view referrals.was_due_answer with (security_invoker = true) as
    select 'referrals.answer' as kind, id, file_id, worker_id, organisation_id, (due_at at time zone 'UTC')::date as due_on,
           sent_at as since, due_at, acknowledged_at as done_at, case when valid_until <= access.moment() then valid_until else closed_at end as closed_at
      from referrals.referral where sent_at is not null;
grant select on referrals.was_due_answer to akoma_protection;
create view referrals.was_due_acknowledgement with (security_invoker = true) as
    select 'referrals.acknowledge' as kind, id, file_id, to_person as worker_id, to_id as organisation_id, (due_at at time zone 'UTC')::date as due_on,
           sent_at as since, due_at, acknowledged_at as done_at, case when valid_until <= access.moment() then valid_until else closed_at end as closed_at
      from referrals.referral where sent_at is not null;
grant select on referrals.was_due_acknowledgement to akoma_protection;

-- ---------- a shelter asks ---------------------------------------------------------------------------------------------
create view referrals.due_sending with (security_invoker = true) as
    select 'referrals.send' as kind, id, file_id, worker_id, supervisor_id, organisation_id, drafted_at as since, send_by as due_at,
           sent_at as done_at, closed_at from referrals.referral where send_by is not null;
grant select on referrals.due_sending to akoma_protection;

-- ---------- who was called ---------------------------------------------------------------------------------------------
-- The clock of the house calls nobody before the time has come. How far it has come is marked and its people are rung in one; answers who they are.
create function referrals.call(moment timestamptz) returns setof uuid language plpgsql security definer set search_path = pg_catalog as $$
declare times int := access.limit_of('referral-escalation.manager', 2); one record; persons uuid[] := '{}';
begin
    if not access.is_now(moment) then raise exception 'access.not-now' using errcode = 'insufficient_privilege'; end if;
    for one in
        with silent as (
            select r.id, r.called, r.supervisor_id, r.organisation_id,
                   case when r.sent_at + times * (r.due_at - r.sent_at) <= moment then 2 else 1 end as level
              from referrals.referral r
             where r.sent_at is not null and r.acknowledged_at is null and r.closed_at is null and r.called < 2 and r.due_at <= moment and r.valid_until > moment
             for update skip locked),
        moved as (
            update referrals.referral r set called = s.level from silent s where r.id = s.id and s.called < s.level
            returning r.id, s.called as before, s.level, s.supervisor_id, s.organisation_id),
        holders as (
            select p.id, p.organisation_id, r.role from access.person p join access.person_role r on r.person_id = p.id
             where r.role in ('CASE_SUPERVISOR', 'PROJECT_MANAGER') and r.approved_at <= moment and r.valid_from <= moment and r.valid_until > moment
               and p.contract_until > (moment at time zone 'UTC')::date)
        select x.referral, array_agg(x.person) as rung from (
            select m.id as referral, m.supervisor_id as person from moved m where m.before < 1 and m.supervisor_id is not null
            union
            select m.id, h.id from moved m join holders h on h.role = 'CASE_SUPERVISOR' and h.organisation_id = m.organisation_id
             where m.before < 1 and m.supervisor_id is null
            union
            select m.id, h.id from moved m join holders h on h.role = 'PROJECT_MANAGER' where m.level = 2) x
         group by x.referral
    loop
        perform access.ring_by_house(one.rung, 'referral', moment, one.referral);
        persons := persons || one.rung;
    end loop;
    return query select distinct unnest(persons);
end $$;

-- For the supervisor's own list: from the limit on, until somebody acknowledges.
create view referrals.was_due_silence with (security_invoker = true) as
    select 'referrals.silence' as kind, id, file_id, supervisor_id as worker_id, organisation_id, due_at as since, null::timestamptz as due_at,
           acknowledged_at as done_at, case when valid_until <= access.moment() then valid_until else closed_at end as closed_at
      from referrals.referral where sent_at is not null and due_at <= access.moment() and (acknowledged_at is null or acknowledged_at > due_at);
grant select on referrals.was_due_silence to akoma_protection;
revoke execute on function referrals.call from public;
grant execute on function referrals.call to akoma_administration;

-- ---------- what is due now --------------------------------------------------------------------------------------------
create view referrals.due_answer with (security_invoker = true) as
    select 'referrals.answer' as kind, id, file_id, worker_id, organisation_id, due_at
      from referrals.referral where sent_at is not null and acknowledged_at is null and closed_at is null and valid_until > access.moment();
grant select on referrals.due_answer to akoma_protection;
create view referrals.due_acknowledgement with (security_invoker = true) as
    select 'referrals.acknowledge' as kind, id, file_id, to_person as worker_id, to_id as organisation_id, due_at
      from referrals.referral where sent_at is not null and acknowledged_at is null and closed_at is null and valid_until > access.moment();
grant select on referrals.due_acknowledgement to akoma_protection;
create view referrals.due_silence with (security_invoker = true) as
    select 'referrals.silence' as kind, id, file_id, supervisor_id as worker_id, organisation_id, null::timestamptz as due_at
      from referrals.referral
     where sent_at is not null and acknowledged_at is null and closed_at is null and valid_until > access.moment() and due_at <= access.moment();
grant select on referrals.due_silence to akoma_protection;

-- ---------- who accepted -----------------------------------------------------------------------------------------------
-- Whether who acts answers as a provider for the structure that accepted a referral of this file which opens the section, and it still runs.
-- Sending alone lets a structure read, so that it can answer; what it may add, it may add once it said yes.
create function referrals.accepted(file uuid, section int) returns boolean
stable language sql security definer set search_path = pg_catalog as $$
    select exists (
        select from referrals.referral r
          join access.file_grant g on g.id in (r.id, r.person_grant) and g.file_id = r.file_id and g.reason = 'REFERRAL'
          join access.person_role p on p.person_id = access.actor() and p.organisation_id = r.to_id and p.role = 'PROVIDER'
         where r.file_id = accepted.file and r.accepted and r.closed_at is null and g.sections & ((select access.ceilings())::int[])[g.way] & accepted.section <> 0
           and g.holder = any (access.holders()) and g.valid_from <= access.moment() and g.valid_until > access.moment()
           and p.approved_at <= access.moment() and p.valid_from <= access.moment() and p.valid_until > access.moment()) $$;
revoke execute on function referrals.accepted from public;
grant execute on function referrals.accepted to akoma_protection;

-- ---------- who is asked answers ---------------------------------------------------------------------------------------
-- An answer that is said to be given here is given by the structure that was asked, with an account of its own, and at this moment. What the sender's
-- side enters for a structure that has nobody here was confirmed by a supervisor, and counts from when it was entered.
insert into access.decision_kind (kind, roles, proposers, section) values ('REFERRAL_ANSWER', '{CASE_SUPERVISOR}', '{CASE_WORKER}', 32);
create function referrals.is_of(organisation uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.person_role r where access.at_work() and r.person_id = access.actor() and r.organisation_id = organisation
                      and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()) $$;
-- When the answer that the actor has just confirmed was entered; null: there is none.
create function referrals.entered(referral uuid) returns timestamptz stable language sql security definer set search_path = pg_catalog as $$
    select max(d.proposed_at) from access.decision d where d.kind = 'REFERRAL_ANSWER' and d.subject = entered.referral and d.state = 'AGREED'
       and d.decided_by = access.actor() and d.ended_at = access.moment() $$;
create function referrals.answered_by_who_was_asked() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare since timestamptz;
begin
    if (new.acknowledged_at, new.answered_at, new.completed_at, new.answer_how)
       is distinct from (old.acknowledged_at, old.answered_at, old.completed_at, old.answer_how) then
        since := case when referrals.is_of(new.to_id) then access.moment() - interval '5 minutes'
                      when new.answer_how = 'WRITTEN' or old.answer_how = 'HERE' then referrals.entered(old.id) end;
        if since is null
           or new.acknowledged_at is distinct from old.acknowledged_at and (new.acknowledged_at < since or new.acknowledged_by is distinct from access.actor())
           or new.answered_at is distinct from old.answered_at and (new.answered_at < since or new.answered_by is distinct from access.actor())
           or new.completed_at is distinct from old.completed_at and (new.completed_at < since or new.completed_by is distinct from access.actor())
           or greatest(new.acknowledged_at, new.answered_at, new.completed_at) > access.moment() + interval '5 minutes' then
            raise exception 'referrals.answered-by-another' using errcode = 'insufficient_privilege';
        end if;
    end if;
    if old.acknowledged_at is not null and new.acknowledged_by is distinct from old.acknowledged_by
       or old.completed_at is not null and new.completed_by is distinct from old.completed_by
       or old.ended_at is not null and new.ended_by is distinct from old.ended_by
       or old.answered_at is not null and (new.answer_how, new.answered_by) is distinct from (old.answer_how, old.answered_by) then
        raise exception 'referrals.stays-as-answered' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger answered_by_who_was_asked before update on referrals.referral for each row
    when (session_user = 'akoma_protection') execute function referrals.answered_by_who_was_asked();
revoke execute on function referrals.is_of, referrals.entered from public;

-- ---------- sent under the file's own agreement ------------------------------------------------------------------------
-- What a referral opens, it opens under an agreement of the structure that holds the file (requirements.md 8.3), no matter who is named as its sender.
-- The agreement that holds on a day for a pair, a purpose and sections; null when there is none. Code and state of a file (256) always go along.
create function referrals.agreement_on(teller uuid, listener uuid, purpose text, sections int, day date) returns uuid
stable language sql security definer set search_path = pg_catalog as $$
    select a.id from access.sharing_agreement a
     where (a.from_id = teller and a.to_id = listener or a.both_ways and a.from_id = listener and a.to_id = teller)
       and a.confirmed_by is not null and agreement_on.purpose = any (a.purposes) and agreement_on.sections & 255 & ~a.sections = 0
       and a.signed_on <= day and least(a.expires_on, a.ended_on) > day
     order by least(a.expires_on, a.ended_on) desc limit 1 $$;
-- The same today.
create function referrals.agreement(teller uuid, listener uuid, purpose text, sections int) returns uuid
stable language sql security definer set search_path = pg_catalog as $$
    select referrals.agreement_on(teller, listener, purpose, sections, (access.moment() at time zone 'UTC')::date) $$;

-- Which structures may be named as the sender of a child of this file beside its own: with an agreement to its own, or to one that its own refers to. For who
-- reads the file, and without the agreements.
create function referrals.tellers(file uuid) returns setof uuid stable language sql security definer set search_path = pg_catalog as $$
    with running as (select a.from_id, a.to_id, a.both_ways from access.sharing_agreement a, (select (access.moment() at time zone 'UTC')::date as d) today
                      where a.confirmed_by is not null and a.signed_on <= today.d and least(a.expires_on, a.ended_on) > today.d),
         leads as (select from_id as teller, to_id as listener from running union select to_id, from_id from running where both_ways),
         own as (select f.organisation_id as id from cases.case_file f
                  where f.id = tellers.file and exists (select from access.held g where g.file_id = f.id))
    select l.teller from leads l
     where l.listener in (select id from own union select o.listener from leads o join own on own.id = o.teller) $$;
revoke execute on function referrals.tellers from public;
grant execute on function referrals.tellers to akoma_protection;

-- Which structure holds the file today.
create function referrals.holder(file uuid) returns uuid stable language sql security definer set search_path = pg_catalog as $$
    select f.organisation_id from cases.case_file f where f.id = holder.file $$;

-- Days that a referral lives and gives access. To the structure that holds the file already no longer than one colleague shares with another (trust.md G3).
create function referrals.validity(file uuid, receiver uuid) returns int stable language sql security definer set search_path = pg_catalog as $$
    select least(access.limit_of('referral.validity', 180), case when referrals.holder(file) = receiver then access.limit_of('share.max', 30) end) $$;
revoke execute on function referrals.validity from public;
grant execute on function referrals.validity to akoma_protection;

create function referrals.asked_by_shelter(r referrals.referral) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select r.unit_id is not null and r.drafted_by is distinct from r.sent_by
       and exists (select from access.person_role p where p.person_id = r.drafted_by and p.role = 'SHELTER_MANAGER' and p.unit_id = r.unit_id
                      and p.approved_at <= r.drafted_at and p.valid_from <= r.drafted_at and p.valid_until > r.drafted_at) $$;

-- Whether the agreements for this referral hold now: of the holder with the receiver, and of the sender with the receiver where that is another.
-- A shelter writes what it asks for once. What the child's worker changed of it is the worker's word alone, and is confirmed as another structure's is.
create function referrals.is_agreed(r referrals.referral) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select (referrals.holder(r.file_id) = r.to_id or referrals.agreement(referrals.holder(r.file_id), r.to_id, r.purpose, r.sections) is not null)
       and (r.from_id = referrals.holder(r.file_id)
            or referrals.agreement(r.from_id, r.to_id, r.purpose, r.sections) is not null
               and (r.version = 2 and referrals.asked_by_shelter(r)
                    or access.agreed('REFERRAL_WRITTEN', r.id, r.version - 1)))   -- the sending is a version of its own
       and exists (select from access.organisation o where o.id = r.to_id and o.desk_id = r.to_desk)
       and (r.to_person is null or exists (select from access.person p where p.id = r.to_person and p.organisation_id = r.to_id)) $$;

-- A grant of the reason REFERRAL is that of a referral which was sent: to the desk or person it names, no wider, no longer, reading only.
create function referrals.granted_as_sent() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare r referrals.referral;
begin
    select x.* into r from referrals.referral x where x.file_id = new.file_id and new.id in (x.id, x.person_grant);
    if r.id is null or r.sent_at is null or r.closed_at is not null or new.may_write
       or new.grantee is distinct from (case when new.id = r.id then r.to_desk else r.to_person end)
       or new.sections & ~r.sections <> 0 or new.valid_until > r.valid_until or not referrals.is_agreed(r) then
        raise exception 'referrals.no-agreement' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger granted_as_sent before insert on access.file_grant for each row
    when (new.reason = 'REFERRAL' and current_user = 'akoma_protection') execute function referrals.granted_as_sent();
revoke execute on function referrals.agreement_on, referrals.agreement, referrals.holder, referrals.asked_by_shelter, referrals.is_agreed,
    referrals.granted_as_sent from public;

-- ---------- silence comes to the manager -------------------------------------------------------------------------------
create function referrals.manager_stays() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if old.sent_at is not null and new.manager_at is distinct from old.manager_at then
        raise exception 'referrals.stays-as-sent' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger manager_stays before update of manager_at on referrals.referral for each row execute function referrals.manager_stays();
revoke execute on function referrals.manager_stays from public;

-- ---------- another sender is confirmed --------------------------------------------------------------------------------
-- A referral in the name of a structure that does not hold the file is a typed word until a supervisor of the file has confirmed it (trust.md 3). What a
-- shelter asks for with its own account, and the child's worker sends, is the word of two people already.
insert into access.decision_kind (kind, roles, proposers, section) values ('REFERRAL_WRITTEN', '{CASE_SUPERVISOR}', '{CASE_WORKER}', 32);

-- Anyone who writes a referral writes it in their own name.
create function referrals.drafted_by_oneself() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if new.drafted_by is distinct from access.actor() then raise exception 'referrals.not-your-hand' using errcode = 'insufficient_privilege'; end if;
    return new;
end $$;
create trigger drafted_by_oneself before insert on referrals.referral for each row
    when (current_user = 'akoma_protection') execute function referrals.drafted_by_oneself();
revoke execute on function referrals.drafted_by_oneself from public;

-- ---------- a referral is sent as it was confirmed ---------------------------------------------------------------------
-- A referral is sent as it was written, and what a supervisor confirmed of it goes along: neither the sending nor the words beside the draft change
-- afterwards.
-- Besides, the person at the receiver who gets a grant of their own is the focal point whom that structure names. It is sent now, and until when it must be
-- acknowledged, when its silence comes to the manager and how long it lives are no later than the limits of the house: nobody sends it to be forgotten (T13).
create function referrals.sent_as_written() returns trigger language plpgsql set search_path = pg_catalog as $$
declare answer interval := make_interval(hours => case new.priority when 'URGENT' then access.limit_of('referral-acknowledgement.urgent.max', 24)
        else access.limit_of('referral-acknowledgement.normal.max', 72) end);
begin
    if current_user = 'akoma_protection'
       and (new.sent_at not between access.moment() - interval '2 minutes' and access.moment() + interval '2 minutes'
            or new.due_at > new.sent_at + answer or new.manager_at is null
            or new.manager_at > new.sent_at + answer * access.limit_of('referral-escalation.manager', 2)
            or new.valid_until > new.sent_at + make_interval(days => referrals.validity(new.file_id, new.to_id))) then
        raise exception 'referrals.beyond-limits' using errcode = 'insufficient_privilege';
    end if;
    if current_user = 'akoma_protection'
       and ((new.from_id, new.to_id, new.to_desk, new.purpose, new.priority, new.service, new.sections, new.homecoming_id)
            is distinct from (old.from_id, old.to_id, old.to_desk, old.purpose, old.priority, old.service, old.sections, old.homecoming_id)
            or (new.to_person is null) <> (new.person_grant is null)
            or new.to_person is not null and not exists (select from referrals.structure_entry e where e.organisation_id = new.to_id and e.focal_id = new.to_person)) then
        raise exception 'referrals.not-as-written' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger sent_as_written before update on referrals.referral for each row
    when (new.sent_at is not null and old.sent_at is null) execute function referrals.sent_as_written();
-- Who receives a referral reads its words: so it is sent together with its grant, which asks for the agreement and the consent, or not at all.
create function referrals.sent_with_grant() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection'
       and not exists (select from access.file_grant g where g.id = new.id and g.file_id = new.file_id and g.reason = 'REFERRAL' and g.grantee = new.to_desk) then
        raise exception 'referrals.no-agreement' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger sent_with_grant after update on referrals.referral deferrable initially deferred for each row
    when (new.sent_at is not null and old.sent_at is null) execute function referrals.sent_with_grant();
revoke execute on function referrals.sent_with_grant from public;
create function referrals.asked_as_confirmed() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and exists (
           select from access.decision d join referrals.referral r on r.id = d.subject and r.version = d.version
            where r.id = old.referral_id and d.kind in ('REFERRAL_WRITTEN', 'REFERRAL_GUARDIAN') and d.state in ('WAITING', 'AGREED')) then
        raise exception 'referrals.not-as-written' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger asked_as_confirmed before update of asked on referrals.referral_words for each row
    when (new.asked is distinct from old.asked) execute function referrals.asked_as_confirmed();
revoke execute on function referrals.sent_as_written, referrals.asked_as_confirmed from public;

-- ---------- a draft counts its changes ---------------------------------------------------------------------------------
-- What a supervisor confirmed is a version of the draft. A draft whose content changes, and a referral that is sent, is a version of its own: otherwise the
-- confirmation of one draft serves for another one.
create function referrals.changed_as_version() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if current_user = 'akoma_protection'
       and (new.from_id, new.to_id, new.to_desk, new.to_person, new.person_grant, new.purpose, new.priority, new.service, new.sections, new.homecoming_id, new.sent_at)
           is distinct from (old.from_id, old.to_id, old.to_desk, old.to_person, old.person_grant, old.purpose, old.priority, old.service, old.sections,
                             old.homecoming_id, old.sent_at) then
        raise exception 'referrals.not-as-written' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger changed_as_version before update on referrals.referral for each row
    when (old.sent_at is null and new.version is not distinct from old.version) execute function referrals.changed_as_version();
revoke execute on function referrals.changed_as_version from public;

-- ---------- a clinic records health ------------------------------------------------------------------------------------
-- A nurse, doctor or psychologist whose structure accepted a referral of the child's health enters what they did (requirements.md 9: health, PRV "CR own").
create policy by_provider on cases.medical for insert to akoma_protection
    with check (recorded_by = (select access.actor()) and referrals.accepted(file_id, 8));
create policy by_provider on cases.medical_detail for insert to akoma_protection
    with check (recorded_by = (select access.actor()) and referrals.accepted(file_id, 8));

-- ---------- a referral needs consent -----------------------------------------------------------------------------------
-- A referral opens a file only while sharing is agreed to, and for no longer than a year and some days.
create function referrals.consented(file uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select cases.agreed_to(file, 'SHARE_FOR_REFERRAL') $$;
-- In danger to life that leaves nobody to ask (requirements.md 2.6: a refusal never stops emergency care) an urgent referral leaves without a yes, for
-- three days; it goes on when a supervisor has agreed to it afterwards.
insert into access.decision_kind (kind, roles, proposers, section) values ('REFERRAL_DANGER', '{CASE_SUPERVISOR}', '{CASE_WORKER,CASE_SUPERVISOR}', 32);
-- Nothing more leaves by this way while the one before on this file waits for a supervisor; nor to anybody for three days after one was refused or taken
-- back, and for thirty days to the same receiver, unless a supervisor agreed since to another one that was running then: that it was right to send what its
-- sender had ended already says nothing about what leaves next.
create function referrals.danger_denied(referral referrals.referral) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.decision d join referrals.referral r on r.id = d.subject
                    where d.kind = 'REFERRAL_DANGER' and d.file_id = referral.file_id
                      and (d.state = 'WAITING' and d.subject <> referral.id
                           or d.state in ('REFUSED', 'WITHDRAWN')
                              and d.ended_at > access.moment() - case when r.to_id = referral.to_id then interval '30 days' else interval '72 hours' end
                              and not exists (select from access.decision a join referrals.referral g on g.id = a.subject
                                               where a.kind = d.kind and a.file_id = d.file_id and a.state = 'AGREED' and a.ended_at >= d.ended_at
                                                 and coalesce(g.ended_at, 'infinity') > a.ended_at))) $$;
-- The same for who would send it.
create function referrals.is_danger_denied(referral uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select coalesce((select access.sees(r.file_id, 32, true) and referrals.danger_denied(r) from referrals.referral r
                      where r.id = is_danger_denied.referral), false) $$;
-- Against a no that holds, of health alone (bit 8, and 256 that there is a child).
create function referrals.sent_in_danger(given access.file_grant) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select cases.nobody_to_ask(given.file_id) and (given.sections & ~264 = 0 or not cases.stays_refused(given.file_id, 'SHARE_FOR_REFERRAL'))
       and given.valid_until <= given.valid_from + interval '72 hours'
       and exists (select from referrals.referral r join access.decision d on d.subject = r.id and d.kind = 'REFERRAL_DANGER' and d.state = 'WAITING'
                    where r.file_id = given.file_id and given.id in (r.id, r.person_grant) and r.priority = 'URGENT'
                      and not referrals.danger_denied(r)) $$;
-- The supervisor who has just agreed lets it run as long as any other, but against a no that holds: that runs for its three days. False when nothing
-- was agreed to, or it has ended.
create function referrals.confirmed_danger(referral uuid) returns boolean language plpgsql security definer set search_path = pg_catalog as $$
declare r referrals.referral; until timestamptz;
begin
    select x.* into r from referrals.referral x where x.id = confirmed_danger.referral for update;
    if r.id is null or r.closed_at is not null or r.valid_until <= access.moment()
       or not exists (select from access.decision d where d.kind = 'REFERRAL_DANGER' and d.subject = r.id and d.state = 'AGREED'
                         and d.decided_by = access.actor() and d.ended_at = access.moment()) then
        return false;
    end if;
    select greatest(r.valid_until, least(r.sent_at + make_interval(days => referrals.validity(r.file_id, r.to_id)), least(a.expires_on, a.ended_on)::timestamp at time zone 'UTC'))
      into until from access.sharing_agreement a where a.id = r.agreement_id;
    if cases.stays_refused(r.file_id, 'SHARE_FOR_REFERRAL') then until := r.valid_until; end if;
    update access.file_grant g set valid_until = until
     where g.id in (r.id, r.person_grant) and g.reason = 'REFERRAL' and g.file_id = r.file_id and g.valid_until > access.moment();
    update referrals.referral x set valid_until = until, version = x.version + 1 where x.id = r.id;
    return true;
end $$;
create function referrals.granted_with_consent() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and new.reason = 'REFERRAL'
       and not (referrals.consented(new.file_id) and new.valid_until <= new.valid_from + interval '400 days' or referrals.sent_in_danger(new)
                or referrals.sent_for_guardian(new)) then
        raise exception 'referrals.consent-none' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger granted_with_consent before insert on access.file_grant for each row when (new.reason = 'REFERRAL') execute function referrals.granted_with_consent();
revoke execute on function referrals.consented, referrals.danger_denied, referrals.is_danger_denied, referrals.sent_in_danger,
    referrals.confirmed_danger, referrals.granted_with_consent from public;
grant execute on function referrals.is_danger_denied, referrals.confirmed_danger to akoma_protection;

-- ---------- a school of another structure ------------------------------------------------------------------------------
-- That a child is its pupil is shown to another structure as a referral would be: under an agreement of the structure that holds the file,
-- and while the newest answer to sharing is yes; and no longer than the agreement lasts.
create function referrals.lasts_until(a access.sharing_agreement) returns timestamptz immutable language sql set search_path = pg_catalog as $$
    select least(a.expires_on, a.ended_on)::timestamp at time zone 'UTC' $$;
create function referrals.enrolled_with_agreement() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare school uuid; agreement uuid;
begin
    if session_user <> 'akoma_protection' then return new; end if;
    select o.id into school from access.organisation o where o.desk_id = new.grantee;
    if school = referrals.holder(new.file_id) then return new; end if;
    agreement := referrals.agreement(referrals.holder(new.file_id), school, 'CARE', new.sections);
    if agreement is null or not referrals.consented(new.file_id) then
        raise exception 'assistance.school-no-agreement' using errcode = 'insufficient_privilege';
    end if;
    new.valid_until := least(new.valid_until, (select referrals.lasts_until(a) from access.sharing_agreement a where a.id = agreement));
    return new;
end $$;
create trigger enrolled_with_agreement before insert on access.file_grant for each row
    when (new.reason = 'ENROLMENT') execute function referrals.enrolled_with_agreement();

-- A no to sharing ends what the schools of other structures see, no matter who recorded it.
create function referrals.no_ends_enrolments() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if referrals.consented(new.file_id) then return null; end if;
    update access.file_grant g set valid_until = greatest(access.moment(), g.valid_from) + interval '1 microsecond'
      from access.organisation o
     where g.file_id = new.file_id and g.reason = 'ENROLMENT' and g.valid_until > greatest(access.moment(), g.valid_from) + interval '1 microsecond'
       and o.desk_id = g.grantee and o.id <> referrals.holder(new.file_id);
    return null;
end $$;
create trigger no_ends_enrolments after insert on cases.consent for each row
    when (new.purpose = 'SHARE_FOR_REFERRAL' and new.status in ('REFUSED', 'WITHDRAWN')) execute function referrals.no_ends_enrolments();
revoke execute on function referrals.lasts_until, referrals.enrolled_with_agreement, referrals.no_ends_enrolments from public;

-- ---------- what goes along is for the two sides -----------------------------------------------------------------------
-- Who oversees all files sees that it was asked, of whom and when (requirements.md 9, "R g"): neither for what, nor which sections went along, nor why it
-- was declined. The columns are hidden here, not by the pages alone.
create view referrals.referral_overseen with (security_barrier = true) as
    select r.id, r.code, r.file_id, r.organisation_id, r.worker_id, r.supervisor_id, r.from_id, r.to_id, r.to_desk, null::uuid as to_person, null::uuid
           as person_grant, null::text as purpose, r.priority, null::text as service, 256 as sections, null::uuid as homecoming_id, r.drafted_at,
           r.drafted_by, r.sent_at, r.sent_by, null::uuid as agreement_id, r.due_at, r.acknowledged_at, r.acknowledged_by, r.answered_at,
           r.answered_by, r.accepted, null::text as decline_reason, r.answer_how, r.completed_at, r.completed_by, r.valid_until, r.ended_at,
           r.ended_by, r.closed_at, r.version, r.unit_id, r.send_by, r.called, r.manager_at
      from referrals.referral r where r.sent_at is not null and (select access.everywhere()) & 256 <> 0
       and not exists (select from cases.case_file f where f.id = r.file_id and f.erased_at is not null)
     order by r.sent_at desc, r.id desc;   -- or no index gives the list its order (cases.file_overseen)
grant select on referrals.referral_overseen to akoma_protection;

-- Long silence is work of the project managers, who oversee.
create view referrals.due_long_silence with (security_invoker = true) as
    select 'referrals.long-silence' as kind, id, file_id, null::uuid as worker_id, organisation_id, 'PROJECT_MANAGER' as role, manager_at as due_at
      from referrals.referral_overseen
     where sent_at is not null and acknowledged_at is null and closed_at is null and valid_until > access.moment() and manager_at <= access.moment();
grant select on referrals.due_long_silence to akoma_protection;
create view referrals.was_due_long_silence with (security_invoker = true) as
    select 'referrals.long-silence' as kind, id, file_id, null::uuid as worker_id, organisation_id, 'PROJECT_MANAGER' as role, manager_at as since,
           manager_at as due_at, acknowledged_at as done_at, case when valid_until <= access.moment() then valid_until else closed_at end as closed_at
      from referrals.referral_overseen where sent_at is not null and manager_at <= access.moment() and (acknowledged_at is null or acknowledged_at > manager_at);
grant select on referrals.was_due_long_silence to akoma_protection;

-- Of the child's answers, a receiver who holds FAMILY reads the one under which the referral was sent: the others were not told to them.
create function referrals.went_with(consent uuid, file uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from referrals.referral r join cases.consent c on c.id = went_with.consent
                    where r.file_id = went_with.file and c.file_id = r.file_id and c.purpose = 'SHARE_FOR_REFERRAL' and c.recorded_at <= r.sent_at
                      and (r.to_desk = any (access.grantees()) or r.to_person = any (access.grantees()))
                      and not exists (select from cases.consent n where n.file_id = r.file_id and n.purpose = c.purpose and n.recorded_at <= r.sent_at
                                         and (n.at, n.id) > (c.at, c.id))) $$;
create policy sent_with_the_referral on cases.consent as restrictive for select to akoma_protection using (
    exists (select from access.held g where g.file_id = consent.file_id and g.reads & 2 <> 0 and not g.least offset 0)
    or referrals.went_with(id, file_id));
revoke execute on function referrals.went_with from public;
grant execute on function referrals.went_with to akoma_protection;

-- ---------- what was asked stays, in the file's hands ------------------------------------------------------------------
-- What was asked stays as it was sent; the answer is written by who answers, until they have. Who ends a referral that nobody answered in time writes why
-- in the place of what became of it.
create function referrals.keep_words() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare r referrals.referral;
begin
    if session_user <> 'akoma_protection' then return new; end if;
    select x.* into r from referrals.referral x where x.id = old.referral_id;
    if new.asked is distinct from old.asked and r.sent_at is not null
       or new.answer is distinct from old.answer and (r.answered_at is not null or not referrals.is_of(r.to_id) and referrals.entered(r.id) is null)
       or new.outcome is distinct from old.outcome and (r.completed_at is not null or not referrals.is_of(r.to_id) and referrals.entered(r.id) is null
             and not (access.keeps(r.file_id, 32, true) and r.ended_at is null and r.acknowledged_at is null and r.due_at <= access.moment())) then
        raise exception 'referrals.stays-as-sent' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger keep_words before update on referrals.referral_words for each row execute function referrals.keep_words();
create function referrals.in_the_files_hands() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and not exists (
           select from cases.case_file f where f.id = new.file_id and (f.organisation_id, f.worker_id) = (new.organisation_id, new.worker_id)
              and f.supervisor_id is not distinct from new.supervisor_id) then
        raise exception 'referrals.not-the-files-hands' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger in_the_files_hands before update of organisation_id, worker_id, supervisor_id on referrals.referral for each row
    when ((new.organisation_id, new.worker_id, new.supervisor_id) is distinct from (old.organisation_id, old.worker_id, old.supervisor_id))
    execute function referrals.in_the_files_hands();
revoke execute on function referrals.keep_words, referrals.in_the_files_hands from public;

-- ---------- what runs under an agreement ends with it ------------------------------------------------------------------
-- An agreement that ends takes along what it let another structure see (requirements.md 8.3): the referrals sent under it and the children enrolled at that
-- structure's schools, where no other agreement of the same structures lets them be seen. Both structures, who follows the children, the project manager and
-- the data protection officer hear of it.
create function referrals.is_agreed_on(r referrals.referral, day date) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select bool_and(teller = r.to_id or referrals.agreement_on(teller, r.to_id, r.purpose, r.sections, day) is not null)
      from unnest(array[referrals.holder(r.file_id), r.from_id]) teller $$;

create function referrals.end_referrals(pair access.sharing_agreement, ends timestamptz) returns uuid[] language plpgsql security definer set search_path = pg_catalog as $$
declare r referrals.referral; concerned uuid[] := '{}';
begin
    for r in select x.* from referrals.referral x
              where x.sent_at is not null and x.closed_at is null and x.valid_until > ends
                and (x.agreement_id = pair.id
                     or x.to_id = pair.to_id and pair.from_id in (x.from_id, referrals.holder(x.file_id))
                     or pair.both_ways and x.to_id = pair.from_id and pair.to_id in (x.from_id, referrals.holder(x.file_id)))
                and not referrals.is_agreed_on(x, pair.ended_on) for update loop
        if ends <= access.moment() then   -- what it gave ends with it (end_grants)
            update referrals.referral x set ended_at = access.moment(), ended_by = access.actor(), closed_at = access.moment(), version = x.version + 1 where x.id = r.id;
        else
            update referrals.referral x set valid_until = ends, version = x.version + 1 where x.id = r.id;
            update access.file_grant g set valid_until = greatest(ends, g.valid_from)
             where g.id in (r.id, r.person_grant) and g.reason = 'REFERRAL' and g.file_id = r.file_id and g.valid_until > ends;
        end if;
        concerned := concerned || array[r.worker_id, r.supervisor_id, r.to_person];
    end loop;
    return concerned;
end $$;

-- What the schools of one structure see of the children of another one lasts as long as their agreement: shorter when it ends, longer when another one
-- was made.
create function referrals.schools_follow(teller uuid, listener uuid) returns void language plpgsql security definer set search_path = pg_catalog as $$
declare today date := (access.moment() at time zone 'UTC')::date; until timestamptz;
begin
    select referrals.lasts_until(a) into until from access.sharing_agreement a where a.id = referrals.agreement_on(teller, listener, 'CARE', 256, today);
    update access.file_grant g set valid_until = greatest(coalesce(until, access.moment()), access.moment(), g.valid_from) + interval '1 microsecond'
      from access.organisation o
     where o.id = listener and g.holder = access.holder('DESK', o.desk_id) and g.reason = 'ENROLMENT' and referrals.holder(g.file_id) = teller
       and assistance.is_enrolled(g.file_id, o.desk_id) and (until is null or referrals.consented(g.file_id))
       and not (until is null and g.valid_until <= greatest(access.moment(), g.valid_from) + interval '1 microsecond');
end $$;

create function referrals.agreement_changes() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare concerned uuid[] := '{}';
begin
    if new.ended_on is not null and old.ended_on is null then
        concerned := referrals.end_referrals(new, greatest(new.ended_on::timestamp at time zone 'UTC', access.moment()));
    end if;
    if 'CARE' = any (new.purposes) then
        perform referrals.schools_follow(new.from_id, new.to_id);
        if new.both_ways then perform referrals.schools_follow(new.to_id, new.from_id); end if;
    end if;
    if new.ended_on is not null and old.ended_on is null and session_user in ('akoma_protection', 'akoma_custody') then
        perform access.ring(concerned || array(
            select r.person_id from access.person_role r join access.person p on p.id = r.person_id
             where (r.role in ('PROJECT_MANAGER', 'DATA_PROTECTION_OFFICER')
                    or r.role in ('CASE_SUPERVISOR', 'MINISTRY_OFFICER') and r.organisation_id in (new.from_id, new.to_id))
               and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()
               and p.contract_until > (access.moment() at time zone 'UTC')::date), 'task');
    end if;
    return null;
end $$;
create trigger what_runs_under_it after update of ended_on, confirmed_by on access.sharing_agreement for each row
    when (new.confirmed_by is not null) execute function referrals.agreement_changes();
revoke execute on function referrals.is_agreed_on, referrals.end_referrals, referrals.schools_follow, referrals.agreement_changes from public;

-- ---------- what left without consent is agreed or ends ----------------------------------------------------------------
-- The question to the supervisor waits until it is answered, also where the sender ends the referral. It ends in the same transaction in which it is refused.
create function referrals.danger_is_undone() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if exists (select from access.decision d where d.kind = 'REFERRAL_DANGER' and d.subject = new.subject and d.state in ('WAITING', 'AGREED')) then return null; end if;
    if exists (select from referrals.referral r where r.id = new.subject and r.sent_at is not null
                  and (r.closed_at is null and r.valid_until > access.moment()
                       or exists (select from access.file_grant g where g.id in (r.id, r.person_grant) and g.file_id = r.file_id
                                     and g.valid_until > greatest(access.moment(), g.valid_from)))) then
        raise exception 'referrals.danger-not-undone' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger danger_is_undone after update on access.decision deferrable initially deferred for each row
    when (new.kind = 'REFERRAL_DANGER' and old.state = 'WAITING' and new.state not in ('WAITING', 'AGREED')) execute function referrals.danger_is_undone();

-- Who supervises, and the data protection officer, hear that it left, and that its sender ended it.
create function referrals.danger_rings(file uuid) returns void language sql security definer set search_path = pg_catalog as $$
    select access.ring_of_file(array(select cases.who_leads(file)) || array(select access.custodians()), 'referral', file, 'REFERRED_IN_DANGER') $$;
create function referrals.danger_left() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform referrals.danger_rings(new.file_id);
    return null;
end $$;
create trigger danger_left after insert on access.decision for each row when (new.kind = 'REFERRAL_DANGER') execute function referrals.danger_left();
create function referrals.danger_ended() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if exists (select from access.decision d where d.kind = 'REFERRAL_DANGER' and d.subject = new.id and d.state = 'WAITING') then
        perform referrals.danger_rings(new.file_id);
    end if;
    return null;
end $$;
create trigger danger_ended after update of ended_at on referrals.referral for each row
    when (new.ended_at is not null and old.ended_at is null) execute function referrals.danger_ended();
revoke execute on function referrals.danger_rings, referrals.danger_left, referrals.danger_ended from public;

-- Until a supervisor has said yes or no it is a task of theirs, due within four hours; the access ends after 72. The task is the decision's.
create view referrals.due_danger with (security_invoker = true) as
    select 'referrals.confirm-danger' as kind, d.id, r.file_id, r.supervisor_id as worker_id, r.organisation_id, d.proposed_at + interval '4 hours' as due_at
      from access.decision d join referrals.referral r on r.id = d.subject join cases.case_file f on f.id = r.file_id and f.closed_at is null
     where d.kind = 'REFERRAL_DANGER' and d.state = 'WAITING' and r.sent_at is not null;
grant select on referrals.due_danger to akoma_protection;
create view referrals.was_due_danger with (security_invoker = true) as
    select 'referrals.confirm-danger' as kind, d.id, r.file_id, r.supervisor_id as worker_id, r.organisation_id, d.proposed_at as since,
           d.proposed_at + interval '4 hours' as due_at, d.ended_at as done_at, f.closed_at
      from access.decision d join referrals.referral r on r.id = d.subject join cases.case_file f on f.id = r.file_id
     where d.kind = 'REFERRAL_DANGER' and r.sent_at is not null;
grant select on referrals.was_due_danger to akoma_protection;
revoke execute on function referrals.danger_is_undone from public;

-- ---------- a silence is ended with a reason ---------------------------------------------------------------------------
-- A referral without an answer that was escalated (T13) is ended with a reason only; the supervisor and project managers it was escalated to are rung.
-- What a no to sharing, the end of an agreement or the end of the file ends needs no reason of the worker's.
create function referrals.silence_ends_with_reason() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not referrals.consented(new.file_id)
       or exists (select from cases.case_file f where f.id = new.file_id and f.status in ('CLOSED', 'TRANSFERRED')) then
        return new;
    end if;
    if not exists (select from referrals.referral_words w where w.referral_id = new.id and w.outcome is not null) then
        raise exception 'referrals.end-reason' using errcode = 'check_violation';
    end if;
    perform access.ring(array[new.supervisor_id] || array(
        select r.person_id from access.person_role r join access.person p on p.id = r.person_id
         where new.manager_at <= access.moment() and r.role = 'PROJECT_MANAGER'
           and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()
           and p.contract_until > (access.moment() at time zone 'UTC')::date), 'referral');
    return new;
end $$;
create function referrals.is_silent_too_long(r referrals.referral) returns boolean stable language sql set search_path = pg_catalog as $$
    select r.sent_at is not null and r.acknowledged_at is null and r.due_at <= access.moment() and r.valid_until > access.moment() $$;
create trigger silence_ends_with_reason before update of ended_at on referrals.referral for each row
    when (new.ended_at is not null and old.ended_at is null and current_user = 'akoma_protection' and referrals.is_silent_too_long(old))
    execute function referrals.silence_ends_with_reason();
revoke execute on function referrals.silence_ends_with_reason, referrals.is_silent_too_long from public;
grant execute on function referrals.is_silent_too_long to akoma_protection;
