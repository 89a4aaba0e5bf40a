-- Interviews of a mission (requirements.md 6), by guides of the house, of which the code and version are kept. A child is known by the study code of its file.
-- Notes are the evaluators' own: a project manager of the team reads none.
create table evaluation.interview (
    id             uuid constraint interview_pk primary key,
    mission_id     uuid not null constraint interview_mission references evaluation.mission,
    number         int not null,                                     -- within the mission, given: IV-01
    guide          text not null constraint interview_guide check (guide in
                       ('SOCIAL_WORKER', 'CHILD_8_12', 'CHILD_13_17', 'CAREGIVER', 'POLICE', 'TEACHER', 'SHELTER', 'MINISTRY')),
    guide_version  int not null constraint interview_guide_version check (guide_version between 1 and 99),
    study          text,                                             -- of the child; null: the guide is for adults
    place          text not null constraint interview_place check (place in ('OFFICE', 'SHELTER', 'HOME', 'SCHOOL', 'WORKPLACE', 'OTHER')),
    support        text constraint interview_support check (support in ('SOCIAL_WORKER', 'COUNSELLOR', 'GUARDIAN', 'RELATIVE', 'TRUSTED_PERSON')),
    assent         boolean,                                          -- the child said yes on the day
    told_stop      boolean,                                          -- the child was told that it may stop at any time
    recording      boolean not null default false,                   -- that it is recorded was agreed to: by a child and its guardian, or by the adult
    interviewer_id uuid not null default access.actor() constraint interview_by references access.person,
    held_at        timestamptz not null default access.moment(),
    answers        bytea,                                            -- sealed
    answered       text[] not null default '{}',                     -- ids of the questions that have an answer: what stays once the words are deleted
    words_deleted_at timestamptz,                                    -- by the round, twelve months after the report
    ended_at       timestamptz,
    minutes        int,                                              -- that an interview with a child lasted: it began at held_at
    stopped_at     timestamptz,                                      -- by distress
    stop_reason    text constraint interview_stop_reason check (stop_reason in ('CRIES', 'AFRAID', 'SILENT', 'WANTS_TO_STOP', 'OTHER')),
    alerted_at     timestamptz,                                      -- harm was told of: an alert, or a complaint where staff is accused
    version        int not null default 1,
    constraint interview_number unique (mission_id, number),
    constraint interview_stopped check ((stopped_at is null) = (stop_reason is null)),
    -- Thirty to forty-five minutes (requirements.md 6): what is said longer is not taken.
    constraint interview_length check (case when study is null or ended_at is null then minutes is null
                                            else minutes between 1 and 45 and held_at + (minutes - 1) * interval '1 minute' <= ended_at end),
    constraint interview_ends_once check (num_nonnulls(ended_at, stopped_at) <= 1),
    constraint interview_forgotten check (words_deleted_at is null or answers is null),
    -- A child is asked only with its own yes, somebody beside it, and the word that it may stop.
    constraint interview_of_child check (case when guide like 'CHILD%' then study is not null and support is not null and assent and told_stop
                                              else num_nonnulls(study, support, assent, told_stop) = 0 end));
create unique index interview_once on evaluation.interview (mission_id, study) where study is not null;
-- Who hears a child hears no other one meanwhile.
create unique index interview_one_at_a_time on evaluation.interview (interviewer_id)
    where study is not null and ended_at is null and stopped_at is null and words_deleted_at is null;
