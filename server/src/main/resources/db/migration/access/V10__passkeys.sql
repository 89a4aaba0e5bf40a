-- ---------- a device lets its person in ------------------------------------------------------------------------------------
-- A passkey: a key that a device keeps for its person and uses once the person showed the device who they are (docs/decisions/passkeys.md). It counts as
-- password and second factor. The database judges no signature. What it asks for in its place is the mark, 32 random bytes that are sealed together with
-- the public key: the login of the door reads no mark without the key of the house, and nobody writes a public key that this house would open.
create table access.passkey (
    id        uuid constraint passkey_pk primary key,
    person_id uuid not null constraint passkey_person references access.person,
    key_hash  bytea not null constraint passkey_once unique constraint passkey_key check (octet_length(key_hash) = 32),    -- of the id that the device gave
    mark_hash bytea not null constraint passkey_mark check (octet_length(mark_hash) = 32),
    sealed    bytea not null constraint passkey_size check (octet_length(sealed) between 30 and 16384),
    name      bytea not null constraint passkey_name check (octet_length(name) between 30 and 2000),                      -- sealed
    counter   bigint not null constraint passkey_counter check (counter between 0 and 4294967295),
    added_at  timestamptz not null,
    used_at   timestamptz);
create index passkey_of_person on access.passkey (person_id, added_at);
alter table access.passkey enable row level security;            -- read and written by the functions below alone

-- Whatever a passkey proves follows from these: they are never changed, by no function either.
create function access.passkey_stays() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    raise exception 'access.passkey-changed' using errcode = 'insufficient_privilege';
end $$;
create trigger passkey_stays before update of id, person_id, key_hash, mark_hash, sealed, added_at on access.passkey for each row
    execute function access.passkey_stays();

-- Who showed password and code in a session a moment ago may add one in that session.
create table access.passkey_permit (
    token_hash bytea constraint passkey_permit_pk primary key constraint passkey_permit_session references access.session on delete cascade,
    until      timestamptz not null);
alter table access.passkey_permit enable row level security;

-- Questions to a device that were answered: each is answered once. Kept longer than a question lives.
create table access.answered_question (
    question bytea constraint answered_question_pk primary key constraint answered_question_size check (octet_length(question) = 32),
    until    timestamptz not null);
create index answered_question_until on access.answered_question (until);
alter table access.answered_question enable row level security;

create function door.is_first_answer(question bytea, moment timestamptz) returns boolean language plpgsql security definer set search_path = pg_catalog as $$
begin
    delete from access.answered_question a where a.until <= moment;
    insert into access.answered_question values (question, moment + interval '15 minutes') on conflict do nothing;
    return found;
end $$;
-- Wrong answers are counted by the key that was named. One that nobody has is not counted: it is never guessed, or sending many of them would fill a table.
create function door.passkey_name(key_hash bytea) returns text immutable language sql as $$ select encode(key_hash, 'hex') $$;

-- ---------- one's own passkeys -----------------------------------------------------------------------------------------------
-- before: the password under its salt; step: as in door.open. FIRST: a password of one's own comes first.
create function door.allow_passkey(token bytea, before text, step bigint, asked boolean, moment timestamptz, out outcome text, out locked_until timestamptz)
language plpgsql security definer set search_path = pg_catalog as $$
declare s access.session := door.own_browser(token, moment); c access.credential; place text := 'D own keys';
        factor boolean := asked or not (select e.any_moment from access.entrance e);
begin
    perform door.now_only(moment);
    select * into c from access.credential k where k.person_id = s.person_id for update;
    locked_until := door.locked(place, s.person_id::text, moment);
    if locked_until is not null then outcome := 'LOCKED';
    elsif c.must_change or (select p.conduct_accepted_at is null from access.person p where p.id = s.person_id) then outcome := 'FIRST';
    elsif door.fits(c, before) is distinct from true or factor and c.totp_sealed is not null and not door.step_fits(c, step, moment) then
        outcome := 'WRONG';
        perform door.count(place, s.person_id::text, moment);
    else
        outcome := 'DONE';
        update access.credential k set totp_last = greatest(k.totp_last, coalesce(step, 0)) where k.person_id = s.person_id;
        insert into access.passkey_permit as p values (token, moment + interval '10 minutes')
            on conflict (token_hash) do update set until = excluded.until;
    end if;
end $$;
-- Whether the session may add one now.
create function door.may_add_passkey(token bytea, moment timestamptz) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.passkey_permit p where p.token_hash = (door.own_browser(token, moment)).token_hash and p.until > moment) $$;
-- DONE, TAKEN (this very key is there), MANY (ten are), ENDED (password and code were not shown, or too long ago) or ANSWERED (the question was, before).
-- The person hears of it: none is added in silence.
create function door.add_passkey(token bytea, question bytea, id uuid, key_hash bytea, mark bytea, sealed bytea, name bytea, counter bigint, moment timestamptz)
    returns text language plpgsql security definer set search_path = pg_catalog as $$
