-- ---------- who works on a file ----------------------------------------------------------------------------------------
-- Whose file it is (trust.md G3, G4). A file is given to a worker inside its structure, by a supervisor of that structure who holds it otherwise than
-- by an emergency; to another structure it goes by a transfer. Both lie in functions: no login changes these columns or writes these grants by hand.
create function access.leads(organisation uuid) returns boolean
stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.person_role r where access.at_work() and r.person_id = access.actor() and r.role = 'CASE_SUPERVISOR' and r.organisation_id = leads.organisation
                      and r.compartment = session_user and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()) $$;
-- Whether this person works as this in this structure now; null: in any.
create function access.works_as(person uuid, wanted text, organisation uuid) returns boolean
stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.person_role r join access.person p on p.id = r.person_id
                    where r.person_id = works_as.person and r.role = wanted and r.organisation_id = coalesce(works_as.organisation, r.organisation_id)
                      and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()
                      and p.contract_until > (access.moment() at time zone 'UTC')::date) $$;

create function cases.give_by_name(file uuid, kind text, grantee uuid, reason text) returns void
language sql security definer set search_path = pg_catalog as $$
    insert into access.file_grant (id, file_id, grantee_kind, grantee, sections, may_write, valid_from, reason, given_by)
    select gen_random_uuid(), give_by_name.file, give_by_name.kind, give_by_name.grantee, 511, true, access.moment(), give_by_name.reason, access.actor()
     where not exists (select from access.file_grant g where g.file_id = give_by_name.file
                          and g.holder = access.holder(give_by_name.kind, give_by_name.grantee) and g.reason = give_by_name.reason
                          and g.valid_until > access.moment()) $$;
create function cases.end_by_name(file uuid, kind text, grantee uuid, reason text) returns void
language sql security definer set search_path = pg_catalog as $$
    update access.file_grant g set valid_until = greatest(g.valid_from, access.moment())
     where g.file_id = end_by_name.file and g.holder = access.holder(end_by_name.kind, end_by_name.grantee) and g.reason = end_by_name.reason and g.valid_until > access.moment();
    -- and what would have been read after the overlap of a handover (handover.accept)
    update access.file_grant g set valid_until = g.valid_from
     where g.file_id = end_by_name.file and g.holder = access.holder(end_by_name.kind, end_by_name.grantee) and g.reason = 'TRANSFER' and g.valid_from > access.moment() $$;

-- DONE, FORBIDDEN, NO_WORKER, ELSEWHERE (works for another structure), ALREADY.
create function cases.assign_file(file uuid, worker uuid) returns text
language plpgsql security definer set search_path = pg_catalog as $$
declare f record; leads uuid; structure uuid;
begin
    select c.organisation_id, c.worker_id, c.supervisor_id into f from cases.case_file c where c.id = file for update;
    if not found or session_user <> 'akoma_protection' or not access.keeps(file, 256, true)
       or not (access.leads(f.organisation_id) or f.supervisor_id = access.actor() and access.may_lead(access.actor(), f.organisation_id)) then return 'FORBIDDEN'; end if;
    select p.organisation_id, p.supervisor_id into structure, leads from access.person p where p.id = worker;
    if structure is distinct from f.organisation_id then return 'ELSEWHERE'; end if;
    if not access.works_as(worker, 'CASE_WORKER', structure) then return 'NO_WORKER'; end if;
    if worker = f.worker_id then return 'ALREADY'; end if;
    -- The supervisor stays: another one comes by two people. Where there is none yet, it is the worker's, or who gives the file.
    if f.supervisor_id is not null then leads := f.supervisor_id;
    elsif leads is null or leads = worker or not access.may_lead(leads, f.organisation_id) then leads := access.actor(); end if;
    -- who works on a file does not supervise it too, under another account neither
    if leads = worker or access.is_namesake(leads, worker) then return 'SUPERVISES'; end if;
    perform cases.give_by_name(file, 'PERSON', worker, 'ASSIGNMENT'), cases.give_by_name(file, 'PERSON', leads, 'SUPERVISION'),
            cases.end_by_name(file, 'PERSON', f.worker_id, 'ASSIGNMENT');
    update cases.case_file c set worker_id = worker, supervisor_id = leads, updated_at = access.moment(), version = c.version + 1 where c.id = file;
    return 'DONE';
end $$;

create function cases.stays_in_its_hands() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    raise exception 'cases.moved-by-hand' using errcode = 'insufficient_privilege';
end $$;
create trigger stays_in_its_hands before update on cases.case_file for each row
    when (current_user = 'akoma_protection' and (new.worker_id, new.organisation_id, new.supervisor_id, new.code, new.registered_by, new.registered_at)
          is distinct from (old.worker_id, old.organisation_id, old.supervisor_id, old.code, old.registered_by, old.registered_at))
    execute function cases.stays_in_its_hands();

