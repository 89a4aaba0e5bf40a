-- The limits that this house has chosen to differ in. Everything else of the reference room is read from the jar. Written by the owner alone, in a
-- command of the operator: at the next start they limit what the database's own functions let through.
create table reference.policy_value (
    key        text constraint policy_value_pk primary key,
    value      text not null,
    source     text not null,                          -- who or what said so: a person's code, or a scenario
    changed_at timestamptz not null);
grant usage on schema reference to akoma_administration;
grant select on reference.policy_value to akoma_administration;
