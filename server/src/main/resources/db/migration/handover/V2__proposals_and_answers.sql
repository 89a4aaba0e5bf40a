-- ---------- proposing ----------------------------------------------------------------------------------------------------------
insert into access.decision_kind (kind, roles, proposers, section) values
    ('HANDOVER', '{MINISTRY_OFFICER,CASE_SUPERVISOR}', '{CASE_SUPERVISOR}', 256),
    ('HANDOVER_WRITTEN', '{CASE_SUPERVISOR}', '{CASE_WORKER}', 256),
    ('HANDOVER_MINIMUM', '{DATA_PROTECTION_OFFICER}', '{CASE_SUPERVISOR}', null),
    ('AUTHORITY_END', '{DATA_PROTECTION_OFFICER}', '{PROJECT_MANAGER}', null),
    ('PROJECT_END', '{PROJECT_MANAGER,DATA_PROTECTION_OFFICER}', '{PROJECT_MANAGER}', null);

-- Authorities whose end one person wrote, while they answered for nobody: they answer for nobody either until two people agree to that end, and to who follows.
create table handover.end_by_one (
    organisation_id uuid constraint end_by_one_pk primary key constraint end_by_one_of references access.organisation,
    written_by      uuid not null constraint end_by_one_by references access.person,
    written_at      timestamptz not null);
alter table handover.end_by_one enable row level security;
create function handover.is_ended_by_one(structure uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from handover.end_by_one e where e.organisation_id = structure) $$;
-- Asked again with each step: only an authority answers for a child.
create function handover.is_authority(structure uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.organisation o where o.id = structure and o.kind in ('CENTRAL_GOVERNMENT', 'LOCAL_GOVERNMENT')) $$;
-- The authorities to which a file can be handed over today, for who holds it: of the country where the child lives or will live, with the mandate for the
-- protection of children where one is written, and not the one that answers already.
create function handover.receivers(file uuid) returns setof uuid stable language sql security definer set search_path = pg_catalog as $$
    select o.id from access.organisation o join cases.case_file f on f.id = receivers.file
     where access.keeps(file, 256, true) and handover.is_authority(o.id) and o.valid_from <= (access.moment() at time zone 'UTC')::date
       and o.country = f.country and coalesce(o.mandate, 'CHILD_PROTECTION') = 'CHILD_PROTECTION'
       and o.id is distinct from handover.responsible_on(file, (access.moment() at time zone 'UTC')::date)
       and o.valid_until > (access.moment() at time zone 'UTC')::date
       -- one whose end is written is asked only where somebody goes on
       and (o.valid_until = 'infinity' or handover.mandate_on(o.id, o.valid_until) is not null)
       and not handover.is_ended_by_one(o.id) $$;

-- Whether the actor supervises this file; a colleague of the structure where nobody does any more.
create function handover.leads(f cases.case_file) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select session_user = 'akoma_protection' and access.keeps(f.id, 256, true)
       and (f.supervisor_id = access.actor() and access.may_lead(access.actor(), f.organisation_id)
            or access.leads(f.organisation_id) and not coalesce(access.may_lead(f.supervisor_id, f.organisation_id), false)) $$;

-- What leaves to the authority that is asked: that there is a file, and what its checklist says. Not who the child is.
create function handover.dispatch(p handover.proposal, why bytea, proposal bytea) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
    update handover.proposal x set state = 'WAITING', words = null, sent_at = access.moment(), version = x.version + 1,
           checklist = handover.checklist_now(p.file_id, handover.shown_items(p))
     where x.id = p.id;
    if not handover.has_people(p.receiver_id) then return; end if;
    insert into access.decision (id, kind, file_id, organisation_id, section, subject, version, authors, proposed_by, proposed_at, why, proposal)
    values (p.id, 'HANDOVER', p.file_id, p.receiver_id, 256, p.id, 1, '{}', access.actor(), access.moment(), dispatch.why, dispatch.proposal);
    insert into access.file_grant (id, file_id, grantee_kind, grantee, sections, may_write, valid_from, reason, given_by)
    select p.id, p.file_id, 'DESK', o.desk_id, 256, false, access.moment(), 'TRANSFER', access.actor() from access.organisation o where o.id = p.receiver_id;
end $$;

