grant usage on schema training to akoma_enforcement, akoma_protection, akoma_publication, akoma_statistics;

-- The training of police and social workers together (requirements.md 5). What is kept here is about staff: no column and no key leads to a child, an
-- operation or a file. The only thing that the other side of that wall asks is whether a person holds a valid certificate (training.is_certified).

-- ---------- who reads and writes ---------------------------------------------------------------------------------------
-- The coordinator of training keeps all of it, on the login of the police side. An officer, a case worker, an officer of a ministry and an
-- evaluator read what is written of themselves, a coordinator of the police that of the people of their structure, nobody else anything but counts.
create function training.keeps() returns boolean stable language sql as $$
    select session_user = 'akoma_enforcement' and access.has_role(array['TRAINING_COORDINATOR']) $$;
create function training.reads_own() returns boolean stable language sql as $$
    select access.has_role(array['LE_OFFICER', 'LE_COORDINATOR', 'CASE_WORKER', 'MINISTRY_OFFICER', 'EVALUATOR']) $$;
-- The structures whose officers the actor coordinates.
create function training.coordinated() returns setof uuid stable language sql security definer set search_path = pg_catalog as $$
    select r.organisation_id from access.person_role r where access.at_work() and r.person_id = access.actor() and r.role = 'LE_COORDINATOR' and r.compartment = session_user
       and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment() $$;
create function training.today() returns date stable language sql as $$ select (access.moment() at time zone 'UTC')::date $$;
revoke execute on function training.keeps, training.reads_own, training.coordinated, training.today from public;
grant execute on function training.keeps, training.reads_own, training.coordinated, training.today to akoma_enforcement, akoma_protection;

-- ---------- courses and sessions ---------------------------------------------------------------------------------------
-- What is taught. Another content is another edition: what was held before keeps its own.
create table training.course (
    id      uuid constraint course_pk primary key,
    code    text not null constraint course_code_form check (code ~ '^[A-Z0-9][A-Z0-9-]{1,29}$'),
    edition int not null constraint course_edition_number check (edition >= 1),
    title   text not null constraint course_title check (access.is_plain(title) and length(title) <= 200),
    modules text[] not null,
    made_by uuid not null default access.actor() constraint course_made_by references access.person,
    made_at timestamptz not null default access.moment(),
    constraint course_edition unique (code, edition),
    constraint course_some_module check (cardinality(modules) between 1 and 8),
    constraint course_modules check (modules <@ array['M1_LAW', 'M2_INDICATORS', 'M3_RESCUE_SAFETY', 'M4_CHILD_INTERVIEW', 'M5_REFERRAL_HANDOVER',
        'M6_EVIDENCE', 'M7_DATA_PROTECTION', 'M8_SELF_CARE']));

-- One to ten days, in their order, none twice.
create function training.are_days(days date[]) returns boolean immutable language sql set search_path = pg_catalog as $$
    select cardinality(days) between 1 and 10 and days = (select array_agg(distinct d order by d) from unnest(days) d) $$;

create table training.session (
    id           uuid constraint session_pk primary key,
    code         text not null constraint session_code unique constraint session_code_form check (code ~ '^[A-Z0-9][A-Z0-9-]{2,29}$'),
    course_id    uuid not null constraint session_course references training.course,
    country      text not null constraint session_country check (country ~ '^[A-Z]{2}$'),
    town         text constraint session_town check (access.is_plain(town) and length(town) <= 200),   -- null: not recorded
    days         date[] not null constraint session_days check (training.are_days(days)),
    capacity     int constraint session_capacity check (capacity between 1 and 1000),               -- null: not limited
    trainers     bytea,                                              -- sealed: who teaches
    cancelled_at timestamptz,
    made_by      uuid not null default access.actor() constraint session_made_by references access.person,
    made_at      timestamptz not null default access.moment(),
    version      int not null default 1);
create index session_of_course on training.session (course_id);
create function training.last_day(days date[]) returns date immutable language sql set search_path = pg_catalog as $$ select days[cardinality(days)] $$;

