-- From findings to actions (requirements.md 6): what was found, what is recommended, what the management answers within thirty days (T23), and what is
-- done about it, by whom and until when.

-- ---------- findings ---------------------------------------------------------------------------------------------------
create table evaluation.finding (
    id           uuid constraint finding_pk primary key,
    mission_id   uuid not null,
    criteria_set text not null,
    code         text not null,                                      -- of its area and number: F-A1
    area         text not null constraint finding_area check (area in ('FOLLOW_UP', 'COMMUNICATION', 'POLICE_TRAINING')),
    criterion    text not null,
    severity     text not null constraint finding_severity check (severity in ('HIGH', 'MEDIUM', 'LOW')),
    words        text not null constraint finding_words check (evaluation.is_safe(words)),
    written_by   uuid not null default access.actor() constraint finding_written_by references access.person,
    written_at   timestamptz not null default access.moment(),
    version      int not null default 1,
    constraint finding_code unique (mission_id, code),
    constraint finding_mission foreign key (mission_id, criteria_set) references evaluation.mission (id, criteria_set),
    constraint finding_criterion foreign key (criteria_set, criterion) references evaluation.criterion);
create table evaluation.evidence (
    finding_id uuid not null constraint evidence_finding references evaluation.finding,
    source     text not null constraint evidence_source check (evaluation.is_source(source)),
    note       text constraint evidence_note check (evaluation.is_safe(note)),   -- what of the source: which form, which figures
    cites      text constraint evidence_cites check (cites ~ '^(IV-[0-9]{2,3}|E-[A-Z]{6})( (IV-[0-9]{2,3}|E-[A-Z]{6})){0,29}$'),   -- interviews and sampled files
    added_by   uuid not null default access.actor() constraint evidence_added_by references access.person,
    constraint evidence_pk primary key (finding_id, source));
create table evaluation.recommendation (
    id              uuid constraint recommendation_pk primary key,
    finding_id      uuid not null constraint recommendation_finding references evaluation.finding,
    mission_id      uuid not null constraint recommendation_mission references evaluation.mission,   -- the finding's
    code            text not null,                                   -- R-01
    words           text not null constraint recommendation_words check (evaluation.is_safe(words)),
    organisation_id uuid constraint recommendation_to references access.organisation,   -- whom it is for; null: the management of the project
    priority        text not null constraint recommendation_priority check (priority in ('HIGH', 'MEDIUM', 'LOW')),
    written_by      uuid not null default access.actor() constraint recommendation_written_by references access.person,
    written_at      timestamptz not null default access.moment(),
    version         int not null default 1,
    constraint recommendation_code unique (mission_id, code));
create index recommendation_of_finding on evaluation.recommendation (finding_id);

-- Codes are given, never typed. The mission is locked, so that two who write at once do not take one number.
create function evaluation.number_finding() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare letter text := case new.area when 'FOLLOW_UP' then 'A' when 'COMMUNICATION' then 'B' else 'C' end;
begin
    select m.criteria_set into new.criteria_set from evaluation.mission m where m.id = new.mission_id for update;
    if tg_op = 'INSERT' or new.area <> old.area then
        select 'F-' || letter || 1 + coalesce(max(substr(f.code, 4)::int), 0) into new.code from evaluation.finding f
         where f.mission_id = new.mission_id and f.code like 'F-' || letter || '%' and f.id <> new.id;
    end if;
    return new;
end $$;
create trigger number_finding before insert or update on evaluation.finding for each row execute function evaluation.number_finding();
create function evaluation.number_recommendation() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    select f.mission_id into new.mission_id from evaluation.finding f where f.id = new.finding_id;
    perform from evaluation.mission m where m.id = new.mission_id for update;
    select 'R-' || lpad((1 + coalesce(max(substr(r.code, 3)::int), 0))::text, 2, '0') into new.code from evaluation.recommendation r where r.mission_id = new.mission_id;
    return new;
end $$;
create trigger number_recommendation before insert on evaluation.recommendation for each row execute function evaluation.number_recommendation();

-- Drafts are the team's. Released, all of them together, they are read and change no more.
create function evaluation.drafts_finding(finding uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from evaluation.finding f where f.id = finding and evaluation.writes(f.mission_id)) $$;
alter table evaluation.finding enable row level security;
alter table evaluation.evidence enable row level security;
alter table evaluation.recommendation enable row level security;
create policy seen on evaluation.finding for select to akoma_protection, akoma_enforcement, akoma_custody
    using (evaluation.in_team(mission_id) or (select evaluation.reads()) and evaluation.is_released(mission_id) or evaluation.judges_recall(mission_id));
create policy drafted on evaluation.finding to akoma_protection using (evaluation.writes(mission_id)) with check (evaluation.writes(mission_id));
create policy seen on evaluation.evidence for select to akoma_protection, akoma_enforcement, akoma_custody
    using (exists (select from evaluation.finding f where f.id = finding_id));
create policy drafted on evaluation.evidence to akoma_protection using (evaluation.drafts_finding(finding_id)) with check (evaluation.drafts_finding(finding_id));
create policy seen on evaluation.recommendation for select to akoma_protection, akoma_enforcement, akoma_custody
    using (exists (select from evaluation.finding f where f.id = finding_id));
create policy drafted on evaluation.recommendation to akoma_protection using (evaluation.drafts_finding(finding_id)) with check (evaluation.drafts_finding(finding_id));
grant select on evaluation.finding, evaluation.evidence, evaluation.recommendation to akoma_protection, akoma_enforcement, akoma_custody;
grant insert (id, mission_id, area, criterion, severity, words), update (area, criterion, severity, words, version) on evaluation.finding to akoma_protection;
grant insert (finding_id, source, note, cites), delete on evaluation.evidence to akoma_protection;
grant insert (id, finding_id, words, organisation_id, priority), update (words, organisation_id, priority, version) on evaluation.recommendation to akoma_protection;
create trigger by_oneself after insert on evaluation.finding referencing new table as added for each statement execute function access.by_oneself('written_by');
create trigger by_oneself after insert on evaluation.evidence referencing new table as added for each statement execute function access.by_oneself('added_by');
create trigger by_oneself after insert on evaluation.recommendation referencing new table as added for each statement execute function access.by_oneself('written_by');