-- SENT, BLOCKED (kept, and nothing left: consent is missing), FORBIDDEN, OWN_YES, NO_RECEIVER, CLOSED, WAITS (one waits, or was accepted).
create function handover.propose(id uuid, file uuid, receiver uuid, why bytea, proposal bytea, words bytea default null) returns text language plpgsql security definer set search_path = pg_catalog as $$
declare f cases.case_file; p handover.proposal; answer text;
begin
    select * into f from cases.case_file c where c.id = file for update;
    if f.id is null or not handover.leads(f) then return 'FORBIDDEN'; end if;
    if f.closed_at is not null then return 'CLOSED'; end if;
    if exists (select from handover.proposal x where x.file_id = file and (x.state in ('BLOCKED', 'WAITING') or x.state = 'ACCEPTED' and x.hands_at is null)) then
        return 'WAITS';
    end if;
    if not receiver in (select handover.receivers(file)) then return 'NO_RECEIVER'; end if;
    if cases.may_be_transferred(file) and cases.turned_the_no(file, access.actor()) then return 'OWN_YES'; end if;
    select c.status into answer from cases.consent c where c.file_id = file and c.purpose = 'TRANSFER_TO_AUTHORITY' order by c.at desc, c.id desc limit 1;
    if cases.stays_refused(file, 'TRANSFER_TO_AUTHORITY') then answer := 'REFUSED'; end if;   -- a no that holds, on whatever day it was said
    insert into handover.proposal (id, file_id, receiver_id, proposed_by, proposed_at, consent, checklist, state, words)
    values (propose.id, file, receiver, access.actor(), access.moment(), coalesce(answer, 'NOT_ASKED'), handover.checklist_now(file), 'BLOCKED', propose.words) returning * into p;
    if not cases.may_be_transferred(file) then return 'BLOCKED'; end if;
    perform handover.dispatch(p, why, proposal);
    return 'SENT';
end $$;
-- What the supervisor wrote for the authority while nothing may leave, for who leads the file: not for the authority, which is asked by sending alone.
create function handover.words_kept(id uuid) returns bytea stable language sql security definer set search_path = pg_catalog as $$
    select p.words from handover.proposal p join cases.case_file f on f.id = p.file_id where p.id = words_kept.id and p.state = 'BLOCKED' and handover.leads(f) $$;
-- What was blocked leaves once consent is there, or two people agreed to the minimum. SENT, BLOCKED, FORBIDDEN, OWN_YES, NO_RECEIVER, NOT_WAITING.
create function handover.send(id uuid, why bytea, proposal bytea) returns text language plpgsql security definer set search_path = pg_catalog as $$
declare f cases.case_file; p handover.proposal;
begin
    select * into p from handover.proposal x where x.id = send.id for update;
    select * into f from cases.case_file c where c.id = p.file_id;
    if f.id is null or not handover.leads(f) then return 'FORBIDDEN'; end if;
    if p.state <> 'BLOCKED' or f.closed_at is not null then return 'NOT_WAITING'; end if;
    if not p.receiver_id in (select handover.receivers(p.file_id)) then return 'NO_RECEIVER'; end if;
    if cases.may_be_transferred(p.file_id) then
        if cases.turned_the_no(p.file_id, access.actor()) or cases.turned_the_no(p.file_id, p.proposed_by) then return 'OWN_YES'; end if;
        update handover.proposal x set consent = 'GIVEN', minimum = false where x.id = p.id;
    elsif not handover.minimum_holds(p) then return 'BLOCKED'; end if;
    perform handover.dispatch(p, why, proposal);
    return 'SENT';
end $$;
-- Taken back by who leads the file: DONE, FORBIDDEN, NOT_WAITING.
create function handover.take_back(id uuid) returns text language plpgsql security definer set search_path = pg_catalog as $$
declare f cases.case_file; p handover.proposal;
begin
    select * into p from handover.proposal x where x.id = take_back.id for update;
    select * into f from cases.case_file c where c.id = p.file_id;
    if f.id is null or not handover.leads(f) then return 'FORBIDDEN'; end if;
    if p.state not in ('BLOCKED', 'WAITING') then return 'NOT_WAITING'; end if;
    perform handover.withdrawn(p.id);
    return 'DONE';
end $$;
-- What waits about a hand-over waits no more, but this one; deputies who saw the file for it see it no more.
create function handover.replace_waiting(of uuid, but uuid, moment timestamptz) returns void language plpgsql security definer set search_path = pg_catalog as $$
declare d uuid;
begin
    for d in update access.decision x set state = 'REPLACED', ended_at = moment
              where x.subject = of and x.kind like 'HANDOVER%' and x.state = 'WAITING' and x.id is distinct from but returning x.id loop
        update access.file_grant g set valid_until = greatest(moment, g.valid_from) where g.decision_id = d and g.valid_until > moment;
    end loop;
