-- A school or centre sees that a child is its pupil because the child is enrolled there (cases/V261): a grant of this reason needs the enrolment that runs
-- at an institution of that desk, and ends with the last of them.
create function assistance.is_enrolled(file uuid, desk uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from assistance.enrolment e join assistance.institution i on i.id = e.institution_id
                     join access.organisation o on o.id = i.organisation_id
                    where e.file_id = file and e.ends_on is null and e.desk_id = desk and i.desk_id = desk and o.desk_id = desk) $$;
create function assistance.granted_as_enrolled() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if new.may_write or not assistance.is_enrolled(new.file_id, new.grantee) then
        raise exception 'assistance.no-such-enrolment' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger granted_as_enrolled before insert on access.file_grant for each row
    when (new.reason = 'ENROLMENT' and current_user in ('akoma_protection', 'akoma_enforcement')) execute function assistance.granted_as_enrolled();

create function assistance.enrolment_ends() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    update access.file_grant g set valid_until = greatest(access.moment(), g.valid_from) + interval '1 microsecond'
     where g.file_id = old.file_id and g.grantee = old.desk_id and g.grantee_kind = 'DESK' and g.reason = 'ENROLMENT'
       and g.valid_until > greatest(access.moment(), g.valid_from) + interval '1 microsecond' and not assistance.is_enrolled(old.file_id, old.desk_id);
    return null;
end $$;
create trigger enrolment_ends after update of ends_on on assistance.enrolment for each row
    when (old.ends_on is null and new.ends_on is not null and old.desk_id is not null) execute function assistance.enrolment_ends();
create function assistance.enrolment_goes_on() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if assistance.is_enrolled(new.file_id, new.grantee) then
        raise exception 'assistance.enrolment-goes-on' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger enrolment_goes_on before update on access.file_grant for each row
    when (new.reason = 'ENROLMENT' and new.valid_until < old.valid_until and current_user = 'akoma_protection') execute function assistance.enrolment_goes_on();
revoke execute on function assistance.enrolment_goes_on, assistance.is_enrolled, assistance.granted_as_enrolled, assistance.enrolment_ends from public;
