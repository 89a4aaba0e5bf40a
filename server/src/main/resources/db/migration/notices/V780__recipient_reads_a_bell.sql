-- The login of the house's outbox passes over all bells; a bell is read by who was rung, now.
create function notices.read_by_oneself() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if current_user in ('akoma_protection', 'akoma_enforcement', 'akoma_custody', 'akoma_administration') and new.person_id is distinct from access.actor() then
        raise exception 'notices.read-by-another' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger read_by_oneself before update of read_at on notices.bell for each row
    when (new.read_at is distinct from old.read_at) execute function notices.read_by_oneself();
create trigger one_act before update of read_at on notices.bell for each row
    when (new.read_at is distinct from old.read_at) execute function access.one_act('ONCE', 'read_at', '');
revoke execute on function notices.read_by_oneself from public;
-- Bells that nobody took up yet, each told once: what was taken up is not shown again.
create function notices.take_up(most int, at timestamptz) returns table (person_id uuid, kind text, rung_at timestamptz)
language plpgsql security definer set search_path = pg_catalog as $$
begin
    if access.actor() is not null then raise exception 'notices.told-by-the-house' using errcode = 'insufficient_privilege'; end if;
    return query
        with taken as (
            update notices.bell b set told_at = take_up.at
             where b.id in (select u.id from notices.bell u where u.told_at is null order by u.rung_at, u.id limit most for update skip locked)
            returning b.person_id, b.kind, b.rung_at, b.id)
        select t.person_id, t.kind, t.rung_at from taken t order by t.rung_at, t.id;
end $$;
-- How many things wait for a person, for the words of a notice: of the days' counts of tasks the newest alone holds.
create function notices.unread_of(person uuid) returns int stable language sql security definer set search_path = pg_catalog as $$
    select case when access.actor() is null then
        (select count(*) from (select from notices.bell b where b.person_id = person and b.read_at is null and b.kind <> 'due' limit 100) x)::int
        + coalesce((select b.things from notices.bell b where b.person_id = person and b.read_at is null and b.kind = 'due'
                     order by b.of_day desc limit 1), 0) end $$;
revoke execute on function notices.take_up, notices.unread_of from public;
grant execute on function notices.take_up, notices.unread_of to akoma_administration;
