-- An entry is written into the chain of a file by who comes to that file, in this moment or until this moment, or oversees it; into no other child's.
create function journal.keep_chains() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare me uuid := access.actor(); mine uuid[]; now timestamptz := access.moment();                  -- asked once a statement: each proves the seal anew
begin
    if session_user not in ('akoma_protection', 'akoma_enforcement', 'akoma_administration') or me is null or access.everywhere() <> 0 then return null; end if;
    mine := access.holders();
    if exists (select from (select distinct a.chain from added a where a.actor = me and a.chain <> me offset 0) c
                where not exists (select from access.file_grant g where g.file_id = c.chain and g.holder = any (mine)
                                     and g.valid_from <= now and g.valid_until >= now)) then
        raise exception 'journal.not-ones-own-file' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create trigger keep_chains after insert on journal.entry referencing new table as added for each statement execute function journal.keep_chains();
revoke execute on function journal.keep_chains from public;
