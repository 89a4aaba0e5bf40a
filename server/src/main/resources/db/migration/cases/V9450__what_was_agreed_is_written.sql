-- Words of a child's record that two people agree to are those of the proposal, byte for byte (access/V9450). Named to come after what fills columns in or refuses by itself.
create trigger z_as_agreed before update on cases.placement for each row execute function access.keep_as_agreed('id', 'HOME_CHANGE', 'CARE_ORDER');
create trigger z_as_agreed before update on cases.homecoming for each row execute function access.keep_as_agreed('id', 'BORDER', 'JOURNEY', 'RESUMPTION');
create trigger z_as_agreed before update on cases.tracing for each row execute function access.keep_as_agreed('id', 'TRACING');
create trigger z_as_agreed before update on cases.identity for each row
    execute function access.keep_as_agreed('file_id', 'IDENTITY', 'IDENTITY_CHANGE', 'AGE');
create trigger z_as_agreed before update on cases.shelter for each row execute function access.keep_as_agreed('id', 'SHELTER_CHANGE');

create or replace function cases.keep_shelter() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user <> 'akoma_protection' then return new; end if;
    if tg_op = 'INSERT' then new.made_by := access.actor();
    elsif (new.id, new.country, new.organisation_id, new.made_by) is distinct from (old.id, old.country, old.organisation_id, old.made_by) then
        raise exception 'cases.shelter-stays' using errcode = 'insufficient_privilege';
    elsif (new.capacity, new.sex_rule, new.least_age, new.most_age) is distinct from (old.capacity, old.sex_rule, old.least_age, old.most_age) then
        if not access.just_decided('SHELTER_CHANGE', old.id, old.version, true) then
            raise exception 'cases.shelter-not-decided' using errcode = 'insufficient_privilege';
        end if;
        return new;
    end if;
    if not cases.keeps_shelters_of(new.organisation_id) then
        raise exception 'cases.shelter-elsewhere' using errcode = 'insufficient_privilege';
    end if;
    if tg_op = 'INSERT' and new.country <> (select o.country from access.organisation o where o.id = new.organisation_id) then
        raise exception 'cases.shelter-abroad' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
