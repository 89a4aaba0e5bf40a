-- T2 is about the child, not about who brought it: the clocks of screening and of care after sexual violence begin with the hand-over, or with
-- the registration of a child whom nobody handed over (requirements.md 2.4).
create or replace function cases.weigh_urgent_care(file uuid) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
    delete from cases.urgent_care c where c.file_id = file and not exists (
        select from cases.exploitation x where x.file_id = file and cases.is_sexual_violence(x.types, x.control));
    insert into cases.urgent_care as c (file_id, worker_id, organisation_id, since, done_at)
        select f.id, f.worker_id, f.organisation_id, coalesce(f.handed_at, f.registered_at),
               (select min(m.at) from cases.medical m where m.file_id = f.id and m.kind = 'TREATMENT')
          from cases.case_file f join cases.exploitation x on x.file_id = f.id
         where f.id = file and cases.is_sexual_violence(x.types, x.control)
        on conflict on constraint urgent_care_pk do update set worker_id = excluded.worker_id, organisation_id = excluded.organisation_id,
            since = excluded.since, done_at = least(excluded.done_at, c.done_at);
end $$;
do $$ begin
    perform cases.weigh_urgent_care(x.file_id) from cases.exploitation x where cases.is_sexual_violence(x.types, x.control);
end $$;

-- A service says that the child was screened or treated, as a medical record does: who gave it need not write it twice.
create function cases.care_was_given(file uuid, kind text, at timestamptz) returns void language sql security definer set search_path = pg_catalog as $$
    update cases.case_file f set medical_screened_at = at where kind = 'SCREENING' and f.id = file and f.medical_screened_at is null;
    update cases.urgent_care c set done_at = least(c.done_at, at) where kind = 'TREATMENT' and c.file_id = file $$;
revoke execute on function cases.care_was_given from public;

drop index cases.case_file_owes_screening;
create index case_file_owes_screening on cases.case_file (worker_id, (coalesce(handed_at, registered_at)), id) where medical_screened_at is null and closed_at is null;
create or replace view cases.due_screening with (security_invoker = true) as
    select 'cases.screening' as kind, id, id as file_id, worker_id, organisation_id, coalesce(handed_at, registered_at) as since
      from cases.case_file where medical_screened_at is null and closed_at is null;
create or replace view cases.was_due_file with (security_invoker = true) as
    select 'cases.' || c.kind as kind, f.id, f.id as file_id, f.worker_id, f.supervisor_id, f.organisation_id, c.since, c.due_at, c.done_at, f.closed_at
      from cases.case_file f
     cross join lateral (values
        ('screening', coalesce(f.handed_at, f.registered_at), null::timestamptz, f.medical_screened_at),
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
