-- When the registration was whole: the child is registered and case management was asked about (T3). One reckoning for page, task and figure.
alter table cases.case_file add column consented_at timestamptz;
update cases.case_file f set consented_at = greatest(f.registered_at, c.at)
  from (select file_id, min(at) as at from cases.consent where purpose = 'CASE_MANAGEMENT' group by file_id) c where c.file_id = f.id;

-- The no of a child of 12 to 14 goes to the supervisor (requirements.md 2.6), who says what follows from it; why is sealed.
create table cases.refusal (
    consent_id      uuid constraint refusal_pk primary key constraint refusal_consent references cases.consent,
    file_id         uuid not null constraint refusal_file references cases.case_file,
    worker_id       uuid not null,
    organisation_id uuid not null,
    recorded_by     uuid not null,
    due_on          date not null,
    binding         boolean not null default true,                      -- false: of another age or of a guardian; a supervisor hears it, no yes waits for them
    decision        text constraint refusal_decision check (decision in ('RESPECTED', 'ASK_AGAIN', 'BEST_INTERESTS')),
    decided_by      uuid,
    decided_at      timestamptz,
    sealed          bytea,
    constraint refusal_decided_by_another check (decided_by is distinct from recorded_by),
    constraint refusal_decided_whole check ((decision is null) = (decided_at is null) and (decision is null) = (sealed is null)));
create index refusal_of_file          on cases.refusal (file_id);
create index refusal_due_worker       on cases.refusal (worker_id, due_on, consent_id) where decided_at is null;
create index refusal_due_organisation on cases.refusal (organisation_id, due_on, consent_id) where decided_at is null;
call access.protect('cases.refusal', 'file_id', 2, 'akoma_protection');
grant select, insert, update on cases.refusal to akoma_protection;

create view cases.due_refusal with (security_invoker = true) as
    select 'cases.refusal' as kind, consent_id as id, file_id, worker_id, organisation_id, due_on from cases.refusal where decided_at is null;
grant select on cases.due_refusal to akoma_protection;
