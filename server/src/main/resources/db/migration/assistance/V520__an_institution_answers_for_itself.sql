-- To be the school of a child lets a structure see that the child is there. So a structure is a school by its own word: an institution is bound to the
-- structure of who adds it, or to one whose own account said yes. It is changed by the people of the structures that keep it, and who added it.
create function assistance.bound_by_itself() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare me uuid := access.actor(); mine uuid; desk uuid;
begin
    select p.organisation_id, o.desk_id into mine, desk from access.person p join access.organisation o on o.id = p.organisation_id where p.id = me;
    if new.made_by is distinct from me or new.kept_by is distinct from mine or new.version <> 1
       or new.organisation_id is not null and (new.organisation_id <> mine or new.desk_id is distinct from desk) then
        raise exception 'assistance.institution-of-others' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger bound_by_itself before insert on assistance.institution for each row
    when (current_user = 'akoma_protection') execute function assistance.bound_by_itself();

create function assistance.kept_by_its_own() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare me uuid := access.actor(); mine uuid;
begin
    select p.organisation_id into mine from access.person p where p.id = me;
    if (new.id, new.code, new.country, new.organisation_id, new.desk_id, new.asked_id, new.kept_by, new.made_by)
           is distinct from (old.id, old.code, old.country, old.organisation_id, old.desk_id, old.asked_id, old.kept_by, old.made_by)
       or new.version <> old.version + 1 or not coalesce(old.made_by = me or mine in (old.kept_by, old.organisation_id), false) then
        raise exception 'assistance.institution-of-others' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger kept_by_its_own before update on assistance.institution for each row
    when (current_user = 'akoma_protection') execute function assistance.kept_by_its_own();

-- The structure that is asked says yes or no, by an account of its own that did not add the institution.
create function assistance.answer_institution(institution uuid, agreed boolean) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
declare me uuid := access.actor(); mine uuid;
begin
    select p.organisation_id into mine from access.person p where p.id = me;
    update assistance.institution i set asked_id = null, version = i.version + 1, organisation_id = case when agreed then mine end,
           desk_id = case when agreed then (select o.desk_id from access.organisation o where o.id = mine) end
     where i.id = institution and i.asked_id = mine and i.made_by <> me and session_user = 'akoma_protection'
       and access.has_role(array['PROVIDER', 'CASE_SUPERVISOR', 'MINISTRY_OFFICER']);
    return found;
end $$;
revoke execute on function assistance.bound_by_itself, assistance.kept_by_its_own, assistance.answer_institution from public;
grant execute on function assistance.answer_institution to akoma_protection;

-- What the enrolment says of the desk is the institution's: the pupils' policies are led by it.
create function assistance.at_that_desk() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if new.desk_id is not null and new.desk_id is distinct from (select i.desk_id from assistance.institution i where i.id = new.institution_id) then
        raise exception 'assistance.no-such-desk' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger at_that_desk before insert or update of desk_id, institution_id on assistance.enrolment for each row execute function assistance.at_that_desk();
revoke execute on function assistance.at_that_desk from public;
