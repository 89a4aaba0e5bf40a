-- The application writes its morning round outside any person's session; an administrator ends none.
create function tasks.round_of_the_house() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if current_user = 'akoma_administration' and access.actor() is not null then
        raise exception 'tasks.round-of-the-house' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create trigger round_of_the_house before insert or update or delete on tasks.round for each statement execute function tasks.round_of_the_house();
revoke execute on function tasks.round_of_the_house from public;
