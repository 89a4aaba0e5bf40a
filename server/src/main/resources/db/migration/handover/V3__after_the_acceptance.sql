-- ---------- afterwards -----------------------------------------------------------------------------------------------------------
-- Who goes on with the child at the authority: one of its workers, named by an officer of it. DONE, FORBIDDEN, NO_WORKER, NOT_ACCEPTED.
create function handover.name_worker(proposal uuid, worker uuid) returns text language plpgsql security definer set search_path = pg_catalog as $$
declare p handover.proposal; answers uuid;
begin
    select * into p from handover.proposal x where x.id = proposal for update;
    answers := handover.responsible_on(p.file_id, (access.moment() at time zone 'UTC')::date);
    if p.id is null or not access.sees(p.file_id, 256, false) or not (access.works_as(access.actor(), 'MINISTRY_OFFICER', answers) or access.leads(answers)) then return 'FORBIDDEN'; end if;
    if p.state <> 'ACCEPTED' or p.minimum then return 'NOT_ACCEPTED'; end if;
    if not (access.works_as(worker, 'CASE_WORKER', answers) or access.works_as(worker, 'MINISTRY_OFFICER', answers)) then return 'NO_WORKER'; end if;
    if p.worker_id <> worker and p.worker_id is distinct from (select f.worker_id from cases.case_file f where f.id = p.file_id) then
        perform cases.end_by_name(p.file_id, 'PERSON', p.worker_id, 'ASSIGNMENT');
    end if;
    if access.works_as(worker, 'CASE_WORKER', answers) then perform cases.give_by_name(p.file_id, 'PERSON', worker, 'ASSIGNMENT'); end if;
    update handover.proposal x set worker_id = worker, named_at = coalesce(x.named_at, access.moment()), version = x.version + 1,
           followed_at = case when x.follow_since is not null then coalesce(x.followed_at, access.moment()) end where x.id = p.id returning * into p;
    if p.follow_since is not null and p.hands_at is not null then perform handover.goes_to_follower(p, answers); end if;
    return 'DONE';
end $$;
-- The children whom an authority accepted and the actor goes on with, as long as another worker has the file: a list of what others brought shows them.
create function handover.goes_on_with() returns setof uuid stable language sql security definer set search_path = pg_catalog as $$
    select p.file_id from handover.proposal p join cases.case_file f on f.id = p.file_id
     where p.worker_id = access.actor() and p.state = 'ACCEPTED' and p.hands_at is null and f.worker_id <> p.worker_id
       and access.works_as(p.worker_id, 'CASE_WORKER', handover.responsible_on(p.file_id, (access.moment() at time zone 'UTC')::date)) $$;
revoke execute on function handover.goes_on_with from public;
grant execute on function handover.goes_on_with to akoma_protection;
create index proposal_goes_on on handover.proposal (worker_id) where worker_id is not null and hands_at is null;
-- Both workers went to the child together. By who works on the file: DONE, FORBIDDEN, NOT_SENT.
create function handover.visited_together(proposal uuid, day date) returns text language plpgsql security definer set search_path = pg_catalog as $$
declare p handover.proposal;
begin
    select * into p from handover.proposal x where x.id = proposal for update;
    if p.id is null or not access.keeps(p.file_id, 64, true) then return 'FORBIDDEN'; end if;
    if p.state not in ('WAITING', 'ACCEPTED') then return 'NOT_SENT'; end if;
    if day > (access.moment() at time zone 'UTC')::date or day < (p.proposed_at at time zone 'UTC')::date then return 'NOT_SENT'; end if;
    update handover.proposal x set joint_visit_on = day, joint_visit_by = access.actor(), version = x.version + 1 where x.id = p.id;
    return 'DONE';
end $$;
-- A check was not good: who oversees the project, who supervises the file, and at the authority that answers for the child who follows it, or else its
-- officers. Without its address, which would show as the answer of the authority; that the child is gone raises an alert besides.
create function handover.ring_bad_check(file uuid) returns void language plpgsql security definer set search_path = pg_catalog as $$
declare answers uuid := handover.responsible_on(file, (access.moment() at time zone 'UTC')::date); follows uuid;
begin
    select p.worker_id into follows from handover.proposal p where p.file_id = file and p.state = 'ACCEPTED' order by p.ended_at desc limit 1;
    perform access.ring(array(select access.who_oversee()) || (select f.supervisor_id from cases.case_file f where f.id = file) || follows
        || case when follows is null then array(select r.person_id from access.person_role r where r.organisation_id = answers
                                                 and access.works_as(r.person_id, 'MINISTRY_OFFICER', answers)) end, 'task');
