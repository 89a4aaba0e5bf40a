-- The states of a file follow each other as CaseFile.Status says, but that none is on its way to another structure by its state: that is said by the decision
-- TRANSFER, which moves the file itself. An end is asked for by a request that waits, which ends by its decision; a closed file is opened again by who has
-- just agreed to that.
create or replace function cases.keep_order_of_files() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare asked boolean;
begin
    if not new.status = any (case old.status
            when 'REGISTERED' then '{ASSESSED,CLOSURE_REQUESTED}'::text[]
            when 'ASSESSED' then '{PLAN_PENDING,CLOSURE_REQUESTED}'
            when 'PLAN_PENDING' then '{ACTIVE,ASSESSED,CLOSURE_REQUESTED}'
            when 'ACTIVE' then '{FOLLOW_UP,PLAN_PENDING,CLOSURE_REQUESTED}'
            when 'FOLLOW_UP' then '{ACTIVE,PLAN_PENDING,CLOSURE_REQUESTED}'
            when 'CLOSURE_REQUESTED' then '{CLOSED,REGISTERED,ASSESSED,PLAN_PENDING,ACTIVE,FOLLOW_UP,REOPENED}'
            when 'TRANSFER_PROPOSED' then '{ACTIVE,FOLLOW_UP,CLOSURE_REQUESTED}'
            when 'TRANSFER_ACCEPTED' then '{CLOSURE_REQUESTED}'
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
