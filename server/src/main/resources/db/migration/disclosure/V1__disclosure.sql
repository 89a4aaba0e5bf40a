-- ---------- what crosses from care to the police ---------------------------------------------------------------------------
-- An officer asks for named facts about one victim of an operation (requirements.md 8.2); the supervisor of the child's file and the data protection officer
-- decide, and only what was asked for and agreed to leaves, as a signed paper for who asked. Nobody of the police learns which file the victim's is, and
-- nobody of care which victim a file's child is. No login writes these tables: the functions below do, in the name of who acts.
grant usage on schema disclosure to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;

create table disclosure.counter (
    kind  text not null,
    year  int not null,
    given int not null,
    constraint counter_pk primary key (kind, year));
create function disclosure.next_number(kind text) returns text language sql security definer set search_path = pg_catalog as $$
    insert into disclosure.counter as c (kind, year, given) values (kind, extract(year from access.moment() at time zone 'UTC')::int, 1)
        on conflict on constraint counter_pk do update set given = c.given + 1
    returning kind || '-' || c.year || '-' || lpad(c.given::text, greatest(4, length(c.given::text)), '0') $$;

-- ---------- the link table ------------------------------------------------------------------------------------------------
-- Which file a slip became: by itself, or by the slip that answers for one that was sent back; of a child with two files, the one that goes on.
create function disclosure.file_of_slip(slip uuid) returns uuid stable language plpgsql security definer set search_path = pg_catalog as $$
declare following uuid; file uuid;
begin
    for step in 1 .. 20 loop
        select l.settled_by into following from slips.slip l where l.id = slip;
        exit when following is null;
        slip := following;
    end loop;
    select a.file_id into file from slips.acceptance a where a.slip_id = slip;
    for step in 1 .. 20 loop
        select d.goes_on into following from cases.double d where d.verdict = 'SAME' and d.goes_on is not null and file in (d.file_id, d.other_id) and d.goes_on <> file limit 1;
        exit when not found;
        file := following;
    end loop;
    return file;
end $$;
-- Which file a victim of the police became, by its slip.
create function disclosure.file_of(screened uuid) returns uuid stable language sql security definer set search_path = pg_catalog as $$
    select disclosure.file_of_slip(s.slip_id) from operations.screened s where s.id = screened $$;
-- The only place where the police's reference and the file's code meet. No login may read it: disclosure.open_link shows one row of it to the data
-- protection officer, once both people agreed to a request about that victim.
create view disclosure.link as
    select s.operation_id, s.id as screened_id, s.victim_ref, f.id as file_id, f.code
      from operations.screened s join cases.case_file f on f.id = disclosure.file_of(s.id) where s.victim_ref is not null;

-- ---------- what is asked -------------------------------------------------------------------------------------------------
-- Never asked for, in no danger: where the child sleeps, where its family lives, its health, its own words (access test 1; requirements.md 8.4).
create table disclosure.request (
    id              uuid constraint request_pk primary key,
    number          text not null constraint request_number unique,
    operation_id    uuid not null constraint request_operation references access.dossier,   -- police side only, like the next three
    operation_code  text not null,
    screened_id     uuid not null constraint request_about references operations.screened,
    victim_ref      text not null,
    file_id         uuid not null constraint request_file references cases.case_file,        -- care side only
    requested_by    uuid not null constraint request_by references access.person,
    requester_code  text not null,
    requester_role  text not null constraint request_role check (requester_role in ('LE_OFFICER', 'LE_COORDINATOR')),
    requester_of    text not null,                                                           -- code of the structure
    language        text not null,
    requested_at    timestamptz not null,
    purpose         text not null constraint request_purpose check (purpose in ('PROSECUTION', 'FIND_VICTIMS', 'PROTECT_CHILD', 'IDENTIFY_CHILD', 'HEARING')),
    basis           text not null constraint request_basis check (basis in ('COURT_ORDER', 'PROSECUTOR', 'TRAFFICKING_LAW', 'LIFE_DANGER')),
    fields          text[] not null constraint request_fields check (cardinality(fields) > 0 and fields <@ array['NAME', 'BIRTH', 'NATIONALITY', 'LANGUAGES',
                        'EXPLOITATION', 'RECRUITMENT', 'GUARDIAN', 'VICTIM_STATUS', 'LAST_SEEN', 'CONTACT']),
    urgency         text not null constraint request_urgency check (urgency in ('ORDINARY', 'LIFE_DANGER')),
    words           bytea not null,                                    -- sealed with the airlock's key: purpose, reference of the basis, danger, what is new
    again           boolean not null default false,                    -- some of it was refused lately; what is new since is among the words
    without_code    text constraint request_without check (without_code in ('COURT_ORDER', 'LEGAL_DUTY', 'DANGER_TO_LIFE', 'CHILD_UNABLE', 'BEST_INTERESTS')),
    without_words   bytea,                                             -- sealed under the file's key
    without_by      uuid constraint request_without_by references access.person,
    without_at      timestamptz,
    consent         text constraint request_consent check (consent in ('GIVEN', 'WITHOUT', 'DANGER')),   -- on what it left
    state           text not null default 'WAITING' constraint request_state check (state in ('WAITING', 'GIVEN', 'REFUSED', 'WITHDRAWN', 'STOPPED')),
    ended_at        timestamptz,
    refused_by      text constraint request_refused_by check (refused_by in ('SUPERVISOR', 'DATA_PROTECTION')),
    ground          text constraint request_ground check (ground in ('NO_BASIS', 'NOT_NEEDED', 'NO_CONSENT', 'DANGER_TO_CHILD', 'OTHER')),
    at_once         boolean not null default false,                    -- one person let it leave, because life was in danger
    review          text constraint request_review check (review in ('RIGHT', 'NOT_RIGHT')),
    reviewed_at     timestamptz,
    expires_at      timestamptz,
    fetched_at      timestamptz,                                       -- for the first time
    late_at         timestamptz,                                       -- nobody decided, or reviewed, in time: who oversees the house was rung
    constraint request_danger check (basis <> 'LIFE_DANGER' or urgency = 'LIFE_DANGER'),
    constraint request_without_whole check (num_nulls(without_code, without_words, without_by, without_at) in (0, 4)),
    constraint request_ended check ((ended_at is null) = (state = 'WAITING')),
    constraint request_given check ((state in ('GIVEN', 'STOPPED')) = (expires_at is not null) and (consent is null) = (expires_at is null)),
    constraint request_refused check ((refused_by is null) = (state <> 'REFUSED')),
    constraint request_at_once check (not at_once or urgency = 'LIFE_DANGER' and state in ('GIVEN', 'STOPPED')),
    constraint request_reviewed check ((review is null) = (reviewed_at is null) and (review is null or at_once)));
create index request_of_person on disclosure.request (requested_by, requested_at desc);
create index request_of_file on disclosure.request (file_id, requested_at desc);
create unique index request_one_waits on disclosure.request (file_id, requested_by) where state = 'WAITING';   -- a colleague's stands in nobody's way
create index request_open on disclosure.request (requested_at) where state = 'WAITING' or at_once and review is null;
create index request_expires on disclosure.request (expires_at) where state = 'GIVEN';
alter table disclosure.request enable row level security;
-- Police: one's own requests, as long as one takes part in the operation. Not a colleague's, not the coordinator's over them.
create policy own on disclosure.request for select to akoma_enforcement
    using (requested_by = (select access.actor()) and access.sees(operation_id, 256, false));
-- Care: who works on the file and reads its consents, by no emergency. Not a school, a shelter, a provider or an evaluator.
create policy on_file on disclosure.request for select to akoma_protection using (access.works_on(file_id, 2) and access.keeps(file_id, 2));
-- And who is asked to decide for the file, such as a deputy.
create policy deciding on disclosure.request for select to akoma_protection
    using (id in (select d.subject from access.decision d where d.kind = 'DISCLOSURE_FILE' and d.id in (select access.to_decide())));
