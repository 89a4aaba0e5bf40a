-- The states of a home follow each other as Placement.State says: no home that ended or was refused is proposed anew, and a child does not stop living
-- somewhere but by an end. Back to a home that ended leads a move that is reversed alone (keep_home).
create function cases.keep_order_of_homes() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if not new.state = any (case old.state when 'PROPOSED' then '{CURRENT,REFUSED}'::text[] when 'CURRENT' then '{ENDED}' when 'ENDED' then '{CURRENT}' else '{}' end) then
        raise exception 'cases.placement-order' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger in_order before update of state on cases.placement for each row
    when (session_user = 'akoma_protection' and new.state <> old.state) execute function cases.keep_order_of_homes();

-- Those of a file as CaseFile.Status says. An end is asked for by a request that waits, which ends by its decision; a closed file is opened again by who has
-- just agreed to that.
create function cases.keep_order_of_files() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare asked boolean;
begin
    if not new.status = any (case old.status
            when 'REGISTERED' then '{ASSESSED,CLOSURE_REQUESTED}'::text[]
            when 'ASSESSED' then '{PLAN_PENDING,CLOSURE_REQUESTED}'
            when 'PLAN_PENDING' then '{ACTIVE,ASSESSED,CLOSURE_REQUESTED}'
            when 'ACTIVE' then '{FOLLOW_UP,PLAN_PENDING,CLOSURE_REQUESTED,TRANSFER_PROPOSED}'
            when 'FOLLOW_UP' then '{ACTIVE,PLAN_PENDING,CLOSURE_REQUESTED,TRANSFER_PROPOSED}'
            when 'CLOSURE_REQUESTED' then '{CLOSED,REGISTERED,ASSESSED,PLAN_PENDING,ACTIVE,FOLLOW_UP,TRANSFER_PROPOSED,TRANSFER_ACCEPTED,REOPENED}'
            when 'TRANSFER_PROPOSED' then '{TRANSFER_ACCEPTED,ACTIVE,FOLLOW_UP,CLOSURE_REQUESTED}'
            when 'TRANSFER_ACCEPTED' then '{TRANSFERRED,CLOSURE_REQUESTED}'
            when 'REOPENED' then '{ACTIVE,CLOSURE_REQUESTED}'
            else '{REOPENED}' end) then
        raise exception 'cases.status-order' using errcode = 'check_violation';
    end if;
    if 'CLOSURE_REQUESTED' in (old.status, new.status) then
        asked := exists (select from cases.closure c where c.file_id = new.id and c.decision is null);
        if asked <> (new.status = 'CLOSURE_REQUESTED') then
            raise exception 'cases.status-without-request' using errcode = 'insufficient_privilege';
        end if;
    end if;
    if old.status in ('CLOSED', 'TRANSFERRED') and (new.closed_at is not null or not cases.agreed_now(new.id, '{REOPENING}')) then
        raise exception 'cases.reopening-not-decided' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
-- Named to come after what each status asks by itself.
create trigger order_of_status before update of status on cases.case_file for each row
    when (session_user = 'akoma_protection' and new.status <> old.status) execute function cases.keep_order_of_files();
revoke execute on function cases.keep_order_of_homes, cases.keep_order_of_files from public;
