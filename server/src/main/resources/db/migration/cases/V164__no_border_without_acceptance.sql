-- A border is crossed only once the other side has accepted the child (T14): by the answer of its authority's own account to a referral of this
-- return, or by a letter that is attached and that a supervisor has confirmed.
insert into access.decision_kind (kind, roles, proposers, section) values
    ('BORDER', '{CASE_SUPERVISOR}', '{CASE_WORKER,CASE_SUPERVISOR}', 16);

-- The referral asks for the return, shows who the child is, the family and the home (bits 1, 2 and 16), and still runs.
create function cases.border_open(file uuid, homecoming uuid, country text) returns boolean
stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return exists (select from access.decision d where d.kind = 'BORDER' and d.subject = homecoming and d.file_id = file and d.state = 'AGREED')
        or exists (select from referrals.referral r join access.organisation o on o.id = r.to_id join access.person p on p.id = r.answered_by
                    where r.homecoming_id = homecoming and r.file_id = file and r.accepted and r.answer_how = 'HERE' and p.organisation_id = r.to_id
                      and r.purpose = 'RETURN' and r.sections & 19 = 19 and r.ended_at is null and r.valid_until > access.moment()
                      and o.country = border_open.country and o.kind in ('CENTRAL_GOVERNMENT', 'LOCAL_GOVERNMENT'));
end $$;
-- The same for who sees where the child is.
create function cases.border_accepted(file uuid, homecoming uuid, country text) returns boolean
stable language sql security definer set search_path = pg_catalog as $$
    select access.sees(file, 16, false) and cases.border_open(file, homecoming, country) $$;
revoke execute on function cases.border_open, cases.border_accepted from public;
grant execute on function cases.border_accepted to akoma_protection;

-- What is typed says neither from where the child comes nor that anybody accepted.
create function cases.keep_border() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user <> 'akoma_protection' then return new; end if;
    if tg_op = 'UPDATE' and (new.file_id, new.to_country) is distinct from (old.file_id, old.to_country) then
        raise exception 'cases.homecoming-stays' using errcode = 'insufficient_privilege';
    end if;
    if tg_op = 'INSERT' then
        new.cross_border := new.to_country is distinct from cases.country_now(new.file_id);
    else
        new.cross_border := old.cross_border
            or old.state in ('PLANNED', 'ACCEPTED', 'SUSPENDED') and new.to_country is distinct from cases.country_now(new.file_id);
    end if;
    if new.cross_border and new.state in ('ACCEPTED', 'DEPARTED', 'ARRIVED') and (tg_op = 'INSERT' or old.state not in ('DEPARTED', 'ARRIVED'))
       and not cases.border_open(new.file_id, new.id, new.to_country) then
        raise exception 'cases.border-not-accepted' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger keep_border before insert or update on cases.homecoming for each row execute function cases.keep_border();

-- A home abroad was agreed to and the child never left for it: it lives again in the country where it lived before.
create function cases.turns_back(file uuid, country text, but uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    with lived as (
        select coalesce(s.country, p.country) as country, row_number() over (order by p.state = 'CURRENT' desc, p.since desc, p.id desc) as n
          from cases.placement p left join cases.shelter s on s.id = p.shelter_id
         where p.file_id = turns_back.file and p.id <> turns_back.but and p.state in ('CURRENT', 'ENDED'))
    select exists (
        select from lived l where l.n = 1 and l.country <> turns_back.country
           and not exists (select from cases.homecoming h where h.file_id = turns_back.file and h.to_country = l.country
                              and (h.departed_on is not null or h.arrival_confirmed_at is not null or h.state in ('DEPARTED', 'ARRIVED')))
           and turns_back.country = (select x.country from lived x where x.country <> l.country order by x.n limit 1)) $$;
-- The same for who sees where the child is.
create function cases.may_turn_back(file uuid, country text, but uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select access.sees(file, 16, false) and cases.turns_back(file, country, but) $$;
revoke execute on function cases.turns_back, cases.may_turn_back from public;
grant execute on function cases.may_turn_back to akoma_protection;

-- Nor does a child live in another country than the one where it is, but for the first nights in a shelter of its own structure.
create function cases.keep_country() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user <> 'akoma_protection' or new.state <> 'CURRENT' or tg_op = 'UPDATE' and old.state in ('CURRENT', 'ENDED')
       or new.country = cases.country_now(new.file_id) or cases.turns_back(new.file_id, new.country, new.id) then
        return new;
    end if;
    if new.kind = 'SHELTER'
       and not exists (select from cases.placement p where p.file_id = new.file_id and p.id <> new.id and p.state in ('CURRENT', 'ENDED'))
       and exists (select from cases.shelter s join cases.case_file f on f.organisation_id = s.organisation_id
                    where s.id = new.shelter_id and f.id = new.file_id) then
        return new;
    end if;
    if not exists (select from cases.homecoming h where h.file_id = new.file_id and h.to_country = new.country
                      and h.state in ('ACCEPTED', 'DEPARTED', 'ARRIVED') and h.accepted_on <= new.since
                      and cases.border_open(new.file_id, h.id, new.country)) then
        raise exception 'cases.placement-unaccepted' using errcode = 'insufficient_privilege';
    end if;
    -- a family's was asked already, by keep_home; for any other home the exception of a return to a family is no way round
    if new.kind not in ('FAMILY_REUNIFIED', 'EXTENDED_FAMILY') and cardinality(cases.border_lacks(new.file_id, new.country, new.since)) > 0 then
        raise exception 'cases.return-not-ready' using errcode = 'insufficient_privilege',
            detail = array_to_string(cases.border_lacks(new.file_id, new.country, new.since), ', ');
    end if;
    return new;
end $$;
create trigger keep_home_country before insert or update on cases.placement for each row execute function cases.keep_country();

-- Who hears that a child is accepted in that country or leaves for it: the people at work here of its authorities (code: of the structure), the project
-- managers and the data protection officers (code: null). What is asked of an authority that is here it answers itself, and no letter stands for it.
create function cases.border_watchers(file uuid, country text) returns table (code text, person uuid)
stable language sql security definer set search_path = pg_catalog as $$
    select case when r.role = 'MINISTRY_OFFICER' then o.code end, p.id
      from access.person_role r join access.person p on p.id = r.person_id join access.organisation o on o.id = p.organisation_id
     where access.sees(file, 16, false) and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()
       and p.contract_from <= (access.moment() at time zone 'UTC')::date and p.contract_until > (access.moment() at time zone 'UTC')::date
       and (r.role in ('PROJECT_MANAGER', 'DATA_PROTECTION_OFFICER')
            or r.role = 'MINISTRY_OFFICER' and o.country = border_watchers.country and o.kind in ('CENTRAL_GOVERNMENT', 'LOCAL_GOVERNMENT')) $$;
revoke execute on function cases.border_watchers from public;
grant execute on function cases.border_watchers to akoma_protection;
