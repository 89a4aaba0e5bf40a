-- ---------- child status index -----------------------------------------------------------------------------------------
-- The Child Status Index: twelve factors, never a total. Levels and dates in clear, words sealed.
create table followup.csi (
    id              uuid constraint csi_pk primary key,
    file_id         uuid not null constraint csi_file references cases.case_file,
    organisation_id uuid not null,
    worker_id       uuid not null,
    wave            text not null constraint csi_wave check (wave in ('BASELINE', 'MONTHS_3', 'MONTHS_6', 'YEARLY', 'CLOSURE', 'BETWEEN')),
    on_day          date not null,
    recorded_at     timestamptz not null,
    assessor        uuid not null,
    informants      text[] not null,
    sealed          bytea not null,                                    -- what was seen and said
    constraint csi_informed check (cardinality(informants) > 0));
create index csi_of_file on followup.csi (file_id, on_day desc, recorded_at desc);
create index csi_by_day on followup.csi (on_day, file_id);
create unique index csi_one_baseline on followup.csi (file_id) where wave = 'BASELINE';
call access.protect('followup.csi', 'file_id', 64, 'akoma_protection');
create trigger by_oneself after insert on followup.csi referencing new table as added for each statement execute function access.by_oneself('assessor');
create trigger in_the_files_hands before update of organisation_id, worker_id on followup.csi for each row
    when ((new.organisation_id, new.worker_id) is distinct from (old.organisation_id, old.worker_id)) execute function cases.in_the_files_hands();
grant select, insert, update (organisation_id, worker_id) on followup.csi to akoma_protection;

create table followup.csi_factor (
    csi_id  uuid not null constraint csi_factor_of references followup.csi,
    file_id uuid not null,
    factor  text not null constraint csi_factor_known check (factor in ('FOOD_SECURITY', 'NUTRITION_GROWTH', 'SHELTER', 'CARE', 'ABUSE_EXPLOITATION',
                'LEGAL_PROTECTION', 'WELLNESS', 'HEALTH_CARE', 'EMOTIONAL_HEALTH', 'SOCIAL_BEHAVIOUR', 'PERFORMANCE', 'EDUCATION_WORK')),
    level   smallint constraint csi_factor_level check (level between 1 and 4),
    missing text constraint csi_factor_missing check (missing in ('NOT_OBSERVED', 'CHILD_ABSENT', 'DECLINED', 'NO_INFORMANT', 'NOT_APPLICABLE')),
    constraint csi_factor_pk primary key (csi_id, factor),
    constraint csi_factor_whole check ((level is null) <> (missing is null)));
call access.protect('followup.csi_factor', 'file_id', 64, 'akoma_protection');
grant select, insert on followup.csi_factor to akoma_protection;

-- A share of the indexes is made by two people, for their agreement (requirements.md 4.1). Drawn by a moment that nobody chooses, so that nobody knows before
-- the index is recorded; rated again by the first one that another person made of the same child within a week.
create view followup.drawn_csi with (security_invoker = true) as
    select c.id, c.file_id, c.on_day, c.recorded_at, c.assessor, s.id as second, s.assessor as rated_by, s.on_day as rated_on,
           case when s.id is not null then (select count(*) from followup.csi_factor a join followup.csi_factor b on b.csi_id = s.id and b.factor = a.factor
                                             where a.csi_id = c.id and a.level is not null and b.level is not null) end as compared,
           case when s.id is not null then (select count(*) from followup.csi_factor a join followup.csi_factor b on b.csi_id = s.id and b.factor = a.factor
                                             where a.csi_id = c.id and a.level = b.level) end as same
      from followup.csi c
      left join lateral (select x.id, x.assessor, x.on_day from followup.csi x
                          where x.file_id = c.file_id and x.assessor <> c.assessor and x.recorded_at > c.recorded_at and x.on_day between c.on_day and c.on_day + 7
                          order by x.recorded_at, x.id limit 1) s on true
     where mod(abs(hashtextextended(c.file_id::text || extract(epoch from c.recorded_at)::text, 0) % 1000000), 100)
           < (select access.limit_of('csi.second-rater', 5));
