-- An export that names nobody is decided by a supervisor of the structure of who asks, or of a structure that holds one of the files that leave; before,
-- every supervisor of the country could, and all of them were asked.
create function exchange.supervises_one_of(asker uuid, files uuid[], who uuid) returns boolean
stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.person_role r
        where r.person_id = who and r.role = 'CASE_SUPERVISOR'
          and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()
          and (exists (select from access.person_role a where a.person_id = asker and a.organisation_id = r.organisation_id
                          and a.approved_at <= access.moment() and a.valid_from <= access.moment() and a.valid_until > access.moment())
            or exists (select from cases.case_file f where f.id = any (files) and f.organisation_id = r.organisation_id))) $$;

create or replace function access.holds_what_leaves(request uuid, who uuid) returns boolean
stable language plpgsql security definer set search_path = pg_catalog as $$
declare named uuid[] := array(select c.child_id from exchange.export_child c where c.request_id = request and c.named);
begin
    if named <> '{}' then return access.holds_all(named, who); end if;
    return exchange.supervises_one_of((select e.requested_by from exchange.export_request e where e.id = request),
                                      array(select c.child_id from exchange.export_child c where c.request_id = request), who);
end $$;

create or replace function exchange.foreseen() returns table (files bigint, names bigint, deciders text[])
stable language sql security definer set search_path = pg_catalog as $$
    with leaving as materialized (
            select coalesce(array_agg(l.child_id), '{}') as files, coalesce(array_agg(l.child_id) filter (where l.named), '{}') as named
              from exchange.would_leave() l)
    select cardinality(l.files)::bigint, cardinality(l.named)::bigint,
           array(select p.code from access.person p
                  where p.id <> access.actor() and p.contract_from <= (access.moment() at time zone 'UTC')::date and p.contract_until > (access.moment() at time zone 'UTC')::date
                    and exists (select from access.person_role r where r.person_id = p.id and r.role = 'CASE_SUPERVISOR'
                                   and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment())
                    and case when l.named <> '{}' then access.holds_all(l.named, p.id) else exchange.supervises_one_of(access.actor(), l.files, p.id) end
                  order by p.code limit 20)
      from leaving l where access.actor() is not null $$;
revoke execute on function exchange.supervises_one_of from public;