create policy watched on disclosure.request for select to akoma_custody using ((select access.has_role(array['DATA_PROTECTION_OFFICER'])));
grant select (id, number, operation_code, victim_ref, requester_code, requester_role, requester_of, requested_at, purpose, basis, fields, urgency, words, again,
    state, ended_at, refused_by, ground, at_once, review, reviewed_at, expires_at, fetched_at) on disclosure.request to akoma_enforcement;
grant select (id, number, file_id, requester_code, requester_role, requester_of, requested_at, purpose, basis, fields, urgency, again, without_code, without_words,
    without_by, without_at, consent, state, ended_at, refused_by, ground, at_once, review, reviewed_at, expires_at, fetched_at, late_at) on disclosure.request to akoma_protection;
grant select (id, number, operation_code, victim_ref, requester_code, requester_role, requester_of, requested_at, purpose, basis, fields, urgency, words, again,
    without_code, without_at, consent, state, ended_at, refused_by, ground, at_once, review, reviewed_at, expires_at, fetched_at, late_at) on disclosure.request to akoma_custody;

-- What leaves: the paper and the same for programs, sealed with the airlock's key, with the signature of the house inside. Read by disclosure.fetch alone.
-- What it said stays with the file (requirements.md 8.2, "what was given"): for who decided for the file, until the file's key is destroyed.
create table disclosure.given (
    request_id  uuid constraint given_pk primary key constraint given_of references disclosure.request,
    prepared_by uuid not null constraint given_by references access.person,
    prepared_at timestamptz not null,
    at_once     boolean not null,
    digest      bytea not null constraint given_digest check (length(digest) = 32),          -- SHA-256 of the paper
    sealed      bytea,                                                 -- null: its time is over, or it was stopped
    facts       bytea,                                                 -- what it said, sealed under the file's key
    unknown     text[] not null default '{}',                          -- what was asked for and is not known
    telephone   text constraint given_telephone check (telephone ~ '^[+0-9 ().-]{4,40}$'),   -- typed by who let it leave at once, as the directory had none
    constraint given_number_at_once check (telephone is null or at_once));
alter table disclosure.given enable row level security;
create table disclosure.fetch (
    request_id uuid not null constraint fetch_of references disclosure.request,
    at         timestamptz not null,
    fetched_by uuid not null constraint fetch_by references access.person,
    what       text not null constraint fetch_what check (what in ('PDF', 'JSON', 'SIGNATURE')));
create index fetch_of_request on disclosure.fetch (request_id, at);
alter table disclosure.fetch enable row level security;
create table disclosure.link_opened (
    request_id uuid not null constraint link_opened_of references disclosure.request,
    at         timestamptz not null,
    opened_by  uuid not null constraint link_opened_by references access.person);
create index link_opened_of_request on disclosure.link_opened (request_id, at);
alter table disclosure.link_opened enable row level security;
create policy watched on disclosure.link_opened for select to akoma_custody using ((select access.has_role(array['DATA_PROTECTION_OFFICER'])));
grant select on disclosure.link_opened to akoma_custody;

-- ---------- rules ---------------------------------------------------------------------------------------------------------
-- A no of the child to this purpose stands: then only an order, the law or a danger to life stands above it.
create function disclosure.said_no(file uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select cases.stays_refused(file, 'SHARE_WITH_LAW_ENFORCEMENT') $$;
-- Above it stands what the request itself bears: an order of a judge or prosecutor, or a danger to life; and the law.
create function disclosure.is_above_no(r disclosure.request, code text) returns boolean immutable language sql set search_path = pg_catalog as $$
    select case code when 'COURT_ORDER' then r.basis in ('COURT_ORDER', 'PROSECUTOR') when 'DANGER_TO_LIFE' then r.urgency = 'LIFE_DANGER' else code = 'LEGAL_DUTY' end $$;
create function disclosure.is_founded(r disclosure.request) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select cases.agreed_to(r.file_id, 'SHARE_WITH_LAW_ENFORCEMENT')
        or r.without_code is not null and (disclosure.is_above_no(r, r.without_code) or not disclosure.said_no(r.file_id)) $$;
-- Some of these fields of the same child were refused lately, no matter who asked.
create function disclosure.refused_lately(file uuid, fields text[]) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from disclosure.request r where r.file_id = refused_lately.file and r.fields && refused_lately.fields
                      and (r.state = 'REFUSED' or r.state = 'STOPPED' and r.review = 'NOT_RIGHT')
                      and r.ended_at > access.moment() - make_interval(days => access.limit_of('disclosure.again', 90))) $$;
-- Whether a danger to life may let it leave by one person's word: not what was refused, not for who claimed a danger that was not right, not a second one of the
-- same officer, about the same child or let go by the same supervisor before the first was reviewed.
create function disclosure.may_be_at_once(r disclosure.request) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select r.urgency = 'LIFE_DANGER' and not disclosure.refused_lately(r.file_id, r.fields)
       and not exists (select from disclosure.request o where o.at_once and o.id <> r.id
                          and (o.requested_by = r.requested_by or o.file_id = r.file_id
                               or exists (select from disclosure.given g where g.request_id = o.id and g.at_once and g.prepared_by = access.actor()))
                          and (o.review is null or o.review = 'NOT_RIGHT' and o.reviewed_at > access.moment() - make_interval(days => access.limit_of('disclosure.again', 90)))) $$;
-- Who may not decide besides who asked: who works with the child, and who said why the child was not asked.
create function disclosure.is_concerned(file uuid, who uuid, but uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from cases.case_file f where f.id = file and f.worker_id = who) or who is not distinct from but $$;
-- Why it is not agreed to now, by a code; null: nothing stands against it.
create function disclosure.bar(r disclosure.request, kind text, who uuid) returns text stable language plpgsql security definer set search_path = pg_catalog as $$
declare g disclosure.given;
begin
    if kind = 'DISCLOSURE_DATA' and r.state = 'GIVEN' and r.at_once and r.review is null then return null; end if;   -- the review
    if r.state <> 'WAITING' then return 'disclosure.not-waiting'; end if;
    if disclosure.is_concerned(r.file_id, who, r.without_by) then return 'disclosure.own-work'; end if;
    if kind = 'DISCLOSURE_DATA' then
        return case when r.urgency = 'LIFE_DANGER' or disclosure.is_founded(r) then null else 'disclosure.child-not-asked' end;
    end if;
    select * into g from disclosure.given x where x.request_id = r.id and x.prepared_by = who and x.prepared_at = access.moment() and x.sealed is not null;
    if g.request_id is null then return case when disclosure.is_founded(r) then 'disclosure.not-prepared' else 'disclosure.child-not-asked' end; end if;
    if g.at_once then return case when disclosure.may_be_at_once(r) then null else 'disclosure.not-at-once' end; end if;
    return case when disclosure.is_founded(r) then null else 'disclosure.child-not-asked' end;
end $$;

-- ---------- asking --------------------------------------------------------------------------------------------------------
-- Who lets something of a child leave to the police shows their second factor again: a session that was left open gives nothing away.
insert into access.decision_kind (kind, roles, proposers, factor, section) values
    ('DISCLOSURE_FILE', '{CASE_SUPERVISOR}', '{LE_OFFICER,LE_COORDINATOR}', true, 1),
    ('DISCLOSURE_DATA', '{DATA_PROTECTION_OFFICER}', '{LE_OFFICER,LE_COORDINATOR}', true, null),
    ('OFFENCE_FILE', '{CASE_SUPERVISOR}', '{CASE_WORKER}', false, 1),
    ('OFFENCE_DATA', '{DATA_PROTECTION_OFFICER}', '{CASE_WORKER}', false, null);

-- The victims of the operations in which the officer takes part, whom care has received.
create function disclosure.victims() returns table (operation text, victim text) stable language sql security definer set search_path = pg_catalog as $$
    select o.code, s.victim_ref from operations.operation o join operations.screened s on s.operation_id = o.id
     where session_user = 'akoma_enforcement' and access.has_role(array['LE_OFFICER', 'LE_COORDINATOR']) and access.sees(o.id, 256, false)
       and s.victim_ref is not null and disclosure.file_of(s.id) is not null order by o.code, s.victim_ref $$;