-- ---------- who takes part ---------------------------------------------------------------------------------------------
-- Of both sides; many have no account. The name is sealed for the police side, whose coordinator writes it: the care side reads codes.
create table training.participant (
    id              uuid constraint participant_pk primary key,
    session_id      uuid not null constraint participant_session references training.session,
    code            text not null constraint participant_code unique constraint participant_code_form check (code ~ '^[A-Z0-9][A-Z0-9-]{2,39}$'),
    organisation_id uuid constraint participant_organisation references access.organisation,   -- null: several, or one that is not of this house
    function        text not null constraint participant_function check (function in ('POLICE', 'GENDARMERIE', 'FOREST_GUARD', 'CUSTOMS', 'JUSTICE',
                        'SOCIAL_WORKER', 'HEALTH', 'EDUCATION', 'OTHER')),
    side            text not null generated always as (case when function in ('POLICE', 'GENDARMERIE', 'FOREST_GUARD', 'CUSTOMS') then 'POLICE' else 'CARE' end) stored,
    sex             text not null constraint participant_sex check (sex in ('F', 'M', 'U')),
    account         text,                                            -- code of the person's account; training.find_account gives its id
    person_id       uuid constraint participant_person references access.person,
    name            bytea,                                           -- sealed
    practical       text constraint participant_practical check (practical in ('PASS', 'FAIL')),
    withdrawn_at    timestamptz,                                     -- no longer takes part
    results         int not null default 0,                          -- counts the changes of attendance, scores, practical and holder
    enrolled_by     uuid not null default access.actor() constraint participant_enrolled_by references access.person,
    practical_by    uuid constraint participant_practical_by references access.person,
    version         int not null default 1,
    constraint participant_once unique (session_id, person_id),
    constraint participant_practical_says_who check ((practical is null) = (practical_by is null)));
create index participant_of_session on training.participant (session_id, code);
create index participant_of_person on training.participant (person_id) where person_id is not null;
create index participant_of_organisation on training.participant (organisation_id);

-- An account that is named is one of the house, and works for the structure that is named beside it. Of the care side the coordinator reads no account
-- otherwise; what comes of a name is yes or no.
create function training.find_account() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    new.person_id := null;
    if new.account is null then return new; end if;
    select p.id into new.person_id from access.person p
     where upper(p.code) = new.account and p.compartment in ('akoma_enforcement', 'akoma_protection')
       and (new.organisation_id is null or p.organisation_id = new.organisation_id);
    if not found then raise exception 'training.no-account' using errcode = 'check_violation', constraint = 'participant_person'; end if;
    return new;
end $$;
create trigger find_account before insert or update of account, person_id, organisation_id on training.participant for each row
    execute function training.find_account();

create table training.attendance (
    participant_id uuid not null constraint attendance_participant references training.participant,
    day            date not null,
    present        boolean not null,
    recorded_by    uuid not null default access.actor() constraint attendance_recorded_by references access.person,
    recorded_at    timestamptz not null default access.moment(),
    constraint attendance_pk primary key (participant_id, day));

-- The same test before and after: its total, and by module where it was counted so.
create table training.score (
    participant_id uuid not null constraint score_participant references training.participant,
    round          text not null constraint score_round check (round in ('BEFORE', 'AFTER')),
    part           text not null constraint score_part check (part in ('TOTAL', 'M1_LAW', 'M2_INDICATORS', 'M3_RESCUE_SAFETY', 'M4_CHILD_INTERVIEW',
                       'M5_REFERRAL_HANDOVER', 'M6_EVIDENCE', 'M7_DATA_PROTECTION', 'M8_SELF_CARE')),
    points         int not null constraint score_points check (points between 0 and 100),
    recorded_by    uuid not null default access.actor() constraint score_recorded_by references access.person,
    recorded_at    timestamptz not null default access.moment(),
    constraint score_pk primary key (participant_id, round, part));

