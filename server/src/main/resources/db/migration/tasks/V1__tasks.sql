grant usage on schema tasks to akoma_protection, akoma_administration;

-- A task put off, by whom, until when and why. It changes nothing of what is due; only its own list leaves it out until then.
create table tasks.snooze (
    id        uuid constraint snooze_pk primary key,
    file_id   uuid not null constraint snooze_file references cases.case_file,
    person_id uuid not null constraint snooze_person references access.person,
    kind      text not null,
    item_id   uuid not null,
    at        timestamptz not null,
    until     date not null,
    ended_at  timestamptz,
    sealed    bytea not null,                                        -- the reason
    -- What is never put off, held here as well as in the application: what has hours, what a law gives days to, what is the last that anybody hears of, and
    -- what another person waits for a decision of (requirements.md 2.4); nor whether a service begins, for which a child and its worker wait.
    constraint snooze_may_wait check (kind not like 'followup.alert%' and kind not in (
        'followup.report-offence', 'followup.decide-high', 'followup.csi-urgent', 'cases.screening', 'cases.place', 'followup.place-left', 'cases.urgent-care', 'cases.confirm-no-violence',
        'cases.assess', 'cases.care-order', 'cases.consent', 'referrals.answer', 'cases.arrival', 'cases.search', 'referrals.silence', 'referrals.confirm-danger', 'slips.hand-over', 'slips.open-file', 'slips.refused', 'signals.answer', 'signals.pass-on',
        'access.decide', 'assistance.start', 'assistance.approve', 'cases.approve-place', 'cases.decide-refusal', 'cases.decide-closure', 'cases.approve-plan', 'cases.decide-reopening', 'cases.agree-risk', 'followup.review')),
    constraint snooze_for_days check (until <= (at at time zone 'UTC')::date + 15));
create index snooze_of_person on tasks.snooze (person_id, kind, item_id, until) where ended_at is null;
create index snooze_of_file on tasks.snooze (file_id, at);
call access.protect('tasks.snooze', 'file_id', 256, 'akoma_protection');
-- A person puts off tasks of their own list alone, for two weeks at most.
create trigger by_oneself after insert on tasks.snooze referencing new table as added for each statement execute function access.by_oneself('person_id');
grant select, insert, update (ended_at) on tasks.snooze to akoma_protection;

-- ---------- the morning round ------------------------------------------------------------------------------------------
-- How far the morning's round has come. Anyone who holds the lease goes on; after a crash another takes it up where it stood.
create table tasks.round (
    day           date constraint round_pk primary key,
    after         uuid,                                                -- everybody up to here was looked at
    claimed_until timestamptz,
    ended_at      timestamptz);
grant select, insert, update, delete on tasks.round to akoma_administration;

-- ---------- what is never put off --------------------------------------------------------------------------------------
-- The visit to a child at high risk is put off by nobody.
create function tasks.high_is_visited() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if exists (select from cases.case_file f where f.id = new.file_id and f.risk = 'HIGH') then
        raise exception 'tasks.not-to-be-put-off' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger high_is_visited before insert on tasks.snooze for each row when (new.kind like 'followup.visit%') execute function tasks.high_is_visited();
revoke execute on function tasks.high_is_visited from public;

-- ---------- a round is claimed for minutes -----------------------------------------------------------------------------
-- A round is claimed for minutes, and for no day to come: a claim without end would stop the morning's bells.
create function tasks.keep_round() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if new.day > (now() at time zone 'UTC')::date + 1 or new.claimed_until > now() + interval '1 hour' then
        raise exception 'tasks.round-ahead' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger keep_round before insert or update on tasks.round for each row execute function tasks.keep_round();
revoke execute on function tasks.keep_round from public;

-- ---------- the round writes itself ------------------------------------------------------------------------------------
-- The application writes its morning round outside any person's session; an administrator ends none.
create function tasks.round_of_the_house() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if current_user = 'akoma_administration' and access.actor() is not null then
        raise exception 'tasks.round-of-the-house' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create trigger round_of_the_house before insert or update or delete on tasks.round for each statement execute function tasks.round_of_the_house();
revoke execute on function tasks.round_of_the_house from public;

-- ---------- no place for the night -------------------------------------------------------------------------------------
-- In the evening and at night a child of whom no place was ever recorded rings its worker and its supervisor, once a night; a night is named by the day on
-- which it begins. Only the function below reads and writes what was rung.
create table tasks.night_ring (
    file_id uuid constraint night_ring_file references cases.case_file on delete cascade,
    night   date,
    constraint night_ring_pk primary key (file_id, night));
alter table tasks.night_ring enable row level security;
create function tasks.ring_for_the_night(now timestamptz) returns setof uuid language plpgsql security definer set search_path = pg_catalog as $$
declare evening date := ((now at time zone 'UTC') - interval '12 hours')::date; persons uuid[];
begin
    if not access.is_now(now) then raise exception 'access.not-now' using errcode = 'insufficient_privilege'; end if;
    if access.actor() is not null then raise exception 'tasks.round-of-the-house' using errcode = 'insufficient_privilege'; end if;
    if (now at time zone 'UTC')::time >= time '05:00' and (now at time zone 'UTC')::time < time '17:00' then return; end if;
    delete from tasks.night_ring r where r.night < evening - 7;
    with rung as (
        insert into tasks.night_ring select f.id, evening from cases.case_file f where f.placed_at is null and f.closed_at is null
        on conflict do nothing returning file_id),
    told as (
        select f.id, array_remove(array[f.worker_id, f.supervisor_id], null) as persons, access.ring_of_file(array[f.worker_id, f.supervisor_id], 'task', f.id, 'NO_PLACE', now)
          from rung join cases.case_file f on f.id = rung.file_id)
    select array_agg(distinct x) into persons from told cross join lateral unnest(told.persons) x;
    return query select unnest(persons);
end $$;
revoke execute on function tasks.ring_for_the_night from public;
grant execute on function tasks.ring_for_the_night to akoma_administration;