create index interview_of_interviewer on evaluation.interview (interviewer_id);
alter table evaluation.interview enable row level security;
create function evaluation.evaluates(mission uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select evaluation.in_team(mission) and access.has_role(array['EVALUATOR']) $$;
create policy seen on evaluation.interview for select to akoma_protection using (evaluation.evaluates(mission_id));
create policy begun on evaluation.interview for insert to akoma_protection
    with check (evaluation.evaluates(mission_id) and evaluation.drafts(mission_id) and interviewer_id = (select access.actor()));
create policy answered on evaluation.interview for update to akoma_protection
    using (evaluation.evaluates(mission_id) and evaluation.drafts(mission_id) and interviewer_id = (select access.actor()));
grant select, insert (id, mission_id, guide, guide_version, study, place, support, assent, told_stop, recording), update (answers, answered, ended_at, minutes, version) on evaluation.interview
    to akoma_protection;
create trigger by_oneself after insert on evaluation.interview referencing new table as added for each statement execute function access.by_oneself('interviewer_id');
create trigger one_act before update of ended_at on evaluation.interview for each row execute function access.one_act('ONCE', 'ended_at', '');

-- The file of a study code, also once the sample is over: harm is reported whenever it is told.
create function evaluation.file_ever(wanted text, mission uuid) returns uuid stable language sql security definer set search_path = pg_catalog as $$
    select x.file_id from evaluation.sampled x join evaluation.sample s on s.id = x.sample_id where x.study = upper(wanted) and s.mission_id = mission $$;
-- Whether the child said yes to this mission: its newest answer about interviews is a yes, and the one that was given when this mission asked was one too.
create function evaluation.child_agreed(file uuid, mission uuid) returns boolean stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return cases.agreed_to(file, 'EVALUATION_INTERVIEW')
       and exists (select from evaluation.approach a join cases.consent c on c.id = a.consent_id
                    where a.file_id = file and a.mission_id = mission and c.status = 'GIVEN');
end $$;
-- Why this child may not be interviewed now by who acts; null: it may. A guardian's part in the yes is held by cases.consent and cases.agreed_to: a no of the
-- child, or of a guardian who answers for it, holds until it is lifted by two, and a yes needs a guardian who is on the file and waits for nobody.
create function evaluation.child_refusal(wanted text, mission uuid, guide text) returns text stable language plpgsql security definer set search_path = pg_catalog as $$
declare file uuid := evaluation.file_of(wanted, mission); age int;
begin
    if file is null then return 'evaluation.no-study'; end if;
    if not exists (select from evaluation.sample s where s.mission_id = mission and evaluation.interviews_of(s.id)) then
        return 'evaluation.not-an-interviewer';
    end if;
    -- on the day itself: a certificate may have ended, or been taken back, since the second person agreed
    if not training.is_certified(access.actor(), 'M4_CHILD_INTERVIEW', access.moment()) then return 'evaluation.not-certified'; end if;
    if not evaluation.child_agreed(file, mission)
       or not exists (select from cases.guardian g where g.file_id = file and not g.waits and (g.ended_on is null or g.ended_on > evaluation.today()))
          and not exists (select from cases.consent c where c.file_id = file and c.purpose = 'EVALUATION_INTERVIEW' and c.given_by = 'CHILD_CONSENT_ALONE') then
        return 'evaluation.no-consent';
    end if;
    if exists (select from cases.consent c where c.file_id = file and c.basis = 'GUARDIAN_UNSAFE' and c.given_by <> 'CHILD_CONSENT_ALONE'
                  and c.recorded_at >= access.moment() - interval '365 days')
       and not exists (select from cases.guardian g where g.file_id = file and not g.waits and g.ended_on is null and g.kind in ('APPOINTED', 'AD_HOC', 'INSTITUTION')) then
        return 'evaluation.no-consent';
    end if;
    -- Last, for it tells something of the child's age, which the sample hides of a small group: only who may hear the child learns it.
    age := cases.age_on(file, evaluation.today());
    if age is null or age not between split_part(guide, '_', 2)::int and split_part(guide, '_', 3)::int then return 'evaluation.other-age'; end if;
    return null;
end $$;
create function evaluation.begin_interview() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare why text;
begin
    perform from evaluation.mission m where m.id = new.mission_id for update;
    select 1 + coalesce(max(i.number), 0) into new.number from evaluation.interview i where i.mission_id = new.mission_id;
    if new.guide like 'CHILD%' and session_user = 'akoma_protection' then
        new.study := upper(new.study);
        why := evaluation.child_refusal(new.study, new.mission_id, new.guide);
        if why is not null then raise exception '%', why using errcode = 'check_violation'; end if;
    end if;
    return new;
end $$;
create trigger begin_interview before insert on evaluation.interview for each row execute function evaluation.begin_interview();
-- What has ended, or was stopped, takes no more answers.
create function evaluation.keep_interview() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if new.words_deleted_at is distinct from old.words_deleted_at then return new; end if;   -- no login writes that column
    if num_nonnulls(old.ended_at, old.stopped_at, old.words_deleted_at) > 0
       and (new.answers, new.answered, new.ended_at, new.minutes) is distinct from (old.answers, old.answered, old.ended_at, old.minutes) then
        raise exception 'evaluation.interview-over' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger keep_interview before update on evaluation.interview for each row execute function evaluation.keep_interview();
-- Whether one of these words is a name of the child with whom the actor speaks. Asked only of their own interview: who types names to find out whose study code
-- it is would sit before that child, and each refusal is journalled.
create function evaluation.names_child(interview uuid, tokens bigint[]) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from evaluation.interview i join cases.name_token t on t.file_id = evaluation.file_ever(i.study, i.mission_id)
                    where i.id = interview and i.interviewer_id = access.actor() and evaluation.evaluates(i.mission_id) and t.token = any (tokens)) $$;
