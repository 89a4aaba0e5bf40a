-- Who came without the police, or whose file was brought in from elsewhere, was never handed over: consent (T3) and guardian (T4) are then owed
-- from the registration, the first moment at which anybody here answered for the child. Screening and care (T2) are about a hand-over and wait for one.
drop index cases.case_file_owes_consent;
drop index cases.case_file_owes_guardian;
create index case_file_owes_consent  on cases.case_file (worker_id, (coalesce(handed_at, registered_at)), id) where consented_at is null and closed_at is null;
create index case_file_owes_guardian on cases.case_file (worker_id, (coalesce(handed_at, registered_at)), id) where guardian_on is null and closed_at is null;

create or replace view cases.due_consent with (security_invoker = true) as
    select 'cases.consent' as kind, id, id as file_id, worker_id, organisation_id, coalesce(handed_at, registered_at) as since
      from cases.case_file where consented_at is null and closed_at is null;
create or replace view cases.due_guardian with (security_invoker = true) as
    select 'cases.guardian' as kind, id, id as file_id, worker_id, organisation_id, coalesce(handed_at, registered_at) as since
      from cases.case_file where guardian_on is null and closed_at is null;
create or replace view cases.was_due_file with (security_invoker = true) as
    select 'cases.' || c.kind as kind, f.id, f.id as file_id, f.worker_id, f.supervisor_id, f.organisation_id, c.since, c.due_at, c.done_at, f.closed_at
      from cases.case_file f
     cross join lateral (values
        ('screening', f.handed_at, null::timestamptz, f.medical_screened_at),
        ('consent', coalesce(f.handed_at, f.registered_at), null, f.consented_at),
        ('guardian', coalesce(f.handed_at, f.registered_at), null, f.guardian_on::timestamp at time zone 'UTC'),
        ('assess', f.registered_at, null, f.assessed_at),
        ('plan', f.registered_at, null, f.plan_approved_on::timestamp at time zone 'UTC'),
        ('review', coalesce(f.plan_approved_on::timestamp at time zone 'UTC', f.registered_at), (f.review_due + 1)::timestamp at time zone 'UTC', null),
        ('search', f.lost_since::timestamp at time zone 'UTC', null, null)) c(kind, since, due_at, done_at)
     where c.since is not null and (c.kind <> 'review' or f.review_due is not null)
    union all
    select 'cases.arrival', h.id, f.id, f.worker_id, f.supervisor_id, f.organisation_id, h.departed_on::timestamp at time zone 'UTC', null,
           h.arrival_confirmed_at, f.closed_at
      from cases.homecoming h join cases.case_file f on f.id = h.file_id
     where h.departed_on is not null and h.cross_border and h.state in ('DEPARTED', 'ARRIVED');
