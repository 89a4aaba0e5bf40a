create table cases.medical (
    id          uuid constraint medical_pk primary key,
    file_id     uuid not null constraint medical_file references cases.case_file,
    at          timestamptz not null,
    kind        text not null constraint medical_kind check (kind in ('SCREENING', 'TREATMENT', 'PSYCHOLOGY', 'EXTERNAL_RESULT')),
    urgent      boolean not null default false,
    result      bytea,                                               -- of a questionnaire that somebody computed elsewhere, sealed
    sealed      bytea,                                               -- what matters for the child's care; null: nothing was written of it
    recorded_by uuid not null,
    -- who houses the child reads what is urgent, and no result
    constraint medical_result check ((kind = 'EXTERNAL_RESULT') = (result is not null) and not (urgent and result is not null)));
create index medical_of_file on cases.medical (file_id, at);
call access.protect('cases.medical', 'file_id', 8, 'akoma_protection');

-- Whether the child stays now in a shelter that is run by who acts.
create function cases.houses(file uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.file_grant g
                    where g.file_id = file and g.grantee_kind = 'UNIT' and g.reason = 'SHELTER_STAY' and g.holder = any (access.holders())
                      and g.valid_from <= access.moment() and g.valid_until > access.moment()) $$;
-- What is urgent for its health is told to who houses it.
create policy urgent_for_the_house on cases.medical for select to akoma_protection using (urgent and cases.houses(file_id));
create policy in_own_name on cases.medical as restrictive for insert to akoma_protection with check (recorded_by = (select access.actor()));
create trigger keep_to_workers before insert on cases.medical for each row execute function cases.keep_to_workers();
create trigger by_oneself after insert on cases.medical referencing new table as added for each statement execute function access.by_oneself('recorded_by');
create trigger not_before_found before insert or update of at on cases.medical for each row execute function cases.not_before_found('at');
grant select, insert on cases.medical to akoma_protection;

create table cases.note (
    id          uuid constraint note_pk primary key,
    file_id     uuid not null constraint note_file references cases.case_file,
    at          timestamptz not null,
    kind        text not null constraint note_kind check (kind in ('NOTE', 'CHILDS_OWN_WORDS', 'SAFETY', 'CONTACT')),
    sealed      bytea not null,
    recorded_by uuid not null);
create index note_of_file on cases.note (file_id, at desc, id desc);
call access.protect('cases.note', 'file_id', 128, 'akoma_protection');
-- Who houses the child adds notes, and reads their own.
create policy house_reads_its_own on cases.note for select to akoma_protection
    using (recorded_by = (select access.actor()) and cases.houses(file_id));
create policy house_adds on cases.note for insert to akoma_protection
    with check (recorded_by = (select access.actor()) and kind in ('NOTE', 'SAFETY') and cases.houses(file_id));
create trigger by_oneself after insert on cases.note referencing new table as added for each statement execute function access.by_oneself('recorded_by');
create trigger not_before_found before insert on cases.note for each row execute function cases.not_before_found('at');
grant select, insert on cases.note to akoma_protection;

create table cases.assessment (
    id            uuid constraint assessment_pk primary key,
    file_id       uuid not null constraint assessment_file references cases.case_file,
    kind          text not null constraint assessment_kind check (kind in ('INITIAL', 'REVIEW')),
    at            timestamptz not null,
    risk          text not null constraint assessment_risk check (risk in ('HIGH', 'MEDIUM', 'LOW')),
    needs         text[] not null default '{}',
    sealed        bytea not null,                                        -- protective and risk factors, reason, safety plan, the child's words and wishes
    author        uuid not null,
    approved_by   uuid,                                                  -- needed when the risk was lowered
    approved_at   timestamptz,
    lowers        boolean not null default false,                        -- holds only once another person, a supervisor, has agreed
    supervisor_id uuid,
    constraint assessment_not_own check (approved_by is distinct from author));
create index assessment_of_file on cases.assessment (file_id, at);
create index assessment_waits on cases.assessment (supervisor_id, id) where lowers and approved_at is null;
call access.protect('cases.assessment', 'file_id', 128, 'akoma_protection');
create trigger take_supervisor before insert on cases.assessment for each row when (new.lowers) execute function cases.take_supervisor();
create trigger by_oneself after insert on cases.assessment referencing new table as added for each statement execute function access.by_oneself('author');
-- What was decided was decided at the moment of the act, by who acts, once. A plan that was given back is handed in again.
create trigger one_act before update of approved_at, approved_by on cases.assessment for each row
    when ((new.approved_at, new.approved_by) is distinct from (old.approved_at, old.approved_by)) execute function access.one_act('ONCE', 'approved_at', 'approved_by');
grant select, insert (id, file_id, kind, at, risk, needs, sealed, author, lowers), update (approved_by, approved_at) on cases.assessment to
    akoma_protection;

