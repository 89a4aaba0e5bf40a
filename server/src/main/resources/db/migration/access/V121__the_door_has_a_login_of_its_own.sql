-- Before anybody is known the application stands at the door with a login that may call these functions and read nothing: it is given a salt, never
-- a hash; it opens a session only with the right password, and judges a code only after that (docs/decisions/sign-in-and-sessions.md).
create schema door;
grant usage on schema door to akoma_door;

-- ---------- what is kept -------------------------------------------------------------------------------------------------
alter table access.session
    add id      uuid not null default gen_random_uuid() constraint session_id unique,
    add scope   text not null default 'ALL' constraint session_scope check (scope in ('ALL', 'READ')),
    add network text,                              -- where it was opened: 192.0.2.0/24, never a whole address
    add device  text,                              -- the browser and system that its request named
    add constraint session_scope_of_tokens check (kind = 'TOKEN' or scope = 'ALL');
alter table access.credential
    drop failed, drop locked_until,
    add one_time_until timestamptz,                -- a password that somebody else made opens the door until then
    add totp_pending   bytea,                      -- proposed and not shown to work yet
    add rest_hash      text,                       -- of the second half of a password that two people handed over; password_hash is then the first's
    add rest_awaited   boolean not null default false,             -- nobody handed the second half over yet: the door stays shut
    add constraint credential_rest check (not rest_awaited or rest_hash is null),
    add constraint credential_one_time check (must_change or one_time_until is null);
drop table access.stranger;
-- Wrong tries, by a hash of name and place, alike for names that somebody bears and names that nobody does. Forgotten a day after the last.
create table access.attempt (
    key          bytea constraint attempt_pk primary key,
    failed       int not null,
    locked_until timestamptz,
    tried_at     timestamptz not null);
create index attempt_tried on access.attempt (tried_at);

revoke all on access.session, access.credential from akoma_administration;

create type door.account as (id uuid, code text, organisation_id uuid, organisation text, compartment text, language text, must_change boolean,
    has_totp boolean, conduct boolean, roles text[]);

-- ---------- for the functions of the door alone --------------------------------------------------------------------------
create function door.account_of(person uuid, moment timestamptz) returns door.account stable language sql security definer set search_path = pg_catalog as $$
    select row(p.id, p.code, p.organisation_id, o.code, p.compartment, p.language, c.must_change, c.totp_sealed is not null, p.conduct_accepted_at is not null,
               array(select r.role from access.person_role r where r.person_id = p.id and r.approved_at <= moment and r.valid_from <= moment
                        and r.valid_until > moment and p.contract_from <= (moment at time zone 'UTC')::date
                        and p.contract_until > (moment at time zone 'UTC')::date))::door.account
      from access.person p join access.organisation o on o.id = p.organisation_id join access.credential c on c.person_id = p.id where p.id = person $$;

-- The running session of a token.
create function access.session_of(token bytea, moment timestamptz) returns access.session stable language sql security definer set search_path = pg_catalog as $$
    select s from access.session s
     where s.token_hash = token and case when s.kind = 'JOB' then s.expires_at > now()
                                         else s.expires_at > moment and s.used_at > moment - access.idle(s.kind) end $$;
-- The session of somebody who changes their own keys: a browser's or a program's.
create function door.own(token bytea, moment timestamptz) returns access.session stable language plpgsql security definer set search_path = pg_catalog as $$
declare s access.session := access.session_of(token, moment);
begin
    if s.person_id is null or s.scope <> 'ALL' or s.kind = 'FEED' then raise exception 'access.session-ended' using errcode = 'insufficient_privilege'; end if;
    return s;
end $$;

create function door.now_only(moment timestamptz) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not access.is_now(moment) then raise exception 'access.not-now' using errcode = 'insufficient_privilege'; end if;
end $$;

-- Whether what was typed is the password: its hash, or the hashes of both halves with a space between.
create function door.fits(c access.credential, typed text) returns boolean immutable language sql as $$
    select not c.rest_awaited and typed = c.password_hash || coalesce(' ' || c.rest_hash, '') $$;

create function door.key(place text, name text) returns bytea immutable language sql as $$ select sha256(convert_to(place || '|' || name, 'UTF8')) $$;
-- Wrong tries of the last day.
create function door.failed(wanted bytea, moment timestamptz) returns int stable language sql security definer set search_path = pg_catalog as $$
    select coalesce((select a.failed from access.attempt a where a.key = wanted and a.tried_at > moment - interval '24 hours'), 0) $$;
