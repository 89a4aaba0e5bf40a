-- What a file asks for now, each step along an index of its own: of a team's 20,000 open files only those that still owe the step are read.
-- The views that answer for any past day stay beside them, under the name that other rooms use for such views.
alter view cases.due_file rename to was_due_file;
alter view cases.due_decision rename to was_due_decision;

create index case_file_owes_screening on cases.case_file (worker_id, handed_at, id) where handed_at is not null and medical_screened_at is null and closed_at is null;
create index case_file_owes_consent   on cases.case_file (worker_id, handed_at, id) where handed_at is not null and consented_at is null and closed_at is null;
create index case_file_owes_guardian  on cases.case_file (worker_id, handed_at, id) where handed_at is not null and guardian_on is null and closed_at is null;
create index case_file_owes_assess    on cases.case_file (worker_id, registered_at, id) where assessed_at is null and closed_at is null;
create index case_file_owes_plan      on cases.case_file (worker_id, registered_at, id) where plan_approved_on is null and closed_at is null;
create index case_file_owes_search    on cases.case_file (worker_id, id) where lost_since is not null and closed_at is null;

create view cases.due_screening with (security_invoker = true) as
    select 'cases.screening' as kind, id, id as file_id, worker_id, organisation_id, handed_at as since
      from cases.case_file where handed_at is not null and medical_screened_at is null and closed_at is null;
create view cases.due_consent with (security_invoker = true) as
    select 'cases.consent' as kind, id, id as file_id, worker_id, organisation_id, handed_at as since
      from cases.case_file where handed_at is not null and consented_at is null and closed_at is null;
create view cases.due_guardian with (security_invoker = true) as
    select 'cases.guardian' as kind, id, id as file_id, worker_id, organisation_id, handed_at as since
      from cases.case_file where handed_at is not null and guardian_on is null and closed_at is null;
create view cases.due_assess with (security_invoker = true) as
    select 'cases.assess' as kind, id, id as file_id, worker_id, organisation_id, registered_at as since
      from cases.case_file where assessed_at is null and closed_at is null;
create view cases.due_plan with (security_invoker = true) as
    select 'cases.plan' as kind, id, id as file_id, worker_id, organisation_id, registered_at as since
      from cases.case_file where plan_approved_on is null and closed_at is null;
create view cases.due_review with (security_invoker = true) as
    select 'cases.review' as kind, id, id as file_id, worker_id, organisation_id, review_due as due_on
      from cases.case_file where review_due is not null and closed_at is null;
create view cases.due_search with (security_invoker = true) as
    select 'cases.search' as kind, id, id as file_id, worker_id, organisation_id, null::timestamptz as due_at
      from cases.case_file where lost_since is not null and closed_at is null;

-- What lies beside a file follows the file's hands, so that a list is led by a column of its own.
alter table cases.plan       add column supervisor_id uuid;
alter table cases.closure    add column supervisor_id uuid;
alter table cases.assessment add column supervisor_id uuid;
alter table cases.placement  add column supervisor_id uuid;
alter table cases.reopening  add column supervisor_id uuid;
alter table cases.refusal    add column supervisor_id uuid;
alter table cases.homecoming add column worker_id uuid;

create function cases.follow_hands(file uuid, worker uuid, supervisor uuid) returns void
language sql security definer set search_path = pg_catalog as $$
    update cases.plan       set supervisor_id = supervisor where file_id = file and supervisor_id is distinct from supervisor;
    update cases.closure    set supervisor_id = supervisor where file_id = file and supervisor_id is distinct from supervisor;
    update cases.assessment set supervisor_id = supervisor where file_id = file and supervisor_id is distinct from supervisor;
    update cases.placement  set supervisor_id = supervisor where file_id = file and supervisor_id is distinct from supervisor;
    update cases.reopening  set supervisor_id = supervisor where file_id = file and supervisor_id is distinct from supervisor;
    update cases.refusal    set supervisor_id = supervisor where file_id = file and supervisor_id is distinct from supervisor;
    update cases.homecoming set worker_id = worker where file_id = file and worker_id is distinct from worker $$;
revoke execute on function cases.follow_hands from public;
do $$ begin
    perform cases.follow_hands(f.id, f.worker_id, f.supervisor_id) from cases.case_file f;
end $$;

create function cases.file_changes_hands() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform cases.follow_hands(new.id, new.worker_id, new.supervisor_id);
    return null;
