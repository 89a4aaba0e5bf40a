-- The doorbell: that something waits, and never what. No row here speaks of a child, a place or a reason.
create schema if not exists notices;

create table notices.bell (
    id        uuid constraint bell_pk primary key,
    person_id uuid not null constraint bell_person references access.person,
    kind      text not null constraint bell_kind check (kind in ('message', 'task', 'referral', 'alert')),
    rung_at   timestamptz not null,
    read_at   timestamptz,
    told_at   timestamptz);                                   -- taken up by the outbox
create index bell_of_person on notices.bell (person_id, rung_at, id);
create index bell_unread on notices.bell (person_id) where read_at is null;
create index bell_untold on notices.bell (rung_at, id) where told_at is null;

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

-- Anybody may ring another's bell; each reads only their own. The outbox is emptied by the house itself, on the login that sees no file and outside
-- anybody's session: an administrator reads nobody's bells, and not when they rang.
alter table notices.bell enable row level security;
create policy mine on notices.bell for select using (person_id = (select access.actor()));
create policy rung on notices.bell for insert with check (person_id is distinct from (select access.actor()) and read_at is null and told_at is null);
create policy read on notices.bell for update using (person_id = (select access.actor()));
alter table notices.choice enable row level security;
create policy mine on notices.choice using (person_id = (select access.actor()));
create policy asked on notices.choice for select to akoma_administration using ((select access.actor()) is null);
alter table notices.outbox enable row level security;
create policy emptied on notices.outbox to akoma_administration using ((select access.actor()) is null);

grant usage on schema notices to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;
grant select, insert, update (read_at) on notices.bell to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;
-- What was seen is forgotten after a month at the earliest: a login that deleted bells would silence an emergency.
create function notices.forget(before timestamptz) returns void language sql security definer set search_path = pg_catalog as $$
    delete from notices.bell where read_at < least(before, now() - interval '30 days') $$;
revoke execute on function notices.forget from public;
grant execute on function notices.forget to akoma_administration;
grant select, insert, update on notices.choice to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;
grant select, insert, update, delete on notices.outbox to akoma_administration;
