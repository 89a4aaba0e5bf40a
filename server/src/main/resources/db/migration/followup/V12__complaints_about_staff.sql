-- About somebody of the staff: for the safeguarding focal point of their structure and the data protection officer, and for nobody of a case
-- team, whatever is asked. It belongs to no file, stands in no file's journal and is sealed under the custodian's key.
create table followup.complaint (
    id              uuid constraint complaint_pk primary key,
    raised_at       timestamptz not null,
    raised_by       uuid,                                              -- null: the name is not given to those who receive it
    organisation_id uuid not null constraint complaint_about references access.organisation,
    to_focal        boolean not null,                                  -- false: the focal point is concerned themself
    kind            text not null constraint complaint_kind check (kind in ('SEXUAL', 'VIOLENCE', 'NEGLECT', 'MONEY', 'CONFIDENTIALITY', 'OTHER')),
    sealed          bytea not null,
    acknowledged_at timestamptz,
    acknowledged_by uuid,
    closed_at       timestamptz,
    closed_by       uuid,
    outcome         text constraint complaint_outcome check (outcome in ('SUBSTANTIATED', 'NOT_SUBSTANTIATED', 'REFERRED')),
    constraint complaint_whole check ((closed_at is null) = (outcome is null)));
create index complaint_by_time on followup.complaint (raised_at desc, id desc);
create table followup.complaint_step (
    id           uuid constraint complaint_step_pk primary key,
    complaint_id uuid not null constraint complaint_step_of references followup.complaint,
    kind         text not null constraint complaint_step_kind check (kind in ('ACKNOWLEDGED', 'CHILD_PROTECTED', 'INTERVIEW', 'REFERRED', 'NOTE', 'END_PROPOSED', 'CLOSED')),
    at           timestamptz not null,
    taken_by     uuid not null,
    sealed       bytea);
create index complaint_step_of_complaint on followup.complaint_step (complaint_id, at);

alter table followup.complaint enable row level security;
create policy custodian on followup.complaint for select to akoma_custody using (true);
create policy focal on followup.complaint for select to akoma_protection, akoma_enforcement, akoma_administration
    using (to_focal and access.is_focal_point(organisation_id) and raised_by is distinct from (select access.actor()));
create policy raised on followup.complaint for insert to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration
    with check ((raised_by is null or raised_by = (select access.actor())) and closed_at is null and acknowledged_at is null);
create policy judged on followup.complaint for update to akoma_custody using (true);
create policy judged_by_focal on followup.complaint for update to akoma_protection, akoma_enforcement, akoma_administration
    using (to_focal and access.is_focal_point(organisation_id) and raised_by is distinct from (select access.actor()));
alter table followup.complaint_step enable row level security;
create policy seen on followup.complaint_step for select to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration
    using (exists (select from followup.complaint c where c.id = complaint_id));
create policy taken on followup.complaint_step for insert to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration
    with check (taken_by = (select access.actor()) and exists (select from followup.complaint c where c.id = complaint_id));

-- The id was sent before: nothing else is told to who raised it.
create function followup.complaint_known(wanted uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from followup.complaint c where c.id = wanted) $$;
revoke execute on function followup.complaint_known from public;
grant execute on function followup.complaint_known to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;
grant select, insert on followup.complaint, followup.complaint_step to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;
grant update (acknowledged_at, acknowledged_by, closed_at, closed_by, outcome) on followup.complaint to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;
