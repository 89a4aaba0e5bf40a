-- A row of a list that tells no two parts of a name can sound like nobody. It is compared with the files of the importer's own structure, and those that
-- the importer supervises, by sex, nationality and age: what is unknown on one side is no difference, and two of the three agree. The first five codes.
create function cases.alike_in_facts(keys uuid[], sexes text[], nationalities text[], ages int[]) returns table (child uuid, code text)
stable language sql security definer set search_path = pg_catalog as $$
    with seen as materialized (
        select f.code, f.sex, f.nationality, f.age_at_rescue as age, f.registered_at, f.id from cases.case_file f
         where (f.supervisor_id = access.actor() or f.organisation_id = (select p.organisation_id from access.person p where p.id = access.actor()))
           and access.sees(f.id, 1, false))
    select q.key, a.code
      from unnest(keys, sexes, nationalities, ages) q (key, sex, nationality, age)
      cross join lateral (
          select s.code from seen s
           where (q.sex = 'U' or s.sex = 'U' or q.sex = s.sex)
             and coalesce(q.nationality = s.nationality, true) and coalesce(abs(q.age - s.age) <= 1, true)
             and (q.sex <> 'U' and q.sex = s.sex)::int + coalesce(q.nationality = s.nationality, false)::int + (q.age is not null and s.age is not null)::int >= 2
           order by (q.age = s.age) desc nulls last, s.registered_at, s.id limit 5) a $$;
revoke execute on function cases.alike_in_facts from public;
grant execute on function cases.alike_in_facts to akoma_protection;
