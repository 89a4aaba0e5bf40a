grant usage on schema journal to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;

-- Append-only; a chain per file (or per person, for acts about no single file), so that writers of different files never wait for each other.
create table journal.entry (
    chain   uuid not null,
    seq     int not null,
    at      timestamptz not null,
    actor   uuid not null,
    act     text not null,
    section int not null,                             -- which section of the file one must hold to read the body
    body    bytea not null,                           -- sealed; erasure destroys its key, the hash still fits
    prev    bytea not null,
    hash    bytea not null,
    tx      xid8 not null,                            -- commit-safe cursor for the Merkle root
    constraint entry_pk primary key (chain, seq));
create index entry_by_tx on journal.entry (tx);
create index entry_by_actor on journal.entry (actor, at);
-- Questions about a week read a week: entries lie in the table nearly in the order of their time.
create index entry_by_day on journal.entry using brin (at) with (pages_per_range = 16);
alter table journal.entry enable row level security;
create policy added on journal.entry for insert to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration with check (true);
create policy seen on journal.entry for select to akoma_protection, akoma_enforcement using (
    chain = (select access.actor())
    or exists (select from access.held g
                where g.file_id = entry.chain and g.reads & entry.section <> 0 offset 0));
create policy mine on journal.entry for select to akoma_administration using (chain = (select access.actor()));
create policy watched on journal.entry for select to akoma_custody using ((select access.has_role(array['DATA_PROTECTION_OFFICER'])));
-- Who looks after a child without working on the case reads what people of their own structure did since the file was opened to them: neither what
-- was before, nor what others do (trust.md G8). Every other grant shows the whole history of its sections.
create policy least on journal.entry as restrictive for select to akoma_protection using (
    chain = (select access.actor())
    or exists (select from access.held g
                where g.file_id = entry.chain and g.reads & entry.section <> 0
                  and (g.reason not in ('REFERRAL', 'ENROLMENT', 'SHELTER_STAY', 'SAMPLE') and not (g.reason = 'TRANSFER' and g.reads = 256)
                       or entry.at >= g.valid_from and entry.actor in (select access.colleagues())) offset 0));
grant select, insert on journal.entry to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;

create table journal.root (
    n         bigint generated always as identity constraint root_pk primary key,
    at        timestamptz not null,
    tx_from   xid8 not null,
    tx_until  xid8 not null,
    entries   bigint not null,
    leaves    bytea not null,                         -- chain and seq of each leaf, 20 bytes each: names the one that is gone
    root      bytea not null,
    prev      bytea not null,
    signature bytea not null,
    constraint root_follows unique (tx_from));
grant select, insert on journal.root to akoma_custody;

-- The trigger, not the caller, says who, where in the chain, and the hashes; as owner, for the writer need not see the chain.
-- Anyone who wrote the chain's last entry in this very transaction holds the chain already: by the lock taken then, or because the chain began in this
-- transaction and nobody else knows of it yet.
create function journal.link() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
    last record;
    who uuid := access.actor();
begin
    if who is null then raise exception 'journal.nobody' using errcode = 'insufficient_privilege'; end if;
    new.tx := pg_current_xact_id();
    select e.seq, e.hash, e.tx into last from journal.entry e where e.chain = new.chain order by e.seq desc limit 1;
    if last.tx <> new.tx then                                                   -- not so for null: a chain without entries
        perform pg_advisory_xact_lock(hashtextextended(new.chain::text, 7));    -- one writer per chain, until commit
        select e.seq, e.hash, e.tx into last from journal.entry e where e.chain = new.chain order by e.seq desc limit 1;
    end if;
    new.seq := coalesce(last.seq, 0) + 1;
    new.prev := coalesce(last.hash, decode(repeat('00', 32), 'hex'));
    new.actor := who;
    new.at := access.moment();
    new.hash := sha256(new.prev || uuid_send(new.chain) || int4send(new.seq) || timestamptz_send(new.at) || uuid_send(new.actor) || int4send(new.section)
                       || sha256(textsend(new.act)) || sha256(new.body));
    return new;
end $$;
-- What a login inserts is always linked, whatever it says of place or hash; what this house's own functions insert is, unless they did so themselves.
create trigger link before insert on journal.entry for each row
    when (new.hash is null or current_user = session_user) execute function journal.link();
revoke execute on function journal.link from public;