-- Both are asked at once, and either may answer first. Sealed words are for the two who decide alone.
create function disclosure.ask_both(prefix text, request uuid, file uuid, authors uuid[]) returns void language plpgsql security definer set search_path = pg_catalog as $$
declare f cases.case_file; first uuid := gen_random_uuid(); second uuid := gen_random_uuid(); bell text := 'decision';
begin
    if disclosure.is_of_danger(request) then bell := 'alert'; end if;   -- danger to life comes first behind the bell too
    select * into f from cases.case_file c where c.id = file;
    insert into access.decision (id, kind, file_id, organisation_id, section, subject, version, authors, proposed_by, proposed_at)
    values (first, prefix || '_FILE', f.id, f.organisation_id, 1, request, 1, authors, access.actor(), access.moment()),
           (second, prefix || '_DATA', null, null, 0, request, 1, authors, access.actor(), access.moment());
    perform access.call_deputies(first);
    perform access.ring(array(select access.deciders(first)), bell, first);
    perform access.ring(array(select access.deciders(second)), bell, second);
    if not exists (select from access.deciders(first)) then perform access.ring(array(select access.who_oversee()), 'task'); end if;
end $$;

-- DONE, FORBIDDEN, NO_VICTIM (none that care has received, of an operation of the caller), WAITS (a request of the caller about this child waits), NEW_FACTS (some of it was
-- refused lately: it says what is new), OTHER (the id is of another request).
create function disclosure.ask(id uuid, operation text, victim text, purpose text, basis text, fields text[], urgency text, words bytea, new_facts boolean) returns text
language plpgsql security definer set search_path = pg_catalog as $$
declare v record; me record; file uuid;
begin
    select p.id, upper(p.code) as code, o.code as structure, p.language, r.role into me from access.person p join access.person_role r on r.person_id = p.id
      join access.organisation o on o.id = r.organisation_id
     where p.id = access.actor() and r.role in ('LE_OFFICER', 'LE_COORDINATOR') and r.approved_at <= access.moment() and r.valid_from <= access.moment()
       and r.valid_until > access.moment() order by r.role desc, r.valid_from limit 1;
    if session_user <> 'akoma_enforcement' or me.id is null then return 'FORBIDDEN'; end if;
    if exists (select from disclosure.request x where x.id = ask.id) then
        return case when exists (select from disclosure.request x where x.id = ask.id and x.requested_by = me.id and x.operation_code = ask.operation and x.victim_ref = ask.victim
                                    and x.purpose = ask.purpose and x.basis = ask.basis and x.urgency = ask.urgency and x.fields @> ask.fields and x.fields <@ ask.fields) then 'DONE' else 'OTHER' end;
    end if;
    select s.id, s.operation_id, s.victim_ref, o.code into v from operations.operation o join operations.screened s on s.operation_id = o.id
     where o.code = ask.operation and s.victim_ref = ask.victim and access.sees(o.id, 256, false);
    file := disclosure.file_of(v.id);
    if file is null then return 'NO_VICTIM'; end if;
    perform pg_advisory_xact_lock(hashtextextended(file::text, 17));
    if exists (select from disclosure.request x where x.file_id = file and x.requested_by = me.id and x.state = 'WAITING') then return 'WAITS'; end if;
    if disclosure.refused_lately(file, ask.fields) and not ask.new_facts then return 'NEW_FACTS'; end if;
    insert into disclosure.request (id, number, operation_id, operation_code, screened_id, victim_ref, file_id, requested_by, requester_code, requester_role, requester_of,
                                    language, requested_at, purpose, basis, fields, urgency, words, again)
    values (ask.id, disclosure.next_number('DC'), v.operation_id, v.code, v.id, v.victim_ref, file, me.id, me.code, me.role, me.structure, me.language, access.moment(),
            ask.purpose, ask.basis, array(select distinct f from unnest(ask.fields) f order by 1), ask.urgency, ask.words, disclosure.refused_lately(file, ask.fields));
    perform disclosure.ask_both('DISCLOSURE', ask.id, file, array(select c.worker_id from cases.case_file c where c.id = file));
    perform access.ring(array(select c.worker_id from cases.case_file c where c.id = file), 'task', ask.id);
    return 'DONE';
end $$;

-- Who asked takes it back while nothing has left. DONE, FORBIDDEN, NOT_WAITING.
create function disclosure.withdraw(request uuid) returns text language plpgsql security definer set search_path = pg_catalog as $$
declare r disclosure.request;
begin
    select * into r from disclosure.request x where x.id = request for update;
    if r.id is null or r.requested_by is distinct from access.actor() or session_user <> 'akoma_enforcement' then return 'FORBIDDEN'; end if;
    if r.state <> 'WAITING' then return 'NOT_WAITING'; end if;
    update access.decision d set state = 'WITHDRAWN', ended_at = access.moment() where d.subject = r.id and d.state = 'WAITING';
    return 'DONE';
end $$;

-- Requests to decide are made by the functions of this room alone, once.
create function disclosure.asked_rightly() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not (new.kind like 'DISCLOSURE%' and exists (select from disclosure.request r where r.id = new.subject and r.requested_by = new.proposed_by
                and r.requested_at = new.proposed_at and (new.file_id is null or new.file_id = r.file_id))
            or new.kind like 'OFFENCE%' and exists (select from disclosure.offence_report r where r.id = new.subject and r.reported_by = new.proposed_by
                and r.reported_at = new.proposed_at and (new.file_id is null or new.file_id = r.file_id)))
       or exists (select from access.decision d where d.subject = new.subject and d.kind = new.kind) then
        raise exception 'disclosure.not-asked-so' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger asked_so before insert on access.decision for each row
    when (new.kind in ('DISCLOSURE_FILE', 'DISCLOSURE_DATA', 'OFFENCE_FILE', 'OFFENCE_DATA')) execute function disclosure.asked_rightly();

