-- In an emergency a visit is recorded, not taken back, put off, corrected or looked through (trust.md G7). The calendar goes on by itself: it may plan anew,
-- as long as a visit remains on the day of the one that it takes back, or before.
create function followup.visits_stay_in_an_emergency() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not access.in_emergency(new.file_id) or access.keeps(new.file_id, 256, true) then return new; end if;
    if new.planned_on <> old.planned_on or new.done_on is null and (new.worker_id, new.organisation_id) is distinct from (old.worker_id, old.organisation_id)
       or new.missed_at is distinct from old.missed_at or new.reviewed_at is distinct from old.reviewed_at
       or new.closed_at is not null and old.closed_at is null and new.done_on is null and new.cancelled_at is null
          and not exists (select from followup.visit v where v.file_id = new.file_id and v.done_at >= access.moment())
       or old.done_on is not null or old.cancelled_at is not null
       or new.cancelled_at is not null and not (old.by_calendar and new.cancel_reason = 'PLANNED_ANEW') then
        raise exception 'followup.not-in-an-emergency' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger visits_stay_in_an_emergency before update on followup.visit for each row
    when (current_user = 'akoma_protection') execute function followup.visits_stay_in_an_emergency();
create function followup.planned_anew_in_an_emergency() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if access.in_emergency(new.file_id) and not access.keeps(new.file_id, 256, true)
       and not exists (select from followup.visit v where v.file_id = new.file_id and v.cancelled_at is null and v.missed_at is null
                          and (v.closed_at is null and v.planned_on <= new.planned_on + access.limit_of('visit.on-time.tolerance', 3)
                               or v.done_at >= access.moment())) then
        raise exception 'followup.not-in-an-emergency' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger planned_anew_in_an_emergency after update on followup.visit deferrable initially deferred for each row
    when (new.cancelled_at is not null and old.cancelled_at is null) execute function followup.planned_anew_in_an_emergency();

-- What was alarmed about and what was proposed is seen through by who holds the file otherwise.
create trigger not_in_an_emergency before update on followup.high_proposal for each row
    when (current_user = 'akoma_protection' and new.verdict = 'STAYS') execute function access.not_in_an_emergency();
create function followup.alerts_stay_in_an_emergency() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if access.in_emergency(new.file_id) and not access.keeps(new.file_id, 256, true) then
        raise exception 'followup.not-in-an-emergency' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger alerts_stay_in_an_emergency before update on followup.alert for each row
    when (current_user = 'akoma_protection' and (new.closed_at is not null and old.closed_at is null or new.acknowledged_at is distinct from old.acknowledged_at
          or new.safe_at is distinct from old.safe_at or new.police_at is distinct from old.police_at or new.sealed is distinct from old.sealed
          or (new.worker_id, new.supervisor_id, new.organisation_id) is distinct from (old.worker_id, old.supervisor_id, old.organisation_id)))
    execute function followup.alerts_stay_in_an_emergency();
revoke execute on function followup.visits_stay_in_an_emergency, followup.planned_anew_in_an_emergency, followup.alerts_stay_in_an_emergency from public;
