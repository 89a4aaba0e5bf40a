-- In whose hands a record lies is what the file says.
create function cases.in_the_files_hands() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and not exists (
           select from cases.case_file f where f.id = new.file_id and (f.organisation_id, f.worker_id) = (new.organisation_id, new.worker_id)) then
        raise exception 'cases.not-the-files-hands' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger in_the_files_hands before update of organisation_id, worker_id on cases.refusal for each row
    when ((new.organisation_id, new.worker_id) is distinct from (old.organisation_id, old.worker_id)) execute function cases.in_the_files_hands();

-- What was decided was decided at the moment of the act, by who acts, once. A plan that was given back is handed in again.
create trigger one_act before update of approved_at, approved_by on cases.assessment for each row
    when ((new.approved_at, new.approved_by) is distinct from (old.approved_at, old.approved_by)) execute function access.one_act('ONCE', 'approved_at', 'approved_by');
create trigger one_act before update of approved_at, approved_by on cases.placement for each row
    when ((new.approved_at, new.approved_by) is distinct from (old.approved_at, old.approved_by)) execute function access.one_act('ONCE', 'approved_at', 'approved_by');
create trigger one_act before update of decided_at, decided_by on cases.closure for each row
    when ((new.decided_at, new.decided_by) is distinct from (old.decided_at, old.decided_by)) execute function access.one_act('ONCE', 'decided_at', '?decided_by');
create trigger one_act before update of decided_at, decided_by on cases.reopening for each row
    when ((new.decided_at, new.decided_by) is distinct from (old.decided_at, old.decided_by)) execute function access.one_act('ONCE', 'decided_at', '?decided_by');
create trigger one_act before update of decided_at, decided_by on cases.refusal for each row
    when ((new.decided_at, new.decided_by) is distinct from (old.decided_at, old.decided_by)) execute function access.one_act('ONCE', 'decided_at', '?decided_by');
create trigger one_act before update of submitted_at, decided_at, decided_by on cases.plan for each row
    when ((new.submitted_at, new.decided_at, new.decided_by) is distinct from (old.submitted_at, old.decided_at, old.decided_by))
    execute function access.one_act('AGAIN', 'submitted_at', '', 'decided_at', 'decided_by');

-- When a plan was handed in and decided, until when a child lives somewhere, and when it arrived, change with the state alone. A child lives in the
-- current place until another act ends it.
create function cases.changes_with_its_state() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if current_user = 'akoma_protection' then raise exception 'cases.changes-with-its-state' using errcode = 'insufficient_privilege'; end if;
    return new;
end $$;
create trigger changes_with_its_state before update of submitted_at, decided_at, decided_by on cases.plan for each row
    when (new.status = old.status and (new.submitted_at, new.decided_at, new.decided_by) is distinct from (old.submitted_at, old.decided_at, old.decided_by))
    execute function cases.changes_with_its_state();
create trigger changes_with_its_state before update of until, approved_at, approved_by on cases.placement for each row
    when (new.state = old.state and (new.until, new.approved_at, new.approved_by) is distinct from (old.until, old.approved_at, old.approved_by)
          or new.until is not null and new.state in ('CURRENT', 'PROPOSED'))
    execute function cases.changes_with_its_state();
create trigger changes_with_its_state before update of arrival_confirmed_at on cases.homecoming for each row
    when (new.arrival_confirmed_at is distinct from old.arrival_confirmed_at and not (new.state = 'ARRIVED' and old.state <> 'ARRIVED'))
    execute function cases.changes_with_its_state();
revoke execute on function cases.in_the_files_hands, cases.changes_with_its_state from public;
