-- What waits about a record ends when the record is changed: nobody can agree any more to what was shown, and who asked hears it and asks anew (trust.md 2).
create function access.end_waiting(kinds text[], subject uuid, below int) returns void language plpgsql security definer set search_path = pg_catalog as $$
declare d record;
begin
    for d in update access.decision x set state = 'REPLACED', ended_at = access.moment()
              where x.subject = end_waiting.subject and x.kind = any (kinds) and x.state = 'WAITING' and (below is null or x.version < below)
             returning x.id, x.proposed_by loop
        perform access.end_deputy_grants(d.id);
        if d.proposed_by is distinct from access.actor() then perform access.ring(array[d.proposed_by], 'task'); end if;
    end loop;
end $$;
-- The arguments: the column with the subject of the decision, then the kinds.
create function access.changed_waits_no_more() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform access.end_waiting(tg_argv[1:], (to_jsonb(new) ->> tg_argv[0])::uuid, new.version);
    return null;
end $$;
revoke execute on function access.end_waiting, access.changed_waits_no_more from public;