-- What is kept no longer (requirements.md 8.5): words of interviews twelve months after the report, or the last day where it has none; names of a workshop's
-- list after two years, of the press after one. Study code, guide, and which questions were answered stay, and so does how many of a group came.
create function evaluation.forget(moment timestamptz) returns table (what text, code text, forgotten bigint)
language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not access.is_now(moment) then return; end if;
    return query with gone as (
        update evaluation.interview i set answers = null, words_deleted_at = forget.moment, version = i.version + 1 from evaluation.mission m
         where m.id = i.mission_id and i.words_deleted_at is null and (coalesce(m.report_on, m.last_day) + interval '12 months') at time zone 'UTC' <= forget.moment
        returning m.code)
        select 'evaluation.words-deleted', g.code, count(*) from gone g group by g.code;
    return query with old as (
        select p.id, p.mark, p.workshop_id, w.code from evaluation.participant p join evaluation.workshop w on w.id = p.workshop_id
         where num_nonnulls(p.name, p.number) > 0
           and (w.held_on + case p.category when 'JOURNALIST' then interval '12 months' else interval '24 months' end) at time zone 'UTC' <= forget.moment),
    gone as (
        update evaluation.participant p set name = null, number = null, mark = null, version = p.version + 1 from old o where p.id = o.id returning o.code),
    forgotten_marks as (
        delete from evaluation.known_as k using old o where k.workshop_id = o.workshop_id and k.person = o.mark)
        select 'evaluation.names-deleted', g.code, count(*) from gone g group by g.code;
end $$;

-- ---------- what a child told of harm, and distress --------------------------------------------------------------------
-- An alert on the child's file in the transaction of the act, with its clocks, bells and duties; the evaluator has no right on the file and learns nothing of it.
-- Its words are sealed for the care side and bound to the alert, since who writes them holds no key of the file. What the same person tells again is added.
create function evaluation.alarm(file uuid, kind text, alert uuid, as_alert bytea, as_action bytea) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare f cases.case_file; now timestamptz := access.moment(); me uuid := access.actor(); running uuid;
begin
    if exists (select from followup.alert a where a.id = alert) or exists (select from followup.alert_action x where x.id = alert) then return; end if;   -- sent twice
    select * into f from cases.case_file c where c.id = file;
    select a.id into running from followup.alert a where a.file_id = file and a.type = kind and a.closed_at is null and a.apart_of = me;
    if running is not null then
        insert into followup.alert_action (id, alert_id, file_id, kind, at, taken_by, sealed) values (alert, running, file, 'REPORTED_AGAIN', now, me, as_action);
    else
        running := alert;
        insert into followup.alert (id, type, file_id, organisation_id, worker_id, supervisor_id, source, raised_at, raised_by, ack_due_at, safe_due_at, sealed)
            values (alert, kind, file, f.organisation_id, f.worker_id, f.supervisor_id, 'EVALUATION', now, me, now + interval '7 days', now + interval '31 days', as_alert);
        if kind in ('RE_EXPLOITATION', 'TRAFFICKER_CONTACT') then
            insert into followup.csi_action (alert_id, file_id, organisation_id, worker_id, kind, factors, due_at, since)
                values (alert, file, f.organisation_id, f.worker_id, 'REPORT_OFFENCE', '{}',
                        now + make_interval(hours => case when f.country = 'GH' then access.limit_of('offence-report.max', 24) else access.limit_of('alert-safety-action.max', 24) end), now);
        end if;
        if kind in ('RE_EXPLOITATION', 'DANGER_AT_HOME', 'DANGER_AT_WORK', 'LIFE_IN_DANGER') then
            insert into followup.high_proposal (file_id, organisation_id, worker_id, supervisor_id, source, source_id, proposed_by, since, due_at)
                values (file, f.organisation_id, f.worker_id, f.supervisor_id, 'ALERT', alert, me, now, now + make_interval(hours => access.limit_of('alert-safety-action.max', 24)))
                on conflict do nothing;
        end if;
    end if;
    perform access.ring(array(select f.worker_id union select l from access.leaders(f.organisation_id) l where f.supervisor_id is null
                              union select f.supervisor_id where f.supervisor_id is not null), 'alert', running);
