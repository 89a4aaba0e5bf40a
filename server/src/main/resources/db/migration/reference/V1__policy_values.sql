grant usage on schema reference to akoma_administration;

-- The limits that this house has chosen to differ in. Everything else of the reference room is read from the jar. Written by the owner alone, in a
-- command of the operator: at the next start they limit what the database's own functions let through.
create table reference.policy_value (
    key        text constraint policy_value_pk primary key,
    value      text not null,
    source     text not null,                          -- who or what said so: a person's code, or a scenario
    changed_at timestamptz not null);
grant select on reference.policy_value to akoma_administration;

-- ---------- policy of a past day ---------------------------------------------------------------------------------------
-- All the limits in which the house differed from the defaults, whenever that changed: what was late on a past day is judged by the limits of that
-- day. Before the first row its limits stand, since nobody knows of others.
create table reference.policy_change (
    id   bigint generated always as identity constraint policy_change_pk primary key,
    at   timestamptz not null,
    held jsonb not null);
create index policy_change_at on reference.policy_change (at);
grant select on reference.policy_change to akoma_administration;

-- ---------- limits that the database keeps -----------------------------------------------------------------------------
-- The limits in which this installation differs from the defaults, for the functions that keep them (access.limit_of). Written at each start by the
-- owner alone: a limit that a login of the application could write would limit nobody who has taken that login.
create table reference.limit_in_force (
    key   text constraint limit_in_force_pk primary key,
    value int not null constraint limit_in_force_value check (value >= 0));
