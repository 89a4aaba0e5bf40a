-- What leaves is counted for a session that reads as for any other: the count is a trace of reading, as the journal is, and only its function writes it.
create or replace function access.refuse_reading_sessions() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if current_setting('akoma.reads', true) = '1' and tg_table_schema || '.' || tg_table_name <> 'access.exported_lines' then
        raise exception 'access.session-reads-only' using errcode = 'insufficient_privilege';
    end if;
    if current_user in ('akoma_protection', 'akoma_enforcement', 'akoma_custody', 'akoma_administration') and access.actor() is null
       and tg_table_schema || '.' || tg_table_name not in ('tasks.round', 'notices.bell', 'notices.outbox') then
        raise exception 'access.nobody' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
