-- How far the morning's round has come. Whoever holds the lease goes on; after a crash another takes it up where it stood.
create table tasks.round (
    day           date constraint round_pk primary key,
    after         uuid,                                                -- everybody up to here was looked at
    claimed_until timestamptz,
    ended_at      timestamptz);
grant usage on schema tasks to akoma_administration;
grant select, insert, update, delete on tasks.round to akoma_administration;