end $$;
create function handover.withdrawn(of uuid) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
    update handover.proposal x set state = 'WITHDRAWN', ended_at = access.moment(), version = x.version + 1 where x.id = withdrawn.of and x.state in ('BLOCKED', 'WAITING');
    if not found then return; end if;
    perform handover.replace_waiting(withdrawn.of, null, access.moment());
    update access.file_grant g set valid_until = greatest(g.valid_from, access.moment()) + interval '1 microsecond' where g.id = withdrawn.of and g.valid_until > access.moment();
end $$;

-- A no ends what was sent, and what the authority sees of it: a new yes is asked about anew, and nobody accepts what was proposed before the no.
create function handover.ends_with_a_no() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare p handover.proposal;
begin
    if session_user <> 'akoma_protection' then return null; end if;
    select * into p from handover.proposal x where x.file_id = new.file_id and x.state = 'WAITING' for update;
    if p.id is null then return null; end if;
    perform handover.withdrawn(p.id);
    update handover.proposal x set consent = new.status where x.id = p.id;
    perform access.ring(array[p.proposed_by], 'task');
    return null;
end $$;
create trigger ends_with_a_no after insert on cases.consent for each row
    when (new.purpose = 'TRANSFER_TO_AUTHORITY' and new.status in ('REFUSED', 'WITHDRAWN')) execute function handover.ends_with_a_no();
revoke execute on function handover.ends_with_a_no from public;

-- A request for an answer is made by sending alone; one that came in writing while the authority has nobody here; the minimum while the proposal is blocked.
create function handover.newest_answer(file uuid) returns uuid stable language sql security definer set search_path = pg_catalog as $$
    select c.id from cases.consent c where c.file_id = file and c.purpose = 'TRANSFER_TO_AUTHORITY' order by c.recorded_at desc, c.id desc limit 1 $$;
-- Whether the minimum may leave as two people decided: nothing was answered since.
create function handover.minimum_holds(p handover.proposal) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select p.minimum and p.minimum_answer = handover.newest_answer(p.file_id) $$;
-- The same before the second person agrees, for who decides it and sees no file.
create function handover.minimum_stands(proposal uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from handover.proposal p where p.id = proposal and p.state = 'BLOCKED' and p.minimum_answer = handover.newest_answer(p.file_id)) $$;
create function handover.asked_rightly() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare p handover.proposal;
begin
    select * into p from handover.proposal x where x.id = new.subject;
    if p.id is null or not handover.is_authority(p.receiver_id)
       or new.kind = 'HANDOVER' and (p.state <> 'WAITING' or p.sent_at <> access.moment() or new.organisation_id <> p.receiver_id or new.file_id <> p.file_id)
       or new.kind = 'HANDOVER_WRITTEN' and (p.state <> 'WAITING' or new.file_id <> p.file_id or handover.has_people(p.receiver_id)
                                             or (new.record ->> 'written_on')::date < (p.sent_at at time zone 'UTC')::date)
       or new.kind = 'HANDOVER_MINIMUM' and p.state <> 'BLOCKED' then
        raise exception 'handover.not-asked-so' using errcode = 'insufficient_privilege';
    end if;
    if new.kind = 'HANDOVER_MINIMUM' then
        update handover.proposal x set minimum = false, minimum_answer = handover.newest_answer(x.file_id),
               consent = case when cases.stays_refused(x.file_id, 'TRANSFER_TO_AUTHORITY') then 'REFUSED' else x.consent end where x.id = p.id;
    end if;
    return new;
end $$;
create trigger asked_rightly before insert on access.decision for each row
    when (new.kind in ('HANDOVER', 'HANDOVER_WRITTEN', 'HANDOVER_MINIMUM')) execute function handover.asked_rightly();
create function handover.may_ask_minimum(proposal uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from handover.proposal p join cases.case_file f on f.id = p.file_id
                    where p.id = proposal and p.state = 'BLOCKED' and handover.leads(f)
                      -- the child was asked, or could not be
                      and (select c.status from cases.consent c where c.file_id = f.id and c.purpose = 'TRANSFER_TO_AUTHORITY' order by c.at desc, c.id desc limit 1)
                          in ('REFUSED', 'WITHDRAWN', 'NOT_OBTAINABLE')) $$;

