-- ---------- the door has a login of its own ----------------------------------------------------------------------------
-- Before anybody is known the application stands at the door with a login that may call these functions and read nothing: it is given a salt, never
-- a hash; it opens a session only with the right password, and judges a code only after that (docs/decisions/sign-in-and-sessions.md).
create schema door;
grant usage on schema door to akoma_door;

-- ---------- what is kept -------------------------------------------------------------------------------------------------
-- Wrong tries, by a hash of name and place, alike for names that somebody bears and names that nobody does. Forgotten a day after the last.
create table access.attempt (
    key          bytea constraint attempt_pk primary key,
    failed       int not null,
    locked_until timestamptz,
    tried_at     timestamptz not null);
create index attempt_tried on access.attempt (tried_at);

-- Ten codes for who lost the second factor: each lets in once in its place. All of a person under one salt, so that one computation tries them all.
create table access.recovery_code (
    person_id uuid constraint recovery_code_person references access.person,
    hash      text constraint recovery_code_slow check (hash like '$argon2id$%'),
    made_at   timestamptz not null,
    used_at   timestamptz,
    constraint recovery_code_pk primary key (person_id, hash));
alter table access.recovery_code enable row level security;
-- Another factor, or none, ends the codes that were made with the one before.
create function access.void_recovery_codes() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    delete from access.recovery_code r where r.person_id = new.person_id;
    return null;
end $$;
create trigger factor_voids_recovery_codes after update of totp_sealed on access.credential for each row
    when (new.totp_sealed is distinct from old.totp_sealed) execute function access.void_recovery_codes();
revoke execute on function access.void_recovery_codes from public;

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
    if place not like 'D%' and place not like 'I%' then       -- by an invitation (I) nobody is kept from signing in
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
create function door.settings(hash text) returns text immutable language sql as $$ select regexp_replace(hash, '\$[^$]*$', '') $$;
-- A salt for who has none, always the same.
create function door.made_up(usual text, what text, name text) returns text stable language sql security definer set search_path = pg_catalog as $$
    select usual || '$' || rtrim(encode(substr(sha256(e.seal_key || convert_to(what || '|' || name, 'UTF8')), 1, 16), 'base64'), '=') from access.entrance e $$;
-- Before a password is computed: whether this place waits, and how to compute it and a recovery code. A name that nobody bears has salts too.
create function door.knock(name text, place text, usual text, moment timestamptz, out locked_until timestamptz, out salt text, out recovery_salt text)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
    locked_until := door.locked(place, name, moment);
    salt := coalesce((select door.settings(c.password_hash) from access.person p join access.credential c on c.person_id = p.id where p.code = name),
                     door.made_up(usual, 'salt', name));
    recovery_salt := coalesce((select door.settings(min(r.hash)) from access.person p join access.recovery_code r on r.person_id = p.id where p.code = name),
                              door.made_up(usual, 'recovery', name));
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
        outcome := case when exists (select from access.decision d where d.kind = 'PASSWORD' and d.state = 'WAITING' and d.subject = c.person_id)
                        then 'REPLACED' else 'ENDED' end;
    elsif c.link_used_at is not null then
        outcome := 'USED';
    else
        outcome := 'RIGHT';
        totp := c.totp_sealed;
        totp_last := c.totp_last;
    end if;
end $$;

-- Whether the code of this time step is good for this account: of now, and not used before.
create function door.step_fits(c access.credential, step bigint, moment timestamptz) returns boolean immutable language sql as $$
    select coalesce(step > c.totp_last and abs(step - floor(extract(epoch from moment) / 30)) <= 1, false) $$;
-- Uses a recovery code, of which its person hears. How many are left; null where it is none of theirs, or was used.
create function door.spend_recovery_code(person uuid, wanted text, moment timestamptz) returns int
language plpgsql security definer set search_path = pg_catalog as $$
begin
    update access.recovery_code r set used_at = moment where r.person_id = person and r.hash = wanted and r.used_at is null;
    if not found then return null; end if;
    perform access.ring_account(array[person], 'RECOVERY_USED', person, moment);
    return (select count(*) from access.recovery_code r where r.person_id = person and r.used_at is null);
end $$;

-- Opens a session for who knows the password. step: the time step of the code, as the application judged it; null when it did not fit or there was
-- none. recovery: the hash of what was typed in its place. asked: whether this application asks for second factors; a house that is no demo and no test asks for them whatever it is told.
create function door.open(name text, hash text, place text, step bigint, recovery text, asked boolean, token bytea, kind text, scope text, network text, device text,
                          moment timestamptz, out outcome text, out times int, out locked_until timestamptz, out codes_left int)
