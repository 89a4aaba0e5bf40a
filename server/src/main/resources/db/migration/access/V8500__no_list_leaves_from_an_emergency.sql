-- The files that the actor holds by a running emergency access and by nothing else, by code: their lines leave in no list as a file (trust.md G1).
create function access.in_emergency_alone() returns setof text stable language sql security definer set search_path = pg_catalog as $$
    select b.file_code from access.break_glass b
     where b.person_id = access.actor() and b.until > access.moment()
       and exists (select from access.held h where h.file_id = b.file_id and h.reason = 'BREAK_GLASS')
       and not exists (select from access.held h where h.file_id = b.file_id and h.reason <> 'BREAK_GLASS' and h.reads <> 0) $$;
revoke execute on function access.in_emergency_alone from public;
grant execute on function access.in_emergency_alone to akoma_protection;
