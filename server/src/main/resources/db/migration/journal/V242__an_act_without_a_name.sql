-- Who complains without giving their name is named nowhere (F12): the entry lies on the house's own chain, without actor, on the day and not at the
-- moment, so that neither a name nor the minute of somebody else's entries tells who it was. One act only may be noted so.
create function journal.note_unnamed(act text, body bytea) returns void language plpgsql security definer set search_path = pg_catalog as $$
declare
    house uuid := (select h.id from vault.house h);
    nobody uuid := '00000000-0000-0000-0000-000000000000';
    day timestamptz := date_trunc('day', access.moment(), 'UTC');
    last record;
    place int;
    before bytea;
begin
    if access.actor() is null or act <> 'followup.complaint-raised' then
        raise exception 'journal.not-unnamed' using errcode = 'insufficient_privilege';
    end if;
    perform pg_advisory_xact_lock(hashtextextended(house::text, 7));
    select e.seq, e.hash into last from journal.entry e where e.chain = house order by e.seq desc limit 1;
    place := coalesce(last.seq, 0) + 1;
    before := coalesce(last.hash, decode(repeat('00', 32), 'hex'));
    insert into journal.entry (chain, seq, at, actor, act, section, body, prev, hash, tx)
    values (house, place, day, nobody, act, 256, body, before,
            sha256(before || uuid_send(house) || int4send(place) || timestamptz_send(day) || uuid_send(nobody) || int4send(256)
                   || sha256(textsend(act)) || sha256(body)), pg_current_xact_id());
end $$;
revoke execute on function journal.note_unnamed from public;
grant execute on function journal.note_unnamed to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;