-- ---------- certificates -----------------------------------------------------------------------------------------------
-- Proposed by the coordinator for the people of one side of a session together, with what was judged of each; confirmed by another person. A list has
-- one row for each side of a session, whose version counts the proposals.
create table training.certificate_list (
    id          uuid constraint certificate_list_pk primary key,
    session_id  uuid not null constraint certificate_list_session references training.session,
    side        text not null constraint certificate_list_side check (side in ('POLICE', 'CARE')),
    proposed_by uuid not null constraint certificate_list_proposed_by references access.person,
    version     int not null default 1,
    constraint certificate_list_once unique (session_id, side));
create table training.listed (
    list_id        uuid not null constraint listed_list references training.certificate_list,
    version        int not null,                                     -- of the list, when they were put on it
    participant_id uuid not null constraint listed_participant references training.participant,
    results        int not null,                                     -- of the participant then
    constraint listed_pk primary key (list_id, version, participant_id));
create index listed_of_participant on training.listed (participant_id);

create sequence training.running_number;
create table training.certificate (
    id             uuid constraint certificate_pk primary key,
    participant_id uuid not null constraint certificate_participant references training.participant,
    number         text not null constraint certificate_number unique,
    code           text not null constraint certificate_code unique constraint certificate_code_form check (code ~ '^[0-9A-HJKMNP-TV-Z]{20}$'),   -- 100 bits by chance
    modules        text[] not null,
    issued_at      timestamptz not null,
    valid_until    date not null,                                    -- the first day on which it is not valid
    decision_id    uuid not null constraint certificate_decision references access.decision,
    suspended_at   timestamptz,                                      -- a result was changed since: it waits to be confirmed anew
    revoked_at     timestamptz,
    revoked_why    text constraint certificate_revoked_why check (revoked_why in ('FRAUD', 'MISCONDUCT', 'MISTAKE', 'REPLACED')),
    version        int not null default 1,
    constraint certificate_revoked check ((revoked_at is null) = (revoked_why is null)));
create index certificate_of_participant on training.certificate (participant_id);

-- ---------- reaction and behaviour -------------------------------------------------------------------------------------
-- The end form says nothing of who filled it in, nor when: five answers from 1 to 5, typed from paper.
create table training.reaction (
    id         uuid constraint reaction_pk primary key,
    session_id uuid not null constraint reaction_session references training.session,
    answers    int[] not null constraint reaction_answers check (cardinality(answers) = 5 and 1 <= all (answers) and 5 >= all (answers)));
create index reaction_of_session on training.reaction (session_id);

-- Points of ten items, each YES, NO or NOT_APPLICABLE: what did not arise was not done wrong.
create function training.points(items jsonb) returns int immutable language sql set search_path = pg_catalog as $$
    select count(*) filter (where value in ('YES', 'NOT_APPLICABLE'))::int from jsonb_each_text(items) $$;
create function training.are_items(items jsonb) returns boolean immutable language sql set search_path = pg_catalog as $$
    select jsonb_typeof(items) = 'object' and (select array_agg(key order by key) = array['MEDICAL_ASKED', 'NOT_PHOTOGRAPHED', 'NOT_RESTRAINED', 'NO_PRESS',
               'OWN_LANGUAGE', 'SEPARATED', 'SLIP_COMPLETE', 'TO_WORKER_IN_TIME', 'WATER_FOOD', 'WOMAN_OFFICER']
               and bool_and(value in ('YES', 'NO', 'NOT_APPLICABLE')) from jsonb_each_text(items)) $$;
create function training.not_seen(items jsonb) returns int immutable language sql set search_path = pg_catalog as $$
    select count(*) filter (where value = 'NOT_APPLICABLE')::int from jsonb_each_text(items) $$;
create table training.checklist (
    id             uuid constraint checklist_pk primary key,
    participant_id uuid not null constraint checklist_participant references training.participant,
    occasion       text not null constraint checklist_occasion check (occasion in ('OPERATION', 'DAY_90', 'DAY_180')),
    observed_on    date not null,
    items          jsonb constraint checklist_items check (training.are_items(items)),   -- null: only the points were handed in
    points         int not null constraint checklist_points check (points between 0 and 10),
    observer       bytea,                                            -- sealed: who observed, where it was not who records
    recorded_by    uuid not null default access.actor() constraint checklist_recorded_by references access.person,
    recorded_at    timestamptz not null default access.moment(),
    version        int not null default 1,
    constraint checklist_once unique (participant_id, occasion),
    constraint checklist_adds_up check (items is null or points = training.points(items)),
    constraint checklist_seen check (items is null or training.not_seen(items) <= 2));

