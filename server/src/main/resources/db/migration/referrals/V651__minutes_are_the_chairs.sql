-- A conference is cancelled, and its minutes are written, by who chairs or planned it; before the planned hour it was held for the chair alone. A
-- supervisor may plan it anew, as for a chair who left (requirements.md 2.1 step 14).
create function referrals.led_by_its_chair() returns trigger language plpgsql set search_path = pg_catalog as $$
declare leads boolean := access.actor() in (old.chair_id, old.planned_by);
begin
    if new.state <> 'PLANNED' and not leads then
        raise exception 'referrals.not-the-chair' using errcode = 'insufficient_privilege';
    end if;
    if new.state = 'HELD' and new.held_at < old.planned_for and access.actor() <> old.chair_id then
        raise exception 'referrals.held-before-planned' using errcode = 'insufficient_privilege';
    end if;
    if (new.chair_id, new.planned_for, new.agenda) is distinct from (old.chair_id, old.planned_for, old.agenda)
       and not leads and not access.has_role(array['CASE_SUPERVISOR']) then
        raise exception 'referrals.not-the-chair' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
revoke execute on function referrals.led_by_its_chair from public;
create trigger led_by_its_chair before update on referrals.conference for each row
    when (current_user = 'akoma_protection' and old.state = 'PLANNED') execute function referrals.led_by_its_chair();
