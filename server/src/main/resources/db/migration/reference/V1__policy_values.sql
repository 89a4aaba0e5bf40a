grant usage on schema reference to akoma_administration;

-- The limits that this house has chosen to differ in. Everything else of the reference room is read from the jar. Written in a command of
-- the operator, and where two people agreed (access.set_policy); by no login of the application.
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
-- owner, and where two people agreed: a limit that a login of the application could write would limit nobody who has taken that login.
create table reference.limit_in_force (
    key   text constraint limit_in_force_pk primary key,
    value int not null constraint limit_in_force_value check (value >= 0));

-- The bounds of each limit (policies.json), written at each start by the owner: two people together make no share endless, no child of twelve an adult and
-- no panel of one. What is not here is changed by nobody in the browser.
create table reference.policy_bound (
    key   text constraint policy_bound_pk primary key,
    least numeric not null,
    most  numeric not null,
    constraint policy_bound_order check (least <= most));

-- ---------- a limit changes by two people ------------------------------------------------------------------------------
-- Proposed by an administrator, agreed to by who oversees the house; exactly what was proposed is written, by who agreed, in that transaction.
insert into access.decision_kind (kind, roles, proposers, section, factor) values
    ('POLICY', '{DATA_PROTECTION_OFFICER,PROJECT_MANAGER}', '{SYSTEM_ADMINISTRATOR}', null, true);
create function access.set_policy(decision uuid, key text, value text) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
declare d access.decision; held jsonb;
begin
    select * into d from access.decision x where x.id = decision and x.kind = 'POLICY' and x.state = 'AGREED' and x.decided_by = access.actor()
       and x.ended_at = access.moment();
    if not found or d.record ->> 'key' is distinct from key or d.record ->> 'value' is distinct from value or value !~ '^[0-9][0-9.,]{0,100}$'
       or not exists (select from reference.policy_bound b where b.key = set_policy.key
                         and (select bool_and(x::numeric between b.least and b.most) from unnest(string_to_array(value, ',')) x)) then
        return false;
    end if;
    insert into reference.policy_value as v (key, value, source, changed_at)
    values (set_policy.key, set_policy.value, (select upper(p.code) from access.person p where p.id = d.proposed_by), access.moment())
        on conflict on constraint policy_value_pk do update set value = excluded.value, source = excluded.source, changed_at = excluded.changed_at;
    if value ~ '^[0-9]{1,6}$' then
        insert into reference.limit_in_force as l (key, value) values (set_policy.key, set_policy.value::int)
            on conflict on constraint limit_in_force_pk do update set value = excluded.value;
    end if;
    select c.held into held from reference.policy_change c order by c.at desc, c.id desc limit 1;
    insert into reference.policy_change (at, held) values (access.moment(), coalesce(held, '{}') || jsonb_build_object(set_policy.key, set_policy.value));
    perform access.ring(array(select access.who_oversee()) || d.proposed_by, 'account');
    return true;
end $$;
revoke execute on function access.set_policy from public;
grant execute on function access.set_policy to akoma_protection, akoma_custody;
