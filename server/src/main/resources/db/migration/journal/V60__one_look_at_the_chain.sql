-- The same chain with fewer looks at it. Whoever wrote the chain's last entry in this very transaction holds the chain already: by the lock
-- taken then, or because the chain began in this transaction and nobody else knows of it yet.
create or replace function journal.link() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
    last record;
    who uuid := access.actor();
begin
    if who is null then raise exception 'journal.nobody' using errcode = 'insufficient_privilege'; end if;
    new.tx := pg_current_xact_id();
    select e.seq, e.hash, e.tx into last from journal.entry e where e.chain = new.chain order by e.seq desc limit 1;
    if last.tx <> new.tx then                                                   -- not so for null: a chain without entries
        perform pg_advisory_xact_lock(hashtextextended(new.chain::text, 7));    -- one writer per chain, until commit
        select e.seq, e.hash, e.tx into last from journal.entry e where e.chain = new.chain order by e.seq desc limit 1;
    end if;
    new.seq := coalesce(last.seq, 0) + 1;
    new.prev := coalesce(last.hash, decode(repeat('00', 32), 'hex'));
    new.actor := who;
    new.at := access.moment();
    new.hash := sha256(new.prev || uuid_send(new.chain) || int4send(new.seq) || timestamptz_send(new.at) || uuid_send(new.actor) || int4send(new.section)
                       || sha256(textsend(new.act)) || sha256(new.body));
    return new;
end $$;