language plpgsql security definer set search_path = pg_catalog as $$
declare c access.credential;
begin
    perform door.now_only(moment);
    perform pg_advisory_xact_lock(hashtextextended(name, 11));
    select k.* into c from access.person p join access.credential k on k.person_id = p.id where p.code = name for update of k;
    if kind not in ('BROWSER', 'TOKEN') or door.locked(place, name, moment) is not null
       or door.fits(c, hash) is distinct from true or c.one_time_until <= moment or c.link_used_at is not null
       or cardinality((door.account_of(c.person_id, moment)).roles) = 0 then
        raise exception 'access.not-let-in' using errcode = 'insufficient_privilege';
    end if;
    if c.totp_sealed is not null and (asked or not (select e.any_moment from access.entrance e)) then
        codes_left := door.spend_recovery_code(c.person_id, recovery, moment);
        if codes_left is null and not door.step_fits(c, step, moment) then
            outcome := 'WRONG';
            times := door.count(place, name, moment);
            locked_until := door.locked(place, name, moment);
            return;
        end if;
        if codes_left is null then update access.credential k set totp_last = step where k.person_id = c.person_id; end if;
    end if;
    delete from access.attempt a where a.key = door.key(place, name);
    delete from access.session s where s.expires_at <= moment and s.kind <> 'JOB';
    delete from access.corrected_session s where s.expires_at <= moment;
    -- a password that somebody else made is good for one session at a time: who got hold of the link as well is thrown out, or throws out
    if c.one_time_until is not null then
        delete from access.session s where s.person_id = c.person_id and s.kind <> 'JOB';
        if place like 'I%' then update access.credential k set link_used_at = moment where k.person_id = c.person_id; end if;
    end if;
    insert into access.session (token_hash, person_id, kind, opened_at, used_at, expires_at, scope, network, device)
    values (token, c.person_id, kind, moment, moment, moment + interval '12 hours', scope, network, device);
    if kind = 'BROWSER' then update access.credential k set came_before = k.came_at, came_at = moment where k.person_id = c.person_id; end if;
    outcome := 'OPEN';
end $$;
-- Another password is another one to begin with.
create function access.unused_link() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    new.link_used_at := null;
    return new;
end $$;
create trigger unused_link before update of password_hash, rest_hash on access.credential for each row
    when (old.link_used_at is not null and (new.password_hash, coalesce(new.rest_hash, '')) is distinct from (old.password_hash, coalesce(old.rest_hash, '')))
    execute function access.unused_link();
revoke execute on function access.unused_link from public;
-- When the actor came before this time; null for who came once.
create function access.came_before() returns timestamptz stable language sql security definer set search_path = pg_catalog as $$
    select k.came_before from access.credential k where k.person_id = access.actor() $$;
revoke execute on function access.came_before from public;
grant execute on function access.came_before to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;

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
-- holds_until: until then the answer may be remembered, as access.enter judges the session at each use. Whatever changes otherwise than by the calendar
-- ends the session.
create function door.visitor(token bytea, wanted text, moment timestamptz, out who door.account, out reads_only boolean, out holds_until timestamptz)
language plpgsql security definer set search_path = pg_catalog as $$
declare s access.session := access.session_of(token, moment);
begin
    if s.kind is distinct from wanted then return; end if;
    who := door.account_of(s.person_id, moment);
    reads_only := s.scope = 'READ';
    holds_until := case when moment >= s.reach_from and moment < s.reach_until then least(s.expires_at, s.reach_until, s.used_at + access.idle(s.kind))
                        else moment end;
    if s.kind <> 'FEED' and s.used_at < moment - interval '1 minute' and access.is_now(moment) then
        update access.session u set used_at = moment where u.token_hash = token and u.used_at < moment - interval '1 minute';
    end if;
end $$;
create function door.leave(token bytea) returns void language sql security definer set search_path = pg_catalog as $$
    delete from access.session s where s.token_hash = token $$;
-- Whether this session ended because the account was corrected, for who shows its token.
create function door.was_corrected(token bytea) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.corrected_session s where s.token_hash = token) $$;

-- ---------- one's own keys ----------------------------------------------------------------------------------------------------
create function door.own_key(token bytea, moment timestamptz, out salt text, out must_change boolean, out totp bytea, out who door.account)
language plpgsql stable security definer set search_path = pg_catalog as $$
declare s access.session := door.own(token, moment);
begin
    select door.settings(c.password_hash), c.must_change, c.totp_sealed
      into salt, must_change, totp from access.credential c where c.person_id = s.person_id;
    who := door.account_of(s.person_id, moment);