-- A share is read by a colleague of the file's structure, for some days; to let somebody write is the supervisor's word. An operation's and a conversation's
-- grants lie on no child's file.
create function cases.shared_inside() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare wrong record;
begin
    select g.reason into wrong from added g join cases.case_file f on f.id = g.file_id
     where g.reason in ('OPERATION', 'CONVERSATION')
        or g.reason = 'SHARED' and not (exists (select from access.person p where p.id = g.grantee and p.organisation_id = f.organisation_id)
               -- it begins now or in some days, and its end is counted from today: days to come are not given away in store
               and g.valid_from between access.moment() - interval '1 minute' and access.moment() + make_interval(days => access.limit_of('share.ahead.max', 3))
               and g.valid_until <= access.moment() + make_interval(days => access.limit_of('share.max', 30) + 1)
               and (not g.may_write
                    or g.grantee <> access.actor()
                       and (access.leads(f.organisation_id) or f.supervisor_id = access.actor() and access.may_lead(access.actor(), f.organisation_id)
                            or exists (select from access.decision d where d.id = g.id and d.kind = 'SHARE_WRITE' and d.file_id = g.file_id
                                          and d.state = 'AGREED' and d.decided_by = access.actor()))))
     limit 1;
    if found then raise exception 'cases.not-shared-so: %', wrong.reason using errcode = 'insufficient_privilege'; end if;
    return null;
end $$;
create trigger shared_inside after insert on access.file_grant referencing new table as added for each statement execute function cases.shared_inside();

-- A new file begins in the hands that its row names, in the structure of its worker: nobody else is let in by the first grants.
-- A new file names as supervisor nobody but one of its structure, or that one's deputy, at that moment: who led there before is let in by no row.
create function cases.begins_in_its_hands() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if exists (select from added f join access.file_grant g on g.file_id = f.id
                where not case g.reason when 'ASSIGNMENT' then g.grantee = f.worker_id when 'SUPERVISION' then g.grantee = f.supervisor_id
                              when 'OWNING_STRUCTURE' then g.grantee = f.organisation_id else false end)
       or exists (select from added f join access.person p on p.id = f.worker_id where p.organisation_id <> f.organisation_id)
       or exists (select from (select distinct f.supervisor_id, f.organisation_id from added f where f.supervisor_id is not null) n
                   where not access.may_lead(n.supervisor_id, n.organisation_id)) then
        raise exception 'cases.begins-in-other-hands' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create trigger begins_in_its_hands after insert on cases.case_file referencing new table as added for each statement
    execute function cases.begins_in_its_hands();
revoke execute on function access.leads, access.works_as, cases.give_by_name, cases.end_by_name, cases.assign_file, cases.stays_in_its_hands,
    cases.shared_inside, cases.begins_in_its_hands from public;
grant execute on function access.leads, access.works_as, cases.assign_file to akoma_protection;

-- ---------- a stay opens the file --------------------------------------------------------------------------------------
-- A shelter sees a file because the child stays there, a school because the child is its pupil, an evaluator because the file was drawn: a grant says so
-- only where that is written (trust.md, G1, G2). Here the stay; the pupil in assistance.granted_as_enrolled. No sample is drawn yet, so nobody gives
-- one by hand.
create function cases.granted_as_placed() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if new.may_write or not exists (select from cases.placement p where p.file_id = new.file_id and p.shelter_id = new.grantee and p.state = 'CURRENT') then
        raise exception 'cases.no-such-stay' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger granted_as_placed before insert on access.file_grant for each row
    when (new.reason = 'SHELTER_STAY' and current_user in ('akoma_protection', 'akoma_enforcement')) execute function cases.granted_as_placed();

create function cases.stay_goes_on() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if exists (select from cases.placement p where p.file_id = new.file_id and p.shelter_id = new.grantee and p.state = 'CURRENT') then
        raise exception 'cases.stay-goes-on' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger stay_goes_on before update on access.file_grant for each row
    when (new.reason = 'SHELTER_STAY' and new.valid_until < old.valid_until and current_user = 'akoma_protection') execute function cases.stay_goes_on();
revoke execute on function cases.granted_as_placed, cases.stay_goes_on from public;

-- ---------- a share that writes needs two ------------------------------------------------------------------------------
-- A share reads (trust.md G3). That a colleague writes too is agreed to by a supervisor who is not that colleague: by sharing it herself, or by deciding
-- what a worker proposed; until then the share reads.
insert into access.decision_kind (kind, roles, proposers, section) values ('SHARE_WRITE', '{CASE_SUPERVISOR}', '{CASE_WORKER}', 256);

