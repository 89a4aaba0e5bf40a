-- How many places a shelter had, since when: a past day is shown against the places of that day. One opened later does not stand on it, unless a child
-- stayed there on that day already.
create table cases.shelter_places (
    shelter_id uuid not null constraint shelter_places_of references cases.shelter,
    since      date not null,
    capacity   int not null,
    constraint shelter_places_pk primary key (shelter_id, since));
insert into cases.shelter_places (shelter_id, since, capacity) select id, '-infinity', capacity from cases.shelter;

create function cases.places_change() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    insert into cases.shelter_places (shelter_id, since, capacity)
    values (new.id, case tg_op when 'INSERT' then coalesce((access.moment() at time zone 'UTC')::date, '-infinity')
                    else (coalesce(access.moment(), now()) at time zone 'UTC')::date end, new.capacity)
    on conflict on constraint shelter_places_pk do update set capacity = excluded.capacity;
    return null;
end $$;
create trigger places_begin after insert on cases.shelter for each row execute function cases.places_change();
create trigger places_change after update of capacity on cases.shelter for each row
    when (new.capacity is distinct from old.capacity) execute function cases.places_change();

create function cases.places(shelter uuid, day date) returns int stable language sql security definer set search_path = pg_catalog as $$
    select p.capacity from cases.shelter_places p where p.shelter_id = shelter
     order by p.since <= day desc, case when p.since <= day then p.since end desc, p.since limit 1 $$;
create function cases.stood(shelter uuid, day date) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from cases.shelter_places p where p.shelter_id = shelter and p.since <= day)
        or exists (select from cases.placement p where p.shelter_id = shelter and p.since <= day and coalesce(p.until, 'infinity') > day) $$;
revoke execute on function cases.stood from public;
grant execute on function cases.stood to akoma_protection;
revoke execute on function cases.places from public;
grant execute on function cases.places to akoma_protection;
create or replace function cases.report_shelters(day date) returns table (code text, country text, occupied bigint, capacity int)
stable language sql security definer set search_path = pg_catalog as $$
    select s.code, s.country, cases.occupied(s.id, day), cases.places(s.id, day) from cases.shelter s order by s.code $$;