create table cases.best_interests (
    id              uuid constraint best_interests_pk primary key,
    file_id         uuid not null constraint best_interests_file references cases.case_file,
    kind            text not null constraint best_interests_kind check (kind in ('ASSESSMENT', 'DETERMINATION')),
    ground          text constraint best_interests_ground check (ground in ('SEPARATION_FROM_PARENTS', 'DURABLE_SOLUTION', 'TEMPORARY_CARE_EXCEPTION')),
    at              timestamptz not null,
    sealed          bytea not null,                                        -- options weighed, child's view, decision, dissent
    author          uuid not null,
    -- Who sat on the panel is typed by people, and sealed with the other words. In clear stays what the rules count.
    members         int not null default 0,
    professions     int not null default 0,                                -- how many different ones the members have
    minutes_id      uuid,
    minutes_written boolean not null default false,
    -- A determination says in a code what was determined, and for a return the country: that a panel sat opens nothing which it did not determine.
    answer          text constraint best_interests_answer check (answer in ('RETURN', 'STAY', 'OTHER_CARE')),
    answer_country  text,
    constraint best_interests_panel check (kind = 'ASSESSMENT' or members >= 3 and professions >= 2 and ground is not null),
    constraint best_interests_minutes check (kind = 'ASSESSMENT' or minutes_id is not null or minutes_written),
    constraint best_interests_answered check (case kind when 'DETERMINATION' then answer is not null and (answer = 'RETURN') = (answer_country is not null)
                                                       else answer is null and answer_country is null end));
create index best_interests_of_file on cases.best_interests (file_id, at);
call access.protect('cases.best_interests', 'file_id', 128, 'akoma_protection');
create trigger by_oneself after insert on cases.best_interests referencing new table as added for each statement execute function access.by_oneself('author');
grant select, insert on cases.best_interests to akoma_protection;

create table cases.plan (
    id            uuid constraint plan_pk primary key,
    file_id       uuid not null constraint plan_file references cases.case_file,
    number        int not null,
    status        text not null constraint plan_status check (status in ('DRAFT', 'SUBMITTED', 'APPROVED', 'RETURNED', 'REPLACED')),
    author        uuid not null,
    made_at       timestamptz not null,
    submitted_at  timestamptz,
    decided_by    uuid,
    decided_at    timestamptz,
    sealed        bytea not null,                                       -- the child's and the family's part in it; why it was returned
    version       int not null default 1,
    supervisor_id uuid,
    authors       uuid[] not null default '{}',
    constraint plan_number unique (file_id, number),
    constraint plan_decided_by_another check (decided_by is distinct from author));
create index plan_waits       on cases.plan       (supervisor_id, id) where submitted_at is not null and decided_at is null and status <> 'REPLACED';
call access.protect('cases.plan', 'file_id', 32, 'akoma_protection');
-- The plan is for who works on the case and for who evaluates it; a structure that was asked for one service reads what it was asked.
create policy not_for_receivers on cases.plan as restrictive for select to akoma_protection using (
    exists (select from access.held g
             where g.file_id = plan.file_id and g.reads & 32 <> 0
               and g.reason not in ('REFERRAL', 'ENROLMENT', 'SHELTER_STAY') offset 0));
create trigger take_supervisor before insert on cases.plan       for each row execute function cases.take_supervisor();
create trigger by_oneself after insert on cases.plan referencing new table as added for each statement execute function access.by_oneself('author');
create trigger changed_by_oneself before update on cases.plan for each row execute function access.changed_by_oneself('decided_by');
create trigger one_act before update of submitted_at, decided_at, decided_by on cases.plan for each row
    when ((new.submitted_at, new.decided_at, new.decided_by) is distinct from (old.submitted_at, old.decided_at, old.decided_by))
    execute function access.one_act('AGAIN', 'submitted_at', '', 'decided_at', 'decided_by');
grant select, insert (id, file_id, number, status, author, made_at, sealed), update (status, submitted_at, decided_by, decided_at, sealed, version) on
    cases.plan to akoma_protection;

create table cases.plan_goal (
    id          uuid constraint plan_goal_pk primary key,
    file_id     uuid not null constraint plan_goal_file references cases.case_file,
    plan_id     uuid not null constraint plan_goal_plan references cases.plan,
    position    int not null,
    service     text not null,                                         -- code of requirements.md 3
    starts_on   date,
    ends_on     date,
    responsible uuid not null,
    met         text not null default 'OPEN' constraint plan_goal_met check (met in ('OPEN', 'MET', 'NOT_MET', 'DROPPED')),
    sealed      bytea not null,                                        -- the aim in the child's terms, measure of success, and who is to give the service, which may name anybody
    continues   uuid constraint plan_goal_continues references cases.plan_goal,   -- of the version before: it goes on as this one, or ends with its outcome
    version     int not null default 1,
    constraint plan_goal_dates check (ends_on is null or starts_on is null or ends_on >= starts_on));
create index plan_goal_of_plan on cases.plan_goal (plan_id, position);
create unique index plan_goal_continued_once on cases.plan_goal (continues, plan_id) where position > 0 and continues is not null;
call access.protect('cases.plan_goal', 'file_id', 32, 'akoma_protection');
create policy not_for_receivers on cases.plan_goal as restrictive for select to akoma_protection using (
    exists (select from access.held g
             where g.file_id = plan_goal.file_id and g.reads & 32 <> 0
               and g.reason not in ('REFERRAL', 'ENROLMENT', 'SHELTER_STAY') offset 0));
create trigger outdate_drop after update of met on cases.plan_goal for each row when (new.met is distinct from old.met)
    execute function cases.outdate('GOAL_DROP');
