-- A structure does not end under its children: while it holds open files, or its people see open files of others, until the day on which it would end. Nor
-- under its people, who would all be out by one administrator's word: their roles end one by one before it, each with a successor where one is needed.
create or replace function access.is_at_work(structure uuid, beyond date) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare o access.organisation;
begin
    select * into o from access.organisation x where x.id = structure;
    return exists (select from cases.case_file f where f.organisation_id = structure and f.closed_at is null)
        or exists (select from access.person_role r join access.person p on p.id = r.person_id
                    where r.organisation_id = structure and r.approved_at is not null
                      and r.valid_until > greatest(beyond::timestamp at time zone 'UTC', access.moment()) and p.contract_until > beyond)
        or exists (select from access.file_grant g join cases.case_file f on f.id = g.file_id
                    where f.closed_at is null and g.valid_until > greatest(beyond::timestamp at time zone 'UTC', access.moment())
                      and (g.holder in (access.holder('ORGANISATION', o.id), access.holder('DESK', o.desk_id))
                           or g.holder in (select access.holder('PERSON', p.id) from access.person p where p.organisation_id = structure)));
end $$;
