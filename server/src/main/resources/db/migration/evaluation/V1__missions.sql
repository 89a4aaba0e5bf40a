grant usage on schema evaluation to akoma_protection, akoma_enforcement, akoma_custody, akoma_statistics, akoma_administration;

-- Missions that evaluate the project (requirements.md 6). What is written here goes into a report for many readers: no column leads to a child's file.

-- ---------- who reads and writes ---------------------------------------------------------------------------------------
-- Evaluators and project managers make missions; what belongs to one is written by the people of its team.
create function evaluation.makes() returns boolean stable language sql as $$
    select session_user = 'akoma_protection' and access.has_role(array['EVALUATOR', 'PROJECT_MANAGER']) $$;
-- Who reads findings that are released, what was answered and the plan of action; a police officer and a provider of services read none of it.
create function evaluation.reads() returns boolean stable language sql as $$
    select access.has_role(array['PROJECT_MANAGER', 'EVALUATOR', 'CASE_WORKER', 'CASE_SUPERVISOR', 'SHELTER_MANAGER', 'FINANCE_OFFICER', 'MINISTRY_OFFICER',
        'OBSERVER', 'LE_COORDINATOR', 'TRAINING_COORDINATOR', 'DATA_PROTECTION_OFFICER']) $$;
create function evaluation.today() returns date stable language sql as $$ select (access.moment() at time zone 'UTC')::date $$;
revoke execute on function evaluation.makes, evaluation.reads, evaluation.today from public;
grant execute on function evaluation.makes, evaluation.reads, evaluation.today to akoma_protection, akoma_enforcement, akoma_custody;

-- Words for a report: up to 2,000 letters and nothing like the code of a child's file, as AK-036, ak036 or A.K. n° 36. Amounts of money and names of criteria
-- sets are none. The form says the same by org.akoma.programme.evaluation.ReportWords.
-- Compared after signs that nobody sees are left out, compatibility characters became plain ones, digits of every script (by their zeros) 0 to 9, and a letter O before digits a zero.
create function evaluation.plain_signs(written text) returns text immutable language sql set search_path = pg_catalog as $$
    select regexp_replace(
        translate(normalize(regexp_replace(written, '[\u00ad\u0600-\u0605\u061c\u06dd\u070f\u08e2\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\U000e0001\U000e0020-\U000e007f]', '', 'g'), nfkc),
            (select string_agg(chr(zero + n), '' order by zero, n) from generate_series(0, 9) n, unnest(array[
                1632,1776,1984,2406,2534,2662,2790,2918,3046,3174,3302,3430,3558,3664,3792,3872,4160,4240,6112,6160,6470,6608,6784,6800,6992,7088,7232,7248,42528,
                43216,43264,43472,43504,43600,44016,66720,68912,69734,69872,69942,70096,70384,70736,70864,71248,71360,71472,71904,72016,72784,73040,73120,92768,92864,
                93008,123200,123632,125264]) zero),
            repeat('0123456789', 58)),
        '([a-z][^a-z0-9]{1,3})o+(?=[0-9])', '\10', 'gi') $$;
create function evaluation.is_safe(written text) returns boolean immutable language sql set search_path = pg_catalog as $$
    select length(written) between 1 and 2000
       and s !~* '(?:^|[^a-z0-9])a[^a-z0-9]{0,2}k[^a-z0-9]{0,3}(?:n(?:o|r|um[a-zé]{0,5})?[^a-z0-9]{0,3})?(?:[0-9][0-9o]|o[0-9o]*[0-9])'
       and s !~* '\m(?!dac-(?:1991|2019)\M)[a-z]{2,6}[_./\u2010-\u2015-]?[0-9]{3,9}\M'
       and s !~ '\m(?!XOF|GHS|GNF|EUR|USD|DAC-)[A-Z]{2,6}[^A-Za-z0-9]{1,3}[0-9]{3,9}\M'
      from evaluation.plain_signs(written) s $$;

