-- Who runs the shelter where a child stays reads which alert of its health runs, by its kind alone: their page said that nothing was urgent while one was open.
-- Other dangers are not told there, because they may come from the shelter itself.
create function followup.told_where_it_sleeps(file uuid) returns table (type text, since timestamptz, taken_at timestamptz)
stable language sql security definer set search_path = pg_catalog as $$
    select a.type, coalesce(a.again_at, a.raised_at), a.acknowledged_at from followup.alert a
     where a.file_id = file and a.closed_at is null and a.type in ('LIFE_IN_DANGER', 'HEALTH_URGENT') and cases.houses(file)
     order by a.type = 'LIFE_IN_DANGER' desc limit 1 $$;
revoke execute on function followup.told_where_it_sleeps from public;
grant execute on function followup.told_where_it_sleeps to akoma_protection;
