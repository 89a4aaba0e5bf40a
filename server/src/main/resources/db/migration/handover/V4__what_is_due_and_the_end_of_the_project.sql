-- ---------- what is due ----------------------------------------------------------------------------------------------------------
-- No answer in time (T22): those who oversee the project and the supervisor are rung, once. By the clock of the house: the files' codes.
create function handover.escalate(moment timestamptz) returns setof text language plpgsql security definer set search_path = pg_catalog as $$
declare p record;
begin
    perform handover.at(moment);
    for p in update handover.proposal x set escalated_at = moment from cases.case_file f
              where f.id = x.file_id and x.state = 'WAITING' and x.escalated_at is null
                and cases.after_working_days(x.sent_at, access.limit_of('handover.acceptance.max', 10)) <= moment
             returning x.id, f.code, f.supervisor_id loop
        perform access.ring_by_house(array(select access.who_oversee()) || p.supervisor_id, 'task', moment, p.id);
        return next p.code;
    end loop;
end $$;
-- What blocks a hand-over, and whose it is: 'ASK' (the child was not asked; the worker asks it), 'REFUSED' (who supervises the file decides what follows),
-- 'SEND' (nothing blocks it any more). Read by who reads the answers of the child alone, as the proposal is.
create function handover.blocked_by(proposal uuid) returns text stable language sql security definer set search_path = pg_catalog as $$
    select case when handover.minimum_holds(p) or cases.may_be_transferred(p.file_id) then 'SEND'
                when cases.stays_refused(p.file_id, 'TRANSFER_TO_AUTHORITY')
                     or coalesce((select c.status from cases.consent c where c.id = handover.newest_answer(p.file_id)), 'NOT_ASKED')
                        in ('REFUSED', 'WITHDRAWN', 'NOT_OBTAINABLE') then 'REFUSED'
                else 'ASK' end
      from handover.proposal p where p.id = blocked_by.proposal and access.sees(p.file_id, 256, false) and handover.reads_consent(p.file_id) $$;
-- Of the supervisor, who asks again or asks another authority; and what comes next of each hand-over.
create view handover.due_answer with (security_invoker = true) as
    select 'handover.no-answer' as kind, p.id, p.file_id, f.supervisor_id as worker_id, f.organisation_id,
           cases.after_working_days(p.sent_at, access.limit_of('handover.acceptance.max', 10)) as due_at
      from handover.proposal p join cases.case_file f on f.id = p.file_id
     where p.state = 'WAITING' and p.escalated_at is not null
    union all
    -- nothing has left: the worker asks the child, and who supervises the file knows why it waits and sends it once it may leave
    select 'handover.ask-child', p.id, p.file_id, f.worker_id, f.organisation_id, cases.after_working_days(p.proposed_at, access.limit_of('handover.acceptance.max', 10))
      from handover.proposal p join cases.case_file f on f.id = p.file_id
     where p.state = 'BLOCKED' and f.closed_at is null and handover.blocked_by(p.id) = 'ASK'
    union all
    select case when handover.blocked_by(p.id) = 'SEND' then 'handover.send' else 'handover.blocked' end, p.id, p.file_id, f.supervisor_id, f.organisation_id,
           cases.after_working_days(p.proposed_at, access.limit_of('handover.acceptance.max', 10))
      from handover.proposal p join cases.case_file f on f.id = p.file_id
     where p.state = 'BLOCKED' and f.closed_at is null
    union all
    -- an authority that has nobody here answers in writing: the worker enters it
    select 'handover.letter', p.id, p.file_id, f.worker_id, f.organisation_id, cases.after_working_days(p.sent_at, access.limit_of('handover.acceptance.max', 10))
      from handover.proposal p join cases.case_file f on f.id = p.file_id
     where p.state = 'WAITING' and not handover.has_people(p.receiver_id)
       and not exists (select from access.decision d where d.kind = 'HANDOVER_WRITTEN' and d.subject = p.id and d.state = 'WAITING')
    union all
    -- who accepted the child names who goes on with it
    select 'handover.name-worker', p.id, p.file_id, p.answered_by, p.receiver_id, p.overlap_until::timestamp at time zone 'UTC'
      from handover.proposal p where p.state = 'ACCEPTED' and p.answer_how = 'HERE' and p.worker_id is null and not p.minimum and p.hands_at is null and p.follow_since is null
    union all
    select 'handover.joint-visit', p.id, p.file_id, f.worker_id, f.organisation_id, p.overlap_until::timestamp at time zone 'UTC'
      from handover.proposal p join cases.case_file f on f.id = p.file_id
     where p.state = 'ACCEPTED' and p.joint_visit_on is null and not p.minimum and p.hands_at is null and f.closed_at is null
    union all
    -- and of who goes on with the child, who is not its worker before the overlap ends
    select 'handover.meet', p.id, p.file_id, p.worker_id, p.receiver_id, p.overlap_until::timestamp at time zone 'UTC'
      from handover.proposal p join cases.case_file f on f.id = p.file_id
     where p.state = 'ACCEPTED' and p.worker_id <> f.worker_id and p.joint_visit_on is null and not p.minimum and p.hands_at is null and f.closed_at is null
    union all
    -- the successor of the authority has named nobody in time: who supervises the file asks it
    select 'handover.no-follower', p.id, p.file_id, f.supervisor_id, f.organisation_id, cases.after_working_days(p.follow_since, access.limit_of('handover.follower.max', 5))
      from handover.proposal p join cases.case_file f on f.id = p.file_id where p.state = 'ACCEPTED' and p.follow_called is not null and p.followed_at is null and f.closed_at is null
    union all
    -- a check was not good: who supervises the file asks the authority, until it is good, or until the next one says what is
    select 'handover.bad-check', c.proposal_id, c.file_id, f.supervisor_id, f.organisation_id, (c.done_on + 1)::timestamp at time zone 'UTC'
      from handover.checkup c join cases.case_file f on f.id = c.file_id
     where not (c.first_visit and c.in_place and c.goes_on) and c.good_on is null
       and not exists (select from handover.checkup n where n.proposal_id = c.proposal_id and n.days > c.days and n.done_on is not null);