grant select, insert, update (position, service, starts_on, ends_on, responsible, met, sealed, continues, version) on cases.plan_goal to akoma_protection;
-- The plan in force was looked through with the child and stays (T8): what changed for each goal that counts. Sealed; at high risk a supervisor confirms it.
create table cases.plan_review (
    id           uuid constraint plan_review_pk primary key,
    file_id      uuid not null constraint plan_review_file references cases.case_file,
    plan_id      uuid not null constraint plan_review_plan references cases.plan,
    at           timestamptz not null,
    reviewed_by  uuid not null,
    risk         text not null constraint plan_review_risk check (risk in ('HIGH', 'MEDIUM', 'LOW')),
    goals        uuid[] not null constraint plan_review_goals check (cardinality(goals) > 0),
    sealed       bytea not null,
    confirmed_at timestamptz,
    confirmed_by uuid,
    constraint plan_review_confirmed check ((confirmed_at is null) = (confirmed_by is null)),
    constraint plan_review_by_another check (confirmed_by is distinct from reviewed_by));
create index plan_review_of_file on cases.plan_review (file_id, at desc);
call access.protect('cases.plan_review', 'file_id', 32, 'akoma_protection');
create policy not_for_receivers on cases.plan_review as restrictive for select to akoma_protection using (
    exists (select from access.held g
             where g.file_id = plan_review.file_id and g.reads & 32 <> 0
               and g.reason not in ('REFERRAL', 'ENROLMENT', 'SHELTER_STAY') offset 0));
create trigger by_oneself after insert on cases.plan_review referencing new table as added for each statement execute function access.by_oneself('reviewed_by');
create function cases.keep_plan_review() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user <> 'akoma_protection' then return new; end if;
    if not exists (select from cases.plan p where p.id = new.plan_id and p.file_id = new.file_id and p.status = 'APPROVED') then
        raise exception 'cases.review-without-plan' using errcode = 'insufficient_privilege';
    elsif tg_op = 'UPDATE' then
        if old.confirmed_at is not null or new.confirmed_by is distinct from access.actor() or not access.just_decided('PLAN_REVIEW', new.id, 1, true) then
            raise exception 'cases.review-not-confirmed' using errcode = 'insufficient_privilege';
        end if;
    elsif new.at not between access.moment() - interval '2 minutes' and access.moment() + interval '2 minutes'
       or new.risk is distinct from (select f.risk from cases.case_file f where f.id = new.file_id)
       or not (new.goals @> array(select g.id from cases.plan_goal g where g.plan_id = new.plan_id and g.met <> 'DROPPED' and g.position > 0)
               and new.goals <@ array(select g.id from cases.plan_goal g where g.plan_id = new.plan_id and g.met <> 'DROPPED' and g.position > 0)) then
        raise exception 'cases.review-not-of-its-goals' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger keep_plan_review before insert or update on cases.plan_review for each row execute function cases.keep_plan_review();
revoke execute on function cases.keep_plan_review from public;
grant select, insert (id, file_id, plan_id, at, reviewed_by, risk, goals, sealed), update (confirmed_at, confirmed_by) on cases.plan_review to akoma_protection;
revoke execute on function cases.houses from public;
grant execute on function cases.houses to akoma_protection;

-- ---------- who reads and writes health --------------------------------------------------------------------------------
-- Health (requirements.md 9): who works with or supervises a child reads a minimum (kind, day, whether it is urgent, and what matters for the child's
-- care); the clinical words are for who wrote them and for the provider's own structure (docs/decisions/health-in-two-parts.md).
create table cases.medical_detail (
    id           uuid constraint medical_detail_pk primary key constraint medical_detail_of references cases.medical,
    file_id      uuid not null constraint medical_detail_file references cases.case_file,
    sealed       bytea not null,
    recorded_by  uuid not null,
    structure_id uuid);   -- of the provider who wrote it; null: somebody who works with the child did
create index medical_detail_of_file on cases.medical_detail (file_id);
call access.protect('cases.medical_detail', 'file_id', 8, 'akoma_protection');

-- The structures for which who acts is a provider now.
create function cases.own_clinics() returns uuid[] stable language sql security definer set search_path = pg_catalog as $$
    select coalesce(array_agg(r.organisation_id), '{}') from access.person_role r where access.at_work() and r.person_id = access.actor() and r.role = 'PROVIDER'
       and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment() $$;
create policy for_the_clinic on cases.medical_detail as restrictive for select to akoma_protection
    using (recorded_by = (select access.actor()) or structure_id = any ((select cases.own_clinics())::uuid[]));
create trigger by_oneself after insert on cases.medical_detail referencing new table as added for each statement execute function access.by_oneself('recorded_by');
grant select, insert on cases.medical_detail to akoma_protection;
-- Whether who acts works with children: a supervisor, and a ministry to which the file was transferred, reads who the child is, the family, consent and
-- health, and writes none of it.
create function cases.works_with_children() returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.person_role r where access.at_work() and r.person_id = access.actor() and r.role in ('CASE_WORKER', 'PROVIDER')
       and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()) $$;

-- In whose name, and for which structure, is never typed.
create function cases.detail_is_the_writers() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' then
        new.recorded_by := access.actor();
        new.structure_id := (select p.organisation_id from access.person p where p.id = access.actor() and p.organisation_id = any (cases.own_clinics()));
        if not exists (select from cases.medical m where m.id = new.id and m.file_id = new.file_id and m.recorded_by = access.actor()) then
            raise exception 'cases.not-your-record' using errcode = 'insufficient_privilege';
        end if;
    end if;
    return new;
end $$;
create trigger detail_is_the_writers before insert on cases.medical_detail for each row execute function cases.detail_is_the_writers();

