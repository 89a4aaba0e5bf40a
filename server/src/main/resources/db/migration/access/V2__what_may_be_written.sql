-- ---------- nothing is written from outside ----------------------------------------------------------------------------
-- A login of the application writes only for a person who came in by a session. Tables about a child ask a grant as well; for the others this is all
-- that stands between a stolen password and the records. What rounds do without anybody is named here: how far they came, and what was sent.
-- For tables about no child: that who acts holds one of the roles named, whatever the application lets through.
create function access.asks_role() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if current_user in ('akoma_protection', 'akoma_enforcement', 'akoma_custody', 'akoma_administration') and not access.has_role(tg_argv) then
        raise exception 'access.role-needed' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create trigger asks_role before insert or update of id, code, kind, country, mandate, desk_id, valid_from, valid_until on access.organisation for each statement execute function access.asks_role('SYSTEM_ADMINISTRATOR');
create trigger asks_role before insert on access.organisation_successor for each statement execute function access.asks_role('SYSTEM_ADMINISTRATOR');

-- A structure is of no side: an administrator of one side makes, names and ends none.
create function access.structures_of_all() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_administration' and not access.administers(null) then
        raise exception 'access.role-needed' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger structures_of_all before insert or update on access.organisation for each row execute function access.structures_of_all();
revoke execute on function access.structures_of_all from public;

-- What others rely on of a structure and of an account is never changed: where a structure's desk is, who an entry of the journal names. Its country
-- stays from the first child on (access.keep_country).
create function access.keep_names() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    raise exception 'access.name-kept' using errcode = 'insufficient_privilege';
end $$;
create trigger keep_names before update on access.organisation for each row
    when ((old.id, old.code, old.desk_id) is distinct from (new.id, new.code, new.desk_id)) execute function access.keep_names();
create trigger keep_names before update on access.person for each row
    when ((old.id, old.code, old.compartment) is distinct from (new.id, new.code, new.compartment)) execute function access.keep_names();

-- Who wrote a record is who acts. The trigger's arguments name the columns; it sees all rows of a statement as "added".
create function access.by_oneself() returns trigger language plpgsql set search_path = pg_catalog as $$
declare col text; strange boolean;
begin
    if current_user in ('akoma_protection', 'akoma_enforcement', 'akoma_custody', 'akoma_administration') then
        foreach col in array tg_argv loop
            execute format('select exists (select from added where %I <> $1)', col) into strange using access.actor();
            if strange then raise exception 'access.not-oneself: %', col using errcode = 'insufficient_privilege'; end if;
        end loop;
    end if;
    return null;
end $$;
revoke execute on function access.asks_role, access.keep_names, access.by_oneself from public;

-- ---------- changed by who acts ----------------------------------------------------------------------------------------
-- Who answered, settled or decided is who acts, in a change as at the beginning. The trigger's arguments name the columns.
create function access.changed_by_oneself() returns trigger language plpgsql set search_path = pg_catalog as $$
declare col text; before jsonb := to_jsonb(old); after jsonb := to_jsonb(new); me text := access.actor()::text;
begin
    if current_user in ('akoma_protection', 'akoma_enforcement', 'akoma_custody', 'akoma_administration') then
        foreach col in array tg_argv loop
            if after ->> col is distinct from before ->> col and after ->> col <> me then
                raise exception 'access.not-oneself: %', col using errcode = 'insufficient_privilege';
            end if;
        end loop;
    end if;
    return new;
end $$;
revoke execute on function access.changed_by_oneself from public;

-- ---------- nothing decided in an emergency ----------------------------------------------------------------------------
-- An emergency access reads, and writes what helps now: a visit that was made, an alert (trust.md G7). Rooms refuse all else of theirs by this trigger,
-- on tables with a column file_id, to who holds the file no other way.
create function access.not_in_an_emergency() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if access.in_emergency(new.file_id) and not access.keeps(new.file_id, 256, true) then
        raise exception 'access.not-in-an-emergency' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
revoke execute on function access.not_in_an_emergency from public;

-- ---------- time and person of a change --------------------------------------------------------------------------------
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
revoke execute on function access.one_act, access.keep_seal from public;
revoke execute on procedure access.guard_seals from public;

-- ---------- versions go up by one --------------------------------------------------------------------------------------
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

