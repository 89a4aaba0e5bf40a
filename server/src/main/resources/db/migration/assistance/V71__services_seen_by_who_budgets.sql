-- Project manager and finance see what is done for children by codes and days (requirements.md 9: assistance, PM "RA m", FIN "R m"), never what is
-- done for body and mind; the project manager agrees where a supervisor has not. The note stays sealed: they hold no key of a file.
create policy overseen on assistance.service for select to akoma_protection using (
    section = 32 and ((select assistance.acts_as('PROJECT_MANAGER')) or (select assistance.acts_as('FINANCE_OFFICER'))));
create policy agreed_by_manager on assistance.service for update to akoma_protection
    using (section = 32 and (select assistance.acts_as('PROJECT_MANAGER'))) with check (section = 32 and (select assistance.acts_as('PROJECT_MANAGER')));

create or replace function assistance.service_kept() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare otherwise boolean := (new.time_frame, new.due_at, new.provider, new.given_at, new.goal_id, new.from_on, new.until_on, new.sealed)
                    is distinct from (old.time_frame, old.due_at, old.provider, old.given_at, old.goal_id, old.from_on, old.until_on, old.sealed);
declare signed boolean := (new.approved_by, new.approved_at) is distinct from (old.approved_by, old.approved_at);
declare moved boolean := (new.started_at, new.ended_at, new.reason) is distinct from (old.started_at, old.ended_at, old.reason)
                    or new.state is distinct from old.state and not (signed and old.state = 'PLANNED' and new.state = 'APPROVED');
declare works boolean := access.sees(old.file_id, old.section, true);
declare gives boolean := coalesce(old.given_at = any (access.grantees()), false) and assistance.acts_as('PROVIDER');
declare manages boolean := old.section = 32 and assistance.acts_as('PROJECT_MANAGER');
begin
    -- what has begun is not put otherwise, and what has ended stays as it ended
    if otherwise and old.state not in ('PLANNED', 'APPROVED')
       or moved and (old.state in ('COMPLETED', 'INTERRUPTED') or old.started_at is not null and new.started_at is distinct from old.started_at
                     or old.state = 'STARTED' and new.state in ('PLANNED', 'APPROVED')) then
        raise exception 'assistance.service-decided' using errcode = 'insufficient_privilege';
    end if;
    if otherwise and not works or moved and not works and not gives
       or signed and not works and not (manages and new.approved_by is not null) then
        raise exception 'assistance.not-your-hand' using errcode = 'insufficient_privilege';
    end if;
    if signed and new.approved_by is not null
       and (new.approved_by <> access.actor() or not (assistance.acts_as('CASE_SUPERVISOR') and works or manages)) then
        raise exception 'assistance.not-your-hand' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;

-- The list of services, the last planned first, by the way in which they are the reader's to see.
create index service_all             on assistance.service (planned_at desc, id desc);
create index service_list_worker     on assistance.service (worker_id, planned_at desc, id desc);
create index service_list_supervisor on assistance.service (supervisor_id, planned_at desc, id desc);
create index service_list_given      on assistance.service (given_at, planned_at desc, id desc) where given_at is not null;

-- The code of a service's child, for those who see the service: finance sees no file.
create function assistance.code_of(file uuid) returns text stable language sql security definer set search_path = pg_catalog as $$
    select f.code from cases.case_file f where f.id = code_of.file
       and (assistance.acts_as('PROJECT_MANAGER') or assistance.acts_as('FINANCE_OFFICER') or access.sees(f.id, 256, false)) $$;
revoke execute on function assistance.code_of from public;
grant execute on function assistance.code_of to akoma_protection;
