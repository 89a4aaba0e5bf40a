-- A child in danger, or a device with children's data that is gone (then file_id is null). What stopped a clock stands on the row; that it
-- is late is never stored. Complaints about staff are not here: they have a table that the case team's login cannot read.
create table followup.alert (
    id              uuid constraint alert_pk primary key,
    type            text not null constraint alert_type check (type in
                        ('RE_EXPLOITATION', 'TRAFFICKER_CONTACT', 'LOST_TO_FOLLOW_UP', 'MISSING', 'CSI_URGENT', 'DEVICE_LOST')),
    file_id         uuid constraint alert_file references cases.case_file,
    organisation_id uuid not null,
    worker_id       uuid not null,
    supervisor_id   uuid,
    source          text not null constraint alert_source check (source in ('PERSON', 'CSI', 'VISIT', 'SEARCH')),
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
                        ('CHILD_SAFE', 'FALSE_ALARM', 'FOUND', 'DEVICE_WIPED', 'DEVICE_FOUND', 'REASSESSED', 'FILE_CLOSED')),
    encrypted       boolean,
    files_on_device int constraint alert_files check (files_on_device between 0 and 10000),
    sealed          bytea not null,
    constraint alert_about check ((file_id is null) = (type = 'DEVICE_LOST')),
    constraint alert_whole check ((closed_at is null) = (outcome is null) and (acknowledged_at is null) = (acknowledged_by is null)));
create unique index alert_one_open on followup.alert (file_id, type) where closed_at is null and file_id is not null;
create index alert_of_file on followup.alert (file_id, raised_at desc, id desc);
create index alert_supervisor on followup.alert (supervisor_id, raised_at desc, id desc);
create index alert_organisation on followup.alert (organisation_id, raised_at desc, id desc);
create index alert_raiser on followup.alert (raised_by, raised_at desc, id desc);
create index alert_worker on followup.alert (worker_id, raised_at desc, id desc);
create index alert_due_organisation on followup.alert (organisation_id, (coalesce(acknowledged_at, ack_due_at)), id) where closed_at is null;
create index alert_device on followup.alert (raised_at desc, id desc) where file_id is null;

-- What was done about it, only ever added to.
create table followup.alert_action (
    id       uuid constraint alert_action_pk primary key,
    alert_id uuid not null constraint alert_action_of references followup.alert,
    file_id  uuid,
    kind     text not null constraint alert_action_kind check (kind in ('ACKNOWLEDGED', 'SAFETY_PLAN', 'CHILD_SAFE', 'POLICE_REPORT', 'SEARCH', 'REMOTE_WIPE',
                 'DPO_INFORMED', 'REPORTED_AGAIN', 'SAID_BACK', 'WORD_ASKED', 'OTHER', 'CLOSED')),
    at       timestamptz not null,
    taken_by uuid not null,
    sealed   bytea);
create index alert_action_of_alert on followup.alert_action (alert_id, at);

-- Two clocks: first somebody takes it on, then the child is made safe (T17). Without clock once safe; a lost child is searched for, see cases.
create view followup.due_alert with (security_invoker = true) as
    select 'followup.alert-acknowledge' as kind, id, file_id, worker_id, organisation_id, (ack_due_at at time zone 'UTC')::date as due_on, ack_due_at as due_at, supervisor_id
      from followup.alert where closed_at is null and acknowledged_at is null
    union all
    select 'followup.alert-safety', id, file_id, worker_id, organisation_id, (safe_due_at at time zone 'UTC')::date, safe_due_at, supervisor_id
      from followup.alert where closed_at is null and acknowledged_at is not null and safe_at is null and type <> 'LOST_TO_FOLLOW_UP';

call access.protect('followup.alert', 'file_id', 64, 'akoma_protection');
call access.protect('followup.alert_action', 'file_id', 64, 'akoma_protection');
-- Whoever sees the child may raise one, a shelter too, and sees what they raised.
create policy raised on followup.alert for insert to akoma_protection with check (raised_by = (select access.actor()) and access.sees(file_id, 256, false));
create policy raiser on followup.alert for select to akoma_protection using (raised_by = (select access.actor()) and access.sees(file_id, 256, false));
-- A device: who lost it, their supervisor, those whose role reaches the whole structure, and the data protection officer.
create policy lost on followup.alert for insert to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration with check (file_id is null and raised_by = (select access.actor()));
create policy loser on followup.alert for select to akoma_protection, akoma_enforcement, akoma_administration
    using (file_id is null and (raised_by = (select access.actor()) or supervisor_id = (select access.actor()) or organisation_id = any ((select access.grantees())::uuid[])));
create policy handled on followup.alert for update to akoma_protection, akoma_enforcement
    using (file_id is null and (supervisor_id = (select access.actor()) or organisation_id = any ((select access.grantees())::uuid[])));
create policy watched on followup.alert for select to akoma_custody using (file_id is null);
create policy judged on followup.alert for update to akoma_custody using (file_id is null);
alter table followup.alert_action enable row level security;
create policy device on followup.alert_action for select to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration
    using (file_id is null and exists (select from followup.alert a where a.id = alert_id));
create policy done on followup.alert_action for insert to akoma_protection, akoma_enforcement, akoma_custody
    with check (file_id is null and taken_by = (select access.actor()) and exists (select from followup.alert a where a.id = alert_id));

grant usage on schema followup to akoma_enforcement, akoma_custody, akoma_administration;
grant select, insert on followup.alert, followup.alert_action to akoma_protection, akoma_enforcement;
grant update on followup.alert to akoma_protection;
grant select, insert on followup.alert to akoma_custody, akoma_administration;
grant select, insert on followup.alert_action to akoma_custody;
grant select on followup.alert_action to akoma_administration;
grant update (acknowledged_at, acknowledged_by, safe_at, police_at, closed_at, closed_by, outcome) on followup.alert to akoma_enforcement, akoma_custody;
grant select on followup.due_alert to akoma_protection, akoma_enforcement, akoma_custody;