-- A screening by anybody stops the clock of T2; who may not write the file's own row has it written for them.
create function cases.screened_by_provider() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not access.sees(new.file_id, 256, true) then
        update cases.case_file f set medical_screened_at = new.at, updated_at = access.moment(), version = f.version + 1
         where f.id = new.file_id and new.at < coalesce(f.medical_screened_at, 'infinity');
    end if;
    return null;
end $$;
create trigger screened_by_provider after insert on cases.medical for each row when (new.kind = 'SCREENING') execute function cases.screened_by_provider();
revoke execute on function cases.own_clinics, cases.works_with_children from public;
grant execute on function cases.own_clinics to akoma_protection;

-- ---------- care within three days -------------------------------------------------------------------------------------
-- A child who met sexual violence is cared for within 72 hours of the hand-over (requirements.md 2.4, T2). Any treatment ends it, a screening
-- does not. The clock begins with the hand-over, or with the registration of a child whom nobody handed over.
-- What was done to a child is sealed, and so is that a child met sexual violence: the codes lie with the words, and every child of whom something is
-- known has a row here. For which of them the clock runs, the marks tell: hashes of the file under a key that is not in the database, or as many random
-- bytes. Who asks what is due brings the key along, for one transaction. Only who sees both the exploitation and the health record finds a row, nobody
-- writes it.
create table cases.urgent_care (
    file_id         uuid constraint urgent_care_pk primary key constraint urgent_care_file references cases.case_file,
    worker_id       uuid not null,                                    -- as on the file: lists are led by these two
    organisation_id uuid not null,
    since           timestamptz not null,                             -- the hand-over, or the registration
    done_at         timestamptz,                                      -- the first treatment
    marks           bytea[] not null default '{}',
    supervisor_id   uuid,
    told_at         timestamptz);                                     -- when what was done to the child was written last
create index urgent_care_owed   on cases.urgent_care (worker_id, since, file_id) where done_at is null;
create index urgent_care_worker on cases.urgent_care (worker_id, since, file_id);
create index urgent_care_retold on cases.urgent_care (supervisor_id, file_id) where cardinality(marks) > 1;
alter table cases.urgent_care enable row level security;
create policy seen on cases.urgent_care for select to akoma_protection using (access.sees(file_id, 4, false) and access.sees(file_id, 8, false));
grant select on cases.urgent_care to akoma_protection;

-- Care within 72 hours stays due when who wrote of sexual violence, or a colleague, takes it away again: until a treatment is recorded, or a supervisor
-- says that there was none.
-- A treatment that a service recorded before the exploitation was written down stops the clock as a medical record does (T2).
create function cases.weigh_urgent_care(file uuid) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
    insert into cases.urgent_care as c (file_id, worker_id, organisation_id, supervisor_id, since, done_at, marks)
        select f.id, f.worker_id, f.organisation_id, f.supervisor_id, coalesce(f.handed_at, f.registered_at),
               least((select min(m.at) from cases.medical m where m.file_id = f.id and m.kind = 'TREATMENT'),
                     (select min(coalesce(s.ended_at, s.started_at)) from assistance.service s
                       where s.file_id = f.id and s.code = 'IMM_MEDICAL_TREATMENT' and s.state = 'COMPLETED')),
               x.mark || array(select o.mark from cases.former o where o.record_id = f.id and o.record = 'cases.exploitation' and o.mark is not null and not o.lifted)
          from cases.case_file f join cases.exploitation x on x.file_id = f.id
         where f.id = file and x.mark is not null
        on conflict on constraint urgent_care_pk do update set worker_id = excluded.worker_id, organisation_id = excluded.organisation_id,
            supervisor_id = excluded.supervisor_id, since = excluded.since, done_at = least(excluded.done_at, c.done_at), marks = excluded.marks;
end $$;
create function cases.exploitation_told() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform cases.weigh_urgent_care(new.file_id);
    return null;
end $$;
create trigger exploitation_told after insert on cases.exploitation for each row execute function cases.exploitation_told();
create trigger exploitation_retold after update of mark on cases.exploitation for each row
    when (new.mark is distinct from old.mark) execute function cases.exploitation_told();
create function cases.care_moves() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform cases.weigh_urgent_care(new.id);
    return null;
end $$;
create trigger care_is_supervised after update of supervisor_id on cases.case_file for each row
    when (new.supervisor_id is distinct from old.supervisor_id) execute function cases.care_moves();
create trigger child_treated after insert on cases.medical for each row when (new.kind = 'TREATMENT') execute function cases.exploitation_told();
create trigger care_moves after update of worker_id, organisation_id, handed_at on cases.case_file for each row
    when (new.worker_id is distinct from old.worker_id or new.organisation_id is distinct from old.organisation_id
        or new.handed_at is distinct from old.handed_at) execute function cases.care_moves();
revoke execute on function cases.weigh_urgent_care from public;

-- A service says that the child was screened or treated, as a medical record does: who gave it need not write it twice.
create function cases.care_was_given(file uuid, kind text, at timestamptz) returns void language sql security definer set search_path = pg_catalog as $$
    update cases.case_file f set medical_screened_at = at where kind = 'SCREENING' and f.id = file and f.medical_screened_at is null;
    update cases.urgent_care c set done_at = least(c.done_at, at) where kind = 'TREATMENT' and c.file_id = file $$;