-- ---------- rows ----------------------------------------------------------------------------------------------------------
alter table training.course enable row level security;
alter table training.session enable row level security;
alter table training.participant enable row level security;
alter table training.attendance enable row level security;
alter table training.score enable row level security;
alter table training.certificate_list enable row level security;
alter table training.listed enable row level security;
alter table training.certificate enable row level security;
alter table training.reaction enable row level security;
alter table training.checklist enable row level security;

create policy kept on training.participant to akoma_enforcement using ((select training.keeps())) with check ((select training.keeps()));
create policy own on training.participant for select to akoma_enforcement, akoma_protection
    using (person_id = (select access.actor()) and (select training.reads_own()));
create policy of_structure on training.participant for select to akoma_enforcement
    using (side = 'POLICE' and organisation_id in (select training.coordinated()));

create policy kept on training.session to akoma_enforcement using ((select training.keeps())) with check ((select training.keeps()));
create policy took_part on training.session for select to akoma_enforcement, akoma_protection
    using (exists (select from training.participant p where p.session_id = session.id));
create policy kept on training.course to akoma_enforcement using ((select training.keeps())) with check ((select training.keeps()));
create policy took_part on training.course for select to akoma_enforcement, akoma_protection
    using (exists (select from training.session s where s.course_id = course.id));

create policy kept on training.attendance to akoma_enforcement using ((select training.keeps())) with check ((select training.keeps()));
create policy of_seen on training.attendance for select to akoma_enforcement, akoma_protection
    using (exists (select from training.participant p where p.id = participant_id));
create policy kept on training.score to akoma_enforcement using ((select training.keeps())) with check ((select training.keeps()));
create policy of_seen on training.score for select to akoma_enforcement, akoma_protection
    using (exists (select from training.participant p where p.id = participant_id));
create policy kept on training.checklist to akoma_enforcement using ((select training.keeps())) with check ((select training.keeps()));
create policy of_seen on training.checklist for select to akoma_enforcement, akoma_protection
    using (exists (select from training.participant p where p.id = participant_id));
create policy of_seen on training.certificate for select to akoma_enforcement, akoma_protection
    using (exists (select from training.participant p where p.id = participant_id));
create policy kept on training.certificate_list for select to akoma_enforcement using ((select training.keeps()));
create policy kept on training.listed for select to akoma_enforcement using ((select training.keeps()));
create policy kept on training.reaction to akoma_enforcement using ((select training.keeps())) with check ((select training.keeps()));

grant execute on function training.are_days, training.last_day, training.points, training.not_seen, training.are_items to akoma_enforcement, akoma_protection, akoma_statistics;
grant select on training.course, training.session, training.attendance, training.score, training.certificate to akoma_enforcement, akoma_protection;
grant select on training.participant to akoma_enforcement;
grant select (id, session_id, code, organisation_id, function, side, sex, account, person_id, practical, withdrawn_at, results, version) on training.participant to akoma_protection;
grant select on training.checklist to akoma_enforcement;
grant select (id, participant_id, occasion, observed_on, items, points, recorded_at, version) on training.checklist to akoma_protection;
grant select on training.certificate_list, training.listed, training.reaction to akoma_enforcement;
grant insert on training.course, training.session, training.participant, training.attendance, training.score, training.reaction, training.checklist to akoma_enforcement;
grant update (town, days, capacity, trainers, cancelled_at, version) on training.session to akoma_enforcement;
grant update (organisation_id, function, sex, account, name, practical, withdrawn_at, version) on training.participant to akoma_enforcement;
grant update (present) on training.attendance to akoma_enforcement;
grant update (points) on training.score to akoma_enforcement;
grant update (observed_on, items, points, observer, recorded_by, recorded_at, version) on training.checklist to akoma_enforcement;

