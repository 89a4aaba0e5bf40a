-- A column that says when an act was, and one that says whose act it was, are written by that act: the moment is the present one, the person is who acts.
-- The trigger's arguments: ONCE (what is written stays), AGAIN (a later act writes it again, or takes it back) or EACH (so does every change of the row),
-- then pairs of columns, when and who; an empty name where a table does not keep who, and a question mark before it where nobody may have done it.
create function access.one_act() returns trigger language plpgsql set search_path = pg_catalog as $$
declare before jsonb; after jsonb; n int := 1; at text; who text; me text; said text;
begin
    if current_user not in ('akoma_protection', 'akoma_enforcement', 'akoma_custody', 'akoma_administration') then return new; end if;
    before := to_jsonb(old); after := to_jsonb(new); me := access.actor()::text;
    while n < tg_nargs loop
        at := tg_argv[n]; who := ltrim(tg_argv[n + 1], '?'); n := n + 2;
        said := after ->> at;
        continue when tg_argv[0] <> 'EACH' and before ->> at is not distinct from said and (who = '' or before ->> who is not distinct from after ->> who);
        continue when tg_argv[0] = 'AGAIN' and said is null and (who = '' or after ->> who is null);
        if tg_argv[0] = 'ONCE' and before ->> at is not null
           or (said::timestamptz between access.moment() - interval '2 minutes' and access.moment() + interval '2 minutes') is not true
           or who <> '' and (after ->> who = me) is not true and not (tg_argv[n - 1] like '?%' and after ->> who is null) then
            raise exception 'access.not-this-act: %', at using errcode = 'insufficient_privilege';
        end if;
    end loop;
    return new;
end $$;

create trigger one_act before update of confirmed_at, confirmed_by on access.sharing_agreement for each row
    when (row(new.confirmed_at, new.confirmed_by) is distinct from row(old.confirmed_at, old.confirmed_by))
    execute function access.one_act('ONCE', 'confirmed_at', 'confirmed_by');
create function access.keep_end_of_agreement() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if current_user in ('akoma_protection', 'akoma_custody') then
        raise exception 'access.agreement-ended' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger keep_end_of_agreement before update of ended_on on access.sharing_agreement for each row
    when (old.ended_on is not null and new.ended_on is distinct from old.ended_on) execute function access.keep_end_of_agreement();

-- The code of conduct is accepted once, by the person whom it binds.
create trigger one_act before update of conduct_accepted_at on access.person for each row
    when (new.conduct_accepted_at is distinct from old.conduct_accepted_at) execute function access.one_act('ONCE', 'conduct_accepted_at', 'id');

-- What is sealed is replaced by something that can be a sealed text (28 bytes about it, and the two of an empty object), never by nothing.
create function access.keep_seal() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if current_user in ('akoma_protection', 'akoma_enforcement', 'akoma_custody', 'akoma_administration') then
        raise exception 'access.not-sealed: %', tg_argv[0] using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
-- On every sealed column that a login of the application may change. Called after the migrations of every start, so that no room can forget its columns.
-- Words that a record need not have may be taken away again, as a note of a service; marks are keyed hashes, which nobody opens.
create procedure access.guard_seals() language plpgsql as $p$
declare c record;
begin
    for c in select distinct a.attrelid::regclass as tab, a.attname as col, not a.attnotnull as empties
               from pg_catalog.pg_attribute a join pg_catalog.pg_class t on t.oid = a.attrelid join pg_catalog.pg_namespace n on n.oid = t.relnamespace
               join unnest(array['akoma_protection', 'akoma_enforcement', 'akoma_custody', 'akoma_administration']) l (login) on true
              where t.relkind in ('r', 'p') and not t.relispartition and a.attnum > 0 and not a.attisdropped and a.atttypid = 'bytea'::regtype
                and a.attname <> 'mark' and pg_catalog.pg_get_userbyid(t.relowner) = current_user and n.nspname not in ('journal', 'vault', 'akoma_history', 'public')
                and n.nspname !~ '^pg_' and pg_catalog.has_column_privilege(l.login, t.oid, a.attnum, 'UPDATE')
                and not exists (select from pg_catalog.pg_trigger g where g.tgrelid = t.oid and g.tgname = 'keep_seal_of_' || a.attname)
    loop
        execute format('create trigger %1$I before update of %2$I on %3$s for each row when (new.%2$I is distinct from old.%2$I and case when new.%2$I is null
                            then not %4$L::boolean else octet_length(new.%2$I) < 30 end)
                        execute function access.keep_seal(%2$L)', 'keep_seal_of_' || c.col, c.col, c.tab, c.empties);
    end loop;
end $p$;
revoke execute on function access.one_act, access.keep_end_of_agreement, access.keep_seal from public;
revoke execute on procedure access.guard_seals from public;
