grant usage on schema notices to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;

-- The doorbell: that something waits, and never what. No row here speaks of a child, a place or a reason. The record that asks for something is named only so
-- that the ring is over once that is done (V2): no login reads it. The record to which it leads is an id, which only who was rung reads.
create table notices.bell (
    id        uuid constraint bell_pk primary key,
    person_id uuid not null constraint bell_person references access.person,
    kind      text not null constraint bell_kind check (kind in ('message', 'task', 'referral', 'alert', 'due', 'decision', 'complaint', 'account', 'story', 'sample', 'export', 'recall')),
    rung_at   timestamptz not null,
    read_at   timestamptz,
    told_at   timestamptz,                                           -- taken up by the outbox
    things    int not null default 1 constraint bell_things check (things > 0),
    of_day    date,
    about     uuid,
    target    uuid,                                                  -- the record to which it leads, for who was rung: its room says what they may read of it
    over_at   timestamptz,                                           -- what it asks was done, by anybody
    what      text constraint bell_what check (what in ('PASSWORD', 'FACTOR_SHOWN', 'FACTOR_SET', 'RECOVERY_USED', 'RECOVERY_RENEWED', 'PASSKEY_ADDED', 'PASSKEY_REMOVED', 'PASSKEY_COPIED', 'SESSIONS', 'LINK', 'CARD', 'ENDED', 'MOVED', 'CHANGED',
                    'EMERGENCY', 'EMERGENCY_JUSTIFIED', 'EMERGENCY_NOT_JUSTIFIED', 'FILES_READ', 'LISTS_READ', 'LINES_TAKEN')),
    matter    text constraint bell_matter check (matter in ('ASSIGNED', 'SUPERVISOR', 'SHARED', 'TRANSFERRED', 'SLIP_DIFFERS', 'BAR_LIFTED', 'REFERRALS_ENDED', 'REFERRED_IN_DANGER',
                    'DEPARTED', 'ACROSS_BORDER', 'INDEX', 'INSTRUCTION', 'STAY', 'SHELTER_MOVE', 'NO_PLACE', 'URGENT_CARE', 'SERVICE', 'MONEY',
                    'ENROLMENT', 'PAPER', 'CONFERENCE', 'CONSENT_NO', 'CONSENT_YES', 'VISIT', 'CHILD_WORRIED', 'RISK', 'DANGER', 'DOUBLE', 'ERASURE', 'VICTIM_STATUS', 'PACKAGE_SENT', 'PACKAGE_CAME')),   -- of a child's file, which the target is: its room says who may read of it
    constraint bell_matter_alone check (matter is null or what is null),
    constraint bell_what_account check (what is null or kind = 'account' and target is not null),   -- what became of an account: the target, a person
    constraint bell_of_day check ((kind = 'due') = (of_day is not null)));
create index bell_of_person on notices.bell (person_id, rung_at, id);
create index bell_unread on notices.bell (person_id) where read_at is null and over_at is null;
create index bell_about on notices.bell (about) where over_at is null;
create index bell_untold on notices.bell (rung_at, id) where told_at is null and over_at is null;
-- Once a day, how many tasks are late or due today: of a person and day there is one such ring, no matter who goes round, however often.
create unique index bell_once_a_day on notices.bell (person_id, of_day) where of_day is not null;
-- Anybody may ring another's bell; each reads only their own. The outbox is emptied by the house itself, on the login that sees no file and outside
-- anybody's session: an administrator reads nobody's bells, and not when they rang.
alter table notices.bell enable row level security;
create policy mine on notices.bell for select using (person_id = (select access.actor()));
create policy rung on notices.bell for insert with check (person_id is distinct from (select access.actor()) and read_at is null and told_at is null
    and of_day is null and over_at is null);
create policy read on notices.bell for update using (person_id = (select access.actor()));
create trigger one_act before update of read_at on notices.bell for each row
    when (new.read_at is distinct from old.read_at) execute function access.one_act('ONCE', 'read_at', '');
grant select (id, person_id, kind, rung_at, read_at, things, of_day, over_at, target, what), insert (id, person_id, kind, rung_at, about, target, matter), update (read_at) on notices.bell to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;

-- The sections of a child's file of which a matter tells something: who holds one of them may read it. 256: of none, so that it is
-- read by who may open the file.
create function notices.sections_of(matter text) returns int immutable language sql as $$
    select case when matter in ('ASSIGNED', 'SUPERVISOR', 'SHARED', 'TRANSFERRED', 'PAPER', 'CONFERENCE', 'ERASURE', 'PACKAGE_SENT', 'PACKAGE_CAME') then 256
                when matter in ('SLIP_DIFFERS', 'DOUBLE') then 1
                when matter in ('BAR_LIFTED', 'REFERRALS_ENDED', 'REFERRED_IN_DANGER', 'CONSENT_NO', 'CONSENT_YES') then 2
                when matter in ('URGENT_CARE', 'VICTIM_STATUS') then 4
                when matter in ('DEPARTED', 'ACROSS_BORDER', 'INSTRUCTION', 'STAY', 'SHELTER_MOVE', 'NO_PLACE') then 16
                when matter in ('SERVICE', 'MONEY') then 32
                when matter in ('INDEX', 'ENROLMENT', 'VISIT', 'CHILD_WORRIED', 'RISK', 'DANGER') then 64
                else 0 end $$;