-- ---------- criteria by version ----------------------------------------------------------------------------------------
-- Coherence was added on 10 December 2019. A mission uses the set of its first day, whatever was added since.
create table evaluation.criteria_set (
    code       text constraint criteria_set_pk primary key,
    valid_from date not null constraint criteria_set_from unique);
create table evaluation.criterion (
    criteria_set text not null constraint criterion_set references evaluation.criteria_set,
    code         text not null,
    place        int not null,
    constraint criterion_pk primary key (criteria_set, code),
    constraint criterion_place unique (criteria_set, place));
insert into evaluation.criteria_set (code, valid_from) values ('DAC-1991', '1991-01-01'), ('DAC-2019', '2019-12-10');
insert into evaluation.criterion (criteria_set, code, place) values
    ('DAC-1991', 'RELEVANCE', 1), ('DAC-1991', 'EFFECTIVENESS', 2), ('DAC-1991', 'EFFICIENCY', 3), ('DAC-1991', 'IMPACT', 4), ('DAC-1991', 'SUSTAINABILITY', 5),
    ('DAC-2019', 'RELEVANCE', 1), ('DAC-2019', 'COHERENCE', 2), ('DAC-2019', 'EFFECTIVENESS', 3), ('DAC-2019', 'EFFICIENCY', 4), ('DAC-2019', 'IMPACT', 5),
    ('DAC-2019', 'SUSTAINABILITY', 6);
grant select on evaluation.criteria_set, evaluation.criterion to akoma_protection, akoma_enforcement, akoma_custody;

-- ---------- missions ---------------------------------------------------------------------------------------------------
create table evaluation.mission (
    id              uuid constraint mission_pk primary key,
    code            text not null constraint mission_code unique constraint mission_code_form check (code ~ '^[A-Z0-9][A-Z0-9-]{2,29}$'),
    kind            text not null constraint mission_kind check (kind in ('MISSION', 'FINAL', 'EX_POST')),
    town            bytea,                                           -- sealed: it may be the town of a shelter; null: of no single place
    first_day       date not null,
    last_day        date not null,
    criteria_set    text not null constraint mission_criteria references evaluation.criteria_set,   -- of the first day
    terms           text constraint mission_terms check (evaluation.is_safe(terms)),   -- terms of reference
    report_on       date,                                            -- when the report is due, or was handed in
    response_due_on date,                                            -- T23; null until the report is dated or the findings are released
    released_at     timestamptz,                                     -- when its findings were released, all together
    released_by     uuid constraint mission_released_by references access.person,
    released_account text,                                           -- code of their account, which never changes
    asked_account   text,                                            -- of the evaluator who asked, to which they agreed; null: one person alone released them
    recall_id       uuid,                                            -- why nobody but the team reads it now (reports.recall); null: nobody took it back
    recall_agreed_at timestamptz,                                    -- since then its team corrects the words and releases them again
    closed_at       timestamptz,
    closed_by       uuid constraint mission_closed_by references access.person,
    made_by         uuid not null default access.actor() constraint mission_made_by references access.person,
    made_at         timestamptz not null default access.moment(),
    version         int not null default 1,
    constraint mission_days check (last_day between first_day and first_day + 60),
    constraint mission_report check (report_on between first_day and last_day + 90 and response_due_on >= coalesce(report_on, first_day)),
    constraint mission_released check ((released_at is null) = (released_by is null)),
    constraint mission_recalled check ((recall_id is null or released_at is not null) and (recall_agreed_at is null or recall_id is not null)),
    constraint mission_closed check ((closed_at is null) = (closed_by is null)),
    constraint mission_of_set unique (id, criteria_set));
create index mission_of_days on evaluation.mission (first_day desc, id);

create function evaluation.set_of_day() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    select s.code into new.criteria_set from evaluation.criteria_set s where s.valid_from <= new.first_day order by s.valid_from desc limit 1;
    return new;
end $$;
create trigger set_of_day before insert or update of first_day, criteria_set on evaluation.mission for each row execute function evaluation.set_of_day();

