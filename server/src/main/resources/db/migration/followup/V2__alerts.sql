-- ---------- alerts -----------------------------------------------------------------------------------------------------
-- How each kind of alert may end, and with which role; no role: another act ends it, which is looked up. Who says_why closes it in words, on what
-- somebody else recorded (followup.end_refusal). Of a child who is missing: that it was found; only on a file that has ended, where nobody searches,
-- that it is safe.
create table followup.alert_ending (
    type     text not null,
    outcome  text not null,
    roles    text[] not null,
    says_why boolean not null generated always as (roles <> '{}') stored,
    constraint alert_ending_pk primary key (type, outcome));
insert into followup.alert_ending (type, outcome, roles)
    select t, o, '{CASE_SUPERVISOR}'::text[]
      from unnest(array['RE_EXPLOITATION', 'TRAFFICKER_CONTACT', 'DANGER_AT_HOME', 'LIFE_IN_DANGER', 'HEALTH_URGENT', 'DISTRESS', 'MISSING', 'WITHOUT_PLACE', 'CSI_URGENT']) t,
           unnest(array['CHILD_SAFE', 'FALSE_ALARM']) o
    union all select t, 'FOUND', '{CASE_SUPERVISOR}' from unnest(array['MISSING', 'LOST_TO_FOLLOW_UP']) t
    union all select 'DEVICE_LOST', o, '{CASE_SUPERVISOR,LE_COORDINATOR,DATA_PROTECTION_OFFICER}' from unnest(array['DEVICE_WIPED', 'DEVICE_FOUND', 'FALSE_ALARM']) o
    union all values ('CSI_URGENT', 'REASSESSED', '{}'::text[]), ('WITHOUT_PLACE', 'PLACED', '{}')
    union all select t, 'FILE_CLOSED', '{}'
      from unnest(array['RE_EXPLOITATION', 'TRAFFICKER_CONTACT', 'DANGER_AT_HOME', 'LIFE_IN_DANGER', 'HEALTH_URGENT', 'DISTRESS', 'MISSING', 'WITHOUT_PLACE', 'CSI_URGENT',
                        'LOST_TO_FOLLOW_UP']) t;

-- A child in danger, or a device with children's data that is gone (then file_id is null). What stopped a clock stands on the row; that it
-- is late is never stored. Complaints about staff are not here: they have a table that the case team's login cannot read.
create table followup.alert (
    id              uuid constraint alert_pk primary key,
    -- HEALTH_URGENT: what a nurse, doctor or psychologist marks as urgent; the alert says that it is, never what it is.
    -- DISTRESS: an interview of an evaluation was stopped because the child was not well.
    type            text not null constraint alert_type check (type in
        ('RE_EXPLOITATION', 'TRAFFICKER_CONTACT', 'DANGER_AT_HOME', 'DANGER_AT_WORK', 'LIFE_IN_DANGER', 'HEALTH_URGENT', 'DISTRESS', 'LOST_TO_FOLLOW_UP', 'MISSING',
         'WITHOUT_PLACE', 'CSI_URGENT', 'DEVICE_LOST')),
    file_id         uuid constraint alert_file references cases.case_file,
    organisation_id uuid not null,
    worker_id       uuid not null,
    supervisor_id   uuid,
    source          text not null constraint alert_source check (source in ('PERSON', 'CSI', 'VISIT', 'CHILD', 'RISK_SCORE', 'HEALTH', 'SEARCH', 'EVALUATION')),
    raised_at       timestamptz not null,
    raised_by       uuid not null,
    ack_due_at      timestamptz not null,
    safe_due_at     timestamptz not null,
    acknowledged_at timestamptz,
    acknowledged_by uuid,
    safe_at         timestamptz,                                       -- the first action that makes the child, or the data, safe
    police_at       timestamptz,
    closed_at       timestamptz,
    closed_by       uuid,
    outcome         text constraint alert_outcome check (outcome in
        ('CHILD_SAFE', 'FALSE_ALARM', 'FOUND', 'DEVICE_WIPED', 'DEVICE_FOUND', 'REASSESSED', 'PLACED', 'FILE_CLOSED')),
    encrypted       boolean,
    files_on_device int constraint alert_files check (files_on_device between 0 and 10000),
    sealed          bytea not null,
    passed_on_at    timestamptz,
    again_at        timestamptz,                                       -- when the danger was reported last; null = when it was raised
    -- The index that raised it, or reported it again, says that the child may wish to die (5A at 1): see followup.in_danger. Written by the house alone.
    grave           boolean not null default false,
    -- Who raised it without reading the alerts of the child: of these each has an alert of their own, so that what they are answered is the same whether or not
    -- another one runs. Zero: the one alert of its kind of those who read them. Written by the house alone (followup.keep_raising).
    apart_of        uuid not null default '00000000-0000-0000-0000-000000000000',
    constraint alert_about check ((file_id is null) = (type = 'DEVICE_LOST')),
    constraint alert_whole check ((closed_at is null) = (outcome is null) and (acknowledged_at is null) = (acknowledged_by is null)),
    constraint alert_ends_so foreign key (type, outcome) references followup.alert_ending);
create unique index alert_one_open on followup.alert (file_id, type, apart_of) where closed_at is null and file_id is not null;
create index alert_of_file on followup.alert (file_id, raised_at desc, id desc);
create index alert_supervisor on followup.alert (supervisor_id, raised_at desc, id desc);
create index alert_organisation on followup.alert (organisation_id, raised_at desc, id desc);
create index alert_raiser on followup.alert (raised_by, raised_at desc, id desc);
create index alert_worker on followup.alert (worker_id, raised_at desc, id desc);
create index alert_due_organisation on followup.alert (organisation_id, (coalesce(acknowledged_at, ack_due_at)), id) where closed_at is null;
create index alert_device on followup.alert (raised_at desc, id desc) where file_id is null;
-- Nobody took an alert on within its time: the next ones are rung, once (requirements.md 2.4, T17). The house asks who, and learns of no child.
create index alert_unanswered on followup.alert (ack_due_at) where closed_at is null and acknowledged_at is null and passed_on_at is null;
-- An alert, or a proposal of HIGH, of a file without a supervisor stands on the list of every supervisor of the structure; who takes the alert on has
-- it from then on (trust.md 4: anyone who must act is rung, and who sees a task may do it).
create index alert_of_nobody on followup.alert (organisation_id, ack_due_at, id) where supervisor_id is null and closed_at is null;
call access.protect('followup.alert', 'file_id', 64, 'akoma_protection');
-- Anyone who sees the child may raise one, a shelter too, and sees what they raised.
create policy raised on followup.alert for insert to akoma_protection with check (raised_by = (select access.actor()) and access.sees(file_id, 256, false));
create policy raiser on followup.alert for select to akoma_protection using (raised_by = (select access.actor()) and access.sees(file_id, 256, false));
-- A device: who lost it, their supervisor, those whose role reaches the whole structure, and the data protection officer.
create policy lost on followup.alert for insert to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration with check (file_id is null and raised_by = (select access.actor()));
create policy loser on followup.alert for select to akoma_protection, akoma_enforcement, akoma_administration
    using (file_id is null and (raised_by = (select access.actor()) or supervisor_id = (select access.actor()) or organisation_id = any ((select access.grantees())::uuid[])));
create policy handled on followup.alert for update to akoma_protection, akoma_enforcement
    using (file_id is null and (supervisor_id = (select access.actor()) or organisation_id = any ((select access.grantees())::uuid[])));
-- Alerts of lost devices are read and judged by a data protection officer who is inside, and by no password alone.
create policy watched on followup.alert for select to akoma_custody using (file_id is null and (select access.has_role(array['DATA_PROTECTION_OFFICER'])));
create policy judged on followup.alert for update to akoma_custody using (file_id is null and (select access.has_role(array['DATA_PROTECTION_OFFICER'])));
-- Who wrote a record is who acts.
create trigger by_oneself after insert on followup.alert referencing new table as added for each statement execute function access.by_oneself('raised_by');
-- The words of an alert are written once. Its clocks stop at the moment of an act: that the child is safe, that the police were informed, or why it is
-- closed, is an action on it.
create trigger one_act before update of acknowledged_at, acknowledged_by, safe_at, police_at, closed_at, closed_by on followup.alert for each row
    when ((new.acknowledged_at, new.acknowledged_by, new.safe_at, new.police_at, new.closed_at, new.closed_by)
          is distinct from (old.acknowledged_at, old.acknowledged_by, old.safe_at, old.police_at, old.closed_at, old.closed_by))
    execute function access.one_act('ONCE', 'acknowledged_at', 'acknowledged_by', 'safe_at', '', 'police_at', '', 'closed_at', 'closed_by');
-- An alert is what was raised: when, of what kind and by whom is never rewritten (what may be, and by whom: followup.keep_alert).
grant select, insert (id, type, file_id, organisation_id, worker_id, supervisor_id, source, raised_at, raised_by, ack_due_at, safe_due_at, encrypted,
    files_on_device, sealed), update (organisation_id, worker_id, supervisor_id, acknowledged_at, acknowledged_by, safe_at, police_at, closed_at,
    closed_by, outcome) on followup.alert to akoma_protection, akoma_enforcement, akoma_custody;
grant select, insert (id, type, file_id, organisation_id, worker_id, supervisor_id, source, raised_at, raised_by, ack_due_at, safe_due_at, encrypted,
    files_on_device, sealed) on followup.alert to akoma_administration;

-- What was done about it, only ever added to.
create table followup.alert_action (
    id       uuid constraint alert_action_pk primary key,
    alert_id uuid not null constraint alert_action_of references followup.alert,
    file_id  uuid,
    kind     text not null constraint alert_action_kind check (kind in ('ACKNOWLEDGED', 'SAFETY_PLAN', 'CHILD_SAFE', 'NO_DANGER', 'POLICE_REPORT', 'SEARCH', 'REMOTE_WIPE',
                 'DPO_INFORMED', 'REPORTED_AGAIN', 'SAID_BACK', 'WORD_ASKED', 'FILE_REOPENED', 'OTHER', 'CLOSED')),
    at       timestamptz not null,
    taken_by uuid not null,
    sealed   bytea);
