-- At the door nobody is inside yet, so that nobody could write. The door's own login notes what happens there in the chain of the person
-- whose account it was, whether or not it was they who stood there; it can note nothing else.
create function journal.note_at_the_door(person uuid, act text, body bytea, moment timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
    if act not like 'access.%' or not exists (select from access.person p where p.id = person) then
        raise exception 'journal.not-at-the-door' using errcode = 'insufficient_privilege';
    end if;
    perform set_config('akoma.actor', person::text, true), set_config('akoma.moment', moment::text, true);
    insert into journal.entry (chain, act, section, body) values (person, act, 256, body);
    perform set_config('akoma.actor', '', true), set_config('akoma.moment', '', true);
end $$;
revoke execute on function journal.note_at_the_door from public;
grant execute on function journal.note_at_the_door to akoma_administration;
