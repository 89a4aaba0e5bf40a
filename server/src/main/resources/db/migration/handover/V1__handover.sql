-- ---------- responsibility changes hands -----------------------------------------------------------------------------------
-- A child's file is handed over to the authority that goes on with it (requirements.md 7): its supervisor proposes, the authority accepts or returns it, and
-- responsibility changes at the acceptance alone. Who holds the child's custody is another matter, which a court decides. For some weeks both sides work on
-- the file; then the former side reads. No login writes these tables: the functions below do, in the name of who acts.
grant usage on schema handover to akoma_protection, akoma_custody, akoma_administration, akoma_statistics;

-- WAITING: sent, and not answered yet. BLOCKED: nothing has left, for want of consent.
create table handover.proposal (
    id             uuid constraint proposal_pk primary key,
    file_id        uuid not null constraint proposal_file references cases.case_file,
    receiver_id    uuid not null constraint proposal_receiver references access.organisation,
    proposed_by    uuid not null constraint proposal_by references access.person,
    proposed_at    timestamptz not null,
    consent        text not null constraint proposal_consent check (consent in ('GIVEN', 'REFUSED', 'WITHDRAWN', 'NOT_OBTAINABLE', 'NOT_ASKED')),
    checklist      jsonb not null,                                     -- as the records were when it was proposed, sent, and answered: codes, days and numbers
    minimum        boolean not null default false,                     -- without consent, as two people decided: what is handed over is who and where the child is
    sent_at        timestamptz,
    state          text not null constraint proposal_state check (state in ('BLOCKED', 'WAITING', 'ACCEPTED', 'RETURNED', 'WITHDRAWN')),
    ended_at       timestamptz,                                        -- answered or taken back
    answer_how     text constraint proposal_answer_how check (answer_how in ('HERE', 'WRITTEN')),
    answered_by    uuid constraint proposal_answered_by references access.person,   -- WRITTEN: who entered the letter
    confirmed_by   uuid constraint proposal_confirmed_by references access.person,  -- WRITTEN: who read it too
    lacks          text[] not null default '{}',                       -- what the authority misses, codes of the checklist
    receipt        bytea,                                              -- SHA-256 of what was accepted, when and by whom
    overlap_until  date,                                               -- the first day on which the former side writes no more
    worker_id      uuid constraint proposal_worker references access.person,   -- who goes on with the child at the authority
    named_at       timestamptz,
    joint_visit_on date,
    joint_visit_by uuid constraint proposal_joint_visit_by references access.person,
    minimum_answer uuid,                                               -- the newest answer about consent that both knew; another one since ends their agreement
    escalated_at   timestamptz,                                        -- nobody had answered in time: those who oversee the project were rung
    hands_at       timestamptz,                                        -- the overlap is over: the file is the authority's, or has ended here
    version        int not null default 1,
    constraint proposal_sent check (sent_at is not null or state in ('BLOCKED', 'WITHDRAWN')),
    constraint proposal_ended check ((ended_at is null) = (state in ('BLOCKED', 'WAITING'))),
    constraint proposal_answered check ((answered_by is null) = (state not in ('ACCEPTED', 'RETURNED')) and (answered_by is null) = (answer_how is null)),
    constraint proposal_confirmed check ((confirmed_by is null) = (answer_how is distinct from 'WRITTEN') and confirmed_by <> answered_by),
    constraint proposal_accepted check ((receipt is null) = (state <> 'ACCEPTED') and (overlap_until is null) = (state <> 'ACCEPTED')));
