-- A person puts off tasks of their own list alone, for two weeks at most.
create trigger by_oneself after insert on tasks.snooze referencing new table as added for each statement execute function access.by_oneself('person_id');
alter table tasks.snooze add constraint snooze_for_days check (until <= (at at time zone 'UTC')::date + 15) not valid;

-- A round is claimed for minutes, and for no day to come: a claim without end would stop the morning's bells.
create function tasks.keep_round() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if new.day > (now() at time zone 'UTC')::date + 1 or new.claimed_until > now() + interval '1 hour' then
        raise exception 'tasks.round-ahead' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger keep_round before insert or update on tasks.round for each row execute function tasks.keep_round();
revoke execute on function tasks.keep_round from public;
