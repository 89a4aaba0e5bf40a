-- An alert, or a proposal of HIGH, of a file without a supervisor stands on the list of every supervisor of the structure; who takes the alert on has
-- it from then on (trust.md 4: whoever must act is rung, and who sees a task may do it).
create index alert_of_nobody on followup.alert (organisation_id, ack_due_at, id) where supervisor_id is null and closed_at is null;
create index high_proposal_of_nobody on followup.high_proposal (organisation_id, due_at, id) where supervisor_id is null and decided_at is null;

create function followup.taken_on() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    new.supervisor_id := new.acknowledged_by;
    return new;
end $$;
create trigger taken_on before update on followup.alert for each row
    when (old.acknowledged_by is null and new.acknowledged_by is not null and old.supervisor_id is null and old.file_id is not null)
    execute function followup.taken_on();