end $$;
create trigger file_changes_hands after update of worker_id, supervisor_id on cases.case_file for each row
    when (new.worker_id is distinct from old.worker_id or new.supervisor_id is distinct from old.supervisor_id) execute function cases.file_changes_hands();

create function cases.take_supervisor() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    new.supervisor_id := (select f.supervisor_id from cases.case_file f where f.id = new.file_id);
    return new;
end $$;
create function cases.take_worker() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    new.worker_id := (select f.worker_id from cases.case_file f where f.id = new.file_id);
    return new;
end $$;
create trigger take_supervisor before insert on cases.plan       for each row execute function cases.take_supervisor();
create trigger take_supervisor before insert on cases.closure    for each row execute function cases.take_supervisor();
create trigger take_supervisor before insert on cases.assessment for each row when (new.lowers) execute function cases.take_supervisor();
create trigger take_supervisor before insert on cases.placement  for each row execute function cases.take_supervisor();
create trigger take_supervisor before insert on cases.reopening  for each row execute function cases.take_supervisor();
create trigger take_supervisor before insert on cases.refusal    for each row execute function cases.take_supervisor();
create trigger take_worker     before insert on cases.homecoming for each row execute function cases.take_worker();

create index plan_waits       on cases.plan       (supervisor_id, id) where submitted_at is not null and decided_at is null and status <> 'REPLACED';
create index closure_waits    on cases.closure    (supervisor_id, id) where decided_at is null;
create index assessment_waits on cases.assessment (supervisor_id, id) where lowers and approved_at is null;
create index placement_waits  on cases.placement  (supervisor_id, id) where state = 'PROPOSED' and approved_at is null;
create index reopening_waits  on cases.reopening  (supervisor_id, id) where decided_at is null;
create index refusal_waits    on cases.refusal    (supervisor_id, due_on, consent_id) where decided_at is null;
create index homecoming_waits on cases.homecoming (worker_id, id)
    where cross_border and departed_on is not null and arrival_confirmed_at is null and state in ('DEPARTED', 'ARRIVED');

create view cases.due_arrival with (security_invoker = true) as
    select 'cases.arrival' as kind, h.id, h.file_id, h.worker_id, f.organisation_id, h.departed_on::timestamp at time zone 'UTC' as since
      from cases.homecoming h join cases.case_file f on f.id = h.file_id and f.closed_at is null
     where h.cross_border and h.departed_on is not null and h.arrival_confirmed_at is null and h.state in ('DEPARTED', 'ARRIVED');
create view cases.due_decision with (security_invoker = true) as
    select 'cases.approve-plan' as kind, p.id, p.file_id, p.supervisor_id as worker_id, f.organisation_id, null::timestamptz as due_at
      from cases.plan p join cases.case_file f on f.id = p.file_id and f.closed_at is null
     where p.submitted_at is not null and p.decided_at is null and p.status <> 'REPLACED'
    union all
    select 'cases.decide-closure', c.id, c.file_id, c.supervisor_id, f.organisation_id, null
      from cases.closure c join cases.case_file f on f.id = c.file_id where c.decided_at is null
    union all
    select 'cases.agree-risk', a.id, a.file_id, a.supervisor_id, f.organisation_id, null
      from cases.assessment a join cases.case_file f on f.id = a.file_id and f.closed_at is null where a.lowers and a.approved_at is null
    union all
    select 'cases.approve-place', p.id, p.file_id, p.supervisor_id, f.organisation_id, null
      from cases.placement p join cases.case_file f on f.id = p.file_id and f.closed_at is null where p.state = 'PROPOSED' and p.approved_at is null
    union all
    select 'cases.decide-reopening', r.id, r.file_id, r.supervisor_id, f.organisation_id, null
      from cases.reopening r join cases.case_file f on f.id = r.file_id where r.decided_at is null
    union all
    select 'cases.decide-refusal', r.consent_id, r.file_id, r.supervisor_id, r.organisation_id, (r.due_on + 1)::timestamp at time zone 'UTC'
      from cases.refusal r join cases.case_file f on f.id = r.file_id and f.closed_at is null where r.decided_at is null;
grant select on cases.due_screening, cases.due_consent, cases.due_guardian, cases.due_assess, cases.due_plan, cases.due_review, cases.due_search,
    cases.due_arrival, cases.due_decision to akoma_protection;
