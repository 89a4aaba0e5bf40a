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
    follows_id     uuid constraint proposal_follows references access.organisation,   -- the successor that is to name who goes on with the child
    follow_since   timestamptz,
    followed_at    timestamptz,                                        -- named by the successor
    follow_called  timestamptz,                                        -- nobody was named in time: those who oversee the project were rung
    words          bytea,                                              -- for the authority, sealed under the file's key, until they are sent: read by handover.words_kept alone
    version        int not null default 1,
    constraint proposal_child unique (id, file_id),
    constraint proposal_follow check ((follows_id is null) = (follow_since is null) and (follow_since is not null or num_nonnulls(followed_at, follow_called) = 0)),
    constraint proposal_words check (words is null or state in ('BLOCKED', 'WITHDRAWN')),
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
create index proposal_unfollowed on handover.proposal (follow_since) where followed_at is null and follow_since is not null;
create index proposal_overlaps on handover.proposal (overlap_until) where state = 'ACCEPTED' and hands_at is null;
call access.protect('handover.proposal', 'file_id', 256, 'akoma_protection');
-- Consent, the checklist and what of it is missing come from many sections of the file: handover.shown reads them, point by point.
grant select (id, file_id, receiver_id, proposed_by, proposed_at, minimum, sent_at, state, ended_at, answer_how, answered_by, confirmed_by, receipt, overlap_until,
    worker_id, named_at, joint_visit_on, joint_visit_by, minimum_answer, escalated_at, hands_at, follows_id, follow_since, followed_at, follow_called, version) on handover.proposal to akoma_protection;
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
    good_on     date,                                                  -- of a check that was not good: asked again, all three are
    constraint checkup_pk primary key (proposal_id, days),
    constraint checkup_whole check (num_nulls(done_on, done_by, first_visit, in_place, goes_on) in (0, 5)),
    constraint checkup_good check (good_on is null or good_on >= done_on));
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
    select r.organisation_id into mine from access.person_role r where access.at_work() and r.person_id = access.actor() and access.works_as(access.actor(), 'PROJECT_MANAGER', r.organisation_id)
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
-- What the police take over is training alone: anyone who keeps visits, aid, the hotline or the data reads of children (trust.md G10).
create function handover.is_never_of(function text, owner uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select is_never_of.function <> 'TRAINING_REFRESHER' and coalesce(access.is_police(owner), false) $$;
create function handover.never_of_police() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if handover.is_never_of(new.function, new.owner_id) then raise exception 'handover.function-of-police' using errcode = 'check_violation'; end if;
    return new;
end $$;
create trigger never_of_police before insert on handover.function for each row execute function handover.never_of_police();
revoke execute on function handover.is_never_of, handover.never_of_police from public;
grant execute on function handover.is_never_of to akoma_protection;
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
-- The points that are the actor's to read, each by the section that it comes from, as in cases.file_shown (trust.md G8).
create function handover.points(file uuid) returns text[] stable language sql security definer set search_path = pg_catalog as $$
    select array(select i.item from (values ('PLAN', 32), ('RISK', 256), ('LAST_VISIT', 64), ('ADDRESS', 16), ('CSI', 64), ('EDUCATION', 32), ('SERVICES', 32),
                    ('LEGAL', 2), ('MEDICAL', 8), ('CONSENT', 2), ('ALERTS', 64), ('CHILDS_VIEW', 2), ('KEY_DATES', 64)) i (item, section)
                  where i.section & (select bit_or(g.reads) from access.held g where g.file_id = points.file) <> 0) $$;
-- A hand-over that has not been sent waits for consent and for nothing else: that there is one tells that consent is missing. Who does not read of consent sees
-- the file among those that are not proposed yet.
create function handover.reads_consent(file uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select 'CONSENT' = any (handover.points(file)) $$;
create policy unsent_by_consent on handover.proposal as restrictive for select to akoma_protection using (sent_at is not null or handover.reads_consent(file_id));
-- For who works on the file.
create function handover.checklist(file uuid) returns table (item text, met boolean, fact text) stable language sql security definer set search_path = pg_catalog as $$
    select i.item, i.met, i.fact from handover.items(file) i
     where access.works_on(file, 256) and access.sees(file, 64, false) and i.item = any (handover.points(file)) $$;
-- How many points are to be mended: of the list that the actor reads on the page of the file, which is computed today for who works on it; for all others, and of
-- what was accepted, of the list that was sent. Null for who reads no point of it: what was sent tells nothing of today. The board asks the same.
create function handover.to_mend(file uuid, proposal uuid, accepted boolean) returns bigint stable language plpgsql set search_path = pg_catalog as $$
declare points bigint; open bigint;
begin
    if not accepted then
        select count(*), count(*) filter (where not c.met) into points, open from handover.checklist(file) c;
        if points > 0 then return open; end if;
    end if;
    return (select s.missing from handover.shown(proposal) s where s.checklist <> '{}');
end $$;
-- What was written of a hand-over from the records, as far as it is the actor's to read. The authority that is asked reads all that was sent to it; who
-- oversees all reads how many points are missing, and not which.
create function handover.shown(proposal uuid) returns table (consent text, checklist jsonb, lacks text[], missing bigint)
stable language sql security definer set search_path = pg_catalog as $$
    with p as materialized (select x.*, handover.points(x.file_id) as points,
                   exists (select from access.file_grant g where g.id = x.id and g.holder = any (access.holders())
                              and g.valid_from <= access.moment() and g.valid_until > access.moment()) as asked
              from handover.proposal x where x.id = shown.proposal and handover.may_read(x.file_id))
    select case when p.asked or 'CONSENT' = any (p.points) then p.consent end, s.list, array(select l from unnest(p.lacks) l where p.asked or l = any (p.points)),
           (select count(*) from jsonb_each(case when access.everywhere() <> 0 then p.checklist else s.list end) j where not (j.value ->> 'met')::boolean)
      from p cross join lateral (select coalesce(jsonb_object_agg(j.key, j.value), '{}') as list from jsonb_each(p.checklist) j
                                  where p.asked or j.key = any (p.points)) s $$;
