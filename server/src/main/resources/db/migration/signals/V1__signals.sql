-- ---------- a child whose file is closed needs help again ------------------------------------------------------------------------
-- Anyone with a recorded past link to a child may say that it needs help again (requirements.md 2.1, step 16), also who reads nothing of the file any more,
-- and the police, who never read any of it. They say it by codes and a day, so that nothing needs the file's key. Whether the code names a child that they
-- knew is answered by nothing: not by the answer, its time, what is kept in their list, or what becomes of it later (trust.md G9). No login writes these
-- tables: the functions below do, in the name of who acts.
grant usage on schema signals to akoma_protection, akoma_enforcement;

-- What who raised it reads of it: the same, whether it reached a file or not. The code is not kept.
create table signals.signal (
    id        uuid constraint signal_pk primary key,
    raised_by uuid not null constraint signal_raised_by references access.person,
    raised_at timestamptz not null,
    reason    text not null constraint signal_reason check (reason in ('IN_DANGER', 'BACK_AT_WORK', 'LEFT_HOME', 'ASKED_FOR_HELP', 'NEWS_OF_FAMILY', 'OTHER')),
    on_day    date not null);
create index signal_of_person on signals.signal (raised_by, raised_at desc);
alter table signals.signal enable row level security;
create policy own on signals.signal for select to akoma_protection, akoma_enforcement using (raised_by = (select access.actor()));
grant select (id, raised_at, reason, on_day) on signals.signal to akoma_protection, akoma_enforcement;
-- What the round of the next minute looks up and deletes. Until then nothing is read or written that depends on the code: who sends it by straight SQL
-- counts the rows that their own transaction touched, also those of a savepoint that they take back. No login reads it.
create table signals.undelivered (
    id        uuid constraint undelivered_pk primary key constraint undelivered_is references signals.signal,
    code      text not null,
    role      text not null,
    telephone bytea);
alter table signals.undelivered enable row level security;

-- Sealed bytes of the length of a number: no words fit, and plain ones are none.
create function signals.is_telephone(sealed bytea) returns boolean immutable language sql set search_path = pg_catalog as $$
    select octet_length(sealed) between 35 and 120 and substring(sealed for 1) = '\x01' $$;
-- What reached a file, for who works on it. It is the trace of its own: nobody writes into the chain of a file that they do not come to, and the data protection
-- officer would read there which child a police officer handed over.
create table signals.received (
    id               uuid constraint received_pk primary key constraint received_is references signals.signal,
    file_id          uuid not null constraint received_file references cases.case_file,
    raised_by        uuid not null constraint received_raised_by references access.person,
    raiser_code      text not null,
    raiser_role      text not null,
    raiser_structure text not null,
    -- of the raiser's own card, sealed with the airlock's key; null: none is kept
    telephone        bytea constraint received_telephone check (signals.is_telephone(telephone)),
    reason           text not null,
    on_day           date not null,
    raised_at        timestamptz not null,
    due_at           timestamptz not null,
    state            text not null default 'WAITING' constraint received_state check (state in ('WAITING', 'REOPENED', 'NOT_REOPENED')),
    why              text constraint received_why check (why in ('SEEN_SAFE', 'HELPED_OTHERWISE', 'AUTHORITY_ACTS', 'FILE_IS_OPEN', 'OTHER_CHILD')),
    said_by          uuid constraint received_said_by references access.person,   -- who asks that it ends so, and when
    said_at          timestamptz,
    ended_by         uuid constraint received_ended_by references access.person,
    ended_at         timestamptz,
    told             uuid[] not null,                         -- whom it rang
    constraint received_said check (num_nulls(why, said_by, said_at) in (0, 3)),
    constraint received_ended check ((ended_at is null) = (state = 'WAITING') and (ended_by is null) = (state = 'WAITING')),
    constraint received_two_persons check (ended_by <> said_by or state <> 'NOT_REOPENED'),
    constraint received_not_reopened check (state <> 'NOT_REOPENED' or why is not null));
