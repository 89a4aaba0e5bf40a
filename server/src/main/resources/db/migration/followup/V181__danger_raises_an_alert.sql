-- Violence or danger where the child lives: found at a visit, told by the child, or seen by anybody.
alter table followup.alert drop constraint alert_type;
alter table followup.alert add constraint alert_type check (type in
    ('RE_EXPLOITATION', 'TRAFFICKER_CONTACT', 'DANGER_AT_HOME', 'LOST_TO_FOLLOW_UP', 'MISSING', 'CSI_URGENT', 'DEVICE_LOST'));
alter table followup.alert drop constraint alert_source;
alter table followup.alert add constraint alert_source check (source in ('PERSON', 'CSI', 'VISIT', 'CHILD', 'RISK_SCORE', 'SEARCH'));

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
    constraint high_proposal_once unique (source_id),
    constraint high_proposal_whole check ((decided_at is null) = (decided_by is null) and (decided_at is null) = (verdict is null)),
    constraint high_proposal_reason check (verdict is distinct from 'STAYS' or sealed is not null),
    constraint high_proposal_by_another check (verdict is distinct from 'STAYS' or decided_by <> proposed_by));
create index high_proposal_supervisor on followup.high_proposal (supervisor_id, due_at, id) where decided_at is null;
create index high_proposal_of_file on followup.high_proposal (file_id, since);
call access.protect('followup.high_proposal', 'file_id', 64, 'akoma_protection');
grant select, insert on followup.high_proposal to akoma_protection;
grant update (organisation_id, worker_id, supervisor_id, decided_at, decided_by, verdict, sealed) on followup.high_proposal to akoma_protection;
-- Whoever sees the child may give an alert, a shelter too, and the proposal comes of it.
create policy raised on followup.high_proposal for insert to akoma_protection with check (source = 'ALERT' and decided_at is null
    and proposed_by = (select access.actor()) and followup.runs(source_id, file_id));

create view followup.due_high with (security_invoker = true) as
    select 'followup.decide-high' as kind, id, file_id, worker_id, organisation_id, supervisor_id, (due_at at time zone 'UTC')::date as due_on, due_at
      from followup.high_proposal where decided_at is null;
create view followup.was_due_high with (security_invoker = true) as
    select 'followup.decide-high' as kind, id, file_id, worker_id, organisation_id, supervisor_id, since, due_at, decided_at as done_at,
           null::timestamptz as closed_at
      from followup.high_proposal;
grant select on followup.due_high, followup.was_due_high to akoma_protection;

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