revoke execute on function notices.sections_of from public;
grant execute on function notices.sections_of to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;
-- One's own bells, each with its matter as long as one holds, now, the section of the file that the matter tells something of. No login reads the column itself.
-- It reads as its owner, as access.held does.
create view notices.rung with (security_barrier = true) as
    select b.id, b.person_id, b.kind, b.rung_at, b.read_at, b.over_at, b.things, b.of_day, b.target, b.what,
           case when m.read then b.matter end as matter, b.matter is not null and not m.read as withheld
      from notices.bell b cross join lateral (
           select b.matter is not null and session_user = 'akoma_protection' and ((select access.everywhere()) & notices.sections_of(b.matter) <> 0
               or exists (select from access.held g where g.file_id = b.target and g.reads & notices.sections_of(b.matter) <> 0 offset 0)) as read offset 0) m
     where b.person_id = (select access.actor());
grant select on notices.rung to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;

create table notices.choice (
    person_id     uuid constraint choice_pk primary key constraint choice_person references access.person,
    rhythm        text not null constraint choice_rhythm check (rhythm in ('AT_ONCE', 'DAILY', 'NEVER')),
    daily_at      time not null,
    quiet_from    time,
    quiet_until   time,
    alerts_always boolean not null,                           -- an alert waits for no hour
    email         bytea,                                      -- sealed
    phone         bytea,                                      -- sealed
    constraint choice_quiet_whole check ((quiet_from is null) = (quiet_until is null)));
alter table notices.choice enable row level security;
create policy mine on notices.choice using (person_id = (select access.actor()));
create policy asked on notices.choice for select to akoma_administration using ((select access.actor()) is null);
grant select, insert, update on notices.choice to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;

create table notices.outbox (
    id         uuid constraint outbox_pk primary key,         -- also the Message-ID and the gateway's idempotency key
    person_id  uuid not null constraint outbox_person references access.person,
    channel    text not null constraint outbox_channel check (channel in ('EMAIL', 'GATEWAY')),
    state      text not null constraint outbox_state check (state in ('WAITING', 'SENDING', 'SENT', 'NEEDLESS', 'UNKNOWN', 'GAVE_UP')),
    due_at     timestamptz not null,
    tries      int not null default 0,
    claimed_at timestamptz,
    ended_at   timestamptz,
    failure    text);
create unique index outbox_one_waiting on notices.outbox (person_id, channel) where state = 'WAITING';
create index outbox_due on notices.outbox (due_at) where state = 'WAITING';
create index outbox_sending on notices.outbox (claimed_at) where state = 'SENDING';
alter table notices.outbox enable row level security;
create policy emptied on notices.outbox to akoma_administration using ((select access.actor()) is null);
-- One way only: what waits is taken up, what is taken up ends or waits again, and what has ended stays as it ended. Nothing is put off for more than two hours,
-- and nobody empties it: who silenced it would silence an emergency.
create function notices.one_way() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user <> 'akoma_administration' then return new; end if;
    if new.state = 'SENDING' and vault.is_copy() then raise exception 'notices.copy-sends-nothing' using errcode = 'insufficient_privilege'; end if;
    if (case when tg_op = 'INSERT' then new.state = 'WAITING' and new.tries = 0
             when old.state = 'WAITING' then new.state = 'WAITING' and new.due_at <= old.due_at and new.tries = old.tries
                  or new.state = 'SENDING' and new.due_at = old.due_at and new.tries = old.tries + 1 and access.is_now(new.claimed_at)
             when old.state = 'SENDING' then new.tries = old.tries
                  and (new.state = 'WAITING' and (new.due_at <= old.claimed_at + interval '2 hours' or access.is_now(new.due_at))
                       or new.state not in ('WAITING', 'SENDING') and access.is_now(new.ended_at)) end) is not true then
        raise exception 'notices.one-way' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
-- By ./akoma restore: what waited when the backup was made was sent by the house that went on.
create function notices.drop_waiting() returns void language sql set search_path = pg_catalog as $$
    update notices.outbox set state = 'NEEDLESS', ended_at = now() where state in ('WAITING', 'SENDING');
    update notices.bell set told_at = now() where told_at is null $$;