create trigger by_oneself after insert on training.course referencing new table as added for each statement execute function access.by_oneself('made_by');
create trigger by_oneself after insert on training.session referencing new table as added for each statement execute function access.by_oneself('made_by');
create trigger by_oneself after insert on training.participant referencing new table as added for each statement execute function access.by_oneself('enrolled_by');
create trigger by_oneself after insert on training.attendance referencing new table as added for each statement execute function access.by_oneself('recorded_by');
create trigger by_oneself after insert on training.score referencing new table as added for each statement execute function access.by_oneself('recorded_by');
create trigger by_oneself after insert on training.checklist referencing new table as added for each statement execute function access.by_oneself('recorded_by');
create trigger one_act before update on training.checklist for each row execute function access.one_act('EACH', 'recorded_at', 'recorded_by');
-- Who recorded a result confirms nothing that rests on it (training.concerned): no login writes who it was, the change of the result does.
create function training.recorded_now() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    new.recorded_by := access.actor();
    new.recorded_at := access.moment();
    return new;
end $$;
create trigger recorded_now before update on training.attendance for each row when (new.present <> old.present) execute function training.recorded_now();
create trigger recorded_now before update on training.score for each row when (new.points <> old.points) execute function training.recorded_now();
create function training.judged_now() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    new.practical_by := case when new.practical is not null then access.actor() end;
    return new;
end $$;
create trigger judged_at_first before insert on training.participant for each row execute function training.judged_now();
create trigger judged_now before update on training.participant for each row when (new.practical is distinct from old.practical)
    execute function training.judged_now();
revoke execute on function training.recorded_now, training.judged_now from public;

-- ---------- what happened, happened on a day of the session ---------------------------------------------------------------
-- Anyone who is on the list of a day that has come was there or was not; a score and a practical belong to a session that has begun.
create function training.in_session() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare r jsonb := to_jsonb(new); s training.session; p training.participant; day date := coalesce((to_jsonb(new) ->> 'day')::date, training.today());
begin
    if session_user <> 'akoma_enforcement' then return new; end if;
    select * into p from training.participant x where x.id = coalesce((r ->> 'participant_id')::uuid, (r ->> 'id')::uuid);
    select * into s from training.session x where x.id = p.session_id;
    if s.cancelled_at is not null or p.withdrawn_at is not null then
        raise exception 'training.takes-no-part' using errcode = 'check_violation';
    end if;
    if s.days[1] > training.today() or day > training.today() or r ? 'day' and not day = any (s.days) then
        raise exception 'training.not-yet' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger in_session before insert or update on training.attendance for each row execute function training.in_session();
create trigger in_session before insert or update on training.score for each row execute function training.in_session();
create trigger in_session before update of practical on training.participant for each row
    when (new.practical is distinct from old.practical) execute function training.in_session();
-- Nobody is observed before the end of what they were taught, nor tomorrow; 90 and 180 days later not before the least number of days
-- that a house may choose (policies.json): the number that holds is asked of FieldChecklists.
create function training.observed_after() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if new.observed_on > training.today() or new.observed_on < (select training.last_day(s.days) from training.participant p
           join training.session s on s.id = p.session_id where p.id = new.participant_id) + (case new.occasion when 'OPERATION' then 0 else 30 end) then
        raise exception 'training.observed-after' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger observed_after before insert or update on training.checklist for each row execute function training.observed_after();
-- A session that was attended is held as it is written: its days move no more, and it is not cancelled.
create function training.held_as_written() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if exists (select from training.attendance a join training.participant p on p.id = a.participant_id where p.session_id = new.id) then
        raise exception 'training.session-held' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger held_as_written before update of days, cancelled_at on training.session for each row
    when (new.days <> old.days or new.cancelled_at is distinct from old.cancelled_at) execute function training.held_as_written();