-- ---------- what was sent under an id ----------------------------------------------------------------------------------
-- What was sent under an id of the caller's, as a keyed hash, for every room: the same command sent again finds its record, another content under the
-- same id is refused (trust.md 4). Nobody's login reads or writes it but by the two functions.
create table access.sent (
    id      uuid constraint sent_pk primary key,
    file_id uuid,
    print   bigint not null,
    sent_by uuid);
alter table access.sent enable row level security;

-- Called when a record was made: what was begun under the id before, and given up, counts no more.
-- What was sent under an id is kept by who sent it: another login, or nobody, does not make a repeated command look like another one.
create function access.keep_sent(made uuid, about uuid, content bigint) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
    if access.actor() is null then raise exception 'access.nobody' using errcode = 'insufficient_privilege'; end if;
    insert into access.sent as s (id, file_id, print, sent_by) values (made, about, content, access.actor())
        on conflict (id) do update set file_id = excluded.file_id, print = excluded.print where s.sent_by = access.actor();
end $$;

-- Of a record that was made before this was kept, or taken over with others, it is believed.
create function access.is_sent(made uuid, content bigint) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
    select coalesce((select s.print = content from access.sent s where s.id = made), true) $$;
revoke execute on function access.keep_sent, access.is_sent from public;
grant execute on function access.keep_sent, access.is_sent to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;

-- ---------- names that show what they are ------------------------------------------------------------------------------
-- What is read beside a code (the form says it by org.akoma.ground.forms.Plain): Latin letters, digits and the signs of a name. Letters of other scripts and
-- signs that are not seen make another structure's name one's own; a number or an address would be called instead of the one that two people confirmed.
-- Six digits of a telephone number written as words of French or English, or with the letters O, l and I for 0 and 1; org.akoma.ground.forms.SpelledNumber.
create function access.spells_number(written text) returns boolean immutable language sql set search_path = pg_catalog as $$
    with digit as (select '(?:zero|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente|quarante|cinquante|soixante'
                       '|one|two|three|four|five|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen'
                       '|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)' as word),
         said as (select lower(regexp_replace(normalize(written, nfd), '[\u0300-\u036f]', '', 'g')) as words, lower(translate(written, 'I', 'l')) as signs,
                         word, '(?:[0-9]|(?<![a-z])' || word || '(?![a-z]))' as one from digit)
    select words ~ (one || '(?:[^a-z0-9:]{0,9}' || one || '){5}') or words ~ (word || '{6}')
        or signs ~ '(?<![a-z])(?=(?:[ol][^a-z0-9:]{0,9}){0,5}[0-9])[0-9ol](?:[^a-z0-9:]{0,9}[0-9ol]){5}(?![a-z])' from said $$;
create function access.is_plain(written text) returns boolean immutable language sql set search_path = pg_catalog as $$
    select written ~ '^[A-Za-z\u00c0-\u00cf\u00d1-\u00d6\u00d8-\u00dd\u00df-\u00ef\u00f1-\u00f6\u00f8-\u00fd\u00ff-\u0130\u0132-\u0137\u0139-\u017e\u1e00-\u1e9b\u1ea0-\u1ef9\u0181\u0186\u0189\u018a\u018e\u0190-\u0194\u0196\u0198\u0199\u019d\u01b2-\u01b4\u01dd\u0192\u0253\u0254\u0256\u0257\u025b\u0260\u0263\u0269\u0272\u028b\u0300-\u0304\u0308\u03270-9 \u00a0\u202f''\u2019.,:;()/&\u00ab\u00bb"?\u00b0\u2013-]+$'
       and written !~ '[0-9](?:[ \u00a0\u202f''\u2019.,;()/&\u00ab\u00bb"?\u00b0\u2013-]{0,3}[0-9]){5}|[0-9][ \u00a0\u202f]{0,3}:[ \u00a0\u202f]{0,3}[0-9]{1,2}[ \u00a0\u202f]{0,3}:[ \u00a0\u202f]{0,3}[0-9]|[0-9]:[0-9]{3}|[0-9]{3}:[0-9]'
       and not access.spells_number(written) $$;
revoke execute on function access.is_plain, access.spells_number from public;
grant execute on function access.is_plain, access.spells_number to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;
