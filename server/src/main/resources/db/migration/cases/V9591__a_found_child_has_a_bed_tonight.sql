-- A child who ran away or was taken away lives in no country: once a visit has seen it, it may sleep in a shelter of the country of the structure that
-- looks after its file. Its last home abroad would ask for a return between authorities before the first night. A supervisor has taken the alert on by then: one
-- word that it ran away and one that it was seen bring no child over a border.
create function cases.found_without_a_bed(file uuid, country text) returns boolean stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return not exists (select from cases.placement p where p.file_id = found_without_a_bed.file and p.state = 'CURRENT')
       and (select p.end_reason in ('RAN_AWAY', 'TAKEN_AWAY') from cases.placement p
             where p.file_id = found_without_a_bed.file and p.state = 'ENDED' order by p.until desc, p.since desc, p.id desc limit 1)
       and not cases.sought_unseen(found_without_a_bed.file)
       and exists (select from followup.alert a where a.file_id = found_without_a_bed.file and a.type = 'MISSING' and a.acknowledged_at is not null
                      and a.acknowledged_at >= (select max(p.ended_at) from cases.placement p
                                                 where p.file_id = found_without_a_bed.file and p.state = 'ENDED'))
       and exists (select from cases.case_file f join access.organisation o on o.id = f.organisation_id
                    where f.id = found_without_a_bed.file and o.country = found_without_a_bed.country);
end $$;
-- The same for who sees where the child is.
create function cases.may_sleep_where_found(file uuid, country text) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select access.sees(file, 16, false) and cases.found_without_a_bed(file, country) $$;
revoke execute on function cases.found_without_a_bed, cases.may_sleep_where_found from public;
grant execute on function cases.may_sleep_where_found to akoma_protection;

create or replace function cases.keep_country() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user <> 'akoma_protection' or new.state <> 'CURRENT' or tg_op = 'UPDATE' and old.state in ('CURRENT', 'ENDED')
       or new.country = cases.country_now(new.file_id) or cases.turns_back(new.file_id, new.country, new.id)
       or new.kind = 'SHELTER' and cases.found_without_a_bed(new.file_id, new.country) then
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
