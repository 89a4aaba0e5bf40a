-- A child who ran away or was taken is searched for from the moment at which that is written, by any person (trust.md 4): the file's flag and the
-- first step of the search. A shelter writes it of its own stay, and sees neither. False: there was nothing to begin.
create function cases.begin_search(file uuid, step uuid, words bytea) returns boolean language plpgsql security definer set search_path = pg_catalog as $$
declare last cases.placement;
begin
    if not access.sees(file, 16, true) and not cases.houses(file) then return false; end if;
    select * into last from cases.placement p where p.file_id = file and p.state in ('CURRENT', 'ENDED')
     order by p.state = 'CURRENT' desc, p.until desc nulls first, p.id desc limit 1;
    if last.end_reason is null or last.end_reason not in ('RAN_AWAY', 'TAKEN_AWAY')
       or exists (select from cases.case_file f where f.id = file and f.lost_since is not null) then
        return false;
    end if;
    update cases.case_file f set lost_since = (access.moment() at time zone 'UTC')::date, updated_at = access.moment(), version = f.version + 1
     where f.id = file;
    insert into cases.turn (file_id, at, what, value) values (file, access.moment(), 'LOST', (access.moment() at time zone 'UTC')::date::text);
    insert into cases.search_step (id, file_id, step, at, sealed, recorded_by) values (step, file, 'FLAGGED', access.moment(), words, access.actor());
    return true;
end $$;
revoke execute on function cases.begin_search from public;
grant execute on function cases.begin_search to akoma_protection;
