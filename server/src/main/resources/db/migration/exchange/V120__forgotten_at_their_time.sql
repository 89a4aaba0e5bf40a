-- What is under way is forgotten when its time has come, and not when a login says that it has (F17).
create or replace function exchange.forget_uploads(moment timestamptz) returns bigint language sql security definer set search_path = pg_catalog as $$
    with gone as (delete from exchange.upload u where u.until <= moment and access.is_now(moment) returning 1) select count(*) from gone $$;