end $$;
-- before, renewed: the old and the new password under the salt of the kept one; hash: the new one under its own. The first password of a visit was
-- shown at the door a moment ago; later the old one is asked again, and the code. Every other session ends, the link with a provider of identities and the
-- passkeys: who changes the password shuts out anyone who came in before, by whichever way.
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
           and not door.step_fits(c, step, moment)) then
        outcome := 'WRONG';
        perform door.count(place, s.person_id::text, moment);
    elsif door.fits(c, renewed) then
        outcome := 'SAME';
    else
        outcome := 'DONE';
        update access.credential k set password_hash = split_part(hash, ' ', 1), rest_hash = nullif(split_part(hash, ' ', 2), ''), rest_awaited = false, must_change = false, one_time_until = null,
               totp_last = case when c.must_change then k.totp_last else greatest(k.totp_last, coalesce(step, 0)) end where k.person_id = s.person_id;
        update access.session o set password_at = moment where o.token_hash = token;
        delete from access.session o where o.person_id = s.person_id and o.token_hash <> token;
        delete from access.provider_link l where l.person_id = s.person_id;
        delete from access.passkey p where p.person_id = s.person_id;
    end if;
end $$;
-- A second factor is proposed, shown to work, and kept; never in place of one that is there. Each session is shown one of its own, which no other session
-- replaces: somebody who came in with the password alone neither reads what the person sets later nor keeps them from setting it. It stays until the session
-- ends: a telephone loads a page again that was left for the code app.
create table access.factor_proposal (
    token_hash bytea constraint factor_proposal_pk primary key constraint factor_proposal_session references access.session on delete cascade,
    sealed     bytea not null);
alter table access.factor_proposal enable row level security;        -- of the functions alone
-- Nobody photographs the secret at an open browser: the password was shown or chosen in this session within a quarter of an hour.
create function door.password_is_shown(token bytea, moment timestamptz) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select coalesce((door.own(token, moment)).password_at > moment - interval '15 minutes', false) $$;
-- before: the password under its salt. DONE, WRONG or LOCKED. Not in silence: the person hears that somebody is about to set a second factor.
create function door.show_password(token bytea, before text, moment timestamptz, out outcome text, out locked_until timestamptz)
language plpgsql security definer set search_path = pg_catalog as $$
declare s access.session := door.own(token, moment); c access.credential; place text := 'D own keys';
begin
    perform door.now_only(moment);
    select * into c from access.credential k where k.person_id = s.person_id for update;
    locked_until := door.locked(place, s.person_id::text, moment);
    if locked_until is not null then outcome := 'LOCKED';
    elsif door.fits(c, before) is distinct from true then
        outcome := 'WRONG';
        perform door.count(place, s.person_id::text, moment);
    else
        outcome := 'DONE';
        update access.session o set password_at = moment where o.token_hash = token;
        if c.totp_sealed is null then perform access.ring_account(array[s.person_id], 'FACTOR_SHOWN', s.person_id, moment); end if;
    end if;
end $$;
create function door.propose_factor(token bytea, sealed bytea, moment timestamptz) returns bytea
language plpgsql security definer set search_path = pg_catalog as $$
declare s access.session := door.own(token, moment);
begin
    if not door.password_is_shown(token, moment)
       or exists (select from access.credential c join access.person p on p.id = c.person_id      -- first a password that is theirs alone, and the code of conduct
                   where c.person_id = s.person_id and (c.totp_sealed is not null or c.must_change or p.conduct_accepted_at is null)) then return null; end if;
    insert into access.factor_proposal values (token, propose_factor.sealed) on conflict do nothing;
    return (select p.sealed from access.factor_proposal p where p.token_hash = token);
end $$;
-- The recovery codes are made with it, and the person hears of it: at an open browser nobody shuts its person out. DONE, PASSWORD (it was not shown, or
-- too long ago) or CODE (it does not fit, or nothing was proposed to this session, or there is a second factor already).
create function door.confirm_factor(token bytea, step bigint, recovery text[], moment timestamptz) returns text
language plpgsql security definer set search_path = pg_catalog as $$
declare s access.session := door.own(token, moment); c access.credential; proposed bytea;
begin
    perform door.now_only(moment);
    if not door.password_is_shown(token, moment) then return 'PASSWORD'; end if;
    select * into c from access.credential k where k.person_id = s.person_id for update;
    select p.sealed into proposed from access.factor_proposal p where p.token_hash = token;
    if c.totp_sealed is not null or proposed is null or step is null or abs(step - floor(extract(epoch from moment) / 30)) > 1 then return 'CODE'; end if;
    update access.credential k set totp_sealed = proposed, totp_last = step where k.person_id = s.person_id;
    delete from access.factor_proposal p using access.session o where o.token_hash = p.token_hash and o.person_id = s.person_id;
    perform door.keep_recovery_codes(s.person_id, recovery, moment);
    perform access.ring_account(array[s.person_id], 'FACTOR_SET', s.person_id, moment);
    return 'DONE';