-- ---------- many at once -----------------------------------------------------------------------------------------------
-- Many entries in one call: the same chains and the same hashes as the trigger makes of each row, but each chain is looked at once, and its entries
-- follow one another in memory. Chains are taken in the order of their ids, so that two writers never wait for each other crosswise.
create function journal.append(chains uuid[], acts text[], sections int[], bodies bytea[]) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
    who uuid := access.actor();
    moment timestamptz := access.moment();
    mine xid8 := pg_current_xact_id();
    at_chain uuid;
    last record;
    one record;
    place int;
    before bytea;
    link bytea;
    places int[];
    befores bytea[];
    links bytea[];
begin
    if who is null then raise exception 'journal.nobody' using errcode = 'insufficient_privilege'; end if;
    for one in select e.* from unnest(chains, acts, sections, bodies) with ordinality as e (chain, act, section, body, n) order by e.chain, e.n loop
        if one.chain is distinct from at_chain then
            select e.seq, e.hash, e.tx into last from journal.entry e where e.chain = one.chain order by e.seq desc limit 1;
            if last.tx <> mine then                                                     -- see journal.link
                perform pg_advisory_xact_lock(hashtextextended(one.chain::text, 7));
                select e.seq, e.hash, e.tx into last from journal.entry e where e.chain = one.chain order by e.seq desc limit 1;
            end if;
            at_chain := one.chain;
            place := coalesce(last.seq, 0);
            link := coalesce(last.hash, decode(repeat('00', 32), 'hex'));
        end if;
        place := place + 1;
        before := link;
        link := sha256(before || uuid_send(one.chain) || int4send(place) || timestamptz_send(moment) || uuid_send(who) || int4send(one.section)
                       || sha256(textsend(one.act)) || sha256(one.body));
        places[one.n] := place;
        befores[one.n] := before;
        links[one.n] := link;
    end loop;
    insert into journal.entry (chain, seq, at, actor, act, section, body, prev, hash, tx)
    select e.chain, e.seq, moment, who, e.act, e.section, e.body, e.prev, e.hash, mine
      from unnest(chains, places, acts, sections, bodies, befores, links) as e (chain, seq, act, section, body, prev, hash);
end $$;
revoke execute on function journal.append from public;
grant execute on function journal.append to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;