-- The share that reads is followed by one that writes, as it was proposed, and given by who gave it: they end it, and it ends with what they hold.
-- False: it is over.
create function cases.let_write(decision uuid) returns boolean language plpgsql security definer set search_path = pg_catalog as $$
declare d access.decision; g access.file_grant;
begin
    select * into d from access.decision x where x.id = decision and x.kind = 'SHARE_WRITE' and x.state = 'AGREED' and x.decided_by = access.actor()
       and x.ended_at = access.moment();
    select * into g from access.file_grant x where x.id = d.subject and x.file_id = d.file_id and x.reason = 'SHARED' and x.grantee_kind = 'PERSON'
       and not x.may_write and x.valid_until > access.moment();
    if g.id is null then return false; end if;
    update access.file_grant x set valid_until = greatest(access.moment(), x.valid_from) where x.id = g.id;
    insert into access.file_grant (id, file_id, grantee_kind, grantee, sections, may_write, valid_from, valid_until, reason, given_by)
    values (d.id, g.file_id, g.grantee_kind, g.grantee, g.sections, true, access.moment(), g.valid_until, 'SHARED', g.given_by);
    return true;
end $$;
revoke execute on function cases.let_write from public;
grant execute on function cases.let_write to akoma_protection;

-- ---------- transfers --------------------------------------------------------------------------------------------------
-- A file changes its structure by a transfer only (trust.md G4): the supervisor who holds it proposes, one of the receiving structure accepts, the
-- child's consent to it is there, and the old side reads on for an overlap. The proposal is a decision of two people that belongs to the receiving
-- structure, whose supervisors see until then that the file exists, and its state.
insert into access.decision_kind (kind, roles, proposers, section) values ('TRANSFER', '{CASE_SUPERVISOR}', '{CASE_SUPERVISOR}', 256);

-- Whether another supervisor than the actor can take over a file of this holder for this structure: one of its own, or its deputy; never for the police.
create function cases.can_receive(structure uuid, holder uuid) returns boolean
stable language sql security definer set search_path = pg_catalog as $$
    select structure is distinct from holder and exists (
        select from access.organisation o, access.person_role r join access.person p on p.id = r.person_id
         where o.id = structure and o.kind <> 'LAW_ENFORCEMENT' and (access.moment() at time zone 'UTC')::date >= o.valid_from
           and (access.moment() at time zone 'UTC')::date < o.valid_until and r.role = 'CASE_SUPERVISOR' and r.person_id is distinct from access.actor()
           and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()
           and p.contract_from <= (access.moment() at time zone 'UTC')::date and p.contract_until > (access.moment() at time zone 'UTC')::date
           and (r.organisation_id = o.id   -- or a deputy of it: those few are found first, or every supervisor of the house would be judged
                or r.person_id = any (array(select x.person_id from access.deputy x where x.organisation_id = structure)) and access.is_deputy(r.person_id, o.id))) $$;
-- Whether an authority answers for the child (handover.responsible) that is not this structure: the work on the file goes to that authority alone.
create function cases.is_answered_elsewhere(file uuid, structure uuid) returns boolean stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return exists (select from handover.responsible r where r.file_id = is_answered_elsewhere.file)
       and handover.responsible_on(is_answered_elsewhere.file, (access.moment() at time zone 'UTC')::date) is distinct from structure;
end $$;
-- The structures that can receive this file, for who holds it.
create function cases.receivers(file uuid) returns setof uuid
stable language sql security definer set search_path = pg_catalog as $$
    select o.id from cases.case_file f cross join access.organisation o
     where f.id = file and access.keeps(f.id, 256, true) and cases.can_receive(o.id, f.organisation_id)
       and not cases.is_answered_elsewhere(f.id, o.id) $$;

