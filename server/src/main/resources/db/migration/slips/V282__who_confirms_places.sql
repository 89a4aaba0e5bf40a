-- Whom to ring when the police ask care for places: those whom slips.confirms_care lets confirm it. The police see nobody of care but the workers to
-- whom a child is handed; of these they get ids, which open nothing.
create function slips.confirming(structure uuid) returns setof uuid stable language sql security definer set search_path = pg_catalog as $$
    select distinct r.person_id from access.person_role r join access.person p on p.id = r.person_id
     where (r.role = 'PROJECT_MANAGER' or r.role = 'CASE_SUPERVISOR' and (r.organisation_id = structure or access.is_deputy(r.person_id, structure)))
       and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()
       and p.contract_from <= (access.moment() at time zone 'UTC')::date and p.contract_until > (access.moment() at time zone 'UTC')::date $$;
revoke execute on function slips.confirming from public;
grant execute on function slips.confirming to akoma_enforcement;
