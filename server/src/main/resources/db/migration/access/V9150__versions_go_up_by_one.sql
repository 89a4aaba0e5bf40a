-- A version counts the changes of its record: it stays or goes up by one. A second person's agreement names a version; were it to come back, one old or waiting
-- agreement would serve for what nobody agreed to. A record's sealed words change with its version.
create function access.keep_version() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if session_user not in ('akoma_protection', 'akoma_enforcement', 'akoma_custody', 'akoma_administration') then return null; end if;
    if new.version not in (old.version, old.version + 1) then
        raise exception 'access.version-counts-changes' using errcode = 'insufficient_privilege';
    end if;
    if new.version = old.version then raise exception 'access.words-without-version' using errcode = 'insufficient_privilege'; end if;
    return null;
end $$;
-- On every table whose rows have a version, as they are after its other triggers. Called after the migrations of every start, so that no room can forget its
-- tables. Marks are keyed hashes, which nobody opens. A version may go up where a save changed nothing.
create procedure access.guard_versions() language plpgsql as $p$
declare c record;
begin
    for c in select a.attrelid::regclass as tab,
                    (select string_agg(format(' or new.%1$I is distinct from old.%1$I', w.attname), '' order by w.attname) from pg_catalog.pg_attribute w
                      where w.attrelid = t.oid and w.attnum > 0 and not w.attisdropped and w.atttypid = 'bytea'::regtype and w.attname <> 'mark') as words
               from pg_catalog.pg_attribute a join pg_catalog.pg_class t on t.oid = a.attrelid join pg_catalog.pg_namespace n on n.oid = t.relnamespace
              where t.relkind in ('r', 'p') and not t.relispartition and a.attname = 'version' and not a.attisdropped and a.atttypid = 'int'::regtype
                and pg_catalog.pg_get_userbyid(t.relowner) = current_user and n.nspname not in ('akoma_history', 'public') and n.nspname !~ '^pg_'
                and exists (select from unnest(array['akoma_protection', 'akoma_enforcement', 'akoma_custody', 'akoma_administration']) l (login)
                             where pg_catalog.has_any_column_privilege(l.login, t.oid, 'UPDATE'))
                and not exists (select from pg_catalog.pg_trigger g where g.tgrelid = t.oid and g.tgname = 'keep_version')
    loop
        execute format('create trigger keep_version after update on %s for each row when (new.version <> old.version and new.version <> old.version + 1
                            or new.version = old.version and (false%s)) execute function access.keep_version()', c.tab, c.words);
    end loop;
end $p$;
revoke execute on function access.keep_version from public;
revoke execute on procedure access.guard_versions from public;
