-- What a child who leaves for this country needs, whatever home it goes to: a panel determined that this is best, and the consent to case management is there.
create function cases.border_lacks(file uuid, country text, day date) returns text[] stable language sql security definer set search_path = pg_catalog as $$
    select array_remove(array[case when not cases.is_determined(file, country) then 'DETERMINATION' end,
                              case when cases.return_consented(file, day) is not true then 'CONSENT' end], null) $$;

-- A child leaves for its home only where two people agreed to that home, in the country to which the journey leads; the home of a family has then passed
-- what a return needs, or goes by an exception; another home abroad has passed what a border needs, round which there is no way. Held whatever the journey is called, inland and across a border.
create function cases.home_is_agreed(file uuid, country text, border boolean) returns boolean
stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from cases.placement p where p.file_id = file and p.state = 'CURRENT' and p.country = home_is_agreed.country
                      and (p.kind <> 'SHELTER' or border)
                      and case when p.kind in ('FAMILY_REUNIFIED', 'EXTENDED_FAMILY')
                               then p.exception_id is not null or cardinality(cases.return_lacks(file, p.country, p.since)) = 0
                               else not border or cardinality(cases.border_lacks(file, p.country, p.since)) = 0 end
                      and exists (select from access.decision d where d.kind in ('HOME', 'SHELTER_MOVE') and d.subject = p.id and d.file_id = p.file_id
                                     and d.state = 'AGREED')) $$;
-- The same for who sees where the child is.
create function cases.may_depart(file uuid, country text, border boolean) returns boolean
stable language sql security definer set search_path = pg_catalog as $$
    select access.sees(file, 16, false) and cases.home_is_agreed(file, country, border) $$;

-- A return that was stopped for one of these goes on, or is called off, when a supervisor agrees.
insert into access.decision_kind (kind, roles, proposers, section) values
    ('RESUMPTION', '{CASE_SUPERVISOR}', '{CASE_WORKER,CASE_SUPERVISOR,MINISTRY_OFFICER}', 16);
create function cases.is_grave(suspension text) returns boolean immutable language sql set search_path = pg_catalog as $$
    select coalesce(suspension in ('FAMILY_NOT_SAFE', 'TRAFFICKER_NEAR', 'CHILD_UNWILLING'), false) $$;

create function cases.keep_departure() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare gone text[] := '{DEPARTED,ARRIVED}';
begin
    if session_user <> 'akoma_protection' then return new; end if;
    if new.state = any (gone) and (tg_op = 'INSERT' or old.state <> all (gone))
       and not cases.home_is_agreed(new.file_id, new.to_country, new.cross_border) then
        raise exception 'cases.departure-without-home' using errcode = 'insufficient_privilege';
    end if;
    if tg_op = 'INSERT' then return new; end if;
    if old.state = 'SUSPENDED' and cases.is_grave(old.suspended_reason)
       and (new.state, new.suspended_reason) is distinct from (old.state, old.suspended_reason)
       and not access.just_decided('RESUMPTION', old.id, old.version, true) then
        raise exception 'cases.suspension-not-lifted' using errcode = 'insufficient_privilege';
    end if;
    if old.state in ('DEPARTED', 'ARRIVED', 'CANCELLED')
       and (new.departed_on, new.accepted_on, new.travel_mode, new.sealed) is distinct from (old.departed_on, old.accepted_on, old.travel_mode, old.sealed)
       or old.cross_border and old.state <> 'PLANNED' and old.accepted_on is not null and new.accepted_on is distinct from old.accepted_on
          and cases.border_open(old.file_id, old.id, old.to_country)
       or old.cross_border and old.state = 'SUSPENDED' and new.state = 'PLANNED' and cases.border_open(old.file_id, old.id, old.to_country) then
        raise exception 'cases.homecoming-stays' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
-- Named to come after keep_border, which finds whether a border lies between.
create trigger keep_departure before insert or update on cases.homecoming for each row execute function cases.keep_departure();

-- Who manages a shelter now: rung when a child comes or leaves.
create function cases.shelter_people(shelter uuid) returns setof uuid stable language sql security definer set search_path = pg_catalog as $$
    select distinct r.person_id from access.person_role r
     where r.unit_id = shelter and r.role = 'SHELTER_MANAGER' and r.approved_at is not null
       and r.valid_from <= access.moment() and r.valid_until > access.moment() $$;
revoke execute on function cases.border_lacks, cases.home_is_agreed, cases.may_depart, cases.is_grave, cases.keep_departure, cases.shelter_people from public;
grant execute on function cases.may_depart, cases.shelter_people to akoma_protection;
