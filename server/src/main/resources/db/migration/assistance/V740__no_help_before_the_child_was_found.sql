-- Nothing is given to a child before the child was found, or the clocks of the first days would end on a typed day of years ago.
create trigger not_before_found before insert or update of started_at on assistance.service for each row
    when (new.started_at is not null) execute function cases.not_before_found('started_at');
create trigger not_before_found before insert or update of starts_on on assistance.enrolment for each row
    execute function cases.not_before_found('starts_on');
create function assistance.first_day(file uuid) returns date stable language sql security definer set search_path = pg_catalog as $$
    select case when access.sees(file, 511, false) then cases.found_on(file) end $$;
revoke execute on function assistance.first_day from public;
grant execute on function assistance.first_day to akoma_protection;
