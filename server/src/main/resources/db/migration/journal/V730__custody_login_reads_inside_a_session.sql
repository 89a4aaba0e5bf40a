-- Entries are read by a data protection officer who is inside. What seals and verifies the journal runs for nobody: it sees how entries hang together,
-- and neither who acted nor what they did.
alter policy watched on journal.entry using ((select access.has_role(array['DATA_PROTECTION_OFFICER'])));
alter policy watched on journal.files_read using (rung and (select access.has_role(array['DATA_PROTECTION_OFFICER'])));
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
revoke execute on function journal.root_follows, journal.witness_grows from public;

-- Who oversees all files or pays reads their lists a page at a time: beyond a number of lines on one day the data protection officers are rung, as for
-- files that are opened one after another, and as for lists that leave as files (access V221).
create table journal.lines_listed (
    person_id uuid not null,
    day       date not null,
    lines     int not null,
    rung      boolean not null default false,
    constraint lines_listed_pk primary key (person_id, day));
create index lines_listed_rung on journal.lines_listed (day) where rung;
alter table journal.lines_listed enable row level security;
create policy watched on journal.lines_listed for select to akoma_custody using (rung and (select access.has_role(array['DATA_PROTECTION_OFFICER'])));
grant select on journal.lines_listed to akoma_custody;
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
create function journal.count_listed(codes text[], further boolean, oversees boolean) returns boolean language plpgsql security definer set search_path = pg_catalog as $$
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
    insert into notices.bell (id, person_id, kind, rung_at) select gen_random_uuid(), x, 'alert', access.moment() from access.custodians() x where x <> me;
    perform set_config('akoma.reads', coalesce(reads, ''), true);
    return true;
end $$;
revoke execute on function journal.children_of_a_day, journal.count_listed from public;
grant execute on function journal.count_listed to akoma_protection;
