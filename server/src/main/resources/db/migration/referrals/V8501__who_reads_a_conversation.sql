-- Who may read a conversation about a child, with whether they came to the file only by a referral, a school or a stay (receives): those read only where
-- they take part. To one of them the circle is the people who work on the case, and those who take part beside them; not who else received the child.
drop function referrals.readers;
create function referrals.readers(dossier uuid, section int)
    returns table (person_id uuid, code text, organisation_id uuid, organisation text, roles text[], receives boolean)
stable language sql security definer set search_path = pg_catalog as $$
    with held as (select g.grantee_kind as kind, g.grantee, c.role, g.reason in ('REFERRAL', 'ENROLMENT', 'SHELTER_STAY') as receives
                    from access.file_grant g join access.ceiling c on c.reason = g.reason
                   where g.file_id = dossier and g.sections & c.sections & section <> 0 and g.reason <> 'SAMPLE'
                     and g.valid_from <= access.moment() and g.valid_until > access.moment()),
         reached as (select r.id, h.receives from access.person_role r join held h on h.kind = 'PERSON' and r.person_id = h.grantee and r.role = h.role
                     union select r.id, h.receives from access.person_role r join held h on h.kind = 'ORGANISATION' and r.organisation_id = h.grantee
                              and r.role = h.role where r.reach = 'ORGANISATION'
                     union select r.id, h.receives from access.person_role r join access.organisation o on o.id = r.organisation_id
                              join held h on h.kind = 'DESK' and o.desk_id = h.grantee and r.role = h.role where r.reach in ('ORGANISATION', 'DESK')
                     union select r.id, h.receives from access.person_role r join held h on h.kind = 'UNIT' and r.unit_id = h.grantee and r.role = h.role),
         circle as (
    select p.id, p.code, o.id as organisation_id, o.code as organisation, array_agg(distinct r.role) as roles, bool_and(x.receives) as receives
      from reached x join access.person_role r on r.id = x.id join access.person p on p.id = r.person_id join access.organisation o on o.id = p.organisation_id
     where access.sees(dossier, section, false) and r.compartment = session_user and p.compartment = session_user and r.approved_at <= access.moment()
       and r.valid_from <= access.moment() and r.valid_until > access.moment()
       and p.contract_from <= (access.moment() at time zone 'UTC')::date and p.contract_until > (access.moment() at time zone 'UTC')::date
     group by p.id, p.code, o.id, o.code)
    select c.* from circle c
     where not c.receives or c.id = access.actor() or not access.is_least(dossier)
        or exists (select from referrals.participant mine join referrals.participant theirs on theirs.conversation_id = mine.conversation_id
                    where mine.dossier_id = dossier and mine.person_id = access.actor() and theirs.person_id = c.id)
     order by c.code limit 500 $$;
revoke execute on function referrals.readers from public;
grant execute on function referrals.readers to akoma_protection, akoma_enforcement;