create index alert_action_of_alert on followup.alert_action (alert_id, at);
-- Who follows a child is asked whether it is safe, and has a task until they write on the alert; a day, like the safety of the child itself.
create index alert_action_asked on followup.alert_action (alert_id) where kind = 'WORD_ASKED';
alter table followup.alert_action enable row level security;
call access.protect('followup.alert_action', 'file_id', 64, 'akoma_protection');
create policy device on followup.alert_action for select to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration
    using (file_id is null and exists (select from followup.alert a where a.id = alert_id));
create policy done on followup.alert_action for insert to akoma_protection, akoma_enforcement, akoma_custody
    with check (file_id is null and taken_by = (select access.actor()) and exists (select from followup.alert a where a.id = alert_id));
create function followup.runs(alert uuid, file uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from followup.alert w where w.id = alert and w.file_id = file and w.closed_at is null) and access.sees(file, 256, false) $$;
create policy again on followup.alert_action for insert to akoma_protection
    with check (kind = 'REPORTED_AGAIN' and taken_by = (select access.actor()) and followup.runs(alert_id, file_id));
-- Such a person also says that a child who was missing is back, which ends nothing: who follows the child goes and sees.
create function followup.searched(alert uuid, file uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select followup.runs(alert, file) and exists (select from followup.alert w where w.id = alert and w.type = 'MISSING') $$;
create policy back on followup.alert_action for insert to akoma_protection
    with check (kind = 'SAID_BACK' and taken_by = (select access.actor()) and followup.searched(alert_id, file_id));
create trigger by_oneself after insert on followup.alert_action referencing new table as added for each statement execute function access.by_oneself('taken_by');
create trigger keep_present before insert on followup.alert_action for each row
    when (session_user in ('akoma_protection', 'akoma_enforcement', 'akoma_custody', 'akoma_administration')
          and not coalesce(new.at between access.moment() - interval '2 minutes' and access.moment() + interval '2 minutes', false))
    execute function followup.keep_present();
grant select, insert on followup.alert_action to akoma_protection, akoma_enforcement, akoma_custody;
grant select on followup.alert_action to akoma_administration;
revoke execute on function followup.runs, followup.searched from public;
grant execute on function followup.runs, followup.searched to akoma_protection;

-- The alert that went out for a record before it was complete (FirstAlerts), so that the complete record does not send it again. It counts for the kind and
-- the person alone of whom it says so, and while that alert waits for somebody to act: nobody prevents with it that the danger that another person records
-- is reported, nor that a danger is reported again once the child was said to be safe.
create table followup.first_alert (
    file_id   uuid not null constraint first_alert_file references cases.case_file,
    record_id uuid not null,                                           -- as the sender names the record; it may never be complete
    type      text not null,
    raised_by uuid not null,
    alert_id  uuid not null constraint first_alert_of references followup.alert,
    constraint first_alert_pk primary key (file_id, record_id, type, raised_by, alert_id));
alter table followup.first_alert enable row level security;
create policy own on followup.first_alert for select to akoma_protection using (raised_by = (select access.actor()) and access.sees(file_id, 256, false));
create policy kept on followup.first_alert for insert to akoma_protection
    with check (raised_by = (select access.actor()) and followup.runs(alert_id, file_id));
create trigger by_oneself after insert on followup.first_alert referencing new table as added for each statement execute function access.by_oneself('raised_by');
grant select, insert on followup.first_alert to akoma_protection;
create function followup.is_out(file uuid, record uuid, wanted text) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from followup.first_alert o join followup.alert a on a.id = o.alert_id
                    where o.file_id = is_out.file and o.record_id = is_out.record and o.type = wanted and o.raised_by = access.actor()
                      and a.file_id = o.file_id and a.type = o.type and a.closed_at is null and a.acknowledged_at is null and a.safe_at is null)
       and access.sees(file, 256, false) $$;
revoke execute on function followup.is_out from public;
grant execute on function followup.is_out to akoma_protection;

-- ---------- danger raises an alert -------------------------------------------------------------------------------------
-- Violence or danger where the child lives: found at a visit, told by the child, or seen by anybody.
-- That the risk should be HIGH: said by a score or an alert, and decided by a supervisor who did not say so (requirements.md 4.5). Until then the
-- child is visited as at high risk.
create table followup.high_proposal (
    id              uuid constraint high_proposal_pk primary key default gen_random_uuid(),
    file_id         uuid not null constraint high_proposal_file references cases.case_file,
    organisation_id uuid not null,
    worker_id       uuid not null,
    supervisor_id   uuid,
    source          text not null constraint high_proposal_source check (source in ('RISK_SCORE', 'ALERT')),
    source_id       uuid not null,                                     -- the score, or the alert
    proposed_by     uuid not null,
    since           timestamptz not null,
    due_at          timestamptz not null,
    decided_at      timestamptz,
    decided_by      uuid,
    verdict         text constraint high_proposal_verdict check (verdict in ('RAISED', 'STAYS', 'FILE_CLOSED')),
    sealed          bytea,                                             -- why it stays below
    constraint high_proposal_whole check ((decided_at is null) = (decided_by is null) and (decided_at is null) = (verdict is null)),
    constraint high_proposal_reason check (verdict is distinct from 'STAYS' or sealed is not null),
    constraint high_proposal_by_another check (verdict is distinct from 'STAYS' or decided_by <> proposed_by));
create index high_proposal_supervisor on followup.high_proposal (supervisor_id, due_at, id) where decided_at is null;
create index high_proposal_of_file on followup.high_proposal (file_id, since);
create index high_proposal_of_nobody on followup.high_proposal (organisation_id, due_at, id) where supervisor_id is null and decided_at is null;
-- A proposal of HIGH that was declined comes back with the next danger.
create unique index high_proposal_once on followup.high_proposal (source_id) where decided_at is null;
call access.protect('followup.high_proposal', 'file_id', 64, 'akoma_protection');
-- Anyone who sees the child may give an alert, a shelter too, and the proposal comes of it.
create policy raised on followup.high_proposal for insert to akoma_protection with check (source = 'ALERT' and decided_at is null
    and proposed_by = (select access.actor()) and followup.runs(source_id, file_id));
-- What was alarmed about and what was proposed is seen through by who holds the file otherwise.
create trigger not_in_an_emergency before update on followup.high_proposal for each row
    when (current_user = 'akoma_protection' and new.verdict = 'STAYS') execute function access.not_in_an_emergency();
create trigger by_oneself after insert on followup.high_proposal referencing new table as added for each statement execute function access.by_oneself('proposed_by');
create trigger one_act before update of decided_at, decided_by on followup.high_proposal for each row
    when ((new.decided_at, new.decided_by) is distinct from (old.decided_at, old.decided_by)) execute function access.one_act('ONCE', 'decided_at', 'decided_by');
create trigger in_the_files_hands before update of organisation_id, worker_id on followup.high_proposal for each row
    when ((new.organisation_id, new.worker_id) is distinct from (old.organisation_id, old.worker_id)) execute function cases.in_the_files_hands();
-- In the file's hands from the beginning: named to come before what compares.
create trigger added_in_hands before insert on followup.high_proposal for each row execute function cases.in_hands_of_the_file();
grant select, insert (file_id, organisation_id, worker_id, supervisor_id, source, source_id, proposed_by, since, due_at), update (organisation_id,
    worker_id, supervisor_id, decided_at, decided_by, verdict, sealed) on followup.high_proposal to akoma_protection;
-- Days between two visits of a child, by its level of risk; HIGH while a supervisor has not decided on a proposal of it (T10). Null: its risk is not
-- known yet.
create function followup.interval_of(file uuid) returns int stable language sql security definer set search_path = pg_catalog as $$
    select case when exists (select from followup.high_proposal p where p.file_id = f.id and p.decided_at is null) or f.risk = 'HIGH'
                then access.limit_of('follow-up.high.interval', 7)
                when f.risk = 'MEDIUM' then access.limit_of('follow-up.medium.interval', 14) when f.risk = 'LOW' then access.limit_of('follow-up.low.interval', 30) end
      from cases.case_file f where f.id = interval_of.file $$;
-- The child is at high risk, or somebody proposed so and no supervisor has decided.
create function followup.is_high(file uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from cases.case_file f where f.id = file and f.risk = 'HIGH')
        or exists (select from followup.high_proposal p where p.file_id = file and p.decided_at is null) $$;

create view followup.due_high with (security_invoker = true) as
    select 'followup.decide-high' as kind, id, file_id, worker_id, organisation_id, supervisor_id, (due_at at time zone 'UTC')::date as due_on, due_at
      from followup.high_proposal where decided_at is null;
grant select on followup.due_high to akoma_protection;
create view followup.was_due_high with (security_invoker = true) as
    select 'followup.decide-high' as kind, id, file_id, worker_id, organisation_id, supervisor_id, since, due_at, decided_at as done_at,
           null::timestamptz as closed_at
      from followup.high_proposal;
grant select on followup.was_due_high to akoma_protection;

-- Staying below what was proposed is for a supervisor who holds the file otherwise than by emergency, and did not write the score.
create function followup.stays_below() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if new.verdict = 'STAYS' and old.verdict is null and not access.has_role(array['CASE_SUPERVISOR']) then
        raise exception 'only a supervisor decides that a risk stays below what was proposed' using errcode = '42501';
    end if;
    if old.verdict is not null then
        raise exception 'this was decided' using errcode = '23514';
    end if;
    if new.verdict is not null and new.decided_by is distinct from access.actor() then
        raise exception 'who decides is who acts' using errcode = '42501';
    end if;
    return new;
end $$;
create trigger stays_below before update of verdict, decided_at, decided_by, sealed on followup.high_proposal for each row execute function followup.stays_below();
revoke execute on function followup.interval_of, followup.is_high from public;

