-- ---------- people are let in by a provider of identities ------------------------------------------------------------------
-- A person who signed in with password and code links the account once with who they are at the provider; later the provider's word stands for the
-- password (docs/decisions/openid-connect.md). The database cannot judge an ID token. What it asks for in its place is a mark of issuer and subject
-- that only this house can compute, with a key outside the database: the login of the door alone, or who knows a subject, opens nothing by it.
create table access.provider_link (
    person_id uuid constraint provider_link_pk primary key constraint provider_link_person references access.person,
    mark_hash bytea not null constraint provider_link_once unique constraint provider_link_mark check (octet_length(mark_hash) = 32),
    issuer    text not null constraint provider_link_issuer check (length(issuer) between 8 and 300),
    linked_at timestamptz not null);
alter table access.provider_link enable row level security;      -- read and written by the functions below alone

-- Who showed password and code in a session a moment ago may link in that session.
create table access.provider_permit (
    token_hash bytea constraint provider_permit_pk primary key constraint provider_permit_session references access.session on delete cascade,
    until      timestamptz not null);
alter table access.provider_permit enable row level security;

-- The browser's session in which somebody links.
create function door.own_browser(token bytea, moment timestamptz) returns access.session
language plpgsql stable security definer set search_path = pg_catalog as $$
declare s access.session := door.own(token, moment);
begin
    if s.kind <> 'BROWSER' then raise exception 'access.session-ended' using errcode = 'insufficient_privilege'; end if;
    return s;
end $$;

-- The officers who protect data, who supervises the person, and the person hear of each link: none is made in silence.
create function door.ring_of_link(person uuid, moment timestamptz) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform access.become(person, '{}', 0, moment);
    perform access.ring_account(array(select access.custodians()) || array(select access.supervisors_of(person)) || person, 'LINK', person, moment);
    perform access.leave();
end $$;

-- before: the password under its salt. FIRST: a password or a second factor of one's own comes first.
create function door.allow_link(token bytea, before text, step bigint, asked boolean, moment timestamptz, out outcome text, out locked_until timestamptz)
language plpgsql security definer set search_path = pg_catalog as $$
declare s access.session := door.own_browser(token, moment); c access.credential; place text := 'D own keys';
        factor boolean := asked or not (select e.any_moment from access.entrance e);
begin
    perform door.now_only(moment);
    select * into c from access.credential k where k.person_id = s.person_id for update;
    locked_until := door.locked(place, s.person_id::text, moment);
    if locked_until is not null then outcome := 'LOCKED';
    elsif c.must_change or factor and c.totp_sealed is null then outcome := 'FIRST';
    elsif door.fits(c, before) is distinct from true
       or factor and (step is null or step <= c.totp_last or abs(step - floor(extract(epoch from moment) / 30)) > 1) then
        outcome := 'WRONG';
        perform door.count(place, s.person_id::text, moment);
    else
        outcome := 'DONE';
        update access.credential k set totp_last = greatest(k.totp_last, coalesce(step, 0)) where k.person_id = s.person_id;
        insert into access.provider_permit as p values (token, moment + interval '10 minutes')
            on conflict (token_hash) do update set until = excluded.until;
    end if;
end $$;

-- DONE, TAKEN (another account with a role is linked with this subject: a contract that ended holds nothing) or ENDED (password and code were not shown, or too long ago). Another link of the person
-- is replaced, and their other sessions end.
create function door.link(token bytea, mark bytea, issuer text, moment timestamptz) returns text language plpgsql security definer set search_path = pg_catalog as $$
declare s access.session := door.own_browser(token, moment);
begin
    perform door.now_only(moment);
    delete from access.provider_permit p where p.token_hash = token and p.until > moment;
    if not found or octet_length(mark) is distinct from 32 then return 'ENDED'; end if;
    delete from access.provider_link l where l.mark_hash = sha256(mark) and l.person_id <> s.person_id
       and coalesce(cardinality((door.account_of(l.person_id, moment)).roles), 0) = 0;
    begin
        insert into access.provider_link as l values (s.person_id, sha256(mark), issuer, moment)
            on conflict (person_id) do update set mark_hash = excluded.mark_hash, issuer = excluded.issuer, linked_at = excluded.linked_at;
    exception when unique_violation then return 'TAKEN';
    end;
    delete from access.session o where o.person_id = s.person_id and o.token_hash <> token and o.kind <> 'JOB';
    perform door.ring_of_link(s.person_id, moment);
    return 'DONE';
