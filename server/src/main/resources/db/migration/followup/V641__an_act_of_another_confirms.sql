-- That a lost child was found is confirmed by a supervisor who did not write it and who took the alert on; while a child is searched for it is not safe.
create function followup.found_is_confirmed() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user <> 'akoma_protection' then return new; end if;
    if new.safe_at is not null and old.safe_at is null and new.type = 'MISSING'
       and exists (select from cases.case_file f where f.id = new.file_id and f.lost_since is not null) then
        raise exception 'followup.alert-search' using errcode = 'insufficient_privilege';
    end if;
    -- nobody stops the clock of danger before a supervisor has read of it, nor by having read it themselves
    if new.safe_at is not null and old.safe_at is null and new.file_id is not null
       and (old.acknowledged_at is null or access.actor() = new.worker_id and old.acknowledged_by = new.worker_id) then
        raise exception 'followup.alert-not-acknowledged' using errcode = 'insufficient_privilege';
    end if;
    -- nor that of the report of an offence (T16): one that was recorded before stops it once the alert is taken on
    if new.police_at is not null and old.police_at is null and new.file_id is not null and old.acknowledged_at is null then
        raise exception 'followup.alert-not-acknowledged' using errcode = 'insufficient_privilege';
    end if;
    if new.outcome = 'FOUND' and old.outcome is null
       and (old.acknowledged_at is null or new.closed_by is distinct from access.actor()
            or (new.acknowledged_at, new.acknowledged_by, new.safe_at, new.worker_id, new.organisation_id, new.supervisor_id)
               is distinct from (old.acknowledged_at, old.acknowledged_by, old.safe_at, old.worker_id, old.organisation_id, old.supervisor_id)
            or not access.has_role(array['CASE_SUPERVISOR'])
            or exists (select from cases.case_file f where f.id = new.file_id and f.lost_since is not null)
            or not followup.found_by_another(new)) then
        raise exception 'followup.alert-found-own' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger found_is_confirmed before update on followup.alert for each row
    when (new.again_at is not distinct from old.again_at) execute function followup.found_is_confirmed();

-- Another day, or another way, of a visit that was planned is judged like the record itself: a call is no visit, nor is a day long before the planned one.
create function followup.corrected_as_recorded() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection'
       and (new.mode in ('PHONE', 'MESSAGE', 'PARTNER_WORD') or new.done_on < new.planned_on - access.limit_of('visit.on-time.tolerance', 3)) then
        raise exception 'followup.visit-contact' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger corrected_as_recorded before update on followup.visit for each row
    when (old.done_on is not null and not new.unplanned and (new.mode is distinct from old.mode or new.done_on is distinct from old.done_on))
    execute function followup.corrected_as_recorded();

-- What the child says of a visit: a worse answer is taken as well, beside the one before; none takes back that the child is not safe.
alter table followup.visit_feedback add column version int not null default 1;
alter table followup.visit_feedback drop constraint visit_feedback_pk;
alter table followup.visit_feedback add constraint visit_feedback_pk primary key (visit_id, version);
create function followup.answer_is_added() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare last followup.visit_feedback;
begin
    select * into last from followup.visit_feedback f where f.visit_id = new.visit_id order by f.version desc limit 1;
    new.version := coalesce(last.version, 0) + 1;
    if array_position(array['YES', 'NO_ANSWER', 'SO_SO', 'NO'], new.safe) < array_position(array['YES', 'NO_ANSWER', 'SO_SO', 'NO'], last.safe) then
        raise exception 'followup.answer-stays' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger answer_is_added before insert on followup.visit_feedback for each row execute function followup.answer_is_added();

-- Who holds a file by an emergency alone begins no calendar, and ends no index that is expected, nor what an index asked for, but by an index that they made.
create trigger not_in_an_emergency before insert or update on followup.calendar for each row
    when (current_user = 'akoma_protection') execute function access.not_in_an_emergency();
create function followup.index_stays_in_an_emergency() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if access.in_emergency(new.file_id) and not access.keeps(new.file_id, 256, true)
       and not exists (select from followup.csi c where c.file_id = new.file_id and c.assessor = access.actor() and c.recorded_at >= access.moment()) then
        raise exception 'followup.not-in-an-emergency' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger index_stays_in_an_emergency before update on followup.csi_due for each row
    when (current_user = 'akoma_protection') execute function followup.index_stays_in_an_emergency();
create trigger index_stays_in_an_emergency before update on followup.csi_action for each row
    when (current_user = 'akoma_protection' and new.ended_by is distinct from 'DONE') execute function followup.index_stays_in_an_emergency();

-- A move into a shelter that began at once, or a referral that left without consent, and that nobody confirmed within its 24 hours rings the next ones,
-- once each.
create table followup.move_passed_on (
    decision_id uuid constraint move_passed_on_pk primary key,
    at          timestamptz not null);
alter table followup.move_passed_on enable row level security;         -- of the house alone
create function followup.pass_on_moves(now timestamptz) returns setof uuid language plpgsql security definer set search_path = pg_catalog as $$
begin
    return query
    with late as (
        insert into followup.move_passed_on (decision_id, at)
        select d.id, now from access.decision d where d.kind in ('SHELTER_MOVE', 'REFERRAL_DANGER') and d.state = 'WAITING'
           and (d.proposed_at < now - interval '24 hours' or d.kind = 'SHELTER_MOVE' and cases.move_began(d.id) < now - interval '24 hours')
        on conflict do nothing returning decision_id),
    moves as (
        select d.id, f.organisation_id, f.supervisor_id, f.worker_id from late l join access.decision d on d.id = l.decision_id join cases.case_file f on f.id = d.file_id),
    holders as (
        select m.id, r.person_id, r.role from moves m
          join access.person_role r on r.organisation_id = m.organisation_id and r.role in ('CASE_SUPERVISOR', 'PROJECT_MANAGER')
           and r.valid_from <= now and r.valid_until > now and (r.approved_by is not null or r.given_by is null)
         where r.person_id is distinct from m.supervisor_id)
    select h.person_id from holders h where h.role = 'CASE_SUPERVISOR'
    union
    select h.person_id from holders h
     where h.role = 'PROJECT_MANAGER' and not exists (select from holders s where s.id = h.id and s.role = 'CASE_SUPERVISOR')
    union
    select m.worker_id from moves m
    union
    select m.supervisor_id from moves m where m.supervisor_id is not null
    union
    select c from access.custodians() c where exists (select from moves m where m.supervisor_id is null);
end $$;
revoke execute on function followup.found_is_confirmed, followup.corrected_as_recorded, followup.answer_is_added, followup.index_stays_in_an_emergency,
    followup.pass_on_moves from public;
grant execute on function followup.pass_on_moves to akoma_administration;
