-- Without a foster family the allowance is for a night of immediate shelter alone: clothes and food are no foster family. It is asked again when the payment is
-- approved: a service that was opened for the request and closed after it pays nothing, nor does a home that was ended since.
create or replace function assistance.lacks_foster_family(file uuid, service uuid, type text) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select lacks_foster_family.type = 'FOSTER_ALLOWANCE'
       and not exists (select from cases.placement p where p.file_id = lacks_foster_family.file and p.kind = 'FOSTER_FAMILY' and p.state in ('CURRENT', 'ENDED')
                          and p.approved_by is not null and coalesce(p.until, 'infinity') > (access.moment() at time zone 'UTC')::date - 31)
       and not exists (select from assistance.service s where s.id = lacks_foster_family.service and s.file_id = lacks_foster_family.file
                          and s.code = 'IMM_SHELTER' and s.started_at <= access.moment() and s.ended_at is null) $$;
create trigger to_a_foster_family_still before update of state on assistance.payment for each row
    when (new.state = 'APPROVED' and old.state <> 'APPROVED' and new.type = 'FOSTER_ALLOWANCE') execute function assistance.to_a_foster_family();
create or replace function assistance.payment_stops(payment uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select coalesce((select assistance.money_stops(p.file_id, p.service_id, p.type, p.requested_at)
                            or p.state = 'REQUESTED' and assistance.lacks_foster_family(p.file_id, p.service_id, p.type)
                       from assistance.payment p
                      where p.id = payment_stops.payment and p.state in ('REQUESTED', 'APPROVED')
                        and (assistance.acts_as('PROJECT_MANAGER') or assistance.acts_as('FINANCE_OFFICER') or access.sees(p.file_id, 32, false))), false) $$;