-- By the supervisor of the file; by a colleague where that one no longer supervises.
-- PROPOSED, FORBIDDEN, OF_ANOTHER (another one supervises it), HANDED_OVER (an authority answers for the child, and it is not this one), NO_RECEIVER (the
-- same structure, or nobody can take it over there), NO_CONSENT, OWN_YES (the actor recorded the yes that followed a no), WAITS (one waits already).
create function cases.propose_transfer(id uuid, file uuid, receiver uuid, version int, why bytea, proposal bytea) returns text
language plpgsql security definer set search_path = pg_catalog as $$
declare f record;
begin
    select c.organisation_id, c.supervisor_id into f from cases.case_file c where c.id = file for update;
    if not found or session_user <> 'akoma_protection' or not access.keeps(file, 256, true)
       or not (access.leads(f.organisation_id) or f.supervisor_id = access.actor() and access.may_lead(access.actor(), f.organisation_id)) then
        return 'FORBIDDEN';
    end if;
    if f.supervisor_id is distinct from access.actor() and access.may_lead(f.supervisor_id, f.organisation_id) then return 'OF_ANOTHER'; end if;
    if cases.is_answered_elsewhere(file, receiver) then return 'HANDED_OVER'; end if;
    if not cases.can_receive(receiver, f.organisation_id) then return 'NO_RECEIVER'; end if;
    if not cases.may_be_transferred(file) then return 'NO_CONSENT'; end if;
    if cases.turned_the_no(file, access.actor()) then return 'OWN_YES'; end if;
    if exists (select from access.decision d where d.kind = 'TRANSFER' and d.subject = file and d.state = 'WAITING') then return 'WAITS'; end if;
    insert into access.decision (id, kind, file_id, organisation_id, section, subject, version, authors, proposed_by, proposed_at, why, proposal)
    values (propose_transfer.id, 'TRANSFER', file, receiver, 256, file, propose_transfer.version, '{}', access.actor(), access.moment(),
            propose_transfer.why, propose_transfer.proposal);
    insert into access.file_grant (id, file_id, grantee_kind, grantee, sections, may_write, valid_from, reason, given_by)
    values (propose_transfer.id, file, 'ORGANISATION', receiver, 256, false, access.moment(), 'TRANSFER', access.actor());
    perform access.call_deputies(propose_transfer.id);  -- where the structure has no supervisor of its own, its deputy decides
    return 'PROPOSED';
end $$;

-- Once it is decided, the sight that the receiving structure had for deciding ends.
create function cases.transfer_decided() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    update access.file_grant g set valid_until = access.moment() + interval '1 microsecond'
     where g.id = new.id and g.reason = 'TRANSFER' and g.valid_until > access.moment();
    return null;
end $$;
create trigger transfer_decided after update of state on access.decision for each row
    when (new.kind = 'TRANSFER' and old.state = 'WAITING' and new.state <> 'WAITING') execute function cases.transfer_decided();

-- Who has left reads nothing on, and holds up nobody.
create function cases.read_on(file uuid, kind text, grantee uuid) returns void
language sql security definer set search_path = pg_catalog as $$
    insert into access.file_grant (id, file_id, grantee_kind, grantee, sections, may_write, valid_from, valid_until, reason, given_by)
    select gen_random_uuid(), file, kind, grantee, 511, false, access.moment(),
           access.moment() + make_interval(days => access.limit_of('transfer.overlap', 30)), 'TRANSFER', access.actor()
     where grantee is not null and (kind <> 'PERSON' or exists (select from access.person_role r join access.ceiling c on c.role = r.role and c.reason = 'TRANSFER'
        where r.person_id = grantee and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment())) $$;

-- Who accepted takes the file over, and gives it to a worker of theirs afterwards. DONE, or FORBIDDEN when nobody of the receiving structure accepted
-- in this very transaction; NO_CONSENT when it was withdrawn meanwhile; OWN_YES when one of the two recorded the yes that followed a no.
create function cases.transfer_file(decision uuid) returns text
language plpgsql security definer set search_path = pg_catalog as $$
declare d access.decision; f record; me uuid := access.actor();
begin
    select * into d from access.decision x where x.id = decision and x.kind = 'TRANSFER' and x.state = 'AGREED';
    if not found or d.decided_by <> me or d.ended_at <> access.moment() then return 'FORBIDDEN'; end if;
    select c.organisation_id, c.worker_id, c.supervisor_id into f from cases.case_file c where c.id = d.file_id for update;
    if f.organisation_id = d.organisation_id then return 'FORBIDDEN'; end if;
    if not cases.may_be_transferred(d.file_id) then return 'NO_CONSENT'; end if;
    if cases.is_own_yes(d) then return 'OWN_YES'; end if;
    update access.file_grant g set valid_until = greatest(g.valid_from, access.moment())
     where g.file_id = d.file_id and g.reason in ('ASSIGNMENT', 'SUPERVISION', 'OWNING_STRUCTURE', 'SHARED') and g.valid_until > access.moment();
    perform cases.give_by_name(d.file_id, 'PERSON', me, 'ASSIGNMENT'), cases.give_by_name(d.file_id, 'ORGANISATION', d.organisation_id, 'OWNING_STRUCTURE'),
            cases.read_on(d.file_id, 'ORGANISATION', f.organisation_id), cases.read_on(d.file_id, 'PERSON', f.worker_id),
            cases.read_on(d.file_id, 'PERSON', nullif(f.supervisor_id, f.worker_id));
    update cases.case_file c set worker_id = me, supervisor_id = me, organisation_id = d.organisation_id, updated_at = access.moment(), version = c.version + 1
     where c.id = d.file_id;
    update cases.name_token t set organisation_id = d.organisation_id where t.file_id = d.file_id;
    return 'DONE';