-- ---------- alerts that nobody took on ---------------------------------------------------------------------------------
-- Answers who was rung, each once.
create function followup.pass_on_alerts(now timestamptz) returns setof uuid language plpgsql security definer set search_path = pg_catalog as $$
declare one record; persons uuid[] := '{}';
begin
    if not access.is_now(now) then raise exception 'access.not-now' using errcode = 'insufficient_privilege'; end if;
    for one in
        with late as (
            update followup.alert a set passed_on_at = now
             where a.closed_at is null and a.acknowledged_at is null and a.passed_on_at is null and a.ack_due_at < now and a.file_id is not null
            returning a.id, a.organisation_id, a.supervisor_id, a.worker_id),
        holders as (
            select l.id, r.person_id, r.role from late l
              join access.person_role r on r.organisation_id = l.organisation_id and r.role = 'CASE_SUPERVISOR'
               and r.valid_from <= now and r.valid_until > now and (r.approved_by is not null or r.given_by is null)
             where r.person_id is distinct from l.supervisor_id
             union   -- where no other supervisor of the structure is left, the project managers call, of whichever structure
            select l.id, r.person_id, r.role from late l join access.person_role r on r.role = 'PROJECT_MANAGER'
               and r.valid_from <= now and r.valid_until > now and (r.approved_by is not null or r.given_by is null))
        select x.id as alert, array_agg(x.person) as rung from (
            select h.id, h.person_id as person from holders h where h.role = 'CASE_SUPERVISOR'
            union
            select h.id, h.person_id from holders h
             where h.role = 'PROJECT_MANAGER' and not exists (select from holders s where s.id = h.id and s.role = 'CASE_SUPERVISOR')
            union
            select l.id, l.worker_id from late l
            union
            select l.id, l.supervisor_id from late l where l.supervisor_id is not null) x
         group by x.id
    loop
        perform access.ring_by_house(one.rung, 'alert', now, one.alert);
        persons := persons || one.rung;
    end loop;
    return query select distinct unnest(persons);
end $$;
revoke execute on function followup.pass_on_alerts from public;
grant execute on function followup.pass_on_alerts to akoma_administration;

-- ---------- told again by who does not read ----------------------------------------------------------------------------
-- Anyone who sees that a child is there, a shelter too, may say that it is in danger although somebody else said so before. Who does not read the alerts of the
-- child is not told that: the shelter that is accused of violence would learn it by raising the same. That a child is missing or lost is no secret to them.
create function followup.apart_of(file uuid, wanted text) returns uuid stable language sql security definer set search_path = pg_catalog as $$
    select case when wanted in ('MISSING', 'LOST_TO_FOLLOW_UP', 'WITHOUT_PLACE') or access.sees(file, 64, false)
                then '00000000-0000-0000-0000-000000000000' else access.actor() end $$;
-- The alert to which who acts adds when they report this danger now: that of those who read them, or their own.
create function followup.running_alert(file uuid, wanted text) returns uuid stable language sql security definer set search_path = pg_catalog as $$
    select w.id from followup.alert w
     where w.file_id = file and w.type = wanted and w.closed_at is null and w.apart_of = followup.apart_of(file, wanted) and access.sees(file, 256, false) $$;
revoke execute on function followup.apart_of, followup.running_alert from public;
grant execute on function followup.running_alert to akoma_protection;

-- ---------- taken on where there is no supervisor ----------------------------------------------------------------------
create function followup.taken_on() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    new.supervisor_id := new.acknowledged_by;
    return new;
end $$;
create trigger taken_on before update on followup.alert for each row
    when (old.acknowledged_by is null and new.acknowledged_by is not null and old.supervisor_id is null and old.file_id is not null)
    execute function followup.taken_on();

-- ---------- danger reported again --------------------------------------------------------------------------------------
-- Danger that is reported again is new danger: it asks to be taken on again, and the child to be made safe again, also where nobody took the alert on for
-- months. Which clocks ran before, and what stopped them, is kept for the pictures of past days. A clock that still runs, or is over
-- for less than a week, is not lengthened: nobody makes their own lateness go away by reporting again. One that was stopped, or is over for longer and no
-- longer shown as one of hours, begins anew.
create table followup.alert_round (
    alert_id        uuid not null constraint alert_round_of references followup.alert,
    file_id         uuid not null constraint alert_round_file references cases.case_file,
    since           timestamptz not null,
    ack_due_at      timestamptz not null,
    acknowledged_at timestamptz,
    acknowledged_by uuid,
    safe_due_at     timestamptz not null,
    safe_at         timestamptz,
    police_at       timestamptz,
    until           timestamptz not null,
    grave           boolean not null,
    constraint alert_round_pk primary key (alert_id, until));
create index alert_round_of_file on followup.alert_round (file_id);
call access.protect('followup.alert_round', 'file_id', 64, 'akoma_protection');
grant select on followup.alert_round to akoma_protection;

-- Whether an index of this moment says of the child: hopeless, may wish to die.
create function followup.may_wish_to_die(file uuid) returns boolean stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return exists (select from followup.csi c join followup.csi_factor f on f.csi_id = c.id
                    where c.file_id = may_wish_to_die.file and f.factor = 'EMOTIONAL_HEALTH' and f.level <= access.limit_of('csi.urgent-at', 1)
                      and c.recorded_at >= access.moment() - interval '2 minutes');
end $$;
-- Within which time somebody takes an alert on (T17): danger to a life within the hour, also where an index found it.
create function followup.time_to_take_on(type text, grave boolean) returns interval stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return make_interval(hours => case when type = 'LOST_TO_FOLLOW_UP' or type = 'CSI_URGENT' and not grave
        then access.limit_of('alert-acknowledgement.other.max', 24) else access.limit_of('alert-acknowledgement.max', 1) end);
end $$;
create function followup.begin_anew() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
    a followup.alert;
    now timestamptz := access.moment();
    week interval := '7 days';
    grave_now boolean;
    taking_on interval;
    safety interval;
begin
    select * into a from followup.alert x where x.id = new.alert_id for update;
    if a.file_id is null or a.closed_at is not null then return null; end if;
    grave_now := a.grave or a.type = 'CSI_URGENT' and followup.may_wish_to_die(a.file_id);
    taking_on := followup.time_to_take_on(a.type, grave_now);
    safety := make_interval(hours => case when a.type = 'CSI_URGENT' then access.limit_of('csi.urgent-action.max', 24)
                                          else access.limit_of('alert-safety-action.max', 24) end);
    insert into followup.alert_round values (a.id, a.file_id, coalesce(a.again_at, a.raised_at), a.ack_due_at, a.acknowledged_at, a.acknowledged_by,
        a.safe_due_at, a.safe_at, a.police_at, now, a.grave) on conflict do nothing;
    update followup.alert x
       set again_at = now, acknowledged_at = null, acknowledged_by = null, safe_at = null, police_at = null, passed_on_at = null,
           grave = grave_now,
           ack_due_at = case when a.acknowledged_at is null and a.ack_due_at > now - week then least(a.ack_due_at, now + taking_on) else now + taking_on end,
           safe_due_at = case when a.safe_at is null and a.safe_due_at > now - week then a.safe_due_at else now + safety end
     where x.id = a.id;
    return null;
end $$;
-- One person reports the same danger again thirty times an hour at most: each report begins its clocks anew and stays on the alert for ever.
create function followup.reports_of_the_hour(alert uuid) returns int stable language sql security definer set search_path = pg_catalog as $$
    select count(*)::int from followup.alert_action x where x.alert_id = reports_of_the_hour.alert and x.kind = 'REPORTED_AGAIN'
       and x.taken_by = access.actor() and x.at > access.moment() - interval '1 hour' $$;
-- When somebody last did something about it, for who sees that the child is there: what is reported afterwards is another report, in whatever words.
create function followup.acted_at(alert uuid) returns timestamptz stable language sql security definer set search_path = pg_catalog as $$
    select max(x.at) from followup.alert_action x where x.alert_id = acted_at.alert and x.kind <> 'REPORTED_AGAIN' and access.sees(x.file_id, 256, false) $$;
create function followup.not_too_often() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and followup.reports_of_the_hour(new.alert_id) >= 30 then
        raise exception 'followup.reported-too-often' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger not_too_often before insert on followup.alert_action for each row when (new.kind = 'REPORTED_AGAIN') execute function followup.not_too_often();
revoke execute on function followup.reports_of_the_hour, followup.acted_at, followup.not_too_often from public;
grant execute on function followup.reports_of_the_hour, followup.acted_at to akoma_protection;
create trigger begin_anew after insert on followup.alert_action for each row when (new.kind = 'REPORTED_AGAIN') execute function followup.begin_anew();

-- A new index ends no alert that no supervisor took on.
create function followup.taken_on_first() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if new.acknowledged_at is null then
        raise exception 'followup.alert-not-acknowledged' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger taken_on_first before update on followup.alert for each row
    when (new.outcome = 'REASSESSED' and old.outcome is null) execute function followup.taken_on_first();
revoke execute on function followup.may_wish_to_die, followup.time_to_take_on, followup.begin_anew, followup.taken_on_first from public;

-- ---------- an alert ends by two people --------------------------------------------------------------------------------
-- An alert of danger is closed on records, not on the word of one person. MISSING: the child was found and has a home whose decision is made.
-- WITHOUT_PLACE: the child has such a home. Of all: somebody other than the closer recorded since then that the child is safe, or, for a false alarm, that
-- there was no danger.
create function followup.lives_agreed(file uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from cases.placement p where p.file_id = lives_agreed.file and p.state = 'CURRENT'
                      and not exists (select from access.decision d where d.kind = 'SHELTER_MOVE' and d.subject = p.id and d.state = 'WAITING')) $$;
-- When the danger of an alert was reported last, whether or not anybody had taken it on by then: what is said before is no word about it.
create function followup.last_reported(a followup.alert) returns timestamptz stable language sql security definer set search_path = pg_catalog as $$
    select greatest(a.raised_at, a.again_at,
                    (select max(x.at) from followup.alert_action x where x.alert_id = a.id and x.kind = 'REPORTED_AGAIN')) $$;
-- Later than the alert, by another person who holds the file other than by an emergency: a word on it that the child is safe (a plan is made because it is
-- not), or a visit of a later day that saw it safe. A visit has a day and no hour: one of the same day may have been made before the danger.
-- A namesake of who acts is no other person, here and below (docs/decisions/namesakes.md).
create function followup.safe_by_another(a followup.alert) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    with last as (select followup.last_reported(a) as at, access.with_namesakes(array[access.actor()]) as oneself)
    select exists (select from last, followup.alert_action x where x.alert_id = a.id and x.kind = 'CHILD_SAFE' and x.taken_by <> all (last.oneself)
                      and x.at >= last.at and access.kept_at(x.taken_by, a.file_id, x.at))
        or exists (select from last, followup.visit v where v.file_id = a.file_id and v.child_seen and v.safety = 'SAFE' and v.recorded_by <> all (last.oneself)
                      and v.first_done_at > last.at and v.done_on > (last.at at time zone 'UTC')::date
                      and access.kept_at(v.recorded_by, a.file_id, v.first_done_at)) $$;