revoke execute on function cases.care_was_given from public;

create function cases.see_urgent(key bytea) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform set_config('akoma.urgent', encode(key, 'hex'), true), set_config('plan_cache_mode', 'force_generic_plan', true); -- see tasks.DueStore
end $$;

-- Without the key no mark fits.
create function cases.urgent_mark(file uuid) returns bytea stable language sql as $$
    select pg_catalog.sha256(pg_catalog.decode(nullif(pg_catalog.current_setting('akoma.urgent', true), ''), 'hex') || pg_catalog.uuid_send(file)) $$;
revoke execute on function cases.see_urgent from public;
grant execute on function cases.see_urgent, cases.urgent_mark to akoma_protection;

-- ---------- withdrawn violence is a task -------------------------------------------------------------------------------
create function cases.told_when() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    update cases.urgent_care c set told_at = coalesce(access.moment(), now()) where c.file_id = new.file_id;
    return null;
end $$;
-- Named to come after exploitation_told and exploitation_retold, which make the row.
create trigger told_when after insert on cases.exploitation for each row execute function cases.told_when();
create trigger told_when_again after update of mark on cases.exploitation for each row when (new.mark is distinct from old.mark) execute function cases.told_when();
revoke execute on function cases.told_when from public;

-- ---------- withdrawn violence is asked about whatever was treated -----------------------------------------------------
-- Sexual violence that somebody wrote and took away again is a task of who supervises the child: to confirm that there was none, within a day. Who confirmed
-- it is kept. Whether there was violence is another question than whether care was given: it is asked whatever treatment was noted, on whatever day.
create view cases.due_withdrawn_violence with (security_invoker = true) as
    select 'cases.confirm-no-violence' as kind, c.file_id as id, c.file_id, c.supervisor_id, c.worker_id, c.organisation_id, o.at + interval '24 hours' as due_at
      from cases.urgent_care c join cases.case_file f on f.id = c.file_id and f.closed_at is null
      cross join lateral (select max(o.replaced_at) as at from cases.former o
                           where o.record_id = c.file_id and o.record = 'cases.exploitation' and not o.lifted and o.mark = cases.urgent_mark(c.file_id)) o
     where cardinality(c.marks) > 1 and c.marks[1] <> cases.urgent_mark(c.file_id) and o.at is not null;
grant select on cases.due_withdrawn_violence to akoma_protection;
create view cases.was_due_withdrawn_violence with (security_invoker = true) as
    select 'cases.confirm-no-violence' as kind, c.file_id as id, c.file_id, c.supervisor_id, c.supervisor_id as worker_id, c.organisation_id, o.at as since,
           o.at + interval '24 hours' as due_at, o.lifted_at as done_at, f.closed_at
      from cases.urgent_care c join cases.case_file f on f.id = c.file_id
      cross join lateral (select max(o.replaced_at) as at, max(o.lifted_at) as lifted_at from cases.former o
                           where o.record_id = c.file_id and o.record = 'cases.exploitation' and o.mark = cases.urgent_mark(c.file_id)) o
     where o.at is not null and c.marks[1] <> cases.urgent_mark(c.file_id);
grant select on cases.was_due_withdrawn_violence to akoma_protection;

-- ---------- best interests of every child ------------------------------------------------------------------------------
-- The best interests of every child are weighed before the plan (requirements.md 2.1, step 7), so by the clock of the plan (T6); and determined by a
-- panel of two professions or more where the child is unaccompanied or goes across a border. Both are tasks of the worker. The first stops with the first
-- record, the second with the moment from which a determination counts, and neither by a day that somebody writes.
create function cases.weighed_now() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    new.at := access.moment();
    return new;
end $$;
create trigger weighed_now before insert on cases.best_interests for each row when (current_user = 'akoma_protection') execute function cases.weighed_now();
create function cases.best_interests_weighed() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    update cases.case_file f set best_interests_at = least(f.best_interests_at, new.at) where f.id = new.file_id;
    return null;
end $$;
create trigger best_interests_weighed after insert on cases.best_interests for each row execute function cases.best_interests_weighed();
-- Nobody writes by hand that they were weighed.
create function cases.keep_weighing() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    raise exception 'cases.best-interests-by-hand' using errcode = 'insufficient_privilege';
end $$;
create trigger keep_weighing before update of best_interests_at, determined_at on cases.case_file for each row
    when (current_user = 'akoma_protection') execute function cases.keep_weighing();
create trigger keep_weighing_added before insert on cases.case_file for each row
    when (current_user = 'akoma_protection' and (new.best_interests_at is not null or new.determined_at is not null)) execute function cases.keep_weighing();
-- Whether family that two people agreed to answers for the child on this day.
create function cases.is_accompanied(file uuid, day date) returns boolean stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return exists (select from cases.guardian g where g.file_id = is_accompanied.file and g.verified_at is not null and not g.waits and g.appointed_on <= day
                      and coalesce(g.ended_on, 'infinity') > day);
end $$;
revoke execute on function cases.weighed_now, cases.is_accompanied from public;

-- ---------- members of a panel sign ------------------------------------------------------------------------------------
-- Who is typed as a member of a panel was named, and did not sign. A member who has an account signs by it, in their own name (requirements.md 2.1,
-- step 7). Whether they are named among the members is sealed: the application asks that; the database holds whose signature it is.
create table cases.best_interests_signature (
    weighing_id uuid not null constraint best_interests_signature_of references cases.best_interests,
    file_id     uuid not null constraint best_interests_signature_file references cases.case_file,
    person_id   uuid not null,
    at          timestamptz not null,
    constraint best_interests_signature_pk primary key (weighing_id, person_id));