create function door.locked(place text, name text, moment timestamptz) returns timestamptz stable language sql security definer set search_path = pg_catalog as $$
    select a.locked_until from access.attempt a where a.key = door.key(place, name) and a.locked_until > moment and a.tried_at > moment - interval '24 hours' $$;
-- Five tries are free in each place, then 15 seconds, doubling up to an hour. Once a name was tried wrongly twenty times in a day from places that
-- were never let in, each such place has one free try: who knows the password is not kept out by those who do not.
create function door.count(place text, name text, moment timestamptz) returns int
language plpgsql security definer set search_path = pg_catalog as $$
declare here bytea := door.key(place, name); everywhere bytea := door.key('', name); free int := 5; times int;
begin
    delete from access.attempt a where a.tried_at <= moment - interval '24 hours';
    if place not like 'D%' then
        insert into access.attempt as a values (everywhere, 1, null, moment)
            on conflict (key) do update set failed = a.failed + 1, tried_at = excluded.tried_at;
        if door.failed(everywhere, moment) > 20 then free := 1; end if;
    end if;
    insert into access.attempt as a values (here, 1, null, moment)
        on conflict (key) do update set failed = a.failed + 1, tried_at = excluded.tried_at returning a.failed into times;
    if times >= free then
        update access.attempt a set locked_until = moment + least(interval '1 hour', interval '15 seconds' * (1 << least(times - free, 12))) where a.key = here;
    end if;
    return times;
end $$;

-- ---------- signing in ---------------------------------------------------------------------------------------------------
-- Before a password is computed: whether this place waits, and how to compute it. A name that nobody bears has a salt too, always the same.
create function door.knock(name text, place text, usual text, moment timestamptz, out locked_until timestamptz, out salt text)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
    locked_until := door.locked(place, name, moment);
    select coalesce((select regexp_replace(c.password_hash, '\$[^$]*$', '') from access.person p join access.credential c on c.person_id = p.id where p.code = name),
                    usual || '$' || rtrim(encode(substr(sha256(e.seal_key || convert_to('salt|' || name, 'UTF8')), 1, 16), 'base64'), '='))
      into salt from access.entrance e;
end $$;

-- Somebody, where nobody is meant: so that the answer about a name that nobody bears takes as long.
create function door.stand_in() returns uuid stable language sql security definer set search_path = pg_catalog as $$
    select p.id from access.person p order by p.id limit 1 $$;
-- Counts what is wrong. RIGHT hands out the sealed secret of the second factor; nothing is opened yet.
create function door.judge(name text, hash text, place text, moment timestamptz,
                           out outcome text, out times int, out locked_until timestamptz, out totp bytea, out totp_last bigint, out who door.account)
language plpgsql security definer set search_path = pg_catalog as $$
declare c access.credential;
begin
    perform door.now_only(moment);
    perform pg_advisory_xact_lock(hashtextextended(name, 11));                      -- one try at a time for a name
    locked_until := door.locked(place, name, moment);
    if locked_until is not null then outcome := 'LOCKED'; return; end if;
    select k.* into c from access.person p join access.credential k on k.person_id = p.id where p.code = name;
    who := door.account_of(coalesce(c.person_id, door.stand_in()), moment);      -- the same work for a name that nobody bears
    if c.person_id is null then who := null; end if;
    if c.person_id is null or not door.fits(c, hash) or cardinality((who).roles) = 0 then
        outcome := 'WRONG';
        times := door.count(place, name, moment);
        locked_until := door.locked(place, name, moment);
    elsif c.one_time_until <= moment then
        outcome := 'ENDED';
    else
        outcome := 'RIGHT';
        totp := c.totp_sealed;
        totp_last := c.totp_last;
    end if;
end $$;

-- Opens a session for who knows the password. step: the time step of the code, as the application judged it; null when it did not fit or there was
-- none. asked: whether this application asks for second factors; a house that is no demo and no test asks for them whatever it is told.
create function door.open(name text, hash text, place text, step bigint, asked boolean, token bytea, kind text, scope text, network text, device text,
                          moment timestamptz, out outcome text, out times int, out locked_until timestamptz)