create index proposal_of_file on handover.proposal (file_id, proposed_at desc);
create index proposal_of_receiver on handover.proposal (receiver_id, state);
-- One at a time. Once the file is the authority's, it may hand it on to another: the child moved to another country.
create unique index proposal_one_runs on handover.proposal (file_id) where state in ('BLOCKED', 'WAITING') or state = 'ACCEPTED' and hands_at is null;
create unique index proposal_one_accepted on handover.proposal (file_id) where state = 'ACCEPTED' and hands_at is null;
create index proposal_waits on handover.proposal (sent_at) where state = 'WAITING';
create index proposal_overlaps on handover.proposal (overlap_until) where state = 'ACCEPTED' and hands_at is null;
call access.protect('handover.proposal', 'file_id', 256, 'akoma_protection');
grant select on handover.proposal to akoma_protection;
-- How a file stands on its way is for who works on it, who oversees all, and the authority that is asked; not for a school, a shelter, a provider or an evaluator.
create procedure handover.not_for_receivers(tab regclass) language plpgsql as $p$
begin
    execute format('create policy not_for_receivers on %s as restrictive for select to akoma_protection using ((select access.everywhere()) <> 0 or exists (
        select from access.held g where g.file_id = %s.file_id and g.reads & 256 <> 0 and g.reason not in (''REFERRAL'', ''ENROLMENT'', ''SHELTER_STAY'', ''SAMPLE'') offset 0))',
        tab, split_part(tab::text, '.', 2));