grant select on followup.drawn_csi to akoma_protection;
-- Over all children: how many indexes until a day, how many were drawn and rated again by that day, and of how many factors how many have the same level.
create function followup.report_raters(day date) returns table (indexes bigint, drawn bigint, rated bigint, compared bigint, same bigint)
stable language sql security definer set search_path = pg_catalog as $$
    select (select count(*) from followup.csi c where c.on_day <= day), count(*), count(d.second) filter (where d.rated_on <= day),
           coalesce(sum(d.compared) filter (where d.rated_on <= day), 0)::bigint, coalesce(sum(d.same) filter (where d.rated_on <= day), 0)::bigint
      from followup.drawn_csi d where d.on_day <= day $$;
revoke execute on function followup.report_raters from public;
grant execute on function followup.report_raters to akoma_statistics;

-- When the next one is expected: a row a period, met by the index that is recorded; of an earlier day too, nothing is ever called late here.
create table followup.csi_due (
    id              uuid constraint csi_due_pk primary key default gen_random_uuid(),
    file_id         uuid not null constraint csi_due_file references cases.case_file,
    organisation_id uuid not null,
    worker_id       uuid not null,
    wave            text not null,
    due_on          date not null,
    since           timestamptz not null,
    until           timestamptz);   -- met, replaced, or the file's end
create unique index csi_due_one_open on followup.csi_due (file_id) where until is null;
create index csi_due_worker on followup.csi_due (worker_id, due_on, id) where until is null;
call access.protect('followup.csi_due', 'file_id', 64, 'akoma_protection');
create trigger one_act before update of until on followup.csi_due for each row
    when (new.until is distinct from old.until) execute function access.one_act('ONCE', 'until', '');
create trigger in_the_files_hands before update of organisation_id, worker_id on followup.csi_due for each row
    when ((new.organisation_id, new.worker_id) is distinct from (old.organisation_id, old.worker_id)) execute function cases.in_the_files_hands();
grant select, insert, update (organisation_id, worker_id, until) on followup.csi_due to akoma_protection;
create view followup.was_due_csi with (security_invoker = true) as
    select 'followup.csi' as kind, id, file_id, worker_id, organisation_id, since, (due_on + 1)::timestamp at time zone 'UTC' as due_at,
           until as done_at, null::timestamptz as closed_at
      from followup.csi_due;
grant select on followup.was_due_csi to akoma_protection;

-- What an index asks to be done. An urgent factor is an alert besides.
create table followup.csi_action (
    id              uuid constraint csi_action_pk primary key default gen_random_uuid(),
    csi_id          uuid constraint csi_action_of references followup.csi,
    file_id         uuid not null constraint csi_action_file references cases.case_file,
    organisation_id uuid not null,
    worker_id       uuid not null,
    kind            text not null constraint csi_action_kind check (kind in ('REPORT_OFFENCE', 'MENTAL_HEALTH_REFERRAL', 'PLAN_ACTION')),
    factors         text[] not null,
    due_at          timestamptz not null,
    since           timestamptz not null,
    until           timestamptz,
    ended_by        text constraint csi_action_end check (ended_by in ('DONE', 'REASSESSED', 'FILE_CLOSED', 'FALSE_ALARM')),
    done_by         uuid,
    sealed          bytea,                                             -- what was done
    alert_id        uuid constraint csi_action_alert references followup.alert,
    goal_id         uuid constraint csi_action_goal references cases.plan_goal,   -- of the plan, that answers a factor at 2
    referral        text,                                              -- the code of the one that answers 5A at 1
    constraint csi_action_once unique (csi_id, kind),
    constraint csi_action_whole check ((until is null) = (ended_by is null) and (ended_by = 'DONE') = (sealed is not null and done_by is not null)),
    constraint csi_action_record check ((goal_id is null or kind = 'PLAN_ACTION' and until is not null)
        and (referral is null or kind = 'MENTAL_HEALTH_REFERRAL' and until is not null)),
    constraint csi_action_from check (csi_id is not null or alert_id is not null and kind = 'REPORT_OFFENCE'));