-- Later than the alert, the explicit word of another such person that there was no danger. That the child is safe, on the alert or at a visit, says nothing
-- of it: a child that was brought to a shelter is safe there, and a false alarm opens the way back (cases.dangers_left).
create function followup.no_danger_by_another(a followup.alert) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from followup.alert_action x where x.alert_id = a.id and x.kind = 'NO_DANGER'
                      and x.taken_by <> all (access.with_namesakes(array[access.actor()]))
                      and x.at >= followup.last_reported(a) and access.kept_at(x.taken_by, a.file_id, x.at)) $$;
-- The last search ended since the alert, by who does not close it, or another person says besides that the child is safe.
create function followup.found_by_another(a followup.alert) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from cases.search_step s where s.file_id = a.file_id and s.step = 'FOUND' and s.at >= followup.last_reported(a)
                      and not exists (select from cases.search_step f where f.file_id = a.file_id and f.step = 'FLAGGED' and f.at > s.at)
                      and (s.recorded_by <> all (access.with_namesakes(array[access.actor()])) or followup.safe_by_another(a))) $$;

-- Nor is a child placed who moves in the same transaction, before the move is put to a supervisor.
create function followup.placed_is_agreed() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and not followup.lives_agreed(new.file_id) then
        raise exception 'followup.alert-without-record: PLACED' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger placed_is_agreed after update on followup.alert deferrable initially deferred for each row
    when (new.outcome = 'PLACED' and old.outcome is null) execute function followup.placed_is_agreed();

-- Why who acts may not end this alert so now; null: they may, as far as records say.
create function followup.end_refusal(alert uuid, outcome text) returns text stable language plpgsql security definer set search_path = pg_catalog as $$
declare a followup.alert;
begin
    select * into a from followup.alert x where x.id = end_refusal.alert;
    if not exists (select from followup.alert_ending e where e.type = a.type and e.outcome = end_refusal.outcome and e.says_why) then return null; end if;
    if a.file_id is null then return case when a.raised_by = any (access.with_namesakes(array[access.actor()])) then 'followup.alert-own-device' end; end if;
    if not access.sees(a.file_id, 64, false) then return null; end if;
    if a.type in ('MISSING', 'LOST_TO_FOLLOW_UP')
       and (exists (select from cases.case_file f where f.id = a.file_id and f.lost_since is not null)
            or end_refusal.outcome <> 'FOUND' and not followup.is_over(a.file_id) and (a.type <> 'MISSING' or followup.was_searched(a.id))) then
        return 'followup.alert-search';
    end if;
    if a.type in ('MISSING', 'WITHOUT_PLACE') and not followup.is_over(a.file_id) and not followup.lives_agreed(a.file_id) then return 'followup.alert-no-home'; end if;
    if end_refusal.outcome = 'FOUND' then return case when not followup.found_by_another(a) then 'followup.alert-found-own' end; end if;
    if end_refusal.outcome = 'FALSE_ALARM' and a.type not in ('MISSING', 'WITHOUT_PLACE') then   -- that the child is there says that it was not missing
        return case when followup.no_danger_by_another(a) then null
                    when followup.safe_by_another(a) then 'followup.false-alarm-by-one' else 'followup.alert-by-one' end;
    end if;
    return case when not followup.safe_by_another(a) then 'followup.alert-by-one' end;
end $$;

-- A child of whom who looks after it says that it is missing is searched for by the end of that transaction, where its file is open; of whom anybody
-- else says so, once a supervisor has taken the alert on.
create function followup.missing_is_searched() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
    one uuid := case when tg_table_name = 'alert' then new.id else (to_jsonb(new) ->> 'alert_id')::uuid end;
begin
    if session_user = 'akoma_protection' and not followup.is_over(new.file_id)
       and exists (select from followup.alert a where a.id = one and a.type = 'MISSING' and a.closed_at is null)
       and (case when tg_op = 'UPDATE' then not followup.says_there(one) else cases.looks_after(new.file_id) end)
       and not exists (select from cases.case_file f where f.id = new.file_id and f.lost_since is not null) then
        raise exception 'followup.missing-not-searched' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger missing_is_searched_then after update on followup.alert deferrable initially deferred for each row
    when (new.type = 'MISSING' and old.acknowledged_at is null and new.acknowledged_at is not null) execute function followup.missing_is_searched();
create constraint trigger missing_is_searched after insert on followup.alert deferrable initially deferred for each row
    when (new.type = 'MISSING') execute function followup.missing_is_searched();
create constraint trigger missing_is_searched after insert on followup.alert_action deferrable initially deferred for each row
    when (new.kind = 'REPORTED_AGAIN' and new.file_id is not null) execute function followup.missing_is_searched();

-- That a child ran away, was taken or is missing is heard outside its team at once: by project managers and data protection officers.
create function followup.missing_rings() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform access.ring(array(select access.custodians() union
        select r.person_id from access.person_role r where r.role = 'PROJECT_MANAGER' and r.approved_at <= access.moment() and r.valid_from <= access.moment()
           and r.valid_until > access.moment()), 'alert', new.id);
    return null;
end $$;
create trigger missing_rings after insert on followup.alert for each row when (new.type = 'MISSING') execute function followup.missing_rings();
-- Whether an alert of this kind is about a child in danger: it comes before all else that is due (docs/decisions/danger-first.md).
create function followup.is_danger(type text) returns boolean immutable language sql set search_path = pg_catalog as $$
    select is_danger.type not in ('CSI_URGENT', 'LOST_TO_FOLLOW_UP', 'DEVICE_LOST') $$;
revoke execute on function followup.is_danger from public;
grant execute on function followup.is_danger to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;
-- Whether it tells of people who harm the child or want it, where it lives, works or learns, or anywhere: while it runs no home but a shelter begins
-- (cases.dangers_run). Not of these are a child who is missing or has no bed, since a home ends that, and what is marked as urgent for its health.
create function followup.is_harm(type text) returns boolean immutable language sql set search_path = pg_catalog as $$
    select is_harm.type in ('DANGER_AT_HOME', 'DANGER_AT_WORK', 'LIFE_IN_DANGER', 'RE_EXPLOITATION', 'TRAFFICKER_CONTACT') $$;
-- Whether the child was brought to this shelter out of the danger of this alert: because the move says so, or because it was made for the child's safety
-- while the alert ran, whether or not anybody named it. A child without a bed is not in danger where it left.
create function followup.is_left_by(a followup.alert, p cases.placement) returns boolean immutable language sql set search_path = pg_catalog as $$
    select is_left_by.p.file_id = is_left_by.a.file_id
       and (is_left_by.p.answers = is_left_by.a.id
            or is_left_by.p.kind = 'SHELTER' and is_left_by.p.reason = 'SAFETY' and is_left_by.p.state in ('CURRENT', 'ENDED')
               and (followup.is_danger(is_left_by.a.type) or is_left_by.a.grave) and is_left_by.a.type <> 'WITHOUT_PLACE'
               and is_left_by.a.raised_at <= is_left_by.p.recorded_at
               and (is_left_by.a.closed_at is null or is_left_by.a.closed_at >= is_left_by.p.recorded_at)) $$;
revoke execute on function followup.is_harm, followup.is_left_by from public;
-- The same of one alert: that the child may wish to die is danger too. It does not end by age: an alert that nobody has taken on is as urgent after a month.
create function followup.in_danger(a followup.alert) returns boolean immutable language sql set search_path = pg_catalog as $$
    select followup.is_danger(in_danger.a.type) or in_danger.a.grave $$;
revoke execute on function followup.in_danger from public;
grant execute on function followup.in_danger to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;
-- Danger of death: the child tried to die, is unconscious or badly hurt, or an index says that it may wish to die.
create function followup.is_grave(a followup.alert) returns boolean immutable language sql set search_path = pg_catalog as $$
    select is_grave.a.type = 'LIFE_IN_DANGER' or is_grave.a.grave $$;
-- The last moment of what is to be done next. Of those that ended the newest is first: their key runs backwards from a day that never comes.
create function followup.next_due(a followup.alert, at timestamptz) returns timestamptz immutable language sql set search_path = pg_catalog as $$
    select case when next_due.a.closed_at <= next_due.at then timestamptz '2300-01-01 00:00Z' - (next_due.a.raised_at - timestamptz '1970-01-01 00:00Z')
                when next_due.a.acknowledged_at is null or next_due.a.acknowledged_at > next_due.at then next_due.a.ack_due_at
                when next_due.a.safe_at is null or next_due.a.safe_at > next_due.at then next_due.a.safe_due_at
                else greatest(next_due.a.safe_at, next_due.a.acknowledged_at) + interval '7 days' end $$;
-- Among those of the same place, the same as Urgency.turn: what cannot wait and still has time, the earliest last moment first; then that of which the time is
-- over, the newest first, so that a report of today is above what nobody answered in June. All else by its last moment.
create function followup.turn(place int, due timestamptz, at timestamptz) returns timestamptz immutable language sql set search_path = pg_catalog as $$
    select case when turn.place < 10 and turn.due < turn.at then timestamptz '2250-01-01 00:00Z' - (turn.due - timestamptz '1970-01-01 00:00Z') else turn.due end $$;
revoke execute on function followup.turn from public;
grant execute on function followup.turn to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;
-- How urgent an alert is, at a moment: danger to a child that nobody has taken on, danger to one who is not safe yet, a clock
-- of hours that runs or is over for no more than a week, all else, and what ended.
create function followup.urgency(a followup.alert, at timestamptz) returns int immutable language sql set search_path = pg_catalog as $$
    select case when urgency.a.closed_at <= urgency.at then 4
                when urgency.a.acknowledged_at <= urgency.at and (urgency.a.safe_at <= urgency.at or urgency.a.type = 'LOST_TO_FOLLOW_UP')
                     and not followup.is_grave(urgency.a) then 3
                when followup.in_danger(urgency.a) then case when urgency.a.acknowledged_at <= urgency.at then 1 else 0 end
                when followup.next_due(urgency.a, urgency.at) between urgency.at - interval '7 days' and urgency.at + interval '24 hours' then 2
                else 3 end $$;
