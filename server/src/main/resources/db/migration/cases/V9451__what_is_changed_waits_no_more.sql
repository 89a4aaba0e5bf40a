-- Changes under a request that waits (access/V9451). A move that waits for its confirmation is about the move itself; the day of an order is about the stay,
-- whatever else is put right of it.
create trigger changed_waits_no_more after update on cases.placement for each row when (new.version > old.version)
    execute function access.changed_waits_no_more('id', 'HOME', 'HOME_CHANGE');
create trigger changed_waits_no_more after update on cases.homecoming for each row when (new.version > old.version)
    execute function access.changed_waits_no_more('id', 'BORDER', 'JOURNEY', 'RESUMPTION');
create trigger changed_waits_no_more after update on cases.tracing for each row when (new.version > old.version)
    execute function access.changed_waits_no_more('id', 'TRACING');
create trigger changed_waits_no_more after update on cases.identity for each row when (new.version > old.version)
    execute function access.changed_waits_no_more('file_id', 'IDENTITY', 'IDENTITY_CHANGE');
create trigger changed_waits_no_more after update on cases.shelter for each row when (new.version > old.version)
    execute function access.changed_waits_no_more('id', 'SHELTER_CHANGE');
create function cases.order_goes_on() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if new.state = 'CURRENT' then
        update access.decision d set version = new.version where d.kind = 'CARE_ORDER' and d.subject = new.id and d.state = 'WAITING' and d.version < new.version;
    else
        perform access.end_waiting('{CARE_ORDER}', new.id, null);
    end if;
    return null;
end $$;
create trigger order_goes_on after update on cases.placement for each row when (new.version > old.version) execute function cases.order_goes_on();

-- Who does not answer for the child any more waits for nobody.
create function cases.ended_guardian_waits_no_more() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform access.end_waiting('{GUARDIAN,GUARDIAN_END}', new.id, null);
    return null;
end $$;
create trigger ended_guardian_waits_no_more after update of ended_on on cases.guardian for each row
    when (new.ended_on is not null and old.ended_on is null) execute function cases.ended_guardian_waits_no_more();

-- Nor is a goal dropped from a plan that another one replaced.
create function cases.replaced_plan_waits_no_more() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform access.end_waiting('{GOAL_DROP}', g.id, null) from cases.plan_goal g where g.plan_id = new.id;
    return null;
end $$;
create trigger replaced_plan_waits_no_more after update of status on cases.plan for each row
    when (new.status = 'REPLACED' and old.status <> 'REPLACED') execute function cases.replaced_plan_waits_no_more();
revoke execute on function cases.order_goes_on, cases.ended_guardian_waits_no_more, cases.replaced_plan_waits_no_more from public;
