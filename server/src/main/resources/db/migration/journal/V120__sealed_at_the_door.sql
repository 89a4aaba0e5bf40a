-- The door's entry is written by who the account belongs to, made known with the seal like everybody who enters.
create or replace function journal.note_at_the_door(person uuid, act text, body bytea, moment timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
    if act not like 'access.%' or not access.is_now(moment) or not exists (select from access.person p where p.id = person) then
        raise exception 'journal.not-at-the-door' using errcode = 'insufficient_privilege';
    end if;
    perform access.become(person, '{}', 0, moment);
    insert into journal.entry (chain, act, section, body) values (person, act, 256, body);
    perform access.leave();
end $$;
