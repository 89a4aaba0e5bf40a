-- A session that only reads changes nothing, whatever the application would let through: a token for reading, and what the house opens for its
-- rounds. What reading itself leaves behind (the journal, the use of a session) is written all the same.
alter table access.session
    drop constraint session_scope_of_tokens,
    add constraint session_scope_of_kinds check (kind in ('TOKEN', 'JOB') or scope = 'ALL');

-- The mark is under the seal like all that enter() settles: taking it away by hand makes the actor nobody.
create or replace function access.seal() returns text stable parallel restricted language sql security definer set search_path = pg_catalog as $$
    select encode(sha256(h.seal_key || int4send(pg_backend_pid()) || timestamptz_send(now()) || convert_to(concat_ws('|',
               coalesce(current_setting('akoma.actor', true), ''), coalesce(current_setting('akoma.grantees', true), ''),
               coalesce(current_setting('akoma.holders', true), ''), coalesce(current_setting('akoma.ceilings', true), ''),
               coalesce(current_setting('akoma.writings', true), ''), coalesce(current_setting('akoma.everywhere', true), ''),
               coalesce(current_setting('akoma.moment', true), ''), coalesce(current_setting('akoma.reads', true), '')), 'UTF8')), 'hex')
      from access.entrance h $$;
-- In one function with one question: 5 instead of 15 microseconds, asked once for each table of a statement.
create or replace function access.is_sealed() returns boolean stable parallel restricted
language plpgsql security definer set search_path = pg_catalog as $$
declare secret bytea;
begin
    select e.seal_key into secret from access.entrance e;
    return current_setting('akoma.seal', true) = encode(sha256(secret || int4send(pg_backend_pid()) || timestamptz_send(now()) || convert_to(concat_ws('|',
               coalesce(current_setting('akoma.actor', true), ''), coalesce(current_setting('akoma.grantees', true), ''),
               coalesce(current_setting('akoma.holders', true), ''), coalesce(current_setting('akoma.ceilings', true), ''),
               coalesce(current_setting('akoma.writings', true), ''), coalesce(current_setting('akoma.everywhere', true), ''),
               coalesce(current_setting('akoma.moment', true), ''), coalesce(current_setting('akoma.reads', true), '')), 'UTF8')), 'hex');
end $$;
create or replace function access.leave() returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform set_config('akoma.actor', '', true), set_config('akoma.grantees', '', true), set_config('akoma.holders', '', true),
            set_config('akoma.ceilings', '', true), set_config('akoma.writings', '', true), set_config('akoma.everywhere', '', true),
            set_config('akoma.moment', '', true), set_config('akoma.reads', '', true), set_config('akoma.seal', '', true);
