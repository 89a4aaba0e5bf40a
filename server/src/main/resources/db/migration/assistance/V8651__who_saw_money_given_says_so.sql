-- Money that nobody signed for is attested by the witness's own account: who pays names them, and they say whether they saw it given.
insert into access.decision_kind (kind, roles, proposers, section) values ('WITNESS', '{CASE_WORKER,SHELTER_MANAGER}', '{FINANCE_OFFICER}', null);
alter table assistance.payment add column attested_at timestamptz;     -- the witness said that it was given; no login writes it

create function assistance.attest() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    update assistance.payment p set attested_at = new.ended_at where p.id = new.subject and p.witness_id = new.decided_by and p.paid_at is not null;
    return null;
end $$;
create trigger attest after update on access.decision for each row
    when (new.kind = 'WITNESS' and new.state = 'AGREED' and old.state = 'WAITING') execute function assistance.attest();

-- Nobody is a witness without being asked.
create function assistance.witness_is_asked() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and not exists (select from access.decision d where d.kind = 'WITNESS' and d.subject = new.id) then
        raise exception 'assistance.witness-not-asked' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger witness_is_asked after update on assistance.payment deferrable initially deferred for each row
    when (new.state = 'PAID' and old.state <> 'PAID' and not new.signed) execute function assistance.witness_is_asked();
revoke execute on function assistance.attest, assistance.witness_is_asked from public;
