-- The limits in which this installation differs from the defaults, for the functions that keep them (access.limit_of). Written at each start by the
-- owner alone: a limit that a login of the application could write would limit nobody who has taken that login.
create table reference.limit_in_force (
    key   text constraint limit_in_force_pk primary key,
    value int not null constraint limit_in_force_value check (value >= 0));
create or replace function access.limit_of(key text, standard int) returns int
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
    return coalesce((select l.value from reference.limit_in_force l where l.key = limit_of.key), standard);
end $$;
