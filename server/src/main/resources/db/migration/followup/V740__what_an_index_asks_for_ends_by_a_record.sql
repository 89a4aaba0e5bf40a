-- The next index is no longer due once one was recorded, or with the file. What an index or an alert asks for ends by who did it, by a later index (the
-- report of an offence does not), with the alert that was nothing, or with the file.
create function followup.is_over(file uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from cases.case_file f where f.id = is_over.file and f.status in ('CLOSED', 'TRANSFERRED')) $$;
create function followup.assessed_now(file uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from followup.csi c where c.file_id = assessed_now.file and c.recorded_at between access.moment() - interval '2 minutes'
                                                                                       and access.moment() + interval '2 minutes') $$;

create function followup.keep_end_of_due() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and not followup.assessed_now(new.file_id) and not followup.is_over(new.file_id) then
        raise exception 'followup.index-not-recorded' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger keep_end_of_due after update on followup.csi_due deferrable initially deferred for each row
    when (new.until is not null and old.until is null) execute function followup.keep_end_of_due();

create function followup.keep_end_of_action() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and not (case new.ended_by
           when 'DONE' then new.done_by = access.actor() and not exists (select from followup.alert a where a.id = new.alert_id and a.acknowledged_at is null)
           when 'REASSESSED' then new.kind <> 'REPORT_OFFENCE' and followup.assessed_now(new.file_id)
           when 'FALSE_ALARM' then exists (select from followup.alert a where a.id = new.alert_id and a.outcome = 'FALSE_ALARM')
           else followup.is_over(new.file_id) end) then
        raise exception 'followup.action-ends-by-a-record: %', new.ended_by using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger keep_end_of_action after update on followup.csi_action deferrable initially deferred for each row
    when (new.until is not null and old.until is null) execute function followup.keep_end_of_action();
revoke execute on function followup.is_over, followup.assessed_now, followup.keep_end_of_due, followup.keep_end_of_action from public;
