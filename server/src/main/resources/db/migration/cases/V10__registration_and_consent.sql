-- One vocabulary: the codes of the house's own lists (reference/akoma-lists.json).
alter table cases.case_file drop constraint case_file_sex;
alter table cases.case_file add constraint case_file_sex check (sex in ('F', 'M', 'U'));
alter table cases.consent drop constraint consent_purpose;
alter table cases.consent add constraint consent_purpose check (purpose in ('CASE_MANAGEMENT', 'SHARE_FOR_REFERRAL',
    'SHARE_WITH_LAW_ENFORCEMENT', 'ANONYMOUS_STATISTICS', 'TRANSFER_TO_AUTHORITY', 'EVALUATION_INTERVIEW', 'PHOTO', 'MEDIA'));
alter table cases.consent drop constraint consent_given_by;
alter table cases.consent add constraint consent_given_by check (given_by in ('GUARDIAN_AFTER_BEST_INTERESTS', 'CHILD_ASSENT_AND_GUARDIAN',
    'CHILD_INFORMED_ASSENT_AND_GUARDIAN', 'CHILD_CONSENT_AND_GUARDIAN', 'CHILD_CONSENT_ALONE', 'CHILD', 'GUARDIAN', 'NOBODY'));
alter table cases.consent add constraint consent_basis_known check (basis in ('DANGER_TO_LIFE', 'GUARDIAN_UNSAFE', 'GUARDIAN_NOT_FOUND',
    'CHILD_UNABLE', 'COURT_ORDER', 'LEGAL_DUTY', 'BEST_INTERESTS'));
alter table cases.guardian drop constraint guardian_kind;
alter table cases.guardian add constraint guardian_kind check (kind in ('PARENT', 'RELATIVE', 'APPOINTED', 'AD_HOC', 'INSTITUTION'));
alter table cases.guardian add constraint guardian_dates check (ended_on is null or ended_on >= appointed_on);

-- Who decided what the child is in law, and why; the reason is sealed.
create table cases.victim_decision (
    id           uuid constraint victim_decision_pk primary key,
    file_id      uuid not null constraint victim_decision_file references cases.case_file,
    status       text not null constraint victim_decision_status check (status in ('CONFIRMED_VICTIM', 'NOT_A_VICTIM', 'ADULT')),
    organisation text not null,                                        -- HTCDS vic_TraffickingStatusDecisionMakingOrg
    decided_on   date not null,
    recorded_by  uuid not null,
    recorded_at  timestamptz not null,
    sealed       bytea not null);
create index victim_decision_of_file on cases.victim_decision (file_id, recorded_at);
call access.protect('cases.victim_decision', 'file_id', 4, 'akoma_protection');
grant select, insert on cases.victim_decision to akoma_protection;

-- Why a file was shared, for those who work on it.
create table cases.share_reason (
    grant_id uuid constraint share_reason_pk primary key constraint share_reason_grant references access.file_grant,
    file_id  uuid not null constraint share_reason_file references cases.case_file,
    sealed   bytea not null);
create index share_reason_of_file on cases.share_reason (file_id);
call access.protect('cases.share_reason', 'file_id', 256, 'akoma_protection');
grant select, insert on cases.share_reason to akoma_protection;

-- How many open files each worker has (T20): a number, no child.
create function cases.caseload() returns table (worker_id uuid, files bigint) stable language sql security definer set search_path = pg_catalog as $$
    select f.worker_id, count(*) from cases.case_file f where f.status not in ('CLOSED', 'TRANSFERRED') and access.actor() is not null group by f.worker_id $$;
revoke execute on function cases.caseload from public;
grant execute on function cases.caseload to akoma_protection;