-- An authority was followed by another one: an officer of the successor names who goes on with each child.
create view handover.due_follower with (security_invoker = true) as
    select 'handover.name-follower' as kind, p.id, p.file_id, null::uuid as worker_id, p.follows_id as organisation_id,
           cases.after_working_days(p.follow_since, access.limit_of('handover.follower.max', 5)) as due_at
      from handover.proposal p where p.state = 'ACCEPTED' and p.follow_since is not null and p.followed_at is null;
grant select on handover.due_follower to akoma_protection;
create view handover.was_due_follower with (security_invoker = true) as
    select 'handover.name-follower' as kind, p.id, p.file_id, null::uuid as worker_id, p.follows_id as organisation_id, p.follow_since as since,
           cases.after_working_days(p.follow_since, access.limit_of('handover.follower.max', 5)) as due_at, p.followed_at as done_at, null::timestamptz as closed_at
      from handover.proposal p where p.state = 'ACCEPTED' and p.follow_since is not null;
grant select on handover.was_due_follower to akoma_protection;
grant select on handover.due_answer to akoma_protection;
create view handover.was_due_answer with (security_invoker = true) as
    select 'handover.no-answer' as kind, p.id, p.file_id, f.supervisor_id as worker_id, f.organisation_id, p.escalated_at as since,
           cases.after_working_days(p.sent_at, access.limit_of('handover.acceptance.max', 10)) as due_at, p.ended_at as done_at, f.closed_at
      from handover.proposal p join cases.case_file f on f.id = p.file_id where p.escalated_at is not null
    union all
    select 'handover.ask-child', p.id, p.file_id, f.worker_id, f.organisation_id, p.proposed_at,
           cases.after_working_days(p.proposed_at, access.limit_of('handover.acceptance.max', 10)),
           least(p.sent_at, p.ended_at, (select min(c.recorded_at) from cases.consent c
                                          where c.file_id = p.file_id and c.purpose = 'TRANSFER_TO_AUTHORITY' and c.recorded_at > p.proposed_at)), f.closed_at
      from handover.proposal p join cases.case_file f on f.id = p.file_id
     where p.sent_at is distinct from p.proposed_at
       and (p.state = 'WITHDRAWN' or (select s.consent from handover.shown(p.id) s) not in ('REFUSED', 'WITHDRAWN', 'NOT_OBTAINABLE'))
    union all
    select 'handover.blocked', p.id, p.file_id, f.supervisor_id, f.organisation_id, p.proposed_at,
           cases.after_working_days(p.proposed_at, access.limit_of('handover.acceptance.max', 10)), least(p.sent_at, p.ended_at), f.closed_at
      from handover.proposal p join cases.case_file f on f.id = p.file_id where p.sent_at is distinct from p.proposed_at
    union all
    select 'handover.letter', p.id, p.file_id, f.worker_id, f.organisation_id, p.sent_at,
           cases.after_working_days(p.sent_at, access.limit_of('handover.acceptance.max', 10)), p.ended_at, f.closed_at
      from handover.proposal p join cases.case_file f on f.id = p.file_id where p.sent_at is not null and p.answer_how is distinct from 'HERE' and not handover.has_people(p.receiver_id)
    union all
    select 'handover.name-worker', p.id, p.file_id, p.answered_by, p.receiver_id, p.ended_at, p.overlap_until::timestamp at time zone 'UTC', least(p.named_at, p.hands_at, p.follow_since), null
      from handover.proposal p where p.state = 'ACCEPTED' and p.answer_how = 'HERE' and not p.minimum
    union all
    select 'handover.joint-visit', p.id, p.file_id, f.worker_id, f.organisation_id, p.ended_at, p.overlap_until::timestamp at time zone 'UTC',
           least(p.joint_visit_on::timestamp at time zone 'UTC', p.hands_at), f.closed_at
      from handover.proposal p join cases.case_file f on f.id = p.file_id where p.state = 'ACCEPTED' and not p.minimum
    union all
    select 'handover.meet', p.id, p.file_id, p.worker_id, p.receiver_id, p.named_at, p.overlap_until::timestamp at time zone 'UTC',
           least(p.joint_visit_on::timestamp at time zone 'UTC', p.hands_at), f.closed_at
      from handover.proposal p join cases.case_file f on f.id = p.file_id where p.state = 'ACCEPTED' and not p.minimum and p.worker_id is not null and p.worker_id <> f.worker_id
    union all
    select 'handover.no-follower', p.id, p.file_id, f.supervisor_id, f.organisation_id, p.follow_called,
           cases.after_working_days(p.follow_since, access.limit_of('handover.follower.max', 5)), p.followed_at, f.closed_at
      from handover.proposal p join cases.case_file f on f.id = p.file_id where p.follow_called is not null
    union all
    select 'handover.bad-check', c.proposal_id, c.file_id, f.supervisor_id, f.organisation_id, c.done_on::timestamp at time zone 'UTC', (c.done_on + 1)::timestamp at time zone 'UTC',
           coalesce(c.good_on, (select n.done_on from handover.checkup n where n.proposal_id = c.proposal_id and n.days > c.days))::timestamp at time zone 'UTC', null
      from handover.checkup c join cases.case_file f on f.id = c.file_id where not (c.first_visit and c.in_place and c.goes_on);
