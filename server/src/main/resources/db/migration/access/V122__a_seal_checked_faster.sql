-- The same check in one function with one question: 5 instead of 15 microseconds, asked once for each table of a statement.
create or replace function access.is_sealed() returns boolean stable parallel restricted
language plpgsql security definer set search_path = pg_catalog as $$
declare secret bytea;
begin
    select e.seal_key into secret from access.entrance e;
    return current_setting('akoma.seal', true) = encode(sha256(secret || int4send(pg_backend_pid()) || timestamptz_send(now()) || convert_to(concat_ws('|',
               coalesce(current_setting('akoma.actor', true), ''), coalesce(current_setting('akoma.grantees', true), ''),
               coalesce(current_setting('akoma.holders', true), ''), coalesce(current_setting('akoma.ceilings', true), ''),
               coalesce(current_setting('akoma.writings', true), ''), coalesce(current_setting('akoma.everywhere', true), ''),
               coalesce(current_setting('akoma.moment', true), '')), 'UTF8')), 'hex');
end $$;

-- The same entering with fewer steps: an exception ends the transaction, so that nothing need be emptied first.
create or replace function access.enter(token bytea, moment timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare s access.session; reach record;
begin
    select * into s from access.session o
     where o.token_hash = token and case when o.kind = 'JOB' then o.expires_at > now()
                                         else o.expires_at > moment and o.used_at > moment - access.idle(o.kind) end
       and exists (select from access.person p where p.id = o.person_id and p.compartment = session_user);
    if not found then raise exception 'access.session-ended' using errcode = 'insufficient_privilege'; end if;
    if not s.any_moment and not access.is_now(moment) then
        raise exception 'access.not-now' using errcode = 'insufficient_privilege', hint = 'The clocks of the application and of the database differ.';
    end if;
    select * into reach from access.reach_of(s.person_id, session_user, moment);
    if reach.holders is null then raise exception 'access.no-role' using errcode = 'insufficient_privilege'; end if;
    perform set_config('akoma.actor', s.person_id::text, true), set_config('akoma.grantees', reach.grantees::text, true),
            set_config('akoma.holders', reach.holders::text, true), set_config('akoma.ceilings', reach.ceilings::text, true),
            set_config('akoma.writings', reach.writings::text, true), set_config('akoma.everywhere', reach.everywhere::text, true),
            set_config('akoma.moment', to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.USZ'), true);
    perform set_config('akoma.seal', access.seal(), true);
end $$;