-- The management answers within the limit (T23) after the report or, while that has no day, after the last day; a limit on a weekend ends on the Monday.
create function evaluation.last_answer(from_day date) returns date stable language sql security definer set search_path = pg_catalog as $$
    select d + case extract(isodow from d) when 6 then 2 when 7 then 1 else 0 end
      from (select from_day + access.limit_of('management-response.max', 30)) l (d) $$;
create function evaluation.answer_in_time() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if new.response_due_on > evaluation.last_answer(coalesce(new.report_on, new.last_day)) then
        raise exception 'evaluation.response-late' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger answer_in_time before insert or update of last_day, report_on, response_due_on on evaluation.mission for each row
    execute function evaluation.answer_in_time();
revoke execute on function evaluation.last_answer, evaluation.answer_in_time from public;
grant execute on function evaluation.last_answer to akoma_protection;

create table evaluation.team (
    id         uuid constraint team_pk primary key default gen_random_uuid(),   -- of one membership: who left may be added again
    mission_id uuid not null constraint team_mission references evaluation.mission,
    person_id  uuid not null constraint team_person references access.person,
    account    text not null,                                        -- code of the account, which never changes
    added_by   uuid not null default access.actor() constraint team_added_by references access.person,
    added_at   timestamptz not null default access.moment(),
    left_at    timestamptz,                                          -- reads and writes no more from then on
    left_by    uuid constraint team_left_by references access.person,
    left_why   text constraint team_left_why check (evaluation.is_safe(left_why)),   -- why two people took an evaluator off
    version    int not null default 1,
    constraint team_left check ((left_at is null) = (left_by is null) and (left_why is null or left_at is not null)));
create unique index team_once on evaluation.team (mission_id, person_id) where left_at is null;
create index team_of_person on evaluation.team (person_id);

