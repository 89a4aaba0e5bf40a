-- An operation is planned anew, begun and ended by who coordinates; an officer records what happens in it.
create trigger asks_role before update on operations.operation for each statement execute function access.asks_role('LE_COORDINATOR');
-- A child who was screened keeps the slip that was written for it.
create function operations.keep_slip() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if current_user = 'akoma_enforcement' then raise exception 'operations.slip-kept' using errcode = 'insufficient_privilege'; end if;
    return new;
end $$;
create trigger keep_slip before update of slip_id on operations.screened for each row
    when (old.slip_id is not null and new.slip_id is distinct from old.slip_id) execute function operations.keep_slip();
-- What is said of a suspect is what the state says that was just recorded.
create function operations.keep_suspect() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if current_user = 'akoma_enforcement' and not exists (
           select from operations.proceeding c where c.suspect_id = new.id and c.status = new.status and c.at_liberty is not distinct from new.at_liberty
              and c.recorded_at between access.moment() - interval '2 minutes' and access.moment() + interval '2 minutes') then
        raise exception 'operations.no-proceeding' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger keep_suspect before update of status, at_liberty, referred_on on operations.suspect for each row
    when ((new.status, new.at_liberty, new.referred_on) is distinct from (old.status, old.at_liberty, old.referred_on))
    execute function operations.keep_suspect();
revoke execute on function operations.keep_slip, operations.keep_suspect from public;
