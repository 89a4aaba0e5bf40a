-- Who supervises this file works in another structure, and two people never gave it to them: they are its deputy since the structure's own supervisor left. A
-- supervisor of the structure takes it back without their yes.
create function cases.came_by_release(file uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from cases.case_file f
                    where f.id = file and f.supervisor_id is not null and not access.works_as(f.supervisor_id, 'CASE_SUPERVISOR', f.organisation_id)
                      and not exists (select from cases.supervisor_asked a join access.decision d on d.kind = 'SUPERVISOR' and d.subject = a.file_id
                                         and d.proposed_at = a.asked_at and d.state = 'AGREED'
                                       where a.file_id = f.id and a.supervisor_id = f.supervisor_id)) $$;
revoke execute on function cases.came_by_release from public;
-- DONE, TAKEN (nobody supervised it, or a deputy to whom no two people gave it: at once, and who oversees the house hears of it), FORBIDDEN, NO_SUPERVISOR (nobody who may supervise for this structure), ALREADY, WAITS (another request waits).
create or replace function cases.ask_supervisor(file uuid, wanted uuid) returns text
language plpgsql security definer set search_path = pg_catalog as $$
declare f record;
begin
    select c.organisation_id, c.supervisor_id, c.worker_id into f from cases.case_file c where c.id = file for update;
    if not found or session_user <> 'akoma_protection' or not access.keeps(file, 256, true)
       or not (access.leads(f.organisation_id) or f.supervisor_id = access.actor() and access.may_lead(access.actor(), f.organisation_id)) then return 'FORBIDDEN'; end if;
    if wanted is null or not access.works_as(wanted, 'CASE_SUPERVISOR', null) or not access.may_lead(wanted, f.organisation_id) then return 'NO_SUPERVISOR'; end if;
    if wanted = f.supervisor_id then return 'ALREADY'; end if;
    if wanted = access.actor() and wanted <> f.worker_id and (f.supervisor_id is null or cases.came_by_release(file)
            and access.works_as(wanted, 'CASE_SUPERVISOR', f.organisation_id)) then
        if f.supervisor_id is not null then
            perform cases.end_by_name(file, 'PERSON', f.supervisor_id, 'SUPERVISION'), cases.read_on(file, 'PERSON', f.supervisor_id);
        end if;
        perform cases.give_supervision(file, wanted), access.ring(array(select access.who_oversee()) || f.supervisor_id, 'alert');
        return 'TAKEN';
    end if;
    if exists (select from access.decision d where d.kind = 'SUPERVISOR' and d.subject = file and d.state = 'WAITING') then return 'WAITS'; end if;
    insert into cases.supervisor_asked as a (file_id, asked_at, asked_by, before_id, supervisor_id)
    values (file, access.moment(), access.actor(), f.supervisor_id, wanted)
        on conflict (file_id, asked_at) do update set asked_by = excluded.asked_by, before_id = excluded.before_id, supervisor_id = excluded.supervisor_id;
    return 'DONE';
end $$;
