-- Bells that nobody took up yet, each told once, at this moment.
create or replace function notices.take_up(most int, at timestamptz) returns table (person_id uuid, kind text, rung_at timestamptz)
language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not access.is_now(take_up.at) then raise exception 'access.not-now' using errcode = 'insufficient_privilege'; end if;
    if access.actor() is not null then raise exception 'notices.told-by-the-house' using errcode = 'insufficient_privilege'; end if;
    return query
        with taken as (
            update notices.bell b set told_at = take_up.at
             where b.id in (select u.id from notices.bell u where u.told_at is null order by u.rung_at, u.id limit most for update skip locked)
            returning b.person_id, b.kind, b.rung_at, b.id)
        select t.person_id, t.kind, t.rung_at from taken t order by t.rung_at, t.id;
end $$;
