-- Where nobody may decide what was proposed, the data protection officer and the project manager hear of it at once: they name a deputy.
create function access.ring_where_nobody_decides(decision uuid) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
    if exists (select from access.decision d where d.id = decision and d.proposed_by = access.actor() and d.state = 'WAITING')
       and not exists (select from access.deciders(decision)) then
        perform access.ring(array(select access.custodians()) || array(
            select distinct r.person_id from access.person_role r join access.person p on p.id = r.person_id
             where r.role = 'PROJECT_MANAGER' and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()
               and p.contract_until > (access.moment() at time zone 'UTC')::date), 'task');
    end if;
end $$;
revoke execute on function access.ring_where_nobody_decides from public;
grant execute on function access.ring_where_nobody_decides to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;