-- ---------- the answer ---------------------------------------------------------------------------------------------------------
-- What the authority is shown: all, or of a minimum where the child is and when it was seen.
create function handover.shown_items(p handover.proposal) returns text[] stable language sql security definer set search_path = pg_catalog as $$
    select case when p.minimum and not cases.may_be_transferred(p.file_id) then array['ADDRESS', 'LAST_VISIT'] end $$;
-- Whether a point that was in order when the authority last read the list is so no more: the child is missing, an alert is open.
create function handover.got_worse(p handover.proposal) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from jsonb_each(p.checklist) sent join handover.items(p.file_id) i on i.item = sent.key where (sent.value ->> 'met')::boolean and not i.met) $$;
-- The list anew, where it got worse, for who is about to accept or to confirm a letter: true, and they read it before they answer.
create function handover.refresh(proposal uuid) returns boolean language plpgsql security definer set search_path = pg_catalog as $$
declare p handover.proposal;
begin
    select * into p from handover.proposal x where x.id = refresh.proposal and x.state = 'WAITING' for update;
    if p.id is null or not access.sees(p.file_id, 256, false) or not handover.got_worse(p) then return false; end if;
    update handover.proposal x set checklist = handover.checklist_now(p.file_id, handover.shown_items(p)), version = x.version + 1 where x.id = p.id;
    return true;
end $$;
-- Whether it may be accepted as far as consent goes, for who sees that the file is there.
create function handover.is_consented(proposal uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from handover.proposal p where p.id = is_consented.proposal and access.sees(p.file_id, 256, false)
                      and (handover.minimum_holds(p) or cases.may_be_transferred(p.file_id))) $$;
-- Accepted: the authority answers for the child from this moment, and works on the file. The former side works on it until the overlap ends, and reads for
-- some months, so that it can look at what became of the child.
create function handover.accept(p handover.proposal, how text, answerer uuid, confirmer uuid) returns void language plpgsql security definer set search_path = pg_catalog as $$
declare today date := (access.moment() at time zone 'UTC')::date; f cases.case_file; desk uuid; until date; over timestamptz; g record;
begin
    select * into f from cases.case_file c where c.id = p.file_id for update;
    if not handover.minimum_holds(p) and not cases.may_be_transferred(p.file_id) then
        raise exception 'handover.no-consent' using errcode = 'insufficient_privilege';
    elsif handover.got_worse(p) then
        raise exception 'handover.changed' using errcode = 'insufficient_privilege';
    elsif f.closed_at is not null or handover.is_ended_by_one(p.receiver_id)
          or not exists (select from access.organisation o where o.id = p.receiver_id and handover.is_authority(o.id) and o.valid_from <= today and o.valid_until > today) then
        raise exception 'handover.not-to-be-accepted' using errcode = 'insufficient_privilege';
    end if;
    -- a common end of all files prolongs it, by a month at most beyond the limit
    until := greatest(today + access.limit_of('handover.overlap', 30),
                      (select case when x.overlap_until is not null then least(x.overlap_until, today + access.limit_of('handover.overlap', 30) + 31) end
                         from handover.plan x where x.written_at <= access.moment() order by x.written_at desc, x.id desc limit 1));
    over := until::timestamp at time zone 'UTC';
    update handover.proposal x set state = 'ACCEPTED', ended_at = access.moment(), answer_how = how, answered_by = answerer, confirmed_by = confirmer,
           overlap_until = until, version = x.version + 1,
           receipt = sha256(convert_to(p.id::text || p.file_id::text || p.receiver_id::text || p.checklist::text || answerer::text || access.moment()::text, 'UTF8'))
     where x.id = p.id;
    insert into handover.responsible values (p.file_id, access.moment(), p.receiver_id, p.id, false);
    insert into handover.checkup (proposal_id, days, file_id, due_on) select p.id, d, p.file_id, today + d from unnest(array[30, 90]) d;
    perform handover.replace_waiting(p.id, null, access.moment()), access.ring(array(select access.who_oversee()), 'task', p.id);
    select o.desk_id into desk from access.organisation o where o.id = p.receiver_id;
    update access.file_grant x set valid_until = greatest(x.valid_from, access.moment()) + interval '1 microsecond' where x.id = p.id and x.valid_until > access.moment();
    insert into access.file_grant (id, file_id, grantee_kind, grantee, sections, may_write, valid_from, reason, given_by)
    values (gen_random_uuid(), p.file_id, 'DESK', desk, case when p.minimum then 273 else 511 end, not p.minimum, access.moment(), 'TRANSFER', access.actor());  -- 273: who and where the child is, and the state
    -- the desk of an authority that hands the file on
    for g in select x.* from access.file_grant x where x.file_id = p.file_id and x.reason = 'TRANSFER' and x.grantee_kind = 'DESK' and x.grantee <> desk
                and x.valid_from <= access.moment() and x.valid_until > over loop
        update access.file_grant x set valid_until = over where x.id = g.id;
        insert into access.file_grant (id, file_id, grantee_kind, grantee, sections, may_write, valid_from, valid_until, reason, given_by)
        values (gen_random_uuid(), g.file_id, 'DESK', g.grantee, g.sections, false, over, over + make_interval(days => access.limit_of('handover.read-on', 90)), 'TRANSFER', g.given_by);
    end loop;
    for g in select x.* from access.file_grant x where x.file_id = p.file_id and x.reason in ('ASSIGNMENT', 'SUPERVISION', 'OWNING_STRUCTURE', 'SHARED')
                and x.valid_until > over and not handover.is_of(x, p.receiver_id) loop
        update access.file_grant x set valid_until = greatest(x.valid_from, over) where x.id = g.id;
        perform handover.read_after(x, over) from access.file_grant x where x.id = g.id;
    end loop;