end $$;
revoke execute on function cases.is_answered_elsewhere, cases.can_receive, cases.receivers, cases.propose_transfer, cases.transfer_decided, cases.read_on, cases.transfer_file from
    public;
grant execute on function cases.receivers, cases.propose_transfer, cases.transfer_file to akoma_protection;

-- ---------- a transfer needs consent, and a child for whom no authority answers ------------------------------------------
-- A transfer is accepted while the consent to it is there: withdrawn between the proposal and the answer, it waits for another consent or a refusal. What an
-- authority has accepted meanwhile passes to nobody else.
create function cases.transfer_may_pass() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not cases.may_be_transferred(new.file_id) then
        raise exception 'cases.transfer-no-consent' using errcode = 'insufficient_privilege';
    end if;
    if cases.is_own_yes(new) then
        raise exception 'cases.transfer-own-yes' using errcode = 'insufficient_privilege';
    end if;
    if cases.is_answered_elsewhere(new.file_id, new.organisation_id) then
        raise exception 'cases.transfer-handed-over' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger transfer_may_pass before update of state on access.decision for each row
    when (new.kind = 'TRANSFER' and old.state = 'WAITING' and new.state = 'AGREED') execute function cases.transfer_may_pass();

-- ---------- another supervisor of a file needs two ---------------------------------------------------------------------
-- A file gets another supervisor by two people (trust.md, section 2). The present one agrees to what a colleague asks; whom the present one asks to take it
-- over agrees; and where the present one no longer supervises, or left the request unanswered for seven days, the data protection officer, the project
-- manager or a deputy of the structure does, as about a request after one that the present one refused. A file that nobody supervises any more is taken over
-- at once by a colleague who may supervise it. Giving the file to another worker changes no supervisor. About no file for the house: who oversees sees none.
insert into access.decision_kind (kind, roles, proposers, section) values
    ('SUPERVISOR', '{CASE_SUPERVISOR,PROJECT_MANAGER,DATA_PROTECTION_OFFICER}', '{CASE_SUPERVISOR}', null);

-- Who is to supervise, by the moment of the request. No login reads or writes it: the functions below do.
create table cases.supervisor_asked (
    file_id       uuid not null constraint supervisor_asked_file references cases.case_file,
    asked_at      timestamptz not null,
    asked_by      uuid not null,
    before_id     uuid,                                              -- who supervised until then
    supervisor_id uuid not null,
    constraint supervisor_asked_pk primary key (file_id, asked_at));
alter table cases.supervisor_asked enable row level security;

-- The new one reads and writes from now on, and what lies beside the file follows it.
create function cases.give_supervision(file uuid, wanted uuid) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
    if wanted is not null then perform cases.give_by_name(file, 'PERSON', wanted, 'SUPERVISION'); end if;
    update cases.case_file c set supervisor_id = wanted, updated_at = access.moment(), version = c.version + 1 where c.id = file;
    perform assistance.follow(file);
    update assistance.enrolment e set supervisor_id = wanted where e.file_id = file;
    update referrals.referral r set supervisor_id = wanted where r.file_id = file;
    update followup.alert x set supervisor_id = wanted where x.file_id = file;
    update followup.high_proposal h set supervisor_id = wanted where h.file_id = file and h.decided_at is null;
    update followup.visit v set reviewer_id = nullif(wanted, v.recorded_by)
     where v.file_id = file and v.done_on is not null and v.safety is not null and v.reviewed_at is null;
end $$;
-- DONE, TAKEN (nobody supervised it, or a deputy to whom no two people gave it: at once, and who oversees the house hears of it), FORBIDDEN,
-- NO_SUPERVISOR (nobody who may supervise for this structure), ALREADY, WORKS (the worker of the file: nobody supervises their own work), WAITS (another
-- request waits).
create function cases.ask_supervisor(file uuid, wanted uuid) returns text
language plpgsql security definer set search_path = pg_catalog as $$
declare f record;
begin
    select c.organisation_id, c.supervisor_id, c.worker_id into f from cases.case_file c where c.id = file for update;
    if not found or session_user <> 'akoma_protection' or not access.keeps(file, 256, true)
       or not (access.leads(f.organisation_id) or f.supervisor_id = access.actor() and access.may_lead(access.actor(), f.organisation_id)) then return 'FORBIDDEN'; end if;
    if wanted is null or not access.works_as(wanted, 'CASE_SUPERVISOR', null) or not access.may_lead(wanted, f.organisation_id) then return 'NO_SUPERVISOR'; end if;
    if wanted = f.supervisor_id then return 'ALREADY'; end if;
    if wanted = f.worker_id or access.is_namesake(wanted, f.worker_id) then return 'WORKS'; end if;
    if wanted = access.actor() and (f.supervisor_id is null or cases.came_by_release(file)
            and access.works_as(wanted, 'CASE_SUPERVISOR', f.organisation_id)) then
        if f.supervisor_id is not null then
            perform cases.end_by_name(file, 'PERSON', f.supervisor_id, 'SUPERVISION'), cases.read_on(file, 'PERSON', f.supervisor_id);
        end if;
        perform cases.give_supervision(file, wanted), access.ring(array(select access.who_oversee()) || f.supervisor_id, 'account');
        return 'TAKEN';
    end if;
    if exists (select from access.decision d where d.kind = 'SUPERVISOR' and d.subject = file and d.state = 'WAITING') then return 'WAITS'; end if;
    insert into cases.supervisor_asked as a (file_id, asked_at, asked_by, before_id, supervisor_id)
    values (file, access.moment(), access.actor(), f.supervisor_id, wanted)
        on conflict (file_id, asked_at) do update set asked_by = excluded.asked_by, before_id = excluded.before_id, supervisor_id = excluded.supervisor_id;
    return 'DONE';