create index received_of_file on signals.received (file_id, raised_at desc);
create index received_due on signals.received (due_at) where state = 'WAITING';
call access.protect('signals.received', 'file_id', 128, 'akoma_protection');
-- Not who opened the file in an emergency, or was lent a part of it; and who answers, where nobody who works on the file can.
create function signals.reads(file uuid, raiser uuid) returns boolean stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return exists (select from access.file_grant g left join access.decision d on d.id = g.decision_id
                    where g.file_id = reads.file and g.holder = any (access.holders()) and g.sections & (access.ceilings())[g.way] & 128 <> 0
                      and (g.reason in ('ASSIGNMENT', 'SUPERVISION', 'OWNING_STRUCTURE') or g.reason in ('SHARED', 'TRANSFER') and g.may_write
                           or g.reason = 'DEPUTY' and d.kind = 'HELP_SIGNAL')
                      and g.valid_from <= access.moment() and g.valid_until > access.moment())
        or access.actor() in (select signals.answering(reads.file, reads.raiser));
end $$;
create policy who_works_on_it on signals.received as restrictive for select to akoma_protection using (signals.reads(file_id, raised_by));
-- Who leads the programme holds no section of a file, and answers where nobody else can.
create policy who_leads on signals.received for select to akoma_protection
    using ((select access.has_role(array['PROJECT_MANAGER'])) and signals.reads(file_id, raised_by));
grant select on signals.received to akoma_protection;

-- ---------- who may raise it, and about whom -------------------------------------------------------------------------------------
-- Whether this person, in a role that looks after children, had to do with this child by a record at this moment: the file or a part of it was theirs, their
-- shelter's or their structure's; their structure gave a service; their authority answers for the child, or did. No emergency, sample, oversight or deputy
-- is a link.
create function signals.knew(file uuid, person uuid, moment timestamptz) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (
        select from access.person_role r join access.organisation o on o.id = r.organisation_id
         where r.person_id = knew.person and r.role in ('SHELTER_MANAGER', 'PROVIDER', 'MINISTRY_OFFICER', 'CASE_WORKER', 'CASE_SUPERVISOR')
           and r.approved_at <= knew.moment and r.valid_from <= knew.moment and r.valid_until > knew.moment
           and (exists (select from access.file_grant g where g.file_id = knew.file and g.valid_from <= knew.moment
                           and (g.reason in ('ASSIGNMENT', 'SUPERVISION', 'OWNING_STRUCTURE', 'SHELTER_STAY', 'REFERRAL', 'ENROLMENT')
                                or g.reason = 'TRANSFER' and g.sections <> 256)   -- asked to take the file over is no link before it accepted
                           and g.holder in (access.holder('PERSON', r.person_id), access.holder('UNIT', r.unit_id),
                                            case when r.reach in ('DESK', 'ORGANISATION') then access.holder('DESK', o.desk_id) end,
                                            case when r.reach = 'ORGANISATION' then access.holder('ORGANISATION', o.id) end))
                or exists (select from cases.placement p where p.file_id = knew.file and p.shelter_id = r.unit_id and p.state in ('CURRENT', 'ENDED'))
                or r.reach <> 'OWN' and exists (select from assistance.service s left join assistance.provider p on p.code = s.provider
                                                 where s.file_id = knew.file and (s.given_at = o.desk_id or p.organisation_id = o.id))
                or r.role = 'MINISTRY_OFFICER' and exists (select from handover.responsible h where h.file_id = knew.file
                       and handover.mandate_on(h.organisation_id, (knew.moment at time zone 'UTC')::date) = o.id))) $$;
-- The file that a code names for who raised it: for the police the number of a slip that they signed, or whose operation they coordinate, never the code of
-- a file; for care the code of a child whom they knew. Null: none, or not for them.
create function signals.file_named(code text, raised signals.signal) returns uuid stable language plpgsql security definer set search_path = pg_catalog as $$
declare found uuid; police boolean := (select p.compartment = 'akoma_enforcement' from access.person p where p.id = raised.raised_by);
begin
    if police then
        select disclosure.file_of_slip(s.id) into found from slips.slip s
         where s.number = file_named.code and (s.officer_signed_by = raised.raised_by
               or access.works_as(raised.raised_by, 'LE_COORDINATOR', null) and s.status <> 'OPEN' and raised.raised_by in (select slips.police_of(s.id)));
    else
        select f.id into found from cases.case_file f where f.code = file_named.code and signals.knew(f.id, raised.raised_by, raised.raised_at);
    end if;
    return (select f.id from cases.case_file f where f.id = found and f.erased_at is null);