end $$;
-- What became of the child: by who still reads or works on the file, from the day it is due. DONE, FORBIDDEN, NOT_DUE, DONE_ALREADY.
create function handover.check_up(proposal uuid, days int, first_visit boolean, in_place boolean, goes_on boolean) returns text
language plpgsql security definer set search_path = pg_catalog as $$
declare c handover.checkup; today date := (access.moment() at time zone 'UTC')::date;
begin
    select * into c from handover.checkup x where x.proposal_id = proposal and x.days = check_up.days for update;
    if c.proposal_id is null or not access.keeps(c.file_id, 64, false) or not access.works_on(c.file_id, 64) then return 'FORBIDDEN'; end if;
    -- one that was not good is asked again until it is; what was found first stays, but that the child is gone
    if c.done_on is not null then
        if c.good_on is not null or c.first_visit and c.in_place and c.goes_on or (c.first_visit, c.in_place, c.goes_on) = (first_visit, in_place, goes_on) then return 'DONE_ALREADY'; end if;
        update handover.checkup x set good_on = case when check_up.first_visit and check_up.in_place and check_up.goes_on then today end,
               in_place = x.in_place and check_up.in_place
         where x.proposal_id = proposal and x.days = check_up.days;
        perform handover.ring_bad_check(c.file_id) where not (first_visit and in_place and goes_on);
        return 'DONE';
    end if;
    if c.due_on - 5 > today then return 'NOT_DUE'; end if;
    update handover.checkup x set done_on = today, done_by = access.actor(), first_visit = check_up.first_visit, in_place = check_up.in_place, goes_on = check_up.goes_on
     where x.proposal_id = proposal and x.days = check_up.days;
    perform handover.ring_bad_check(c.file_id) where not (first_visit and in_place and goes_on);
    return 'DONE';
end $$;

-- That the child is gone leaves an alert at the end of the transaction, whatever wrote it (trust.md 4).
create constraint trigger gone_alarms after update on handover.checkup deferrable initially deferred for each row
    when (not new.in_place and old.in_place is distinct from false) execute function followup.alarms('MISSING');

-- A file that ends is handed over no more.
create function handover.ends_with_the_file() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform handover.withdrawn(p.id) from handover.proposal p where p.file_id = new.id and p.state in ('BLOCKED', 'WAITING');
    -- who answers for the child hears of it
    if access.actor() is not null and exists (select from handover.responsible r where r.file_id = new.id) then
        perform access.ring(array(select r.person_id from access.person_role r
            where r.organisation_id = handover.responsible_on(new.id, (access.moment() at time zone 'UTC')::date)
              and access.works_as(r.person_id, 'MINISTRY_OFFICER', r.organisation_id)), 'task');
    end if;
    return null;
end $$;
create trigger handover_ends after update of closed_at on cases.case_file for each row
    when (old.closed_at is null and new.closed_at is not null) execute function handover.ends_with_the_file();