end $$;
create function door.unlink(token bytea, moment timestamptz) returns boolean language plpgsql security definer set search_path = pg_catalog as $$
declare s access.session := door.own_browser(token, moment);
begin
    perform door.now_only(moment);
    delete from access.provider_link l where l.person_id = s.person_id;
    if not found then return false; end if;
    delete from access.session o where o.person_id = s.person_id and o.token_hash <> token and o.kind <> 'JOB';
    perform door.ring_of_link(s.person_id, moment);
    return true;
end $$;
create function door.linked(token bytea, moment timestamptz) returns timestamptz stable language sql security definer set search_path = pg_catalog as $$
    select l.linked_at from access.provider_link l where l.person_id = (door.own_browser(token, moment)).person_id $$;

-- Since when a person's account is linked, for who keeps the account and for the data protection officer: who is linked can be seen before harm is done.
create function access.provider_linked(person uuid) returns timestamptz stable language sql security definer set search_path = pg_catalog as $$
    select l.linked_at from access.provider_link l
     where l.person_id = provider_linked.person and (access.administers_person(person) or access.holds_role('{DATA_PROTECTION_OFFICER}')) $$;

-- Anyone who renews a person's password or second factor for them ends the link too: who got in once does not stay by a link of theirs.
create function access.end_link() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    delete from access.provider_link l where l.person_id = new.person_id;
    return null;
end $$;
create trigger credential_ends_link after update of must_change, totp_sealed on access.credential for each row
    when (new.must_change and not old.must_change or new.totp_sealed is null and old.totp_sealed is not null) execute function access.end_link();

-- Whose account a mark is linked with, for who may come in now; the secret of their second factor, sealed. Nobody: no row.
create function door.linked_with(mark bytea, moment timestamptz)
    returns table (person uuid, code text, organisation_id uuid, organisation text, compartment text, roles text[], totp bytea, locked_until timestamptz)
stable language sql security definer set search_path = pg_catalog as $$
    select a.id, a.code, a.organisation_id, a.organisation, a.compartment, a.roles, c.totp_sealed, door.locked('D provider', a.code, moment)
      from access.provider_link l join access.credential c on c.person_id = l.person_id, door.account_of(l.person_id, moment) a
     where l.mark_hash = sha256(mark) and not c.must_change and cardinality(a.roles) > 0 $$;

-- Opens a browser's session for who is linked with the mark. step: as in door.open. spared: the provider asked for a second factor that the operator
-- trusts. Anyone who needs one has one of the house all the same, for the acts before which it is asked again. Wrong codes are counted in one place for
-- the whole world: they come from who passes for the person at the provider, and do not keep the person from signing in by password.
create function door.open_linked(mark bytea, step bigint, asked boolean, spared boolean, token bytea, network text, device text, moment timestamptz,
                                 out outcome text, out times int, out locked_until timestamptz)
language plpgsql security definer set search_path = pg_catalog as $$
declare w record; c access.credential; factor boolean := asked or not (select e.any_moment from access.entrance e);
begin
    perform door.now_only(moment);
    select * into w from door.linked_with(mark, moment);
    if w.person is null then outcome := 'NOBODY'; return; end if;
    perform pg_advisory_xact_lock(hashtextextended(w.code, 11));
    select k.* into c from access.credential k where k.person_id = w.person for update;
    locked_until := door.locked('D provider', w.code, moment);
    if locked_until is not null then outcome := 'LOCKED'; return; end if;
    if c.must_change or factor and c.totp_sealed is null then outcome := 'NOBODY'; return; end if;
    if factor and not spared then
        if step is null or step <= c.totp_last or abs(step - floor(extract(epoch from moment) / 30)) > 1 then
            outcome := 'WRONG';
            times := door.count('D provider', w.code, moment);
            locked_until := door.locked('D provider', w.code, moment);
            return;
        end if;
        update access.credential k set totp_last = step where k.person_id = w.person;
    end if;
    delete from access.attempt a where a.key = door.key('D provider', w.code);
    insert into access.session (token_hash, person_id, kind, opened_at, used_at, expires_at, network, device)
    values (token, w.person, 'BROWSER', moment, moment, moment + interval '12 hours', network, device);
    update access.credential k set came_before = k.came_at, came_at = moment where k.person_id = w.person;
    outcome := 'OPEN';
end $$;

revoke execute on function door.own_browser, door.ring_of_link, door.allow_link, door.link, door.unlink, door.linked, access.end_link,
    access.provider_linked, door.linked_with, door.open_linked from public;
grant execute on function door.allow_link, door.link, door.unlink, door.linked, door.linked_with, door.open_linked to akoma_door;
grant execute on function access.provider_linked to akoma_administration, akoma_custody, akoma_protection;