end $$;
-- The structures whose staff is accused of harm in an interview: nobody who works there agrees that its study code is opened.
create table evaluation.accused (
    interview_id    uuid not null constraint accused_interview references evaluation.interview,
    organisation_id uuid not null constraint accused_structure references access.organisation,
    complaint_id    uuid not null,                                   -- whom it names is accused, too
    constraint accused_pk primary key (interview_id, organisation_id));
alter table evaluation.accused enable row level security;            -- no policy and no grant: of the functions alone
-- For who held the interview alone: from then on whatever it tells of goes where the complaint went, and nothing to who follows the child.
create function evaluation.accused_in(interview uuid) returns text[] stable language sql security definer set search_path = pg_catalog as $$
    select array(select o.code from evaluation.accused a join access.organisation o on o.id = a.organisation_id join evaluation.interview i on i.id = a.interview_id
                  where a.interview_id = interview and i.interviewer_id = access.actor() order by o.code) $$;
-- What somebody of the staff of a structure does is a complaint, which reaches nobody of a case team: then no alert is made.
create function evaluation.report_harm(interview uuid, kind text, alert uuid, as_alert bytea, as_action bytea, accused text) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare i evaluation.interview; file uuid;
begin
    select * into i from evaluation.interview x where x.id = interview for update;
    if i.id is null or i.interviewer_id <> access.actor() or not evaluation.evaluates(i.mission_id) then
        raise exception 'evaluation.no-interview' using errcode = 'insufficient_privilege';
    end if;
    file := evaluation.file_ever(i.study, i.mission_id);
    if file is null or kind not in ('LIFE_IN_DANGER', 'DANGER_AT_HOME', 'DANGER_AT_WORK', 'RE_EXPLOITATION', 'TRAFFICKER_CONTACT') then
        raise exception 'evaluation.no-child' using errcode = 'check_violation';
    end if;
    if accused is null then
        if evaluation.accused_in(interview) = '{}' then perform evaluation.alarm(file, kind, alert, as_alert, as_action); end if;
    else
        insert into evaluation.accused (interview_id, organisation_id, complaint_id)
            select interview, o.id, alert from access.organisation o where o.code = upper(report_harm.accused) on conflict do nothing;
        perform access.ring(array(select evaluation.keepers(interview)), 'task');
    end if;
    update evaluation.interview x set alerted_at = coalesce(x.alerted_at, access.moment()) where x.id = interview;
end $$;
-- The child is in distress: the interview is over at once, and those who follow the child are asked to see to it that it is cared for; not where staff is accused.
create function evaluation.stop_interview(interview uuid, why text, alert uuid, as_alert bytea, as_action bytea) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare i evaluation.interview; file uuid;
begin
    select * into i from evaluation.interview x where x.id = interview for update;
    if i.id is null or i.interviewer_id <> access.actor() or not evaluation.evaluates(i.mission_id) then
        raise exception 'evaluation.no-interview' using errcode = 'insufficient_privilege';
    end if;
    if i.ended_at is not null or i.stopped_at is not null then raise exception 'evaluation.interview-over' using errcode = 'check_violation'; end if;
    update evaluation.interview x set stopped_at = access.moment(), stop_reason = why, version = x.version + 1 where x.id = interview;
    file := evaluation.file_ever(i.study, i.mission_id);
    if file is not null and evaluation.accused_in(interview) = '{}' then perform evaluation.alarm(file, 'DISTRESS', alert, as_alert, as_action); end if;
end $$;

-- ---------- a child is asked for ---------------------------------------------------------------------------------------
-- Who follows the child is asked to speak with it and its guardian, and records their answer as a consent; the evaluator reads that it is yes or no.
create table evaluation.approach (
    id         uuid constraint approach_pk primary key default gen_random_uuid(),
    mission_id uuid not null constraint approach_mission references evaluation.mission,
    file_id    uuid not null constraint approach_file references cases.case_file,
    asked_by   uuid not null constraint approach_asked_by references access.person,
    asked_at   timestamptz not null,
    consent_id uuid constraint approach_answer references cases.consent,   -- the answer that was given when this mission asked; null: none yet
    constraint approach_once unique (mission_id, file_id));
