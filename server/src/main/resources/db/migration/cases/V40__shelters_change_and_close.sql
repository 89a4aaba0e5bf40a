-- A shelter changes its places and rules and closes one day; how full it was can be drawn; a care order is due where the country asks for one.
alter table cases.shelter add column closed_on date;                   -- the first day on which nobody stays there any more
create function cases.occupied_days(shelter uuid, first date, last date) returns table (day date, occupied bigint)
stable language sql security definer set search_path = pg_catalog as $$
    select d.at::date, (select count(*) from cases.placement p where p.shelter_id = shelter and p.since <= d.at::date and coalesce(p.until, 'infinity') > d.at::date)
      from generate_series(first, least(last, first + 366), interval '1 day') d(at) order by 1 $$;
revoke execute on function cases.occupied_days from public;
grant execute on function cases.occupied_days to akoma_protection;

alter table cases.placement add column care_order_due date;            -- by the country's rule (T12); null where none is asked
update cases.placement set care_order_due = since + 7 where country = 'GH' and kind in ('SHELTER', 'RESIDENTIAL_CARE');
create index placement_care_order on cases.placement (care_order_due, file_id) where state = 'CURRENT' and care_order_on is null and care_order_due is not null;
create view cases.due_care_order with (security_invoker = true) as
    select 'cases.care-order' as kind, p.id, p.file_id, f.worker_id, f.organisation_id, p.care_order_due as due_on
      from cases.placement p join cases.case_file f on f.id = p.file_id
     where p.state = 'CURRENT' and p.care_order_on is null and p.care_order_due is not null and f.status not in ('CLOSED', 'TRANSFERRED');
grant select on cases.due_care_order to akoma_protection;
