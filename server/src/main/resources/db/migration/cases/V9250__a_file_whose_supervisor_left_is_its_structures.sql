-- Whose role, contract or deputising ended supervises nothing of that structure any more: the file is nobody's, so its dangers are rung and are tasks of
-- every supervisor of the structure (followup/V281), each of whom may take it over. A structure without a supervisor of its own has deputies: one of them
-- has the file at once, for nobody else there could read of a danger. Where there is nobody at all, the project managers are rung.

-- Those who may supervise for a structure now: its own supervisors; its deputies where it has none.
create function access.leaders(organisation uuid) returns setof uuid stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return query select distinct r.person_id from access.person_role r
        where r.role = 'CASE_SUPERVISOR' and r.organisation_id = leaders.organisation and access.may_lead(r.person_id, leaders.organisation);
    if not found then
        return query select distinct x.person_id from access.deputy x
            where x.organisation_id = leaders.organisation and access.may_lead(x.person_id, leaders.organisation);
    end if;
end $$;
-- Whom a danger of a file rings beside its worker: who supervises it; those who may where nobody does, else the project managers.
create function cases.who_leads(file uuid) returns setof uuid stable language plpgsql security definer set search_path = pg_catalog as $$
declare f record;
begin
    select c.supervisor_id, c.organisation_id into f from cases.case_file c where c.id = file;
    if access.may_lead(f.supervisor_id, f.organisation_id) then return next f.supervisor_id; return; end if;
    return query select access.leaders(f.organisation_id);
    if not found then
        return query select distinct r.person_id from access.person_role r where r.role = 'PROJECT_MANAGER' and access.works_as(r.person_id, 'PROJECT_MANAGER', null);
    end if;
end $$;

-- At the end by hand, and by the clock of the house for what ended with time. Of one person, or of all (null). Rings who is to take the files over.
create function cases.release_files(person uuid) returns void language plpgsql security definer set search_path = pg_catalog as $$
declare p record; f uuid; leader uuid; rung uuid[] := '{}'; now timestamptz := access.moment();
begin
    for p in select distinct x.person_id, x.organisation_id, h.organisation_id as home from (
            select r.person_id, r.organisation_id, r.valid_until from access.person_role r where r.role = 'CASE_SUPERVISOR'
            union all
            select d.person_id, d.organisation_id, least(d.valid_until, (select max(r.valid_until) from access.person_role r
                where r.person_id = d.person_id and r.role = 'CASE_SUPERVISOR')) from access.deputy d) x
          join access.person h on h.id = x.person_id
         where (release_files.person is null or x.person_id = release_files.person)
           and (x.valid_until <= now or h.contract_until <= (now at time zone 'UTC')::date)
           and exists (select from cases.case_file c where c.supervisor_id = x.person_id and c.organisation_id = x.organisation_id)
           and not access.may_lead(x.person_id, x.organisation_id)
    loop
        select x.person_id into leader from access.deputy x join access.person a on a.id = x.person_id
         where x.organisation_id = p.organisation_id and x.person_id in (select access.leaders(p.organisation_id)) order by a.code limit 1;
        for f in select c.id from cases.case_file c where c.supervisor_id = p.person_id and c.organisation_id = p.organisation_id order by c.id for update loop
            -- a deputy who took a file over is its worker too, without working in its structure
            update access.file_grant g set valid_until = greatest(g.valid_from, now)
             where g.file_id = f and g.holder = access.holder('PERSON', p.person_id) and g.valid_until > now
               and (g.reason in ('SUPERVISION', 'DEPUTY') or g.reason = 'ASSIGNMENT' and p.home <> p.organisation_id);
            if leader is not null then
                insert into access.file_grant (id, file_id, grantee_kind, grantee, sections, may_write, valid_from, reason, given_by)
                values (gen_random_uuid(), f, 'PERSON', leader, 511, true, now, 'SUPERVISION', coalesce(access.actor(), leader));
            end if;
            perform cases.give_supervision(f, null);
            if leader is not null then perform cases.give_supervision(f, leader); end if;
        end loop;
        rung := rung || array(select access.leaders(p.organisation_id));
        -- who oversees the house hears of an end by hand already
        if access.actor() is null then rung := rung || array(select access.who_oversee()); end if;
    end loop;
    insert into notices.bell (id, person_id, kind, rung_at)
    select gen_random_uuid(), x, 'alert', now from (select distinct unnest(rung) x) r where x is distinct from access.actor();
end $$;
create function cases.released_by_an_end() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if access.actor() is not null then
        perform cases.release_files(case tg_table_name when 'person' then (to_jsonb(old) ->> 'id')::uuid else (to_jsonb(old) ->> 'person_id')::uuid end);
    end if;
    return null;
end $$;
create trigger released_by_an_end after update of valid_until on access.person_role for each row
    when (new.valid_until < old.valid_until and old.role = 'CASE_SUPERVISOR') execute function cases.released_by_an_end();
create trigger released_by_an_end after update of contract_until on access.person for each row
    when (new.contract_until < old.contract_until) execute function cases.released_by_an_end();
create trigger released_by_an_end after update of valid_until on access.deputy for each row
    when (new.valid_until < old.valid_until) execute function cases.released_by_an_end();

revoke execute on function access.leaders, cases.who_leads, cases.release_files, cases.released_by_an_end from public;
grant execute on function cases.who_leads to akoma_protection;