-- No more people than places. The session is locked until the end of the transaction, so that two who take the last place wait for each other.
create function training.has_place() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare places int;
begin
    select s.capacity into places from training.session s where s.id = new.session_id for update;
    if (select count(*) from training.participant p where p.session_id = new.session_id and p.withdrawn_at is null) > places then
        raise exception 'training.session-full' using errcode = 'check_violation';
    end if;
    return null;
end $$;
create trigger has_place after insert on training.participant for each row execute function training.has_place();
revoke execute on function training.find_account, training.in_session, training.observed_after, training.held_as_written, training.has_place from public;

-- ---------- who passed ----------------------------------------------------------------------------------------------------
-- The modules of the course, less those whose points afterwards are below the mark: a certificate does not name what its holder did not pass.
create function training.modules_passed(participant uuid) returns text[] stable language sql security definer set search_path = pg_catalog as $$
    select array(select m from unnest(c.modules) with ordinality as t (m, n)
                  where not exists (select from training.score r where r.participant_id = p.id and r.round = 'AFTER' and r.part = m
                                       and r.points < access.limit_of('training.pass-mark', 70)) order by n)
      from training.participant p join training.session s on s.id = p.session_id join training.course c on c.id = s.course_id where p.id = participant $$;
-- The test afterwards, the days and the practical (requirements.md 5), by the limits of the house.
create function training.is_passed(participant uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select cardinality(training.modules_passed(participant)) > 0
       and exists (select from training.participant p where p.id = participant and p.withdrawn_at is null and p.practical = 'PASS'
        and (select count(*) from training.attendance a where a.participant_id = p.id and a.present) >= access.limit_of('training.days.min', 2)
        and exists (select from training.score s where s.participant_id = p.id and s.round = 'AFTER' and s.part = 'TOTAL'
                       and s.points >= access.limit_of('training.pass-mark', 70))) $$;
revoke execute on function training.is_passed, training.modules_passed from public;
grant execute on function training.is_passed to akoma_enforcement;

-- A result that changes suspends the certificate that rests on it, and ends what waits about it: it is proposed anew (trust.md 2).
create function training.changed(participant uuid) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
    update training.participant p set results = p.results + 1 where p.id = participant;
    update training.certificate c set suspended_at = access.moment(), version = c.version + 1
     where c.participant_id = participant and c.suspended_at is null and c.revoked_at is null;
    perform access.end_waiting('{CERTIFICATES_POLICE,CERTIFICATES_CARE}', l.list_id, null)
       from training.listed l join training.certificate_list t on t.id = l.list_id and t.version = l.version where l.participant_id = participant;
end $$;
create function training.result_changed() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform training.changed(coalesce((to_jsonb(new) ->> 'participant_id')::uuid, (to_jsonb(new) ->> 'id')::uuid));
    return null;
end $$;
create trigger result_added after insert on training.attendance for each row execute function training.result_changed();
create trigger result_changed after update on training.attendance for each row when (new.present <> old.present) execute function training.result_changed();
create trigger result_added after insert on training.score for each row execute function training.result_changed();
create trigger result_changed after update on training.score for each row when (new.points <> old.points) execute function training.result_changed();
-- So does another holder, name or function: a certificate that was confirmed for one person is not moved to another, and who confirmed it while they had no
-- account on the list does not hold it afterwards. No list of columns, since person_id is written by find_account.
create trigger result_changed after update on training.participant for each row
    when ((new.practical, new.withdrawn_at, new.person_id, new.account, new.name, new.function)
          is distinct from (old.practical, old.withdrawn_at, old.person_id, old.account, old.name, old.function))
    execute function training.result_changed();
revoke execute on function training.changed, training.result_changed from public;

-- ---------- certificates need two people ----------------------------------------------------------------------------------
-- Who confirms, or agrees that one is revoked: another coordinator of training; for police and other forces a coordinator of the police, for social workers
-- and others the project manager. Never who is on the list, nor who recorded anything that it rests on (access.authors_of).
insert into access.decision_kind (kind, roles, proposers, section) values
    ('CERTIFICATES_POLICE',    '{TRAINING_COORDINATOR,LE_COORDINATOR}',  '{TRAINING_COORDINATOR}', null),
    ('CERTIFICATES_CARE',      '{TRAINING_COORDINATOR,PROJECT_MANAGER}', '{TRAINING_COORDINATOR}', null),
    ('CERTIFICATE_END_POLICE', '{TRAINING_COORDINATOR,LE_COORDINATOR}',  '{TRAINING_COORDINATOR}', null),
    ('CERTIFICATE_END_CARE',   '{TRAINING_COORDINATOR,PROJECT_MANAGER}', '{TRAINING_COORDINATOR}', null);

-- Whether a certificate is in force, or waits to be confirmed anew: who holds one of these in this session is given no other.
create function training.holds_one(participant uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from training.certificate c where c.participant_id = participant and c.suspended_at is null and c.revoked_at is null) $$;
-- Those of one side of a session who passed and hold none that is in force. Nobody proposes a certificate for themselves or a namesake: another coordinator does.
create function training.to_certify(session uuid, side text) returns setof uuid stable language sql security definer set search_path = pg_catalog as $$
    select p.id from training.participant p where p.session_id = session and p.side = to_certify.side and training.is_passed(p.id) and not training.holds_one(p.id)
       and (p.person_id is null or p.person_id <> all (access.with_namesakes(array[access.actor()]))) and (select training.keeps()) $$;

-- Puts all of them on the list under a new version of it. Null: nobody is to be put on it.
create function training.list_certificates(session uuid, side text, made uuid) returns table (id uuid, version int)
language plpgsql security definer set search_path = pg_catalog as $$
declare l training.certificate_list;
begin
    if not training.keeps() then raise exception 'access.role-needed' using errcode = 'insufficient_privilege'; end if;
    if not exists (select from training.to_certify(list_certificates.session, list_certificates.side)) then return; end if;
    insert into training.certificate_list as t (id, session_id, side, proposed_by) values (made, list_certificates.session, list_certificates.side, access.actor())
        on conflict on constraint certificate_list_once do update set version = t.version + 1, proposed_by = excluded.proposed_by returning t.* into l;
    insert into training.listed (list_id, version, participant_id, results)
        select l.id, l.version, c, (select p.results from training.participant p where p.id = c)
          from training.to_certify(list_certificates.session, list_certificates.side) c;
    return query select l.id, l.version;
end $$;

-- What the actor agreed to in this very moment.
create function training.just_agreed(kinds text[], subject uuid) returns access.decision stable language sql security definer set search_path = pg_catalog as $$
    select d from access.decision d where d.kind = any (kinds) and d.subject = just_agreed.subject and d.state = 'AGREED' and d.decided_by = access.actor()
       and d.ended_at = access.moment() limit 1 $$;

-- 100 bits by chance, in 20 letters and digits that are not mistaken for each other.
create function training.fresh_code() returns text volatile language sql set search_path = pg_catalog as $$
    select string_agg(substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', 1 + (get_byte(h, n) & 31), 1), '' order by n)
      from (select sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())) as h) x, generate_series(0, 19) n $$;

