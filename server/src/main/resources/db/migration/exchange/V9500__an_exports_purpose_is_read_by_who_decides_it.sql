-- What an export is for, and who asked, is read by who asked, by the supervisors who may decide it or did, and by the data protection officer: not by every
-- supervisor of the country. Of an older one, by who asked or decided.
create function exchange.decides_request(request uuid, asked timestamptz) returns boolean stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return asked > access.moment() - interval '30 days' and exchange.supervises() and access.holds_what_leaves(request, access.actor());
end $$;
revoke execute on function exchange.decides_request from public;
grant execute on function exchange.decides_request to akoma_protection;
alter policy mine on exchange.export_request
    using ((select access.actor()) in (requested_by, supervisor_id, refused_by) or exchange.decides_request(id, requested_at));
alter policy supervised on exchange.export_request
    using ((select access.actor()) in (requested_by, supervisor_id, refused_by) or exchange.decides_request(id, requested_at));