-- Whether the actor is of the team of a mission, and still in one of the two roles that make one.
create function evaluation.in_team(mission uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select evaluation.makes() and exists (select from evaluation.team t where t.mission_id = mission and t.person_id = access.actor() and t.left_at is null) $$;
-- The same while nothing is final.
create function evaluation.works_on(mission uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select evaluation.in_team(mission) and exists (select from evaluation.mission m where m.id = mission and m.closed_at is null) $$;
create function evaluation.drafts(mission uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select evaluation.in_team(mission) and exists (select from evaluation.mission m where m.id = mission and m.released_at is null and m.closed_at is null) $$;
create function evaluation.is_released(mission uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from evaluation.mission m where m.id = mission and m.released_at is not null and m.recall_id is null) $$;
create function evaluation.is_recalled(mission uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from evaluation.mission m where m.id = mission and m.recall_id is not null) $$;
-- Who writes the words of the mission: its team, until they are released, and while a release that was taken back is corrected. Team, sample and interviews
-- stay as they were at the first release.
create function evaluation.writes(mission uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select evaluation.drafts(mission) or evaluation.in_team(mission)
       and exists (select from evaluation.mission m where m.id = mission and m.recall_agreed_at is not null) $$;
-- The data protection officer reads what was taken back, as long as its second person has not decided.
create function evaluation.judges_recall(mission uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select session_user = 'akoma_custody' and access.has_role(array['DATA_PROTECTION_OFFICER'])
       and exists (select from evaluation.mission m where m.id = mission and m.recall_id is not null and m.recall_agreed_at is null) $$;

-- Who is of a team has an account of an evaluator or a project manager. Who makes a mission is of its team; others are added by the team.
create function evaluation.find_member() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    select p.id into new.person_id from access.person p
     where upper(p.code) = upper(new.account) and exists (select from access.person_role r where r.person_id = p.id and r.role in ('EVALUATOR', 'PROJECT_MANAGER')
           and r.approved_at <= access.moment() and r.valid_until > access.moment());
    if not found then raise exception 'evaluation.no-member' using errcode = 'check_violation', constraint = 'team_person'; end if;
    select upper(p.code) into new.account from access.person p where p.id = new.person_id;
    return new;
end $$;
create trigger find_member before insert on evaluation.team for each row execute function evaluation.find_member();
create function evaluation.maker_is_of_team() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if new.made_by is not null and session_user = 'akoma_protection' then
        insert into evaluation.team (mission_id, account, person_id, added_by) select new.id, p.code, p.id, new.made_by from access.person p where p.id = new.made_by;
    end if;
    return null;
end $$;
-- The evaluators of a team besides one person: who has been one at any moment since they joined, until they leave or are taken off by two people. That an
-- administrator ends their role, or that their contract ends, lets nobody release alone: they are then taken off, to which the data protection officer agrees.
create function evaluation.evaluators_besides(mission uuid, who uuid) returns setof uuid stable language sql security definer set search_path = pg_catalog as $$
    select t.person_id from evaluation.team t
     where t.mission_id = mission and t.left_at is null and t.person_id is distinct from who
       and exists (select from access.person_role r where r.person_id = t.person_id and r.role = 'EVALUATOR' and r.approved_at <= access.moment()
                      and r.valid_from <= access.moment() and r.valid_until >= t.added_at) $$;
-- Who made the mission leads it and stays. An evaluator leaves by their own act, or is taken off by two people with a reason that is kept: somebody of the
-- team asks, the data protection officer agrees. One person would otherwise choose who agrees to the findings, and who refused would be gone.
insert into access.decision_kind (kind, roles, proposers, section) values ('MEMBER_OFF', '{DATA_PROTECTION_OFFICER}', '{EVALUATOR,PROJECT_MANAGER}', null);
create function evaluation.lead_stays() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare m evaluation.mission;
begin
    if session_user not in ('akoma_protection', 'akoma_custody') then return new; end if;
    select * into m from evaluation.mission x where x.id = new.mission_id;
    if m.made_by = new.person_id then raise exception 'evaluation.lead-stays' using errcode = 'check_violation'; end if;
    if session_user = 'akoma_custody' and (m.released_at is not null or m.closed_at is not null) then
        raise exception 'evaluation.released' using errcode = 'check_violation';
    end if;
    if new.left_at is not null and new.person_id <> access.actor()
       and (session_user = 'akoma_custody' or new.person_id in (select evaluation.evaluators_besides(new.mission_id, null)))
       and (new.left_why is null or access.agreed_by('MEMBER_OFF', new.id, old.version) is distinct from access.actor()) then
        raise exception 'evaluation.second-stays' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger lead_stays before update on evaluation.team for each row execute function evaluation.lead_stays();
create trigger z_as_agreed before update on evaluation.team for each row execute function access.keep_as_agreed('id', 'MEMBER_OFF');
create function evaluation.leaving_waits_no_more() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform access.end_waiting(array['MEMBER_OFF'], new.id, null);
    return null;
end $$;
create trigger leaving_waits_no_more after update of left_at on evaluation.team for each row execute function evaluation.leaving_waits_no_more();
-- Whether somebody of the team, who is neither this evaluator nor asks about who leads, may ask that they are taken off.
create function evaluation.may_ask_off(member uuid, version int) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from evaluation.team t join evaluation.mission m on m.id = t.mission_id
                    where t.id = member and t.version = may_ask_off.version and t.left_at is null and t.person_id <> access.actor()
                      and t.person_id is distinct from m.made_by and evaluation.drafts(t.mission_id)
                      and t.person_id in (select evaluation.evaluators_besides(t.mission_id, null))) $$;
-- The accounts of the evaluators of a team besides its lead, for its people.
create function evaluation.evaluators_of(mission uuid) returns text[] stable language sql security definer set search_path = pg_catalog as $$
    select array(select t.account from evaluation.team t where t.mission_id = mission and t.left_at is null and evaluation.in_team(mission)
                    and not exists (select from evaluation.mission m where m.id = mission and m.made_by = t.person_id)
                    and t.person_id in (select evaluation.evaluators_besides(mission, null)) order by 1) $$;
-- Whose removal waits for the data protection officer, and since when, for the team besides that person.
create function evaluation.removals_waiting(mission uuid) returns table (account text, asked_at timestamptz) stable language sql security definer set search_path = pg_catalog as $$
    select t.account, min(d.proposed_at) from evaluation.team t join access.decision d on d.kind = 'MEMBER_OFF' and d.subject = t.id and d.state = 'WAITING'
     where t.mission_id = mission and t.left_at is null and t.person_id is distinct from access.actor() and evaluation.in_team(mission) group by t.account $$;
create trigger maker_is_of_team after insert on evaluation.mission for each row execute function evaluation.maker_is_of_team();

-- ---------- schedule and matrix ----------------------------------------------------------------------------------------
create table evaluation.slot (
    id         uuid constraint slot_pk primary key,
    mission_id uuid not null constraint slot_mission references evaluation.mission,
    day        date not null,
    begins     time not null,
    ends       time not null,
    work       text not null constraint slot_work check (work in ('FILE_REVIEW', 'SOCIAL_WORKERS', 'VISIT', 'CHILDREN', 'CAREGIVERS', 'POLICE', 'WORKSHOP', 'DEBRIEF', 'OTHER')),
    note       text constraint slot_note check (evaluation.is_safe(note)),
    planned_by uuid not null default access.actor() constraint slot_planned_by references access.person,
    constraint slot_hours check (begins < ends));
create index slot_of_mission on evaluation.slot (mission_id, day, begins);

-- Which sources there are is one list for questions and for the evidence of findings.
create function evaluation.is_source(source text) returns boolean immutable language sql set search_path = pg_catalog as $$
    select source in ('FILE_REVIEW', 'FIGURES', 'SOCIAL_WORKERS', 'CHILDREN', 'CAREGIVERS', 'POLICE', 'TEACHERS', 'VISITS', 'WORKSHOP', 'PARTNERS') $$;
create function evaluation.are_sources(sources text[]) returns boolean immutable language sql set search_path = pg_catalog as $$
    select cardinality(sources) between 1 and 10 and (select bool_and(evaluation.is_source(s)) and count(distinct s) = count(*) from unnest(sources) s) $$;
create table evaluation.question (
    id           uuid constraint question_pk primary key,
    mission_id   uuid not null,
    criteria_set text not null,
    criterion    text not null,
    words        text not null constraint question_words check (evaluation.is_safe(words)),
    sources      text[] not null constraint question_sources check (evaluation.are_sources(sources)),
    asked_by     uuid not null default access.actor() constraint question_asked_by references access.person,
    constraint question_mission foreign key (mission_id, criteria_set) references evaluation.mission (id, criteria_set),
    constraint question_criterion foreign key (criteria_set, criterion) references evaluation.criterion);
create index question_of_mission on evaluation.question (mission_id);

-- One to four, or not rated: then a note says why.
create table evaluation.rating (
    mission_id   uuid not null,
    criteria_set text not null,
    criterion    text not null,
    points       int constraint rating_points check (points between 1 and 4),
    note         text constraint rating_note check (evaluation.is_safe(note)),
    rated_by     uuid not null constraint rating_rated_by references access.person,
    rated_at     timestamptz not null,
    version      int not null default 1,
    constraint rating_pk primary key (mission_id, criterion),
    constraint rating_says_why_not check (points is not null or note is not null),
    constraint rating_mission foreign key (mission_id, criteria_set) references evaluation.mission (id, criteria_set),
    constraint rating_criterion foreign key (criteria_set, criterion) references evaluation.criterion);

-- The set of criteria is the mission's, whatever a statement says.
create function evaluation.set_of_mission() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    select m.criteria_set into new.criteria_set from evaluation.mission m where m.id = new.mission_id;
    return new;
end $$;
create trigger set_of_mission before insert or update on evaluation.question for each row execute function evaluation.set_of_mission();
create trigger set_of_mission before insert or update on evaluation.rating for each row execute function evaluation.set_of_mission();

-- ---------- rows -------------------------------------------------------------------------------------------------------
alter table evaluation.mission enable row level security;
alter table evaluation.team enable row level security;
alter table evaluation.slot enable row level security;
alter table evaluation.question enable row level security;
alter table evaluation.rating enable row level security;
revoke execute on function evaluation.plain_signs, evaluation.is_safe, evaluation.set_of_day, evaluation.in_team, evaluation.works_on, evaluation.drafts, evaluation.is_released,
    evaluation.is_recalled, evaluation.writes, evaluation.judges_recall, evaluation.find_member, evaluation.maker_is_of_team, evaluation.evaluators_besides, evaluation.lead_stays,
    evaluation.leaving_waits_no_more, evaluation.removals_waiting, evaluation.may_ask_off, evaluation.evaluators_of, evaluation.is_source, evaluation.are_sources, evaluation.set_of_mission from public;
grant execute on function evaluation.plain_signs, evaluation.is_safe, evaluation.is_source, evaluation.are_sources, evaluation.in_team, evaluation.works_on, evaluation.drafts,
    evaluation.is_released, evaluation.is_recalled, evaluation.writes, evaluation.judges_recall, evaluation.evaluators_of to akoma_protection, akoma_enforcement, akoma_custody;
grant execute on function evaluation.removals_waiting to akoma_protection;

-- The mission is known to those who make missions and, once its findings are released, to who reads these. Its schedule, questions and team likewise.
create policy made on evaluation.mission to akoma_protection
    using ((select evaluation.makes()) and (recall_id is null or evaluation.in_team(id))) with check ((select evaluation.makes()));
create policy released on evaluation.mission for select to akoma_protection, akoma_enforcement, akoma_custody
    using (released_at is not null and recall_id is null and (select evaluation.reads()));
create policy watched on evaluation.mission for select to akoma_custody using ((select access.has_role(array['DATA_PROTECTION_OFFICER'])));
create policy seen on evaluation.team for select to akoma_protection, akoma_enforcement, akoma_custody
    using (exists (select from evaluation.mission m where m.id = mission_id));
create policy added on evaluation.team for insert to akoma_protection with check (evaluation.drafts(mission_id));
create policy taken_off on evaluation.team for update to akoma_protection using (evaluation.drafts(mission_id)) with check (true);
create policy taken_off_by_two on evaluation.team for update to akoma_custody using ((select access.has_role(array['DATA_PROTECTION_OFFICER'])));
create policy seen on evaluation.slot for select to akoma_protection, akoma_enforcement, akoma_custody
    using (exists (select from evaluation.mission m where m.id = mission_id));
create policy planned on evaluation.slot to akoma_protection using (evaluation.writes(mission_id)) with check (evaluation.writes(mission_id));
create policy seen on evaluation.question for select to akoma_protection, akoma_enforcement, akoma_custody
    using (exists (select from evaluation.mission m where m.id = mission_id));
create policy asked on evaluation.question to akoma_protection using (evaluation.writes(mission_id)) with check (evaluation.writes(mission_id));
-- Ratings are a judgement: before the release only the team reads them, and after it they change no more.
create policy rated on evaluation.rating to akoma_protection using (evaluation.writes(mission_id)) with check (evaluation.writes(mission_id));
create policy seen on evaluation.rating for select to akoma_protection, akoma_enforcement, akoma_custody
    using (evaluation.in_team(mission_id) or (select evaluation.reads()) and evaluation.is_released(mission_id) or evaluation.judges_recall(mission_id));

grant select on evaluation.mission, evaluation.team, evaluation.slot, evaluation.question, evaluation.rating to akoma_protection, akoma_enforcement, akoma_custody;
grant insert (id, code, kind, town, first_day, last_day, terms, report_on, response_due_on, made_by, made_at) on evaluation.mission to akoma_protection;
grant update (kind, town, first_day, last_day, terms, report_on, response_due_on, released_at, released_by, recall_id, recall_agreed_at,
    closed_at, closed_by, version) on evaluation.mission to akoma_protection;
grant insert (mission_id, account), update (left_at, left_by) on evaluation.team to akoma_protection;
grant update (left_at, left_by, left_why) on evaluation.team to akoma_custody;
grant insert (id, mission_id, day, begins, ends, work, note), delete on evaluation.slot to akoma_protection;
grant insert (id, mission_id, criterion, words, sources), delete on evaluation.question to akoma_protection;
grant insert (mission_id, criterion, points, note, rated_by, rated_at), update (points, note, rated_by, rated_at, version) on evaluation.rating to akoma_protection;

create trigger by_oneself after insert on evaluation.mission referencing new table as added for each statement execute function access.by_oneself('made_by');
create trigger by_oneself after insert on evaluation.team referencing new table as added for each statement execute function access.by_oneself('added_by');
create trigger by_oneself after insert on evaluation.slot referencing new table as added for each statement execute function access.by_oneself('planned_by');
create trigger by_oneself after insert on evaluation.question referencing new table as added for each statement execute function access.by_oneself('asked_by');
create trigger by_oneself after insert on evaluation.rating referencing new table as added for each statement execute function access.by_oneself('rated_by');
create trigger one_act before update on evaluation.team for each row execute function access.one_act('ONCE', 'left_at', 'left_by');
-- What an evaluator judged is rewritten by no project manager: it is the management that is evaluated.
create function evaluation.keep_judgement() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare was jsonb := to_jsonb(old);
begin
    if session_user = 'akoma_protection' and access.has_role(array['PROJECT_MANAGER'])
       and ((was ->> tg_argv[0])::uuid is distinct from access.actor()
            or tg_table_name = 'finding' and exists (select from evaluation.former f where f.subject = (was ->> 'id')::uuid and f.changed_by <> access.actor())) then
        raise exception 'evaluation.of-an-evaluator' using errcode = 'check_violation';
    end if;
    return case tg_op when 'DELETE' then old else new end;
end $$;
revoke execute on function evaluation.keep_judgement from public;
create trigger keep_judgement before update on evaluation.rating for each row execute function evaluation.keep_judgement('rated_by');
create trigger one_act before update on evaluation.rating for each row execute function access.one_act('EACH', 'rated_at', 'rated_by');
create trigger one_act before update of released_at, released_by, closed_at, closed_by on evaluation.mission for each row
    execute function access.one_act('ONCE', 'released_at', 'released_by', 'closed_at', 'closed_by');

-- ---------- who read it -------------------------------------------------------------------------------------------------
-- Who outside of the team read what a mission found, and when last: once it is taken back, these are told, and the data protection officer goes on from them.
create table evaluation.reading (
    mission_id uuid not null constraint reading_mission references evaluation.mission,
    person_id  uuid not null constraint reading_person references access.person,
    account    text not null,
    first_at   timestamptz not null,
    last_at    timestamptz not null,
    times      int not null default 1,
    constraint reading_pk primary key (mission_id, person_id));
alter table evaluation.reading enable row level security;
create policy watched on evaluation.reading for select to akoma_custody using ((select access.has_role(array['DATA_PROTECTION_OFFICER'])));
grant select on evaluation.reading to akoma_custody;
create function evaluation.note_reading(mission uuid) returns void language sql security definer set search_path = pg_catalog as $$
    insert into evaluation.reading (mission_id, person_id, account, first_at, last_at)
    select mission, p.id, upper(p.code), access.moment(), access.moment() from access.person p
     where p.id = access.actor() and evaluation.is_released(mission) and evaluation.reads() and not evaluation.in_team(mission)
        on conflict (mission_id, person_id) do update set last_at = excluded.last_at, times = reading.times + 1 $$;
revoke execute on function evaluation.note_reading from public;
grant execute on function evaluation.note_reading to akoma_protection, akoma_enforcement, akoma_custody;