end $$;
-- The minimum becomes the whole file once consent is there: the authority reads and writes what it would have from the beginning. DONE, FORBIDDEN,
-- NOT_ACCEPTED (or the whole already), BLOCKED (no consent), OWN_YES.
create function handover.widen(id uuid) returns text language plpgsql security definer set search_path = pg_catalog as $$
declare f cases.case_file; p handover.proposal; heard_by uuid;
begin
    select * into p from handover.proposal x where x.id = widen.id for update;
    select * into f from cases.case_file c where c.id = p.file_id;
    if f.id is null or not handover.leads(f) then return 'FORBIDDEN'; end if;
    if p.state <> 'ACCEPTED' or not p.minimum or p.hands_at is not null or f.closed_at is not null then return 'NOT_ACCEPTED'; end if;
    if not cases.may_be_transferred(p.file_id) then return 'BLOCKED'; end if;
    select y.recorded_by into heard_by from cases.consent y where y.file_id = p.file_id and y.purpose = 'TRANSFER_TO_AUTHORITY' and y.status = 'GIVEN'
     order by y.at desc, y.id desc limit 1;
    if heard_by in (access.actor(), p.proposed_by) then return 'OWN_YES'; end if;   -- nobody is asked after this: two people, also without a no before
    update handover.proposal x set minimum = false, consent = 'GIVEN', version = x.version + 1 where x.id = p.id;
    insert into access.file_grant (id, file_id, grantee_kind, grantee, sections, may_write, valid_from, reason, given_by)
    select gen_random_uuid(), p.file_id, 'DESK', o.desk_id, 511, true, access.moment(), 'TRANSFER', access.actor()
      from access.organisation o where o.id = handover.responsible_on(p.file_id, (access.moment() at time zone 'UTC')::date);
    return 'DONE';
