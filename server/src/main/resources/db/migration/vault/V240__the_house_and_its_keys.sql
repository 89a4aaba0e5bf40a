-- The house that this database is: a dump carries the id along, so that a data folder knows its own database wherever it was restored.
create table vault.house (
    id      uuid not null default gen_random_uuid() constraint house_pk primary key,
    single  boolean not null default true constraint house_one unique constraint house_single check (single),
    made_at timestamptz not null default now());
insert into vault.house default values;

-- Every key that something here is sealed with: a keyed hash of a constant under the key itself, so that a start with another key, or without
-- one, is refused before it seals a word. The newest number of a holder seals; the others open what was sealed before.
create table vault.key_fingerprint (
    holder      text not null,                        -- 'protection', 'airlock', 'protection-tokens', 'journal' ...
    number      int not null constraint key_fingerprint_number check (number >= 1),
    fingerprint bytea not null,
    made_at     timestamptz not null default now(),
    constraint key_fingerprint_pk primary key (holder, number));

grant usage on schema vault to akoma_protection, akoma_enforcement, akoma_custody, akoma_publication, akoma_administration;
grant select on vault.house, vault.key_fingerprint to akoma_protection, akoma_enforcement, akoma_custody, akoma_publication, akoma_administration;