-- ---------- what was written before -----------------------------------------------------------------------------------
-- Who changed a finding or the minutes of a workshop, when, and what stood there before; written by the database alone.
create table evaluation.former (
    subject    uuid not null,                                        -- the finding, or the workshop whose minutes they are
    version    int not null,                                         -- of the subject, before the change
    kind       text not null constraint former_kind check (kind in ('FINDING', 'MINUTES')),
    mission_id uuid not null constraint former_mission references evaluation.mission,
    area       text,
    severity   text,
    words      text,                                                 -- of a finding
    minutes    bytea,                                                -- sealed; null: none were written
    changed_by uuid not null constraint former_changed_by references access.person,
    account    text not null,                                        -- code of their account, which never changes
    changed_at timestamptz not null,
    withheld   boolean not null,                                     -- it was corrected after its release was taken back: for the data protection officer alone
    constraint former_pk primary key (subject, version));
alter table evaluation.former enable row level security;
create policy seen on evaluation.former for select to akoma_protection
    using (not withheld and (evaluation.in_team(mission_id) or kind = 'MINUTES' and (select evaluation.makes())));
create policy watched on evaluation.former for select to akoma_custody using ((select access.has_role(array['DATA_PROTECTION_OFFICER'])));
grant select on evaluation.former to akoma_protection, akoma_enforcement, akoma_custody;   -- police read no row of it
create function evaluation.keep_finding() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    insert into evaluation.former (subject, version, kind, mission_id, area, severity, words, changed_by, account, changed_at, withheld)
    select old.id, old.version, 'FINDING', old.mission_id, old.area, old.severity, old.words, p.id, upper(p.code), access.moment(), evaluation.is_recalled(old.mission_id)
      from access.person p where p.id = access.actor();
    return null;
end $$;
create trigger keep_finding after update on evaluation.finding for each row execute function evaluation.keep_finding();
revoke execute on function evaluation.keep_finding from public;
create trigger keep_judgement before update on evaluation.finding for each row execute function evaluation.keep_judgement('written_by');
create trigger keep_judgement before update on evaluation.recommendation for each row execute function evaluation.keep_judgement('written_by');
create trigger keep_judgement before delete on evaluation.evidence for each row execute function evaluation.keep_judgement('added_by');

-- ---------- what is answered -------------------------------------------------------------------------------------------
-- Answered by whom it is for: proposed with the actions that it brings, confirmed by another one who answers for the same addressee or by the data protection
-- officer, who is of no management; never by who wrote the recommendation. The roles are the outer bound, evaluation.answers_for says who it is.
insert into access.decision_kind (kind, roles, proposers, section) values
    ('RESPONSE', '{PROJECT_MANAGER,CASE_SUPERVISOR,MINISTRY_OFFICER,LE_COORDINATOR,DATA_PROTECTION_OFFICER}',
        '{PROJECT_MANAGER,CASE_SUPERVISOR,MINISTRY_OFFICER,LE_COORDINATOR}', null);
-- Who answers for a structure today: its project managers; where it has none, its supervisors, its officers of the ministry and its coordinators of the police.
create function evaluation.able_to_answer(structure uuid) returns setof uuid stable language sql security definer set search_path = pg_catalog as $$
    with able as (
        select p.id, bool_or(r.role = 'PROJECT_MANAGER') as manages
          from access.person p join access.person_role r on r.person_id = p.id join access.decision_kind k on k.kind = 'RESPONSE' and r.role = any (k.proposers)
         where p.organisation_id = structure and p.contract_from <= evaluation.today() and p.contract_until > evaluation.today()
           and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()
         group by p.id)
    select a.id from able a where a.manages or not exists (select from able o where o.manages) $$;
-- The structure that answers a recommendation itself; null: the management of the project does, since it is for it, or for a structure without such an account.
create function evaluation.answering(recommendation uuid) returns uuid stable language sql security definer set search_path = pg_catalog as $$
    select r.organisation_id from evaluation.recommendation r where r.id = answering.recommendation and exists (select from evaluation.able_to_answer(r.organisation_id)) $$;
create function evaluation.answerers(recommendation uuid) returns setof uuid stable language sql security definer set search_path = pg_catalog as $$
    select a.id from evaluation.able_to_answer(evaluation.answering(recommendation)) a (id)
     union all
    select p.id from access.person p
     where evaluation.answering(recommendation) is null and p.contract_from <= evaluation.today() and p.contract_until > evaluation.today()
       and exists (select from access.person_role r where r.person_id = p.id and r.role = 'PROJECT_MANAGER' and r.approved_at <= access.moment()
                      and r.valid_from <= access.moment() and r.valid_until > access.moment()) $$;