end $$;
-- Whether a grant is held by a structure, or by one of its people.
create function handover.is_of(g access.file_grant, structure uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select case g.grantee_kind when 'ORGANISATION' then g.grantee = structure
                when 'PERSON' then exists (select from access.person p where p.id = g.grantee and p.organisation_id = structure) else false end $$;
-- What the former side reads after the overlap, so that it can look at what became of the child: who has a role that may.
create function handover.read_after(g access.file_grant, over timestamptz) returns void language sql security definer set search_path = pg_catalog as $$
    insert into access.file_grant (id, file_id, grantee_kind, grantee, sections, may_write, valid_from, valid_until, reason, given_by)
    select gen_random_uuid(), g.file_id, g.grantee_kind, g.grantee, 511, false, over, over + make_interval(days => access.limit_of('handover.read-on', 90)), 'TRANSFER', g.given_by
     where g.reason in ('ASSIGNMENT', 'SUPERVISION', 'OWNING_STRUCTURE')
       and (g.grantee_kind <> 'PERSON' or exists (select from access.person_role r join access.ceiling c on c.role = r.role and c.reason = 'TRANSFER'
            where r.person_id = g.grantee and r.approved_at <= over and r.valid_from <= over and r.valid_until > over))
       and not exists (select from access.file_grant o where o.file_id = g.file_id and o.holder = access.holder(g.grantee_kind, g.grantee) and o.reason = 'TRANSFER'
                          and o.valid_from = over and o.valid_until > over) $$;
-- Nobody is let in beyond the overlap by another way: what is given after the acceptance ends with it, and after it nothing is given but by and to the
-- structure that answers.
create function handover.within_overlap() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare p handover.proposal; over timestamptz; answers uuid;
begin
    select * into p from handover.proposal x where x.file_id = new.file_id and x.state = 'ACCEPTED' order by x.ended_at desc limit 1;
    if p.id is null then return new; end if;
    over := p.overlap_until::timestamp at time zone 'UTC';
    answers := handover.responsible_on(new.file_id, (new.valid_from at time zone 'UTC')::date);
    if handover.is_of(new, answers) or exists (select from access.person g where g.id = new.given_by and g.organisation_id = answers) then return new; end if;
    if new.valid_from >= over then return null; end if;
    new.valid_until := least(new.valid_until, over);
    perform handover.read_after(new, over);
    return new;
end $$;
create trigger within_overlap before insert on access.file_grant for each row
    when (new.reason in ('ASSIGNMENT', 'SUPERVISION', 'OWNING_STRUCTURE', 'SHARED', 'REFERRAL') and new.file_id is not null) execute function handover.within_overlap();

-- An answer is written with the decision, whatever the room does: the authority's own by its own people, one in writing as it was entered.
create function handover.answered() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare p handover.proposal; said text;
begin
    select * into p from handover.proposal x where x.id = new.subject for update;
    if new.kind = 'HANDOVER_MINIMUM' then
        if new.state = 'AGREED' and p.state = 'BLOCKED' then
            if p.minimum_answer is distinct from handover.newest_answer(p.file_id) then
                raise exception 'handover.answer-changed' using errcode = 'insufficient_privilege';
            end if;
            update handover.proposal x set minimum = true, version = x.version + 1 where x.id = p.id;
        end if;
        return null;
    end if;
    if p.state <> 'WAITING' then return null; end if;
    if new.kind = 'HANDOVER' and new.state in ('WITHDRAWN', 'REPLACED') then perform handover.withdrawn(p.id); return null; end if;
    if new.kind = 'HANDOVER' then
        if not exists (select from access.person_role r where r.person_id = new.decided_by and r.organisation_id = p.receiver_id
                          and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()) then
            raise exception 'handover.not-of-the-authority' using errcode = 'insufficient_privilege';
        end if;
        if new.state = 'AGREED' then perform handover.accept(p, 'HERE', new.decided_by, null);
        else perform handover.returned(p, 'HERE', new.decided_by, null); end if;
    elsif new.state = 'AGREED' then
        if handover.has_people(p.receiver_id) then raise exception 'handover.answers-here' using errcode = 'insufficient_privilege'; end if;
        said := new.record ->> 'answer';
        if said = 'ACCEPTED' then perform handover.accept(p, 'WRITTEN', new.proposed_by, new.decided_by);
        elsif said = 'RETURNED' then perform handover.returned(p, 'WRITTEN', new.proposed_by, new.decided_by);
        else raise exception 'handover.no-answer' using errcode = 'insufficient_privilege'; end if;
    end if;
    return null;
end $$;
create function handover.returned(p handover.proposal, how text, answerer uuid, confirmer uuid) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
    update handover.proposal x set state = 'RETURNED', ended_at = access.moment(), answer_how = how, answered_by = answerer, confirmed_by = confirmer, version = x.version + 1
     where x.id = p.id;
    perform handover.replace_waiting(p.id, null, access.moment());
    update access.file_grant g set valid_until = greatest(g.valid_from, access.moment()) + interval '1 microsecond' where g.id = p.id and g.valid_until > access.moment();
end $$;
create trigger handover_answered after update of state on access.decision for each row
    when (new.kind in ('HANDOVER', 'HANDOVER_WRITTEN', 'HANDOVER_MINIMUM') and old.state = 'WAITING' and new.state <> 'WAITING') execute function handover.answered();

-- What of the checklist the authority misses, by who returned the file, in the same transaction; of a letter by who confirmed it. False: it is too late.
create function handover.say_lacks(proposal uuid, lacks text[]) returns boolean language plpgsql security definer set search_path = pg_catalog as $$
begin
    update handover.proposal x set lacks = array(select distinct l from unnest(say_lacks.lacks) l where x.checklist ? l order by 1)
     where x.id = proposal and x.state = 'RETURNED' and x.ended_at = access.moment() and access.actor() in (x.answered_by, x.confirmed_by);
    return found;
end $$;