end $$;
-- Those who may supervise a file of this structure, for who chooses one.
create function cases.who_may_supervise(file uuid) returns setof uuid stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return query select distinct r.person_id from cases.case_file f
        join access.person_role r on r.role = 'CASE_SUPERVISOR' and r.person_id is distinct from f.supervisor_id
       where f.id = file and r.person_id <> f.worker_id and access.keeps(f.id, 256, true) and access.works_as(r.person_id, 'CASE_SUPERVISOR', null)
         and access.may_lead(r.person_id, f.organisation_id);
end $$;
-- Both supervisors and the file, for who asked or decides.
create function cases.supervisor_change(decision uuid)
returns table (file_code text, before_id uuid, supervisor_id uuid, worker_id uuid) stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return query select f.code, a.before_id, a.supervisor_id, f.worker_id
      from access.decision d join cases.case_file f on f.id = d.subject join cases.supervisor_asked a on a.file_id = d.subject and a.asked_at = d.proposed_at
     where d.id = supervisor_change.decision and d.kind = 'SUPERVISOR'
       and (access.actor() in (d.proposed_by, d.decided_by) or d.state = 'WAITING' and access.decides(d, access.actor()));
end $$;

-- By who agreed, in the same transaction. Who supervised reads on as after a transfer, and what lies beside the file follows it. False when another one
-- supervises by now, or the new one no longer may.
create function cases.hand_supervision(decision uuid) returns boolean language plpgsql security definer set search_path = pg_catalog as $$
declare d access.decision; a record; f record;
begin
    select * into d from access.decision x where x.id = decision and x.kind = 'SUPERVISOR' and x.state = 'AGREED';
    if not found or d.decided_by <> access.actor() or d.ended_at <> access.moment() then return false; end if;
    select x.before_id, x.supervisor_id into a from cases.supervisor_asked x where x.file_id = d.subject and x.asked_at = d.proposed_at;
    select c.id, c.organisation_id, c.worker_id, c.supervisor_id into f from cases.case_file c where c.id = d.subject for update;
    if f.supervisor_id is distinct from a.before_id or a.supervisor_id = f.worker_id or access.is_namesake(a.supervisor_id, f.worker_id) or not access.works_as(a.supervisor_id, 'CASE_SUPERVISOR', null)
       or not access.may_lead(a.supervisor_id, f.organisation_id) then return false; end if;
    perform cases.end_by_name(f.id, 'PERSON', f.supervisor_id, 'SUPERVISION'), cases.read_on(f.id, 'PERSON', f.supervisor_id),
            cases.give_supervision(f.id, a.supervisor_id);
    return true;
end $$;
-- The account of a worker names another supervisor, as two people agreed (access.move_account): their open files that the former one supervised follow. A file
-- to which two people gave another supervisor stays with that one.
create function cases.supervision_follows(worker uuid, former uuid, wanted uuid) returns void language plpgsql security definer set search_path = pg_catalog as $$
declare f record;
begin
    for f in select c.id from cases.case_file c join access.person p on p.id = worker
              where c.worker_id = worker and c.closed_at is null and c.organisation_id = p.organisation_id and c.supervisor_id is not distinct from former
                and c.supervisor_id is distinct from wanted for update of c loop
        if former is not null then
            perform cases.end_by_name(f.id, 'PERSON', former, 'SUPERVISION'), cases.read_on(f.id, 'PERSON', former);
        end if;
        perform cases.give_supervision(f.id, wanted);
    end loop;
