-- The accounts that a complaint names: by their code, however it is written, also without its noughts ("PM 1"), or by a role that they alone hold in the
-- house or in that structure. Words come as digests, so that nothing of a complaint is sent in clear.
create or replace function followup.accounts_named(organisation uuid, words bytea[], roles text[]) returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
    return array(
        select p.id from access.person p cross join lateral (select regexp_replace(p.code, '[^a-z0-9]', '', 'g') as plain) c
         where sha256(convert_to(c.plain, 'UTF8')) = any (words)
            or sha256(convert_to(regexp_replace(c.plain, '([a-z])0+([0-9])', '\1\2', 'g'), 'UTF8')) = any (words)
        union select (array_agg(distinct r.person_id))[1] from access.person_role r where r.role = any (roles) and access.is_held(r)
              group by r.role having count(distinct r.person_id) = 1
        union select (array_agg(distinct r.person_id))[1] from access.person_role r
               where r.role = any (roles) and r.organisation_id = organisation and access.is_held(r) group by r.role having count(distinct r.person_id) = 1
        union select (array_agg(distinct f.person_id))[1] from access.focal_point f
               where 'FOCAL_POINT' = any (roles) and f.organisation_id = organisation and f.valid_from <= access.moment() and f.valid_until > access.moment()
              having count(distinct f.person_id) = 1);
end $$;
