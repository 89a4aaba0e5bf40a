-- Who enters is proved by a session, never said by an id; and what enter() found out cannot be changed by hand afterwards (trust.md, G6; stack.md).

-- ---------- the entrance: one row that only the owner reads -----------------------------------------------------
-- any_moment: a demo or a test, in which time is not the wall clock's. Only the migrator can set it, and `serve` never does.
create table access.entrance (
    one        boolean constraint entrance_pk primary key default true constraint entrance_is_one check (one),
    seal_key   bytea not null default uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()),
    any_moment boolean not null default false);
insert into access.entrance default values;

-- ---------- sessions -------------------------------------------------------------------------------------------------------
-- JOB: opened for a person by the login of the jobs, or by the migrator while a scenario is replayed (any_moment). Its life is of the wall clock.
alter table access.session
    add any_moment boolean not null default false,
    drop constraint session_kind,
    add constraint session_kind check (kind in ('BROWSER', 'TOKEN', 'FEED', 'JOB')),
    add constraint session_job_life check (kind <> 'JOB' or expires_at <= opened_at + interval '12 hours'),
    add constraint session_any_moment check (kind = 'JOB' or not any_moment);

create function access.open_job(person uuid, token bytea) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
    delete from access.session s where s.kind = 'JOB' and s.expires_at <= now();
    insert into access.session (token_hash, person_id, kind, opened_at, used_at, expires_at, any_moment)
    values (token, person, 'JOB', now(), now(), now() + interval '12 hours', session_user = current_user);   -- the owner itself: a replay
end $$;
revoke execute on function access.open_job from public;
grant usage on schema access to akoma_jobs;
grant execute on function access.open_job to akoma_jobs;

-- A role or contract that is taken out of the table ends sessions like one that changes.
create or replace function access.end_sessions() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare changed jsonb := to_jsonb(case when tg_op = 'DELETE' then old else new end);
begin
    delete from access.session s where s.person_id = coalesce(changed ->> 'person_id', changed ->> 'id')::uuid;
    return null;
end $$;
create trigger role_gone_ends_sessions after delete on access.person_role for each row execute function access.end_sessions();

-- ---------- entering -------------------------------------------------------------------------------------------------------
-- access.reach_of (V100) says what a person's grants may be addressed to, and how far, by the roles that hold at this moment on this login.

-- What enter() settles, bound by a seal to this connection and this transaction: a setting that anybody may write is believed only with its seal.
create function access.seal() returns text stable parallel restricted language sql security definer set search_path = pg_catalog as $$
    select encode(sha256(h.seal_key || int4send(pg_backend_pid()) || timestamptz_send(now()) || convert_to(concat_ws('|',
               coalesce(current_setting('akoma.actor', true), ''), coalesce(current_setting('akoma.grantees', true), ''),
               coalesce(current_setting('akoma.holders', true), ''), coalesce(current_setting('akoma.ceilings', true), ''),
               coalesce(current_setting('akoma.writings', true), ''), coalesce(current_setting('akoma.everywhere', true), ''),
               coalesce(current_setting('akoma.moment', true), '')), 'UTF8')), 'hex')
      from access.entrance h $$;
create function access.is_sealed() returns boolean stable parallel restricted language sql security definer set search_path = pg_catalog as $$
    select current_setting('akoma.seal', true) = access.seal() $$;

-- For the owner's functions alone.
create function access.become(actor uuid, grantees text, everywhere int, moment timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform set_config('akoma.actor', actor::text, true), set_config('akoma.grantees', grantees, true),
            set_config('akoma.everywhere', everywhere::text, true),
            set_config('akoma.moment', to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.USZ'), true);
    perform set_config('akoma.seal', access.seal(), true);
end $$;
create function access.leave() returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform set_config('akoma.actor', '', true), set_config('akoma.grantees', '', true), set_config('akoma.holders', '', true),
            set_config('akoma.ceilings', '', true), set_config('akoma.writings', '', true), set_config('akoma.everywhere', '', true),
            set_config('akoma.moment', '', true), set_config('akoma.seal', '', true);
end $$;

create function access.idle(kind text) returns interval immutable language sql as $$
    select case kind when 'BROWSER' then interval '1 hour' when 'TOKEN' then interval '12 hours' else interval '400 days' end $$;

-- A moment is the transaction's own, within two minutes of the database's clock. In a demo and a test it is any.
create function access.is_now(moment timestamptz) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select moment between now() - interval '2 minutes' and now() + interval '2 minutes' or (select h.any_moment from access.entrance h) $$;

drop function access.enter(uuid, timestamptz);
create function access.enter(token bytea, moment timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare s access.session; reach record;
begin
    perform access.leave();
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
    perform set_config('akoma.holders', reach.holders::text, true), set_config('akoma.ceilings', reach.ceilings::text, true),
            set_config('akoma.writings', reach.writings::text, true);
    perform access.become(s.person_id, reach.grantees::text, reach.everywhere, moment);
end $$;

-- Without its seal a setting is nobody's. The moment and the ceilings carry none of their own: they are never asked without one of the others.
create or replace function access.actor() returns uuid stable language sql as $$
    select case when access.is_sealed() then nullif(current_setting('akoma.actor', true), '')::uuid end $$;
create or replace function access.grantees() returns uuid[] stable language sql as $$
    select case when access.is_sealed() then nullif(current_setting('akoma.grantees', true), '')::uuid[] end $$;
create or replace function access.holders() returns uuid[] stable language sql as $$
    select case when access.is_sealed() then nullif(current_setting('akoma.holders', true), '')::uuid[] end $$;
create or replace function access.everywhere() returns int stable language sql as $$
    select case when coalesce(current_setting('akoma.everywhere', true), '') in ('', '0') then 0
                when access.is_sealed() then current_setting('akoma.everywhere', true)::int else 0 end $$;

revoke execute on function access.seal, access.is_sealed, access.become, access.leave, access.idle, access.is_now, access.enter, access.end_sessions from public;
grant execute on function access.is_sealed, access.enter to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;