-- By who agreed, in that transaction: exactly those on the list, with the results that it showed. One that was suspended is replaced and lasts no longer.
create function training.issue(list uuid) returns int language plpgsql security definer set search_path = pg_catalog as $$
declare d access.decision; t training.certificate_list; s training.session; one record; ends date; n int := 0;
begin
    select * into t from training.certificate_list x where x.id = list;
    d := training.just_agreed('{CERTIFICATES_POLICE,CERTIFICATES_CARE}', list);
    if d.id is null or d.version <> t.version then raise exception 'training.not-agreed' using errcode = 'insufficient_privilege'; end if;
    select * into s from training.session x where x.id = t.session_id;
    for one in select p.id, p.code, p.results, l.results as listed from training.listed l join training.participant p on p.id = l.participant_id
                where l.list_id = t.id and l.version = t.version order by p.code for update of p loop
        if one.results <> one.listed or not training.is_passed(one.id) or training.holds_one(one.id) then
            raise exception 'training.list-changed' using errcode = 'insufficient_privilege';
        end if;
        ends := (training.today() + make_interval(months => access.limit_of('training.certificate.validity', 24)))::date;
        select least(ends, min(c.valid_until)) into ends from training.certificate c
         where c.participant_id = one.id and c.revoked_at is null and c.valid_until > training.today();
        update training.certificate c set revoked_at = access.moment(), revoked_why = 'REPLACED', version = c.version + 1
         where c.participant_id = one.id and c.revoked_at is null;
        insert into training.certificate (id, participant_id, number, code, modules, issued_at, valid_until, decision_id)
        values (gen_random_uuid(), one.id, 'AKC-' || to_char(training.today(), 'YYYY') || '-' || lpad(nextval('training.running_number')::text, 5, '0'),
                training.fresh_code(), training.modules_passed(one.id), access.moment(), ends, d.id);
        n := n + 1;
    end loop;
    return n;