create index csi_action_of_file on followup.csi_action (file_id, since);
create index csi_action_worker on followup.csi_action (worker_id, due_at, id) where until is null;
-- The duty to report an offence (T16) comes of the alert that tells of it, no matter who gave it: a person, a visit or an index. Only with an index
-- does it stand under what that index asks as well.
create unique index csi_action_one_report on followup.csi_action (alert_id) where until is null and alert_id is not null;
call access.protect('followup.csi_action', 'file_id', 64, 'akoma_protection');
-- Anyone who sees the child may give the alert, a shelter too, and the duty begins with it; they read it no more than the rest of the follow-up.
create policy raised on followup.csi_action for insert to akoma_protection with check (kind = 'REPORT_OFFENCE' and csi_id is null and until is null
    and exists (select from followup.alert w where w.id = alert_id and w.file_id = csi_action.file_id and w.raised_by = (select access.actor())));
create policy again on followup.csi_action for insert to akoma_protection
    with check (kind = 'REPORT_OFFENCE' and csi_id is null and until is null and followup.runs(alert_id, file_id));
create trigger one_act before update of until, ended_by, done_by, sealed on followup.csi_action for each row
    when ((new.until, new.ended_by, new.done_by) is distinct from (old.until, old.ended_by, old.done_by) or new.sealed is distinct from old.sealed)
    execute function access.one_act('ONCE', 'until', '?done_by');
create trigger not_after_it_ended before update of ended_by, done_by, sealed, goal_id, referral on followup.csi_action for each row
    when (new.until is not distinct from old.until
          and ((new.ended_by, new.done_by, new.goal_id, new.referral) is distinct from (old.ended_by, old.done_by, old.goal_id, old.referral)
               or new.sealed is distinct from old.sealed))
    execute function followup.not_by_hand();
create trigger in_the_files_hands before update of organisation_id, worker_id on followup.csi_action for each row
    when ((new.organisation_id, new.worker_id) is distinct from (old.organisation_id, old.worker_id)) execute function cases.in_the_files_hands();
grant select, insert, update (organisation_id, worker_id, until, ended_by, done_by, sealed, goal_id, referral) on followup.csi_action to akoma_protection;

-- Help for a child who may wish to die is of another kind than an action of the plan: it is not put off.
create view followup.due_action with (security_invoker = true) as
    select case kind when 'REPORT_OFFENCE' then 'followup.report-offence' when 'MENTAL_HEALTH_REFERRAL' then 'followup.csi-urgent' else 'followup.csi-action' end as kind,
           id, file_id, worker_id, organisation_id, (due_at at time zone 'UTC')::date as due_on, due_at
      from followup.csi_action where until is null;
grant select on followup.due_action to akoma_protection;
create view followup.was_due_action with (security_invoker = true) as
    select case kind when 'REPORT_OFFENCE' then 'followup.report-offence' when 'MENTAL_HEALTH_REFERRAL' then 'followup.csi-urgent' else 'followup.csi-action' end as kind,
           id, file_id, worker_id, organisation_id, since, due_at, until as done_at, null::timestamptz as closed_at
      from followup.csi_action;
grant select on followup.was_due_action to akoma_protection;

-- For the list of tasks.
create view followup.due_csi with (security_invoker = true) as
    select 'followup.csi' as kind, id, file_id, worker_id, organisation_id, due_on from followup.csi_due where until is null;
grant select on followup.due_csi to akoma_protection;