end $$;
-- Anybody else who came to supervise meanwhile is not replaced by an older request.
create function cases.supervisor_settled() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    update access.decision d set state = 'REPLACED', ended_at = access.moment() where d.kind = 'SUPERVISOR' and d.subject = new.id and d.state = 'WAITING';
    return null;
end $$;
create trigger supervisor_settled after update of supervisor_id on cases.case_file for each row
    when (new.supervisor_id is distinct from old.supervisor_id) execute function cases.supervisor_settled();

-- That the present supervisor keeps the file is heard by who oversees the house: they decide what is asked after it.
create function cases.supervisor_keeps() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if exists (select from cases.case_file f where f.id = new.subject and f.supervisor_id = new.decided_by) then
        perform access.ring(array(select access.who_oversee()), 'account');
    end if;
    return null;
end $$;
create trigger supervisor_keeps after update of state on access.decision for each row
    when (new.kind = 'SUPERVISOR' and new.state = 'REFUSED' and old.state = 'WAITING') execute function cases.supervisor_keeps();
revoke execute on function cases.give_supervision, cases.supervision_follows, cases.ask_supervisor, cases.who_may_supervise, cases.supervisor_change, cases.hand_supervision,
    cases.supervisor_settled, cases.supervisor_keeps from public;
grant execute on function cases.ask_supervisor, cases.who_may_supervise to akoma_protection;
grant execute on function cases.supervisor_change, cases.hand_supervision to akoma_protection, akoma_custody;

-- ---------- a structure takes its files back ---------------------------------------------------------------------------
-- Who supervises this file works in another structure, and two people never gave it to them: they are its deputy since the structure's own supervisor left. A
-- supervisor of the structure takes it back without their yes.
create function cases.came_by_release(file uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from cases.case_file f
                    where f.id = file and f.supervisor_id is not null and not access.works_as(f.supervisor_id, 'CASE_SUPERVISOR', f.organisation_id)
                      and not exists (select from cases.supervisor_asked a join access.decision d on d.kind = 'SUPERVISOR' and d.subject = a.file_id
                                         and d.proposed_at = a.asked_at and d.state = 'AGREED'
                                       where a.file_id = f.id and a.supervisor_id = f.supervisor_id)) $$;
revoke execute on function cases.came_by_release from public;

-- ---------- a file whose supervisor left is its structure's ------------------------------------------------------------
-- Whose role, contract or deputising ended supervises nothing of that structure any more: the file is nobody's, so its dangers are rung and are tasks of
-- every supervisor of the structure (followup.taken_on), each of whom may take it over. A structure without a supervisor of its own has deputies: one of them
-- has the file at once, for nobody else there could read of a danger. Where there is nobody at all, the project managers are rung.
-- Those who may supervise for a structure now: its own supervisors; its deputies where it has none.
create function access.leaders(organisation uuid) returns setof uuid stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return query select distinct r.person_id from access.person_role r
        where r.role = 'CASE_SUPERVISOR' and r.organisation_id = leaders.organisation and access.may_lead(r.person_id, leaders.organisation);
    if not found then
        return query select distinct x.person_id from access.deputy x
            where x.organisation_id = leaders.organisation and access.may_lead(x.person_id, leaders.organisation);
    end if;
end $$;
-- Whom a danger of a file rings beside its worker: who supervises it; those who may where nobody does, else the project managers.
create function cases.who_leads(file uuid) returns setof uuid stable language plpgsql security definer set search_path = pg_catalog as $$
declare f record;
begin
    select c.supervisor_id, c.organisation_id into f from cases.case_file c where c.id = file;
    if access.may_lead(f.supervisor_id, f.organisation_id) then return next f.supervisor_id; return; end if;
    return query select access.leaders(f.organisation_id);
    if not found then
        return query select distinct r.person_id from access.person_role r where r.role = 'PROJECT_MANAGER' and access.works_as(r.person_id, 'PROJECT_MANAGER', null);
    end if;
end $$;
-- The same for who sees any of the file, and so may raise a danger of it.
create function cases.leads_shown(file uuid) returns setof uuid stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    if access.sees(leads_shown.file, 511, false) then return query select cases.who_leads(leads_shown.file); end if;
end $$;

