-- Could these children have a file already? For many children in one question, which is planned once. A common pair of names is on thousands of
-- files: those that share most pairs are looked at, not all. Sees all files, tells only codes and scores.
create function cases.alike(children uuid[], pairs text[], parts text[], at_least int[]) returns table (child uuid, code text, score bigint)
stable language sql security definer set search_path = pg_catalog as $$
    select q.child, f.code, s.score
      from unnest(children, pairs, parts, at_least) as q (child, pairs, parts, at_least)
     cross join lateral (
        select c.file_id, c.score
          from (select t.file_id, (select count(*) from cases.name_token x where x.file_id = t.file_id and x.token = any (q.parts::bigint[])) as score
                  from (select n.file_id from cases.name_token n where n.token = any (q.pairs::bigint[])
                         group by n.file_id order by count(*) desc, n.file_id desc limit 100) t) c
         where c.score >= q.at_least order by c.score desc, c.file_id limit 20) s
      join cases.case_file f on f.id = s.file_id order by q.child, s.score desc, f.code $$;
create or replace function cases.alike(pairs bigint[], parts bigint[], at_least int) returns table (code text, score bigint)
stable language sql security definer set search_path = pg_catalog as $$
    select a.code, a.score from cases.alike(array[null::uuid], array[pairs::text], array[parts::text], array[at_least]) a $$;
revoke execute on function cases.alike(uuid[], text[], text[], int[]) from public;
grant execute on function cases.alike(uuid[], text[], text[], int[]) to akoma_protection;
