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

-- The trigger, not the caller, says who, where in the chain, and the hashes; as owner, for the writer need not see the chain.
create function journal.link() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare last record;
begin
    if access.actor() is null then raise exception 'journal.nobody' using errcode = 'insufficient_privilege'; end if;
    if exists (select from journal.entry e where e.chain = new.chain) then      -- a chain without entries belongs to a file made in this transaction
        perform pg_advisory_xact_lock(hashtextextended(new.chain::text, 7));    -- one writer per chain, until commit
    end if;
    select e.seq, e.hash into last from journal.entry e where e.chain = new.chain order by e.seq desc limit 1;
    new.seq := coalesce(last.seq, 0) + 1;
    new.prev := coalesce(last.hash, decode(repeat('00', 32), 'hex'));
    new.actor := access.actor();
    new.at := access.moment();
    new.tx := pg_current_xact_id();
    new.hash := sha256(new.prev || uuid_send(new.chain) || int4send(new.seq) || timestamptz_send(new.at) || uuid_send(new.actor) || int4send(new.section)
                       || sha256(textsend(new.act)) || sha256(new.body));
    return new;
end $$;
create trigger link before insert on journal.entry for each row execute function journal.link();

alter table journal.entry enable row level security;
create policy added on journal.entry for insert to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration with check (true);
create policy seen on journal.entry for select to akoma_protection, akoma_enforcement using (
    chain = (select access.actor())
    or exists (select from access.held g
                where g.file_id = entry.chain and g.reads & entry.section <> 0 offset 0));
create policy mine on journal.entry for select to akoma_administration using (chain = (select access.actor()));
create policy watched on journal.entry for select to akoma_custody using (true);

grant usage on schema journal to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;
grant select, insert on journal.entry to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;
grant select, insert on journal.root to akoma_custody;
revoke execute on all functions in schema journal from public;