create index best_interests_signature_on_file on cases.best_interests_signature (file_id);
call access.protect('cases.best_interests_signature', 'file_id', 128, 'akoma_protection');
drop policy added_akoma_protection on cases.best_interests_signature;
create policy signed on cases.best_interests_signature for insert to akoma_protection
    with check (person_id = (select access.actor()) and at = (select access.moment()) and access.keeps(file_id, 128, false)
                and exists (select from cases.best_interests b where b.id = weighing_id and b.file_id = best_interests_signature.file_id));
create trigger by_oneself after insert on cases.best_interests_signature referencing new table as added for each statement execute function access.by_oneself('person_id');
grant select, insert on cases.best_interests_signature to akoma_protection;

-- ---------- a panel is confirmed by a supervisor -----------------------------------------------------------------------
-- Names that are typed are no panel: a determination counts once a supervisor who did not write it has confirmed members, professions and minutes. The
-- minutes are a document of the file, or written; what is written is sealed.
create function cases.keep_minutes() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not exists (select from attachments.attachment a where a.id = new.minutes_id and a.file_id = new.file_id and a.withdrawn_at is null
                      and a.kind in ('DOCUMENT', 'CERTIFICATE')) then
        raise exception 'cases.no-such-minutes' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger keep_minutes before insert on cases.best_interests for each row when (new.minutes_id is not null) execute function cases.keep_minutes();
insert into access.decision_kind (kind, roles, proposers, section) values
    ('PANEL', '{CASE_SUPERVISOR}', '{CASE_WORKER,CASE_SUPERVISOR,MINISTRY_OFFICER}', 128);
create function cases.is_determined(file uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from cases.best_interests x where x.file_id = is_determined.file and x.kind = 'DETERMINATION' and x.professions >= 2
                      and exists (select from access.decision d where d.kind = 'PANEL' and d.subject = x.id and d.file_id = x.file_id and d.state = 'AGREED'
                                     and d.decided_by <> x.author)) $$;
-- The newest one that was confirmed determined that the child goes to live in this country.
create function cases.is_determined(file uuid, country text) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select coalesce((select x.answer = 'RETURN' and x.answer_country = is_determined.country
                       from cases.best_interests x join access.decision d on d.kind = 'PANEL' and d.subject = x.id and d.file_id = x.file_id
                      where x.file_id = is_determined.file and x.kind = 'DETERMINATION' and x.professions >= 2 and d.state = 'AGREED' and d.decided_by <> x.author
                      order by x.at desc, x.id desc limit 1), false) $$;
-- From that moment it counts, and the clock of the determination stops.
create function cases.panel_confirmed() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if cases.is_determined(new.file_id) then
        update cases.case_file f set determined_at = least(f.determined_at, new.ended_at) where f.id = new.file_id;
    end if;
    return null;
end $$;
create trigger panel_confirmed after update of state on access.decision for each row
    when (new.kind = 'PANEL' and new.state = 'AGREED' and old.state = 'WAITING') execute function cases.panel_confirmed();
revoke execute on function cases.keep_minutes, cases.is_determined(uuid), cases.is_determined(uuid, text), cases.panel_confirmed from public;

-- ---------- plans of two people ----------------------------------------------------------------------------------------
-- A plan is approved by somebody who wrote no part of it (requirements.md 2.1, step 8): its authors are kept by the database, what waits or was
-- approved is not changed, and only an agreement to this very version approves it.
create function cases.keep_authors() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user <> 'akoma_protection' then return new; end if;
    if tg_op = 'INSERT' then
        if new.status <> 'DRAFT' then raise exception 'cases.plan-not-decided' using errcode = 'insufficient_privilege'; end if;
        new.authors := array[access.actor()];
        return new;
    end if;
    if new.author <> old.author or new.file_id <> old.file_id or new.number <> old.number then
        raise exception 'cases.plan-of-another' using errcode = 'insufficient_privilege';
    end if;
    new.authors := array(select distinct unnest(old.authors || new.authors));  -- they only become more
    if new.version < old.version or new.status = 'SUBMITTED' and (old.status = 'SUBMITTED') = (new.version > old.version) then
        raise exception 'cases.plan-fixed' using errcode = 'insufficient_privilege';  -- each submission is a version of its own
    end if;
    if new.status = 'APPROVED' and old.status <> 'APPROVED' then
        new.decided_by := access.actor();
        if old.status <> 'SUBMITTED' or not access.just_decided('PLAN', old.id, old.version, true) or new.decided_by = any (old.authors) then
            raise exception 'cases.plan-not-decided' using errcode = 'insufficient_privilege';
        end if;
    elsif old.status in ('APPROVED', 'REPLACED') and new.status not in ('REPLACED', old.status) then
        raise exception 'cases.plan-decided' using errcode = 'insufficient_privilege';
    end if;
    if new.sealed is distinct from old.sealed and old.status not in ('DRAFT', 'RETURNED') and new.status <> 'RETURNED' then
        raise exception 'cases.plan-fixed' using errcode = 'insufficient_privilege';
    end if;
    if new.sealed is distinct from old.sealed and old.status in ('DRAFT', 'RETURNED') and not access.actor() = any (new.authors) then
        new.authors := new.authors || access.actor();
    end if;
    return new;
