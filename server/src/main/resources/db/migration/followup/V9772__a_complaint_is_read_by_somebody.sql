-- What names everybody who would read it, in words too, is read by two supervisors of other structures whom it does not name: two, for one may have raised it,
-- and one closes nothing alone. They read it until an officer or manager comes whom it does not name.
create or replace function followup.complaint_reaches(organisation uuid, to_focal boolean, kind text, about uuid[], proposed_by uuid) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog as $$
declare officers uuid[] := array(select x from access.custodians() x where x <> all (about));
        beside uuid[] := organisation || array(select a.organisation_id from access.person a where a.id = any (about));
        readers uuid[];
begin
    readers := officers || array(select f.person_id from access.focal_point f join access.person p on p.id = f.person_id
                                  where to_focal and f.organisation_id = organisation and f.person_id <> all (about)
                                    and f.valid_from <= access.moment() and f.valid_until > access.moment()
                                    and (kind <> 'SEXUAL' or p.organisation_id <> all (beside)
                                         or not exists (select from access.person o where o.id = any (officers) and o.organisation_id <> all (beside))));
    if officers = '{}' or proposed_by is not null and followup.seconds(readers, beside, proposed_by) = '{}' then
        readers := readers || array(select x from access.who_oversee() x where x <> all (about)
                                       and (to_focal or not exists (select from access.focal_point f where f.person_id = x and f.organisation_id = organisation
                                                and f.valid_from <= access.moment() and f.valid_until > access.moment())));
    end if;
    if readers = '{}' or proposed_by is not null and followup.seconds(readers, beside, proposed_by) = '{}' then
        readers := readers || array(select f.person_id from access.focal_point f where f.organisation_id <> all (beside) and f.person_id <> all (about)
                                       and f.valid_from <= access.moment() and f.valid_until > access.moment());
    end if;
    if readers = '{}' then
        readers := array(select p.id from access.person_role r join access.person p on p.id = r.person_id
                          where r.role = 'CASE_SUPERVISOR' and p.organisation_id <> all (beside) and p.id <> all (about)
                            and access.is_held(r) order by p.code limit 2);
    elsif proposed_by is not null and array_remove(readers, proposed_by) = '{}' then
        readers := readers || array(select p.id from access.person_role r join access.person p on p.id = r.person_id
                                     where r.role = 'CASE_SUPERVISOR' and p.organisation_id <> all (beside) and p.id <> all (about) and p.id <> proposed_by
                                       and access.is_held(r) order by p.code limit 1);
    end if;
    return query select distinct x from unnest(readers) x;
end $$;
-- Those who read it so have the page while it waits: only what names every officer is asked for, so that it may be asked with every page.
create or replace function followup.asked_to_confirm() returns boolean language plpgsql stable security definer set search_path = pg_catalog as $$
declare officers uuid[] := array(select access.custodians());
begin
    return exists (select from followup.complaint c where c.closed_at is null and c.end_proposed_by is distinct from access.actor()
                      and case when c.end_proposed_by is not null or c.about_ids @> officers
                               then access.actor() in (select followup.complaint_reaches(c.organisation_id, c.to_focal, c.kind, c.about_ids, c.end_proposed_by)) end);
end $$;
create index complaint_waits on followup.complaint (id) where closed_at is null;
drop index followup.complaint_end_waits;