alter table evaluation.approach enable row level security;          -- of the functions alone
-- Of the missions that asked and go on, which one an answer of the child is about: one after another, so that who follows the child has one question at a time.
create function evaluation.next_approach(file uuid) returns uuid stable language sql security definer set search_path = pg_catalog as $$
    select a.id from evaluation.approach a join evaluation.mission m on m.id = a.mission_id left join cases.consent c on c.id = a.consent_id
     where a.file_id = file and m.released_at is null and m.closed_at is null and evaluation.today() <= m.last_day + 30 and c.status is distinct from 'GIVEN'
     order by a.consent_id is not null, a.asked_at, a.id limit 1 $$;
create function evaluation.answer_approach() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    update evaluation.approach a set consent_id = new.id
     where a.id = evaluation.next_approach(new.file_id) and new.at >= date_trunc('minute', a.asked_at);
    return null;
end $$;
create trigger answer_approach after insert on cases.consent for each row when (new.purpose = 'EVALUATION_INTERVIEW') execute function evaluation.answer_approach();
create function evaluation.ask_for_child(wanted text, mission uuid) returns boolean volatile language plpgsql security definer set search_path = pg_catalog as $$
declare file uuid := evaluation.file_of(wanted, mission);
begin
    if file is null or not evaluation.evaluates(mission) then return false; end if;
    insert into evaluation.approach (mission_id, file_id, asked_by, asked_at) values (mission, file, access.actor(), access.moment()) on conflict do nothing;
    if found then perform access.ring(array(select f.worker_id from cases.case_file f where f.id = file), 'task'); end if;
    return true;
end $$;
create function evaluation.approached(mission uuid) returns table (study text, answer text) stable language sql security definer set search_path = pg_catalog as $$
    select x.study, case when a.id is null then 'NOT_ASKED' when evaluation.child_agreed(x.file_id, mission) then 'YES' when a.consent_id is not null then 'NO'
                         else 'ASKED' end
      from evaluation.sample s join evaluation.sampled x on x.sample_id = s.id and x.study is not null and x.replaced_at is null
      left join evaluation.approach a on a.file_id = x.file_id and a.mission_id = mission
     where s.mission_id = mission and evaluation.reads_sample(s.id) and evaluation.evaluates(mission) $$;
-- The children of who acts that are asked for and whose answer is not there yet, for a list of tasks.
create function evaluation.asked_of_me() returns table (code text, mission text, asked_at timestamptz) stable language sql security definer set search_path = pg_catalog as $$
    select f.code, m.code, a.asked_at from evaluation.approach a join evaluation.mission m on m.id = a.mission_id join cases.case_file f on f.id = a.file_id
     where f.worker_id = access.actor() and access.has_role(array['CASE_WORKER', 'CASE_SUPERVISOR']) and access.sees(f.id, 2, false)
       and a.id = evaluation.next_approach(f.id) and a.consent_id is null order by a.asked_at $$;
revoke execute on function evaluation.child_agreed, evaluation.next_approach, evaluation.answer_approach, evaluation.evaluates, evaluation.file_ever, evaluation.child_refusal,
    evaluation.begin_interview, evaluation.keep_interview, evaluation.names_child, evaluation.forget, evaluation.alarm,
    evaluation.accused_in, evaluation.report_harm, evaluation.stop_interview, evaluation.ask_for_child, evaluation.approached, evaluation.asked_of_me from public;
grant execute on function evaluation.evaluates, evaluation.child_refusal, evaluation.accused_in, evaluation.report_harm, evaluation.stop_interview, evaluation.ask_for_child,
    evaluation.approached, evaluation.asked_of_me, evaluation.names_child to akoma_protection;
grant execute on function evaluation.forget to akoma_administration;

-- ---------- how many there were ----------------------------------------------------------------------------------------
-- For a report, by guide and without a word of anybody: exactly for the team; for who else has a report made once the findings are released, a small number
-- is null, and so is one from which it would follow (requirements.md 8.6).
create function evaluation.fewest_counted(mission uuid) returns int stable language sql security definer set search_path = pg_catalog as $$
    select case when evaluation.in_team(mission) then 0
                when evaluation.is_released(mission) and access.has_role(array['PROJECT_MANAGER', 'EVALUATOR'])
                then greatest(5, access.limit_of('statistics.partner.min-cell', 5)) end $$;
