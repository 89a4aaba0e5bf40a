-- A shelter sees a file because the child stays there, a school because the child is its pupil, an evaluator because the file was drawn: a grant says so
-- only where that is written (trust.md, G1, G2). Here the stay; the pupil in assistance/V261. No sample is drawn yet, so nobody gives one by hand.
create function cases.granted_as_placed() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if new.may_write or not exists (select from cases.placement p where p.file_id = new.file_id and p.shelter_id = new.grantee and p.state = 'CURRENT') then
        raise exception 'cases.no-such-stay' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger granted_as_placed before insert on access.file_grant for each row
    when (new.reason = 'SHELTER_STAY' and current_user in ('akoma_protection', 'akoma_enforcement')) execute function cases.granted_as_placed();

-- It ends with the stay, by any person who ends it and whatever else they hold; to the end of that transaction the shelter reads what it wrote itself.
create function cases.stay_ends() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    update access.file_grant g set valid_until = greatest(access.moment(), g.valid_from) + interval '1 microsecond'
     where g.file_id = old.file_id and g.grantee = old.shelter_id and g.grantee_kind = 'UNIT' and g.reason = 'SHELTER_STAY'
       and g.valid_until > greatest(access.moment(), g.valid_from) + interval '1 microsecond'
       and not exists (select from cases.placement p where p.file_id = old.file_id and p.shelter_id = old.shelter_id and p.state = 'CURRENT');
    return null;
end $$;
create trigger stay_ends after update of state on cases.placement for each row
    when (old.state = 'CURRENT' and new.state <> 'CURRENT' and old.shelter_id is not null) execute function cases.stay_ends();

create function cases.stay_goes_on() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if exists (select from cases.placement p where p.file_id = new.file_id and p.shelter_id = new.grantee and p.state = 'CURRENT') then
        raise exception 'cases.stay-goes-on' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger stay_goes_on before update on access.file_grant for each row
    when (new.reason = 'SHELTER_STAY' and new.valid_until < old.valid_until and current_user = 'akoma_protection') execute function cases.stay_goes_on();
revoke execute on function cases.stay_goes_on from public;

drop policy given on access.file_grant;
create policy given on access.file_grant for insert to akoma_protection, akoma_enforcement
    with check (given_by = (select access.actor()) and access.may_share(file_id, sections)
                and reason in ('SHARED', 'REFERRAL', 'SHELTER_STAY', 'ENROLMENT', 'OPERATION', 'CONVERSATION'));

-- A new file names as supervisor the one of its worker, or one of its structure (or that one's deputy): by its row nobody else is let in.
create or replace function cases.begins_in_its_hands() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if exists (select from added f join access.file_grant g on g.file_id = f.id
                where not case g.reason when 'ASSIGNMENT' then g.grantee = f.worker_id when 'SUPERVISION' then g.grantee = f.supervisor_id
                              when 'OWNING_STRUCTURE' then g.grantee = f.organisation_id else false end)
       or exists (select from added f join access.person p on p.id = f.worker_id
                   where p.organisation_id <> f.organisation_id
                      or f.supervisor_id is distinct from p.supervisor_id and f.supervisor_id <> f.worker_id
                         and not access.may_lead(f.supervisor_id, f.organisation_id)) then
        raise exception 'cases.begins-in-other-hands' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
revoke execute on function cases.granted_as_placed, cases.stay_ends, cases.begins_in_its_hands from public;
