-- Who budgets sees what is done for children by code and month, never where (requirements.md 9: placement FIN "-", PM "g"): no row of the table is
-- theirs. They ask this function, which knows no provider, no place and no day, and no shelter: that one runs says where the child sleeps. They agree
-- through the next one, which knows nothing else.
drop policy overseen on assistance.service;
drop policy agreed_by_manager on assistance.service;

create function assistance.services_overseen() returns table (
    id uuid, case_code text, code text, state text, worker_id uuid, planned_in timestamptz, from_in date, until_in date, began_in timestamptz,
    ended_in timestamptz, approved_by uuid, reason text, own boolean, version int)
stable language sql security definer set search_path = pg_catalog as $$
    select s.id, f.code, s.code, s.state, s.worker_id, date_trunc('month', s.planned_at, 'UTC'), date_trunc('month', s.from_on)::date,
           date_trunc('month', s.until_on)::date, date_trunc('month', s.started_at, 'UTC'), date_trunc('month', s.ended_at, 'UTC'),
           s.approved_by, s.reason, s.planned_by = access.actor(), s.version
      from assistance.service s join cases.case_file f on f.id = s.file_id
     where s.section = 32 and s.code <> 'IMM_SHELTER' and (assistance.acts_as('PROJECT_MANAGER') or assistance.acts_as('FINANCE_OFFICER')) $$;

-- A project manager agrees where a supervisor has not, to what somebody else planned and what goes on. False when somebody was faster.
create function assistance.agree(service uuid, version int) returns boolean language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not assistance.acts_as('PROJECT_MANAGER') then return false; end if;
    update assistance.service s set state = case s.state when 'PLANNED' then 'APPROVED' else s.state end, approved_by = access.actor(),
           approved_at = access.moment(), version = s.version + 1
     where s.id = agree.service and s.version = agree.version and s.section = 32 and s.code <> 'IMM_SHELTER' and s.approved_by is null and s.planned_by <> access.actor()
       and s.state in ('PLANNED', 'STARTED');
    return found;
end $$;
revoke execute on function assistance.services_overseen, assistance.agree from public;
grant execute on function assistance.services_overseen, assistance.agree to akoma_protection;
create index service_by_month on assistance.service (date_trunc('month', planned_at, 'UTC') desc, id desc) where section = 32;