-- At the end by hand, and by the clock of the house for what ended with time. Of one person, or of all (null): then what cannot be released of one stops
-- nobody else, and is tried again with the next minute. The accounts of who left go to another supervisor. Rings who is to take the files over.
create function cases.release_files(person uuid) returns void language plpgsql security definer set search_path = pg_catalog as $$
declare p record; f uuid; leader uuid; rung uuid[] := '{}'; now timestamptz := access.moment();
begin
    for p in select distinct x.person_id, x.organisation_id, h.organisation_id as home from (
            select r.person_id, r.organisation_id, r.valid_until from access.person_role r where r.role = 'CASE_SUPERVISOR'
            union all
            select d.person_id, d.organisation_id, least(d.valid_until, (select max(r.valid_until) from access.person_role r
                where r.person_id = d.person_id and r.role = 'CASE_SUPERVISOR')) from access.deputy d) x
          join access.person h on h.id = x.person_id
         where (release_files.person is null or x.person_id = release_files.person)
           and (x.valid_until <= now or h.contract_until <= (now at time zone 'UTC')::date)
           and (exists (select from cases.case_file c where c.supervisor_id = x.person_id and c.organisation_id = x.organisation_id)
                or exists (select from access.person a where a.supervisor_id = x.person_id and a.organisation_id = x.organisation_id))
           and not access.may_lead(x.person_id, x.organisation_id)
    loop
        begin
            for f in select c.id from cases.case_file c where c.supervisor_id = p.person_id and c.organisation_id = p.organisation_id order by c.id for update loop
                -- nobody supervises what they work on: not the deputy who took the file over, under another account neither
                select x.person_id into leader from access.deputy x join access.person a on a.id = x.person_id
                 where x.organisation_id = p.organisation_id and x.person_id in (select access.leaders(p.organisation_id))
                   and x.person_id <> all (access.with_namesakes(array(select c.worker_id from cases.case_file c where c.id = f and c.worker_id is not null)))
                 order by a.code limit 1;
                -- a deputy who took a file over is its worker too, without working in its structure
                update access.file_grant g set valid_until = greatest(g.valid_from, now)
                 where g.file_id = f and g.holder = access.holder('PERSON', p.person_id) and g.valid_until > now
                   and (g.reason in ('SUPERVISION', 'DEPUTY') or g.reason = 'ASSIGNMENT' and p.home <> p.organisation_id);
                if leader is not null then
                    insert into access.file_grant (id, file_id, grantee_kind, grantee, sections, may_write, valid_from, reason, given_by)
                    values (gen_random_uuid(), f, 'PERSON', leader, 511, true, now, 'SUPERVISION', coalesce(access.actor(), leader));
                end if;
                perform cases.give_supervision(f, null);
                if leader is not null then perform cases.give_supervision(f, leader); end if;
            end loop;
            -- whose account names who left works from now on under the first by code of those who may supervise here, and so do the children that they register
            update access.person a
               set supervisor_id = (select l.id from access.person l where l.id in (select access.leaders(p.organisation_id)) and l.id <> a.id order by l.code limit 1)
             where a.supervisor_id = p.person_id and a.organisation_id = p.organisation_id;
            rung := rung || array(select access.leaders(p.organisation_id));
            -- who oversees the house hears of an end by hand already
            if access.actor() is null then rung := rung || array(select access.who_oversee()); end if;
            -- what is checked at the end is checked here
            if release_files.person is null then set constraints all immediate; set constraints all deferred; end if;
        exception when others then
            if release_files.person is not null then raise; end if;
            raise warning 'cases.release_files: % of %: %', p.person_id, p.organisation_id, sqlerrm;
        end;
    end loop;
    insert into notices.bell (id, person_id, kind, rung_at)
    select gen_random_uuid(), x, 'account', now from (select distinct unnest(rung) x) r where x is distinct from access.actor();
end $$;
create function cases.released_by_an_end() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if access.actor() is not null then
        perform cases.release_files(case tg_table_name when 'person' then (to_jsonb(old) ->> 'id')::uuid else (to_jsonb(old) ->> 'person_id')::uuid end);
    end if;
    return null;
end $$;
create trigger released_by_an_end after update of valid_until on access.person_role for each row
    when (new.valid_until < old.valid_until and old.role = 'CASE_SUPERVISOR') execute function cases.released_by_an_end();
create trigger released_by_an_end after update of contract_until on access.person for each row
    when (new.contract_until < old.contract_until) execute function cases.released_by_an_end();
create trigger released_by_an_end after update of valid_until on access.deputy for each row
    when (new.valid_until < old.valid_until) execute function cases.released_by_an_end();
revoke execute on function access.leaders, cases.who_leads, cases.leads_shown, cases.release_files, cases.released_by_an_end from public;
grant execute on function cases.leads_shown to akoma_protection;

-- ---------- why a file was shared --------------------------------------------------------------------------------------
-- Why a file was shared, for those who work on it.
create table cases.share_reason (
    grant_id uuid constraint share_reason_pk primary key constraint share_reason_grant references access.file_grant,
    file_id  uuid not null constraint share_reason_file references cases.case_file,
    sealed   bytea not null);
create index share_reason_of_file on cases.share_reason (file_id);
call access.protect('cases.share_reason', 'file_id', 256, 'akoma_protection');
grant select, insert on cases.share_reason to akoma_protection;