create function evaluation.answers_for(recommendation uuid, who uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from evaluation.answerers(recommendation) a (id) where a.id = who) $$;
-- Whether the actor answers it.
create function evaluation.answers(recommendation uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select access.has_role(array['PROJECT_MANAGER', 'CASE_SUPERVISOR', 'MINISTRY_OFFICER', 'LE_COORDINATOR']) and evaluation.answers_for(recommendation, access.actor()) $$;
-- Whom the release of a mission gives something to answer, for who releases it.
create function evaluation.answer_it(mission uuid) returns setof uuid stable language sql security definer set search_path = pg_catalog as $$
    select distinct a.id from evaluation.recommendation r cross join lateral evaluation.answerers(r.id) a (id) where r.mission_id = mission and evaluation.in_team(mission) $$;
revoke execute on function evaluation.able_to_answer, evaluation.answering, evaluation.answerers, evaluation.answers_for, evaluation.answers, evaluation.answer_it from public;
grant execute on function evaluation.answering, evaluation.answers to akoma_protection, akoma_enforcement, akoma_custody;
grant execute on function evaluation.answer_it to akoma_protection;
create table evaluation.response (
    id                uuid constraint response_pk primary key,
    recommendation_id uuid not null constraint response_recommendation references evaluation.recommendation,
    answer            text not null constraint response_answer check (answer in ('ACCEPTED', 'PARTIALLY_ACCEPTED', 'REJECTED')),
    reason            text constraint response_reason check (evaluation.is_safe(reason)),
    recommended_by    uuid not null constraint response_recommended_by references access.person,   -- who wrote the recommendation
    proposed_by       uuid not null constraint response_proposed_by references access.person,
    proposed_at       timestamptz not null,
    organisation_id   uuid not null constraint response_structure references access.organisation,      -- of who proposed it, then: which structure answered
    confirmed_by      uuid constraint response_confirmed_by references access.person,
    confirmed_at      timestamptz,
    ended_at          timestamptz,   -- refused by the second person, taken back, or its last action was cancelled: another one may be proposed
    version           int not null default 1,
    constraint response_two_persons check (confirmed_by not in (proposed_by, recommended_by)),
    constraint response_says_why check (answer = 'ACCEPTED' or reason is not null),
    constraint response_confirmed check ((confirmed_by is null) = (confirmed_at is null) and ended_at >= confirmed_at));
create unique index response_one on evaluation.response (recommendation_id) where ended_at is null;

create table evaluation.action (
    id              uuid constraint action_pk primary key,
    response_id     uuid not null constraint action_response references evaluation.response,
    mission_id      uuid not null constraint action_mission references evaluation.mission,   -- the recommendation's
    code            text not null,                                   -- AC-01
    words           text not null constraint action_words check (evaluation.is_safe(words)),
    owner           text not null,                                   -- code of the account, of either side
    owner_id        uuid not null constraint action_owner references access.person,
    organisation_id uuid not null constraint action_structure references access.organisation,   -- the owner's, then
    due_on          date not null,
    means           text constraint action_means check (evaluation.is_safe(means)),
    started_at      timestamptz,
    started_by      uuid constraint action_started_by references access.person,
    done_on         date,
    done_at         timestamptz,
    done_by         uuid constraint action_done_by references access.person,
    proof           text constraint action_proof check (evaluation.is_safe(proof)),
    cancelled_at    timestamptz,
    cancelled_by    uuid constraint action_cancelled_by references access.person,
    cancelled_why   text constraint action_cancelled_why check (evaluation.is_safe(cancelled_why)),
    transferred_at  timestamptz,
    transferred_by  uuid constraint action_transferred_by references access.person,
    receiver        text constraint action_receiver check (access.is_plain(receiver) and length(receiver) between 3 and 200),   -- person or desk, by name
    receiver_id     uuid constraint action_receiver_structure references access.organisation,
    version         int not null default 1,
    constraint action_code unique (mission_id, code),
    constraint action_started check ((started_at is null) = (started_by is null)),
    constraint action_done check (num_nonnulls(done_on, done_at, done_by, proof) in (0, 4) and done_on <= (done_at at time zone 'UTC')::date),
    constraint action_cancelled check (num_nonnulls(cancelled_at, cancelled_by, cancelled_why) in (0, 3)),
    constraint action_transferred check (num_nonnulls(transferred_at, transferred_by, receiver, receiver_id) in (0, 4)),
    constraint action_ends_once check (cancelled_at is null or num_nonnulls(done_at, transferred_at) = 0));   -- who receives it may carry it out
create index action_of_response on evaluation.action (response_id);
create index action_of_owner on evaluation.action (owner_id, due_on);
create index action_of_days on evaluation.action (due_on, id);

-- How an action stands on a day: computed, never typed. What is late is late whether it was begun or not.
create function evaluation.state_of(a evaluation.action, day date) returns text immutable language sql set search_path = pg_catalog as $$
    select case when (a.cancelled_at at time zone 'UTC')::date <= day then 'CANCELLED' when a.done_on <= day then 'DONE'
                when (a.transferred_at at time zone 'UTC')::date <= day then 'TRANSFERRED' when a.due_on < day then 'OVERDUE' when (a.started_at at time zone 'UTC')::date <= day then 'IN_PROGRESS'
                else 'NOT_STARTED' end $$;

-- Who may agree that an action ends.
create function evaluation.decides() returns boolean stable language sql as $$ select access.has_role(array['PROJECT_MANAGER', 'DATA_PROTECTION_OFFICER']) $$;
-- While a release is taken back, nobody reads what was answered to it.
create function evaluation.answers_recalled(recommendation uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from evaluation.recommendation r join evaluation.mission m on m.id = r.mission_id where r.id = recommendation and m.recall_id is not null) $$;
revoke execute on function evaluation.answers_recalled from public;
grant execute on function evaluation.answers_recalled to akoma_protection, akoma_enforcement, akoma_custody;
-- Who answers, or confirms, reads what waits; others read what is confirmed.
alter table evaluation.response enable row level security;
alter table evaluation.action enable row level security;
create policy seen on evaluation.response for select to akoma_protection, akoma_enforcement, akoma_custody
    using ((confirmed_at is not null and (select evaluation.reads()) or (select access.has_role(array['DATA_PROTECTION_OFFICER'])) or evaluation.answers(recommendation_id))
        and not evaluation.answers_recalled(recommendation_id));
create policy proposed on evaluation.response for insert to akoma_protection, akoma_enforcement
    with check (evaluation.answers(recommendation_id)
        and exists (select from evaluation.recommendation r join evaluation.mission m on m.id = r.mission_id
                     where r.id = recommendation_id and m.released_at is not null and m.recall_id is null and m.closed_at is null));
create policy decided on evaluation.response for update to akoma_protection, akoma_enforcement, akoma_custody
    using ((select access.has_role(array['DATA_PROTECTION_OFFICER'])) or evaluation.answers(recommendation_id));
create policy seen on evaluation.action for select to akoma_protection, akoma_enforcement, akoma_custody
    using (exists (select from evaluation.response r where r.id = response_id));
create policy planned on evaluation.action for insert to akoma_protection, akoma_enforcement
    with check (exists (select from evaluation.response r where r.id = response_id and r.proposed_by = (select access.actor())));
create policy carried_out on evaluation.action for update to akoma_protection, akoma_enforcement, akoma_custody
    using (owner_id = (select access.actor()) or (select evaluation.decides())
           or access.agreed_by('TRANSFER_ACTION', id, version) = (select access.actor())) with check (true);
grant select on evaluation.response, evaluation.action to akoma_protection, akoma_enforcement, akoma_custody;
grant insert (id, recommendation_id, answer, reason, proposed_by, proposed_at) on evaluation.response to akoma_protection, akoma_enforcement;
grant update (confirmed_by, confirmed_at, ended_at, version) on evaluation.response to akoma_protection, akoma_enforcement, akoma_custody;
grant insert (id, response_id, words, owner, due_on, means) on evaluation.action to akoma_protection, akoma_enforcement;
grant update (started_at, started_by, version) on evaluation.action to akoma_protection, akoma_enforcement, akoma_custody;
grant update (done_on, done_at, done_by, proof, cancelled_at, cancelled_by, cancelled_why) on evaluation.action to akoma_protection, akoma_custody;
grant update (transferred_at, transferred_by, receiver, receiver_id) on evaluation.action to akoma_protection, akoma_enforcement, akoma_custody;
create trigger by_oneself after insert on evaluation.response referencing new table as added for each statement execute function access.by_oneself('proposed_by');
create trigger one_act before update on evaluation.response for each row execute function access.one_act('ONCE', 'confirmed_at', 'confirmed_by', 'ended_at', '');
create trigger one_act before update on evaluation.action for each row execute function access.one_act('ONCE', 'started_at', 'started_by', 'done_at', 'done_by',
    'cancelled_at', 'cancelled_by', 'transferred_at', 'transferred_by');

create function evaluation.begin_response() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    select r.written_by into new.recommended_by from evaluation.recommendation r where r.id = new.recommendation_id;
    select p.organisation_id into new.organisation_id from access.person p where p.id = new.proposed_by;
    if session_user in ('akoma_protection', 'akoma_enforcement') and new.proposed_at is distinct from access.moment() then
        raise exception 'access.not-this-act: proposed_at' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger begin_response before insert on evaluation.response for each row execute function evaluation.begin_response();
-- A response waits for a second person from its beginning, or nobody else could propose one. What is accepted brings at least one action; what is not, none.
create function evaluation.response_is_whole() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user in ('akoma_protection', 'akoma_enforcement') and not exists (select from access.decision d where d.kind = 'RESPONSE' and d.subject = new.id) then
        raise exception 'evaluation.response-waits-for-nobody' using errcode = 'check_violation';
    end if;
    if (new.answer = 'REJECTED') = exists (select from evaluation.action a where a.response_id = new.id) then
        raise exception 'evaluation.response-without-action' using errcode = 'check_violation';
    end if;
    return null;
end $$;
create constraint trigger response_is_whole after insert on evaluation.response deferrable initially deferred for each row
    execute function evaluation.response_is_whole();
-- Whether a response that was accepted has no action left in the hands of this project, nor one that was done: all are cancelled, or transferred and not done.
create function evaluation.has_no_action_left(response uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from evaluation.action a where a.response_id = has_no_action_left.response and a.cancelled_at is not null)
       and not exists (select from evaluation.action a where a.response_id = has_no_action_left.response and a.cancelled_at is null
                          and (a.transferred_at is null or a.done_at is not null)) $$;
-- Confirmed by who agreed to exactly this; ended when nothing waits about it and nobody agreed, or once its last action was cancelled.
create function evaluation.keep_response() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user not in ('akoma_protection', 'akoma_enforcement', 'akoma_custody') then return new; end if;
    if new.confirmed_at is distinct from old.confirmed_at
       and (access.agreed_by('RESPONSE', new.id, old.version) is distinct from access.actor() or old.ended_at is not null) then
        raise exception 'evaluation.response-not-agreed' using errcode = 'insufficient_privilege';
    end if;
    if new.ended_at is distinct from old.ended_at and old.confirmed_at is not null and not evaluation.has_no_action_left(new.id) then
        raise exception 'evaluation.response-there' using errcode = 'insufficient_privilege';
    end if;
    if new.ended_at is distinct from old.ended_at and old.confirmed_at is null
       and exists (select from access.decision d where d.kind = 'RESPONSE' and d.subject = new.id and d.state in ('WAITING', 'AGREED')) then
        raise exception 'evaluation.response-waits' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger keep_response before update on evaluation.response for each row execute function evaluation.keep_response();

-- An action is written with its response, in the same act and before anybody is asked about both: the second person reads all of them. Its owner is one person, of either side, in a role that carries out actions.
create function evaluation.begin_action() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare r evaluation.response; p access.person;
begin
    select * into r from evaluation.response x where x.id = new.response_id;
    if session_user in ('akoma_protection', 'akoma_enforcement') and ((r.proposed_by = access.actor() and r.proposed_at = access.moment() and r.confirmed_at is null) is not true
           or exists (select from access.decision d where d.kind = 'RESPONSE' and d.subject = new.response_id)) then
        raise exception 'evaluation.action-without-response' using errcode = 'insufficient_privilege';
    end if;
    select * into p from access.person x where upper(x.code) = upper(new.owner) and x.contract_until > evaluation.today()
       and exists (select from access.person_role g where g.person_id = x.id and g.approved_at <= access.moment() and g.valid_until > access.moment()
                      and g.role in ('PROJECT_MANAGER', 'CASE_SUPERVISOR', 'MINISTRY_OFFICER', 'LE_COORDINATOR', 'TRAINING_COORDINATOR', 'DATA_PROTECTION_OFFICER'));
    if not found then raise exception 'evaluation.no-owner' using errcode = 'check_violation', constraint = 'action_owner'; end if;
    -- A structure that answers itself binds its own people, and nobody else's.
    if session_user in ('akoma_protection', 'akoma_enforcement') and p.organisation_id <> evaluation.answering(r.recommendation_id) then
        raise exception 'evaluation.owner-elsewhere' using errcode = 'check_violation', constraint = 'action_owner';
    end if;
    -- What is due in eighty years is never late.
    if session_user in ('akoma_protection', 'akoma_enforcement') and new.due_on > evaluation.today() + access.limit_of('action-due.max', 730) then
        raise exception 'evaluation.due-too-late' using errcode = 'check_violation';
    end if;
    new.owner := upper(p.code); new.owner_id := p.id; new.organisation_id := p.organisation_id;
    select x.mission_id into new.mission_id from evaluation.recommendation x where x.id = r.recommendation_id;
    perform from evaluation.mission m where m.id = new.mission_id for update;
    select 'AC-' || lpad((1 + coalesce(max(substr(a.code, 4)::int), 0))::text, 2, '0') into new.code from evaluation.action a where a.mission_id = new.mission_id;
    return new;
end $$;
-- What keeps an account from owning an action, before it is asked to: for who answers, who may know no account of another side. Null: nothing.
create function evaluation.no_owner(recommendation uuid, account text) returns text stable language sql security definer set search_path = pg_catalog as $$
    select case when not evaluation.answers(recommendation) or p.id is null then 'evaluation.no-owner'
                when p.organisation_id <> evaluation.answering(recommendation) then 'evaluation.owner-elsewhere' end
      from (select) x left join access.person p on upper(p.code) = upper(account) and p.contract_until > evaluation.today()
       and exists (select from access.person_role g where g.person_id = p.id and g.approved_at <= access.moment() and g.valid_until > access.moment()
                      and g.role in ('PROJECT_MANAGER', 'CASE_SUPERVISOR', 'MINISTRY_OFFICER', 'LE_COORDINATOR', 'TRAINING_COORDINATOR', 'DATA_PROTECTION_OFFICER')) $$;
create trigger begin_action before insert on evaluation.action for each row execute function evaluation.begin_action();
-- How many of the actions that were due are done is what the management is judged by, so nobody betters it alone: that an action is done its owner says with a
-- proof, that it is cancelled a project manager asks with a reason, and another person of the management, or the data protection officer, who does not own it,
-- agrees to exactly that.
insert into access.decision_kind (kind, roles, proposers, section) values
    ('CANCEL_ACTION', '{PROJECT_MANAGER,DATA_PROTECTION_OFFICER}', '{PROJECT_MANAGER}', null),
    ('FINISH_ACTION', '{PROJECT_MANAGER,DATA_PROTECTION_OFFICER}',
        '{PROJECT_MANAGER,CASE_SUPERVISOR,MINISTRY_OFFICER,LE_COORDINATOR,TRAINING_COORDINATOR,DATA_PROTECTION_OFFICER}', null);
-- That it is transferred the receiver agrees to: an account of the structure that receives it, in a role that carries out actions. Where that structure has none
-- besides who asks and who owns it, a person of another structure than that of who asks; the name of the receiver is kept.
insert into access.decision_kind (kind, roles, proposers, section) values
    ('TRANSFER_ACTION', '{PROJECT_MANAGER,CASE_SUPERVISOR,MINISTRY_OFFICER,LE_COORDINATOR,TRAINING_COORDINATOR,DATA_PROTECTION_OFFICER}', '{PROJECT_MANAGER}', null);
-- Asked of each who may be asked: not materialized, or each time everybody of the house would be read.
create function evaluation.takes_over(structure uuid, asks uuid, authors uuid[], who uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    with able as not materialized (
        select p.id, p.organisation_id from access.person p
         where p.id <> asks and not p.id = any (authors) and p.contract_from <= evaluation.today() and p.contract_until > evaluation.today()
           and exists (select from access.person_role r join access.decision_kind k on k.kind = 'TRANSFER_ACTION' where r.person_id = p.id and r.role = any (k.roles)
                          and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()))
    select exists (select from able a where a.id = who
                      and case when exists (select from able o where o.organisation_id = structure) then a.organisation_id = structure
                               else structure is not null and a.organisation_id <> (select p.organisation_id from access.person p where p.id = asks) end) $$;
create trigger z_as_agreed before update on evaluation.action for each row execute function access.keep_as_agreed('id', 'CANCEL_ACTION', 'FINISH_ACTION', 'TRANSFER_ACTION');
create trigger changed_waits_no_more after update on evaluation.action for each row when (new.version > old.version)
    execute function access.changed_waits_no_more('id', 'CANCEL_ACTION', 'FINISH_ACTION', 'TRANSFER_ACTION');
-- Whether an action, as it is now, may be asked to end: it is open, and its response is confirmed.
create function evaluation.may_end(action uuid, version int) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from evaluation.action a join evaluation.response r on r.id = a.response_id and r.confirmed_at is not null
                    where a.id = may_end.action and a.version = may_end.version and num_nonnulls(a.done_at, a.cancelled_at, a.transferred_at) = 0) $$;
-- What is asked about actions and waits for a second person: for who reads the actions, whether they may open the request or not. Who receives it as it was asked.
create function evaluation.ends_asked() returns table (action uuid, decision uuid, kind text, asked_by text, asked_at timestamptz, receiver text, receiver_structure text)
stable language sql security definer set search_path = pg_catalog as $$
    select a.id, d.id, d.kind, upper(p.code), d.proposed_at, d.record ->> 'receiver', o.code
      from access.decision d join evaluation.action a on a.id = d.subject join evaluation.response r on r.id = a.response_id and r.confirmed_at is not null
      join access.person p on p.id = d.proposed_by left join access.organisation o on o.id::text = d.record ->> 'receiver_id'
     where d.state = 'WAITING' and d.kind in ('CANCEL_ACTION', 'FINISH_ACTION', 'TRANSFER_ACTION') and not evaluation.answers_recalled(r.recommendation_id)
       and (select evaluation.reads()) $$;
-- Whether nothing else is left of what was accepted in the hands of this project: once it is cancelled, the response ends and another one is due, so that no answer
-- holds without a deed.
create function evaluation.is_last_action(action uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from evaluation.action a where a.id = is_last_action.action
                      and not exists (select from evaluation.action o where o.response_id = a.response_id and o.id <> a.id
                                         and o.cancelled_at is null and (o.transferred_at is null or o.done_at is not null))) $$;
create function evaluation.end_response() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    update evaluation.response r set ended_at = access.moment(), version = r.version + 1
     where r.id = new.response_id and r.ended_at is null and evaluation.has_no_action_left(r.id);
    return null;
end $$;
create trigger end_response after update on evaluation.action for each row
    when (new.cancelled_at is not null and old.cancelled_at is null or new.transferred_at is not null and old.transferred_at is null) execute function evaluation.end_response();

-- That a transferred action is done says an account of the structure that received it, in a role that carries out actions; where it has none, a project manager.
create function evaluation.carries_on(action uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    with able as (
        select p.id from evaluation.action a join access.person p on p.organisation_id = a.receiver_id
         where a.id = carries_on.action and p.contract_from <= evaluation.today() and p.contract_until > evaluation.today()
           and exists (select from access.person_role r join access.decision_kind k on k.kind = 'TRANSFER_ACTION' where r.person_id = p.id and r.role = any (k.roles)
                          and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()))
    select exists (select from evaluation.action a where a.id = carries_on.action and a.transferred_at is not null)
       and case when exists (select from able) then exists (select from able x where x.id = access.actor()) else access.has_role(array['PROJECT_MANAGER']) end $$;
-- Whether the actor may say that an action, as it is now, is done: its owner, and once it is transferred who received it.
create function evaluation.may_finish(action uuid, version int) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from evaluation.action a join evaluation.response r on r.id = a.response_id and r.confirmed_at is not null
                    where a.id = may_finish.action and a.version = may_finish.version and num_nonnulls(a.done_at, a.cancelled_at) = 0
                      and case when a.transferred_at is null then a.owner_id = access.actor() else evaluation.carries_on(a.id) end) $$;

-- Its owner begins it; it is done on no day before its response was proposed. What has ended stays.
create function evaluation.keep_action() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user not in ('akoma_protection', 'akoma_enforcement', 'akoma_custody') then return new; end if;
    if num_nonnulls(old.done_at, old.cancelled_at) > 0 or old.transferred_at is not null and new.done_at is null
       or old.transferred_at is not null
          and (new.started_at, new.transferred_at, new.receiver, new.receiver_id) is distinct from (old.started_at, old.transferred_at, old.receiver, old.receiver_id)
       or not exists (select from evaluation.response r where r.id = new.response_id and r.confirmed_at is not null) then
        raise exception 'evaluation.action-ended' using errcode = 'insufficient_privilege';
    end if;
    if new.started_at is distinct from old.started_at and old.owner_id <> access.actor() then
        raise exception 'evaluation.not-the-owner' using errcode = 'insufficient_privilege';
    end if;
    if (new.done_on, new.done_at, new.proof) is distinct from (old.done_on, old.done_at, old.proof)
           and access.agreed_by('FINISH_ACTION', new.id, old.version) is distinct from access.actor()
       or (new.cancelled_at, new.cancelled_why) is distinct from (old.cancelled_at, old.cancelled_why)
           and access.agreed_by('CANCEL_ACTION', new.id, old.version) is distinct from access.actor()
       or (new.transferred_at, new.receiver, new.receiver_id) is distinct from (old.transferred_at, old.receiver, old.receiver_id)
           and access.agreed_by('TRANSFER_ACTION', new.id, old.version) is distinct from access.actor() then
        raise exception 'evaluation.end-not-agreed' using errcode = 'insufficient_privilege';
    end if;
    if new.cancelled_at is distinct from old.cancelled_at then
        -- two at once would each leave the other, and the response would go on without an action
        perform from evaluation.response r where r.id = new.response_id for update;
    end if;
    if new.done_on < (select (r.proposed_at at time zone 'UTC')::date from evaluation.response r where r.id = new.response_id) then
        raise exception 'evaluation.done-before-response' using errcode = 'check_violation';
    end if;
    if new.done_on < (old.transferred_at at time zone 'UTC')::date then
        raise exception 'evaluation.done-before-transfer' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger keep_action before update on evaluation.action for each row execute function evaluation.keep_action();

-- ---------- released as a whole, closed when nothing is open -----------------------------------------------------------
create function evaluation.keep_mission() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user <> 'akoma_protection' then return new; end if;
    -- a release is taken back, and restored, by reports.recall alone
    if pg_trigger_depth() > 1 then return new; end if;
    if not evaluation.in_team(new.id) then raise exception 'evaluation.not-of-the-team' using errcode = 'insufficient_privilege'; end if;
    if (new.recall_id, new.recall_agreed_at) is distinct from (old.recall_id, old.recall_agreed_at)
       and (old.recall_agreed_at is null or num_nonnulls(new.recall_id, new.recall_agreed_at) > 0) then
        raise exception 'evaluation.recall-waits' using errcode = 'insufficient_privilege';
    end if;
    if old.closed_at is not null and old.recall_agreed_at is null then raise exception 'evaluation.closed' using errcode = 'check_violation'; end if;
    if old.recall_agreed_at is not null
       and (new.kind, new.first_day, new.last_day, new.criteria_set, new.report_on, new.response_due_on)
           is distinct from (old.kind, old.first_day, old.last_day, old.criteria_set, old.report_on, old.response_due_on) then
        raise exception 'evaluation.words-only' using errcode = 'check_violation';
    end if;
    if old.released_at is not null and old.recall_agreed_at is null
       and (new.kind, new.town, new.first_day, new.last_day, new.criteria_set, new.terms, new.report_on, new.response_due_on)
           is distinct from (old.kind, old.town, old.first_day, old.last_day, old.criteria_set, old.terms, old.report_on, old.response_due_on) then
        raise exception 'evaluation.released' using errcode = 'check_violation';
    end if;
    if new.released_at is distinct from old.released_at or old.recall_id is not null and new.recall_id is null then
        if access.has_role(array['PROJECT_MANAGER'])
           and exists (select from evaluation.team t join access.person_role r on r.person_id = t.person_id and r.role = 'EVALUATOR'
                        where t.mission_id = new.id and r.approved_at <= access.moment() and r.valid_until > access.moment()) then
            raise exception 'evaluation.release-by-evaluator' using errcode = 'check_violation';
        end if;
        select upper(p.code) into new.released_account from access.person p where p.id = access.actor();
        select upper(p.code) into new.asked_account from access.decision d join access.person p on p.id = d.proposed_by
         where d.kind = 'FINDINGS' and d.subject = new.id and d.version = old.version and d.state = 'AGREED' and d.decided_by = access.actor()
           and d.ended_at = access.moment();
        if new.asked_account is null and exists (select from evaluation.evaluators_besides(new.id, access.actor())) then
            raise exception 'evaluation.release-by-two' using errcode = 'check_violation';
        end if;
        if not exists (select from evaluation.finding f where f.mission_id = new.id)
           and not exists (select from evaluation.rating r where r.mission_id = new.id) then
            raise exception 'evaluation.nothing-found' using errcode = 'check_violation';
        end if;
        if exists (select from evaluation.finding f where f.mission_id = new.id and (select count(*) from evaluation.evidence e where e.finding_id = f.id) < 2) then
            raise exception 'evaluation.one-source' using errcode = 'check_violation';
        end if;
        if exists (select from evaluation.finding f join evaluation.evidence e on e.finding_id = f.id where f.mission_id = new.id and num_nonnulls(e.note, e.cites) = 0) then
            raise exception 'evaluation.empty-source' using errcode = 'check_violation';
        end if;
        new.response_due_on := coalesce(new.response_due_on,
            greatest(new.report_on, evaluation.today()) + access.limit_of('management-response.max', 30));
    end if;
    if new.closed_at is distinct from old.closed_at
       and (new.released_at is null and exists (select from evaluation.finding f where f.mission_id = new.id)
            or exists (select from evaluation.recommendation r where r.mission_id = new.id
                          and not exists (select from evaluation.response p where p.recommendation_id = r.id and p.confirmed_at is not null and p.ended_at is null))
            or exists (select from evaluation.action a join evaluation.response p on p.id = a.response_id
                        where a.mission_id = new.id and p.ended_at is null and num_nonnulls(a.done_at, a.cancelled_at, a.transferred_at) = 0)) then
        raise exception 'evaluation.still-open' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger keep_mission before update on evaluation.mission for each row execute function evaluation.keep_mission();
-- One evaluator asks, another one of the team agrees (trust.md 2), and reads exactly what is released: a change ends the request.
insert into access.decision_kind (kind, roles, proposers, section) values ('FINDINGS', '{EVALUATOR}', '{EVALUATOR}', null);
create function evaluation.may_ask_release(mission uuid, version int) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select evaluation.writes(mission) and access.has_role(array['EVALUATOR'])
       and exists (select from evaluation.mission m where m.id = mission and m.version = may_ask_release.version)
       and exists (select from evaluation.evaluators_besides(mission, access.actor())) $$;
create function evaluation.has_other_evaluator(mission uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select evaluation.in_team(mission) and exists (select from evaluation.evaluators_besides(mission, access.actor())) $$;
-- Whether one of those can agree now: whose role and contract hold.
create function evaluation.has_who_agrees(mission uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select evaluation.in_team(mission) and exists (select from evaluation.evaluators_besides(mission, access.actor()) e (id)
              where access.works_here(e.id)
                and exists (select from access.person_role r where r.person_id = e.id and r.role = 'EVALUATOR' and r.approved_at <= access.moment()
                               and r.valid_from <= access.moment() and r.valid_until > access.moment())) $$;
-- Who refused the last release that somebody asked for, until that person agrees or asks, or somebody agrees who joined the team since: told on the board and in
-- the report, however the team was made up afterwards.
create function evaluation.refused_release(mission uuid) returns table (account text, at timestamptz) stable language sql security definer set search_path = pg_catalog as $$
    select upper(p.code), d.ended_at from access.decision d join access.person p on p.id = d.decided_by
     where d.kind = 'FINDINGS' and d.subject = mission and d.state = 'REFUSED'
       and (evaluation.in_team(mission) or evaluation.is_released(mission) and evaluation.reads())
       and not exists (select from access.decision o where o.kind = 'FINDINGS' and o.subject = mission and o.state = 'AGREED' and o.ended_at > d.ended_at
                          and (d.decided_by in (o.decided_by, o.proposed_by)
                               or exists (select from evaluation.team t where t.mission_id = mission and t.person_id = o.decided_by and t.added_at > d.ended_at)
                                  and not exists (select from evaluation.team t where t.mission_id = mission and t.person_id = o.decided_by and t.added_at <= d.ended_at)))
     order by d.ended_at desc limit 1 $$;
create function evaluation.release_waits_no_more() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare r jsonb := to_jsonb(case tg_op when 'DELETE' then old else new end);
begin
    perform access.end_waiting(array['FINDINGS'], coalesce((r ->> 'mission_id')::uuid,
        (select f.mission_id from evaluation.finding f where f.id = (r ->> 'finding_id')::uuid), (r ->> 'id')::uuid), null);
    return null;
end $$;
create trigger release_waits_no_more after insert or update on evaluation.finding for each row execute function evaluation.release_waits_no_more();
create trigger release_waits_no_more after insert or delete on evaluation.evidence for each row execute function evaluation.release_waits_no_more();
create trigger release_waits_no_more after insert or update on evaluation.recommendation for each row execute function evaluation.release_waits_no_more();
create trigger release_waits_no_more after insert or update on evaluation.rating for each row execute function evaluation.release_waits_no_more();
create trigger release_waits_no_more after insert or delete on evaluation.slot for each row execute function evaluation.release_waits_no_more();
create trigger release_waits_no_more after insert or delete on evaluation.question for each row execute function evaluation.release_waits_no_more();
create trigger release_waits_no_more after update on evaluation.mission for each row
    when (new.version > old.version and new.released_at is not distinct from old.released_at) execute function evaluation.release_waits_no_more();
revoke execute on function evaluation.may_ask_release, evaluation.has_other_evaluator, evaluation.has_who_agrees, evaluation.refused_release, evaluation.release_waits_no_more from public;
grant execute on function evaluation.has_other_evaluator, evaluation.has_who_agrees to akoma_protection;
grant execute on function evaluation.refused_release to akoma_protection, akoma_enforcement, akoma_custody;
revoke execute on function evaluation.number_finding, evaluation.number_recommendation, evaluation.drafts_finding, evaluation.state_of, evaluation.decides,
    evaluation.begin_response, evaluation.response_is_whole, evaluation.keep_response, evaluation.begin_action, evaluation.no_owner,
    evaluation.keep_action, evaluation.takes_over, evaluation.keep_mission, evaluation.may_end, evaluation.ends_asked, evaluation.is_last_action, evaluation.has_no_action_left, evaluation.end_response,
    evaluation.carries_on, evaluation.may_finish from public;
grant execute on function evaluation.carries_on to akoma_protection, akoma_enforcement, akoma_custody;
grant execute on function evaluation.no_owner to akoma_protection, akoma_enforcement;
grant execute on function evaluation.is_last_action to akoma_protection, akoma_custody;
grant execute on function evaluation.ends_asked to akoma_protection, akoma_enforcement, akoma_custody;
grant execute on function evaluation.drafts_finding, evaluation.state_of, evaluation.decides to akoma_protection, akoma_enforcement, akoma_custody;

-- ---------- counts -----------------------------------------------------------------------------------------------------
-- I24: of the actions that were due by a day, how many were done by then, by the structure of who owns them. An action that was cancelled on its day or before
-- was never due; one that was cancelled after it, or transferred, stays due, since nobody has done it.
create function evaluation.report_actions(as_of date)
returns table (mission text, structure text, due bigint, done bigint, on_time bigint, cancelled bigint, transferred bigint)
stable language sql security definer set search_path = pg_catalog as $$
    select m.code, o.code, count(*) filter (where s.state <> 'CANCELLED' or (a.cancelled_at at time zone 'UTC')::date > a.due_on), count(*) filter (where s.state = 'DONE'),
           count(*) filter (where s.state = 'DONE' and a.done_on <= a.due_on), count(*) filter (where s.state = 'CANCELLED'),
           count(*) filter (where s.state = 'TRANSFERRED')
      from evaluation.action a join evaluation.response r on r.id = a.response_id join evaluation.mission m on m.id = a.mission_id
      join access.organisation o on o.id = a.organisation_id cross join lateral (select evaluation.state_of(a, as_of) as state) s
     where a.due_on <= as_of and (r.confirmed_at at time zone 'UTC')::date <= as_of
     group by m.code, o.code $$;
-- As it is counted: what was transferred and is past its date is overdue until it is done, so that no transfer betters the figures.
create function evaluation.counted_as(a evaluation.action, day date) returns text immutable language sql set search_path = pg_catalog as $$
    select case when a.due_on < day and evaluation.state_of(a, day) = 'TRANSFERRED' then 'OVERDUE' else evaluation.state_of(a, day) end $$;
-- All actions that there were by a day, as they stood then.
create function evaluation.report_states(as_of date) returns table (mission text, area text, structure text, state text, actions bigint)
stable language sql security definer set search_path = pg_catalog as $$
    select m.code, f.area, o.code, evaluation.counted_as(a, as_of), count(*)
      from evaluation.action a join evaluation.response r on r.id = a.response_id join evaluation.recommendation c on c.id = r.recommendation_id
      join evaluation.finding f on f.id = c.finding_id join evaluation.mission m on m.id = a.mission_id join access.organisation o on o.id = a.organisation_id
     where (r.confirmed_at at time zone 'UTC')::date <= as_of
     group by m.code, f.area, o.code, evaluation.counted_as(a, as_of) $$;
-- Findings that were released by a day, with what was recommended and answered by then.
create function evaluation.report_findings(as_of date)
returns table (mission text, area text, severity text, findings bigint, recommendations bigint, accepted bigint, partly bigint, rejected bigint)
stable language sql security definer set search_path = pg_catalog as $$
    select m.code, f.area, f.severity, count(distinct f.id), count(c.id), count(*) filter (where r.answer = 'ACCEPTED'),
           count(*) filter (where r.answer = 'PARTIALLY_ACCEPTED'), count(*) filter (where r.answer = 'REJECTED')
      from evaluation.mission m join evaluation.finding f on f.mission_id = m.id left join evaluation.recommendation c on c.finding_id = f.id
      left join evaluation.response r on r.recommendation_id = c.id and (r.confirmed_at at time zone 'UTC')::date <= as_of
           and (r.ended_at is null or (r.ended_at at time zone 'UTC')::date > as_of)
     where (m.released_at at time zone 'UTC')::date <= as_of
     group by m.code, f.area, f.severity $$;
revoke execute on function evaluation.counted_as, evaluation.report_actions, evaluation.report_states, evaluation.report_findings from public;
grant execute on function evaluation.report_actions, evaluation.report_states, evaluation.report_findings to akoma_statistics;
