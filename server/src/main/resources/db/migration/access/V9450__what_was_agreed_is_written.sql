-- What is written by an agreement is what was proposed: beside the proposal stands how the columns of its record will be, sealed ones as the very bytes that
-- were sealed then. The second person may have the login of the application, and is no second hand if they can write other words in that moment.
alter table access.decision add column record jsonb,
                            add column sealed_as uuid;     -- the request under whose id why and proposal are sealed, where this one renews it; null: its own

-- By who proposes, once, in the transaction of the proposal.
create function access.propose_record(decision uuid, record jsonb) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
    update access.decision d set record = propose_record.record
     where d.id = decision and d.state = 'WAITING' and d.record is null and d.proposed_by = access.actor() and d.proposed_at = access.moment();
    if not found then raise exception 'access.not-proposed' using errcode = 'insufficient_privilege'; end if;
end $$;

-- A change by which somebody has just agreed to something of these kinds has what that proposal says. The arguments: the column with the subject of the
-- decision, then the kinds. The version of a correction of a child (AGE) counts corrections; its record names that of the identity.
create function access.keep_as_agreed() returns trigger language plpgsql security definer set search_path = pg_catalog set bytea_output = 'hex' as $$
declare agreed jsonb; after jsonb := to_jsonb(new);
begin
    if session_user not in ('akoma_protection', 'akoma_enforcement', 'akoma_custody', 'akoma_administration') then return new; end if;
    for agreed in select coalesce(d.record, 'null') from access.decision d
                   where d.subject = (after ->> tg_argv[0])::uuid and d.kind = any (tg_argv[1:]) and (d.version = old.version or d.kind = 'AGE')
                     and d.state = 'AGREED' and d.decided_by = access.actor() and d.ended_at = access.moment() loop
        if not after @> agreed then raise exception 'access.not-as-agreed' using errcode = 'insufficient_privilege'; end if;
    end loop;
    return new;
end $$;
create trigger keep_as_agreed before update of contract_until on access.person for each row
    when (new.contract_until is distinct from old.contract_until) execute function access.keep_as_agreed('id', 'CONTRACT');
revoke execute on function access.propose_record, access.keep_as_agreed from public;
grant execute on function access.propose_record to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;
