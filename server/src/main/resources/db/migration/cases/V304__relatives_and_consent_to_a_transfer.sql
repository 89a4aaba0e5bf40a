-- A child who goes to relatives passes the same gate as one who returns to the parents (trust.md 3).
create or replace function cases.keep_home() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare begins boolean := new.state = 'CURRENT' and (tg_op = 'INSERT' or old.state <> 'CURRENT'); lacks text[];
begin
    if tg_op = 'INSERT' and new.shelter_id is not null then select s.country into new.country from cases.shelter s where s.id = new.shelter_id; end if;
    if session_user <> 'akoma_protection' then return new; end if;
    if tg_op = 'INSERT' then
        if not (new.state = 'PROPOSED' or new.state = 'CURRENT' and new.kind = 'SHELTER') then
            raise exception 'cases.home-not-decided' using errcode = 'insufficient_privilege';
        end if;
        new.exception_id := null;
    elsif (new.file_id, new.kind, new.shelter_id, new.country, new.since, new.recorded_by, new.from_id)
          is distinct from (old.file_id, old.kind, old.shelter_id, old.country, old.since, old.recorded_by, old.from_id)
          or new.exception_id is distinct from old.exception_id then
        raise exception 'cases.placement-stays' using errcode = 'insufficient_privilege';
    elsif begins and old.state = 'ENDED' then  -- back, because the move away from it was reversed: nothing of it is decided anew
        if not cases.leads_back(old.id) or old.end_reason is not null or new.until is not null
           or (new.sealed, new.approved_by) is distinct from (old.sealed, old.approved_by) then
            raise exception 'cases.home-not-decided' using errcode = 'insufficient_privilege';
        end if;
        return new;
    elsif begins then  -- by who agreed to exactly these words, a moment ago
        if old.state <> 'PROPOSED' or new.sealed is distinct from old.sealed or not access.just_decided('HOME', old.id, old.version, true) then
            raise exception 'cases.home-not-decided' using errcode = 'insufficient_privilege';
        end if;
        new.approved_by := access.actor();
    elsif new.state = 'CURRENT' and new.kind <> 'SHELTER' and new.sealed is distinct from old.sealed
          and not access.just_decided('HOME_CHANGE', old.id, old.version, true) then
        raise exception 'cases.home-change-not-decided' using errcode = 'insufficient_privilege';
    elsif old.state in ('ENDED', 'REFUSED') and (new.sealed, new.until, new.end_reason) is distinct from (old.sealed, old.until, old.end_reason)
          or new.state = 'ENDED' and new.end_reason is null and new.sealed is distinct from old.sealed then
        raise exception 'cases.placement-stays' using errcode = 'insufficient_privilege';  -- a child may be led back there
    end if;
    if begins and new.kind in ('FAMILY_REUNIFIED', 'EXTENDED_FAMILY') then
        lacks := cases.return_lacks(new.file_id, new.country, new.since);
        if cardinality(lacks) > 0 then
            new.exception_id := cases.unused_exception(new.file_id, new.country);
            if new.exception_id is null then
                raise exception 'cases.return-not-ready' using errcode = 'insufficient_privilege', detail = array_to_string(lacks, ', ');
            end if;
        end if;
    end if;
    return new;
end $$;

-- A transfer is accepted while the consent to it is there: withdrawn between the proposal and the answer, it waits for another consent or a refusal.
create function cases.transfer_is_consented() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not cases.may_be_transferred(new.file_id) then
        raise exception 'cases.transfer-no-consent' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger transfer_is_consented before update of state on access.decision for each row
    when (new.kind = 'TRANSFER' and old.state = 'WAITING' and new.state = 'AGREED') execute function cases.transfer_is_consented();
-- The same for who may decide it, who does not see the consents.
create function cases.is_consented_transfer(decision uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.decision d where d.id = is_consented_transfer.decision and d.kind = 'TRANSFER' and access.sees(d.file_id, 256, false)
                      and cases.may_be_transferred(d.file_id)) $$;
revoke execute on function cases.is_consented_transfer from public;
grant execute on function cases.is_consented_transfer to akoma_protection;