end $$;
-- Those before are void.
create function door.keep_recovery_codes(person uuid, hashes text[], moment timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
    delete from access.recovery_code r where r.person_id = person;
    insert into access.recovery_code (person_id, hash, made_at) select person, h, moment from unnest(hashes) h limit 10;
end $$;
-- By the person alone, who types the password and a code of the second factor: a recovery code makes no others. DONE, WRONG, LOCKED or NONE, where
-- there is no second factor.
create function door.renew_recovery_codes(token bytea, before text, step bigint, hashes text[], moment timestamptz,
                                          out outcome text, out locked_until timestamptz)
language plpgsql security definer set search_path = pg_catalog as $$
declare s access.session := door.own(token, moment); c access.credential; place text := 'D own keys';
begin
    perform door.now_only(moment);
    select * into c from access.credential k where k.person_id = s.person_id for update;
    locked_until := door.locked(place, s.person_id::text, moment);
    if c.totp_sealed is null then outcome := 'NONE';
    elsif locked_until is not null then outcome := 'LOCKED';
    elsif door.fits(c, before) is distinct from true or not door.step_fits(c, step, moment) then
        outcome := 'WRONG';
        perform door.count(place, s.person_id::text, moment);
    else
        outcome := 'DONE';
        update access.credential k set totp_last = step where k.person_id = s.person_id;
        perform door.keep_recovery_codes(s.person_id, hashes, moment);
        perform access.ring_account(array[s.person_id], 'RECOVERY_RENEWED', s.person_id, moment);
    end if;
end $$;
-- How many of one's own codes are left, and when one let in last.
create function door.recovery_codes(token bytea, moment timestamptz, out codes_left int, out made_at timestamptz, out used_at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog as $$
declare s access.session := door.own(token, moment);
begin
    select count(*) filter (where r.used_at is null), max(r.made_at), max(r.used_at) into codes_left, made_at, used_at
      from access.recovery_code r where r.person_id = s.person_id;
end $$;
revoke execute on function door.settings, door.made_up, door.step_fits, door.spend_recovery_code, door.keep_recovery_codes, door.renew_recovery_codes,
    door.recovery_codes from public;
grant execute on function door.renew_recovery_codes, door.recovery_codes to akoma_door;

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
create function door.end_feeds(token bytea, moment timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare s access.session := door.own(token, moment);
begin
    delete from access.session o where o.person_id = s.person_id and o.kind = 'FEED';
end $$;

-- The first half, by an administrator. In a new account, until a role of it is agreed to:
create function access.give_password(person uuid, hash text) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
begin
    if access.password_way(person) is distinct from 'NOW' then return false; end if;
    perform access.set_password(person, hash, null);
    return true;
end $$;
revoke execute on function door.account_of, access.session_of, door.own, door.now_only, door.fits, door.key, door.failed, door.locked, door.count,
    door.knock, door.stand_in, door.judge, door.open, door.note, door.note_nobody, door.visitor, door.leave, door.was_corrected, door.own_key, door.renew_password,
    door.password_is_shown, door.show_password, door.propose_factor, door.confirm_factor, door.sessions, door.end_session, door.end_others, door.end_feeds, access.give_password from public;
grant execute on function door.knock, door.judge, door.open, door.note, door.note_nobody, door.visitor, door.leave, door.was_corrected, door.own_key, door.renew_password,
    door.password_is_shown, door.show_password, door.propose_factor, door.confirm_factor, door.sessions, door.end_session, door.end_others, door.end_feeds to akoma_door;
grant execute on function access.give_password to akoma_administration;

-- ---------- the factor is asked again ----------------------------------------------------------------------------------
-- Before a file is opened in an emergency, who has a second factor shows it again: an open browser that somebody else sits at, or a stolen token,
-- opens no child's file (OWASP ASVS 7.5.3).
-- DONE, WRONG, LOCKED, or NONE where the person has no second factor. step: as at the door. Wrong codes count like a wrong password of one's own.
-- for_act: one of the acts below may follow; else it says only that the person still sits there, and permits no act.
create function door.show_factor(token bytea, step bigint, for_act boolean, moment timestamptz, out outcome text, out locked_until timestamptz)
language plpgsql security definer set search_path = pg_catalog as $$
declare s access.session := door.own(token, moment); c access.credential; place text := 'D own keys';
begin
    perform door.now_only(moment);
    select * into c from access.credential k where k.person_id = s.person_id for update;
    locked_until := door.locked(place, s.person_id::text, moment);
    if c.totp_sealed is null then outcome := 'NONE';
    elsif locked_until is not null then outcome := 'LOCKED';
    elsif not door.step_fits(c, step, moment) then
        outcome := 'WRONG';
        perform door.count(place, s.person_id::text, moment);
    else
        outcome := 'DONE';
        update access.credential k set totp_last = step, totp_shown_at = case when for_act then moment else k.totp_shown_at end
         where k.person_id = s.person_id;
        update access.session o set factor_at = moment where o.token_hash = token;
    end if;
end $$;

-- Whether who has a second factor signed in with this session, or showed the factor in it, not longer ago than the limit of the house; what is masked is
-- shown only then. In another session of theirs it does not count.
create function door.factor_is_recent(token bytea, moment timestamptz, out recent boolean, out minutes int)
language plpgsql stable security definer set search_path = pg_catalog as $$
declare s access.session := access.session_of(token, moment);
begin
    minutes := access.limit_of('reveal.factor-again', 30);
    recent := s.person_id is not null and (greatest(s.opened_at, s.factor_at) > moment - make_interval(mins => minutes)
              or exists (select from access.credential c where c.person_id = s.person_id and c.totp_sealed is null));
end $$;

-- Whether the actor has no second factor, or showed it within five minutes; spent by one act. All that is done in one transaction is one act, such as
-- several roles that are agreed to at once.
create function access.factor_is_shown() returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select not exists (select from access.credential c where c.person_id = access.actor() and c.totp_sealed is not null
                          and coalesce(c.totp_shown_at, '-infinity') <= access.moment() - interval '5 minutes'
                          and c.totp_spent_in is distinct from pg_current_xact_id()) $$;
create function access.spend_factor() returns void language sql security definer set search_path = pg_catalog as $$
    update access.credential c set totp_shown_at = null, totp_spent_in = pg_current_xact_id()
     where c.person_id = access.actor() and c.totp_shown_at is not null $$;
revoke execute on function door.show_factor, door.factor_is_recent, access.factor_is_shown, access.spend_factor from public;
grant execute on function door.show_factor, door.factor_is_recent to akoma_door;

-- ---------- two first people -------------------------------------------------------------------------------------------
create function access.holds_role(wanted text[]) returns boolean
stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.person_role r where r.person_id = access.actor() and r.role = any (wanted)
                      and access.at_work()
                      and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()) $$;

-- Who may give this person a new one-time password. NOW: an administrator gives its first half, while no role of the person was ever agreed to.
-- DECISION: an administrator asks, and a second person decides; else one could set a password and a factor of one's own and be that person. A second
-- factor that is there changes nothing: who takes the login of the door judges codes by themselves. START: a data protection officer of the founding who was
-- never here is told another one at the next start, by the operator.
-- Null: the actor is no administrator, or it is their own.
create function access.password_way(person uuid) returns text
stable language sql security definer set search_path = pg_catalog as $$
    select case when person = access.actor() or not access.administers_person(person) then null
                when exists (select from access.credential c join access.person_role r on r.person_id = c.person_id
                              where c.person_id = password_way.person and c.must_change and r.role = 'DATA_PROTECTION_OFFICER' and r.given_by is null) then 'START'
                when not exists (select from access.person_role r where r.person_id = password_way.person and r.approved_at is not null) then 'NOW'
                else 'DECISION' end $$;

-- Nobody alone hands over a password that opens the door. The administrator makes the first half, which is kept here for who has a role already and in
-- the credential for who has none yet; who agrees to the role or to the new password makes the second half.
create table access.password_half (
    decision_id uuid constraint password_half_pk primary key constraint password_half_decision references access.decision,
    first_hash  text not null,
    handed_at   timestamptz);   -- when who agreed handed over the second half
alter table access.password_half enable row level security;   -- read and written by the functions below alone

create function access.set_password(person uuid, first text, rest text) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
    insert into access.credential (person_id, password_hash, rest_hash, rest_awaited, must_change, one_time_until)
    values (person, first, rest, rest is null, true, access.moment() + interval '72 hours')
        on conflict (person_id) do update set password_hash = excluded.password_hash, rest_hash = excluded.rest_hash, rest_awaited = excluded.rest_awaited,
           must_change = true, one_time_until = excluded.one_time_until;
    delete from access.session s where s.person_id = set_password.person;
    -- who could now enter in another's name is seen by three people at once
    perform access.ring_account(array(select access.custodians()) || set_password.person || array(select access.supervisors_of(set_password.person)), 'PASSWORD', set_password.person);
end $$;
-- and for who has a role already, with the request for a new password: the kept one is valid until somebody agrees.
create function access.offer_password(decision uuid, hash text) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
begin
    insert into access.password_half (decision_id, first_hash)
    select d.id, hash from access.decision d where d.id = decision and d.kind = 'PASSWORD' and d.state = 'WAITING' and d.proposed_by = access.actor()
        on conflict do nothing;
    return found;
end $$;
-- What the second half is added to by who agrees now to this decision; null: nothing waits for a second half.
create function access.first_half(decision uuid, out person uuid, out hash text)
language plpgsql stable security definer set search_path = pg_catalog as $$
declare d access.decision;
begin
    select * into d from access.decision o where o.id = decision and o.state = 'AGREED' and o.decided_by = access.actor() and o.ended_at = access.moment();
    if d.kind = 'PASSWORD' then
        select d.subject, h.first_hash into person, hash from access.password_half h where h.decision_id = d.id and h.handed_at is null;
    elsif d.kind = 'ROLE' then
        select c.person_id, c.password_hash into person, hash from access.person_role r join access.credential c on c.person_id = r.person_id
         where r.id = d.subject and r.approved_at is not null and c.rest_awaited;
    end if;
end $$;
-- How to compute the second half.
create function access.password_salt(decision uuid) returns text stable language sql security definer set search_path = pg_catalog as $$
    select regexp_replace(h.hash, '\$[^$]*$', '') from access.first_half(decision) h $$;
create function access.hand_password(decision uuid, rest text) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
declare half record;
begin
    select * into half from access.first_half(decision);
    if half.hash is null or rest is null then return false; end if;
    perform access.set_password(half.person, half.hash, rest);
    insert into access.password_half as h (decision_id, first_hash, handed_at) values (decision, half.hash, access.moment())
        on conflict (decision_id) do update set handed_at = excluded.handed_at;
    return true;
end $$;
-- Whether the actor handed over a second half by this decision within the last hour: they read it until then, and only while it still opens the door. The
-- person came in, or was invited anew: it opens nothing, and would be read out in vain.
create function access.handed_password(decision uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.password_half h join access.decision d on d.id = h.decision_id join access.credential c on c.password_hash = h.first_hash
                    where d.id = decision and d.decided_by = access.actor() and h.handed_at > access.moment() - interval '1 hour'
                      and c.must_change and c.one_time_until > access.moment() and c.link_used_at is null) $$;

-- The first password or link of somebody who never came in, for who keeps or approves accounts: until when it lets in, whether its second half is still to
-- come, and whether the link was opened. Nothing where the person came in.
create function access.first_password(person uuid) returns table (ends_at timestamptz, awaits boolean, opened boolean)
stable language sql security definer set search_path = pg_catalog as $$
    select c.one_time_until, c.rest_awaited, c.link_used_at is not null from access.credential c join access.person p on p.id = c.person_id
     where p.id = first_password.person and p.conduct_accepted_at is null and c.must_change and c.one_time_until is not null
       and access.holds_role('{SYSTEM_ADMINISTRATOR,DATA_PROTECTION_OFFICER,PROJECT_MANAGER}') $$;
-- Who is invited anew loses the former link and half at once, and not only when the second person agrees: there is no work that a wait would stop, and
-- who found the old link has no time left. False: the person came in, or the actor asked for no new password.
create function access.end_first_password(person uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
begin
    if access.password_way(person) is distinct from 'DECISION' or not exists (
           select from access.decision d where d.kind = 'PASSWORD' and d.subject = person and d.state = 'WAITING' and d.proposed_by = access.actor()) then
        return false;
    end if;
    update access.credential c set one_time_until = least(c.one_time_until, access.moment())
      from access.person p where c.person_id = end_first_password.person and p.id = c.person_id and p.conduct_accepted_at is null and c.must_change;
    if not found then return false; end if;
    delete from access.session s where s.person_id = end_first_password.person and s.kind <> 'JOB';
    return true;
end $$;

-- An administrator ends every session of another person, their link with a provider of identities and their passkeys: a telephone was stolen, somebody left in anger.
-- Null: not theirs to do.
create function access.end_sessions_of(person uuid) returns int
language plpgsql security definer set search_path = pg_catalog as $$
declare n int;
begin
    if person = access.actor() or not access.administers_person(person) then return null; end if;
    delete from access.session s where s.person_id = end_sessions_of.person and s.kind <> 'JOB';
    get diagnostics n = row_count;
    delete from access.provider_link l where l.person_id = end_sessions_of.person;      -- whose account at the provider was stolen does not come back by it
    delete from access.passkey k where k.person_id = end_sessions_of.person;            -- nor by the telephone
    if exists (select from access.person_role r where r.person_id = end_sessions_of.person and r.role in ('DATA_PROTECTION_OFFICER', 'PROJECT_MANAGER', 'CASE_SUPERVISOR')
                  and r.approved_at <= access.moment() and r.valid_until > access.moment()) then  -- who oversees is not kept out unheard
        perform access.ring_account(array(select access.custodians()) || end_sessions_of.person, 'SESSIONS', end_sessions_of.person);
    end if;
    return n;
end $$;
revoke execute on function access.holds_role, access.password_way, access.set_password, access.offer_password, access.first_half,
    access.password_salt, access.hand_password, access.handed_password, access.end_sessions_of,
    access.first_password, access.end_first_password from public;
grant execute on function access.holds_role to akoma_protection, akoma_custody, akoma_administration;
grant execute on function access.password_way, access.offer_password, access.end_sessions_of, access.end_first_password to akoma_administration;
grant execute on function access.first_password to akoma_protection, akoma_custody, akoma_administration;
grant execute on function access.password_salt, access.hand_password, access.handed_password to akoma_protection, akoma_enforcement, akoma_custody,
    akoma_administration;

-- ---------- second factor resets ---------------------------------------------------------------------------------------
-- Anyone who may renew a password must not be able to renew the second factor alone: with both they could go in as anybody.
create table access.second_factor_reset (
    id          uuid constraint second_factor_reset_pk primary key,
    person_id   uuid not null constraint second_factor_reset_person references access.person,
    asked_by    uuid not null constraint second_factor_reset_asker references access.person,
    asked_at    timestamptz not null,
    approved_by uuid constraint second_factor_reset_approver references access.person,
    approved_at timestamptz,
    refused_at  timestamptz,
    constraint second_factor_reset_two_persons check (asked_by <> person_id and approved_by is distinct from person_id
                                                      and approved_by is distinct from asked_by),
    constraint second_factor_reset_whole check ((approved_by is null) = (approved_at is null)));
create unique index second_factor_reset_waiting on access.second_factor_reset (person_id) where approved_at is null and refused_at is null;
alter table access.second_factor_reset enable row level security;
create policy asked on access.second_factor_reset for insert to akoma_administration
    with check (asked_by = (select access.actor()) and approved_at is null and access.administers_person(person_id));
create policy everything on access.second_factor_reset for select to akoma_custody, akoma_administration using ((select access.actor()) is not null);
create policy waiting on access.second_factor_reset for select to akoma_protection using (approved_at is null
    and exists (select from access.file_grant g where g.file_id is null and g.grantee = (select access.actor())));
grant select on access.second_factor_reset to akoma_protection, akoma_custody;
grant select, insert on access.second_factor_reset to akoma_administration;

create function access.approve_second_factor_reset(reset uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
declare who uuid;
begin
    if not access.just_decided('SECOND_FACTOR', reset, 1, true) then return false; end if;
    update access.second_factor_reset r set approved_by = access.actor(), approved_at = access.moment()
     where r.id = reset and r.approved_at is null and r.refused_at is null returning r.person_id into who;
    if who is null then return false; end if;
    update access.credential c set totp_sealed = null, totp_last = 0 where c.person_id = who;
    delete from access.session s where s.person_id = who;
    return true;
end $$;
revoke execute on function access.approve_second_factor_reset from public;
grant execute on function access.approve_second_factor_reset to akoma_protection, akoma_custody;

-- ---------- calendar feed shows counts ---------------------------------------------------------------------------------
-- The address of a calendar lies in telephones and in the logs of proxies, for a year. It opens the numbers that were counted for it, at this table
-- and by one function of the door, and nobody enters with it (access.enter): neither a file nor the name of a file is read by it.
create table access.feed_day (
    token_hash bytea constraint feed_day_session references access.session on delete cascade,
    day        date,
    tasks      int not null constraint feed_day_tasks check (tasks > 0),
    constraint feed_day_pk primary key (token_hash, day));
alter table access.feed_day enable row level security;

create function access.write_feed(feed bytea, days date[], tasks int[]) returns void language sql security definer set search_path = pg_catalog as $$
    delete from access.feed_day f where f.token_hash = feed;
    insert into access.feed_day select feed, x.day, x.tasks from unnest(days, tasks) x(day, tasks) limit 400 $$;

-- Counted with the person's own session when the address is made, and anew each morning by the round.
create function door.open_feed(token bytea, feed bytea, days date[], tasks int[], moment timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare s access.session := door.own(token, moment);
begin
    perform door.now_only(moment);
    delete from access.session o where o.person_id = s.person_id and o.kind = 'FEED';
    insert into access.session (token_hash, person_id, kind, opened_at, used_at, expires_at)
    values (feed, s.person_id, 'FEED', moment, moment, moment + interval '365 days');
    perform access.write_feed(feed, days, tasks);
end $$;
create function door.feed(token bytea, moment timestamptz) returns table (day date, tasks int)
stable language sql security definer set search_path = pg_catalog as $$
    select f.day, f.tasks from access.session_of(token, moment) s join access.feed_day f on f.token_hash = s.token_hash where s.kind = 'FEED' $$;

create function access.has_feed(person uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.session s where s.person_id = person and s.kind = 'FEED') $$;
create function access.renew_feed(person uuid, days date[], tasks int[]) returns void language sql security definer set search_path = pg_catalog as $$
    select access.write_feed(s.token_hash, days, tasks) from access.session s where s.person_id = person and s.kind = 'FEED' $$;
revoke execute on function access.write_feed, door.open_feed, door.feed, access.has_feed, access.renew_feed from public;
grant execute on function door.open_feed, door.feed to akoma_door;
grant execute on function access.has_feed, access.renew_feed to akoma_administration;

-- ---------- what a session searched for --------------------------------------------------------------------------------
-- The text that was typed, sealed, so that the page of results has an address without it. Its session alone reads it, for an hour, and it ends with it.
create table access.kept_search (
    id        uuid constraint kept_search_pk primary key,
    session   bytea not null constraint kept_search_session references access.session on delete cascade,
    person_id uuid not null constraint kept_search_person references access.person,
    sealed    bytea not null,
    kept_at   timestamptz not null);
create index kept_search_of_session on access.kept_search (session, kept_at);
create index kept_search_of_person on access.kept_search (person_id, kept_at);
alter table access.kept_search enable row level security;
create policy mine on access.kept_search to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration
    using (person_id = (select access.actor())) with check (person_id = (select access.actor()));
grant select, insert, delete on access.kept_search to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;

-- ---------- what was sent after the session had ended ----------------------------------------------------------------------
-- Whose session drew a form, by a hash of the token that the form carries, so that a form which comes too late still belongs to somebody. A day: a
-- session lasts twelve hours, and a page that it drew may be open longer.
create table access.session_form (
    form      bytea constraint session_form_pk primary key,
    person_id uuid not null constraint session_form_person references access.person,
    until     timestamptz not null);
create index session_form_until on access.session_form (until);
alter table access.session_form enable row level security;

-- The words of such a form, for the person whose session drew it alone, for half an hour, five forms at most. They are sealed under a key that this house
-- and a cookie of that browser make together: neither opens them without the other (docs/decisions/words-after-the-session.md).
create table access.kept_words (
    key       bytea constraint kept_words_pk primary key constraint kept_words_key check (octet_length(key) = 32),
    person_id uuid not null constraint kept_words_person references access.person,
    sealed    bytea not null constraint kept_words_size check (octet_length(sealed) between 30 and 65536),
    kept_at   timestamptz not null);
create index kept_words_of_person on access.kept_words (person_id, kept_at);
create index kept_words_kept on access.kept_words (kept_at);
alter table access.kept_words enable row level security;
create policy mine on access.kept_words to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration
    using (person_id = (select access.actor()) and kept_at > (select access.moment()) - interval '30 minutes');
grant select, delete on access.kept_words to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;

create function door.draw_forms(token bytea, form bytea, moment timestamptz) returns void language plpgsql security definer set search_path = pg_catalog as $$
declare s access.session := door.own(token, moment);
begin
    perform door.now_only(moment);
    delete from access.session_form f where f.until <= moment;
    insert into access.session_form values (form, s.person_id, moment + interval '24 hours') on conflict on constraint session_form_pk do nothing;
end $$;
create function door.drawn_for(form bytea, moment timestamptz, out person uuid, out compartment text)
stable language sql security definer set search_path = pg_catalog as $$
    select p.id, p.compartment from access.session_form f join access.person p on p.id = f.person_id
     where f.form = drawn_for.form and f.until > moment $$;
create function door.forget_words(moment timestamptz) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform door.now_only(moment);
    delete from access.kept_words w where w.kept_at <= moment - interval '30 minutes';
end $$;
-- False where no session drew the form, or the key is another person's.
create function door.keep_words(form bytea, key bytea, sealed bytea, moment timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
declare who uuid := (door.drawn_for(form, moment)).person;
begin
    perform door.forget_words(moment);
    if who is null or exists (select from access.kept_words w where w.key = keep_words.key and w.person_id <> who) then return false; end if;
    perform pg_advisory_xact_lock(hashtextextended(who::text, 12));
    delete from access.kept_words w where w.key = keep_words.key;
    insert into access.kept_words values (key, who, sealed, moment);
    delete from access.kept_words w where w.key in (select o.key from access.kept_words o where o.person_id = who order by o.kept_at desc, o.key offset 5);
    return true;
end $$;
revoke execute on function door.draw_forms, door.drawn_for, door.forget_words, door.keep_words from public;
grant execute on function door.draw_forms, door.drawn_for, door.forget_words, door.keep_words to akoma_door;
