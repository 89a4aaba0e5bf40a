-- A supervisor's decision on a child's no, and its reason, are written once. A later yes or no of the child is a record of its own.
create function cases.decided_once() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    raise exception 'cases.refusal-decided' using errcode = 'insufficient_privilege';
end $$;
create trigger decided_once before update of decision, sealed on cases.refusal for each row
    when (session_user = 'akoma_protection' and old.decided_at is not null and (new.decision, new.sealed) is distinct from (old.decision, old.sealed))
    execute function cases.decided_once();
revoke execute on function cases.decided_once from public;
