-- An alert is what was raised: when, of what kind and by whom is never rewritten (what may be, and by whom: V600).
revoke update on followup.alert from akoma_protection, akoma_enforcement, akoma_custody;
grant update (acknowledged_at, acknowledged_by, safe_at, police_at, closed_at, closed_by, outcome, organisation_id, worker_id, supervisor_id, sealed)
    on followup.alert to akoma_protection, akoma_enforcement, akoma_custody;

-- A visit that was recorded changes as a new version that keeps the old one, in the name of who changes it, who visits children themselves; or by being looked
-- at. A day that was planned moves with its reason.
create function followup.keep_visit() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user <> 'akoma_protection' then return null; end if;
    if old.done_on is null and new.done_on is not null and new.recorded_by is distinct from access.actor() then
        raise exception 'followup.visit-of-another' using errcode = 'insufficient_privilege';
    end if;
    if old.done_on is not null
       and (new.sealed, new.done_on, new.done_at, new.mode, new.seen, new.seen_alone, new.school, new.safety)
           is distinct from (old.sealed, old.done_on, old.done_at, old.mode, old.seen, old.seen_alone, old.school, old.safety)
       and not (old.reviewed_at is null and new.reviewed_at is not null
                and (new.done_on, new.done_at, new.mode, new.seen, new.safety) is not distinct from (old.done_on, old.done_at, old.mode, old.seen, old.safety)) then
        if not exists (select from followup.visit_version v where v.visit_id = old.id and v.version = old.version and v.recorded_by = old.recorded_by) then
            raise exception 'followup.visit-recorded' using errcode = 'insufficient_privilege';
        end if;
        if new.recorded_by is distinct from access.actor() or not access.has_role(array['CASE_WORKER', 'MINISTRY_OFFICER']) then
            raise exception 'followup.visit-of-another' using errcode = 'insufficient_privilege';
        end if;
        update followup.visit_version v
           set was_done_on = old.done_on, was_mode = old.mode, was_seen = old.seen, was_safety = old.safety, was_sealed = old.sealed
         where v.visit_id = old.id and v.version = old.version and v.was_done_on is null;
    end if;
    if (new.planned_on, new.by_calendar, new.moved) is distinct from (old.planned_on, old.by_calendar, old.moved)
       and not exists (select from followup.visit_move m where m.visit_id = new.id and m.to_on = new.planned_on) then
        raise exception 'followup.visit-moved-without-reason' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger keep_visit after update on followup.visit deferrable initially deferred for each row
    when ((new.planned_on, new.by_calendar, new.moved) is distinct from (old.planned_on, old.by_calendar, old.moved)
          or old.done_on is null and new.done_on is not null or old.done_on is not null
          and (new.sealed, new.done_on, new.done_at, new.mode, new.seen, new.seen_alone, new.school, new.safety)
              is distinct from (old.sealed, old.done_on, old.done_at, old.mode, old.seen, old.seen_alone, old.school, old.safety))
    execute function followup.keep_visit();
revoke execute on function followup.keep_visit from public;

-- A record begins without a second person.
revoke insert on followup.high_proposal from akoma_protection;
grant insert (file_id, organisation_id, worker_id, supervisor_id, source, source_id, proposed_by, since, due_at) on followup.high_proposal to akoma_protection;
revoke insert on followup.alert from akoma_protection;
grant insert (id, type, file_id, organisation_id, worker_id, supervisor_id, source, raised_at, raised_by, ack_due_at, safe_due_at, encrypted, files_on_device, sealed) on followup.alert to akoma_protection;
revoke insert on followup.alert from akoma_enforcement;
grant insert (id, type, file_id, organisation_id, worker_id, supervisor_id, source, raised_at, raised_by, ack_due_at, safe_due_at, encrypted, files_on_device, sealed) on followup.alert to akoma_enforcement;
revoke insert on followup.alert from akoma_custody;
grant insert (id, type, file_id, organisation_id, worker_id, supervisor_id, source, raised_at, raised_by, ack_due_at, safe_due_at, encrypted, files_on_device, sealed) on followup.alert to akoma_custody;
revoke insert on followup.alert from akoma_administration;
grant insert (id, type, file_id, organisation_id, worker_id, supervisor_id, source, raised_at, raised_by, ack_due_at, safe_due_at, encrypted, files_on_device, sealed) on followup.alert to akoma_administration;
revoke insert on followup.visit from akoma_protection;
grant insert (id, file_id, organisation_id, worker_id, type, planned_on, planned_at, planned_by, by_calendar, unplanned, done_on, done_at, recorded_by, made_by, partner, mode, seen, seen_alone, not_alone, school, safety, closed_at, sealed) on followup.visit to akoma_protection;
