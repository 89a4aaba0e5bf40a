-- A shelter's code is sealed (cases/V260): an administrator finds the shelter that a role is for by the keyed hash of its code, or by its id.
drop function access.shelter_of;
drop function access.shelter_code;
create function access.shelter_of(id uuid, token bytea, organisation uuid) returns uuid
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
    return (select s.id from cases.shelter s where s.organisation_id = organisation and (s.id = shelter_of.id or s.code_token = token));
end $$;
create function access.shelter_code(unit uuid) returns bytea
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
    return (select s.code from cases.shelter s where s.id = unit);
end $$;
create or replace function access.runs_a_shelter_of_theirs() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if new.role = 'SHELTER_MANAGER' and (new.unit_id is null or access.shelter_of(new.unit_id, null, new.organisation_id) is null) then
        raise exception 'access.no-unit' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
revoke execute on function access.shelter_of, access.shelter_code from public;
grant execute on function access.shelter_of, access.shelter_code to akoma_administration, akoma_custody, akoma_protection;