revoke execute on function notices.drop_waiting from public;
create trigger one_way before insert or update on notices.outbox for each row execute function notices.one_way();
revoke execute on function notices.one_way from public;
grant select, insert, update (state, due_at, tries, claimed_at, ended_at, failure) on notices.outbox to akoma_administration;
-- What was seen, or is over, is forgotten after a month at the earliest: a login that deleted bells would silence an emergency.
create function notices.forget(before timestamptz) returns void language sql security definer set search_path = pg_catalog as $$
    delete from notices.bell where least(read_at, over_at) < least(before, now() - interval '30 days');
    delete from notices.outbox where ended_at < least(before, now() - interval '30 days') $$;
revoke execute on function notices.forget from public;
grant execute on function notices.forget to akoma_administration;

-- ---------- a bell is read by who was rung -----------------------------------------------------------------------------
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
-- Bells that nobody took up yet, each told once, at this moment: what was taken up is not shown again. What is over by then is told to nobody.
create function notices.take_up(most int, at timestamptz) returns table (person_id uuid, kind text, rung_at timestamptz)
language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not access.is_now(take_up.at) then raise exception 'access.not-now' using errcode = 'insufficient_privilege'; end if;
    if access.actor() is not null then raise exception 'notices.told-by-the-house' using errcode = 'insufficient_privilege'; end if;
    return query
        with taken as (
            update notices.bell b set told_at = take_up.at
             where b.id in (select u.id from notices.bell u where u.told_at is null and u.over_at is null order by u.rung_at, u.id limit most for update skip locked)
            returning b.person_id, b.kind, b.rung_at, b.id)
        select t.person_id, t.kind, t.rung_at from taken t order by t.rung_at, t.id;
end $$;
-- The day's count of tasks, rung by the house's own round alone: who could ring it for another, or for days to come, would keep the true one silent. False when
-- it was rung for that day before.
create function notices.ring_of_day(person uuid, things int, day date, at timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not access.is_now(ring_of_day.at) or day not between (ring_of_day.at at time zone 'UTC')::date - 1 and (ring_of_day.at at time zone 'UTC')::date then
        raise exception 'access.not-now' using errcode = 'insufficient_privilege';
    end if;
    if access.actor() is not null then raise exception 'notices.told-by-the-house' using errcode = 'insufficient_privilege'; end if;
    insert into notices.bell (id, person_id, kind, rung_at, things, of_day)
        values (gen_random_uuid(), person, 'due', ring_of_day.at, ring_of_day.things, day) on conflict do nothing;
    return found;
end $$;
-- How many things wait for a person, for the words of a notice: of the days' counts of tasks the newest alone holds.
create function notices.unread_of(person uuid) returns int stable language sql security definer set search_path = pg_catalog as $$
    select case when access.actor() is null then
        (select count(*) from (select from notices.bell b where b.person_id = person and b.read_at is null and b.over_at is null and b.kind <> 'due' limit 100) x)::int
        + coalesce((select b.things from notices.bell b where b.person_id = person and b.read_at is null and b.kind = 'due'
                     order by b.of_day desc limit 1), 0) end $$;
-- The administrators hear that somebody's trial found no mail server; not again while they have not looked.
create function notices.ring_administrators() returns void language sql security definer set search_path = pg_catalog as $$
    insert into notices.bell (id, person_id, kind, rung_at)
    select distinct on (r.person_id) gen_random_uuid(), r.person_id, 'task', access.moment() from access.person_role r
     where access.actor() is not null and r.role = 'SYSTEM_ADMINISTRATOR' and r.person_id <> access.actor()
       and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()
       and not exists (select from notices.bell b where b.person_id = r.person_id and b.read_at is null) $$;
-- The administrators hear that a notice was given up, and neither whose nor where to: not again while they have not looked, nor of their own. A notice that a
-- newer one to the same person replaces is not given up.
create function notices.gave_up() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    insert into notices.bell (id, person_id, kind, rung_at)
    select distinct on (r.person_id) gen_random_uuid(), r.person_id, 'account', new.ended_at from access.person_role r
      join access.person p on p.id = new.person_id
     where r.role = 'SYSTEM_ADMINISTRATOR' and r.person_id <> new.person_id
       and (r.side is null or p.compartment = case r.side when 'POLICE' then 'akoma_enforcement' else 'akoma_protection' end)
       and r.approved_at <= new.ended_at and r.valid_from <= new.ended_at and r.valid_until > new.ended_at
       and not exists (select from notices.outbox w where w.person_id = new.person_id and w.channel = new.channel and w.state = 'WAITING')
       and not exists (select from notices.bell b where b.person_id = r.person_id and b.kind = 'account' and b.read_at is null);
    return null;
end $$;
create trigger gave_up after update of state on notices.outbox for each row
    when (new.state = 'GAVE_UP' and old.state <> 'GAVE_UP' and new.ended_at is not null) execute function notices.gave_up();
revoke execute on function notices.read_by_oneself, notices.take_up, notices.ring_of_day, notices.unread_of, notices.ring_administrators,
    notices.gave_up from public;
grant execute on function notices.ring_administrators to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;
grant execute on function notices.take_up, notices.ring_of_day, notices.unread_of to akoma_administration;