-- ---------- risk of being trafficked again -----------------------------------------------------------------------------
-- Ten items of 0 to 3; what is missing is kept as missing. The score proposes a level, a person decides it on the file.
create table followup.risk_score (
    id               uuid constraint risk_score_pk primary key,
    file_id          uuid not null constraint risk_score_file references cases.case_file,
    organisation_id  uuid not null,
    worker_id        uuid not null,
    on_day           date not null,
    recorded_at      timestamptz not null,
    scored_by        uuid not null,
    asks_protection  boolean not null,
    csi_exploited    boolean not null,                                 -- what the records of that day said beside the items
    two_missed       boolean not null,
    proposed         text not null constraint risk_score_proposed check (proposed in ('LOW', 'MEDIUM', 'HIGH')),
    decided          text constraint risk_score_decided check (decided in ('LOW', 'MEDIUM', 'HIGH')),
    sealed           bytea not null);
create index risk_score_of_file on followup.risk_score (file_id, on_day desc, recorded_at desc);
call access.protect('followup.risk_score', 'file_id', 64, 'akoma_protection');
create trigger by_oneself after insert on followup.risk_score referencing new table as added for each statement execute function access.by_oneself('scored_by');
create trigger in_the_files_hands before update of organisation_id, worker_id on followup.risk_score for each row
    when ((new.organisation_id, new.worker_id) is distinct from (old.organisation_id, old.worker_id)) execute function cases.in_the_files_hands();
grant select, insert, update (organisation_id, worker_id) on followup.risk_score to akoma_protection;

create table followup.risk_item (
    score_id uuid not null constraint risk_item_of references followup.risk_score,
    file_id  uuid not null,
    item     text not null constraint risk_item_known check (item in ('TRAFFICKER_CONTACT', 'SUSPECT_TIED', 'FAMILY_ROLE', 'CAREGIVER', 'DEBT', 'SCHOOL', 'FOOD',
                 'EMOTIONAL', 'EARLIER_TRAFFICKING', 'WISH_TO_LEAVE')),
    points   smallint constraint risk_item_points check (points between 0 and 3),      -- null: missing
    constraint risk_item_pk primary key (score_id, item));
call access.protect('followup.risk_item', 'file_id', 64, 'akoma_protection');
grant select, insert on followup.risk_item to akoma_protection;

-- ---------- what a score tells is an alert -----------------------------------------------------------------------------
-- A score has its ten items, each with points or without. One that tells of the trafficker, or of danger where the child lives, leaves an alert at the end of
-- its transaction, whatever wrote it (requirements.md 4.5, trust.md 4): the same as wellbeing.RiskScore.
create function followup.score_alarms() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare danger boolean;
begin
    if session_user <> 'akoma_protection' or followup.is_over(new.file_id) then return null; end if;
    if (select count(*) from followup.risk_item i where i.score_id = new.id and i.file_id = new.file_id) <> 10 then
        raise exception 'followup.score-without-items' using errcode = 'check_violation';
    end if;
    danger := new.asks_protection
        or exists (select from followup.risk_item i where i.score_id = new.id and i.item in ('FAMILY_ROLE', 'SUSPECT_TIED') and i.points = 3);
    if danger and not followup.has_told(new.file_id, 'DANGER_AT_HOME')
       or exists (select from followup.risk_item i where i.score_id = new.id and i.item = 'TRAFFICKER_CONTACT' and i.points > 0)
          and not followup.has_told(new.file_id, 'TRAFFICKER_CONTACT') then
        raise exception 'followup.danger-without-alert' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger score_alarms after insert on followup.risk_score deferrable initially deferred for each row execute function followup.score_alarms();
revoke execute on function followup.score_alarms from public;

-- ---------- what an index asks for ends by a record --------------------------------------------------------------------
-- The next index is no longer due once one was recorded, or with the file. What an index or an alert asks for ends by who did it, by a later index (the
-- report of an offence does not), with the alert that was nothing, or with the file.
create function followup.is_over(file uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from cases.case_file f where f.id = is_over.file and f.status in ('CLOSED', 'TRANSFERRED')) $$;
create function followup.assessed_now(file uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from followup.csi c where c.file_id = assessed_now.file and c.recorded_at between access.moment() - interval '2 minutes'
                                                                                       and access.moment() + interval '2 minutes') $$;