-- ---------- a structure ends ---------------------------------------------------------------------------------------------------
-- None is left without a responsible body. Whether children are answered for by a structure, or by one that passes its mandate to it.
create function handover.is_answering(structure uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    with recursive chain (id) as (
        select distinct r.organisation_id from handover.responsible r where not exists (select from handover.responsible n where n.file_id = r.file_id and n.since > r.since)
        union select s.successor_id from chain c join access.organisation_successor s on s.organisation_id = c.id)
    select exists (select from chain c where c.id = structure) $$;
-- Anyone who answers today goes on somewhere on that day, whatever has ended.
create function handover.goes_on_elsewhere() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if exists (select from (select distinct r.organisation_id from handover.responsible r
                             where not exists (select from handover.responsible n where n.file_id = r.file_id and n.since > r.since)) a
                where handover.mandate_on(a.organisation_id, greatest(new.valid_until, (coalesce(access.moment(), now()) at time zone 'UTC')::date)) is null) then
        raise exception 'handover.no-successor' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger goes_on_elsewhere after update of valid_until on access.organisation deferrable initially deferred for each row
    when (new.valid_until < old.valid_until) execute function handover.goes_on_elsewhere();

-- The end of an authority that answers for children, and who follows it, is asked for by a project manager and agreed to by the data protection officer.
create table handover.succession (
    id              uuid constraint succession_pk primary key,
    organisation_id uuid not null constraint succession_of references access.organisation,
    until           date not null,                                     -- the first day on which it no longer exists
    successor_id    uuid not null constraint succession_by references access.organisation,
    asked_by        uuid not null constraint succession_asked references access.person,
    asked_at        timestamptz not null,
    agreed_by       uuid constraint succession_agreed references access.person,
    agreed_at       timestamptz,
    constraint succession_by_two check (agreed_by <> asked_by),
    constraint succession_whole check ((agreed_by is null) = (agreed_at is null)),
    constraint succession_of_another check (organisation_id <> successor_id));
alter table handover.succession enable row level security;
create policy seen on handover.succession for select to akoma_protection, akoma_custody using ((select access.actor()) is not null);
grant select on handover.succession to akoma_protection, akoma_custody;
-- DONE, FORBIDDEN, NO_RECEIVER (no authority that exists on that day, with another mandate, or in another country), NOT_DUE (a day that is past, or before it began).
create function handover.ask_succession(id uuid, structure uuid, until date, successor uuid) returns text language plpgsql security definer set search_path = pg_catalog as $$
declare ends access.organisation; follows access.organisation;
begin
    if session_user <> 'akoma_protection' or not exists (select from access.person_role r where access.at_work() and r.person_id = access.actor()
          and r.role = 'PROJECT_MANAGER' and access.works_as(access.actor(), 'PROJECT_MANAGER', r.organisation_id)) then return 'FORBIDDEN'; end if;
    select * into ends from access.organisation o where o.id = structure;
    select * into follows from access.organisation o where o.id = successor;
    if ends.kind not in ('CENTRAL_GOVERNMENT', 'LOCAL_GOVERNMENT') or follows.kind not in ('CENTRAL_GOVERNMENT', 'LOCAL_GOVERNMENT') or ends.id = follows.id
       or follows.country <> ends.country or coalesce(follows.mandate, 'CHILD_PROTECTION') <> 'CHILD_PROTECTION' or follows.valid_from > until or follows.valid_until <= until then
        return 'NO_RECEIVER';
    end if;
    if until < (access.moment() at time zone 'UTC')::date or until <= ends.valid_from then return 'NOT_DUE'; end if;
    insert into handover.succession (id, organisation_id, until, successor_id, asked_by, asked_at)
    values (ask_succession.id, structure, ask_succession.until, successor, access.actor(), access.moment());
    return 'DONE';
end $$;
create function handover.succession_agreed() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare x handover.succession;
begin
    update handover.succession c set agreed_by = new.decided_by, agreed_at = access.moment() where c.id = new.subject and c.agreed_at is null returning * into x;
    delete from handover.end_by_one e where e.organisation_id = x.organisation_id;
    delete from access.organisation_successor o where o.organisation_id = x.organisation_id;
    insert into access.organisation_successor (organisation_id, successor_id) values (x.organisation_id, x.successor_id);
    update access.organisation o set valid_until = x.until where o.id = x.organisation_id;
    return null;
end $$;
create trigger succession_agreed after update of state on access.decision for each row
    when (new.kind = 'AUTHORITY_END' and old.state = 'WAITING' and new.state = 'AGREED') execute function handover.succession_agreed();
create function handover.ends_by_two() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare structure uuid := case tg_table_name when 'organisation' then (to_jsonb(new) ->> 'id')::uuid else (to_jsonb(new) ->> 'organisation_id')::uuid end;
begin
    if session_user <> current_user and handover.is_answering(structure)
       and not exists (select from handover.succession c where c.organisation_id = structure and c.agreed_at = access.moment()) then
        raise exception 'access.structure-answers' using errcode = 'insufficient_privilege';
    end if;
    if tg_table_name = 'organisation' then
        delete from handover.end_by_one e where e.organisation_id = structure;   -- written anew
        if session_user <> current_user and new.valid_until < 'infinity' and access.actor() is not null
           and not exists (select from handover.succession c where c.organisation_id = structure and c.agreed_at = access.moment()) then
            insert into handover.end_by_one (organisation_id, written_by, written_at) values (structure, access.actor(), access.moment());
        end if;
    end if;
    return new;
end $$;
create trigger ends_by_two before update of valid_until on access.organisation for each row
    when (new.valid_until <> old.valid_until) execute function handover.ends_by_two();
create trigger ends_by_two before insert on access.organisation_successor for each row execute function handover.ends_by_two();
-- Which kind of structure it is decides whether it can answer, so that it stays for one that answers, that follows, or that two people are asked to let follow.
create function handover.keeps_kind(structure uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select handover.is_answering(structure)
        or exists (select from handover.succession s join access.decision d on d.subject = s.id and d.kind = 'AUTHORITY_END' and d.state = 'WAITING'
                    where structure in (s.successor_id, s.organisation_id)) $$;
-- What the house does by its clock it does at this moment, which who may do what is asked for.
create function handover.at(moment timestamptz) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not access.is_now(moment) then raise exception 'handover.not-now' using errcode = 'insufficient_privilege'; end if;
    perform set_config('akoma.moment', to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.USZ'), true);
end $$;
-- A file that was in the hands of the structure that ended passes to the worker whom its successor named and to that worker's supervisor. Where the successor
-- named somebody without a supervisor here, the file stays where it is, and who was named is written on it.
create function handover.goes_to_follower(p handover.proposal, answers uuid) returns void language plpgsql security definer set search_path = pg_catalog as $$
declare f cases.case_file;
begin
    select * into f from cases.case_file c where c.id = p.file_id for update;
    if f.closed_at is not null or f.organisation_id = answers or not handover.pass_on(p, answers, access.moment()) then return; end if;
    update access.file_grant g set valid_until = greatest(g.valid_from, access.moment())
     where g.file_id = f.id and g.valid_until > access.moment() and (g.reason, g.holder) in (('ASSIGNMENT', access.holder('PERSON', f.worker_id)),
           ('SUPERVISION', access.holder('PERSON', f.supervisor_id)), ('OWNING_STRUCTURE', access.holder('ORGANISATION', f.organisation_id)));
end $$;
-- The officers of the successor name who follows the child; they are rung once.
create function handover.ask_follower(p handover.proposal, next_id uuid, moment timestamptz) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
    if p.minimum or p.state <> 'ACCEPTED' then return; end if;
    if p.worker_id is distinct from (select f.worker_id from cases.case_file f where f.id = p.file_id) then
        perform cases.end_by_name(p.file_id, 'PERSON', p.worker_id, 'ASSIGNMENT');
    end if;
    update handover.proposal x set worker_id = null, follows_id = next_id, follow_since = moment, followed_at = null, follow_called = null, version = x.version + 1 where x.id = p.id;
    perform access.ring_by_house(array(select r.person_id from access.person_role r where r.organisation_id = next_id
                                          and access.works_as(r.person_id, 'MINISTRY_OFFICER', next_id)), 'task', moment, p.id);
end $$;
-- An officer whose account began later is rung too, once.
create function handover.ask_new_officers(moment timestamptz) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform access.ring_by_house(array[r.person_id], 'task', ask_new_officers.moment, p.id)
       from handover.proposal p join access.person_role r on r.organisation_id = p.follows_id and r.role = 'MINISTRY_OFFICER'
      where p.followed_at is null and p.follow_since is not null and p.state = 'ACCEPTED' and access.works_as(r.person_id, 'MINISTRY_OFFICER', p.follows_id)
        and not exists (select from notices.bell b where b.person_id = r.person_id and b.about = p.id);
end $$;
-- Nobody was named in time, or the successor has nobody here who could name somebody: those who oversee the project and the supervisor of the file are rung,
-- once. The files' codes.
create function handover.call_for_followers(moment timestamptz) returns setof text language plpgsql security definer set search_path = pg_catalog as $$
declare p record;
begin
    perform handover.at(moment);
    perform handover.ask_new_officers(moment);
    for p in update handover.proposal x set follow_called = moment from cases.case_file f
              where f.id = x.file_id and x.state = 'ACCEPTED' and x.followed_at is null and x.follow_called is null
                and x.follow_since is not null
                and (cases.after_working_days(x.follow_since, access.limit_of('handover.follower.max', 5)) <= moment or not handover.has_people(x.follows_id))
             returning x.id, f.code, f.supervisor_id loop
        perform access.ring_by_house(array(select access.who_oversee()) || p.supervisor_id, 'task', moment, p.id);
        return next p.code;
    end loop;
end $$;
-- Files of a structure that has ended follow its mandate; what it was asked and has not answered is asked anew, of its successor. By the clock of the house.
create function handover.follow_mandates(moment timestamptz) returns table (code text, was text, became text)
language plpgsql security definer set search_path = pg_catalog as $$
declare today date := (moment at time zone 'UTC')::date; r record; p record;
begin
    perform handover.at(moment);
    for r in select x.file_id, x.proposal_id, x.organisation_id, o.code as was, o.valid_until, o.desk_id, handover.mandate_on(o.id, today) as next_id, q.minimum, q.answered_by
               from handover.responsible x join access.organisation o on o.id = x.organisation_id join handover.proposal q on q.id = x.proposal_id
              where o.valid_until <= today and not exists (select from handover.responsible n where n.file_id = x.file_id and n.since > x.since) for update of x loop
        if r.next_id is null then continue; end if;
        insert into handover.responsible values (r.file_id, greatest(r.valid_until::timestamp at time zone 'UTC', (select max(z.since) from handover.responsible z where z.file_id = r.file_id) + interval '1 microsecond'),
                                                 r.next_id, r.proposal_id, true);
        update access.file_grant g set valid_until = greatest(g.valid_from, moment) where g.file_id = r.file_id and g.reason = 'TRANSFER' and g.grantee = r.desk_id and g.valid_until > moment;
        insert into access.file_grant (id, file_id, grantee_kind, grantee, sections, may_write, valid_from, reason, given_by)
        select gen_random_uuid(), r.file_id, 'DESK', n.desk_id, case when r.minimum then 273 else 511 end, not r.minimum, moment, 'TRANSFER', r.answered_by from access.organisation n where n.id = r.next_id;
        select f.code into code from cases.case_file f where f.id = r.file_id;
        was := r.was;
        select n.code into became from access.organisation n where n.id = r.next_id;
        perform journal.note_on_file(r.file_id, 'handover.mandate-followed', jsonb_build_object('from', was, 'to', became), moment);
        perform handover.ask_follower(q, r.next_id, moment) from handover.proposal q where q.id = r.proposal_id;
        return next;
    end loop;
    for p in select x.* from handover.proposal x join access.organisation o on o.id = x.receiver_id where x.state = 'WAITING' and o.valid_until <= today for update of x loop
        update handover.proposal x set state = 'WITHDRAWN', ended_at = moment, version = x.version + 1 where x.id = p.id;
        perform handover.replace_waiting(p.id, null, moment);
        update access.file_grant g set valid_until = greatest(g.valid_from, moment) where g.id = p.id and g.valid_until > moment;
        perform access.ring_by_house(array[p.proposed_by], 'task', moment, p.id);
    end loop;
end $$;

-- ---------- the overlap ends ---------------------------------------------------------------------------------------------------
-- The two sides stay together while a danger of the child runs: a week at a time, for so many days after the acceptance at most.
create function handover.prolong(p handover.proposal) returns void language plpgsql security definer set search_path = pg_catalog as $$
declare over timestamptz := p.overlap_until::timestamp at time zone 'UTC'; week interval := interval '7 days';
begin
    update handover.proposal x set overlap_until = x.overlap_until + 7, version = x.version + 1 where x.id = p.id;
    update access.file_grant g set valid_from = g.valid_from + week, valid_until = g.valid_until + week
     where g.file_id = p.file_id and g.reason = 'TRANSFER' and g.valid_from = over;
    update access.file_grant g set valid_until = over + week
     where g.file_id = p.file_id and g.reason in ('ASSIGNMENT', 'SUPERVISION', 'OWNING_STRUCTURE', 'SHARED') and g.valid_until = over;
end $$;
-- The file in the hands of a worker of the authority and of the supervisor of that worker; false where there is none of them.
create function handover.pass_on(p handover.proposal, answers uuid, moment timestamptz) returns boolean language plpgsql security definer set search_path = pg_catalog as $$
declare supervisor uuid;
begin
    select x.supervisor_id into supervisor from access.person x where x.id = p.worker_id;
    if p.minimum or supervisor is null or not access.works_as(p.worker_id, 'CASE_WORKER', answers) or not access.may_lead(supervisor, answers) then return false; end if;
    insert into access.file_grant (id, file_id, grantee_kind, grantee, sections, may_write, valid_from, reason, given_by)
    select gen_random_uuid(), p.file_id, g.kind, g.grantee, 511, true, moment, g.reason, p.answered_by
      from (values ('PERSON', p.worker_id, 'ASSIGNMENT'), ('PERSON', supervisor, 'SUPERVISION'), ('ORGANISATION', answers, 'OWNING_STRUCTURE')) g (kind, grantee, reason)
     where not exists (select from access.file_grant o where o.file_id = p.file_id and o.holder = access.holder(g.kind, g.grantee) and o.reason = g.reason and o.valid_until > moment);
    update cases.case_file c set worker_id = p.worker_id, supervisor_id = supervisor, organisation_id = answers, updated_at = moment, version = c.version + 1
     where c.id = p.file_id;
    update cases.name_token t set organisation_id = answers where t.file_id = p.file_id;
    return true;
end $$;
-- Where the authority works elsewhere the file ends here: it is read, and written no more (requirements.md 7, point 7). What waits about it waits no more.
create function handover.end_here(file uuid, moment timestamptz) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
    update access.decision d set state = 'REPLACED', ended_at = moment
     where d.file_id = end_here.file and d.state = 'WAITING' and d.kind in ('CLOSURE', 'TRANSFER', 'PLAN', 'HOME', 'SHELTER_MOVE');
    update cases.closure c set decision = 'RETURNED', decided_at = moment where c.file_id = end_here.file and c.decision is null;
    update cases.case_file c set status = 'TRANSFERRED', closed_at = moment, next_visit_due = null, review_due = null, updated_at = moment, version = c.version + 1
     where c.id = end_here.file;
    insert into cases.turn (file_id, at, what, value) select end_here.file, moment, t.what, t.value
      from (values ('STATUS', 'TRANSFERRED'), ('NEXT_VISIT', null), ('REVIEW', null)) t (what, value);
end $$;
-- By the clock of the house: what became of each file, PROLONGED, PASSED_ON or ENDED_HERE.
create function handover.end_overlaps(moment timestamptz) returns table (code text, became text, how text)
language plpgsql security definer set search_path = pg_catalog as $$
declare today date := (moment at time zone 'UTC')::date; p handover.proposal; f cases.case_file; answers uuid;
begin
    perform handover.at(moment);
    for p in select * from handover.proposal x where x.state = 'ACCEPTED' and x.hands_at is null and x.overlap_until <= today + 1 for update loop
        select * into f from cases.case_file c where c.id = p.file_id for update;
        answers := handover.responsible_on(p.file_id, today);
        code := f.code;
        how := null;
        select o.code into became from access.organisation o where o.id = answers;
        if f.closed_at is null and f.organisation_id <> answers then
            -- a danger runs, or the successor of the authority has named nobody yet
            if (cases.bar_of_end(f.id, 'TRANSFERRED') is not null or p.follow_since is not null and p.followed_at is null and handover.has_people(answers)) and p.overlap_until < (p.ended_at at time zone 'UTC')::date + 120 then
                perform handover.prolong(p);
                how := 'PROLONGED';
            elsif p.overlap_until > today then continue;
            elsif handover.pass_on(p, answers, moment) then how := 'PASSED_ON';
            else
                perform handover.end_here(f.id, moment);
                how := 'ENDED_HERE';
            end if;
            perform access.ring_by_house(array(select access.who_oversee()) || f.supervisor_id || f.worker_id, 'task', moment, p.id);
            return next;
        elsif p.overlap_until > today then continue;
        end if;
        if how is distinct from 'PROLONGED' then update handover.proposal x set hands_at = moment, version = x.version + 1 where x.id = p.id; end if;
    end loop;
end $$;
-- What became of a file that was handed over and has ended here is the authority's: it is not opened again by who worked on it.
create function handover.stays_handed_over() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if exists (select from cases.case_file f where f.id = new.file_id and f.status = 'TRANSFERRED') then
        raise exception 'handover.stays' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger stays_handed_over before insert on cases.reopening for each row execute function handover.stays_handed_over();
