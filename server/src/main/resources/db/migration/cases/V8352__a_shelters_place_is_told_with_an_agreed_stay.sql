-- The address of a shelter is readable for a child's worker once the move there is confirmed by a supervisor. Until then the page names whom to call. The first nights in a shelter of the file's own structure need nobody, and tell it at once. An emergency tells no shelter's place: who opens a file so calls the shelter.
create function cases.is_confirmed_stay(stay uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select not exists (select from access.decision d where d.kind = 'SHELTER_MOVE' and d.subject = stay)
        or exists (select from access.decision d where d.kind = 'SHELTER_MOVE' and d.subject = stay and d.state = 'AGREED') $$;
drop policy seen on cases.shelter_location;
create policy seen on cases.shelter_location for select to akoma_protection
    using (shelter_id = any ((select access.grantees())::uuid[])
           or exists (select from cases.shelter s where s.id = shelter_location.shelter_id and cases.keeps_shelters_of(s.organisation_id))
           or exists (select from cases.placement p where p.shelter_id = shelter_location.shelter_id and p.state = 'CURRENT' and access.keeps(p.file_id, 16)
                         and cases.is_confirmed_stay(p.id)));

-- Who is called when a child is brought there unasked: its managers, and the supervisors of the structure that runs it.
create function cases.shelter_keepers(shelter uuid) returns setof uuid stable language sql security definer set search_path = pg_catalog as $$
    select x from cases.shelter_people(shelter) x
     union
    select r.person_id from cases.shelter s join access.person_role r on r.organisation_id = s.organisation_id and r.role = 'CASE_SUPERVISOR'
     where s.id = shelter_keepers.shelter and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment() $$;
revoke execute on function cases.is_confirmed_stay, cases.shelter_keepers from public;
grant execute on function cases.is_confirmed_stay, cases.shelter_keepers to akoma_protection;