language plpgsql security definer set search_path = pg_catalog as $$
declare c access.credential;
begin
    perform door.now_only(moment);
    perform pg_advisory_xact_lock(hashtextextended(name, 11));
    select k.* into c from access.person p join access.credential k on k.person_id = p.id where p.code = name for update of k;
    if kind not in ('BROWSER', 'TOKEN') or door.locked(place, name, moment) is not null
       or door.fits(c, hash) is distinct from true or c.one_time_until <= moment
       or cardinality((door.account_of(c.person_id, moment)).roles) = 0 then
        raise exception 'access.not-let-in' using errcode = 'insufficient_privilege';
    end if;
    if c.totp_sealed is not null and (asked or not (select e.any_moment from access.entrance e)) then
        if step is null or step <= c.totp_last or abs(step - floor(extract(epoch from moment) / 30)) > 1 then
            outcome := 'WRONG';
            times := door.count(place, name, moment);
            locked_until := door.locked(place, name, moment);
            return;
        end if;
        update access.credential k set totp_last = step where k.person_id = c.person_id;
    end if;
    delete from access.attempt a where a.key = door.key(place, name);
    delete from access.session s where s.expires_at <= moment and s.kind <> 'JOB';
    insert into access.session (token_hash, person_id, kind, opened_at, used_at, expires_at, scope, network, device)
    values (token, c.person_id, kind, moment, moment, moment + interval '12 hours', scope, network, device);
    outcome := 'OPEN';
end $$;

-- What happened at the door, in the chain of the account that it was about.
create function door.note(person uuid, act text, body bytea, moment timestamptz) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform journal.note_at_the_door(person, act, body, moment);
end $$;

-- What a refused try costs where there is no account to note it on: written like there, and undone.
create function door.note_nobody(act text, body bytea, moment timestamptz) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
    begin
        perform journal.note_at_the_door(door.stand_in(), act, body, moment);
        raise exception 'nobody' using errcode = 'raise_exception';
    exception when raise_exception then null;
    end;
end $$;

-- ---------- who is there ----------------------------------------------------------------------------------------------------
create function door.visitor(token bytea, wanted text, moment timestamptz, out who door.account, out reads_only boolean)
language plpgsql security definer set search_path = pg_catalog as $$
declare s access.session := access.session_of(token, moment);
begin
    if s.kind is distinct from wanted then return; end if;
    who := door.account_of(s.person_id, moment);
    reads_only := s.scope = 'READ';
    if s.kind <> 'FEED' and s.used_at < moment - interval '1 minute' and access.is_now(moment) then
        update access.session u set used_at = moment where u.token_hash = token and u.used_at < moment - interval '1 minute';
    end if;
end $$;
create function door.leave(token bytea) returns void language sql security definer set search_path = pg_catalog as $$
    delete from access.session s where s.token_hash = token $$;

-- ---------- one's own keys ----------------------------------------------------------------------------------------------------
create function door.own_key(token bytea, moment timestamptz, out salt text, out must_change boolean, out totp bytea, out who door.account)
language plpgsql stable security definer set search_path = pg_catalog as $$
declare s access.session := door.own(token, moment);
begin
    select regexp_replace(c.password_hash, '\$[^$]*$', ''), c.must_change, c.totp_sealed
      into salt, must_change, totp from access.credential c where c.person_id = s.person_id;
    who := door.account_of(s.person_id, moment);
end $$;
-- before, renewed: the old and the new password under the salt of the kept one; hash: the new one under its own. The first password of a visit was
-- shown at the door a moment ago; later the old one is asked again, and the code. Every other session ends.
create function door.renew_password(token bytea, before text, renewed text, hash text, step bigint, asked boolean, moment timestamptz,
                                    out outcome text, out locked_until timestamptz)
language plpgsql security definer set search_path = pg_catalog as $$
declare s access.session := door.own(token, moment); c access.credential; place text := 'D own keys';
begin
    perform door.now_only(moment);
    select * into c from access.credential k where k.person_id = s.person_id for update;
    locked_until := door.locked(place, s.person_id::text, moment);
    if locked_until is not null then outcome := 'LOCKED'; return; end if;
    if not c.must_change and (door.fits(c, before) is distinct from true
        or c.totp_sealed is not null and (asked or not (select e.any_moment from access.entrance e))
           and (step is null or step <= c.totp_last or abs(step - floor(extract(epoch from moment) / 30)) > 1)) then
        outcome := 'WRONG';
        perform door.count(place, s.person_id::text, moment);
    elsif door.fits(c, renewed) then
        outcome := 'SAME';
    else
        outcome := 'DONE';
        update access.credential k set password_hash = split_part(hash, ' ', 1), rest_hash = nullif(split_part(hash, ' ', 2), ''), rest_awaited = false, must_change = false, one_time_until = null,
               totp_last = case when c.must_change then k.totp_last else greatest(k.totp_last, coalesce(step, 0)) end where k.person_id = s.person_id;
        delete from access.session o where o.person_id = s.person_id and o.token_hash <> token;
    end if;
