-- One data key per file, wrapped by the compartment's master key, which is never in the database. Erasing a child destroys this row.
create table vault.data_key (
    owner       uuid constraint data_key_pk primary key constraint data_key_owner references access.dossier,
    compartment text not null,
    wrapped     bytea not null,
    made_at     timestamptz not null default now());
alter table vault.data_key enable row level security;
create policy seen on vault.data_key for select to akoma_protection, akoma_enforcement
    using (compartment = session_user and access.sees(owner, 511, false));
create policy made on vault.data_key for insert to akoma_protection, akoma_enforcement
    with check (compartment = session_user and access.sees(owner, 511, true));
grant usage on schema vault to akoma_protection, akoma_enforcement;
grant select, insert on vault.data_key to akoma_protection, akoma_enforcement;