-- Whether the child is at high risk, or somebody proposed so and no supervisor has decided, as far as the reader sees it.
create function followup.is_seen_high(file uuid) returns boolean stable language plpgsql set search_path = pg_catalog as $$
begin
    if session_user <> 'akoma_protection' or file is null then return false; end if;
    return exists (select from cases.case_file f where f.id = file and f.risk = 'HIGH')
        or exists (select from followup.high_proposal p where p.file_id = file and p.decided_at is null);
end $$;
-- Where an open alert stands among all that is due, as Urgency.Place numbers it: danger reported within a day that nobody has taken on, then children at high
-- risk before others, then danger of death, then what nobody has taken on. Of a child at high risk that is also an alert that is no danger by itself, until
-- somebody takes it on. Null: its clock alone says when.
create function followup.danger_place(file uuid, danger boolean, grave boolean, taken boolean, fresh boolean) returns int
stable language plpgsql set search_path = pg_catalog as $$
begin
    if danger and fresh and not taken then return case when grave then 0 else 1 end; end if;
    if not danger and taken then return null; end if;
    if followup.is_seen_high(file) then return case when grave then 2 else 4 end + taken::int; end if;
    return case when danger then case when grave then 6 else 8 end + taken::int end;
end $$;
-- Whether it was reported within a day, also if it was reported before.
create function followup.is_new(a followup.alert, at timestamptz) returns boolean immutable language sql set search_path = pg_catalog as $$
    select coalesce(is_new.a.again_at, is_new.a.raised_at) > is_new.at - interval '24 hours' $$;
-- The place of any alert in the list, at a moment: the same, then a clock of hours, a child at high risk, all else, and what ended.
create function followup.place(a followup.alert, at timestamptz) returns int stable language plpgsql set search_path = pg_catalog as $$
declare
    how int := followup.urgency(a, at);
    first int;
begin
    if how = 4 then return 13; end if;
    if how < 2 or a.acknowledged_at is null or a.acknowledged_at > at then
        first := followup.danger_place(a.file_id, followup.in_danger(a), followup.is_grave(a), coalesce(a.acknowledged_at <= at, false), followup.is_new(a, at));
        if first is not null then return first; end if;
    end if;
    if how = 2 then return 10; end if;
    return case when followup.next_due(a, at) <= at + interval '24 hours' and followup.is_seen_high(a.file_id) then 11 else 12 end;
end $$;
revoke execute on function followup.is_grave, followup.urgency, followup.next_due, followup.is_seen_high, followup.danger_place, followup.place, followup.is_new from public;
grant execute on function followup.is_grave, followup.urgency, followup.next_due, followup.is_seen_high, followup.danger_place, followup.place, followup.is_new
    to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;
-- The same as the due view, of any past day: from being raised to being taken on, and from there to being safe (T17).
create view followup.was_due_alert with (security_invoker = true) as
    select 'followup.alert-acknowledge' as kind, id, file_id, worker_id, organisation_id, supervisor_id, coalesce(again_at, raised_at) as since, ack_due_at as due_at,
           acknowledged_at as done_at, closed_at, followup.danger_place(file_id, followup.in_danger(a), followup.is_grave(a), false, followup.is_new(a, access.moment())) as place
      from followup.alert a
    union all
    select 'followup.alert-safety', id, file_id, worker_id, organisation_id, supervisor_id, acknowledged_at, safe_due_at, safe_at, closed_at,
           followup.danger_place(file_id, followup.in_danger(a), followup.is_grave(a), true, false)
      from followup.alert a where acknowledged_at is not null and type <> 'LOST_TO_FOLLOW_UP'
    union all
    select 'followup.alert-close', id, file_id, worker_id, organisation_id, supervisor_id, greatest(safe_at, acknowledged_at),
           greatest(safe_at, acknowledged_at) + interval '7 days', null::timestamptz, closed_at,
           case when followup.is_grave(a) then followup.danger_place(file_id, true, true, true, false) end
      from followup.alert a where acknowledged_at is not null and safe_at is not null
    union all
    select 'followup.alert-acknowledge', a.id, a.file_id, a.worker_id, a.organisation_id, a.supervisor_id, r.since, r.ack_due_at, r.acknowledged_at, r.until,
           followup.danger_place(a.file_id, followup.is_danger(a.type) or r.grave, a.type = 'LIFE_IN_DANGER' or r.grave, false, false)
      from followup.alert_round r join followup.alert a on a.id = r.alert_id
    union all
    select 'followup.alert-safety', a.id, a.file_id, a.worker_id, a.organisation_id, a.supervisor_id, r.acknowledged_at, r.safe_due_at, r.safe_at, r.until,
           followup.danger_place(a.file_id, followup.is_danger(a.type) or r.grave, a.type = 'LIFE_IN_DANGER' or r.grave, true, false)
      from followup.alert_round r join followup.alert a on a.id = r.alert_id where r.acknowledged_at is not null and a.type <> 'LOST_TO_FOLLOW_UP';
grant select on followup.was_due_alert to akoma_protection;
revoke execute on function followup.lives_agreed, followup.last_reported, followup.safe_by_another, followup.no_danger_by_another, followup.found_by_another,
    followup.placed_is_agreed, followup.end_refusal, followup.missing_is_searched, followup.missing_rings from public;
grant execute on function followup.end_refusal to akoma_protection, akoma_enforcement, akoma_custody;

-- ---------- a search begins with who looks after the child -------------------------------------------------------------
-- Whether the search for this child ended with its being found since the alert was raised last.
create function followup.found_since(alert uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from followup.alert a join cases.search_step s on s.file_id = a.file_id and s.step = 'FOUND'
                    where a.id = found_since.alert and s.at >= followup.last_reported(a)) $$;
