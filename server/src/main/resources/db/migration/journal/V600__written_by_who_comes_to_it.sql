-- An entry is written into the chain of a file by who comes to that file, in this moment or until this moment, or oversees it; into no other child's.
create function journal.may_note(chain uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select chain = access.actor() or access.everywhere() <> 0
        or exists (select from access.file_grant g where g.file_id = chain and g.holder = any (access.holders())
                      and g.valid_from <= access.moment() and g.valid_until >= access.moment()) $$;
revoke execute on function journal.may_note from public;
create function journal.keep_chains() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user in ('akoma_protection', 'akoma_enforcement', 'akoma_administration') and access.actor() is not null
       and exists (select from (select distinct a.chain from added a where a.actor = access.actor()) c where not journal.may_note(c.chain)) then
        raise exception 'journal.not-ones-own-file' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create trigger keep_chains after insert on journal.entry referencing new table as added for each statement execute function journal.keep_chains();
revoke execute on function journal.keep_chains from public;
