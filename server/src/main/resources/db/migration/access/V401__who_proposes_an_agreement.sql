-- What a structure gives is proposed by a person of that structure, its deputy, or the project manager, who coordinates them all (requirements.md 8.3;
-- trust.md G3).
create function access.speaks_for(organisation uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.person p where p.id = access.actor() and p.organisation_id = organisation)
        or access.is_deputy(access.actor(), organisation) $$;
revoke execute on function access.speaks_for from public;
grant execute on function access.speaks_for to akoma_protection, akoma_custody;
create function access.proposed_by_who_gives() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user in ('akoma_protection', 'akoma_custody') and not access.holds_role('{PROJECT_MANAGER}')
       and not access.speaks_for(new.from_id) and not (new.both_ways and access.speaks_for(new.to_id)) then
        raise exception 'access.agreement-of-another' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
revoke execute on function access.proposed_by_who_gives from public;
create trigger proposed_by_who_gives before insert on access.sharing_agreement for each row execute function access.proposed_by_who_gives();
