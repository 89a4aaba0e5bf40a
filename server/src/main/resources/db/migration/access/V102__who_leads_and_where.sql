-- Who is named supervisor, and which unit a role has (trust.md G5, G6): an administrator alone names nobody who sees a file by it.
alter table access.person_role add constraint person_role_unit check (unit_id is null or role = 'SHELTER_MANAGER');

-- The shelter of this structure that is meant by a code or an id; null: there is none. An administrator sees no shelter otherwise.
create function access.shelter_of(typed text, organisation uuid) returns uuid
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
    return (select s.id from cases.shelter s where s.organisation_id = organisation and (s.code = upper(typed) or s.id::text = lower(typed)));
end $$;
create function access.shelter_code(unit uuid) returns text
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
    return (select s.code from cases.shelter s where s.id = unit);
end $$;
-- Whether this person is the deputy of this structure; nobody is where deputies are not kept.
create function access.deputises(person uuid, organisation uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
    if to_regproc('access.is_deputy') is null then return false; end if;
    return access.is_deputy(person, organisation);
end $$;
-- A supervisor holds CASE_SUPERVISOR in the structure of the person they lead, or is that structure's deputy.
create function access.may_lead(supervisor uuid, organisation uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
    return exists (select from access.person_role r join access.person p on p.id = r.person_id
                    where r.person_id = supervisor and r.role = 'CASE_SUPERVISOR' and r.approved_at <= access.moment()
                      and r.valid_until > access.moment() and p.contract_until > (access.moment() at time zone 'UTC')::date
                      and (r.organisation_id = may_lead.organisation or access.deputises(supervisor, may_lead.organisation)));
end $$;

create function access.led_rightly() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if new.supervisor_id is not null and new.compartment = 'akoma_protection' and not access.may_lead(new.supervisor_id, new.organisation_id) then
        raise exception 'access.no-supervisor' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger led_rightly before insert on access.person for each row
    when (current_user = 'akoma_administration') execute function access.led_rightly();
create function access.runs_a_shelter_of_theirs() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if new.role = 'SHELTER_MANAGER' and (new.unit_id is null or access.shelter_of(new.unit_id::text, new.organisation_id) is null) then
        raise exception 'access.no-unit' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger runs_a_shelter_of_theirs before insert on access.person_role for each row
    when (current_user = 'akoma_administration') execute function access.runs_a_shelter_of_theirs();

-- Under whom and where somebody works is settled when two people make the account; nobody changes it alone.
create function access.stays_under() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    raise exception 'access.moved-by-hand' using errcode = 'insufficient_privilege';
end $$;
create trigger stays_under before update of supervisor_id, organisation_id on access.person for each row
    when (current_user = 'akoma_administration'
          and (new.supervisor_id, new.organisation_id) is distinct from (old.supervisor_id, old.organisation_id))
    execute function access.stays_under();

revoke execute on function access.shelter_of, access.shelter_code, access.deputises, access.may_lead, access.led_rightly, access.runs_a_shelter_of_theirs, access.stays_under from public;
grant execute on function access.shelter_of, access.shelter_code, access.may_lead to akoma_administration, akoma_custody, akoma_protection;