end $$;

-- By who agreed that it is revoked, for the reason that was proposed.
create function training.revoke(certificate uuid) returns void language plpgsql security definer set search_path = pg_catalog as $$
declare d access.decision := training.just_agreed('{CERTIFICATE_END_POLICE,CERTIFICATE_END_CARE}', certificate);
begin
    if d.id is null then raise exception 'training.not-agreed' using errcode = 'insufficient_privilege'; end if;
    update training.certificate c set revoked_at = access.moment(), revoked_why = d.record ->> 'revoked_why', version = c.version + 1
     where c.id = certificate and c.revoked_at is null and c.version = d.version;
    if not found then raise exception 'training.list-changed' using errcode = 'insufficient_privilege'; end if;
end $$;

-- Whether what is asked is about a list or a certificate of that side, as it is now.
create function training.may_be_asked(kind text, subject uuid, version int) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select case when kind like 'CERTIFICATES%' then exists (select from training.certificate_list t where t.id = subject and t.version = may_be_asked.version
                    and kind = 'CERTIFICATES_' || t.side and t.proposed_by = access.actor())
           else exists (select from training.certificate c join training.participant p on p.id = c.participant_id
                         where c.id = subject and c.version = may_be_asked.version and c.revoked_at is null and kind = 'CERTIFICATE_END_' || p.side) end $$;

-- Whom a list or a certificate is about, and who recorded what it rests on: none of them confirms it.
create function training.concerned(kind text, subject uuid) returns setof uuid stable language sql security definer set search_path = pg_catalog as $$
    with those as (select l.participant_id as id from training.listed l join training.certificate_list t on t.id = l.list_id and t.version = l.version
                    where t.id = subject and kind like 'CERTIFICATES%'
                   union select c.participant_id from training.certificate c where c.id = subject and kind like 'CERTIFICATE!_END%' escape '!')
    select p.person_id from training.participant p join those t on t.id = p.id where p.person_id is not null
    union select p.practical_by from training.participant p join those t on t.id = p.id where p.practical_by is not null
    union select a.recorded_by from training.attendance a join those t on t.id = a.participant_id
    union select s.recorded_by from training.score s join those t on t.id = s.participant_id where s.round = 'AFTER' $$;
revoke execute on function training.holds_one, training.to_certify, training.list_certificates, training.just_agreed, training.fresh_code, training.issue,
    training.revoke, training.may_be_asked, training.concerned from public;
grant execute on function training.to_certify, training.list_certificates to akoma_enforcement;
grant execute on function training.issue, training.revoke to akoma_enforcement, akoma_protection;

-- ---------- certified, yes or no ------------------------------------------------------------------------------------------
-- The one question that the police's own records ask of training: whether somebody holds this module at that moment, by a certificate that had neither ended
-- nor been revoked, nor waits to be confirmed anew.
create function training.is_certified(person uuid, module text, at timestamptz) returns boolean
stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from training.certificate c join training.participant p on p.id = c.participant_id
                    where p.person_id = person and module = any (c.modules) and c.issued_at <= at and c.valid_until > (at at time zone 'UTC')::date
                      and c.suspended_at is null and c.revoked_at is null) $$;
revoke execute on function training.is_certified from public;
grant execute on function training.is_certified to akoma_enforcement;