grant select on handover.was_due_answer to akoma_protection;
-- What became of the child, by the worker who knows it: from five days before its day. One at a time.
create view handover.due_check with (security_invoker = true) as
    select 'handover.check' as kind, c.proposal_id as id, c.file_id, f.worker_id, f.organisation_id, min(c.due_on) as due_on
      from handover.checkup c join cases.case_file f on f.id = c.file_id
     where c.done_on is null and c.due_on <= (access.moment() at time zone 'UTC')::date + 5
     group by c.proposal_id, c.file_id, f.worker_id, f.organisation_id;
grant select on handover.due_check to akoma_protection;
create view handover.was_due_check with (security_invoker = true) as
    select 'handover.check' as kind, c.proposal_id as id, c.file_id, f.worker_id, f.organisation_id, (c.due_on - 5)::timestamp at time zone 'UTC' as since,
           (c.due_on + 1)::timestamp at time zone 'UTC' as due_at, c.done_on::timestamp at time zone 'UTC' as done_at, null::timestamptz as closed_at
      from handover.checkup c join cases.case_file f on f.id = c.file_id;
grant select on handover.was_due_check to akoma_protection;

-- ---------- the project ends -----------------------------------------------------------------------------------------------------
-- A project is closed by two people. Each open file that no authority has accepted stands as an exception that both have read (requirements.md 7, point 9).
create table handover.project_end (
    id        uuid constraint project_end_pk primary key,
    asked_by  uuid not null constraint project_end_asked references access.person,
    asked_at  timestamptz not null,
    agreed_by uuid constraint project_end_agreed references access.person,
    agreed_at timestamptz,
    constraint project_end_by_two check (agreed_by <> asked_by),
    constraint project_end_whole check ((agreed_by is null) = (agreed_at is null)));
