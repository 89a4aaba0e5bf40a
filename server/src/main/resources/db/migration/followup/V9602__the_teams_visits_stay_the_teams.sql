-- In an emergency a visit is recorded that nobody had planned. Those of the team stay due: none is made, ended, taken back, put off, corrected or looked through
-- (trust.md G7). The calendar goes on by itself: it may plan anew, as long as a visit remains on the day of the one that it takes back, or before.
create or replace function followup.visits_stay_in_an_emergency() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not access.in_emergency(new.file_id) or access.keeps(new.file_id, 256, true) then return new; end if;
    if new.planned_on <> old.planned_on or new.done_on is null and (new.worker_id, new.organisation_id) is distinct from (old.worker_id, old.organisation_id)
       or new.missed_at is distinct from old.missed_at or new.reviewed_at is distinct from old.reviewed_at
       or new.closed_at is not null and old.closed_at is null and new.done_on is null and new.cancelled_at is null
       or new.done_on is not null and not old.unplanned
       or old.done_on is not null or old.cancelled_at is not null
       or new.cancelled_at is not null and not (old.by_calendar and new.cancel_reason = 'PLANNED_ANEW') then
        raise exception 'followup.not-in-an-emergency' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
