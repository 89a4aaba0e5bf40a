-- Could these children have a file already? As before, with each child's tokens read once, and the files that share a pair looked at together,
-- rather than each file by a question of its own.
create or replace function cases.alike(children uuid[], pairs text[], parts text[], at_least int[]) returns table (child uuid, code text, score bigint)
stable language sql security definer set search_path = pg_catalog as $$
    select q.child, f.code, s.score
      from (select u.child, u.pairs::bigint[] as pairs, u.parts::bigint[] as parts, u.at_least
              from unnest(children, pairs, parts, at_least) as u (child, pairs, parts, at_least) offset 0) q
     cross join lateral (
        select array_agg(t.file_id) as files
          from (select n.file_id from cases.name_token n where n.token = any (q.pairs)
                 group by n.file_id order by count(*) desc, n.file_id desc limit 100) t) c
     cross join lateral (
        select x.file_id, count(*) as score from cases.name_token x where x.file_id = any (c.files) and x.token = any (q.parts)
         group by x.file_id having count(*) >= q.at_least order by count(*) desc, x.file_id limit 20) s
      join cases.case_file f on f.id = s.file_id order by q.child, s.score desc, f.code $$;
