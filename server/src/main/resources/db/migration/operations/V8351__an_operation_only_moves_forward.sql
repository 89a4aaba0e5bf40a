-- An operation is begun once and ended once: neither is taken back, nor given another moment afterwards.
create function operations.keep_course() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if (old.status, new.status) not in (('PLANNED', 'PLANNED'), ('PLANNED', 'RUNNING'), ('RUNNING', 'RUNNING'), ('RUNNING', 'CLOSED'), ('CLOSED', 'CLOSED'))
       or old.started_at is not null and new.started_at is distinct from old.started_at
       or new.status = old.status and (new.started_at, new.closed_at) is distinct from (old.started_at, old.closed_at) then
        raise exception 'operations.only-forward' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger keep_course before update of status, started_at, closed_at on operations.operation for each row
    when (session_user = 'akoma_enforcement') execute function operations.keep_course();

-- What somebody is taken to be is what was decided last about them, with a row that says by whom.
create function operations.keep_decided() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_enforcement'
       and new.status is distinct from (select d.status from operations.decision d where d.screened_id = new.id order by d.n desc limit 1) then
        raise exception 'operations.not-decided' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger keep_decided after update on operations.screened deferrable initially deferred for each row
    when (new.status is distinct from old.status) execute function operations.keep_decided();
revoke execute on function operations.keep_course, operations.keep_decided from public;