create function evaluation.interview_counts(mission uuid) returns table (guide text, held int, answers int, stopped int)
stable language sql security definer set search_path = pg_catalog as $$
    select n.guide, case when n.held >= f.fewest then n.held end, case when n.held >= f.fewest then n.answers end,
           case when n.stopped = 0 or n.stopped >= f.fewest then n.stopped end
      from (select i.guide, count(*)::int held, sum(cardinality(i.answered))::int answers, count(i.stopped_at)::int stopped
              from evaluation.interview i where i.mission_id = mission group by i.guide) n, evaluation.fewest_counted(mission) f (fewest)
     where f.fewest is not null $$;
-- Children for whom the mission asked, what was answered to it, and how many have not answered; how many said no, or nothing, is known to the team alone.
create function evaluation.approach_counts(mission uuid) returns table (asked int, agreed int, declined int, unanswered int)
stable language sql security definer set search_path = pg_catalog as $$
    select case when n.asked = 0 or n.asked >= f.fewest and n.asked - n.heard not between 1 and f.fewest - 1 then n.asked end, case when f.fewest = 0 then n.agreed end, case when f.fewest = 0 then n.declined end,
           case when f.fewest = 0 then n.asked - n.agreed - n.declined end
      from (select count(*)::int asked, (count(*) filter (where evaluation.child_agreed(a.file_id, a.mission_id)))::int agreed,
                   (count(*) filter (where a.consent_id is not null and not evaluation.child_agreed(a.file_id, a.mission_id)))::int declined,
                   (select coalesce(sum(c.held) filter (where c.guide like 'CHILD%'), 0)::int from evaluation.interview_counts(mission) c) heard
              from evaluation.approach a where a.mission_id = mission) n, evaluation.fewest_counted(mission) f (fewest)
     where f.fewest is not null $$;
revoke execute on function evaluation.fewest_counted, evaluation.interview_counts, evaluation.approach_counts from public;
grant execute on function evaluation.interview_counts, evaluation.approach_counts to akoma_protection;

-- ---------- what a finding may cite ------------------------------------------------------------------------------------
-- Interviews by their number and files by their study code. An interview that was stopped, or in which a child told of harm, is no evidence.
create function evaluation.cites_known() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare one text; mission uuid := (select f.mission_id from evaluation.finding f where f.id = new.finding_id);
begin
    foreach one in array regexp_split_to_array(new.cites, '\s+') loop
        if one like 'E-%' then
            if new.source <> 'FILE_REVIEW' or not exists (select from evaluation.sampled x join evaluation.sample s on s.id = x.sample_id
                   where x.study = one and x.replaced_at is null and s.mission_id = mission) then
                raise exception 'evaluation.cites-nothing' using errcode = 'check_violation';
            end if;
        elsif not exists (select from evaluation.interview i where i.mission_id = mission and 'IV-' || lpad(i.number::text, 2, '0') = one
                             and i.ended_at is not null and i.alerted_at is null
                             and new.source = case when i.guide like 'CHILD%' then 'CHILDREN' when i.guide = 'CAREGIVER' then 'CAREGIVERS' when i.guide = 'POLICE' then 'POLICE'
                                                   when i.guide = 'SOCIAL_WORKER' then 'SOCIAL_WORKERS' when i.guide = 'TEACHER' then 'TEACHERS' else 'PARTNERS' end) then
            raise exception 'evaluation.cites-nothing' using errcode = 'check_violation';
        end if;
    end loop;
    return new;
end $$;
create trigger cites_known before insert on evaluation.evidence for each row when (new.cites is not null) execute function evaluation.cites_known();
revoke execute on function evaluation.cites_known from public;
-- What was cited before harm was reported is no evidence either.
create function evaluation.cites_harm(mission uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from evaluation.finding f join evaluation.evidence e on e.finding_id = f.id
                     join evaluation.interview i on i.mission_id = f.mission_id and 'IV-' || lpad(i.number::text, 2, '0') = any (regexp_split_to_array(e.cites, '\s+'))
                    where f.mission_id = mission and i.alerted_at is not null and evaluation.in_team(mission)) $$;
create function evaluation.cites_no_harm() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if evaluation.cites_harm(new.id) then
        raise exception 'evaluation.cites-nothing' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger cites_no_harm before update of released_at, recall_id on evaluation.mission for each row
    when (new.released_at is not null and old.released_at is null or old.recall_id is not null and new.recall_id is null) execute function evaluation.cites_no_harm();
revoke execute on function evaluation.cites_harm, evaluation.cites_no_harm from public;
grant execute on function evaluation.cites_harm to akoma_protection;
