-- A shelter that one supervisor opens is a house that a child can be moved into tonight: nobody is placed there before the project manager or the data
-- protection officer agreed to it, and its places and rules are changed by such an agreement (trust.md 2).
insert into access.decision_kind (kind, roles, proposers, section) values
    ('SHELTER',        '{PROJECT_MANAGER,DATA_PROTECTION_OFFICER}', '{CASE_SUPERVISOR}', null),
    ('SHELTER_CHANGE', '{PROJECT_MANAGER}',                         '{CASE_SUPERVISOR}', null);
alter table cases.shelter add column made_by uuid;      -- who opened it; null: it was founded with the house
create function cases.shelter_is_agreed(shelter uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select s.made_by is null or access.agreed('SHELTER', s.id, 1) from cases.shelter s where s.id = shelter $$;

create or replace function cases.keep_shelter() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user <> 'akoma_protection' then return new; end if;
    if tg_op = 'INSERT' then new.made_by := access.actor();
    elsif (new.id, new.country, new.organisation_id, new.made_by) is distinct from (old.id, old.country, old.organisation_id, old.made_by) then
        raise exception 'cases.shelter-stays' using errcode = 'insufficient_privilege';
    elsif (new.capacity, new.sex_rule, new.least_age, new.most_age) is distinct from (old.capacity, old.sex_rule, old.least_age, old.most_age) then
        if access.agreed_by('SHELTER_CHANGE', old.id, old.version) is distinct from access.actor() then
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

-- Who looks after the house hears that somebody opened a shelter.
create function cases.ring_for_a_shelter() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' then perform access.ring(array(select access.custodians()), 'task'); end if;
    return null;
end $$;
create trigger ring_for_a_shelter after insert on cases.shelter for each row execute function cases.ring_for_a_shelter();

create function cases.into_an_agreed_shelter() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and not cases.shelter_is_agreed(new.shelter_id) then
        raise exception 'cases.shelter-unconfirmed' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger into_an_agreed_shelter before insert on cases.placement for each row
    when (new.shelter_id is not null) execute function cases.into_an_agreed_shelter();
revoke execute on function cases.shelter_is_agreed, cases.ring_for_a_shelter, cases.into_an_agreed_shelter from public;
grant execute on function cases.shelter_is_agreed to akoma_protection;