end $p$;
call handover.not_for_receivers('handover.proposal');
-- The same for the page as a whole.
create function handover.may_read(file uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select access.everywhere() <> 0 or exists (
        select from access.file_grant g where g.file_id = may_read.file and g.holder = any (access.holders()) and g.sections & (access.ceilings())[g.way] & 256 <> 0
           and g.reason not in ('REFERRAL', 'ENROLMENT', 'SHELTER_STAY', 'SAMPLE') and g.valid_from <= access.moment() and g.valid_until > access.moment()) $$;

-- Who answers for the child from when on. Before the first row: the structure that leads the project.
create table handover.responsible (
    file_id         uuid not null constraint responsible_file references cases.case_file,
    since           timestamptz not null,
    organisation_id uuid not null constraint responsible_is references access.organisation,
    proposal_id     uuid not null constraint responsible_by references handover.proposal,
    by_mandate      boolean not null,                                  -- the successor of a structure that ended
    constraint responsible_pk primary key (file_id, since));
create index responsible_structure on handover.responsible (organisation_id);
call access.protect('handover.responsible', 'file_id', 256, 'akoma_protection');
grant select on handover.responsible to akoma_protection;
call handover.not_for_receivers('handover.responsible');

-- What is looked at again some weeks after the acceptance.
create table handover.checkup (
    proposal_id uuid not null constraint checkup_of references handover.proposal,
    days        int not null constraint checkup_days check (days in (30, 90)),
    file_id     uuid not null constraint checkup_file references cases.case_file,
    due_on      date not null,
    done_on     date,
    done_by     uuid constraint checkup_done_by references access.person,
    first_visit boolean,                                               -- the authority has visited the child
    in_place    boolean,                                               -- the child is where it was handed over
    goes_on     boolean,                                               -- the services that ran go on
    constraint checkup_pk primary key (proposal_id, days),
    constraint checkup_whole check (num_nulls(done_on, done_by, first_visit, in_place, goes_on) in (0, 5)));
create index checkup_of_file on handover.checkup (file_id);
create index checkup_due on handover.checkup (due_on) where done_on is null;
call access.protect('handover.checkup', 'file_id', 256, 'akoma_protection');
grant select on handover.checkup to akoma_protection;
call handover.not_for_receivers('handover.checkup');

-- ---------- the plan of the project ------------------------------------------------------------------------------------------
-- Each time it is written it is a new row, by a project manager; the newest holds.
create table handover.plan (
    id            uuid constraint plan_pk primary key,
    lead_id       uuid not null constraint plan_lead references access.organisation,   -- answers for children until an authority has accepted them
    ceremony_on   date,
    ends_on       date,
    overlap_until date,                                                -- a common end of the overlap; never less than the limit after the acceptance
    written_by    uuid not null constraint plan_by references access.person,
    written_at    timestamptz not null);
create index plan_in_order on handover.plan (written_at desc, id desc);
alter table handover.plan enable row level security;
create policy seen on handover.plan for select to akoma_protection, akoma_custody using ((select access.actor()) is not null);
grant select on handover.plan to akoma_protection, akoma_custody;
-- By a project manager, at this moment. Their own structure leads, or the one that leads already: nobody makes another structure answer for children.
create function handover.write_plan(id uuid, ceremony date, ends date, overlap date) returns text language plpgsql security definer set search_path = pg_catalog as $$
declare mine uuid; today date := (access.moment() at time zone 'UTC')::date; lead uuid;
begin
    select r.organisation_id into mine from access.person_role r where r.person_id = access.actor() and access.works_as(access.actor(), 'PROJECT_MANAGER', r.organisation_id)
       and r.role = 'PROJECT_MANAGER' order by r.valid_from limit 1;
    if mine is null or session_user <> 'akoma_protection' then return 'FORBIDDEN'; end if;
    if overlap > today + 120 then return 'TOO_LONG'; end if;
    if ends < ceremony or overlap < ceremony then return 'NOT_DUE'; end if;
    lead := coalesce(handover.mandate_on((select p.lead_id from handover.plan p order by p.written_at desc, p.id desc limit 1), today), mine);
    insert into handover.plan (id, lead_id, ceremony_on, ends_on, overlap_until, written_by, written_at)
    values (write_plan.id, lead, ceremony, ends, overlap, access.actor(), access.moment()) on conflict on constraint plan_pk do nothing;
    return 'DONE';
end $$;

-- What has to go on after the project, each with what it costs, who takes it over, from when and with whose money.
create table handover.function (
    id         uuid constraint function_pk primary key,
    function   text not null constraint function_known check (function in
        ('FOLLOW_UP_VISITS', 'SCHOOL_FEES', 'VOCATIONAL_FEES', 'HOTLINE', 'TRAINING_REFRESHER', 'DATA_SYSTEM')),
    cost       numeric(14, 2) constraint function_cost check (cost >= 0),   -- a month
    currency   text constraint function_currency check (currency in ('XOF', 'GHS', 'GNF')),
    owner_id   uuid constraint function_owner references access.organisation,
    money      text constraint function_money check (money in ('STATE_BUDGET', 'LOCAL_BUDGET', 'DONOR', 'NGO', 'NONE_YET')),
    starts_on  date,
    risk       text constraint function_risk check (risk in ('HIGH', 'MEDIUM', 'LOW')),
    note       text constraint function_note check (length(note) <= 500 and evaluation.is_safe(note)),
    written_by uuid not null constraint function_by references access.person,
    written_at timestamptz not null,
    constraint function_money_of check ((cost is null) = (currency is null)));
create index function_in_order on handover.function (function, written_at desc, id desc);
alter table handover.function enable row level security;
create policy seen on handover.function for select to akoma_protection, akoma_custody using ((select access.actor()) is not null);
create policy written on handover.function for insert to akoma_protection
    with check (written_by = (select access.actor()) and (select access.has_role(array['PROJECT_MANAGER'])));
create trigger by_oneself after insert on handover.function referencing new table as added for each statement execute function access.by_oneself('written_by');
grant select on handover.function to akoma_protection, akoma_custody;
grant insert on handover.function to akoma_protection;

-- What an authority has ready, as a project manager knows it: each writing is a new row, and the newest of a point holds (requirements.md 7, point 2).
create table handover.readiness (
    id              uuid constraint readiness_pk primary key,
    organisation_id uuid not null constraint readiness_of references access.organisation,
    item            text not null constraint readiness_known check (item in ('DATA_CLAUSES', 'TRAINED', 'BUDGET_LINE', 'MEMORANDUM')),
    met             boolean not null,
    note            text constraint readiness_note check (length(note) <= 500 and evaluation.is_safe(note)),
    written_by      uuid not null constraint readiness_by references access.person,
    written_at      timestamptz not null);
create index readiness_in_order on handover.readiness (organisation_id, item, written_at desc, id desc);
alter table handover.readiness enable row level security;
create policy seen on handover.readiness for select to akoma_protection, akoma_custody using ((select access.actor()) is not null);
create policy written on handover.readiness for insert to akoma_protection
    with check (written_by = (select access.actor()) and (select access.has_role(array['PROJECT_MANAGER'])));
create trigger by_oneself after insert on handover.readiness referencing new table as added for each statement execute function access.by_oneself('written_by');
grant select on handover.readiness to akoma_protection, akoma_custody;
grant insert on handover.readiness to akoma_protection;
-- Whether a note holds nothing of a child, as far as can be told.
create function handover.note_is_safe(note text) returns boolean stable language sql security definer set search_path = pg_catalog as $$ select evaluation.is_safe(note) $$;

-- ---------- who answers ------------------------------------------------------------------------------------------------------
-- Who has the mandate of a structure on a day: itself, or where it has ended by then its successor for the protection of children, or its only one. Of
-- authorities alone. Null: nobody, or two of which neither is preferred.
create function handover.mandate_on(structure uuid, day date) returns uuid stable language plpgsql security definer set search_path = pg_catalog as $$
declare holder access.organisation; following uuid[];
begin
    for step in 1 .. 20 loop
        select * into holder from access.organisation o where o.id = structure;
        if holder.id is null then return null; end if;
        if holder.valid_until > day then return holder.id; end if;
        following := array(select s.successor_id from access.organisation_successor s join access.organisation o on o.id = s.successor_id
                            where s.organisation_id = structure and o.valid_from <= holder.valid_until
                              and (o.kind in ('CENTRAL_GOVERNMENT', 'LOCAL_GOVERNMENT') or holder.kind not in ('CENTRAL_GOVERNMENT', 'LOCAL_GOVERNMENT')));
        if cardinality(following) > 1 then
            following := array(select o.id from access.organisation o where o.id = any (following) and o.mandate = 'CHILD_PROTECTION');
        end if;
        if cardinality(following) <> 1 then return null; end if;
        structure := following[1];
    end loop;
    return null;
end $$;

-- The structure that leads the project: as the plan says, else the one of its first project manager.
create function handover.lead_on(day date) returns uuid stable language sql security definer set search_path = pg_catalog as $$
    select coalesce(handover.mandate_on((select p.lead_id from handover.plan p where p.written_at < (day + 1)::timestamp at time zone 'UTC' order by p.written_at desc, p.id desc limit 1), day),
                    (select r.organisation_id from access.person_role r where r.role = 'PROJECT_MANAGER' and r.approved_at is not null order by r.valid_from, r.id limit 1)) $$;

-- Who answered for the child at the end of a day.
create function handover.responsible_on(file uuid, day date) returns uuid stable language sql security definer set search_path = pg_catalog as $$
    select coalesce(handover.mandate_on((select r.organisation_id from handover.responsible r
                                          where r.file_id = file and r.since < (day + 1)::timestamp at time zone 'UTC' order by r.since desc limit 1), day),
                    handover.lead_on(day)) $$;

-- Whether somebody of this structure can answer with an account of their own.
create function handover.has_people(structure uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.person_role r where r.organisation_id = structure and access.works_as(r.person_id, 'MINISTRY_OFFICER', structure)) $$;

-- For how many children a structure answers today; a number alone.
create function handover.children_of(structure uuid) returns bigint stable language sql security definer set search_path = pg_catalog as $$
    select count(*) from (select distinct on (r.file_id) r.file_id, r.organisation_id from handover.responsible r order by r.file_id, r.since desc) newest
     where newest.organisation_id in (select o.id from access.organisation o
                                       where handover.mandate_on(o.id, (access.moment() at time zone 'UTC')::date) = structure) $$;
-- What the records say of an authority: AGREEMENT, with the structure that leads, signed by both and running; FOCAL_POINT, a person with an account here or a
-- telephone that is kept. Null: the structure is none.
create function handover.is_ready(structure uuid, item text) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select case item
           when 'AGREEMENT' then exists (select from access.sharing_agreement a
                where (a.from_id, a.to_id) in ((handover.lead_on(today.d), structure), (structure, handover.lead_on(today.d)))
                  and (a.from_id <> structure or a.both_ways) and a.confirmed_at is not null and a.signed_on <= today.d and least(a.expires_on, a.ended_on) > today.d)
           when 'FOCAL_POINT' then handover.has_people(structure)
                or exists (select from referrals.structure_entry e where e.organisation_id = structure and (e.focal_id is not null or e.telephone is not null)) end
      from (select (access.moment() at time zone 'UTC')::date as d) today $$;

-- ---------- what is looked at before a file is handed over -----------------------------------------------------------------
-- Computed from the records (requirements.md 7, point 3). Facts are codes, days and numbers: no name, no place, nothing of health.
create function handover.items(file uuid) returns table (item text, met boolean, fact text) stable language plpgsql security definer set search_path = pg_catalog as $$
declare f cases.case_file; today date := (access.moment() at time zone 'UTC')::date; seen date; known date; n int; answer text; by_whom text;
begin
    select * into f from cases.case_file c where c.id = file;
    item := 'PLAN'; met := f.plan_approved_on is not null and (f.review_due is null or f.review_due >= today); fact := coalesce(f.review_due, f.plan_approved_on)::text;
    return next;
    item := 'RISK'; met := f.risk is not null; fact := f.risk; return next;
    select max(v.done_on) into seen from followup.visit v where v.file_id = file and v.child_seen;
    item := 'LAST_VISIT'; met := coalesce(seen >= today - access.limit_of('handover.last-visit.max', 30), false); fact := seen::text; return next;
    select p.since into known from cases.placement p where p.file_id = file and p.state = 'CURRENT' limit 1;
    item := 'ADDRESS'; met := known is not null and f.lost_since is null; fact := known::text; return next;
    select max(c.on_day) into known from followup.csi c where c.file_id = file;
    item := 'CSI'; met := coalesce(known >= today - access.limit_of('handover.csi.max', 90), false); fact := known::text; return next;
    select e.pathway into answer from assistance.enrolment e where e.file_id = file and e.ends_on is null order by e.starts_on desc limit 1;
    item := 'EDUCATION'; met := answer is not null; fact := answer; return next;
    select count(*) into n from assistance.service s where s.file_id = file and s.state = 'STARTED';
    item := 'SERVICES'; met := not exists (select from assistance.service s where s.file_id = file and s.state = 'PLANNED'); fact := n::text; return next;
    item := 'LEGAL'; met := f.victim_status <> 'PRESUMED_VICTIM' and f.guardian_on is not null; fact := f.victim_status; return next;
    item := 'MEDICAL'; met := f.medical_screened_at is not null; fact := (f.medical_screened_at at time zone 'UTC')::date::text; return next;
    select c.status, c.given_by into answer, by_whom from cases.consent c where c.file_id = file and c.purpose = 'TRANSFER_TO_AUTHORITY' order by c.at desc, c.id desc limit 1;
    item := 'CONSENT'; met := cases.may_be_transferred(file); fact := coalesce(answer, 'NOT_ASKED'); return next;
    select count(*) into n from followup.alert a where a.file_id = file and a.closed_at is null;
    item := 'ALERTS'; met := n = 0; fact := n::text; return next;
    item := 'CHILDS_VIEW'; met := answer is not null and by_whom like 'CHILD%'; fact := null; return next;
    item := 'KEY_DATES'; met := coalesce(f.next_visit_due >= today, false); fact := f.next_visit_due::text; return next;
end $$;
create function handover.checklist_now(file uuid, wanted text[] default null) returns jsonb stable language sql security definer set search_path = pg_catalog as $$
    select jsonb_object_agg(i.item, jsonb_build_object('met', i.met, 'fact', i.fact)) from handover.items(file) i where wanted is null or i.item = any (wanted) $$;
-- For who works on the file.
create function handover.checklist(file uuid) returns table (item text, met boolean, fact text) stable language sql security definer set search_path = pg_catalog as $$
    select i.item, i.met, i.fact from handover.items(file) i where access.works_on(file, 256) and access.sees(file, 64, false) $$;

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
-- The authorities to which a file can be handed over today, for who holds it: of the country where the child lives or will live, with the mandate for the
-- protection of children where one is written, and not the one that answers already.
create function handover.receivers(file uuid) returns setof uuid stable language sql security definer set search_path = pg_catalog as $$
    select o.id from access.organisation o join cases.case_file f on f.id = receivers.file
     where access.keeps(file, 256, true) and o.kind in ('CENTRAL_GOVERNMENT', 'LOCAL_GOVERNMENT') and o.valid_from <= (access.moment() at time zone 'UTC')::date
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
    update handover.proposal x set state = 'WAITING', sent_at = access.moment(), version = x.version + 1,
           checklist = handover.checklist_now(p.file_id, handover.shown_items(p))
     where x.id = p.id;
    if not handover.has_people(p.receiver_id) then return; end if;
    insert into access.decision (id, kind, file_id, organisation_id, section, subject, version, authors, proposed_by, proposed_at, why, proposal)
    values (p.id, 'HANDOVER', p.file_id, p.receiver_id, 256, p.id, 1, '{}', access.actor(), access.moment(), dispatch.why, dispatch.proposal);
    insert into access.file_grant (id, file_id, grantee_kind, grantee, sections, may_write, valid_from, reason, given_by)
    select p.id, p.file_id, 'DESK', o.desk_id, 256, false, access.moment(), 'TRANSFER', access.actor() from access.organisation o where o.id = p.receiver_id;
end $$;

-- Whether this person recorded the yes that followed a no: who wants to hand a file over does not turn the child's no alone.
create function handover.turned_the_no(file uuid, person uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from cases.consent n where n.file_id = file and n.purpose = 'TRANSFER_TO_AUTHORITY' and n.status in ('REFUSED', 'WITHDRAWN'))
       and person = (select y.recorded_by from cases.consent y where y.file_id = file and y.purpose = 'TRANSFER_TO_AUTHORITY' and y.status = 'GIVEN'
                      order by y.at desc, y.id desc limit 1) $$;
-- SENT, BLOCKED (kept, and nothing left: consent is missing), FORBIDDEN, OWN_YES, NO_RECEIVER, CLOSED, WAITS (one waits, or was accepted).
create function handover.propose(id uuid, file uuid, receiver uuid, why bytea, proposal bytea) returns text language plpgsql security definer set search_path = pg_catalog as $$
declare f cases.case_file; p handover.proposal; answer text;
begin
    select * into f from cases.case_file c where c.id = file for update;
    if f.id is null or not handover.leads(f) then return 'FORBIDDEN'; end if;
    if f.closed_at is not null then return 'CLOSED'; end if;
    if exists (select from handover.proposal x where x.file_id = file and (x.state in ('BLOCKED', 'WAITING') or x.state = 'ACCEPTED' and x.hands_at is null)) then
        return 'WAITS';
    end if;
    if not receiver in (select handover.receivers(file)) then return 'NO_RECEIVER'; end if;
    if cases.may_be_transferred(file) and handover.turned_the_no(file, access.actor()) then return 'OWN_YES'; end if;
    select c.status into answer from cases.consent c where c.file_id = file and c.purpose = 'TRANSFER_TO_AUTHORITY' order by c.at desc, c.id desc limit 1;
    if cases.stays_refused(file, 'TRANSFER_TO_AUTHORITY') then answer := 'REFUSED'; end if;   -- a no that holds, on whatever day it was said
    insert into handover.proposal (id, file_id, receiver_id, proposed_by, proposed_at, consent, checklist, state)
    values (propose.id, file, receiver, access.actor(), access.moment(), coalesce(answer, 'NOT_ASKED'), handover.checklist_now(file), 'BLOCKED') returning * into p;
    if not cases.may_be_transferred(file) then return 'BLOCKED'; end if;
    perform handover.dispatch(p, why, proposal);
    return 'SENT';
end $$;
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
        if handover.turned_the_no(p.file_id, access.actor()) or handover.turned_the_no(p.file_id, p.proposed_by) then return 'OWN_YES'; end if;
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
revoke execute on function handover.turned_the_no, handover.ends_with_a_no from public;

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
    if p.id is null
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
          or not exists (select from access.organisation o where o.id = p.receiver_id and o.valid_from <= today and o.valid_until > today) then
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
    update handover.proposal x set worker_id = worker, named_at = coalesce(x.named_at, access.moment()), version = x.version + 1 where x.id = p.id;
    return 'DONE';
end $$;
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
-- What became of the child: by who still reads or works on the file, from the day it is due. DONE, FORBIDDEN, NOT_DUE, DONE_ALREADY.
create function handover.check_up(proposal uuid, days int, first_visit boolean, in_place boolean, goes_on boolean) returns text
language plpgsql security definer set search_path = pg_catalog as $$
declare c handover.checkup; today date := (access.moment() at time zone 'UTC')::date;
begin
    select * into c from handover.checkup x where x.proposal_id = proposal and x.days = check_up.days for update;
    if c.proposal_id is null or not access.keeps(c.file_id, 64, false) or not access.works_on(c.file_id, 64) then return 'FORBIDDEN'; end if;
    if c.done_on is not null then return 'DONE_ALREADY'; end if;
    if c.due_on - 5 > today then return 'NOT_DUE'; end if;
    update handover.checkup x set done_on = today, done_by = access.actor(), first_visit = check_up.first_visit, in_place = check_up.in_place, goes_on = check_up.goes_on
     where x.proposal_id = proposal and x.days = check_up.days;
    if not (first_visit and in_place and goes_on) then
        perform access.ring(array(select access.who_oversee()) || (select f.supervisor_id from cases.case_file f where f.id = c.file_id), 'task', proposal);
    end if;
    return 'DONE';
end $$;

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
-- Whoever answers today goes on somewhere on that day, whatever has ended.
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
    if session_user <> 'akoma_protection' or not exists (select from access.person_role r where r.person_id = access.actor()
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
            if cases.closure_bar(f.id, 'TRANSFERRED') is not null and p.overlap_until < (p.ended_at at time zone 'UTC')::date + 120 then
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
-- Of the supervisor, who asks again or asks another authority; and what comes next of each hand-over.
create view handover.due_answer with (security_invoker = true) as
    select 'handover.no-answer' as kind, p.id, p.file_id, f.supervisor_id as worker_id, f.organisation_id,
           cases.after_working_days(p.sent_at, access.limit_of('handover.acceptance.max', 10)) as due_at
      from handover.proposal p join cases.case_file f on f.id = p.file_id
     where p.state = 'WAITING' and p.escalated_at is not null
    union all
    -- an authority that has nobody here answers in writing: the worker enters it
    select 'handover.letter', p.id, p.file_id, f.worker_id, f.organisation_id, cases.after_working_days(p.sent_at, access.limit_of('handover.acceptance.max', 10))
      from handover.proposal p join cases.case_file f on f.id = p.file_id
     where p.state = 'WAITING' and not handover.has_people(p.receiver_id)
       and not exists (select from access.decision d where d.kind = 'HANDOVER_WRITTEN' and d.subject = p.id and d.state = 'WAITING')
    union all
    -- who accepted the child names who goes on with it
    select 'handover.name-worker', p.id, p.file_id, p.answered_by, p.receiver_id, p.overlap_until::timestamp at time zone 'UTC'
      from handover.proposal p where p.state = 'ACCEPTED' and p.answer_how = 'HERE' and p.worker_id is null and not p.minimum and p.hands_at is null
    union all
    select 'handover.joint-visit', p.id, p.file_id, f.worker_id, f.organisation_id, p.overlap_until::timestamp at time zone 'UTC'
      from handover.proposal p join cases.case_file f on f.id = p.file_id
     where p.state = 'ACCEPTED' and p.joint_visit_on is null and not p.minimum and p.hands_at is null and f.closed_at is null;
grant select on handover.due_answer to akoma_protection;
create view handover.was_due_answer with (security_invoker = true) as
    select 'handover.no-answer' as kind, p.id, p.file_id, f.supervisor_id as worker_id, f.organisation_id, p.escalated_at as since,
           cases.after_working_days(p.sent_at, access.limit_of('handover.acceptance.max', 10)) as due_at, p.ended_at as done_at, f.closed_at
      from handover.proposal p join cases.case_file f on f.id = p.file_id where p.escalated_at is not null
    union all
    select 'handover.letter', p.id, p.file_id, f.worker_id, f.organisation_id, p.sent_at,
           cases.after_working_days(p.sent_at, access.limit_of('handover.acceptance.max', 10)), p.ended_at, f.closed_at
      from handover.proposal p join cases.case_file f on f.id = p.file_id where p.sent_at is not null and p.answer_how is distinct from 'HERE' and not handover.has_people(p.receiver_id)
    union all
    select 'handover.name-worker', p.id, p.file_id, p.answered_by, p.receiver_id, p.ended_at, p.overlap_until::timestamp at time zone 'UTC', least(p.named_at, p.hands_at), null
      from handover.proposal p where p.state = 'ACCEPTED' and p.answer_how = 'HERE' and not p.minimum
    union all
    select 'handover.joint-visit', p.id, p.file_id, f.worker_id, f.organisation_id, p.ended_at, p.overlap_until::timestamp at time zone 'UTC',
           least(p.joint_visit_on::timestamp at time zone 'UTC', p.hands_at), f.closed_at
      from handover.proposal p join cases.case_file f on f.id = p.file_id where p.state = 'ACCEPTED' and not p.minimum;
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
    if session_user <> 'akoma_protection' or not exists (select from access.person_role r where r.person_id = access.actor()
          and r.role = 'PROJECT_MANAGER' and access.works_as(access.actor(), 'PROJECT_MANAGER', r.organisation_id)) then return 'FORBIDDEN'; end if;
    perform pg_advisory_xact_lock(hashtext('handover.project_end'));
    if exists (select from handover.project_end e where e.agreed_at is not null) then return 'CLOSED'; end if;
    if exists (select from access.decision d where d.kind = 'PROJECT_END' and d.state = 'WAITING') then return 'WAITS'; end if;
    insert into handover.project_end (id, asked_by, asked_at) values (ask_end.id, access.actor(), access.moment());
    insert into handover.exception (end_id, file_id, state) select ask_end.id, n.file_id, n.state from handover.not_accepted() n;
    return 'DONE';
end $$;
-- What both read: the files without an authority that answers for the child. For who may ask for the end, or agree to it.
create function handover.exceptions(of uuid) returns table (code text, state text) stable language sql security definer set search_path = pg_catalog as $$
    select f.code, x.state from handover.exception x join cases.case_file f on f.id = x.file_id
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
grant execute on function handover.has_people, handover.may_read, handover.write_plan, handover.is_consented, handover.checklist, handover.receivers, handover.propose, handover.send, handover.take_back, handover.say_lacks,
    handover.name_worker, handover.visited_together, handover.check_up, handover.responsible_on to akoma_protection;
grant execute on function handover.ask_end, handover.note_is_safe, handover.is_ready, handover.children_of, handover.widen, handover.refresh, handover.newest_answer, handover.lead_on, handover.ask_succession to akoma_protection;

grant execute on function handover.exceptions, handover.exceptions_stand, handover.minimum_stands, handover.is_ready, handover.children_of, handover.has_people to akoma_protection, akoma_custody;
grant execute on function handover.report_summary to akoma_statistics;
grant execute on function handover.follow_mandates, handover.end_overlaps, handover.escalate to akoma_administration;
