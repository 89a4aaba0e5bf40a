-- The same as the due view, of any past day: a place that needs a court's order waits for it from the first day there to its last (T12).
create view cases.was_due_care_order with (security_invoker = true) as
    select 'cases.care-order' as kind, p.id, p.file_id, f.worker_id, f.organisation_id, p.since::timestamp at time zone 'UTC' as since,
           (p.care_order_due + 1)::timestamp at time zone 'UTC' as due_at, p.care_order_on::timestamp at time zone 'UTC' as done_at,
           least(p.until::timestamp at time zone 'UTC', f.closed_at) as closed_at
      from cases.placement p join cases.case_file f on f.id = p.file_id
     where p.state in ('CURRENT', 'ENDED') and p.care_order_due is not null;
grant select on cases.was_due_care_order to akoma_protection;