declare s access.session := door.own_browser(token, moment);
begin
    perform door.now_only(moment);
    delete from access.passkey_permit p where p.token_hash = token and p.until > moment;
    if not found or octet_length(mark) is distinct from 32 then return 'ENDED'; end if;
    if not door.is_first_answer(question, moment) then return 'ANSWERED'; end if;
    perform pg_advisory_xact_lock(hashtextextended(s.person_id::text, 13));
    if (select count(*) from access.passkey k where k.person_id = s.person_id) >= 10 then return 'MANY'; end if;
    begin
        insert into access.passkey values (id, s.person_id, key_hash, sha256(mark), sealed, name, counter, moment, null);
    exception when unique_violation then return 'TAKEN';
    end;
    perform access.ring_account(array[s.person_id], 'PASSKEY_ADDED', s.person_id, moment);
    return 'DONE';
end $$;
create function door.passkeys(token bytea, moment timestamptz)
    returns table (id uuid, sealed bytea, name bytea, added_at timestamptz, used_at timestamptz)
stable language sql security definer set search_path = pg_catalog as $$
    select k.id, k.sealed, k.name, k.added_at, k.used_at from access.passkey k
     where k.person_id = (door.own(token, moment)).person_id order by k.added_at, k.id $$;
create function door.name_passkey(token bytea, passkey uuid, name bytea, moment timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
declare s access.session := door.own(token, moment);
begin
    perform door.now_only(moment);
    update access.passkey k set name = name_passkey.name where k.id = passkey and k.person_id = s.person_id;
    return found;
end $$;
-- DONE, NONE or FACTOR (the second factor was not shown in this session of late). The other sessions end: who came in by it is out.
create function door.remove_passkey(token bytea, passkey uuid, moment timestamptz) returns text
language plpgsql security definer set search_path = pg_catalog as $$
declare s access.session := door.own(token, moment);
begin
    perform door.now_only(moment);
    if (door.factor_is_recent(token, moment)).recent is distinct from true then return 'FACTOR'; end if;
    delete from access.passkey k where k.id = passkey and k.person_id = s.person_id;
    if not found then return 'NONE'; end if;
    delete from access.session o where o.person_id = s.person_id and o.token_hash <> token and o.kind <> 'JOB';
    perform access.ring_account(array[s.person_id], 'PASSKEY_REMOVED', s.person_id, moment);
    return 'DONE';
end $$;

-- ---------- a device answers -------------------------------------------------------------------------------------------------
-- What is kept of the key that a device names, to judge its answer by: ANSWERED, LOCKED, NOBODY (who may come in has no such key) or FOUND. Each question
-- is answered once, whatever becomes of it.
create function door.asked_passkey(key_hash bytea, question bytea, moment timestamptz, out outcome text, out locked_until timestamptz, out who door.account,
                                   out passkey uuid, out sealed bytea, out counter bigint)
language plpgsql security definer set search_path = pg_catalog as $$
declare k access.passkey;
begin
    perform door.now_only(moment);
    if not door.is_first_answer(question, moment) then outcome := 'ANSWERED'; return; end if;
    locked_until := door.locked('D passkey', door.passkey_name(key_hash), moment);
    if locked_until is not null then outcome := 'LOCKED'; return; end if;
    select p.* into k from access.passkey p join access.credential c on c.person_id = p.person_id
     where p.key_hash = asked_passkey.key_hash and not c.must_change;
    who := door.account_of(coalesce(k.person_id, door.stand_in()), moment);
    if k.id is null or cardinality((who).roles) = 0 then
        who := null;
        outcome := 'NOBODY';
        return;
    end if;
    outcome := 'FOUND';
    passkey := k.id;
    sealed := k.sealed;
    counter := k.counter;
end $$;
-- The answer was wrong, or the counter of the device had gone back: a copy of the key may be about, of which its person hears.
create function door.miss_passkey(key_hash bytea, copied boolean, moment timestamptz, out times int, out locked_until timestamptz)
language plpgsql security definer set search_path = pg_catalog as $$
declare person uuid := (select k.person_id from access.passkey k where k.key_hash = miss_passkey.key_hash);
begin
    perform door.now_only(moment);
    times := 0;
    if person is null then return; end if;
    times := door.count('D passkey', door.passkey_name(key_hash), moment);
    locked_until := door.locked('D passkey', door.passkey_name(key_hash), moment);
    if copied then perform access.ring_account(array[person], 'PASSKEY_COPIED', person, moment); end if;
end $$;
-- The key that this mark belongs to, once more, with the counter that the device showed. Null: none, or the counter went back.
create function door.use_passkey(passkey uuid, mark bytea, counter bigint, moment timestamptz) returns uuid
language plpgsql security definer set search_path = pg_catalog as $$
declare person uuid;
begin
    update access.passkey k set counter = use_passkey.counter, used_at = moment
     where k.id = passkey and k.mark_hash = sha256(mark) and (use_passkey.counter > k.counter or use_passkey.counter = 0 and k.counter = 0)
    returning k.person_id into person;
    if person is not null then
        delete from access.attempt a using access.passkey k where k.id = passkey and a.key = door.key('D passkey', door.passkey_name(k.key_hash));
    end if;
    return person;
end $$;
-- Opens a browser's session: as by password and code, which the device replaces.
create function door.open_passkey(passkey uuid, mark bytea, counter bigint, token bytea, network text, device text, moment timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
declare person uuid;
begin
    perform door.now_only(moment);
    person := door.use_passkey(passkey, mark, counter, moment);
    if person is null or cardinality((door.account_of(person, moment)).roles) = 0
       or not exists (select from access.credential c where c.person_id = person and not c.must_change) then return false; end if;
    delete from access.session s where s.expires_at <= moment and s.kind <> 'JOB';
    insert into access.session (token_hash, person_id, kind, opened_at, used_at, expires_at, network, device, factor_at)
    values (token, person, 'BROWSER', moment, moment, moment + interval '12 hours', network, device, moment);
    update access.credential k set came_before = k.came_at, came_at = moment where k.person_id = person;
    return true;
end $$;
-- In a session that is open: its person still sits there. As by the code of the second factor that permits no act.
create function door.show_passkey(token bytea, passkey uuid, mark bytea, counter bigint, moment timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
declare s access.session := door.own_browser(token, moment);
begin
    perform door.now_only(moment);
    if not exists (select from access.passkey k where k.id = passkey and k.person_id = s.person_id)
       or door.use_passkey(passkey, mark, counter, moment) is null then return false; end if;
    update access.session o set factor_at = moment where o.token_hash = token;
    return true;
end $$;

-- ---------- recovering an account shuts out all devices ------------------------------------------------------------------
-- A new one-time password (by two people, or by the operator), another second factor or none: also of who had none.
create function access.end_passkeys() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    delete from access.passkey k where k.person_id = new.person_id;
    return null;
end $$;
create trigger credential_ends_passkeys after update of must_change, totp_sealed on access.credential for each row
    when (new.must_change and not old.must_change or old.totp_sealed is not null and new.totp_sealed is distinct from old.totp_sealed)
    execute function access.end_passkeys();
create trigger reset_ends_passkeys after update of approved_at on access.second_factor_reset for each row
    when (new.approved_at is not null and old.approved_at is null) execute function access.end_passkeys();

-- How many a person has, and when the last one was added, for who keeps the account and for the data protection officer.
create function access.passkeys_of(person uuid) returns table (passkeys int, added_at timestamptz)
stable language sql security definer set search_path = pg_catalog as $$
    select count(*)::int, max(k.added_at) from access.passkey k
     where k.person_id = passkeys_of.person and (access.administers_person(person) or access.holds_role('{DATA_PROTECTION_OFFICER}')) having count(*) > 0 $$;

revoke execute on function access.passkey_stays, door.is_first_answer, door.passkey_name, door.allow_passkey, door.may_add_passkey, door.add_passkey, door.passkeys,
    door.name_passkey, door.remove_passkey, door.asked_passkey, door.miss_passkey, door.use_passkey, door.open_passkey, door.show_passkey,
    access.end_passkeys, access.passkeys_of from public;
grant execute on function door.allow_passkey, door.may_add_passkey, door.add_passkey, door.passkeys, door.name_passkey, door.remove_passkey,
    door.asked_passkey, door.miss_passkey, door.open_passkey, door.show_passkey to akoma_door;
grant execute on function access.passkeys_of to akoma_administration, akoma_custody, akoma_protection;

-- ---------- a restored house -----------------------------------------------------------------------------------------------
-- By ./akoma restore: what opened a door when the backup was made may have been ended since, which the copy cannot know. Sessions of browsers, tokens of
-- programs and addresses of calendars, links with a provider, passkeys, what was kept of ended sessions, and one-time passwords with their links.
create function access.end_ways_in() returns void language sql set search_path = pg_catalog as $$
    delete from access.session;
    delete from access.session_form;
    delete from access.kept_words;
    delete from access.provider_link;
    delete from access.passkey;
    update access.credential set one_time_until = now() where one_time_until > now() $$;
revoke execute on function access.end_ways_in from public;
