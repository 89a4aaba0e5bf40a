-- The custodian of the journal reads which operation an entry is about by its code; of the operation itself they read nothing.
create function operations.codes_of(wanted uuid[]) returns table (id uuid, code text)
language sql stable security definer set search_path = pg_catalog as $$
    select o.id, o.code from operations.operation o where o.id = any (wanted)
$$;
create function operations.operation_of(wanted text) returns uuid
language sql stable security definer set search_path = pg_catalog as $$
    select o.id from operations.operation o where o.code = wanted
$$;
revoke execute on function operations.codes_of, operations.operation_of from public;
grant usage on schema operations to akoma_custody;
grant execute on function operations.codes_of, operations.operation_of to akoma_custody;
