-- All the limits in which the house differed from the defaults, whenever that changed: what was late on a past day is judged by the limits of that
-- day. Before the first row its limits stand, since nobody knows of others.
create table reference.policy_change (
    id   bigint generated always as identity constraint policy_change_pk primary key,
    at   timestamptz not null,
    held jsonb not null);
create index policy_change_at on reference.policy_change (at);
grant select on reference.policy_change to akoma_administration;