end $$;
create or replace function access.enter(token bytea, moment timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare s access.session; reach record; overall int;
begin
    select * into s from access.session o
     where o.token_hash = token and o.kind <> 'FEED' and case when o.kind = 'JOB' then o.expires_at > now()
                                         else o.expires_at > moment and o.used_at > moment - access.idle(o.kind) end
       and exists (select from access.person p where p.id = o.person_id and p.compartment = session_user);
    if not found then raise exception 'access.session-ended' using errcode = 'insufficient_privilege'; end if;
    if not s.any_moment and not access.is_now(moment) then
        raise exception 'access.not-now' using errcode = 'insufficient_privilege', hint = 'The clocks of the application and of the database differ.';
    end if;
    if s.holders is null or moment < s.reach_from or moment >= s.reach_until then
        select * into reach from access.reach_of(s.person_id, session_user, moment);
        if reach.holders is null then raise exception 'access.no-role' using errcode = 'insufficient_privilege'; end if;
        s.grantees := reach.grantees::text;
        s.holders := reach.holders::text;
        s.ceilings := reach.ceilings;
        s.writings := reach.writings;
        overall := reach.everywhere;
    else
        overall := access.everywhere_of(s.holders::uuid[], s.ceilings, moment);
    end if;
    -- A round counts what is due and asks nobody's name: its session opens no section IDENTITY (1).
    if s.kind = 'JOB' and s.scope = 'READ' then
        s.ceilings := array(select x.reads & ~1 from unnest(s.ceilings) with ordinality x(reads, way) order by x.way);
        overall := overall & ~1;
    end if;
    perform set_config('akoma.actor', s.person_id::text, true), set_config('akoma.grantees', s.grantees, true),
            set_config('akoma.holders', s.holders, true), set_config('akoma.ceilings', s.ceilings::text, true),
            set_config('akoma.writings', s.writings::text, true), set_config('akoma.everywhere', overall::text, true),
            set_config('akoma.moment', to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.USZ'), true),
            set_config('akoma.reads', case when s.scope = 'READ' then '1' else '' end, true);
    perform set_config('akoma.seal', access.seal(), true);
end $$;

-- A statement of a session that reads ends here, also inside the owner's functions.
create function access.refuse_reading_sessions() returns trigger language plpgsql as $$
begin
    if current_setting('akoma.reads', true) = '1' then raise exception 'access.session-reads-only' using errcode = 'insufficient_privilege'; end if;
    return null;
end $$;
-- On every table that is not the trace of reading itself. Called after the migrations of every start, so that no room can forget its tables.
create procedure access.guard_against_reading_sessions() language plpgsql as $p$
declare tab regclass;
begin
    for tab in select c.oid from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
                where c.relkind in ('r', 'p') and not c.relispartition and pg_catalog.pg_get_userbyid(c.relowner) = current_user
                  and n.nspname not in ('journal', 'vault', 'akoma_history', 'public') and n.nspname !~ '^pg_'
                  and c.oid not in ('access.session'::regclass, 'access.attempt'::regclass)
                  and not exists (select from pg_catalog.pg_trigger t where t.tgrelid = c.oid and t.tgname = 'refuse_reading_sessions')
    loop
        execute format('create trigger refuse_reading_sessions before insert or update or delete or truncate on %s
                        for each statement execute function access.refuse_reading_sessions()', tab);
    end loop;
end $p$;

-- A round looks once at each person. Its login opens sessions only while a round is under way (tasks.round, which another login writes), and three a day
-- for one person, for a round that was taken up again after a crash: with its password alone nobody reads as anybody they like at any hour.
create table access.round_session (
    person_id uuid not null constraint round_session_person references access.person,
    day       date not null,
    opened    int not null,
    constraint round_session_pk primary key (person_id, day));
alter table access.round_session enable row level security;
create function access.round_comes_to(person uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
declare today date := (now() at time zone 'UTC')::date; times int;
begin
    if (select e.any_moment from access.entrance e) then return true; end if;         -- the time of a demo is not that of the wall
    if not exists (select from tasks.round r where r.ended_at is null and r.claimed_until > now() - interval '2 minutes') then return false; end if;
    delete from access.round_session r where r.day < today;
    insert into access.round_session as r values (round_comes_to.person, today, 1)
        on conflict (person_id, day) do update set opened = r.opened + 1 returning r.opened into times;
    return times <= 3;
end $$;

-- The login of the jobs opens a session only for the house's rounds: of the care side, for reading, for ten minutes. The owner opens one for a
-- command of the operator (an import, an export), in the name of any person, and at any moment.
create or replace function access.open_job(person uuid, token bytea) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare by_owner boolean := session_user = current_user;
begin
    delete from access.session s where s.kind = 'JOB' and s.expires_at <= now();
    if not by_owner and not (exists (select from access.person p where p.id = open_job.person and p.compartment = 'akoma_protection')
                             and access.round_comes_to(person)) then
        raise exception 'access.not-for-a-round' using errcode = 'insufficient_privilege';
    end if;
    insert into access.session (token_hash, person_id, kind, scope, opened_at, used_at, expires_at, any_moment)
    values (token, person, 'JOB', case when by_owner then 'ALL' else 'READ' end, now(), now(),
            now() + case when by_owner then interval '12 hours' else interval '10 minutes' end, by_owner);
end $$;
revoke execute on function access.refuse_reading_sessions, access.round_comes_to from public;
revoke execute on procedure access.guard_against_reading_sessions from public;
