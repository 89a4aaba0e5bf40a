-- The words of an alert are written once. Its clocks stop at the moment of an act: that the child is safe, that the police were informed, or why it is
-- closed, is an action on it.
revoke update (sealed) on followup.alert from akoma_protection, akoma_enforcement, akoma_custody;
create trigger one_act before update of acknowledged_at, acknowledged_by, safe_at, police_at, closed_at, closed_by on followup.alert for each row
    when ((new.acknowledged_at, new.acknowledged_by, new.safe_at, new.police_at, new.closed_at, new.closed_by)
          is distinct from (old.acknowledged_at, old.acknowledged_by, old.safe_at, old.police_at, old.closed_at, old.closed_by))
    execute function access.one_act('ONCE', 'acknowledged_at', 'acknowledged_by', 'safe_at', '', 'police_at', '', 'closed_at', 'closed_by');
create function followup.keep_safety() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user not in ('akoma_protection', 'akoma_enforcement', 'akoma_custody') then return null; end if;
    if new.safe_at is distinct from old.safe_at and new.safe_at is not null and not exists (
           select from followup.alert_action a where a.alert_id = new.id and a.kind in ('SAFETY_PLAN', 'CHILD_SAFE', 'REMOTE_WIPE') and a.taken_by = access.actor()
              and a.at between new.safe_at - interval '2 minutes' and new.safe_at + interval '2 minutes')
       or new.police_at is distinct from old.police_at and new.police_at is not null and not exists (
           select from followup.alert_action a where a.alert_id = new.id and a.kind = 'POLICE_REPORT'
              and (a.taken_by = access.actor() and a.at between new.police_at - interval '2 minutes' and new.police_at + interval '2 minutes'
                   or new.acknowledged_by = access.actor() and new.acknowledged_at >= new.police_at - interval '2 minutes'
                      and a.at >= coalesce(new.again_at, new.raised_at)))
       or new.closed_at is distinct from old.closed_at and exists (select from followup.alert_ending e where e.type = new.type and e.outcome = new.outcome and e.says_why) and not exists (
           select from followup.alert_action a where a.alert_id = new.id and a.kind = 'CLOSED' and a.taken_by = access.actor() and a.sealed is not null
              and a.at between new.closed_at - interval '2 minutes' and new.closed_at + interval '2 minutes') then
        raise exception 'followup.alert-without-action' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger keep_safety after update on followup.alert deferrable initially deferred for each row
    when ((new.safe_at, new.police_at, new.closed_at) is distinct from (old.safe_at, old.police_at, old.closed_at)) execute function followup.keep_safety();

create trigger one_act before update of acknowledged_at, acknowledged_by, closed_at, closed_by on followup.complaint for each row
    when ((new.acknowledged_at, new.acknowledged_by, new.closed_at, new.closed_by)
          is distinct from (old.acknowledged_at, old.acknowledged_by, old.closed_at, old.closed_by))
    execute function access.one_act('ONCE', 'acknowledged_at', 'acknowledged_by', 'closed_at', 'closed_by');
create trigger one_act before update of until on followup.csi_due for each row
    when (new.until is distinct from old.until) execute function access.one_act('ONCE', 'until', '');
create trigger one_act before update of until, ended_by, done_by, sealed on followup.csi_action for each row
    when ((new.until, new.ended_by, new.done_by) is distinct from (old.until, old.ended_by, old.done_by) or new.sealed is distinct from old.sealed)
    execute function access.one_act('ONCE', 'until', '?done_by');
create trigger one_act before update of decided_at, decided_by on followup.high_proposal for each row
    when ((new.decided_at, new.decided_by) is distinct from (old.decided_at, old.decided_by)) execute function access.one_act('ONCE', 'decided_at', 'decided_by');
create trigger one_act before update of done_at, missed_at, cancelled_at, closed_at, reviewed_at, reviewed_by on followup.visit for each row
    when ((new.done_at, new.missed_at, new.cancelled_at, new.closed_at, new.reviewed_at, new.reviewed_by)
          is distinct from (old.done_at, old.missed_at, old.cancelled_at, old.closed_at, old.reviewed_at, old.reviewed_by))
    execute function access.one_act('AGAIN', 'done_at', '', 'missed_at', '', 'cancelled_at', '', 'closed_at', '', 'reviewed_at', 'reviewed_by');
-- What is said of a visit is said of one that was made; what was done about an index is written when it is done.
create function followup.not_by_hand() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if current_user = 'akoma_protection' then raise exception 'followup.not-by-hand' using errcode = 'insufficient_privilege'; end if;
    return new;
end $$;
create trigger not_before_made before update of made_by, partner, mode, seen, seen_alone, not_alone, school, safety on followup.visit for each row
    when (new.done_on is null and (new.made_by, new.partner, new.mode, new.seen, new.seen_alone, new.not_alone, new.school, new.safety)
          is distinct from (old.made_by, old.partner, old.mode, old.seen, old.seen_alone, old.not_alone, old.school, old.safety))
    execute function followup.not_by_hand();
create trigger not_after_it_ended before update of ended_by, done_by, sealed on followup.csi_action for each row
    when (new.until is not distinct from old.until
          and ((new.ended_by, new.done_by) is distinct from (old.ended_by, old.done_by) or new.sealed is distinct from old.sealed))
    execute function followup.not_by_hand();

-- In whose hands what is seen and due of a child lies is what the file says.
create trigger in_the_files_hands before update of organisation_id, worker_id on followup.visit for each row
    when ((new.organisation_id, new.worker_id) is distinct from (old.organisation_id, old.worker_id)) execute function cases.in_the_files_hands();
create trigger in_the_files_hands before update of organisation_id, worker_id on followup.csi for each row
    when ((new.organisation_id, new.worker_id) is distinct from (old.organisation_id, old.worker_id)) execute function cases.in_the_files_hands();
create trigger in_the_files_hands before update of organisation_id, worker_id on followup.csi_due for each row
    when ((new.organisation_id, new.worker_id) is distinct from (old.organisation_id, old.worker_id)) execute function cases.in_the_files_hands();
create trigger in_the_files_hands before update of organisation_id, worker_id on followup.csi_action for each row
    when ((new.organisation_id, new.worker_id) is distinct from (old.organisation_id, old.worker_id)) execute function cases.in_the_files_hands();
create trigger in_the_files_hands before update of organisation_id, worker_id on followup.risk_score for each row
    when ((new.organisation_id, new.worker_id) is distinct from (old.organisation_id, old.worker_id)) execute function cases.in_the_files_hands();
create trigger in_the_files_hands before update of organisation_id, worker_id on followup.high_proposal for each row
    when ((new.organisation_id, new.worker_id) is distinct from (old.organisation_id, old.worker_id)) execute function cases.in_the_files_hands();
revoke execute on function followup.keep_safety, followup.not_by_hand from public;
