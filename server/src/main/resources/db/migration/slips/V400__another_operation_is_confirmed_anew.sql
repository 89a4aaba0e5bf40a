-- Care confirms one operation: the country, the day, the area, the number of children and of places. Whatever of these changes is confirmed anew
-- (trust.md 2, 3).
alter table slips.care_request add column plan_version int not null default 1;   -- one more for each change of what care does not read: the area
create or replace function slips.attest_care() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' then
        if not slips.confirms_care(old.organisation_id) then raise exception 'slips.not-theirs-to-confirm' using errcode = 'insufficient_privilege'; end if;
        new.confirmed_by := access.actor(); new.confirmed_at := access.moment();
        select upper(p.code) into new.confirmed_code from access.person p where p.id = access.actor();
        return new;
    end if;
    -- what runs, or has ended, was confirmed as it is
    if tg_op = 'UPDATE' and session_user = 'akoma_enforcement'
       and (new.operation_code, new.organisation_id, new.country, new.starts_on, new.children, new.places)
           is distinct from (old.operation_code, old.organisation_id, old.country, old.starts_on, old.children, old.places)
       and exists (select from operations.operation o where o.id = old.operation_id and o.status <> 'PLANNED') then
        raise exception 'slips.care-confirmed' using errcode = 'insufficient_privilege';
    end if;
    new.asked_by := access.actor(); new.asked_at := access.moment();
    if tg_op = 'INSERT' or (new.operation_code, new.organisation_id, new.country, new.starts_on, new.children, new.places, new.plan_version)
           is distinct from (old.operation_code, old.organisation_id, old.country, old.starts_on, old.children, old.places, old.plan_version) then
        new.confirmed_by := null; new.confirmed_at := null; new.confirmed_code := null;
        new.interpreters := null; new.women := null; new.medical := null;
    else
        new.confirmed_by := old.confirmed_by; new.confirmed_at := old.confirmed_at; new.confirmed_code := old.confirmed_code;
        new.asked_by := old.asked_by; new.asked_at := old.asked_at;
    end if;
    return new;
end $$;
