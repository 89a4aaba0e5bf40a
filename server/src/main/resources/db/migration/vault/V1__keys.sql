grant usage on schema vault to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration, akoma_publication, akoma_statistics;

-- One data key per file, wrapped by the compartment's master key, which is never in the database. Erasing a child destroys this row (retention.wipe), and nothing else may.
create table vault.data_key (
    owner       uuid constraint data_key_pk primary key constraint data_key_owner references access.dossier,
    compartment text not null,
    wrapped     bytea not null,
    made_at     timestamptz not null default now())
    -- a row that was destroyed leaves the table's file within minutes, not when so many others have gone
    with (autovacuum_vacuum_threshold = 0, autovacuum_vacuum_scale_factor = 0);
-- No key becomes an example value among the statistics of the server.
alter table vault.data_key alter column wrapped set statistics 0;
alter table vault.data_key enable row level security;
create policy seen on vault.data_key for select to akoma_protection, akoma_enforcement
    using (compartment = session_user and access.sees(owner, 511, false));
-- Whether a new key has its grant is asked as on every other table on a file, by a probe within the plan: a function called for each row starts a
-- query of its own. Every grant holds some section, so that any grant on the file will do. Reading one key stays with the function,
-- which a connection need not plan anew.
create policy made on vault.data_key for insert to akoma_protection, akoma_enforcement
    with check (compartment = session_user and exists (select from access.held g
    where g.file_id = data_key.owner and g.may_write offset 0));
grant select, insert on vault.data_key to akoma_protection, akoma_enforcement;

-- ---------- the house and its keys -------------------------------------------------------------------------------------
-- The house that this database is: a dump carries the id along, so that a data folder knows its own database wherever it was restored.
create table vault.house (
    id      uuid not null default gen_random_uuid() constraint house_pk primary key,
    single  boolean not null default true constraint house_one unique constraint house_single check (single),
    made_at timestamptz not null default now(),
    -- A copy: ./akoma restore made it then, of a backup of that moment. It sends nothing, because the house that it was made of may be at work beside it.
    copy_since timestamptz,
    copy_of    timestamptz,
    constraint house_copy check ((copy_since is null) = (copy_of is null)));
insert into vault.house default values;
grant select on vault.house to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration, akoma_publication, akoma_statistics;

create function vault.is_copy() returns boolean stable language sql set search_path = pg_catalog as $$
    select exists (select from vault.house h where h.copy_since is not null) $$;
-- By ./akoma restore, as the owner of the server, and by ./akoma restore --live, as the owner of the tables: granted to no login.
create function vault.become_copy(backup timestamptz) returns void language sql set search_path = pg_catalog as $$
    update vault.house set copy_since = now(), copy_of = backup $$;
create function vault.become_live() returns void language sql set search_path = pg_catalog as $$
    update vault.house set copy_since = null, copy_of = null $$;
revoke execute on function vault.is_copy, vault.become_copy, vault.become_live from public;

-- Every key that something here is sealed with: a keyed hash of a constant under the key itself, so that a start with another key, or without
-- one, is refused before it seals a word. The newest number of a holder seals; the others open what was sealed before.
create table vault.key_fingerprint (
    holder      text not null,                        -- 'protection', 'airlock', 'protection-tokens', 'journal' ...
    number      int not null constraint key_fingerprint_number check (number >= 1),
    fingerprint bytea not null,
    made_at     timestamptz not null default now(),
    constraint key_fingerprint_pk primary key (holder, number));
grant select on vault.key_fingerprint to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration, akoma_publication, akoma_statistics;