-- ---------- the child was asked, or why not ---------------------------------------------------------------------------------
-- The consent itself is a record of the file. Where there is none, who works with the child says why it leaves without, and decides no more.
-- DONE, FORBIDDEN, NOT_WAITING, DECIDED (one of the two agreed already, having read what was there), CONSENTED, NOT_SO (the request bears no such order or danger),
-- SAID_NO (the child's no stands above this reason).
create function disclosure.state_without(request uuid, code text, words bytea) returns text language plpgsql security definer set search_path = pg_catalog as $$
declare r disclosure.request;
begin
    select * into r from disclosure.request x where x.id = request for update;
    if r.id is null or session_user <> 'akoma_protection' or not access.keeps(r.file_id, 2, true) or not access.works_on(r.file_id, 1) then return 'FORBIDDEN'; end if;
    if r.state <> 'WAITING' then return 'NOT_WAITING'; end if;
    if exists (select from access.decision d where d.subject = r.id and d.state = 'AGREED') then return 'DECIDED'; end if;
    if cases.agreed_to(r.file_id, 'SHARE_WITH_LAW_ENFORCEMENT') then return 'CONSENTED'; end if;
    if state_without.code in ('COURT_ORDER', 'DANGER_TO_LIFE') and not disclosure.is_above_no(r, state_without.code) then return 'NOT_SO'; end if;
    if not disclosure.is_above_no(r, state_without.code) and disclosure.said_no(r.file_id) then return 'SAID_NO'; end if;
    update disclosure.request x set without_code = state_without.code, without_words = state_without.words, without_by = access.actor(), without_at = access.moment()
     where x.id = r.id;
    update access.decision d set authors = array(select distinct a from unnest(d.authors || access.actor()) a) where d.subject = r.id and d.state = 'WAITING';
    perform access.ring(array(select access.deciders(d.id) from access.decision d where d.subject = r.id and d.state = 'WAITING'), 'task', r.id);
    return 'DONE';
end $$;

-- ---------- deciding ------------------------------------------------------------------------------------------------------
-- What will leave is laid ready by who decides for the file, in the transaction of their word. DONE, FORBIDDEN, NOT_WAITING, NOT_AT_ONCE, NOT_TYPED (a number is
-- typed only where one person lets it leave, whom the police are to call was asked for, and the directory has no number: the review reads it).
create function disclosure.prepare(request uuid, sealed bytea, digest bytea, at_once boolean, facts bytea default null, unknown text[] default '{}', telephone text default null)
returns text language plpgsql security definer set search_path = pg_catalog as $$
declare r disclosure.request;
begin
    select * into r from disclosure.request x where x.id = request for update;
    if r.id is null or session_user <> 'akoma_protection'
       or not exists (select from access.decision d where d.subject = r.id and d.kind = 'DISCLOSURE_FILE' and d.state = 'WAITING' and access.decides(d, access.actor())) then
        return 'FORBIDDEN';
    end if;
    if r.state <> 'WAITING' then return 'NOT_WAITING'; end if;
    if prepare.at_once and not disclosure.may_be_at_once(r) then return 'NOT_AT_ONCE'; end if;
    if prepare.telephone is not null and (not prepare.at_once or not 'CONTACT' = any (r.fields)
           or exists (select from referrals.structure_entry e join cases.case_file f on f.organisation_id = e.organisation_id where f.id = r.file_id and e.telephone is not null)) then
        return 'NOT_TYPED';
    end if;
    if not access.factor_is_shown() then return 'FACTOR'; end if;
    insert into disclosure.given as g (request_id, prepared_by, prepared_at, at_once, digest, sealed, facts, unknown, telephone)
    values (r.id, access.actor(), access.moment(), prepare.at_once, prepare.digest, prepare.sealed, prepare.facts, prepare.unknown, prepare.telephone)
        on conflict on constraint given_pk do update set prepared_by = excluded.prepared_by, prepared_at = excluded.prepared_at, at_once = excluded.at_once,
               digest = excluded.digest, sealed = excluded.sealed, facts = excluded.facts, unknown = excluded.unknown, telephone = excluded.telephone;
    return 'DONE';
end $$;
-- Why a request was refused, for who asked: by who refused it, in the same transaction.
create function disclosure.say_ground(request uuid, ground text) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
    update disclosure.request r set ground = say_ground.ground where r.id = request and r.state = 'REFUSED' and r.ground is null and r.ended_at = access.moment()
       and exists (select from access.decision d where d.subject = r.id and d.state = 'REFUSED' and d.decided_by = access.actor() and d.ended_at = access.moment());
end $$;
-- What the child answered to sharing with the police, for the data protection officer, who reads no consents: GIVEN, REFUSED, or null: no answer that holds.
create function disclosure.child_says(request uuid) returns text stable language sql security definer set search_path = pg_catalog as $$
    select case when disclosure.said_no(r.file_id) then 'REFUSED' when cases.agreed_to(r.file_id, 'SHARE_WITH_LAW_ENFORCEMENT') then 'GIVEN' end
      from disclosure.request r where r.id = request and session_user = 'akoma_custody' and access.has_role(array['DATA_PROTECTION_OFFICER']) $$;
-- What stands against one's own yes, before it is said: for the sentence beside the form.
create function disclosure.bar_now(request uuid, kind text) returns text stable language sql security definer set search_path = pg_catalog as $$
    select nullif(disclosure.bar(r, bar_now.kind, access.actor()), 'disclosure.not-prepared') from disclosure.request r
     where r.id = request and exists (select from access.decision d where d.subject = r.id and d.kind = bar_now.kind and access.decides(d, access.actor())) $$;

create function disclosure.decided_rightly() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare r disclosure.request; why text;
begin
    select * into r from disclosure.request x where x.id = new.subject for update;
    if new.state = 'AGREED' then
        why := disclosure.bar(r, new.kind, new.decided_by);
    elsif new.state = 'REFUSED' then
        if r.state <> 'WAITING' and not (new.kind = 'DISCLOSURE_DATA' and r.at_once and r.state = 'GIVEN' and r.review is null) then why := 'disclosure.not-waiting'; end if;
        if r.state = 'WAITING' and disclosure.is_concerned(r.file_id, new.decided_by, r.without_by) then why := 'disclosure.own-work'; end if;
    elsif r.at_once and r.review is null then
        why := 'disclosure.review-stays';                              -- what left is reviewed, whatever who asked thinks of it since
    end if;
    if why is not null then raise exception '%', why using errcode = 'insufficient_privilege'; end if;
    return new;
end $$;
create trigger decided_rightly before update of state on access.decision for each row
    when (new.kind in ('DISCLOSURE_FILE', 'DISCLOSURE_DATA') and old.state = 'WAITING' and new.state <> 'WAITING') execute function disclosure.decided_rightly();

-- What follows is written with the word, whatever the room does.
create function disclosure.decided() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare r disclosure.request; other text := case new.kind when 'DISCLOSURE_FILE' then 'DISCLOSURE_DATA' else 'DISCLOSURE_FILE' end; f cases.case_file; alone boolean; together boolean;
begin
    select * into r from disclosure.request x where x.id = new.subject;
    select * into f from cases.case_file c where c.id = r.file_id;
    if r.state = 'GIVEN' then                                           -- the review of what left at once
        update disclosure.request x set review = case new.state when 'AGREED' then 'RIGHT' else 'NOT_RIGHT' end, reviewed_at = access.moment() where x.id = r.id;
        if new.state = 'REFUSED' then
            update disclosure.request x set state = 'STOPPED', ended_at = access.moment() where x.id = r.id;
            update disclosure.given g set sealed = null where g.request_id = r.id;
            perform access.ring(array(select access.who_oversee()) || r.requested_by || f.worker_id || f.supervisor_id || array(select access.custodians()), 'task', r.id);
        end if;
        perform access.ring(array(select g.prepared_by from disclosure.given g where g.request_id = r.id), 'task', r.id);
        return null;
    end if;
    if r.state <> 'WAITING' then return null; end if;
    if new.state = 'AGREED' then
        together := access.agreed(other, r.id, 1);
        alone := not together and new.kind = 'DISCLOSURE_FILE' and (select g.at_once from disclosure.given g where g.request_id = r.id);
        if not together and not alone then return null; end if;
        update disclosure.request x set state = 'GIVEN', ended_at = access.moment(), at_once = alone,
               expires_at = access.moment() + make_interval(days => access.limit_of('disclosure.fetch', 14)),
               consent = case when cases.agreed_to(r.file_id, 'SHARE_WITH_LAW_ENFORCEMENT') then 'GIVEN' when disclosure.is_founded(r) then 'WITHOUT' else 'DANGER' end
         where x.id = r.id;
        perform access.ring(array[r.requested_by, f.worker_id], 'task', r.id);
        if alone then perform access.ring(array(select access.custodians()), 'alert', (select d.id from access.decision d where d.subject = r.id and d.kind = other and d.state = 'WAITING')); end if;
    elsif new.state in ('REFUSED', 'WITHDRAWN') then
        update disclosure.request x set state = new.state, ended_at = access.moment(),
               refused_by = case when new.state = 'REFUSED' then case new.kind when 'DISCLOSURE_FILE' then 'SUPERVISOR' else 'DATA_PROTECTION' end end where x.id = r.id;
        delete from disclosure.given g where g.request_id = r.id;
        perform access.end_deputy_grants(d.id) from access.decision d where d.subject = r.id and d.id <> new.id;
        if new.state = 'WITHDRAWN' then update access.decision d set state = 'REPLACED', ended_at = access.moment() where d.subject = r.id and d.state = 'WAITING'; end if;
        perform access.ring(array[r.requested_by, f.worker_id], 'task', r.id);
    end if;
    return null;
end $$;
create trigger disclosure_decided after update of state on access.decision for each row
    when (new.kind in ('DISCLOSURE_FILE', 'DISCLOSURE_DATA') and old.state = 'WAITING' and new.state <> 'WAITING') execute function disclosure.decided();
-- The words of the police: for who decides, or decided, alone. A worker reads codes.
create function disclosure.words_of(request uuid) returns bytea stable language sql security definer set search_path = pg_catalog as $$
    select r.words from disclosure.request r
     where r.id = request and session_user = 'akoma_protection'
       and exists (select from access.decision d where d.subject = r.id and d.kind = 'DISCLOSURE_FILE'
                      and (d.decided_by = access.actor() and access.works_on(d.file_id, 1) or d.state = 'WAITING' and access.decides(d, access.actor()))) $$;
-- What the paper said, sealed under the file's key: for who decided for the file, once it left or is laid ready.
create function disclosure.facts_given(request uuid) returns bytea stable language sql security definer set search_path = pg_catalog as $$
    select g.facts from disclosure.given g where g.request_id = request and disclosure.words_of(request) is not null $$;
-- What of it is not known, and the number that was typed: for the data protection officer, who reads no value of a file.
create function disclosure.outline_given(request uuid) returns table (unknown text[], telephone text) stable language sql security definer set search_path = pg_catalog as $$
    select g.unknown, g.telephone from disclosure.given g
     where g.request_id = request and session_user = 'akoma_custody' and access.has_role(array['DATA_PROTECTION_OFFICER']) $$;
-- For the paper: who receives it, in which language.
create function disclosure.language_of(request uuid) returns text stable language sql security definer set search_path = pg_catalog as $$
    select r.language from disclosure.request r where r.id = request and disclosure.words_of(r.id) is not null $$;
-- The last day on which somebody saw the child, for who decides.
create function disclosure.last_seen(request uuid) returns date stable language sql security definer set search_path = pg_catalog as $$
    select max(v.done_on) from disclosure.request r join followup.visit v on v.file_id = r.file_id and v.child_seen
     where r.id = request and disclosure.words_of(r.id) is not null $$;
-- What was refused before of the same child, for the two who decide: when, which fields, by whom.
create function disclosure.refused_before(request uuid) returns table (number text, ended_at timestamptz, fields text[], refused_by text) stable
language sql security definer set search_path = pg_catalog as $$
    select o.number, o.ended_at, o.fields, coalesce(o.refused_by, 'DATA_PROTECTION') from disclosure.request r join disclosure.request o on o.file_id = r.file_id and o.id <> r.id
     where r.id = request and o.ended_at <= r.requested_at and (o.state = 'REFUSED' or o.review = 'NOT_RIGHT')
       and (access.has_role(array['DATA_PROTECTION_OFFICER']) or access.works_on(r.file_id, 1)) order by o.ended_at desc $$;

-- Why the review said that it should not have left at once: for who works on the file and reads its consents, by no emergency, as they read the request.
create function disclosure.reads_review(subject uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from disclosure.request r where r.id = subject and r.review = 'NOT_RIGHT' and access.works_on(r.file_id, 2) and access.keeps(r.file_id, 2)) $$;
create policy reviewed on access.decision for select to akoma_protection
    using (kind = 'DISCLOSURE_DATA' and state = 'REFUSED' and disclosure.reads_review(subject));

-- ---------- a consent that is taken back ----------------------------------------------------------------------------------
-- What was laid ready on the child's consent is deleted with it, unless something else stands above the child's no; who asked hears of it. What was fetched
-- before, the police keep.
create function disclosure.stop(r disclosure.request, moment timestamptz) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
    update disclosure.request x set state = 'STOPPED', ended_at = moment where x.id = r.id;
    update disclosure.given g set sealed = null where g.request_id = r.id;
    perform access.ring(array(select access.custodians()) || r.requested_by || array(select c.worker_id from cases.case_file c where c.id = r.file_id), 'task', r.id);
end $$;
create function disclosure.consent_taken_back() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare r disclosure.request;
begin
    for r in select * from disclosure.request x where x.file_id = new.file_id and x.state = 'GIVEN' and x.urgency <> 'LIFE_DANGER' and x.expires_at > new.recorded_at
                for update loop
        if not disclosure.is_founded(r) then perform disclosure.stop(r, new.recorded_at); end if;
    end loop;
    return null;
end $$;
create trigger consent_taken_back after insert on cases.consent for each row
    when (new.purpose = 'SHARE_WITH_LAW_ENFORCEMENT' and new.status in ('REFUSED', 'WITHDRAWN')) execute function disclosure.consent_taken_back();
revoke execute on function disclosure.stop, disclosure.consent_taken_back from public;

-- ---------- fetching ------------------------------------------------------------------------------------------------------
-- By who asked, until the expiry, as long as they take part in the operation and the consent on which it left holds; each time is kept.
create function disclosure.fetch(request uuid, part text) returns bytea language plpgsql security definer set search_path = pg_catalog as $$
declare r disclosure.request; sealed bytea;
begin
    select * into r from disclosure.request x where x.id = request and x.requested_by = access.actor() for update;
    if r.id is null or session_user <> 'akoma_enforcement' or r.state <> 'GIVEN' or r.expires_at <= access.moment() or not access.sees(r.operation_id, 256, false)
       or not access.has_role(array['LE_OFFICER', 'LE_COORDINATOR']) then return null; end if;
    if r.urgency <> 'LIFE_DANGER' and not disclosure.is_founded(r) then   -- also after a first part of it was fetched
        perform disclosure.stop(r, access.moment());
        return null;
    end if;
    select g.sealed into sealed from disclosure.given g where g.request_id = r.id;
    if sealed is null then return null; end if;
    insert into disclosure.fetch (request_id, at, fetched_by, what) values (r.id, access.moment(), access.actor(), part);
    update disclosure.request x set fetched_at = coalesce(x.fetched_at, access.moment()) where x.id = r.id;
    return sealed;
end $$;
-- How often, for who watches over it: the requester, the two who decided, who works on the file.
create function disclosure.fetches(request uuid) returns table (at timestamptz, what text) stable language sql security definer set search_path = pg_catalog as $$
    select f.at, f.what from disclosure.fetch f join disclosure.request r on r.id = f.request_id
     where r.id = request and (r.requested_by = access.actor() or access.has_role(array['DATA_PROTECTION_OFFICER']) or access.works_on(r.file_id, 1)) order by f.at $$;
-- One row of the link table, for the data protection officer, after both agreed or something left at once. Each opening is kept.
create function disclosure.open_link(request uuid) returns table (victim text, code text) language plpgsql security definer set search_path = pg_catalog as $$
declare r disclosure.request;
begin
    select * into r from disclosure.request x where x.id = request;
    if session_user <> 'akoma_custody' or not access.has_role(array['DATA_PROTECTION_OFFICER']) or r.state is null or r.state not in ('GIVEN', 'STOPPED') then return; end if;
    insert into disclosure.link_opened (request_id, at, opened_by) values (r.id, access.moment(), access.actor());
    return query select r.victim_ref, f.code from cases.case_file f where f.id = r.file_id;
end $$;
-- In whose chain the opening is noted.
create function disclosure.opened_chain(request uuid) returns uuid stable language sql security definer set search_path = pg_catalog as $$
    select r.file_id from disclosure.request r join disclosure.link_opened o on o.request_id = r.id
     where r.id = request and session_user = 'akoma_custody' and o.opened_by = access.actor() and o.at = access.moment() limit 1 $$;

-- ---------- the child is told ---------------------------------------------------------------------------------------------
-- In words for the child, by whom and when; or why not yet, until which day, which the supervisor of the file confirms.
create table disclosure.telling (
    id           uuid constraint telling_pk primary key,
    request_id   uuid not null constraint telling_of references disclosure.request,
    file_id      uuid not null constraint telling_file references cases.case_file,
    told         boolean not null,
    on_day       date,
    reason       text constraint telling_reason check (reason in ('DANGER', 'NOT_FOUND', 'TOO_YOUNG')),
    review_on    date,
    words        bytea not null,                                       -- sealed under the file's key
    recorded_by  uuid not null constraint telling_by references access.person,
    recorded_at  timestamptz not null,
    confirmed_by uuid constraint telling_confirmed references access.person,
    confirmed_at timestamptz,
    constraint telling_whole check ((on_day is not null) = told and (reason is null) = told and (review_on is null) = told),
    constraint telling_by_two check (confirmed_by <> recorded_by),
    constraint telling_confirmed_whole check ((confirmed_by is null) = (confirmed_at is null) and (confirmed_by is null or not told)));
create index telling_of_request on disclosure.telling (request_id, recorded_at desc);
create index telling_of_file on disclosure.telling (file_id);
alter table disclosure.telling enable row level security;
create policy on_file on disclosure.telling for select to akoma_protection using (access.works_on(file_id, 2) and access.keeps(file_id, 2));
grant select on disclosure.telling to akoma_protection;
create function disclosure.is_told(request uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from disclosure.telling t where t.request_id = request and t.told) $$;
-- DONE, FORBIDDEN, NOT_GIVEN, TOLD (already), DAY (of the telling: since it left, until today; of the review: within thirty days).
create function disclosure.tell(id uuid, request uuid, told boolean, on_day date, reason text, review_on date, words bytea) returns text
language plpgsql security definer set search_path = pg_catalog as $$
declare r disclosure.request; today date := (access.moment() at time zone 'UTC')::date;
begin
    select * into r from disclosure.request x where x.id = request for update;
    if r.id is null or session_user <> 'akoma_protection' or not access.keeps(r.file_id, 2, true) or not access.works_on(r.file_id, 2) then return 'FORBIDDEN'; end if;
    if exists (select from disclosure.telling t where t.id = tell.id and t.recorded_by = access.actor() and t.request_id = r.id) then return 'DONE'; end if;
    if r.state not in ('GIVEN', 'STOPPED') then return 'NOT_GIVEN'; end if;
    if disclosure.is_told(r.id) then return 'TOLD'; end if;
    if tell.told and tell.on_day not between (r.ended_at at time zone 'UTC')::date and today or not tell.told and tell.review_on not between today + 1 and today + 30 then return 'DAY'; end if;
    insert into disclosure.telling (id, request_id, file_id, told, on_day, reason, review_on, words, recorded_by, recorded_at)
    values (tell.id, r.id, r.file_id, tell.told, tell.on_day, tell.reason, tell.review_on, tell.words, access.actor(), access.moment());
    if not tell.told then
        perform access.ring(array(select f.supervisor_id from cases.case_file f where f.id = r.file_id), 'task', r.id);
    end if;
    return 'DONE';
end $$;
-- Another supervisor than who wrote it. DONE, FORBIDDEN, NOT_WAITING.
create function disclosure.confirm_untold(telling uuid) returns text language plpgsql security definer set search_path = pg_catalog as $$
declare t disclosure.telling;
begin
    select * into t from disclosure.telling x where x.id = telling for update;
    if t.id is null or session_user <> 'akoma_protection' or t.recorded_by = access.actor() or not access.keeps(t.file_id, 2, true)
       or not exists (select from cases.case_file f where f.id = t.file_id and (f.supervisor_id = access.actor() or access.leads(f.organisation_id))) then return 'FORBIDDEN'; end if;
    if t.told or t.confirmed_at is not null then return 'NOT_WAITING'; end if;
    update disclosure.telling x set confirmed_by = access.actor(), confirmed_at = access.moment() where x.id = t.id;
    return 'DONE';
end $$;

-- ---------- care reports an offence ---------------------------------------------------------------------------------------
-- The way back: who must report an offence does so with the offence, the place and the time, and nothing of who the child is. Supervisor and data protection
-- officer agree, or in danger the supervisor alone, which the other one reviews. The coordinators of the police unit read it and answer.
create table disclosure.offence_report (
    id             uuid constraint offence_report_pk primary key,
    number         text not null constraint offence_report_number unique,
    file_id        uuid not null constraint offence_report_file references cases.case_file,  -- care side only
    reported_by    uuid not null constraint offence_report_by references access.person,
    reporter_code  text not null,
    reporter_of    text not null,                                      -- code of the structure
    reported_at    timestamptz not null,
    to_id          uuid not null constraint offence_report_to references access.organisation,
    offence        text not null constraint offence_report_offence check (offence in ('TRAFFICKING', 'FORCED_LABOUR', 'VIOLENCE', 'SEXUAL_VIOLENCE', 'ABDUCTION', 'THREAT', 'OTHER')),
    happened_on    date,
    country        text not null constraint offence_report_country check (country ~ '^[A-Z]{2}$'),
    urgency        text not null constraint offence_report_urgency check (urgency in ('ORDINARY', 'LIFE_DANGER')),
    words          bytea not null,                                     -- sealed with the airlock's key: what happened and where, without the child
    state          text not null default 'WAITING' constraint offence_report_state check (state in ('WAITING', 'SENT', 'REFUSED', 'WITHDRAWN', 'STOPPED')),
    ended_at       timestamptz,
    sent_at        timestamptz,
    at_once        boolean not null default false,
    at_once_by     uuid constraint offence_report_at_once_by references access.person,
    at_once_at     timestamptz,
    review         text constraint offence_report_review check (review in ('RIGHT', 'NOT_RIGHT')),
    reviewed_at    timestamptz,
    read_at        timestamptz,                                        -- by the police, for the first time
    answer         text constraint offence_report_answer check (answer in ('OPERATION_OPENED', 'NO_ACTION')),
    answered_by    uuid constraint offence_report_answered_by references access.person,
    answered_code  text,
    answered_at    timestamptz,
    answer_words   bytea,                                              -- sealed with the airlock's key
    late_at        timestamptz,
    constraint offence_report_sent check ((sent_at is null) = (state not in ('SENT', 'STOPPED')) and (ended_at is null) = (state = 'WAITING')),
    constraint offence_report_at_once check (not at_once or urgency = 'LIFE_DANGER'),
    constraint offence_report_reviewed check ((review is null) = (reviewed_at is null)),
    constraint offence_report_answered check (num_nulls(answer, answered_by, answered_code, answered_at, answer_words) in (0, 5) and (answer is null or state = 'SENT')));
create index offence_report_of_file on disclosure.offence_report (file_id, reported_at desc);
create index offence_report_to_unit on disclosure.offence_report (to_id, sent_at desc) where state = 'SENT';
create index offence_report_open on disclosure.offence_report (reported_at) where state = 'WAITING' or at_once and review is null;
alter table disclosure.offence_report enable row level security;
create function disclosure.coordinates(structure uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.person_role r where access.at_work() and r.person_id = access.actor() and r.role = 'LE_COORDINATOR' and r.organisation_id = structure
                      and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()) $$;
create policy received on disclosure.offence_report for select to akoma_enforcement using (state = 'SENT' and disclosure.coordinates(to_id));
create policy on_file on disclosure.offence_report for select to akoma_protection using (access.works_on(file_id, 2) and access.keeps(file_id, 2));
create policy deciding on disclosure.offence_report for select to akoma_protection
    using (id in (select d.subject from access.decision d where d.kind = 'OFFENCE_FILE' and d.id in (select access.to_decide())));
create policy watched on disclosure.offence_report for select to akoma_custody using ((select access.has_role(array['DATA_PROTECTION_OFFICER'])));
grant select (id, number, reporter_code, reporter_of, to_id, offence, happened_on, country, urgency, words, state, sent_at, review, read_at, answer, answered_code,
    answered_at, answer_words) on disclosure.offence_report to akoma_enforcement;
grant select on disclosure.offence_report to akoma_protection;
grant select (id, number, reporter_code, reporter_of, reported_at, to_id, offence, happened_on, country, urgency, words, state, ended_at, sent_at, at_once, review, reviewed_at,
    read_at, answer, answered_code, answered_at, late_at) on disclosure.offence_report to akoma_custody;

-- Why the review said that it should not have left at once: for who works on the file, and for the coordinators of the unit who had read it by then.
create function disclosure.reads_report_review(subject uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from disclosure.offence_report r where r.id = subject and r.review = 'NOT_RIGHT'
                      and case session_user when 'akoma_protection' then access.works_on(r.file_id, 2) and access.keeps(r.file_id, 2)
                                            when 'akoma_enforcement' then r.state = 'SENT' and disclosure.coordinates(r.to_id) else false end) $$;
revoke execute on function disclosure.reads_report_review from public;
grant execute on function disclosure.reads_report_review to akoma_protection, akoma_enforcement;
create policy report_reviewed on access.decision for select to akoma_protection, akoma_enforcement
    using (kind = 'OFFENCE_DATA' and state = 'REFUSED' and disclosure.reads_report_review(subject));

-- The police units that can be told: those with a coordinator.
create function disclosure.units() returns setof uuid stable language sql security definer set search_path = pg_catalog as $$
    select distinct o.id from access.organisation o join access.person_role r on r.organisation_id = o.id and r.role = 'LE_COORDINATOR'
     where o.kind = 'LAW_ENFORCEMENT' and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment() $$;
-- DONE, FORBIDDEN, NO_UNIT, OTHER.
create function disclosure.report(id uuid, file uuid, unit uuid, offence text, happened_on date, country text, urgency text, words bytea) returns text
language plpgsql security definer set search_path = pg_catalog as $$
declare me record;
begin
    select p.id, upper(p.code) as code, o.code as structure into me from access.person p join access.organisation o on o.id = p.organisation_id where p.id = access.actor();
    if session_user <> 'akoma_protection' or not access.has_role(array['CASE_WORKER']) or not access.keeps(file, 2, true) or not access.works_on(file, 2) then return 'FORBIDDEN'; end if;
    if exists (select from disclosure.offence_report x where x.id = report.id) then
        return case when exists (select from disclosure.offence_report x where x.id = report.id and x.reported_by = me.id and x.file_id = file and x.to_id = unit
                                    and x.offence = report.offence and x.happened_on is not distinct from report.happened_on and x.country = report.country
                                    and x.urgency = report.urgency) then 'DONE' else 'OTHER' end;
    end if;
    if not unit in (select disclosure.units()) then return 'NO_UNIT'; end if;
    insert into disclosure.offence_report (id, number, file_id, reported_by, reporter_code, reporter_of, reported_at, to_id, offence, happened_on, country, urgency, words)
    values (report.id, disclosure.next_number('SI'), file, me.id, me.code, me.structure, access.moment(), unit, report.offence, report.happened_on, report.country, report.urgency, report.words);
    perform disclosure.ask_both('OFFENCE', report.id, file, array[me.id]);
    return 'DONE';
end $$;
-- In danger, by who decides for the file, in the transaction of their word. DONE, FORBIDDEN, NOT_AT_ONCE.
create function disclosure.send_at_once(report uuid) returns text language plpgsql security definer set search_path = pg_catalog as $$
declare r disclosure.offence_report;
begin
    select * into r from disclosure.offence_report x where x.id = report for update;
    if r.id is null or session_user <> 'akoma_protection'
       or not exists (select from access.decision d where d.subject = r.id and d.kind = 'OFFENCE_FILE' and d.state = 'WAITING' and access.decides(d, access.actor())) then
        return 'FORBIDDEN';
    end if;
    -- as with disclosures: not a second one of the same people or about the same child before the first was reviewed, nor after one that was not right
    if r.urgency <> 'LIFE_DANGER' or exists (select from disclosure.offence_report o where o.at_once and o.id <> r.id
           and (o.reported_by = r.reported_by or o.file_id = r.file_id or o.at_once_by = access.actor())
           and (o.review is null or o.review = 'NOT_RIGHT' and o.reviewed_at > access.moment() - make_interval(days => access.limit_of('disclosure.again', 90)))) then
        return 'NOT_AT_ONCE';
    end if;
    update disclosure.offence_report x set at_once_by = access.actor(), at_once_at = access.moment() where x.id = r.id;
    return 'DONE';
end $$;
create function disclosure.report_decided() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare r disclosure.offence_report; other text := case new.kind when 'OFFENCE_FILE' then 'OFFENCE_DATA' else 'OFFENCE_FILE' end; alone boolean; together boolean; review boolean;
begin
    select * into r from disclosure.offence_report x where x.id = new.subject for update;
    review := new.kind = 'OFFENCE_DATA' and r.state = 'SENT' and r.at_once and r.review is null;
    if review and new.state not in ('AGREED', 'REFUSED') then raise exception 'disclosure.review-stays' using errcode = 'insufficient_privilege'; end if;
    if review then
        update disclosure.offence_report x set review = case new.state when 'AGREED' then 'RIGHT' else 'NOT_RIGHT' end, reviewed_at = access.moment(),
               state = case when new.state = 'REFUSED' and x.read_at is null then 'STOPPED' else x.state end where x.id = r.id;
        perform access.ring(array[r.reported_by, r.at_once_by], 'task', r.id);
        if new.state = 'REFUSED' then
            perform access.ring(array(select access.who_oversee())
                || array(select f.worker_id from cases.case_file f where f.id = r.file_id and f.worker_id not in (r.reported_by, r.at_once_by))
                || array(select p.person_id from access.person_role p where r.read_at is not null and p.role = 'LE_COORDINATOR' and p.organisation_id = r.to_id
                            and p.approved_at <= access.moment() and p.valid_from <= access.moment() and p.valid_until > access.moment()), 'task', r.id);
        end if;
        return null;
    end if;
    if r.state <> 'WAITING' then return null; end if;
    if new.state = 'AGREED' then
        if disclosure.is_concerned(r.file_id, new.decided_by, r.reported_by) then raise exception 'disclosure.own-work' using errcode = 'insufficient_privilege'; end if;
        together := access.agreed(other, r.id, 1);
        alone := not together and new.kind = 'OFFENCE_FILE' and r.at_once_by = new.decided_by and r.at_once_at = access.moment();
        if not together and not coalesce(alone, false) then return null; end if;
        update disclosure.offence_report x set state = 'SENT', sent_at = access.moment(), ended_at = access.moment(), at_once = coalesce(alone, false) where x.id = r.id;
        perform access.ring(array(select p.person_id from access.person_role p where p.role = 'LE_COORDINATOR' and p.organisation_id = r.to_id
            and p.approved_at <= access.moment() and p.valid_from <= access.moment() and p.valid_until > access.moment()) || r.reported_by, 'task', r.id);
        if alone then perform access.ring(array(select access.custodians()), 'alert', (select d.id from access.decision d where d.subject = r.id and d.kind = other and d.state = 'WAITING')); end if;
    elsif new.state in ('REFUSED', 'WITHDRAWN') then
        update disclosure.offence_report x set state = new.state, ended_at = access.moment() where x.id = r.id;
        if new.state = 'WITHDRAWN' then update access.decision d set state = 'REPLACED', ended_at = access.moment() where d.subject = r.id and d.state = 'WAITING'; end if;
        perform access.ring(array[r.reported_by], 'task', r.id);
    end if;
    return null;
end $$;
create trigger report_decided after update of state on access.decision for each row
    when (new.kind in ('OFFENCE_FILE', 'OFFENCE_DATA') and old.state = 'WAITING' and new.state <> 'WAITING') execute function disclosure.report_decided();
-- A coordinator of the unit reads it; the first reading is kept.
create function disclosure.read_report(report uuid) returns void language sql security definer set search_path = pg_catalog as $$
    update disclosure.offence_report r set read_at = access.moment()
     where r.id = report and r.state = 'SENT' and r.read_at is null and session_user = 'akoma_enforcement' and disclosure.coordinates(r.to_id) $$;
-- And answers once. DONE, FORBIDDEN, ANSWERED.
create function disclosure.answer_report(report uuid, answer text, words bytea) returns text language plpgsql security definer set search_path = pg_catalog as $$
declare r disclosure.offence_report;
begin
    select * into r from disclosure.offence_report x where x.id = report for update;
    if r.id is null or session_user <> 'akoma_enforcement' or r.state <> 'SENT' or not disclosure.coordinates(r.to_id) then return 'FORBIDDEN'; end if;
    if r.answer is not null then return 'ANSWERED'; end if;
    update disclosure.offence_report x set answer = answer_report.answer, answered_by = access.actor(), answered_at = access.moment(), answer_words = answer_report.words,
           answered_code = (select upper(p.code) from access.person p where p.id = access.actor()), read_at = coalesce(x.read_at, access.moment()) where x.id = r.id;
    perform access.ring(array(select x from cases.case_file f cross join lateral (values (f.worker_id), (f.supervisor_id)) v (x) where f.id = r.file_id) || r.reported_by, 'task', r.id);
    return 'DONE';
end $$;
-- What left is reviewed, whatever who asked thinks of it since (access.withdraw).
create function disclosure.has_left(subject uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from disclosure.request r where r.id = subject and r.state = 'GIVEN') or exists (select from disclosure.offence_report r where r.id = subject and r.state = 'SENT') $$;

-- ---------- what is due ---------------------------------------------------------------------------------------------------
-- Until when it is to be decided: T15.
create function disclosure.due(decision uuid, since timestamptz) returns timestamptz stable language sql security definer set search_path = pg_catalog as $$
    select coalesce((select case when r.at_once then r.ended_at + make_interval(hours => access.limit_of('disclosure-danger-review.max', 24))
                                 when r.urgency = 'LIFE_DANGER' then since
                                 else since + make_interval(hours => access.limit_of('disclosure-decision.max', 72)) end
                       from access.decision d join disclosure.request r on r.id = d.subject where d.id = decision and d.kind like 'DISCLOSURE%'),
                    (select case when r.at_once then r.sent_at + make_interval(hours => access.limit_of('disclosure-danger-review.max', 24))
                                 when r.urgency = 'LIFE_DANGER' then since
                                 else since + make_interval(hours => access.limit_of('disclosure-decision.max', 72)) end
                       from access.decision d join disclosure.offence_report r on r.id = d.subject where d.id = decision and d.kind like 'OFFENCE%'), since) $$;
-- A life is said to be in danger: it was asked so, whatever became of it since (a past day reads it too).
create function disclosure.is_of_danger(subject uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from disclosure.request r where r.id = subject and r.urgency = 'LIFE_DANGER')
        or exists (select from disclosure.offence_report r where r.id = subject and r.urgency = 'LIFE_DANGER') $$;
create view disclosure.due_child with (security_invoker = true) as
    select 'disclosure.ask-child' as kind, r.id, r.file_id, f.worker_id, f.organisation_id, r.requested_at + interval '24 hours' as due_at
      from disclosure.request r join cases.case_file f on f.id = r.file_id
     where r.state = 'WAITING' and r.without_code is null and not cases.is_agreed_to(r.file_id, 'SHARE_WITH_LAW_ENFORCEMENT')
    union all
    select case when r.review = 'NOT_RIGHT' then 'disclosure.tell-wrong' else 'disclosure.tell-child' end, r.id, r.file_id, f.worker_id, f.organisation_id,
           coalesce(t.until, case when r.review = 'NOT_RIGHT' then r.reviewed_at + interval '24 hours'
                                  else r.ended_at + make_interval(days => access.limit_of('disclosure.tell-child', 7)) end)
      from disclosure.request r join cases.case_file f on f.id = r.file_id
      left join lateral (select bool_or(x.told) as told, (max(x.review_on) filter (where x.confirmed_at is not null) + 1)::timestamp at time zone 'UTC' as until
                           from disclosure.telling x where x.request_id = r.id) t on true
     where r.state in ('GIVEN', 'STOPPED') and not coalesce(t.told, false);
grant select on disclosure.due_child to akoma_protection;
create view disclosure.was_due_child with (security_invoker = true) as
    select 'disclosure.ask-child' as kind, r.id, r.file_id, f.worker_id, f.organisation_id, r.requested_at as since, r.requested_at + interval '24 hours' as due_at,
           coalesce(r.without_at, r.ended_at) as done_at, null::timestamptz as closed_at
      from disclosure.request r join cases.case_file f on f.id = r.file_id where not cases.is_agreed_to(r.file_id, 'SHARE_WITH_LAW_ENFORCEMENT')
    union all
    select case when r.review = 'NOT_RIGHT' then 'disclosure.tell-wrong' else 'disclosure.tell-child' end, r.id, r.file_id, f.worker_id, f.organisation_id, r.ended_at,
           case when r.review = 'NOT_RIGHT' then r.reviewed_at + interval '24 hours' else r.ended_at + make_interval(days => access.limit_of('disclosure.tell-child', 7)) end,
           (select min(x.recorded_at) from disclosure.telling x where x.request_id = r.id and x.told), null
      from disclosure.request r join cases.case_file f on f.id = r.file_id where r.state in ('GIVEN', 'STOPPED');
grant select on disclosure.was_due_child to akoma_protection;
-- That the child is not told yet is confirmed by the supervisor.
create view disclosure.due_untold with (security_invoker = true) as
    select 'disclosure.confirm-untold' as kind, t.id, t.file_id, f.supervisor_id as worker_id, f.organisation_id, t.recorded_at + interval '72 hours' as due_at
      from disclosure.telling t join cases.case_file f on f.id = t.file_id where not t.told and t.confirmed_at is null;
grant select on disclosure.due_untold to akoma_protection;
create view disclosure.was_due_untold with (security_invoker = true) as
    select 'disclosure.confirm-untold' as kind, t.id, t.file_id, f.supervisor_id as worker_id, f.organisation_id, t.recorded_at as since,
           t.recorded_at + interval '72 hours' as due_at, t.confirmed_at as done_at, null::timestamptz as closed_at
      from disclosure.telling t join cases.case_file f on f.id = t.file_id where not t.told;
grant select on disclosure.was_due_untold to akoma_protection;

-- ---------- the clock of the house -----------------------------------------------------------------------------------------
create function disclosure.at(moment timestamptz) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not access.is_now(moment) then raise exception 'disclosure.not-now' using errcode = 'insufficient_privilege'; end if;
    perform set_config('akoma.moment', to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.USZ'), true);
end $$;
-- What nobody decided or reviewed in time (T15): those who oversee the house and who decides are rung, once. The numbers.
create function disclosure.escalate(moment timestamptz) returns setof text language plpgsql security definer set search_path = pg_catalog as $$
declare r record;
begin
    perform disclosure.at(moment);
    for r in select x.id, x.number, x.file_id from disclosure.request x
              where (x.state = 'WAITING' or x.at_once and x.review is null) and x.late_at is null
                and exists (select from access.decision d where d.subject = x.id and d.state = 'WAITING' and disclosure.due(d.id, d.proposed_at) + interval '1 hour' <= moment)
             union all
             select x.id, x.number, x.file_id from disclosure.offence_report x
              where (x.state = 'WAITING' or x.at_once and x.review is null) and x.late_at is null
                and exists (select from access.decision d where d.subject = x.id and d.state = 'WAITING' and disclosure.due(d.id, d.proposed_at) + interval '1 hour' <= moment) loop
        update disclosure.request x set late_at = moment where x.id = r.id;
        update disclosure.offence_report x set late_at = moment where x.id = r.id;
        perform access.ring_by_house(array(select access.who_oversee()) || array(select f.supervisor_id from cases.case_file f where f.id = r.file_id), 'task', moment, r.id);
        return next r.number;
    end loop;
end $$;
-- What was given is gone after its time. The numbers.
create function disclosure.forget(moment timestamptz) returns setof text language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform disclosure.at(moment);
    return query update disclosure.given g set sealed = null from disclosure.request r
                  where r.id = g.request_id and g.sealed is not null and (r.expires_at <= moment or r.state not in ('WAITING', 'GIVEN')) returning r.number;
end $$;
revoke execute on all functions in schema disclosure from public;
grant execute on function disclosure.victims, disclosure.ask, disclosure.withdraw, disclosure.fetch, disclosure.read_report, disclosure.answer_report, disclosure.coordinates
    to akoma_enforcement;
grant execute on function disclosure.state_without, disclosure.prepare, disclosure.words_of, disclosure.facts_given, disclosure.language_of, disclosure.last_seen, disclosure.tell, disclosure.confirm_untold, disclosure.units,
    disclosure.report, disclosure.send_at_once to akoma_protection;
grant execute on function disclosure.reads_review to akoma_protection;
grant execute on function disclosure.say_ground, disclosure.bar_now, disclosure.refused_before to akoma_protection, akoma_custody;
grant execute on function disclosure.fetches to akoma_protection, akoma_enforcement, akoma_custody;
grant execute on function disclosure.outline_given, disclosure.open_link, disclosure.opened_chain, disclosure.is_told, disclosure.child_says to akoma_custody;
grant execute on function disclosure.escalate, disclosure.forget to akoma_administration;
