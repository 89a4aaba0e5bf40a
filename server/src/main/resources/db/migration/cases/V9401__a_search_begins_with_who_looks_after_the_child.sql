-- Whether who acts follows the child, or has it with them day or night: leads or supervises the case, or stands in for who does, runs the shelter of its stay or
-- the school that it attends. Not by a referral, a share or an emergency.
create function cases.looks_after(file uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.file_grant g
                    where g.file_id = looks_after.file and g.holder = any (access.holders()) and g.sections & (access.ceilings())[g.way] <> 0
                      and (g.reason in ('ASSIGNMENT', 'SUPERVISION', 'OWNING_STRUCTURE', 'DEPUTY', 'SHELTER_STAY', 'ENROLMENT')
                           or g.reason = 'TRANSFER' and g.sections <> 256)
                      and g.valid_from <= access.moment() and g.valid_until > access.moment()) $$;

-- That a child is missing rings by any word. The search, which bars money, homes and the end of the file, begins by the word of who looks after the child, or
-- when a supervisor takes the alert on, unless the child's worker has written on it that the child is there.
create or replace function cases.reports_missing(file uuid) returns boolean stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return exists (select from followup.alert a where a.file_id = file and a.type = 'MISSING' and a.closed_at is null
                      and (a.acknowledged_by = access.actor() and not followup.says_there(a.id)
                           or cases.looks_after(file)
                              and (a.raised_by = access.actor() or exists (select from followup.alert_action x where x.alert_id = a.id
                                                                              and x.kind = 'REPORTED_AGAIN' and x.taken_by = access.actor()))));
end $$;
revoke execute on function cases.looks_after from public;