create function followup.keep_end_of_due() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and not followup.assessed_now(new.file_id) and not followup.is_over(new.file_id) then
        raise exception 'followup.index-not-recorded' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger keep_end_of_due after update on followup.csi_due deferrable initially deferred for each row
    when (new.until is not null and old.until is null) execute function followup.keep_end_of_due();

-- What answers an action is a record that another person looked at: a goal of a plan that a supervisor approved since, or a referral for the child's mind that
-- was sent since and accepted by the other structure. Without one, a supervisor who neither leads the file nor made the index says with reasons why none is needed.
create function followup.answering_goals(action uuid) returns table (id uuid, plan int, goal int, service text)
stable language sql security definer set search_path = pg_catalog as $$
    select g.id, p.number, g.position, g.service
      from followup.csi_action c join cases.plan p on p.file_id = c.file_id and p.status = 'APPROVED' and p.decided_at >= c.since
      join cases.plan_goal g on g.plan_id = p.id and g.file_id = c.file_id and g.met <> 'DROPPED'
     where c.id = answering_goals.action and c.kind = 'PLAN_ACTION' and access.sees(c.file_id, 64, false) and access.sees(c.file_id, 32, false)
     order by g.position $$;
create function followup.answering_referral(action uuid) returns text stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return (select r.code from followup.csi_action c join referrals.referral r on r.file_id = c.file_id and r.service = 'IMM_PSYCHOSOCIAL'
                   and r.sent_at >= c.since and r.accepted and r.ended_at is null
                   and r.to_id <> c.organisation_id and (r.answer_how = 'WRITTEN' or r.answered_by <> r.sent_by)
             where c.id = answering_referral.action and c.kind = 'MENTAL_HEALTH_REFERRAL' and access.sees(c.file_id, 64, false)
             order by r.sent_at desc, r.id desc limit 1);
end $$;
-- The referral for the child's mind that left since the index, and was not refused: nobody need write the same again. Null: none.
create function followup.sent_referral(action uuid) returns text stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return (select r.code from followup.csi_action c join referrals.referral r on r.file_id = c.file_id and r.service = 'IMM_PSYCHOSOCIAL'
                   and r.sent_at >= c.since and r.accepted is not false and r.ended_at is null
             where c.id = sent_referral.action and c.kind = 'MENTAL_HEALTH_REFERRAL' and access.sees(c.file_id, 64, false)
             order by r.sent_at desc, r.id desc limit 1);
