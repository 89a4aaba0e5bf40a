-- The files of which a running emergency access of the actor opens more than the other grants do: no line of them leaves in a list as a file or in an
-- export, since their columns would be filled with what the emergency opens (trust.md G1).
create function access.opened_in_emergency() returns table (file_id uuid, file_code text)
stable language sql security definer set search_path = pg_catalog as $$
    select distinct b.file_id, b.file_code from access.break_glass b
     where b.person_id = access.actor() and b.until > access.moment()
       and (select coalesce(bit_or(h.reads) filter (where h.reason = 'BREAK_GLASS'), 0) & ~coalesce(bit_or(h.reads) filter (where h.reason <> 'BREAK_GLASS'), 0)
              from access.held h where h.file_id = b.file_id) <> 0 $$;
revoke execute on function access.opened_in_emergency from public;
grant execute on function access.opened_in_emergency to akoma_protection;
