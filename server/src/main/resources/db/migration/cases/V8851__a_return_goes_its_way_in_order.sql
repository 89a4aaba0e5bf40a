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

-- A day of acceptance is written by the step that accepts, not beside a return that is planned or stopped.
create function cases.accepted_by_a_step() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if new.accepted_on is distinct from old.accepted_on then
        raise exception 'cases.accepted-by-a-step' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger in_order_accepted before insert or update on cases.homecoming for each row
    when (session_user = 'akoma_protection' and new.state in ('PLANNED', 'SUSPENDED') and new.accepted_on is not null) execute function cases.accepted_by_a_step();
revoke execute on function cases.keep_order, cases.accepted_by_a_step from public;