create unique index project_end_once on handover.project_end ((true)) where agreed_at is not null;
alter table handover.project_end enable row level security;
create policy seen on handover.project_end for select to akoma_protection, akoma_custody using ((select access.actor()) is not null);
grant select on handover.project_end to akoma_protection, akoma_custody;
create table handover.exception (
    end_id  uuid not null constraint exception_of references handover.project_end,
    file_id uuid not null constraint exception_file references cases.case_file,
    state   text not null constraint exception_state check (state in ('WAITING', 'BLOCKED', 'RETURNED', 'NOT_PROPOSED')),
    constraint exception_pk primary key (end_id, file_id));
alter table handover.exception enable row level security;

create function handover.not_accepted() returns table (file_id uuid, code text, state text) stable language sql security definer set search_path = pg_catalog as $$
    select f.id, f.code, coalesce(p.state, 'NOT_PROPOSED') from cases.case_file f
      left join lateral (select x.state from handover.proposal x where x.file_id = f.id and x.state <> 'WITHDRAWN'
                          order by (x.state = 'ACCEPTED') desc, x.proposed_at desc, x.id desc limit 1) p on true
     where f.closed_at is null and p.state is distinct from 'ACCEPTED' $$;
-- Asked for with the files as they are at this moment. DONE, FORBIDDEN, CLOSED (it has ended), WAITS.
create function handover.ask_end(id uuid) returns text language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user <> 'akoma_protection' or not exists (select from access.person_role r where access.at_work() and r.person_id = access.actor()
          and r.role = 'PROJECT_MANAGER' and access.works_as(access.actor(), 'PROJECT_MANAGER', r.organisation_id)) then return 'FORBIDDEN'; end if;
    perform pg_advisory_xact_lock(hashtext('handover.project_end'));
    if exists (select from handover.project_end e where e.agreed_at is not null) then return 'CLOSED'; end if;
    if exists (select from access.decision d where d.kind = 'PROJECT_END' and d.state = 'WAITING') then return 'WAITS'; end if;
    insert into handover.project_end (id, asked_by, asked_at) values (ask_end.id, access.actor(), access.moment());
    insert into handover.exception (end_id, file_id, state) select ask_end.id, n.file_id, n.state from handover.not_accepted() n;
    return 'DONE';
end $$;
-- What both read: the files without an authority that answers for the child. For who may ask for the end, or agree to it. That a child said no is read by who
-- reads its consents; a data protection officer does, of each file.
create function handover.exceptions(of uuid) returns table (code text, state text) stable language sql security definer set search_path = pg_catalog as $$
    select f.code, case when x.state = 'BLOCKED' and not access.has_role(array['DATA_PROTECTION_OFFICER']) and not handover.reads_consent(x.file_id) then 'NOT_PROPOSED' else x.state end from handover.exception x join cases.case_file f on f.id = x.file_id
     where x.end_id = exceptions.of and access.has_role(array['PROJECT_MANAGER', 'DATA_PROTECTION_OFFICER']) order by f.code $$;
