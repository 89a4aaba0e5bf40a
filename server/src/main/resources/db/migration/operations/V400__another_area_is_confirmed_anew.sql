-- The area is sealed for the police alone: that it changed is what care's confirmation hangs on (slips/V400).
create function operations.asked_anew() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    update slips.care_request set plan_version = plan_version + 1, country = new.country, starts_on = new.starts_on where operation_id = new.id;
    return null;
end $$;
revoke execute on function operations.asked_anew from public;
create trigger asked_anew after update of country, starts_on, area on operations.operation for each row
    when (old.status = 'PLANNED' and (new.country, new.starts_on, new.area) is distinct from (old.country, old.starts_on, old.area))
    execute function operations.asked_anew();

-- What runs was confirmed as it is: it moves to no other country, day or area.
create function operations.runs_as_confirmed() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    raise exception 'operations.runs-as-confirmed' using errcode = 'check_violation';
end $$;
revoke execute on function operations.runs_as_confirmed from public;
create trigger runs_as_confirmed before update of country, starts_on, area on operations.operation for each row
    when (old.status = 'RUNNING' and current_user = 'akoma_enforcement'
          and (new.country, new.starts_on, new.area) is distinct from (old.country, old.starts_on, old.area))
    execute function operations.runs_as_confirmed();
