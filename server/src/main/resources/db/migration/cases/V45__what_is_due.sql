-- What a file asks of its worker, and when each clock began and ended (requirements.md 2.4, T2 to T8): the present and any past day
-- are read from the same rows. due_at is null where a policy value counted from since decides, or where it merely waits.
create view cases.due_file with (security_invoker = true) as
    select 'cases.' || c.kind as kind, f.id, f.id as file_id, f.worker_id, f.supervisor_id, f.organisation_id, c.since, c.due_at, c.done_at, f.closed_at
      from cases.case_file f
     cross join lateral (values
        ('screening', f.handed_at, null::timestamptz, f.medical_screened_at),
        ('consent', f.handed_at, null, f.consented_at),
        ('guardian', f.handed_at, null, f.guardian_on::timestamp at time zone 'UTC'),
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

-- What waits for a supervisor's decision; worker_id is who decides.
create view cases.due_decision with (security_invoker = true) as
    select 'cases.approve-plan' as kind, p.id, p.file_id, f.supervisor_id as worker_id, f.organisation_id, p.submitted_at as since,
           null::timestamptz as due_at, p.decided_at as done_at, f.closed_at
      from cases.plan p join cases.case_file f on f.id = p.file_id where p.submitted_at is not null and p.status <> 'REPLACED'
    union all
    select 'cases.decide-closure', c.id, c.file_id, f.supervisor_id, f.organisation_id, c.requested_at, null, c.decided_at, null
      from cases.closure c join cases.case_file f on f.id = c.file_id
    union all
    select 'cases.agree-risk', a.id, a.file_id, f.supervisor_id, f.organisation_id, a.at, null, a.approved_at, f.closed_at
      from cases.assessment a join cases.case_file f on f.id = a.file_id where a.lowers
    union all
    select 'cases.approve-place', p.id, p.file_id, f.supervisor_id, f.organisation_id, p.since::timestamp at time zone 'UTC', null, p.approved_at, f.closed_at
      from cases.placement p join cases.case_file f on f.id = p.file_id where p.state = 'PROPOSED'
    union all
    select 'cases.decide-reopening', r.id, r.file_id, f.supervisor_id, f.organisation_id, r.asked_at, null, r.decided_at, null
      from cases.reopening r join cases.case_file f on f.id = r.file_id
    union all
    select 'cases.decide-refusal', r.consent_id, r.file_id, f.supervisor_id, f.organisation_id, (r.due_on - 1)::timestamp at time zone 'UTC',
           (r.due_on + 1)::timestamp at time zone 'UTC', r.decided_at, f.closed_at
      from cases.refusal r join cases.case_file f on f.id = r.file_id;
grant select on cases.due_file, cases.due_decision to akoma_protection;