end $$;
-- Whom a signal is shown to by a role and a grant that run. former: also who handed the file over, as long as that side reads it.
create function signals.readers(file uuid, former boolean) returns setof uuid stable language sql security definer set search_path = pg_catalog as $$
    select distinct r.person_id
      from access.file_grant g join access.ceiling c on c.reason = g.reason and c.role in ('CASE_WORKER', 'CASE_SUPERVISOR', 'MINISTRY_OFFICER')
      join access.person_role r on r.role = c.role join access.organisation o on o.id = r.organisation_id join access.person p on p.id = r.person_id
     where g.file_id = readers.file and g.sections & c.sections & 128 <> 0 and g.valid_from <= access.moment() and g.valid_until > access.moment()
       and (g.reason in ('ASSIGNMENT', 'SUPERVISION', 'OWNING_STRUCTURE') or g.reason = 'SHARED' and g.may_write or g.reason = 'TRANSFER' and (g.may_write or former))
       and g.holder in (access.holder('PERSON', r.person_id), case when r.reach = 'ORGANISATION' then access.holder('ORGANISATION', o.id) end,
                        case when r.reach in ('ORGANISATION', 'DESK') then access.holder('DESK', o.desk_id) end)
       and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()
       and p.contract_from <= (access.moment() at time zone 'UTC')::date and p.contract_until > (access.moment() at time zone 'UTC')::date $$;
-- Who answers, never who raised it, and always somebody who reads it: whom a danger of the file rings, or who leads in the structure that followed, and the
-- officers of the authority that the file was handed over to. Where none of them reads it: another supervisor who does; who supervised it before it was
-- handed over, as long as they read it; at last who leads the programme, who is shown the codes and tells the authority.
create function signals.answering(file uuid, raiser uuid) returns setof uuid stable language plpgsql security definer set search_path = pg_catalog as $$
declare able uuid[] := array(select x from signals.readers(answering.file, false) x where x is distinct from raiser);
        f cases.case_file; follows uuid; lead uuid[];
begin
    select * into f from cases.case_file c where c.id = answering.file;
    follows := handover.mandate_on(f.organisation_id, (access.moment() at time zone 'UTC')::date);
    if follows is distinct from f.organisation_id and not access.may_lead(f.supervisor_id, f.organisation_id) then lead := array(select access.leaders(follows)); end if;
    if coalesce(cardinality(lead), 0) = 0 then lead := array(select cases.who_leads(f.id)); end if;
    return query select x from unnest(able) x where x = any (lead) or access.works_as(x, 'MINISTRY_OFFICER', null);
    if found then return; end if;
    return query select x from unnest(able) x where access.works_as(x, 'CASE_SUPERVISOR', null);
    if found then return; end if;
    return query select x from signals.readers(f.id, true) x where x is distinct from raiser and not x = any (able) and access.works_as(x, 'CASE_SUPERVISOR', null);
    if found then return; end if;
    return query select distinct r.person_id from access.person_role r where r.person_id is distinct from raiser and access.works_as(r.person_id, 'PROJECT_MANAGER', null);
end $$;

