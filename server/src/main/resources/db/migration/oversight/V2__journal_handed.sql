-- ---------- the journal's roots in the hands of partners --------------------------------------------------------------------------
-- Whom which roots, or which part of the journal, were handed to: a partner who checks the journal says by which root they go, and the house knows who holds
-- a copy. What is handed until one root is the same whenever it is fetched. No login writes the table: the function does, in the name of who acts.
create table oversight.journal_handed (
    id              uuid constraint journal_handed_pk primary key,
    organisation_id uuid not null constraint journal_handed_to references access.organisation,
    what            text not null constraint journal_handed_what check (what in ('ROOTS', 'JOURNAL')),
    root            bigint not null constraint journal_handed_root check (root > 0),
    handed_by       uuid not null constraint journal_handed_by references access.person,
    handed_at       timestamptz not null);
create index journal_handed_newest on oversight.journal_handed (handed_at desc, id desc);
alter table oversight.journal_handed enable row level security;
create policy watched on oversight.journal_handed for select to akoma_custody using ((select access.has_role(array['DATA_PROTECTION_OFFICER'])));
grant select on oversight.journal_handed to akoma_custody;

-- The newest root; null: there is none, or the caller is no data protection officer. What was sent before under this id stays as it is.
create function oversight.hand_journal(handing uuid, organisation uuid, given text) returns bigint language plpgsql security definer set search_path = pg_catalog as $$
declare newest bigint := (select max(r.n) from journal.root r);
begin
    if session_user <> 'akoma_custody' or not access.has_role(array['DATA_PROTECTION_OFFICER']) or newest is null then return null; end if;
    insert into oversight.journal_handed (id, organisation_id, what, root, handed_by, handed_at)
    values (handing, organisation, given, newest, access.actor(), access.moment()) on conflict on constraint journal_handed_pk do nothing;
    return newest;
end $$;
revoke execute on function oversight.hand_journal from public;
grant execute on function oversight.hand_journal to akoma_custody;
