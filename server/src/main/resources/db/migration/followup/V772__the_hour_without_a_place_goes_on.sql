-- A place that nobody agreed to, and that was left again, does not begin the hours of a child without a place anew: those of the alert that it ended go on.
-- The same for a first night that lasted less than twelve hours.
create function followup.hour_goes_on() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare before followup.alert;
begin
    select a.* into before from followup.alert a
     where a.file_id = new.file_id and a.type = 'WITHOUT_PLACE' and a.outcome = 'PLACED' order by a.closed_at desc, a.id desc limit 1;
    if not found or exists (select from access.decision d where d.file_id = new.file_id and d.kind in ('HOME', 'SHELTER_MOVE') and d.state = 'AGREED'
                               and d.ended_at >= before.closed_at)
       or before.closed_at < access.moment() - interval '12 hours'
          and not exists (select from access.decision d where d.file_id = new.file_id and d.kind = 'SHELTER_MOVE' and d.state <> 'AGREED'
                             and d.proposed_at >= before.closed_at) then
        return new;
    end if;
    if before.acknowledged_at is null then new.ack_due_at := least(new.ack_due_at, before.ack_due_at); end if;
    new.safe_due_at := least(new.safe_due_at, before.safe_due_at);
    return new;
end $$;
revoke execute on function followup.hour_goes_on from public;
create trigger hour_goes_on before insert on followup.alert for each row
    when (new.type = 'WITHOUT_PLACE' and new.file_id is not null) execute function followup.hour_goes_on();