end $$;
create trigger keep_authors before insert or update on cases.plan for each row execute function cases.keep_authors();

-- A goal is written while its plan is; afterwards only what became of it is said. Who writes one is an author of the plan.
create function cases.keep_goals() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare plan cases.plan;
begin
    if session_user <> 'akoma_protection' then return new; end if;
    select * into plan from cases.plan p where p.id = new.plan_id and p.file_id = new.file_id;
    if tg_op = 'UPDATE' then
        if new.plan_id <> old.plan_id or new.file_id <> old.file_id then
            raise exception 'cases.goal-of-another-plan' using errcode = 'insufficient_privilege';
        end if;
        if (to_jsonb(new) - 'met' - 'version') = (to_jsonb(old) - 'met' - 'version') and new.version = old.version + (new.met <> old.met)::int then
            if plan.status is distinct from 'SUBMITTED' then return new; end if; -- a goal of a plan in force is marked, and the mark is counted
        end if;
    end if;
    if new.continues is not null and not exists (
           select from cases.plan_goal g where g.id = new.continues and g.file_id = new.file_id and g.plan_id <> new.plan_id) then
        raise exception 'cases.goal-continues-none' using errcode = 'insufficient_privilege';
    end if;
    if plan.status is null or plan.status not in ('DRAFT', 'RETURNED') then
        raise exception 'cases.plan-fixed' using errcode = 'insufficient_privilege';
    end if;
    if not access.actor() = any (plan.authors) then
        update cases.plan p set authors = p.authors || access.actor() where p.id = plan.id;
    end if;
    return new;
end $$;
create trigger keep_goals before insert or update on cases.plan_goal for each row execute function cases.keep_goals();

-- What waits goes with the file to the structure that holds it.
create function cases.decisions_follow() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    update access.decision d set organisation_id = new.organisation_id where d.file_id = new.id and d.state = 'WAITING'
       and d.kind <> 'HANDOVER';   -- an authority answers it
    return null;
end $$;
create trigger decisions_follow after update of organisation_id on cases.case_file for each row
    when (new.organisation_id is distinct from old.organisation_id) execute function cases.decisions_follow();

-- ---------- after a no only emergency care -----------------------------------------------------------------------------
create function cases.stop_after_no() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if cases.care_refused(case when tg_table_name = 'case_file' then (to_jsonb(new) ->> 'id')::uuid else (to_jsonb(new) ->> 'file_id')::uuid end) then
        raise exception 'cases.emergency-care-only' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger stop_after_no before update of status on cases.case_file for each row
    when (old.status in ('REGISTERED', 'ASSESSED', 'PLAN_PENDING', 'REOPENED') and new.status in ('ASSESSED', 'PLAN_PENDING', 'ACTIVE')
          and not (old.status = 'PLAN_PENDING' and new.status = 'ASSESSED')) execute function cases.stop_after_no();
-- Raising the risk and a safety plan for a child at high risk are emergency care.
create function cases.stop_assessing_after_no() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    -- Whether anybody said no at all is asked for all rows at once; most files have no such answer.
    if exists (select from added a join cases.consent c on c.file_id = a.file_id and c.purpose = 'CASE_MANAGEMENT' and c.status in ('REFUSED', 'WITHDRAWN')
                where cases.care_refused(a.file_id) and not (a.kind = 'REVIEW' and (a.risk = 'HIGH'
                      or a.risk = 'MEDIUM' and exists (select from cases.case_file f where f.id = a.file_id and f.risk = 'LOW')))) then
        raise exception 'cases.emergency-care-only' using errcode = 'check_violation';
    end if;
    return null;
end $$;
create trigger stop_after_no after insert on cases.assessment referencing new table as added for each statement execute function cases.stop_assessing_after_no();
create trigger stop_after_no before update of status on cases.plan for each row
    when (new.status in ('SUBMITTED', 'APPROVED') and new.status <> old.status) execute function cases.stop_after_no();
revoke execute on function cases.stop_assessing_after_no from public;

-- ---------- a goal is dropped by two -----------------------------------------------------------------------------------
create function cases.dropped_by_two() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection'
       and exists (select from cases.plan p where p.id = new.plan_id and p.status in ('SUBMITTED', 'APPROVED'))
       and not exists (select from access.decision d where d.kind = 'GOAL_DROP' and d.subject = new.id and d.state = 'AGREED'
                          and d.decided_by = access.actor() and d.ended_at = access.moment()) then
        raise exception 'cases.goal-not-dropped' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger dropped_by_two before update of met on cases.plan_goal for each row
    when (new.met = 'DROPPED' and old.met <> 'DROPPED') execute function cases.dropped_by_two();

-- ---------- a lower risk is a supervisor's -----------------------------------------------------------------------------
create function cases.lowered_by_supervisor() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if current_user = 'akoma_protection' and not (new.approved_by = access.actor() and access.has_role(array['CASE_SUPERVISOR'])) then
        raise exception 'cases.lowered-by-supervisor' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger lowered_by_supervisor before update of approved_by on cases.assessment for each row
    when (new.approved_by is distinct from old.approved_by) execute function cases.lowered_by_supervisor();
revoke execute on function cases.lowered_by_supervisor from public;