-- ---------- raising it -----------------------------------------------------------------------------------------------------------
create function signals.receive(raised signals.signal, file uuid, role text, telephone bytea, moment timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare hearing uuid[];
begin
    -- the same again, while it waits, is one
    if exists (select from signals.received s where s.file_id = receive.file and s.raised_by = raised.raised_by and s.reason = raised.reason
                  and s.on_day = raised.on_day and s.state = 'WAITING') then return; end if;
    hearing := array(select signals.answering(receive.file, raised.raised_by));
    insert into signals.received (id, file_id, raised_by, raiser_code, raiser_role, raiser_structure, telephone, reason, on_day, raised_at, due_at, told)
    select raised.id, receive.file, raised.raised_by, upper(p.code), receive.role, o.code, receive.telephone, raised.reason, raised.on_day, raised.raised_at,
           raised.raised_at + make_interval(hours => access.limit_of('help-signal-answer.max', 24)), hearing
      from access.person p join access.organisation o on o.id = p.organisation_id where p.id = raised.raised_by;
    perform access.ring_by_house(hearing, 'alert', moment, raised.id);
end $$;
-- By the clock of the house, every minute. What no file is named by is forgotten. Where those who were rung are gone, who answers now is rung.
create function signals.deliver(moment timestamptz) returns void language plpgsql security definer set search_path = pg_catalog as $$
declare u record; raised signals.signal; file uuid;
begin
    if access.actor() is not null then raise exception 'signals.delivered-by-the-house' using errcode = 'insufficient_privilege'; end if;
    perform handover.at(moment);
    for u in select * from signals.undelivered x order by x.id for update skip locked loop
        begin                                                    -- each for itself: one that cannot be delivered silences no other
            select * into raised from signals.signal s where s.id = u.id;
            file := signals.file_named(u.code, raised);
            if file is not null then perform signals.receive(raised, file, u.role, u.telephone, moment); end if;
            delete from signals.undelivered x where x.id = u.id;
        exception when others then raise warning 'signals.not-delivered: %', sqlstate;
        end;
    end loop;
    for u in select r.id, array(select signals.answering(r.file_id, r.raised_by) except select unnest(r.told)) as fresh
               from signals.received r where r.state = 'WAITING' order by r.id for update skip locked loop
        continue when cardinality(u.fresh) = 0;
        update signals.received r set told = r.told || u.fresh where r.id = u.id;
        perform access.ring_by_house(u.fresh, 'alert', moment, u.id);
    end loop;
end $$;
-- DONE, whether the code names a child whom the actor knew or not: nothing is looked up yet, so that neither the time nor what was touched tells anything.
-- FORBIDDEN, DAY, LIMIT (so many a day), OTHER (this id is another signal's).
create function signals.give(id uuid, code text, reason text, on_day date, telephone bytea) returns text
language plpgsql security definer set search_path = pg_catalog as $$
declare me uuid := access.actor(); today date := (access.moment() at time zone 'UTC')::date; held text;
begin
    select r.role into held from access.person_role r where r.person_id = me
       and r.role in ('LE_OFFICER', 'LE_COORDINATOR', 'SHELTER_MANAGER', 'PROVIDER', 'MINISTRY_OFFICER', 'CASE_WORKER', 'CASE_SUPERVISOR')
       and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment() order by r.valid_from, r.id limit 1;
    if held is null then return 'FORBIDDEN'; end if;
    perform pg_advisory_xact_lock(hashtextextended('signals.' || me, 7));
    if not signals.is_telephone(give.telephone) then return 'FORBIDDEN'; end if;
    if give.on_day > today or give.on_day < today - 365 then return 'DAY'; end if;
    if exists (select from signals.signal s where s.id = give.id) then return 'OTHER'; end if;
    if (select count(*) from signals.signal s where s.raised_by = me and s.raised_at > access.moment() - interval '1 day')
        >= least(access.limit_of('help-signal.max', 20), 50) then return 'LIMIT'; end if;
    insert into signals.signal (id, raised_by, raised_at, reason, on_day) values (give.id, me, access.moment(), give.reason, give.on_day);
    insert into signals.undelivered (id, code, role, telephone) values (give.id, left(give.code, 60), held, give.telephone);
    return 'DONE';
end $$;

-- ---------- answering it ---------------------------------------------------------------------------------------------------------
-- It ends by the file that is opened again, or by two people who say why not: one asks, another one who supervises or, at the authority, works with the child
-- agrees (trust.md 2). Who raised it is neither. Where nobody who reads the file can, who leads the programme says it by a code, and another one or the data
-- protection officer agrees: HELP_SIGNAL_UNREAD, about no file, since neither holds one.
insert into access.decision_kind (kind, roles, proposers, section)
values ('HELP_SIGNAL', '{CASE_SUPERVISOR,MINISTRY_OFFICER}', '{CASE_WORKER,CASE_SUPERVISOR,MINISTRY_OFFICER}', 128),
       ('HELP_SIGNAL_UNREAD', '{PROJECT_MANAGER,DATA_PROTECTION_OFFICER}', '{PROJECT_MANAGER}', null);
-- Of which structure the deputies are called: the file's own, and the authority's once its people alone work on the file.
create function signals.structure(file uuid) returns uuid stable language plpgsql security definer set search_path = pg_catalog as $$
declare held_by uuid := (select f.organisation_id from cases.case_file f where f.id = structure.file);
begin
    if not exists (select from signals.readers(structure.file, false))
       or exists (select from access.file_grant g where g.file_id = structure.file and g.may_write and g.reason <> 'BREAK_GLASS' and handover.is_of(g, held_by)
                     and g.valid_from <= access.moment() and g.valid_until > access.moment()) then return held_by; end if;
    return handover.responsible_on(structure.file, (access.moment() at time zone 'UTC')::date);
end $$;
-- Whether somebody agrees that it ends: who works on the file, of whichever side; who handed it over, or a deputy, only where nobody else of them can.
create function signals.may_agree(d access.decision, who uuid) returns boolean stable language plpgsql security definer set search_path = pg_catalog as $$
declare able uuid[] := array(select x from signals.readers(d.file_id, false) x
    where x <> d.proposed_by and not x = any (d.authors) and (access.works_as(x, 'CASE_SUPERVISOR', null) or access.works_as(x, 'MINISTRY_OFFICER', null)));
begin
    if able <> '{}' then return who = any (able); end if;
    return who in (select signals.readers(d.file_id, true)) or access.is_deputy(who, d.organisation_id);
end $$;
-- DONE, FORBIDDEN, ENDED, WAITS (another one asked already). What waits about it is over: the second person agrees to what was said last, or to nothing.
create function signals.say_why(id uuid, why text) returns text language plpgsql security definer set search_path = pg_catalog as $$
declare s signals.received; works boolean;
begin
    select * into s from signals.received x where x.id = say_why.id for update;
    works := access.works_on(s.file_id, 128) and access.keeps(s.file_id, 128, true) and access.has_role(array['CASE_WORKER', 'CASE_SUPERVISOR', 'MINISTRY_OFFICER']);
    if s.id is null or s.raised_by = access.actor() or not works and not signals.is_mine(s.file_id, s.raised_by) then return 'FORBIDDEN'; end if;
    if s.state <> 'WAITING' then return 'ENDED'; end if;
    if access.waits_of_another('HELP_SIGNAL', s.id) or not works and access.waits_of_another('HELP_SIGNAL_UNREAD', s.id) then return 'WAITS'; end if;
    perform access.end_waiting('{HELP_SIGNAL,HELP_SIGNAL_UNREAD}', s.id, null);
    update signals.received x set why = say_why.why, said_by = access.actor(), said_at = access.moment() where x.id = s.id;
    return 'DONE';
end $$;
-- What is proposed is what was said in the same moment, by the same person.
create function signals.asked_rightly() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not exists (select from signals.received s where s.id = new.subject and (s.file_id = new.file_id or new.kind = 'HELP_SIGNAL_UNREAD') and s.state = 'WAITING'
                      and s.said_by = new.proposed_by and s.said_at = new.proposed_at) then
        raise exception 'signals.not-asked-so' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger signal_asked_rightly before insert on access.decision for each row when (new.kind in ('HELP_SIGNAL', 'HELP_SIGNAL_UNREAD')) execute function signals.asked_rightly();
-- And nothing is said that nobody is asked about.
create function signals.is_asked() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if exists (select from signals.received s where s.id = new.id and s.state = 'WAITING' and s.why is not null and not exists (
                   select from access.decision d where d.kind in ('HELP_SIGNAL', 'HELP_SIGNAL_UNREAD') and d.subject = s.id and d.state = 'WAITING'
                      and d.proposed_by = s.said_by and d.proposed_at = s.said_at)) then
        raise exception 'signals.nothing-asked' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger is_asked after update of why on signals.received deferrable initially deferred for each row execute function signals.is_asked();
create function signals.decided() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if new.state = 'AGREED' then
        update signals.received s set state = 'NOT_REOPENED', ended_by = new.decided_by, ended_at = access.moment() where s.id = new.subject and s.state = 'WAITING';
    else
        update signals.received s set why = null, said_by = null, said_at = null where s.id = new.subject and s.state = 'WAITING';
    end if;
    return null;
end $$;
create trigger signal_decided after update of state on access.decision for each row
    when (new.kind in ('HELP_SIGNAL', 'HELP_SIGNAL_UNREAD') and old.state = 'WAITING' and new.state <> 'WAITING') execute function signals.decided();
create function signals.reopened() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare s record;
begin
    for s in update signals.received x set state = 'REOPENED', ended_by = access.actor(), ended_at = access.moment()
              where x.file_id = new.id and x.state = 'WAITING' returning x.id loop
        perform access.end_waiting('{HELP_SIGNAL,HELP_SIGNAL_UNREAD}', s.id, null);
    end loop;
    return null;
end $$;
create trigger signals_reopened after update of status on cases.case_file for each row
    when (old.status = 'CLOSED' and new.status = 'REOPENED') execute function signals.reopened();
create trigger rings_end after update of state on signals.received for each row
    when (new.state <> old.state) execute function notices.is_over('{alert}');

-- ---------- who reads what was decided and done about it -------------------------------------------------------------------------
-- The decision and the history tell what the signal tells: not to who opened the file in an emergency, or was lent a part of it (trust.md G8).
create policy signals_for_who_works_on_it on access.decision as restrictive for select to akoma_protection using (
    kind <> 'HELP_SIGNAL' or (select access.actor()) in (proposed_by, decided_by) or id in (select access.to_decide()) or signals.reads(file_id, null));
create policy signals_for_who_works_on_it on journal.entry as restrictive for select to akoma_protection using (
    act not like 'signals.%' or chain = (select access.actor()) or signals.reads(chain, null));

-- ---------- the clock ------------------------------------------------------------------------------------------------------------
create function signals.is_mine(file uuid, raiser uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select access.actor() in (select signals.answering(file, raiser)) $$;
create view signals.due_signal with (security_invoker = true) as
    select case when access.keeps(s.file_id, 128, false) then 'signals.answer' else 'signals.pass-on' end as kind, s.id, s.file_id, (select access.actor()) as worker_id, f.organisation_id, s.due_at
      from signals.received s left join cases.case_file f on f.id = s.file_id where s.state = 'WAITING'   -- who leads the programme reads no row of a file
       and signals.is_mine(s.file_id, s.raised_by);
create view signals.was_due_signal with (security_invoker = true) as
    select 'signals.answer' as kind, s.id, s.file_id, f.supervisor_id as worker_id, f.organisation_id, s.raised_at as since, s.due_at, s.ended_at as done_at,
           null::timestamptz as closed_at
      from signals.received s join cases.case_file f on f.id = s.file_id;
grant select on signals.due_signal, signals.was_due_signal to akoma_protection;

revoke execute on function signals.reads, signals.is_telephone, signals.knew, signals.file_named, signals.readers, signals.answering, signals.receive, signals.deliver, signals.structure, signals.may_agree, signals.give, signals.say_why, signals.asked_rightly, signals.is_asked,
    signals.decided, signals.reopened, signals.is_mine from public;
grant execute on function signals.give to akoma_protection, akoma_enforcement;
grant usage on schema signals to akoma_administration;
grant execute on function signals.deliver to akoma_administration;
grant execute on function signals.say_why, signals.is_mine, signals.reads to akoma_protection;
