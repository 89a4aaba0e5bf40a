-- Many entries in one call: the same chains and the same hashes as the trigger makes of each row, but each chain is looked at once, and its entries
-- follow one another in memory. Chains are taken in the order of their ids, so that two writers never wait for each other crosswise.
create function journal.append(chains uuid[], acts text[], sections int[], bodies bytea[]) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
    who uuid := access.actor();
    moment timestamptz := access.moment();
    mine xid8 := pg_current_xact_id();
    at_chain uuid;
    last record;
    one record;
    place int;
    before bytea;
    link bytea;
    places int[];
    befores bytea[];
    links bytea[];
begin
    if who is null then raise exception 'journal.nobody' using errcode = 'insufficient_privilege'; end if;
    for one in select e.* from unnest(chains, acts, sections, bodies) with ordinality as e (chain, act, section, body, n) order by e.chain, e.n loop
        if one.chain is distinct from at_chain then
            select e.seq, e.hash, e.tx into last from journal.entry e where e.chain = one.chain order by e.seq desc limit 1;
            if last.tx <> mine then                                                     -- see journal.link
                perform pg_advisory_xact_lock(hashtextextended(one.chain::text, 7));
                select e.seq, e.hash, e.tx into last from journal.entry e where e.chain = one.chain order by e.seq desc limit 1;
            end if;
            at_chain := one.chain;
            place := coalesce(last.seq, 0);
            link := coalesce(last.hash, decode(repeat('00', 32), 'hex'));
        end if;
        place := place + 1;
        before := link;
        link := sha256(before || uuid_send(one.chain) || int4send(place) || timestamptz_send(moment) || uuid_send(who) || int4send(one.section)
                       || sha256(textsend(one.act)) || sha256(one.body));
        places[one.n] := place;
        befores[one.n] := before;
        links[one.n] := link;
    end loop;
    insert into journal.entry (chain, seq, at, actor, act, section, body, prev, hash, tx)
    select e.chain, e.seq, moment, who, e.act, e.section, e.body, e.prev, e.hash, mine
      from unnest(chains, places, acts, sections, bodies, befores, links) as e (chain, seq, act, section, body, prev, hash);
end $$;
revoke execute on function journal.append from public;
grant execute on function journal.append to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;

-- What a login inserts is always linked, whatever it says of place or hash; what this house's own functions insert is, unless they did so themselves.
drop trigger link on journal.entry;
create trigger link before insert on journal.entry for each row
    when (new.hash is null or current_user = session_user) execute function journal.link();
