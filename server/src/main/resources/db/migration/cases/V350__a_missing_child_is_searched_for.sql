-- Whether who acts reports, in an alert that runs, that the child is missing.
create function cases.reports_missing(file uuid) returns boolean stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return exists (select from followup.alert a where a.file_id = file and a.type = 'MISSING' and a.closed_at is null
                      and (a.raised_by = access.actor() or exists (select from followup.alert_action x where x.alert_id = a.id and x.kind = 'REPORTED_AGAIN'
                                                                      and x.taken_by = access.actor())));
end $$;
-- A child who ran away or was taken, or of whom an alert says that it is missing, is searched for from the moment at which that is written, by any person
-- (trust.md 4): the file's flag and the first step of the search. A shelter writes it of its own stay, and sees neither. False: there was nothing to begin.
create function cases.begin_search(file uuid, step uuid, words bytea) returns boolean language plpgsql security definer set search_path = pg_catalog as $$
declare last cases.placement;
begin
    if not access.sees(file, 16, true) and not cases.houses(file) and not cases.reports_missing(file) then return false; end if;
    select * into last from cases.placement p where p.file_id = file and p.state in ('CURRENT', 'ENDED')
     order by p.state = 'CURRENT' desc, p.until desc nulls first, p.id desc limit 1;
    if coalesce(last.end_reason, '') not in ('RAN_AWAY', 'TAKEN_AWAY') and not cases.reports_missing(file)
       or exists (select from cases.case_file f where f.id = file and (f.lost_since is not null or f.status in ('CLOSED', 'TRANSFERRED'))) then
        return false;
    end if;
    update cases.case_file f set lost_since = (access.moment() at time zone 'UTC')::date, updated_at = access.moment(), version = f.version + 1
     where f.id = file;
    insert into cases.turn (file_id, at, what, value) values (file, access.moment(), 'LOST', (access.moment() at time zone 'UTC')::date::text);
    insert into cases.search_step (id, file_id, step, at, sealed, recorded_by) values (step, file, 'FLAGGED', access.moment(), words, access.actor());
    return true;
end $$;
revoke execute on function cases.begin_search, cases.reports_missing from public;
grant execute on function cases.begin_search to akoma_protection;
