-- The address of a calendar lies in telephones and in the logs of proxies, for a year. It opens the numbers that were counted for it, at this table
-- and by one function of the door, and nobody enters with it (access.enter, V330): neither a file nor the name of a file is read by it.
create table access.feed_day (
    token_hash bytea constraint feed_day_session references access.session on delete cascade,
    day        date,
    tasks      int not null constraint feed_day_tasks check (tasks > 0),
    constraint feed_day_pk primary key (token_hash, day));
alter table access.feed_day enable row level security;

create function access.write_feed(feed bytea, days date[], tasks int[]) returns void language sql security definer set search_path = pg_catalog as $$
    delete from access.feed_day f where f.token_hash = feed;
    insert into access.feed_day select feed, x.day, x.tasks from unnest(days, tasks) x(day, tasks) limit 400 $$;

-- Counted with the person's own session when the address is made, and anew each morning by the round.
drop function door.open_feed(bytea, bytea, timestamptz);
create function door.open_feed(token bytea, feed bytea, days date[], tasks int[], moment timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare s access.session := door.own(token, moment);
begin
    perform door.now_only(moment);
    delete from access.session o where o.person_id = s.person_id and o.kind = 'FEED';
    insert into access.session (token_hash, person_id, kind, opened_at, used_at, expires_at)
    values (feed, s.person_id, 'FEED', moment, moment, moment + interval '365 days');
    perform access.write_feed(feed, days, tasks);
end $$;
create function door.feed(token bytea, moment timestamptz) returns table (day date, tasks int)
stable language sql security definer set search_path = pg_catalog as $$
    select f.day, f.tasks from access.session_of(token, moment) s join access.feed_day f on f.token_hash = s.token_hash where s.kind = 'FEED' $$;

create function access.has_feed(person uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.session s where s.person_id = person and s.kind = 'FEED') $$;
create function access.renew_feed(person uuid, days date[], tasks int[]) returns void language sql security definer set search_path = pg_catalog as $$
    select access.write_feed(s.token_hash, days, tasks) from access.session s where s.person_id = person and s.kind = 'FEED' $$;

revoke execute on function access.write_feed, access.has_feed, access.renew_feed, door.open_feed, door.feed from public;
grant execute on function door.open_feed, door.feed to akoma_door;
grant execute on function access.has_feed, access.renew_feed to akoma_administration;