-- Whether the child was found, or a visit has seen it and its worker, other than who acts, has written on this alert that it is safe, since it was
-- reported last: it is there, and nobody searches. That word alone spares no search: it may be the worker whom the report accuses.
create function followup.says_there(alert uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select followup.found_since(says_there.alert)
        or exists (select from followup.alert a join followup.alert_action x on x.alert_id = a.id
                    where a.id = says_there.alert and x.kind = 'CHILD_SAFE' and x.taken_by = a.worker_id
                      and x.taken_by <> all (access.with_namesakes(array[access.actor()]))
                      and x.at >= followup.last_reported(a)
                      and exists (select from followup.visit v where v.file_id = a.file_id and v.child_seen
                                     and v.first_done_at >= followup.last_reported(a))) $$;
-- Whether a search ran since it was raised.
create function followup.was_searched(alert uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from followup.alert a join cases.search_step s on s.file_id = a.file_id and s.at >= a.raised_at where a.id = was_searched.alert) $$;
revoke execute on function followup.found_since, followup.says_there, followup.was_searched from public;
grant execute on function followup.was_searched to akoma_protection, akoma_enforcement, akoma_custody;

-- ---------- a found child waits for the end of its alert ---------------------------------------------------------------
-- A missing child whose search has ended was found: what waits is that a supervisor reads so and ends the alert, no longer a measure for its safety.
create function followup.is_found(file uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select session_user = 'akoma_protection' and exists (select from cases.case_file f where f.id = file and f.lost_since is null) $$;

-- Two clocks: first somebody takes it on, then the child is made safe (T17). Without clock once safe; a lost child is searched for, see cases.
-- An alert that was taken on, and on which the child is safe, stays with the supervisor until it is closed.
create view followup.due_alert with (security_invoker = true) as
    select 'followup.alert-acknowledge' as kind, id, file_id, worker_id, organisation_id, (ack_due_at at time zone 'UTC')::date as due_on, ack_due_at as due_at, supervisor_id,
           followup.danger_place(file_id, followup.in_danger(a), followup.is_grave(a), false, followup.is_new(a, access.moment())) as place
      from followup.alert a where closed_at is null and acknowledged_at is null
    union all
    select 'followup.alert-safety', id, file_id, worker_id, organisation_id, (safe_due_at at time zone 'UTC')::date, safe_due_at, supervisor_id,
           followup.danger_place(file_id, followup.in_danger(a), followup.is_grave(a), true, false)
      from followup.alert a where closed_at is null and acknowledged_at is not null and safe_at is null and type <> 'LOST_TO_FOLLOW_UP'
       and (type <> 'MISSING' or not followup.is_found(file_id))
    union all
    select 'followup.alert-found-close', id, file_id, worker_id, organisation_id, (safe_due_at at time zone 'UTC')::date, safe_due_at, supervisor_id, null
      from followup.alert where closed_at is null and acknowledged_at is not null and safe_at is null and type = 'MISSING' and followup.is_found(file_id)
    union all
    select 'followup.alert-close', id, file_id, worker_id, organisation_id, ((greatest(safe_at, acknowledged_at) + interval '7 days') at time zone 'UTC')::date,
           greatest(safe_at, acknowledged_at) + interval '7 days', supervisor_id, case when followup.is_grave(a) then followup.danger_place(file_id, true, true, true, false) end
      from followup.alert a where closed_at is null and acknowledged_at is not null and safe_at is not null;
grant select on followup.due_alert to akoma_protection, akoma_enforcement, akoma_custody;
revoke execute on function followup.is_found from public;
grant execute on function followup.is_found to akoma_protection, akoma_enforcement, akoma_custody;

-- ---------- the word of who follows the child --------------------------------------------------------------------------
create function followup.answered_at(alert uuid, worker uuid, asked timestamptz) returns timestamptz stable language sql set search_path = pg_catalog as $$
    select min(x.at) from followup.alert_action x
     where x.alert_id = answered_at.alert and x.taken_by = worker and x.at >= asked and x.kind in ('SAFETY_PLAN', 'CHILD_SAFE', 'NO_DANGER', 'OTHER') $$;
-- When somebody else than its worker wrote that the child is safe, since it was reported last and before the worker wrote so: only the word of two ends an alert.
create view followup.safe_by_one with (security_invoker = true) as
    select s.id as alert_id, min(x.at) as at from followup.alert s join followup.alert_action x on x.alert_id = s.id
     where x.kind = 'CHILD_SAFE' and x.taken_by <> s.worker_id and x.at >= coalesce(s.again_at, s.raised_at)
       and not exists (select from followup.alert_action w where w.alert_id = s.id and w.taken_by = s.worker_id and w.kind in ('CHILD_SAFE', 'NO_DANGER')
                          and w.at >= coalesce(s.again_at, s.raised_at) and w.at <= x.at)
     group by s.id;
grant select on followup.safe_by_one to akoma_protection;
-- What a person sees on their list they can do: taking an alert on is a supervisor's, so the worker's list has the action for safety only. The worker's word
-- is asked by itself once somebody else wrote that the child is safe.
create view followup.due_safety with (security_invoker = true) as
    select * from followup.due_alert where kind = 'followup.alert-safety'
    union all
    select 'followup.alert-word', a.id, a.file_id, a.worker_id, a.organisation_id, ((x.at + interval '1 day') at time zone 'UTC')::date, x.at + interval '1 day', a.supervisor_id,
           case when followup.is_grave(a) then followup.danger_place(a.file_id, true, true, true, false) end
      from (select w.alert_id, max(w.at) as at from (
                select x.alert_id, x.at from followup.alert_action x where x.kind = 'WORD_ASKED' union all
                select s.id, s.safe_at from followup.alert s where followup.is_grave(s) and s.safe_at is not null and s.closed_at is null union all
                select o.alert_id, o.at from followup.safe_by_one o) w group by w.alert_id) x
      join followup.alert a on a.id = x.alert_id
     where a.closed_at is null and followup.answered_at(a.id, a.worker_id, x.at) is null;
grant select on followup.due_safety to akoma_protection;
create view followup.was_due_safety with (security_invoker = true) as
    select * from followup.was_due_alert where kind = 'followup.alert-safety'
    union all
    select 'followup.alert-word', a.id, a.file_id, a.worker_id, a.organisation_id, a.supervisor_id, x.at, x.at + interval '1 day',
           followup.answered_at(a.id, a.worker_id, x.at), a.closed_at, case when followup.is_grave(a) then followup.danger_place(a.file_id, true, true, true, false) end
      from (select alert_id, at from followup.alert_action where kind = 'WORD_ASKED' union all
            select o.alert_id, o.at from followup.safe_by_one o join followup.alert s on s.id = o.alert_id where not followup.is_grave(s)
               and not exists (select from followup.alert_action w where w.alert_id = o.alert_id and w.kind = 'WORD_ASKED') union all
            select s.id, s.safe_at from followup.alert s where followup.is_grave(s) and s.safe_at is not null
               and not exists (select from followup.alert_action w where w.alert_id = s.id and w.kind = 'WORD_ASKED')) x
      join followup.alert a on a.id = x.alert_id;
grant select on followup.was_due_safety to akoma_protection;
revoke execute on function followup.answered_at from public;
grant execute on function followup.answered_at to akoma_protection;

-- ---------- heard outside the team -------------------------------------------------------------------------------------
-- What rings the data protection officer and the project manager about children, so that the bell leads to it: files that ended by a death or another
-- reason that is heard outside the team, and children who are missing. Codes, kinds and days of the last thirty days; nothing of what is written.
create function followup.heard_outside() returns table (code text, organisation text, what text, at timestamptz)
stable language sql security definer set search_path = pg_catalog as $$
    select f.code, o.code, x.what, x.at
      from (select c.file_id, c.code as what, c.decided_at as at from cases.closure c
             where c.decision = 'CLOSED' and c.code in ('DEATH', 'NOT_A_VICTIM', 'DUPLICATE', 'OTHER')
               and c.decided_at > access.moment() - interval '30 days' and c.decided_at <= access.moment()
             union all
            select a.file_id, 'MISSING', coalesce(a.again_at, a.raised_at) from followup.alert a
             where a.type = 'MISSING' and a.closed_at is null and a.raised_at <= access.moment()) x
      join cases.case_file f on f.id = x.file_id join access.organisation o on o.id = f.organisation_id
     where access.has_role(array['DATA_PROTECTION_OFFICER', 'PROJECT_MANAGER'])
     order by x.at desc, f.code limit 50 $$;
revoke execute on function followup.heard_outside from public;
grant execute on function followup.heard_outside to akoma_protection, akoma_custody;
-- Alerts of every structure that nobody took on in time, for the project manager, who calls: since when, of which code, whether it has an hour, and who is to
-- take it on, with the deputies of the structure. The manager reads codes and status of files (requirements.md 9): not what kind of danger, no risk, no word, no name.
create function followup.untaken() returns table (code text, within_hour boolean, since timestamptz, organisation text, leads text[], deputies text[])
stable language sql security definer set search_path = pg_catalog as $$
    with late as materialized (
            select f.id, f.code, f.organisation_id, f.supervisor_id, g.within_hour, coalesce(a.again_at, a.raised_at) as since,
                   row_number() over (order by g.within_hour desc, a.ack_due_at, a.id) as place
              from followup.alert a join cases.case_file f on f.id = a.file_id
             cross join lateral (select a.ack_due_at <= coalesce(a.again_at, a.raised_at) + interval '1 hour' as within_hour offset 0) g
             where access.has_role(array['PROJECT_MANAGER'])
               and a.passed_on_at is not null and a.acknowledged_at is null and a.closed_at is null
             order by place limit 500),
         -- who leads is asked once for each supervisor, not for each child: this is read with every page
         led as materialized (
            select x.organisation_id, x.supervisor_id, o.code, array(select cases.who_leads(x.file)) as leads
              from (select l.organisation_id, l.supervisor_id, (array_agg(l.id))[1] as file from late l group by 1, 2) x
              join access.organisation o on o.id = x.organisation_id),
         called as materialized (
            select l.organisation_id, l.supervisor_id, l.code,
                   array(select p.code from access.person p where p.id = any (l.leads) and p.id <> access.actor() order by p.code) as leads,
                   array(select distinct p.code from access.deputy d join access.person p on p.id = d.person_id
                          where d.organisation_id = l.organisation_id and access.is_deputy(d.person_id, l.organisation_id)
                            and d.person_id <> all (l.leads) order by p.code) as deputies
              from led l)
    select l.code, l.within_hour, l.since, c.code, c.leads, c.deputies
      from late l join called c on c.organisation_id = l.organisation_id and c.supervisor_id is not distinct from l.supervisor_id order by l.place $$;
revoke execute on function followup.untaken from public;
grant execute on function followup.untaken to akoma_protection;

-- ---------- ended with time as by hand ---------------------------------------------------------------------------------
-- The clock of the house has no moment of its own, and does not enter the schema of the files. It says which moment it is, but no other one: a supervisor
-- whose role ends next year leaves no file today, and no alert is late before its time. A demo has a time of its own (access.is_now).
create function followup.release_files_at(now timestamptz) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not access.is_now(now) then raise exception 'access.not-now' using errcode = 'insufficient_privilege'; end if;
    if access.actor() is null then
        perform set_config('akoma.moment', now::text, true), cases.release_files(null);
        perform access.settle_deputies(null), followup.pass_on();
    end if;
end $$;
revoke execute on function followup.release_files_at from public;
grant execute on function followup.release_files_at to akoma_administration;

-- ---------- danger is told where the child sleeps ----------------------------------------------------------------------
-- The day on which the child first came to a house that this person runs; null = never. The hour is written nowhere: a stay is often written down some hours after
-- the child came.
create function followup.came_on(file uuid, person uuid) returns date stable language sql security definer set search_path = pg_catalog as $$
    select min(x.day) from (
        select g.grantee, (g.valid_from at time zone 'UTC')::date from access.file_grant g
         where g.file_id = came_on.file and g.grantee_kind = 'UNIT' and g.reason = 'SHELTER_STAY'
         union all
        select p.shelter_id, p.since from cases.placement p where p.file_id = came_on.file and p.shelter_id is not null and p.state in ('CURRENT', 'ENDED')) x (shelter, day)
     where came_on.person in (select cases.shelter_people(x.shelter)) $$;
-- Whether the child first came there by a move that answers this alert, and had not stayed there before.
create function followup.brought_for(a followup.alert, person uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from cases.placement p where p.file_id = a.file_id and p.answers = a.id and p.state in ('CURRENT', 'ENDED')
                      and p.since = followup.came_on(a.file_id, brought_for.person) and brought_for.person in (select cases.shelter_people(p.shelter_id))
                      and not exists (select from cases.placement e where e.file_id = p.file_id and e.id <> p.id and e.recorded_at <= p.recorded_at
                                         and e.state in ('CURRENT', 'ENDED') and brought_for.person in (select cases.shelter_people(e.shelter_id)))) $$;
-- A stay answers an alert of the same child that runs; a link to anything else is not kept.
create function followup.answers_alert() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if new.shelter_id is null or not exists (select from followup.alert a where a.id = new.answers and a.file_id = new.file_id and a.closed_at is null) then
        new.answers := null;
    end if;
    return new;
end $$;
create trigger answers_alert before insert on cases.placement for each row when (new.answers is not null) execute function followup.answers_alert();
-- Who runs the shelter where a child stays now hears of danger in and around it by its kind alone, so that nobody lets the child out to who lies in wait;
-- never the words. That a child may wish to die is told as danger to its life. Violence where the child lives, and abuse that an index found, are told when
-- they were reported before the day on which the child first slept in a house that this person runs: reported later they may be about that house, and would warn
-- who did it, also when the child went elsewhere meanwhile and came back. Of an alert of that day it is told where the child was brought there for it.
create function followup.kind_for_house(a followup.alert, person uuid) returns text stable language sql security definer set search_path = pg_catalog as $$
    select case when a.type in ('LIFE_IN_DANGER', 'HEALTH_URGENT', 'DISTRESS', 'TRAFFICKER_CONTACT', 'MISSING')
                  or a.type in ('RE_EXPLOITATION', 'DANGER_AT_HOME', 'DANGER_AT_WORK')
                     and (a.raised_at at time zone 'UTC')::date <= followup.came_on(a.file_id, person)
                     and ((a.raised_at at time zone 'UTC')::date < followup.came_on(a.file_id, person) or followup.brought_for(a, person)) then a.type
                when a.grave then 'LIFE_IN_DANGER' end $$;
-- Whether the child came to this shelter for its safety while this alert was open. It is told there for the whole stay, also once it was closed, unless
-- there had been no danger: that who beat the child may come for it does not end with the alert.
create function followup.is_of_stay(a followup.alert, shelter uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select a.closed_at is not null and a.outcome <> 'FALSE_ALARM' and a.type in ('TRAFFICKER_CONTACT', 'RE_EXPLOITATION', 'DANGER_AT_HOME', 'DANGER_AT_WORK')
           and exists (select from cases.placement p where p.file_id = a.file_id and p.state = 'CURRENT' and p.shelter_id = is_of_stay.shelter and (p.reason = 'SAFETY' or p.answers = a.id)
                          and p.since >= (a.raised_at at time zone 'UTC')::date and p.since <= (a.closed_at at time zone 'UTC')::date) $$;
-- The gravest first, those that run before those that were closed. A danger of before the stay is told as of its first day: whether it was reported again is
-- not for the house.
create function followup.told_where_it_sleeps(file uuid) returns table (type text, since timestamptz, taken_at timestamptz, closed_at timestamptz)
stable language sql security definer set search_path = pg_catalog as $$
    select * from (select distinct on (t.kind) t.kind, t.since, t.taken_at, t.closed_at
      from (select k.kind, a.closed_at, case when k.before then a.raised_at else coalesce(a.again_at, a.raised_at) end as since,
                   case when k.before then coalesce(a.acknowledged_at, a.again_at) else a.acknowledged_at end as taken_at
              from followup.alert a
              join access.file_grant g on g.file_id = a.file_id and g.grantee_kind = 'UNIT' and g.reason = 'SHELTER_STAY' and g.holder = any (access.holders())
               and g.valid_from <= access.moment() and g.valid_until > access.moment()
             cross join lateral (select followup.kind_for_house(a, access.actor()) as kind, a.type in ('RE_EXPLOITATION', 'DANGER_AT_HOME', 'DANGER_AT_WORK') as before) k
             where a.file_id = told_where_it_sleeps.file and (a.closed_at is null or followup.is_of_stay(a, g.grantee)) and k.kind is not null) t
     order by t.kind, t.closed_at desc nulls first, t.taken_at nulls first, t.since desc) x
     order by x.closed_at is not null, array_position(array['LIFE_IN_DANGER', 'MISSING', 'TRAFFICKER_CONTACT', 'RE_EXPLOITATION', 'DANGER_AT_HOME', 'DANGER_AT_WORK'], x.kind), x.kind $$;
-- The house is rung when such a danger is reported while the child stays there, no matter who reports it and by whatever door.
create function followup.rings_where_it_sleeps() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform access.ring(array(
        select person from access.file_grant g cross join lateral cases.shelter_people(g.grantee) as person
         where g.file_id = new.file_id and g.grantee_kind = 'UNIT' and g.reason = 'SHELTER_STAY'
           and g.valid_from <= access.moment() and g.valid_until > access.moment()
           and followup.kind_for_house(new, person) is not null and (tg_op = 'INSERT' or new.type not in ('RE_EXPLOITATION', 'DANGER_AT_HOME', 'DANGER_AT_WORK'))), 'alert', new.id);
    return null;
end $$;
create trigger rings_where_it_sleeps after insert on followup.alert for each row when (new.file_id is not null) execute function followup.rings_where_it_sleeps();
create trigger rings_there_again after update of again_at on followup.alert for each row
    when (new.file_id is not null and new.again_at is distinct from old.again_at) execute function followup.rings_where_it_sleeps();
revoke execute on function followup.kind_for_house, followup.came_on, followup.brought_for, followup.answers_alert, followup.is_of_stay, followup.told_where_it_sleeps, followup.rings_where_it_sleeps from public;
grant execute on function followup.told_where_it_sleeps to akoma_protection;

-- ---------- an alert and a proposal, said once and in the file's hands -------------------------------------------------
create trigger keep_present before insert on cases.search_step for each row
    when (session_user = 'akoma_protection'
          and not coalesce(new.at between access.moment() - interval '2 minutes' and access.moment() + interval '2 minutes', false))
    execute function followup.keep_present();

-- How an alert ended is said once: figures and the report of an offence follow it.
create function followup.keep_outcome() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    raise exception 'followup.alert-ended' using errcode = 'insufficient_privilege';
end $$;
create trigger keep_outcome before update of outcome on followup.alert for each row
    when (session_user in ('akoma_protection', 'akoma_enforcement', 'akoma_custody')
          and old.outcome is not null and new.outcome is distinct from old.outcome and new.again_at is not distinct from old.again_at)
    execute function followup.keep_outcome();   -- no login writes again_at: where it changes, the file was opened again

-- A proposal of HIGH is a task of who supervises the file now, on nobody else's list and on no empty one.
create function followup.with_the_supervisor() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare above uuid := (select f.supervisor_id from cases.case_file f where f.id = new.file_id);
begin
    if session_user <> 'akoma_protection' then return new; end if;
    if tg_op = 'INSERT' then new.supervisor_id := above;
    elsif new.supervisor_id is distinct from above then raise exception 'followup.proposal-elsewhere' using errcode = 'insufficient_privilege'; end if;
    return new;
end $$;
create trigger with_the_supervisor before insert on followup.high_proposal for each row execute function followup.with_the_supervisor();
create trigger with_the_new_supervisor before update of supervisor_id on followup.high_proposal for each row
    when (new.supervisor_id is distinct from old.supervisor_id) execute function followup.with_the_supervisor();
revoke execute on function followup.keep_outcome, followup.with_the_supervisor from public;

-- ---------- alerts stay in an emergency --------------------------------------------------------------------------------
create function followup.alerts_stay_in_an_emergency() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if access.in_emergency(new.file_id) and not access.keeps(new.file_id, 256, true) then
        raise exception 'followup.not-in-an-emergency' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger alerts_stay_in_an_emergency before update on followup.alert for each row
    when (current_user = 'akoma_protection' and (new.closed_at is not null and old.closed_at is null or new.acknowledged_at is distinct from old.acknowledged_at
          or new.safe_at is distinct from old.safe_at or new.police_at is distinct from old.police_at or new.sealed is distinct from old.sealed
          or (new.worker_id, new.supervisor_id, new.organisation_id) is distinct from (old.worker_id, old.supervisor_id, old.organisation_id)))
    execute function followup.alerts_stay_in_an_emergency();
revoke execute on function followup.alerts_stay_in_an_emergency from public;

-- ---------- clocks are not set by hand ---------------------------------------------------------------------------------
-- An alert is raised now, its clocks run from now, and it is on the list of who works on the file; one about a device on that of who lost it.
create function followup.keep_raising() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare f cases.case_file;
begin
    if session_user not in ('akoma_protection', 'akoma_enforcement', 'akoma_custody', 'akoma_administration') then return new; end if;
    if new.raised_at not between access.moment() - interval '2 minutes' and access.moment() + interval '2 minutes'
       or new.ack_due_at > new.raised_at + interval '7 days' or new.safe_due_at > new.raised_at + interval '31 days' then
        raise exception 'followup.alert-clocks' using errcode = 'insufficient_privilege';
    end if;
    if new.file_id is not null then
        new.apart_of := followup.apart_of(new.file_id, new.type);
        select * into f from cases.case_file c where c.id = new.file_id;
        if (new.worker_id, new.organisation_id) is distinct from (f.worker_id, f.organisation_id) or new.supervisor_id is distinct from f.supervisor_id then
            raise exception 'followup.alert-elsewhere' using errcode = 'insufficient_privilege';
        end if;
    end if;
    return new;
end $$;
create trigger keep_raising before insert on followup.alert for each row execute function followup.keep_raising();

-- Taking an alert on is for who handles alerts. Who closes it is who acts, in the way and with the role that its kind asks for (followup.alert_ending),
-- and a record says why: the index that the closer made since it was taken on, the place where the child lives now, the closed file.
create function followup.keep_alert() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
    why text;
    ending followup.alert_ending;
begin
    if session_user not in ('akoma_protection', 'akoma_enforcement', 'akoma_custody') then return new; end if;
    if new.outcome is distinct from old.outcome then
        select * into ending from followup.alert_ending e where e.type = new.type and e.outcome = new.outcome;
        if not found then raise exception 'followup.alert-ends-otherwise' using errcode = 'insufficient_privilege'; end if;
    end if;
    if new.acknowledged_at is distinct from old.acknowledged_at and not access.has_role(array['CASE_SUPERVISOR', 'LE_COORDINATOR', 'DATA_PROTECTION_OFFICER'])
       or ending.roles <> '{}' and not access.has_role(ending.roles) then
        raise exception 'followup.alert-handled-by-others' using errcode = 'insufficient_privilege';
    end if;
    if new.closed_at is distinct from old.closed_at and new.closed_by is distinct from access.actor()
       or new.acknowledged_at is not null and new.acknowledged_at is distinct from old.acknowledged_at and new.acknowledged_by is distinct from access.actor() then
        raise exception 'followup.alert-by-another' using errcode = 'insufficient_privilege';
    end if;
    if new.file_id is not null and (new.worker_id, new.organisation_id, new.supervisor_id) is distinct from (old.worker_id, old.organisation_id, old.supervisor_id)
       and not exists (select from cases.case_file f where f.id = new.file_id and f.worker_id = new.worker_id and f.organisation_id = new.organisation_id
                          and f.supervisor_id is not distinct from new.supervisor_id) then
        raise exception 'followup.alert-elsewhere' using errcode = 'insufficient_privilege';
    end if;
    if new.outcome is distinct from old.outcome and not (case new.outcome
           when 'REASSESSED' then exists (select from followup.csi c where c.file_id = new.file_id and c.assessor = access.actor()
                                             and c.recorded_at >= greatest(old.acknowledged_at, access.moment() - interval '2 minutes'))
           when 'PLACED' then followup.has_place(new.file_id)
           when 'FILE_CLOSED' then exists (select from cases.case_file f where f.id = new.file_id and f.status in ('CLOSED', 'TRANSFERRED'))
           else true end) then
        raise exception 'followup.alert-without-record: %', new.outcome using errcode = 'insufficient_privilege';
    end if;
    if old.outcome is null and ending.says_why then
        why := case when old.acknowledged_at is null then 'followup.alert-not-acknowledged' else followup.end_refusal(new.id, new.outcome) end;
        if why is not null then raise exception '%', why using errcode = 'insufficient_privilege'; end if;
    end if;
    return new;
end $$;
-- No login writes again_at: where it changes, followup.begin_anew did it.
create trigger keep_alert before update on followup.alert for each row
    when (new.again_at is not distinct from old.again_at) execute function followup.keep_alert();

-- That a proposal of HIGH ends with the file, or because the risk was raised, is read from the file.
create function followup.keep_verdict() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and not exists (select from cases.case_file f where f.id = new.file_id
           and case new.verdict when 'RAISED' then f.risk = 'HIGH' else f.status in ('CLOSED', 'TRANSFERRED') end) then
        raise exception 'followup.verdict-without-record: %', new.verdict using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger keep_verdict after update on followup.high_proposal deferrable initially deferred for each row
    when (new.verdict in ('RAISED', 'FILE_CLOSED') and old.verdict is null) execute function followup.keep_verdict();
revoke execute on function followup.keep_raising, followup.keep_alert, followup.keep_verdict from public;

-- ---------- that a child was found is confirmed by another -------------------------------------------------------------
-- That a lost child was found is confirmed by a supervisor who did not write it and who took the alert on; while a child is searched for it is not safe.
create function followup.found_is_confirmed() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user <> 'akoma_protection' then return new; end if;
    if new.safe_at is not null and old.safe_at is null and new.type = 'MISSING'
       and exists (select from cases.case_file f where f.id = new.file_id and f.lost_since is not null) then
        raise exception 'followup.alert-search' using errcode = 'insufficient_privilege';
    end if;
    -- nobody stops the clock of danger before a supervisor has read of it, nor by having read it themselves
    if new.safe_at is not null and old.safe_at is null and new.file_id is not null
       and (old.acknowledged_at is null or access.actor() = new.worker_id and old.acknowledged_by = new.worker_id) then
        raise exception 'followup.alert-not-acknowledged' using errcode = 'insufficient_privilege';
    end if;
    -- nor that of the report of an offence (T16): one that was recorded before stops it once the alert is taken on
    if new.police_at is not null and old.police_at is null and new.file_id is not null and old.acknowledged_at is null then
        raise exception 'followup.alert-not-acknowledged' using errcode = 'insufficient_privilege';
    end if;
    if new.outcome = 'FOUND' and old.outcome is null
       and (old.acknowledged_at is null or new.closed_by is distinct from access.actor()
            or (new.acknowledged_at, new.acknowledged_by, new.safe_at, new.worker_id, new.organisation_id, new.supervisor_id)
               is distinct from (old.acknowledged_at, old.acknowledged_by, old.safe_at, old.worker_id, old.organisation_id, old.supervisor_id)
            or not access.has_role(array['CASE_SUPERVISOR'])
            or exists (select from cases.case_file f where f.id = new.file_id and f.lost_since is not null)
            or not followup.found_by_another(new)) then
        raise exception 'followup.alert-found-own' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger found_is_confirmed before update on followup.alert for each row
    when (new.again_at is not distinct from old.again_at) execute function followup.found_is_confirmed();

-- ---------- moves and referrals that nobody confirmed ------------------------------------------------------------------
-- A move into a shelter that began at once, or a referral that left without consent, and that nobody confirmed within its 24 hours rings the next ones,
-- once each.
create table followup.move_passed_on (
    decision_id uuid constraint move_passed_on_pk primary key,
    at          timestamptz not null);
alter table followup.move_passed_on enable row level security;   -- of the house alone
create function followup.pass_on_moves(now timestamptz) returns setof uuid language plpgsql security definer set search_path = pg_catalog as $$
declare persons uuid[];
begin
    if not access.is_now(now) then raise exception 'access.not-now' using errcode = 'insufficient_privilege'; end if;
    with late as (
        insert into followup.move_passed_on (decision_id, at)
        select d.id, now from access.decision d where d.kind in ('SHELTER_MOVE', 'REFERRAL_DANGER') and d.state = 'WAITING'
           and (d.proposed_at < now - interval '24 hours' or d.kind = 'SHELTER_MOVE' and cases.move_began(d.id) < now - interval '24 hours')
        on conflict do nothing returning decision_id),
    moves as (
        select d.id, f.organisation_id, f.supervisor_id, f.worker_id from late l join access.decision d on d.id = l.decision_id join cases.case_file f on f.id = d.file_id),
    holders as (
        select m.id, r.person_id, r.role from moves m
          join access.person_role r on r.organisation_id = m.organisation_id and r.role in ('CASE_SUPERVISOR', 'PROJECT_MANAGER')
           and r.valid_from <= now and r.valid_until > now and (r.approved_by is not null or r.given_by is null)
         where r.person_id is distinct from m.supervisor_id)
    select array_agg(x.person) into persons from (
        select h.person_id as person from holders h where h.role = 'CASE_SUPERVISOR'
        union
        select h.person_id from holders h
         where h.role = 'PROJECT_MANAGER' and not exists (select from holders s where s.id = h.id and s.role = 'CASE_SUPERVISOR')
        union
        select m.worker_id from moves m
        union
        select m.supervisor_id from moves m where m.supervisor_id is not null
        union
        select c from access.custodians() c where exists (select from moves m where m.supervisor_id is null)) x;
    perform access.ring_by_house(persons, 'alert', now);
    return query select unnest(persons);
end $$;
revoke execute on function followup.found_is_confirmed, followup.pass_on_moves from public;
grant execute on function followup.pass_on_moves to akoma_administration;

-- ---------- that the child is safe is an action on the alert -----------------------------------------------------------
create function followup.keep_safety() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user not in ('akoma_protection', 'akoma_enforcement', 'akoma_custody') then return null; end if;
    if new.safe_at is distinct from old.safe_at and new.safe_at is not null and not exists (
           select from followup.alert_action a where a.alert_id = new.id and a.kind in ('SAFETY_PLAN', 'CHILD_SAFE', 'REMOTE_WIPE') and a.taken_by = access.actor()
              and a.at between new.safe_at - interval '2 minutes' and new.safe_at + interval '2 minutes')
       or new.police_at is distinct from old.police_at and new.police_at is not null and not exists (
           select from followup.alert_action a where a.alert_id = new.id and a.kind = 'POLICE_REPORT'
              and (a.taken_by = access.actor() and a.at between new.police_at - interval '2 minutes' and new.police_at + interval '2 minutes'
                   or new.acknowledged_by = access.actor() and new.acknowledged_at >= new.police_at - interval '2 minutes'
                      and a.at >= coalesce(new.again_at, new.raised_at)))
       -- with the duty to report, which does not end by the words of one person
       or new.police_at is distinct from old.police_at and new.police_at is not null
          and exists (select from followup.csi_action c where c.alert_id = new.id and c.until is null)
       or new.closed_at is distinct from old.closed_at and exists (select from followup.alert_ending e where e.type = new.type and e.outcome = new.outcome and e.says_why) and not exists (
           select from followup.alert_action a where a.alert_id = new.id and a.kind = 'CLOSED' and a.taken_by = access.actor() and a.sealed is not null
              and a.at between new.closed_at - interval '2 minutes' and new.closed_at + interval '2 minutes') then
        raise exception 'followup.alert-without-action' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger keep_safety after update on followup.alert deferrable initially deferred for each row
    when ((new.safe_at, new.police_at, new.closed_at) is distinct from (old.safe_at, old.police_at, old.closed_at)) execute function followup.keep_safety();
revoke execute on function followup.keep_safety from public;

-- ---------- visits and clocks of danger stay ---------------------------------------------------------------------------
-- The clocks of an alert about a child are those of its kind, whatever who raises it writes: who reports the danger again later falls into them.
create function followup.keep_clocks() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    new.grave := new.type = 'CSI_URGENT' and followup.may_wish_to_die(new.file_id);
    new.ack_due_at := least(new.ack_due_at, new.raised_at + followup.time_to_take_on(new.type, new.grave));
    new.safe_due_at := least(new.safe_due_at, new.raised_at + make_interval(hours => case when new.type = 'CSI_URGENT'
        then access.limit_of('csi.urgent-action.max', 24) else access.limit_of('alert-safety-action.max', 24) end));
    return new;
end $$;
create trigger keep_clocks before insert on followup.alert for each row
    when (session_user = 'akoma_protection' and new.file_id is not null) execute function followup.keep_clocks();
revoke execute on function followup.keep_clocks from public;

-- ---------- a child of whom nobody knows where it sleeps ---------------------------------------------------------------
-- A place was recorded once and none is now, though no alert says so: above all a child that left for home and whose arrival nobody confirmed. A child that is
-- being searched for has its own steps.
create view followup.due_place_left with (security_invoker = true) as
    select 'followup.place-left' as kind, f.id, f.id as file_id, f.worker_id, f.supervisor_id, f.organisation_id, coalesce(t.at, f.placed_at) as since
      from cases.case_file f left join lateral (select c.at from cases.turn c where c.file_id = f.id and c.what = 'CARE' order by c.at desc, c.n desc limit 1) t on true
     where f.care is null and f.placed_at is not null and f.closed_at is null and f.lost_since is null
       and not exists (select from followup.alert a where a.file_id = f.id and a.type = 'WITHOUT_PLACE' and a.raised_at <= t.at and coalesce(a.closed_at, 'infinity') > t.at);
grant select on followup.due_place_left to akoma_protection;
create view followup.was_due_place_left with (security_invoker = true) as
    select 'followup.place-left' as kind, f.id, f.id as file_id, f.worker_id, f.supervisor_id, f.organisation_id, t.at as since, null::timestamptz as due_at,
           (select min(n.at) from cases.turn n where n.file_id = t.file_id and (n.what = 'CARE' and (n.at, n.n) > (t.at, t.n)
                                                                               or n.what = 'LOST' and n.value is not null and n.at >= t.at)) as done_at, f.closed_at
      from cases.turn t join cases.case_file f on f.id = t.file_id
     where t.what = 'CARE' and t.value is null and f.placed_at < t.at
       and not exists (select from followup.alert a where a.file_id = f.id and a.type = 'WITHOUT_PLACE' and a.raised_at <= t.at and coalesce(a.closed_at, 'infinity') > t.at);
grant select on followup.was_due_place_left to akoma_protection;