end $$;
create function followup.answers_by_reasons(action uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select access.holds_role('{CASE_SUPERVISOR}')
       and exists (select from followup.csi_action c join cases.case_file f on f.id = c.file_id join followup.csi i on i.id = c.csi_id
                    where c.id = answers_by_reasons.action and access.actor() not in (f.worker_id, i.assessor)
                      and access.sees(c.file_id, 64, true) and not access.in_emergency(c.file_id)) $$;
-- The report of an offence is more than the words of one person: it left for the police by the word of two, somebody else wrote of it on the alert as well, or who
-- says so is a supervisor who neither leads the file nor gave the alert.
create function followup.report_is_confirmed(duty uuid) returns boolean stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return exists (select from followup.csi_action c join cases.case_file f on f.id = c.file_id left join followup.alert a on a.id = c.alert_id
                    where c.id = duty and c.kind = 'REPORT_OFFENCE' and access.sees(c.file_id, 64, false)
                      and (exists (select from disclosure.offence_report r where r.file_id = c.file_id and r.state = 'SENT' and r.sent_at >= c.since)
                           or not access.in_emergency(c.file_id)
                              and (exists (select from followup.alert_action x where x.alert_id = c.alert_id and x.kind = 'POLICE_REPORT' and x.at >= c.since
                                              and x.taken_by <> all (access.with_namesakes(array[access.actor()])))
                                   or access.holds_role('{CASE_SUPERVISOR}')
                                      and access.actor() <> all (access.with_namesakes(array_remove(array[f.worker_id, a.raised_by], null))))));
end $$;
-- A later index takes the place of what an earlier one asked when it asks the same by the same day, when somebody else made it, or when a visit has seen the child
-- in between: nobody takes an answer back by typing other numbers, nor puts it off by typing the same.
create function followup.is_judged_anew(action uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from followup.csi_action o join followup.csi e on e.id = o.csi_id join followup.csi c on c.file_id = o.file_id and c.id <> e.id
                    where o.id = is_judged_anew.action and access.sees(o.file_id, 64, true) and c.assessor = access.actor() and c.on_day >= e.on_day
                      and c.recorded_at >= e.recorded_at and c.recorded_at between access.moment() - interval '2 minutes' and access.moment() + interval '2 minutes'
                      and (c.assessor <> e.assessor
                           or exists (select from followup.csi_action x where x.csi_id = c.id and x.kind = o.kind and x.factors @> o.factors and x.due_at <= o.due_at)
                           or exists (select from followup.visit v where v.file_id = o.file_id and v.child_seen and v.done_on <= c.on_day
                                         and v.done_on > e.on_day and v.first_done_at > e.recorded_at))) $$;
revoke execute on function followup.sent_referral, followup.answering_goals, followup.answering_referral, followup.answers_by_reasons, followup.report_is_confirmed,
    followup.is_judged_anew from public;
grant execute on function followup.sent_referral, followup.answering_goals, followup.answering_referral, followup.answers_by_reasons, followup.report_is_confirmed,
    followup.is_judged_anew to akoma_protection;

create function followup.keep_end_of_action() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and not (case new.ended_by
           when 'DONE' then new.done_by = access.actor() and not exists (select from followup.alert a where a.id = new.alert_id and a.acknowledged_at is null)
               and (case when new.kind = 'REPORT_OFFENCE' then followup.report_is_confirmed(new.id)
                         when new.referral is not null then coalesce(new.referral = followup.answering_referral(new.id), false)
                         when new.goal_id is not null then exists (select from followup.answering_goals(new.id) g where g.id = new.goal_id)
                         else followup.answers_by_reasons(new.id) end)
           when 'REASSESSED' then new.kind <> 'REPORT_OFFENCE' and followup.is_judged_anew(new.id)
           when 'FALSE_ALARM' then exists (select from followup.alert a where a.id = new.alert_id and a.outcome = 'FALSE_ALARM')
           else followup.is_over(new.file_id) end) then
        raise exception 'followup.action-ends-by-a-record: %', new.ended_by using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger keep_end_of_action after update on followup.csi_action deferrable initially deferred for each row
    when (new.until is not null and old.until is null) execute function followup.keep_end_of_action();
revoke execute on function followup.is_over, followup.assessed_now, followup.keep_end_of_due, followup.keep_end_of_action from public;

-- ---------- an index has its twelve factors ----------------------------------------------------------------------------
-- A CSI ends the due index and the open actions of the one before, so it needs all twelve factors: each with a level or the reason why it is missing.
create function followup.has_its_factors() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and (select count(*) from followup.csi_factor x where x.csi_id = new.id and x.file_id = new.file_id) <> 12 then
        raise exception 'followup.index-without-factors' using errcode = 'check_violation';
    end if;
    return null;
end $$;
create constraint trigger has_its_factors after insert on followup.csi deferrable initially deferred for each row execute function followup.has_its_factors();
revoke execute on function followup.has_its_factors from public;

-- ---------- an urgent index is an alert --------------------------------------------------------------------------------
-- A very bad factor leaves an alert at the end of the transaction, whatever wrote the index (requirements.md 4.1, trust.md 4): the same as wellbeing.CsiConsequence.
-- What the first index says of abuse is the offence that the police know, where they handed the child over.
create function followup.urgent_index_alarms() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare wanted text;
begin
    if session_user <> 'akoma_protection' or followup.is_over(new.file_id) then return null; end if;
    for wanted in
        select x from (select distinct unnest(case when l.factor = 'ABUSE_EXPLOITATION'
                                  and not (new.wave = 'BASELINE' and exists (select from cases.case_file f where f.id = new.file_id and f.slip_id is not null))
                                                   then '{CSI_URGENT,RE_EXPLOITATION}'::text[] else '{CSI_URGENT}' end) as x
                         from followup.csi_factor l where l.csi_id = new.id and l.level <= access.limit_of('csi.urgent-at', 1)) t
    loop
        if not followup.has_told(new.file_id, wanted) then
            raise exception 'followup.danger-without-alert: %', wanted using errcode = 'insufficient_privilege';
        end if;
    end loop;
    -- A child who may wish to die is referred for its mental health within the hours of the policy.
    if exists (select from followup.csi_factor l where l.csi_id = new.id and l.factor = 'EMOTIONAL_HEALTH' and l.level <= access.limit_of('csi.urgent-at', 1))
       and not exists (select from followup.csi_action x
                        where x.csi_id = new.id and x.file_id = new.file_id and x.kind = 'MENTAL_HEALTH_REFERRAL' and x.until is null
                          and x.due_at <= access.moment() + make_interval(hours => access.limit_of('csi.urgent-action.max', 24)) + interval '2 minutes') then
        raise exception 'followup.danger-without-duty' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger urgent_index_alarms after insert on followup.csi deferrable initially deferred for each row
    execute function followup.urgent_index_alarms();
revoke execute on function followup.urgent_index_alarms from public;

-- ---------- an urgent index ends by another or after a visit -----------------------------------------------------------
-- A very bad factor is no longer so when somebody else than who wrote it makes another index, or when a visit of a later day saw the child before that
-- index: a worker does not take it back by typing twelve other numbers.
-- The visit saw the child after the last report or the last very bad factor, whether or not anybody had taken the alert on.
create function followup.reassesses(a followup.alert) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    with last as (select greatest(a.raised_at, a.again_at,
                      (select max(x.at) from followup.alert_action x where x.alert_id = a.id and x.kind = 'REPORTED_AGAIN'),
                      (select max(i.recorded_at) from followup.csi i
                        where i.file_id = a.file_id and exists (select from followup.csi_factor l where l.csi_id = i.id and l.level = 1))) as at)
    select exists (select from last, followup.csi c
                    where c.file_id = a.file_id and c.assessor = access.actor() and c.recorded_at >= greatest(a.acknowledged_at, access.moment() - interval '2 minutes')
                      and (c.assessor <> a.raised_by
                              and not exists (select from followup.alert_action x where x.alert_id = a.id and x.kind = 'REPORTED_AGAIN' and x.taken_by = c.assessor)
                           or exists (select from followup.visit v where v.file_id = a.file_id and v.child_seen and v.done_on <= c.on_day
                                         and v.done_on > (last.at at time zone 'UTC')::date
                                         and v.first_done_at > last.at and access.kept_at(v.recorded_by, v.file_id, v.first_done_at)))) $$;
-- The same for who has just made an index of a child whose follow-up they write.
create function followup.is_reassessed(alert uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from followup.alert a where a.id = is_reassessed.alert and access.sees(a.file_id, 64, true) and followup.reassesses(a)) $$;
create function followup.reassessed_by_more() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and not followup.reassesses(new) then
        raise exception 'followup.alert-without-record: REASSESSED' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
-- Named to come after keep_alert, which asks for the index itself; one that nobody took on is refused before.
create trigger reassessed_by_more before update on followup.alert for each row
    when (new.outcome = 'REASSESSED' and old.outcome is null and new.acknowledged_at is not null) execute function followup.reassessed_by_more();
revoke execute on function followup.reassesses, followup.is_reassessed, followup.reassessed_by_more from public;
grant execute on function followup.is_reassessed to akoma_protection;

-- ---------- an index stays in an emergency -----------------------------------------------------------------------------
create function followup.index_stays_in_an_emergency() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if access.in_emergency(new.file_id) and not access.keeps(new.file_id, 256, true)
       and not exists (select from followup.csi c where c.file_id = new.file_id and c.assessor = access.actor() and c.recorded_at >= access.moment()) then
        raise exception 'followup.not-in-an-emergency' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger index_stays_in_an_emergency before update on followup.csi_due for each row
    when (current_user = 'akoma_protection') execute function followup.index_stays_in_an_emergency();
create trigger index_stays_in_an_emergency before update on followup.csi_action for each row
    when (current_user = 'akoma_protection' and new.ended_by is distinct from 'DONE') execute function followup.index_stays_in_an_emergency();
revoke execute on function followup.index_stays_in_an_emergency from public;

-- ---------- a file that is opened again --------------------------------------------------------------------------------
-- An alert that ended because its file was closed, as by a death that was none, runs again with the file, from the beginning of its clocks: nobody ever said that
-- the child is safe. So does the duty to report an offence that ended so. Where another alert of its kind runs, that one is the alert; a child who has a place
-- is not without one.
create function followup.alerts_run_again() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare a followup.alert; now timestamptz := access.moment();
begin
    for a in select x.* from followup.alert x where x.file_id = new.id and x.outcome = 'FILE_CLOSED' order by x.closed_at desc for update loop
        continue when exists (select from followup.alert o where o.file_id = a.file_id and o.type = a.type and o.apart_of = a.apart_of and o.closed_at is null)
                   or a.type = 'WITHOUT_PLACE' and exists (select from cases.placement p where p.file_id = a.file_id and p.state = 'CURRENT');
        insert into followup.alert_round values (a.id, a.file_id, coalesce(a.again_at, a.raised_at), a.ack_due_at, a.acknowledged_at, a.acknowledged_by,
            a.safe_due_at, a.safe_at, a.police_at, now, a.grave) on conflict do nothing;
        update followup.alert x
           set closed_at = null, closed_by = null, outcome = null, again_at = now, acknowledged_at = null, acknowledged_by = null, safe_at = null,
               passed_on_at = null, worker_id = new.worker_id, supervisor_id = new.supervisor_id, organisation_id = new.organisation_id,
               ack_due_at = now + followup.time_to_take_on(a.type, a.grave),
               safe_due_at = now + make_interval(hours => case when a.type = 'CSI_URGENT' then access.limit_of('csi.urgent-action.max', 24)
                                                               else access.limit_of('alert-safety-action.max', 24) end)
         where x.id = a.id;
        insert into followup.alert_action (id, alert_id, file_id, kind, at, taken_by)
            values (gen_random_uuid(), a.id, a.file_id, 'FILE_REOPENED', now, access.actor());
        update followup.csi_action c set until = null, ended_by = null
         where c.alert_id = a.id and c.kind = 'REPORT_OFFENCE' and c.ended_by = 'FILE_CLOSED'
           and not exists (select from followup.csi_action o where o.alert_id = a.id and o.until is null);
        perform access.ring(array(select new.worker_id union select new.supervisor_id where new.supervisor_id is not null
                                  union select l from access.leaders(new.organisation_id) l where new.supervisor_id is null), 'alert', a.id);
    end loop;
    return null;
end $$;
create trigger alerts_run_again after update of status on cases.case_file for each row
    when (old.status in ('CLOSED', 'TRANSFERRED') and new.status not in ('CLOSED', 'TRANSFERRED')) execute function followup.alerts_run_again();
revoke execute on function followup.alerts_run_again from public;