end $$;
-- A second factor is proposed, shown to work, and kept; never in place of one that is there.
create function door.propose_factor(token bytea, sealed bytea, moment timestamptz) returns bytea
language plpgsql security definer set search_path = pg_catalog as $$
declare s access.session := door.own(token, moment); kept bytea;
begin
    update access.credential c set totp_pending = coalesce(c.totp_pending, sealed) where c.person_id = s.person_id and c.totp_sealed is null
    returning c.totp_pending into kept;
    return kept;
end $$;
create function door.confirm_factor(token bytea, step bigint, moment timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
declare s access.session := door.own(token, moment);
begin
    perform door.now_only(moment);
    if step is null or abs(step - floor(extract(epoch from moment) / 30)) > 1 then return false; end if;
    update access.credential c set totp_sealed = c.totp_pending, totp_pending = null, totp_last = step
     where c.person_id = s.person_id and c.totp_sealed is null and c.totp_pending is not null;
    return found;
end $$;

-- ---------- one's own sessions --------------------------------------------------------------------------------------------------
create function door.sessions(token bytea, moment timestamptz)
    returns table (id uuid, kind text, scope text, opened_at timestamptz, used_at timestamptz, expires_at timestamptz, network text, device text, mine boolean)
language plpgsql stable security definer set search_path = pg_catalog as $$
declare s access.session := door.own(token, moment);
begin
    return query select o.id, o.kind, o.scope, o.opened_at, o.used_at, o.expires_at, o.network, o.device, o.token_hash = token from access.session o
                  where o.person_id = s.person_id and o.kind <> 'JOB' and (access.session_of(o.token_hash, moment)).id is not null
                  order by o.token_hash = token desc, o.used_at desc, o.id limit 200;
end $$;
create function door.end_session(token bytea, ended uuid, moment timestamptz) returns text
language plpgsql security definer set search_path = pg_catalog as $$
declare s access.session := door.own(token, moment); what text;
begin
    delete from access.session o where o.person_id = s.person_id and o.id = ended and o.kind <> 'JOB' returning o.kind into what;
    return what;
end $$;
create function door.end_others(token bytea, moment timestamptz) returns int
language plpgsql security definer set search_path = pg_catalog as $$
declare s access.session := door.own(token, moment); n int;
begin
    delete from access.session o where o.person_id = s.person_id and o.token_hash <> token and o.kind <> 'JOB';
    get diagnostics n = row_count;
    return n;
end $$;
create function door.open_feed(token bytea, feed bytea, moment timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare s access.session := door.own(token, moment);
begin
    perform door.now_only(moment);
    delete from access.session o where o.person_id = s.person_id and o.kind = 'FEED';
    insert into access.session (token_hash, person_id, kind, opened_at, used_at, expires_at)
    values (feed, s.person_id, 'FEED', moment, moment, moment + interval '365 days');
end $$;
create function door.end_feeds(token bytea, moment timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare s access.session := door.own(token, moment);
begin
    delete from access.session o where o.person_id = s.person_id and o.kind = 'FEED';
end $$;

-- ---------- another person's password: an administrator's act, inside -------------------------------------------------------------
-- It opens the door once, within three days.
create function access.give_password(person uuid, hash text) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
begin
    if person = access.actor() or not exists (select from access.person_role r where r.person_id = access.actor() and r.role = 'SYSTEM_ADMINISTRATOR'
              and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()) then
        return false;
    end if;
    insert into access.credential (person_id, password_hash, must_change, one_time_until) values (person, hash, true, access.moment() + interval '72 hours')
        on conflict (person_id) do update set password_hash = excluded.password_hash, must_change = true, one_time_until = excluded.one_time_until;
    delete from access.session s where s.person_id = give_password.person;
    return true;
end $$;

do $do$
declare one regprocedure;
begin
    for one in select p.oid::regprocedure from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'door' loop
        execute format('revoke execute on function %s from public', one);
    end loop;
end $do$;
revoke execute on function access.session_of, access.give_password from public;
grant execute on function access.give_password to akoma_administration;
grant execute on function door.knock, door.judge, door.open, door.note, door.note_nobody, door.visitor, door.leave, door.own_key, door.renew_password, door.propose_factor,
    door.confirm_factor, door.sessions, door.end_session, door.end_others, door.open_feed, door.end_feeds to akoma_door;