-- ---------- a new version says what becomes of each goal ---------------------------------------------------------------
-- Each goal of the version before that is worked on goes on in the new one, or ends with an outcome that it says: when it is handed in, and again when
-- it is approved.
create function cases.goals_go_on() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and exists (
           select from cases.plan_goal g
            where g.plan_id = (select p.id from cases.plan p where p.file_id = new.file_id and p.id <> new.id and p.status in ('APPROVED', 'REPLACED')
                                order by p.number desc limit 1)
              and g.position > 0 and g.met = 'OPEN'
              and not exists (select from cases.plan_goal n where n.plan_id = new.id and n.position > 0 and n.continues = g.id)) then
        raise exception 'cases.goal-left-out' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger goals_go_on before update of status on cases.plan for each row
    when (new.status in ('SUBMITTED', 'APPROVED') and new.status <> old.status) execute function cases.goals_go_on();
revoke execute on function cases.goals_go_on from public;

-- ---------- a plan is replaced by one that was agreed to ---------------------------------------------------------------
-- A plan in force is replaced by the one that was agreed to after it.
create function cases.keep_replaced() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection'
       and not exists (select from cases.plan p where p.file_id = new.file_id and p.status = 'APPROVED' and p.number > new.number) then
        raise exception 'cases.plan-replaced-by-none' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger keep_replaced after update on cases.plan deferrable initially deferred for each row
    when (new.status = 'REPLACED' and old.status = 'APPROVED') execute function cases.keep_replaced();
revoke execute on function cases.keep_replaced from public;

-- ---------- what changes with the state alone --------------------------------------------------------------------------
-- When a plan was handed in and decided, until when a child lives somewhere, and when it arrived, change with the state alone. A child lives in the
-- current place until another act ends it.
create function cases.changes_with_its_state() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if current_user = 'akoma_protection' then raise exception 'cases.changes-with-its-state' using errcode = 'insufficient_privilege'; end if;
    return new;
end $$;
create trigger changes_with_its_state before update of submitted_at, decided_at, decided_by on cases.plan for each row
    when (new.status = old.status and (new.submitted_at, new.decided_at, new.decided_by) is distinct from (old.submitted_at, old.decided_at, old.decided_by))
    execute function cases.changes_with_its_state();
revoke execute on function cases.changes_with_its_state from public;

-- ---------- no sexual violence: said by a supervisor -------------------------------------------------------------------
create view cases.due_urgent_care with (security_invoker = true) as
    select 'cases.urgent-care' as kind, c.file_id as id, c.file_id, c.worker_id, c.organisation_id, c.since
      from cases.urgent_care c join cases.case_file f on f.id = c.file_id and f.closed_at is null
     where c.done_at is null and cases.urgent_mark(c.file_id) = any (c.marks);
grant select on cases.due_urgent_care to akoma_protection;
create view cases.was_due_urgent_care with (security_invoker = true) as
    select 'cases.urgent-care' as kind, c.file_id as id, c.file_id, c.worker_id, c.organisation_id, c.since, null::timestamptz as due_at, c.done_at, f.closed_at
      from cases.urgent_care c join cases.case_file f on f.id = c.file_id
     where cases.urgent_mark(c.file_id) = any (c.marks);
grant select on cases.was_due_urgent_care to akoma_protection;
-- By a supervisor who works on the file and neither wrote of the violence nor took it away, once it was taken away. A wrong key matches no version.
-- False: not theirs to say.
create function cases.lift_urgent_care(file uuid, key bytea) returns boolean language plpgsql security definer set search_path = pg_catalog as $$
declare urgent bytea := sha256(key || uuid_send(file)); last cases.former;
begin
    select * into last from cases.former o where o.record_id = file and o.record = 'cases.exploitation' and not o.lifted and o.mark = urgent
     order by o.id desc limit 1;
    if last.id is null or last.replaced_by is not distinct from access.actor()
       or exists (select from cases.exploitation x where x.file_id = file and x.mark = urgent)
       or exists (select from cases.former o where o.record_id = file and o.record = 'cases.exploitation' and not o.lifted and o.mark = urgent
                     and o.written_by = access.actor())
       or not (access.has_role(array['CASE_SUPERVISOR']) and access.keeps(file, 4, true)) then
        return false;
    end if;
    update cases.former o set lifted = true, lifted_by = access.actor(), lifted_at = access.moment()
     where o.record_id = file and o.record = 'cases.exploitation' and o.mark is not null and not o.lifted;
    perform cases.weigh_urgent_care(file);
    return true;
end $$;
revoke execute on function cases.lift_urgent_care from public;
grant execute on function cases.lift_urgent_care to akoma_protection;

-- ---------- what is changed waits no more ------------------------------------------------------------------------------
-- Nor is a goal dropped from a plan that another one replaced, nor a review of it confirmed.
create function cases.replaced_plan_waits_no_more() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform access.end_waiting('{GOAL_DROP}', g.id, null) from cases.plan_goal g where g.plan_id = new.id;
    perform access.end_waiting('{PLAN_REVIEW}', r.id, null) from cases.plan_review r where r.plan_id = new.id and r.confirmed_at is null;
    return null;
end $$;
create trigger replaced_plan_waits_no_more after update of status on cases.plan for each row
    when (new.status = 'REPLACED' and old.status <> 'REPLACED') execute function cases.replaced_plan_waits_no_more();
revoke execute on function cases.replaced_plan_waits_no_more from public;