-- ---------- at the door ------------------------------------------------------------------------------------------------
-- At the door nobody is inside yet, so that nobody could write. The door's own login notes what happens there in the chain of the person
-- whose account it was, whether or not it was they who stood there; it can note nothing else.
-- The entry is written by who the account belongs to, made known with the seal like everybody who enters.
create function journal.note_at_the_door(person uuid, act text, body bytea, moment timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
    if act not like 'access.%' or not access.is_now(moment) or not exists (select from access.person p where p.id = person) then
        raise exception 'journal.not-at-the-door' using errcode = 'insufficient_privilege';
    end if;
    perform access.become(person, '{}', 0, moment);
    insert into journal.entry (chain, act, section, body) values (person, act, 256, body);
    perform access.leave();
end $$;
revoke execute on function journal.note_at_the_door from public;

-- ---------- how far roots were published -------------------------------------------------------------------------------
-- How far each data folder's file of roots goes: what was published and lies in the file no more is found, and what could not be
-- written to it is written at the next occasion.
create table journal.witness (
    folder    uuid constraint witness_pk primary key,      -- the id in the folder's house.properties
    published bigint not null default 0);   -- the newest root that its file holds
grant select, insert, update on journal.witness to akoma_custody;

-- ---------- an act without a name --------------------------------------------------------------------------------------
-- Two kinds of acts lie on the house's own chain, without actor. Who complains without giving their name is named nowhere: that entry is of the day and not of
-- the moment, so that neither a name nor the minute of somebody else's entries tells who it was. The same of who reports an incident. It waits for the end of
-- that day: beside the transaction of other entries, and under the root of a minute, it would tell the minute all the same. And what the house itself
-- deletes when its time is over.
create table journal.unnamed (
    day  timestamptz not null constraint unnamed_is_a_day check (day = date_trunc('day', day, 'UTC')),
    act  text not null,
    body bytea not null);
alter table journal.unnamed enable row level security;
create function journal.note_by_house(chain uuid, act text, body bytea, moment timestamptz) returns void language plpgsql security definer set search_path = pg_catalog as $$
declare
    nobody uuid := '00000000-0000-0000-0000-000000000000';
    last record;
    place int;
    before bytea;
begin
    perform pg_advisory_xact_lock(hashtextextended(chain::text, 7));
    select e.seq, e.hash into last from journal.entry e where e.chain = note_by_house.chain order by e.seq desc limit 1;
    place := coalesce(last.seq, 0) + 1;
    before := coalesce(last.hash, decode(repeat('00', 32), 'hex'));
    insert into journal.entry (chain, seq, at, actor, act, section, body, prev, hash, tx)
    values (note_by_house.chain, place, moment, nobody, act, 256, body, before,
            sha256(before || uuid_send(note_by_house.chain) || int4send(place) || timestamptz_send(moment) || uuid_send(nobody) || int4send(256)
                   || sha256(textsend(act)) || sha256(body)), pg_current_xact_id());
end $$;
create function journal.note_of_house(act text, body bytea, moment timestamptz) returns void language sql security definer set search_path = pg_catalog as $$
    select journal.note_by_house((select h.id from vault.house h), note_of_house.act, note_of_house.body, note_of_house.moment) $$;
-- What the house does to a file by its clock lies on the chain of that file too, for who works on it. The house has no key of the file, so that what the entry
-- says is plain: codes of structures alone. Only the function that does it writes it.
create function journal.note_on_file(file uuid, act text, facts jsonb, moment timestamptz) returns void language sql security definer set search_path = pg_catalog as $$
    select journal.note_by_house(note_on_file.file, note_on_file.act, convert_to(note_on_file.facts::text, 'UTF8'), note_on_file.moment) $$;
create function journal.note_unnamed(act text, body bytea) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
    if access.actor() is null or act not in ('followup.complaint-raised', 'oversight.incident-reported') then
        raise exception 'journal.not-unnamed' using errcode = 'insufficient_privilege';
    end if;
    insert into journal.unnamed values (date_trunc('day', access.moment(), 'UTC'), act, body);
end $$;
-- Writes those of the days that are over. By what seals the journal, each minute.
create function journal.note_days_over(moment timestamptz) returns void language plpgsql security definer set search_path = pg_catalog as $$
declare one record;
begin
    if not access.is_now(moment) then raise exception 'journal.not-now' using errcode = 'insufficient_privilege'; end if;
    for one in delete from journal.unnamed u where u.day < date_trunc('day', moment, 'UTC') returning u.* loop
        perform journal.note_of_house(one.act, one.body, one.day);
    end loop;
end $$;
create function journal.note_deleted(act text, body bytea, moment timestamptz) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
    if act not like '%-deleted' and act not in ('handover.mandate-followed', 'handover.overlap-over', 'handover.escalated', 'handover.follower-called', 'disclosure.late', 'packages.own-key-made', 'vault.copy-made-live', 'retention.erased', 'retention.erased-again', 'retention.erasure-ended') or not access.is_now(moment) then
        raise exception 'journal.not-of-the-house' using errcode = 'insufficient_privilege';
    end if;
    perform journal.note_of_house(act, body, moment);
end $$;
revoke execute on function journal.note_by_house, journal.note_on_file, journal.note_of_house, journal.note_unnamed, journal.note_days_over, journal.note_deleted
    from public;
grant execute on function journal.note_days_over to akoma_custody;
grant execute on function journal.note_deleted to akoma_administration;
grant execute on function journal.note_unnamed to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;

-- ---------- much reading rings -----------------------------------------------------------------------------------------
-- Who opens one file after another takes a list along without a list's second person: beyond a number of files on one day the data protection officers
-- are rung, once that day, and find who it was among their tasks (OWASP ASVS 2.4.1). Counted from the entries that reading leaves, in their transaction.
create table journal.file_read (
    person_id uuid not null,
    day       date not null,
    file_id   uuid not null,
    at        timestamptz not null,                        -- of its first opening on that day
    way       text not null constraint file_read_way check (way in ('WORK', 'STRUCTURE', 'OVERSIGHT', 'LENT')),
    constraint file_read_pk primary key (person_id, day, file_id));
create index file_read_of_day on journal.file_read (day);
alter table journal.file_read enable row level security;

create table journal.files_read (
    person_id uuid not null,
    day       date not null,
    files     int not null,
    rung      boolean not null default false,
    constraint files_read_pk primary key (person_id, day));
alter table journal.files_read enable row level security;

-- By which way who reads holds the file: they work on it or lead who does (WORK), their structure holds it, they oversee all, or it was only lent to them by a
-- colleague or opened in an emergency.
create function journal.way_to(file uuid, moment timestamptz) returns text language plpgsql stable security definer set search_path = pg_catalog as $$
declare nearest int := (select min(case when g.reason in ('OWNING_STRUCTURE', 'TRANSFER') then 1 when g.reason in ('BREAK_GLASS', 'SHARED') then 3
                                        when g.reason = 'OVERSIGHT' then 2 else 0 end)
                          from access.file_grant g where g.file_id = way_to.file and g.holder = any (access.holders()) and g.valid_from <= moment and g.valid_until >= moment);
begin
    return case nearest when 0 then 'WORK' when 1 then 'STRUCTURE' when 3 then 'LENT' else 'OVERSIGHT' end;
end $$;
create function journal.count_reading() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare today date := (new.at at time zone 'UTC')::date; total int; before boolean; custodians uuid[]; reads text;
begin
    insert into journal.file_read (person_id, day, file_id, at, way)
    select new.actor, today, new.chain, new.at, journal.way_to(new.chain, new.at)
     where not exists (select from journal.file_read r where r.person_id = new.actor and r.day = today and r.file_id = new.chain) on conflict do nothing;
    if not found then return null; end if;
    insert into journal.files_read as r (person_id, day, files) values (new.actor, today, 1)
        on conflict (person_id, day) do update set files = r.files + 1 returning r.files, r.rung into total, before;
    if total <= access.limit_of('files-read.day', 60) or before then return null; end if;
    update journal.files_read r set rung = true where r.person_id = new.actor and r.day = today;
    custodians := array(select access.custodians());
    reads := current_setting('akoma.reads', true);
    perform set_config('akoma.reads', '', true);                 -- a token that only reads rings too, and changes nothing else
    perform oversight.found(new.actor, today, 'DAY', total, access.limit_of('files-read.day', 60), new.at);
    insert into notices.bell (id, person_id, kind, rung_at, what, target) select gen_random_uuid(), x, 'account', new.at, 'FILES_READ', new.actor from unnest(custodians) x where x <> new.actor;
    perform set_config('akoma.reads', coalesce(reads, ''), true);
    return null;
end $$;
-- The entry of one question; what a list writes together is limited where lists leave (access.count_exported).
create trigger count_reading after insert on journal.entry for each row
    when (current_user = session_user and new.chain <> new.actor and (new.act like '%read' or new.act like '%revealed'))
    execute function journal.count_reading();
revoke execute on function journal.count_reading, journal.way_to from public;

-- ---------- written by who comes to it ---------------------------------------------------------------------------------
-- An entry is written into the chain of a file by who comes to that file, in this moment or until this moment, or oversees it; into no other child's.
-- Its plan is kept: PostgreSQL takes an array whose length it does not know for a long one, and would plan anew at each entry.
create function journal.keep_chains() returns trigger language plpgsql security definer set search_path = pg_catalog
    set plan_cache_mode = force_generic_plan as $$
declare me uuid := access.actor(); mine uuid[]; now timestamptz := access.moment();                  -- asked once a statement: each proves the seal anew
begin
    if session_user not in ('akoma_protection', 'akoma_enforcement', 'akoma_administration') or me is null or access.everywhere() <> 0 then return null; end if;
    mine := access.holders();
    if exists (select from (select distinct a.chain from added a where a.actor = me and a.chain <> me offset 0) c
                where not exists (select from access.file_grant g where g.file_id = c.chain and g.holder = any (mine)
                                     and g.valid_from <= now and g.valid_until >= now)) then
        raise exception 'journal.not-ones-own-file' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create trigger keep_chains after insert on journal.entry referencing new table as added for each statement execute function journal.keep_chains();
revoke execute on function journal.keep_chains from public;

-- ---------- what the custodian reads, and how the journal is sealed ----------------------------------------------------
-- Entries are read by a data protection officer who is inside. What seals and verifies the journal runs for nobody: it sees how entries hang together,
-- and neither who acted nor what they did.
create view journal.chained as
    select e.tx, e.chain, e.seq, e.at, e.prev, e.hash,
           sha256(e.prev || uuid_send(e.chain) || int4send(e.seq) || timestamptz_send(e.at) || uuid_send(e.actor) || int4send(e.section)
                  || sha256(textsend(e.act)) || sha256(e.body)) as computed
      from journal.entry e;
grant select on journal.chained to akoma_custody;

-- A root follows the one before it and counts what lies under it; how far a folder's file goes only grows, and no further than the roots.
create function journal.root_follows() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare last journal.root;
begin
    if session_user <> 'akoma_custody' then return new; end if;
    select * into last from journal.root r order by r.n desc limit 1;
    if last.n is not null and (new.tx_from <> last.tx_until or new.prev <> last.root) or new.tx_until < new.tx_from
           or new.entries <> (select count(*) from journal.entry e where e.tx >= new.tx_from and e.tx < new.tx_until) then
        raise exception 'journal.root-does-not-follow' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger root_follows before insert on journal.root for each row execute function journal.root_follows();
create function journal.witness_grows() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_custody' and new.published < old.published or session_user = 'akoma_custody' and new.published > (select coalesce(max(r.n), 0) from journal.root r) then
        raise exception 'journal.witness-only-grows' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger witness_grows before update on journal.witness for each row execute function journal.witness_grows();

-- Who oversees all files or pays reads their lists a page at a time: beyond a number of lines on one day the data protection officers are rung, as for
-- files that are opened one after another, and as for lists that leave as files (access.count_exported).
create table journal.lines_listed (
    person_id uuid not null,
    day       date not null,
    lines     int not null,
    rung      boolean not null default false,
    constraint lines_listed_pk primary key (person_id, day));
alter table journal.lines_listed enable row level security;

-- And how many different children they were: half of a small house are many, however few the lines are.
create table journal.child_listed (
    person_id uuid not null,
    day       date not null,
    file_id   uuid not null,
    constraint child_listed_pk primary key (person_id, day, file_id));
alter table journal.child_listed enable row level security;
-- The most children of one day: those of the limit, half of the house, and twenty in any house.
create function journal.children_of_a_day() returns int stable language plpgsql security definer set search_path = pg_catalog as $$
declare most int := access.limit_of('lists-read.children', 200);
begin
    return least(most, greatest(20, (select count(*) from (select from cases.case_file limit 2 * most) f) / 2));
end $$;

-- Counts what a page shows, and rings where there become too many of a day. False: it brings more children when those of the limit were read already, and is
-- not shown without a second person: no page after a first one, and from twice as many none at all. Half of a small house rings and is shown: who pays
-- or leads a programme of fifty children reads of them all on any working day. Who works with the children of the list
-- is counted where they read on, by the limit alone, and rings.
create function journal.count_listed(codes text[], further boolean, oversees boolean) returns boolean language plpgsql security definer
    set search_path = pg_catalog set plan_cache_mode = force_generic_plan as $$
declare today date := (access.moment() at time zone 'UTC')::date; me uuid := access.actor(); reads text := current_setting('akoma.reads', true);
        total int; before boolean; had int; added int; most int; limited int := access.limit_of('lists-read.children', 200);
begin
    if me is null or coalesce(cardinality(codes), 0) = 0 or not oversees and not further then return true; end if;
    select count(*) into had from journal.child_listed l where l.person_id = me and l.day = today;
    insert into journal.child_listed select distinct me, today, f.id from cases.case_file f where f.code = any (codes) on conflict do nothing;
    get diagnostics added = row_count;
    most := case when had + added <= 20 then 20 when oversees then journal.children_of_a_day() else limited end;
    if oversees and added > 0 and had > limited and (further or had > 2 * limited) then return false; end if;
    insert into journal.lines_listed as l (person_id, day, lines) values (me, today, cardinality(codes))
        on conflict (person_id, day) do update set lines = l.lines + excluded.lines returning l.lines, l.rung into total, before;
    if before or had + added <= most and (total <= access.limit_of('lists-read.day', 1000) or not oversees) then return true; end if;
    update journal.lines_listed l set rung = true where l.person_id = me and l.day = today;
    perform set_config('akoma.reads', '', true);                 -- a token that only reads rings too, and changes nothing else
    perform oversight.found(me, today, 'LISTED', total, least(total - 1, access.limit_of('lists-read.day', 1000)), access.moment());
    insert into notices.bell (id, person_id, kind, rung_at, what, target) select gen_random_uuid(), x, 'account', access.moment(), 'LISTS_READ', me from access.custodians() x where x <> me;
    perform set_config('akoma.reads', coalesce(reads, ''), true);
    return true;
end $$;
revoke execute on function journal.root_follows, journal.witness_grows, journal.children_of_a_day, journal.count_listed from public;
grant execute on function journal.count_listed to akoma_protection;