-- Whether no file has come to them, or gone from them, since it was asked for.
create function handover.exceptions_stand(of uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select not exists (select n.file_id, n.state from handover.not_accepted() n except select x.file_id, x.state from handover.exception x where x.end_id = exceptions_stand.of) $$;
create function handover.project_ended() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not handover.exceptions_stand(new.subject) then raise exception 'handover.exceptions-changed' using errcode = 'insufficient_privilege'; end if;
    update handover.project_end e set agreed_by = new.decided_by, agreed_at = access.moment() where e.id = new.subject;
    return null;
end $$;
create trigger project_ended after update of state on access.decision for each row
    when (new.kind = 'PROJECT_END' and old.state = 'WAITING' and new.state = 'AGREED') execute function handover.project_ended();

-- ---------- counts -----------------------------------------------------------------------------------------------------------------
-- The proposal of each file as it stood at the end of a day.
create function handover.standing_on(day date) returns table (file_id uuid, proposal_id uuid, receiver_id uuid, state text)
stable language sql security definer set search_path = pg_catalog as $$
    select distinct on (p.file_id) p.file_id, p.id, p.receiver_id,
           case when p.ended_at < m.midnight then p.state when p.sent_at < m.midnight then 'WAITING' else 'BLOCKED' end
      from handover.proposal p cross join (select (day + 1)::timestamp at time zone 'UTC' as midnight) m
     where p.proposed_at < m.midnight and not (p.state = 'WITHDRAWN' and p.ended_at < m.midnight)
     order by p.file_id, (p.state = 'ACCEPTED' and p.ended_at < m.midnight) desc, p.proposed_at desc, p.id desc $$;
-- Counts of a day: by state, by authority, by who answers; and files of children that had ended without a hand-over. Codes and numbers, no file.
create function handover.report_summary(day date) returns table (kind text, label text, files bigint)
stable language sql security definer set search_path = pg_catalog as $$
    with standing as (select * from handover.standing_on(day)),
         file as (select f.id, coalesce(t.value, f.status) as status from cases.case_file f
                    left join lateral (select t.value from cases.turn t where t.file_id = f.id and t.what = 'STATUS' and t.at < (day + 1)::timestamp at time zone 'UTC'
                                        order by t.at desc, t.n desc limit 1) t on true
                   where f.registered_at < (day + 1)::timestamp at time zone 'UTC')
    select 'STATE', s.state, count(*) from standing s group by 2
    union all select 'RECEIVER', o.code, count(*) from standing s join access.organisation o on o.id = s.receiver_id group by 2
    union all select 'RESPONSIBLE', o.code, count(*) from file f join standing s on s.file_id = f.id
                join access.organisation o on o.id = handover.responsible_on(f.id, day) group by 2
    union all select 'CLOSED', '', count(*) from file f where f.status = 'CLOSED' and not exists (select from standing s where s.file_id = f.id and s.state = 'ACCEPTED')
    union all select 'OPEN', '', count(*) from file f where f.status not in ('CLOSED', 'TRANSFERRED') and not exists (select from standing s where s.file_id = f.id and s.state = 'ACCEPTED')
    union all select 'ENDED', '', count(*) from handover.project_end e where e.agreed_at < (day + 1)::timestamp at time zone 'UTC'
    union all select 'OVERDUE', '', count(*) from standing s join handover.proposal p on p.id = s.proposal_id
               where s.state = 'WAITING' and cases.after_working_days(p.sent_at, access.limit_of('handover.acceptance.max', 10)) <= (day + 1)::timestamp at time zone 'UTC' $$;

revoke execute on all functions in schema handover from public;
revoke execute on procedure handover.not_for_receivers from public;
grant execute on function handover.has_people, handover.may_read, handover.reads_consent, handover.write_plan, handover.is_consented, handover.checklist, handover.to_mend, handover.shown, handover.receivers, handover.words_kept, handover.propose, handover.send, handover.take_back, handover.say_lacks,
    handover.name_worker, handover.visited_together, handover.check_up, handover.responsible_on to akoma_protection;
grant execute on function handover.blocked_by, handover.ask_end, handover.note_is_safe, handover.is_ready, handover.children_of, handover.widen, handover.refresh, handover.lead_on, handover.ask_succession to akoma_protection;

grant execute on function handover.exceptions, handover.exceptions_stand, handover.minimum_stands, handover.is_ready, handover.children_of, handover.has_people to akoma_protection, akoma_custody;
grant execute on function handover.report_summary to akoma_statistics;
grant execute on function handover.follow_mandates, handover.call_for_followers, handover.end_overlaps, handover.escalate to akoma_administration;
