-- The states of a return follow each other as Homecoming.State says: nobody who has departed or arrived is on the way again.
create function cases.keep_order() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if not new.state = any (case old.state when 'PLANNED' then '{ACCEPTED,SUSPENDED,DEPARTED,CANCELLED}'::text[]
                                           when 'ACCEPTED' then '{SUSPENDED,DEPARTED,CANCELLED}'
                                           when 'SUSPENDED' then '{PLANNED,ACCEPTED,CANCELLED}'
                                           when 'DEPARTED' then '{ARRIVED}' else '{}' end) then
        raise exception 'cases.homecoming-order' using errcode = 'check_violation';
    end if;
    return new;
end $$;
-- Named to come before what each state asks.
create trigger in_order before update of state on cases.homecoming for each row
    when (session_user = 'akoma_protection' and new.state <> old.state) execute function cases.keep_order();
revoke execute on function cases.keep_order from public;
